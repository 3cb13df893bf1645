//! Finds dates in a sentence by their words.

use crate::lang::en::dates::expression::{Expression, Found, Origin, Part, Unit, Which};
use crate::lang::en::dates::named::{bare_weekday, glued_part, holiday, month_date, part_date, season_date};
use crate::lang::en::dates::numeric::{
    counts_people, counts_something, number_date, short_decade, short_year, year_number,
};
use crate::lang::en::dates::relative::{counted, day_off, the_date, which_date};
use crate::lang::tokens::{TokenKind, Words};
use crate::model::event::DateRelation;

/// The token after a date and what the date says.
pub(super) type Read = Option<(usize, Expression)>;

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
        let mut found = Found {
            first: at,
            end,
            expression,
            until: None,
            relation: DateRelation::On,
            future: false,
            same_year: false,
            nearest: false,
        };
        if w.low(at) == "overnight" {
            let yesterday = Expression::Offset { count: -1, unit: Unit::Day, origin: Origin::Document };
            (found.until, found.expression) = (Some(found.expression), yesterday);
        }
        join_range(&w, &mut found);
        found.nearest = is_of_a_vote(&w, at) || is_offered(&w, at);
        bound(&w, &mut found);
        take_same_year(&w, &mut found);
        found.future = is_future(&w, &found);
        at = found.end;
        out.push(found);
    }
    lend_years(&w, &mut out);
    out
}

pub(super) fn date_at(w: &Words<'_>, i: usize) -> Read {
    match w.kind(i) {
        TokenKind::Number => number_date(w, i).or_else(|| counted(w, i)),
        TokenKind::Word => word_date(w, i),
        TokenKind::Sign => short_decade(w, i),
        TokenKind::Possessive => None,
    }
}

pub(super) fn word_date(w: &Words<'_>, i: usize) -> Read {
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

/// "the vote of Aug. 17", "the hearing of May 2".
fn is_of_a_vote(w: &Words<'_>, at: usize) -> bool {
    w.before(at, 1) == "of"
        && matches!(
            w.before(at, 2),
            "vote"
                | "election"
                | "elections"
                | "referendum"
                | "runoff"
                | "ballot"
                | "hearing"
                | "deadline"
                | "summit"
        )
}

/// "Nov. 15 that year", "in May of the same year".
fn take_same_year(w: &Words<'_>, found: &mut Found) {
    let open = matches!(
        found.expression,
        Expression::Day { year: None, .. } | Expression::Month { year: None, part: Part::Whole, .. }
    );
    let at = found.end + usize::from(w.low(found.end) == "of");
    let words = match (w.low(at), w.low(at + 1), w.low(at + 2)) {
        ("that", "year", _) => 2,
        ("the", "same", "year") => 3,
        _ => return,
    };
    if open {
        found.end = at + words;
        found.same_year = true;
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
    let quote = |i: &usize| matches!(w.low(*i), "\u{201c}" | "\u{201d}" | "\"");
    let comma_breaks = |i: &usize| breaks(i) && w.low(*i) != "," && !quote(i);
    let back = (0..found.first).rev().take_while(breaks).take(24);
    let ahead = (found.end..w.len()).take_while(comma_breaks).take(8);
    let own = found.first..found.end;
    let mut past = false;
    for i in back.chain(own).chain(ahead) {
        match w.low(i) {
            "will" | "shall" | "upcoming" | "tomorrow" => return true,
            "plan" if w.low(i + 1) == "to" => return true,
            "polls" if w.before(i, 1) == "the" && w.before(i, 3) == "go" => return true,
            "set" | "called"
                if w.before(found.first, 1) == "for" && found.first - i.min(found.first) <= 6 =>
            {
                return true;
            }
            "would" if w.low(i + 1) != "have" => return true,
            "talks" | "meeting" | "summit" if matches!(w.before(i, 1), "to" | "for") && !past => return true,
            // "A man who was to testify was shot in May": what he was to do tells nothing of the day.
            "is" | "are" | "was" | "were" if w.low(i + 1) == "to" && is_aside(w, i) => {}
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

/// "offered to host talks on Dec. 6": what is offered lies ahead as a rule.
fn is_offered(w: &Words<'_>, date: usize) -> bool {
    let clause = (date.saturating_sub(12)..date)
        .rev()
        .take_while(|i| !matches!(w.low(*i), "," | ";" | "after" | "when"));
    clause
        .into_iter()
        .any(|i| matches!(w.low(i), "offered" | "offers" | "invited" | "invites" | "proposed" | "proposes"))
}

/// Whether the verb belongs to a clause about a noun ("who was to").
fn is_aside(w: &Words<'_>, verb: usize) -> bool {
    matches!(w.before(verb, 1), "who" | "which")
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
