//! Composes the map's own words: title, subtitle, credit and the description for people who do not see it.

use jiff::civil::Date;

use crate::geodata::worldview::{Worldview, WorldviewKind};
use crate::lang::dates::display_day;
use crate::model::plan::{Entry, Mark};

/// "A", "A and B", "A, B and C".
#[must_use]
pub fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

/// A title from the places in focus: "Afghanistan, Pakistan and India".
#[must_use]
pub fn title(focus: &[String], fallback: &str) -> String {
    if focus.is_empty() { fallback.to_owned() } else { list(focus) }
}

/// Last words of units that count no people.
const THINGS: [&str; 22] = [
    "areas",
    "buildings",
    "camps",
    "cities",
    "communities",
    "counties",
    "districts",
    "farms",
    "homes",
    "houses",
    "islands",
    "municipalities",
    "neighborhoods",
    "neighbourhoods",
    "places",
    "provinces",
    "regions",
    "schools",
    "settlements",
    "states",
    "towns",
    "villages",
];

/// Whether a unit of a figure ("districts", "border villages") counts places or buildings, not people.
#[must_use]
pub fn is_of_things(unit: &str) -> bool {
    unit.split_whitespace().last().is_some_and(|last| THINGS.contains(&last))
}

/// The "as of" line; empty without a date.
#[must_use]
pub fn subtitle(date: Option<Date>) -> String {
    date.map_or_else(String::new, |d| format!("As of {}", display_day(d)))
}

/// The credit line: the caller's own first, then the sources of the data.
#[must_use]
pub fn credit(own: Option<&str>) -> String {
    let sources = "Map: Dateline. Data: Natural Earth; GeoNames (CC BY 4.0)";
    match own.filter(|o| !o.is_empty()) {
        Some(own) => format!("{own}. {sources}"),
        None => sources.to_owned(),
    }
}

/// The note under a map that shows a border or an area on which states disagree.
pub const DISCLAIMER: &str = "Borders, names and hatching show what is agreed or in dispute and imply no judgment on the status of any territory.";

/// The note under a map that follows what one state holds, or who is in control.
#[must_use]
pub fn viewpoint(view: &Worldview) -> Option<String> {
    match view.kind {
        WorldviewKind::Neutral => None,
        WorldviewKind::DeFacto => Some("Borders show who is in control, whoever claims the land.".to_owned()),
        WorldviewKind::National => Some(format!("Borders as the government of {} shows them.", view.name)),
    }
}

/// The note on borders: whose they are, what disputed land is shown without hatching, then the disclaimer.
#[must_use]
pub fn disclaimer(view: &Worldview, disputed: bool, notes: &[String]) -> String {
    let own = viewpoint(view);
    let is_needed = disputed || !notes.is_empty() || own.is_some();
    let mut sentences: Vec<String> = own.into_iter().collect();
    sentences.extend(notes.iter().map(|note| format!("{note}.")));
    let says_so = view.kind == WorldviewKind::Neutral || disputed || !notes.is_empty();
    let last = if says_so { DISCLAIMER } else { NO_JUDGMENT };
    sentences.extend(is_needed.then(|| last.to_owned()));
    sentences.join(" ")
}

/// The disclaimer of a map that shows nothing as in dispute.
const NO_JUDGMENT: &str = "The map implies no judgment on the status of any territory.";

/// What the map shows, in sentences.
#[must_use]
pub fn description(shown: &[String], entries: &[Entry], marks: &[Mark], disputes: &[String]) -> String {
    let mut out = format!("Map of {}.", if shown.is_empty() { "the world".to_owned() } else { list(shown) });
    for entry in entries {
        out.push_str(&format!(" {}: {}", entry.number, entry.text));
        let place = marks.iter().find(|m| m.number == entry.number).map_or("", |m| m.place.as_str());
        if !entry.on_map {
            out.push_str(if entry.outside { ", beyond this map" } else { ", place not given" });
        } else if !place.is_empty() && !entry.text.contains(place) {
            out.push_str(&format!(", {place}"));
        }
        if !entry.date.is_empty() {
            out.push_str(&format!(", {}", entry.date));
        }
        if !entry.status.is_empty() {
            out.push_str(&format!(" ({})", entry.status));
        }
        for detail in &entry.details {
            out.push_str(&format!("; {detail}"));
        }
        out.push('.');
    }
    if !disputes.is_empty() {
        out.push_str(&format!(" Shown as disputed: {}.", list(disputes)));
    }
    out
}

/// A name for files and ids: lower case letters, digits and hyphens, at most 60.
#[must_use]
pub fn slug(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::new();
    for c in text.nfkd() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.ends_with('-') && !out.is_empty() && !is_mark(c) {
            out.push('-');
        }
        if out.len() >= 60 {
            break;
        }
    }
    let out = out.trim_matches('-');
    match out.chars().next() {
        None => "map".to_owned(),
        Some(c) if c.is_ascii_digit() => format!("m-{out}"),
        Some(_) => out.to_owned(),
    }
}

/// Whether the character is a combining mark that decomposition has split off.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::{list, slug};

    #[test]
    fn names_are_listed() {
        let names = ["A", "B", "C"].map(str::to_owned);
        assert_eq!(list(&names), "A, B and C");
        assert_eq!(list(&names[..2]), "A and B");
        assert_eq!(list(&[]), "");
    }

    #[test]
    fn slugs_start_with_a_letter() {
        assert_eq!(slug("Córdoba & São Paulo"), "cordoba-sao-paulo");
        assert_eq!(slug("26 dead"), "m-26-dead");
        assert_eq!(slug("北京"), "map");
        assert!(slug(&"x".repeat(500)).len() <= 60);
    }
}
