//! The three levels of detail, made from one topology.

use std::collections::BTreeMap;

use super::components;
use super::land::Land;
use super::simplify::{Ranked, simplify};
use super::topology::{Arc, NONE, regroup};

/// What a generalized level keeps: positions that hold so many square kilometers, islands of so many.
struct Scale {
    position_km2: f32,
    island_km2: f64,
}

/// Chosen so that the number of positions is about that of Natural Earth's own coast and borders at these scales.
const SCALE_50M: Scale = Scale { position_km2: 10.0, island_km2: 12.0 };
const SCALE_110M: Scale = Scale { position_km2: 400.0, island_km2: 2_500.0 };

/// Derives 1:10m, 1:50m and 1:110m, in this order.
#[must_use]
pub fn levels(land: &Land, arcs: &[Arc]) -> [Vec<Ranked>; 3] {
    let groups = groups(land);
    let group = |division: u16| groups.get(usize::from(division)).copied().unwrap_or(NONE);
    let at_50m = components::keep(arcs.to_vec(), SCALE_50M.island_km2, |division| Some(group(division)));
    let joined = regroup(arcs, group);
    let shown = |division: u16| {
        let country = land.country(&land.divisions[usize::from(division)].adm0);
        let drawn = land.countries.get(usize::from(country)).is_some_and(|c| c.scale == "110m");
        drawn.then_some(country)
    };
    let at_110m = components::keep(joined, SCALE_110M.island_km2, shown);
    [
        simplify(arcs, 0.0),
        simplify(&at_50m, SCALE_50M.position_km2),
        simplify(&at_110m, SCALE_110M.position_km2),
    ]
}

/// For each division the first of those with the same country and dispute part: 1:110m draws these as one.
#[must_use]
pub fn groups(land: &Land) -> Vec<u16> {
    let mut first: BTreeMap<(&str, Option<&str>), u16> = BTreeMap::new();
    (0..)
        .zip(&land.divisions)
        .map(|(i, division)| *first.entry((division.adm0.as_str(), division.dispute.as_deref())).or_insert(i))
        .collect()
}
