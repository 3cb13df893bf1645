//! Shows mentions, places and events as text for people.

use std::fmt::Write;

use crate::lang::dates::display_date;
use crate::model::article::Article;
use crate::model::event::Event;
use crate::model::mention::{Focus, MentionClass, Resolution};

/// The text with each mention marked, then a table of the mentions.
#[must_use]
pub fn mentions(article: &Article, resolutions: &[Resolution], explain: bool) -> String {
    let mut out = String::new();
    let mut at = 0;
    for (r, i) in resolutions.iter().zip(1..) {
        let span = r.mention.span;
        let Some(before) = article.text.get(at..span.start) else { continue };
        // Writing to a string cannot fail.
        let _ = write!(out, "{before}[{}]{{{i}}}", span.of(&article.text));
        at = span.end;
    }
    out.push_str(article.text.get(at..).unwrap_or(""));
    out.push_str("\n\n");
    for (r, i) in resolutions.iter().zip(1..) {
        let place = r.place.as_ref().map_or_else(
            || "no place found".to_owned(),
            |p| format!("{} ({}, {}) {:.3},{:.3}", p.name, p.id.0, p.country, p.point.lat, p.point.lon),
        );
        let class = class_name(r.mention.class);
        let _ = writeln!(out, "{i:>4}  {:<24} {class:<8} {:.2}  {place}", r.mention.surface, r.confidence);
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

const fn class_name(class: MentionClass) -> &'static str {
    match class {
        MentionClass::Literal => "literal",
        MentionClass::Demonym => "demonym",
        MentionClass::Metonym => "metonym",
        MentionClass::Embedded => "embedded",
        MentionClass::Homonym => "homonym",
    }
}
