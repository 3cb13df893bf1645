//! Reads numbers, positions and kinds out of the bytes of the gazetteer.

use crate::model::geo::LonLat;
use crate::model::place::PlaceKind;

/// Kinds by code, in the order of `gazetteer_format::KINDS`.
pub const KINDS: [PlaceKind; 21] = [
    PlaceKind::Continent,
    PlaceKind::Group,
    PlaceKind::Country,
    PlaceKind::Dependency,
    PlaceKind::Admin1,
    PlaceKind::Admin2,
    PlaceKind::Settlement,
    PlaceKind::Quarter,
    PlaceKind::Region,
    PlaceKind::Range,
    PlaceKind::Peak,
    PlaceKind::Island,
    PlaceKind::Landform,
    PlaceKind::Park,
    PlaceKind::River,
    PlaceKind::Lake,
    PlaceKind::Sea,
    PlaceKind::Line,
    PlaceKind::Dispute,
    PlaceKind::Site,
    PlaceKind::Airport,
];

/// The little-endian number at `at`, 0 if it lies outside.
#[must_use]
pub fn number(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}

/// The position at `at`, degrees.
#[must_use]
pub fn position(record: &[u8], at: usize) -> LonLat {
    let degrees = |at| f64::from(number(record, at).cast_signed()) / 1e5;
    LonLat::new(degrees(at), degrees(at + 4))
}

/// Binary search over numbered entries.
pub fn search(length: usize, compare: impl Fn(u32) -> std::cmp::Ordering) -> Option<u32> {
    let (mut low, mut high) = (0u32, u32::try_from(length).unwrap_or(u32::MAX));
    while low < high {
        let middle = low.midpoint(high);
        match compare(middle) {
            std::cmp::Ordering::Equal => return Some(middle),
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::KINDS;
    use crate::geodata::gazetteer_format::KINDS as NAMES;

    #[test]
    fn kinds_have_the_names_of_the_table() {
        for (kind, name) in KINDS.iter().zip(NAMES) {
            assert_eq!(serde_json::to_string(kind).ok(), Some(format!("\"{name}\"")));
        }
    }
}
