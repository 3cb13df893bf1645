//! What is known about words: roles from the readable lists, clusters and frequencies from the model's table.

use std::sync::OnceLock;

/// The model of English: word table and tagger weights, written by the trainer.
pub static ENGLISH: &[u8] = include_bytes!("en/tagger.bin");

/// The lists of English words by role.
pub const ENGLISH_CUES: &str = include_str!("en/reading.txt");

/// Roles of a word, as a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cues(pub u32);

impl Cues {
    /// Stands before a person's name ("Gov.").
    pub const TITLE: Self = Self(1);
    /// What a person may be ("spokesman").
    pub const ROLE: Self = Self(1 << 1);
    /// Part of an organization's name ("Ministry").
    pub const ORGANIZATION: Self = Self(1 << 2);
    /// Nickname of a team ("Rovers").
    pub const TEAM: Self = Self(1 << 3);
    /// Part of a facility's name ("Bridge").
    pub const FACILITY: Self = Self(1 << 4);
    /// Part of a street's name ("Avenue").
    pub const STREET: Self = Self(1 << 5);
    /// Feature word that stands before the name ("Lake").
    pub const FEATURE_BEFORE: Self = Self(1 << 6);
    /// Feature word that stands after the name ("Province").
    pub const FEATURE_AFTER: Self = Self(1 << 7);
    /// Word for an administrative division.
    pub const ADMIN: Self = Self(1 << 8);
    /// Word for a settlement.
    pub const SETTLEMENT: Self = Self(1 << 9);
    /// A direction or part ("northern", "upper").
    pub const DIRECTION: Self = Self(1 << 10);
    /// A part that is named by "of" ("outskirts of").
    pub const PART: Self = Self(1 << 11);
    /// A month.
    pub const MONTH: Self = Self(1 << 12);
    /// A day of the week or feast.
    pub const DAY: Self = Self(1 << 13);
    /// Verb of saying.
    pub const SAY: Self = Self(1 << 14);
    /// Verb of what governments do.
    pub const GOVERN: Self = Self(1 << 15);
    /// Verb of what teams do.
    pub const PLAY: Self = Self(1 << 16);
    /// Preposition that a place follows.
    pub const PLACE_PREPOSITION: Self = Self(1 << 17);
    /// Lower-case word inside names ("of", "de").
    pub const PARTICLE: Self = Self(1 << 18);
    /// Pronoun or noun that speaks of a person.
    pub const KIN: Self = Self(1 << 19);
    /// Word about languages.
    pub const LANGUAGE: Self = Self(1 << 20);

    /// Whether the two sets share a role.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn of_section(name: &str) -> Self {
        match name {
            "title" => Self::TITLE,
            "role" => Self::ROLE,
            "organization" => Self::ORGANIZATION,
            "team" => Self::TEAM,
            "facility" => Self::FACILITY,
            "street" => Self::STREET,
            "feature-before" => Self::FEATURE_BEFORE,
            "feature-after" => Self::FEATURE_AFTER,
            "admin" => Self::ADMIN,
            "settlement" => Self::SETTLEMENT,
            "direction" => Self::DIRECTION,
            "part" => Self::PART,
            "month" => Self::MONTH,
            "day" => Self::DAY,
            "say" => Self::SAY,
            "govern" => Self::GOVERN,
            "play" => Self::PLAY,
            "place-preposition" => Self::PLACE_PREPOSITION,
            "particle" => Self::PARTICLE,
            "kin" => Self::KIN,
            "language" => Self::LANGUAGE,
            _ => Self(0),
        }
    }
}

/// What the table knows about a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordClass {
    /// Group of words used alike, 1 to 255; 0 if unknown.
    pub cluster: u8,
    /// Flags: see the constants.
    pub flags: u8,
}

impl WordClass {
    /// Some people's given name.
    pub const GIVEN: u8 = 1;
    /// Some people's surname.
    pub const SURNAME: u8 = 2;
    /// In the dictionary in lower case.
    pub const DICTIONARY: u8 = 4;
    /// Frequent in running text in lower case.
    pub const FREQUENT: u8 = 8;

    /// Whether one of the flags is set.
    #[must_use]
    pub const fn has(self, flags: u8) -> bool {
        self.flags & flags != 0
    }

    /// Whether the word is an ordinary word in lower case.
    #[must_use]
    pub const fn is_common(self) -> bool {
        self.has(Self::DICTIONARY | Self::FREQUENT)
    }
}

/// First bytes of a model; the digit is the version of the layout.
pub const MAGIC: &[u8; 8] = b"dltag\x002\n";
/// Length of the header: magic, number of words, scale of the weights, number of slots, nothing.
pub const HEADER: usize = 24;
/// Length of a slot of the weight table: check (`u16`), then one signed byte a tag.
pub const SLOT: usize = 8;

/// Words of a language, opened in place.
#[derive(Debug, Clone)]
pub struct Lexicon {
    cues: Vec<(u64, Cues)>,
    model: &'static [u8],
    words: usize,
}

impl Lexicon {
    /// The bundled English lexicon, opened once.
    #[must_use]
    pub fn english() -> &'static Self {
        static BUNDLED: OnceLock<Lexicon> = OnceLock::new();
        BUNDLED.get_or_init(|| Self::open(ENGLISH_CUES, ENGLISH))
    }

    /// A lexicon from lists of cues and a model; a model that is none counts as empty.
    #[must_use]
    pub fn open(cues: &str, model: &'static [u8]) -> Self {
        let valid = model.starts_with(MAGIC);
        let words = if valid { number(model, 8) as usize } else { 0 };
        let model = if valid && model.len() >= HEADER + words.saturating_mul(6) { model } else { &[] };
        let words = if model.is_empty() { 0 } else { words };
        Self { cues: read_cues(cues), model, words }
    }

    /// The roles of a word, given the hash of its lower-case form without periods.
    #[must_use]
    pub fn cues(&self, hash: u64) -> Cues {
        self.cues.binary_search_by_key(&hash, |entry| entry.0).map_or(Cues(0), |i| self.cues[i].1)
    }

    /// What the table knows about a word, given the hash of its lower-case form.
    #[must_use]
    pub fn class(&self, hash: u64) -> WordClass {
        let key = (hash >> 32) as u32;
        let keys = HEADER;
        let at = |i: usize| number(self.model, keys + i * 4);
        let (mut low, mut high) = (0, self.words);
        // Hashes are spread evenly, so the place of a key can be guessed well.
        while low < high {
            let (first, last) = (at(low), at(high - 1));
            if key < first || key > last {
                return WordClass::default();
            }
            let share = u64::from(key - first) * (high - 1 - low) as u64 / u64::from(last - first).max(1);
            let middle = low + (share as usize).min(high - 1 - low);
            match at(middle).cmp(&key) {
                std::cmp::Ordering::Equal => {
                    let class = keys + self.words * 4 + middle * 2;
                    return WordClass { cluster: self.model[class], flags: self.model[class + 1] };
                }
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        WordClass::default()
    }

    /// The weights of the tagger, in slots; their number is a power of two, or 0 without a model.
    #[must_use]
    pub fn weights(&self) -> &'static [u8] {
        let slots = number(self.model, 16) as usize;
        let start = HEADER + self.words * 6;
        let whole = slots.is_power_of_two().then(|| self.model.get(start..start + slots * SLOT)).flatten();
        whole.unwrap_or(&[])
    }

    /// Scale of the weights: a weight is its byte times this.
    #[must_use]
    pub fn scale(&self) -> f32 {
        if self.model.is_empty() { 0.0 } else { f32::from_bits(number(self.model, 12)) }
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn read_cues(text: &str) -> Vec<(u64, Cues)> {
    let mut entries: Vec<(u64, Cues)> = Vec::new();
    let mut section = Cues(0);
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = Cues::of_section(name);
        } else {
            entries.extend(line.split_whitespace().map(|word| (hash(word), section)));
        }
    }
    entries.sort_by_key(|entry| entry.0);
    entries.dedup_by(|later, earlier| {
        let same = later.0 == earlier.0;
        if same {
            earlier.1 = earlier.1.or(later.1);
        }
        same
    });
    entries
}

/// Hash of a word's lower-case form, without periods; the same on every machine.
#[must_use]
pub fn hash(word: &str) -> u64 {
    let mut state = Hasher::default();
    if word.is_ascii() {
        word.bytes().filter(|b| *b != b'.').for_each(|b| state.push(u32::from(b.to_ascii_lowercase())));
    } else {
        word.chars().filter(|c| *c != '.').for_each(|c| {
            c.to_lowercase().for_each(|l| state.push(if l == '’' { 0x27 } else { l as u32 }))
        });
    }
    state.finish()
}

/// FNV-1a with a final mix, over characters.
struct Hasher(u64);

impl Default for Hasher {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher {
    fn push(&mut self, c: u32) {
        self.0 = (self.0 ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3);
    }

    fn finish(&self) -> u64 {
        let mut x = self.0;
        x = (x ^ (x >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        x ^ (x >> 29)
    }
}

#[cfg(test)]
mod tests {
    use super::{Cues, Lexicon, WordClass, hash};

    #[test]
    fn words_have_the_roles_of_their_lists() {
        let lexicon = Lexicon::open("[title]\ngov mr\n[feature-after]\nriver\n[organization]\nriver", &[]);
        assert!(lexicon.cues(hash("Gov.")).any(Cues::TITLE));
        assert_eq!(lexicon.cues(hash("RIVER")), Cues::FEATURE_AFTER.or(Cues::ORGANIZATION));
        assert_eq!(lexicon.cues(hash("lake")), Cues(0));
        assert_eq!(lexicon.class(hash("river")), WordClass::default());
    }

    #[test]
    fn the_bundled_table_knows_names_and_words() {
        let english = Lexicon::english();
        assert!(english.class(hash("Maria")).has(WordClass::GIVEN));
        assert!(english.class(hash("bridge")).is_common());
        assert!(english.scale() > 0.0);
    }

    #[test]
    fn a_broken_model_counts_as_none() {
        assert!(Lexicon::open("", b"nonsense").weights().is_empty());
        assert!(Lexicon::open("", b"dltag\x002\n\xff\xff\xff\xff\0\0\0\0").weights().is_empty());
    }
}
