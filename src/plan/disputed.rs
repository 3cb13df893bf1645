//! The disputed areas that a frame shows, named as the worldview names them.

use crate::geodata::disputes::{self, Dispute, DisputeKind, DisputeStyle, Part};
use crate::model::geo::Bounds;
use crate::model::place::{GeometryRef, PlaceKind};
use crate::model::plan::{Area, AreaRole, Label, LabelStyle};
use crate::plan::ground::Ground;
use crate::plan::scope::{intersects, share_inside, union};

/// Share of the frame's height from which a disputed area bears its name.
const LARGE: f64 = 0.1;
/// Share of the frame's height from which the divisions inside it keep theirs.
const FILLING: f64 = 0.45;

/// A dispute that the frame shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// Its hatched areas: the whole, or the parts that the worldview leaves open.
    pub areas: Vec<Area>,
    /// Its name on the map, then those of its larger parts that are no divisions with names of their own.
    pub labels: Vec<Label>,
    /// Whether it is large enough on this map to bear its name, unless the story is about it.
    pub is_large: bool,
    /// The divisions that it consists of; their names would repeat its own.
    pub divisions: Vec<GeometryRef>,
}

/// Disputes that are hatched in this worldview and reach into the frame.
#[must_use]
pub fn in_frame(frame: Bounds, ground: Ground<'_>) -> Vec<Shown> {
    let drawn = |d: &&Dispute| matches!(d.kind, DisputeKind::Territory | DisputeKind::Islands);
    disputes::all().iter().filter(drawn).filter_map(|dispute| shown(dispute, frame, ground)).collect()
}

fn shown(dispute: &Dispute, frame: Bounds, ground: Ground<'_>) -> Option<Shown> {
    let view = ground.view;
    let open: Vec<&Part> = dispute.parts.iter().filter(|part| view.is_hatched(&part.id)).collect();
    let name = match open.as_slice() {
        [part] if dispute.parts.len() > 1 => part.name.clone(),
        _ => dispute.label(&view.code).to_owned(),
    };
    let whole = open.len() == dispute.parts.len() && !open.iter().any(|part| part.is_overlay());
    let references: Vec<GeometryRef> = if whole {
        vec![GeometryRef(format!("dispute:{}", dispute.id))]
    } else {
        open.iter().map(|part| GeometryRef(format!("dispute:{}", part.id))).collect()
    };
    let found: Vec<(GeometryRef, Bounds)> =
        references.into_iter().filter_map(|one| Some((one.clone(), ground.shape_bounds(&one)?))).collect();
    let bounds = found.iter().map(|(_, bounds)| *bounds).reduce(union)?;
    // A sliver of a degree of a dispute on a map of a continent would be a dot of hatching without a name.
    let visible = bounds.height().max(bounds.width()) > frame.height() / 120.0;
    if !intersects(bounds, frame) || !visible {
        return None;
    }
    let extent = |bounds: Bounds| bounds.width() * bounds.height();
    let largest = found.iter().max_by(|a, b| extent(a.1).total_cmp(&extent(b.1)))?;
    let mut labels: Vec<Label> = open
        .iter()
        .filter(|part| open.len() > 1 && (dispute.label_parts || is_unnamed(part, dispute)))
        .filter_map(|part| part_label(part, frame, ground))
        .collect();
    if !dispute.label_parts || labels.is_empty() {
        labels.insert(0, label(name.clone(), largest, bounds, frame));
    }
    let is_large = largest.1.height() > LARGE * frame.height();
    let text = match is_large {
        true if dispute.status.starts_with(&name) => dispute.status.clone(),
        true => format!("{name}: {}", dispute.status),
        false => name,
    };
    let area = |(geometry, _): &(GeometryRef, Bounds)| Area {
        geometry: geometry.clone(),
        name: text.clone(),
        role: AreaRole::Dispute,
        tint: 0,
    };
    Some(Shown {
        areas: found.iter().map(area).collect(),
        labels,
        is_large,
        divisions: divisions(dispute, bounds, frame),
    })
}

/// References of the first-order divisions whose names give way to that of the dispute: all, unless it fills so much
/// of the map that they help to read it.
fn divisions(dispute: &Dispute, bounds: Bounds, frame: Bounds) -> Vec<GeometryRef> {
    let fills = bounds.height() > FILLING * frame.height();
    let parts =
        dispute.parts.iter().filter(|part| !fills || dispute.label_parts || part.name == dispute.name);
    parts.flat_map(|part| &part.divisions).map(|code| GeometryRef(format!("admin1:{code}"))).collect()
}

/// Whether a part has a name of its own that no division bears, because it is cut out of divisions.
fn is_unnamed(part: &Part, dispute: &Dispute) -> bool {
    part.shape.is_some() && !part.is_overlay() && !part.name.starts_with(&dispute.name)
}

/// The name of a part, if it is large enough on the map to bear one.
fn part_label(part: &Part, frame: Bounds, ground: Ground<'_>) -> Option<Label> {
    let geometry = GeometryRef(format!("dispute:{}", part.id));
    let bounds = ground.shape_bounds(&geometry)?;
    let large = bounds.height() > LARGE * frame.height() && intersects(bounds, frame);
    large.then(|| label(part.name.clone(), &(geometry, bounds), bounds, frame))
}

/// What stands in words on a map that shows land of a dispute without hatching: annexation claimed, status disputed.
#[must_use]
pub fn notes(frame: Bounds, ground: Ground<'_>) -> Vec<String> {
    let noted = |dispute: &&Dispute| {
        let open = |part: &Part| {
            matches!(ground.view.style(&part.id), Some(DisputeStyle::Plain | DisputeStyle::Separate))
        };
        dispute.kind == DisputeKind::Territory && dispute.parts.iter().any(open)
    };
    let visible = |dispute: &&Dispute| {
        let bounds = ground.shape_bounds(&GeometryRef(format!("dispute:{}", dispute.id)));
        bounds.is_some_and(|b| intersects(b, frame) && b.height() > LARGE * frame.height())
    };
    let rows = disputes::all().iter().filter(noted).filter(visible);
    rows.map(|dispute| dispute.legend(&ground.view.code)).collect()
}

/// The name, in the largest of the areas.
fn label(text: String, largest: &(GeometryRef, Bounds), bounds: Bounds, frame: Bounds) -> Label {
    let size = (bounds.height() / frame.height()).min(1.0);
    let priority = 0.35 + 0.4 * share_inside(bounds, frame) * size.sqrt();
    Label {
        text,
        place: None,
        kind: PlaceKind::Dispute,
        style: LabelStyle::Dispute,
        point: largest.1.center(),
        geometry: Some(largest.0.clone()),
        // Narrowing is harmless here: priorities are between 0 and 1.
        #[expect(clippy::cast_possible_truncation, reason = "a priority between 0 and 1")]
        priority: priority as f32,
        mentioned: false,
        offset: None,
    }
}

#[cfg(test)]
mod tests {
    use super::{in_frame, notes};
    use crate::geodata::basemap::Basemap;
    use crate::geodata::gazetteer::Gazetteer;
    use crate::geodata::worldview;
    use crate::model::geo::Bounds;
    use crate::plan::ground::Ground;
    use crate::plan::reach::Reach;

    fn shown(view: &str, frame: [f64; 4]) -> Vec<(String, Vec<String>)> {
        let [west, south, east, north] = frame;
        let basemap = Basemap::open();
        let view = worldview::get(view).unwrap();
        let reach = Reach::new(&basemap, view);
        let ground = Ground { gazetteer: Gazetteer::bundled().unwrap(), reach: &reach, view, lang: "en" };
        let shown = in_frame(Bounds { west, south, east, north }, ground).into_iter();
        shown
            .map(|s| (s.labels[0].text.clone(), s.areas.into_iter().map(|a| a.geometry.0).collect()))
            .collect()
    }

    #[test]
    fn only_what_the_view_leaves_open_is_hatched() {
        let kashmir = [72.0, 32.0, 81.0, 37.5];
        assert!(shown("neutral", kashmir).contains(&("Kashmir".into(), vec!["dispute:kashmir".into()])));
        assert!(shown("in", kashmir).iter().all(|(name, _)| name != "Kashmir"));
        let cn = shown("cn", kashmir);
        let (_, open) = cn.iter().find(|(name, _)| name == "Kashmir").unwrap();
        assert!(open.contains(&"dispute:kashmir/ladakh".into()));
        assert!(!open.contains(&"dispute:kashmir/aksai-chin".into()));
    }

    #[test]
    fn parts_without_a_division_of_their_own_are_named() {
        let basemap = Basemap::open();
        let gazetteer = Gazetteer::bundled().unwrap();
        let view = worldview::get("neutral").unwrap();
        let reach = Reach::new(&basemap, view);
        let ground = Ground { gazetteer, reach: &reach, view, lang: "en" };
        let frame = Bounds { west: 72.0, south: 32.0, east: 81.0, north: 37.5 };
        let shown = in_frame(frame, ground);
        let names: Vec<&str> =
            shown.iter().flat_map(|s| &s.labels).map(|label| label.text.as_str()).collect();
        assert!(names.contains(&"Aksai Chin"), "{names:?}");
        assert!(!names.contains(&"Ladakh"), "{names:?}");
    }

    #[test]
    fn the_parts_of_palestine_bear_their_own_names() {
        let names: Vec<String> =
            shown("neutral", [34.0, 31.0, 36.0, 33.5]).into_iter().map(|(name, _)| name).collect();
        assert!(names.contains(&"West Bank".to_owned()), "{names:?}");
        assert!(!names.contains(&"Palestinian territory".to_owned()), "{names:?}");
    }

    #[test]
    fn land_without_hatching_has_its_note() {
        let basemap = Basemap::open();
        let gazetteer = Gazetteer::bundled().unwrap();
        let frame = Bounds { west: 30.0, south: 44.0, east: 41.0, north: 51.0 };
        let noted = |code: &str| {
            let view = worldview::get(code).unwrap();
            let reach = Reach::new(&basemap, view);
            notes(frame, Ground { gazetteer, reach: &reach, view, lang: "en" })
        };
        let void = "Luhansk, Donetsk, Zaporizhzhia and Kherson oblasts: Ukraine; annexation claimed by Russia, \
                    void per UNGA ES-11/4";
        assert_eq!(noted("neutral"), [void]);
        assert_eq!(noted("ua"), [""; 0]);
    }

    #[test]
    fn reefs_are_areas_too() {
        let sea = shown("neutral", [108.0, 4.0, 122.0, 20.0]);
        let (_, reefs) = sea.iter().find(|(name, _)| name == "Spratly Islands").unwrap();
        assert!(reefs.contains(&"dispute:spratly/reefs".into()));
        assert!(sea.iter().any(|(name, _)| name == "Scarborough Shoal"));
    }
}
