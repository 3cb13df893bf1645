//! Weighted Visvalingam: ranks every point of an arc once, after which any tolerance is a filter.
//!
//! Visvalingam and Whyatt 1993; the weighting by the flatness of the corner follows mapshaper, which keeps
//! round bays and drops spikes. The weight of a point is the area of the triangle that goes with it, never
//! smaller than that of a point that went before it.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// A point that may go next.
struct Candidate {
    weight: f64,
    index: usize,
    version: u32,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        // The heap gives its largest first; we want the smallest, and the same one every time.
        other.weight.total_cmp(&self.weight).then_with(|| other.index.cmp(&self.index))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}

/// Weights of the points of an arc, in the square of the given unit; infinite for both ends, which stay.
#[must_use]
pub fn rank(points: &[[f64; 2]]) -> Vec<f64> {
    let n = points.len();
    let mut weights = vec![f64::INFINITY; n];
    if n < 3 {
        return weights;
    }
    let mut before: Vec<usize> = (0..n).map(|i| i.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (0..n).map(|i| (i + 1).min(n - 1)).collect();
    let mut version = vec![0_u32; n];
    let mut heap: BinaryHeap<Candidate> = (1..n - 1)
        .map(|i| Candidate { weight: weight(points[i - 1], points[i], points[i + 1]), index: i, version: 0 })
        .collect();
    let mut largest = 0.0_f64;
    while let Some(Candidate { weight: w, index: i, version: v }) = heap.pop() {
        if v != version[i] {
            continue;
        }
        largest = largest.max(w);
        weights[i] = largest;
        version[i] = u32::MAX;
        let (a, b) = (before[i], after[i]);
        (after[a], before[b]) = (b, a);
        for j in [a, b] {
            if j > 0 && j < n - 1 {
                version[j] += 1;
                let w = weight(points[before[j]], points[j], points[after[j]]);
                heap.push(Candidate { weight: w, index: j, version: version[j] });
            }
        }
    }
    weights
}

/// The points whose weight is at least the tolerance.
pub fn filter<'a>(
    points: &'a [[f64; 2]],
    weights: &'a [f64],
    tolerance: f64,
) -> impl Iterator<Item = [f64; 2]> + 'a {
    points.iter().zip(weights).filter(move |(_, weight)| **weight >= tolerance).map(|(point, _)| *point)
}

/// Area of the triangle, less for a pointed corner. Degenerate numbers weigh nothing.
fn weight(a: [f64; 2], b: [f64; 2], c: [f64; 2]) -> f64 {
    let area = ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])).abs() / 2.0;
    let (u, v) = ([a[0] - b[0], a[1] - b[1]], [c[0] - b[0], c[1] - b[1]]);
    let lengths = libm::sqrt((u[0] * u[0] + u[1] * u[1]) * (v[0] * v[0] + v[1] * v[1]));
    let cos = if lengths > 0.0 { (u[0] * v[0] + u[1] * v[1]) / lengths } else { 1.0 };
    let weighted = area * (1.0 - 0.7 * cos.clamp(-1.0, 1.0));
    if weighted.is_finite() { weighted } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::{filter, rank};

    #[test]
    fn ends_stay_and_weights_never_shrink_along_the_way() {
        let points: Vec<[f64; 2]> =
            (0..200).map(|i| [f64::from(i), libm::sin(f64::from(i) * 0.7) * f64::from(i % 13)]).collect();
        let weights = rank(&points);
        assert!(weights[0].is_infinite() && weights[199].is_infinite());
        let mut counts: Vec<usize> = Vec::new();
        for tolerance in [0.0, 0.5, 2.0, 10.0, 1e9] {
            counts.push(filter(&points, &weights, tolerance).count());
        }
        assert!(counts.is_sorted_by(|a, b| a >= b), "{counts:?}");
        assert_eq!((counts[0], counts[4]), (200, 2));
    }

    #[test]
    fn degenerate_arcs_do_not_panic() {
        assert!(rank(&[]).is_empty());
        assert_eq!(rank(&[[1.0, 1.0]; 5]).len(), 5);
        assert_eq!(rank(&[[0.0, 0.0], [f64::NAN, 1.0], [2.0, f64::INFINITY], [3.0, 0.0]]).len(), 4);
    }
}
