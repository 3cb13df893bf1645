//! Fighting across a border runs along it, where the article names that border.

use crate::events::attach::Tied;
use crate::events::draft::Draft;
use crate::events::kinds::KINDS;
use crate::events::spot::{Spot, Tie};
use crate::geodata::lines;
use crate::model::event::PlaceRole;
use crate::model::mention::{MentionClass, Resolution};
use crate::model::place::{Place, PlaceKind};

/// Confidence that cross-border fighting runs along the named line of the two countries.
const CONFIDENCE: f32 = 0.7;

/// Gives cross-border fighting of two countries the line that the article names between them.
pub fn run_along_lines<'a>(drafts: &mut [Draft<'a>], resolutions: &'a [Resolution]) {
    let named: Vec<(&'a Place, &'a Resolution)> = resolutions
        .iter()
        .filter(|r| r.mention.class == MentionClass::Literal)
        .filter_map(|r| r.place.as_ref().filter(|p| p.kind == PlaceKind::Line).map(|p| (p, r)))
        .collect();
    if named.is_empty() {
        return;
    }
    let countries = countries(resolutions);
    for draft in drafts.iter_mut().filter(|d| d.cross_border && is_fighting(d.kind)) {
        if draft.places.iter().any(|p| p.role != PlaceRole::Within) {
            continue;
        }
        let Some((place, resolution)) = named.iter().find(|(p, _)| separates(p, &countries)) else {
            continue;
        };
        let spot = Spot {
            first: 0,
            end: 0,
            place,
            span: resolution.mention.span,
            confidence: resolution.confidence,
            class: MentionClass::Literal,
            tie: Tie::Along,
            anchor: 0,
            list: None,
            container: false,
            seat: false,
            building: false,
            literal: true,
        };
        draft.places = vec![Tied {
            spot,
            role: PlaceRole::Along,
            target: false,
            confidence: CONFIDENCE * resolution.confidence,
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
