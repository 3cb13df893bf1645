//! Places that no words tie to an event, taken from what was spoken of just before or from the dateline.
//!
//! Off unless asked for: a map shows only places that the article states.

use jiff::civil::Date;

use crate::events::attach::Tied;
use crate::events::draft::Draft;
use crate::events::kinds::{Group, KINDS};
use crate::events::spot::{Spot, Tie};
use crate::geometry::projector::distance_km;
use crate::model::article::Span;
use crate::model::event::{PlaceRole, Status};
use crate::model::mention::MentionClass;
use crate::model::place::Place;

/// Confidence in the place of the event told before.
const CARRIED: f32 = 0.4;
/// Confidence in the place of the dateline.
const DATELINE: f32 = 0.3;
/// Sentences back that a place carries.
const REACH: usize = 3;
/// The same within a paragraph, where only what is told goes on from there.
const SCENE_REACH: usize = 1;
/// Last sentence of a lead: what it tells without a place happened where the dateline says, if that is no capital, from
/// where the news of a whole country is sent.
const LEAD: usize = 1;

/// Gives events without a place that of the event before, or that of the dateline; with `scene` only that of the
/// event just told in the same paragraph, for a dateline says where the story was written.
pub fn infer<'a>(drafts: &mut [Draft<'a>], here: Option<&'a Place>, document: Option<Date>, scene: bool) {
    let mut last: Option<(usize, usize, Vec<Tied<'a>>)> = None;
    let (mut told_here, mut away) = (false, false);
    for draft in drafts.iter_mut() {
        if !draft.places.is_empty() {
            away |= here.is_some_and(|p| !is_at(draft, p));
            told_here |= here.is_some_and(|p| is_at(draft, p));
            if scene && !matches!(draft.status, Status::Happened | Status::Ongoing) {
                continue;
            }
            last = Some((draft.sentence, draft.block, draft.places.clone()));
            continue;
        }
        let real = matches!(draft.status, Status::Happened | Status::Ongoing);
        let local = KINDS.get(draft.kind).is_some_and(|k| {
            matches!(
                k.group,
                Group::Violence | Group::Nature | Group::Unrest | Group::Accident | Group::Order
            )
        });
        if !real || !local {
            continue;
        }
        let told = draft.bare_sentence && !draft.habit && !draft.quoted;
        let near = |s: &usize, b: &usize| {
            let reach = if scene { SCENE_REACH } else { REACH };
            draft.sentence.saturating_sub(*s) <= reach && (!scene || *b == draft.block && told)
        };
        // A story that has not left the place of its dateline stays there.
        let stays = told_here && !away && draft.simple_past;
        let lead = (draft.sentence <= LEAD || stays) && told && draft.main;
        if let Some((_, _, places)) = last.as_ref().filter(|(s, b, _)| near(s, b)) {
            draft.places = places.iter().map(|t| Tied { confidence: t.confidence * CARRIED, ..*t }).collect();
        } else if let Some(place) = here.filter(|p| {
            !scene
                || lead
                    && !draft.past
                    && (!p.is_capital() || draft.sentence <= 1 && is_of_today(draft, document))
        }) {
            draft.places = vec![at_dateline(place)];
        }
    }
}

/// Whether the words give the day of the report itself: what a correspondent sees, not what a capital hears of.
fn is_of_today(draft: &Draft<'_>, document: Option<Date>) -> bool {
    draft.date.as_ref().is_some_and(|d| d.span.is_some() && d.start == document && d.end == document)
}

/// Kilometers from the dateline within which an event counts as at it.
const AT_DATELINE_KM: f64 = 40.0;

/// Whether an event of these days lies at the place; history and plans tell nothing of where the story is.
fn is_at(draft: &Draft<'_>, place: &Place) -> bool {
    let real = matches!(draft.status, Status::Happened | Status::Ongoing) && !draft.past;
    !real || draft.places.iter().any(|t| distance_km(t.spot.place.point, place.point) <= AT_DATELINE_KM)
}

fn at_dateline(place: &Place) -> Tied<'_> {
    let spot = Spot {
        first: 0,
        end: 0,
        place,
        span: Span::new(0, 0),
        confidence: DATELINE,
        class: MentionClass::Literal,
        tie: Tie::In,
        anchor: 0,
        list: None,
        container: false,
        seat: false,
        building: false,
        literal: true,
    };
    Tied { spot, role: PlaceRole::At, target: false, confidence: DATELINE }
}
