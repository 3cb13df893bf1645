//! Fits the weights: logistic loss, `AdaGrad`, dropout of features, average over the later passes.

use dateline::mentions::features::{ROWS, rows};
use dateline::mentions::tagger::{History, Odds, Scorer, Tag, best, softmax, tag};

use crate::document::Document;
use crate::random::Random;

const PASSES: usize = 10;
const RATE: f32 = 0.15;
/// One feature in so many is left out at each step.
const DROPPED: usize = 5;
/// Pull of the weights to zero at each touch.
const DECAY: f32 = 1e-6;

/// Weights while they are fitted.
pub struct Fitted {
    weights: Vec<f32>,
}

impl Scorer for Fitted {
    fn scores(&self, rows: &[u32]) -> Odds {
        let mut sums = [0.0; Tag::COUNT];
        for &row in rows {
            let at = row as usize * Tag::COUNT;
            for (sum, weight) in sums.iter_mut().zip(&self.weights[at..at + Tag::COUNT]) {
                *sum += weight;
            }
        }
        sums
    }
}

/// Fits weights on `kept` and prints how they do on `held`.
pub fn fit(kept: &[Document], held: &[Document], random: &mut Random) -> Vec<f32> {
    let counts = counts(kept);
    let mut fitted = Fitted { weights: vec![0.0; ROWS * Tag::COUNT] };
    let mut squares = vec![1e-6f32; ROWS * Tag::COUNT];
    let mut average = vec![0.0f32; ROWS * Tag::COUNT];
    let mut averaged = 0.0;
    let mut order: Vec<usize> = (0..kept.len()).collect();
    for pass in 0..PASSES {
        random.shuffle(&mut order);
        for (step, &index) in order.iter().enumerate() {
            learn(&kept[index], &counts, &mut fitted, &mut squares, random);
            if pass >= PASSES / 2 && (step + 1) % (order.len() / 4).max(1) == 0 {
                averaged += 1.0;
                average.iter_mut().zip(&fitted.weights).for_each(|(a, w)| *a += (w - *a) / averaged);
            }
        }
        if pass % 3 == 2 || pass + 1 == PASSES {
            println!("pass {}: {}", pass + 1, report(held, &fitted));
        }
    }
    let result = Fitted { weights: average };
    println!("average: {}", report(held, &result));
    result.weights
}

/// How many tokens touch each row, to leave out what was seen once.
fn counts(documents: &[Document]) -> Vec<u8> {
    let mut counts = vec![0u8; ROWS];
    let mut features = Vec::new();
    for document in documents {
        let view = document.view();
        let mut history = History::default();
        for i in (0..view.tokens.len()).filter(|i| view.layout.scored[*i]) {
            rows(&view, i, history.past(&view, &document.gold, i), &mut features);
            features.iter().for_each(|row| counts[*row as usize] = counts[*row as usize].saturating_add(1));
            history.note(&view, i, document.gold[i]);
        }
    }
    counts
}

fn learn(document: &Document, counts: &[u8], fitted: &mut Fitted, squares: &mut [f32], random: &mut Random) {
    let view = document.view();
    let mut history = History::default();
    let mut tags = vec![0u8; view.tokens.len()];
    let mut features = Vec::new();
    for i in (0..view.tokens.len()).filter(|i| view.layout.scored[*i]) {
        rows(&view, i, history.past(&view, &tags, i), &mut features);
        features.retain(|row| counts[*row as usize] > 1 && random.below(DROPPED) != 0);
        let odds = softmax(fitted.scores(&features));
        for (class, odd) in odds.iter().enumerate() {
            let gradient =
                document.weight * (odd - f32::from(u8::from(usize::from(document.gold[i]) == class)));
            if gradient.abs() < 1e-4 {
                continue;
            }
            for row in &features {
                let at = *row as usize * Tag::COUNT + class;
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
