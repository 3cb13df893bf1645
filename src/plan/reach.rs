//! Boxes of the bundle's shapes, and the countries of a frame, as a worldview sees them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::geodata::basemap::{Basemap, DivisionId, Level};
use crate::geodata::disputes;
use crate::geodata::holders::Holders;
use crate::geodata::shapes::Shapes;
use crate::geodata::worldview::{Worldview, WorldviewKind};
use crate::model::geo::{Bounds, LonLat};
use crate::model::place::{GeometryRef, Place, PlaceKind};
use crate::plan::scope::{intersects, union};

/// Parts of a country that hold less than this share of its degrees of area, and lie apart, do not widen its box.
const MINOR_SHARE: f64 = 0.2;

/// Where shapes lie.
pub struct Reach<'a> {
    basemap: &'a Basemap,
    view: &'static Worldview,
    holders: Cow<'static, Holders>,
}

impl<'a> Reach<'a> {
    /// For one worldview.
    #[must_use]
    pub fn new(basemap: &'a Basemap, view: &'static Worldview) -> Self {
        Self { basemap, view, holders: Holders::shared(basemap, view) }
    }

    /// The box of a shape; none if the bundle has no such shape.
    ///
    /// A country's box leaves out small and remote parts (French Guiana, Hawaii), which would
    /// otherwise decide the frame.
    #[must_use]
    pub fn bounds(&self, geometry: &GeometryRef) -> Option<Bounds> {
        if let Some(code) = geometry.0.strip_prefix("country:") {
            let own = self.holders.divisions_of(code);
            return main_part(own.into_iter().map(|d| self.division(d)).collect());
        }
        if geometry.0.starts_with("dispute:")
            && let Some(known) = self.disputes().get(&geometry.0)
        {
            return *known;
        }
        self.shape(&geometry.0)
    }

    /// Boxes of all disputes and their parts, which are the same in every worldview; looked up once.
    fn disputes(&self) -> &'static BTreeMap<String, Option<Bounds>> {
        static BOXES: OnceLock<BTreeMap<String, Option<Bounds>>> = OnceLock::new();
        BOXES.get_or_init(|| {
            let ids = disputes::all().iter().flat_map(|dispute| {
                std::iter::once(&dispute.id).chain(dispute.parts.iter().map(|part| &part.id))
            });
            let references = ids.map(|id| format!("dispute:{id}"));
            references.map(|reference| (reference.clone(), self.shape(&reference))).collect()
        })
    }

    fn shape(&self, reference: &str) -> Option<Bounds> {
        let shapes =
            Shapes { map: self.basemap, level: Level::L110m, view: self.view, holders: &self.holders };
        let finer = Shapes { level: Level::L50m, ..shapes };
        shapes.bounds(reference).or_else(|| finer.bounds(reference))
    }

    /// The box of a division, across the antimeridian where its land lies on both sides of it; a small end beyond it,
    /// such as the last of the Aleutians, does not count.
    fn division(&self, division: DivisionId) -> Bounds {
        let bounds = self.basemap.division(division).bounds;
        if bounds.width() < 350.0 {
            return bounds;
        }
        let land = self.basemap.land(Level::L50m);
        let rings = land.outline(&[division]);
        let (mut west, mut east) = (180.0_f64, -180.0_f64);
        for [lon, _] in rings.iter().flat_map(|ring| land.ring(ring)) {
            if lon > 0.0 {
                west = west.min(lon);
            } else {
                east = east.max(lon);
            }
        }
        let (before, beyond) = (180.0 - west, 180.0 + east);
        let least = (before + beyond) / 5.0;
        Bounds {
            west: if before < least { -180.0 } else { west },
            east: if beyond < least { 180.0 } else { east },
            ..bounds
        }
    }

    /// The country (ISO 3166-1 alpha-2) that a place belongs to where the view settles whose it is, else its usual one.
    #[must_use]
    pub fn holder(&self, place: &Place) -> String {
        let held = || match place.kind {
            _ if self.view.kind == WorldviewKind::Neutral => None,
            PlaceKind::Country | PlaceKind::Dependency => {
                self.view.holder(self.basemap.country(&place.country)?.code, None)
            }
            _ => {
                let division = self.basemap.division_at(place.point)?;
                self.view.holder(division.country, Some(division.part?))
            }
        };
        let country = held().and_then(|code| self.basemap.country(code)).map(|country| country.iso_a2);
        country.filter(|code| !code.is_empty()).map_or_else(|| place.country.clone(), str::to_owned)
    }

    /// Whether the view knows a country (ISO 3166-1 alpha-2) as one that holds land; true for codes without a shape.
    #[must_use]
    pub fn is_country(&self, code: &str) -> bool {
        self.basemap.country(code).is_none_or(|country| !self.holders.divisions_of(country.code).is_empty())
    }

    /// Positions of a shape's outline, coarse; none if the bundle has no such shape. Of a country its main part.
    #[must_use]
    pub fn positions(&self, geometry: &GeometryRef) -> Option<Vec<LonLat>> {
        let bounds = self.bounds(geometry)?;
        if let Some(code) = geometry.0.strip_prefix("country:") {
            let land = self.basemap.land(Level::L110m);
            let rings = land.outline(&self.holders.divisions_of(code));
            let points = rings.iter().flat_map(|ring| land.ring(ring));
            let positions = points.map(|[lon, lat]| LonLat::new(lon, lat));
            return Some(positions.filter(|p| bounds.contains(*p)).collect());
        }
        let corners = [bounds.south, bounds.north];
        Some(
            corners
                .iter()
                .flat_map(|lat| [bounds.west, bounds.east].map(|lon| LonLat::new(lon, *lat)))
                .collect(),
        )
    }

    /// Which of some countries share a border: pairs of their numbers in the list, each both ways.
    #[must_use]
    pub fn neighbors(&self, among: &[Place]) -> BTreeSet<(usize, usize)> {
        let number = |code: &str| {
            let is_it = |p: &Place| {
                p.geometry.as_ref().and_then(|g| g.0.strip_prefix("country:")).is_some_and(|own| own == code)
            };
            among.iter().position(is_it)
        };
        let land = self.basemap.land(Level::L110m);
        let sides = land.borders().map(|border| land.arc(border)).filter_map(|arc| arc.left.zip(arc.right));
        let held = |side| self.holders.of(side).and_then(number);
        sides
            .filter_map(|(left, right)| held(left).zip(held(right)))
            .filter(|(a, b)| a != b)
            .flat_map(|(a, b)| [(a, b), (b, a)])
            .collect()
    }

    /// References of the seas whose boxes meet a box.
    #[must_use]
    pub fn seas_near(&self, bounds: &Bounds) -> BTreeSet<&'static str> {
        let seas = self.basemap.features_in("sea", Level::L10m, bounds);
        seas.into_iter().map(|sea| sea.reference).collect()
    }

    /// References of the countries that hold land in a box.
    #[must_use]
    pub fn countries_in(&self, bounds: &Bounds) -> BTreeSet<String> {
        let near = self.basemap.divisions_near(bounds);
        near.into_iter().filter_map(|d| self.holders.of(d)).map(|code| format!("country:{code}")).collect()
    }
}

/// The union of boxes without small groups of them far from the largest group.
fn main_part(mut boxes: Vec<Bounds>) -> Option<Bounds> {
    let area = |b: &Bounds| b.width() * b.height();
    boxes.sort_by(|a, b| area(b).total_cmp(&area(a)));
    let whole: f64 = boxes.iter().map(area).sum();
    let mut groups: Vec<(f64, Bounds)> = Vec::new();
    while !boxes.is_empty() {
        groups.push(take_group(&mut boxes));
    }
    groups.sort_by(|a, b| b.0.total_cmp(&a.0));
    let main = groups.first()?.1;
    let large = groups.iter().skip(1).filter(|(sum, _)| sum / whole.max(1e-9) > MINOR_SHARE);
    Some(large.map(|(_, bounds)| *bounds).fold(main, union))
}

/// Takes the first box and all that lie near the group that grows around it; gives the sum of their areas and the
/// box around them.
fn take_group(boxes: &mut Vec<Bounds>) -> (f64, Bounds) {
    let mut group = boxes.remove(0);
    let mut sum = group.width() * group.height();
    loop {
        let before = boxes.len();
        boxes.retain(|b| {
            let near = intersects(grown(group, group.height().max(group.width()) * 0.08), *b);
            if near {
                group = union(group, *b);
                sum += b.width() * b.height();
            }
            !near
        });
        if boxes.len() == before {
            return (sum, group);
        }
    }
}

fn grown(b: Bounds, by: f64) -> Bounds {
    if b.width() + 2.0 * by >= 360.0 {
        return Bounds { west: -180.0, east: 180.0, south: b.south - by, north: b.north + by };
    }
    let wrap = |lon: f64| {
        if lon > 180.0 {
            lon - 360.0
        } else if lon < -180.0 {
            lon + 360.0
        } else {
            lon
        }
    };
    Bounds { west: wrap(b.west - by), south: b.south - by, east: wrap(b.east + by), north: b.north + by }
}

#[cfg(test)]
mod tests {
    use super::Reach;
    use crate::geodata::basemap::Basemap;
    use crate::geodata::worldview;
    use crate::model::geo::{Bounds, LonLat};
    use crate::model::place::{GeometryRef, Place, PlaceId, PlaceKind};

    #[test]
    fn a_place_belongs_to_whom_the_view_gives_it() {
        let map = Basemap::open();
        let gazetteer = crate::geodata::gazetteer::Gazetteer::bundled().expect("the gazetteer opens");
        for (id, view, country) in [
            ("gn1255634", "neutral", "IN"),
            ("gn1255634", "pk", "PK"),
            ("gn1255634", "in", "IN"),
            ("gn693805", "neutral", "UA"),
            ("gn693805", "ru", "RU"),
            ("gn1668341", "cn", "CN"),
            ("gn1138958", "pk", "AF"),
        ] {
            let place = gazetteer.place(gazetteer.by_id(id).expect("the town is known"));
            let view = worldview::get(view).expect("there is such a view");
            assert_eq!(Reach::new(&map, view).holder(&place), country, "{} in {}", place.name, view.code);
        }
    }

    #[test]
    fn a_country_is_boxed_without_its_remote_parts() {
        let map = Basemap::open();
        let Some(view) = worldview::get("neutral") else { panic!("there is a neutral view") };
        let reach = Reach::new(&map, view);
        let of = |code: &str| reach.bounds(&GeometryRef(format!("country:{code}"))).unwrap_or(Bounds::WORLD);
        let france = of("FRA");
        assert!(france.contains(LonLat::new(2.3, 48.9)) && france.width() < 20.0, "{france:?}");
        let fiji = of("FJI");
        assert!(fiji.width() < 10.0 && fiji.contains(LonLat::new(178.4, -18.1)), "{fiji:?}");
        let russia = of("RUS");
        assert!(russia.width() > 120.0 && russia.width() < 200.0, "{russia:?}");
        let usa = of("USA");
        assert!(usa.contains(LonLat::new(-100.0, 40.0)) && usa.west < -120.0, "{usa:?}");
        assert!(reach.countries_in(&of("AFG")).contains("country:PAK"));
    }

    #[test]
    fn neighbors_share_a_border() {
        let map = Basemap::open();
        let Some(view) = worldview::get("neutral") else { panic!("there is a neutral view") };
        let country = |code: &&str| Place {
            geometry: Some(GeometryRef(format!("country:{code}"))),
            ..Place::bare(PlaceId((*code).to_owned()), code, PlaceKind::Country, LonLat::new(0.0, 0.0))
        };
        let codes = ["PER", "BOL", "AFG", "PAK", "CHL", "BRA", "FRA"];
        let among: Vec<Place> = codes.iter().map(country).collect();
        let pairs = Reach::new(&map, view).neighbors(&among);
        let number = |code: &str| codes.iter().position(|c| *c == code).unwrap_or(codes.len());
        let share = |a: &str, b: &str| pairs.contains(&(number(a), number(b)));
        assert!(share("PER", "BOL") && share("BOL", "PER") && share("AFG", "PAK"));
        assert!(!share("CHL", "BRA") && !share("FRA", "FRA"));
    }

    #[test]
    fn a_view_may_not_know_a_country() {
        let map = Basemap::open();
        let knows =
            |view: &str, code: &str| worldview::get(view).map(|v| Reach::new(&map, v).is_country(code));
        assert_eq!(knows("neutral", "XK"), Some(true));
        assert_eq!(knows("ru", "XK"), Some(false));
        assert_eq!(knows("cn", "TW"), Some(false));
        assert_eq!(knows("tw", "CN"), Some(false));
        assert_eq!(knows("us", "FR"), Some(true));
    }
}
