//! The part of the globe that a page shows: a box in degrees or a cap about the center.

use crate::geometry::clip_cap::Cap;
use crate::geometry::clip_rect::Limits;
use crate::geometry::projector::{Projector, wrap};
use crate::model::geo::{Bounds, LonLat};
use crate::model::scene::Rect;

/// What the chain clips to before it projects. Longitudes are counted from the central meridian.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Domain {
    /// A box in degrees, -180 to 180 east of the central meridian.
    Box(Limits),
    /// A cap about the center, for globes and hemispheres.
    Cap(Cap),
}

/// A domain with what a query needs to know.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Visible {
    /// What to clip to.
    pub domain: Domain,
    /// Box of the domain: west, south, east, north in degrees; west may be below -180 or east above
    /// 180, never both, and the width is at most 360.
    pub reach: [f64; 4],
    /// Whether the globe's edge may lie on the page.
    pub edge: bool,
}

impl Visible {
    /// The reach as a box that may cross the antimeridian.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        let [west, south, east, north] = self.reach;
        if east - west >= 359.999 {
            return Bounds { west: -180.0, south, east: 180.0, north };
        }
        Bounds { west: wrap(west), south, east: wrap(east), north }
    }

    /// Turns of the globe's data that fall into the reach: degrees to add to longitudes.
    pub fn turns(&self) -> impl Iterator<Item = f64> + use<> {
        let [west, _, east, _] = self.reach;
        let cap = matches!(self.domain, Domain::Cap(_));
        [0.0, -360.0, 360.0]
            .into_iter()
            .filter(move |turn| if cap { *turn == 0.0 } else { turn + 180.0 > west && turn - 180.0 < east })
    }
}

/// What is drawn at least beyond the page, pixels; wider than the pen's own margin.
const MARGIN: f64 = 8.0;
/// Points along each side of the page that are turned back into degrees.
const STEPS: usize = 16;

/// What a projector shows on a rectangle of the page, and a little beyond.
#[must_use]
pub fn visible(projector: &Projector, page: &Rect) -> Visible {
    // A margin on the page, because degrees are of no even size on it.
    let margin = MARGIN.max(0.02 * page.width.max(page.height));
    let page = &Rect {
        x: page.x - margin,
        y: page.y - margin,
        width: page.width + 2.0 * margin,
        height: page.height + 2.0 * margin,
    };
    let mut seen = Seen::look(projector, page);
    let azimuthal = projector.flat().center().is_some();
    // A box around a pole reaches all round; it must not come near the point opposite the center.
    let opposite = -projector.lat0();
    let round =
        (seen.poles[0] || seen.poles[1]) && opposite > seen.south - 20.0 && opposite < seen.north + 20.0;
    if azimuthal && (seen.blind || seen.far > 75.0 || round) {
        return cap(projector, &seen);
    }
    let limits = projector.flat().latitudes();
    let widest = projector.flat().longitudes();
    for (pole, lat) in [-90.0, 90.0].into_iter().enumerate() {
        if seen.poles[pole] {
            (seen.west, seen.east) = (-180.0, 180.0);
            if pole == 0 { seen.south = lat } else { seen.north = lat }
        }
    }
    if seen.blind || seen.east - seen.west > 300.0 {
        (seen.west, seen.east) = (-180.0, 180.0);
        if seen.blind {
            [seen.south, seen.north] = limits;
        }
    }
    let lon_margin = (seen.east - seen.west) * 0.01 + 1e-4;
    let lat_margin = (seen.north - seen.south) * 0.01 + 1e-4;
    let min = [(seen.west - lon_margin).max(-widest), (seen.south - lat_margin).max(limits[0])];
    let max = [(seen.east + lon_margin).min(widest), (seen.north + lat_margin).min(limits[1])];
    let lon0 = projector.lon0();
    // An azimuthal map of a pole has no seam: the data's own one will do.
    let (min, max) = if azimuthal && max[0] - min[0] >= 360.0 {
        ([-180.0 - lon0, min[1]], [180.0 - lon0, max[1]])
    } else {
        (min, max)
    };
    Visible {
        domain: Domain::Box(Limits { min, max }),
        reach: [min[0] + lon0, min[1], max[0] + lon0, max[1]],
        edge: seen.blind,
    }
}

fn cap(projector: &Projector, seen: &Seen) -> Visible {
    let reach = projector.flat().reach();
    let edge = seen.blind || seen.far + 2.0 >= reach;
    let radius = if seen.blind { reach } else { (seen.far * 1.04).min(reach) };
    let lat0 = projector.lat0();
    let (south, north) = ((lat0 - radius).max(-90.0), (lat0 + radius).min(90.0));
    Visible { domain: Domain::Cap(Cap::new(lat0, radius)), reach: [-180.0, south, 180.0, north], edge }
}

/// What a look at the page's edge and inside found.
struct Seen {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
    /// Largest distance from the center of an azimuthal projection, degrees.
    far: f64,
    /// Whether the south and the north pole are on the page.
    poles: [bool; 2],
    /// Whether some of the page shows no map.
    blind: bool,
}

impl Seen {
    fn look(projector: &Projector, page: &Rect) -> Self {
        let mut seen = Self {
            west: f64::INFINITY,
            south: f64::INFINITY,
            east: f64::NEG_INFINITY,
            north: f64::NEG_INFINITY,
            far: 0.0,
            poles: [-90.0, 90.0].map(|lat| {
                projector.project(LonLat::new(0.0, lat)).is_some_and(|[x, y]| {
                    // Cylinders stretch a pole into a line, where this asks for one point of it only;
                    // their edges say the rest.
                    let back = projector.invert([x, y]);
                    within(page, [x, y])
                        && back.is_some_and(|p| (p.lat - lat).abs() < 1e-6)
                        && projector
                            .project_turned(90.0, lat)
                            .iter()
                            .zip([x, y])
                            .all(|(a, b)| (a - b).abs() < 1e-6)
                })
            }),
            blind: false,
        };
        for i in 0..=STEPS {
            for j in 0..=STEPS {
                // The rim closely, the inside coarsely.
                let rim = i == 0 || j == 0 || i == STEPS || j == STEPS;
                if rim || (i % 4 == 0 && j % 4 == 0) {
                    let at = |k: usize| k as f64 / STEPS as f64;
                    seen.add(projector, [page.x + page.width * at(i), page.y + page.height * at(j)]);
                }
            }
        }
        if !seen.west.is_finite() {
            (seen.west, seen.east, seen.south, seen.north) = (-180.0, 180.0, -90.0, 90.0);
        }
        seen
    }

    fn add(&mut self, projector: &Projector, at: [f64; 2]) {
        let Some(p) = projector.invert_turned(at) else {
            self.blind = true;
            return;
        };
        self.west = self.west.min(p.lon);
        self.east = self.east.max(p.lon);
        self.south = self.south.min(p.lat);
        self.north = self.north.max(p.lat);
        self.far = self.far.max(projector.distance(LonLat::new(p.lon + projector.lon0(), p.lat)));
    }
}

fn within(r: &Rect, [x, y]: [f64; 2]) -> bool {
    x >= r.x && x <= r.x + r.width && y >= r.y && y <= r.y + r.height
}
