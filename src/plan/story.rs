//! What the story is about, gathered for the other choices: countries in focus, places to show, parties.

use std::collections::BTreeMap;

use crate::model::event::Event;
use crate::model::mention::{Focus, MentionClass, Resolution};
use crate::model::place::{Place, PlaceKind};

/// A country with its weight in the story.
#[derive(Debug, Clone, PartialEq)]
pub struct CountryWeight {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// 0 to 1; the country that the story is most about has 1.
    pub weight: f64,
    /// Whether a news event happened there, or at a place in it.
    pub has_news: bool,
}

/// Share of the heaviest country's weight that makes a country part of the focus.
const FOCUS_SHARE: f64 = 0.22;
/// More countries than this are not tinted as focus.
const MAX_FOCUS: usize = 6;
/// Unless it names so many countries as such that it is about all of them: a summit, a vote.
const MANY: usize = 10;
const MAX_MANY: usize = 24;

/// Weighs the countries by mentions of themselves, their people and their places, and by events.
///
/// `holder` tells the country of a place as the map's worldview has it. A place named once in passing weighs little; an
/// event weighs as much as several mentions.
/// Mediators and other parties weigh only through their mentions.
#[must_use]
pub fn weigh_countries(
    resolutions: &[Resolution],
    events: &[Event],
    holder: &dyn Fn(&Place) -> String,
) -> Vec<CountryWeight> {
    let mut weights: BTreeMap<String, (f64, bool)> = BTreeMap::new();
    for resolution in resolutions {
        let Some(place) = resolution.place.as_ref().filter(|p| !p.country.is_empty()) else { continue };
        let share = match resolution.mention.class {
            MentionClass::Literal => 1.0,
            MentionClass::Metonym => 0.8,
            MentionClass::Demonym => 0.6,
            MentionClass::Embedded | MentionClass::Homonym | MentionClass::Reference => 0.0,
        };
        let own = if place.kind == PlaceKind::Country { 1.0 } else { 0.7 };
        weights.entry(holder(place)).or_default().0 += share * own * f64::from(resolution.confidence);
    }
    for event in events {
        for p in event.places.iter().filter(|p| !p.place.country.is_empty()) {
            let entry = weights.entry(holder(&p.place)).or_default();
            entry.0 += f64::from(event.importance) * if event.news { 4.0 } else { 1.0 };
            entry.1 |= event.news;
        }
    }
    let most = weights.values().map(|w| w.0).fold(0.0, f64::max);
    let mut countries: Vec<CountryWeight> = weights
        .into_iter()
        .filter(|(_, w)| w.0 > 0.0)
        .map(|(code, w)| CountryWeight { code, weight: w.0 / most, has_news: w.1 })
        .collect();
    countries.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.code.cmp(&b.code)));
    countries
}

/// The countries that the map is about, heaviest first.
#[must_use]
pub fn focus_countries<'a>(
    countries: &'a [CountryWeight],
    named: &[(&Place, f32)],
) -> Vec<&'a CountryWeight> {
    let is_named =
        |c: &CountryWeight| named.iter().any(|(p, _)| p.kind == PlaceKind::Country && p.country == c.code);
    if countries.iter().filter(|c| is_named(c)).count() >= MANY {
        return countries.iter().filter(|c| is_named(c) || c.weight >= FOCUS_SHARE).take(MAX_MANY).collect();
    }
    countries.iter().filter(|c| c.weight >= FOCUS_SHARE).take(MAX_FOCUS).collect()
}

/// Places that the article names as places, each once, with its focus score, highest first.
#[must_use]
pub fn named_places<'a>(
    resolutions: &'a [Resolution],
    focus: &'a [Focus],
    min_confidence: f32,
) -> Vec<(&'a Place, f32)> {
    let literal = |f: &&Focus| {
        f.mentions
            .iter()
            .filter_map(|&i| resolutions.get(i))
            .any(|r| r.mention.class == MentionClass::Literal && r.confidence >= min_confidence)
    };
    let mut places: Vec<(&Place, f32)> = focus.iter().filter(literal).map(|f| (&f.place, f.score)).collect();
    places.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.id.cmp(&b.0.id)));
    places
}
