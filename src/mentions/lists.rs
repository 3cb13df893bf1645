//! Names in a list are of one sort: "Rogaland, Vestfold, Buskerud and Oslo" are all places if most of them are.

use std::ops::Range;

use crate::mentions::features::View;
use crate::mentions::tagger::{NO_NAME, Odds, Tag};
use crate::mentions::tokens::{Case, Token};

/// Fewest names that make a list.
const FEWEST: usize = 3;
/// Most words of a name in a list.
const LONGEST: usize = 4;
/// How much the rest of the list counts against the name at hand.
const SHARE: f32 = 0.5;

/// Blends the odds of the names of each list.
pub fn agree_in_lists(view: &View<'_>, odds: &mut [Odds]) {
    for list in lists(view) {
        let means: Vec<Odds> = list.iter().map(|name| mean(&odds[name.clone()])).collect();
        let count = means.len() as f32;
        let mut whole = [0.0; Tag::COUNT];
        means.iter().for_each(|m| whole.iter_mut().zip(m).for_each(|(sum, value)| *sum += value / count));
        for name in &list {
            for word in &mut odds[name.clone()] {
                word.iter_mut().zip(whole).for_each(|(own, all)| *own = (1.0 - SHARE) * *own + SHARE * all);
            }
        }
    }
}

fn mean(words: &[Odds]) -> Odds {
    let mut sum = [0.0; Tag::COUNT];
    words.iter().for_each(|w| sum.iter_mut().zip(w).for_each(|(s, value)| *s += value / words.len() as f32));
    if words.is_empty() { NO_NAME } else { sum }
}

/// The lists of names: runs of capitalized words with nothing but commas and "and" between.
fn lists(view: &View<'_>) -> Vec<Vec<Range<usize>>> {
    let mut out = Vec::new();
    let mut list: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at < view.tokens.len() {
        let Some(name) = name_at(view, at) else {
            at += 1;
            continue;
        };
        let follows = list.last().is_some_and(|last| {
            view.tokens[last.start].sentence == view.tokens[name.start].sentence
                && is_joint(view, last.end..name.start)
        });
        if !follows {
            close(&mut list, &mut out);
        }
        at = name.end;
        list.push(name);
    }
    close(&mut list, &mut out);
    out
}

fn close(list: &mut Vec<Range<usize>>, out: &mut Vec<Vec<Range<usize>>>) {
    let done = std::mem::take(list);
    let short = done.iter().all(|name| name.len() <= LONGEST);
    if done.len() >= FEWEST && short {
        out.push(done);
    }
}

/// The capitalized words from `at` on, if a name starts there.
fn name_at(view: &View<'_>, at: usize) -> Option<Range<usize>> {
    let named = |k: usize| view.layout.scored[k] && !is_and(view, &view.tokens[k]);
    let sentence = view.tokens[at].sentence;
    if !(named(at) && view.tokens[at].is_capital()) || view.tokens[at].loud {
        return None;
    }
    let mut end = at + 1;
    while end < view.tokens.len() && named(end) && view.tokens[end].sentence == sentence {
        end += 1;
    }
    Some(at..end)
}

fn is_and(view: &View<'_>, token: &Token) -> bool {
    matches!(token.span.of(view.text), "and" | "or" | "&")
}

/// A comma, "and", or both.
fn is_joint(view: &View<'_>, between: Range<usize>) -> bool {
    let tokens = &view.tokens[between];
    let comma = |t: &Token| t.case == Case::Punctuation && t.span.of(view.text) == ",";
    match tokens {
        [one] => comma(one) || is_and(view, one),
        [first, second] => comma(first) && is_and(view, second),
        _ => false,
    }
}
