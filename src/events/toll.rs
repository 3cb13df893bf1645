//! The dead of a disaster where a sentence counts them without naming it: "It killed 40", "others died in X and Y".

use crate::events::draft::Draft;
use crate::events::group::is_toll;
use crate::events::kinds::{Group, KINDS};
use crate::events::lexicon::{Entry, Form, Part};
use crate::events::sentence::Sentence;
use crate::events::trigger::Hit;
use crate::lang::en::events::{is_auxiliary, is_dying, is_nobody};
use crate::model::event::{EventDate, Status};

/// Sentences back that such words reach.
const REACH: usize = 12;

/// What the story told last that people die of, of its own days.
fn cause<'d, 'a>(drafts: &'d [Draft<'a>], sentence: usize, of: fn(usize) -> bool) -> Option<&'d Draft<'a>> {
    let near = |d: &&Draft<'_>| d.evidence.iter().any(|e| sentence.saturating_sub(*e) <= REACH);
    drafts.iter().rev().take(2 * REACH).filter(near).find(|d| of(d.kind) && !d.habit)
}

/// A force of nature or an accident.
fn is_disaster(kind: usize) -> bool {
    KINDS.get(kind).is_some_and(|k| matches!(k.group, Group::Nature | Group::Accident))
}

/// Killing and destruction, which a disaster does as well as people.
fn is_harm(kind: usize) -> bool {
    KINDS.get(kind).is_some_and(|k| matches!(k.key, "killing" | "destruction"))
}

fn is_killer(kind: usize) -> bool {
    let killing = KINDS.get(kind).is_some_and(|k| k.key == "killing");
    !killing
        && KINDS
            .get(kind)
            .is_some_and(|k| matches!(k.group, Group::Nature | Group::Accident | Group::Violence))
}

/// "It has killed 61 people": the subject is what was told of before.
#[must_use]
pub fn is_by_it(s: &Sentence<'_>, hit: &Hit<'_>) -> bool {
    let own = hit.verb && !hit.passive && is_toll(hit);
    let before = (hit.first.saturating_sub(3)..hit.first).rev().find(|i| !is_auxiliary(s.w.low(*i)));
    own && before.is_some_and(|i| s.w.low(i) == "it")
}

/// Gives the kind of what killed to drafts that only say "it", and to people drowned by a flood.
pub fn name_cause(new: &mut [Draft<'_>], drafts: &[Draft<'_>]) {
    for draft in new {
        let by = if draft.by_it {
            cause(drafts, draft.sentence, is_killer)
        } else if draft.drowned {
            cause(drafts, draft.sentence, |kind| {
                KINDS.get(kind).is_some_and(|k| matches!(k.key, "flood" | "storm"))
            })
        } else if draft.unclaimed && is_harm(draft.kind) && !draft.past && draft.status == Status::Happened {
            cause(drafts, draft.sentence, is_killer)
                .filter(|d| is_disaster(d.kind) && !d.past && d.status != Status::Historical)
        } else {
            None
        };
        if let Some(known) = by {
            (draft.kind, draft.label, draft.plural) = (known.kind, known.label, known.plural);
            draft.habit = false;
        }
    }
}

/// What a sentence without an event of its own tells of the dead of a disaster: the verb, and the disaster's kind, label and
/// date.
#[must_use]
pub fn dying<'d>(
    s: &Sentence<'_>,
    drafts: &'d [Draft<'_>],
) -> Option<(usize, usize, Option<usize>, Option<&'d EventDate>)> {
    let nobody = |i: usize| (i.saturating_sub(4)..i).any(|k| is_nobody(s.w.low(k)));
    let verb = (1..s.w.len()).find(|i| is_dying(s.w.low(*i)) && !s.is_quoted(*i) && !nobody(*i))?;
    let known = cause(drafts, s.index, is_killer)?;
    let fresh = is_disaster(known.kind) && !known.past && known.status != Status::Historical;
    let placed = s.spots.iter().any(|p| p.literal && !p.seat && !p.container);
    (fresh && placed && s.dates.is_empty()).then_some((verb, known.kind, known.label, known.date.as_ref()))
}

/// The trigger that such a verb makes.
#[must_use]
pub const fn entry(kind: usize, label: Option<usize>) -> Entry {
    Entry { words: Vec::new(), kind, part: Part::Verb(Form::Past), guard: None, label }
}
