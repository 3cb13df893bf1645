//! Fighting across a border runs along it, where the article names that border.

use crate::events::attach::Tied;
use crate::events::draft::Draft;
use crate::events::kinds::KINDS;
use crate::events::sentence::Sentence;
use crate::events::spot::{Spot, Tie, tie};
use crate::geodata::lines;
use crate::model::article::Span;
use crate::model::event::PlaceRole;
use crate::model::geo::LonLat;
use crate::model::mention::{MentionClass, Resolution};
use crate::model::place::{GeometryRef, Place, PlaceId, PlaceKind};

/// Confidence that cross-border fighting runs along the named line of the two countries.
const CONFIDENCE: f32 = 0.7;

/// A border that the article names by its two countries.
#[derive(Debug, Clone)]
pub struct NamedBorder {
    /// The words, such as "Thai-Cambodian border".
    pub span: Span,
    /// The border as a line.
    pub place: Place,
    /// Probability that both countries are right.
    pub confidence: f32,
}

/// "the A-B border", "the border between A and B", "A's border with B".
#[must_use]
pub fn named_borders(text: &str, resolutions: &[Resolution]) -> Vec<NamedBorder> {
    resolutions.windows(2).filter_map(|pair| named_border(text, &pair[0], &pair[1])).collect()
}

fn named_border(text: &str, left: &Resolution, right: &Resolution) -> Option<NamedBorder> {
    let (a, b) = (left.place.as_ref()?, right.place.as_ref()?);
    let (first, second) = (left.mention.span, right.mention.span);
    let between = text.get(first.end..second.start)?;
    let after = text.get(second.end..)?.trim_start();
    let before = text.get(..first.start)?.trim_end();
    let joint = between.trim_matches(|c: char| c.is_whitespace() || c == '\'' || c == '\u{2019}');
    let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let span = if matches!(between, "-" | "\u{2013}" | "/") && is_border(word) {
        let end = second.end + (text.len() - second.end - after.len()) + word.len();
        Span::new(first.start, end)
    } else if joint == "and" || joint == "and the" {
        let border = before.strip_suffix("between")?.trim_end();
        let start = border.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |i| i + 1);
        is_border(border.get(start..)?).then_some(Span::new(start, second.end))?
    } else if matches!(joint, "s border with" | "border with" | "s frontier with") {
        Span::new(first.start, second.end)
    } else {
        return None;
    };
    let place = line_between(a, b)?;
    Some(NamedBorder { span, place, confidence: left.confidence.min(right.confidence) })
}

fn is_border(word: &str) -> bool {
    matches!(word.to_ascii_lowercase().as_str(), "border" | "borders" | "frontier" | "boundary")
}

/// The border of two countries as a place.
fn line_between(a: &Place, b: &Place) -> Option<Place> {
    let code = |p: &Place| p.geometry.as_ref().and_then(|g| g.0.strip_prefix("country:")).map(str::to_owned);
    let (mut x, mut y) = (code(a)?, code(b)?);
    if x == y {
        return None;
    }
    if x > y {
        std::mem::swap(&mut x, &mut y);
    }
    let id = format!("border:{x}-{y}");
    Some(Place {
        id: PlaceId(id.clone()),
        name: format!("{}-{} border", a.name, b.name),
        kind: PlaceKind::Line,
        feature_code: String::new(),
        point: LonLat::new(f64::midpoint(a.point.lon, b.point.lon), f64::midpoint(a.point.lat, b.point.lat)),
        label_point: None,
        country: String::new(),
        admin1: String::new(),
        parents: vec![a.id.clone(), b.id.clone()],
        population: 0,
        rank: 4,
        geometry: Some(GeometryRef(id)),
    })
}

/// Puts the named borders of a sentence among its places, instead of their countries.
pub fn add<'a>(s: &mut Sentence<'a>, borders: &'a [NamedBorder]) {
    for border in borders.iter().filter(|b| s.span.contains(b.span)) {
        let Some(first) = s.w.tokens.iter().position(|t| t.span.end > border.span.start) else { continue };
        let end =
            s.w.tokens.iter().rposition(|t| t.span.start < border.span.end).map_or(first + 1, |i| i + 1);
        s.spots.retain(|p| p.end <= first || p.first >= end);
        for spot in &mut s.spots {
            spot.list = None;
        }
        let at = s.spots.partition_point(|p| p.first < first);
        let mut spot = spot_of(&border.place, border.span, border.confidence);
        (spot.first, spot.end, spot.anchor, spot.tie) = (first, end, first, Tie::Bare);
        tie(&s.w, &s.spots[..at], &mut spot);
        s.spots.insert(at, spot);
    }
}

fn spot_of(place: &Place, span: Span, confidence: f32) -> Spot<'_> {
    Spot {
        first: 0,
        end: 0,
        place,
        span,
        confidence,
        class: MentionClass::Literal,
        tie: Tie::Along,
        anchor: 0,
        list: None,
        container: false,
        seat: false,
        building: false,
        literal: true,
    }
}

/// Gives cross-border fighting of two countries the line that the article names between them.
pub fn run_along_lines<'a>(
    drafts: &mut [Draft<'a>],
    resolutions: &'a [Resolution],
    borders: &'a [NamedBorder],
) {
    let literal = resolutions.iter().filter(|r| r.mention.class == MentionClass::Literal);
    let lines = literal.filter_map(|r| {
        let place = r.place.as_ref().filter(|p| p.kind == PlaceKind::Line)?;
        Some(spot_of(place, r.mention.span, r.confidence))
    });
    let named: Vec<Spot<'a>> =
        lines.chain(borders.iter().map(|b| spot_of(&b.place, b.span, b.confidence))).collect();
    if named.is_empty() {
        return;
    }
    let countries = countries(resolutions);
    for draft in drafts.iter_mut().filter(|d| d.cross_border && is_fighting(d.kind)) {
        if draft.places.iter().any(|p| p.role != PlaceRole::Within) {
            continue;
        }
        let Some(&spot) = named.iter().find(|s| separates(s.place, &countries)) else { continue };
        draft.places = vec![Tied {
            spot,
            role: PlaceRole::Along,
            target: false,
            confidence: CONFIDENCE * spot.confidence,
        }];
    }
}

fn is_fighting(kind: usize) -> bool {
    KINDS.get(kind).is_some_and(|k| matches!(k.key, "clash" | "shelling" | "war"))
}

/// Codes of the countries that the article names: alpha-2 and those of their geometry.
fn countries(resolutions: &[Resolution]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for place in resolutions.iter().filter_map(|r| r.place.as_ref()) {
        if !matches!(place.kind, PlaceKind::Country | PlaceKind::Dependency) {
            continue;
        }
        let geometry = place.geometry.as_ref().and_then(|g| g.0.strip_prefix("country:"));
        for code in [Some(place.country.as_str()), geometry, Some(place.id.0.as_str())].into_iter().flatten()
        {
            if !code.is_empty() && !out.iter().any(|c| c == code) {
                out.push(code.to_owned());
            }
        }
    }
    out
}

/// Whether both sides of a line are among the countries of the article.
fn separates(line: &Place, countries: &[String]) -> bool {
    let has = |code: &str| countries.iter().any(|c| c == code);
    let id = line
        .geometry
        .as_ref()
        .and_then(|g| g.0.strip_prefix("line:"))
        .or_else(|| line.id.0.strip_prefix("line:"));
    if let Some(known) = id.and_then(lines::get) {
        return known.between.iter().any(|[a, b]| has(a) && has(b));
    }
    line.parents.iter().filter(|p| has(&p.0)).count() >= 2
}
