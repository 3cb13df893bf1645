//! Badges of events: a plate with number and symbol, whose form says how sure and how exact the mark is.

use crate::layout::label::boxes::Point;
use crate::layout::symbols;
use crate::layout::text::{CAPITAL, Pen};
use crate::model::geo::LonLat;
use crate::model::plan::{Anchor, Entry, Mark, Plan};
use crate::model::scene::{Color, Node, Paint, Rect, Rectangle, Stroke, Style, TextAnchor};
use crate::theme::look::Theme;

/// Shape of badges on this map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Badge {
    /// Half of its height.
    pub radius: f64,
    /// Width of one badge.
    pub width: f64,
    /// Whether the symbol stands beside the number.
    pub symbol: bool,
}

impl Badge {
    /// The badges of a plan on a map of that width, pixels.
    #[must_use]
    pub fn of(plan: &Plan, map_width: f64, theme: &Theme) -> Self {
        let radius = theme.marks.radius.max(plan.page.min_text * 0.8);
        let symbol = map_width >= 420.0 && plan.marks.len() <= 14;
        let width = if symbol { radius * 2.0 + 14.0 } else { radius * 2.0 };
        Self { radius, width, symbol }
    }
}

/// Number of a mark as it is shown.
fn number(mark: &Mark) -> String {
    if mark.doubtful { format!("{}?", mark.number) } else { mark.number.to_string() }
}

/// A badge with its number and symbol, around a middle.
#[must_use]
pub fn badge_nodes(mark: &Mark, at: Point, badge: Badge, min_text: f64, theme: &Theme) -> Vec<Node> {
    let mut nodes = ground(mark, at, badge, theme);
    nodes.extend(inscription(mark, at, badge, min_text, theme));
    nodes
}

/// The number of a mark, and its symbol where there is room.
fn inscription(mark: &Mark, at: Point, badge: Badge, min_text: f64, theme: &Theme) -> Vec<Node> {
    let ink = ink(mark, theme);
    let mut look = theme.text("number");
    look.color = ink;
    look.halo = None;
    let text = number(mark);
    let mut pen = Pen::new(&look, min_text);
    let room = badge.radius * 1.7;
    if pen.width(&text) > room && pen.font.size > min_text {
        pen.font.size = min_text;
    }
    let x = if badge.symbol { at[0] - badge.width / 2.0 + badge.radius } else { at[0] };
    let mut nodes = vec![pen.node(&text, x, at[1] + pen.font.size * CAPITAL / 2.0, TextAnchor::Middle)];
    if badge.symbol {
        let middle = [at[0] + badge.width / 2.0 - badge.radius + 1.0, at[1]];
        nodes.extend(symbols::draw(&mark.kind, middle, 12.0, ink));
    }
    nodes
}

/// Whether a plate is a rim only: solid for what is planned, dashed for what is doubtful.
const fn open(mark: &Mark) -> bool {
    mark.hollow || mark.doubtful
}

fn ink(mark: &Mark, theme: &Theme) -> Color {
    let marks = &theme.marks;
    match (open(mark), mark.background) {
        (true, true) => marks.quiet_fill,
        (true, false) => marks.fill,
        (false, true) => marks.quiet_ink,
        (false, false) => marks.ink,
    }
}

/// The plate of a badge: round at a point, square in an area, hollow for plans, dashed where doubtful; with a rim that
/// sets it off the map.
fn ground(mark: &Mark, at: Point, badge: Badge, theme: &Theme) -> Vec<Node> {
    let marks = &theme.marks;
    let outline = Stroke { color: marks.outline, width: 2.0 * RIM, dash: Vec::new(), round: false };
    let rimmed = |fill| Style { fill: Some(Paint::Color(fill)), stroke: Some(outline), opacity: None };
    if open(mark) {
        let under = plate(mark, at, badge, 0.0, rimmed(marks.hollow));
        return vec![under, plate(mark, at, badge, 1.4, hollow(mark, theme))];
    }
    vec![plate(mark, at, badge, 0.0, rimmed(color(mark, theme)))]
}

/// Width of the visible part of the rim inside of a plate, pixels.
const RIM: f64 = 0.8;

fn plate(mark: &Mark, at: Point, badge: Badge, inset: f64, style: Style) -> Node {
    let corner = if matches!(mark.anchor, Anchor::Area { .. }) { 3.0 } else { badge.radius };
    let rect = Rect {
        x: at[0] - badge.width / 2.0 + inset,
        y: at[1] - badge.radius + inset,
        width: badge.width - 2.0 * inset,
        height: badge.radius * 2.0 - 2.0 * inset,
    };
    Node::Rect(Rectangle { rect, radius: corner - inset.min(1.0), style })
}

const fn color(mark: &Mark, theme: &Theme) -> Color {
    if mark.background { theme.marks.quiet_fill } else { theme.marks.fill }
}

/// How the plate of a plan or of a doubtful mark is drawn.
fn hollow(mark: &Mark, theme: &Theme) -> Style {
    let dash = if mark.doubtful { vec![2.5, 2.0] } else { Vec::new() };
    let stroke = Stroke { color: color(mark, theme), width: 1.6, dash, round: false };
    Style { fill: Some(Paint::Color(theme.marks.hollow)), stroke: Some(stroke), opacity: None }
}

/// The plate of a badge in the list, as large as on the map; the page needs no rim around it.
fn bare_ground(mark: &Mark, at: Point, badge: Badge, theme: &Theme) -> Node {
    if open(mark) {
        return plate(mark, at, badge, 1.4, hollow(mark, theme));
    }
    let style = Style { fill: Some(Paint::Color(color(mark, theme))), ..Style::default() };
    plate(mark, at, badge, RIM, style)
}

/// The badge of an entry in the list: the same plate with its number; the symbol stands beside it.
#[must_use]
pub fn list_badge(entry: &Entry, marks: &[Mark], at: Point, min_text: f64, theme: &Theme) -> Vec<Node> {
    let own = marks.iter().find(|m| m.number == entry.number);
    let mark = own.cloned().unwrap_or_else(|| Mark {
        id: String::new(),
        number: entry.number,
        kind: entry.kind.clone(),
        place: String::new(),
        anchor: Anchor::Point { at: LonLat::default() },
        background: entry.background,
        hollow: entry.status == "planned",
        doubtful: false,
        confidence: 1.0,
    });
    let radius = theme.marks.radius.max(min_text * 0.8);
    let badge = Badge { radius, width: radius * 2.0, symbol: false };
    let mut nodes = vec![bare_ground(&mark, at, badge, theme)];
    nodes.extend(inscription(&mark, at, badge, min_text, theme));
    nodes
}
