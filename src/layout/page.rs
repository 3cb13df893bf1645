//! Divides the page: title, map, list, legend and notes, stacked or side by side.

use crate::geometry::projection::choice::choose;
use crate::geometry::projector::Projector;
use crate::layout::text::Pen;
use crate::model::plan::{Frame, Plan};
use crate::model::scene::{Node, Paint, Rect, Rectangle, Style};
use crate::theme::look::Theme;

/// How the parts lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrangement {
    /// One below the other.
    Stacked,
    /// Map on the left, text on the right.
    Beside,
}

/// From this width on, and if the page is wide rather than high, text stands beside the map, pixels.
const WIDE: f64 = 760.0;
/// Frames all around the globe whose middle lies beyond this latitude are seen from above the pole, degrees.
const POLAR: f64 = 55.0;
/// How much flatter than a region the world may be.
const WORLD: f64 = 1.3;
/// Space between parts, pixels.
pub const GAP: f64 = 10.0;

/// How a page is arranged.
#[must_use]
pub fn arrangement(plan: &Plan) -> Arrangement {
    let page = &plan.page;
    let wide = page.height.is_none_or(|height| height <= page.width * 0.82);
    if page.width >= WIDE && wide && !plan.entries.is_empty() {
        Arrangement::Beside
    } else {
        Arrangement::Stacked
    }
}

/// Width of the text beside the map, pixels.
#[must_use]
pub fn panel_width(page_width: f64) -> f64 {
    (page_width * 0.33).clamp(250.0, 420.0)
}

/// Columns of a list of that width.
#[must_use]
pub fn columns(width: f64) -> usize {
    match width {
        w if w >= 1000.0 => 3,
        w if w >= 500.0 => 2,
        _ => 1,
    }
}

/// Width over height that suits what the map must show, within limits. The world may be flatter than a region, and a
/// frame around a pole is as wide as high.
#[must_use]
pub fn aspect(frame: &Frame, least: f64, most: f64) -> f64 {
    if let Some(own) = of_held(frame) {
        return own.clamp(least, most);
    }
    let bounds = &frame.bounds;
    let lat = bounds.center().lat;
    let whole = bounds.width() > 300.0;
    if whole && lat.abs() > POLAR {
        return 1.0_f64.clamp(least, most);
    }
    let most = if whole { most * WORLD } else { most };
    let aspect = bounds.width() * libm::cos(lat.to_radians()) / bounds.height().max(1e-6);
    if aspect.is_finite() { aspect.clamp(least, most) } else { f64::midpoint(least, most) }
}

/// Width over height of the positions that the map is fitted to.
fn of_held(frame: &Frame) -> Option<f64> {
    let projection = frame.projection.clone().unwrap_or_else(|| choose(&frame.bounds, 1.2));
    let [x0, y0, x1, y1] = Projector::new(&projection)?.extent(frame.hold.iter().copied());
    let aspect = (x1 - x0) / (y1 - y0);
    (!frame.hold.is_empty() && aspect.is_finite() && aspect > 0.0).then_some(aspect)
}

/// Lines of text of one style, as high as they are.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraphs {
    parts: Vec<(Pen, Vec<String>, f64)>,
    width: f64,
    /// Height of all, pixels.
    pub height: f64,
}

impl Paragraphs {
    /// Breaks texts into lines: style, text, and space above.
    #[must_use]
    pub fn new(texts: &[(&str, &str, f64)], theme: &Theme, min: f64, width: f64) -> Self {
        let mut parts = Vec::new();
        let mut height = 0.0;
        for (usage, text, above) in texts.iter().filter(|(_, text, _)| !text.trim().is_empty()) {
            let pen = Pen::new(&theme.text(usage), min);
            let lines =
                if *usage == "title" { pen.balance(text, width) } else { pen.wrap(text, width, width) };
            let above = if parts.is_empty() { 0.0 } else { *above };
            height += above + pen.height(lines.len());
            parts.push((pen, lines, above));
        }
        Self { parts, width, height }
    }

    /// The lines on the page, from their top left corner.
    #[must_use]
    pub fn draw(&self, x: f64, top: f64) -> Vec<Node> {
        let mut y = top;
        let mut nodes = Vec::new();
        for (pen, lines, above) in &self.parts {
            y += above;
            nodes.extend(pen.paragraph(lines, x, self.width, y));
            y += pen.height(lines.len());
        }
        nodes
    }
}

/// Height that the accent bar takes above the title, pixels.
#[must_use]
pub fn accent_height(theme: &Theme) -> f64 {
    if theme.page.accent.is_some() { 10.0 } else { 0.0 }
}

/// The short bar above the title.
#[must_use]
pub fn accent(theme: &Theme, x: f64, y: f64) -> Vec<Node> {
    let bar = |color| {
        Node::Rect(Rectangle {
            rect: Rect { x, y, width: 34.0, height: 4.0 },
            radius: 0.0,
            style: Style { fill: Some(Paint::Color(color)), ..Style::default() },
        })
    };
    theme.page.accent.map(bar).into_iter().collect()
}

#[cfg(test)]
pub mod tests {
    //! Tests, and the empty plan that other tests of the layout start from.

    use super::{Arrangement, Paragraphs, arrangement, aspect};
    use crate::model::geo::Bounds;
    use crate::model::plan::{Entry, Frame, Page, Plan};
    use crate::theme::load::named;

    /// An empty plan for tests.
    pub fn plan() -> Plan {
        let page = Page { width: 600.0, height: None, min_text: 11.0, print: false };
        Plan {
            title: "A title".into(),
            credit: "Credit".into(),
            description: "What the map shows.".into(),
            ..Plan::bare("test", page, Bounds { west: 60.0, south: 22.0, east: 80.0, north: 38.0 })
        }
    }

    #[test]
    fn wide_pages_with_a_list_have_it_beside_the_map() {
        let mut plan = plan();
        plan.page.width = 1200.0;
        plan.page.height = Some(675.0);
        assert_eq!(arrangement(&plan), Arrangement::Stacked);
        plan.entries.push(Entry {
            number: 1,
            events: Vec::new(),
            kind: String::new(),
            date: String::new(),
            days: Vec::new(),
            text: "Text".into(),
            details: Vec::new(),
            evidence: Vec::new(),
            background: false,
            status: String::new(),
            on_map: true,
            outside: false,
        });
        assert_eq!(arrangement(&plan), Arrangement::Beside);
        plan.page.height = Some(1500.0);
        assert_eq!(arrangement(&plan), Arrangement::Stacked);
    }

    #[test]
    fn the_map_is_as_wide_as_its_ground() {
        let b = Bounds { west: 0.0, south: 50.0, east: 20.0, north: 60.0 };
        let frame = |bounds| Frame { bounds, projection: None, hold: Vec::new() };
        assert!((aspect(&frame(b), 0.5, 3.0) - 1.147).abs() < 0.01);
        assert!((aspect(&frame(b), 0.5, 1.0) - 1.0).abs() < 1e-9);
        let arctic = Bounds { west: -180.0, south: 50.0, east: 180.0, north: 90.0 };
        assert!((aspect(&frame(arctic), 0.8, 1.8) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn empty_texts_take_no_room() {
        let theme = named("news").unwrap();
        let none = Paragraphs::new(&[("title", " ", 0.0), ("credit", "", 4.0)], &theme, 11.0, 300.0);
        assert!(none.height.abs() < 1e-9 && none.draw(0.0, 0.0).is_empty());
    }
}
