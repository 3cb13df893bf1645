//! Pours points through the whole chain: from degrees to pieces on the page's grid.

use core::ops::Range;

use crate::geometry::clip_cap::ClipCap;
use crate::geometry::clip_rect::{ClipRect, Limits};
use crate::geometry::domain::{Domain, Visible};
use crate::geometry::projection::conic_conformal::Tabled;
use crate::geometry::projection::table::Flat;
use crate::geometry::projector::Projector;
use crate::geometry::resample::Resample;
use crate::geometry::rings::{close_tidy, double_area, push_tidy};
use crate::geometry::sink::Sink;
use crate::geometry::snap::{Snap, TENTHS, snap};
use crate::geometry::tidy::Tidy;
use crate::model::scene::{Polyline, Rect};

/// Draws points given in degrees on one page.
#[derive(Debug)]
pub struct Pen<'a> {
    projector: &'a Projector,
    visible: &'a Visible,
    tabled: Option<Tabled>,
    page: Limits,
    edges: [[i32; 2]; 2],
    turn: f64,
    snap: Snap,
}

impl<'a> Pen<'a> {
    /// A pen for a page. Lines are kept `margin` pixels beyond the page's edge.
    #[must_use]
    pub fn new(projector: &'a Projector, visible: &'a Visible, page: &Rect, margin: f64) -> Self {
        // On the grid, so that clipped points lie exactly on the edge after snapping.
        let on_grid = |v: f64| f64::from(snap(v)) / TENTHS;
        let min = [on_grid(page.x - margin), on_grid(page.y - margin)];
        let max = [on_grid(page.x + page.width + margin), on_grid(page.y + page.height + margin)];
        let tabled = match (projector.flat(), &visible.domain) {
            (Flat::ConicConformal(cone), Domain::Box(Limits { min, max })) => {
                Some(Tabled::new(*cone, min[1].to_radians(), max[1].to_radians()))
            }
            _ => None,
        };
        Self {
            projector,
            visible,
            tabled,
            page: Limits { min, max },
            edges: [min, max].map(|p| p.map(snap)),
            turn: 0.0,
            snap: Snap::default(),
        }
    }

    /// Turns the data by whole circles, for what lies across the antimeridian (see [`Visible::turns`]),
    /// and forgets what was poured.
    pub fn set_turn(&mut self, turn: f64) {
        self.turn = turn;
        self.snap.clear();
    }

    /// The page's edges with the margin, on the grid.
    #[must_use]
    pub const fn edges(&self) -> &[[i32; 2]; 2] {
        &self.edges
    }

    /// What the page shows of the globe.
    #[must_use]
    pub const fn visible(&self) -> &Visible {
        self.visible
    }

    /// Whether a box in degrees may be visible in this turn.
    #[must_use]
    pub fn in_sight(&self, [west, south, east, north]: [f64; 4]) -> bool {
        let [w, s, e, n] = self.visible.reach;
        west + self.turn <= e && east + self.turn >= w && south <= n && north >= s
    }

    /// Half of the longer side of a box in degrees, in pixels; about right for small boxes.
    #[must_use]
    pub fn half_size(&self, [west, south, east, north]: [f64; 4]) -> f64 {
        let middle = self.projector.project_raw(f64::midpoint(west, east), f64::midpoint(south, north));
        let corner = self.projector.project_raw(west, south);
        (middle[0] - corner[0]).abs().max((middle[1] - corner[1]).abs())
    }

    /// Pours points; the range tells where they lie.
    pub fn pour(&mut self, points: &[[f64; 2]]) -> Range<usize> {
        let shift = self.turn - self.projector.lon0();
        let page = ClipRect::new(self.page, &mut self.snap);
        match self.visible.domain {
            Domain::Box(limits) => {
                let project = Resample::new(self.projector, self.tabled.as_ref(), page);
                send(points, shift, ClipRect::new(limits, Tidy::new(limits, project)));
            }
            Domain::Cap(cap) => send(points, shift, ClipCap::new(cap, Resample::dense(self.projector, page))),
        }
        self.snap.last_line()
    }

    /// Appends the drawn pieces of what was poured.
    pub fn pieces(&self, range: Range<usize>, out: &mut Vec<Vec<[i32; 2]>>) {
        let (points, drawn) = (self.snap.points(range.clone()), self.snap.drawn(range));
        let mut start = 0;
        for i in 1..=points.len() {
            if i == points.len() || !drawn[i] {
                if i - start > 1 {
                    out.push(points[start..i].to_vec());
                }
                start = i;
            }
        }
    }

    /// Appends what was poured to a ring.
    pub fn append(&self, range: Range<usize>, reversed: bool, ring: &mut Vec<[i32; 2]>) {
        let piece = self.snap.points(range);
        if reversed {
            piece.iter().rev().for_each(|p| push_tidy(ring, *p, &self.edges));
        } else {
            piece.iter().for_each(|p| push_tidy(ring, *p, &self.edges));
        }
    }

    /// Closes a ring; none if nothing is left of it.
    #[must_use]
    pub fn close(&self, mut ring: Vec<[i32; 2]>) -> Option<Polyline> {
        close_tidy(&mut ring, &self.edges);
        (ring.len() >= 3 && double_area(&ring) != 0).then_some(Polyline { points: ring, closed: true })
    }

    /// The visible part of a ring; none if nothing is left of it.
    pub fn ring(&mut self, points: &[[f64; 2]]) -> Option<Polyline> {
        let range = self.pour(points);
        let mut ring = Vec::with_capacity(range.len());
        self.append(range, false, &mut ring);
        self.close(ring)
    }

    /// A full circle, to be added for each ring that has the antipode of a cap inside; none for boxes.
    pub fn horizon(&mut self) -> Option<Polyline> {
        let Domain::Cap(cap) = self.visible.domain else { return None };
        let mut chain = ClipRect::new(self.page, &mut self.snap);
        chain.start();
        let first = cap.circle().next();
        for [lambda, lat] in cap.circle().chain(first) {
            chain.point(self.projector.project_turned(lambda, lat), true);
        }
        chain.end();
        let mut points = Vec::new();
        self.append(self.snap.last_line(), false, &mut points);
        self.close(points)
    }

    /// The edge of what the projection can show, or of what is drawn of it.
    pub fn edge(&mut self) -> Option<Polyline> {
        let Domain::Box(Limits { min, max }) = self.visible.domain else { return self.horizon() };
        let lon0 = self.projector.lon0();
        let corners =
            [[min[0], min[1]], [max[0], min[1]], [max[0], max[1]], [min[0], max[1]], [min[0], min[1]]];
        self.ring(&corners.map(|[lambda, lat]| [lambda + lon0, lat]))
    }

    /// The antipode of a cap's center, degrees; none for boxes.
    #[must_use]
    pub fn antipode(&self) -> Option<[f64; 2]> {
        let Domain::Cap(cap) = self.visible.domain else { return None };
        let [lambda, lat] = cap.antipode();
        Some([crate::geometry::projector::wrap(lambda + self.projector.lon0()), lat])
    }
}

/// Sends points down a chain, marking the edges that only close the data's own seams.
fn send(points: &[[f64; 2]], shift: f64, mut chain: impl Sink) {
    chain.start();
    let mut before = [0.0; 2];
    for &point in points {
        let seam =
            (point[0] == before[0] && point[0].abs() == 180.0) || (point[1] == -90.0 && before[1] == -90.0);
        chain.point([point[0] + shift, point[1]], !seam);
        before = point;
    }
    chain.end();
}
