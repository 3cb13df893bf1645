//! The disputed areas that a frame shows, named as the worldview names them.

use crate::geodata::disputes::{self, Dispute, DisputeKind, DisputeStyle};
use crate::model::geo::Bounds;
use crate::model::place::{GeometryRef, PlaceKind};
use crate::model::plan::{Area, AreaRole, Label, LabelStyle};
use crate::plan::ground::Ground;
use crate::plan::scope::{intersects, share_inside};

/// A dispute that the frame shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The hatched area.
    pub area: Area,
    /// Its name on the map.
    pub label: Label,
}

/// Disputes that are hatched in this worldview and reach into the frame.
#[must_use]
pub fn in_frame(frame: Bounds, ground: Ground<'_>) -> Vec<Shown> {
    let view = ground.view;
    let open = |d: &&Dispute| {
        matches!(d.kind, DisputeKind::Territory | DisputeKind::Islands)
            && d.parts.iter().any(|p| view.style(&p.id) == Some(DisputeStyle::Hatched))
    };
    disputes::all().iter().filter(open).filter_map(|dispute| shown(dispute, frame, ground)).collect()
}

fn shown(dispute: &Dispute, frame: Bounds, ground: Ground<'_>) -> Option<Shown> {
    let geometry = GeometryRef(format!("dispute:{}", dispute.id));
    let bounds = ground.shape_bounds(&geometry)?;
    // A sliver of a degree of a dispute on a map of a continent would be a dot of hatching without a name.
    let visible = bounds.height().max(bounds.width()) > frame.height() / 120.0;
    if !intersects(bounds, frame) || !visible {
        return None;
    }
    let name = dispute.label(&ground.view.code).to_owned();
    let size = (bounds.height() / frame.height()).min(1.0);
    let priority = 0.35 + 0.4 * share_inside(bounds, frame) * size.sqrt();
    let label = Label {
        text: name.clone(),
        place: None,
        kind: PlaceKind::Dispute,
        style: LabelStyle::Dispute,
        point: bounds.center(),
        geometry: Some(geometry.clone()),
        // Narrowing is harmless here: priorities are between 0 and 1.
        #[expect(clippy::cast_possible_truncation, reason = "a priority between 0 and 1")]
        priority: priority as f32,
        mentioned: false,
        offset: None,
    };
    let area =
        Area { geometry, name: format!("{name}: {}", dispute.status), role: AreaRole::Dispute, tint: 0 };
    Some(Shown { area, label })
}
