//! Finds the mentions of places in an article, with class, probability and context.

use crate::geodata::gazetteer::Gazetteer;
use crate::lang::lexicon::Lexicon;
use crate::mentions::candidates::{Candidate, candidates};
use crate::mentions::classes::classify;
use crate::mentions::consensus::agree;
use crate::mentions::context::context;
use crate::mentions::features::View;
use crate::mentions::memory::remember;
use crate::mentions::names::find;
use crate::mentions::runs::lay_out;
use crate::mentions::tagger::{Weights, tag};
use crate::mentions::tokens::tokens;
use crate::model::article::{Article, Span};
use crate::model::mention::Mention;

/// The mentions of an article, in order. Homonyms are among them, with their class.
#[must_use]
pub fn recognize(article: &Article, gazetteer: &Gazetteer, lexicon: &Lexicon) -> Vec<Mention> {
    let tokens = tokens(article, lexicon);
    let hits = find(&article.text, &tokens, gazetteer);
    let layout = lay_out(&tokens, &hits);
    let memory = remember(&tokens, &hits, &layout);
    let view = View { text: &article.text, tokens: &tokens, hits: &hits, layout: &layout, memory: &memory };
    let mut odds = tag(&view, &Weights::of(lexicon));
    agree(&view, &mut odds);
    let found = candidates(&view, &odds, gazetteer);
    found
        .iter()
        .filter_map(|candidate| {
            let (class, recognition) = classify(&view, &odds, candidate)?;
            Some(mention(&view, candidate, class, recognition))
        })
        .collect()
}

fn mention(
    view: &View<'_>,
    candidate: &Candidate,
    class: crate::model::mention::MentionClass,
    recognition: f32,
) -> Mention {
    let span = Span::new(view.tokens[candidate.start].span.start, view.tokens[candidate.end - 1].span.end);
    let surface = span.of(view.text).to_owned();
    let name = candidate.name.clone().unwrap_or_else(|| surface.clone());
    let sentence = view.tokens[candidate.start].sentence as usize;
    Mention { span, surface, name, class, recognition, sentence, context: context(view, candidate) }
}
