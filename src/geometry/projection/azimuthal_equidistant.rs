//! Azimuthal equidistant: true distances from the center, for ranges and routes.

use libm::{atan2, sqrt};

use crate::geometry::projection::azimuthal::Center;

/// From radians, relative to the central meridian, to the plane.
#[must_use]
pub fn forward(center: &Center, lambda: f64, phi: f64) -> [f64; 2] {
    let [right, up, toward] = center.turn(lambda, phi);
    let sin_c = sqrt(right * right + up * up);
    let k = if sin_c < 1e-12 { 1.0 } else { atan2(sin_c, toward) / sin_c };
    [k * right, k * up]
}

/// From the plane to radians; none outside of the map.
#[must_use]
pub fn inverse(center: &Center, x: f64, y: f64) -> Option<[f64; 2]> {
    let rho = sqrt(x * x + y * y);
    (rho <= core::f64::consts::PI).then(|| center.invert(x, y, rho))
}
