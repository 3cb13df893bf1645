//! Clips to a circle on the globe by pulling what lies outside onto the circle, along the great circle
//! through the center.
//!
//! That keeps the winding about every point inside as long as a ring does not have the antipode of the
//! center inside; the caller adds one full circle for each ring that has (even-odd rule).

use core::f64::consts::PI;

use libm::{atan2, ceil, cos, sin, sqrt};

use crate::geometry::projection::azimuthal::Center;
use crate::geometry::sink::Sink;

/// Longest step on the sphere that is taken for straight, degrees.
const STEP: f64 = 2.0;

/// A circle on the globe about the center of an azimuthal projection.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cap {
    center: Center,
    cos: f64,
    sin: f64,
}

impl Cap {
    /// A cap about a latitude (on the central meridian), with a radius, degrees.
    #[must_use]
    pub fn new(lat0: f64, radius: f64) -> Self {
        // A hair beside the true center, so that no data point (a pole) is exactly its antipode.
        let center = Center::new((lat0 - 3e-7 * lat0.signum()).to_radians());
        let radius = radius.clamp(0.0, 179.9).to_radians();
        Self { center, cos: cos(radius), sin: sin(radius) }
    }

    /// Whether a position (longitude from the central meridian, degrees) lies in the cap.
    #[must_use]
    pub fn contains(&self, [lambda, lat]: [f64; 2]) -> bool {
        self.toward([lambda, lat])[2] >= self.cos
    }

    /// The antipode of the center: longitude from the central meridian and latitude, degrees.
    #[must_use]
    pub fn antipode(&self) -> [f64; 2] {
        self.center.turn_back([0.0, 0.0, -1.0]).map(f64::to_degrees)
    }

    /// The circle's points, counterclockwise.
    pub fn circle(&self) -> impl Iterator<Item = [f64; 2]> + '_ {
        (0..180).map(|i| self.on_circle(f64::from(i) * PI / 90.0))
    }

    fn toward(&self, [lambda, lat]: [f64; 2]) -> [f64; 3] {
        self.center.turn(lambda.to_radians(), lat.to_radians())
    }

    fn on_circle(&self, azimuth: f64) -> [f64; 2] {
        self.center
            .turn_back([self.sin * cos(azimuth), self.sin * sin(azimuth), self.cos])
            .map(f64::to_degrees)
    }
}

/// The link. Takes and gives longitudes from the central meridian and latitudes, degrees.
#[derive(Debug)]
pub struct ClipCap<S> {
    cap: Cap,
    next: S,
    last: Option<([f64; 2], [f64; 3])>,
}

impl<S: Sink> ClipCap<S> {
    /// Clips to a cap and feeds the next link.
    pub const fn new(cap: Cap, next: S) -> Self {
        Self { cap, next, last: None }
    }

    fn small_step(&mut self, (from, from3): ([f64; 2], [f64; 3]), to: [f64; 2], drawn: bool) -> [f64; 3] {
        let to3 = self.cap.toward(to);
        match (from3[2] >= self.cap.cos, to3[2] >= self.cap.cos) {
            (true, true) => self.next.point(to, drawn),
            (false, false) => self.slide(azimuth(from3), azimuth(to3)),
            (inside, _) => {
                // The crossing keeps the turn of the step's longitudes, so that it can be resampled.
                let crossing = self.crossing(from, to, inside);
                let edge = azimuth(self.cap.toward(crossing));
                if inside {
                    self.next.point(crossing, drawn);
                    self.slide(edge, azimuth(to3));
                } else {
                    self.slide(azimuth(from3), edge);
                    self.next.point(crossing, false);
                    self.next.point(to, drawn);
                }
            }
        }
        to3
    }

    /// Moves along the circle, the short way.
    fn slide(&mut self, from: f64, to: f64) {
        let mut turn = to - from;
        turn -= 2.0 * PI * libm::round(turn / (2.0 * PI));
        let steps = ceil(turn.abs() / STEP.to_radians()).max(1.0);
        let mut i = 1.0;
        while i <= steps {
            self.next.point(self.cap.on_circle(from + turn * i / steps), false);
            i += 1.0;
        }
    }

    /// Where a short step crosses the circle.
    fn crossing(&self, from: [f64; 2], to: [f64; 2], from_inside: bool) -> [f64; 2] {
        let (mut low, mut high) = (0.0, 1.0);
        let at = |t: f64| [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
        for _ in 0..40 {
            let middle = f64::midpoint(low, high);
            if self.cap.contains(at(middle)) == from_inside {
                low = middle;
            } else {
                high = middle;
            }
        }
        at(low)
    }
}

impl<S: Sink> Sink for ClipCap<S> {
    fn start(&mut self) {
        self.last = None;
        self.next.start();
    }

    fn point(&mut self, to: [f64; 2], drawn: bool) {
        if !(to[0].is_finite() && to[1].is_finite()) {
            return;
        }
        let Some((from, mut from3)) = self.last else {
            let to3 = self.cap.toward(to);
            let first = if to3[2] >= self.cap.cos { to } else { self.cap.on_circle(azimuth(to3)) };
            self.next.point(first, false);
            self.last = Some((to, to3));
            return;
        };
        let step = [to[0] - from[0], to[1] - from[1]];
        let pieces = ceil(step[0].abs().max(step[1].abs()) / STEP).clamp(1.0, 720.0);
        let (mut before, mut i) = (from, 1.0);
        while i <= pieces {
            let t = i / pieces;
            let here = if i < pieces { [from[0] + t * step[0], from[1] + t * step[1]] } else { to };
            from3 = self.small_step((before, from3), here, drawn);
            before = here;
            i += 1.0;
        }
        self.last = Some((to, from3));
    }

    fn end(&mut self) {
        self.next.end();
    }
}

fn azimuth([right, up, _]: [f64; 3]) -> f64 {
    if sqrt(right * right + up * up) < 1e-12 { 0.0 } else { atan2(up, right) }
}

#[cfg(test)]
mod tests {
    use super::{Cap, ClipCap};
    use crate::geometry::sink::{Collect, Sink};

    fn clip(lat0: f64, radius: f64, points: &[[f64; 2]]) -> Vec<([f64; 2], bool)> {
        let mut collect = Collect::default();
        let mut link = ClipCap::new(Cap::new(lat0, radius), &mut collect);
        link.start();
        for &p in points {
            link.point(p, true);
        }
        collect.lines.remove(0)
    }

    #[test]
    fn the_equator_is_drawn_up_to_the_horizon() {
        let got = clip(0.0, 90.0, &[[-180.0, 0.0], [180.0, 0.0]]);
        let drawn: Vec<_> = got.iter().filter(|(_, drawn)| *drawn).collect();
        assert!(drawn.iter().all(|(p, _)| p[0].abs() <= 90.000_001 && p[1].abs() < 1e-6));
        assert!((drawn[drawn.len() - 1].0[0] - 90.0).abs() < 1e-6);
    }

    #[test]
    fn what_lies_behind_ends_on_the_circle() {
        for (p, drawn) in clip(40.0, 60.0, &[[170.0, -40.0], [175.0, -35.0], [-175.0 + 360.0, -38.0]]) {
            assert!(!drawn);
            let cap = Cap::new(40.0, 60.0);
            assert!((cap.toward(p)[2] - cap.cos).abs() < 1e-9);
        }
    }
}
