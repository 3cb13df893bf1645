//! Turns what was collected into what labels, marks and furniture need to know.

use std::collections::BTreeMap;

use crate::geodata::border::BorderClass;
use crate::geometry::rings::double_area;
use crate::layout::basemap::{MARGIN, Sheet};
use crate::layout::basemap_parts::{Parts, Pieces};
use crate::layout::frame::{self, Shown, Trace, View, VisibleArea, VisibleLine};
use crate::model::plan::AreaRole;
use crate::model::scene::Polyline;

/// The view of a sheet.
pub(crate) fn view(sheet: &Sheet<'_>, parts: &Parts, globe: Option<&Polyline>) -> View {
    let named_pieces = |pieces: &BTreeMap<Option<BorderClass>, Pieces>| line(pieces.values().flatten());
    let mut lines: BTreeMap<_, _> =
        parts.named.iter().map(|(reference, pieces)| (reference.clone(), named_pieces(pieces))).collect();
    lines
        .extend(parts.water_lines.iter().map(|(reference, pieces)| (reference.clone(), line(pieces.iter()))));
    lines.retain(|_, line| !line.pieces.is_empty());
    let areas = parts.areas.iter().map(|(reference, rings)| (reference.clone(), area(sheet, rings)));
    View {
        map: sheet.map,
        projector: *sheet.projector,
        bounds: sheet.visible.bounds(),
        km_per_px: sheet.detail.km_per_px,
        scale_spread: frame::scale_spread(sheet.projector, &sheet.map),
        areas: areas.filter(|(_, area)| !area.rings.is_empty()).collect(),
        lines,
        land: parts.land.iter().map(trace).collect(),
        lakes: parts.lakes.iter().map(trace).collect(),
        coast: parts.coast.iter().map(|piece| on_page(piece)).collect(),
        borders: borders(parts),
        rivers: parts.rivers.iter().map(|piece| on_page(piece)).collect(),
        globe: globe.map(trace),
        shown: shown(sheet, parts),
    }
}

fn borders(parts: &Parts) -> Vec<Trace> {
    let plain = parts.borders.iter().filter(|(class, _)| class.is_between_states()).flat_map(|(_, p)| p);
    let named = parts.named.values().flat_map(|by_class| by_class.values().flatten());
    plain.chain(named).map(|piece| on_page(piece)).collect()
}

/// Lines of one kind that are shorter than this in all are no line to a reader, pixels.
const SEEN: f64 = 8.0;

fn shown(sheet: &Sheet<'_>, parts: &Parts) -> Shown {
    let has = |wanted: &dyn Fn(BorderClass) -> bool| {
        let plain = parts.borders.iter().filter(|(class, _)| wanted(**class)).map(|(_, pieces)| pieces);
        let named = parts.named.values().flatten();
        let named = named.filter(|(class, _)| class.is_some_and(wanted)).map(|(_, pieces)| pieces);
        plain.chain(named).flatten().map(|piece| length(&on_page(piece))).sum::<f64>() > SEEN
    };
    let role = |role| {
        let mut areas = sheet.plan.areas.iter().filter(move |area| area.role == role);
        areas.any(|area| parts.areas.get(&area.geometry).is_some_and(|rings| !rings.is_empty()))
    };
    Shown {
        borders: has(&|class| class == BorderClass::International),
        disputed_borders: has(&|class| class.is_unsettled() && class != BorderClass::Control),
        control_lines: has(&|class| class == BorderClass::Control),
        admin1: has(&|class| class == BorderClass::Admin1),
        dispute_areas: !parts.hatched.is_empty() || role(AreaRole::Dispute),
        highlights: role(AreaRole::Highlight),
        rivers: !parts.rivers.is_empty(),
        lakes: !parts.lakes.is_empty(),
    }
}

fn area(sheet: &Sheet<'_>, rings: &[Polyline]) -> VisibleArea {
    let mut sized: Vec<(i64, &Polyline)> =
        rings.iter().map(|ring| (double_area(&ring.points), ring)).collect();
    sized.sort_by_key(|(size, _)| -size.abs());
    // Outer rings turn the same way; holes turn the other way.
    let sum: i64 = sized.iter().map(|(size, _)| size).sum();
    let edges = [
        [sheet.map.x - MARGIN, sheet.map.y - MARGIN],
        [sheet.map.x + sheet.map.width + MARGIN, sheet.map.y + sheet.map.height + MARGIN],
    ];
    let on_edge =
        |p: &[f64; 2]| (0..2).any(|k| (p[k] - edges[0][k]).abs() < 0.15 || (p[k] - edges[1][k]).abs() < 0.15);
    let rings: Vec<Trace> = sized.into_iter().map(|(_, ring)| trace(ring)).collect();
    let cut = rings.iter().flatten().any(on_edge);
    VisibleArea { rings, area: sum.abs() as f64 / 200.0, cut }
}

fn line<'p>(pieces: impl Iterator<Item = &'p Vec<[i32; 2]>>) -> VisibleLine {
    let joined = crate::geometry::rings::join(pieces.cloned().collect());
    let mut pieces: Vec<Trace> = joined
        .iter()
        .map(|line| {
            let mut trace = trace(line);
            if line.closed {
                trace.extend(trace.first().copied());
            }
            trace
        })
        .collect();
    pieces.sort_by(|a, b| length(b).total_cmp(&length(a)));
    VisibleLine { pieces }
}

fn length(trace: &Trace) -> f64 {
    trace.windows(2).map(|w| libm::hypot(w[1][0] - w[0][0], w[1][1] - w[0][1])).sum()
}

fn trace(line: &Polyline) -> Trace {
    on_page(&line.points)
}

fn on_page(points: &[[i32; 2]]) -> Trace {
    points.iter().map(|p| p.map(|v| f64::from(v) / 10.0)).collect()
}
