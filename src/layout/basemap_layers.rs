//! Gives the collected parts their looks and orders them into layers.

use std::collections::BTreeMap;

use crate::geodata::border::BorderClass;
use crate::geometry::rings::{double_area, join};
use crate::layout::basemap::Sheet;
use crate::layout::basemap_parts::{Parts, Pieces};
use crate::layout::frame::{Trace, crossings, inside};
use crate::layout::own_layers;
use crate::model::place::GeometryRef;
use crate::model::plan::{Area, AreaRole};
use crate::model::scene::{Group, Hatch, Lines, Node, Paint, Polyline, Rectangle, Stroke, Style};
use crate::theme::look::{HatchLook, LineLook, Theme};

/// Islands of fewer square pixels are not drawn.
const SPECK: f64 = 0.5;

/// Lakes of fewer square pixels are not drawn.
const POND: f64 = 6.0;

/// From this many kilometers for a pixel on, borders are drawn lighter.
const SMALL_SCALE: f64 = 12.0;
/// And so much.
const LIGHTER: f64 = 0.65;

/// Layers in order of drawing, and the hatches that they use.
pub(crate) fn layers(sheet: &Sheet<'_>, parts: Parts, globe: Option<Polyline>) -> (Vec<Group>, Vec<Hatch>) {
    let theme = sheet.theme;
    let look = &theme.ground;
    let mut hatches = Vec::new();
    let mut layers = vec![sea(sheet, globe)];
    add(&mut layers, "graticule", strokes(theme.line("graticule"), parts.graticule));
    add(&mut layers, "land", fill(visible(parts.land), Paint::Color(look.land)));
    add(&mut layers, "countries", countries(sheet, &parts.areas));
    add(&mut layers, "disputes", disputes(sheet, &parts.areas, parts.hatched, &mut hatches));
    add(&mut layers, "areas", highlights(sheet, &parts.areas));
    add(&mut layers, "lakes", lakes(theme, parts.lakes));
    add(&mut layers, "rivers", strokes(theme.line("river"), parts.rivers));
    add(&mut layers, "coast", strokes(theme.line("coast"), coasts(parts.coast)));
    let mut borders = parts.borders;
    let admin1 = borders.remove(&BorderClass::Admin1).unwrap_or_default();
    add(&mut layers, "admin1", strokes(theme.line("admin1"), admin1));
    let look = |class| lighter(theme.line(key(class)), sheet.detail.km_per_px);
    let lines = borders.into_iter().flat_map(|(class, pieces)| strokes(look(class), pieces));
    add(&mut layers, "borders", lines.collect());
    let mut named = Vec::new();
    for (reference, by_class) in parts.named {
        for (class, pieces) in by_class {
            named.extend(named_line(sheet, &reference, class, pieces));
        }
    }
    add(&mut layers, "named-lines", named);
    let own = sheet.plan.layers.iter().zip(parts.own).enumerate();
    add(
        &mut layers,
        "own-layers",
        own.flat_map(|(i, (layer, own))| own_layers::draw(sheet, i, layer, own)).collect(),
    );
    (layers, hatches)
}

fn add(layers: &mut Vec<Group>, name: &str, nodes: Vec<Node>) {
    if !nodes.is_empty() {
        layers.push(Group { name: name.to_owned(), nodes, ..Group::default() });
    }
}

fn sea(sheet: &Sheet<'_>, globe: Option<Polyline>) -> Group {
    let style = Style { fill: Some(Paint::Color(sheet.theme.ground.sea)), ..Style::default() };
    let node = match globe {
        Some(edge) => Node::Lines(Lines { lines: vec![edge], style, name: String::new() }),
        None => Node::Rect(Rectangle { rect: sheet.map, radius: 0.0, style }),
    };
    Group { name: "sea".to_owned(), nodes: vec![node], ..Group::default() }
}

fn fill(lines: Vec<Polyline>, paint: Paint) -> Vec<Node> {
    if lines.is_empty() {
        return Vec::new();
    }
    let style = Style { fill: Some(paint), ..Style::default() };
    vec![Node::Lines(Lines { lines, style, name: String::new() })]
}

fn named_fill(area: &Area, lines: &[Polyline], style: Style) -> Node {
    Node::Lines(Lines { lines: visible(lines.to_vec()), style, name: area.name.clone() })
}

/// The look of borders on small scales, where small countries would drown in them.
fn lighter(mut look: LineLook, km_per_px: f64) -> LineLook {
    if km_per_px > SMALL_SCALE {
        look.width *= LIGHTER;
        look.casing_width *= LIGHTER;
        look.dash.iter_mut().for_each(|length| *length *= LIGHTER);
    }
    look
}

/// A line with its casing below, each drawn once.
pub(crate) fn strokes(look: LineLook, pieces: Pieces) -> Vec<Node> {
    let lines = join(pieces);
    if lines.is_empty() {
        return Vec::new();
    }
    let node = |lines: Vec<Polyline>, stroke: Stroke| {
        let style = Style { stroke: Some(stroke), ..Style::default() };
        Node::Lines(Lines { lines, style, name: String::new() })
    };
    let casing = look.casing().map(|stroke| node(lines.clone(), stroke));
    casing.into_iter().chain([node(lines, look.stroke())]).collect()
}

fn countries(sheet: &Sheet<'_>, areas: &BTreeMap<GeometryRef, Vec<Polyline>>) -> Vec<Node> {
    let mut nodes = Vec::new();
    // The weaker tints first, so that a focus inside a party shows.
    for role in [AreaRole::Party, AreaRole::Focus] {
        for area in sheet.plan.areas.iter().filter(|area| area.role == role) {
            let Some(rings) = areas.get(&area.geometry).filter(|rings| !rings.is_empty()) else { continue };
            let tint = match role {
                AreaRole::Focus => sheet.theme.focus_tint(area.tint),
                _ => sheet.theme.party_tint(area.tint),
            };
            nodes.push(named_fill(area, rings, Style { fill: Some(Paint::Color(tint)), ..Style::default() }));
        }
    }
    nodes
}

fn highlights(sheet: &Sheet<'_>, areas: &BTreeMap<GeometryRef, Vec<Polyline>>) -> Vec<Node> {
    let look = &sheet.theme.ground;
    let style = Style {
        fill: Some(Paint::Color(look.highlight)),
        opacity: Some(look.highlight_opacity),
        ..Style::default()
    };
    let highlighted = sheet.plan.areas.iter().filter(|area| area.role == AreaRole::Highlight);
    highlighted
        .filter_map(|area| Some((area, areas.get(&area.geometry).filter(|rings| !rings.is_empty())?)))
        .map(|(area, rings)| named_fill(area, rings, style.clone()))
        .collect()
}

fn disputes(
    sheet: &Sheet<'_>,
    areas: &BTreeMap<GeometryRef, Vec<Polyline>>,
    hatched: Vec<Polyline>,
    hatches: &mut Vec<Hatch>,
) -> Vec<Node> {
    // Areas that the plan asks to hatch although the worldview does not.
    let asked = sheet.plan.areas.iter().filter(|area| area.role == AreaRole::Dispute);
    let rings = asked.filter_map(|area| areas.get(&area.geometry)).flatten();
    let traces: Vec<Trace> = hatched.iter().map(trace).collect();
    let more: Vec<Polyline> = rings.filter(|ring| !within(ring, &traces)).cloned().collect();
    let lines = visible(hatched.into_iter().chain(more).collect());
    if lines.is_empty() {
        return Vec::new();
    }
    let paint = hatch(sheet.theme.hatch("dispute"), "hatch-dispute", hatches);
    fill(lines, paint)
}

/// Whether what a ring encloses is hatched already: seen at a point well inside of it, halfway up where it is widest.
fn within(ring: &Polyline, hatched: &[Trace]) -> bool {
    let own = [trace(ring)];
    let (low, high) =
        own[0].iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), p| (a.min(p[1]), b.max(p[1])));
    let y = f64::midpoint(low, high) + 0.03;
    let mut xs = crossings(&own, y);
    xs.sort_by(f64::total_cmp);
    let widest = xs.chunks_exact(2).max_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0])));
    widest.is_none_or(|pair| inside(hatched, [f64::midpoint(pair[0], pair[1]), y]))
}

fn trace(line: &Polyline) -> Trace {
    line.points.iter().map(|p| p.map(|v| f64::from(v) / 10.0)).collect()
}

fn hatch(look: HatchLook, name: &str, hatches: &mut Vec<Hatch>) -> Paint {
    hatches.push(Hatch {
        name: name.to_owned(),
        color: look.color,
        ground: look.ground,
        angle: look.angle,
        spacing: look.spacing,
        width: look.width,
        opacity: look.opacity,
    });
    Paint::Hatch(hatches.len() - 1)
}

fn lakes(theme: &Theme, lines: Vec<Polyline>) -> Vec<Node> {
    let least = (POND * 200.0) as i64;
    let lines: Vec<Polyline> =
        lines.into_iter().filter(|line| double_area(&line.points).abs() >= least).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let style = Style {
        fill: Some(Paint::Color(theme.ground.lake)),
        stroke: Some(theme.line("lake").stroke()),
        ..Style::default()
    };
    vec![Node::Lines(Lines { lines, style, name: String::new() })]
}

/// A named line keeps the dashes of its class, in the look of named lines.
fn named_line(
    sheet: &Sheet<'_>,
    reference: &GeometryRef,
    class: Option<BorderClass>,
    pieces: Pieces,
) -> Vec<Node> {
    let line = sheet.plan.lines.iter().find(|line| line.geometry == *reference);
    let emphasis = line.is_some_and(|line| line.emphasis);
    let mut look = match (line, class) {
        (Some(_), _) => sheet.theme.line(if emphasis { "named-emphasis" } else { "named" }),
        (None, Some(class)) => sheet.theme.line(key(class)),
        (None, None) => sheet.theme.line("named"),
    };
    if let (Some(_), Some(class)) = (line, class) {
        let of_class = sheet.theme.line(key(class));
        let wider = (look.width / of_class.width.max(0.1)).max(1.0);
        look.dash = of_class.dash.iter().map(|length| length * wider).collect();
        look.round = of_class.round;
        look.casing = look.casing.or(of_class.casing);
        look.casing_width = look.casing_width.max(look.width + of_class.casing_width - of_class.width);
    }
    let mut nodes = strokes(look, pieces);
    if let Some(Node::Lines(lines)) = nodes.last_mut() {
        lines.name = line.map_or_else(String::new, |line| line.name.clone());
    }
    nodes
}

/// The theme's key of a border class.
const fn key(class: BorderClass) -> &'static str {
    match class {
        BorderClass::International => "border",
        BorderClass::Disputed => "border-disputed",
        BorderClass::Breakaway => "border-disputed-breakaway",
        BorderClass::Indefinite => "border-indefinite",
        BorderClass::Lease => "border-indefinite-lease",
        BorderClass::Control => "border-control",
        BorderClass::Admin1 | BorderClass::Hidden => "admin1",
    }
}

fn visible(lines: Vec<Polyline>) -> Vec<Polyline> {
    let least = (SPECK * 200.0) as i64;
    lines.into_iter().filter(|line| double_area(&line.points).abs() >= least).collect()
}

/// Coasts without those of specks.
fn coasts(pieces: Pieces) -> Pieces {
    let least = (SPECK * 200.0) as i64;
    let is_speck = |piece: &Vec<[i32; 2]>| piece.first() == piece.last() && double_area(piece).abs() < least;
    pieces.into_iter().filter(|piece| !is_speck(piece)).collect()
}
