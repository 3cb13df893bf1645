//! Boxes in pixels and the few questions that placing names asks of them.

use crate::model::scene::Rect;

/// A point in pixels, x right and y down.
pub type Point = [f64; 2];

/// A box in pixels by its edges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x0: f64,
    /// Top edge.
    pub y0: f64,
    /// Right edge.
    pub x1: f64,
    /// Bottom edge.
    pub y1: f64,
}

impl Area {
    /// A box from its edges.
    #[must_use]
    pub const fn new(x0: f64, y0: f64, x1: f64, y1: f64) -> Self {
        Self { x0, y0, x1, y1 }
    }

    /// The box of a rectangle of the page.
    #[must_use]
    pub fn of(rect: &Rect) -> Self {
        Self::new(rect.x, rect.y, rect.x + rect.width, rect.y + rect.height)
    }

    /// The box as a rectangle of the page.
    #[must_use]
    pub fn rect(&self) -> Rect {
        Rect { x: self.x0, y: self.y0, width: self.width(), height: self.height() }
    }

    /// The smallest box around points; none without any.
    #[must_use]
    pub fn around(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        points.into_iter().fold(None, |found: Option<Self>, [x, y]| {
            Some(found.map_or(Self::new(x, y, x, y), |b| {
                Self::new(b.x0.min(x), b.y0.min(y), b.x1.max(x), b.y1.max(y))
            }))
        })
    }

    /// Width.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    /// Height.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.y1 - self.y0
    }

    /// Middle.
    #[must_use]
    pub fn center(&self) -> Point {
        [f64::midpoint(self.x0, self.x1), f64::midpoint(self.y0, self.y1)]
    }

    /// The box, larger by `by` on every side.
    #[must_use]
    pub fn grown(&self, by: f64) -> Self {
        Self::new(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)
    }

    /// The smallest box around both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::new(self.x0.min(other.x0), self.y0.min(other.y0), self.x1.max(other.x1), self.y1.max(other.y1))
    }

    /// Whether the insides of both meet.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }

    /// Area that both share.
    #[must_use]
    pub fn shared(&self, other: &Self) -> f64 {
        let w = self.x1.min(other.x1) - self.x0.max(other.x0);
        let h = self.y1.min(other.y1) - self.y0.max(other.y0);
        w.max(0.0) * h.max(0.0)
    }

    /// Whether `inner` lies wholly inside.
    #[must_use]
    pub fn holds(&self, inner: &Self) -> bool {
        inner.x0 >= self.x0 && inner.x1 <= self.x1 && inner.y0 >= self.y0 && inner.y1 <= self.y1
    }

    /// Distance from a point to the box, 0 inside.
    #[must_use]
    pub fn distance(&self, [x, y]: Point) -> f64 {
        let dx = (self.x0 - x).max(x - self.x1).max(0.0);
        let dy = (self.y0 - y).max(y - self.y1).max(0.0);
        libm::sqrt(dx * dx + dy * dy)
    }

    /// How long the part of a segment is that runs through the box.
    #[must_use]
    pub fn chord(&self, a: Point, b: Point) -> f64 {
        let apart =
            |axis: usize, low: f64, high: f64| a[axis].max(b[axis]) < low || a[axis].min(b[axis]) > high;
        if apart(0, self.x0, self.x1) || apart(1, self.y0, self.y1) {
            return 0.0;
        }
        let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
        let (mut from, mut to) = (0.0_f64, 1.0_f64);
        for (start, step, low, high) in [(a[0], dx, self.x0, self.x1), (a[1], dy, self.y0, self.y1)] {
            if step.abs() < 1e-12 {
                if start < low || start > high {
                    return 0.0;
                }
            } else {
                let (t0, t1) = ((low - start) / step, (high - start) / step);
                from = from.max(t0.min(t1));
                to = to.min(t0.max(t1));
            }
        }
        if from < to { (to - from) * libm::sqrt(dx * dx + dy * dy) } else { 0.0 }
    }
}

/// Distance of two points.
#[must_use]
pub fn distance(a: Point, b: Point) -> f64 {
    let (dx, dy) = (a[0] - b[0], a[1] - b[1]);
    libm::sqrt(dx * dx + dy * dy)
}

/// Whether two segments cross in their insides.
#[must_use]
pub fn cross(a: [Point; 2], b: [Point; 2]) -> bool {
    let side = |p: Point, q: Point, r: Point| (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
    side(a[0], a[1], b[0]) * side(a[0], a[1], b[1]) < 0.0
        && side(b[0], b[1], a[0]) * side(b[0], b[1], a[1]) < 0.0
}

#[cfg(test)]
mod tests {
    use super::{Area, cross};

    #[test]
    fn boxes_that_touch_do_not_overlap() {
        let a = Area::new(0.0, 0.0, 10.0, 10.0);
        assert!(!a.overlaps(&Area::new(10.0, 0.0, 20.0, 10.0)));
        assert!(a.overlaps(&Area::new(9.9, 9.9, 20.0, 20.0)));
        assert!((a.shared(&Area::new(5.0, 5.0, 20.0, 20.0)) - 25.0).abs() < 1e-12);
    }

    #[test]
    fn a_chord_is_the_part_inside() {
        let a = Area::new(0.0, 0.0, 10.0, 10.0);
        assert!((a.chord([-5.0, 5.0], [20.0, 5.0]) - 10.0).abs() < 1e-9);
        assert!((a.chord([2.0, 2.0], [2.0, 4.0]) - 2.0).abs() < 1e-9);
        assert!(a.chord([-5.0, 11.0], [20.0, 11.0]).abs() < 1e-9);
    }

    #[test]
    fn segments_cross_only_inside() {
        assert!(cross([[0.0, 0.0], [2.0, 2.0]], [[0.0, 2.0], [2.0, 0.0]]));
        assert!(!cross([[0.0, 0.0], [2.0, 2.0]], [[2.0, 2.0], [3.0, 0.0]]));
    }
}
