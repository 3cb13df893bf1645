//! What maps name for orientation: towns by importance and latitude, and all that is no town. Reads two short lists
//! instead of all places.

use crate::geodata::gazetteer::{Gazetteer, PlaceRef};
use crate::geodata::gazetteer_bytes::number;
use crate::geodata::gazetteer_format::{LAST_TOWN, Section};
use crate::model::geo::Bounds;

impl Gazetteer {
    /// Countries, dependencies, divisions, and the larger seas, lakes and rivers; then a person's own places of any kind.
    pub fn ground(&self) -> impl Iterator<Item = PlaceRef> + use<'_> {
        let number_of = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let own = (number_of(self.len() - self.own.places.len())..number_of(self.len())).map(PlaceRef);
        self.section(Section::Ground).chunks_exact(4).map(|entry| PlaceRef(number(entry, 0))).chain(own)
    }

    /// Bundled settlements inside a box, down to a rank; the most important first.
    #[must_use]
    pub fn towns_in(&self, bounds: &Bounds, rank: u8) -> Vec<PlaceRef> {
        let list = self.section(Section::Towns);
        let length = list.len() / 4;
        let town = |i: usize| PlaceRef(number(list, i * 4));
        let first = |rank: u8, south: f64| {
            let (mut low, mut high) = (0, length);
            while low < high {
                let middle = usize::midpoint(low, high);
                let place = town(middle);
                let before =
                    self.rank(place) < rank || (self.rank(place) == rank && self.point(place).lat < south);
                if before { low = middle + 1 } else { high = middle }
            }
            low
        };
        let mut found = Vec::new();
        for rank in 0..=rank.min(LAST_TOWN) {
            let band = (first(rank, bounds.south)..length).map(town);
            let band = band.take_while(|p| self.rank(*p) == rank && self.point(*p).lat <= bounds.north);
            found.extend(band.filter(|p| bounds.contains(self.point(*p))));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::geodata::gazetteer::{Gazetteer, PlaceRef};
    use crate::model::geo::Bounds;
    use crate::model::place::PlaceKind;

    #[test]
    fn the_lists_hold_what_a_walk_over_all_places_finds() {
        let g = Gazetteer::bundled().expect("the bundle opens");
        for (west, south, east, north, rank) in [
            (60.0, 23.0, 78.0, 38.0, 5),
            (170.0, -50.0, -170.0, -10.0, 9),
            (-180.0, -90.0, 180.0, 90.0, 1),
            (10.0, 47.0, 10.5, 47.3, 9),
        ] {
            let bounds = Bounds { west, south, east, north };
            let meant = |p: &PlaceRef| {
                g.kind(*p) == PlaceKind::Settlement && g.rank(*p) <= rank && bounds.contains(g.point(*p))
            };
            let walked: BTreeSet<PlaceRef> = g.places().filter(meant).collect();
            let listed = g.towns_in(&bounds, rank);
            assert!(!walked.is_empty());
            assert_eq!(listed.len(), walked.len());
            assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), walked);
        }
        let seats = g.places().filter(|p| g.kind(*p) == PlaceKind::Settlement && g.feature(*p) == "PPLC");
        assert!(g.capitals().eq(seats));
        let ground: BTreeSet<PlaceRef> = g.ground().collect();
        for place in g.places() {
            let listed = match g.kind(place) {
                PlaceKind::Admin1 | PlaceKind::Country | PlaceKind::Dependency => true,
                PlaceKind::Sea | PlaceKind::Lake | PlaceKind::River => g.rank(place) <= 6,
                _ => false,
            };
            assert_eq!(ground.contains(&place), listed, "{}", g.name(place));
        }
    }
}
