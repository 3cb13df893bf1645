//! The timeline: the dated news of the list on a strip of days, a dot for a day, a bar for what lasted or is known
//! only as a span.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::lang::dates::{axis_day, axis_month};
use crate::layout::text::Pen;
use crate::model::plan::Plan;
use crate::model::scene::{Circle, Command, Node, Paint, Path, Rect, Rectangle, Stroke, Style, TextAnchor};
use crate::theme::look::Theme;

/// Fewer dates than this need no strip.
const LEAST_DATES: usize = 3;
/// What lies further before the last date than this stays in the list, days.
const LONGEST: i32 = 500;
/// Dates that begin so name no day of the event itself.
const OPEN: [&str; 2] = ["before ", "after "];
/// Space between badges, and between the rows of the strip, pixels.
const GAP: f64 = 2.0;
/// Rows of badges; what finds none is left out.
const ROWS: usize = 4;

/// A strip of days, not yet on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    spans: Vec<Placed>,
    ticks: Vec<(f64, String)>,
    rows: usize,
    width: f64,
    radius: f64,
    /// Height of the whole, pixels.
    pub height: f64,
}

/// An entry on the strip: its number, where its days lie, and its row, from the axis up.
#[derive(Debug, Clone, PartialEq)]
struct Placed {
    number: u32,
    hollow: bool,
    from: f64,
    to: f64,
    row: usize,
}

/// The dates of the news on a strip of a width; none if too few of them are known.
#[must_use]
pub fn timeline(plan: &Plan, theme: &Theme, width: f64) -> Option<Timeline> {
    let dated = dated(plan);
    let first = dated.iter().map(|d| d.from).min()?;
    let last = dated.iter().map(|d| d.to).max()?;
    let mut starts: Vec<Date> = dated.iter().map(|d| d.from).collect();
    starts.dedup();
    let days = between(first, last);
    if starts.len() < LEAST_DATES || days < 2 {
        return None;
    }
    let min = plan.page.min_text;
    let radius = (min * 0.72).max(8.0);
    let scale = (width - radius * 2.0) / f64::from(days + 1);
    let x = |day: Date| radius + f64::from(between(first, day)) * scale;
    let mut free = [f64::MIN; ROWS];
    let mut spans = Vec::new();
    for one in &dated {
        let (from, to) = (x(one.from), x(one.to) + scale);
        let middle = if one.from == one.to { from + scale / 2.0 } else { from };
        let Some(row) = free.iter().position(|end| middle - radius >= *end) else { continue };
        free[row] = (middle + radius).max(if one.from == one.to { f64::MIN } else { to }) + GAP;
        let (from, to) = if one.from == one.to { (middle, middle) } else { (from, to) };
        spans.push(Placed { number: one.number, hollow: one.hollow, from, to, row });
    }
    let rows = spans.iter().map(|s| s.row + 1).max()?;
    let pen = Pen::new(&theme.text("scale"), min);
    let ticks = ticks(first, last).into_iter().map(|(day, words)| (x(day), words)).collect();
    let ticks = readable(ticks, &pen, width);
    let height = rows as f64 * (radius * 2.0 + GAP) + 6.0 + pen.leading();
    Some(Timeline { spans, ticks, rows, width, radius, height })
}

/// An entry with its first and last day.
struct Dated {
    number: u32,
    hollow: bool,
    from: Date,
    to: Date,
}

/// The news with known days, by day, without what lies long before the rest.
fn dated(plan: &Plan) -> Vec<Dated> {
    let mut all: Vec<Dated> = plan
        .entries
        .iter()
        .filter(|e| !e.background && !OPEN.iter().any(|word| e.date.starts_with(word)))
        .filter_map(|e| {
            let mut days = e.days.iter().filter_map(|day| day.parse::<Date>().ok());
            let from = days.next()?;
            let to = days.next().unwrap_or(from).max(from);
            Some(Dated { number: e.number, hollow: e.status == "planned", from, to })
        })
        .collect();
    if let Some(last) = all.iter().map(|d| d.to).max() {
        all.retain(|d| between(d.from, last) <= LONGEST);
    }
    all.sort_by_key(|d| (d.from, d.number));
    all
}

fn between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// Days with words on the axis: every day, week, month or quarter, as the length of the strip asks.
fn ticks(first: Date, last: Date) -> Vec<(Date, String)> {
    let days = between(first, last);
    let step = [1, 2, 5, 7, 14].into_iter().find(|step| days / step <= 9);
    let mut out = Vec::new();
    match step {
        Some(step) => {
            let mut day = first;
            while day <= last {
                out.push((day, axis_day(day)));
                let Ok(next) = day.checked_add(step.days()) else { break };
                day = next;
            }
        }
        None => {
            let months = if days > 300 { 2 } else { 1 };
            let mut day = first.first_of_month();
            while day <= last {
                if day >= first {
                    out.push((day, axis_month(day)));
                }
                let Ok(next) = day.checked_add(months.months()) else { break };
                day = next;
            }
        }
    }
    out
}

/// The ticks whose words have room.
fn readable(ticks: Vec<(f64, String)>, pen: &Pen, width: f64) -> Vec<(f64, String)> {
    let mut end = f64::MIN;
    let mut out = Vec::new();
    for (x, words) in ticks {
        let wide = pen.width(&words);
        if x >= end && x + wide <= width {
            end = x + wide + 8.0;
            out.push((x, words));
        }
    }
    out
}

impl Timeline {
    /// The strip from its top left corner.
    #[must_use]
    pub fn draw(&self, plan: &Plan, theme: &Theme, x: f64, top: f64) -> Vec<Node> {
        let min = plan.page.min_text;
        let pen = Pen::new(&theme.text("scale"), min);
        let axis = top + self.rows as f64 * (self.radius * 2.0 + GAP) + 1.0;
        let rule = Stroke { color: theme.page.rule, width: 1.0, dash: Vec::new(), round: false };
        let mut commands = vec![Command::Move([x, axis]), Command::Line([x + self.width, axis])];
        for (at, _) in &self.ticks {
            commands.extend([Command::Move([x + at, axis]), Command::Line([x + at, axis + 4.0])]);
        }
        let style = Style { stroke: Some(rule), ..Style::default() };
        let mut nodes = vec![Node::Path(Path { commands, style })];
        for (at, words) in &self.ticks {
            nodes.push(pen.node(words, x + at, axis + 4.0 + pen.font.size, TextAnchor::Start));
        }
        for span in &self.spans {
            nodes.extend(self.mark(span, theme, min, x, axis));
        }
        nodes
    }

    fn mark(&self, span: &Placed, theme: &Theme, min: f64, x: f64, axis: f64) -> Vec<Node> {
        let marks = &theme.marks;
        let y = axis - (self.radius * 2.0 + GAP) * (span.row as f64 + 0.5);
        let mut nodes = Vec::new();
        if span.to > span.from {
            let rect = Rect { x: x + span.from, y: y - 2.5, width: span.to - span.from, height: 5.0 };
            let style = Style { fill: Some(Paint::Color(marks.fill)), stroke: None, opacity: Some(0.35) };
            nodes.push(Node::Rect(Rectangle { rect, radius: 2.5, style }));
        }
        let (fill, ink) = if span.hollow { (marks.hollow, marks.fill) } else { (marks.fill, marks.ink) };
        let rim = Stroke { color: marks.fill, width: 1.4, dash: Vec::new(), round: false };
        let style = Style { fill: Some(Paint::Color(fill)), stroke: Some(rim), opacity: None };
        nodes.push(Node::Circle(Circle { x: x + span.from, y, r: self.radius - 0.7, style }));
        let mut look = theme.text("number");
        look.color = ink;
        look.halo = None;
        look.size = look.size.min(min);
        let pen = Pen::new(&look, min);
        let baseline = y + pen.font.size * crate::layout::text::CAPITAL / 2.0;
        nodes.push(pen.node(&span.number.to_string(), x + span.from, baseline, TextAnchor::Middle));
        nodes
    }
}

#[cfg(test)]
mod tests {
    use super::timeline;
    use crate::layout::page::tests::plan;
    use crate::model::plan::{Entry, Plan};
    use crate::theme::load::named;

    fn entry(number: u32, days: &[&str], background: bool) -> Entry {
        Entry {
            number,
            events: Vec::new(),
            kind: String::new(),
            date: String::new(),
            days: days.iter().map(|d| (*d).to_owned()).collect(),
            text: "Text".into(),
            details: Vec::new(),
            evidence: Vec::new(),
            background,
            status: String::new(),
            on_map: true,
            outside: false,
        }
    }

    fn with(entries: Vec<Entry>) -> Plan {
        Plan { entries, ..plan() }
    }

    #[test]
    fn days_and_spans_lie_where_they_belong() {
        let plan = with(vec![
            entry(1, &["2025-10-09", "2025-10-09"], false),
            entry(2, &["2025-10-10", "2025-10-19"], false),
            entry(3, &["2025-10-19", "2025-10-19"], false),
            entry(4, &["1947-01-01", "1947-12-31"], true),
        ]);
        let strip = timeline(&plan, &named("news").unwrap(), 560.0).unwrap();
        assert_eq!(strip.spans.len(), 3);
        let [first, span, last] = [&strip.spans[0], &strip.spans[1], &strip.spans[2]];
        assert!(first.from < span.from && span.to > last.from && last.from > 500.0, "{strip:?}");
        assert!(span.row != last.row, "a bar runs through a badge");
        assert!(strip.ticks.first().is_some_and(|(_, words)| words == "Oct. 9"));
    }

    #[test]
    fn without_days_there_is_no_strip() {
        let theme = named("news").unwrap();
        assert!(timeline(&with(vec![entry(1, &[], false); 5]), &theme, 560.0).is_none());
        let one_day = vec![entry(1, &["2025-10-09"], false); 5];
        assert!(timeline(&with(one_day), &theme, 560.0).is_none());
    }
}
