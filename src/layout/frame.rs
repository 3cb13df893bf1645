//! What the rest of the layout needs to know about the drawn ground: the projector, and what is visible where.

use std::collections::BTreeMap;

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::geometry::projection::choice;
use crate::geometry::projection::table::ROWS;
use crate::geometry::projector::{EARTH_RADIUS_KM, Projector};
use crate::model::geo::{Bounds, LonLat};
use crate::model::place::GeometryRef;
use crate::model::plan::{Frame, Projection};
use crate::model::scene::Rect;

/// A line or ring in pixels of the page. Rings do not repeat their first point.
pub type Trace = Vec<[f64; 2]>;

/// The visible part of an area: outer rings and holes together (even-odd rule), cut at the map's edge.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct VisibleArea {
    /// Its rings, largest first.
    pub rings: Vec<Trace>,
    /// Area in square pixels, holes taken off.
    pub area: f64,
    /// Whether the map's edge cuts some of it off.
    pub cut: bool,
}

/// The visible part of a line, cut at the map's edge.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct VisibleLine {
    /// Its pieces, longest first.
    pub pieces: Vec<Trace>,
}

/// What is drawn of the kinds that a legend explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shown {
    /// Agreed borders of countries.
    pub borders: bool,
    /// Disputed or undetermined borders (dashed).
    pub disputed_borders: bool,
    /// Ceasefire lines and lines of control (dotted).
    pub control_lines: bool,
    /// Borders of first-order divisions.
    pub admin1: bool,
    /// Hatched disputed areas.
    pub dispute_areas: bool,
    /// Tinted areas that the story names.
    pub highlights: bool,
    /// Rivers.
    pub rivers: bool,
    /// Lakes.
    pub lakes: bool,
}

/// The drawn ground as labels, marks and furniture see it. All coordinates are pixels of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Where the map lies on the page.
    pub map: Rect,
    /// Degrees to pixels and back.
    pub projector: Projector,
    /// Degrees that the map shows, corners included.
    pub bounds: Bounds,
    /// Kilometers for one pixel in the middle of the map.
    pub km_per_px: f64,
    /// Relative spread of the scale over the map: 0.1 means that the largest is 10 % above the smallest.
    pub scale_spread: f64,
    /// Visible parts of the areas that the plan names (areas, labels, marks).
    pub areas: BTreeMap<GeometryRef, VisibleArea>,
    /// Visible parts of the lines that the plan names (lines, labels of rivers and borders, marks).
    pub lines: BTreeMap<GeometryRef, VisibleLine>,
    /// Rings of the visible land (even-odd rule), lakes not taken out.
    pub land: Vec<Trace>,
    /// Rings of the visible lakes.
    pub lakes: Vec<Trace>,
    /// Visible coast, without the map's edge.
    pub coast: Vec<Trace>,
    /// Visible borders of countries, every class.
    pub borders: Vec<Trace>,
    /// Visible rivers.
    pub rivers: Vec<Trace>,
    /// Edge of the globe, if the map shows it.
    pub globe: Option<Trace>,
    /// What a legend has to explain.
    pub shown: Shown,
}

impl View {
    /// Pixels of a position; none if it is not on the map.
    #[must_use]
    pub fn place(&self, p: LonLat) -> Option<[f64; 2]> {
        let [x, y] = self.projector.project(p)?;
        let m = &self.map;
        (x >= m.x && x <= m.x + m.width && y >= m.y && y <= m.y + m.height).then_some([x, y])
    }

    /// Whether a point of the page is on land; lakes count as land.
    #[must_use]
    pub fn is_land(&self, at: [f64; 2]) -> bool {
        inside(&self.land, at)
    }
}

/// Margin around positions that a map is fitted to, as a share of their extent.
const AIR: f64 = 0.06;

/// The projector of a frame on a part of the page: the plan's own projection, or one that fits.
pub fn projector(frame: &Frame, map: &Rect) -> Result<Projector> {
    let aspect = map.width / map.height.max(1e-9);
    let fit = |projection: &Projection| {
        let projector = Projector::new(projection)?;
        Some(if frame.hold.is_empty() {
            projector.fit(&frame.bounds, map)
        } else {
            projector.fit_to(frame.hold.iter().copied(), AIR, map)
        })
    };
    let chosen = frame.projection.clone().unwrap_or_else(|| choice::choose(&frame.bounds, aspect));
    fit(&chosen).ok_or_else(|| {
        let keys: Vec<&str> = ROWS.iter().map(|row| row.key).collect();
        Error::new(ErrorKind::Options, format!("there is no projection '{}'", chosen.name))
            .with_hint(format!("use one of {}", keys.join(", ")))
    })
}

/// Kilometers for one pixel in the middle of the map, or where it shows the globe best.
#[must_use]
pub fn km_per_px(projector: &Projector, map: &Rect) -> f64 {
    let middle = [map.x + map.width / 2.0, map.y + map.height / 2.0];
    projector.km_per_px(middle).unwrap_or(EARTH_RADIUS_KM / projector.scale())
}

/// How much the scale varies over the map: 0.1 means that the largest is 10 % above the smallest.
#[must_use]
pub fn scale_spread(projector: &Projector, map: &Rect) -> f64 {
    let (mut least, mut most) = (f64::INFINITY, 0.0_f64);
    for i in 0..3 {
        for j in 0..3 {
            let at = [map.x + map.width * f64::from(i) / 2.0, map.y + map.height * f64::from(j) / 2.0];
            let Some(km) = projector.km_per_px(at) else { return f64::INFINITY };
            (least, most) = (least.min(km), most.max(km));
        }
    }
    most / least - 1.0
}

/// Where a horizontal line crosses rings: a point on it lies inside if an odd number of them lies to its right.
#[must_use]
pub fn crossings(rings: &[Trace], y: f64) -> Vec<f64> {
    let mut found = Vec::new();
    for ring in rings {
        let Some(&[mut x0, mut y0]) = ring.last() else { continue };
        for &[x1, y1] in ring {
            if (y0 > y) != (y1 > y) {
                found.push((x1 - x0) * (y - y0) / (y1 - y0) + x0);
            }
            (x0, y0) = (x1, y1);
        }
    }
    found
}

/// Whether a point lies inside of rings, by the even-odd rule.
#[must_use]
pub fn inside(rings: &[Trace], [x, y]: [f64; 2]) -> bool {
    let mut odd = false;
    for ring in rings {
        let Some(&[mut x0, mut y0]) = ring.last() else { continue };
        for &[x1, y1] in ring {
            if (y0 > y) != (y1 > y) && x < (x1 - x0) * (y - y0) / (y1 - y0) + x0 {
                odd = !odd;
            }
            (x0, y0) = (x1, y1);
        }
    }
    odd
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn a_hole_is_not_inside() {
        let square = |a: f64, b: f64| vec![[a, a], [b, a], [b, b], [a, b]];
        let rings = [square(0.0, 10.0), square(4.0, 6.0)];
        assert!(inside(&rings, [1.0, 1.0]));
        assert!(!inside(&rings, [5.0, 5.0]));
        assert!(!inside(&rings, [11.0, 5.0]));
    }
}
