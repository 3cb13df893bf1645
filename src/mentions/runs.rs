//! Groups capitalized words into runs and says which words the tagger looks at.

use crate::lang::lexicon::{Cues, hash};
use crate::mentions::names::NameHit;
use crate::mentions::tokens::{Case, Token};

/// Marks a token that is in no run or no name.
pub const NONE: u32 = u32::MAX;

/// What lies around each token.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// Index of the token's run, or [`NONE`].
    pub run_of: Vec<u32>,
    /// Runs: first token and token after the last.
    pub runs: Vec<(usize, usize)>,
    /// Index of the name that covers the token, or [`NONE`].
    pub hit_of: Vec<u32>,
    /// Whether the tagger looks at the token; all others are no names.
    pub scored: Vec<bool>,
}

/// Lays out runs and names over the tokens.
#[must_use]
pub fn lay_out(tokens: &[Token], hits: &[NameHit]) -> Layout {
    let joiners = Joiners::new();
    let mut hit_of = vec![NONE; tokens.len()];
    for (index, hit) in hits.iter().enumerate() {
        for slot in &mut hit_of[hit.start..hit.end] {
            *slot = u32::try_from(index).unwrap_or(NONE);
        }
    }
    let named = |i: usize| tokens[i].is_capital() || hit_of[i] != NONE;
    let mut scored: Vec<bool> = (0..tokens.len()).map(named).collect();
    let mut joined = vec![false; tokens.len()];
    for i in 0..tokens.len() {
        if scored[i] || i == 0 {
            continue;
        }
        let bridge = named(i - 1) && (1..=2).any(|d| bridges(tokens, &joiners, i, d, &named));
        let inner = i > 1
            && joined[i - 1]
            && tokens.get(i + 1).is_some_and(|_| named(i + 1))
            && joiners.has(&tokens[i]);
        let number = tokens[i].case == Case::Number
            && (named(i - 1) || tokens.get(i + 1).is_some_and(|_| named(i + 1)));
        joined[i] = bridge || inner;
        scored[i] = bridge || inner || number;
    }
    let (run_of, runs) = runs(tokens, &scored);
    Layout { run_of, runs, hit_of, scored }
}

/// Whether `distance` joining words from `i` on lead to another named word.
fn bridges(
    tokens: &[Token],
    joiners: &Joiners,
    i: usize,
    distance: usize,
    named: &impl Fn(usize) -> bool,
) -> bool {
    let end = i + distance;
    end < tokens.len()
        && named(end)
        && tokens[end].sentence == tokens[i - 1].sentence
        && (i..end).all(|k| joiners.has(&tokens[k]))
}

fn runs(tokens: &[Token], scored: &[bool]) -> (Vec<u32>, Vec<(usize, usize)>) {
    let mut run_of = vec![NONE; tokens.len()];
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for i in 0..tokens.len() {
        if !scored[i] {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.1 == i && tokens[run.0].sentence == tokens[i].sentence => run.1 = i + 1,
            _ => runs.push((i, i + 1)),
        }
        run_of[i] = u32::try_from(runs.len() - 1).unwrap_or(NONE);
    }
    (run_of, runs)
}

/// Words and signs that join the parts of one name.
struct Joiners([u64; 6]);

impl Joiners {
    fn new() -> Self {
        Self(["&", "-", "'s", "’s", "for", "'"].map(hash))
    }

    fn has(&self, token: &Token) -> bool {
        let particle = token.case == Case::Lower
            && token.cues.any(Cues::PARTICLE)
            && !token.cues.any(Cues::PLACE_PREPOSITION);
        particle || self.0.contains(&token.hash)
    }
}
