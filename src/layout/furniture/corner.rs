//! Finds the corner of the map where a box covers least of what matters.

use crate::layout::label::boxes::{Area, Point};

/// Things on the map that a box should not cover, with their weight.
#[derive(Debug, Clone, Default)]
pub struct Busy {
    /// Points: towns, ends of lines.
    pub points: Vec<(Point, f64)>,
    /// Boxes: marks, other furniture.
    pub boxes: Vec<(Area, f64)>,
}

impl Busy {
    /// How much a box would cover.
    #[must_use]
    pub fn covered(&self, place: &Area) -> f64 {
        let points = self.points.iter().filter(|(p, _)| place.distance(*p) < 10.0).map(|(_, w)| w);
        let boxes = self.boxes.iter().filter(|(b, _)| place.grown(4.0).overlaps(b)).map(|(_, w)| w);
        points.chain(boxes).sum()
    }
}

/// The place of a box of that size in the emptiest corner, with how much it covers; bottom left wins a tie.
#[must_use]
pub fn emptiest(map: &Area, [width, height]: [f64; 2], inset: f64, busy: &Busy) -> (Area, f64) {
    let left = map.x0 + inset;
    let right = map.x1 - inset - width;
    let top = map.y0 + inset;
    let bottom = map.y1 - inset - height;
    let places = [(left, bottom), (right, bottom), (right, top), (left, top)]
        .map(|(x, y)| Area::new(x, y, x + width, y + height));
    let rated = places.map(|place| (place, busy.covered(&place)));
    rated.into_iter().fold(rated[0], |best, next| if next.1 < best.1 - 1e-9 { next } else { best })
}

#[cfg(test)]
mod tests {
    use super::{Busy, emptiest};
    use crate::layout::label::boxes::Area;

    #[test]
    fn the_corner_without_points_is_taken() {
        let map = Area::new(0.0, 0.0, 400.0, 300.0);
        let mut busy = Busy::default();
        assert!(emptiest(&map, [80.0, 60.0], 8.0, &busy).0.y0 > 200.0);
        busy.points = vec![([20.0, 280.0], 1.0), ([380.0, 280.0], 1.0), ([20.0, 20.0], 1.0)];
        let (place, covered) = emptiest(&map, [80.0, 60.0], 8.0, &busy);
        assert!(place.x0 > 300.0 && place.y0 < 20.0 && covered.abs() < 1e-9);
    }
}
