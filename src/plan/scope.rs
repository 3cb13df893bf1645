//! Chooses the part of the globe that the frame must hold.

use crate::model::geo::{Bounds, LonLat};

/// A box that the frame may take in, with how much it is wanted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wish {
    /// The box, degrees.
    pub bounds: Bounds,
    /// The frame may grow by this factor in area to take it in.
    pub stretch: f64,
    /// The larger of frame and box may grow by this factor, within eight times the frame; 0 for never.
    pub reach: f64,
}

/// Smallest frame, degrees of latitude: a town and its surroundings.
const MIN_HEIGHT: f64 = 0.08;
/// No single wish makes the frame larger than this many times, nor do all together make the core.
const MAX_STRETCH: f64 = 8.0;
const MAX_TOTAL: f64 = 7.0;
/// A box larger than the frame by this factor is not reached for.
const MAX_RATIO: f64 = 2.6;
/// Degrees of latitude that count as the size of a point when frames are compared.
const POINT_SIZE: f64 = 0.1;

/// The frame: all of `core`, then each wish in order that does not stretch it too far.
///
/// Returns none if there is nothing to hold. The second value tells for each wish
/// whether it was granted.
#[must_use]
pub fn scope(core: &[Bounds], wishes: &[Wish]) -> Option<(Bounds, Vec<bool>)> {
    let mut frame: Option<Bounds> = union_all(core);
    let most = frame.map_or(f64::MAX, |core| size(core) * MAX_TOTAL);
    let mut granted = Vec::with_capacity(wishes.len());
    for wish in wishes {
        let grown = frame.map_or(wish.bounds, |f| union(f, wish.bounds));
        let fits = frame.is_none_or(|f| {
            let reached = size(grown) <= size(f).max(size(wish.bounds)) * wish.reach
                && size(wish.bounds) <= size(f) * MAX_RATIO;
            size(grown) <= most
                && (size(grown) <= size(f) * wish.stretch
                    || (reached && size(grown) <= size(f) * MAX_STRETCH))
        });
        if fits {
            frame = Some(grown);
        }
        granted.push(fits);
    }
    frame.map(|f| (at_least(f, MIN_HEIGHT), granted))
}

/// A box around a point, degrees.
#[must_use]
pub fn around(point: LonLat, height: f64) -> Bounds {
    let half = height / 2.0;
    let half_width = half / libm::cos(point.lat.to_radians()).max(0.1);
    Bounds {
        west: wrap(point.lon - half_width),
        south: (point.lat - half).max(-90.0),
        east: wrap(point.lon + half_width),
        north: (point.lat + half).min(90.0),
    }
}

/// The smaller of the two boxes that hold both, eastward or westward around the globe.
#[must_use]
pub fn union(a: Bounds, b: Bounds) -> Bounds {
    let (south, north) = (a.south.min(b.south), a.north.max(b.north));
    let spans = |west: f64, x: Bounds| offset(west, x.west) + x.width();
    let candidate = |west: f64| {
        let reach = spans(west, a).max(spans(west, b));
        (reach < 360.0).then_some((reach, west))
    };
    let best = [a.west, b.west].into_iter().filter_map(candidate).min_by(|x, y| x.0.total_cmp(&y.0));
    match best {
        Some((reach, west)) => Bounds { west, south, east: wrap(west + reach), north },
        None => Bounds { west: -180.0, south, east: 180.0, north },
    }
}

/// The box that holds all of them.
#[must_use]
pub fn union_all(boxes: &[Bounds]) -> Option<Bounds> {
    boxes.iter().copied().reduce(union)
}

/// Whether the two boxes share an area.
#[must_use]
pub fn intersects(a: Bounds, b: Bounds) -> bool {
    let in_lat = a.south <= b.north && b.south <= a.north;
    let in_lon = offset(a.west, b.west) <= a.width() || offset(b.west, a.west) <= b.width();
    in_lat && in_lon
}

/// Share of `inner` that lies in `outer`, by degrees, 0 to 1.
#[must_use]
pub fn share_inside(inner: Bounds, outer: Bounds) -> f64 {
    let lat =
        (inner.north.min(outer.north) - inner.south.max(outer.south)).max(0.0) / inner.height().max(1e-9);
    let start = offset(outer.west, inner.west);
    let lon = if start <= outer.width() {
        (outer.width() - start).min(inner.width())
    } else {
        (inner.width() - (360.0 - start)).max(0.0).min(outer.width())
    };
    (lat * lon / inner.width().max(1e-9)).min(1.0)
}

/// Degrees eastward from one meridian to another, 0 to 360.
fn offset(from: f64, to: f64) -> f64 {
    let d = libm::fmod(to - from, 360.0);
    if d < 0.0 { d + 360.0 } else { d }
}

fn wrap(lon: f64) -> f64 {
    let w = libm::fmod(lon + 180.0, 360.0);
    if w < 0.0 { w + 180.0 } else { w - 180.0 }
}

/// A measure of a box that does not vanish for points and weighs longitude by latitude.
#[must_use]
pub fn size(b: Bounds) -> f64 {
    let middle = f64::midpoint(b.south, b.north).to_radians();
    (b.width() * libm::cos(middle)).max(POINT_SIZE) * b.height().max(POINT_SIZE)
}

fn at_least(b: Bounds, height: f64) -> Bounds {
    if b.height() >= height { b } else { union(b, around(b.center(), height)) }
}

#[cfg(test)]
mod tests {
    use super::{Wish, around, intersects, scope, share_inside, union};
    use crate::model::geo::{Bounds, LonLat};

    const fn b(west: f64, south: f64, east: f64, north: f64) -> Bounds {
        Bounds { west, south, east, north }
    }

    #[test]
    fn unions_take_the_short_way_round() {
        let fiji = union(b(176.0, -19.0, 178.0, -16.0), b(-179.0, -18.0, -178.0, -17.0));
        assert!((fiji.width() - 6.0).abs() < 1e-9, "{fiji:?}");
        assert!((fiji.west - 176.0).abs() < 1e-9);
        let plain = union(b(0.0, 0.0, 1.0, 1.0), b(5.0, 5.0, 6.0, 6.0));
        assert_eq!(plain, b(0.0, 0.0, 6.0, 6.0));
    }

    #[test]
    fn a_wish_that_stretches_too_far_is_refused() {
        let core = [b(60.0, 28.0, 77.0, 37.0)];
        let near = Wish { bounds: b(60.0, 24.0, 77.0, 37.0), stretch: 2.0, reach: 0.0 };
        let far = Wish { bounds: b(68.0, 7.0, 97.0, 36.0), stretch: 2.0, reach: 0.0 };
        let (frame, granted) = scope(&core, &[near, far]).unwrap_or((Bounds::WORLD, vec![]));
        assert_eq!(granted, [true, false]);
        assert_eq!(frame, b(60.0, 24.0, 77.0, 37.0));
    }

    #[test]
    fn a_point_becomes_a_frame_of_some_size() {
        let town = LonLat::new(7.1, 50.7);
        let (frame, _) = scope(&[around(town, 0.0)], &[]).unwrap_or((Bounds::WORLD, vec![]));
        assert!(frame.height() > 0.05 && frame.height() < 0.5 && frame.contains(town));
        assert!(scope(&[], &[]).is_none());
    }

    #[test]
    fn shares_and_meetings() {
        assert!((share_inside(b(0.0, 0.0, 2.0, 2.0), b(1.0, 0.0, 5.0, 5.0)) - 0.5).abs() < 1e-9);
        assert!(intersects(b(170.0, 0.0, -170.0, 10.0), b(-175.0, 5.0, -160.0, 20.0)));
        assert!(!intersects(b(0.0, 0.0, 1.0, 1.0), b(2.0, 0.0, 3.0, 1.0)));
    }
}
