//! Chooses a projection by the size, shape and latitude of what is to be shown.
//!
//! The rules are those of Projection Wizard (Savric, Jenny and Jenny 2016), with a conformal conic for
//! regions, where the shape of countries matters more than their area.

use libm::{cos, sin};

use crate::geometry::projector::{Projector, wrap};
use crate::model::geo::{Bounds, LonLat};
use crate::model::plan::Projection;
use crate::model::scene::Rect;

/// Below this size number (720 / (width in degrees x difference of the sines)) a map shows the world.
const WORLD: f64 = 1.5;
/// Below this one, it shows a hemisphere or continent.
const HEMISPHERE: f64 = 6.0;
/// Below this one, areas differ enough that a conic should keep them.
const LARGE_REGION: f64 = 30.0;

/// A projection for bounds on a page of an aspect (width by height).
#[must_use]
pub fn choose(bounds: &Bounds, aspect: f64) -> Projection {
    let shown = Shown::new(bounds, aspect);
    let Shown { center, south, north, width, .. } = shown;
    let size = 720.0 / (width * (sin(north.to_radians()) - sin(south.to_radians()))).max(1e-9);
    let nearest = if south * north <= 0.0 { 0.0 } else { south.abs().min(north.abs()) };
    let ratio = (north - south) / (width * cos(nearest.to_radians())).max(1e-9);
    let equatorial = center.lat.abs() < 15.0;
    let name = if size < WORLD {
        "equal-earth"
    } else if size < HEMISPHERE || shown.near_pole() || (equatorial && size < LARGE_REGION) {
        "lambert-azimuthal"
    } else if ratio > 1.25 {
        "transverse-mercator"
    } else if ratio >= 0.8 {
        "stereographic"
    } else if equatorial {
        "mercator"
    } else if size < LARGE_REGION {
        "albers"
    } else {
        "conic-conformal"
    };
    let lat = if shown.holds_pole() { 90.0_f64.copysign(center.lat) } else { center.lat };
    let sixth = (north - south) / 6.0;
    let parallels = match name {
        "albers" | "conic-conformal" => vec![round(south + sixth), round(north - sixth)],
        _ => Vec::new(),
    };
    let center = LonLat::new(round(center.lon), round(lat));
    let chosen = Projection { name: name.to_owned(), center, parallels };
    if chosen.parallels.is_empty() || is_covered(&chosen, bounds, aspect) {
        return chosen;
    }
    // The page reaches over the pole, where a cone has a gap.
    Projection { name: "lambert-azimuthal".to_owned(), center, parallels: Vec::new() }
}

/// Whether a page that holds the bounds shows the globe all over.
fn is_covered(projection: &Projection, bounds: &Bounds, aspect: f64) -> bool {
    let page = Rect { x: 0.0, y: 0.0, width: 1000.0 * aspect, height: 1000.0 };
    let Some(projector) = Projector::new(projection).map(|projector| projector.fit(bounds, &page)) else {
        return false;
    };
    let middle = |y: f64| projector.invert([page.width / 2.0, y]);
    [0.0, 1000.0].into_iter().all(|y| middle(y).is_some_and(|p| p.lat.abs() < 88.0))
}

/// What the page shows: the bounds, widened to its aspect.
struct Shown {
    center: LonLat,
    south: f64,
    north: f64,
    width: f64,
}

impl Shown {
    fn new(bounds: &Bounds, aspect: f64) -> Self {
        let aspect = if aspect.is_finite() && aspect > 0.0 { aspect } else { 1.0 };
        let south = bounds.south.clamp(-90.0, 90.0);
        let north = bounds.north.clamp(south, 90.0);
        let center = LonLat::new(wrap(bounds.center().lon), f64::midpoint(south, north));
        let shrink = cos(center.lat.to_radians()).max(0.05);
        let (mut width, mut height) = (bounds.width().clamp(0.01, 360.0), (north - south).max(0.01));
        if width * shrink < aspect * height {
            width = (aspect * height / shrink).min(360.0);
        } else {
            height = (width * shrink / aspect).min(180.0);
        }
        let (south, north) = ((center.lat - height / 2.0).max(-90.0), (center.lat + height / 2.0).min(90.0));
        Self { center, south, north, width }
    }

    fn near_pole(&self) -> bool {
        self.center.lat.abs() > 70.0 || self.south < -82.0 || self.north > 82.0
    }

    fn holds_pole(&self) -> bool {
        // A frame that surrounds a pole is best seen from above it.
        self.center.lat.abs() > 60.0 && (self.width > 180.0 || self.south < -89.0 || self.north > 89.0)
    }
}

/// A thousandth of a degree is enough, and reads well in a plan.
fn round(degrees: f64) -> f64 {
    libm::round(degrees * 1000.0) / 1000.0
}

#[cfg(test)]
mod tests {
    use super::choose;
    use crate::model::geo::Bounds;

    fn name(west: f64, south: f64, east: f64, north: f64) -> String {
        choose(&Bounds { west, south, east, north }, 4.0 / 3.0).name
    }

    #[test]
    fn size_shape_and_latitude_decide() {
        assert_eq!(name(-180.0, -60.0, 180.0, 80.0), "equal-earth");
        assert_eq!(name(-20.0, -36.0, 55.0, 38.0), "lambert-azimuthal");
        assert_eq!(name(58.0, 20.0, 92.0, 40.0), "conic-conformal");
        assert_eq!(name(-125.0, 24.0, -66.0, 50.0), "albers");
        assert_eq!(name(103.5, 1.1, 104.2, 1.5), "mercator");
        assert_eq!(name(10.0, 76.0, 35.0, 81.0), "lambert-azimuthal");
        assert_eq!(
            choose(&Bounds { west: 20.0, south: 50.0, east: 22.0, north: 60.0 }, 0.4).name,
            "transverse-mercator"
        );
    }

    #[test]
    fn antarctica_is_seen_from_above() {
        let projection = choose(&Bounds { west: -180.0, south: -90.0, east: 180.0, north: -62.0 }, 1.0);
        assert_eq!((projection.name.as_str(), projection.center.lat), ("lambert-azimuthal", -90.0));
    }

    #[test]
    fn a_cone_does_not_reach_over_the_pole() {
        let pacific = Bounds { west: 130.0, south: 35.0, east: -120.0, north: 70.0 };
        assert_eq!(choose(&pacific, 1.5).name, "lambert-azimuthal");
    }

    #[test]
    fn across_the_antimeridian_the_center_lies_between() {
        let fiji = choose(&Bounds { west: 176.0, south: -20.0, east: -178.0, north: -15.0 }, 1.3);
        assert!((fiji.center.lon - 179.0).abs() < 1e-9);
    }
}
