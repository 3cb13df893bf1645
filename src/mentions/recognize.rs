//! Finds the mentions of places in an article, with class, probability and context.

use crate::geodata::gazetteer::Gazetteer;
use crate::lang::lexicon::{Cues, Lexicon};
use crate::mentions::candidates::{Candidate, candidates};
use crate::mentions::classes::classify;
use crate::mentions::consensus::agree;
use crate::mentions::context::context;
use crate::mentions::features::View;
use crate::mentions::lists::agree_in_lists;
use crate::mentions::memory::remember;
use crate::mentions::names::find;
use crate::mentions::runs::lay_out;
use crate::mentions::tagger::{Weights, tag};
use crate::mentions::tokens::tokens;
use crate::model::article::{Article, Span};
use crate::model::mention::{Mention, MentionClass};

/// Weight below which a street's name is taken for a person's or another's.
const NAMESAKE: f32 = 0.6;

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
    agree_in_lists(&view, &mut odds);
    let found = candidates(&view, &odds, gazetteer);
    found
        .iter()
        .filter_map(|candidate| {
            let (class, recognition) = classify(&view, &odds, candidate)?;
            Some(mention(&view, candidate, class, recognition, gazetteer))
        })
        .collect()
}

fn mention(
    view: &View<'_>,
    candidate: &Candidate,
    class: MentionClass,
    recognition: f32,
    gazetteer: &Gazetteer,
) -> Mention {
    let span = Span::new(view.tokens[candidate.start].span.start, view.tokens[candidate.end - 1].span.end);
    let surface = span.of(view.text).to_owned();
    let name = candidate.name.clone().unwrap_or_else(|| name(view, candidate, &surface, gazetteer));
    let sentence = view.tokens[candidate.start].sentence as usize;
    Mention { span, surface, name, class, recognition, sentence, context: context(view, candidate) }
}

/// The name to look up: that of the gazetteer inside a longer one, if the longer one is not listed itself.
fn name(view: &View<'_>, candidate: &Candidate, surface: &str, gazetteer: &Gazetteer) -> String {
    let Some(hit) = candidate.hit.map(|h| view.hits[h]) else { return surface.to_owned() };
    if (hit.start, hit.end) == (candidate.start, candidate.end) || gazetteer.lookup(surface).is_some() {
        return surface.to_owned();
    }
    let inner = Span::new(view.tokens[hit.start].span.start, view.tokens[hit.end - 1].span.end);
    // "Jefferson Street" does not lie in some Jefferson, "Shanghai Tower" does in Shanghai.
    let street = (candidate.start..candidate.end)
        .any(|k| view.tokens[k].is_capital() && view.tokens[k].cues.any(Cues::STREET));
    if street && hit.weight < NAMESAKE { surface.to_owned() } else { inner.of(view.text).to_owned() }
}
