//! Cuts areas by other areas, with the boolean operations of `geo`, and brings the result back to the grid.

use geo::{BooleanOps, Coord, LineString, MultiPolygon};

use crate::grid::{Line, Point, Polygon, bounds, doubled_area, orient};

/// Pieces smaller than this are leftovers of two drawings of one line: square units, about 0.02 km².
const LEAST_AREA: i128 = 20_000;

/// Whether the boxes of two areas meet.
#[must_use]
pub fn near(a: &[Polygon], b: &[Polygon]) -> bool {
    let (a, b) = (bounds(a.iter().flatten().flatten()), bounds(b.iter().flatten().flatten()));
    a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}

/// The parts of `area` inside and outside `cutter`. Polygons that the cutter does not divide stay as they are;
/// slivers between two drawings of one line go to the other side.
#[must_use]
pub fn split(area: &[Polygon], cutter: &[Polygon]) -> (Vec<Polygon>, Vec<Polygon>) {
    let cut = to_geo(cutter);
    let (mut inside, mut outside) = (Vec::new(), Vec::new());
    for polygon in area {
        let one = std::slice::from_ref(polygon);
        if !near(one, cutter) {
            outside.push(polygon.clone());
            continue;
        }
        let whole = to_geo(one);
        let (within, within_slivers) = large_and_small(from_geo(&whole.intersection(&cut)));
        if within.is_empty() {
            outside.push(polygon.clone());
            continue;
        }
        let (beyond, beyond_slivers) = large_and_small(from_geo(&whole.difference(&cut)));
        if beyond.is_empty() {
            inside.push(polygon.clone());
            continue;
        }
        inside.extend(with_slivers(within, &beyond_slivers));
        outside.extend(with_slivers(beyond, &within_slivers));
    }
    (inside, outside)
}

fn large_and_small(polygons: Vec<Polygon>) -> (Vec<Polygon>, Vec<Polygon>) {
    polygons
        .into_iter()
        .partition(|p| p.first().is_some_and(|ring| doubled_area(ring).abs() >= 2 * LEAST_AREA))
}

fn with_slivers(polygons: Vec<Polygon>, slivers: &[Polygon]) -> Vec<Polygon> {
    if slivers.is_empty() { polygons } else { join(&polygons, slivers) }
}

/// The union of two areas.
#[must_use]
pub fn join(a: &[Polygon], b: &[Polygon]) -> Vec<Polygon> {
    from_geo(&to_geo(a).union(&to_geo(b)))
}

fn to_geo(polygons: &[Polygon]) -> MultiPolygon<f64> {
    let ring = |ring: &Line| -> LineString<f64> {
        ring.iter().map(|p| Coord { x: f64::from(p.x), y: f64::from(p.y) }).collect()
    };
    let polygon = |polygon: &Polygon| {
        let mut rings = polygon.iter().map(ring);
        let outer = rings.next().unwrap_or_else(|| LineString::new(Vec::new()));
        geo::Polygon::new(outer, rings.collect())
    };
    MultiPolygon::new(polygons.iter().map(polygon).collect())
}

fn from_geo(areas: &MultiPolygon<f64>) -> Vec<Polygon> {
    let ring = |ring: &LineString<f64>| -> Line {
        let mut line: Line =
            ring.coords().map(|c| Point { x: libm::round(c.x) as i32, y: libm::round(c.y) as i32 }).collect();
        line.dedup();
        line
    };
    let polygon = |polygon: &geo::Polygon<f64>| -> Option<Polygon> {
        let outer = ring(polygon.exterior());
        if outer.len() < 4 || doubled_area(&outer) == 0 {
            return None;
        }
        let holes = polygon.interiors().iter().map(ring).filter(|hole| doubled_area(hole) != 0);
        let mut rings: Polygon = std::iter::once(outer).chain(holes).collect();
        orient(&mut rings);
        Some(rings)
    };
    areas.iter().filter_map(polygon).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: i32, size: i32) -> Vec<Polygon> {
        vec![vec![
            [(x, 0), (x + size, 0), (x + size, size), (x, size), (x, 0)]
                .map(|(x, y)| Point { x, y })
                .to_vec(),
        ]]
    }

    fn area(polygons: &[Polygon]) -> i128 {
        polygons.iter().flatten().map(|ring| doubled_area(ring)).sum::<i128>() / 2
    }

    #[test]
    fn a_cut_leaves_no_land_behind() {
        let (inside, outside) = split(&square(0, 1000), &square(600, 1000));
        assert_eq!((area(&inside), area(&outside)), (400_000, 600_000));
        assert_eq!(area(&join(&inside, &outside)), 1_000_000);
    }

    #[test]
    fn slivers_are_no_pieces() {
        let (inside, outside) = split(&square(0, 1000), &square(999, 1000));
        assert!(inside.is_empty());
        assert_eq!(outside, square(0, 1000));
    }
}
