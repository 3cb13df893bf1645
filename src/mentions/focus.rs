//! Which places a story is about, as against those it mentions in passing.

use std::collections::BTreeMap;

use crate::model::article::{Article, BlockKind};
use crate::model::mention::{Focus, MentionClass, Resolution};
use crate::model::place::PlaceId;

/// Part of a place's score that its own container gets, if that is mentioned too.
const TO_CONTAINER: f32 = 0.3;

/// Scores every place that is mentioned, the most central first; the best has 1.
#[must_use]
pub fn focus(article: &Article, resolutions: &[Resolution]) -> Vec<Focus> {
    let mut found: BTreeMap<&PlaceId, (f32, Vec<usize>)> = BTreeMap::new();
    for (i, resolution) in resolutions.iter().enumerate() {
        if let Some(place) = &resolution.place {
            let entry = found.entry(&place.id).or_default();
            entry.0 += emphasis(article, resolution);
            entry.1.push(i);
        }
    }
    give_to_containers(&mut found, resolutions);
    let most = found.values().map(|(score, _)| *score).fold(f32::MIN_POSITIVE, f32::max);
    let mut out: Vec<Focus> = found
        .into_values()
        .filter_map(|(score, mentions)| {
            let place = resolutions.get(*mentions.first()?)?.place.clone()?;
            Some(Focus { place, score: score / most, mentions })
        })
        .collect();
    out.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.place.id.cmp(&b.place.id)));
    out
}

/// How much one mention says that the story is about its place.
fn emphasis(article: &Article, resolution: &Resolution) -> f32 {
    let class = match resolution.mention.class {
        MentionClass::Literal => 1.0,
        MentionClass::Metonym => 0.6,
        MentionClass::Demonym => 0.5,
        MentionClass::Embedded => 0.15,
        MentionClass::Homonym | MentionClass::Reference => 0.0,
    };
    class * position(article, resolution.mention.span.start) * resolution.confidence.max(0.05)
}

/// The headline and the first paragraphs count most, the end least.
fn position(article: &Article, offset: usize) -> f32 {
    let block = article.blocks.iter().position(|b| b.span.start <= offset && offset < b.span.end);
    match block {
        Some(i) if article.blocks[i].kind == BlockKind::Headline => 2.5,
        Some(0 | 1) => 2.0,
        _ => {
            let whole = article.text.len().max(1) as f32;
            1.2 - 0.6 * offset as f32 / whole
        }
    }
}

/// A story about a town is a little about its country, if the country is named.
fn give_to_containers(found: &mut BTreeMap<&PlaceId, (f32, Vec<usize>)>, resolutions: &[Resolution]) {
    let gifts: Vec<(PlaceId, f32)> = found
        .values()
        .filter_map(|(score, mentions)| {
            let place = resolutions.get(*mentions.first()?)?.place.as_ref()?;
            let container = place.parents.iter().find(|p| found.contains_key(p))?;
            Some((container.clone(), score * TO_CONTAINER))
        })
        .collect();
    for (container, gift) in gifts {
        if let Some((score, _)) = found.get_mut(&container) {
            *score += gift;
        }
    }
}
