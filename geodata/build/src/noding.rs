//! Makes neighbors share every position of their common edge, so that arcs can be matched exactly.
//!
//! Natural Earth's areas share nearly all edges as they are. What remains are positions of one area that lie on an edge
//! of its neighbor, which has none there, and cuts, whose crossings are new. Both are mended by adding the position to
//! the neighbor's edge; positions a unit apart become one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::divisions::Division;
use crate::grid::{Line, Point};

/// How far from an edge a position still lies on it, in units.
const TOLERANCE: f64 = 2.5;

/// Cells of the search grid, in units.
const CELL: i32 = 4096;

/// Positions that become another, because rings of the source cross beside them (Gorizia crosses itself).
const MOVED: &[(Point, Point)] =
    &[(Point { x: 1_346_189, y: 4_600_631 }, Point { x: 1_346_179, y: 4_600_639 })];

type Edge = (Point, Point);

/// Mends the rings of all divisions; returns how many edges have land on one side only afterwards.
pub fn node(divisions: &mut [Division]) -> usize {
    let moved: BTreeMap<Point, Point> = MOVED.iter().copied().collect();
    for ring in divisions.iter_mut().flat_map(|d| d.polygons.iter_mut().flatten()) {
        mend(ring, &moved, &BTreeMap::new());
    }
    for _ in 0..4 {
        let lone = lone_edges(divisions);
        let merged = near_pairs(&lone);
        let additions = positions_on_edges(&lone);
        if merged.is_empty() && additions.is_empty() {
            break;
        }
        for ring in divisions.iter_mut().flat_map(|d| d.polygons.iter_mut().flatten()) {
            mend(ring, &merged, &additions);
        }
        drop_empty_rings(divisions);
    }
    lone_edges(divisions).len()
}

/// Edges, lower position first, that only one ring uses.
fn lone_edges(divisions: &[Division]) -> Vec<Edge> {
    let rings = divisions.iter().flat_map(|d| d.polygons.iter().flatten());
    let mut edges: Vec<Edge> = rings.flat_map(|ring| ring.windows(2)).map(|w| ordered(w[0], w[1])).collect();
    edges.sort_unstable();
    let alone = edges.chunk_by(|a, b| a == b).filter(|same| same.len() == 1);
    alone.map(|same| same[0]).collect()
}

fn ordered(a: Point, b: Point) -> Edge {
    if a < b { (a, b) } else { (b, a) }
}

fn cell(p: Point) -> (i32, i32) {
    (p.x.div_euclid(CELL), p.y.div_euclid(CELL))
}

fn cells(edges: &[Edge]) -> HashMap<(i32, i32), Vec<Point>> {
    let ends: BTreeSet<Point> = edges.iter().flat_map(|e| [e.0, e.1]).collect();
    let mut cells: HashMap<(i32, i32), Vec<Point>> = HashMap::new();
    for p in ends {
        cells.entry(cell(p)).or_default().push(p);
    }
    cells
}

/// Positions a unit apart: the higher, and the lower that it becomes.
fn near_pairs(edges: &[Edge]) -> BTreeMap<Point, Point> {
    let ends: BTreeSet<Point> = edges.iter().flat_map(|e| [e.0, e.1]).collect();
    let mut merged = BTreeMap::new();
    for &p in &ends {
        for (dx, dy) in [(-1, -1), (-1, 0), (-1, 1), (0, -1)] {
            let q = Point { x: p.x + dx, y: p.y + dy };
            if ends.contains(&q) && !merged.contains_key(&q) {
                merged.insert(p, q);
                break;
            }
        }
    }
    merged
}

/// For each edge the foreign positions that lie on it, in order from its lower end.
fn positions_on_edges(edges: &[Edge]) -> BTreeMap<Edge, Vec<Point>> {
    let cells = cells(edges);
    let mut found = BTreeMap::new();
    for &(a, b) in edges {
        let mut on: Vec<(i64, Point)> = Vec::new();
        for x in cell_range(a.x, b.x) {
            for y in cell_range(a.y, b.y) {
                let here = cells.get(&(x, y)).into_iter().flatten();
                on.extend(
                    here.filter(|&&p| p != a && p != b && lies_on(a, b, p)).map(|&p| (along(a, b, p), p)),
                );
            }
        }
        if !on.is_empty() {
            on.sort_unstable();
            found.insert((a, b), on.into_iter().map(|(_, p)| p).collect());
        }
    }
    found
}

fn cell_range(a: i32, b: i32) -> std::ops::RangeInclusive<i32> {
    (a.min(b) - 3).div_euclid(CELL)..=(a.max(b) + 3).div_euclid(CELL)
}

/// Where on the way from `a` to `b` a position falls, times the squared length.
fn along(a: Point, b: Point, p: Point) -> i64 {
    i64::from(p.x - a.x) * i64::from(b.x - a.x) + i64::from(p.y - a.y) * i64::from(b.y - a.y)
}

fn lies_on(a: Point, b: Point, p: Point) -> bool {
    let squared = along(a, b, b);
    let at = along(a, b, p);
    if at <= 0 || at >= squared {
        return false;
    }
    let aside = i64::from(b.x - a.x) * i64::from(p.y - a.y) - i64::from(p.x - a.x) * i64::from(b.y - a.y);
    (aside as f64).abs() <= TOLERANCE * libm::sqrt(squared as f64)
}

fn mend(ring: &mut Line, merged: &BTreeMap<Point, Point>, additions: &BTreeMap<Edge, Vec<Point>>) {
    let touched = ring.windows(2).any(|w| additions.contains_key(&ordered(w[0], w[1])))
        || ring.iter().any(|p| merged.contains_key(p));
    if !touched {
        return;
    }
    let mut mended = Line::with_capacity(ring.len() + 4);
    for w in ring.windows(2) {
        mended.push(w[0]);
        if let Some(more) = additions.get(&ordered(w[0], w[1])) {
            if w[0] < w[1] { mended.extend(more) } else { mended.extend(more.iter().rev()) }
        }
    }
    mended.extend(ring.last());
    for p in &mut mended {
        *p = merged.get(p).copied().unwrap_or(*p);
    }
    mended.dedup();
    drop_spikes(&mut mended);
    *ring = mended;
}

/// Removes the tips where a ring goes out and back along one edge.
fn drop_spikes(ring: &mut Line) {
    loop {
        let n = ring.len();
        let Some(i) = (1..n.saturating_sub(1)).find(|&i| ring[i - 1] == ring[i + 1]) else { break };
        ring.drain(i..=i + 1);
    }
}

fn drop_empty_rings(divisions: &mut [Division]) {
    for division in divisions {
        for polygon in &mut division.polygons {
            let kept = polygon.first().is_some_and(|outer| outer.len() >= 4);
            if kept { polygon.retain(|ring| ring.len() >= 4) } else { polygon.clear() }
        }
        division.polygons.retain(|polygon| !polygon.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn division(points: &[(i32, i32)]) -> Division {
        let ring = points.iter().map(|&(x, y)| Point { x, y }).collect();
        Division { polygons: vec![vec![ring]], ..Division::default() }
    }

    #[test]
    fn a_position_on_a_neighbors_edge_is_shared() {
        let mut divisions = [
            division(&[(0, 0), (9000, 0), (9000, 9000), (0, 9000), (0, 0)]),
            division(&[(9000, 0), (20000, 0), (20000, 9000), (9000, 9000), (9001, 4000), (9000, 0)]),
        ];
        assert_eq!(node(&mut divisions), 6);
        assert!(divisions[0].polygons[0][0].contains(&Point { x: 9001, y: 4000 }));
    }
}
