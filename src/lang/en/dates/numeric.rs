//! Dates in numbers: days, years, decades, ISO dates.

use crate::lang::en::dates::expression::{Expression, Part};
use crate::lang::en::dates::relative::the_nth;
use crate::lang::en::dates::scan::Read;
use crate::lang::en::dates::words::{month, ordinal};
use crate::lang::tokens::{TokenKind, Words};

/// Dates that open with a number.
pub(super) fn number_date(w: &Words<'_>, i: usize) -> Read {
    let low = w.low(i);
    if let Some(found) = decade(low).filter(|_| low.len() == 5) {
        return Some((i + 1, found));
    }
    if let Some(found) = iso(w, i).or_else(|| slashed(w, i)).or_else(|| dotted(w, i)) {
        return Some(found);
    }
    if let Some(found) = ordinal(low).or_else(|| day_number(low)).and_then(|day| day_month(w, i, day)) {
        return Some(found);
    }
    if ordinal(low).is_some() && w.low(i + 1) == "century" {
        return the_nth(w, i);
    }
    let year = year_number(low).filter(|_| is_year(w, i))?;
    Some((i + 1, Expression::Year { year, part: Part::Whole }))
}

pub(super) fn day_number(low: &str) -> Option<i8> {
    (low.len() <= 2).then(|| low.parse().ok()).flatten().filter(|d| (1..=31).contains(d))
}

pub(super) fn year_number(low: &str) -> Option<i16> {
    (low.len() == 4).then(|| low.parse().ok()).flatten().filter(|y| (1000..=2100).contains(y))
}

/// "1990s", or "90s" after an apostrophe.
pub(super) fn decade(low: &str) -> Option<Expression> {
    let digits = low.strip_suffix('s')?;
    let start: i16 = digits.parse().ok().filter(|n| n % 10 == 0)?;
    match digits.len() {
        4 if start % 100 == 0 && start < 2000 => Some(Expression::Century { start, part: Part::Whole }),
        4 if (1000..=2100).contains(&start) => Some(Expression::Decade { start, part: Part::Whole }),
        2 => Some(Expression::Decade { start: 1900 + start, part: Part::Whole }),
        _ => None,
    }
}

/// "'90s".
pub(super) fn short_decade(w: &Words<'_>, i: usize) -> Read {
    let mark = matches!(w.low(i), "'" | "\u{2018}" | "\u{2019}");
    decade(w.low(i + 1)).filter(|_| mark && w.is_glued(i + 1) && w.low(i + 1).len() == 3).map(|e| (i + 2, e))
}

pub(super) fn iso(w: &Words<'_>, i: usize) -> Read {
    let year = year_number(w.low(i))?;
    let joined = w.low(i + 1) == "-" && w.low(i + 3) == "-" && (1..=4).all(|k| w.is_glued(i + k));
    let month: i8 = w.low(i + 2).parse().ok().filter(|m| (1..=12).contains(m))?;
    let day = day_number(w.low(i + 4).split('t').next().unwrap_or(""))?;
    joined.then_some((i + 5, Expression::Day { year: Some(year), month, day }))
}

/// "25/12/2023" or "12/25/2023"; where both readings are possible it is no date.
pub(super) fn slashed(w: &Words<'_>, i: usize) -> Read {
    let joined = w.low(i + 1) == "/" && w.low(i + 3) == "/" && (1..=4).all(|k| w.is_glued(i + k));
    let (a, b) = (day_number(w.low(i))?, day_number(w.low(i + 2))?);
    let year = year_number(w.low(i + 4)).filter(|_| joined)?;
    let (month, day) = match (a > 12, b > 12) {
        (true, false) => (b, a),
        (false, true) => (a, b),
        _ if a == b => (a, b),
        _ => return None,
    };
    Some((i + 5, Expression::Day { year: Some(year), month, day }))
}

/// "25.12.2023".
pub(super) fn dotted(w: &Words<'_>, i: usize) -> Read {
    let mut parts = w.low(i).split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let month: i8 = month.parse().ok().filter(|m| (1..=12).contains(m))?;
    let expression = Expression::Day { year: Some(year_number(year)?), month, day: day_number(day)? };
    parts.next().is_none().then_some((i + 1, expression))
}

/// "9 October 2023", "9th of October", "9-11 October", "30 DEC 89".
pub(super) fn day_month(w: &Words<'_>, i: usize, day: i8) -> Read {
    let mut at = i + 1;
    let mut last = None;
    if matches!(w.low(at), "-" | "\u{2013}" | "to" | "and") {
        last = ordinal(w.low(at + 1)).or_else(|| day_number(w.low(at + 1)));
        last?;
        at += 2;
    }
    if w.low(at) == "of" {
        at += 1;
    }
    let month = month(w.low(at)).filter(|_| w.is_capital(at))?;
    at += 1;
    if w.low(at) == "." && w.is_glued(at) {
        at += 1;
    }
    let (end, year) = trailing_year(w, at);
    let expression = match last {
        Some(to) if to > day => Expression::Days { year, from: (month, day), to: (month, to) },
        _ => Expression::Day { year, month, day },
    };
    Some((end, expression))
}

/// A year after a day and month: four digits, or two where nothing is counted.
pub(super) fn trailing_year(w: &Words<'_>, at: usize) -> (usize, Option<i16>) {
    let comma = w.low(at) == ",";
    let i = if comma { at + 1 } else { at };
    let low = w.low(i);
    if let Some(year) = year_number(low) {
        return (i + 1, Some(year));
    }
    let short: Option<i16> = (low.len() == 2 && !comma).then(|| low.parse().ok()).flatten();
    match short {
        Some(n) if n >= 32 => (i + 1, Some(1900 + n)),
        Some(n) if w.kind(i + 1) == TokenKind::Sign => (i + 1, Some(2000 + n)),
        _ => (at, None),
    }
}

/// Whether four digits stand where a year would.
pub(super) fn is_year(w: &Words<'_>, i: usize) -> bool {
    let before = w.before(i, 1);
    let counts = counts_something(w, i);
    if is_when(w, i + 1) && !matches!(before, "$" | "#") {
        return true;
    }
    match before {
        "in" | "since" | "during" | "until" | "till" | "mid" | "early" | "late" | "year" => {
            !counts_people(w, i)
        }
        "of" | "from" | "by" | "before" | "after" | "between" | "through" | "(" | "circa" => !counts,
        "to" | "and" | "-" | "\u{2013}" | "or" => year_number(w.before(i, 2)).is_some() && !counts,
        "the" | "a" | "its" | "his" | "her" | "their" | "\u{2019}s" | "'s" => {
            let named = w.kind(i + 1) == TokenKind::Word && !counts;
            let range = matches!(w.low(i + 1), "-" | "\u{2013}") && short_year(w, i + 2).is_some();
            (named || range) && year_number(w.low(i)).is_some_and(|y| y > 1900)
        }
        _ => false,
    }
}

/// "2017, when", "2017, too, when".
fn is_when(w: &Words<'_>, at: usize) -> bool {
    let at = if w.low(at) == "," && w.low(at + 1) == "too" { at + 2 } else { at };
    w.low(at) == "," && w.low(at + 1) == "when"
}

pub(super) fn counts_people(w: &Words<'_>, i: usize) -> bool {
    matches!(
        w.low(i + 1),
        "people"
            | "persons"
            | "men"
            | "women"
            | "children"
            | "troops"
            | "soldiers"
            | "villages"
            | "houses"
            | "homes"
            | "km"
            | "kilometers"
            | "kilometres"
            | "miles"
            | "meters"
            | "metres"
            | "feet"
            | "tons"
            | "dollars"
    )
}

/// Whether the number counts the plural noun after it.
pub(super) fn counts_something(w: &Words<'_>, i: usize) -> bool {
    let next = w.low(i + 1);
    let plural = next.len() > 3
        && next.ends_with('s')
        && !next.ends_with("ss")
        && !matches!(
            next,
            "elections"
                | "protests"
                | "floods"
                | "was"
                | "his"
                | "this"
                | "olympics"
                | "games"
                | "riots"
                | "talks"
                | "clashes"
                | "attacks"
        );
    let round = w.low(i).ends_with("00");
    let second = matches!(w.low(i + 1), "to" | "and" | "-" | "\u{2013}") && counts_people(w, i + 2);
    counts_people(w, i) || second || (plural && (round || !matches!(w.before(i, 1), "the")))
}

pub(super) fn short_year(w: &Words<'_>, i: usize) -> Option<i16> {
    let low = w.low(i);
    (low.len() == 2 && w.is_glued(i)).then(|| low.parse().ok()).flatten()
}
