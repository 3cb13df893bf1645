//! Draws a person's own layers: each in a dash pattern of its own, areas with a light fill, points as discs.

use crate::geometry::pen::Pen;
use crate::geometry::rings::double_area;
use crate::layout::basemap::Sheet;
use crate::layout::basemap_layers::strokes;
use crate::layout::basemap_parts::Pieces;
use crate::model::plan::{OwnLayer, OwnShape};
use crate::model::scene::{Circle, Lines, Node, Paint, Polyline, Stroke, Style};
use crate::theme::look::{LineLook, Theme};

/// Dashes that tell layers apart, pixels; further layers begin again.
const DASHES: [&[f64]; 4] = [&[], &[6.0, 3.0], &[2.0, 2.5], &[8.0, 2.5, 2.0, 2.5]];
/// Radius of a point's disc, pixels.
const RADIUS: f64 = 3.2;
/// Opacity of an area's fill.
const FILL: f64 = 0.18;

/// The line of the layer with that number, from 0.
#[must_use]
pub fn look(theme: &Theme, number: usize) -> LineLook {
    let mut look = theme.line("own-layer");
    look.dash = DASHES[number % DASHES.len()].to_vec();
    look
}

/// The look of its areas, and of its row in the legend.
#[must_use]
pub fn area_style(theme: &Theme, number: usize) -> (Style, Style) {
    let look = look(theme, number);
    let fill = Style { fill: Some(Paint::Color(look.color)), opacity: Some(FILL), ..Style::default() };
    (fill, Style { stroke: Some(look.stroke()), ..Style::default() })
}

/// The look of its points.
#[must_use]
pub fn point(theme: &Theme, [x, y]: [f64; 2]) -> Node {
    let rim = Stroke { color: theme.page.background, width: 1.0, dash: Vec::new(), round: false };
    let fill = Some(Paint::Color(theme.line("own-layer").color));
    Node::Circle(Circle { x, y, r: RADIUS, style: Style { fill, stroke: Some(rim), opacity: None } })
}

/// Pours areas and lines of one turn of the pen.
pub(crate) fn pour(layers: &[OwnLayer], pen: &mut Pen<'_>, own: &mut [(Vec<Polyline>, Pieces)]) {
    for (layer, (areas, lines)) in layers.iter().zip(own) {
        for feature in &layer.features {
            match &feature.shape {
                OwnShape::Points { .. } => {}
                OwnShape::Lines { paths } => paths.iter().for_each(|path| line(path, pen, lines)),
                OwnShape::Areas { rings } => {
                    areas.extend(rings.iter().filter_map(|ring| pen.ring(ring)));
                    rings.iter().for_each(|ring| line(ring, pen, lines));
                }
            }
        }
    }
}

fn line(path: &[[f64; 2]], pen: &mut Pen<'_>, out: &mut Pieces) {
    let range = pen.pour(path);
    pen.pieces(range, out);
}

/// The nodes of a layer: fills, then lines and outlines, then points.
pub(crate) fn draw(
    sheet: &Sheet<'_>,
    number: usize,
    layer: &OwnLayer,
    (areas, lines): (Vec<Polyline>, Pieces),
) -> Vec<Node> {
    let mut nodes = Vec::new();
    let areas: Vec<Polyline> = areas.into_iter().filter(|area| double_area(&area.points) != 0).collect();
    if !areas.is_empty() {
        let (style, _) = area_style(sheet.theme, number);
        nodes.push(Node::Lines(Lines { lines: areas, style, name: layer.name.clone() }));
    }
    nodes.extend(strokes(look(sheet.theme, number), lines));
    for feature in &layer.features {
        let OwnShape::Points { at } = &feature.shape else { continue };
        nodes.extend(at.iter().filter_map(|p| on_map(sheet, *p)).map(|at| point(sheet.theme, at)));
    }
    nodes
}

fn on_map(sheet: &Sheet<'_>, [lon, lat]: [f64; 2]) -> Option<[f64; 2]> {
    let [x, y] = sheet.projector.project(crate::model::geo::LonLat::new(lon, lat))?;
    let m = &sheet.map;
    let near = (m.x - RADIUS..=m.x + m.width + RADIUS).contains(&x)
        && (m.y - RADIUS..=m.y + m.height + RADIUS).contains(&y);
    near.then_some([x, y])
}
