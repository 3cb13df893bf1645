//! The sides of a dot, or of a surface as small as one, on which a name may stand.

use crate::layout::label::boxes::{Area, Point};
use crate::layout::label::item::{Align, Variant};

/// A side of a dot: horizontal and vertical direction of the name's box, and what it costs.
pub struct Side {
    /// -1 for left, 1 for right of it.
    pub dx: f64,
    /// -1 for above, 1 for below it.
    pub dy: f64,
    /// What it costs to stand there.
    pub cost: f64,
}

/// Positions around a dot in Imhof's order: right of it and a little up first, straight above and below late.
pub const SIDES: [Side; 8] = [
    Side { dx: 1.0, dy: 0.0, cost: 0.0 },
    Side { dx: 1.0, dy: -1.0, cost: 0.04 },
    Side { dx: 1.0, dy: 1.0, cost: 0.12 },
    Side { dx: -1.0, dy: 0.0, cost: 0.16 },
    Side { dx: -1.0, dy: -1.0, cost: 0.2 },
    Side { dx: 0.0, dy: -1.0, cost: 0.26 },
    Side { dx: -1.0, dy: 1.0, cost: 0.28 },
    Side { dx: 0.0, dy: 1.0, cost: 0.32 },
];

impl Side {
    /// How far a step of one reaches along each axis.
    #[must_use]
    pub fn scale(&self) -> f64 {
        if self.dx != 0.0 && self.dy != 0.0 { 0.71 } else { 1.0 }
    }

    /// The side on which a name stands at the end of a leader line that leads there: level with it.
    #[must_use]
    pub fn level(&self) -> Self {
        Self { dx: self.dx, dy: if self.dx == 0.0 { self.dy } else { 0.0 }, cost: 0.0 }
    }
}

/// Alignment, anchor of the first line and box of a name on one side of a dot.
#[must_use]
pub fn beside_dot(variant: &Variant, at: Point, clear: f64, side: &Side) -> (Align, Point, Area) {
    let (width, height) = (variant.width(), variant.height());
    let diagonal = side.dx != 0.0 && side.dy != 0.0;
    let reach = if diagonal { clear * 0.71 } else { clear };
    let (align, x) = if side.dx > 0.0 {
        (Align::Start, at[0] + reach)
    } else if side.dx < 0.0 {
        (Align::End, at[0] - reach)
    } else {
        (Align::Middle, at[0])
    };
    let baseline = if side.dy < 0.0 {
        at[1] - reach - variant.descent - variant.below()
            + if diagonal { variant.capital * 0.25 } else { 0.0 }
    } else if side.dy > 0.0 {
        at[1] + reach + variant.ascent - if diagonal { variant.capital * 0.25 } else { 0.0 }
    } else {
        at[1] + variant.capital / 2.0 - variant.below() / 2.0
    };
    let left = match align {
        Align::Start => x,
        Align::Middle => x - width / 2.0,
        Align::End => x - width,
    };
    let top = baseline - variant.ascent;
    (align, [x, baseline], Area::new(left, top, left + width, top + height))
}
