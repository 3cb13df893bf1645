//! Reads two countries with "border" as one line: "the Algeria-Morocco border", "Chile's border with Peru".

use crate::geodata::basemap::{Basemap, Level};
use crate::geodata::holders::Holders;
use crate::geodata::lines;
use crate::geodata::shapes::{Coordinates, Shapes};
use crate::geodata::worldview::{self, NEUTRAL};
use crate::model::article::{Article, Span};
use crate::model::geo::LonLat;
use crate::model::mention::{Context, Mention, MentionClass, Resolution};
use crate::model::place::{GeometryRef, Place, PlaceId, PlaceKind};

/// Words for a border, lower case.
const WORDS: [&str; 3] = ["border", "frontier", "boundary"];
/// Longest text between two countries that is looked at, bytes.
const MAX_GAP: usize = 48;

/// The resolutions with each pair of countries that names their border joined into one mention of that line.
#[must_use]
pub fn join(article: &Article, resolutions: &[Resolution], basemap: &Basemap) -> Vec<Resolution> {
    let mut out: Vec<Resolution> = Vec::with_capacity(resolutions.len());
    let mut rest = resolutions;
    while let [first, tail @ ..] = rest {
        let line = tail.first().and_then(|second| line_of(&article.text, first, second, basemap));
        match line {
            Some(line) => {
                out.push(line);
                rest = tail.get(1..).unwrap_or(&[]);
            }
            None => {
                out.push(first.clone());
                rest = tail;
            }
        }
    }
    out
}

fn line_of(text: &str, first: &Resolution, second: &Resolution, basemap: &Basemap) -> Option<Resolution> {
    let (a, b) = (country_code(first)?, country_code(second)?);
    if a == b || first.mention.sentence != second.mention.sentence {
        return None;
    }
    let span = span_of_border(text, first.mention.span, second.mention.span)?;
    let reference = lines::pair_reference(a, b);
    let point = middle(&reference, basemap)?;
    let names = [first, second].map(|r| r.place.as_ref().map_or("", |p| p.name.as_str()));
    let name = format!("{}-{} border", names[0], names[1]);
    let place = Place {
        rank: 4,
        geometry: Some(GeometryRef(reference.clone())),
        ..Place::bare(PlaceId(reference), &name, PlaceKind::Line, point)
    };
    let confidence = first.confidence.min(second.confidence);
    let mention = Mention {
        span,
        surface: span.of(text).to_owned(),
        name,
        class: MentionClass::Literal,
        recognition: confidence,
        sentence: first.mention.sentence,
        context: Context::default(),
    };
    Some(Resolution {
        mention,
        place: Some(place),
        score: first.score.min(second.score),
        confidence,
        clues: Vec::new(),
        runners_up: Vec::new(),
    })
}

/// Code (ISO 3166-1 alpha-3 for most) of a mention of a country or its people.
fn country_code(r: &Resolution) -> Option<&str> {
    let used = !matches!(r.mention.class, MentionClass::Embedded | MentionClass::Homonym);
    let place = r.place.as_ref().filter(|p| used && p.kind == PlaceKind::Country)?;
    place.geometry.as_ref()?.0.strip_prefix("country:")
}

/// The span of the whole phrase, if the two names and the words about them make one.
fn span_of_border(text: &str, first: Span, second: Span) -> Option<Span> {
    let gap = text.get(first.end..second.start).filter(|g| g.len() <= MAX_GAP)?;
    let after = text.get(second.end..)?;
    let joined = matches!(gap, "-" | "–" | "—" | "/" | " - " | " – ");
    if joined {
        let word = after.trim_start();
        let length = WORDS.iter().find(|w| starts_with_word(word, w))?.len();
        return Some(Span::new(first.start, second.end + (after.len() - word.len()) + length));
    }
    let words: Vec<&str> = gap.split_whitespace().collect();
    let before: Vec<&str> = text.get(..first.start)?.split_whitespace().rev().take(3).collect();
    let is_border = |word: &&&str| WORDS.contains(&word.to_lowercase().trim_end_matches("s"));
    let between = matches!(words.as_slice(), ["and"] | ["and", "the"])
        && before.iter().any(|w| w.eq_ignore_ascii_case("between"))
        && before.iter().any(|w| is_border(&w));
    if between {
        return Some(Span::new(first.start, second.end));
    }
    let possessive = matches!(words.first(), Some(&("'s" | "’s" | "'" | "’"))) && words.contains(&"with");
    (possessive && words.iter().any(|w| is_border(&w))).then(|| Span::new(first.start, second.end))
}

fn starts_with_word(text: &str, word: &str) -> bool {
    let head = text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    head && text.get(word.len()..).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
}

/// The middle of the longest piece of a border; none if the two countries do not touch.
fn middle(reference: &str, basemap: &Basemap) -> Option<LonLat> {
    let view = worldview::get(NEUTRAL)?;
    let holders = Holders::new(basemap, view);
    let shapes = Shapes { map: basemap, level: Level::L110m, view, holders: &holders };
    let Coordinates::Lines(pieces) = shapes.coordinates(reference)? else { return None };
    let longest = pieces.iter().max_by_key(|p| p.len())?;
    let [lon, lat] = *longest.get(longest.len() / 2)?;
    Some(LonLat::new(lon, lat))
}

#[cfg(test)]
mod tests {
    use super::span_of_border;
    use crate::model::article::Span;

    fn found(text: &str, a: &str, b: &str) -> Option<String> {
        let first = text.find(a)?;
        let second = first + a.len() + text[first + a.len()..].find(b)?;
        let span =
            span_of_border(text, Span::new(first, first + a.len()), Span::new(second, second + b.len()))?;
        Some(span.of(text).to_owned())
    }

    #[test]
    fn phrases_for_a_border() {
        let yes = |t, a, b| found(t, a, b).is_some();
        assert_eq!(
            found("along the Algeria-Morocco border, and", "Algeria", "Morocco").as_deref(),
            Some("Algeria-Morocco border")
        );
        assert!(yes("at the Thai–Cambodian frontier", "Thai", "Cambodian"));
        assert!(yes("the border between Chile and Peru", "Chile", "Peru"));
        assert!(yes("on Chile’s long border with Peru", "Chile", "Peru"));
        assert!(!yes("talks between Chile and Peru", "Chile", "Peru"));
        assert!(!yes("a Franco-German borderland: France-Germany borders", "France", "Germany"));
    }
}
