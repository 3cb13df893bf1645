//! A north arrow, drawn only where north is not up.

use crate::layout::frame::View;
use crate::layout::text::{CAPITAL, Pen};
use crate::model::scene::{Command, Node, Paint, Path, Stroke, Style, TextAnchor};
use crate::theme::look::Theme;

/// North may lean this far from up without an arrow, degrees.
const TOLERANCE: f64 = 12.0;

/// Width and height of the arrow, pixels.
pub const SIZE: [f64; 2] = [30.0, 44.0];

/// Degrees clockwise from up to north in the middle of the map, if that needs an arrow.
#[must_use]
pub fn lean(view: &View) -> Option<f64> {
    // A pole on the map has north in every direction: the graticule says it better.
    if view.bounds.north > 89.0 || view.bounds.south < -89.0 {
        return None;
    }
    let middle = [view.map.x + view.map.width / 2.0, view.map.y + view.map.height / 2.0];
    let north = view.projector.north(middle)?;
    (north.abs() > TOLERANCE).then_some(north)
}

/// The arrow from its top left corner.
#[must_use]
pub fn draw(lean: f64, theme: &Theme, min_text: f64, x: f64, top: f64) -> Vec<Node> {
    let pen = Pen::new(&theme.text("scale"), min_text);
    let (cx, cy) = (x + SIZE[0] / 2.0, top + SIZE[1] / 2.0);
    let (sin, cos) = (libm::sin(lean.to_radians()), libm::cos(lean.to_radians()));
    let at = |u: f64, v: f64| [cx + cos * u - sin * v, cy + sin * u + cos * v];
    let commands = vec![
        Command::Move(at(0.0, -10.0)),
        Command::Line(at(5.0, 8.0)),
        Command::Line(at(0.0, 4.5)),
        Command::Line(at(-5.0, 8.0)),
        Command::Close,
    ];
    let halo =
        pen.halo.map(|(color, width)| Stroke { color, width: width * 2.0, dash: Vec::new(), round: true });
    let letter = at(0.0, -16.0);
    vec![
        Node::Path(Path {
            commands,
            style: Style { fill: Some(Paint::Color(pen.color)), stroke: halo, opacity: None },
        }),
        pen.node("N", letter[0], letter[1] + pen.font.size * CAPITAL / 2.0, TextAnchor::Middle),
    ]
}
