//! Mercator: conformal, for regions along the equator.

use core::f64::consts::{FRAC_PI_2, FRAC_PI_4};

use libm::{atan, exp, log, tan};

/// Latitude where the world becomes a square, degrees; beyond it nothing is drawn.
pub const LIMIT: f64 = 85.051_129;

/// From radians, relative to the central meridian, to the plane.
#[must_use]
pub fn forward(lambda: f64, phi: f64) -> [f64; 2] {
    let limit = FRAC_PI_2 - 1e-6;
    [lambda, log(tan(FRAC_PI_4 + phi.clamp(-limit, limit) / 2.0))]
}

/// From the plane to radians; none beyond the edge meridians.
#[must_use]
pub fn inverse(x: f64, y: f64) -> Option<[f64; 2]> {
    (x.abs() <= core::f64::consts::PI + 1e-9 && y.is_finite()).then(|| [x, 2.0 * atan(exp(y)) - FRAC_PI_2])
}
