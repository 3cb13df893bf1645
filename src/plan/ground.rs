//! Looks up what lies in a frame: countries with their capitals, towns, waters, ranges.

use std::collections::BTreeSet;

use crate::geodata::gazetteer::{Gazetteer, PlaceRef};
use crate::geodata::worldview::{self, Worldview};
use crate::model::geo::Bounds;
use crate::model::place::{GeometryRef, Place, PlaceKind};
use crate::plan::reach::Reach;
use crate::plan::scope::{around, intersects, union};

/// The bundle, as a plan asks it.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// Names and places.
    pub gazetteer: &'a Gazetteer,
    /// Where shapes lie.
    pub reach: &'a Reach<'a>,
    /// Whose view of borders and names.
    pub view: &'static Worldview,
    /// Language of labels, ISO 639-1.
    pub lang: &'a str,
}

/// Kilometers of one degree of latitude.
const KM_PER_DEGREE: f64 = 111.2;

/// What lies in a frame, by sort, most important first.
#[derive(Debug, Default)]
pub struct Contents {
    /// Countries and dependencies whose label point is inside, or whose area may reach in.
    pub countries: Vec<Place>,
    /// Seats of governments.
    pub capitals: Vec<Place>,
    /// Other settlements.
    pub towns: Vec<Place>,
    /// Seas, gulfs and straits, lakes, rivers.
    pub waters: Vec<Place>,
    /// First-order divisions.
    pub divisions: Vec<Place>,
}

impl Ground<'_> {
    /// Box of a place: of its shape if it has one, else around its point.
    #[must_use]
    pub fn bounds(&self, place: &Place) -> Bounds {
        let shape = place.geometry.as_ref().and_then(|g| self.shape_bounds(g));
        shape.unwrap_or_else(|| {
            let radius = self.gazetteer.by_id(&place.id.0).map_or(0, |p| self.gazetteer.radius(p));
            around(place.point, 2.0 * f64::from(radius) / KM_PER_DEGREE)
        })
    }

    /// Box of a shape of the bundle.
    #[must_use]
    pub fn shape_bounds(&self, geometry: &GeometryRef) -> Option<Bounds> {
        self.reach.bounds(geometry)
    }

    /// The name of a place in the map's language.
    #[must_use]
    pub fn name(&self, place: &Place) -> String {
        if let Some(contested) = worldview::contested_name(key(place), &self.view.code, self.lang) {
            return contested.to_owned();
        }
        let known = self.gazetteer.by_id(&place.id.0);
        let local = known.filter(|_| self.lang != "en").and_then(|p| self.gazetteer.name_in(p, self.lang));
        local.map_or_else(|| place.name.clone(), str::to_owned)
    }

    /// The country or dependency of a code.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<Place> {
        self.gazetteer.by_id(code).map(|p| self.gazetteer.place(p))
    }

    /// Seats of the governments of some countries, by id.
    #[must_use]
    pub fn capitals(&self, of: &[Place]) -> Vec<Place> {
        let g = self.gazetteer;
        let meant = |p: &PlaceRef| of.iter().any(|country| country.country == g.country_code(*p));
        g.capitals().filter(meant).map(|p| g.place(p)).collect()
    }

    /// What lies in the frame; `town_rank` is the least important rank of towns that is wanted.
    #[must_use]
    pub fn contents(&self, frame: Bounds, town_rank: u8, divisions: bool) -> Contents {
        let g = self.gazetteer;
        let mut found = Contents::default();
        let countries = self.reach.countries_in(&frame);
        let seas = self.reach.seas_near(&frame);
        let is_seat = |place: &PlaceRef| g.feature(*place) == "PPLC";
        let seats = g.capitals().filter(|p| frame.contains(g.point(*p)));
        found.capitals = seats.map(|p| g.place(p)).collect();
        let towns = g.towns_in(&frame, town_rank).into_iter().filter(|p| !is_seat(p));
        found.towns = towns.map(|p| g.place(p)).collect();
        for place in g.ground() {
            let kind = g.kind(place);
            let wanted = match kind {
                // Only those of a person's own gazetteer stand in this list.
                PlaceKind::Settlement => g.rank(place) <= town_rank && frame.contains(g.point(place)),
                PlaceKind::Admin1 => divisions && self.touches(place, frame),
                PlaceKind::Country | PlaceKind::Dependency => countries.contains(g.geometry(place)),
                PlaceKind::Sea | PlaceKind::Lake | PlaceKind::River if g.rank(place) > 6 => false,
                PlaceKind::Sea => self.touches(place, frame) || self.reaches(place, &seas, frame),
                PlaceKind::Lake | PlaceKind::River => self.touches(place, frame),
                _ => false,
            };
            if wanted {
                let list = match kind {
                    PlaceKind::Settlement => &mut found.towns,
                    PlaceKind::Country | PlaceKind::Dependency => &mut found.countries,
                    PlaceKind::Admin1 => &mut found.divisions,
                    _ => &mut found.waters,
                };
                list.push(g.place(place));
            }
        }
        for list in [
            &mut found.countries,
            &mut found.capitals,
            &mut found.towns,
            &mut found.waters,
            &mut found.divisions,
        ] {
            list.sort_by(|a, b| {
                (a.rank, std::cmp::Reverse(a.population), &a.id).cmp(&(
                    b.rank,
                    std::cmp::Reverse(b.population),
                    &b.id,
                ))
            });
        }
        found
    }

    /// Whether the shape of a sea reaches into the frame; only those near it are read.
    fn reaches(&self, place: PlaceRef, near: &BTreeSet<&str>, frame: Bounds) -> bool {
        let reference = self.gazetteer.geometry(place);
        near.contains(reference)
            && self.shape_bounds(&GeometryRef(reference.to_owned())).is_some_and(|b| intersects(b, frame))
    }

    fn touches(&self, place: PlaceRef, frame: Bounds) -> bool {
        let g = self.gazetteer;
        let point = g.point(place);
        let reach = 2.0 * f64::from(g.radius(place)) / KM_PER_DEGREE;
        frame.contains(point) || (reach > 0.0 && intersects(around(point, reach), frame))
    }

    /// The box that holds the places.
    #[must_use]
    pub fn bounds_of_all<'p>(&self, places: impl Iterator<Item = &'p Place>) -> Option<Bounds> {
        places.map(|p| self.bounds(p)).reduce(union)
    }
}

/// The id without its layer: the key of the table of contested names.
fn key(place: &Place) -> &str {
    place.id.0.rsplit(':').next().unwrap_or(&place.name)
}
