//! Merges the mentions of one event, and keeps what differs apart.

use crate::events::attach::Tied;
use crate::events::draft::Draft;
use crate::events::kinds::{Group, KINDS};
use crate::events::spot::is_container;
use crate::events::trigger::specificity;
use crate::events::when::{compatible, finer};
use crate::model::event::{Figure, FigureKind, Status};

/// Events before a mention that it may speak of: no story tells more, and a text without end takes no longer for it.
const WINDOW: usize = 256;

/// Sentences that a mention without place, date and figures may stand from the event it means.
const REACH: usize = 60;

/// Sentences kept as evidence of one event, and places and figures given to it.
const MAX_EVIDENCE: usize = 64;

/// Sentences from an earthquake or a storm to what it brought down.
const CONSEQUENCE: usize = 12;

/// Merges drafts in order of the text.
#[must_use]
pub fn merge<'a>(drafts: Vec<Draft<'a>>) -> Vec<Draft<'a>> {
    let mut out: Vec<Draft<'a>> = Vec::new();
    for draft in drafts {
        let start = out.len().saturating_sub(WINDOW);
        let near = &out[start..];
        let target = near.iter().rposition(|known| is_same(known, &draft)).or_else(|| carrier(near, &draft));
        match target {
            Some(i) => absorb(&mut out[start + i], draft),
            None if draft.pointer => {}
            None if near.iter().rposition(|known| denies_dead_of(known, &draft)).is_some() => {
                if let Some(known) = out.iter_mut().rev().find(|known| denies_dead_of(known, &draft)) {
                    add_figures(known, draft.figures);
                    add_evidence(known, &draft.evidence);
                }
            }
            None => out.push(draft),
        }
    }
    out
}

fn key(kind: usize) -> &'static str {
    KINDS.get(kind).map_or("", |k| k.key)
}

fn is_violent(kind: usize) -> bool {
    KINDS
        .get(kind)
        .is_some_and(|k| matches!(k.group, Group::Violence | Group::Accident) || k.key == "destruction")
}

fn is_unrest(kind: usize) -> bool {
    KINDS.get(kind).is_some_and(|k| k.group == Group::Unrest)
}

fn is_deadly_nature(kind: usize) -> bool {
    KINDS.get(kind).is_some_and(|k| k.group == Group::Nature)
}

/// Whether the two mentions may speak of one event.
fn is_same(known: &Draft<'_>, new: &Draft<'_>) -> bool {
    let same_kind = known.kind == new.kind;
    if !same_kind && !kin(known.kind, new.kind) && !is_scuffle(known.kind, new.kind) {
        return false;
    }
    let vague = |d: &Draft<'_>| d.plural && d.places.is_empty() && d.date.is_none() && d.figures.is_empty();
    if vague(known) && !new.plural && !new.places.is_empty() && !new.definite {
        return false;
    }
    if known.habit != new.habit && !(known.habit && new.definite && new.plural && new.places.is_empty()) {
        return false;
    }
    let close = new.sentence - known.sentence.min(new.sentence) <= 6;
    let told_again = same_kind || (new.definite && close);
    let scuffle = close && new.definite && new.places.is_empty() && is_scuffle(known.kind, new.kind);
    if !(told_again || scuffle || shares_place_and_date(known, new) || is_toll_of(known, new)) {
        return false;
    }
    if new.another && !shares_place_and_date(known, new) {
        return false;
    }
    // "Beijing rejects the ruling", "that attack": an echo of what was told.
    let echo = new.definite && new.places.is_empty() && close && new.date.as_ref().is_none_or(|d| d.inferred);
    let force = new.definite && close && KINDS.get(new.kind).is_some_and(|k| k.group == Group::Nature);
    if !(echo || statuses_agree(known.status, new.status)) {
        return false;
    }
    // "Thousands marched on the square. In X, dockers protested."
    if new.fronted && !new.definite && is_unrest(new.kind) && known.places.is_empty() && !known.quoted {
        return false;
    }
    if !force && !places_agree(&known.places, &new.places) {
        return false;
    }
    match (&known.date, &new.date) {
        (Some(a), Some(b)) if !compatible(a, b) => return false,
        // A dated event of long ago is not what a bare mention means.
        (Some(_), None) if (known.past || known.status == Status::Historical) && !new.definite => {
            return false;
        }
        (None, Some(_)) if new.past && (!known.places.is_empty() || known.simple_past) && !new.definite => {
            return false;
        }
        (None, Some(_)) if new.status == Status::Historical => return false,
        _ => {}
    }
    !figures_clash(&known.figures, &new.figures) || new.definite
}

/// "the clashes" after shots, a riot or a protest.
fn is_scuffle(known: usize, new: usize) -> bool {
    key(new) == "clash"
        && matches!(
            key(known),
            "shooting" | "killing" | "attack" | "riot" | "protest" | "crackdown" | "dispersal" | "mob"
        )
}

/// Vague words for what a specific kind names.
fn kin(known: usize, new: usize) -> bool {
    if (key(known), key(new)) == ("eruption", "explosion") {
        return true;
    }
    if !(is_violent(known) && is_violent(new)) {
        return false;
    }
    let (a, b) = (key(known), key(new));
    let vague = |k: &str| matches!(k, "attack" | "killing" | "explosion" | "shooting" | "bombing");
    match (a, b) {
        (
            "airstrike" | "shelling" | "bombing" | "suicide-bombing" | "grenade-attack" | "shooting"
            | "chemical-attack" | "mob",
            "attack" | "killing",
        ) => true,
        ("bombing" | "suicide-bombing" | "grenade-attack", "explosion")
        | ("explosion" | "attack", "bombing") => true,
        ("clash", "war" | "attack" | "killing" | "shooting" | "shelling") | ("war", "clash" | "killing") => {
            true
        }
        ("airstrike", "bombing") | ("accident", "explosion" | "killing") => true,
        _ => vague(a) && vague(b) && a != b,
    }
}

/// "There was fighting in X. Eight men were killed there on Saturday."
fn is_toll_of(known: &Draft<'_>, new: &Draft<'_>) -> bool {
    let told = known.evidence.last().copied().unwrap_or(known.sentence);
    let place = known.places.iter().any(|a| new.places.iter().any(|b| a.spot.place.id == b.spot.place.id));
    key(new.kind) == "killing"
        && key(known.kind) == "clash"
        && place
        && new.sentence.saturating_sub(told) <= 1
}

/// "The army said that no one had been killed": what the strike told just before did not do.
fn denies_dead_of(known: &Draft<'_>, new: &Draft<'_>) -> bool {
    let told = known.evidence.last().copied().unwrap_or(known.sentence);
    let harm = is_violent(known.kind) || is_deadly_nature(known.kind);
    let denied = new.status == Status::Denied && key(new.kind) == "killing" && new.places.is_empty();
    denied && harm && known.status != Status::Denied && new.sentence.saturating_sub(told) <= 3
}

fn shares_place_and_date(known: &Draft<'_>, new: &Draft<'_>) -> bool {
    let place = known.places.iter().any(|a| new.places.iter().any(|b| a.spot.place.id == b.spot.place.id));
    let date = known.date.as_ref().zip(new.date.as_ref()).is_some_and(|(a, b)| compatible(a, b));
    place && date
}

fn statuses_agree(a: Status, b: Status) -> bool {
    let real = |s: Status| matches!(s, Status::Happened | Status::Ongoing | Status::Historical);
    real(a) == real(b) && (a == Status::Historical) == (b == Status::Historical)
        || (a == Status::Planned && b == Status::Planned)
}

fn places_agree(a: &[Tied<'_>], b: &[Tied<'_>]) -> bool {
    a.is_empty()
        || b.is_empty()
        || a.iter().any(|x| {
            b.iter().any(|y| {
                let (p, q) = (x.spot.place, y.spot.place);
                p.id == q.id || is_container(p, q) || is_container(q, p)
            })
        })
}

/// Two different tolls without different claimants speak of two events.
fn figures_clash(a: &[Figure], b: &[Figure]) -> bool {
    let toll = |list: &[Figure]| {
        list.iter().find(|f| f.kind == FigureKind::Dead && f.claimant.is_empty()).map(|f| f.value)
    };
    toll(a).zip(toll(b)).is_some_and(|(x, y)| (x - y).abs() > 0.5)
}

/// A toll without place and date belongs to the fighting that the text spoke of last.
fn carrier(out: &[Draft<'_>], new: &Draft<'_>) -> Option<usize> {
    let bare = new.places.is_empty() && !new.past && !new.another;
    if !bare || key(new.kind) != "killing" || !matches!(new.status, Status::Happened | Status::Ongoing) {
        return None;
    }
    let candidates = out.iter().enumerate().rev().filter(|(_, d)| {
        let spoken = d.evidence.iter().copied().filter(|e| *e <= new.sentence).max().unwrap_or(0);
        (is_violent(d.kind) || is_deadly_nature(d.kind))
            && !d.habit
            && matches!(d.status, Status::Happened | Status::Ongoing)
            && new.sentence - spoken.min(new.sentence) <= 4
    });
    let claimed = new.figures.iter().any(|f| !f.claimant.is_empty());
    candidates.max_by_key(|(i, d)| (claimed && matches!(key(d.kind), "clash" | "war"), *i)).map(|(i, _)| i)
}

/// What fell in because of an earthquake, a storm or a flood of the same days is a part of it.
#[must_use]
pub fn consequences<'a>(drafts: Vec<Draft<'a>>) -> Vec<Draft<'a>> {
    let (fallen, mut kept): (Vec<_>, Vec<_>) =
        drafts.into_iter().partition(|d| d.collapse && key(d.kind) == "accident" && !d.past);
    for draft in fallen {
        let home = kept.iter_mut().find(|k| {
            let force = matches!(key(k.kind), "earthquake" | "storm" | "flood" | "landslide") && !k.past;
            let days = k.date.as_ref().zip(draft.date.as_ref()).is_none_or(|(a, b)| compatible(a, b));
            force
                && days
                && k.status != Status::Historical
                && k.sentence.abs_diff(draft.sentence) <= CONSEQUENCE
        });
        match home {
            Some(known) => {
                add_figures(known, draft.figures);
                add_evidence(known, &draft.evidence);
            }
            None => kept.push(draft),
        }
    }
    kept.sort_by_key(|d| d.trigger.start);
    kept
}

/// Hands mentions that say nothing of their own ("the first bombs fell") to the event they may mean.
#[must_use]
pub fn fold_bare<'a>(drafts: Vec<Draft<'a>>) -> Vec<Draft<'a>> {
    let bare = |d: &Draft<'_>| {
        d.places.is_empty()
            && d.date.is_none()
            && d.figures.is_empty()
            && d.evidence.len() < 2
            && is_violent(d.kind)
    };
    let (loose, mut kept): (Vec<_>, Vec<_>) = drafts.into_iter().partition(bare);
    let mut alone = Vec::new();
    for draft in loose {
        let first = kept.partition_point(|k| k.sentence + REACH < draft.sentence);
        let end = kept.partition_point(|k| k.sentence <= draft.sentence + REACH);
        let near = kept.get_mut(first..end).unwrap_or_default();
        let home = near.iter_mut().filter(|k| !k.habit && k.status == draft.status).min_by_key(|k| {
            let related = k.kind == draft.kind || kin(k.kind, draft.kind) || kin(draft.kind, k.kind);
            (!related, k.sentence.abs_diff(draft.sentence))
        });
        match home.filter(|k| k.kind == draft.kind || kin(k.kind, draft.kind) || kin(draft.kind, k.kind)) {
            Some(known) => add_evidence(known, &draft.evidence),
            None => alone.push(draft),
        }
    }
    kept.extend(alone);
    kept.sort_by_key(|d| d.trigger.start);
    kept
}

/// Adds what a further mention says.
pub fn absorb<'a>(known: &mut Draft<'a>, new: Draft<'a>) {
    if specificity(new.kind) > specificity(known.kind) {
        known.kind = new.kind;
        known.label = new.label;
        known.plural = new.plural;
        known.trigger = new.trigger;
    } else if known.kind == new.kind {
        known.plural |= new.plural;
        if (known.label.is_none() || known.search) && new.label.is_some() {
            known.search &= new.search;
            known.label = new.label;
        }
    }
    for place in new.places {
        if known.places.len() < MAX_EVIDENCE
            && !known.places.iter().any(|p| p.spot.place.id == place.spot.place.id)
        {
            known.places.push(place);
        }
    }
    known.date = finer(known.date.take(), new.date);
    for party in new.parties {
        if known.parties.len() < 8 && !known.parties.iter().any(|p| p.name == party.name) {
            known.parties.push(party);
        }
    }
    add_figures(known, new.figures);
    if known.status == Status::Happened && new.status == Status::Ongoing {
        known.status = Status::Ongoing;
    }
    known.quoted &= new.quoted;
    known.main |= new.main;
    known.past |= new.past;
    known.simple_past |= new.simple_past;
    known.cross_border |= new.cross_border;
    known.weight = (known.weight + 0.05).min(0.95).max(new.weight);
    add_evidence(known, &new.evidence);
}

fn add_figures(known: &mut Draft<'_>, figures: Vec<Figure>) {
    for figure in figures {
        let twin = |f: &Figure| {
            f.kind == figure.kind && (f.value - figure.value).abs() < 0.5 && f.claimant == figure.claimant
        };
        if known.figures.len() < MAX_EVIDENCE && !known.figures.iter().any(twin) {
            known.figures.push(figure);
        }
    }
}

fn add_evidence(known: &mut Draft<'_>, sentences: &[usize]) {
    for sentence in sentences {
        if known.evidence.len() < MAX_EVIDENCE && !known.evidence.contains(sentence) {
            known.evidence.push(*sentence);
        }
    }
}
