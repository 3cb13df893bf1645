//! Equal Earth: an equal-area pseudocylindric projection for world maps.
//!
//! Savric, Patterson and Jenny 2018, "The Equal Earth map projection".

use libm::{asin, cos, sin, sqrt};

const A1: f64 = 1.340_264;
const A2: f64 = -0.081_106;
const A3: f64 = 0.000_893;
const A4: f64 = 0.003_796;

/// The parametric latitude's sine is this times the latitude's.
fn m() -> f64 {
    sqrt(3.0) / 2.0
}

/// From radians, relative to the central meridian, to the plane.
#[must_use]
pub fn forward(lambda: f64, phi: f64) -> [f64; 2] {
    let theta = asin((m() * sin(phi)).clamp(-1.0, 1.0));
    let t2 = theta * theta;
    let t6 = t2 * t2 * t2;
    let x = lambda * cos(theta) / (m() * (A1 + 3.0 * A2 * t2 + t6 * (7.0 * A3 + 9.0 * A4 * t2)));
    [x, theta * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))]
}

/// From the plane to radians; none outside of the map.
#[must_use]
pub fn inverse(x: f64, y: f64) -> Option<[f64; 2]> {
    let mut theta = y;
    for _ in 0..12 {
        let t2 = theta * theta;
        let t6 = t2 * t2 * t2;
        let fy = theta * (A1 + A2 * t2 + t6 * (A3 + A4 * t2)) - y;
        let fpy = A1 + 3.0 * A2 * t2 + t6 * (7.0 * A3 + 9.0 * A4 * t2);
        let delta = fy / fpy;
        theta -= delta;
        if delta.abs() < 1e-13 {
            break;
        }
    }
    let t2 = theta * theta;
    let t6 = t2 * t2 * t2;
    let sin_phi = sin(theta) / m();
    // Broken input gives no number, which fails both comparisons.
    let on_map = sin_phi.abs() <= 1.0 + 1e-9 && theta.abs() <= core::f64::consts::FRAC_PI_3 + 1e-9;
    if !on_map {
        return None;
    }
    let lambda = m() * x * (A1 + 3.0 * A2 * t2 + t6 * (7.0 * A3 + 9.0 * A4 * t2)) / cos(theta);
    (lambda.abs() <= core::f64::consts::PI + 1e-9).then(|| [lambda, asin(sin_phi.clamp(-1.0, 1.0))])
}
