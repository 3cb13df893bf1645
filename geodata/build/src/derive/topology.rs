//! Turns areas that share edges into arcs: each border once, with what lies to its left and right.

use std::collections::HashMap;

use crate::grid::{Line, Point, Polygon, artificial};

/// No area: water, or the edge of the drawing.
pub const NONE: u16 = u16::MAX;

/// A chain of edges between two junctions, or a closed ring without one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arc {
    /// Its positions; the first and the last are equal in a ring.
    pub points: Line,
    /// The area to the left, or [`NONE`].
    pub left: u16,
    /// The area to the right, or [`NONE`].
    pub right: u16,
    /// The line of the source that gives its class, or [`NONE`].
    pub source: u16,
    /// Whether it is an edge of the drawing and no real line.
    pub artificial: bool,
}

impl Arc {
    /// Whether it is a ring without a junction.
    #[must_use]
    pub fn is_ring(&self) -> bool {
        self.points.first() == self.points.last()
    }

    /// Whether land lies on one side only.
    #[must_use]
    pub fn is_coast(&self) -> bool {
        (self.left == NONE) != (self.right == NONE)
    }
}

/// What all edges of one arc have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    left: u16,
    right: u16,
    source: u16,
    artificial: bool,
}

impl Key {
    fn reversed(self) -> Self {
        Self { left: self.right, right: self.left, ..self }
    }
}

/// An edge, lower position first, with the sides as seen on the way up.
#[derive(Clone, Copy, Debug)]
struct Edge {
    a: Point,
    b: Point,
    key: Key,
}

/// What went wrong: an edge that two areas claim on the same side.
#[derive(Debug, PartialEq, Eq)]
pub struct Overlap(pub Point, pub Point);

/// Builds arcs from areas. `areas` gives polygons (outer rings counter-clockwise) with the area's number; `source`
/// tells which line of the source lies on an edge between two areas.
pub fn arcs<'a>(
    areas: impl Iterator<Item = (u16, &'a Polygon)>,
    source: impl Fn(Point, Point, u16, u16) -> u16,
) -> Result<Vec<Arc>, Overlap> {
    let mut sides: Vec<(Point, Point, bool, u16)> = Vec::new();
    for (area, polygon) in areas {
        for w in polygon.iter().flat_map(|ring| ring.windows(2)) {
            let up = w[0] < w[1];
            let (a, b) = if up { (w[0], w[1]) } else { (w[1], w[0]) };
            sides.push((a, b, up, area));
        }
    }
    sides.sort_unstable();
    let mut edges: Vec<Edge> = Vec::new();
    for same in sides.chunk_by(|p, q| (p.0, p.1) == (q.0, q.1)) {
        edges.extend(edge(same, &source)?);
    }
    Ok(chain(&edges))
}

fn edge(
    same: &[(Point, Point, bool, u16)],
    source: &impl Fn(Point, Point, u16, u16) -> u16,
) -> Result<Option<Edge>, Overlap> {
    let (a, b, _, _) = same[0];
    let side = |up: bool| {
        let mut found = same.iter().filter(|one| one.2 == up).map(|one| one.3);
        match (found.next(), found.next()) {
            (side, None) => Ok(side.unwrap_or(NONE)),
            _ => Err(Overlap(a, b)),
        }
    };
    let (left, right) = (side(true)?, side(false)?);
    if left == right {
        return Ok(None);
    }
    let source = if left == NONE || right == NONE { NONE } else { source(a, b, left, right) };
    Ok(Some(Edge { a, b, key: Key { left, right, source, artificial: artificial(a, b) } }))
}

/// Chains arcs again after areas were joined: `group` gives the new number of an area.
#[must_use]
pub fn regroup(arcs: &[Arc], group: impl Fn(u16) -> u16) -> Vec<Arc> {
    let mut edges = Vec::new();
    for arc in arcs {
        let key = Key {
            left: group(arc.left),
            right: group(arc.right),
            source: arc.source,
            artificial: arc.artificial,
        };
        if key.left == key.right {
            continue;
        }
        edges.extend(arc.points.windows(2).map(|w| {
            if w[0] < w[1] {
                Edge { a: w[0], b: w[1], key }
            } else {
                Edge { a: w[1], b: w[0], key: key.reversed() }
            }
        }));
    }
    edges.sort_unstable_by_key(|edge| (edge.a, edge.b));
    chain(&edges)
}

/// Where edges meet: each position with its edges.
struct Stars {
    numbers: HashMap<Point, usize>,
    starts: Vec<usize>,
    edges: Vec<u32>,
}

impl Stars {
    fn new(edges: &[Edge]) -> Self {
        let mut ends: Vec<(Point, u32)> =
            edges.iter().zip(0..).flat_map(|(edge, i)| [(edge.a, i), (edge.b, i)]).collect();
        ends.sort_unstable();
        let mut stars = Self { numbers: HashMap::new(), starts: vec![0], edges: Vec::new() };
        for same in ends.chunk_by(|p, q| p.0 == q.0) {
            stars.numbers.insert(same[0].0, stars.starts.len() - 1);
            stars.edges.extend(same.iter().map(|end| end.1));
            stars.starts.push(stars.edges.len());
        }
        stars
    }

    fn at(&self, p: Point) -> &[u32] {
        self.numbers.get(&p).map_or(&[], |&n| &self.edges[self.starts[n]..self.starts[n + 1]])
    }

    /// The edge that continues `from` through `p`, when nothing else meets there.
    fn next(&self, edges: &[Edge], from: u32, p: Point) -> Option<u32> {
        let [one, two] = *self.at(p) else { return None };
        let other = if one == from { two } else { one };
        let (here, there) = (edges[from as usize], edges[other as usize]);
        // On the way through `p`, the sides must stay the same.
        let straight = (here.b == p) == (there.a == p);
        let key = if straight { there.key } else { there.key.reversed() };
        (key == here.key).then_some(other)
    }
}

fn chain(edges: &[Edge]) -> Vec<Arc> {
    let stars = Stars::new(edges);
    let mut used = vec![false; edges.len()];
    let mut arcs = Vec::new();
    // Open arcs first, from each of their ends; what is left afterwards are rings.
    for rings in [false, true] {
        for i in 0..edges.len() {
            let edge = edges[i];
            let number = u32::try_from(i).unwrap_or(u32::MAX);
            let start = if rings || stars.next(edges, number, edge.a).is_none() {
                edge.a
            } else if stars.next(edges, number, edge.b).is_none() {
                edge.b
            } else {
                continue;
            };
            if !used[i] {
                arcs.push(walk(edges, &stars, &mut used, number, start));
            }
        }
    }
    arcs
}

fn walk(edges: &[Edge], stars: &Stars, used: &mut [bool], first: u32, start: Point) -> Arc {
    let key = edges[first as usize].key;
    let key = if edges[first as usize].a == start { key } else { key.reversed() };
    let mut points = vec![start];
    let (mut at, mut edge) = (start, first);
    loop {
        used[edge as usize] = true;
        let Edge { a, b, .. } = edges[edge as usize];
        at = if at == a { b } else { a };
        points.push(at);
        match stars.next(edges, edge, at) {
            Some(next) if !used[next as usize] => edge = next,
            _ => break,
        }
    }
    Arc { points, left: key.left, right: key.right, source: key.source, artificial: key.artificial }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: i32) -> Polygon {
        vec![[(x, 0), (x + 10, 0), (x + 10, 10), (x, 10), (x, 0)].map(|(x, y)| Point { x, y }).to_vec()]
    }

    fn two() -> Vec<Arc> {
        let squares = [square(0), square(10)];
        arcs((0..).zip(&squares), |_, _, _, _| NONE).unwrap()
    }

    #[test]
    fn two_squares_share_one_arc() {
        let arcs = two();
        assert_eq!(arcs.len(), 3);
        let shared: Vec<&Arc> = arcs.iter().filter(|arc| !arc.is_coast()).collect();
        assert_eq!(shared.len(), 1);
        let up = shared[0].points[0].y < shared[0].points[1].y;
        assert_eq!((shared[0].left, shared[0].right), if up { (0, 1) } else { (1, 0) });
    }

    #[test]
    fn joined_areas_lose_their_border() {
        let arcs = regroup(&two(), |area| if area == NONE { NONE } else { 7 });
        assert_eq!(arcs.len(), 1);
        assert!(arcs[0].is_ring());
        assert_eq!(arcs[0].points.len(), 7);
        assert_eq!(crate::grid::doubled_area(&arcs[0].points).signum() > 0, arcs[0].left == 7);
    }

    #[test]
    fn overlapping_areas_are_refused() {
        let squares = [square(0), square(0)];
        let found = arcs((0..).zip(&squares), |_, _, _, _| NONE);
        assert!(found.is_err());
    }
}
