//! Boxes around coordinates, and whole numbers for what they measure.

use serde_json::Value;

use crate::gazetteer::nearby::kilometers;

/// Half of the way around the world that no box is wider than, km.
const WORLD: u32 = 2000;

/// West, south, east and north of a set of positions, degrees.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

impl Extent {
    /// Around positions.
    pub fn of_points(points: impl IntoIterator<Item = [f64; 2]>) -> Self {
        let nothing = Self {
            west: f64::INFINITY,
            south: f64::INFINITY,
            east: f64::NEG_INFINITY,
            north: f64::NEG_INFINITY,
        };
        points.into_iter().fold(nothing, |e, [x, y]| Self {
            west: e.west.min(x),
            south: e.south.min(y),
            east: e.east.max(x),
            north: e.north.max(y),
        })
    }

    /// Around the coordinates of a GeoJSON geometry, however deep they are nested.
    #[must_use]
    pub fn of_coordinates(coordinates: &Value) -> Self {
        let mut points = Vec::new();
        gather(coordinates, &mut points);
        Self::of_points(points)
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.west > self.east
    }

    /// The middle, degrees.
    #[must_use]
    pub const fn center(&self) -> [f64; 2] {
        [f64::midpoint(self.west, self.east), f64::midpoint(self.south, self.north)]
    }

    /// Half of the diagonal, km; a large number for boxes that cross 180 degrees.
    #[must_use]
    pub fn radius(&self) -> u32 {
        if self.is_empty() || self.east - self.west > 180.0 {
            return WORLD;
        }
        whole(kilometers([self.west, self.south], [self.east, self.north]) / 2.0)
    }
}

fn gather(coordinates: &Value, out: &mut Vec<[f64; 2]>) {
    let Some(array) = coordinates.as_array() else { return };
    if let (Some(x), Some(y)) = (array.first().and_then(Value::as_f64), array.get(1).and_then(Value::as_f64))
    {
        out.push([x, y]);
    } else {
        array.iter().for_each(|part| gather(part, out));
    }
}

/// The whole part of a measure.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast saturates")]
#[must_use]
pub const fn whole(measure: f64) -> u32 {
    measure as u32
}

/// The cell of one degree that holds a position.
#[must_use]
pub fn cell(point: [f64; 2]) -> (i32, i32) {
    (units(point[0].floor()), units(point[1].floor()))
}

/// The nearest whole number, for degrees in units of the format.
#[expect(clippy::cast_possible_truncation, reason = "a cast saturates")]
#[must_use]
pub fn units(number: f64) -> i32 {
    number.round() as i32
}

#[cfg(test)]
mod tests {
    use super::{Extent, cell, whole};

    #[test]
    fn a_box_knows_its_middle_and_reach() {
        let extent = Extent::of_coordinates(&serde_json::json!([[[0, 0], [2, 0], [2, 4]]]));
        assert_eq!(extent.center(), [1.0, 2.0]);
        assert_eq!(extent.radius(), 248);
        assert!(Extent::of_points([]).is_empty());
        assert_eq!((whole(-3.0), whole(3.9)), (0, 3));
        assert_eq!(cell([-0.5, 3.5]), (-1, 3));
    }
}
