//! The outline of what a frame must show: a box in degrees has corners that on a map of high latitudes reach far beyond
//! what lies in it.

use crate::model::geo::{Bounds, LonLat};
use crate::model::place::Place;
use crate::plan::ground::Ground;
use crate::plan::scope::share_inside;

/// Frames lower than this fit well enough as boxes, degrees; and frames wider than this show too much of the globe.
const LEAST_HEIGHT: f64 = 14.0;
const MOST_WIDTH: f64 = 170.0;
/// Boxes nearer to the equator than this fit well, degrees.
const LEAST_LATITUDE: f64 = 40.0;
/// Directions in which the outermost point is kept.
const DIRECTIONS: usize = 32;
/// Share of an area's box inside of the frame from which its outline counts as a whole.
const WHOLE: f64 = 0.97;

/// Points that the map must show, outermost in each direction from the middle of the frame; none where the box does.
///
/// `areas` are those that the frame was made for, `points` the towns and marks of the story.
#[must_use]
pub fn outline(frame: Bounds, areas: &[&Place], points: &[LonLat], ground: Ground<'_>) -> Vec<LonLat> {
    let center = frame.center();
    if frame.height() < LEAST_HEIGHT || frame.width() > MOST_WIDTH || center.lat.abs() < LEAST_LATITUDE {
        return Vec::new();
    }
    let whole = areas.iter().filter(|area| share_inside(ground.bounds(area), frame) > WHOLE);
    let mut rings: Vec<LonLat> = whole
        .filter_map(|area| ground.reach.positions(area.geometry.as_ref()?))
        .flatten()
        .filter(|p| frame.contains(*p))
        .collect();
    if rings.is_empty() {
        return Vec::new();
    }
    rings.extend(points.iter().filter(|p| frame.contains(**p)));
    let mut kept: Vec<Option<(f64, LonLat)>> = vec![None; DIRECTIONS];
    for p in rings {
        let [x, y] = from_above(center, p);
        let turn = (libm::atan2(y, x) / std::f64::consts::TAU).rem_euclid(1.0) * DIRECTIONS as f64;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and the number"
        )]
        let slot = &mut kept[(turn as usize).min(DIRECTIONS - 1)];
        let far = x * x + y * y;
        if slot.is_none_or(|(known, _)| far > known) {
            *slot = Some((far, p));
        }
    }
    kept.into_iter().flatten().map(|(_, p)| p).collect()
}

/// A position on a plane that touches the globe at the middle of the frame (Lambert's azimuthal projection).
fn from_above(center: LonLat, p: LonLat) -> [f64; 2] {
    let turn = (p.lon - center.lon).to_radians();
    let (sin0, cos0) = (libm::sin(center.lat.to_radians()), libm::cos(center.lat.to_radians()));
    let (sin, cos) = (libm::sin(p.lat.to_radians()), libm::cos(p.lat.to_radians()));
    let k = libm::sqrt(2.0 / (1.0 + sin0 * sin + cos0 * cos * libm::cos(turn)).max(1e-6));
    [k * cos * libm::sin(turn), k * (cos0 * sin - sin0 * cos * libm::cos(turn))]
}

#[cfg(test)]
mod tests {
    use super::outline;
    use crate::geodata::basemap::Basemap;
    use crate::geodata::gazetteer::Gazetteer;
    use crate::geodata::worldview;
    use crate::model::geo::{Bounds, LonLat};
    use crate::plan::ground::Ground;
    use crate::plan::reach::Reach;

    #[test]
    fn a_northern_country_is_held_by_its_outline_and_a_southern_one_by_its_box() {
        let (map, gazetteer) = (Basemap::open(), Gazetteer::bundled().unwrap());
        let Some(view) = worldview::get("neutral") else { panic!("there is a neutral view") };
        let reach = Reach::new(&map, view);
        let ground = Ground { gazetteer, reach: &reach, view, lang: "en" };
        let Some(canada) = ground.country("CA") else { panic!("there is Canada") };
        let frame = Bounds { west: -142.0, south: 41.0, east: -51.0, north: 84.0 };
        let toronto = LonLat::new(-79.4, 43.7);
        let held = outline(frame, &[&canada], &[toronto], ground);
        assert!((8..=32).contains(&held.len()) && held.iter().all(|p| frame.contains(*p)), "{held:?}");
        // Nothing stands in the southwestern corner of the box, which lies far out at sea.
        assert!(!held.iter().any(|p| p.lat < 48.0 && p.lon < -126.0), "{held:?}");
        let south = Bounds { south: -40.0, north: 3.0, ..frame };
        assert!(outline(south, &[&canada], &[toronto], ground).is_empty());
    }
}
