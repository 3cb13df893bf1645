//! Who did it, to whom, and who mediated.

use crate::events::kinds::{Group, KINDS};
use crate::events::sentence::Sentence;
use crate::events::trigger::Hit;
use crate::lang::en::events::{is_actor, is_auxiliary, is_determiner, is_speech};
use crate::lang::tokens::TokenKind;
use crate::model::event::{Party, PartyRole};

/// Parties of a trigger as the sentence names them.
#[must_use]
pub fn parties(s: &Sentence<'_>, hit: &Hit<'_>) -> Vec<Party> {
    let mut out = Vec::new();
    let Some(kind) = KINDS.get(hit.kind()) else { return out };
    let mut add = |names: Vec<String>, role: PartyRole| {
        for name in names {
            if !out.iter().any(|p: &Party| p.name == name) {
                out.push(Party { name, role });
            }
        }
    };
    let mutual = matches!(kind.key, "clash" | "war" | "ceasefire" | "talks" | "agreement" | "exercise");
    if let Some(between) = find(s, hit.end, 4, "between") {
        add(names(s, between + 1, true), PartyRole::Actor);
    }
    if mutual || kind.group == Group::Politics {
        for at in hit.end..(hit.end + 14).min(s.w.len()) {
            if matches!(s.w.low(at), "mediated" | "brokered" | "hosted" | "facilitated" | "sponsored") {
                let by = if s.w.low(at + 1) == "by" { at + 2 } else { at + 1 };
                add(names(s, by, true), PartyRole::Mediator);
            }
        }
    }
    if hit.verb && !hit.passive {
        add(subject(s, hit.first), PartyRole::Actor);
        add(names(s, hit.end, true), PartyRole::Target);
    } else if hit.verb {
        add(subject(s, hit.first), PartyRole::Target);
        if let Some(by) = find(s, hit.end, 8, "by") {
            add(names(s, by + 1, true), PartyRole::Actor);
        }
    } else {
        if let Some(by) = find(s, hit.end, 5, "by")
            .filter(|b| !matches!(s.w.before(*b, 1), "mediated" | "brokered" | "hosted" | "followed"))
        {
            add(names(s, by + 1, true), PartyRole::Actor);
        }
        add(possessor(s, hit.first), PartyRole::Actor);
        if let Some(verb) = light_verb(s, hit.first) {
            add(subject(s, verb), PartyRole::Actor);
        }
        if let Some(on) = find(s, hit.end, 1, "on").or_else(|| find(s, hit.end, 1, "against")) {
            add(names(s, on + 1, false), PartyRole::Target);
        }
    }
    if kind.key == "killing" {
        add(claimants(s), PartyRole::Actor);
    }
    out.truncate(6);
    out
}

/// "X claims to have killed": who says so did it.
fn claimants(s: &Sentence<'_>) -> Vec<String> {
    let verb = |i: &usize| {
        matches!(s.w.low(*i), "claims" | "claimed" | "says" | "said")
            && matches!(s.w.low(i + 1), "to" | "it" | "they")
    };
    (0..s.w.len()).filter(verb).flat_map(|i| subject(s, i)).collect()
}

fn find(s: &Sentence<'_>, from: usize, reach: usize, word: &str) -> Option<usize> {
    (from..(from + reach).min(s.w.len())).find(|i| s.w.low(*i) == word)
}

/// "launched", "carried out", "agreed to" before a noun of the same clause.
fn light_verb(s: &Sentence<'_>, noun: usize) -> Option<usize> {
    (noun.saturating_sub(8)..noun).rev().find(|i| {
        matches!(
            s.w.low(*i),
            "launched"
                | "launches"
                | "launch"
                | "carried"
                | "conducted"
                | "staged"
                | "mounted"
                | "agreed"
                | "signed"
                | "began"
                | "declared"
                | "announced"
                | "held"
                | "opened"
                | "fought"
                | "imposed"
                | "exchanged"
                | "reached"
                | "committed"
                | "fired"
                | "dropped"
                | "planted"
                | "detonated"
                | "made"
        )
    })
}

/// "Pakistan's airstrikes", "Pakistani airstrikes".
fn possessor(s: &Sentence<'_>, noun: usize) -> Vec<String> {
    let at = (noun.saturating_sub(3)..noun).rev().find(|i| s.w.kind(*i) == TokenKind::Possessive);
    match at {
        Some(at) => subject(s, at),
        None => s
            .spots
            .iter()
            .filter(|p| {
                p.end <= noun && noun - p.end <= 1 && !p.literal && s.w.kind(p.end) != TokenKind::Possessive
            })
            .map(|p| p.place.name.clone())
            .collect(),
    }
}

/// Names in the noun phrase that ends before a token, across "A and B".
#[must_use]
pub fn subject(s: &Sentence<'_>, before: usize) -> Vec<String> {
    let w = &s.w;
    let mut end = before;
    while end > 0
        && (is_auxiliary(w.low(end - 1))
            || w.low(end - 1).ends_with("ly")
            || matches!(
                w.low(end - 1),
                "also" | "long" | "then" | "later" | "reportedly" | "each" | "will" | "would" | "to" | "have"
            )
            || s.in_date(end - 1))
    {
        end -= 1;
    }
    // A phrase between commas ("X, the head of Y, said") is skipped.
    if end > 0
        && w.low(end - 1) == ","
        && let Some(open) = (0..end - 1).rev().find(|i| w.low(*i) == ",").filter(|o| end - o < 12)
    {
        end = open;
    }
    let clause = s.clauses.get(s.clause_of(before.saturating_sub(1))).map_or(0, |c| c.first);
    let mut first = end;
    while first > clause
        && (is_part_of_name(s, first - 1)
            || (matches!(w.low(first - 1), "and" | "of" | "-")
                && first >= 2
                && is_part_of_name(s, first - 2)))
    {
        first -= 1;
    }
    split(s, first, end)
}

/// Names in the noun phrase that starts at a token.
fn names(s: &Sentence<'_>, from: usize, list: bool) -> Vec<String> {
    let mut end = from;
    let joins = |i: usize| list && matches!(s.w.low(i), "and" | ",") && is_part_of_name(s, i + 1);
    while end < s.w.len() && (is_part_of_name(s, end) || joins(end)) {
        end += 1;
    }
    split(s, from, end)
}

fn is_part_of_name(s: &Sentence<'_>, i: usize) -> bool {
    let w = &s.w;
    let word = w.low(i);
    if w.kind(i) != TokenKind::Word || is_speech(word) || s.in_date(i) {
        return false;
    }
    if is_determiner(word) {
        return true;
    }
    let shouting = !s.w.text.is_empty()
        && w.raw(i).len() > 1
        && (0..w.len().min(12)).all(|k| !w.raw(k).chars().any(char::is_lowercase));
    (w.is_capital(i) && !shouting) || is_actor(word) || s.spots.iter().any(|p| p.first <= i && i < p.end)
}

/// Cuts a stretch at "and" and commas; articles fall away, bare actors stay as they are.
fn split(s: &Sentence<'_>, from: usize, end: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut first = from;
    for i in from..=end {
        if i < end && !matches!(s.w.low(i), "and" | ",") {
            continue;
        }
        let mut start = first;
        while start < i && is_determiner(s.w.low(start)) {
            start += 1;
        }
        first = i + 1;
        if start >= i || i - start > 6 {
            continue;
        }
        let name = s.w.span(start, i).of(s.w.text).split_whitespace().collect::<Vec<_>>().join(" ");
        if name.len() > 1
            && !matches!(
                name.as_str(),
                "He" | "She" | "It" | "They" | "The" | "In" | "On" | "But" | "And" | "This" | "That"
            )
        {
            out.push(name);
        }
    }
    out
}
