//! "The capital", "the Syrian capital", "this city": names of cities without a name.

use crate::events::sentence::Sentence;
use crate::events::spot::{Spot, Tie};
use crate::lang::tokens::TokenKind;
use crate::model::mention::MentionClass;
use crate::model::place::{Place, PlaceKind};

/// Confidence that "the capital" means that of the country spoken of.
const CONFIDENCE: f32 = 0.85;

/// What "the capital" and "this city" may mean in an article.
#[derive(Debug, Default)]
pub struct Capitals {
    /// Capitals by country, ISO 3166-1 alpha-2.
    pub by_country: Vec<(String, Place)>,
    /// The place in the dateline.
    pub here: Option<Place>,
}

impl Capitals {
    fn of(&self, country: &str) -> Option<&Place> {
        self.by_country.iter().find(|(c, _)| c == country).map(|(_, p)| p)
    }
}

/// The unnamed cities of a sentence, to be put among its places in order.
pub fn add<'a>(s: &mut Sentence<'a>, capitals: &'a Capitals) {
    for at in 0..s.w.len() {
        let Some((place, first)) = meaning(s, at, capitals) else { continue };
        let position = s.spots.partition_point(|p| p.first <= first);
        let mut spot = Spot {
            first,
            end: at + 1,
            place,
            span: s.w.span(first, at + 1),
            confidence: CONFIDENCE,
            class: MentionClass::Literal,
            tie: Tie::Bare,
            anchor: first,
            list: None,
            container: false,
            seat: false,
            building: false,
            literal: true,
        };
        crate::events::spot::tie(&s.w, &s.spots[..position], &mut spot);
        // Lists refer to their heads by index.
        for later in &mut s.spots[position..] {
            later.list = later.list.map(|l| if l >= position { l + 1 } else { l });
        }
        s.spots.insert(position, spot);
    }
}

fn meaning<'a>(s: &Sentence<'_>, at: usize, capitals: &'a Capitals) -> Option<(&'a Place, usize)> {
    let w = &s.w;
    let named_next =
        s.spots.iter().any(|p| p.place.kind == PlaceKind::Settlement && p.first > at && p.first <= at + 2);
    let named_before = s.spots.iter().any(|p| {
        p.place.kind == PlaceKind::Settlement && p.end < at && at - p.end <= 3 && w.low(p.end) == ","
    });
    if named_next || named_before {
        return None;
    }
    match w.low(at) {
        "city" | "town" | "capital" if w.before(at, 1) == "this" => Some((capitals.here.as_ref()?, at - 1)),
        "capital"
            if matches!(
                w.low(at + 1),
                "punishment"
                    | "gains"
                    | "murder"
                    | "crimes"
                    | "investment"
                    | "letters"
                    | "market"
                    | "markets"
            ) =>
        {
            None
        }
        "capital" => {
            let here = || capitals.here.as_ref().map(|p| p.country.clone());
            let country = country_after(s, at).or_else(|| country_before(s, at)).or_else(here)?;
            let article = matches!(w.before(at, 1), "the" | "its" | "their");
            let owned = at > 0 && w.kind(at - 1) == TokenKind::Possessive;
            let adjective = s.spots.iter().any(|p| p.end == at || p.end == at + 1);
            let own = s.spots.iter().find(|p| p.end == at || p.end == at + 1).map_or(at, |p| p.first);
            let first = if adjective { own } else { at };
            (article || owned || adjective).then(|| capitals.of(&country)).flatten().map(|p| (p, first))
        }
        _ => None,
    }
}

/// "the capital of Syria".
fn country_after(s: &Sentence<'_>, at: usize) -> Option<String> {
    if s.w.low(at + 1) != "of" {
        return None;
    }
    let spot = s.spots.iter().find(|p| p.first > at && p.first <= at + 3)?;
    (!spot.place.country.is_empty()).then(|| spot.place.country.clone())
}

/// The country named last before the word.
fn country_before(s: &Sentence<'_>, at: usize) -> Option<String> {
    let spot = s.spots.iter().rev().find(|p| p.first < at && !p.place.country.is_empty())?;
    Some(spot.place.country.clone())
}
