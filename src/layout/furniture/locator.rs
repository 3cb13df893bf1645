//! The locator: a globe turned to the map, with the map's frame on it.

use crate::diagnostic::Result;
use crate::geodata::basemap::{Basemap, Level};
use crate::layout::basemap::draw_at;
use crate::layout::frame::View;
use crate::layout::label::boxes::distance;
use crate::model::geo::{Bounds, LonLat};
use crate::model::plan::{Frame, Furniture, Plan, Projection};
use crate::model::scene::{Circle, Command, Group, Node, Paint, Path, Rect, Stroke, Style};
use crate::theme::look::Theme;

/// A frame that covers more of the globe than this, in degrees, needs no locator.
const MOST: f64 = 110.0;
/// Below this size on the globe the frame is shown as a dot, pixels.
const DOT: f64 = 5.0;

/// Side of the square that the globe fills, for a map of that size.
#[must_use]
pub fn side(map: &Rect) -> f64 {
    (map.width.min(map.height) * 0.24).clamp(64.0, 112.0)
}

/// Whether the map shows so little of the globe that a locator helps.
#[must_use]
pub fn helps(bounds: &Bounds) -> bool {
    bounds.width() < MOST && bounds.height() < MOST * 0.7
}

/// The globe in a square of the page: its layers, without a clip.
pub fn locator(
    plan: &Plan,
    basemap: &Basemap,
    theme: &Theme,
    view: &View,
    place: &Rect,
) -> Result<Vec<Node>> {
    let center = view.bounds.center();
    let turned = LonLat::new(center.lon, center.lat.clamp(-60.0, 60.0));
    let inner =
        Rect { x: place.x + 2.0, y: place.y + 2.0, width: place.width - 4.0, height: place.height - 4.0 };
    let globe = Plan {
        frame: Frame {
            bounds: Bounds::WORLD,
            projection: Some(Projection {
                name: "orthographic".to_owned(),
                center: turned,
                parallels: Vec::new(),
            }),
        },
        areas: Vec::new(),
        lines: Vec::new(),
        labels: Vec::new(),
        marks: Vec::new(),
        entries: Vec::new(),
        furniture: Furniture {
            scale_bar: false,
            locator: false,
            legend: false,
            graticule: false,
            admin1: false,
            water: false,
            timeline: false,
        },
        ..plan.clone()
    };
    let ground = draw_at(&globe, basemap, &quiet(theme), &inner, Some(Level::L110m))?;
    let radius = inner.width / 2.0;
    let middle = [inner.x + radius, inner.y + inner.height / 2.0];
    let halo = Stroke { color: theme.page.panel, width: 3.0, dash: Vec::new(), round: false };
    let mut nodes = vec![Node::Circle(Circle {
        x: middle[0],
        y: middle[1],
        r: radius + 0.5,
        style: Style {
            fill: Some(Paint::Color(theme.ground.locator_sea)),
            stroke: Some(halo),
            opacity: None,
        },
    })];
    nodes.extend(ground.layers.into_iter().map(|layer| Node::Group(Group { name: String::new(), ..layer })));
    let rim = Stroke { color: theme.page.muted, width: 0.7, dash: Vec::new(), round: false };
    nodes.push(Node::Circle(Circle {
        x: middle[0],
        y: middle[1],
        r: radius,
        style: Style { stroke: Some(rim), ..Style::default() },
    }));
    nodes.extend(frame(view, &ground.view, theme));
    Ok(nodes)
}

/// The theme with the locator's two tones and hardly any line.
fn quiet(theme: &Theme) -> Theme {
    let mut quiet = theme.clone();
    quiet.ground.sea = theme.ground.locator_sea;
    quiet.ground.land = theme.ground.locator_land;
    for (class, look) in &mut quiet.lines {
        look.width = if class == "coast" { 0.0 } else { 0.35 };
        look.casing = None;
        look.dash = Vec::new();
        look.color = theme.ground.locator_sea;
    }
    quiet
}

/// The outline of the map on the globe, or a dot if it is small.
fn frame(view: &View, globe: &View, theme: &Theme) -> Vec<Node> {
    let look = theme.line("locator");
    let m = &view.map;
    let mut points: Vec<[f64; 2]> = Vec::new();
    let sides = [(0.0, 0.0, 1.0, 0.0), (1.0, 0.0, 0.0, 1.0), (1.0, 1.0, -1.0, 0.0), (0.0, 1.0, 0.0, -1.0)];
    for (x, y, dx, dy) in sides {
        for i in 0..8 {
            let t = f64::from(i) / 8.0;
            let at = [m.x + m.width * (x + dx * t), m.y + m.height * (y + dy * t)];
            let on_globe = view.projector.invert(at).and_then(|p| globe.projector.project(p));
            points.extend(on_globe);
        }
    }
    let wide = points.iter().flat_map(|a| points.iter().map(move |b| distance(*a, *b))).fold(0.0, f64::max);
    let Some(first) = points.first().copied() else { return Vec::new() };
    if wide < DOT {
        let style = Style { fill: Some(Paint::Color(look.color)), ..Style::default() };
        return vec![Node::Circle(Circle { x: first[0], y: first[1], r: DOT / 2.0, style })];
    }
    let mut commands: Vec<Command> = points.iter().map(|p| Command::Line(*p)).collect();
    commands[0] = Command::Move(first);
    commands.push(Command::Close);
    let fill = Some(Paint::Color(look.color));
    let tint = Style { fill, stroke: None, opacity: Some(0.25) };
    let line = Style { stroke: Some(look.stroke()), ..Style::default() };
    vec![
        Node::Path(Path { commands: commands.clone(), style: tint }),
        Node::Path(Path { commands, style: line }),
    ]
}
