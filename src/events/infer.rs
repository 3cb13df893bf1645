//! Places that no words tie to an event, taken from what was spoken of just before or from the dateline.
//!
//! Off unless asked for: a map shows only places that the article states.

use crate::events::attach::Tied;
use crate::events::draft::Draft;
use crate::events::kinds::{Group, KINDS};
use crate::events::spot::{Spot, Tie};
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

/// Gives events without a place that of the event before, or that of the dateline; with `scene` only that of the
/// event just told in the same paragraph, for a dateline says where the story was written.
pub fn infer<'a>(drafts: &mut [Draft<'a>], here: Option<&'a Place>, scene: bool) {
    let mut last: Option<(usize, usize, Vec<Tied<'a>>)> = None;
    for draft in drafts.iter_mut() {
        if !draft.places.is_empty() {
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
        if let Some((_, _, places)) = last.as_ref().filter(|(s, b, _)| near(s, b)) {
            draft.places = places.iter().map(|t| Tied { confidence: t.confidence * CARRIED, ..*t }).collect();
        } else if let Some(place) = here.filter(|_| !scene) {
            draft.places = vec![at_dateline(place)];
        }
    }
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
