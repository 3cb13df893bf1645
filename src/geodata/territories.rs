//! Territories with a country code of their own that Natural Earth counts as divisions of their country.

use crate::geodata::basemap::{Basemap, DivisionId};

/// ISO 3166-1 alpha-3 and alpha-2, and the divisions.
const TERRITORIES: &[(&str, &str, &[&str])] = &[
    ("BES", "BQ", &["NL-BQ1", "NL-BQ2", "NL-BQ3"]),
    ("BVT", "BV", &["BVT"]),
    ("CCK", "CC", &["IOA-1928"]),
    ("CXR", "CX", &["IOA-2652"]),
    ("GLP", "GP", &["FR-GP"]),
    ("GUF", "GF", &["FR-GF"]),
    ("MTQ", "MQ", &["FR-MQ"]),
    ("MYT", "YT", &["FR-YT"]),
    ("REU", "RE", &["FR-RE"]),
    ("SJM", "SJ", &["NO-21", "NO-22"]),
];

impl Basemap {
    /// The divisions of a territory by its code, such as `GUF` or `GF`; empty for countries and unknown codes.
    #[must_use]
    pub fn territory(&self, code: &str) -> Vec<DivisionId> {
        let Some((_, _, codes)) = TERRITORIES.iter().find(|row| row.0 == code || row.1 == code) else {
            return Vec::new();
        };
        let mut of: Vec<DivisionId> = codes.iter().flat_map(|code| self.called(code)).collect();
        of.sort_unstable();
        of.dedup();
        of
    }
}

#[cfg(test)]
mod tests {
    use super::TERRITORIES;
    use crate::geodata::basemap::Basemap;

    #[test]
    fn every_territory_has_land_and_is_no_country() {
        let map = Basemap::open();
        for (alpha3, alpha2, _) in TERRITORIES {
            assert!(!map.territory(alpha3).is_empty(), "{alpha3}");
            assert_eq!(map.territory(alpha2), map.territory(alpha3));
            assert_eq!(map.country(alpha3), None);
        }
        assert!(map.territory("FRA").is_empty());
    }
}
