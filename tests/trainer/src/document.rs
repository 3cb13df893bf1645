//! A text prepared as the recognizer sees it, with the tag of each token.

use dateline::geodata::gazetteer::Gazetteer;
use dateline::intake::read::{Format, Source, read};
use dateline::lang::lexicon::Lexicon;
use dateline::mentions::features::View;
use dateline::mentions::memory::{Memory, remember};
use dateline::mentions::names::{NameHit, find, trait_bits};
use dateline::mentions::runs::{Layout, NONE, lay_out};
use dateline::mentions::tagger::Tag;
use dateline::mentions::tokens::{Token, tokens};

use crate::corpus::Labelled;

/// Of 256 names, how many are left out where names are.
const FORGOTTEN: u64 = 80;

/// A prepared text.
pub struct Document {
    text: String,
    tokens: Vec<Token>,
    hits: Vec<NameHit>,
    layout: Layout,
    memory: Memory,
    /// The right tag of each token.
    pub gold: Vec<u8>,
    /// How much it counts.
    pub weight: f32,
}

impl Document {
    /// Prepares a text; none if it cannot be read.
    ///
    /// With `forget`, some names of the gazetteer are left out, so that the context learns to speak for places
    /// that no gazetteer lists.
    pub fn new(
        labelled: &Labelled,
        gazetteer: &Gazetteer,
        lexicon: &Lexicon,
        forget: Option<u64>,
    ) -> Option<Self> {
        let json = serde_json::json!({ "text": labelled.text }).to_string();
        let source = Source { format: Some(Format::Json), lang: Some("en".to_owned()), ..Source::default() };
        let article = read(json.as_bytes(), &source).ok()?.into_iter().next()?;
        let tokens = tokens(&article, lexicon);
        let mut hits = find(&article.text, &tokens, gazetteer);
        let gold_hits = hits.clone();
        if let Some(salt) = forget {
            hits.retain(|h| tokens[h.start].hash.wrapping_mul(salt | 1) >> 32 & 0xff > FORGOTTEN);
        }
        let layout = lay_out(&tokens, &hits);
        let memory = remember(&tokens, &hits, &layout);
        let gold = gold(&article.text, labelled, &tokens, &gold_hits, &lay_out(&tokens, &gold_hits));
        Some(Self { text: article.text, tokens, hits, layout, memory, gold, weight: labelled.weight })
    }

    /// The text as the tagger sees it.
    pub fn view(&self) -> View<'_> {
        View {
            text: &self.text,
            tokens: &self.tokens,
            hits: &self.hits,
            layout: &self.layout,
            memory: &self.memory,
        }
    }
}

fn gold(text: &str, labelled: &Labelled, tokens: &[Token], hits: &[NameHit], layout: &Layout) -> Vec<u8> {
    let bytes: Vec<usize> = text.char_indices().map(|(i, _)| i).chain(std::iter::once(text.len())).collect();
    let mut out = vec![Tag::Other as u8; tokens.len()];
    for entity in &labelled.entities {
        let (Some(&start), Some(&end)) = (bytes.get(entity.start), bytes.get(entity.end)) else { continue };
        let first = tokens.partition_point(|t| t.span.start < start);
        for (i, token) in tokens.iter().enumerate().skip(first).take_while(|(_, t)| t.span.start < end) {
            let word = token.span.of(text);
            if word.starts_with(['\'', '’']) || (i == first && word.eq_ignore_ascii_case("the")) {
                continue;
            }
            let index = layout.hit_of[i];
            let demonym = index != NONE && hits[index as usize].traits & trait_bits::DEMONYM != 0;
            out[i] = tag(&entity.label, demonym) as u8;
        }
    }
    out
}

fn tag(label: &str, demonym: bool) -> Tag {
    match label {
        "LOC" | "GPE" | "FAC" => Tag::Place,
        "PER" | "PERSON" => Tag::Person,
        "ORG" => Tag::Organization,
        "DEM" => Tag::Demonym,
        "NORP" | "MISC" | "LANGUAGE" if demonym => Tag::Demonym,
        "NORP" | "MISC" | "EVENT" | "WORK_OF_ART" | "LAW" | "PRODUCT" | "LANGUAGE" => Tag::Miscellaneous,
        _ => Tag::Other,
    }
}
