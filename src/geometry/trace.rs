//! Pours the arcs of a topology, each once, and puts rings and lines together from what comes out.

use core::ops::Range;
use std::collections::HashMap;

use crate::geometry::domain::Domain;
use crate::geometry::pen::Pen;
use crate::model::scene::Polyline;

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

/// Draws the arcs of one source.
pub struct Tracer<'p, 'a, A> {
    /// The pen that draws.
    pub pen: &'p mut Pen<'a>,
    source: &'p A,
    tolerance: f32,
    buffer: Vec<[f64; 2]>,
    /// Arcs poured for this turn.
    done: HashMap<u32, Range<usize>>,
}

/// Half a side of the smallest island that is kept whatever the tolerance, pixels.
const ISLAND: f64 = 0.35;

impl<'p, 'a, A: ArcSource> Tracer<'p, 'a, A> {
    /// A tracer for one turn of a pen; points that weigh less than `tolerance` square kilometers are
    /// left out. The pen must not be turned while the tracer lives.
    pub fn new(source: &'p A, pen: &'p mut Pen<'a>, tolerance: f32) -> Self {
        Self { pen, source, tolerance, buffer: Vec::new(), done: HashMap::new() }
    }

    /// The visible part of a polygon's ring, in tenths of a pixel; none if nothing is left.
    pub fn ring(&mut self, links: &[Link]) -> Option<Polyline> {
        let mut points = Vec::new();
        // Which way round a cap a far arc goes shows only in all of its points.
        let whole = matches!(self.pen.visible().domain, Domain::Cap(_));
        let mut i = 0;
        while i < links.len() {
            if whole || self.pen.in_sight(self.source.bounds(links[i].arc)) {
                let range = self.arc(links[i].arc);
                self.pen.append(range, links[i].reversed, &mut points);
                i += 1;
            } else {
                let start = i;
                while i < links.len() && !self.pen.in_sight(self.source.bounds(links[i].arc)) {
                    i += 1;
                }
                let range = self.far(&links[start..i]);
                self.pen.append(range, false, &mut points);
            }
        }
        self.pen.close(points)
    }

    /// Whether a ring has a position (degrees) inside, by the even-odd rule in degrees.
    pub fn surrounds(&mut self, links: &[Link], [x, y]: [f64; 2]) -> bool {
        let mut buffer = core::mem::take(&mut self.buffer);
        let mut odd = false;
        for link in links {
            let [_, south, east, north] = self.source.bounds(link.arc);
            if y < south || y > north || x > east {
                continue;
            }
            buffer.clear();
            self.source.read(link.arc, self.tolerance, &mut buffer);
            for step in buffer.windows(2) {
                let ([x0, y0], [x1, y1]) = (step[0], step[1]);
                if (y0 > y) != (y1 > y) && x < (x1 - x0) * (y - y0) / (y1 - y0) + x0 {
                    odd = !odd;
                }
            }
        }
        self.buffer = buffer;
        odd
    }

    /// The drawn pieces of an arc, in tenths of a pixel.
    pub fn line(&mut self, arc: u32, out: &mut Vec<Vec<[i32; 2]>>) {
        if self.pen.in_sight(self.source.bounds(arc)) {
            let range = self.arc(arc);
            self.pen.pieces(range, out);
        }
    }

    /// Pours an arc, or finds it poured.
    fn arc(&mut self, arc: u32) -> Range<usize> {
        if let Some(range) = self.done.get(&arc) {
            return range.clone();
        }
        let mut buffer = core::mem::take(&mut self.buffer);
        buffer.clear();
        self.source.read(arc, self.tolerance, &mut buffer);
        if buffer.len() < 5 && buffer.first() == buffer.last() {
            self.keep_island(arc, &mut buffer);
        }
        let range = self.pen.pour(&buffer);
        self.buffer = buffer;
        self.done.insert(arc, range.clone());
        range
    }

    /// Reads more of an island that would vanish although it is large enough to be seen.
    fn keep_island(&self, arc: u32, buffer: &mut Vec<[f64; 2]>) {
        let seen = self.pen.half_size(self.source.bounds(arc)) > ISLAND;
        if !seen {
            return;
        }
        let mut tolerance = self.tolerance;
        while buffer.len() < 5 && tolerance > 1e-4 {
            tolerance /= 8.0;
            buffer.clear();
            self.source.read(arc, tolerance, buffer);
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
        let range = self.pen.pour(&buffer);
        self.buffer = buffer;
        range
    }
}

/// Puts arcs together to rings by their ends. Arcs that do not close are left out.
#[must_use]
pub fn stitch<A: ArcSource>(source: &A, links: &[Link]) -> Vec<Vec<Link>> {
    let key = |p: [f64; 2]| p.map(f64::to_bits);
    let ends = |link: &Link| {
        let [first, last] = source.ends(link.arc);
        if link.reversed { (key(last), key(first)) } else { (key(first), key(last)) }
    };
    let mut starts: HashMap<[u64; 2], Vec<usize>> = HashMap::with_capacity(links.len());
    // Filled backward, so that the first link of a junction is popped first.
    for (i, link) in links.iter().enumerate().rev() {
        starts.entry(ends(link).0).or_default().push(i);
    }
    let mut used = vec![false; links.len()];
    let mut rings = Vec::new();
    for first in 0..links.len() {
        if used[first] {
            continue;
        }
        used[first] = true;
        let (home, mut here) = ends(&links[first]);
        let mut ring = vec![links[first]];
        while here != home {
            let Some(next) = starts.get_mut(&here).and_then(|at| pop_unused(at, &used)) else { break };
            used[next] = true;
            ring.push(links[next]);
            here = ends(&links[next]).1;
        }
        if here == home {
            rings.push(ring);
        }
    }
    rings
}

fn pop_unused(at: &mut Vec<usize>, used: &[bool]) -> Option<usize> {
    while let Some(i) = at.pop() {
        if !used[i] {
            return Some(i);
        }
    }
    None
}
