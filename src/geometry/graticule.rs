//! Meridians and parallels at round steps.

use crate::model::geo::Bounds;

/// Steps that read well, degrees.
const STEPS: [f64; 9] = [0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0];

/// The step that gives about `wanted` lines over a span of degrees.
#[must_use]
pub fn step(span: f64, wanted: f64) -> f64 {
    let ideal = span / wanted.max(1.0);
    STEPS.into_iter().find(|step| *step >= ideal).unwrap_or(30.0)
}

/// Meridians and parallels through the bounds, as points in degrees. Longitudes run on beyond 180
/// where the bounds cross the antimeridian.
#[must_use]
pub fn lines(bounds: &Bounds, step: f64) -> Vec<Vec<[f64; 2]>> {
    let step = if step.is_finite() { step.max(0.05) } else { 30.0 };
    let (west, east) = (bounds.west, bounds.west + bounds.width());
    let (south, north) = (bounds.south.max(-90.0), bounds.north.min(90.0));
    let whole = bounds.width() > 359.9;
    let mut lines = Vec::new();
    // Meridians end below the poles, where they would crowd.
    let (low, high) = (south.max(-90.0 + step.min(10.0)), north.min(90.0 - step.min(10.0)));
    for lon in multiples(west, east, step) {
        if !(whole && lon >= 180.0) && low < high {
            lines.push(run(low, high, step).map(|lat| [lon, lat]).collect());
        }
    }
    for lat in multiples(south, north, step) {
        if lat.abs() < 90.0 {
            lines.push(run(west, east, step).map(|lon| [lon, lat]).collect());
        }
    }
    lines
}

fn multiples(from: f64, to: f64, step: f64) -> impl Iterator<Item = f64> {
    let first = libm::ceil(from / step - 1e-9) as i64;
    let last = libm::floor(to / step + 1e-9) as i64;
    (first..=last.min(first + 4000)).map(move |i| i as f64 * step)
}

/// Points from one end to the other, so dense that none is more than half a step from the next.
fn run(from: f64, to: f64, step: f64) -> impl Iterator<Item = f64> {
    let pieces = (libm::ceil((to - from) / step * 2.0) as i64).clamp(1, 8000);
    (0..=pieces).map(move |i| from + (to - from) * i as f64 / pieces as f64)
}

#[cfg(test)]
mod tests {
    use super::{lines, step};
    use crate::model::geo::Bounds;

    #[test]
    fn steps_are_round_and_lines_cross_the_antimeridian() {
        assert!((step(34.0, 6.0) - 10.0).abs() < 1e-9);
        let fiji = Bounds { west: 176.0, south: -20.0, east: -178.0, north: -15.0 };
        let lines = lines(&fiji, 2.0);
        let meridians: Vec<f64> = lines.iter().filter(|l| l[0][0] == l[1][0]).map(|l| l[0][0]).collect();
        assert_eq!(meridians, [176.0, 178.0, 180.0, 182.0]);
    }

    #[test]
    fn the_world_has_no_meridian_twice() {
        let meridians = lines(&Bounds::WORLD, 30.0).iter().filter(|l| l[0][0] == l[1][0]).count();
        assert_eq!(meridians, 12);
    }
}
