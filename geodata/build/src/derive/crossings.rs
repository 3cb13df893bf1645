//! Finds edges that cross or touch other than at a common end.

use std::collections::HashMap;

use crate::grid::Point;

/// An edge with the caller's mark.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// One end.
    pub a: Point,
    /// The other end.
    pub b: Point,
    /// The caller's mark: arc, and positions in it.
    pub tag: (u32, u32, u32),
}

/// Pairs of edges that meet where they should not, the lower number first, sorted.
#[must_use]
pub fn find(edges: &[Edge]) -> Vec<(usize, usize)> {
    let cell = cell_size(edges);
    let mut cells: HashMap<(i32, i32), Vec<u32>> = HashMap::new();
    for (i, edge) in (0_u32..).zip(edges) {
        for_cells(edge, cell, |key| cells.entry(key).or_default().push(i));
    }
    let mut found = Vec::new();
    let mut keys: Vec<&(i32, i32)> = cells.keys().collect();
    keys.sort_unstable();
    for members in keys.into_iter().filter_map(|key| cells.get(key)) {
        for (n, &i) in members.iter().enumerate() {
            for &j in &members[n + 1..] {
                if meet(&edges[i as usize], &edges[j as usize]) {
                    found.push((i as usize, j as usize));
                }
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Cells a few times as wide as the usual edge.
fn cell_size(edges: &[Edge]) -> i32 {
    let total: i64 = edges.iter().map(|e| i64::from((e.a.x - e.b.x).abs().max((e.a.y - e.b.y).abs()))).sum();
    let mean = total / i64::try_from(edges.len().max(1)).unwrap_or(1);
    i32::try_from(mean * 2).unwrap_or(i32::MAX).clamp(500, 2_000_000)
}

/// The cells that an edge passes through, row by row, with a little to spare.
fn for_cells(edge: &Edge, cell: i32, mut visit: impl FnMut((i32, i32))) {
    let (low, high) = if edge.a.y <= edge.b.y { (edge.a, edge.b) } else { (edge.b, edge.a) };
    let (first, last) = (low.y.div_euclid(cell), high.y.div_euclid(cell));
    for row in first..=last {
        let (y0, y1) = (i64::from(row) * i64::from(cell), i64::from(row + 1) * i64::from(cell));
        let at = |y: i64| -> i64 {
            let y = y.clamp(i64::from(low.y), i64::from(high.y));
            let height = i64::from(high.y - low.y).max(1);
            i64::from(low.x) + i64::from(high.x - low.x) * (y - i64::from(low.y)) / height
        };
        let (x0, x1) = if first == last { (i64::from(low.x), i64::from(high.x)) } else { (at(y0), at(y1)) };
        let (x0, x1) = (x0.min(x1) - 1, x0.max(x1) + 1);
        for column in x0.div_euclid(i64::from(cell))..=x1.div_euclid(i64::from(cell)) {
            visit((i32::try_from(column).unwrap_or(i32::MAX), row));
        }
    }
}

fn side(a: Point, b: Point, c: Point) -> i64 {
    let abx = i64::from(b.x) - i64::from(a.x);
    let aby = i64::from(b.y) - i64::from(a.y);
    let acx = i64::from(c.x) - i64::from(a.x);
    let acy = i64::from(c.y) - i64::from(a.y);
    (abx * acy - aby * acx).signum()
}

fn within(a: Point, b: Point, p: Point) -> bool {
    p.x >= a.x.min(b.x) && p.x <= a.x.max(b.x) && p.y >= a.y.min(b.y) && p.y <= a.y.max(b.y)
}

/// Whether two edges have a point in common that is no end of both.
fn meet(one: &Edge, two: &Edge) -> bool {
    let (a, b, c, d) = (one.a, one.b, two.a, two.b);
    let apart = a.x.max(b.x) < c.x.min(d.x)
        || c.x.max(d.x) < a.x.min(b.x)
        || a.y.max(b.y) < c.y.min(d.y)
        || c.y.max(d.y) < a.y.min(b.y);
    if apart {
        return false;
    }
    let same_ends = (a == c && b == d) || (a == d && b == c);
    if same_ends {
        return true;
    }
    let on = |p: Point, a: Point, b: Point| p != a && p != b && side(a, b, p) == 0 && within(a, b, p);
    if on(a, c, d) || on(b, c, d) || on(c, a, b) || on(d, a, b) {
        return true;
    }
    if a == c || a == d || b == c || b == d {
        return false;
    }
    side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(a: (i32, i32), b: (i32, i32)) -> Edge {
        Edge { a: Point { x: a.0, y: a.1 }, b: Point { x: b.0, y: b.1 }, tag: (0, 0, 0) }
    }

    #[test]
    fn crossings_and_touches_are_found_and_joints_are_not() {
        let edges = [
            edge((0, 0), (1000, 1000)),
            edge((0, 1000), (1000, 0)),
            edge((1000, 1000), (2000, 900)),
            edge((1500, 950), (1500, 5000)),
            edge((-90_000, 7000), (90_000, 7000)),
            edge((1500, 5000), (1500, 9000)),
        ];
        assert_eq!(find(&edges), [(0, 1), (2, 3), (4, 5)]);
    }
}
