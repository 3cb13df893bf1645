//! Land that hangs together: which islands a scale keeps, and which holes.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::topology::{Arc, NONE};
use crate::grid::{Point, UNITS, bounds};

/// A set of arcs joined by junctions: an island with its inner borders, a hole, or an enclave.
#[derive(Clone, Debug, Default)]
pub struct Component {
    /// Numbers of its arcs.
    pub arcs: Vec<usize>,
    /// Area in square kilometers; negative for water inside land; zero for an enclave.
    pub area: f64,
    /// West, south, east, north in units.
    pub bounds: [i32; 4],
}

/// The components of a set of arcs, in the order of their first arc.
#[must_use]
pub fn components(arcs: &[Arc]) -> Vec<Component> {
    let mut parent: Vec<usize> = (0..arcs.len()).collect();
    let mut at: HashMap<Point, usize> = HashMap::new();
    for (i, arc) in arcs.iter().enumerate() {
        for end in [arc.points[0], arc.points[arc.points.len() - 1]] {
            let other = *at.entry(end).or_insert(i);
            let (a, b) = (root(&mut parent, i), root(&mut parent, other));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut found: BTreeMap<usize, Component> = BTreeMap::new();
    for (i, arc) in arcs.iter().enumerate() {
        let component = found.entry(root(&mut parent, i)).or_default();
        component.area += land_area(arc);
        component.arcs.push(i);
    }
    let mut list: Vec<Component> = found.into_values().collect();
    for component in &mut list {
        component.bounds = bounds(component.arcs.iter().flat_map(|&i| &arcs[i].points));
    }
    list
}

fn root(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}

/// What an arc adds to the area of land, in square kilometers on a globe: exact for straight edges on the cylinder
/// of equal areas, and good enough to compare.
fn land_area(arc: &Arc) -> f64 {
    let sign = f64::from(u8::from(arc.left != NONE)) - f64::from(u8::from(arc.right != NONE));
    sign * swept_area(&arc.points)
}

/// Signed area between a line and the equator's axis; positive for counter-clockwise rings.
#[must_use]
pub fn swept_area(line: &[Point]) -> f64 {
    const RADIUS_KM: f64 = 6371.0088;
    let radians = |units: i32| (f64::from(units) / UNITS).to_radians();
    let flat = |p: Point| (radians(p.x), libm::sin(radians(p.y)));
    let sum: f64 = line
        .windows(2)
        .map(|w| {
            let ((ax, ay), (bx, by)) = (flat(w[0]), flat(w[1]));
            ax * by - bx * ay
        })
        .sum();
    sum / 2.0 * RADIUS_KM * RADIUS_KM
}

/// The arcs of a scale: land of at least `least` square kilometers, holes of that size, every enclave, and the
/// largest piece of each area that `protects` names by a number.
#[must_use]
pub fn keep(arcs: Vec<Arc>, least: f64, protects: impl Fn(u16) -> Option<u16>) -> Vec<Arc> {
    let components = components(&arcs);
    let protected = protected(&arcs, &components, protects);
    let mut kept: Vec<bool> = components
        .iter()
        .enumerate()
        .map(|(n, c)| c.area == 0.0 || c.area.abs() >= least || protected.contains(&n))
        .collect();
    // A hole with kept land in it stays, or the land would lie on land.
    for n in 0..components.len() {
        if components[n].area < 0.0 && !kept[n] {
            kept[n] =
                (0..components.len()).any(|m| kept[m] && m != n && inside(&components[m], &components[n]));
        }
    }
    // What lies in a hole that went, went with it: it was smaller still.
    let mut keep_arc = vec![false; arcs.len()];
    for (component, kept) in components.iter().zip(kept) {
        for &i in &component.arcs {
            keep_arc[i] = kept;
        }
    }
    arcs.into_iter().zip(keep_arc).filter(|(_, kept)| *kept).map(|(arc, _)| arc).collect()
}

fn inside(small: &Component, large: &Component) -> bool {
    let (s, l) = (small.bounds, large.bounds);
    s[0] >= l[0] && s[1] >= l[1] && s[2] <= l[2] && s[3] <= l[3]
}

fn protected(
    arcs: &[Arc],
    components: &[Component],
    protects: impl Fn(u16) -> Option<u16>,
) -> BTreeSet<usize> {
    let mut best: BTreeMap<u16, (f64, usize)> = BTreeMap::new();
    for (n, component) in components.iter().enumerate() {
        let mut areas: BTreeMap<u16, f64> = BTreeMap::new();
        for arc in component.arcs.iter().map(|&i| &arcs[i]) {
            for (side, sign) in [(arc.left, 1.0), (arc.right, -1.0)] {
                if let Some(key) = (side != NONE).then(|| protects(side)).flatten() {
                    *areas.entry(key).or_insert(0.0) += sign * swept_area(&arc.points);
                }
            }
        }
        for (key, area) in areas {
            let entry = best.entry(key).or_insert((area, n));
            if area > entry.0 {
                *entry = (area, n);
            }
        }
    }
    best.into_values().map(|(_, n)| n).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(x: i32, size: i32, left: u16) -> Arc {
        let corners = [(x, 0), (x + size, 0), (x + size, size), (x, size), (x, 0)];
        let points = corners.map(|(x, y)| Point { x, y }).to_vec();
        Arc { points, left, right: NONE, source: NONE, artificial: false }
    }

    #[test]
    fn a_degree_at_the_equator_has_its_known_area() {
        let area = components(&[ring(0, 100_000, 0)])[0].area;
        assert!((area - 12_363.0).abs() < 10.0, "{area}");
    }

    #[test]
    fn small_islands_go_unless_they_are_all_a_country_has() {
        let arcs = vec![ring(0, 100_000, 0), ring(200_000, 100, 0), ring(300_000, 100, 1)];
        let kept = keep(arcs, 100.0, Some);
        assert_eq!(kept.iter().map(|arc| arc.left).collect::<Vec<_>>(), [0, 1]);
    }
}
