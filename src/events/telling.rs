//! How a sentence tells an event: as a fact of the past, a charge, a general truth or mere talk.

use crate::events::draft::Draft;
use crate::events::kinds::KINDS;
use crate::events::lexicon::{Form, Part};
use crate::events::sentence::{Link, Sentence};
use crate::events::spot::Tie;
use crate::events::status::status;
use crate::events::trigger::Hit;
use crate::lang::en::events::is_determiner;
use crate::model::event::{DateRelation, EventDate, Status};
use crate::model::place::PlaceKind;

/// The status of what several triggers tell: what one of them tells in the past as a fact is a fact.
pub fn of_members(s: &Sentence<'_>, members: &[Hit<'_>]) -> Status {
    let told = |h: &&Hit<'_>| h.verb && is_simple_past(s, h) && status(s, h) == Status::Happened;
    if members.iter().any(|h| told(&h)) {
        return Status::Happened;
    }
    members.iter().map(|h| status(s, h)).fold(Status::Happened, worse)
}

/// "landslides are common here": no event.
pub fn is_generic(s: &Sentence<'_>, hit: &Hit<'_>) -> bool {
    if is_rule(s, hit) {
        return true;
    }
    !hit.verb
        && matches!(s.w.low(hit.end), "are" | "is" | "were" | "was")
        && (hit.end + 1..hit.end + 4).any(|i| {
            matches!(
                s.w.low(i),
                "common" | "frequent" | "rare" | "routine" | "commonplace" | "unusual" | "uncommon"
            )
        })
}

/// "A treaty of 1920 gives the islands to Norway": what holds is no event.
fn is_rule(s: &Sentence<'_>, hit: &Hit<'_>) -> bool {
    let treaty = !hit.verb && KINDS.get(hit.kind()).is_some_and(|k| k.key == "agreement");
    let verb = hit.end + usize::from(s.w.low(hit.end) == "of") * 2;
    let word = s.w.low(verb);
    treaty && word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !s.w.is_capital(verb)
}

/// "Washington bombed launch sites": a state bombs from the air.
pub fn is_raid(s: &Sentence<'_>, hit: &Hit<'_>) -> bool {
    let bombs = hit.verb && !hit.passive && KINDS.get(hit.kind()).is_some_and(|k| k.key == "bombing");
    bombs
        && s.w.low(hit.first).starts_with("bomb")
        && s.spots.iter().any(|p| {
            let state = p.place.kind == PlaceKind::Country || p.place.is_capital();
            p.end <= hit.first && hit.first - p.end <= 1 && state && matches!(p.tie, Tie::Bare | Tie::Before)
        })
}

/// Whether a date lies more than two months before the document.
pub fn is_past(date: Option<&EventDate>, document: Option<jiff::civil::Date>) -> bool {
    let old = document.and_then(|d| d.checked_sub(jiff::Span::new().days(60)).ok());
    old.zip(date.and_then(|d| d.end)).is_some_and(|(old, end)| end < old)
}

/// "convicted of setting fire", "charged with murder".
pub fn is_charge(s: &Sentence<'_>, at: usize) -> bool {
    (at.saturating_sub(12)..at).any(|i| {
        let joined = matches!(s.w.low(i), "of" | "with" | "for");
        let charge = |w: &str| {
            matches!(
                w,
                "case"
                    | "charges"
                    | "accused"
                    | "suspected"
                    | "convicted"
                    | "charged"
                    | "guilty"
                    | "acquitted"
                    | "indicted"
                    | "sentenced"
                    | "tried"
            )
        };
        // "sentenced five men to nine years in prison on Thursday for smuggling"
        let judged = s.w.low(i) == "for"
            && (i.saturating_sub(18)..i)
                .any(|k| matches!(s.w.low(k), "sentenced" | "jailed" | "imprisoned" | "fined"));
        joined
            && (judged || (i.saturating_sub(5)..i).any(|k| charge(s.w.low(k))))
            && !(i + 1..at).any(|k| s.w.low(k) == ",")
    })
}

/// "in the same place", "in the same district".
pub fn is_same_place(s: &Sentence<'_>) -> bool {
    (1..s.w.len()).any(|i| {
        s.w.before(i, 1) == "same"
            && matches!(
                s.w.low(i),
                "place" | "spot" | "area" | "district" | "region" | "town" | "city" | "village" | "province"
            )
    })
}

/// "attacked", "was attacked", "the marches were peaceful": not "has attacked", "had attacked" or "attacks".
pub fn is_simple_past(s: &Sentence<'_>, hit: &Hit<'_>) -> bool {
    if s.link_of(hit.first) != Link::Main {
        return false;
    }
    let perfect = |w: &str| {
        matches!(
            w,
            "has"
                | "have"
                | "had"
                | "having"
                | "is"
                | "are"
                | "be"
                | "to"
                | "will"
                | "would"
                | "may"
                | "could"
        )
    };
    if hit.verb {
        let before = || (hit.first.saturating_sub(3)..hit.first).map(|i| s.w.low(i));
        return matches!(hit.entry.part, Part::Verb(Form::Past)) && !before().any(perfect);
    }
    let clause = s.clauses.get(s.clause_of(hit.first)).map_or(0..0, |c| c.first..c.end);
    let told = |i: usize| {
        let word = s.w.low(i);
        let past = word.ends_with("ed")
            || matches!(word, "was" | "were" | "began" | "broke" | "took" | "struck" | "hit");
        let participle = word.ends_with("ed") && is_determiner(s.w.before(i, 1));
        past && !participle && !(i.saturating_sub(2)..i).any(|k| perfect(s.w.low(k)))
    };
    clause.filter(|i| i.abs_diff(hit.first) <= 12).any(told)
}

/// Told as news that no date places: "has killed", "are blocking"; neither history nor a clause that looks back.
pub fn is_recent(s: &Sentence<'_>, hit: &Hit<'_>) -> bool {
    let back = || (hit.first.saturating_sub(4)..hit.first).map(|i| s.w.low(i));
    s.root_link(hit.first) == Link::Main
        && s.dates.is_empty()
        && !back().any(|w| matches!(w, "had" | "to" | "would" | "could" | "may" | "might"))
}

/// The first status that is no plain fact.
#[must_use]
pub fn worse(a: Status, b: Status) -> Status {
    if a == Status::Happened { b } else { a }
}

/// A date after the document makes a plan, one long before it history.
pub fn by_date(status: Status, date: &EventDate, document: jiff::civil::Date) -> Status {
    let old = document.checked_sub(jiff::Span::new().days(366)).unwrap_or(document);
    match status {
        Status::Happened | Status::Ongoing if date.start.is_some_and(|d| d > document) => Status::Planned,
        Status::Happened | Status::Ongoing
            if date.end.is_some_and(|d| d < old) && date.relation != DateRelation::From =>
        {
            Status::Historical
        }
        Status::Planned if date.end.is_some_and(|d| d < document) && date.relation == DateRelation::On => {
            Status::Happened
        }
        other => other,
    }
}

/// A single sentence that says neither where nor when nor how many.
pub fn is_vague(d: &Draft<'_>) -> bool {
    d.places.is_empty() && d.date.is_none() && d.figures.is_empty() && d.evidence.len() < 2
}

/// Words of war, treaties, offers and interceptions that no place and no day of their own make an event to map.
pub fn is_talk(d: &Draft<'_>, lower: &str) -> bool {
    if !d.places.is_empty() {
        return false;
    }
    let dated = d.date.as_ref().is_some_and(|date| date.span.is_some());
    let word = d.trigger.of(lower);
    match KINDS.get(d.kind).map_or("", |k| k.key) {
        "war" => !dated,
        "weapons-seizure" => {
            word.starts_with("shot") || word.starts_with("intercept") || word.starts_with("shoot")
        }
        "agreement" => {
            let promised = ["offer", "pledg", "promis", "propos", "accept", "undert"];
            promised.iter().any(|p| word.starts_with(p)) || !dated && !d.main
        }
        _ => false,
    }
}

/// Mentions that say nothing of their own: habits and wishes without place and date.
pub fn is_idle(d: &Draft<'_>) -> bool {
    let bare = d.places.is_empty() && d.date.is_none() && d.figures.is_empty();
    if d.status == Status::Hypothetical && KINDS.get(d.kind).is_some_and(|k| k.key == "arrest") {
        return true;
    }
    let single = d.figures.is_empty() && d.evidence.len() < 2;
    let unreal = match d.status {
        Status::Hypothetical => single && (d.quoted || !d.main || (d.places.is_empty() && d.date.is_none())),
        Status::Denied => single && d.date.is_none(),
        _ => false,
    };
    bare && (d.habit || d.quoted) || unreal
}
