//! Fighting across a border runs along it, where the article names that border.

use crate::events::attach::Tied;
use crate::events::draft::Draft;
use crate::events::kinds::KINDS;
use crate::events::spot::{Spot, Tie};
use crate::geodata::lines;
use crate::model::article::Span;
use crate::model::event::PlaceRole;
use crate::model::mention::{MentionClass, Resolution};
use crate::model::place::{Place, PlaceKind};

/// Named lines of an article that are looked at.
const MAX_LINES: usize = 32;

/// Confidence that cross-border fighting runs along the named line of the two countries.
const CONFIDENCE: f32 = 0.7;

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
pub fn run_along_lines<'a>(drafts: &mut [Draft<'a>], resolutions: &'a [Resolution]) {
    let literal = resolutions.iter().filter(|r| r.mention.class == MentionClass::Literal);
    let lines = literal.filter_map(|r| {
        let place = r.place.as_ref().filter(|p| p.kind == PlaceKind::Line)?;
        Some(spot_of(place, r.mention.span, r.confidence))
    });
    let named: Vec<Spot<'a>> = lines.take(MAX_LINES).collect();
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

/// Codes of the countries that the article names, alone or by their border: alpha-2 and those of their geometry.
fn countries(resolutions: &[Resolution]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for place in resolutions.iter().filter_map(|r| r.place.as_ref()) {
        if let Some((a, b)) = pair(place) {
            for code in [a, b] {
                if !out.iter().any(|c| c == code) {
                    out.push(code.to_owned());
                }
            }
        }
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

/// The two countries of a border that the article names by them.
fn pair(place: &Place) -> Option<(&str, &str)> {
    place.geometry.as_ref()?.0.strip_prefix("border:")?.split_once('-')
}

/// Whether both sides of a line are among the countries of the article.
fn separates(line: &Place, countries: &[String]) -> bool {
    let has = |code: &str| countries.iter().any(|c| c == code);
    if let Some((a, b)) = pair(line) {
        return has(a) && has(b);
    }
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
