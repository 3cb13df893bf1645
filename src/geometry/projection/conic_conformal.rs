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
        self.on_parallel(lambda, self.rho(phi))
    }

    /// Distance of a parallel from the apex.
    fn rho(&self, phi: f64) -> f64 {
        // The far pole lies infinitely far away.
        let limit = FRAC_PI_2 - 1e-6;
        self.f / pow(t(phi.clamp(-limit, limit)), self.n)
    }

    fn on_parallel(&self, lambda: f64, rho: f64) -> [f64; 2] {
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

/// The cone with its parallels between two latitudes tabled: the power and the tangent are most of the cost of
/// a regional map.
#[derive(Debug, Clone, PartialEq)]
pub struct Tabled {
    cone: ConicConformal,
    south: f64,
    step: f64,
    /// Distance from the apex and its slope by step, at each latitude.
    nodes: Vec<[f64; 2]>,
}

/// Latitudes of the table lie so far apart at most, radians; the cubic between them is off by less
/// than a billionth.
const STEP: f64 = 0.01;

impl Tabled {
    /// Tables a cone between two latitudes, radians.
    #[must_use]
    pub fn new(cone: ConicConformal, south: f64, north: f64) -> Self {
        let limit = FRAC_PI_2 - 0.02;
        let south = south.clamp(-limit, limit - STEP);
        let count = ((north.clamp(south, limit) - south) / STEP) as usize + 2;
        let nodes = (0..count).map(|i| {
            let phi = south + STEP * i as f64;
            let rho = cone.rho(phi);
            [rho, -cone.n * rho / cos(phi) * STEP]
        });
        Self { cone, south, step: STEP, nodes: nodes.collect() }
    }

    /// From radians, relative to the central meridian, to the plane.
    #[must_use]
    pub fn forward(&self, lambda: f64, phi: f64) -> [f64; 2] {
        let at = (phi - self.south) / self.step;
        let first = at as usize;
        let (Some(a), Some(b), true) = (self.nodes.get(first), self.nodes.get(first + 1), at >= 0.0) else {
            return self.cone.forward(lambda, phi);
        };
        let t = at - first as f64;
        let rise = b[0] - a[0];
        let rho = a[0] + t * (a[1] + t * (3.0 * rise - 2.0 * a[1] - b[1] + t * (a[1] + b[1] - 2.0 * rise)));
        self.cone.on_parallel(lambda, rho)
    }
}

#[cfg(test)]
mod tests {
    use super::{ConicConformal, Tabled};

    #[test]
    fn the_table_agrees_with_the_cone() {
        let cone = ConicConformal::new(0.4, 0.65, 0.5);
        let tabled = Tabled::new(cone, 0.2, 0.9);
        for i in 0..1000 {
            let phi = 0.1 + f64::from(i) * 1e-3;
            let (a, b) = (cone.forward(0.3, phi), tabled.forward(0.3, phi));
            assert!((a[0] - b[0]).abs() < 1e-9 && (a[1] - b[1]).abs() < 1e-9, "{phi}: {a:?} {b:?}");
        }
    }
}
