//! Pours arcs through the chain, each once, and puts rings and lines together from what comes out.

use core::ops::Range;
use std::collections::HashMap;

use crate::geometry::clip_cap::ClipCap;
use crate::geometry::clip_rect::{ClipRect, Limits};
use crate::geometry::domain::{Domain, Visible};
use crate::geometry::projector::Projector;
use crate::geometry::resample::Resample;
use crate::geometry::rings::{close_tidy, double_area, push_tidy};
use crate::geometry::sink::Sink;
use crate::geometry::snap::{GRID, Snap};
use crate::geometry::tidy::Tidy;
use crate::model::scene::{Polyline, Rect};

/// Shared lines of a topology, ranked for simplification. Positions are degrees.
pub trait ArcSource {
    /// West, south, east, north.
    fn bounds(&self, arc: u32) -> [f64; 4];
    /// First and last point.
    fn ends(&self, arc: u32) -> [[f64; 2]; 2];
    /// Appends the points whose weight (square kilometers) is at least the tolerance, and both ends.
    fn read(&self, arc: u32, tolerance: f32, out: &mut Vec<[f64; 2]>);
}

/// An arc of a ring and whether it is followed from its end to its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    /// The arc.
    pub arc: u32,
    /// Followed backward.
    pub reversed: bool,
}

/// Draws lines of one source on one page.
pub struct Tracer<'a, A> {
    source: &'a A,
    projector: &'a Projector,
    visible: &'a Visible,
    page: Limits,
    edges: [[i32; 2]; 2],
    tolerance: f32,
    turn: f64,
    buffer: Vec<[f64; 2]>,
    snap: Snap,
    /// Arcs poured for this turn.
    done: HashMap<u32, Range<usize>>,
}

impl<'a, A: ArcSource> Tracer<'a, A> {
    /// A tracer for a page. Lines are kept `margin` pixels beyond the page's edge; points that
    /// weigh less than `tolerance` square kilometers are left out.
    pub fn new(
        source: &'a A,
        projector: &'a Projector,
        visible: &'a Visible,
        page: &Rect,
        margin: f64,
        tolerance: f32,
    ) -> Self {
        // On the grid, so that clipped points lie exactly on the edge after snapping.
        let on_grid = |v: f64| libm::round(v * GRID) / GRID;
        let min = [on_grid(page.x - margin), on_grid(page.y - margin)];
        let max = [on_grid(page.x + page.width + margin), on_grid(page.y + page.height + margin)];
        Self {
            source,
            projector,
            visible,
            page: Limits { min, max },
            edges: [min, max].map(|p| p.map(|v| libm::round(v * GRID) as i32)),
            tolerance,
            turn: 0.0,
            buffer: Vec::new(),
            snap: Snap::default(),
            done: HashMap::new(),
        }
    }

    /// Turns the data by whole circles, for what lies across the antimeridian: see [`Visible::turns`].
    pub fn set_turn(&mut self, turn: f64) {
        if turn != self.turn {
            self.turn = turn;
            self.snap.clear();
            self.done.clear();
        }
    }

    /// The page's edges with the margin, on the grid.
    #[must_use]
    pub const fn edges(&self) -> &[[i32; 2]; 2] {
        &self.edges
    }

    /// Whether a box in degrees may be visible in this turn.
    #[must_use]
    pub fn in_sight(&self, [west, south, east, north]: [f64; 4]) -> bool {
        let [w, s, e, n] = self.visible.reach;
        west + self.turn <= e && east + self.turn >= w && south <= n && north >= s
    }

    /// The visible part of a polygon's ring, in tenths of a pixel; none if nothing is left.
    pub fn ring(&mut self, links: &[Link]) -> Option<Polyline> {
        let mut points = Vec::new();
        let whole = matches!(self.visible.domain, Domain::Cap(_));
        let mut i = 0;
        while i < links.len() {
            let bounds = self.source.bounds(links[i].arc);
            let (range, reversed) = if whole || self.in_sight(bounds) {
                i += 1;
                (self.arc(links[i - 1].arc), links[i - 1].reversed)
            } else {
                let start = i;
                while i < links.len() && !self.in_sight(self.source.bounds(links[i].arc)) {
                    i += 1;
                }
                (self.far(&links[start..i]), false)
            };
            let piece = self.snap.points(range);
            if reversed {
                piece.iter().rev().for_each(|p| push_tidy(&mut points, *p, &self.edges));
            } else {
                piece.iter().for_each(|p| push_tidy(&mut points, *p, &self.edges));
            }
        }
        close_tidy(&mut points, &self.edges);
        (points.len() >= 3 && double_area(&points) != 0).then_some(Polyline { points, closed: true })
    }

    /// The drawn pieces of an arc, in tenths of a pixel.
    pub fn line(&mut self, arc: u32, out: &mut Vec<Vec<[i32; 2]>>) {
        if !self.in_sight(self.source.bounds(arc)) {
            return;
        }
        let range = self.arc(arc);
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

    /// A full circle for a polygon that has the antipode of a cap inside; none for boxes.
    pub fn horizon(&mut self) -> Option<Polyline> {
        let Domain::Cap(cap) = self.visible.domain else { return None };
        let mut chain = ClipRect::new(self.page, &mut self.snap);
        chain.start();
        let first = cap.circle().next();
        for [lambda, lat] in cap.circle().chain(first) {
            chain.point(self.projector.project_turned(lambda, lat), false);
        }
        chain.end();
        let mut points = Vec::new();
        for p in self.snap.points(self.snap.last_line()) {
            push_tidy(&mut points, *p, &self.edges);
        }
        close_tidy(&mut points, &self.edges);
        (points.len() >= 3).then_some(Polyline { points, closed: true })
    }

    /// Pours an arc, or finds it poured.
    fn arc(&mut self, arc: u32) -> Range<usize> {
        if let Some(range) = self.done.get(&arc) {
            return range.clone();
        }
        let mut buffer = core::mem::take(&mut self.buffer);
        buffer.clear();
        self.source.read(arc, self.tolerance, &mut buffer);
        if buffer.len() < 4 && buffer.first() == buffer.last() {
            self.keep_island(arc, &mut buffer);
        }
        self.pour(&buffer);
        self.buffer = buffer;
        let range = self.snap.last_line();
        self.done.insert(arc, range.clone());
        range
    }

    /// Reads more of an island that would vanish although it is large enough to be seen.
    fn keep_island(&self, arc: u32, buffer: &mut Vec<[f64; 2]>) {
        let [west, south, east, north] = self.source.bounds(arc);
        let middle = self.projector.project_raw(f64::midpoint(west, east), f64::midpoint(south, north));
        let corner = self.projector.project_raw(west, south);
        if !((middle[0] - corner[0]).abs().max((middle[1] - corner[1]).abs()) > 0.35) {
            return;
        }
        let mut tolerance = self.tolerance;
        for _ in 0..6 {
            tolerance /= 8.0;
            buffer.clear();
            self.source.read(arc, tolerance, buffer);
            if buffer.len() >= 5 {
                return;
            }
        }
    }

    /// Pours arcs out of sight, which only matter for the winding.
    fn far(&mut self, links: &[Link]) -> Range<usize> {
        let mut buffer = core::mem::take(&mut self.buffer);
        buffer.clear();
        for link in links {
            let [first, last] = self.source.ends(link.arc);
            let (first, last) = if link.reversed { (last, first) } else { (first, last) };
            if buffer.is_empty() {
                buffer.push(first);
            }
            buffer.push(last);
        }
        self.pour(&buffer);
        self.buffer = buffer;
        self.snap.last_line()
    }

    fn pour(&mut self, points: &[[f64; 2]]) {
        let shift = self.turn - self.projector.lon0();
        let page = ClipRect::new(self.page, &mut self.snap);
        match self.visible.domain {
            Domain::Box(limits) => {
                let project = Resample::new(self.projector, page);
                send(points, shift, ClipRect::new(limits, Tidy::new(limits, project)));
            }
            Domain::Cap(cap) => send(points, shift, ClipCap::new(cap, Resample::plain(self.projector, page))),
        }
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
