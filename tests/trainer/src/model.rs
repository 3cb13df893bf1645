//! Reads the table of words and writes the model file.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use dateline::lang::lexicon::{Lexicon, MAGIC, hash};

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

/// The head of the model: magic, number of words, scale, keys, classes.
fn head(words: &[Word], scale: f32) -> Vec<u8> {
    let mut table: BTreeMap<u32, (u8, u8)> = BTreeMap::new();
    for word in words {
        // The first of two words with one key wins, the order of the file is the alphabet's.
        table.entry((hash(&word.text) >> 32) as u32).or_insert((word.cluster, word.flags));
    }
    let mut out = MAGIC.to_vec();
    out.extend(u32::try_from(table.len()).unwrap_or(0).to_le_bytes());
    out.extend(scale.to_bits().to_le_bytes());
    table.keys().for_each(|key| out.extend(key.to_le_bytes()));
    table.values().for_each(|(cluster, flags)| out.extend([*cluster, *flags]));
    out
}

/// The lexicon while there are no weights yet.
pub fn lexicon(words: &[Word]) -> &'static Lexicon {
    let bytes: &'static [u8] = Box::leak(head(words, 1.0).into_boxed_slice());
    Box::leak(Box::new(Lexicon::open(dateline::lang::lexicon::ENGLISH_CUES, bytes)))
}

/// Writes table and weights, the weights rounded to signed bytes.
pub fn write(path: &Path, words: &[Word], weights: &[f32]) -> Result<(), Box<dyn Error>> {
    let mut sizes: Vec<f32> = weights.iter().map(|w| w.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    // The few largest weights are clipped, so that the many small ones keep their steps.
    let most = sizes[sizes.len() - 1 - sizes.len() / 5000].max(1e-3);
    let scale = most / 127.0;
    let mut out = head(words, scale);
    out.extend(weights.iter().map(|w| (w / scale).round().clamp(-127.0, 127.0) as i8 as u8));
    fs::write(path, out)?;
    Ok(())
}
