//! Reads the table of words and writes the model file.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use dateline::lang::lexicon::{Lexicon, MAGIC, SLOT, hash};
use dateline::mentions::tagger::{PROBES, Tag, check_of};

use crate::fit::Fitted;

/// The odds of the fitted weights are too sure of themselves; scores are divided by this.
const TEMPERATURE: f32 = 1.4;
/// Features that are kept, the heaviest of all.
const KEPT: usize = 170_000;
/// Slots of the table.
const SLOTS: usize = 1 << 18;

/// A word with its cluster and flags.
#[derive(Debug, Clone)]
pub struct Word {
    /// The word in lower case.
    pub text: String,
    /// Its cluster, 0 for none.
    pub cluster: u8,
    /// Its flags, as in `WordClass`.
    pub flags: u8,
}

/// Reads `word TAB cluster TAB flags`.
pub fn read_words(path: &Path) -> Result<Vec<Word>, Box<dyn Error>> {
    let mut out = Vec::new();
    for line in fs::read_to_string(path)?.lines() {
        let mut fields = line.split('\t');
        if let (Some(text), Some(cluster), Some(flags)) = (fields.next(), fields.next(), fields.next()) {
            out.push(Word { text: text.to_owned(), cluster: cluster.parse()?, flags: flags.parse()? });
        }
    }
    Ok(out)
}

/// The head of the model: magic, number of words, scale, number of slots, keys, classes.
fn head(words: &[Word], scale: f32, slots: usize) -> Vec<u8> {
    let mut table: BTreeMap<u32, (u8, u8)> = BTreeMap::new();
    for word in words {
        // The first of two words with one key wins, the order of the file is the alphabet's.
        table.entry((hash(&word.text) >> 32) as u32).or_insert((word.cluster, word.flags));
    }
    let mut out = MAGIC.to_vec();
    out.extend(u32::try_from(table.len()).unwrap_or(0).to_le_bytes());
    out.extend(scale.to_bits().to_le_bytes());
    out.extend((slots as u64).to_le_bytes());
    table.keys().for_each(|key| out.extend(key.to_le_bytes()));
    table.values().for_each(|(cluster, flags)| out.extend([*cluster, *flags]));
    out
}

/// The lexicon while there are no weights yet.
pub fn lexicon(words: &[Word]) -> &'static Lexicon {
    let bytes: &'static [u8] = Box::leak(head(words, 1.0, 0).into_boxed_slice());
    Box::leak(Box::new(Lexicon::open(dateline::lang::lexicon::ENGLISH_CUES, bytes)))
}

/// Writes table and weights, the weights rounded to signed bytes, the smallest left out.
pub fn write(path: &Path, words: &[Word], fitted: &Fitted) -> Result<(), Box<dyn Error>> {
    let size = |row: &[f32; Tag::COUNT]| row.iter().fold(0.0f32, |m, w| m.max(w.abs()));
    let mut features = fitted.features();
    features.sort_by(|a, b| size(&b.1).total_cmp(&size(&a.1)).then(a.0.cmp(&b.0)));
    features.truncate(KEPT);
    // The few largest weights are clipped, so that the many small ones keep their steps.
    let most = features.get(features.len() / 500).map_or(1.0, |f| size(&f.1)).max(1e-3);
    println!(
        "{} features kept, weights from {:.3} to {most:.3}",
        features.len(),
        features.last().map_or(0.0, |f| size(&f.1))
    );
    let scale = most / 127.0;
    let mut slots = vec![[0u8; SLOT]; SLOTS];
    let mut lost = 0;
    for (feature, row) in &features {
        let places = (0..PROBES).map(|step| (feature.wrapping_add(step) & (SLOTS as u64 - 1)) as usize);
        let Some(at) = places.into_iter().find(|at| slots[*at] == [0; SLOT]) else {
            lost += 1;
            continue;
        };
        slots[at][..2].copy_from_slice(&check_of(*feature).to_le_bytes());
        for (byte, weight) in slots[at][2..].iter_mut().zip(row) {
            *byte = ((weight / scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned();
        }
    }
    println!("{lost} found no slot");
    let mut out = head(words, scale / TEMPERATURE, SLOTS);
    out.extend(slots.iter().flatten());
    fs::write(path, out)?;
    Ok(())
}
