//! Ties places to triggers by the words between them.

use crate::events::kinds::{Group, KINDS, Kind};
use crate::events::sentence::{Link, Sentence};
use crate::events::spot::{Spot, Tie, is_container};
use crate::events::trigger::Hit;
use crate::lang::en::events::{
    is_actor, is_auxiliary, is_determiner, is_going, is_impact, is_link, is_occurring, is_place_filler,
    is_ruler, is_spreading,
};
use crate::lang::tokens::TokenKind;
use crate::model::event::PlaceRole;
use crate::model::mention::MentionClass;
use crate::model::place::PlaceKind;

/// Beyond this cost a place does not belong to a trigger.
const MAX_COST: f32 = 30.0;

/// Up to this cost a place belongs to a trigger even if another one is nearer.
const CLOSE: f32 = 7.0;

/// A place tied to a trigger.
#[derive(Debug, Clone, Copy)]
pub struct Tied<'a> {
    /// The place in the sentence.
    pub spot: Spot<'a>,
    /// How the event relates to it.
    pub role: PlaceRole,
    /// The event is aimed at it ("strikes on X").
    pub target: bool,
    /// Probability that the event was there.
    pub confidence: f32,
}

/// The places of a trigger, the surest first.
#[must_use]
pub fn places<'a>(s: &Sentence<'a>, hit: &Hit<'_>, hits: &[Hit<'_>]) -> Vec<Tied<'a>> {
    let Some(kind) = KINDS.get(hit.kind()) else { return Vec::new() };
    let mut costs: Vec<(usize, f32)> = (0..s.spots.len())
        .filter_map(|i| cost(s, kind, hit, hits, i).map(|c| (i, c)))
        .filter(|(i, c)| *c <= CLOSE || !is_nearer_to_other(s, hits, *i, *c))
        .filter(|(_, c)| *c <= MAX_COST)
        .collect();
    costs.sort_by(|a, b| a.1.total_cmp(&b.1));
    let Some(&(best, best_cost)) = costs.first() else { return Vec::new() };
    let family = |i: usize| {
        let same_list = i > best && lists_back_to(s, i, best);
        let moves = matches!(s.spots[i].tie, Tie::From | Tie::To) && s.spots[best].tie != s.spots[i].tie;
        let inner = is_container(s.spots[i].place, s.spots[best].place)
            || is_container(s.spots[best].place, s.spots[i].place);
        let beside = inner && s.clause_of(s.spots[i].first) == s.clause_of(s.spots[best].first);
        i == best || same_list || moves || beside || goes_on(s, hits, best, i)
    };
    let mut kept: Vec<(usize, f32)> = costs.iter().copied().filter(|(i, _)| family(*i)).collect();
    for i in best + 1..s.spots.len() {
        if lists_back_to(s, i, best)
            && !s.spots[i].container
            && !kept.iter().any(|(k, _)| *k == i)
            && usable(kind, &s.spots[i])
        {
            kept.push((i, best_cost + 1.0));
        }
    }
    kept.into_iter()
        .map(|(i, cost)| {
            let mut tied = tied(kind, s.spots[i], cost);
            tied.target &= !follows_where(s, hit, &s.spots[i]);
            tied
        })
        .collect()
}

/// "at a refinery in X and a depot near Y": a second place joined by "and" in the same clause.
fn goes_on(s: &Sentence<'_>, hits: &[Hit<'_>], best: usize, i: usize) -> bool {
    let (first, second) = (&s.spots[best], &s.spots[i]);
    let between = first.end..second.anchor;
    i == best + 1
        && matches!(first.tie, Tie::In | Tie::Near | Tie::On)
        && matches!(second.tie, Tie::In | Tie::Near | Tie::On)
        && between.len() <= 5 + 2 * usize::from(s.w.low(first.end) == ",")
        && between.clone().any(|k| s.w.low(k) == "and")
        // "a man near X, and a girl at Y"
        && !between.clone().any(|k| s.w.low(k) == "," && !(k == first.end && s.w.low(k + 1) == "and"))
        && !between.clone().any(|k| hits.iter().any(|h| h.first == k))
        && s.clause_of(first.first) == s.clause_of(second.first)
}

/// Whether the place ties better to another trigger of the sentence, and is not set before all of them.
fn is_nearer_to_other(s: &Sentence<'_>, others: &[Hit<'_>], spot: usize, own: f32) -> bool {
    if s.spots.get(spot).is_none_or(|p| is_fronted(s, p)) {
        return false;
    }
    others.iter().any(|h| {
        let kind = KINDS.get(h.kind());
        kind.and_then(|k| cost(s, k, h, &[], spot)).is_some_and(|c| c + 1.0 < own)
    })
}

/// Whether spot `i` continues the list that `first` opens.
fn lists_back_to(s: &Sentence<'_>, i: usize, first: usize) -> bool {
    let mut at = i;
    while let Some(before) = s.spots.get(at).and_then(|p| p.list) {
        if before == first {
            return true;
        }
        at = before;
    }
    false
}

fn tied<'a>(kind: &Kind, spot: Spot<'a>, cost: f32) -> Tied<'a> {
    let sureness = (1.0 - 0.02 * cost).clamp(0.4, 0.97);
    let target = matches!(spot.tie, Tie::On | Tie::Of | Tie::Object | Tie::Possessive | Tie::Bare)
        || (spot.tie == Tie::To && !moves(kind));
    let role = match spot.tie {
        Tie::Near => PlaceRole::Near,
        Tie::Between if spot.place.kind.is_pointlike() => PlaceRole::Near,
        Tie::From if moves(kind) => PlaceRole::From,
        Tie::To if moves(kind) && kind.key != "visit" => PlaceRole::To,
        Tie::Along => PlaceRole::Along,
        _ if spot.place.kind == PlaceKind::Line => PlaceRole::Along,
        _ if is_wide(spot.place.kind) => PlaceRole::Within,
        _ => PlaceRole::At,
    };
    Tied { spot, role, target, confidence: spot.confidence * sureness }
}

/// Whether a place of this kind is larger than an event.
const fn is_wide(kind: PlaceKind) -> bool {
    !kind.is_pointlike() && !matches!(kind, PlaceKind::Line | PlaceKind::River | PlaceKind::Lake)
}

/// Kinds that go from one place to another.
fn moves(kind: &Kind) -> bool {
    matches!(
        kind.key,
        "visit" | "deployment" | "withdrawal" | "displacement" | "expulsion" | "evacuation" | "aid"
    )
}

/// Kinds that happen to a whole country as well as to a place.
fn befalls(kind: &Kind) -> bool {
    matches!(kind.group, Group::Nature | Group::Unrest | Group::Accident)
        || matches!(kind.key, "election" | "coup" | "curfew" | "capture")
}

/// Kinds that may happen to a ministry or a university.
fn hits_buildings(kind: &Kind) -> bool {
    matches!(kind.group, Group::Violence | Group::Nature | Group::Accident | Group::Unrest)
        || matches!(kind.key, "destruction" | "crime")
}

fn usable(kind: &Kind, spot: &Spot<'_>) -> bool {
    let people = spot.class == MentionClass::Demonym && !spot.literal;
    let seat = spot.seat || (spot.building && !hits_buildings(kind) && kind.key != "trial");
    !people && !spot.container && (!seat || kind.key == "embassy") && spot.class != MentionClass::Metonym
}

/// What it costs to tie a spot to a trigger; none if it cannot be.
fn cost(s: &Sentence<'_>, kind: &Kind, hit: &Hit<'_>, hits: &[Hit<'_>], index: usize) -> Option<f32> {
    let spot = &s.spots[index];
    if spot.list.is_some() && !spot.container {
        // The head of the list answers for all of it.
        let head = s.spots.get(spot.list?)?;
        if head.tie == spot.tie && usable(kind, head) {
            return None;
        }
    }
    if declares(kind, hit, spot) || meets_at(kind, hit, spot) || is_decreed(s, kind, hit, spot) {
        return Some(2.0);
    }
    if !usable(kind, spot) {
        return None;
    }
    // "the visit of Venezuela's president": who came, not where.
    let of = kind.key == "visit" && !hit.verb && s.w.low(hit.end) == "of";
    if of && spot.first > hit.end && spot.first <= hit.end + 3 {
        return None;
    }
    if follows_where(s, hit, spot) {
        return Some(2.5);
    }
    if occurred_in(s, hit, spot) {
        return Some(1.5);
    }
    // "The volcano, which stands south of X, has erupted."
    if kind.key == "eruption" && spot.place.kind == PlaceKind::Peak {
        return Some(1.0);
    }
    if hit.verb
        && s.w.low(hit.end) == "it"
        && is_last_before(s, index, hit)
        && !matches!(kind.group, Group::Statement)
    {
        return Some(4.0);
    }
    if matches!(spot.tie, Tie::To | Tie::From) && is_leaving_office(s.w.low(hit.first)) {
        return None;
    }
    let after = spot.first >= hit.end;
    let word = s.w.low(spot.anchor);
    let admitted = match spot.tie {
        Tie::In | Tie::Near | Tie::Along => {
            word != "over" && word != "through" && word != "amid"
                || befalls(kind)
                || kind.group == Group::Violence
        }
        Tie::On => {
            let spoken = matches!(kind.key, "sanction" | "agreement" | "talks" | "ceasefire");
            let cause = word == "against" && kind.group == Group::Unrest;
            (kind.is_drawn() && !spoken && !cause) || meets_on(s, kind, hit, spot)
        }
        Tie::Of if people_of(s, kind, hit, spot) => true,
        Tie::Of => {
            after
                && of_trigger(s, hit, spot)
                && !matches!(
                    kind.key,
                    "election" | "agreement" | "talks" | "killing" | "abduction" | "arrest"
                )
        }
        Tie::To if kind.key == "talks" && spot.anchor < hit.first => is_going(s.w.before(spot.anchor, 1)),
        Tie::To if befalls(kind) && after && is_spreading(s.w.before(spot.anchor, 1)) => true,
        Tie::To => {
            after
                && !is_before_it(s, hit, spot)
                && (moves(kind)
                    || (word == "into" && kind.group == Group::Violence)
                    || (word != "to" && word != "for" && kind.group == Group::Violence))
        }
        Tie::From => moves(kind) || matches!(kind.key, "test" | "eruption" | "crime"),
        Tie::Between => kind.is_drawn() && is_link(s.w.before(spot.anchor, 1)),
        Tie::Object => is_object(s, hit, spot),
        Tie::Before | Tie::Possessive => {
            before_noun(s, kind, hit, spot)
                || direct_object(s, hit, spot)
                || passive_subject(s, kind, hit, spot)
        }
        Tie::Bare => direct_object(s, hit, spot) || passive_subject(s, kind, hit, spot),
    };
    if !admitted {
        return None;
    }
    if matches!(spot.tie, Tie::Before | Tie::Possessive | Tie::Bare | Tie::Object) {
        return Some(2.0);
    }
    Some(distance(s, hit, hits, spot))
}

/// "will meet on Chios on Thursday": ministers meet on an island, which may share its name with its town.
fn meets_on(s: &Sentence<'_>, kind: &Kind, hit: &Hit<'_>, spot: &Spot<'_>) -> bool {
    let land =
        spot.place.kind.is_pointlike() || matches!(spot.place.kind, PlaceKind::Admin1 | PlaceKind::Admin2);
    kind.key == "talks" && hit.verb && land && spot.anchor == hit.end && s.w.low(spot.anchor) == "on"
}

/// "The miners of X walked out": people who rise are where they are from.
fn people_of(s: &Sentence<'_>, kind: &Kind, hit: &Hit<'_>, spot: &Spot<'_>) -> bool {
    let people = s.w.before(spot.anchor, 1);
    kind.group == Group::Unrest
        && hit.verb
        && spot.end <= hit.first
        && hit.first - spot.end <= 2
        && spot.place.kind != PlaceKind::Country
        && (people.ends_with('s') || is_actor(people))
}

/// "were told to leave after a solvent had leaked into X": what went before it went somewhere else.
fn is_before_it(s: &Sentence<'_>, hit: &Hit<'_>, spot: &Spot<'_>) -> bool {
    s.link_of(spot.anchor) == Link::After && s.clause_of(spot.anchor) != s.clause_of(hit.first)
}

/// "resigned", "steps down".
fn is_leaving_office(word: &str) -> bool {
    word.starts_with("resign") || word.starts_with("step")
}

/// "Kosovo declared independence", "Malawians voted": whoever does it is where it happens.
fn declares(kind: &Kind, hit: &Hit<'_>, spot: &Spot<'_>) -> bool {
    let own = spot.end == hit.first && hit.verb;
    let votes = kind.key == "election" && spot.place.kind == PlaceKind::Country;
    own && (votes || kind.key == "independence" && spot.class != MentionClass::Demonym)
}

/// "The mayor of X declared a state of emergency": it holds where the mayor rules.
fn is_decreed(s: &Sentence<'_>, kind: &Kind, hit: &Hit<'_>, spot: &Spot<'_>) -> bool {
    kind.key == "curfew"
        && !hit.verb
        && spot.literal
        && !spot.container
        && spot.end <= hit.first
        && s.clause_of(spot.first) == s.clause_of(hit.first)
        && s.w.low(spot.anchor) == "of"
        && is_ruler(s.w.before(spot.anchor, 1))
}

/// "met an envoy in Beijing", "talked with leaders in Geneva": who is met is where the meeting is.
fn meets_at(kind: &Kind, hit: &Hit<'_>, spot: &Spot<'_>) -> bool {
    kind.key == "talks"
        && hit.verb
        && spot.seat
        && spot.tie == Tie::In
        && spot.literal
        && !spot.container
        && (hit.end..hit.end + 8).contains(&spot.anchor)
}

fn distance(s: &Sentence<'_>, hit: &Hit<'_>, hits: &[Hit<'_>], spot: &Spot<'_>) -> f32 {
    let (from, to, base) = if spot.anchor >= hit.end {
        (hit.end, spot.anchor, 0.0)
    } else if leads(s, hit, spot) {
        (hit.first, hit.first, 5.0)
    } else {
        (spot.end.min(hit.first), hit.first, 4.0)
    };
    let words = to.saturating_sub(from);
    let clauses = s.clause_of(from.min(to)).abs_diff(s.clause_of(to.max(from)));
    let others = hits.iter().filter(|h| h.first >= from && h.end <= to && h.kind() != hit.kind()).count();
    let breaks = s.breaks_between(from, to);
    let halves = (from..to).filter(|i| s.w.low(*i) == ";").count();
    let seen_clause = s.clause_of(hit.first) != s.clause_of(spot.first) && !leads(s, hit, spot);
    #[expect(clippy::cast_precision_loss, reason = "counts of words in a sentence")]
    let sum = words as f32 * 0.6
        + clauses as f32 * 4.0
        + others as f32 * 4.5
        + breaks as f32 * 1.5
        + halves as f32 * 8.0;
    base + sum + if seen_clause { 5.0 } else { 0.0 }
}

/// "fighters overran it": the town or site named last in the sentence.
fn is_last_before(s: &Sentence<'_>, index: usize, hit: &Hit<'_>) -> bool {
    let fine = |p: &Spot<'_>| p.place.kind.is_pointlike() && p.literal && !p.container;
    let last = s.spots.iter().rposition(|p| p.end <= hit.first && fine(p));
    last == Some(index)
}

/// "the killings which occurred in July at X", "the attack took place in X".
fn occurred_in(s: &Sentence<'_>, hit: &Hit<'_>, spot: &Spot<'_>) -> bool {
    let verb = (hit.end..(hit.end + 8).min(spot.anchor))
        .find(|i| is_occurring(s.w.low(*i)) && (s.w.low(*i) != "took" || s.w.low(i + 1) == "place"));
    let Some(verb) = verb.filter(|_| !hit.verb && matches!(spot.tie, Tie::In | Tie::Near | Tie::On)) else {
        return false;
    };
    let after = verb + 1 + usize::from(s.w.low(verb) == "took");
    (after..spot.anchor)
        .all(|i| s.in_date(i) || matches!(s.w.low(i), "," | "at" | "on" | "in" | "early" | "late"))
        && (hit.end..verb).all(|i| {
            s.in_date(i)
                || is_auxiliary(s.w.low(i))
                || matches!(s.w.low(i), "which" | "that" | "on" | "in" | ",")
        })
}

/// "X, where gunmen ...": the place just before "where".
fn follows_where(s: &Sentence<'_>, hit: &Hit<'_>, spot: &Spot<'_>) -> bool {
    let Some(at) = (spot.end..hit.first).find(|i| s.w.low(*i) == "where") else { return false };
    let nearer =
        s.spots.iter().any(|p| p.first >= spot.end && p.first < at && !p.container && p.list.is_none());
    at - spot.end <= 14 && !nearer && !(at..hit.first).any(|i| s.w.low(i) == ";")
}

/// Whether the place is set before the trigger's own clause, or before the sentence and nothing nearer.
fn leads(s: &Sentence<'_>, hit: &Hit<'_>, spot: &Spot<'_>) -> bool {
    let clause = s.clause_of(hit.first);
    let opens = |p: &Spot<'_>| {
        let first = s.clauses.get(s.clause_of(p.anchor)).map_or(0, |c| c.first);
        (first..p.anchor).all(|i| s.in_date(i) || matches!(s.w.low(i), "," | ";" | "and" | "but" | "while"))
            && matches!(p.tie, Tie::In | Tie::Near | Tie::Along)
    };
    if s.clause_of(spot.anchor) == clause && opens(spot) {
        return true;
    }
    let nearer = s
        .spots
        .iter()
        .any(|p| p.first > spot.first && p.first < hit.first && s.clause_of(p.anchor) == clause && opens(p));
    is_fronted(s, spot) && !nearer
}

/// "In X, ..." at the head of the sentence.
#[must_use]
pub fn is_fronted(s: &Sentence<'_>, spot: &Spot<'_>) -> bool {
    (0..spot.anchor).all(|i| {
        s.in_date(i)
            || matches!(
                s.w.low(i),
                "," | "\""
                    | "\u{201c}"
                    | "-"
                    | "meanwhile"
                    | "also"
                    | "and"
                    | "but"
                    | "early"
                    | "late"
                    | "on"
                    | "across"
                    | "elsewhere"
            )
    })
}

/// "shelling of X", "the fall of X", "the bombing of a market in ..." only right after the trigger.
fn of_trigger(s: &Sentence<'_>, hit: &Hit<'_>, spot: &Spot<'_>) -> bool {
    let ends_of = s.w.low(hit.end.saturating_sub(1)) == "of";
    spot.anchor == hit.end || (ends_of && spot.anchor + 1 == hit.end)
}

/// Only articles and words such as "city of" between the verb and the place.
fn direct_object(s: &Sentence<'_>, hit: &Hit<'_>, spot: &Spot<'_>) -> bool {
    let kind = KINDS.get(hit.kind()).map_or("", |k| k.key);
    if !hit.verb
        || hit.passive
        || spot.first < hit.end
        || matches!(kind, "killing" | "arrest" | "abduction" | "talks" | "agreement" | "sanction")
    {
        return false;
    }
    (hit.end..spot.first)
        .all(|i| is_determiner(s.w.low(i)) || is_place_filler(s.w.low(i)) || s.w.low(i) == "of")
        && (spot.tie != Tie::Possessive)
        && !(spot.tie == Tie::Before
            && s.w.kind(spot.end) == TokenKind::Word
            && s.w.low(spot.end).ends_with('s')
            && !is_auxiliary(s.w.low(spot.end)))
}

/// "the earthquake struck X", "shells hit X", with the trigger as subject or as the verb.
fn is_object(s: &Sentence<'_>, hit: &Hit<'_>, spot: &Spot<'_>) -> bool {
    let own = spot.anchor >= hit.first && spot.anchor < hit.end;
    let subject = !hit.verb
        && spot.anchor >= hit.end
        && spot.anchor - hit.end <= 8
        && s.clause_of(spot.anchor) == s.clause_of(hit.first);
    own || subject || direct_object(s, hit, spot)
}

/// "the Kabul bombing", "Chile earthquake", "Mosul's fall".
fn before_noun(s: &Sentence<'_>, kind: &Kind, hit: &Hit<'_>, spot: &Spot<'_>) -> bool {
    if hit.verb || spot.end > hit.first || hit.first - spot.end > 3 {
        return false;
    }
    let plain = (spot.end..hit.first).all(|i| match s.w.kind(i) {
        TokenKind::Word => {
            !is_auxiliary(s.w.low(i))
                && !is_determiner(s.w.low(i))
                && !is_impact(s.w.low(i))
                && !matches!(s.w.low(i), "and" | "of" | "in" | "on" | "to" | "by" | "for" | "with" | "at")
        }
        TokenKind::Possessive => true,
        _ => false,
    });
    let country = matches!(
        spot.place.kind,
        PlaceKind::Country | PlaceKind::Dependency | PlaceKind::Group | PlaceKind::Continent
    );
    plain
        && (!country || befalls(kind))
        && !matches!(kind.key, "talks" | "agreement" | "visit" | "threat" | "airstrike")
        && (!country || spot.literal)
}

/// "X was bombed", "X has been hit by an earthquake".
fn passive_subject(s: &Sentence<'_>, kind: &Kind, hit: &Hit<'_>, spot: &Spot<'_>) -> bool {
    if spot.end > hit.first || hit.first - spot.end > 7 || !(befalls(kind) || kind.group == Group::Violence) {
        return false;
    }
    let between = spot.end..hit.first;
    if kind.key == "eruption" && hit.verb {
        return between.clone().all(|i| is_auxiliary(s.w.low(i)));
    }
    let be = between.clone().any(|i| is_auxiliary(s.w.low(i)));
    if hit.verb {
        return hit.passive
            && be
            && !matches!(kind.key, "killing" | "abduction" | "arrest")
            && between.clone().all(|i| is_auxiliary(s.w.low(i)) || s.w.low(i).ends_with("ly"));
    }
    be && between.clone().any(|i| s.w.low(i) == "by") && between.clone().any(|i| is_impact(s.w.low(i)))
}
