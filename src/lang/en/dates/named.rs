//! Dates by name: months, weekdays, seasons, parts of a month or year, holidays.

use crate::lang::en::dates::expression::{Expression, Origin, Part, Unit, Which};
use crate::lang::en::dates::numeric::{day_number, decade, trailing_year, year_number};
use crate::lang::en::dates::scan::{Read, date_at};
use crate::lang::en::dates::words::{is_ambiguous_month, month, ordinal, part, season, unit, weekday};
use crate::lang::tokens::{TokenKind, Words};

pub(super) fn after_of_year(w: &Words<'_>, i: usize) -> (usize, Option<i16>) {
    let at = if w.low(i) == "of" { i + 1 } else { i };
    let at = if w.low(at) == "," { at + 1 } else { at };
    match year_number(w.low(at)) {
        Some(year) => (at + 1, Some(year)),
        None if w.low(i) == "of" && w.low(i + 1) == "last" && w.low(i + 2) == "year" => (i, None),
        None => (i, None),
    }
}

/// Dates that open with a month: "Oct. 9, 2001", "Oct. 9-11", "May 2025", "October".
pub(super) fn month_date(w: &Words<'_>, i: usize, of_part: Part) -> Read {
    let low = w.low(i);
    let number = month(low).filter(|_| w.is_capital(i))?;
    let mut at = i + 1;
    if w.low(at) == "." && w.is_glued(at) && low.len() <= 4 {
        at += 1;
    }
    let glued_list = w.low(at) == "-" || w.low(at) == "\u{2013}";
    if let Some(found) = month_day(w, at, number) {
        return Some(found);
    }
    if glued_list && let Some(to) = month(w.low(at + 1)).filter(|_| w.is_capital(at + 1)) {
        let (end, year) = trailing_year(w, at + 2);
        return Some((end, Expression::Months { year, from: number, to }));
    }
    let skip = usize::from(matches!(w.low(at), "of" | ","));
    if let Some(year) = year_number(w.low(at + skip)) {
        return Some((
            at + skip + 1,
            Expression::Month { year: Some(year), month: number, part: of_part, which: Which::Nearest },
        ));
    }
    if w.low(at) == "of" && w.low(at + 2) == "year" {
        let which = match w.low(at + 1) {
            "last" => Which::Previous,
            "this" => Which::This,
            _ => Which::Nearest,
        };
        return Some((at + 3, Expression::Month { year: None, month: number, part: of_part, which }));
    }
    let sure = !is_ambiguous_month(low) || of_part != Part::Whole || month_context(w, i);
    sure.then_some((
        at,
        Expression::Month { year: None, month: number, part: of_part, which: Which::Nearest },
    ))
}

/// Whether the word before says that an ambiguous word is a month.
pub(super) fn month_context(w: &Words<'_>, i: usize) -> bool {
    let before = w.before(i, 1);
    let preposition = matches!(
        before,
        "in" | "of"
            | "since"
            | "until"
            | "till"
            | "by"
            | "from"
            | "during"
            | "before"
            | "after"
            | "between"
            | "for"
            | "through"
    );
    let joined = matches!(before, "and" | "to" | "or" | "-" | "\u{2013}") && month(w.before(i, 2)).is_some();
    preposition || joined
}

/// Day, range of days and year after a month.
pub(super) fn month_day(w: &Words<'_>, at: usize, month_number: i8) -> Read {
    let day =
        day_number(w.low(at)).or_else(|| ordinal(w.low(at)).filter(|_| w.kind(at) == TokenKind::Number))?;
    if unit_follows(w, at + 1) {
        return None;
    }
    let mut end = at + 1;
    let mut last = None;
    if matches!(w.low(end), "-" | "\u{2013}" | "to" | "and" | "through") {
        let to = day_number(w.low(end + 1))
            .or_else(|| ordinal(w.low(end + 1)).filter(|_| w.kind(end + 1) == TokenKind::Number));
        if let Some(to) =
            to.filter(|to| *to > day && !unit_follows(w, end + 2) && month(w.low(end + 2)).is_none())
        {
            last = Some(to);
            end += 2;
        }
    }
    let (end, year) = trailing_year(w, end);
    let expression = match last {
        Some(to) => Expression::Days { year, from: (month_number, day), to: (month_number, to) },
        None => Expression::Day { year, month: month_number, day },
    };
    Some((end, expression))
}

/// Whether a counted noun follows, so that the number is no day ("May 10 people").
pub(super) fn unit_follows(w: &Words<'_>, i: usize) -> bool {
    matches!(w.low(i), "people" | "percent" | "%" | "persons" | "million" | "thousand")
        || (w.low(i) == "-" && w.is_glued(i) && w.is_glued(i + 1) && w.kind(i + 1) == TokenKind::Word)
}

pub(super) fn bare_weekday(w: &Words<'_>, i: usize) -> Read {
    let weekday = weekday(w.low(i)).filter(|_| w.is_capital(i))?;
    let at = if w.low(i + 1) == "," { i + 2 } else { i + 1 };
    let dated = month(w.low(at)).is_some_and(|_| w.is_capital(at) && w.kind(at + 1) != TokenKind::Word)
        || ((day_number(w.low(at)).is_some() || ordinal(w.low(at)).is_some())
            && month(w.low(at + 1)).is_some_and(|_| w.is_capital(at + 1)));
    (!dated).then_some((i + 1, Expression::Weekday { weekday, which: Which::Nearest }))
}

/// "summer of 2021", "spring 2019"; a bare season only after "in the" or with "last".
pub(super) fn season_date(w: &Words<'_>, i: usize) -> Read {
    let season = season(w.low(i))?;
    let (end, year) = after_of_year(w, i + 1);
    if year.is_none() && !matches!(w.before(i, 1), "the") {
        return None;
    }
    Some((end, Expression::Season { year, season, which: Which::Nearest }))
}

/// "early October", "late 2021", "the end of the month", "late last year", "early Tuesday".
pub(super) fn part_date(w: &Words<'_>, i: usize) -> Read {
    let of_part = part(w.low(i))?;
    let mut at = i + 1;
    if matches!(w.low(at), "of" | "in" | "on") {
        at += 1;
    } else if matches!(w.low(i), "beginning" | "start" | "end" | "middle") {
        return None;
    }
    if w.low(at) == "-" {
        at += 1;
    }
    if let Some(found) = month_date(w, at, of_part) {
        return Some(found);
    }
    if w.low(at) == "the" {
        at += 1;
        if let Some(u) = unit(w.low(at)).filter(|_| !w.low(at).ends_with('s')) {
            return Some((
                at + 1,
                Expression::Unit { delta: 0, unit: u, origin: Origin::Document, part: of_part },
            ));
        }
    }
    if let Some(year) = year_number(w.low(at)) {
        return Some((at + 1, Expression::Year { year, part: of_part }));
    }
    if let Some(expression) = decade(w.low(at)) {
        return Some((at + 1, with_part(expression, of_part)));
    }
    let (end, expression) = date_at(w, at)?;
    Some((end, with_part(expression, of_part)))
}

pub(super) const fn with_part(expression: Expression, part: Part) -> Expression {
    match expression {
        Expression::Year { year, .. } => Expression::Year { year, part },
        Expression::Decade { start, .. } => Expression::Decade { start, part },
        Expression::Century { start, .. } => Expression::Century { start, part },
        Expression::Unit {
            delta, unit: unit @ (Unit::Month | Unit::Year | Unit::Decade), origin, ..
        } => Expression::Unit { delta, unit, origin, part },
        Expression::Month { year, month, which, .. } => Expression::Month { year, month, part, which },
        other => other,
    }
}

/// "mid-October", "mid-2019", "mid-1990s", where the tokens are one word.
pub(super) fn glued_part(w: &Words<'_>, i: usize) -> Read {
    let low = w.low(i);
    let (head, tail) = low.split_once('-')?;
    if let (Some(from), Some(to), true) = (month(head), month(tail), w.is_capital(i)) {
        let (end, year) = trailing_year(w, i + 1);
        return Some((end, Expression::Months { year, from, to }));
    }
    let of_part = part(head)?;
    if let Some(number) = month(tail) {
        let (end, year) = trailing_year(w, i + 1);
        return Some((end, Expression::Month { year, month: number, part: of_part, which: Which::Nearest }));
    }
    if let Some(year) = year_number(tail) {
        return Some((i + 1, Expression::Year { year, part: of_part }));
    }
    Some((i + 1, with_part(decade(tail)?, of_part)))
}

pub(super) fn holiday(w: &Words<'_>, i: usize) -> Read {
    let (at, eve, day) = match w.low(i) {
        "christmas" => (i + 1, (12, 24), (12, 25)),
        "new" if w.low(i + 1) == "year" && w.kind(i + 2) == TokenKind::Possessive => {
            (i + 3, (12, 31), (1, 1))
        }
        _ => return None,
    };
    let alone = w.low(i) == "christmas"
        && matches!(w.before(i, 1), "since" | "before" | "after" | "until" | "by" | "at" | "on" | "around");
    let ((month, day), at) = match w.low(at) {
        "eve" => (eve, at + 1),
        "day" => (day, at + 1),
        // "since Christmas", but not "after Christmas dinner".
        _ if alone && (w.kind(at) != TokenKind::Word || w.low(at).len() <= 3 || !w.is_capital(i)) => {
            (day, at)
        }
        _ => return None,
    };
    let (end, year) = trailing_year(w, at);
    Some((end, Expression::Day { year, month, day }))
}
