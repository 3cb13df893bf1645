//! Positions on the bundle's grid: whole units of 0.00001 degrees, so that shared edges are equal and not nearly so.

/// Units in a degree.
pub const UNITS: f64 = 1e5;

/// Longitude 180 in units.
pub const ANTIMERIDIAN: i32 = 18_000_000;

/// Latitude -90 in units.
pub const SOUTH_POLE: i32 = -9_000_000;

/// A position: longitude, latitude, in units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// Longitude in units.
    pub x: i32,
    /// Latitude in units.
    pub y: i32,
}

/// A line, or a closed ring whose last position repeats the first.
pub type Line = Vec<Point>;

/// A polygon: an outer ring and its holes, all closed.
pub type Polygon = Vec<Line>;

impl Point {
    /// The nearest grid position to a longitude and latitude in degrees.
    #[must_use]
    pub fn of(degrees: [f64; 2]) -> Self {
        Self { x: libm::round(degrees[0] * UNITS) as i32, y: libm::round(degrees[1] * UNITS) as i32 }
    }

    /// Longitude and latitude in degrees.
    #[must_use]
    pub fn degrees(self) -> [f64; 2] {
        [f64::from(self.x) / UNITS, f64::from(self.y) / UNITS]
    }
}

/// A line on the grid, without positions that repeat.
#[must_use]
pub fn line(degrees: &[[f64; 2]]) -> Line {
    let mut line: Line = degrees.iter().map(|&p| Point::of(p)).collect();
    line.dedup();
    line
}

/// Twice the signed area of a closed ring, in square units; positive when counter-clockwise.
#[must_use]
pub fn doubled_area(ring: &[Point]) -> i128 {
    ring.windows(2).map(|w| cross(w[0], w[1])).sum()
}

fn cross(a: Point, b: Point) -> i128 {
    i128::from(a.x) * i128::from(b.y) - i128::from(b.x) * i128::from(a.y)
}

/// Turns the outer ring counter-clockwise and the holes clockwise, so that land lies to the left.
pub fn orient(polygon: &mut Polygon) {
    for (i, ring) in polygon.iter_mut().enumerate() {
        if (doubled_area(ring) > 0) != (i == 0) {
            ring.reverse();
        }
    }
}

/// Whether an edge is no real line: along 180 degrees, or the closure of Antarctica at the pole.
#[must_use]
pub fn artificial(a: Point, b: Point) -> bool {
    (a.x == b.x && a.x.abs() == ANTIMERIDIAN) || (a.y == SOUTH_POLE && b.y == SOUTH_POLE)
}

/// Whether a position lies inside a polygon, counted by crossings over all its rings.
#[must_use]
pub fn contains(polygon: &[Line], p: Point) -> bool {
    let mut inside = false;
    for edge in polygon.iter().flat_map(|ring| ring.windows(2)) {
        let (a, b) = (edge[0], edge[1]);
        if (a.y > p.y) != (b.y > p.y) {
            let left =
                i64::from(b.x - a.x) * i64::from(p.y - a.y) - i64::from(p.x - a.x) * i64::from(b.y - a.y);
            if (left > 0) == (b.y > a.y) {
                inside = !inside;
            }
        }
    }
    inside
}

/// West, south, east and north of some positions, in units; empty input gives an inverted box.
#[must_use]
pub fn bounds<'a>(points: impl IntoIterator<Item = &'a Point>) -> [i32; 4] {
    let mut b = [i32::MAX, i32::MAX, i32::MIN, i32::MIN];
    for p in points {
        b = [b[0].min(p.x), b[1].min(p.y), b[2].max(p.x), b[3].max(p.y)];
    }
    b
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square() -> Line {
        [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)].map(|(x, y)| Point { x, y }).to_vec()
    }

    #[test]
    fn degrees_survive_the_grid() {
        let point = Point::of([66.496_586, -34.000_004]);
        assert_eq!(point, Point { x: 6_649_659, y: -3_400_000 });
        assert_eq!(point.degrees(), [66.49659, -34.0]);
    }

    #[test]
    fn a_square_is_counter_clockwise_and_contains_its_middle() {
        assert_eq!(doubled_area(&square()), 200);
        assert!(contains(&[square()], Point { x: 5, y: 5 }));
        assert!(!contains(&[square()], Point { x: 15, y: 5 }));
        assert!(!contains(&[square()], Point { x: -5, y: 5 }));
    }
}
