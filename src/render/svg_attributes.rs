//! Elements and attributes of an SVG: shapes, strokes, colors and where a mark comes from.

use svg::Node as _;
use svg::node::element::Element;

use crate::model::scene::{Color, Group, Node, Paint, Provenance, Rect, Stroke, Style};
use crate::render::path::number;
use crate::render::text::clean;

/// An element with attributes.
#[must_use]
pub fn element(name: &str, attributes: &[(&str, &str)]) -> Element {
    let mut element = Element::new(name);
    for &(key, value) in attributes {
        element.assign(key, value);
    }
    element
}

/// A color as it is written, in three digits where that says the same.
#[must_use]
pub fn hex(color: Color) -> String {
    let text = String::from(color);
    let digits = text.as_bytes();
    let short = digits[1] == digits[2] && digits[3] == digits[4] && digits[5] == digits[6];
    if short { [0, 1, 3, 5].map(|i| char::from(digits[i])).iter().collect() } else { text }
}

/// Whether a hatch fills things in pixels, and whether it fills polylines in tenths of pixels.
#[must_use]
pub fn hatch_scales(groups: &[Group], hatch: usize) -> (bool, bool) {
    let fills = |style: &Style| style.fill == Some(Paint::Hatch(hatch));
    let mut found = (false, false);
    for node in groups.iter().flat_map(|group| &group.nodes) {
        match node {
            Node::Lines(lines) => found.1 |= fills(&lines.style),
            Node::Path(path) => found.0 |= fills(&path.style),
            Node::Circle(circle) => found.0 |= fills(&circle.style),
            Node::Rect(rectangle) => found.0 |= fills(&rectangle.style),
            Node::Text(_) => {}
            Node::Group(group) => {
                let inner = hatch_scales(std::slice::from_ref(group), hatch);
                found = (found.0 | inner.0, found.1 | inner.1);
            }
        }
    }
    found
}

/// Where a mark or label comes from, as `data-` attributes.
pub fn assign_provenance(node: &mut Element, provenance: &Provenance) {
    node.assign("data-id", clean(&provenance.id));
    node.assign("data-name", clean(&provenance.name));
    node.assign("data-lon", number(provenance.point.lon));
    node.assign("data-lat", number(provenance.point.lat));
    node.assign("data-confidence", number(provenance.confidence.into()));
    if !provenance.date.is_empty() {
        node.assign("data-date", clean(&provenance.date));
    }
    if !provenance.evidence.is_empty() {
        node.assign("data-evidence", clean(&provenance.evidence.join(" | ")));
    }
}

/// A rectangle; `radius` rounds its corners, pixels.
#[must_use]
pub fn rect(rect: &Rect, radius: f64) -> Element {
    let mut node = element(
        "rect",
        &[
            ("x", &number(rect.x)),
            ("y", &number(rect.y)),
            ("width", &number(rect.width)),
            ("height", &number(rect.height)),
        ],
    );
    if radius > 0.0 {
        node.assign("rx", number(radius));
    }
    node
}

/// A stroke, its lengths multiplied by a scale.
pub fn assign_stroke(node: &mut Element, stroke: &Stroke, scale: f64) {
    node.assign("stroke", hex(stroke.color));
    node.assign("stroke-width", number(stroke.width * scale));
    if stroke.round {
        node.assign("stroke-linecap", "round");
        node.assign("stroke-linejoin", "round");
    }
    if !stroke.dash.is_empty() {
        let dash: Vec<String> = stroke.dash.iter().map(|d| number(d * scale)).collect();
        node.assign("stroke-dasharray", dash.join(" "));
    }
}
