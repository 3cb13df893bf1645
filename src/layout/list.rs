//! The numbered list of entries: news first, background apart, shortened step by step where room is short.

use crate::layout::badge::list_badge;
use crate::layout::symbols;
use crate::layout::text::Pen;
use crate::model::plan::{Entry, Plan};
use crate::model::scene::{Group, Node, Provenance, TextAnchor};
use crate::theme::look::Theme;

/// How much of the list is shown; each step says less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fullness {
    /// Everything.
    Full,
    /// One line of figures for each entry.
    OneFigure,
    /// No figures.
    NoFigures,
    /// One line for each entry.
    OneLine,
    /// One line for each entry, and no background.
    NewsOnly,
}

/// All steps, the fullest first.
pub const STEPS: [Fullness; 5] =
    [Fullness::Full, Fullness::OneFigure, Fullness::NoFigures, Fullness::OneLine, Fullness::NewsOnly];

/// A list, broken into lines but not yet on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    blocks: Vec<Block>,
    columns: usize,
    width: f64,
    /// Height of the whole, pixels.
    pub height: f64,
    /// Numbers of entries left out.
    pub left_out: Vec<u32>,
}

#[derive(Debug, Clone, PartialEq)]
struct Block {
    /// None for a heading (its words are the date) and for a note (its words are the details).
    entry: Option<Entry>,
    /// Date and text run on: the date in its own weight at the start of the first line.
    date: String,
    lines: Vec<String>,
    details: Vec<String>,
    height: f64,
}

/// Pens of the list.
struct Pens {
    heading: Pen,
    date: Pen,
    entry: Pen,
    detail: Pen,
}

impl Pens {
    fn new(theme: &Theme, min: f64) -> Self {
        let pen = |usage: &str| Pen::new(&theme.text(usage), min);
        Self { heading: pen("heading"), date: pen("date"), entry: pen("entry"), detail: pen("detail") }
    }
}

/// Space between entries, and between columns, pixels.
const GAP: f64 = 7.0;
const GUTTER: f64 = 22.0;

/// Space left of the text: number and symbol.
fn indent(theme: &Theme, min: f64) -> f64 {
    theme.marks.radius.max(min * 0.8) * 2.0 + 24.0
}

/// Breaks the plan's entries into lines.
#[must_use]
pub fn list(plan: &Plan, theme: &Theme, width: f64, columns: usize, fullness: Fullness) -> List {
    let pens = Pens::new(theme, plan.page.min_text);
    let columns = columns.max(1);
    let column = (width - GUTTER * (columns - 1) as f64) / columns as f64;
    let room = (column - indent(theme, plan.page.min_text)).max(60.0);
    let (news, background): (Vec<&Entry>, Vec<&Entry>) = plan.entries.iter().partition(|e| !e.background);
    let mut blocks: Vec<Block> =
        news.iter().map(|e| block(e, &pens, theme, plan.page.min_text, room, fullness)).collect();
    let mut left_out = Vec::new();
    if fullness == Fullness::NewsOnly {
        left_out.extend(background.iter().map(|e| e.number));
    } else if !background.is_empty() {
        blocks.push(heading(&pens));
        blocks.extend(background.iter().map(|e| block(e, &pens, theme, plan.page.min_text, room, fullness)));
    }
    blocks.extend(note(&left_out, &pens, room));
    let mut list = List { blocks, columns, width, height: 0.0, left_out };
    list.height = list.split().1;
    list
}

/// What a list that is cut says of the numbers that it does not explain; nothing if it explains all.
fn note(left_out: &[u32], pens: &Pens, room: f64) -> Option<Block> {
    let numbers: Vec<String> = left_out.iter().map(u32::to_string).collect();
    let text = match numbers.as_slice() {
        [] => return None,
        [one] => format!("No room here for event {one}."),
        [head @ .., last] => format!("No room here for events {} and {last}.", head.join(", ")),
    };
    let details = pens.detail.wrap(&text, room, room);
    let height = pens.detail.height(details.len()) + GAP;
    Some(Block { entry: None, date: String::new(), lines: Vec::new(), details, height })
}

fn heading(pens: &Pens) -> Block {
    Block {
        entry: None,
        date: "Background".to_owned(),
        lines: Vec::new(),
        details: Vec::new(),
        height: pens.heading.leading() + GAP + 4.0,
    }
}

fn block(entry: &Entry, pens: &Pens, theme: &Theme, min: f64, room: f64, fullness: Fullness) -> Block {
    let date = capitalized(entry.date.trim());
    let date_width = if date.is_empty() { 0.0 } else { pens.date.width(&date) + 5.0 };
    let text = worded(entry);
    let mut lines = pens.entry.wrap(&text, (room - date_width).max(0.0), room);
    let mut details = Vec::new();
    match fullness {
        Fullness::Full => {
            details.extend(entry.details.iter().cloned());
            details.extend(entry.evidence.iter().map(|sentence| format!("“{sentence}”")));
        }
        Fullness::OneFigure => details.extend(entry.details.first().cloned()),
        Fullness::NoFigures => {}
        Fullness::OneLine | Fullness::NewsOnly => {
            lines = vec![pens.entry.shortened(&text, room - date_width)];
        }
    }
    let details: Vec<String> = details.iter().flat_map(|d| pens.detail.wrap(d, room, room)).collect();
    let text_height = pens.entry.height(lines.len()) + pens.detail.height(details.len());
    let badge = theme.marks.radius.max(min * 0.8) * 2.0;
    Block { entry: Some(entry.clone()), date, lines, details, height: text_height.max(badge + 1.0) + GAP }
}

/// The text with a capital at its start.
fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The text of an entry with what must be said of it.
fn worded(entry: &Entry) -> String {
    let mut text = entry.text.trim().to_owned();
    let mut notes = Vec::new();
    if !entry.status.is_empty() {
        notes.push(entry.status.as_str());
    }
    if !entry.on_map {
        notes.push(if entry.outside { "beyond this map" } else { "place not given" });
    }
    if !notes.is_empty() {
        text = format!("{text} ({})", notes.join(", "));
    }
    text
}

impl List {
    /// Column of each block and the height of the tallest column.
    fn split(&self) -> (Vec<usize>, f64) {
        let total: f64 = self.blocks.iter().map(|b| b.height).sum();
        let tallest = self.blocks.iter().map(|b| b.height).fold(0.0, f64::max);
        let mut target = (total / self.columns as f64).max(tallest);
        loop {
            let (columns, height) = self.fill(target);
            if columns.last().is_none_or(|&last| last < self.columns) {
                return (columns, height);
            }
            target += 6.0;
        }
    }

    /// Columns no taller than a target; a heading stays with what follows.
    fn fill(&self, target: f64) -> (Vec<usize>, f64) {
        let (mut column, mut y, mut most) = (0, 0.0, 0.0_f64);
        let mut columns = Vec::new();
        for (index, block) in self.blocks.iter().enumerate() {
            let next = if block.entry.is_none() {
                self.blocks.get(index + 1).map_or(0.0, |b| b.height)
            } else {
                0.0
            };
            if y > 0.0 && y + block.height + next > target + 0.01 {
                column += 1;
                y = 0.0;
            }
            columns.push(column);
            y += block.height;
            most = most.max(y);
        }
        (columns, most)
    }

    /// Leaves out entries from the end until the list is at most that high, and says which.
    pub fn cut(&mut self, height: f64, plan: &Plan, theme: &Theme) {
        let min = plan.page.min_text;
        let pens = Pens::new(theme, min);
        let room = (self.column() - indent(theme, min)).max(60.0);
        while self.height > height && !self.blocks.is_empty() {
            self.blocks.retain(|block| block.entry.is_some() || !block.date.is_empty());
            let Some(block) = self.blocks.pop() else { break };
            self.left_out.extend(block.entry.map(|e| e.number));
            self.left_out.sort_unstable();
            if !self.blocks.is_empty() {
                self.blocks.extend(note(&self.left_out, &pens, room));
            }
            self.height = self.split().1;
        }
    }

    /// Width of a column, pixels.
    fn column(&self) -> f64 {
        (self.width - GUTTER * (self.columns - 1) as f64) / self.columns as f64
    }

    /// The list on the page, from its top left corner.
    #[must_use]
    pub fn draw(&self, plan: &Plan, theme: &Theme, x: f64, top: f64) -> Vec<Node> {
        let pens = Pens::new(theme, plan.page.min_text);
        let width = self.column();
        let (columns, _) = self.split();
        let (mut y, mut column) = (top, 0);
        let mut nodes = Vec::new();
        for (block, &place) in self.blocks.iter().zip(&columns) {
            if place != column {
                (column, y) = (place, top);
            }
            let left = x + (width + GUTTER) * column as f64;
            nodes.extend(draw_block(block, plan, theme, &pens, Column { left, width }, y));
            y += block.height;
        }
        nodes
    }
}

/// A column of the list; what reads from right to left begins at its right edge.
#[derive(Clone, Copy)]
struct Column {
    left: f64,
    width: f64,
}

impl Column {
    /// A place at a distance from the edge at which reading begins.
    fn at(self, distance: f64, rtl: bool) -> f64 {
        if rtl { self.left + self.width - distance } else { self.left + distance }
    }
}

fn draw_block(block: &Block, plan: &Plan, theme: &Theme, pens: &Pens, column: Column, top: f64) -> Vec<Node> {
    let Some(entry) = &block.entry else {
        if block.date.is_empty() {
            let at = column.left + indent(theme, plan.page.min_text);
            let first = top + pens.detail.font.size;
            let line = |(i, line): (usize, &String)| {
                pens.detail.node(line, at, first + pens.detail.leading() * i as f64, TextAnchor::Start)
            };
            return block.details.iter().enumerate().map(line).collect();
        }
        let baseline = top + pens.heading.font.size + 4.0;
        return vec![pens.heading.node(&block.date, column.left, baseline, TextAnchor::Start)];
    };
    let rtl = block.lines.iter().any(|line| pens.entry.is_rtl(line));
    let anchor = if rtl { TextAnchor::End } else { TextAnchor::Start };
    let min = plan.page.min_text;
    let radius = theme.marks.radius.max(min * 0.8);
    let middle = top + radius + 0.5;
    let mut nodes = list_badge(entry, &plan.marks, [column.at(radius, rtl), middle], min, theme);
    let ink = if entry.background { theme.marks.quiet_fill } else { theme.marks.fill };
    nodes.extend(symbols::draw(&entry.kind, [column.at(radius * 2.0 + 11.0, rtl), middle], 13.0, ink));
    let indent = indent(theme, min);
    let baseline = middle + pens.entry.font.size * 0.36;
    let mut shift = 0.0;
    if !block.date.is_empty() {
        nodes.push(pens.date.node(&block.date, column.at(indent, rtl), baseline, anchor));
        shift = pens.date.width(&block.date) + 5.0;
    }
    for (i, line) in block.lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
        let at = if i == 0 { indent + shift } else { indent };
        let y = baseline + pens.entry.leading() * i as f64;
        nodes.push(pens.entry.node(line, column.at(at, rtl), y, anchor));
    }
    let below = baseline + pens.entry.leading() * (block.lines.len() as f64 - 1.0) + pens.detail.leading();
    for (i, line) in block.details.iter().enumerate() {
        let y = below + pens.detail.leading() * i as f64;
        nodes.push(pens.detail.node(line, column.at(indent, rtl), y, anchor));
    }
    let group = Group {
        name: format!("entry-{}", entry.number),
        clip: None,
        provenance: Some(Provenance {
            id: entry.events.join(" "),
            name: entry.text.clone(),
            date: entry.date.clone(),
            evidence: entry.evidence.clone(),
            confidence: 1.0,
            ..Provenance::default()
        }),
        nodes,
    };
    vec![Node::Group(group)]
}

#[cfg(test)]
mod tests {
    use super::{Fullness, STEPS, list, worded};
    use crate::layout::page::tests::plan;
    use crate::model::plan::Entry;
    use crate::model::scene::Node;
    use crate::theme::load::named;

    fn entry(number: u32, background: bool) -> Entry {
        Entry {
            number,
            events: vec![format!("e{number}")],
            kind: "airstrike".into(),
            date: "Oct. 9".into(),
            days: Vec::new(),
            text: "Airstrikes on the capital and on three provinces along the border".into(),
            details: vec![
                "more than 200 militants killed, according to one side".into(),
                "9 soldiers killed".into(),
            ],
            evidence: Vec::new(),
            background,
            status: String::new(),
            on_map: true,
            outside: false,
        }
    }

    #[test]
    fn each_step_is_shorter_and_says_what_it_leaves_out() {
        let mut plan = plan();
        plan.entries = (1..=6).map(|n| entry(n, n > 4)).collect();
        let theme = named("news").unwrap();
        let heights: Vec<f64> = STEPS.iter().map(|&s| list(&plan, &theme, 560.0, 2, s).height).collect();
        assert!(heights.windows(2).all(|w| w[1] <= w[0]) && heights[4] < heights[0] / 2.0, "{heights:?}");
        assert_eq!(list(&plan, &theme, 560.0, 2, Fullness::NewsOnly).left_out, [5, 6]);
        assert!(list(&plan, &theme, 560.0, 2, Fullness::Full).left_out.is_empty());
    }

    #[test]
    fn a_list_that_is_cut_says_which_numbers_it_does_not_explain() {
        let mut plan = plan();
        plan.entries = (1..=6).map(|n| entry(n, false)).collect();
        let theme = named("news").unwrap();
        let mut list = list(&plan, &theme, 300.0, 1, Fullness::OneLine);
        let height = list.height * 0.6;
        list.cut(height, &plan, &theme);
        assert!(list.height <= height && list.left_out.len() > 1, "{:?}", list.left_out);
        let nodes = list.draw(&plan, &theme, 10.0, 0.0);
        let Some(Node::Text(last)) = nodes.last() else { panic!("the list ends with a note") };
        assert_eq!(
            last.content,
            format!(
                "No room here for events {} and 6.",
                match list.left_out.as_slice() {
                    [head @ .., _] => head.iter().map(u32::to_string).collect::<Vec<_>>().join(", "),
                    [] => String::new(),
                }
            )
        );
    }

    #[test]
    fn an_entry_without_a_place_says_so() {
        let unplaced = Entry { on_map: false, status: "planned".into(), ..entry(1, false) };
        assert!(worded(&unplaced).ends_with("(planned, place not given)"));
    }

    #[test]
    fn arabic_entries_begin_at_the_right() {
        let mut plan = plan();
        plan.entries =
            vec![Entry {
                text: "غارات جوية على كابول".into(), date: String::new(), ..entry(1, false)
            }];
        let theme = named("news").unwrap();
        let nodes = list(&plan, &theme, 300.0, 1, Fullness::NoFigures).draw(&plan, &theme, 10.0, 0.0);
        let Some(Node::Group(group)) = nodes.first() else { panic!("there is an entry") };
        let texts = group.nodes.iter().filter_map(|n| match n {
            Node::Text(text) if text.rtl => Some(text),
            _ => None,
        });
        for text in texts.clone() {
            let right = text.bounds.x + text.bounds.width;
            assert!(right > 240.0 && right < 300.0, "{right}");
        }
        assert_eq!(texts.count(), 1);
    }

    #[test]
    fn two_columns_are_about_even() {
        let mut plan = plan();
        plan.entries = (1..=8).map(|n| entry(n, false)).collect();
        let theme = named("news").unwrap();
        let one = list(&plan, &theme, 260.0, 1, Fullness::Full).height;
        let two = list(&plan, &theme, 560.0, 2, Fullness::Full).height;
        assert!(two < one * 0.62, "{one} {two}");
    }
}
