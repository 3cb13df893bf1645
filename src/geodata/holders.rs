//! Who holds each division in a worldview, and which country lies at a position.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::geodata::basemap::{Basemap, Division, DivisionId, Level, meets};
use crate::geodata::basemap_format::{COUNTRIES, DIVISIONS, country, division};
use crate::geodata::section::{degrees, short, unit_box, word};
use crate::geodata::worldview::{self, Worldview};
use crate::model::geo::{Bounds, LonLat};

/// The holder of every division in one worldview. Making it takes some tens of microseconds; make it once a map.
#[derive(Debug, Clone)]
pub struct Holders {
    codes: Vec<&'static str>,
    of: Vec<Option<u16>>,
}

impl Holders {
    /// The holders in a worldview, derived once and shared by all maps if it is one of the bundled ones.
    #[must_use]
    pub fn shared(map: &Basemap, view: &Worldview) -> Cow<'static, Self> {
        static VIEWS: OnceLock<Vec<OnceLock<Holders>>> = OnceLock::new();
        let all = worldview::all();
        let views = VIEWS.get_or_init(|| all.iter().map(|_| OnceLock::new()).collect());
        let slot = all.iter().position(|one| one.code == view.code).and_then(|at| views.get(at));
        slot.map_or_else(
            || Cow::Owned(Self::new(map, view)),
            |slot| Cow::Borrowed(slot.get_or_init(|| Self::new(map, view))),
        )
    }

    /// The holders in a worldview.
    #[must_use]
    pub fn new(map: &Basemap, view: &Worldview) -> Self {
        let sections = map.sections();
        let codes: Vec<&'static str> = sections
            .records(COUNTRIES, country::SIZE)
            .map(|r| sections.string(word(r, country::CODE)))
            .collect();
        let numbers: BTreeMap<&str, u16> = codes.iter().copied().zip(0..).collect();
        let whole: Vec<Option<u16>> =
            codes.iter().map(|code| numbers.get(view.holder(code, None)?).copied()).collect();
        let of = sections.records(DIVISIONS, division::SIZE).map(|record| {
            let country = usize::from(short(record, division::COUNTRY));
            let part = sections.string(word(record, division::PART));
            if part.is_empty() {
                return whole.get(country).copied().flatten();
            }
            numbers.get(view.holder(codes.get(country)?, Some(part))?).copied()
        });
        Self { of: of.collect(), codes }
    }

    /// The country that holds a division; nothing where nobody does.
    #[must_use]
    pub fn of(&self, division: DivisionId) -> Option<&'static str> {
        let number = self.of.get(usize::from(division.0)).copied().flatten()?;
        self.codes.get(usize::from(number)).copied()
    }

    /// Number of countries.
    #[must_use]
    pub fn countries(&self) -> usize {
        self.codes.len()
    }

    /// Number of a country, below [`Holders::countries`].
    #[must_use]
    pub fn number(&self, country: &str) -> Option<usize> {
        self.codes.iter().position(|code| *code == country)
    }

    /// The divisions that a country holds, by id.
    #[must_use]
    pub fn divisions_of(&self, country: &str) -> Vec<DivisionId> {
        let Some(number) = self.number(country) else { return Vec::new() };
        let own = |holder: &Option<u16>| holder.is_some_and(|n| usize::from(n) == number);
        (0..).zip(&self.of).filter(|(_, holder)| own(holder)).map(|(i, _)| DivisionId(i)).collect()
    }
}

impl Basemap {
    /// The division at a position, if it is on land.
    #[must_use]
    pub fn division_at(&self, p: LonLat) -> Option<Division> {
        let land = self.land(Level::L10m);
        let here = Bounds { west: p.lon, south: p.lat, east: p.lon, north: p.lat };
        let near = land.divisions_in(&here);
        let inside = near.into_iter().find(|&division| {
            let mut odd = false;
            for step in land.face(division) {
                odd ^= crosses(&land.arcs, step.arc, p);
            }
            odd
        });
        inside.map(|division| self.division(division))
    }

    /// The country at a position in a worldview; nothing at sea and on land that nobody holds.
    #[must_use]
    pub fn country_at(&self, p: LonLat, view: &Worldview) -> Option<&'static str> {
        let division = self.division_at(p)?;
        let code = view.holder(division.country, division.part)?.to_owned();
        self.country(&code).map(|country| country.code)
    }
}

/// Whether a ray to the east from `p` crosses a line an odd number of times.
fn crosses(lines: &crate::geodata::section::Lines<'_>, line: u32, p: LonLat) -> bool {
    let [_, south, _, north] = lines.bounds(line);
    if p.lat < south || p.lat > north {
        return false;
    }
    let mut odd = false;
    let mut before: Option<(f64, f64)> = None;
    lines.walk(line, |x, y, _| {
        let (x1, y1) = (degrees(x), degrees(y));
        if let Some((x0, y0)) = before {
            odd ^= (y0 > p.lat) != (y1 > p.lat) && p.lon < (x1 - x0) * (p.lat - y0) / (y1 - y0) + x0;
        }
        before = Some((x1, y1));
    });
    odd
}

impl Basemap {
    /// Divisions whose boxes meet `bounds`, by id, whatever the level.
    #[must_use]
    pub fn divisions_near(&self, bounds: &Bounds) -> Vec<DivisionId> {
        let records = self.sections().records(DIVISIONS, division::SIZE);
        let near = (0..).zip(records).filter(|(_, r)| meets(bounds, unit_box(r, division::BOUNDS)));
        near.map(|(number, _)| DivisionId(number)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Holders;
    use crate::geodata::basemap::Basemap;
    use crate::geodata::worldview;
    use crate::model::geo::LonLat;

    #[test]
    fn positions_lie_in_their_countries() {
        let map = Basemap::open();
        for (lon, lat, view, country) in [
            (69.17, 34.53, "neutral", Some("AFG")),
            (73.04, 33.69, "neutral", Some("PAK")),
            (77.2, 28.6, "neutral", Some("IND")),
            (74.8, 34.08, "neutral", None),
            (74.8, 34.08, "in", Some("IND")),
            (74.8, 34.08, "pk", Some("PAK")),
            (74.8, 34.08, "de-facto", Some("IND")),
            (79.5, 35.0, "in", Some("IND")),
            (79.5, 35.0, "cn", Some("CHN")),
            (34.1, 44.95, "neutral", Some("UKR")),
            (34.1, 44.95, "ru", Some("RUS")),
            (34.1, 44.95, "de-facto", Some("RUS")),
            (121.5, 25.04, "neutral", Some("TWN")),
            (121.5, 25.04, "cn", Some("CHN")),
            (-30.0, 30.0, "neutral", None),
            (51.5, 41.0, "neutral", None),
            (178.0, -17.8, "neutral", Some("FJI")),
            (-179.0, 67.5, "neutral", Some("RUS")),
            (28.2, -29.5, "neutral", Some("LSO")),
            (12.45, 43.94, "neutral", Some("SMR")),
            (-58.5, 6.0, "neutral", Some("GUY")),
        ] {
            let view = worldview::get(view).unwrap();
            assert_eq!(map.country_at(LonLat::new(lon, lat), view), country, "{lon} {lat} {}", view.code);
        }
    }

    #[test]
    fn a_view_gives_its_country_more_land() {
        let map = Basemap::open();
        let count = |view: &str| Holders::new(&map, worldview::get(view).unwrap()).divisions_of("IND").len();
        assert!(count("in") > count("neutral"));
    }
}
