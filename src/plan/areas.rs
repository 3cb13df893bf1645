//! Chooses the areas and lines that are drawn apart from the ground.

use std::collections::BTreeSet;

use crate::geodata::lines;
use crate::model::geo::Bounds;
use crate::model::place::{Place, PlaceKind};
use crate::model::plan::{Anchor, Area, AreaRole, Mark, NamedLine};
use crate::plan::ground::Ground;
use crate::plan::scope::intersects;

/// Tints of the theme that countries in focus share.
const TINTS: u8 = 4;
/// How much worse it is that neighbors share a tint than that countries close by do.
const NEIGHBORS: usize = 100;
const CLOSE: usize = 3;

/// A tint for each country in focus, so that neighbors differ, and countries close by where there are tints enough.
#[must_use]
pub fn tints(focus: &[Place], ground: Ground<'_>) -> Vec<u8> {
    let borders = if focus.len() > 1 { ground.reach.neighbors(focus) } else { BTreeSet::new() };
    let bounds: Vec<Bounds> = focus.iter().map(|p| ground.bounds(p)).collect();
    let price = |i: usize, j: usize| match (borders.contains(&(i, j)), intersects(bounds[i], bounds[j])) {
        (true, _) => NEIGHBORS,
        (false, true) => CLOSE,
        (false, false) => 1,
    };
    let (mut chosen, mut trials) = (Vec::new(), MOST_TRIALS);
    if !color(focus.len(), &price, NEIGHBORS, &mut chosen, &mut trials) {
        // Too many neighbors for the tints: the best that one pass gives.
        (chosen, trials) = (Vec::new(), MOST_TRIALS);
        color(focus.len(), &price, usize::MAX, &mut chosen, &mut trials);
    }
    chosen
}

/// Most tints that are tried on the way to one for each country.
const MOST_TRIALS: usize = 4_000;

/// Tints for the countries that have none yet, the least alike first, none of which costs as much as `limit`; whether
/// there are such.
fn color(
    count: usize,
    price: &dyn Fn(usize, usize) -> usize,
    limit: usize,
    chosen: &mut Vec<u8>,
    trials: &mut usize,
) -> bool {
    let own = chosen.len();
    if own == count {
        return true;
    }
    let clash = |tint: u8| -> usize {
        let same = chosen.iter().enumerate().filter(|(_, other)| **other == tint);
        same.map(|(j, _)| price(own, j)).sum()
    };
    let mut order: Vec<(usize, u8)> = (0..TINTS).map(|tint| (clash(tint), tint)).collect();
    order.sort_unstable();
    for (_, tint) in order.into_iter().filter(|(clash, _)| *clash < limit) {
        if *trials == 0 {
            return false;
        }
        *trials -= 1;
        chosen.push(tint);
        if color(count, price, limit, chosen, trials) {
            return true;
        }
        chosen.pop();
    }
    false
}

/// Areas of the plan: countries in focus, then disputes in the frame, then areas of marks.
#[must_use]
pub fn areas(focus: &[Place], tints: &[u8], disputes: &[Area], marks: &[Mark]) -> Vec<Area> {
    let mut areas: Vec<Area> = focus
        .iter()
        .zip(tints)
        .filter_map(|(country, tint)| {
            let geometry = country.geometry.clone()?;
            Some(Area { geometry, name: country.name.clone(), role: AreaRole::Focus, tint: *tint })
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
        let in_frame = ground.shape_bounds(&geometry).is_none_or(|b| intersects(b, frame));
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

#[cfg(test)]
mod tests {
    use super::{MOST_TRIALS, NEIGHBORS, color};

    #[test]
    fn a_country_whose_neighbors_have_all_tints_makes_one_of_them_change() {
        // A ring of five countries around a sixth, which comes last.
        let borders = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (5, 0), (5, 1), (5, 2), (5, 3), (5, 4)];
        let price = |i: usize, j: usize| match borders.contains(&(i, j)) || borders.contains(&(j, i)) {
            true => NEIGHBORS,
            false => 1,
        };
        let (mut chosen, mut trials) = (Vec::new(), MOST_TRIALS);
        assert!(color(6, &price, NEIGHBORS, &mut chosen, &mut trials));
        assert!(borders.iter().all(|&(a, b)| chosen[a] != chosen[b]), "{chosen:?}");
        // Five that all border each other have one tint too few.
        assert!(!color(5, &|_, _| NEIGHBORS, NEIGHBORS, &mut Vec::new(), &mut 4_000));
    }
}
