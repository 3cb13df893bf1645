//! The three levels of detail, made from one topology.

use std::collections::BTreeMap;

use super::components;
use super::land::Land;
use super::simplify::simplify;
use super::topology::{Arc, NONE, regroup};
use super::views::Rules;

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
pub fn levels(land: &Land, rules: &Rules, arcs: Vec<Arc>) -> [Vec<Arc>; 3] {
    let part_or_country = |division: u16| {
        let division = &land.divisions[usize::from(division)];
        let part = rules.part(division);
        let country = rules.country(&division.adm0);
        Some(u32::from(country) << 16 | u32::from(part))
    };
    let at_50m = components::keep(arcs.clone(), SCALE_50M.island_km2, part_or_country);
    let at_50m = simplify(&at_50m, SCALE_50M.position_km2);
    let groups = groups(land, rules);
    let joined = regroup(&arcs, |division| groups.get(usize::from(division)).copied().unwrap_or(NONE));
    let shown = |division: u16| {
        let division = &land.divisions[usize::from(division)];
        let country = rules.country(&division.adm0);
        let drawn = land.countries.get(usize::from(country)).is_some_and(|c| c.scale == "110m");
        drawn.then_some(u32::from(country))
    };
    let at_110m = components::keep(joined, SCALE_110M.island_km2, shown);
    let at_110m = simplify(&at_110m, SCALE_110M.position_km2);
    [arcs, at_50m, at_110m]
}

/// For each division the first of those with the same country and dispute part: 1:110m draws these as one.
fn groups(land: &Land, rules: &Rules) -> Vec<u16> {
    let mut first: BTreeMap<(&str, u16), u16> = BTreeMap::new();
    (0..)
        .zip(&land.divisions)
        .map(|(i, division)| *first.entry((division.adm0.as_str(), rules.part(division))).or_insert(i))
        .collect()
}
