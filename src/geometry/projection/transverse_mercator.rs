//! Transverse Mercator: conformal, for regions taller than wide.

use libm::{asin, atan2, cos, cosh, log, sin, sinh};

/// From radians, relative to the central meridian, to the plane.
#[must_use]
pub fn forward(lambda: f64, phi: f64) -> [f64; 2] {
    // The points 90 degrees east and west on the equator lie infinitely far away.
    let b = (cos(phi) * sin(lambda)).clamp(-1.0 + 1e-9, 1.0 - 1e-9);
    [log((1.0 + b) / (1.0 - b)) / 2.0, atan2(sin(phi), cos(lambda) * cos(phi))]
}

/// From the plane to radians; none beyond the poles' far sides.
#[must_use]
pub fn inverse(x: f64, y: f64) -> Option<[f64; 2]> {
    (x.abs() < 50.0 && y.abs() <= core::f64::consts::PI)
        .then(|| [atan2(sinh(x), cos(y)), asin((sin(y) / cosh(x)).clamp(-1.0, 1.0))])
}
