//! Oblique stereographic: conformal, for square regions.

use libm::{atan, sqrt};

use crate::geometry::projection::azimuthal::Center;

/// From radians, relative to the central meridian, to the plane.
#[must_use]
pub fn forward(center: &Center, lambda: f64, phi: f64) -> [f64; 2] {
    let [right, up, toward] = center.turn(lambda, phi);
    let k = 2.0 / (1.0 + toward).max(1e-12);
    [k * right, k * up]
}

/// From the plane to radians.
#[must_use]
pub fn inverse(center: &Center, x: f64, y: f64) -> Option<[f64; 2]> {
    let rho = sqrt(x * x + y * y);
    rho.is_finite().then(|| center.invert(x, y, 2.0 * atan(rho / 2.0)))
}
