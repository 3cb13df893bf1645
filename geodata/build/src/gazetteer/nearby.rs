//! Finds the nearest settlement, to give a country and division to places that come without.

use std::collections::BTreeMap;

use crate::gazetteer::extent::cell;
use crate::gazetteer::record::Record;

/// Settlements by whole degree.
pub struct Nearby<'a> {
    cells: BTreeMap<(i32, i32), Vec<&'a Record>>,
}

impl<'a> Nearby<'a> {
    /// An index over these records.
    #[must_use]
    pub fn new(records: impl Iterator<Item = &'a Record>) -> Self {
        let mut cells: BTreeMap<(i32, i32), Vec<&Record>> = BTreeMap::new();
        for record in records {
            cells.entry(cell(record.point)).or_default().push(record);
        }
        Self { cells }
    }

    /// The nearest record within about `reach` km (at most 150), in `country` if that is not empty.
    #[must_use]
    pub fn nearest(&self, point: [f64; 2], country: &str, reach: f64) -> Option<&'a Record> {
        let (x, y) = cell(point);
        let around = (-2..=2).flat_map(|dx| (-2..=2).map(move |dy| (x + dx, y + dy)));
        around
            .filter_map(|key| self.cells.get(&key))
            .flatten()
            .filter(|r| country.is_empty() || r.country == country)
            .map(|r| (kilometers(point, r.point), *r))
            .filter(|(d, _)| *d <= reach)
            .min_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.id.cmp(&b.1.id)))
            .map(|(_, r)| r)
    }
}

/// Great-circle distance in km between two positions in degrees.
#[must_use]
pub fn kilometers(a: [f64; 2], b: [f64; 2]) -> f64 {
    let (lat_a, lat_b) = (a[1].to_radians(), b[1].to_radians());
    let half_lat = libm::sin((lat_b - lat_a) / 2.0);
    let half_lon = libm::sin((b[0] - a[0]).to_radians() / 2.0);
    let h = half_lat * half_lat + libm::cos(lat_a) * libm::cos(lat_b) * half_lon * half_lon;
    2.0 * 6371.0088 * libm::asin(libm::sqrt(h.min(1.0)))
}
