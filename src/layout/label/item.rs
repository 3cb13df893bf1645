//! What is to be placed, and how it came out.

use crate::layout::label::boxes::{Area, Point};
use crate::layout::label::conflict::Footprint;

/// One way to set a name: its lines and their measures, pixels.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Variant {
    /// Width of each line.
    pub widths: Vec<f64>,
    /// Ink above the first baseline.
    pub ascent: f64,
    /// Ink below the last baseline.
    pub descent: f64,
    /// Distance of baselines.
    pub leading: f64,
    /// Height of capitals.
    pub capital: f64,
    /// Advance of each letter of the only line, for setting it along a curve.
    pub letters: Vec<f64>,
    /// How much worse it is than the first way.
    pub cost: f64,
}

impl Variant {
    /// Width of the widest line.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.widths.iter().copied().fold(0.0, f64::max)
    }

    /// Height from the top of the first line to the bottom of the last.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.ascent + self.descent + self.below()
    }

    /// Distance from the first baseline to the last.
    #[must_use]
    pub fn below(&self) -> f64 {
        self.leading * self.widths.len().saturating_sub(1) as f64
    }
}

/// What a name belongs to.
#[derive(Debug, Clone, PartialEq)]
pub enum Anchor {
    /// A dot; the name stands beside it.
    Point {
        /// Middle of the dot.
        at: Point,
        /// Radius that the name keeps clear of.
        radius: f64,
    },
    /// A surface; the name stands inside of it, or beside it if it is small.
    Area {
        /// Its visible rings, holes by the even-odd rule.
        rings: Vec<Vec<Point>>,
        /// Where the name would stand, if anywhere in particular.
        at: Option<Point>,
        /// Follows the shape if it is long and narrow.
        curved: bool,
        /// May run over the edge, or stand beside it, where it has no room inside.
        beside: bool,
        /// What it keeps off.
        off: Off,
    },
    /// A line; the name runs along it.
    Line {
        /// Its visible parts.
        lines: Vec<Vec<Point>>,
    },
}

/// What the name of a surface keeps off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Off {
    /// Nothing in particular.
    #[default]
    Nothing,
    /// Land, also where the surface covers it: a sea's islands.
    Land,
    /// Land outside of the surface: a country's neighbors.
    ForeignLand,
    /// The same, but rather there than nowhere: a province's or a region's surroundings.
    OtherLand,
}

impl Off {
    /// Whether it is land outside of the surface.
    #[must_use]
    pub const fn is_land_outside(self) -> bool {
        matches!(self, Self::ForeignLand | Self::OtherLand)
    }
}

/// A name to place.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What it belongs to.
    pub anchor: Anchor,
    /// Ways to set it, the best first.
    pub variants: Vec<Variant>,
    /// 0 (may go) to 1 (must stand).
    pub priority: f64,
    /// Space around the letters that stays free, pixels.
    pub halo: f64,
    /// Whether a leader line may tie it to a dot farther away.
    pub leader: bool,
}

/// Which point of a line stands at its x.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Left end.
    Start,
    /// Middle.
    #[default]
    Middle,
    /// Right end.
    End,
}

/// A proposal: where a name may stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Candidate {
    /// How it is set, by index into the item's variants.
    pub variant: usize,
    /// Which point of each line stands at `at`.
    pub align: Align,
    /// x of the anchor and y of the first baseline.
    pub at: Point,
    /// x, y and turn in degrees of each letter, for names along a curve.
    pub letters: Vec<[f64; 3]>,
    /// How bad the place is by itself; 0 is perfect.
    pub cost: f64,
    /// What it covers.
    pub footprint: Footprint,
}

/// Why a name has no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dropped {
    /// Its dot, area or line lies outside of the frame.
    OutOfFrame,
    /// No place is free of the frame, dots and boxes.
    NoPlace,
    /// More important names stand in every place.
    Crowded,
}

/// What may stand in the way of names.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scenery {
    /// Names stay inside.
    pub frame: Option<Area>,
    /// Boxes that no name may touch: marks, furniture.
    pub blocked: Vec<Area>,
    /// Dots with their radius and the item they belong to.
    pub dots: Vec<(Point, f64, Option<usize>)>,
    /// Lines with what it costs to be crossed wholly by one, and the item they belong to.
    pub lines: Vec<(Vec<Point>, f64, Option<usize>)>,
    /// Rings of the land (even-odd rule).
    pub land: Vec<Vec<Point>>,
}
