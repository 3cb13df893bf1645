//! What the document says elsewhere about a word: "Mr Washington" speaks about each later "Washington".

use std::collections::HashMap;

use crate::lang::lexicon::{Cues, WordClass};
use crate::mentions::names::{NameHit, trait_bits};
use crate::mentions::runs::{Layout, NONE};
use crate::mentions::tokens::{Case, Token};

/// Occurs in lower case.
pub const LOWER: u16 = 1;
/// Follows a title somewhere.
pub const TITLED: u16 = 1 << 1;
/// Ends a run that begins with a given name.
pub const SURNAME: u16 = 1 << 2;
/// Follows a preposition of place as a run of its own.
pub const PLACED: u16 = 1 << 3;
/// Stands before a comma and the name of a division or country.
pub const CONTAINED: u16 = 1 << 4;
/// Stands in a run with an organization word.
pub const ORGANIZED: u16 = 1 << 5;
/// Is followed by a verb of saying.
pub const SPEAKS: u16 = 1 << 6;
/// Begins a run of several words as a given name.
pub const GIVEN: u16 = 1 << 7;
/// Occurs capitalized within a sentence that is not loud.
pub const CAPITAL: u16 = 1 << 8;

/// Number of bits.
pub const BITS: u32 = 9;

/// What is remembered of each word of the document, by hash.
pub type Memory = HashMap<u64, u16>;

/// Reads through the document once.
#[must_use]
pub fn remember(tokens: &[Token], hits: &[NameHit], layout: &Layout) -> Memory {
    let mut memory = Memory::new();
    let mut note = |token: &Token, bits: u16| {
        if bits != 0 {
            *memory.entry(token.hash).or_default() |= bits;
        }
    };
    for token in tokens.iter().filter(|t| t.case == Case::Lower) {
        if token.cues.0 != 0 || token.class.is_common() {
            note(token, LOWER);
        }
    }
    for &(start, end) in &layout.runs {
        let run = &tokens[start..end];
        let organized = run.iter().any(|t| t.is_capital() && t.cues.any(Cues::ORGANIZATION.or(Cues::TEAM)));
        let given = run.len() > 1 && run[0].class.has(WordClass::GIVEN) && !run[0].class.is_common();
        let before = start.checked_sub(1).map(|i| &tokens[i]).filter(|t| t.sentence == run[0].sentence);
        let after = tokens.get(end).filter(|t| t.sentence == run[0].sentence);
        for (i, token) in run.iter().enumerate().filter(|(_, t)| t.is_capital()) {
            let titled = if i > 0 {
                run[i - 1].cues.any(Cues::TITLE)
            } else {
                before.is_some_and(|t| t.cues.any(Cues::TITLE.or(Cues::ROLE)))
            };
            let mut bits = 0;
            bits |= if titled { TITLED } else { 0 };
            bits |= if organized { ORGANIZED } else { 0 };
            bits |= if given && i + 1 == run.len() { SURNAME } else { 0 };
            bits |= if given && i == 0 { GIVEN } else { 0 };
            bits |= if !token.first && !token.loud { CAPITAL } else { 0 };
            bits |= if i == 0 && before.is_some_and(|t| t.cues.any(Cues::PLACE_PREPOSITION)) {
                PLACED
            } else {
                0
            };
            bits |=
                if i + 1 == run.len() && after.is_some_and(|t| t.cues.any(Cues::SAY)) { SPEAKS } else { 0 };
            note(token, bits);
        }
        if contained(tokens, hits, layout, end) {
            note(&tokens[end - 1], CONTAINED);
        }
    }
    memory
}

/// Whether a comma and the name of a division or country follow at `end`.
fn contained(tokens: &[Token], hits: &[NameHit], layout: &Layout, end: usize) -> bool {
    let comma = tokens
        .get(end)
        .is_some_and(|t| t.case == Case::Punctuation && t.span.end - t.span.start == 1 && !t.spaced);
    let next = layout.hit_of.get(end + 1).copied().filter(|h| *h != NONE);
    comma
        && next.is_some_and(|h| {
            hits[h as usize].start == end + 1
                && hits[h as usize].traits & (trait_bits::ADMIN1 | trait_bits::COUNTRY) != 0
        })
}
