//! Resolves nouns that stand for a place named before: "the capital", "the country", "the province", "the city".
//!
//! Only where it is clear: the nearest sentence before that names such a place names just one.

use std::borrow::Cow;

use crate::geodata::gazetteer::Gazetteer;
use crate::mentions::tokens::{Case, scan};
use crate::model::article::{Article, Span};
use crate::model::mention::{Clue, Context, Mention, MentionClass, Resolution};
use crate::model::place::{Place, PlaceKind};

/// How much surer the place that was named is than the word that stands for it.
const CERTAINTY: f32 = 0.8;
/// So many sentences back a place is looked for.
const REACH: usize = 3;
/// Least confidence of the place that was named.
const LEAST: f32 = 0.4;

/// What a noun may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Noun {
    Capital,
    Country,
    Division,
    Settlement,
    Island,
}

impl Noun {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "capital" => Self::Capital,
            "country" | "nation" => Self::Country,
            "province" | "prefecture" | "county" | "governorate" | "oblast" | "state" => Self::Division,
            "city" | "town" | "village" => Self::Settlement,
            "island" => Self::Island,
            _ => return None,
        })
    }

    /// Whether a place is one that the noun may stand for, or is in one.
    fn fits(self, place: &Place) -> bool {
        use PlaceKind::{Admin1, Admin2, Country, Dependency, Island, Settlement};
        match self {
            Self::Capital => !place.country.is_empty(),
            Self::Country => matches!(place.kind, Country | Dependency),
            Self::Division => matches!(place.kind, Admin1 | Admin2),
            Self::Settlement => place.kind == Settlement,
            Self::Island => place.kind == Island,
        }
    }
}

/// Words after which a noun is the end of its phrase: "the city and", "the country has".
const GOES_ON: [&str; 62] = [
    "'s", "’s", "and", "or", "but", "has", "had", "have", "is", "was", "were", "are", "will", "would",
    "could", "can", "may", "might", "must", "said", "says", "after", "before", "since", "for", "in", "on",
    "at", "to", "from", "by", "with", "as", "when", "where", "which", "who", "that", "while", "because",
    "during", "until", "under", "over", "into", "near", "about", "between", "so", "then", "not", "also",
    "itself", "than", "if", "should", "through", "toward", "without", "again", "late", "early",
];

struct Word {
    span: Span,
    lower: String,
    sign: bool,
}

/// The nouns that clearly stand for a place, in order of the text. `resolutions` are those of the article, in order.
#[must_use]
pub fn references(article: &Article, resolutions: &[Resolution], gazetteer: &Gazetteer) -> Vec<Resolution> {
    let mut out = Vec::new();
    for (index, sentence) in article.sentences.iter().enumerate() {
        let text = sentence.span.of(&article.text);
        if ![
            "capital", "country", "nation", "prov", "prefect", "count", "govern", "oblast", "state", "city",
            "town", "village", "island",
        ]
        .iter()
        .any(|word| text.contains(word))
        {
            continue;
        }
        let words = words(&article.text, sentence.span);
        for at in 0..words.len() {
            let Some(noun) = Noun::of(&words[at].lower) else { continue };
            let Some((first, owner)) = phrase(&words, at, resolutions, noun) else { continue };
            let span = Span::new(words[first].span.start, words[at].span.end);
            let named = owner.or_else(|| antecedent(noun, index, span.start, resolutions));
            let found = named.and_then(|r| {
                let place = r.place.as_ref()?;
                let place =
                    if noun == Noun::Capital { capital(&place.country, gazetteer)? } else { place.clone() };
                Some((place, r.confidence))
            });
            if let Some((place, confidence)) = found {
                out.push(resolution(article, span, index, place, confidence * CERTAINTY));
            }
        }
    }
    out
}

fn words(text: &str, stretch: Span) -> Vec<Word> {
    let mut out = Vec::new();
    scan(text, stretch, |span, case, _| {
        // A noun in capitals is part of a name ("Kansas City").
        let lower = if case == Case::Title { String::new() } else { span.of(text).to_lowercase() };
        out.push(Word { span, lower, sign: case == Case::Punctuation });
    });
    out
}

/// The first word of the phrase, and the place that owns it: "the capital", "Syria's capital", "the Syrian capital".
fn phrase<'a>(
    words: &[Word],
    at: usize,
    resolutions: &'a [Resolution],
    noun: Noun,
) -> Option<(usize, Option<&'a Resolution>)> {
    let next = words.get(at + 1);
    let touching = |from: usize, to: usize| {
        resolutions.iter().find(|r| r.mention.span.start < to && from < r.mention.span.end)
    };
    if noun == Noun::Capital && next.is_some_and(|w| w.lower == "of") {
        let owner = words.get(at + 2).and_then(|w| {
            let w = if w.lower == "the" { words.get(at + 3)? } else { w };
            touching(w.span.start, w.span.end)
        });
        let is_country = owner.is_some_and(|r| r.place.as_ref().is_some_and(|p| Noun::Country.fits(p)));
        return (is_country && at > 0 && words[at - 1].lower == "the").then_some((at - 1, owner));
    }
    // "the city Mosul", "the city of Mosul", "the capital, Kabul": the name itself is there.
    let named = words.get(at + 1).into_iter().chain(words.get(at + 2)).any(|w| {
        touching(w.span.start, w.span.end).is_some_and(|r| r.mention.class != MentionClass::Homonym)
    });
    let ends = next.is_none_or(|w| w.sign && w.lower != "-" || GOES_ON.contains(&w.lower.as_str()));
    if named || !ends {
        return None;
    }
    let before = words.get(at.checked_sub(1)?)?;
    if matches!(before.lower.as_str(), "the" | "this") {
        // "Kabul, the capital, ...", "Kabul is the capital".
        let apposed = at > 1 && matches!(words[at - 2].lower.as_str(), "," | "is" | "was" | "--" | "—" | "–");
        return (!apposed).then_some((at - 1, None));
    }
    if noun != Noun::Capital {
        return None;
    }
    let mark = if matches!(before.lower.as_str(), "'s" | "’s") { at.checked_sub(2)? } else { at - 1 };
    let owner = touching(words[mark].span.start, words[mark].span.end)?;
    let first = if mark > 0 && words[mark - 1].lower == "the" { mark - 1 } else { mark };
    let is_country = owner.place.as_ref().is_some_and(|p| Noun::Country.fits(p));
    is_country.then_some((first, Some(owner)))
}

/// The one place that the noun can stand for in the nearest sentence that names such places; none if there are several.
fn antecedent(noun: Noun, sentence: usize, before: usize, resolutions: &[Resolution]) -> Option<&Resolution> {
    let end = resolutions.partition_point(|r| r.mention.span.start < before);
    let mut found: Option<&Resolution> = None;
    let mut nearest = sentence;
    for r in resolutions[..end].iter().rev() {
        if r.mention.sentence + REACH < sentence || (found.is_some() && r.mention.sentence < nearest) {
            break;
        }
        let speaks = !matches!(r.mention.class, MentionClass::Homonym | MentionClass::Embedded)
            && (r.mention.class != MentionClass::Demonym || matches!(noun, Noun::Capital | Noun::Country));
        let Some(place) = r.place.as_ref().filter(|p| speaks && r.confidence >= LEAST && noun.fits(p)) else {
            continue;
        };
        match found.and_then(|f| f.place.as_ref()) {
            None => {
                found = Some(r);
                nearest = r.mention.sentence;
            }
            Some(known) => {
                let same =
                    if noun == Noun::Capital { known.country == place.country } else { known.id == place.id };
                if !same {
                    return None;
                }
            }
        }
    }
    found
}

/// The seat of a country's government.
fn capital(country: &str, gazetteer: &Gazetteer) -> Option<Place> {
    gazetteer.capitals().find(|p| gazetteer.country_code(*p) == country).map(|p| gazetteer.place(p))
}

fn resolution(article: &Article, span: Span, sentence: usize, place: Place, confidence: f32) -> Resolution {
    let surface = span.of(&article.text).to_owned();
    let mention = Mention {
        span,
        surface,
        name: place.name.clone(),
        class: MentionClass::Reference,
        recognition: CERTAINTY,
        sentence,
        context: Context::default(),
    };
    let clues = vec![Clue { name: Cow::Borrowed("named before"), score: 1.0 }];
    Resolution { mention, place: Some(place), score: 0.0, confidence, clues, runners_up: Vec::new() }
}
