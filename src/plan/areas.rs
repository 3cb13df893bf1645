//! Chooses the areas and lines that are drawn apart from the ground.

use crate::geodata::lines;
use crate::model::geo::Bounds;
use crate::model::place::{Place, PlaceKind};
use crate::model::plan::{Anchor, Area, AreaRole, Mark, NamedLine};
use crate::plan::ground::Ground;

/// Tints of the theme that countries in focus take in turn.
const TINTS: u8 = 4;

/// Areas of the plan: countries in focus, then disputes in the frame, then areas of marks.
#[must_use]
pub fn areas(focus: &[Place], disputes: &[Area], marks: &[Mark]) -> Vec<Area> {
    let mut areas: Vec<Area> = focus
        .iter()
        .zip(0u8..)
        .filter_map(|(country, i)| {
            let geometry = country.geometry.clone()?;
            Some(Area { geometry, name: country.name.clone(), role: AreaRole::Focus, tint: i % TINTS })
        })
        .collect();
    areas.extend_from_slice(disputes);
    for mark in marks {
        let Anchor::Area { geometry, .. } = &mark.anchor else { continue };
        let known = |a: &Area| a.geometry == *geometry && a.role != AreaRole::Dispute;
        if !areas.iter().any(known) {
            areas.push(Area {
                geometry: geometry.clone(),
                name: mark.place.clone(),
                role: AreaRole::Highlight,
                tint: 0,
            });
        }
    }
    areas
}

/// Lines of the plan: those that the article names or on which an event lies, and those that bound a shown dispute.
#[must_use]
pub fn named_lines(
    named: &[(&Place, f32)],
    events: &[&Place],
    frame: Bounds,
    ground: Ground<'_>,
) -> Vec<NamedLine> {
    let mut chosen: Vec<NamedLine> = Vec::new();
    let mut add = |place: &Place, emphasis: bool| {
        let Some(geometry) = place.geometry.clone().filter(|_| place.kind == PlaceKind::Line) else { return };
        if let Some(known) = chosen.iter_mut().find(|l| l.geometry == geometry) {
            known.emphasis |= emphasis;
            return;
        }
        let in_frame =
            ground.shape_bounds(&geometry).is_none_or(|b| crate::plan::scope::intersects(b, frame));
        if in_frame {
            let note = geometry
                .0
                .strip_prefix("line:")
                .and_then(lines::get)
                .map_or_else(String::new, lines::NamedLine::remark);
            chosen.push(NamedLine { geometry, name: ground.name(place), note, emphasis });
        }
    };
    for place in events {
        add(place, true);
    }
    for (place, score) in named {
        add(place, *score > 0.3);
    }
    chosen
}
