//! Joins a date expression to the calendar, by the document date or the date spoken of last.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::lang::en::dates::expression::{Expression, Found, Origin, Part, Unit, Which};
use crate::model::event::{DateRelation, EventDate, Precision};

/// What a date is counted from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Anchors {
    /// Date of the document, if known.
    pub document: Option<Date>,
    /// First and last day of the date that the text spoke of last, if any: a month or less.
    pub last: Option<(Date, Date)>,
    /// The single day that the text spoke of last.
    pub day: Option<Date>,
    /// First and last day of the date spoken of last, however long.
    pub any: Option<(Date, Date)>,
}

/// Days before the document that a story goes back to as its own.
const STORY_DAYS: i32 = 60;

impl Anchors {
    /// Moves on to a date that the text has spoken of.
    pub fn follow(&mut self, date: &EventDate) {
        let Some((start, end)) = date.start.zip(date.end) else { return };
        self.any = Some((start, end));
        if date.precision <= Precision::Month {
            self.last = Some((start, end));
        }
        // A day of long ago is history that the story does not stay on.
        let recent = self.document.is_none_or(|d| d.since(start).is_ok_and(|s| s.get_days() <= STORY_DAYS));
        if start == end && recent {
            self.day = Some(start);
        }
    }

    /// The days that a unit is counted from: years from whatever was spoken of, shorter ones from what is that exact.
    fn told(&self, unit: Unit) -> Option<(Date, Date)> {
        match unit {
            Unit::Year | Unit::Decade => self.any.or(self.last),
            _ => self.last.or(self.any),
        }
    }
}

/// The days that a date means, or the month and day without a year.
///
/// None if it cannot be told: a weekday without a document date, a day that does not exist.
#[must_use]
pub fn resolve(found: &Found, anchors: Anchors) -> Option<EventDate> {
    let expression = in_same_year(found, anchors);
    let future = found.future || found.nearest && is_nearer_ahead(expression, anchors);
    let mut date = meaning(expression, anchors, future)?;
    if let Some(until) = found.until {
        let from_first = Anchors { last: date.start.zip(date.end).or(anchors.last), ..anchors };
        let to = meaning(until, from_first, found.future)?;
        date.end = to.end.or(date.end);
        date.precision = date.precision.max(Precision::Week);
        if date.end < date.start {
            date.start = date.start.and_then(|d| d.checked_sub(1.year()).ok());
        }
    }
    date.relation = found.relation;
    Some(date)
}

/// "Nov. 15 that year": the year is that of the date spoken of last.
fn in_same_year(found: &Found, anchors: Anchors) -> Expression {
    let year = found.same_year.then(|| anchors.told(Unit::Year)).flatten().map(|(start, _)| start.year());
    match (found.expression, year) {
        (Expression::Day { month, day, .. }, Some(year)) => Expression::Day { year: Some(year), month, day },
        (Expression::Month { month, part, which, .. }, Some(year)) => {
            Expression::Month { year: Some(year), month, part, which }
        }
        (expression, _) => expression,
    }
}

/// Days ahead that "the vote of Aug. 17" may lie.
const AHEAD: i32 = 100;

/// Whether a month and day without a year lies closer after the document than before it.
fn is_nearer_ahead(expression: Expression, anchors: Anchors) -> bool {
    let Expression::Day { year: None, month, day } = expression else { return false };
    let Some(document) = anchors.document else { return false };
    (0..=1)
        .filter_map(|more| Date::new(document.year() + more, month, day).ok())
        .any(|date| document.until(date).is_ok_and(|span| (1..=AHEAD).contains(&span.get_days())))
}

const fn exact(start: Date, end: Date, precision: Precision, inferred: bool) -> EventDate {
    EventDate {
        start: Some(start),
        end: Some(end),
        month: None,
        day: None,
        precision,
        relation: DateRelation::On,
        inferred,
        span: None,
    }
}

const fn partial(month: i8, day: Option<i8>, precision: Precision) -> EventDate {
    EventDate {
        start: None,
        end: None,
        month: Some(month),
        day,
        precision,
        relation: DateRelation::On,
        inferred: false,
        span: None,
    }
}

fn meaning(expression: Expression, anchors: Anchors, future: bool) -> Option<EventDate> {
    match expression {
        Expression::Day { year, month, day } => dated((month, day), (month, day), year, anchors, future),
        Expression::Days { year, from, to } => dated(from, to, year, anchors, future),
        Expression::Month { year, month, part, which } => in_month(year, month, part, which, anchors, future),
        Expression::Months { year, from, to } => {
            let inferred = year.is_none();
            let Some(y) = year.or_else(|| month_year(to, Which::Nearest, anchors, future)) else {
                return Some(partial(from, None, Precision::Month));
            };
            let end = Date::new(y, to, 1).ok()?.last_of_month();
            Some(exact(Date::new(y, from, 1).ok()?, end, Precision::Season, inferred))
        }
        Expression::Season { year, season, which } => in_season(year, season, which, anchors, future),
        Expression::Quarter { year, quarter } => {
            let y = year.or_else(|| anchors.document.map(Date::year))?;
            let first = Date::new(y, quarter * 3 - 2, 1).ok()?;
            let end = Date::new(y, quarter * 3, 1).ok()?.last_of_month();
            Some(exact(first, end, Precision::Season, year.is_none()))
        }
        Expression::Year { year, part } => years(year, year, part, Precision::Year),
        Expression::Years { from, to } => years(from, to, Part::Whole, Precision::Year),
        Expression::Decade { start, part } => years(start, start + 9, part, Precision::Decade),
        Expression::Century { start, part } => years(start.max(1), start + 99, part, Precision::Decade),
        Expression::Weekday { weekday, which } => on_weekday(weekday, which, anchors, future),
        Expression::Offset { count, unit, origin } => offset(count, unit, origin, anchors),
        Expression::Unit { delta, unit, origin, part } => {
            whole_unit(delta, unit, origin, part, anchors, future)
        }
        Expression::Span { count, unit } => {
            let end = anchors.document?;
            let start = shift(end, -count, unit)?;
            Some(exact(start, end, span_precision(unit), true))
        }
    }
}

const fn span_precision(unit: Unit) -> Precision {
    match unit {
        Unit::Day | Unit::Week | Unit::Weekend => Precision::Week,
        Unit::Month => Precision::Month,
        Unit::Year => Precision::Year,
        Unit::Decade => Precision::Decade,
    }
}

/// A day or days of a month; without a year the nearest that the tense allows.
fn dated(
    from: (i8, i8),
    to: (i8, i8),
    year: Option<i16>,
    anchors: Anchors,
    future: bool,
) -> Option<EventDate> {
    let precision = if from == to { Precision::Day } else { Precision::Week };
    let inferred = year.is_none();
    Date::new(2000, to.0, to.1).ok()?;
    let year = year.or_else(|| day_year(to, anchors, future));
    let Some(year) = year else {
        Date::new(2000, from.0, from.1).ok()?;
        return Some(partial(from.0, Some(from.1), precision));
    };
    let end = Date::new(year, to.0, to.1).ok()?;
    let start = Date::new(if from > to { year - 1 } else { year }, from.0, from.1).ok()?;
    Some(exact(start, end, precision, inferred))
}

/// Year of a month and day: before the document unless the text looks ahead.
fn day_year((month, day): (i8, i8), anchors: Anchors, future: bool) -> Option<i16> {
    let Some(document) = anchors.document else {
        return anchors.last.map(|(_, end)| end.year());
    };
    let year = document.year();
    let same = Date::new(year, month, day).or_else(|_| Date::new(year, month, 28)).ok()?;
    Some(match (future, same <= document) {
        (false, true) | (true, false) => year,
        (false, false) => year - 1,
        (true, true) => year + 1,
    })
}

fn month_year(month: i8, which: Which, anchors: Anchors, future: bool) -> Option<i16> {
    let Some(document) = anchors.document else {
        return anchors.last.map(|(_, end)| end.year());
    };
    let (year, now) = (document.year(), document.month());
    Some(match which {
        Which::This => year,
        Which::Previous | Which::Following => year - 1,
        Which::Last => {
            if month < now {
                year
            } else {
                year - 1
            }
        }
        Which::Next => {
            if month > now {
                year
            } else {
                year + 1
            }
        }
        Which::Nearest if future => {
            if month >= now {
                year
            } else {
                year + 1
            }
        }
        Which::Nearest => {
            if month <= now {
                year
            } else {
                year - 1
            }
        }
    })
}

fn in_month(
    year: Option<i16>,
    month: i8,
    part: Part,
    which: Which,
    anchors: Anchors,
    future: bool,
) -> Option<EventDate> {
    let Some(y) = year.or_else(|| month_year(month, which, anchors, future)) else {
        return Some(partial(month, None, Precision::Month));
    };
    let first = Date::new(y, month, 1).ok()?;
    let (start, end) = third(first, first.last_of_month(), part)?;
    let precision = if part == Part::Whole { Precision::Month } else { Precision::Week };
    Some(exact(start, end, precision, year.is_none()))
}

/// The part of a stretch of days: early and late are thirds, the middle is the third between.
fn third(start: Date, end: Date, part: Part) -> Option<(Date, Date)> {
    let days = start.until(end).ok()?.get_days();
    let step = (days + 1) / 3;
    Some(match part {
        Part::Whole => (start, end),
        Part::Early => (start, plus(start, step - 1)?),
        Part::Middle => (plus(start, step)?, plus(start, 2 * step - 1)?),
        Part::Late => (plus(start, 2 * step)?, end),
    })
}

fn plus(date: Date, days: i32) -> Option<Date> {
    date.checked_add(days.days()).ok()
}

fn in_season(
    year: Option<i16>,
    season: u8,
    which: Which,
    anchors: Anchors,
    future: bool,
) -> Option<EventDate> {
    let months = |y: i16| -> Option<(Date, Date)> {
        let first = if season == 0 {
            Date::new(y, 12, 1).ok()?
        } else {
            Date::new(y, 3 * i8::try_from(season).ok()?, 1).ok()?
        };
        let last = first.checked_add(2.months()).ok()?.last_of_month();
        Some((first, last))
    };
    if let Some(year) = year {
        let (start, end) = months(year)?;
        return Some(exact(start, end, Precision::Season, false));
    }
    let document = anchors.document?;
    let all: Vec<(Date, Date)> = (-2..=2).filter_map(|d| months(document.year() + d)).collect();
    let current = all.iter().copied().find(|(s, e)| *s <= document && document <= *e);
    let past = all.iter().copied().rfind(|(_, e)| *e < document);
    let next = all.iter().copied().find(|(s, _)| *s > document);
    let (start, end) = match which {
        Which::Last | Which::Previous => past,
        Which::Next | Which::Following => next,
        Which::This => all
            .iter()
            .copied()
            .find(|(s, _)| s.year() == document.year() || current.is_some_and(|c| c.0 == *s)),
        Which::Nearest if future => current.or(next),
        Which::Nearest => current.or(past),
    }?;
    Some(exact(start, end, Precision::Season, true))
}

/// Years, or a part of them: thirds of a single year by days, of more by years.
fn years(from: i16, to: i16, part: Part, precision: Precision) -> Option<EventDate> {
    let (start, end) = (Date::new(from, 1, 1).ok()?, Date::new(to, 12, 31).ok()?);
    if from == to {
        let (start, end) = match part {
            Part::Whole => (start, end),
            Part::Early => (start, Date::new(from, 4, 30).ok()?),
            Part::Middle => (Date::new(from, 5, 1).ok()?, Date::new(from, 8, 31).ok()?),
            Part::Late => (Date::new(from, 9, 1).ok()?, end),
        };
        let precision = if part == Part::Whole { precision } else { Precision::Season };
        return Some(exact(start, end, precision, false));
    }
    let third = (to - from + 1) / 3;
    let (from, to) = match part {
        Part::Whole => (from, to),
        Part::Early => (from, from + third),
        Part::Middle => (from + third, to - third),
        Part::Late => (to - third, to),
    };
    Some(exact(Date::new(from, 1, 1).ok()?, Date::new(to, 12, 31).ok()?, precision, false))
}

fn on_weekday(weekday: i8, which: Which, anchors: Anchors, future: bool) -> Option<EventDate> {
    let origin = match which {
        Which::Previous | Which::Following => anchors.last?.1,
        _ => anchors.document?,
    };
    let now = origin.weekday().to_monday_one_offset();
    let behind = i32::from((now - weekday).rem_euclid(7));
    let ahead = i32::from((weekday - now).rem_euclid(7));
    let days = match which {
        Which::Last | Which::Previous => {
            if behind == 0 {
                -7
            } else {
                -behind
            }
        }
        Which::Following => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        Which::Next => i32::from(weekday - now) + 7,
        Which::This => i32::from(weekday - now),
        Which::Nearest if future => ahead,
        Which::Nearest => -behind,
    };
    let day = plus(origin, days)?;
    Some(exact(day, day, Precision::Day, true))
}

fn shift(date: Date, count: i32, unit: Unit) -> Option<Date> {
    let moved = match unit {
        Unit::Day => date.checked_add(count.days()),
        Unit::Week | Unit::Weekend => date.checked_add((7 * count).days()),
        Unit::Month => date.checked_add(count.months()),
        Unit::Year => date.checked_add(count.years()),
        Unit::Decade => date.checked_add((10 * count).years()),
    };
    moved.ok()
}

fn offset(count: i32, unit: Unit, origin: Origin, anchors: Anchors) -> Option<EventDate> {
    let (first, last) = origin_of(origin, unit, anchors)?;
    let (start, end) = (shift(first, count, unit)?, shift(last, count, unit)?);
    match unit {
        Unit::Day => {
            let precision = if first == last { Precision::Day } else { Precision::Week };
            Some(exact(start, end, precision, true))
        }
        Unit::Week | Unit::Weekend => {
            let (start, end) = (bounds_of(start, Unit::Week)?.0, bounds_of(end, Unit::Week)?.1);
            Some(exact(start, end, Precision::Week, true))
        }
        // "A year earlier" than a day or a month is about that month.
        Unit::Year
            if count.abs() == 1
                && origin == Origin::Last
                && last.since(first).is_ok_and(|s| s.get_days() <= 31) =>
        {
            Some(exact(start.first_of_month(), end.last_of_month(), Precision::Month, true))
        }
        unit => {
            let (start, end) = (bounds_of(start, unit)?.0, bounds_of(end, unit)?.1);
            Some(exact(start, end, span_precision(unit), true))
        }
    }
}

fn origin_of(origin: Origin, unit: Unit, anchors: Anchors) -> Option<(Date, Date)> {
    let document = anchors.document.map(|d| (d, d));
    match origin {
        Origin::Document => document,
        Origin::Last => anchors.told(unit),
    }
}

/// First and last day of the unit that holds the date; weeks start on Monday.
fn bounds_of(date: Date, unit: Unit) -> Option<(Date, Date)> {
    let offset = i32::from(date.weekday().to_monday_zero_offset());
    Some(match unit {
        Unit::Day => (date, date),
        Unit::Week => (plus(date, -offset)?, plus(date, 6 - offset)?),
        Unit::Weekend => (plus(date, 5 - offset)?, plus(date, 6 - offset)?),
        Unit::Month => (date.first_of_month(), date.last_of_month()),
        Unit::Year => (date.first_of_year(), date.last_of_year()),
        Unit::Decade => {
            let first = date.year() - date.year().rem_euclid(10);
            (Date::new(first, 1, 1).ok()?, Date::new(first + 9, 12, 31).ok()?)
        }
    })
}

fn whole_unit(
    delta: i32,
    unit: Unit,
    origin: Origin,
    part: Part,
    anchors: Anchors,
    future: bool,
) -> Option<EventDate> {
    let (mut first, mut last) = origin_of(origin, unit, anchors)?;
    // "That evening" means the day spoken of last, not a month named in between.
    if let (Unit::Day, 0, true, Some(day)) = (unit, delta, first != last, anchors.day) {
        (first, last) = (day, day);
    }
    let mut moved = (shift(first, delta, unit)?, shift(last, delta, unit)?);
    if unit == Unit::Weekend && delta == 0 && !future {
        // "Over the weekend" in an article of a weekday means the one just past.
        let days = i32::from(first.weekday().to_monday_zero_offset());
        if days < 5 {
            moved = (shift(first, -1, unit)?, shift(last, -1, unit)?);
        }
    }
    let (start, end) = (bounds_of(moved.0, unit)?.0, bounds_of(moved.1, unit)?.1);
    let (start, end) = match (part, unit) {
        (_, Unit::Year) => years(start.year(), start.year(), part, Precision::Year)
            .and_then(|d| d.start.zip(d.end))
            .unwrap_or((start, end)),
        (Part::Whole, _) | (_, Unit::Day | Unit::Week | Unit::Weekend) => (start, end),
        _ => third(start, end, part)?,
    };
    let precision = match unit {
        Unit::Day if start == end => Precision::Day,
        unit => span_precision(unit),
    };
    Some(exact(start, end, precision, true))
}
