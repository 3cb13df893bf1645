//! Positions and boxes on the globe, in degrees.

use serde::{Deserialize, Serialize};

/// A position in degrees of longitude and latitude (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct LonLat {
    /// Degrees east of Greenwich, -180 to 180.
    pub lon: f64,
    /// Degrees north of the equator, -90 to 90.
    pub lat: f64,
}

impl LonLat {
    /// A position from degrees of longitude and latitude.
    #[must_use]
    pub const fn new(lon: f64, lat: f64) -> Self {
        Self { lon, lat }
    }
}

/// A box in degrees. If `west > east`, the box crosses the antimeridian.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// Western edge, degrees.
    pub west: f64,
    /// Southern edge, degrees.
    pub south: f64,
    /// Eastern edge, degrees.
    pub east: f64,
    /// Northern edge, degrees.
    pub north: f64,
}

impl Bounds {
    /// The whole globe.
    pub const WORLD: Self = Self { west: -180.0, south: -90.0, east: 180.0, north: 90.0 };

    /// Width in degrees, 0 to 360, also across the antimeridian.
    #[must_use]
    pub fn width(&self) -> f64 {
        if self.west <= self.east { self.east - self.west } else { self.east - self.west + 360.0 }
    }

    /// Height in degrees.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.north - self.south
    }

    /// Whether the position lies inside or on the edge.
    #[must_use]
    pub fn contains(&self, p: LonLat) -> bool {
        let inside_lon = if self.west <= self.east {
            p.lon >= self.west && p.lon <= self.east
        } else {
            p.lon >= self.west || p.lon <= self.east
        };
        inside_lon && p.lat >= self.south && p.lat <= self.north
    }

    /// The middle of the box.
    #[must_use]
    pub fn center(&self) -> LonLat {
        let lon = self.west + self.width() / 2.0;
        LonLat::new(if lon > 180.0 { lon - 360.0 } else { lon }, f64::midpoint(self.south, self.north))
    }
}

#[cfg(test)]
mod tests {
    use super::{Bounds, LonLat};

    #[test]
    fn a_box_may_cross_the_antimeridian() {
        let fiji = Bounds { west: 176.0, south: -20.0, east: -178.0, north: -16.0 };
        assert!((fiji.width() - 6.0).abs() < 1e-9);
        assert!(fiji.contains(LonLat::new(179.0, -18.0)));
        assert!(fiji.contains(LonLat::new(-179.0, -18.0)));
        assert!(!fiji.contains(LonLat::new(0.0, -18.0)));
        assert!((fiji.center().lon - 179.0).abs() < 1e-9);
    }
}
