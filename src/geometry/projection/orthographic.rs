//! Orthographic: the globe from far away, for locators.

use libm::{asin, sqrt};

use crate::geometry::projection::azimuthal::Center;

/// From radians, relative to the central meridian, to the plane; the far side is folded onto the near one.
#[must_use]
pub fn forward(center: &Center, lambda: f64, phi: f64) -> [f64; 2] {
    let [right, up, _] = center.turn(lambda, phi);
    [right, up]
}

/// From the plane to radians; none outside of the globe.
#[must_use]
pub fn inverse(center: &Center, x: f64, y: f64) -> Option<[f64; 2]> {
    let rho = sqrt(x * x + y * y);
    (rho <= 1.0).then(|| center.invert(x, y, asin(rho)))
}
