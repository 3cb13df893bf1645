//! Collects what is visible of the basemap, turn by turn: rings of areas and pieces of lines by class.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::geodata::basemap::{Arc, DivisionId, Land};
use crate::geodata::border::BorderClass;
use crate::geodata::lines;
use crate::geometry::graticule;
use crate::geometry::pen::Pen;
use crate::geometry::trace::Tracer;
use crate::layout::basemap::Sheet;
use crate::layout::basemap_water;
use crate::layout::detail::Admin1;
use crate::layout::ground::{Arcs, Ring, land_rings, parting, rings};
use crate::layout::own_layers;
use crate::layout::shapes::{Shape, Shapes};
use crate::model::geo::{Bounds, LonLat};
use crate::model::place::GeometryRef;
use crate::model::plan::AreaRole;
use crate::model::scene::Polyline;

/// Pieces of lines, not yet joined.
pub(crate) type Pieces = Vec<Vec<[i32; 2]>>;

/// What is visible, in tenths of a pixel.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub graticule: Pieces,
    pub land: Vec<Polyline>,
    /// Areas that the plan refers to.
    pub areas: BTreeMap<GeometryRef, Vec<Polyline>>,
    /// Disputed areas that the worldview hatches.
    pub hatched: Vec<Polyline>,
    pub lakes: Vec<Polyline>,
    pub rivers: Pieces,
    /// Rivers and other own lines that the plan refers to.
    pub water_lines: BTreeMap<GeometryRef, Pieces>,
    pub coast: Pieces,
    pub borders: BTreeMap<BorderClass, Pieces>,
    /// Areas and lines of a person's own layers, in their order.
    pub own: Vec<(Vec<Polyline>, Pieces)>,
    /// Named lines of the plan, by class where they are borders.
    pub named: BTreeMap<GeometryRef, BTreeMap<Option<BorderClass>, Pieces>>,
}

/// Collects everything that the sheet shows.
pub(crate) fn collect(sheet: &Sheet<'_>, shapes: &Shapes, pen: &mut Pen<'_>) -> Parts {
    let mut parts = Parts::default();
    let land = sheet.basemap.land(sheet.detail.level);
    let arcs = Arcs(land);
    let prepared = prepare(sheet, shapes, &land);
    parts.own.resize_with(sheet.plan.layers.len(), Default::default);
    for turn in sheet.visible.turns() {
        pen.set_turn(turn);
        own_layers::pour(&sheet.plan.layers, pen, &mut parts.own);
        add_graticule(sheet, turn, pen, &mut parts);
        let mut tracer = Tracer::new(&arcs, pen, sheet.detail.tolerance);
        add_rings(&mut tracer, land_rings(sheet.basemap, sheet.detail.level), &mut parts.land);
        let hatching = sheet.holdings.hatching(sheet.detail.level);
        add_rings(&mut tracer, hatching, &mut parts.hatched);
        for (reference, rings) in &prepared.areas {
            add_rings(&mut tracer, rings, parts.areas.entry((*reference).clone()).or_default());
        }
        add_lines(sheet, &land, &prepared, turn, &mut tracer, &mut parts);
        basemap_water::add(sheet, shapes, turn, tracer.pen, &mut parts);
        for (reference, line) in &prepared.named {
            let own = parts.named.entry((*reference).clone()).or_default().entry(None).or_default();
            for path in line.paths() {
                let path: Vec<[f64; 2]> = path.iter().map(|p| [p.lon, p.lat]).collect();
                let range = tracer.pen.pour(&path);
                tracer.pen.pieces(range, own);
            }
        }
    }
    parts
}

/// What the references of the plan come to, before the turns.
struct Prepared<'s> {
    areas: Vec<(&'s GeometryRef, Cow<'static, [Ring]>)>,
    named: Vec<(&'s GeometryRef, &'static lines::NamedLine)>,
    pairs: Vec<(&'s GeometryRef, &'s str, &'s str)>,
    /// Countries whose first-order divisions are drawn.
    in_focus: BTreeSet<&'s str>,
}

fn prepare<'s>(sheet: &Sheet<'s>, shapes: &'s Shapes, land: &Land) -> Prepared<'s> {
    let mut prepared =
        Prepared { areas: Vec::new(), named: Vec::new(), pairs: Vec::new(), in_focus: BTreeSet::new() };
    for (reference, shape) in &shapes.by_ref {
        match shape {
            Shape::Country(code) => {
                let outline = sheet.holdings.outline(code, sheet.detail.level);
                prepared.areas.push((reference, Cow::Borrowed(outline)));
                let is_focus = |role| matches!(role, AreaRole::Focus | AreaRole::Party);
                if sheet.plan.areas.iter().any(|area| area.geometry == *reference && is_focus(area.role)) {
                    prepared.in_focus.insert(code);
                }
            }
            Shape::Divisions(list) => prepared.areas.push((reference, Cow::Owned(rings(land, list)))),
            Shape::Border(a, b) => prepared.pairs.push((reference, a, b)),
            Shape::Named(line) => prepared.named.push((reference, *line)),
            // Poured by `basemap_water`, which knows their coordinates.
            Shape::Rings(_) | Shape::Lines(_) => {}
        }
    }
    prepared
}

fn add_graticule(sheet: &Sheet<'_>, turn: f64, pen: &mut Pen<'_>, parts: &mut Parts) {
    // Only where it helps to read the globe: on small scales.
    if !sheet.plan.furniture.graticule || sheet.detail.km_per_px < 6.0 {
        return;
    }
    let span = sheet.detail.km_per_px * sheet.map.width.max(sheet.map.height) / 111.2;
    let step = graticule::step(span.min(180.0), 6.0);
    let [west, south, east, north] = sheet.visible.reach;
    let whole = east - west > 359.9;
    // Lines of a part of the globe run on beyond 180 degrees and need no second turn.
    if !whole && turn != 0.0 {
        return;
    }
    let bounds = if whole { Bounds { south, north, ..Bounds::WORLD } } else { sheet.visible.bounds() };
    let bounds = if whole { bounds } else { Bounds { west, east, ..bounds } };
    for line in graticule::lines(&bounds, step) {
        let range = pen.pour(&line);
        pen.pieces(range, &mut parts.graticule);
    }
}

fn add_rings(tracer: &mut Tracer<'_, '_, Arcs>, rings: &[Ring], out: &mut Vec<Polyline>) {
    let antipode = tracer.pen.antipode();
    for ring in rings {
        if !tracer.pen.in_sight(ring.bounds) {
            continue;
        }
        out.extend(tracer.ring(&ring.links));
        let [west, south, east, north] = ring.bounds;
        let around = |[x, y]: [f64; 2]| x >= west && x <= east && y >= south && y <= north;
        if antipode.is_some_and(|at| around(at) && tracer.surrounds(&ring.links, at)) {
            out.extend(tracer.pen.horizon());
        }
    }
}

fn add_lines(
    sheet: &Sheet<'_>,
    land: &Land,
    prepared: &Prepared<'_>,
    turn: f64,
    tracer: &mut Tracer<'_, '_, Arcs>,
    parts: &mut Parts,
) {
    for number in land.arcs_in(&reach(sheet, turn)) {
        let arc = land.arc(number);
        if arc.artificial {
            continue;
        }
        let (Some(left), Some(right)) = (arc.left, arc.right) else {
            tracer.line(number, &mut parts.coast);
            continue;
        };
        if let Some(out) = drawer(sheet, land, prepared, &arc, [left, right], parts) {
            tracer.line(number, out);
        }
    }
}

/// What is visible in a turn, as a box of the data.
pub(crate) fn reach(sheet: &Sheet<'_>, turn: f64) -> Bounds {
    let [west, south, east, north] = sheet.visible.reach;
    Bounds { west: (west - turn).max(-180.0), south, east: (east - turn).min(180.0), north }
}

/// Where the pieces of a border go; none if it is not drawn.
fn drawer<'p>(
    sheet: &Sheet<'_>,
    land: &Land,
    prepared: &Prepared<'_>,
    arc: &Arc,
    [left, right]: [DivisionId; 2],
    parts: &'p mut Parts,
) -> Option<&'p mut Pieces> {
    let plain =
        !parting(sheet.basemap, sheet.detail.level).get(arc.number as usize).copied().unwrap_or(false);
    if plain && sheet.detail.admin1 == Admin1::None {
        return None;
    }
    let focus_only = sheet.detail.admin1 == Admin1::Focus;
    if plain && focus_only && !prepared.in_focus.contains(sheet.holdings.country(left)) {
        return None;
    }
    let class = sheet.holdings.class(land, sheet.detail.level, arc)?;
    if class == BorderClass::Hidden || (class == BorderClass::Admin1 && sheet.detail.admin1 == Admin1::None) {
        return None;
    }
    if class != BorderClass::Admin1
        && let Some(reference) = name_of(sheet, land, prepared, arc, [left, right])
    {
        return Some(parts.named.entry(reference.clone()).or_default().entry(Some(class)).or_default());
    }
    Some(parts.borders.entry(class).or_default())
}

/// The reference of the plan that a border belongs to.
fn name_of<'s>(
    sheet: &Sheet<'_>,
    land: &Land,
    prepared: &Prepared<'s>,
    arc: &Arc,
    [left, right]: [DivisionId; 2],
) -> Option<&'s GeometryRef> {
    if prepared.named.is_empty() && prepared.pairs.is_empty() {
        return None;
    }
    let (left, right) = (sheet.holdings.side(left), sheet.holdings.side(right));
    let within = |bounds: Option<Bounds>| {
        let [w, s, e, n] = land.arcs.bounds(arc.number);
        bounds.is_none_or(|b| b.contains(LonLat::new(f64::midpoint(w, e), f64::midpoint(s, n))))
    };
    let named =
        prepared.named.iter().find(|(_, line)| line.runs_between(left, right) && within(line.bounds()));
    let pair = || {
        let is_pair = |a: &str, b: &str| lines::is_pair_border(sheet.holdings.view, a, b, left, right);
        prepared.pairs.iter().find(|(_, a, b)| is_pair(a, b)).map(|(reference, _, _)| *reference)
    };
    named.map(|(reference, _)| *reference).or_else(pair)
}
