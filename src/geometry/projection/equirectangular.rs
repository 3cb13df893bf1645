//! Equirectangular: degrees as a grid, true along one parallel.

use core::f64::consts::{FRAC_PI_2, PI};

use libm::cos;

/// The cosine of the parallel that keeps its length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Equirectangular {
    cos: f64,
}

impl Equirectangular {
    /// True along a parallel, radians.
    #[must_use]
    pub fn new(phi1: f64) -> Self {
        Self { cos: cos(phi1).max(1e-6) }
    }

    /// From radians, relative to the central meridian, to the plane.
    #[must_use]
    pub fn forward(&self, lambda: f64, phi: f64) -> [f64; 2] {
        [lambda * self.cos, phi]
    }

    /// From the plane to radians; none outside of the map.
    #[must_use]
    pub fn inverse(&self, x: f64, y: f64) -> Option<[f64; 2]> {
        let lambda = x / self.cos;
        (lambda.abs() <= PI + 1e-9 && y.abs() <= FRAC_PI_2 + 1e-9).then_some([lambda, y])
    }
}
