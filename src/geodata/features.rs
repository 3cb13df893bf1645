//! What is drawn over the land: lakes, rivers, regions, seas, and the shapes of disputes over sea.

use core::ops::Range;

use crate::geodata::basemap::{Basemap, Level, level, meets};
use crate::geodata::basemap_format::{FEATURES, RING_BOXES, RING_POINTS, RINGS, feature, ring};
use crate::geodata::section::{Lines, byte, degrees, place, unit_box, word};
use crate::model::geo::{Bounds, LonLat};

/// What a feature is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeatureShape {
    /// A position.
    Point,
    /// Lines.
    Line,
    /// Areas: outer rings, each followed by its holes.
    Area,
}

/// A feature: its geometry is a range of lines in [`Basemap::feature_lines`].
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// Reference, such as `lake:baikal`; a spine adds `#spine`.
    pub reference: &'static str,
    /// English name, or empty.
    pub name: &'static str,
    /// Lake, reservoir, river, desert, strait, ...
    pub kind: &'static str,
    /// Codes of the divisions (ISO 3166-2) or countries (ISO A2) it consists of, for regions without a geometry.
    pub divisions: Vec<&'static str>,
    /// Rank, 0 the most important.
    pub rank: u8,
    /// What it is made of.
    pub shape: FeatureShape,
    /// The smallest scale that shows it.
    pub scale: Level,
    /// Where its label may stand.
    pub label: Option<LonLat>,
    /// Its box.
    pub bounds: Bounds,
    /// Its lines at the level asked for.
    pub lines: Range<u32>,
}

impl Basemap {
    /// The geometry of all features: lines, and rings that repeat their first position.
    #[must_use]
    pub fn feature_lines(&self) -> Lines<'static> {
        let section = |number| self.sections().section(number);
        Lines { records: section(RINGS), boxes: section(RING_BOXES), points: section(RING_POINTS) }
    }

    /// Whether a ring of an area is a hole of the ring before.
    #[must_use]
    pub fn is_hole(&self, line: u32) -> bool {
        byte(self.feature_lines().record(line), ring::HOLE) != 0
    }

    /// A feature by its reference, with its lines at a level; at a smaller scale than it is meant for, those of the
    /// smallest there are.
    #[must_use]
    pub fn feature(&self, reference: &str, level: Level) -> Option<Feature> {
        let at = self.first_feature_from(reference);
        let record = (at < self.feature_count())
            .then(|| self.sections().record(FEATURES, feature::SIZE, at))
            .filter(|record| self.sections().string(word(record, feature::REFERENCE)) == reference)?;
        Some(self.read_feature(record, level))
    }

    fn feature_count(&self) -> usize {
        self.sections().section(FEATURES).len() / feature::SIZE
    }

    /// Number of the first feature whose reference is not less than that.
    fn first_feature_from(&self, reference: &str) -> usize {
        let (mut low, mut high) = (0, self.feature_count());
        while low < high {
            let middle = usize::midpoint(low, high);
            let record = self.sections().record(FEATURES, feature::SIZE, middle);
            if self.sections().string(word(record, feature::REFERENCE)) < reference {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The lakes (`lake`) or rivers (`river`) that a level shows and whose boxes meet `bounds`, by reference.
    #[must_use]
    pub fn features_in(&self, layer: &str, level: Level, bounds: &Bounds) -> Vec<Feature> {
        // References of one layer begin alike; ';' follows ':'.
        let [from, to] = [":", ";"].map(|end| self.first_feature_from(&format!("{layer}{end}")));
        let records = (from..to).map(|at| self.sections().record(FEATURES, feature::SIZE, at));
        let near = records.filter(|record| {
            byte(record, feature::SCALE) >= level as u8 && meets(bounds, unit_box(record, feature::BOUNDS))
        });
        let is_spine =
            |record: &&[u8]| self.sections().string(word(record, feature::REFERENCE)).ends_with("#spine");
        near.filter(|record| !is_spine(record)).map(|record| self.read_feature(record, level)).collect()
    }

    fn read_feature(&self, record: &[u8], at: Level) -> Feature {
        let text = |field: usize| self.sections().string(word(record, field));
        let [west, south, east, north] = unit_box(record, feature::BOUNDS).map(degrees);
        Feature {
            reference: text(feature::REFERENCE),
            name: text(feature::NAME),
            kind: text(feature::KIND),
            divisions: text(feature::DIVISIONS).split_ascii_whitespace().collect(),
            rank: byte(record, feature::RANK),
            shape: match byte(record, feature::SHAPE) {
                0 => FeatureShape::Point,
                1 => FeatureShape::Line,
                _ => FeatureShape::Area,
            },
            scale: level(byte(record, feature::SCALE)),
            label: place(record, feature::LABEL),
            bounds: Bounds { west, south, east, north },
            lines: lines_at(record, at),
        }
    }
}

/// The lines at a level, or at the next larger scale that has some.
fn lines_at(record: &[u8], at: Level) -> Range<u32> {
    let range = |level: usize| {
        let first = word(record, feature::RINGS + level * 8);
        first..first + word(record, feature::RINGS + level * 8 + 4)
    };
    (0..=at as usize).rev().map(range).find(|range| !range.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::FeatureShape;
    use crate::geodata::basemap::{Basemap, Level};
    use crate::model::geo::Bounds;

    #[test]
    fn features_are_found_by_reference_at_every_level() {
        let map = Basemap::open();
        for level in [Level::L10m, Level::L50m, Level::L110m] {
            let lake = map.feature("lake:baikal", level).unwrap();
            assert_eq!((lake.shape, lake.kind), (FeatureShape::Area, "lake"));
            assert!(!lake.lines.is_empty());
        }
        assert_eq!(map.feature("lake:nowhere", Level::L10m), None);
    }

    #[test]
    fn smaller_scales_show_fewer_rivers_with_fewer_positions() {
        let map = Basemap::open();
        let bounds = Bounds { west: 20.0, south: 0.0, east: 40.0, north: 32.0 };
        let count = |level| {
            let rivers = map.features_in("river", level, &bounds);
            let mut positions = Vec::new();
            for line in rivers.iter().flat_map(|river| river.lines.clone()) {
                map.feature_lines().read(line, 0.0, &mut positions);
            }
            (rivers.len(), positions.len())
        };
        let (large, small) = (count(Level::L10m), count(Level::L110m));
        assert!(small.0 > 0 && large.0 > 2 * small.0 && large.1 > 5 * small.1, "{large:?} {small:?}");
    }
}
