//! Lambert conformal conic: regions wider than tall in middle latitudes.

use core::f64::consts::{FRAC_PI_2, FRAC_PI_4};

use libm::{atan, atan2, cos, log, pow, sin, sqrt, tan};

/// The cone through two standard parallels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConicConformal {
    n: f64,
    f: f64,
    /// Distance of the apex from the equator's middle, so that the plane's origin lies there.
    rho0: f64,
}

/// Grows from the south pole to the north pole; its logarithm is the Mercator ordinate.
fn t(phi: f64) -> f64 {
    tan(FRAC_PI_4 + phi / 2.0)
}

impl ConicConformal {
    /// A cone through two parallels and with the origin at a latitude, radians. The parallels must
    /// not be symmetric to the equator (the cone would be a cylinder): see [`Self::is_sound`].
    #[must_use]
    pub fn new(phi1: f64, phi2: f64, phi0: f64) -> Self {
        let n = if (phi1 - phi2).abs() < 1e-9 {
            sin(phi1)
        } else {
            log(cos(phi1) / cos(phi2)) / log(t(phi2) / t(phi1))
        };
        let f = cos(phi1) * pow(t(phi1), n) / n;
        Self { n, f, rho0: f / pow(t(phi0), n) }
    }

    /// Whether the cone is neither a cylinder nor broken.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.n.abs() > 1e-3 && self.f.is_finite() && self.rho0.is_finite()
    }

    /// Whether the apex is the north pole.
    #[must_use]
    pub const fn points_north(&self) -> bool {
        self.n > 0.0
    }

    /// From radians, relative to the central meridian, to the plane.
    #[must_use]
    pub fn forward(&self, lambda: f64, phi: f64) -> [f64; 2] {
        // The far pole lies infinitely far away.
        let limit = FRAC_PI_2 - 1e-6;
        let rho = self.f / pow(t(phi.clamp(-limit, limit)), self.n);
        [rho * sin(self.n * lambda), self.rho0 - rho * cos(self.n * lambda)]
    }

    /// From the plane to radians; none in the gap of the cone.
    #[must_use]
    pub fn inverse(&self, x: f64, y: f64) -> Option<[f64; 2]> {
        let sign = self.n.signum();
        let dy = self.rho0 - y;
        let rho = sign * sqrt(x * x + dy * dy);
        if rho == 0.0 {
            return Some([0.0, sign * FRAC_PI_2]);
        }
        let lambda = atan2(x * sign, dy * sign) / self.n;
        let phi = 2.0 * atan(pow(self.f / rho, 1.0 / self.n)) - FRAC_PI_2;
        (lambda.abs() <= core::f64::consts::PI + 1e-9 && phi.is_finite()).then_some([lambda, phi])
    }
}
