//! Dates that point: "last week", "the following day", "two days later".

use crate::lang::en::dates::expression::{Expression, Origin, Part, Unit, Which};
use crate::lang::en::dates::named::{after_of_year, glued_part, part_date, season_date};
use crate::lang::en::dates::numeric::{day_month, decade, short_decade};
use crate::lang::en::dates::scan::Read;
use crate::lang::en::dates::words::{month, ordinal, season, small_number, unit, weekday};
use crate::lang::tokens::{TokenKind, Words};

pub(super) fn day_off(end: usize, count: i32, origin: Origin) -> Read {
    Some((end, Expression::Offset { count, unit: Unit::Day, origin }))
}

/// Dates that open with "the".
pub(super) fn the_date(w: &Words<'_>, i: usize) -> Read {
    let next = w.low(i + 1);
    match next {
        "last" | "past" | "next" | "coming" | "previous" | "following" | "same" => which_date(w, i + 1, true),
        "day" | "night" | "week" | "month" | "year" => {
            let delta = match w.low(i + 2) {
                "before" => -1,
                "after" => 1,
                _ => return None,
            };
            if next == "day" && w.low(i + 3) == "yesterday" {
                return day_off(i + 4, -2, Origin::Document);
            }
            if next == "day" && w.low(i + 3) == "tomorrow" {
                return day_off(i + 4, 2, Origin::Document);
            }
            let unit = unit(next).unwrap_or(Unit::Day);
            let alone = w.kind(i + 3) == TokenKind::Sign;
            alone.then_some((i + 3, Expression::Offset { count: delta, unit, origin: Origin::Last }))
        }
        "early" | "mid" | "late" | "beginning" | "start" | "end" | "middle" => part_date(w, i + 1),
        "weekend" => Some((i + 2, whole(0, Unit::Weekend, Origin::Document))),
        _ => season_date(w, i + 1)
            .filter(|&(_, e)| !matches!(e, Expression::Season { year: None, .. }) || w.before(i, 1) == "in")
            .or_else(|| short_decade(w, i + 1))
            .or_else(|| glued_part(w, i + 1))
            .or_else(|| the_nth(w, i + 1)),
    }
}

/// "the 9th of October", "the third quarter of 2024", "the 19th century", "the 1990s".
pub(super) fn the_nth(w: &Words<'_>, i: usize) -> Read {
    if let Some(found) = decade(w.low(i)) {
        return Some((i + 1, found));
    }
    let n = ordinal(w.low(i))?;
    if w.low(i + 1) == "quarter" && (1..=4).contains(&n) {
        let (end, year) = after_of_year(w, i + 2);
        return Some((end, Expression::Quarter { year, quarter: n }));
    }
    if w.low(i + 1) == "century" {
        let start = (i16::from(n) - 1) * 100;
        return Some((i + 2, Expression::Century { start, part: Part::Whole }));
    }
    day_month(w, i, n)
}

pub(super) const fn whole(delta: i32, unit: Unit, origin: Origin) -> Expression {
    Expression::Unit { delta, unit, origin, part: Part::Whole }
}

/// "last week", "this Tuesday", "the following day", "the past three months".
pub(super) fn which_date(w: &Words<'_>, i: usize, the: bool) -> Read {
    let the = the || w.before(i, 1) == "the";
    let word = w.low(i);
    let next = w.low(i + 1);
    if word == "this" && matches!(next, "past" | "coming") {
        return which_date(w, i + 1, false);
    }
    let which = match word {
        "last" | "past" => Which::Last,
        "next" | "coming" => Which::Next,
        "this" => Which::This,
        "previous" => Which::Previous,
        "following" => Which::Following,
        _ => Which::Nearest,
    };
    if let Some(count) = count_of(w, i + 1) {
        let plural = unit(w.low(i + 2)).filter(|_| matches!(which, Which::Last | Which::Previous));
        return plural.map(|unit| (i + 3, Expression::Span { count, unit }));
    }
    if let Some(weekday) = weekday(next) {
        return (which != Which::Nearest).then_some((i + 2, Expression::Weekday { weekday, which }));
    }
    if matches!(word, "same" | "that") {
        return same_unit(w, i, next);
    }
    if matches!(next, "morning" | "afternoon" | "evening" | "night") {
        let (count, origin) = match (which, next) {
            (Which::Last, "night") => (-1, Origin::Document),
            (Which::This, _) => (0, Origin::Document),
            (Which::Previous, _) => (-1, Origin::Last),
            (Which::Next | Which::Following, _) => (1, Origin::Last),
            _ => return None,
        };
        return day_off(i + 2, count, origin);
    }
    if let Some(u) = unit(next).filter(|_| !next.ends_with('s')) {
        let spans = matches!(w.before(i, 2), "over" | "in" | "during" | "for" | "within");
        if the && word == "last" && !spans {
            return None;
        }
        return Some((i + 2, unit_of(which, u, the)));
    }
    if let Some(season) = season(next) {
        let which = if which == Which::Nearest { return None } else { which };
        let (end, year) = after_of_year(w, i + 2);
        return Some((end, Expression::Season { year, season, which }));
    }
    let month = month(next).filter(|_| w.is_capital(i + 1) && w.kind(i + 2) != TokenKind::Number)?;
    (which != Which::Nearest)
        .then_some((i + 2, Expression::Month { year: None, month, part: Part::Whole, which }))
}

pub(super) fn same_unit(w: &Words<'_>, i: usize, next: &str) -> Read {
    if let Some(u) = unit(next).filter(|_| !next.ends_with('s')) {
        return Some((i + 2, whole(0, u, Origin::Last)));
    }
    let part_of_day = matches!(next, "morning" | "afternoon" | "evening" | "night");
    let found = part_of_day.then_some((i + 2, whole(0, Unit::Day, Origin::Last)));
    found.filter(|_| w.low(i) == "same" || w.before(i, 1) != "so")
}

pub(super) const fn unit_of(which: Which, unit: Unit, the: bool) -> Expression {
    match which {
        Which::Last if the => Expression::Span { count: 1, unit },
        Which::Last => whole(-1, unit, Origin::Document),
        Which::Next if the => whole(1, unit, Origin::Last),
        Which::Next => whole(1, unit, Origin::Document),
        Which::Previous => whole(-1, unit, Origin::Last),
        Which::Following => whole(1, unit, Origin::Last),
        Which::This | Which::Nearest => whole(0, unit, Origin::Document),
    }
}

pub(super) fn count_of(w: &Words<'_>, i: usize) -> Option<i32> {
    if w.kind(i) == TokenKind::Number {
        return w.low(i).parse().ok().filter(|n| (1..=400).contains(n));
    }
    small_number(w.low(i))
}

/// "two days later", "a year ago", "10 days after".
pub(super) fn counted(w: &Words<'_>, i: usize) -> Read {
    let count = count_of(w, i)?;
    let unit = unit(w.low(i + 1))?;
    if matches!(w.low(i + 2), "after" | "before") && w.kind(i + 3) != TokenKind::Sign && i + 3 < w.len() {
        return None;
    }
    let (sign, origin) = match w.low(i + 2) {
        "ago" => (-1, Origin::Document),
        "earlier" | "before" | "previously" => (-1, Origin::Last),
        "later" | "after" | "afterward" | "afterwards" => (1, Origin::Last),
        _ => return None,
    };
    Some((i + 3, Expression::Offset { count: sign * count, unit, origin }))
}
