//! Clips to a rectangle by pulling what lies outside onto its edge.
//!
//! A point outside moves to the nearest point of the rectangle. A straight step is bent only where
//! it crosses one of the four lines through the edges, so at most four points are added to it.

use crate::geometry::sink::Sink;

/// An upright rectangle; `min` and `max` are inside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Smallest x and y.
    pub min: [f64; 2],
    /// Largest x and y.
    pub max: [f64; 2],
}

impl Limits {
    /// The nearest point of the rectangle.
    #[must_use]
    pub const fn clamp(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [x.max(self.min[0]).min(self.max[0]), y.max(self.min[1]).min(self.max[1])]
    }

    /// One bit for each edge that the point lies beyond.
    fn beyond(&self, [x, y]: [f64; 2]) -> u8 {
        u8::from(x < self.min[0])
            | u8::from(x > self.max[0]) << 1
            | u8::from(y < self.min[1]) << 2
            | u8::from(y > self.max[1]) << 3
    }
}

/// The link.
#[derive(Debug)]
pub struct ClipRect<S> {
    limits: Limits,
    next: S,
    last: Option<([f64; 2], u8)>,
}

impl<S: Sink> ClipRect<S> {
    /// Clips to a rectangle and feeds the next link.
    pub const fn new(limits: Limits, next: S) -> Self {
        Self { limits, next, last: None }
    }

    /// A step that is neither wholly inside nor wholly beyond one edge.
    fn bend(&mut self, from: [f64; 2], to: [f64; 2], drawn: bool) {
        let step = [to[0] - from[0], to[1] - from[1]];
        // Parameter of each crossing, with the exact coordinate it fixes.
        let mut crossings = [(2.0, 0, 0.0); 4];
        let mut count = 0;
        for axis in 0..2 {
            for edge in [self.limits.min[axis], self.limits.max[axis]] {
                if (from[axis] < edge) != (to[axis] < edge) || (from[axis] > edge) != (to[axis] > edge) {
                    let t = (edge - from[axis]) / step[axis];
                    if t > 0.0 && t < 1.0 {
                        crossings[count] = (t, axis, edge);
                        count += 1;
                    }
                }
            }
        }
        let crossings = &mut crossings[..count];
        crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut t0 = 0.0;
        for &(t, axis, edge) in crossings.iter() {
            let mut p = [from[0] + t * step[0], from[1] + t * step[1]];
            p[axis] = edge;
            let inside = self.inside_at(from, step, f64::midpoint(t0, t));
            self.next.point(self.limits.clamp(p), drawn && inside);
            t0 = t;
        }
        let inside = self.inside_at(from, step, f64::midpoint(t0, 1.0));
        self.next.point(self.limits.clamp(to), drawn && inside);
    }

    fn inside_at(&self, from: [f64; 2], step: [f64; 2], t: f64) -> bool {
        self.limits.beyond([from[0] + t * step[0], from[1] + t * step[1]]) == 0
    }
}

impl<S: Sink> Sink for ClipRect<S> {
    fn start(&mut self) {
        self.last = None;
        self.next.start();
    }

    fn point(&mut self, point: [f64; 2], drawn: bool) {
        if !(point[0].is_finite() && point[1].is_finite()) {
            return;
        }
        let beyond = self.limits.beyond(point);
        match self.last {
            None => self.next.point(self.limits.clamp(point), false),
            Some((_, before)) if before & beyond != 0 => self.next.point(self.limits.clamp(point), false),
            Some((_, 0)) if beyond == 0 => self.next.point(point, drawn),
            Some((from, _)) => self.bend(from, point, drawn),
        }
        self.last = Some((point, beyond));
    }

    fn end(&mut self) {
        self.next.end();
    }
}

#[cfg(test)]
mod tests {
    use super::{ClipRect, Limits};
    use crate::geometry::sink::{Collect, Sink};

    fn clip(points: &[[f64; 2]]) -> Vec<([f64; 2], bool)> {
        let mut collect = Collect::default();
        let mut link = ClipRect::new(Limits { min: [0.0, 0.0], max: [10.0, 10.0] }, &mut collect);
        link.start();
        for &p in points {
            link.point(p, true);
        }
        collect.lines.remove(0)
    }

    #[test]
    fn a_step_through_the_rectangle_is_drawn_only_inside() {
        let got = clip(&[[-5.0, 5.0], [15.0, 5.0]]);
        assert_eq!(
            got,
            [([0.0, 5.0], false), ([0.0, 5.0], false), ([10.0, 5.0], true), ([10.0, 5.0], false)]
        );
    }

    #[test]
    fn a_step_past_a_corner_goes_round_it() {
        let got: Vec<_> = clip(&[[-5.0, 5.0], [5.0, 25.0]]).into_iter().map(|(p, _)| p).collect();
        assert_eq!(got, [[0.0, 5.0], [0.0, 10.0], [0.0, 10.0], [5.0, 10.0]]);
    }

    #[test]
    fn a_ring_around_the_rectangle_becomes_the_rectangle() {
        let ring = [[-9.0, -9.0], [30.0, -9.0], [30.0, 30.0], [-9.0, 30.0], [-9.0, -9.0]];
        let got: Vec<_> = clip(&ring).into_iter().map(|(p, _)| p).collect();
        assert_eq!(got, [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]]);
    }

    #[test]
    fn broken_numbers_are_left_out() {
        assert_eq!(clip(&[[f64::NAN, 1.0], [1.0, 1.0], [f64::INFINITY, 2.0], [2.0, 2.0]]).len(), 2);
    }
}
