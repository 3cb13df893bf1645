//! The linear tagger: for each capitalized word, how likely it is part of a place's, a person's or another name.

use std::collections::HashMap;

use crate::lang::lexicon::{Lexicon, SLOT};
use crate::mentions::features::{Past, View, rows};

/// What a word is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tag {
    /// No name.
    Other,
    /// A place.
    Place,
    /// People, language or adjective of a place.
    Demonym,
    /// A person.
    Person,
    /// An organization.
    Organization,
    /// Another name: event, work, product.
    Miscellaneous,
}

impl Tag {
    /// Number of tags.
    pub const COUNT: usize = 6;
    /// All tags in the order of their codes.
    pub const ALL: [Self; Self::COUNT] =
        [Self::Other, Self::Place, Self::Demonym, Self::Person, Self::Organization, Self::Miscellaneous];
}

/// How likely each tag is, in the order of [`Tag::ALL`]; adds up to 1.
pub type Odds = [f32; Tag::COUNT];

/// Odds of a word that is no name.
pub const NO_NAME: Odds = [1.0, 0.0, 0.0, 0.0, 0.0, 0.0];

/// Something that scores features; the trainer brings its own.
pub trait Scorer {
    /// Scores of the tags for the sum of some features, given by their hashes.
    fn scores(&self, features: &[u64]) -> Odds;
}

/// Longest way from a feature's first slot to its own.
pub const PROBES: u64 = 8;

/// The bundled weights.
#[derive(Debug, Clone, Copy)]
pub struct Weights {
    slots: &'static [u8],
    mask: u64,
    scale: f32,
}

impl Weights {
    /// The weights of a lexicon; without a model all words are taken for ordinary ones.
    #[must_use]
    pub fn of(lexicon: &Lexicon) -> Self {
        let slots = lexicon.weights();
        Self { slots, mask: (slots.len() / SLOT).saturating_sub(1) as u64, scale: lexicon.scale() }
    }

    /// The weights of one feature, if it has some.
    fn find(&self, feature: u64) -> Option<&'static [u8]> {
        for step in 0..PROBES {
            let at = (feature.wrapping_add(step) & self.mask) as usize * SLOT;
            let slot = self.slots.get(at..at + SLOT)?;
            let check = u16::from_le_bytes([slot[0], slot[1]]);
            if check == check_of(feature) {
                return Some(&slot[2..]);
            }
            if check == 0 {
                return None;
            }
        }
        None
    }
}

/// The part of a feature's hash that its slot keeps; never 0, which marks an empty slot.
#[must_use]
pub const fn check_of(feature: u64) -> u16 {
    (feature >> 48) as u16 | 1
}

impl Scorer for Weights {
    fn scores(&self, features: &[u64]) -> Odds {
        let mut sums = [0i32; Tag::COUNT];
        for weights in features.iter().filter_map(|feature| self.find(*feature)) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += i32::from(weight.cast_signed());
            }
        }
        sums.map(|sum| sum as f32 * self.scale)
    }
}

/// Scores to odds.
#[must_use]
pub fn softmax(scores: Odds) -> Odds {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let exp = scores.map(|s| libm::expf(s - most));
    let sum: f32 = exp.iter().sum();
    exp.map(|e| e / sum)
}

/// The most likely tag.
#[must_use]
pub fn best(odds: &Odds) -> usize {
    let mut best = 0;
    for (i, value) in odds.iter().enumerate() {
        if *value > odds[best] {
            best = i;
        }
    }
    best
}

/// What was decided so far in a document.
#[derive(Debug, Clone, Default)]
pub struct History {
    counts: HashMap<u64, [u16; Tag::COUNT]>,
}

impl History {
    /// The past of token `i`, given the tags before it.
    #[must_use]
    pub fn past(&self, view: &View<'_>, tags: &[u8], i: usize) -> Past {
        let sentence = view.tokens[i].sentence;
        let tag = |back: usize| {
            i.checked_sub(back).filter(|k| view.tokens[*k].sentence == sentence).map_or(7, |k| tags[k])
        };
        let history = self.counts.get(&view.tokens[i].hash).map_or(0, |counts| {
            let most = (0..Tag::COUNT).max_by_key(|t| (counts[*t], std::cmp::Reverse(*t))).unwrap_or(0);
            u8::try_from(most + 1).unwrap_or(0)
        });
        Past { last: tag(1), second: tag(2), history }
    }

    /// Remembers the tag of token `i`.
    pub fn note(&mut self, view: &View<'_>, i: usize, tag: u8) {
        let token = &view.tokens[i];
        if token.is_capital() {
            let count = &mut self.counts.entry(token.hash).or_default()[usize::from(tag).min(Tag::COUNT - 1)];
            *count = count.saturating_add(1);
        }
    }
}

/// Tags a document from left to right.
pub fn tag(view: &View<'_>, scorer: &impl Scorer) -> Vec<Odds> {
    let mut odds = vec![NO_NAME; view.tokens.len()];
    let mut tags = vec![0u8; view.tokens.len()];
    let mut history = History::default();
    let mut features = Vec::with_capacity(128);
    for i in (0..view.tokens.len()).filter(|i| view.layout.scored[*i]) {
        rows(view, i, history.past(view, &tags, i), &mut features);
        odds[i] = softmax(scorer.scores(&features));
        tags[i] = u8::try_from(best(&odds[i])).unwrap_or(0);
        history.note(view, i, tags[i]);
    }
    odds
}

#[cfg(test)]
mod tests {
    use super::{best, softmax};

    #[test]
    fn odds_add_up_to_one() {
        let odds = softmax([1.0, 3.0, 0.0, -50.0, 2.0, 1.0]);
        assert!((odds.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        assert_eq!(best(&odds), 1);
    }
}
