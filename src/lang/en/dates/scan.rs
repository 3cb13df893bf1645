//! Finds dates in a sentence by their words.

use crate::lang::en::dates::expression::{Expression, Found, Origin, Part, Unit, Which};
use crate::lang::en::dates::words::{
    is_ambiguous_month, month, ordinal, part, season, small_number, unit, weekday,
};
use crate::lang::tokens::{TokenKind, Words};
use crate::model::event::DateRelation;

/// The token after a date and what the date says.
type Read = Option<(usize, Expression)>;

/// All dates of a sentence, from left to right.
#[must_use]
pub fn scan(w: Words<'_>) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < w.len() {
        let Some((end, expression)) = date_at(&w, at) else {
            at += 1;
            continue;
        };
        let mut found =
            Found { first: at, end, expression, until: None, relation: DateRelation::On, future: false };
        join_range(&w, &mut found);
        bound(&w, &mut found);
        found.future = is_future(&w, &found);
        at = found.end;
        out.push(found);
    }
    lend_years(&w, &mut out);
    out
}

fn date_at(w: &Words<'_>, i: usize) -> Read {
    match w.kind(i) {
        TokenKind::Number => number_date(w, i).or_else(|| counted(w, i)),
        TokenKind::Word => word_date(w, i),
        TokenKind::Sign => short_decade(w, i),
        TokenKind::Possessive => None,
    }
}

fn word_date(w: &Words<'_>, i: usize) -> Read {
    let low = w.low(i);
    match low {
        "the" => the_date(w, i),
        "last" | "past" | "next" | "this" | "coming" | "previous" | "following" | "same" | "that" => {
            which_date(w, i, false)
        }
        "earlier" | "later" => match w.low(i + 1) {
            "this" | "that" | "last" | "next" => which_date(w, i + 1, false),
            "in" if matches!(w.low(i + 2), "the") => the_date(w, i + 2),
            _ => None,
        },
        "today" | "tonight" | "overnight" => day_off(i + 1, 0, Origin::Document),
        "yesterday" => day_off(i + 1, -1, Origin::Document),
        "tomorrow" => day_off(i + 1, 1, Origin::Document),
        "early" | "mid" | "late" | "beginning" | "start" | "end" | "middle" => part_date(w, i),
        "christmas" | "new" => holiday(w, i),
        _ => month_date(w, i, Part::Whole)
            .or_else(|| bare_weekday(w, i))
            .or_else(|| season_date(w, i))
            .or_else(|| glued_part(w, i))
            .or_else(|| counted(w, i)),
    }
}

fn day_off(end: usize, count: i32, origin: Origin) -> Read {
    Some((end, Expression::Offset { count, unit: Unit::Day, origin }))
}

/// Dates that open with "the".
fn the_date(w: &Words<'_>, i: usize) -> Read {
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
fn the_nth(w: &Words<'_>, i: usize) -> Read {
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

fn after_of_year(w: &Words<'_>, i: usize) -> (usize, Option<i16>) {
    let at = if w.low(i) == "of" { i + 1 } else { i };
    let at = if w.low(at) == "," { at + 1 } else { at };
    match year_number(w.low(at)) {
        Some(year) => (at + 1, Some(year)),
        None if w.low(i) == "of" && w.low(i + 1) == "last" && w.low(i + 2) == "year" => (i, None),
        None => (i, None),
    }
}

const fn whole(delta: i32, unit: Unit, origin: Origin) -> Expression {
    Expression::Unit { delta, unit, origin, part: Part::Whole }
}

/// "last week", "this Tuesday", "the following day", "the past three months".
fn which_date(w: &Words<'_>, i: usize, the: bool) -> Read {
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

fn same_unit(w: &Words<'_>, i: usize, next: &str) -> Read {
    if let Some(u) = unit(next).filter(|_| !next.ends_with('s')) {
        return Some((i + 2, whole(0, u, Origin::Last)));
    }
    let part_of_day = matches!(next, "morning" | "afternoon" | "evening" | "night");
    let found = part_of_day.then_some((i + 2, whole(0, Unit::Day, Origin::Last)));
    found.filter(|_| w.low(i) == "same" || w.before(i, 1) != "so")
}

const fn unit_of(which: Which, unit: Unit, the: bool) -> Expression {
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

fn count_of(w: &Words<'_>, i: usize) -> Option<i32> {
    if w.kind(i) == TokenKind::Number {
        return w.low(i).parse().ok().filter(|n| (1..=400).contains(n));
    }
    small_number(w.low(i))
}

/// "two days later", "a year ago", "10 days after".
fn counted(w: &Words<'_>, i: usize) -> Read {
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

/// Dates that open with a number.
fn number_date(w: &Words<'_>, i: usize) -> Read {
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

fn day_number(low: &str) -> Option<i8> {
    (low.len() <= 2).then(|| low.parse().ok()).flatten().filter(|d| (1..=31).contains(d))
}

fn year_number(low: &str) -> Option<i16> {
    (low.len() == 4).then(|| low.parse().ok()).flatten().filter(|y| (1000..=2100).contains(y))
}

/// "1990s", or "90s" after an apostrophe.
fn decade(low: &str) -> Option<Expression> {
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
fn short_decade(w: &Words<'_>, i: usize) -> Read {
    let mark = matches!(w.low(i), "'" | "\u{2018}" | "\u{2019}");
    decade(w.low(i + 1)).filter(|_| mark && w.is_glued(i + 1) && w.low(i + 1).len() == 3).map(|e| (i + 2, e))
}

fn iso(w: &Words<'_>, i: usize) -> Read {
    let year = year_number(w.low(i))?;
    let joined = w.low(i + 1) == "-" && w.low(i + 3) == "-" && (1..=4).all(|k| w.is_glued(i + k));
    let month: i8 = w.low(i + 2).parse().ok().filter(|m| (1..=12).contains(m))?;
    let day = day_number(w.low(i + 4).split('t').next().unwrap_or(""))?;
    joined.then_some((i + 5, Expression::Day { year: Some(year), month, day }))
}

/// "25/12/2023" or "12/25/2023"; where both readings are possible it is no date.
fn slashed(w: &Words<'_>, i: usize) -> Read {
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
fn dotted(w: &Words<'_>, i: usize) -> Read {
    let mut parts = w.low(i).split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let month: i8 = month.parse().ok().filter(|m| (1..=12).contains(m))?;
    let expression = Expression::Day { year: Some(year_number(year)?), month, day: day_number(day)? };
    parts.next().is_none().then_some((i + 1, expression))
}

/// "9 October 2023", "9th of October", "9-11 October", "30 DEC 89".
fn day_month(w: &Words<'_>, i: usize, day: i8) -> Read {
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
fn trailing_year(w: &Words<'_>, at: usize) -> (usize, Option<i16>) {
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

/// Dates that open with a month: "Oct. 9, 2001", "Oct. 9-11", "May 2025", "October".
fn month_date(w: &Words<'_>, i: usize, of_part: Part) -> Read {
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
fn month_context(w: &Words<'_>, i: usize) -> bool {
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
            | "through"
    );
    let joined = matches!(before, "and" | "to" | "or" | "-" | "\u{2013}") && month(w.before(i, 2)).is_some();
    preposition || joined
}

/// Day, range of days and year after a month.
fn month_day(w: &Words<'_>, at: usize, month_number: i8) -> Read {
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
fn unit_follows(w: &Words<'_>, i: usize) -> bool {
    matches!(w.low(i), "people" | "percent" | "%" | "persons" | "million" | "thousand")
        || (w.low(i) == "-" && w.is_glued(i) && w.is_glued(i + 1) && w.kind(i + 1) == TokenKind::Word)
}

fn bare_weekday(w: &Words<'_>, i: usize) -> Read {
    let weekday = weekday(w.low(i)).filter(|_| w.is_capital(i))?;
    let at = if w.low(i + 1) == "," { i + 2 } else { i + 1 };
    let dated = month(w.low(at)).is_some_and(|_| w.is_capital(at) && w.kind(at + 1) != TokenKind::Word)
        || ((day_number(w.low(at)).is_some() || ordinal(w.low(at)).is_some())
            && month(w.low(at + 1)).is_some_and(|_| w.is_capital(at + 1)));
    (!dated).then_some((i + 1, Expression::Weekday { weekday, which: Which::Nearest }))
}

/// "summer of 2021", "spring 2019"; a bare season only after "in the" or with "last".
fn season_date(w: &Words<'_>, i: usize) -> Read {
    let season = season(w.low(i))?;
    let (end, year) = after_of_year(w, i + 1);
    if year.is_none() && !matches!(w.before(i, 1), "the") {
        return None;
    }
    Some((end, Expression::Season { year, season, which: Which::Nearest }))
}

/// "early October", "late 2021", "the end of the month", "late last year", "early Tuesday".
fn part_date(w: &Words<'_>, i: usize) -> Read {
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

const fn with_part(expression: Expression, part: Part) -> Expression {
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
fn glued_part(w: &Words<'_>, i: usize) -> Read {
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

fn holiday(w: &Words<'_>, i: usize) -> Read {
    let (at, eve, day) = match w.low(i) {
        "christmas" => (i + 1, (12, 24), (12, 25)),
        "new" if w.low(i + 1) == "year" && w.kind(i + 2) == TokenKind::Possessive => {
            (i + 3, (12, 31), (1, 1))
        }
        _ => return None,
    };
    let (month, day) = match w.low(at) {
        "eve" => eve,
        "day" => day,
        _ => return None,
    };
    let (end, year) = trailing_year(w, at + 1);
    Some((end, Expression::Day { year, month, day }))
}

/// Whether four digits stand where a year would.
fn is_year(w: &Words<'_>, i: usize) -> bool {
    let before = w.before(i, 1);
    let counts = counts_something(w, i);
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

fn counts_people(w: &Words<'_>, i: usize) -> bool {
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
fn counts_something(w: &Words<'_>, i: usize) -> bool {
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

/// Joins "from A to B", "between A and B", "A-B".
fn join_range(w: &Words<'_>, found: &mut Found) {
    let opener = w.before(found.first, 1);
    let joiner = w.low(found.end);
    let dash = matches!(joiner, "-" | "\u{2013}");
    let range = match joiner {
        "to" | "until" | "through" | "till" => true,
        "and" => opener == "between",
        _ => dash,
    };
    if !range {
        return;
    }
    if dash
        && let (Expression::Year { year, .. }, Some(last)) = (found.expression, short_year(w, found.end + 1))
    {
        found.expression = Expression::Years { from: year, to: year - year % 100 + last };
        found.end += 2;
        return;
    }
    let next = found.end + 1;
    let second = date_at(w, next).or_else(|| {
        let year =
            year_number(w.low(next)).filter(|_| matches!(found.expression, Expression::Year { .. }))?;
        if counts_something(w, next) {
            return None;
        }
        Some((next + 1, Expression::Year { year, part: Part::Whole }))
    });
    let Some((end, to)) = second else { return };
    let from_opener = matches!(opener, "from" | "between");
    let counted = matches!(to, Expression::Year { .. }) && counts_people(w, end - 1);
    if counted || !from_opener && std::mem::discriminant(&found.expression) != std::mem::discriminant(&to) {
        return;
    }
    match joined(found.expression, to) {
        Some(expression) => found.expression = expression,
        None => found.until = Some(to),
    }
    found.end = end;
    if from_opener {
        found.first -= 1;
    }
}

fn short_year(w: &Words<'_>, i: usize) -> Option<i16> {
    let low = w.low(i);
    (low.len() == 2 && w.is_glued(i)).then(|| low.parse().ok()).flatten()
}

fn joined(from: Expression, to: Expression) -> Option<Expression> {
    match (from, to) {
        (Expression::Day { year: a, month: m, day: d }, Expression::Day { year: b, month, day })
            if a.is_none() || a == b =>
        {
            Some(Expression::Days { year: b, from: (m, d), to: (month, day) })
        }
        (
            Expression::Month { year: a, month: from, part: Part::Whole, .. },
            Expression::Month { year: b, month: to, part: Part::Whole, .. },
        ) if (a.is_none() || a == b) && from < to => Some(Expression::Months { year: b, from, to }),
        (Expression::Year { year: from, .. }, Expression::Year { year: to, .. }) if from < to => {
            Some(Expression::Years { from, to })
        }
        _ => None,
    }
}

/// Reads "before", "since" and the like in front of a date.
fn bound(w: &Words<'_>, found: &mut Found) {
    let (relation, words) = match (w.before(found.first, 2), w.before(found.first, 1)) {
        ("prior", "to") | ("ahead", "of") => (DateRelation::Before, 2),
        ("later", "than") => (DateRelation::Until, 2),
        (_, "before") => (DateRelation::Before, 1),
        (_, "since" | "starting" | "beginning") => (DateRelation::From, 1),
        (_, "after") => (DateRelation::After, 1),
        (_, "until" | "till" | "by") => (DateRelation::Until, 1),
        (_, "from") if matches!(w.low(found.end), "on" | "onward" | "onwards") => (DateRelation::From, 1),
        _ => return,
    };
    found.relation = relation;
    found.first -= words;
}

/// Whether the clause of the date speaks of what is to come.
fn is_future(w: &Words<'_>, found: &Found) -> bool {
    let breaks = |i: &usize| {
        !matches!(w.low(*i), ";" | ":" | "while" | "but" | "although" | "when" | "after" | "because")
    };
    let comma_breaks = |i: &usize| breaks(i) && w.low(*i) != ",";
    let back = (0..found.first).rev().take_while(breaks).take(24);
    let ahead = (found.end..w.len()).take_while(comma_breaks).take(8);
    let own = found.first..found.end;
    let mut past = false;
    for i in back.chain(own).chain(ahead) {
        match w.low(i) {
            "will" | "shall" | "upcoming" | "tomorrow" => return true,
            "polls" if w.before(i, 1) == "the" && w.before(i, 3) == "go" => return true,
            "is" | "are" | "was" | "were" if w.low(i + 1) == "to" => return !past,
            "scheduled" | "planned" | "plans" | "expected" | "due" | "set" | "slated"
                if matches!(w.low(i + 1), "to" | "for" | "in" | "on") =>
            {
                return true;
            }
            "said" | "told" | "announced" | "reported" => past = true,
            _ => {}
        }
    }
    false
}

/// "On March 3 and April 5, 2020": the first date takes the year of the second.
fn lend_years(w: &Words<'_>, all: &mut [Found]) {
    for i in (1..all.len()).rev() {
        let (left, right) = all.split_at_mut(i);
        let (Some(a), Some(b)) = (left.last_mut(), right.first()) else { continue };
        let close = b.first <= a.end + 1 && matches!(w.low(a.end), "and" | "," | "or");
        let year = match b.expression {
            Expression::Day { year, .. } | Expression::Month { year, .. } | Expression::Days { year, .. } => {
                year
            }
            _ => None,
        };
        if let (true, Some(year)) = (close, year) {
            match &mut a.expression {
                Expression::Day { year: y @ None, .. }
                | Expression::Days { year: y @ None, .. }
                | Expression::Month { year: y @ None, which: Which::Nearest, .. } => *y = Some(year),
                _ => {}
            }
        }
    }
}
