//! Albers equal-area conic: wide regions where areas must compare.

use libm::{asin, atan2, cos, sin, sqrt};

/// The cone through two standard parallels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Albers {
    n: f64,
    c: f64,
    rho0: f64,
}

impl Albers {
    /// A cone through two parallels and with the origin at a latitude, radians. The parallels must
    /// not be symmetric to the equator (the cone would be a cylinder): see [`Self::is_sound`].
    #[must_use]
    pub fn new(phi1: f64, phi2: f64, phi0: f64) -> Self {
        let n = f64::midpoint(sin(phi1), sin(phi2));
        let c = cos(phi1) * cos(phi1) + 2.0 * n * sin(phi1);
        Self { n, c, rho0: sqrt((c - 2.0 * n * sin(phi0)).max(0.0)) / n }
    }

    /// Whether the cone is neither a cylinder nor broken.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.n.abs() > 1e-3 && self.c.is_finite() && self.rho0.is_finite()
    }

    /// From radians, relative to the central meridian, to the plane.
    #[must_use]
    pub fn forward(&self, lambda: f64, phi: f64) -> [f64; 2] {
        let rho = sqrt((self.c - 2.0 * self.n * sin(phi)).max(0.0)) / self.n;
        [rho * sin(self.n * lambda), self.rho0 - rho * cos(self.n * lambda)]
    }

    /// From the plane to radians; none outside of the map.
    #[must_use]
    pub fn inverse(&self, x: f64, y: f64) -> Option<[f64; 2]> {
        let sign = self.n.signum();
        let dy = self.rho0 - y;
        let rho = sqrt(x * x + dy * dy) * self.n;
        let lambda = atan2(x * sign, dy * sign) / self.n;
        let sin_phi = (self.c - rho * rho) / (2.0 * self.n);
        (lambda.abs() <= core::f64::consts::PI + 1e-9 && sin_phi.abs() <= 1.0 + 1e-9)
            .then(|| [lambda, asin(sin_phi.clamp(-1.0, 1.0))])
    }
}
