//! Rings and polylines on the output grid: closing, tidying, measuring, joining.

use std::collections::BTreeMap;

use crate::model::scene::Polyline;

/// Twice the signed area of a ring, in squares of the grid.
#[must_use]
pub fn double_area(points: &[[i32; 2]]) -> i64 {
    let Some(&last) = points.last() else { return 0 };
    let mut sum = 0;
    let mut before = last;
    for &here in points {
        sum += i64::from(before[0]) * i64::from(here[1]) - i64::from(here[0]) * i64::from(before[1]);
        before = here;
    }
    sum
}

/// Adds a point to a ring or line; points that go back and forth along the edges of the page fall out.
pub fn push_tidy(ring: &mut Vec<[i32; 2]>, point: [i32; 2], edges: &[[i32; 2]; 2]) {
    loop {
        let n = ring.len();
        if n > 0 && ring[n - 1] == point {
            return;
        }
        if n < 2 || !on_same_edge(ring[n - 2], ring[n - 1], point, edges) {
            break;
        }
        ring.pop();
    }
    ring.push(point);
}

/// Removes what is left of such points where a ring's end meets its start.
pub fn close_tidy(ring: &mut Vec<[i32; 2]>, edges: &[[i32; 2]; 2]) {
    let mut skip = 0;
    loop {
        let n = ring.len();
        if n - skip < 3 {
            ring.clear();
            return;
        }
        let (first, second, last, before) = (ring[skip], ring[skip + 1], ring[n - 1], ring[n - 2]);
        if last == first || on_same_edge(before, last, first, edges) {
            ring.pop();
        } else if on_same_edge(last, first, second, edges) {
            skip += 1;
        } else {
            break;
        }
    }
    ring.drain(..skip);
}

fn on_same_edge(a: [i32; 2], b: [i32; 2], c: [i32; 2], edges: &[[i32; 2]; 2]) -> bool {
    (0..2).any(|axis| {
        a[axis] == b[axis] && b[axis] == c[axis] && (b[axis] == edges[0][axis] || b[axis] == edges[1][axis])
    })
}

/// Joins lines end to end where exactly two ends meet, so that a border of many arcs is one stroke
/// and its dashes run on. The order follows the first line of each chain.
#[must_use]
pub fn join(lines: Vec<Vec<[i32; 2]>>) -> Vec<Polyline> {
    let mut ends: BTreeMap<[i32; 2], Vec<(usize, bool)>> = BTreeMap::new();
    for (i, line) in lines.iter().enumerate() {
        if let (Some(&first), Some(&last)) = (line.first(), line.last()) {
            ends.entry(first).or_default().push((i, true));
            ends.entry(last).or_default().push((i, false));
        }
    }
    let mut used = vec![false; lines.len()];
    let mut joined = Vec::new();
    for start in 0..lines.len() {
        if used[start] || lines[start].len() < 2 {
            continue;
        }
        used[start] = true;
        let mut chain = lines[start].clone();
        extend(&mut chain, &lines, &ends, &mut used);
        chain.reverse();
        extend(&mut chain, &lines, &ends, &mut used);
        chain.reverse();
        let closed = chain.len() > 3 && chain.first() == chain.last();
        if closed {
            chain.pop();
        }
        joined.push(Polyline { points: chain, closed });
    }
    joined
}

fn extend(
    chain: &mut Vec<[i32; 2]>,
    lines: &[Vec<[i32; 2]>],
    ends: &BTreeMap<[i32; 2], Vec<(usize, bool)>>,
    used: &mut [bool],
) {
    while let Some(last) = chain.last() {
        let Some(here) = ends.get(last).filter(|here| here.len() == 2) else { return };
        let Some(&(next, forward)) = here.iter().find(|(i, _)| !used[*i]) else { return };
        used[next] = true;
        if forward {
            chain.extend_from_slice(&lines[next][1..]);
        } else {
            chain.extend(lines[next].iter().rev().skip(1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{close_tidy, double_area, join, push_tidy};

    const EDGES: [[i32; 2]; 2] = [[0, 0], [100, 100]];

    #[test]
    fn spurs_along_an_edge_fall_out() {
        let mut ring = Vec::new();
        for p in [[0, 20], [0, 80], [0, 40], [50, 40], [50, 20]] {
            push_tidy(&mut ring, p, &EDGES);
        }
        close_tidy(&mut ring, &EDGES);
        assert_eq!(ring, [[0, 20], [0, 40], [50, 40], [50, 20]]);
        assert_eq!(double_area(&ring).abs(), 2 * 50 * 20);
    }

    #[test]
    fn a_ring_that_only_walks_along_the_edge_vanishes() {
        let mut ring = Vec::new();
        for p in [[0, 0], [0, 100], [100, 100], [0, 100]] {
            push_tidy(&mut ring, p, &EDGES);
        }
        close_tidy(&mut ring, &EDGES);
        assert!(ring.is_empty(), "{ring:?}");
    }

    #[test]
    fn lines_join_where_two_meet_and_stop_at_forks() {
        let lines =
            vec![vec![[0, 0], [1, 0]], vec![[2, 0], [1, 0]], vec![[2, 0], [3, 0]], vec![[2, 0], [2, 5]]];
        let joined = join(lines);
        assert_eq!(joined.len(), 3);
        assert_eq!(joined[0].points, [[0, 0], [1, 0], [2, 0]]);
        let ring = join(vec![vec![[0, 0], [1, 0], [1, 1]], vec![[0, 0], [1, 1]]]);
        assert!(ring[0].closed);
        assert_eq!(ring[0].points.len(), 3);
    }
}
