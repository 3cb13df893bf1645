//! Remembers what shaping gives for the commonest letters, so that most lines need not be shaped anew.
//!
//! In the sans faces, without ligatures, the advance of a Latin letter depends on the letter after it alone. So a line
//! of such letters is the sum of pairs, and each pair is shaped once, at its first use. A pair that does not come out
//! as two plain glyphs is left to the shaper for good.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicI32, Ordering};

use crate::theme::fonts::{FACES, Loaded};

/// Signs beyond Latin-1 that stand in ordinary text.
const SIGNS: [char; 8] = ['–', '—', '‘', '’', '“', '”', '•', '…'];
/// Slots of ASCII, of the upper half of Latin-1, and of the signs.
const ASCII: usize = 95;
const LATIN: usize = ASCII + 96;
const SLOTS: usize = LATIN + SIGNS.len();

/// A pair that was not looked at yet, and one that must be shaped in its context.
const UNKNOWN: i32 = i32::MIN;
const IRREGULAR: i32 = i32::MIN + 1;

/// A letter of a face.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    /// Its glyph.
    pub id: u32,
    /// Its advance at the end of a line, font units.
    pub advance: i32,
    /// Top and bottom of its ink, font units; none for blanks.
    pub ink: Option<[f32; 2]>,
}

/// The letters of a face and the pairs that were met.
pub struct Memory {
    known: Vec<Option<Known>>,
    pairs: Vec<OnceLock<Box<[AtomicI32]>>>,
}

/// The slot of a letter that may be remembered. Soft hyphens are shaped to nothing.
#[must_use]
pub fn slot(letter: char) -> Option<usize> {
    match u32::from(letter) {
        code @ 0x20..=0x7e => Some(code as usize - 0x20),
        0xad => None,
        code @ 0xa0..=0xff => Some(ASCII + code as usize - 0xa0),
        _ => SIGNS.iter().position(|sign| *sign == letter).map(|at| LATIN + at),
    }
}

fn letter(slot: usize) -> Option<char> {
    let code = |base: u32, offset: usize| char::from_u32(base + u32::try_from(offset).ok()?);
    match slot {
        0..ASCII => code(0x20, slot),
        ASCII..LATIN => code(0xa0, slot - ASCII),
        _ => SIGNS.get(slot - LATIN).copied(),
    }
}

impl Memory {
    /// The memory of a face, by its index in [`FACES`].
    #[must_use]
    pub fn of(face: usize) -> Option<&'static Self> {
        static MEMORIES: [OnceLock<Option<Memory>>; FACES.len()] = [const { OnceLock::new() }; FACES.len()];
        MEMORIES.get(face)?.get_or_init(|| Some(Self::new(FACES.get(face)?.loaded()?))).as_ref()
    }

    fn new(face: &Loaded) -> Self {
        let known = |slot| {
            let letter = letter(slot)?;
            let id = face.charmap.map(letter).filter(|id| id.to_u32() != 0)?;
            let ink = face.metrics.bounds(id).map(|ink| [ink.y_max, ink.y_min]);
            let [(shaped, advance)] = plain(face, &[letter])?;
            (shaped == id.to_u32()).then_some(Known { id: shaped, advance, ink })
        };
        Self { known: (0..SLOTS).map(known).collect(), pairs: (0..SLOTS).map(|_| OnceLock::new()).collect() }
    }

    /// What is known of a letter.
    #[must_use]
    pub fn known(&self, slot: usize) -> Option<Known> {
        self.known.get(slot).copied().flatten()
    }

    /// The advance of a letter before another one, font units; none if the pair must be shaped.
    #[must_use]
    pub fn advance(&self, face: &Loaded, first: usize, second: usize) -> Option<i32> {
        let row = self.pairs.get(first)?;
        let row = row.get_or_init(|| (0..SLOTS).map(|_| AtomicI32::new(UNKNOWN)).collect());
        let cell = row.get(second)?;
        let mut found = cell.load(Ordering::Relaxed);
        if found == UNKNOWN {
            found = self.shape(face, first, second).unwrap_or(IRREGULAR);
            cell.store(found, Ordering::Relaxed);
        }
        (found != IRREGULAR).then_some(found)
    }

    fn shape(&self, face: &Loaded, first: usize, second: usize) -> Option<i32> {
        let (a, b) = (self.known(first)?, self.known(second)?);
        let [(left, advance), (right, last)] = plain(face, &[letter(first)?, letter(second)?])?;
        (left == a.id && right == b.id && last == b.advance).then_some(advance)
    }
}

/// Glyphs and advances of letters, if each comes out as one glyph on the baseline.
fn plain<const N: usize>(face: &Loaded, letters: &[char; N]) -> Option<[(u32, i32); N]> {
    let text: String = letters.iter().collect();
    let shaped = face.shape(&text, false);
    let glyphs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
    let is_plain = shaped.glyph_positions().iter().all(|p| p.x_offset == 0 && p.y_offset == 0);
    let found: Vec<(u32, i32)> = glyphs.map(|(info, at)| (info.glyph_id, at.x_advance)).collect();
    found.try_into().ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::{SLOTS, letter, slot};

    #[test]
    fn slots_and_letters_are_each_others_inverse() {
        for at in 0..SLOTS {
            let letter = letter(at).unwrap();
            assert_eq!(slot(letter), Some(at).filter(|_| letter != '\u{ad}'), "{letter:?}");
        }
        assert_eq!(slot('\n'), None);
        assert_eq!(slot('к'), None);
    }
}
