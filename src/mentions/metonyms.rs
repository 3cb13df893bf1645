//! Names that stand for those who act in the place: governments, teams.

use crate::lang::lexicon::Cues;
use crate::mentions::candidates::Candidate;
use crate::mentions::features::View;
use crate::mentions::names::trait_bits;
use crate::mentions::tokens::{Case, Token};

/// Whether the name stands for those who act in it: "Moscow said", "between Kabul and Islamabad", "Boston won".
#[must_use]
pub fn is_metonym(view: &View<'_>, candidate: &Candidate, traits: u16, weight: f32) -> bool {
    let political =
        traits & trait_bits::COUNTRY != 0 || (traits & trait_bits::SETTLEMENT != 0 && weight > 0.55);
    let sentence = view.tokens[candidate.start].sentence;
    let get = |at: Option<usize>| at.and_then(|k| view.tokens.get(k)).filter(|t| t.sentence == sentence);
    let before = get(candidate.start.checked_sub(1));
    let after = get(Some(candidate.end));
    if before.is_some_and(|t| matches!(t.span.of(view.text), "of" | "on")) {
        return false;
    }
    if before.is_some_and(|t| {
        t.cues.any(Cues::PLACE_PREPOSITION) && !matches!(t.span.of(view.text), "from" | "to" | "between")
    }) {
        return false;
    }
    if political && is_between_governments(view, candidate) {
        return true;
    }
    let verb = |t: Option<&Token>| {
        t.is_some_and(|t| t.case == Case::Lower && t.cues.any(Cues::SAY.or(Cues::GOVERN)))
    };
    let skip_auxiliary = after
        .filter(|t| matches!(t.span.of(view.text), "has" | "had" | "have" | "will" | "would" | "also"))
        .and_then(|_| get(Some(candidate.end + 1)));
    if political && (verb(after) || verb(skip_auxiliary)) {
        return true;
    }
    let owned = after.is_some_and(|t| matches!(t.span.of(view.text), "'s" | "’s"))
        && get(Some(candidate.end + 1)).is_some_and(|t| {
            matches!(
                t.span.of(view.text),
                "government"
                    | "announcement"
                    | "decision"
                    | "foreign"
                    | "leaders"
                    | "leader"
                    | "military"
                    | "army"
                    | "demand"
                    | "demands"
                    | "claim"
                    | "claims"
                    | "offer"
                    | "response"
                    | "policy"
                    | "request"
            )
        });
    let plays = after
        .is_some_and(|t| t.case == Case::Lower && t.cues.any(Cues::PLAY) && !t.cues.any(Cues::SAY))
        && before.is_none_or(|t| t.case == Case::Punctuation);
    (political && owned) || plays
}

/// "mistrust between Kabul and Islamabad": what lies between governments, not between towns.
fn is_between_governments(view: &View<'_>, candidate: &Candidate) -> bool {
    const RELATIONS: [&str; 26] = [
        "relations",
        "relationship",
        "ties",
        "tension",
        "tensions",
        "mistrust",
        "distrust",
        "trust",
        "talks",
        "dialogue",
        "dispute",
        "rift",
        "row",
        "agreement",
        "deal",
        "treaty",
        "pact",
        "accord",
        "war",
        "ceasefire",
        "truce",
        "negotiations",
        "rapprochement",
        "friction",
        "hostilities",
        "differences",
    ];
    let sentence = view.tokens[candidate.start].sentence;
    let back =
        |k: usize| candidate.start.checked_sub(k).map(|k| &view.tokens[k]).filter(|t| t.sentence == sentence);
    let text = |t: Option<&Token>| t.map_or("", |t| t.span.of(view.text));
    let second = text(back(1)) == "and";
    let between = (1..=if second { 5 } else { 1 }).find(|k| text(back(*k)) == "between");
    between.is_some_and(|k| RELATIONS.contains(&text(back(k + 1))))
}
