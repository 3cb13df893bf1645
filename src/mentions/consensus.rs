//! One sense a document: what a name means elsewhere in the text weighs on each place where the name stands alone.

use std::collections::HashMap;

use crate::lang::lexicon::Cues;
use crate::mentions::features::View;
use crate::mentions::tagger::{Odds, Tag, best};

/// How much the rest of the document counts against the place at hand.
const SHARE: f32 = 0.5;
/// What a full name of a person elsewhere adds to the chance that the bare word means that person.
const NAMESAKE: f32 = 0.55;

#[derive(Default)]
struct Seen {
    sum: Odds,
    bare: f32,
    persons: f32,
}

/// Blends the odds of words that stand alone with those of the same word elsewhere.
pub fn agree(view: &View<'_>, odds: &mut [Odds]) {
    let mut seen: HashMap<u64, Seen> = HashMap::new();
    let tags: Vec<usize> = odds.iter().map(best).collect();
    for i in (0..odds.len()).filter(|i| view.layout.scored[*i] && view.tokens[*i].is_capital()) {
        let entry = seen.entry(view.tokens[i].hash).or_default();
        if is_alone(view, &tags, i) && !is_titled(view, &tags, i) {
            entry.sum.iter_mut().zip(&odds[i]).for_each(|(s, o)| *s += o);
            entry.bare += 1.0;
        } else if tags[i] == Tag::Person as usize {
            entry.persons += 1.0;
        }
    }
    for i in (0..odds.len()).filter(|i| view.layout.scored[*i] && view.tokens[*i].is_capital()) {
        let Some(entry) = seen.get(&view.tokens[i].hash).filter(|e| e.bare + e.persons > 1.0) else {
            continue;
        };
        if !is_alone(view, &tags, i) || is_titled(view, &tags, i) || entry.bare == 0.0 {
            continue;
        }
        let person = if entry.persons > 0.0 { NAMESAKE } else { 0.0 };
        let own = odds[i];
        for (class, value) in odds[i].iter_mut().enumerate() {
            let mean = entry.sum[class] / entry.bare;
            let target = f32::from(u8::from(class == Tag::Person as usize));
            *value = (1.0 - person) * ((1.0 - SHARE) * own[class] + SHARE * mean) + person * target;
        }
    }
}

/// "Mr. Washington": a person by the title.
fn is_titled(view: &View<'_>, tags: &[usize], i: usize) -> bool {
    let before = i.checked_sub(1).map(|k| &view.tokens[k]);
    tags[i] == Tag::Person as usize
        && before.is_some_and(|t| {
            t.is_capital() && t.cues.any(Cues::TITLE) && t.sentence == view.tokens[i].sentence
        })
}

/// Whether no capitalized neighbor has the same tag.
fn is_alone(view: &View<'_>, tags: &[usize], i: usize) -> bool {
    let same = |k: usize| {
        tags.get(k).is_some_and(|t| *t == tags[i] && *t != 0)
            && view.tokens[k].sentence == view.tokens[i].sentence
            && view.tokens[k].is_capital()
    };
    let before = i > 0 && same(i - 1);
    !before && !same(i + 1)
}
