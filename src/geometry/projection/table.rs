//! The table of projections: keys, names, and how each is made from a center and parallels.

use crate::geometry::projection::albers::Albers;
use crate::geometry::projection::azimuthal::Center;
use crate::geometry::projection::conic_conformal::ConicConformal;
use crate::geometry::projection::equirectangular::Equirectangular;
use crate::geometry::projection::{
    azimuthal_equidistant, equal_earth, lambert_azimuthal, mercator, orthographic, stereographic,
    transverse_mercator,
};

/// A projection of the unit sphere with its parameters settled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Flat {
    /// Equal Earth.
    EqualEarth,
    /// Orthographic about a latitude.
    Orthographic(Center),
    /// Lambert azimuthal equal-area about a latitude.
    LambertAzimuthal(Center),
    /// Stereographic about a latitude.
    Stereographic(Center),
    /// Azimuthal equidistant about a latitude.
    AzimuthalEquidistant(Center),
    /// Lambert conformal conic.
    ConicConformal(ConicConformal),
    /// Albers equal-area conic.
    Albers(Albers),
    /// Mercator.
    Mercator,
    /// Transverse Mercator.
    TransverseMercator,
    /// Equirectangular.
    Equirectangular(Equirectangular),
}

/// A row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Key in plans and on the command line.
    pub key: &'static str,
    /// Name for people.
    pub name: &'static str,
    /// What it keeps.
    pub keeps: &'static str,
    /// Makes it from the center's latitude and two standard parallels, radians.
    pub make: fn(phi0: f64, parallels: [f64; 2]) -> Flat,
}

/// All projections.
pub const ROWS: &[Row] = &[
    Row { key: "equal-earth", name: "Equal Earth", keeps: "areas", make: |_, _| Flat::EqualEarth },
    Row {
        key: "orthographic",
        name: "Orthographic",
        keeps: "the look of a globe",
        make: |phi0, _| Flat::Orthographic(Center::new(phi0)),
    },
    Row {
        key: "lambert-azimuthal",
        name: "Lambert azimuthal equal-area",
        keeps: "areas",
        make: |phi0, _| Flat::LambertAzimuthal(Center::new(phi0)),
    },
    Row {
        key: "stereographic",
        name: "Stereographic",
        keeps: "angles",
        make: |phi0, _| Flat::Stereographic(Center::new(phi0)),
    },
    Row {
        key: "azimuthal-equidistant",
        name: "Azimuthal equidistant",
        keeps: "distances from the center",
        make: |phi0, _| Flat::AzimuthalEquidistant(Center::new(phi0)),
    },
    Row {
        key: "conic-conformal",
        name: "Lambert conformal conic",
        keeps: "angles",
        make: |phi0, [phi1, phi2]| {
            let cone = ConicConformal::new(phi1, phi2, phi0);
            if cone.is_sound() { Flat::ConicConformal(cone) } else { Flat::Mercator }
        },
    },
    Row {
        key: "albers",
        name: "Albers equal-area conic",
        keeps: "areas",
        make: |phi0, [phi1, phi2]| {
            let cone = Albers::new(phi1, phi2, phi0);
            if cone.is_sound() {
                Flat::Albers(cone)
            } else {
                Flat::Equirectangular(Equirectangular::new(phi1))
            }
        },
    },
    Row { key: "mercator", name: "Mercator", keeps: "angles", make: |_, _| Flat::Mercator },
    Row {
        key: "transverse-mercator",
        name: "Transverse Mercator",
        keeps: "angles",
        make: |_, _| Flat::TransverseMercator,
    },
    Row {
        key: "equirectangular",
        name: "Equirectangular",
        keeps: "distances along meridians",
        make: |_, [phi1, _]| Flat::Equirectangular(Equirectangular::new(phi1)),
    },
];

/// The row with a key.
#[must_use]
pub fn row(key: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.key == key)
}

impl Flat {
    /// From radians, relative to the central meridian, to the plane (y upward).
    #[must_use]
    pub fn forward(&self, lambda: f64, phi: f64) -> [f64; 2] {
        match self {
            Self::EqualEarth => equal_earth::forward(lambda, phi),
            Self::Orthographic(center) => orthographic::forward(center, lambda, phi),
            Self::LambertAzimuthal(center) => lambert_azimuthal::forward(center, lambda, phi),
            Self::Stereographic(center) => stereographic::forward(center, lambda, phi),
            Self::AzimuthalEquidistant(center) => azimuthal_equidistant::forward(center, lambda, phi),
            Self::ConicConformal(cone) => cone.forward(lambda, phi),
            Self::Albers(cone) => cone.forward(lambda, phi),
            Self::Mercator => mercator::forward(lambda, phi),
            Self::TransverseMercator => transverse_mercator::forward(lambda, phi),
            Self::Equirectangular(grid) => grid.forward(lambda, phi),
        }
    }

    /// From the plane to radians; none where the plane holds no map.
    #[must_use]
    pub fn inverse(&self, x: f64, y: f64) -> Option<[f64; 2]> {
        match self {
            Self::EqualEarth => equal_earth::inverse(x, y),
            Self::Orthographic(center) => orthographic::inverse(center, x, y),
            Self::LambertAzimuthal(center) => lambert_azimuthal::inverse(center, x, y),
            Self::Stereographic(center) => stereographic::inverse(center, x, y),
            Self::AzimuthalEquidistant(center) => azimuthal_equidistant::inverse(center, x, y),
            Self::ConicConformal(cone) => cone.inverse(x, y),
            Self::Albers(cone) => cone.inverse(x, y),
            Self::Mercator => mercator::inverse(x, y),
            Self::TransverseMercator => transverse_mercator::inverse(x, y),
            Self::Equirectangular(grid) => grid.inverse(x, y),
        }
    }

    /// The latitude turned to the middle, for azimuthal projections.
    #[must_use]
    pub const fn center(&self) -> Option<&Center> {
        match self {
            Self::Orthographic(center)
            | Self::LambertAzimuthal(center)
            | Self::Stereographic(center)
            | Self::AzimuthalEquidistant(center) => Some(center),
            _ => None,
        }
    }

    /// How far from the center an azimuthal projection may be drawn, degrees.
    #[must_use]
    pub const fn reach(&self) -> f64 {
        match self {
            Self::Orthographic(_) => 90.0,
            Self::Stereographic(_) => 140.0,
            _ => 179.0,
        }
    }

    /// How far east and west of the central meridian may be drawn, degrees.
    #[must_use]
    pub const fn longitudes(&self) -> f64 {
        match self {
            // The points 90 degrees east and west lie infinitely far away.
            Self::TransverseMercator => 75.0,
            _ => 180.0,
        }
    }

    /// Southern and northern limit of what may be drawn, degrees.
    #[must_use]
    pub fn latitudes(&self) -> [f64; 2] {
        match self {
            Self::Mercator => [-mercator::LIMIT, mercator::LIMIT],
            Self::ConicConformal(cone) if cone.points_north() => [-80.0, 90.0],
            Self::ConicConformal(_) => [-90.0, 80.0],
            _ => [-90.0, 90.0],
        }
    }
}
