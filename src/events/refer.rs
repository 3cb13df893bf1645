//! "There", "the town", "the same district": words that stand for a place named shortly before.

use crate::events::sentence::Sentence;
use crate::events::spot::{Spot, Tie, tie};
use crate::lang::en::events::{is_be, is_facility, is_preposition, is_quarter_of_land, is_way};
use crate::lang::tokens::TokenKind;
use crate::model::mention::MentionClass;
use crate::model::place::{Place, PlaceKind};

/// How sure it is that the words mean the place.
const CONFIDENCE: f32 = 0.75;

/// Sentences back that the words reach.
const REACH: usize = 4;

/// Places remembered.
const MEMORY: usize = 12;

/// The places that an article named last, the latest at the end.
#[derive(Debug, Default)]
pub struct Recent<'a> {
    named: Vec<(usize, usize, Spot<'a>)>,
    nouns: Vec<(&'a str, Spot<'a>)>,
    scene: Option<Spot<'a>>,
    /// ISO 3166-1 alpha-2 code of the country that the story is written from.
    home: Option<&'a str>,
    land: Option<Spot<'a>>,
}

impl<'a> Recent<'a> {
    /// Nothing named yet, in a story from the country of this place.
    #[must_use]
    pub fn of_story(here: Option<&'a Place>) -> Self {
        Self { home: here.map(|p| p.country.as_str()), ..Self::default() }
    }

    /// The country that the story is written from, if the text names it.
    #[must_use]
    pub const fn land(&self) -> Option<Spot<'a>> {
        self.land
    }

    /// Remembers the places of a sentence.
    pub fn remember(&mut self, s: &Sentence<'a>) {
        let own =
            |p: &&Spot<'_>| p.place.kind == PlaceKind::Country && Some(p.place.country.as_str()) == self.home;
        self.land = self.land.or_else(|| s.spots.iter().find(own).copied());
        self.named.extend(s.spots.iter().filter(|p| p.literal && !p.seat).map(|p| (s.index, s.block, *p)));
        for spot in s.spots.iter().filter(|p| p.literal && !p.seat && !p.container && !is_land(p.place)) {
            if let Some(noun) = noun_of(s, spot) {
                self.nouns.push((noun, *spot));
            }
        }
        let more = self.nouns.len().saturating_sub(MEMORY);
        self.nouns.drain(..more);
        let excess = self.named.len().saturating_sub(MEMORY);
        self.named.drain(..excess);
    }

    /// The place that the text brought in with this noun ("an army camp at X", then "the camp").
    fn of_noun(&self, noun: &str) -> Option<Spot<'a>> {
        self.nouns.iter().rev().find(|(known, _)| *known == noun).map(|(_, p)| *p)
    }

    /// Whether the place of the first event is known.
    #[must_use]
    pub const fn knows_scene(&self) -> bool {
        self.scene.is_some()
    }

    /// Takes the place of the first event for "the site" and "the scene".
    pub const fn set_scene(&mut self, spot: Spot<'a>) {
        self.scene = Some(spot);
    }

    /// The place that the paragraph named last, or else that of the first event.
    fn of_paragraph(&self, s: &Sentence<'_>, fits: fn(&Place) -> bool) -> Option<Spot<'a>> {
        let own =
            self.named.iter().rev().find(|(_, block, p)| *block == s.block && !p.container && fits(p.place));
        own.map(|(_, _, p)| *p).or_else(|| self.scene.filter(|p| fits(p.place)))
    }

    fn latest(&self, sentence: usize, fits: impl Fn(&Place) -> bool) -> Option<Spot<'a>> {
        let near = |at: usize| sentence.saturating_sub(at) <= REACH;
        let mut found =
            self.named.iter().rev().filter(|(at, _, p)| near(*at) && !p.container && fits(p.place));
        found.next().map(|(_, _, p)| *p)
    }
}

/// Puts the places that such words mean among those of the sentence, in order.
pub fn add<'a>(s: &mut Sentence<'a>, recent: &Recent<'a>) {
    if recent.named.is_empty() {
        return;
    }
    for at in 0..s.w.len() {
        let Some((spot, first)) = meaning(s, at, recent) else { continue };
        let position = s.spots.partition_point(|p| p.first <= first);
        let mut spot = Spot {
            first,
            end: at + 1,
            span: s.w.span(first, at + 1),
            confidence: CONFIDENCE * spot.confidence,
            class: MentionClass::Literal,
            tie: Tie::In,
            anchor: at,
            list: None,
            container: false,
            seat: false,
            building: false,
            literal: true,
            ..spot
        };
        if s.w.low(at) != "there" {
            spot.tie = Tie::Bare;
            tie(&s.w, &s.spots[..position], &mut spot);
            // A list of names does not go on with a word such as "the town".
            spot.list = None;
            spot.container = false;
        }
        for later in &mut s.spots[position..] {
            later.list = later.list.map(|l| if l >= position { l + 1 } else { l });
        }
        s.spots.insert(position, spot);
    }
}

/// The noun that a place is tied to: "camp" in "an army camp at X" and in "the camp of X", "district" in "the district of
/// X".
fn noun_of<'a>(s: &Sentence<'a>, spot: &Spot<'_>) -> Option<&'a str> {
    let common = |at: usize| {
        let noun = s.w.low(at);
        let known = !s.w.is_capital(at) && (is_facility(noun) || kinds_of(noun, false).is_some());
        known.then_some(noun)
    };
    let own =
        (s.w.before(spot.first, 1) == "of").then(|| spot.first.checked_sub(2).and_then(common)).flatten();
    let before = spot.anchor.checked_sub(1).filter(|_| spot.anchor < spot.first);
    own.or_else(|| before.and_then(common))
}

fn meaning<'a>(s: &Sentence<'a>, at: usize, recent: &Recent<'a>) -> Option<(Spot<'a>, usize)> {
    let w = &s.w;
    let word = w.low(at);
    // A name beside the word says what it is.
    if s.spots.iter().any(|p| p.first <= at + 2 && at <= p.end + 1) || w.kind(at) != TokenKind::Word {
        return None;
    }
    if word == "there" {
        let exists = is_be(w.low(at + 1))
            || matches!(w.low(at + 1), "has" | "have" | "had" | "will" | "may" | "would" | "could");
        if exists || at == 0 {
            return None;
        }
        let own = s.spots.iter().rfind(|p| p.literal && !p.container && !p.seat && p.end <= at).copied();
        return own.or_else(|| recent.latest(s.index, |p| !is_land(p))).map(|p| (p, at));
    }
    let same = w.before(at, 1) == "same";
    if is_quarter_of_land(word) {
        return in_land(s, at, recent);
    }
    let base = word == "camp" && w.before(at, 1) == "base";
    let first = at.checked_sub(if same || base { 2 } else { 1 })?;
    let points = matches!(w.low(first), "the" | "that" | "this");
    if !points || w.low(at + 1) == "of" || is_compound(s, at) {
        return None;
    }
    if matches!(word, "site" | "scene") {
        return recent.scene.map(|p| (p, first));
    }
    if let Some(place) = recent.of_noun(word).filter(|_| is_facility(word) || kinds_of(word, same).is_some())
    {
        return Some((place, first));
    }
    let fits = kinds_of(word, same)?;
    let before =
        s.spots.iter().rev().find(|p| p.end <= first && p.literal && !p.container && fits(p.place)).copied();
    before
        .or_else(|| recent.of_paragraph(s, fits))
        .or_else(|| recent.latest(s.index, fits))
        .map(|p| (p, first))
}

/// "in the south": a part of the country that the story is written from.
fn in_land<'a>(s: &Sentence<'a>, at: usize, recent: &Recent<'a>) -> Option<(Spot<'a>, usize)> {
    let w = &s.w;
    let alone = w.before(at, 1) == "the"
        && matches!(w.before(at, 2), "in" | "across")
        && (w.kind(at + 1) != TokenKind::Word || !w.is_capital(at + 1) && is_preposition(w.low(at + 1)));
    recent.land.filter(|_| alone).map(|p| (p, at - 1))
}

/// "the town hall", "the island nation": the word only qualifies another.
fn is_compound(s: &Sentence<'_>, at: usize) -> bool {
    let next = s.w.low(at + 1);
    matches!(
        next,
        "hall"
            | "council"
            | "center"
            | "centre"
            | "nation"
            | "state"
            | "government"
            | "police"
            | "officials"
            | "official"
            | "authorities"
            | "mayor"
            | "guard"
            | "command"
            | "board"
            | "leaders"
            | "elders"
            | "workers"
            | "residents"
    )
}

/// What a common noun of place may stand for.
fn kinds_of(word: &str, same: bool) -> Option<fn(&Place) -> bool> {
    Some(match word {
        "town" | "village" => {
            |p| matches!(p.kind, PlaceKind::Settlement | PlaceKind::Quarter) && !p.is_capital()
        }
        "city" => |p| matches!(p.kind, PlaceKind::Settlement | PlaceKind::Quarter),
        "island" | "islands" | "archipelago" => |p| p.kind == PlaceKind::Island,
        word if same && is_way(word) => |p| p.kind == PlaceKind::Settlement,
        "province" | "district" | "county" | "region" | "area" if same => {
            |p| !is_land(p) && !p.kind.is_pointlike()
        }
        "province" | "county" | "department" => |p| matches!(p.kind, PlaceKind::Admin1 | PlaceKind::Admin2),
        "district" => |p| matches!(p.kind, PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::Quarter),
        "territory" => |p| matches!(p.kind, PlaceKind::Region | PlaceKind::Admin1 | PlaceKind::Dispute),
        "peninsula" | "valley" => |p| matches!(p.kind, PlaceKind::Landform | PlaceKind::Region),
        "volcano" | "mountain" | "peak" => |p| p.kind == PlaceKind::Peak,
        "camp" | "base" | "plant" | "dam" => {
            |p| matches!(p.kind, PlaceKind::Site | PlaceKind::Landform | PlaceKind::Lake | PlaceKind::Peak)
        }
        "shoal" | "reef" | "atoll" => |p| {
            matches!(p.kind, PlaceKind::Landform | PlaceKind::Island | PlaceKind::Dispute | PlaceKind::Site)
        },
        "crossing" | "port" | "airport" | "scene" => |p| {
            !is_land(p)
                && (p.kind.is_pointlike() || matches!(p.kind, PlaceKind::Landform | PlaceKind::Island))
        },
        _ => return None,
    })
}

/// Whether a place is as large as a country.
fn is_land(place: &Place) -> bool {
    matches!(place.kind, PlaceKind::Country | PlaceKind::Dependency | PlaceKind::Continent | PlaceKind::Group)
}
