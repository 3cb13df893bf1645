//! The disputed areas that a frame shows, named as the worldview names them.

use crate::geodata::disputes::{self, Dispute, DisputeKind, Part};
use crate::model::geo::Bounds;
use crate::model::place::{GeometryRef, PlaceKind};
use crate::model::plan::{Area, AreaRole, Label, LabelStyle};
use crate::plan::ground::Ground;
use crate::plan::scope::{intersects, share_inside, union};

/// Share of the frame's height from which a disputed area bears its name.
const LARGE: f64 = 0.1;

/// A dispute that the frame shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// Its hatched areas: the whole, or the parts that the worldview leaves open.
    pub areas: Vec<Area>,
    /// Its name on the map.
    pub label: Label,
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
    let label = label(name.clone(), largest, bounds, frame);
    let is_large = largest.1.height() > LARGE * frame.height();
    let text = if is_large { format!("{name}: {}", dispute.status) } else { name };
    let area = |(geometry, _): &(GeometryRef, Bounds)| Area {
        geometry: geometry.clone(),
        name: text.clone(),
        role: AreaRole::Dispute,
        tint: 0,
    };
    Some(Shown { areas: found.iter().map(area).collect(), label, is_large, divisions: divisions(dispute) })
}

/// References of the first-order divisions that a dispute consists of.
fn divisions(dispute: &Dispute) -> Vec<GeometryRef> {
    let codes = dispute.parts.iter().flat_map(|part| &part.divisions);
    codes.map(|code| GeometryRef(format!("admin1:{code}"))).collect()
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
    use super::in_frame;
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
        shown.map(|s| (s.label.text, s.areas.into_iter().map(|a| a.geometry.0).collect())).collect()
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
    fn reefs_are_areas_too() {
        let sea = shown("neutral", [108.0, 4.0, 122.0, 20.0]);
        let (_, reefs) = sea.iter().find(|(name, _)| name == "Spratly Islands").unwrap();
        assert!(reefs.contains(&"dispute:spratly/reefs".into()));
        assert!(sea.iter().any(|(name, _)| name == "Scarborough Shoal"));
    }
}
