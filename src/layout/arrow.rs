//! Arrows of movements: a bent line with a head, cut where it leaves the map.

use crate::layout::frame::View;
use crate::layout::label::boxes::{Area, Point, distance};
use crate::model::geo::LonLat;
use crate::model::scene::Command;

/// Points of an arrow on the page, bent a little so that it reads as a movement; none if it misses the map.
#[must_use]
pub fn arrow_points(path: &[LonLat], view: &View) -> Option<Vec<Point>> {
    let ends: Vec<Point> = path.iter().filter_map(|p| view.projector.project(*p)).collect();
    let map = Area::of(&view.map).grown(-6.0);
    if ends.len() < 2 {
        return None;
    }
    let points = if ends.len() == 2 { bent(ends[0], ends[1]) } else { smooth(&ends) };
    let first = points.iter().position(|p| map.distance(*p) < 1e-9)?;
    let last = points.iter().rposition(|p| map.distance(*p) < 1e-9)?;
    let visible: Vec<Point> = points[first..=last].to_vec();
    let length: f64 = visible.windows(2).map(|w| distance(w[0], w[1])).sum();
    (length > 14.0).then_some(visible)
}

fn bent(a: Point, b: Point) -> Vec<Point> {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let side = if dx >= 0.0 { -0.16 } else { 0.16 };
    let control = [f64::midpoint(a[0], b[0]) - dy * -side, f64::midpoint(a[1], b[1]) + dx * side];
    let at = |i: u32| {
        let t = f64::from(i) / 32.0;
        [0, 1].map(|k| (1.0 - t) * (1.0 - t) * a[k] + 2.0 * t * (1.0 - t) * control[k] + t * t * b[k])
    };
    (0..=32).map(at).collect()
}

/// A curve through points (Catmull-Rom), as short steps.
fn smooth(points: &[Point]) -> Vec<Point> {
    let n = points.len();
    let mut out = vec![points[0]];
    for i in 0..n - 1 {
        let p = [points[i.saturating_sub(1)], points[i], points[i + 1], points[(i + 2).min(n - 1)]];
        for step in 1..=12_u32 {
            let t = f64::from(step) / 12.0;
            out.push([0, 1].map(|k| {
                0.5 * (2.0 * p[1][k]
                    + (p[2][k] - p[0][k]) * t
                    + (2.0 * p[0][k] - 5.0 * p[1][k] + 4.0 * p[2][k] - p[3][k]) * t * t
                    + (3.0 * p[1][k] - p[0][k] - 3.0 * p[2][k] + p[3][k]) * t * t * t)
            }));
        }
    }
    out
}

/// Path commands along points, ending short of the tip so that the head stays sharp.
#[must_use]
pub fn through(points: &[Point]) -> Vec<Command> {
    let keep = points.len().saturating_sub(1).max(1);
    let mut commands: Vec<Command> = points.iter().take(keep).map(|p| Command::Line(*p)).collect();
    if let (Some(slot), Some(first)) = (commands.first_mut(), points.first()) {
        *slot = Command::Move(*first);
    }
    commands
}

/// The head of an arrow along points, as a closed path.
#[must_use]
pub fn arrow_head(points: &[Point], size: f64) -> Vec<Command> {
    let Some(&tip) = points.last() else { return Vec::new() };
    let from = points.iter().rev().find(|p| distance(**p, tip) > size * 0.8).copied().unwrap_or(tip);
    let length = distance(from, tip).max(1e-9);
    let (ux, uy) = ((tip[0] - from[0]) / length, (tip[1] - from[1]) / length);
    let corner = |side: f64| {
        [tip[0] - ux * size - uy * side * size * 0.55, tip[1] - uy * size + ux * side * size * 0.55]
    };
    vec![Command::Move(tip), Command::Line(corner(1.0)), Command::Line(corner(-1.0)), Command::Close]
}

#[cfg(test)]
mod tests {
    use super::{arrow_head, bent, smooth, through};
    use crate::model::scene::Command;

    #[test]
    fn a_movement_is_bent_and_ends_where_it_goes() {
        let points = bent([0.0, 0.0], [100.0, 0.0]);
        assert_eq!((points[0], points[32]), ([0.0, 0.0], [100.0, 0.0]));
        assert!(points[16][1].abs() > 5.0);
    }

    #[test]
    fn a_course_runs_through_all_of_its_points() {
        let course = [[0.0, 0.0], [50.0, 40.0], [90.0, 10.0]];
        let points = smooth(&course);
        for p in course {
            assert!(points.iter().any(|q| (q[0] - p[0]).abs() < 1e-9 && (q[1] - p[1]).abs() < 1e-9));
        }
    }

    #[test]
    fn the_head_points_along_the_line() {
        let head = arrow_head(&[[0.0, 0.0], [50.0, 0.0], [100.0, 0.0]], 10.0);
        assert_eq!(head[0], Command::Move([100.0, 0.0]));
        assert!(matches!(head[1], Command::Line([x, _]) if (x - 90.0).abs() < 1e-9));
        assert!(arrow_head(&[], 10.0).is_empty() && through(&[]).is_empty());
    }
}
