//! Chooses how each event is drawn: a dot only where the article gives a point.

use crate::model::event::{Event, EventPlace, PlaceRole, Status};
use crate::model::place::{GeometryRef, Place, PlaceKind};
use crate::model::plan::{Anchor, Mark};

/// An event with more places than this keeps the surest ones.
const MAX_MARKS_PER_EVENT: usize = 6;
/// A reading below this confidence is drawn with a question mark.
const DOUBTFUL: f32 = 0.45;
/// Radius drawn for "near X", kilometers: around a quarter or site, and around towns by the number of their people.
const NEAR_SITE: f64 = 5.0;
const NEAR_TOWN: [(u64, f64); 3] = [(1_000_000, 25.0), (100_000, 18.0), (10_000, 12.0)];
const NEAR_VILLAGE: f64 = 10.0;

/// The marks of an event, all with the number of its entry.
///
/// A place known only as an area, a line or "near X" gets an area, a line or a
/// ring, never a dot at its centroid. An area that holds another place of the
/// event is left to that finer place.
#[must_use]
pub fn marks_of(event: &Event, number: u32) -> Vec<Mark> {
    if let Some(arrow) = movement(event) {
        return vec![mark(event, number, &arrow.1.place, arrow.0, arrow.1.confidence)];
    }
    let mut places: Vec<&EventPlace> =
        event.places.iter().filter(|p| !is_coarser(p, &event.places)).collect();
    places.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    places.truncate(MAX_MARKS_PER_EVENT);
    places.iter().map(|p| mark(event, number, &p.place, anchor_of(p), p.confidence)).collect()
}

fn mark(event: &Event, number: u32, place: &Place, anchor: Anchor, confidence: f32) -> Mark {
    let confidence = confidence.min(event.confidence);
    Mark {
        id: event.id.clone(),
        number,
        kind: event.kind.clone(),
        place: place.name.clone(),
        anchor,
        background: !event.news,
        hollow: matches!(event.status, Status::Planned | Status::Denied | Status::Hypothetical),
        doubtful: confidence < DOUBTFUL,
        confidence,
    }
}

/// An arrow, if the event moves from one place to another, through the points that it passes.
fn movement(event: &Event) -> Option<(Anchor, &EventPlace)> {
    let from = event.places.iter().find(|p| p.role == PlaceRole::From)?;
    let to = event.places.iter().find(|p| p.role == PlaceRole::To)?;
    if from.place.id == to.place.id {
        return None;
    }
    let at = |p: &EventPlace| p.place.label_point.unwrap_or(p.place.point);
    let way = event.places.iter().filter(|p| p.role == PlaceRole::Along && p.place.kind.is_pointlike());
    let path = std::iter::once(from).chain(way).chain([to]).map(at).collect();
    Some((Anchor::Arrow { path }, to))
}

/// Whether another place of the event lies within this one and says more.
fn is_coarser(place: &EventPlace, all: &[EventPlace]) -> bool {
    all.iter().any(|other| {
        other.place.id != place.place.id
            && (other.place.parents.contains(&place.place.id)
                || (place.place.kind == PlaceKind::Country
                    && other.place.kind != PlaceKind::Country
                    && !other.place.country.is_empty()
                    && other.place.country == place.place.country))
    })
}

fn anchor_of(p: &EventPlace) -> Anchor {
    let place = &p.place;
    let at = place.label_point.unwrap_or(place.point);
    if let Some(radius_km) = p.within_km {
        return Anchor::Ring { at, radius_km };
    }
    match (&place.geometry, p.role) {
        (_, PlaceRole::Near) if place.kind.is_pointlike() => {
            Anchor::Ring { at: place.point, radius_km: near_km(place) }
        }
        (Some(geometry), _) if is_line(place.kind, geometry) => {
            Anchor::Line { geometry: geometry.clone(), at }
        }
        (Some(geometry), _) if !place.kind.is_pointlike() => Anchor::Area { geometry: geometry.clone(), at },
        // An island is a place of its own, whether or not the bundle has its shape.
        _ if place.kind == PlaceKind::Island => {
            Anchor::Area { geometry: GeometryRef(place.id.0.clone()), at }
        }
        (_, PlaceRole::Within) => Anchor::Ring { at, radius_km: radius_km(place) },
        _ if place.kind.is_pointlike() => Anchor::Point { at: place.point },
        _ => Anchor::Ring { at, radius_km: radius_km(place) },
    }
}

/// How far "near X" reaches, kilometers.
fn near_km(place: &Place) -> f64 {
    if place.kind != PlaceKind::Settlement {
        return NEAR_SITE;
    }
    let size = NEAR_TOWN.iter().find(|(people, _)| place.population >= *people);
    size.map_or(NEAR_VILLAGE, |(_, km)| *km)
}

fn is_line(kind: PlaceKind, geometry: &GeometryRef) -> bool {
    matches!(kind, PlaceKind::Line | PlaceKind::River)
        || ["line:", "border:", "river:"].iter().any(|prefix| geometry.0.starts_with(prefix))
}

/// A fair radius for an area without a bundled shape, kilometers.
fn radius_km(place: &Place) -> f64 {
    match place.kind {
        PlaceKind::Continent | PlaceKind::Group => 1500.0,
        PlaceKind::Country => 300.0,
        PlaceKind::Range | PlaceKind::Region | PlaceKind::Sea => 200.0,
        PlaceKind::Admin1 | PlaceKind::Dispute => 100.0,
        PlaceKind::Landform | PlaceKind::Island | PlaceKind::Lake => 50.0,
        PlaceKind::Admin2 | PlaceKind::Park => 40.0,
        _ => 20.0,
    }
}

#[cfg(test)]
mod tests {
    use super::marks_of;
    use crate::model::article::Span;
    use crate::model::event::{Event, EventPlace, PlaceRole, Status};
    use crate::model::geo::LonLat;
    use crate::model::place::{GeometryRef, Place, PlaceId, PlaceKind};
    use crate::model::plan::Anchor;

    fn place(id: &str, kind: PlaceKind, country: &str, geometry: Option<&str>) -> Place {
        Place {
            country: country.to_owned(),
            rank: 3,
            geometry: geometry.map(|g| GeometryRef(g.to_owned())),
            ..Place::bare(PlaceId(id.to_owned()), id, kind, LonLat::new(1.0, 2.0))
        }
    }

    fn event(places: Vec<(Place, PlaceRole)>) -> Event {
        Event {
            id: "e1".to_owned(),
            kind: "airstrike".to_owned(),
            label: String::new(),
            places: places
                .into_iter()
                .map(|(place, role)| EventPlace { place, role, span: None, confidence: 0.9, within_km: None })
                .collect(),
            date: None,
            status: Status::Happened,
            news: true,
            importance: 1.0,
            parties: Vec::new(),
            figures: Vec::new(),
            evidence: Vec::new(),
            trigger: Span::new(0, 1),
            confidence: 0.9,
        }
    }

    #[test]
    fn a_country_gives_way_to_a_town_in_it() {
        let land = place("country", PlaceKind::Country, "XX", Some("country:XXX"));
        let town = place("town", PlaceKind::Settlement, "XX", None);
        let marks = marks_of(&event(vec![(land, PlaceRole::Within), (town, PlaceRole::At)]), 1);
        assert_eq!(marks.len(), 1);
        assert!(matches!(marks[0].anchor, Anchor::Point { .. }));
    }

    #[test]
    fn areas_lines_and_near_are_no_dots() {
        let area = place("p", PlaceKind::Admin1, "XX", Some("admin1:XX-1"));
        let line = place("l", PlaceKind::Line, "", Some("line:x"));
        let town = place("t", PlaceKind::Settlement, "YY", None);
        let all = event(vec![(area, PlaceRole::At), (line, PlaceRole::Along), (town, PlaceRole::Near)]);
        let anchors: Vec<Anchor> = marks_of(&all, 1).into_iter().map(|m| m.anchor).collect();
        assert!(matches!(anchors[0], Anchor::Area { .. }));
        assert!(matches!(anchors[1], Anchor::Line { .. }));
        assert!(matches!(anchors[2], Anchor::Ring { .. }));
    }

    #[test]
    fn a_movement_is_an_arrow() {
        let from = place("a", PlaceKind::Country, "XX", Some("country:XXX"));
        let to = place("b", PlaceKind::Country, "YY", Some("country:YYY"));
        let marks = marks_of(&event(vec![(from, PlaceRole::From), (to, PlaceRole::To)]), 1);
        assert!(matches!(&marks[0].anchor, Anchor::Arrow { path } if path.len() == 2));
    }
}
