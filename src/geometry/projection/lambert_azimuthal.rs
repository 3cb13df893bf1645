//! Lambert azimuthal equal-area: hemispheres, continents and polar regions.

use libm::{asin, sqrt};

use crate::geometry::projection::azimuthal::Center;

/// From radians, relative to the central meridian, to the plane.
#[must_use]
pub fn forward(center: &Center, lambda: f64, phi: f64) -> [f64; 2] {
    let [right, up, toward] = center.turn(lambda, phi);
    let k = sqrt(2.0 / (1.0 + toward).max(1e-15));
    [k * right, k * up]
}

/// From the plane to radians; none outside of the map.
#[must_use]
pub fn inverse(center: &Center, x: f64, y: f64) -> Option<[f64; 2]> {
    let half = sqrt(x * x + y * y) / 2.0;
    (half <= 1.0).then(|| center.invert(x, y, 2.0 * asin(half)))
}
