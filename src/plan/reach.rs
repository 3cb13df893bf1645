//! Boxes of the bundle's shapes, and the countries of a frame, as a worldview sees them.

use std::collections::BTreeSet;

use crate::geodata::basemap::{Basemap, Level};
use crate::geodata::holders::Holders;
use crate::geodata::shapes::Shapes;
use crate::geodata::worldview::Worldview;
use crate::model::geo::Bounds;
use crate::model::place::GeometryRef;
use crate::plan::scope::{intersects, union};

/// Parts of a country that hold less than this share of its degrees of area, and lie apart, do not widen its box.
const MINOR_SHARE: f64 = 0.04;

/// Where shapes lie.
pub struct Reach<'a> {
    basemap: &'a Basemap,
    view: &'static Worldview,
    holders: Holders,
}

impl<'a> Reach<'a> {
    /// For one worldview.
    #[must_use]
    pub fn new(basemap: &'a Basemap, view: &'static Worldview) -> Self {
        Self { basemap, view, holders: Holders::new(basemap, view) }
    }

    /// The box of a shape; none if the bundle has no such shape.
    ///
    /// A country's box leaves out small and remote parts (French Guiana, Hawaii), which would
    /// otherwise decide the frame.
    #[must_use]
    pub fn bounds(&self, geometry: &GeometryRef) -> Option<Bounds> {
        if let Some(code) = geometry.0.strip_prefix("country:") {
            let own = self.holders.divisions_of(code);
            return main_part(own.into_iter().map(|d| self.basemap.division(d).bounds).collect());
        }
        let shapes =
            Shapes { map: self.basemap, level: Level::L110m, view: self.view, holders: &self.holders };
        let finer = Shapes { level: Level::L50m, ..shapes };
        shapes.bounds(&geometry.0).or_else(|| finer.bounds(&geometry.0))
    }

    /// Whether the view knows a country (ISO 3166-1 alpha-2) as one that holds land; true for codes without a shape.
    #[must_use]
    pub fn is_country(&self, code: &str) -> bool {
        self.basemap.country(code).is_none_or(|country| !self.holders.divisions_of(country.code).is_empty())
    }

    /// References of the countries that hold land in a box.
    #[must_use]
    pub fn countries_in(&self, bounds: &Bounds) -> BTreeSet<String> {
        let near = self.basemap.divisions_near(bounds);
        near.into_iter().filter_map(|d| self.holders.of(d)).map(|code| format!("country:{code}")).collect()
    }
}

/// The union of boxes without small ones far from the largest.
fn main_part(mut boxes: Vec<Bounds>) -> Option<Bounds> {
    let area = |b: &Bounds| b.width() * b.height();
    boxes.sort_by(|a, b| area(b).total_cmp(&area(a)));
    let whole: f64 = boxes.iter().map(area).sum();
    let mut main = boxes.first().copied()?;
    let mut rest: Vec<Bounds> = boxes.split_off(1);
    // Grow from the largest box outward, so that neighbors join before remote parts are judged.
    loop {
        let before = rest.len();
        let mut apart = Vec::new();
        for b in rest {
            let near = grown(main, main.height().max(main.width()) * 0.08);
            if intersects(near, b) { main = union(main, b) } else { apart.push(b) }
        }
        rest = apart;
        if rest.len() == before {
            break;
        }
    }
    let large = rest.iter().filter(|b| area(b) / whole.max(1e-9) > MINOR_SHARE);
    Some(large.copied().fold(main, union))
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
    use crate::model::place::GeometryRef;

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
