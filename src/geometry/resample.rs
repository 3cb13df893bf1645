//! Projects, and adds points where a straight step on the globe's grid bends on the page.
//!
//! Steps are straight in longitude and latitude, as GeoJSON has them. The middle of a step is projected
//! and compared with the middle on the page, and again for both halves (d3-geo's adaptive resampling).

use crate::geometry::projection::conic_conformal::Tabled;
use crate::geometry::projector::Projector;
use crate::geometry::sink::Sink;

/// A bend of less than this is left straight, pixels.
const TOLERANCE: f64 = 0.2;
/// A step is halved at most this often.
const DEPTH: u8 = 10;

/// The link. Takes longitudes from the central meridian and latitudes in degrees, gives pixels.
#[derive(Debug)]
pub struct Resample<'a, S> {
    projector: &'a Projector,
    tabled: Option<&'a Tabled>,
    next: S,
    /// Steps shorter than this cannot bend visibly, degrees.
    short: f64,
    /// Steps longer than this are looked at even so, pixels: the scale may be far from the center's.
    far: f64,
    last: Option<([f64; 2], [f64; 2])>,
}

impl<'a, S: Sink> Resample<'a, S> {
    /// Projects with a projector and feeds the next link.
    pub fn new(projector: &'a Projector, tabled: Option<&'a Tabled>, next: S) -> Self {
        // A chord of an arc of radius r bends by angle^2 r / 8.
        let short = libm::sqrt(4.0 * TOLERANCE / projector.scale().max(1e-9)).to_degrees().min(2.0);
        Self { projector, tabled, next, short, far: 60.0, last: None }
    }

    /// For points that are dense already, in whatever turn their longitudes are.
    pub const fn dense(projector: &'a Projector, next: S) -> Self {
        Self { projector, tabled: None, next, short: f64::INFINITY, far: 15.0, last: None }
    }

    fn project(&self, [lambda, lat]: [f64; 2]) -> [f64; 2] {
        match self.tabled {
            Some(cone) => self.projector.on_page(cone.forward(lambda.to_radians(), lat.to_radians())),
            None => self.projector.project_turned(lambda, lat),
        }
    }

    fn step(&mut self, from: ([f64; 2], [f64; 2]), to: ([f64; 2], [f64; 2]), drawn: bool, depth: u8) {
        let (a, b) = (from.0, to.0);
        let length = (to.1[0] - from.1[0]).abs().max((to.1[1] - from.1[1]).abs());
        let angle = (b[0] - a[0]).abs().max((b[1] - a[1]).abs());
        if depth > 0 && (angle > self.short || (length > self.far && angle < 90.0)) {
            let middle = [f64::midpoint(a[0], b[0]), f64::midpoint(a[1], b[1])];
            let px = self.project(middle);
            let straight = [f64::midpoint(from.1[0], to.1[0]), f64::midpoint(from.1[1], to.1[1])];
            let bend = (px[0] - straight[0]).abs().max((px[1] - straight[1]).abs());
            // Long steps may bend twice and be straight in the middle.
            if bend > TOLERANCE || angle > 20.0 {
                self.step(from, (middle, px), drawn, depth - 1);
                self.step((middle, px), to, drawn, depth - 1);
                return;
            }
        }
        self.next.point(to.1, drawn);
    }
}

impl<S: Sink> Sink for Resample<'_, S> {
    fn start(&mut self) {
        self.last = None;
        self.next.start();
    }

    fn point(&mut self, point: [f64; 2], drawn: bool) {
        let here = (point, self.project(point));
        match self.last {
            None => self.next.point(here.1, false),
            Some(from) => self.step(from, here, drawn, DEPTH),
        }
        self.last = Some(here);
    }

    fn end(&mut self) {
        self.next.end();
    }
}

#[cfg(test)]
mod tests {
    use super::Resample;
    use crate::geometry::projector::Projector;
    use crate::geometry::sink::{Collect, Sink};
    use crate::model::geo::LonLat;
    use crate::model::plan::Projection;

    #[test]
    fn a_parallel_is_bent_and_a_meridian_stays_straight() {
        let projection = Projection {
            name: "conic-conformal".into(),
            center: LonLat::new(0.0, 40.0),
            parallels: vec![35.0, 45.0],
        };
        let projector = Projector::new(&projection).unwrap().place(2000.0, [500.0, 500.0]);
        let points = |a: [f64; 2], b: [f64; 2]| {
            let mut collect = Collect::default();
            let mut link = Resample::new(&projector, None, &mut collect);
            link.start();
            link.point(a, true);
            link.point(b, true);
            link.end();
            collect.lines[0].len()
        };
        assert!(points([-10.0, 40.0], [10.0, 40.0]) > 8);
        assert_eq!(points([0.0, 39.5], [0.0, 40.5]), 2);
    }
}
