//! Fits the weights: logistic loss, `AdaGrad`, dropout of features, average over the later passes.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use dateline::mentions::features::{IDENTITY, rows};
use dateline::mentions::tagger::{History, Odds, Scorer, Tag, best, softmax, tag};

use crate::document::Document;
use crate::random::Random;

/// Fits whose mean is taken.
const RUNS: usize = 4;
const PASSES: usize = 8;
const RATE: f32 = 0.1;
/// Share of the features that is left out at each step, of 256.
const DROPPED: u64 = 64;
/// How often, of 256 times, the word itself is hidden.
const HIDDEN: usize = 120;
/// Pull of the weights to zero at each touch.
const DECAY: f32 = 2e-5;
/// A feature is used if it occurs so often.
const LEAST: u32 = 4;

/// Features are hashes already.
#[derive(Default)]
pub struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

type Index = HashMap<u64, u32, BuildHasherDefault<Same>>;

/// Weights by feature.
pub struct Fitted {
    index: Index,
    weights: Vec<f32>,
}

impl Fitted {
    /// All features with their weights, sorted by feature.
    pub fn features(&self) -> Vec<(u64, [f32; Tag::COUNT])> {
        let row = |at: u32| std::array::from_fn(|class| self.weights[at as usize * Tag::COUNT + class]);
        let mut all: Vec<_> = self.index.iter().map(|(feature, at)| (*feature, row(*at))).collect();
        all.sort_by_key(|(feature, _)| *feature);
        all
    }

    fn sum(&self, slots: &[u32]) -> Odds {
        let mut sums = [0.0; Tag::COUNT];
        for &slot in slots {
            let at = slot as usize * Tag::COUNT;
            for (sum, weight) in sums.iter_mut().zip(&self.weights[at..at + Tag::COUNT]) {
                *sum += weight;
            }
        }
        sums
    }
}

impl Scorer for Fitted {
    fn scores(&self, features: &[u64]) -> Odds {
        self.sum(&features.iter().filter_map(|f| self.index.get(f).copied()).collect::<Vec<_>>())
    }
}

/// Fits weights on `kept` several times and takes their mean, which errs less than each; prints how they do on `held`.
pub fn fit(kept: &[Document], held: &[Document], random: &mut Random) -> Fitted {
    let index = index(kept);
    println!("{} features", index.len());
    let size = index.len() * Tag::COUNT;
    let mut fitted = Fitted { index, weights: vec![0.0; size] };
    let mut mean = vec![0.0f32; size];
    for run in 0..RUNS {
        let weights = run_once(kept, held, &mut fitted, random);
        let share = 1.0 / (run + 1) as f32;
        mean.iter_mut().zip(&weights).for_each(|(m, w)| *m += (w - *m) * share);
    }
    fitted.weights = mean;
    println!("mean of {RUNS}: {}", report(held, &fitted));
    fitted
}

/// One fit from nothing; gives the mean over the later passes.
fn run_once(kept: &[Document], held: &[Document], fitted: &mut Fitted, random: &mut Random) -> Vec<f32> {
    let size = fitted.weights.len();
    fitted.weights.fill(0.0);
    let mut squares = vec![1e-6f32; size];
    let mut average = vec![0.0f32; size];
    let mut averaged = 0.0;
    let mut order: Vec<usize> = (0..kept.len()).collect();
    for pass in 0..PASSES {
        random.shuffle(&mut order);
        for (step, &at) in order.iter().enumerate() {
            learn(&kept[at], fitted, &mut squares, random);
            if pass >= PASSES / 2 && (step + 1) % (order.len() / 2).max(1) == 0 {
                averaged += 1.0;
                average.iter_mut().zip(&fitted.weights).for_each(|(a, w)| *a += (w - *a) / averaged);
            }
        }
        if pass % 3 == 2 {
            println!("pass {}: {}", pass + 1, report(held, fitted));
        }
    }
    average
}

/// Numbers the features that occur often enough, in the order of their hashes.
fn index(documents: &[Document]) -> Index {
    let mut counts = Index::default();
    let mut features = Vec::new();
    for document in documents {
        let view = document.view();
        let mut history = History::default();
        for i in (0..view.tokens.len()).filter(|i| view.layout.scored[*i]) {
            rows(&view, i, history.past(&view, &document.gold, i), &mut features);
            features.iter().for_each(|feature| *counts.entry(*feature).or_default() += 1);
            history.note(&view, i, document.gold[i]);
        }
    }
    let mut often: Vec<u64> = counts.iter().filter(|(_, n)| **n >= LEAST).map(|(f, _)| *f).collect();
    often.sort_unstable();
    often.into_iter().zip(0..).collect()
}

fn learn(document: &Document, fitted: &mut Fitted, squares: &mut [f32], random: &mut Random) {
    let view = document.view();
    let mut history = History::default();
    let mut tags = vec![0u8; view.tokens.len()];
    let (mut features, mut slots) = (Vec::new(), Vec::new());
    for i in (0..view.tokens.len()).filter(|i| view.layout.scored[*i]) {
        rows(&view, i, history.past(&view, &tags, i), &mut features);
        let salt = random.next() | 1;
        let hidden = if random.below(256) < HIDDEN { IDENTITY } else { 0 };
        let kept = features[hidden..].iter().filter(|f| f.wrapping_mul(salt) >> 56 >= DROPPED);
        slots.clear();
        slots.extend(kept.filter_map(|f| fitted.index.get(f).copied()));
        let odds = softmax(fitted.sum(&slots));
        for (class, odd) in odds.iter().enumerate() {
            let gradient =
                document.weight * (odd - f32::from(u8::from(usize::from(document.gold[i]) == class)));
            if gradient.abs() < 1e-4 {
                continue;
            }
            for slot in &slots {
                let at = *slot as usize * Tag::COUNT + class;
                let slope = gradient + DECAY * fitted.weights[at];
                squares[at] += slope * slope;
                fitted.weights[at] -= RATE * slope / squares[at].sqrt();
            }
        }
        // The past is what the model itself decides, as it will be later.
        tags[i] = u8::try_from(best(&odds)).unwrap_or(0);
        history.note(&view, i, tags[i]);
    }
}

/// Precision, recall and F1 by token for each tag.
fn report(documents: &[Document], scorer: &Fitted) -> String {
    let mut right = [0.0; Tag::COUNT];
    let mut given = [0.0; Tag::COUNT];
    let mut wanted = [0.0; Tag::COUNT];
    for document in documents {
        for (odds, gold) in tag(&document.view(), scorer).iter().zip(&document.gold) {
            let found = best(odds);
            given[found] += 1.0;
            wanted[usize::from(*gold)] += 1.0;
            right[found] += f64::from(u8::from(found == usize::from(*gold)));
        }
    }
    let cell = |i: usize| {
        let (p, r): (f64, f64) = (right[i] / f64::max(given[i], 1.0), right[i] / f64::max(wanted[i], 1.0));
        format!("{:?} {:.3}/{:.3}/{:.3}", Tag::ALL[i], p, r, 2.0 * p * r / (p + r).max(1e-9))
    };
    (1..Tag::COUNT).map(cell).collect::<Vec<_>>().join("  ")
}
