//! The land of a small globe: few positions on the unit sphere, turned toward the eye; what lies behind is pushed out
//! to the rim.
//!
//! Pushing the far side to the rim, away from the point opposite to the middle, keeps every ring closed and the side
//! of its land right, except for a ring around that very point: it covers the disc once too often, which one more turn
//! of the rim undoes under the even-odd rule. Such a ring runs around the middle the other way than its land lies.

use std::f64::consts::TAU;
use std::sync::OnceLock;

use crate::geodata::basemap::{Basemap, Level};
use crate::geometry::rings::double_area;
use crate::layout::ground::land_rings;
use crate::model::geo::LonLat;
use crate::model::scene::Polyline;

/// Positions that hold less land or water are left out, square kilometers: a square pixel of a globe of 50 pixels.
const TOLERANCE: f32 = 14_000.0;
/// Islands of less are left out, half squares of a tenth of a pixel.
const SPECK: i64 = 400;
/// Halvings of a line on the far side: enough for one that runs close by the point behind.
const DEEPEST: usize = 24;
/// Degrees that no reader sees.
const NUDGE: f64 = 1.7e-3;
/// Steps along the rim are shorter than an angle with this cosine.
const STEP: f64 = 0.98;

/// A ring on the unit sphere.
struct Ring {
    points: Vec<[f64; 3]>,
    /// Whether it is the edge of water inside of land, which runs the other way.
    is_hole: bool,
}

/// The land of a globe that shows a position in its middle, in tenths of a pixel.
#[must_use]
pub fn land(basemap: &Basemap, center: LonLat, radius: f64, middle: [f64; 2]) -> Vec<Polyline> {
    // Off whole degrees: the land is cut along such a meridian, which must not run through the point behind.
    let center = LonLat::new(center.lon + NUDGE, center.lat + NUDGE);
    let globe = Globe::new(center, radius, middle);
    let mut found = Vec::new();
    for ring in rings(basemap) {
        let seen: Vec<[f64; 3]> = ring.points.iter().map(|p| globe.turned(*p)).collect();
        let around = turns(&seen) * if ring.is_hole { -1 } else { 1 } == -1;
        if !around && seen.iter().all(|p| p[2] < 0.0) {
            continue;
        }
        let points = globe.outline(&seen);
        if double_area(&points).abs() >= SPECK {
            found.push(Polyline { points, closed: true });
        }
        if around {
            found.push(Polyline { points: globe.rim(), closed: true });
        }
    }
    found
}

/// All land rings that a small globe may show.
fn rings(basemap: &Basemap) -> &'static [Ring] {
    static RINGS: OnceLock<Vec<Ring>> = OnceLock::new();
    RINGS.get_or_init(|| {
        let land = basemap.land(Level::L110m);
        let mut all = Vec::new();
        for ring in land_rings(basemap, Level::L110m) {
            let mut degrees: Vec<[f64; 2]> = Vec::new();
            let mut arc = Vec::new();
            for link in &ring.links {
                arc.clear();
                land.arcs.read(link.arc, TOLERANCE, &mut arc);
                if link.reversed {
                    arc.reverse();
                }
                arc.pop();
                degrees.extend(&arc);
            }
            if degrees.len() > 3 {
                let points = degrees.iter().map(|&[lon, lat]| sphere(lon, lat)).collect();
                let edges = degrees.iter().zip(degrees.iter().cycle().skip(1));
                let area: f64 = edges.map(|(a, b)| a[0] * b[1] - b[0] * a[1]).sum();
                all.push(Ring { points, is_hole: area < 0.0 });
            }
        }
        all
    })
}

fn sphere(lon: f64, lat: f64) -> [f64; 3] {
    let (lon, lat) = (lon.to_radians(), lat.to_radians());
    let cos = libm::cos(lat);
    [cos * libm::cos(lon), cos * libm::sin(lon), libm::sin(lat)]
}

/// How often a ring turns around the middle, counter-clockwise as the eye sees it.
fn turns(ring: &[[f64; 3]]) -> i32 {
    let angles: Vec<f64> = ring.iter().map(|p| libm::atan2(-p[1], p[0])).collect();
    let steps = angles.iter().zip(angles.iter().cycle().skip(1)).map(|(from, to)| to - from);
    // A great circle between two points never goes more than half around.
    let short = |step: f64| step - libm::round(step / TAU) * TAU;
    #[expect(clippy::cast_possible_truncation, reason = "a small whole number")]
    let turns = libm::round(steps.map(short).sum::<f64>() / TAU) as i32;
    turns
}

struct Globe {
    /// Directions on the sphere of right, down and toward the eye.
    axes: [[f64; 3]; 3],
    radius: f64,
    middle: [f64; 2],
}

impl Globe {
    fn new(center: LonLat, radius: f64, middle: [f64; 2]) -> Self {
        let right = sphere(center.lon + 90.0, 0.0);
        let down = sphere(center.lon, center.lat - 90.0);
        Self { axes: [right, down, sphere(center.lon, center.lat)], radius, middle }
    }

    fn turned(&self, p: [f64; 3]) -> [f64; 3] {
        self.axes.map(|axis| axis[0] * p[0] + axis[1] * p[1] + axis[2] * p[2])
    }

    /// A ring on the page.
    fn outline(&self, ring: &[[f64; 3]]) -> Vec<[i32; 2]> {
        let mut points = Vec::with_capacity(ring.len());
        for (&from, &to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            self.push(from, &mut points);
            let t = from[2] / (from[2] - to[2]);
            let edge = [0, 1, 2].map(|k| from[k] + t * (to[k] - from[k]));
            match (from[2] < 0.0, to[2] < 0.0) {
                (false, false) => {}
                (true, true) => self.follow([from, to], 0, &mut points),
                (true, false) => {
                    self.follow([from, edge], 0, &mut points);
                    self.push([edge[0], edge[1], -1.0], &mut points);
                }
                (false, true) => {
                    self.push([edge[0], edge[1], -1.0], &mut points);
                    self.follow([edge, to], 0, &mut points);
                }
            }
        }
        points
    }

    /// Adds points between two of the far side, so that the line keeps to the rim.
    fn follow(&self, [from, to]: [[f64; 3]; 2], depth: usize, points: &mut Vec<[i32; 2]>) {
        let lengths = [from, to].map(|p| libm::sqrt(p[0] * p[0] + p[1] * p[1]).max(1e-12));
        let cos = (from[0] * to[0] + from[1] * to[1]) / (lengths[0] * lengths[1]);
        if cos > STEP || depth > DEEPEST {
            return;
        }
        let between = [0, 1, 2].map(|k| from[k] + to[k]);
        let length = libm::sqrt(between.iter().map(|v| v * v).sum::<f64>()).max(1e-12);
        let between = between.map(|v| v / length);
        self.follow([from, between], depth + 1, points);
        self.push([between[0], between[1], -1.0], points);
        self.follow([between, to], depth + 1, points);
    }

    fn push(&self, p: [f64; 3], points: &mut Vec<[i32; 2]>) {
        let length = if p[2] < 0.0 { libm::sqrt(p[0] * p[0] + p[1] * p[1]).max(1e-12) } else { 1.0 };
        // On a grid of fifths, which a shape this small is written on in fewer digits.
        #[expect(clippy::cast_possible_truncation, reason = "a position on the page, saturating")]
        let tenths = |k: usize| libm::round((self.middle[k] + p[k] / length * self.radius) * 5.0) as i32 * 2;
        let point = [tenths(0), tenths(1)];
        if points.last() != Some(&point) {
            points.push(point);
        }
    }

    fn rim(&self) -> Vec<[i32; 2]> {
        let mut points = Vec::new();
        for step in 0..48 {
            let turn = f64::from(step) * TAU / 48.0;
            self.push([libm::cos(turn), libm::sin(turn), -1.0], &mut points);
        }
        points
    }
}

#[cfg(test)]
mod tests {
    use super::land;
    use crate::geodata::basemap::Basemap;
    use crate::model::geo::LonLat;
    use crate::model::scene::Polyline;

    /// Whether a point of the disc, in radii from its middle, is land by the even-odd rule.
    fn is_land(rings: &[Polyline], x: f64, y: f64) -> bool {
        let (x, y) = (x * 500.0 + 0.3, y * 500.0 + 0.3);
        let mut odd = false;
        for ring in rings {
            for (a, b) in ring.points.iter().zip(ring.points.iter().cycle().skip(1)) {
                let ([x0, y0], [x1, y1]) = (a.map(f64::from), b.map(f64::from));
                odd ^= (y0 > y) != (y1 > y) && x < (x1 - x0) * (y - y0) / (y1 - y0) + x0;
            }
        }
        odd
    }

    #[test]
    fn land_is_land_from_every_side() {
        let basemap = Basemap::open();
        // Spots well inside of land and sea.
        let spots = [
            (20.0, 5.0, true),
            (100.0, 60.0, true),
            (-100.0, 45.0, true),
            (-60.0, -10.0, true),
            (134.0, -25.0, true),
            (0.0, -82.0, true),
            (-40.0, 73.0, true),
            (-150.0, 0.0, false),
            (-30.0, 25.0, false),
            (75.0, -20.0, false),
            (0.0, 85.0, false),
        ];
        for lon in (-180..180).step_by(15) {
            for lat in (-85..=85).step_by(17) {
                let center = LonLat::new(f64::from(lon), f64::from(lat));
                let rings = land(&basemap, center, 50.0, [0.0, 0.0]);
                let globe = super::Globe::new(center, 50.0, [0.0, 0.0]);
                for (x, y, expected) in spots {
                    let [x, y, z] = globe.turned(super::sphere(x, y));
                    if z > 0.25 {
                        assert_eq!(is_land(&rings, x, y), expected, "{x} {y} from {center:?}");
                    }
                }
                let beyond = |p: &[i32; 2]| libm::hypot(f64::from(p[0]), f64::from(p[1])) > 502.0;
                assert!(!rings.iter().flat_map(|ring| &ring.points).any(beyond));
            }
        }
    }
}
