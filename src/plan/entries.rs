//! Composes the list: which events it holds, in which order, with dates, figures and evidence.

use crate::diagnostic::Warning;
use crate::lang::dates::display_date;
use crate::model::article::{Article, Span};
use crate::model::event::{Event, EventDate, Figure, FigureKind, Status};
use crate::model::plan::Entry;
use crate::plan::options::Evidence;
use crate::plan::words;

/// News and background entries that a list may hold; the rest is reported.
const MAX_NEWS: usize = 9;
const MAX_BACKGROUND: usize = 5;
/// Events below this importance are not worth a line.
const MIN_IMPORTANCE: f32 = 0.15;
/// The same for events without place or figures, and for those without a date too.
const PLACELESS_IMPORTANCE: f32 = 0.22;
const VAGUE_IMPORTANCE: f32 = 0.45;
/// The same for history with its date: "independence, 1947" explains a story that it is no part of.
const HISTORY_IMPORTANCE: f32 = 0.12;
/// Characters of a shortened sentence.
const SHORT_EVIDENCE: usize = 200;

/// An event with its number in the list.
#[derive(Debug, Clone, Copy)]
pub struct Numbered<'a> {
    /// The event.
    pub event: &'a Event,
    /// Its number, from 1.
    pub number: u32,
}

/// Chooses and numbers the events: the news by date, then the background by date.
#[must_use]
pub fn number<'a>(
    events: &'a [Event],
    min_confidence: f32,
    warnings: &mut Vec<Warning>,
) -> Vec<Numbered<'a>> {
    let (kept, dropped): (Vec<&Event>, Vec<&Event>) =
        events.iter().partition(|e| e.confidence >= min_confidence && e.importance >= least_importance(e));
    let mut news: Vec<&Event> = kept.iter().copied().filter(|e| e.news).collect();
    let mut background: Vec<&Event> = kept.iter().copied().filter(|e| !e.news).collect();
    let mut left_out: Vec<&Event> = dropped;
    let mut repeated: Vec<&Event> = Vec::new();
    for (list, limit) in [(&mut news, MAX_NEWS), (&mut background, MAX_BACKGROUND)] {
        list.sort_by(|a, b| b.importance.total_cmp(&a.importance));
        let mut told: Vec<&Event> = Vec::new();
        list.retain(|event| {
            let is_new = !told.iter().any(|other| is_told_by(event, other));
            if is_new { &mut told } else { &mut repeated }.push(event);
            is_new
        });
        left_out.extend(list.drain(limit.min(list.len())..));
        // Undated events come after the dated ones, in the order of the text.
        list.sort_by_key(|e| {
            let start = e.date.as_ref().filter(|d| d.is_stated()).and_then(|d| d.start);
            (start.is_none(), start, e.trigger.start)
        });
    }
    for event in left_out {
        let why = if event.confidence < min_confidence {
            format!("confidence {:.2} is below {min_confidence:.2}", event.confidence)
        } else {
            "it matters less than the others".to_owned()
        };
        warnings.push(left_out_warning(event, &why));
    }
    warnings.extend(repeated.into_iter().map(|event| left_out_warning(event, "another entry says the same")));
    let all = news.into_iter().chain(background);
    all.zip(1..).map(|(event, number)| Numbered { event, number }).collect()
}

fn left_out_warning(event: &Event, why: &str) -> Warning {
    Warning::new("event-left-out", format!("{}: left out, {why}", event.label)).at(event.trigger)
}

/// Whether another event says the same: kind, words and places, on the same day or on no day.
fn is_told_by(event: &Event, other: &Event) -> bool {
    let days = |e: &Event| e.date.as_ref().map(|d| (d.start, d.end, d.month, d.day));
    let places = |e: &Event| e.places.iter().map(|p| p.place.id.clone()).collect::<Vec<_>>();
    event.kind == other.kind
        && event.label == other.label
        && (event.date.is_none() || days(event) == days(other))
        && (event.figures.is_empty() || event.figures == other.figures)
        && places(event) == places(other)
}

/// An event that says neither where nor when nor how many must matter more to be worth a line.
fn least_importance(event: &Event) -> f32 {
    let dated = event.date.as_ref().is_some_and(EventDate::is_stated);
    match (event.places.is_empty() && event.figures.is_empty(), dated) {
        (false, _) => MIN_IMPORTANCE,
        (true, false) => VAGUE_IMPORTANCE,
        (true, true) if event.status == Status::Historical => HISTORY_IMPORTANCE,
        (true, true) => PLACELESS_IMPORTANCE,
    }
}

/// The list entry of an event.
#[must_use]
pub fn entry(numbered: Numbered<'_>, article: &Article, on_map: bool, evidence: Evidence) -> Entry {
    let event = numbered.event;
    let days = event.date.as_ref().filter(|d| d.is_stated()).map_or_else(Vec::new, |d| {
        [d.start, d.end].into_iter().flatten().map(|day| day.to_string()).collect()
    });
    Entry {
        number: numbered.number,
        events: vec![event.id.clone()],
        kind: event.kind.clone(),
        date: event.date.as_ref().map_or_else(String::new, |d| display_date(d, article.date)),
        days,
        text: event.label.clone(),
        details: details(&event.figures),
        evidence: quotes(&event.evidence, &article.text, evidence),
        background: !event.news,
        status: status_word(event.status).to_owned(),
        on_map,
        outside: !on_map && !event.places.is_empty(),
    }
}

fn status_word(status: Status) -> &'static str {
    match status {
        Status::Happened | Status::Historical => "",
        Status::Ongoing => "ongoing",
        Status::Planned => "planned",
        Status::Denied => "denied",
        Status::Hypothetical => "not certain",
    }
}

/// The figures in words, each once: one that is also given with who claims it is given only so.
fn details(figures: &[Figure]) -> Vec<String> {
    let unit = |f: &Figure| or(&f.unit, "people").to_owned();
    let same = |a: &Figure, b: &Figure| {
        a.kind == b.kind && a.value.total_cmp(&b.value).is_eq() && unit(a) == unit(b)
    };
    let is_told_by = |own: &Figure, other: &Figure, before: bool| {
        let claimed = own.claimant.is_empty() && !other.claimant.is_empty();
        same(own, other) && (claimed || before && own.claimant == other.claimant)
    };
    let is_new = |(i, own): &(usize, &Figure)| {
        !figures.iter().enumerate().any(|(j, other)| is_told_by(own, other, j < *i))
    };
    figures.iter().enumerate().filter(is_new).filter_map(|(_, figure)| figure_line(figure)).collect()
}

/// "more than 200 militants killed, according to Pakistan".
fn figure_line(figure: &Figure) -> Option<String> {
    let value = grouped(figure.value)?;
    let unit = figure.unit.as_str();
    let of_things = words::is_of_things(unit);
    let what = match figure.kind {
        // "3 districts" of an evacuation are no people.
        FigureKind::Dead | FigureKind::Injured | FigureKind::Missing | FigureKind::Arrested if of_things => {
            return None;
        }
        FigureKind::Displaced | FigureKind::Affected if of_things => format!("{value} {unit} affected"),
        FigureKind::Dead => format!("{value} {} killed", or(unit, "people")),
        FigureKind::Injured => format!("{value} {} injured", or(unit, "people")),
        FigureKind::Missing => format!("{value} {} missing", or(unit, "people")),
        FigureKind::Displaced => format!("{value} {} displaced", or(unit, "people")),
        FigureKind::Arrested => format!("{value} {} held", or(unit, "people")),
        FigureKind::Affected => format!("{value} {} affected", or(unit, "people")),
        FigureKind::Magnitude => format!("magnitude {value}"),
        FigureKind::Money | FigureKind::Other if unit.is_empty() => return None,
        FigureKind::Money | FigureKind::Other => format!("{value} {unit}"),
    };
    let mut line = if figure.qualifier.is_empty() { what } else { format!("{} {what}", figure.qualifier) };
    if !figure.claimant.is_empty() {
        line.push_str(", according to ");
        line.push_str(&figure.claimant);
    }
    Some(line)
}

fn or<'a>(text: &'a str, otherwise: &'a str) -> &'a str {
    if text.is_empty() { otherwise } else { text }
}

/// A number as a newspaper prints it: `1,500`, `7.4`, `1.5 million`; none if it is no number.
fn grouped(value: f64) -> Option<String> {
    if !value.is_finite() || value < 0.0 {
        return None;
    }
    if value >= 1e6 {
        let (scaled, word) = if value >= 1e9 { (value / 1e9, "billion") } else { (value / 1e6, "million") };
        let text = format!("{scaled:.2}");
        return Some(format!("{} {word}", text.trim_end_matches('0').trim_end_matches('.')));
    }
    if value.fract() != 0.0 {
        let text = format!("{value:.2}");
        return Some(text.trim_end_matches('0').trim_end_matches('.').to_owned());
    }
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(c);
    }
    Some(out)
}

fn quotes(spans: &[Span], text: &str, evidence: Evidence) -> Vec<String> {
    let clean = |s: &Span| s.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    match evidence {
        Evidence::None => Vec::new(),
        Evidence::Short => spans.iter().take(1).map(|s| shorten(&clean(s), SHORT_EVIDENCE)).collect(),
        Evidence::Full => spans.iter().map(clean).collect(),
    }
}

/// Cuts at a word, with an ellipsis.
fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", cut[..end].trim_end_matches([',', ';', ' ']))
}

#[cfg(test)]
mod tests {
    use super::{details, figure_line, grouped, number, shorten};
    use crate::model::article::Span;
    use crate::model::event::{DateRelation, Event, EventDate, Figure, FigureKind, Precision, Status};

    fn placeless(status: Status, date: Option<EventDate>) -> Event {
        Event {
            id: "e1".to_owned(),
            kind: "independence".to_owned(),
            label: "Independence".to_owned(),
            places: Vec::new(),
            date,
            status,
            news: false,
            importance: 0.14,
            parties: Vec::new(),
            figures: Vec::new(),
            evidence: Vec::new(),
            trigger: Span::new(0, 1),
            confidence: 0.8,
        }
    }

    #[test]
    fn history_needs_no_place_but_a_date() {
        let year = EventDate {
            start: Some(jiff::civil::date(1947, 1, 1)),
            end: Some(jiff::civil::date(1947, 12, 31)),
            month: None,
            day: None,
            precision: Precision::Year,
            relation: DateRelation::default(),
            inferred: false,
            span: None,
        };
        let told = |event: Event| number(&[event], 0.5, &mut Vec::new()).len();
        assert_eq!(told(placeless(Status::Historical, Some(year.clone()))), 1);
        assert_eq!(told(placeless(Status::Historical, None)), 0);
        assert_eq!(told(placeless(Status::Happened, Some(year))), 0);
    }

    #[test]
    fn numbers_read_as_in_a_newspaper() {
        assert_eq!(grouped(1500.0).as_deref(), Some("1,500"));
        assert_eq!(grouped(1_500_000.0).as_deref(), Some("1.5 million"));
        assert_eq!(grouped(7.4).as_deref(), Some("7.4"));
        assert_eq!(grouped(26.0).as_deref(), Some("26"));
        assert_eq!(grouped(f64::NAN), None);
    }

    #[test]
    fn a_figure_stands_once_with_who_claims_it() {
        let dead = |unit: &str, claimant: &str| Figure {
            kind: FigureKind::Dead,
            value: 95.0,
            qualifier: String::new(),
            unit: unit.to_owned(),
            claimant: claimant.to_owned(),
            span: Span::new(0, 0),
        };
        let lines =
            details(&[dead("", ""), dead("people", "a ministry"), dead("people", ""), dead("", "a union")]);
        let told = ["95 people killed, according to a ministry", "95 people killed, according to a union"];
        assert_eq!(lines, told);
        assert_eq!(details(&[dead("", ""), dead("people", "")]), ["95 people killed"]);
    }

    #[test]
    fn a_claim_names_its_claimant() {
        let figure = Figure {
            kind: FigureKind::Dead,
            value: 200.0,
            qualifier: "more than".to_owned(),
            unit: "militants".to_owned(),
            claimant: "Pakistan".to_owned(),
            span: Span::new(0, 0),
        };
        assert_eq!(
            figure_line(&figure).as_deref(),
            Some("more than 200 militants killed, according to Pakistan")
        );
    }

    #[test]
    fn long_sentences_are_cut_at_a_word() {
        assert_eq!(shorten("one two three", 9), "one two …");
        assert_eq!(shorten("one two", 9), "one two");
    }
}
