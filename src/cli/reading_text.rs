//! Shows mentions, places and events as text for people.

use std::fmt::Write;

use crate::lang::dates::display_date;
use crate::model::article::Article;
use crate::model::event::Event;
use crate::model::mention::{Focus, MentionClass, Resolution};

/// How mentions are marked in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// `[Lima]{1}`.
    Brackets,
    /// Colors by class, with the number behind.
    Colors,
}

impl Marks {
    /// The text of a mention, marked.
    fn mark(self, text: &str, number: usize, class: MentionClass) -> String {
        match self {
            Self::Brackets => format!("[{text}]{{{number}}}"),
            Self::Colors => format!("{}{text}{OFF}{DIM}{number}{OFF}", color(class)),
        }
    }

    /// A class's name in the color of its marks.
    fn class(self, class: MentionClass) -> String {
        let name = class.name();
        match self {
            Self::Brackets => format!("{name:<9}"),
            Self::Colors => format!("{}{name}{OFF}{}", color(class), " ".repeat(9 - name.len())),
        }
    }
}

/// Ends a color.
const OFF: &str = "\u{1b}[0m";
/// Numbers stand back.
const DIM: &str = "\u{1b}[2m";

/// The escape sequence that begins the color of a class.
const fn color(class: MentionClass) -> &'static str {
    match class {
        MentionClass::Literal => "\u{1b}[1;32m",
        MentionClass::Demonym => "\u{1b}[36m",
        MentionClass::Metonym => "\u{1b}[33m",
        MentionClass::Embedded => "\u{1b}[35m",
        MentionClass::Homonym => "\u{1b}[9;31m",
        MentionClass::Reference => "\u{1b}[4;32m",
    }
}

/// The text with each mention marked, then a table of the mentions.
#[must_use]
pub fn mentions(article: &Article, resolutions: &[Resolution], explain: bool, marks: Marks) -> String {
    let mut out = String::new();
    let mut at = 0;
    for (r, i) in resolutions.iter().zip(1..) {
        let span = r.mention.span;
        let Some(before) = article.text.get(at..span.start) else { continue };
        // Writing to a string cannot fail.
        out.push_str(before);
        out.push_str(&marks.mark(span.of(&article.text), i, r.mention.class));
        at = span.end;
    }
    out.push_str(article.text.get(at..).unwrap_or(""));
    out.push_str("\n\n");
    for (r, i) in resolutions.iter().zip(1..) {
        let place = r.place.as_ref().map_or_else(
            || "no place found".to_owned(),
            |p| format!("{} ({}, {}) {:.3},{:.3}", p.name, p.id.0, p.country, p.point.lat, p.point.lon),
        );
        let class = marks.class(r.mention.class);
        let _ = writeln!(out, "{i:>4}  {:<24} {class} {:.2}  {place}", r.mention.surface, r.confidence);
        if explain && !r.runners_up.is_empty() {
            let _ = writeln!(out, "        won by {:.2}, by these clues:", r.score);
        }
        if explain {
            for clue in &r.clues {
                let _ = writeln!(out, "        {:+.2}  {}", clue.score, clue.name);
            }
            for rival in &r.runners_up {
                let _ = writeln!(out, "        lost: {} ({}) {:.2}", rival.label, rival.id.0, rival.score);
            }
        }
    }
    out
}

/// The places with their weight in the story.
#[must_use]
pub fn places(focus: &[Focus]) -> String {
    let mut out = String::new();
    for f in focus {
        let _ = writeln!(
            out,
            "{:.2}  {:<28} {:<20} {:>3} mentions  {:.3},{:.3}",
            f.score,
            f.place.name,
            f.place.id.0,
            f.mentions.len(),
            f.place.point.lat,
            f.place.point.lon
        );
    }
    out
}

/// The events with places, figures and evidence.
#[must_use]
pub fn events(article: &Article, events: &[Event]) -> String {
    let mut out = String::new();
    for e in events {
        let date = e.date.as_ref().map_or_else(|| "no date".to_owned(), |d| display_date(d, article.date));
        let news = if e.news { "news" } else { "background" };
        let status = format!("{:?}", e.status).to_lowercase();
        let _ = writeln!(
            out,
            "{}  {} — {date} [{}, {status}, {news}, importance {:.2}, confidence {:.2}]",
            e.id, e.label, e.kind, e.importance, e.confidence
        );
        if e.places.is_empty() {
            let _ = writeln!(out, "      place not given");
        }
        for p in &e.places {
            let role = format!("{:?}", p.role).to_lowercase();
            let _ = writeln!(out, "      {role} {} ({})", p.place.name, p.place.id.0);
        }
        for p in &e.parties {
            let role = format!("{:?}", p.role).to_lowercase();
            let _ = writeln!(out, "      {role}: {}", p.name);
        }
        for f in &e.figures {
            let kind = format!("{:?}", f.kind).to_lowercase();
            let by = if f.claimant.is_empty() { String::new() } else { format!(" (says {})", f.claimant) };
            let _ = writeln!(out, "      {kind}: {} {} {}{by}", f.qualifier, f.value, f.unit);
        }
        for span in &e.evidence {
            let sentence = span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(out, "      “{sentence}”");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Marks;
    use crate::model::mention::MentionClass;

    #[test]
    fn colors_end_where_they_begin_and_brackets_have_none() {
        let colored = Marks::Colors.mark("Lima", 1, MentionClass::Literal);
        assert!(colored.starts_with("\u{1b}[1;32mLima\u{1b}[0m") && colored.ends_with("\u{1b}[0m"));
        assert_eq!(Marks::Brackets.mark("Lima", 1, MentionClass::Literal), "[Lima]{1}");
        assert_eq!(Marks::Brackets.class(MentionClass::Reference), "reference");
    }
}
