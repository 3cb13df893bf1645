//! Ties dates to triggers: of the own clause, of the sentence, or by "before" and "after".

use jiff::civil::Date;

use crate::events::lexicon::{Form, Part};
use crate::events::sentence::{Link, Sentence};
use crate::events::trigger::Hit;
use crate::lang::en::dates::expression::{Expression, Found, Which};
use crate::lang::en::dates::resolve::{Anchors, resolve};
use crate::lang::en::events::{is_auxiliary, is_definite, is_opening, is_speech};
use crate::model::event::{DateRelation, EventDate};

/// The dates of a sentence, resolved in order; `anchors` move along with them.
#[must_use]
pub fn resolve_all(s: &Sentence<'_>, anchors: &mut Anchors) -> Vec<Option<EventDate>> {
    let mut out = Vec::with_capacity(s.dates.len());
    for found in &s.dates {
        let mut date = resolve(found, *anchors);
        if let Some(date) = &mut date {
            date.span = Some(s.w.span(found.first, found.end));
            // "That evening" means a day of the story, not of what is planned.
            let planned = anchors.document.is_some_and(|day| date.start.is_some_and(|start| start > day));
            if !(planned && anchors.last.is_some()) {
                anchors.follow(date);
            }
        }
        out.push(date);
    }
    out
}

/// The date of a trigger, if the sentence gives it one.
#[must_use]
pub fn date_of(
    s: &Sentence<'_>,
    dates: &[Option<EventDate>],
    hit: &Hit<'_>,
    hits: &[Hit<'_>],
    document: Option<Date>,
) -> Option<EventDate> {
    let own = s.clause_of(hit.first);
    let link = s.root_link(hit.first);
    // "..., but the ruling was rejected": a thing spoken of has its day from its own clause alone.
    let echoes = !hit.verb && (hit.first.saturating_sub(2)..hit.first).any(|i| is_definite(s.w.low(i)));
    let mut best: Option<(usize, usize)> = None;
    for (i, found) in s.dates.iter().enumerate() {
        if dates.get(i).is_none_or(Option::is_none) || is_dateline(s, found.end) {
            continue;
        }
        let clause = s.clause_of(found.first);
        let fronted = found.first <= 1;
        let far = if clause == own { 0 } else { 30 };
        // "When the police came on Oct. 27, bullets hit the car."
        let fronted = fronted || clause == 0 && own == 1 && s.link_of(0) == Link::Beside;
        if clause != own && (!(fronted || is_main(s, found.first)) || echoes) {
            continue;
        }
        if clause != own && s.link_of(found.first) == Link::After {
            continue;
        }
        let (a, b) = if found.first >= hit.end {
            (hit.end, found.first)
        } else {
            (found.end.min(hit.first), hit.first)
        };
        let others = hits.iter().filter(|h| h.first >= a && h.end <= b).count();
        let aside = clause != own && found.future && s.link_of(hit.first) == Link::Relative;
        if aside || looks_back(s, hit, found) || compares(s, found) {
            continue;
        }
        let said = 80 * usize::from(is_of_saying(s, found.first) && s.dates.len() > 1);
        let cost = far + (b - a) + 5 * others + said;
        if best.is_none_or(|(_, c)| cost < c) {
            best = Some((i, cost));
        }
    }
    let (mut index, _) = best?;
    // "The flood that has rolled down since October crested on Thursday": the day tells more than the beginning.
    if dates.get(index).and_then(Option::as_ref).is_some_and(|d| d.relation == DateRelation::From) {
        let clause = s.dates.get(index).map(|d| s.clause_of(d.first));
        let day = (index + 1..s.dates.len()).find(|i| {
            let on = dates[*i].as_ref().is_some_and(|d| d.relation == DateRelation::On);
            on && s.dates.get(*i).map(|d| s.clause_of(d.first)) == clause
        });
        index = day.unwrap_or(index);
    }
    let found = s.dates.get(index)?;
    let mut date = dates.get(index)?.clone()?;
    if let Some(ahead) = document.and_then(|day| coming(s, found, &date, hit, day)) {
        date = ahead;
    }
    // "since 2013, when a fan was killed": the day of the killing.
    let when = found.end + usize::from(s.w.low(found.end) == ",");
    if date.relation == DateRelation::From && s.w.low(when) == "when" && hit.first > when {
        date.relation = DateRelation::On;
        return Some(date);
    }
    if s.clause_of(found.first) != own && date.relation == DateRelation::On {
        date.relation = match link {
            Link::After => DateRelation::Before,
            Link::Before => DateRelation::After,
            Link::Main | Link::Beside | Link::Relative => DateRelation::On,
        };
    }
    Some(date)
}

/// "On Wednesday they cleared a road that others had blocked": the day before the pronoun is not that of what had been.
fn looks_back(s: &Sentence<'_>, hit: &Hit<'_>, found: &Found) -> bool {
    let had = (hit.first.saturating_sub(3)..hit.first).rev().find(|i| s.w.low(*i) == "had");
    had.is_some_and(|had| {
        found.end <= had
            && (found.end..had).any(|i| matches!(s.w.low(i), "that" | "which" | "who" | "whom" | "whose"))
    })
}

/// "the heaviest since 1999", "as of last week": how long nothing was like it, or when it was counted.
fn compares(s: &Sentence<'_>, found: &Found) -> bool {
    let back = || (found.first.saturating_sub(4)..found.first).map(|i| s.w.low(i));
    let most = |w: &str| w.len() > 5 && w.ends_with("est") || matches!(w, "worst" | "most" | "least");
    found.relation == DateRelation::From && back().any(most)
        || s.w.before(found.first, 1) == "of" && s.w.before(found.first, 2) == "as"
}

/// "the agency said on Thursday": that day is of the saying.
fn is_of_saying(s: &Sentence<'_>, first: usize) -> bool {
    is_speech(s.w.before(first, 1)) || s.w.before(first, 1) == "on" && is_speech(s.w.before(first, 2))
}

/// Days after the document that the present tense reaches ("the trial opens on May 26").
const PRESENT_REACH: i64 = 100;

/// "The ministers meet on Friday", "the trial opens on May 26": the present tense speaks of the day to come.
fn coming(
    s: &Sentence<'_>,
    found: &Found,
    date: &EventDate,
    hit: &Hit<'_>,
    document: Date,
) -> Option<EventDate> {
    let past = date.start.is_some_and(|day| day < document);
    if !(past && tells_present(s, hit) && !found.future && date.relation == DateRelation::On) {
        return None;
    }
    let ahead = match found.expression {
        Expression::Weekday { which: Which::Nearest, .. } => jiff::Span::new().days(7),
        Expression::Day { year: None, .. } => jiff::Span::new().years(1),
        _ => return None,
    };
    let (start, end) = (date.start?.checked_add(ahead).ok()?, date.end?.checked_add(ahead).ok()?);
    let near = document.checked_add(jiff::Span::new().days(PRESENT_REACH)).is_ok_and(|last| start <= last);
    near.then(|| EventDate { start: Some(start), end: Some(end), ..date.clone() })
}

/// A verb in the present: no infinitive ("to elect") and no participle that looks like one ("had overrun"); or a noun whose
/// verb is ("a trial opens").
fn tells_present(s: &Sentence<'_>, hit: &Hit<'_>) -> bool {
    if !hit.verb {
        let clause = s.clauses.get(s.clause_of(hit.first)).map_or(0..0, |c| c.first..c.end);
        return clause.filter(|i| *i >= hit.end).any(|i| is_opening(s.w.low(i)));
    }
    let before = s.w.before(hit.first, 1);
    matches!(hit.entry.part, Part::Verb(Form::Present)) && before != "to" && !is_auxiliary(before)
}

/// The date of a dateline ("KABUL, Oct. 24 -") dates the report, not what it tells.
#[must_use]
pub fn is_dateline(s: &Sentence<'_>, end: usize) -> bool {
    let dash = |i: usize| matches!(s.w.low(i), "-" | "\u{2013}" | "\u{2014}");
    let closed =
        (end..end + 8).find(|i| s.w.low(*i) == ")").filter(|_| s.w.low(end) == "(").map_or(end, |i| i + 1);
    end <= 12 && dash(closed) && (s.index == 0 || s.block == 0)
}

fn is_main(s: &Sentence<'_>, token: usize) -> bool {
    s.link_of(token) == Link::Main
}

/// Whether two dates may be of one event.
#[must_use]
pub fn compatible(a: &EventDate, b: &EventDate) -> bool {
    let (Some((a0, a1)), Some((b0, b1))) = (range(a), range(b)) else {
        // "January 26" of a year not known is no December 1987.
        let (open, known) = if a.start.is_none() { (a, b) } else { (b, a) };
        if let (Some(month), Some((from, to))) = (open.month, range(known)) {
            let long = from.until(to).is_ok_and(|span| span.get_days() > 31);
            // A day without a year is of the story's days; a year that the text gives is of history.
            return long && known.inferred || !long && (from.month() == month || to.month() == month);
        }
        return match ((a.month, a.day), (b.month, b.day)) {
            ((Some(m), d), (Some(n), e)) => m == n && (d == e || d.is_none() || e.is_none()),
            _ => true,
        };
    };
    a0 <= b1 && b0 <= a1
}

/// First and last day that a date allows, open ends taken a year wide.
fn range(date: &EventDate) -> Option<(Date, Date)> {
    let (start, end) = date.start.zip(date.end)?;
    let year = jiff::Span::new().years(1);
    Some(match date.relation {
        DateRelation::On => (start, end),
        DateRelation::Before => (start.checked_sub(year).unwrap_or(start), end),
        DateRelation::Until => (start.checked_sub(year).unwrap_or(start), end),
        DateRelation::After | DateRelation::From => (start, end.checked_add(year).unwrap_or(end)),
    })
}

/// The date that says more of two.
#[must_use]
pub fn finer(a: Option<EventDate>, b: Option<EventDate>) -> Option<EventDate> {
    match (a, b) {
        (Some(a), Some(b)) => {
            let rank =
                |d: &EventDate| (!matches!(d.relation, DateRelation::On | DateRelation::From), d.precision);
            Some(if rank(&b) < rank(&a) { b } else { a })
        }
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::compatible;
    use crate::model::event::{DateRelation, EventDate, Precision};

    fn open(month: i8, day: i8) -> EventDate {
        EventDate {
            start: None,
            end: None,
            month: Some(month),
            day: Some(day),
            precision: Precision::Day,
            relation: DateRelation::On,
            inferred: false,
            span: None,
        }
    }

    #[test]
    fn a_day_without_a_year_agrees_with_its_own_month_only() {
        let december = EventDate {
            start: Some(date(1987, 12, 1)),
            end: Some(date(1987, 12, 31)),
            month: None,
            day: None,
            precision: Precision::Month,
            ..open(1, 1)
        };
        assert!(!compatible(&open(1, 26), &december));
        assert!(compatible(&open(12, 20), &december));
    }
}
