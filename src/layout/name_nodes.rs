//! What a placed name is drawn as: its lines or its letters along a curve, and the sign that it belongs to.

use crate::layout::label::boxes::{Area, Point};
use crate::layout::label::item::{Align, Candidate};
use crate::layout::name_setting::Setting;
use crate::model::plan::{Label, LabelStyle};
use crate::model::scene::{
    Circle, Command, Group, Node, Paint, Path, Provenance, Rect, Rectangle, Stroke, Style, Text, TextAnchor,
};
use crate::theme::look::Theme;

/// Radius of the sign of a town, capital, peak or site, pixels.
#[must_use]
pub fn dot_radius(style: LabelStyle, theme: &Theme) -> f64 {
    if style == LabelStyle::Capital { theme.marks.dot_radius + 1.2 } else { theme.marks.dot_radius }
}

/// Tells the lines of a name which point they name; lines without one keep together around their middle.
pub fn name_point(nodes: &mut [Node], point: Option<Point>) {
    let bounds = nodes.iter().filter_map(|node| match node {
        Node::Text(text) => Some(Area::of(&text.bounds)),
        _ => None,
    });
    let middle = bounds.reduce(|a, b| a.union(&b)).map(|a| [(a.x0 + a.x1) / 2.0, (a.y0 + a.y1) / 2.0]);
    for node in nodes {
        if let Node::Text(text) = node {
            text.names = point.or(middle);
        }
    }
}

/// A group that says which place its name stands for.
#[must_use]
pub fn linked(label: &Label, nodes: Vec<Node>) -> Group {
    let id = label.place.as_ref().map_or_else(String::new, |p| p.0.clone());
    Group {
        name: format!("place-{id}"),
        clip: None,
        provenance: Some(Provenance {
            id,
            name: label.text.clone(),
            point: label.point,
            confidence: 1.0,
            ..Provenance::default()
        }),
        nodes,
    }
}

/// A name in straight lines.
#[must_use]
pub fn straight(setting: &Setting, candidate: &Candidate, shift: [f64; 2]) -> Vec<Node> {
    let anchor = match candidate.align {
        Align::Start => TextAnchor::Start,
        Align::Middle => TextAnchor::Middle,
        Align::End => TextAnchor::End,
    };
    let leading = setting.pen.font.size * 1.12;
    let [x, y] = [candidate.at[0] + shift[0], candidate.at[1] + shift[1]];
    let lines = setting.lines.iter().enumerate();
    lines.map(|(i, line)| setting.pen.node(line, x, y + leading * i as f64, anchor)).collect()
}

/// A name whose letters follow a curve.
#[must_use]
pub fn curved(setting: &Setting, candidate: &Candidate, shift: [f64; 2]) -> Node {
    let letters = candidate.letters.iter().map(|l| [l[0] + shift[0], l[1] + shift[1], l[2]]).collect();
    let around = candidate.footprint.boxes.iter().copied().reduce(|a, b| a.union(&b));
    let at = candidate.at;
    Node::Text(Text {
        content: setting.lines.concat(),
        x: at[0] + shift[0],
        y: at[1] + shift[1],
        anchor: TextAnchor::Start,
        font: setting.pen.font.clone(),
        fill: setting.pen.color,
        halo: setting.pen.halo,
        rotate: 0.0,
        letters,
        bounds: around.map_or(Rect::default(), |b| b.rect()),
        names: None,
        rtl: false,
    })
}

/// The sign of a town, capital, peak or site.
#[must_use]
pub fn dot(style: LabelStyle, [x, y]: Point, theme: &Theme) -> Node {
    let marks = &theme.marks;
    let r = marks.dot_radius;
    let filled = |outline: f64| Style {
        fill: Some(Paint::Color(marks.dot)),
        stroke: Some(Stroke { color: marks.dot_outline, width: outline, dash: Vec::new(), round: false }),
        opacity: None,
    };
    match style {
        LabelStyle::Capital => Node::Group(Group {
            nodes: vec![
                Node::Circle(Circle {
                    x,
                    y,
                    r: r + 1.2,
                    style: Style {
                        fill: Some(Paint::Color(marks.dot_outline)),
                        stroke: Some(Stroke { color: marks.dot, width: 1.1, dash: Vec::new(), round: false }),
                        opacity: None,
                    },
                }),
                Node::Circle(Circle {
                    x,
                    y,
                    r: r * 0.66,
                    style: Style { fill: Some(Paint::Color(marks.dot)), ..Style::default() },
                }),
            ],
            ..Group::default()
        }),
        LabelStyle::Peak => {
            let commands = vec![
                Command::Move([x, y - r * 1.3]),
                Command::Line([x + r * 1.25, y + r]),
                Command::Line([x - r * 1.25, y + r]),
                Command::Close,
            ];
            Node::Path(Path { commands, style: filled(0.8) })
        }
        LabelStyle::Site => {
            let rect = Rect { x: x - r * 0.9, y: y - r * 0.9, width: r * 1.8, height: r * 1.8 };
            Node::Rect(Rectangle { rect, radius: 0.0, style: filled(0.8) })
        }
        _ => Node::Circle(Circle { x, y, r, style: filled(0.9) }),
    }
}
