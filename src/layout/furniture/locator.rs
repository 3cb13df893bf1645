//! The locator: a small globe, or the surroundings of a small map, with the map's frame on it.

use crate::geodata::basemap::{Basemap, Level};
use crate::geometry::domain;
use crate::geometry::pen::Pen;
use crate::geometry::projection::choice;
use crate::geometry::projector::{Projector, wrap};
use crate::geometry::rings::{double_area, join};
use crate::geometry::simplify;
use crate::geometry::trace::Tracer;
use crate::layout::basemap_parts::Pieces;
use crate::layout::frame::{self, View};
use crate::layout::globe;
use crate::layout::ground::{Arcs, land_rings, parting};
use crate::model::geo::{Bounds, LonLat};
use crate::model::plan::Projection;
use crate::model::scene::{Circle, Lines, Node, Paint, Polyline, Rect, Rectangle, Stroke, Style};
use crate::theme::look::Theme;

/// A frame that covers more of the globe than this, in degrees, needs no locator.
const MOST: f64 = 110.0;
/// Maps below this width are shown in their surroundings instead of on a globe, kilometers.
const TOWN: f64 = 700.0;
/// The surroundings are this many times as wide as the map.
const AROUND: f64 = 9.0;
/// Least height of the surroundings, degrees: enough for a coast or border that a reader knows.
const LEAST: f64 = 11.0;
/// Least share of the surroundings that land takes; with less, a globe says more.
const LEAST_LAND: f64 = 0.12;
/// Smallest side of the frame on the locator, pixels; a smaller one becomes a ring.
const SMALLEST: f64 = 5.0;

/// Triangles of less are left out of its lines, squares of a tenth of a pixel.
const TRIANGLE: f64 = 90.0;
/// Islands of less are left out, half squares of a tenth of a pixel.
const SPECK: f64 = 250.0;

/// Side of the square that the locator fills, for a map of that size.
#[must_use]
pub fn side(map: &Rect) -> f64 {
    (map.width.min(map.height) * 0.24).clamp(64.0, 112.0)
}

/// Whether the map shows so little of the globe that a locator helps.
#[must_use]
pub fn helps(bounds: &Bounds) -> bool {
    bounds.width() < MOST && bounds.height() < MOST * 0.7
}

/// The locator in a square of the page, without a clip; none if the middle of the map is not on the globe.
#[must_use]
pub fn locator(view: &View, basemap: &Basemap, theme: &Theme, place: &Rect) -> Option<Vec<Node>> {
    let width = view.km_per_px * view.map.width.max(view.map.height);
    let center = view.projector.invert(middle(&view.map))?;
    // Room for the light rim that sets the locator off the map.
    let at =
        Rect { x: place.x + 2.0, y: place.y + 2.0, width: place.width - 4.0, height: place.height - 4.0 };
    if width < TOWN {
        // Surroundings without land would be an empty square.
        region(view, basemap, theme, &at, center).or_else(|| on_globe(view, basemap, theme, &at, center))
    } else {
        on_globe(view, basemap, theme, &at, center)
    }
}

fn on_globe(view: &View, basemap: &Basemap, theme: &Theme, at: &Rect, center: LonLat) -> Option<Vec<Node>> {
    let radius = at.width.min(at.height) / 2.0 - 0.5;
    let [x, y] = middle(at);
    // A little toward the equator, where a globe is usually looked at.
    let tilted = LonLat::new(center.lon, center.lat * 0.85);
    let projection = Projection { name: "orthographic".to_owned(), center: tilted, parallels: Vec::new() };
    let projector = Projector::new(&projection)?.place(radius, [x, y]);
    let rim = Style {
        fill: Some(Paint::Color(theme.ground.locator_sea)),
        stroke: Some(rule(theme)),
        opacity: None,
    };
    let mut nodes = vec![
        Node::Circle(Circle { x, y, r: radius + 0.5, style: halo(theme) }),
        Node::Circle(Circle { x, y, r: radius, style: rim }),
    ];
    nodes.extend(land(globe::land(basemap, tilted, radius, [x, y]), theme));
    nodes.push(frame_on(view, &projector, at, theme)?);
    Some(nodes)
}

fn region(view: &View, basemap: &Basemap, theme: &Theme, at: &Rect, center: LonLat) -> Option<Vec<Node>> {
    let height = (view.km_per_px * view.map.height.max(view.map.width) * AROUND / 111.2).clamp(LEAST, 40.0);
    let half_width = height / 2.0 / libm::cos(center.lat.to_radians()).max(0.15);
    let bounds = Bounds {
        west: wrap(center.lon - half_width.min(170.0)),
        south: (center.lat - height / 2.0).max(-90.0),
        east: wrap(center.lon + half_width.min(170.0)),
        north: (center.lat + height / 2.0).min(90.0),
    };
    let projection = choice::choose(&bounds, at.width / at.height.max(1.0));
    let projector = Projector::new(&projection)?.fit(&bounds, at);
    let level = if frame::km_per_px(&projector, at) > 2.0 { Level::L50m } else { Level::L10m };
    let rim = Style {
        fill: Some(Paint::Color(theme.ground.locator_sea)),
        stroke: Some(rule(theme)),
        opacity: None,
    };
    let (rings, borders) = draw(&projector, basemap, level, at);
    // A reader knows a coast or a border, not a speck in an empty square.
    let surface: f64 = rings.iter().map(|ring| double_area(&ring.points).abs() as f64 / 200.0).sum();
    if surface < LEAST_LAND * at.width * at.height {
        return None;
    }
    let rect = |style| Node::Rect(Rectangle { rect: *at, radius: 0.0, style });
    let mut nodes = vec![rect(halo(theme)), rect(Style { stroke: None, ..rim.clone() })];
    nodes.extend(land(rings, theme));
    let stroke = Stroke { width: 0.6, ..theme.line("border").stroke() };
    let borders = join(borders);
    if !borders.is_empty() {
        let style = Style { stroke: Some(stroke), ..Style::default() };
        nodes.push(Node::Lines(Lines { lines: borders, style, name: String::new() }));
    }
    nodes.push(frame_on(view, &projector, at, theme)?);
    nodes.push(rect(Style { fill: None, ..rim }));
    Some(nodes)
}

/// Land and borders between countries, generalized to a small size.
fn draw(projector: &Projector, basemap: &Basemap, level: Level, at: &Rect) -> (Vec<Polyline>, Pieces) {
    let visible = domain::visible(projector, at);
    let km = frame::km_per_px(projector, at);
    let arcs = Arcs(basemap.land(level));
    let mut pen = Pen::new(projector, &visible, at, 0.0);
    let (mut rings, mut borders) = (Vec::new(), Vec::new());
    for turn in visible.turns() {
        pen.set_turn(turn);
        let antipode = pen.antipode();
        let mut tracer = Tracer::new(&arcs, &mut pen, (km * km * 1.5) as f32);
        for ring in
            land_rings(basemap, level).iter().filter(|ring| ring.bounds[2] - ring.bounds[0] > km / 111.2)
        {
            if !tracer.pen.in_sight(ring.bounds) {
                continue;
            }
            rings.extend(tracer.ring(&ring.links));
            if antipode.is_some_and(|at| tracer.surrounds(&ring.links, at)) {
                rings.extend(tracer.pen.horizon());
            }
        }
        let parting = parting(basemap, level).iter().enumerate().filter(|(_, parts)| **parts);
        parting.for_each(|(arc, _)| tracer.line(arc as u32, &mut borders));
    }
    let rings = rings.iter().filter_map(coarser).collect();
    (rings, borders)
}

/// A ring without what does not show at this size; none for specks. Nothing shares these rings.
fn coarser(ring: &Polyline) -> Option<Polyline> {
    let mut points: Vec<[f64; 2]> = ring.points.iter().map(|p| p.map(f64::from)).collect();
    points.extend(points.first().copied());
    let weights = simplify::rank(&points);
    let mut kept: Vec<[i32; 2]> =
        simplify::filter(&points, &weights, TRIANGLE).map(|p| p.map(|v| v as i32)).collect();
    kept.pop();
    (double_area(&kept).abs() as f64 >= SPECK).then_some(Polyline { points: kept, closed: true })
}

fn land(lines: Vec<Polyline>, theme: &Theme) -> Option<Node> {
    let style = Style { fill: Some(Paint::Color(theme.ground.locator_land)), ..Style::default() };
    (!lines.is_empty()).then_some(Node::Lines(Lines { lines, style, name: String::new() }))
}

/// The map's frame as the locator shows it: a box, or a ring where a box would be too small.
fn frame_on(view: &View, projector: &Projector, at: &Rect, theme: &Theme) -> Option<Node> {
    const STEPS: usize = 6;
    let m = &view.map;
    let side = |k: usize| k as f64 / STEPS as f64;
    let around = (0..STEPS)
        .map(|k| [m.x + m.width * side(k), m.y])
        .chain((0..STEPS).map(|k| [m.x + m.width, m.y + m.height * side(k)]))
        .chain((0..STEPS).map(|k| [m.x + m.width * (1.0 - side(k)), m.y + m.height]))
        .chain((0..STEPS).map(|k| [m.x, m.y + m.height * (1.0 - side(k))]));
    let seen = around.filter_map(|px| projector.project(view.projector.invert(px)?));
    let points: Vec<[f64; 2]> = seen.collect();
    let style = Style { stroke: Some(theme.line("locator").stroke()), ..Style::default() };
    let span = |axis: usize| {
        let values = points.iter().map(|p| p[axis]);
        let (least, most) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)));
        most - least
    };
    if points.len() < STEPS || span(0) < SMALLEST || span(1) < SMALLEST {
        let [x, y] = projector.project(view.projector.invert(middle(m))?)?;
        return Some(Node::Circle(Circle { x, y, r: SMALLEST * 0.8, style }));
    }
    let inside = |v: f64, from: f64, size: f64| libm::round(v.clamp(from, from + size) * 10.0) as i32;
    let grid = |p: &[f64; 2]| [inside(p[0], at.x, at.width), inside(p[1], at.y, at.height)];
    let frame = Polyline { points: points.iter().map(grid).collect(), closed: true };
    let lines = vec![coarser(&frame).unwrap_or(frame)];
    Some(Node::Lines(Lines { lines, style, name: String::new() }))
}

/// The light rim.
fn halo(theme: &Theme) -> Style {
    let stroke = Stroke { color: theme.page.panel, width: 3.0, dash: Vec::new(), round: false };
    Style { stroke: Some(stroke), ..Style::default() }
}

/// The thin line around a locator.
const fn rule(theme: &Theme) -> Stroke {
    Stroke { color: theme.page.rule, width: 0.8, dash: Vec::new(), round: false }
}

fn middle(rect: &Rect) -> [f64; 2] {
    [rect.x + rect.width / 2.0, rect.y + rect.height / 2.0]
}
