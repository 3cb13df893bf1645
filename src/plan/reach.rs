//! Boxes of the bundle's shapes: countries as a worldview sees them, divisions, disputes, lines, lakes.

use crate::geodata::basemap::{Basemap, Division, Level};
use crate::geodata::disputes;
use crate::geodata::lines;
use crate::geodata::worldview::{self, Worldview};
use crate::model::geo::{Bounds, LonLat};
use crate::model::place::GeometryRef;
use crate::plan::scope::union;

/// Parts of a country that hold less than this share of its degrees of area, and lie apart, do not widen its box.
const MINOR_SHARE: f64 = 0.04;

/// The box of a shape; none if the bundle has no such shape.
///
/// A country's box leaves out small and remote parts (French Guiana, Hawaii), which would
/// otherwise decide the frame.
#[must_use]
pub fn bounds(geometry: &GeometryRef, basemap: &Basemap, view: &Worldview) -> Option<Bounds> {
    let (layer, id) = geometry.0.split_once(':')?;
    match layer {
        "country" => {
            let parts = basemap.divisions().filter(|d| view.holder(d.country, d.part) == Some(id));
            main_part(parts.map(|d| d.bounds).collect())
        }
        "admin1" => all(basemap.divisions().filter(|d| d.is_called(id))),
        "dispute" => {
            let is_meant = |part: &str| part == id || part.split('/').next() == Some(id);
            let land = all(basemap.divisions().filter(|d: &Division| d.part.is_some_and(is_meant)));
            let parts = disputes::all().iter().flat_map(|d| &d.parts).filter(|part| is_meant(&part.id));
            let at_sea = parts.filter(|part| part.is_overlay()).filter_map(|part| part.shape.as_deref());
            let shape = |id: &str| basemap.feature(&format!("shape:{id}"), Level::L110m).map(|f| f.bounds);
            land.into_iter().chain(at_sea.filter_map(shape)).reduce(union)
        }
        "line" => line(id, basemap),
        "border" => {
            let (a, b) = lines::pair(&geometry.0)?;
            border(basemap, |l, r| lines::is_pair_border(view, a, b, l, r))
        }
        _ => None,
    }
}

/// The view of a code; neutral if there is none.
#[must_use]
pub fn view(code: &str) -> Option<&'static Worldview> {
    worldview::get(code).or_else(|| worldview::get(worldview::NEUTRAL))
}

fn all(divisions: impl Iterator<Item = Division>) -> Option<Bounds> {
    divisions.map(|d| d.bounds).reduce(union)
}

fn line(id: &str, basemap: &Basemap) -> Option<Bounds> {
    let line = lines::get(id)?;
    let drawn: Vec<LonLat> = line.paths().into_iter().flatten().collect();
    if let Some(first) = drawn.first() {
        let at = |p: &LonLat| Bounds { west: p.lon, south: p.lat, east: p.lon, north: p.lat };
        return Some(drawn.iter().map(at).fold(at(first), union));
    }
    let course = border(basemap, |l, r| line.runs_between(l, r))?;
    let Some(cut) = line.bounds() else { return Some(course) };
    Some(Bounds {
        west: course.west.max(cut.west),
        south: course.south.max(cut.south),
        east: course.east.min(cut.east),
        north: course.north.min(cut.north),
    })
}

fn border(
    basemap: &Basemap,
    belongs: impl Fn(worldview::Side<'_>, worldview::Side<'_>) -> bool,
) -> Option<Bounds> {
    let land = basemap.land(Level::L110m);
    let mut found: Option<Bounds> = None;
    for number in land.borders() {
        let arc = land.arc(number);
        let (Some(left), Some(right)) = (arc.left, arc.right) else { continue };
        if belongs(basemap.division(left).side(), basemap.division(right).side()) {
            let [west, south, east, north] = land.arcs.bounds(number);
            let b = Bounds { west, south, east, north };
            found = Some(found.map_or(b, |f| union(f, b)));
        }
    }
    found
}

/// The union of boxes without small ones far from the largest.
fn main_part(mut boxes: Vec<Bounds>) -> Option<Bounds> {
    let area = |b: &Bounds| b.width() * b.height();
    boxes.sort_by(|a, b| area(b).total_cmp(&area(a)));
    let whole: f64 = boxes.iter().map(area).sum();
    let mut main = boxes.first().copied()?;
    let mut rest: Vec<Bounds> = boxes.split_off(1);
    // Grow from the largest box outward, so that neighbors join before remote parts are judged.
    loop {
        let before = rest.len();
        let mut apart = Vec::new();
        for b in rest {
            let near = grown(main, main.height().max(main.width()) * 0.08);
            if crate::plan::scope::intersects(near, b) { main = union(main, b) } else { apart.push(b) }
        }
        rest = apart;
        if rest.len() == before {
            break;
        }
    }
    let large = rest.iter().filter(|b| area(b) / whole.max(1e-9) > MINOR_SHARE);
    Some(large.copied().fold(main, union))
}

fn grown(b: Bounds, by: f64) -> Bounds {
    if b.width() + 2.0 * by >= 360.0 {
        return Bounds { west: -180.0, east: 180.0, south: b.south - by, north: b.north + by };
    }
    let wrap = |lon: f64| {
        if lon > 180.0 {
            lon - 360.0
        } else if lon < -180.0 {
            lon + 360.0
        } else {
            lon
        }
    };
    Bounds { west: wrap(b.west - by), south: b.south - by, east: wrap(b.east + by), north: b.north + by }
}
