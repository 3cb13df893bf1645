//! Tells whether a sentence names a place that nobody knows, so that no other place is taken for it.

use crate::events::sentence::Sentence;
use crate::lang::en::events::{is_determiner, is_facility, is_place_filler};

/// Whether a preposition of place stands before a name that is no place, person or date known here.
#[must_use]
pub fn names_unknown_place(s: &Sentence<'_>) -> bool {
    let ties = |i: &usize| {
        let word = s.w.low(*i);
        matches!(word, "in" | "at" | "near" | "outside" | "into" | "toward")
            || word == "of" && (is_place_filler(s.w.before(*i, 1)) || is_facility(s.w.before(*i, 1)))
    };
    (0..s.w.len()).filter(ties).any(|i| {
        let name = (i + 1..i + 5).find(|k| !is_determiner(s.w.low(*k)) && !is_place_filler(s.w.low(*k)));
        name.is_some_and(|k| is_unknown_name(s, k))
    })
}

/// Capitalized, not all in capitals, and neither date nor place.
fn is_unknown_name(s: &Sentence<'_>, at: usize) -> bool {
    s.w.is_capital(at)
        && s.w.raw(at).chars().any(char::is_lowercase)
        && !s.in_date(at)
        && !s.spots.iter().any(|p| p.first <= at && at < p.end)
}
