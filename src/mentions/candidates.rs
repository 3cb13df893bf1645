//! Joins names of the gazetteer and stretches that the tagger takes for places to candidates for mentions.

use crate::geodata::gazetteer::Gazetteer;
use crate::lang::lexicon::Cues;
use crate::mentions::features::View;
use crate::mentions::runs::NONE;
use crate::mentions::tagger::{Odds, Tag, best};
use crate::mentions::tokens::{Case, Token};
use crate::model::article::Span;

/// Mean chance of "place" from which a long name is taken whole.
const SURE: f32 = 0.6;

/// A stretch of tokens that may name a place.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// First token.
    pub start: usize,
    /// Token after the last.
    pub end: usize,
    /// Index of the name of the gazetteer in it, if there is one.
    pub hit: Option<usize>,
    /// First and last-plus-one token of the whole name it is part of, as the tagger sees it.
    pub whole: (usize, usize),
    /// The name to look up, where it is not the text itself.
    pub name: Option<String>,
}

/// All candidates, in order.
#[must_use]
pub fn candidates(view: &View<'_>, odds: &[Odds], gazetteer: &Gazetteer) -> Vec<Candidate> {
    let tags: Vec<u8> = odds.iter().map(|o| u8::try_from(best(o)).unwrap_or(0)).collect();
    let mut out: Vec<Candidate> = Vec::new();
    for (index, hit) in view.hits.iter().enumerate() {
        let whole = whole(view, &tags, hit.start, hit.end);
        let mut candidate = Candidate { start: hit.start, end: hit.end, hit: Some(index), whole, name: None };
        extend(view, &tags, &mut candidate);
        fill(view, &tags, odds, &mut candidate);
        // Several names in one long name make one mention.
        if out.last().is_none_or(|last| last.end <= candidate.start) {
            out.push(candidate);
        }
    }
    out.extend(unlisted(view, &tags));
    let told: Vec<Candidate> =
        told(view).filter(|c| out.iter().all(|o| o.end <= c.start || c.end <= o.start)).collect();
    out.extend(told);
    out.extend(coordinated(view, gazetteer));
    out.sort_by_key(|c| (c.start, c.end));
    out
}

/// The stretch around a name that the tagger gives one and the same tag.
fn whole(view: &View<'_>, tags: &[u8], start: usize, end: usize) -> (usize, usize) {
    let tag = majority(&tags[start..end]);
    if tag == Tag::Other as u8 {
        return (start, end);
    }
    let same = |k: usize| {
        tags[k] == tag && view.tokens[k].sentence == view.tokens[start].sentence && view.layout.scored[k]
    };
    let mut first = start;
    while first > 0 && same(first - 1) {
        first -= 1;
    }
    let mut last = end;
    while last < tags.len() && same(last) {
        last += 1;
    }
    (first, last)
}

/// The most frequent tag that is not [`Tag::Other`], if any.
#[must_use]
pub fn majority(tags: &[u8]) -> u8 {
    let mut counts = [0u32; Tag::COUNT];
    tags.iter().for_each(|t| counts[usize::from(*t).min(Tag::COUNT - 1)] += 1);
    let mut most = 0;
    for tag in 1..Tag::COUNT {
        if counts[tag] > 0 && (most == 0 || counts[tag] > counts[most]) {
            most = tag;
        }
    }
    u8::try_from(most).unwrap_or(0)
}

/// Takes feature and direction words beside the name into it: "Jefferson" of "Jefferson County".
fn extend(view: &View<'_>, tags: &[u8], candidate: &mut Candidate) {
    let place = Tag::Place as u8;
    let (first, last) = candidate.whole;
    let after = Cues::FEATURE_AFTER.or(Cues::ADMIN);
    while candidate.end < last
        && tags[candidate.end] == place
        && view.tokens[candidate.end].cues.any(after)
        && view.layout.hit_of[candidate.end] == NONE
    {
        candidate.end += 1;
    }
    let before = Cues::FEATURE_BEFORE.or(Cues::DIRECTION);
    while candidate.start > first
        && tags[candidate.start - 1] == place
        && view.tokens[candidate.start - 1].cues.any(before)
        && view.layout.hit_of[candidate.start - 1] == NONE
    {
        candidate.start -= 1;
    }
}

/// Takes the whole of a longer name that the tagger is sure to be a place's: "Shanghai Tower", "Mogao Caves".
fn fill(view: &View<'_>, tags: &[u8], odds: &[Odds], candidate: &mut Candidate) {
    let (first, last) = trim(view.tokens, candidate.whole.0, candidate.whole.1);
    let place = Tag::Place as usize;
    let capital = (first..last).filter(|k| view.tokens[*k].is_capital());
    let (sum, count) = capital.fold((0.0, 0.0), |(s, n), k| (s + odds[k][place], n + 1.0));
    let all = (first..last).all(|k| usize::from(tags[k]) == place);
    if all
        && sum > SURE * count
        && first <= candidate.start
        && last >= candidate.end
        && (first, last) != (candidate.start, candidate.end)
    {
        (candidate.start, candidate.end) = (first, last);
    }
}

/// Stretches that the tagger takes for places and that hold no name of the gazetteer.
fn unlisted<'a>(view: &'a View<'_>, tags: &'a [u8]) -> impl Iterator<Item = Candidate> + 'a {
    let place = Tag::Place as u8;
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < tags.len() {
            if tags[at] != place {
                at += 1;
                continue;
            }
            let start = at;
            while at < tags.len()
                && tags[at] == place
                && view.tokens[at].sentence == view.tokens[start].sentence
            {
                at += 1;
            }
            let (first, last) = trim(view.tokens, start, at);
            let listed = (first..last).any(|k| view.layout.hit_of[k] != NONE);
            let words = (first..last).filter(|k| view.tokens[*k].is_capital()).count();
            if !listed && words > 0 {
                return Some(Candidate {
                    start: first,
                    end: last,
                    hit: None,
                    whole: (first, last),
                    name: None,
                });
            }
        }
        None
    })
}

/// Names that no gazetteer lists after "the village of": the text says what they are.
fn told<'a>(view: &'a View<'_>) -> impl Iterator<Item = Candidate> + 'a {
    view.layout.runs.iter().filter_map(|&(start, end)| {
        let (kind, of) = (view.tokens.get(start.checked_sub(2)?)?, view.tokens.get(start - 1)?);
        let said = of.span.of(view.text) == "of"
            && kind.case == Case::Lower
            && kind.sentence == view.tokens[start].sentence
            && matches!(
                kind.span.of(view.text),
                "city"
                    | "cities"
                    | "town"
                    | "towns"
                    | "village"
                    | "villages"
                    | "hamlet"
                    | "suburb"
                    | "suburbs"
                    | "district"
                    | "province"
                    | "neighborhood"
                    | "neighbourhood"
                    | "township"
                    | "municipality"
            );
        let mut last = start;
        while last < end && view.tokens[last].is_capital() && view.layout.hit_of[last] == NONE {
            last += 1;
        }
        (said && last > start).then_some(Candidate {
            start,
            end: last,
            hit: None,
            whole: (start, last),
            name: None,
        })
    })
}

/// Without signs and particles at the ends.
fn trim(tokens: &[Token], mut start: usize, mut end: usize) -> (usize, usize) {
    while start < end && !tokens[start].is_capital() && tokens[start].case != Case::Number {
        start += 1;
    }
    while end > start && !tokens[end - 1].is_capital() && tokens[end - 1].case != Case::Number {
        end -= 1;
    }
    (start, end)
}

/// "North" in "North and South Korea": a direction that shares the name behind the next one.
fn coordinated(view: &View<'_>, gazetteer: &Gazetteer) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (index, hit) in view.hits.iter().enumerate() {
        let (Some(at), true) = (hit.start.checked_sub(2), hit.end - hit.start > 1) else { continue };
        let (left, joint, right) = (&view.tokens[at], &view.tokens[at + 1], &view.tokens[hit.start]);
        let joined = matches!(joint.span.of(view.text), "and" | "or" | "AND" | "OR" | "&");
        let directions = left.cues.any(Cues::DIRECTION) && right.cues.any(Cues::DIRECTION);
        if !(joined
            && directions
            && left.is_capital()
            && left.sentence == right.sentence
            && view.layout.hit_of[at] == NONE)
        {
            continue;
        }
        let rest = Span::new(view.tokens[hit.start + 1].span.start, view.tokens[hit.end - 1].span.end);
        let name = format!("{} {}", left.span.of(view.text), rest.of(view.text));
        if gazetteer.lookup(&name).is_some() {
            out.push(Candidate {
                start: at,
                end: at + 1,
                hit: Some(index),
                whole: (at, at + 1),
                name: Some(name),
            });
        }
    }
    out
}
