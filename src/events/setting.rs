//! The day that a story stays on where a sentence names none.

use jiff::civil::Date;

use crate::events::attach::Tied;
use crate::events::draft::Draft;
use crate::events::kinds::{Group, KINDS};
use crate::events::sentence::Sentence;
use crate::events::when::is_dateline;
use crate::model::event::{DateRelation, EventDate, Precision, Status};

/// The recent day that a sentence names last, if it names one.
pub fn day_of(s: &Sentence<'_>, last: Option<(Date, Date)>, document: Option<Date>) -> Option<EventDate> {
    let told = s.dates.last().is_some_and(|d| !is_dateline(s, d.end));
    let (start, end) = last.filter(|(a, b)| a == b && told)?;
    let recent = document?.checked_sub(jiff::Span::new().days(31)).is_ok_and(|old| start >= old);
    let future = document.is_some_and(|d| start > d);
    (recent && !future).then_some(EventDate {
        start: Some(start),
        end: Some(end),
        month: None,
        day: None,
        precision: Precision::Day,
        relation: DateRelation::On,
        inferred: true,
        span: None,
    })
}

/// Within a paragraph the story stays on its day until another date is named.
pub fn carry_date(new: &mut [Draft<'_>], running: &mut Option<(usize, EventDate)>, document: Option<Date>) {
    for draft in new {
        match (&draft.date, running.as_ref()) {
            (Some(date), _) => {
                let exact = date.precision == Precision::Day
                    && date.relation == DateRelation::On
                    && !matches!(draft.status, Status::Planned | Status::Hypothetical);
                let recent = document
                    .and_then(|day| day.checked_sub(jiff::Span::new().days(31)).ok())
                    .is_none_or(|old| date.start.is_some_and(|start| start >= old));
                *running = (exact && draft.main && recent).then(|| (draft.block, date.clone()));
            }
            (None, Some((block, date)))
                if *block == draft.block
                    && draft.main
                    && draft.status == Status::Happened
                    && !draft.habit
                    && !draft.charge
                    && !draft.quoted =>
            {
                draft.date = Some(EventDate { inferred: true, ..date.clone() });
            }
            _ => {}
        }
    }
}

/// Confidence in a place that the words only point back to.
const SAME_PLACE: f32 = 0.7;

/// "In 1994 it killed thousands in the same place": the place of the last event of that kind before.
pub fn keep_place(drafts: &mut [Draft<'_>]) {
    for i in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let wanting = |d: &&mut Draft<'_>| {
            d.places.is_empty()
                && (d.same_place || d.past || d.status == Status::Historical || is_election(d.kind))
        };
        let Some(draft) = rest.first_mut().filter(wanting) else { continue };
        let near = before.iter().rev().take(MEMORY).filter(|d| !d.places.is_empty());
        let Some(known) = near.clone().find(|d| d.kind == draft.kind).or_else(|| near.clone().next()) else {
            continue;
        };
        // History of its kind is of the same country or province, if the words name no other.
        let wide = known.places.iter().all(|t| !t.spot.place.kind.is_pointlike());
        let like_history = known.kind == draft.kind && draft.bare_sentence && wide;
        // The second round is held where the first was.
        let round = known.kind == draft.kind && wide && is_election(draft.kind) && draft.placeless;
        if !(draft.same_place || like_history || round) {
            continue;
        }
        draft.places =
            known.places.iter().map(|t| Tied { confidence: t.confidence * SAME_PLACE, ..*t }).collect();
    }
}

fn is_election(kind: usize) -> bool {
    KINDS.get(kind).is_some_and(|k| k.key == "election")
}

/// "The Thompson fire destroyed 13 houses", where the story is of wildfires.
pub fn spread_fire(drafts: &mut [Draft<'_>]) {
    let wild = KINDS.iter().position(|k| k.key == "wildfire");
    let Some(first) = drafts.iter().position(|d| Some(d.kind) == wild) else { return };
    for draft in drafts.iter_mut().skip(first).filter(|d| d.fire) {
        if KINDS.get(draft.kind).is_some_and(|k| matches!(k.key, "destruction" | "explosion" | "killing")) {
            draft.kind = wild.unwrap_or(draft.kind);
            draft.label = None;
        }
    }
}

/// Events back that "the same place" reaches.
const MEMORY: usize = 40;

/// Days before the document that undated news may be of.
const NEWS_DAYS: i64 = 6;

/// The same for what is told as of late ("has killed", "are blocking").
const RECENT_DAYS: i64 = 30;

/// News that the main clause tells in the past without a date is of the days before the document.
///
/// Such a date has no words and is not shown; it only says when at the earliest and the latest.
pub fn about_now(drafts: &mut [Draft<'_>], document: Option<Date>) {
    let Some(end) = document else { return };
    for draft in drafts.iter_mut().filter(|d| d.date.is_none() && (d.simple_past || d.recent)) {
        let days = if draft.simple_past { NEWS_DAYS } else { RECENT_DAYS };
        let Ok(start) = end.checked_sub(jiff::Span::new().days(days)) else { continue };
        let real = matches!(draft.status, Status::Happened | Status::Ongoing);
        let drawn = KINDS.get(draft.kind).is_some_and(|k| k.group != Group::Statement);
        if real && drawn && !draft.habit && !draft.quoted {
            draft.date = Some(EventDate {
                start: Some(start),
                end: Some(end),
                month: None,
                day: None,
                precision: if draft.simple_past { Precision::Week } else { Precision::Month },
                relation: DateRelation::On,
                inferred: true,
                span: None,
            });
        }
    }
}
