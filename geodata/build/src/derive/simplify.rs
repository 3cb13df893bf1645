//! Generalizes arcs: each position is ranked once by weighted Visvalingam, and a scale keeps what outranks its
//! threshold. Ends of arcs stay, rings stay rings, and where two arcs would cross, positions come back.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::components::swept_area;
use super::crossings;
use super::topology::{Arc, NONE};
use crate::grid::{Line, Point, UNITS};

/// Rank of a position that always stays.
pub const KEEP: f32 = f32::INFINITY;

/// Ranks of the positions of a line: the area, in square kilometers, of the triangle that each holds when it is the
/// next to go; sharp spikes weigh less, so that the line looks smooth. Ends have the rank [`KEEP`].
#[must_use]
pub fn ranks(line: &[Point]) -> Vec<f32> {
    let n = line.len();
    let mut ranks = vec![KEEP; n];
    let mut before: Vec<usize> = (0..n).map(|i| i.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (0..n).map(|i| (i + 1).min(n - 1)).collect();
    let mut current = vec![u64::MAX; n];
    let mut heap = BinaryHeap::new();
    let bits = |weight: f64| weight.to_bits();
    for i in 1..n.saturating_sub(1) {
        current[i] = bits(weight(line[i - 1], line[i], line[i + 1]));
        heap.push(Reverse((current[i], i)));
    }
    let mut highest = 0.0_f64;
    while let Some(Reverse((key, i))) = heap.pop() {
        if key != current[i] {
            continue;
        }
        current[i] = u64::MAX;
        highest = highest.max(f64::from_bits(key));
        ranks[i] = highest as f32;
        let (a, b) = (before[i], after[i]);
        after[a] = b;
        before[b] = a;
        for j in [a, b] {
            if j > 0 && j < n - 1 {
                current[j] = bits(weight(line[before[j]], line[j], line[after[j]]));
                heap.push(Reverse((current[j], j)));
            }
        }
    }
    ranks
}

/// Kilometers in a degree of latitude.
const DEGREE_KM: f64 = 111.195;

fn weight(a: Point, b: Point, c: Point) -> f64 {
    let scale = DEGREE_KM / UNITS;
    let narrow = libm::cos((f64::from(b.y) / UNITS).to_radians());
    let flat = |p: Point| (f64::from(p.x - b.x) * scale * narrow, f64::from(p.y - b.y) * scale);
    let ((ax, ay), (cx, cy)) = (flat(a), flat(c));
    let area = (ax * cy - ay * cx).abs() / 2.0;
    let cosine = (ax * cx + ay * cy) / (libm::hypot(ax, ay) * libm::hypot(cx, cy)).max(1e-12);
    // Acute corners (cosine near 1) count for less, open ones for more.
    area * (1.0 - 0.7 * cosine)
}

/// An arc with the ranks of its positions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranked {
    /// The arc.
    pub arc: Arc,
    /// A rank for each position, in square kilometers.
    pub ranks: Vec<f32>,
}

/// The arcs with the positions whose rank is at least `threshold` square kilometers, without crossings. Positions that
/// had to stay although their rank is lower get the rank [`KEEP`].
#[must_use]
pub fn simplify(arcs: &[Arc], threshold: f32) -> Vec<Ranked> {
    let ranks: Vec<Vec<f32>> = arcs.iter().map(ranks_of).collect();
    let minimum = least_interior(arcs);
    let mut kept: Vec<Vec<u32>> =
        ranks.iter().zip(&minimum).map(|(ranks, &least)| keep(ranks, threshold, least)).collect();
    for _ in 0..60 {
        let crossing = restore_at_crossings(arcs, &ranks, &mut kept);
        let turned = restore_turned(arcs, &ranks, &mut kept);
        if !crossing && !turned {
            break;
        }
    }
    let ranked = |arc: &Arc, ranks: &[f32], kept: &[u32]| {
        let points: Line = kept.iter().map(|&i| arc.points[i as usize]).collect();
        let rank = |&i: &u32| Some(ranks[i as usize]).filter(|&rank| rank >= threshold).unwrap_or(KEEP);
        Ranked { arc: Arc { points, ..*arc }, ranks: kept.iter().map(rank).collect() }
    };
    arcs.iter().zip(&ranks).zip(&kept).map(|((arc, ranks), kept)| ranked(arc, ranks, kept)).collect()
}

/// Edges of the drawing keep their corners: at a pole the ground that they hold is no measure.
fn ranks_of(arc: &Arc) -> Vec<f32> {
    if arc.artificial { vec![KEEP; arc.points.len()] } else { ranks(&arc.points) }
}

/// How many inner positions each arc must keep: two in a ring, one where another arc joins the same two ends.
fn least_interior(arcs: &[Arc]) -> Vec<usize> {
    let ends = |arc: &Arc| {
        let (a, b) = (arc.points[0], arc.points[arc.points.len() - 1]);
        if a < b { (a, b) } else { (b, a) }
    };
    let mut count: BTreeMap<(Point, Point), usize> = BTreeMap::new();
    for arc in arcs {
        *count.entry(ends(arc)).or_insert(0) += 1;
    }
    arcs.iter()
        .map(|arc| if arc.is_ring() { 2 } else { usize::from(count.get(&ends(arc)).is_some_and(|&n| n > 1)) })
        .collect()
}

fn keep(ranks: &[f32], threshold: f32, least: usize) -> Vec<u32> {
    let wanted: Vec<u32> = (0..).zip(ranks).filter(|(_, rank)| **rank >= threshold).map(|(i, _)| i).collect();
    if wanted.len() >= least + 2 || ranks.len() <= least + 2 {
        return if wanted.len() >= least + 2 { wanted } else { (0..).zip(ranks).map(|(i, _)| i).collect() };
    }
    let mut order: Vec<u32> = (0..).zip(ranks).map(|(i, _)| i).collect();
    order.sort_by(|&i, &j| ranks[j as usize].total_cmp(&ranks[i as usize]).then(i.cmp(&j)));
    order.truncate(least + 2);
    order.sort_unstable();
    order
}

/// Brings back the highest dropped position of each edge around areas that have shrunk to little or turned inside out,
/// as small areas do without any crossing; says whether any came.
fn restore_turned(arcs: &[Arc], ranks: &[Vec<f32>], kept: &mut [Vec<u32>]) -> bool {
    let full = areas(arcs.iter().map(|arc| (arc, arc.points.clone())));
    let now = areas(
        arcs.iter()
            .zip(kept.iter())
            .map(|(arc, kept)| (arc, kept.iter().map(|&i| arc.points[i as usize]).collect::<Line>())),
    );
    let lost = |side: u16| {
        let area = |areas: &BTreeMap<u16, f64>| areas.get(&side).copied().unwrap_or_default();
        side != NONE && area(&now) < LEAST_SHARE * area(&full)
    };
    let mut any = false;
    for ((arc, ranks), kept) in arcs.iter().zip(ranks).zip(kept) {
        if lost(arc.left) || lost(arc.right) {
            let mut back: Vec<u32> = kept.windows(2).filter_map(|w| highest(ranks, w[0], w[1])).collect();
            any |= !back.is_empty();
            kept.append(&mut back);
            kept.sort_unstable();
        }
    }
    any
}

/// The share of its area that an area must keep.
const LEAST_SHARE: f64 = 0.3;

/// Area of each side, in square kilometers.
fn areas<'a>(arcs: impl Iterator<Item = (&'a Arc, Line)>) -> BTreeMap<u16, f64> {
    let mut areas = BTreeMap::new();
    for (arc, points) in arcs {
        let area = swept_area(&points);
        *areas.entry(arc.left).or_insert(0.0) += area;
        *areas.entry(arc.right).or_insert(0.0) -= area;
    }
    areas
}

/// The dropped position of the highest rank between two kept ones.
fn highest(ranks: &[f32], from: u32, to: u32) -> Option<u32> {
    (from + 1..to).max_by(|&i, &j| ranks[i as usize].total_cmp(&ranks[j as usize]).then(j.cmp(&i)))
}

/// Brings back the highest dropped position under each edge that crosses or touches another; says whether any came.
fn restore_at_crossings(arcs: &[Arc], ranks: &[Vec<f32>], kept: &mut [Vec<u32>]) -> bool {
    let mut edges = Vec::new();
    for (number, (arc, kept)) in (0_u32..).zip(arcs.iter().zip(kept.iter())) {
        for w in kept.windows(2) {
            edges.push(crossings::Edge {
                a: arc.points[w[0] as usize],
                b: arc.points[w[1] as usize],
                tag: (number, w[0], w[1]),
            });
        }
    }
    let mut back: Vec<(u32, u32)> = Vec::new();
    for (one, two) in crossings::find(&edges) {
        for (number, from, to) in [edges[one].tag, edges[two].tag] {
            let ranks = &ranks[number as usize];
            let best = (from + 1..to)
                .max_by(|&i, &j| ranks[i as usize].total_cmp(&ranks[j as usize]).then(j.cmp(&i)));
            back.extend(best.map(|i| (number, i)));
        }
    }
    back.sort_unstable();
    back.dedup();
    for &(number, i) in &back {
        let kept = &mut kept[number as usize];
        if let Err(at) = kept.binary_search(&i) {
            kept.insert(at, i);
        }
    }
    !back.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arc(points: &[(i32, i32)]) -> Arc {
        let points = points.iter().map(|&(x, y)| Point { x: x * 1000, y: y * 1000 }).collect();
        Arc { points, left: 0, right: NONE, source: NONE, artificial: false }
    }

    #[test]
    fn small_wiggles_go_first() {
        let ranks = ranks(&arc(&[(0, 0), (10, 1), (20, 0), (30, 30), (40, 0)]).points);
        assert!(ranks[1] < ranks[3] && ranks[0] == KEEP && ranks[4] == KEEP);
    }

    #[test]
    fn a_ring_keeps_an_area() {
        let ring = arc(&[(0, 0), (1, 0), (2, 1), (1, 2), (0, 1), (0, 0)]);
        assert_eq!(simplify(&[ring], 1e9)[0].arc.points.len(), 4);
    }

    #[test]
    fn arcs_that_would_cross_keep_the_positions_that_part_them() {
        let bay = arc(&[(0, 0), (50, 40), (100, 0)]);
        let cape = arc(&[(50, -20), (50, 30), (60, -20)]);
        let simple = simplify(&[bay, cape], 1e9);
        assert_eq!((simple[0].arc.points.len(), simple[1].arc.points.len()), (2, 2));
        let fixed = [arc(&[(0, 0), (50, 40), (100, 0)]), arc(&[(50, -20), (50, 30)])];
        assert_eq!(simplify(&fixed, 1e9)[0].arc.points.len(), 3);
    }
}
