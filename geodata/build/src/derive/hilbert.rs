//! Orders boxes along a Hilbert curve, so that neighbors on the map are neighbors in the file.

/// The place of a box's middle on the curve over the globe.
#[must_use]
pub fn index(bounds: [i32; 4]) -> u64 {
    let fraction = |low: i32, high: i32, least: f64, span: f64| {
        let middle = (f64::from(low) + f64::from(high)) / 2.0;
        (((middle - least) / span).clamp(0.0, 1.0) * 65_535.0) as u32
    };
    let x = fraction(bounds[0], bounds[2], -18_000_000.0, 36_000_000.0);
    let y = fraction(bounds[1], bounds[3], -9_000_000.0, 18_000_000.0);
    curve(x, y)
}

fn curve(mut x: u32, mut y: u32) -> u64 {
    let mut index = 0;
    let mut s = 1_u32 << 15;
    while s > 0 {
        let (rx, ry) = (u32::from(x & s > 0), u32::from(y & s > 0));
        index += u64::from(s) * u64::from(s) * u64::from((3 * rx) ^ ry);
        if ry == 0 {
            if rx == 1 {
                x = 0xffff - x;
                y = 0xffff - y;
            }
            (x, y) = (y, x);
        }
        s /= 2;
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_along_the_curve_are_neighbors() {
        let mut cells: Vec<(u64, i64, i64)> = (0..16_i64)
            .flat_map(|x| (0..16_i64).map(move |y| (x, y)))
            .map(|(x, y)| (curve(x as u32 * 4096, y as u32 * 4096), x, y))
            .collect();
        cells.sort_unstable();
        assert!(cells.windows(2).all(|w| (w[0].1 - w[1].1).abs() + (w[0].2 - w[1].2).abs() == 1));
    }
}
