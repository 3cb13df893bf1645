//! What all azimuthal projections share: an oblique center and a scale that depends on the distance from it.

use libm::{asin, atan2, cos, sin, sqrt};

/// The latitude in the middle of an azimuthal projection.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Center {
    sin: f64,
    cos: f64,
}

impl Center {
    /// A center at a latitude in radians.
    #[must_use]
    pub fn new(phi: f64) -> Self {
        Self { sin: sin(phi), cos: cos(phi) }
    }

    /// The point on the unit sphere as seen from the center: right, up, and toward the viewer
    /// (the cosine of the angular distance).
    #[must_use]
    pub fn turn(&self, lambda: f64, phi: f64) -> [f64; 3] {
        let (sin_phi, cos_phi) = (sin(phi), cos(phi));
        let (sin_lambda, cos_lambda) = (sin(lambda), cos(lambda));
        [
            cos_phi * sin_lambda,
            self.cos * sin_phi - self.sin * cos_phi * cos_lambda,
            self.sin * sin_phi + self.cos * cos_phi * cos_lambda,
        ]
    }

    /// Radians of a point on the unit sphere as seen from the center.
    #[must_use]
    pub fn turn_back(&self, [right, up, toward]: [f64; 3]) -> [f64; 2] {
        let sin_phi = self.sin * toward + self.cos * up;
        [atan2(right, self.cos * toward - self.sin * up), asin(sin_phi.clamp(-1.0, 1.0))]
    }

    /// Radians of a point in the plane, whose distance from the center is `c` radians on the sphere.
    #[must_use]
    pub fn invert(&self, x: f64, y: f64, c: f64) -> [f64; 2] {
        let rho = sqrt(x * x + y * y);
        if rho < 1e-15 {
            return self.turn_back([0.0, 0.0, 1.0]);
        }
        let sin_c = sin(c) / rho;
        self.turn_back([x * sin_c, y * sin_c, cos(c)])
    }
}
