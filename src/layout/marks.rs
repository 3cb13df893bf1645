//! Event marks: numbered badges at points, on lines and rings, and in areas, that keep clear of each other.

use std::collections::BTreeSet;

use crate::diagnostic::Warning;
use crate::layout::arrow::{arrow_head, arrow_points, through};
use crate::layout::badge::{Badge, badge_nodes};
use crate::layout::frame::View;
use crate::layout::label::area::Mask;
use crate::layout::label::boxes::{Area, Point, distance};
use crate::layout::label::conflict::{Footprint, conflicts};
use crate::layout::label::search::{Problem, solve};
use crate::model::geo::LonLat;
use crate::model::plan::{Anchor, Entry, Mark, Plan};
use crate::model::scene::{
    Circle, Command, Group, Lines, Node, Paint, Path, Polyline, Provenance, Stroke, Style,
};
use crate::theme::look::Theme;

/// Marks, placed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marks {
    /// Tints, rings, arrows and emphasized lines below the names.
    pub below: Vec<Node>,
    /// Badges above the names.
    pub above: Vec<Node>,
    /// Boxes of the badges.
    pub boxes: Vec<Area>,
    /// Lines that names should not cross, with what it costs.
    pub lines: Vec<(Vec<Point>, f64)>,
    /// Which kinds of anchor are drawn, for the legend.
    pub shown: ShownMarks,
    /// Numbers of the events that have a mark on the map.
    pub numbers: BTreeSet<u32>,
    /// What could not be drawn.
    pub warnings: Vec<Warning>,
}

/// Which kinds of anchor are drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a set of independent facts")]
pub struct ShownMarks {
    /// A badge at a point.
    pub point: bool,
    /// A badge somewhere in an area.
    pub area: bool,
    /// A ring around a point.
    pub ring: bool,
    /// A badge along a line.
    pub line: bool,
    /// An arrow.
    pub arrow: bool,
    /// A hollow badge.
    pub hollow: bool,
    /// A badge of the background.
    pub background: bool,
    /// A badge with a question mark.
    pub doubtful: bool,
}

/// Badges that stand together.
struct Unit<'a> {
    marks: Vec<&'a Mark>,
    /// Width and height.
    size: [f64; 2],
    /// Middle of the badges with its cost.
    spots: Vec<(Point, f64)>,
    /// The point they belong to, for a pointer.
    point: Option<Point>,
}

/// Places and draws the plan's marks; `dots` are the dots of names.
#[must_use]
pub fn marks(plan: &Plan, view: &View, theme: &Theme, dots: &[(Point, f64)]) -> Marks {
    let badge = Badge::of(plan, view.map.width, theme);
    let mut out = Marks::default();
    let mut units: Vec<Unit<'_>> = Vec::new();
    for mark in &plan.marks {
        let added = out.ground(mark, view, theme) && out.unit(mark, view, badge, dots, &mut units);
        if added {
            out.shown.note(mark);
            out.numbers.insert(mark.number);
        } else {
            let message =
                format!("the mark of event {} ({}) lies outside of the map", mark.number, mark.place);
            out.warnings.push(Warning::new("mark-outside", message));
        }
    }
    for unit in &mut units {
        unit.measure(badge, view, dots);
    }
    let chosen = settle(&units, view, dots);
    for (unit, spot) in units.iter().zip(chosen) {
        out.draw(unit, spot, badge, plan, theme);
    }
    out
}

impl ShownMarks {
    fn note(&mut self, mark: &Mark) {
        match mark.anchor {
            Anchor::Point { .. } => self.point = true,
            Anchor::Ring { .. } => self.ring = true,
            Anchor::Area { .. } => self.area = true,
            Anchor::Line { .. } => self.line = true,
            Anchor::Arrow { .. } => self.arrow = true,
        }
        self.hollow |= mark.hollow;
        self.background |= mark.background;
        self.doubtful |= mark.doubtful;
    }
}

impl Unit<'_> {
    /// Size of the whole, and where it may stand: at most three badges in a row.
    fn measure(&mut self, badge: Badge, view: &View, dots: &[(Point, f64)]) {
        let n = self.marks.len();
        let (columns, rows) = (n.min(3), n.div_ceil(3));
        self.size = [columns as f64 * (badge.width + 1.0), rows as f64 * (badge.radius * 2.0 + 1.0)];
        if let Some(point) = self.point {
            self.spots = around(point, self.size, dots);
        }
        let map = Area::of(&view.map).grown(-2.0);
        let [w, h] = self.size;
        // A mark is never dropped: what would stand over the edge is moved in.
        for (spot, cost) in &mut self.spots {
            let inside = [
                spot[0].clamp(map.x0 + w / 2.0, (map.x1 - w / 2.0).max(map.x0 + w / 2.0)),
                spot[1].clamp(map.y0 + h / 2.0, (map.y1 - h / 2.0).max(map.y0 + h / 2.0)),
            ];
            *cost += distance(*spot, inside) / 10.0;
            *spot = inside;
        }
    }
}

/// Places for badges of a point: on it if no name's dot is there, else beside it.
fn around(point: Point, [w, h]: [f64; 2], dots: &[(Point, f64)]) -> Vec<(Point, f64)> {
    let taken = dots.iter().any(|(dot, r)| distance(*dot, point) < r + 2.0);
    let mut spots = if taken { Vec::new() } else { vec![(point, 0.0)] };
    for (ring, far) in [(7.0, 0.0), (14.0, 0.5), (24.0, 1.0), (38.0, 1.6), (56.0, 2.4)] {
        let (dx, dy) = (w / 2.0 + ring, h / 2.0 + ring);
        for (x, y, cost) in [
            (0.0, -1.0, 0.1),
            (-1.0, 0.0, 0.2),
            (-0.85, -0.85, 0.2),
            (0.85, -0.85, 0.25),
            (0.0, 1.0, 0.3),
            (-0.85, 0.85, 0.35),
            (0.85, 0.85, 0.4),
            (1.0, 0.0, 0.5),
        ] {
            spots.push(([point[0] + x * dx, point[1] + y * dy], cost + far));
        }
    }
    spots
}

/// Chooses a place for every unit.
fn settle(units: &[Unit<'_>], view: &View, dots: &[(Point, f64)]) -> Vec<Point> {
    let mut problem = Problem::default();
    let mut footprints = Vec::new();
    for (owner, unit) in units.iter().enumerate() {
        let from = footprints.len();
        for &(spot, cost) in &unit.spots {
            let place = boxed(spot, unit.size);
            let hits = dots.iter().filter(|(dot, r)| {
                unit.point.is_none_or(|p| distance(*dot, p) > r + 2.0) && place.distance(*dot) < r + 1.0
            });
            let leader = unit.point.filter(|p| distance(*p, spot) > 1.0).map(|p| [p, spot]);
            footprints.push(Footprint { owner, boxes: vec![place], leader: leader.filter(|_| cost > 1.0) });
            problem.cost.push(cost + 0.8 * hits.count() as f64);
            problem.owner.push(owner);
        }
        problem.ranges.push((from, footprints.len()));
        problem.drop_cost.push(50.0);
    }
    problem.conflicts = conflicts(&footprints);
    let middle = [view.map.x + view.map.width / 2.0, view.map.y + view.map.height / 2.0];
    let chosen = solve(&problem, 2);
    units
        .iter()
        .zip(chosen)
        .zip(&problem.ranges)
        .map(|((unit, choice), (from, _))| {
            let index = choice.map_or(0, |c| c - from);
            unit.spots.get(index).map_or(middle, |(spot, _)| *spot)
        })
        .collect()
}

fn boxed([x, y]: Point, [w, h]: [f64; 2]) -> Area {
    Area::new(x - w / 2.0, y - h / 2.0, x + w / 2.0, y + h / 2.0)
}

impl Marks {
    /// Draws what lies below the badge; whether any of it is on the map.
    fn ground(&mut self, mark: &Mark, view: &View, theme: &Theme) -> bool {
        match &mark.anchor {
            Anchor::Point { at } => view.place(*at).is_some(),
            Anchor::Ring { at, radius_km } => self.ring(*at, *radius_km, view, theme),
            // An area too small to be drawn has its badge beside its point.
            Anchor::Area { geometry, at } => {
                view.areas.get(geometry).is_some_and(|a| !a.rings.is_empty()) || view.place(*at).is_some()
            }
            Anchor::Line { geometry, .. } => {
                let Some(line) = view.lines.get(geometry).filter(|l| !l.pieces.is_empty()) else {
                    return false;
                };
                let look = theme.line("event-line");
                let style = Style { fill: None, stroke: Some(look.stroke()), opacity: Some(0.28) };
                let lines = line.pieces.iter().map(|piece| polyline(piece, false)).collect();
                self.below.push(Node::Lines(Lines { lines, style, name: mark.place.clone() }));
                true
            }
            Anchor::Arrow { path } => self.arrow(path, view, theme),
        }
    }

    fn ring(&mut self, at: LonLat, radius_km: f64, view: &View, theme: &Theme) -> bool {
        let Some([x, y]) = view.place(at) else { return false };
        let r = ring_radius(radius_km, view);
        let look = theme.line("event-ring");
        let ground = theme.line("event-ring").color;
        self.below.push(Node::Circle(Circle {
            x,
            y,
            r,
            style: Style { fill: Some(Paint::Color(ground)), stroke: None, opacity: Some(0.07) },
        }));
        self.below.push(Node::Circle(Circle {
            x,
            y,
            r,
            style: Style { stroke: Some(look.stroke()), ..Style::default() },
        }));
        self.lines.push((circle([x, y], r), 0.3));
        true
    }

    fn arrow(&mut self, path: &[LonLat], view: &View, theme: &Theme) -> bool {
        let Some(points) = arrow_points(path, view) else { return false };
        let look = theme.line("event-arrow");
        let head = arrow_head(&points, look.width * 2.0 + 5.0);
        let commands = through(&points);
        if let Some(casing) = look.casing() {
            let style = Style { stroke: Some(casing), ..Style::default() };
            self.below.push(Node::Path(Path { commands: commands.clone(), style }));
        }
        let style = Style { stroke: Some(look.stroke()), ..Style::default() };
        self.below.push(Node::Path(Path { commands, style }));
        let style = Style { fill: Some(Paint::Color(look.color)), ..Style::default() };
        self.below.push(Node::Path(Path { commands: head, style }));
        self.lines.push((points, 1.0));
        true
    }

    /// Adds a badge to the unit at its point, or a unit of its own; false if there is no place for it.
    fn unit<'a>(
        &self,
        mark: &'a Mark,
        view: &View,
        badge: Badge,
        dots: &[(Point, f64)],
        units: &mut Vec<Unit<'a>>,
    ) -> bool {
        let point = match &mark.anchor {
            Anchor::Point { at } => view.place(*at),
            _ => None,
        };
        // Marks at one place, or so near that their dots would touch, stand together.
        let snapped =
            point.map(|p| dots.iter().find(|(d, r)| distance(*d, p) < r + 2.0).map_or(p, |(d, _)| *d));
        let near = |unit: &&mut Unit<'_>| {
            matches!((unit.point, snapped), (Some(a), Some(b)) if distance(a, b) < 4.0)
                || (snapped.is_none() && unit.marks.first().is_some_and(|first| first.anchor == mark.anchor))
        };
        if let Some(unit) = units.iter_mut().find(near) {
            unit.marks.push(mark);
            return true;
        }
        let spots = spots(mark, view, badge);
        if snapped.is_none() && spots.is_empty() {
            return false;
        }
        units.push(Unit { marks: vec![mark], size: [0.0; 2], spots, point: snapped });
        true
    }

    fn draw(&mut self, unit: &Unit<'_>, spot: Point, badge: Badge, plan: &Plan, theme: &Theme) {
        let place = boxed(spot, unit.size);
        self.boxes.push(place);
        if let Some(point) = unit.point.filter(|p| place.distance(*p) > 0.5) {
            self.pointer(point, spot, unit, theme);
        }
        let height = badge.radius * 2.0 + 1.0;
        for (row, marks) in unit.marks.chunks(3).enumerate() {
            let left = spot[0] - (marks.len() as f64 - 1.0) / 2.0 * (badge.width + 1.0);
            for (column, mark) in marks.iter().enumerate() {
                let x = left + column as f64 * (badge.width + 1.0);
                let y = place.y0 + height * (row as f64 + 0.5);
                let nodes = badge_nodes(mark, [x, y], badge, plan.page.min_text, theme);
                let repeated = plan
                    .marks
                    .iter()
                    .take_while(|m| !std::ptr::eq(*m, *mark))
                    .filter(|m| m.id == mark.id)
                    .count();
                self.above.push(Node::Group(labelled(mark, repeated, plan, nodes)));
            }
        }
    }

    /// A short line from a badge to its point, with a dot there.
    fn pointer(&mut self, point: Point, spot: Point, unit: &Unit<'_>, theme: &Theme) {
        let news = unit.marks.iter().any(|m| !m.background);
        let color = if news { theme.marks.fill } else { theme.marks.quiet_fill };
        let clear = theme.marks.dot_radius + 2.6;
        let length = distance(point, spot).max(clear);
        let end = [0, 1].map(|i| point[i] + (spot[i] - point[i]) * clear / length);
        let casing = Stroke { color: theme.marks.outline, width: 3.4, dash: Vec::new(), round: true };
        let line = Stroke { color, width: 1.6, dash: Vec::new(), round: true };
        for stroke in [casing, line] {
            let style = Style { stroke: Some(stroke), ..Style::default() };
            let commands = vec![Command::Move(spot), Command::Line(end)];
            self.above.push(Node::Path(Path { commands, style }));
        }
        self.lines.push((vec![spot, point], 1.5));
    }
}

/// Places for the badge of an area, ring, line or arrow.
fn spots(mark: &Mark, view: &View, badge: Badge) -> Vec<(Point, f64)> {
    match &mark.anchor {
        Anchor::Point { .. } => Vec::new(),
        Anchor::Ring { at, radius_km } => {
            let Some([x, y]) = view.place(*at) else { return Vec::new() };
            let r = ring_radius(*radius_km, view);
            let turns = [-60.0, -120.0, 60.0, 120.0, 0.0, 180.0, -90.0, 90.0_f64];
            let spot = |(i, turn): (usize, f64)| {
                let a = turn.to_radians();
                ([x + r * libm::cos(a), y + r * libm::sin(a)], 0.1 * i as f64)
            };
            turns.into_iter().enumerate().map(spot).collect()
        }
        Anchor::Area { geometry, at } => {
            let rings = view.areas.get(geometry).map_or(&[][..], |area| &area.rings);
            let Some(mask) = Mask::new(rings, &Area::of(&view.map)) else {
                let beside = |at| around(at, [badge.width, badge.radius * 2.0], &[]);
                return view.place(*at).map_or_else(Vec::new, beside);
            };
            let toward = in_area(view.place(*at), &mask, view);
            let rooms = mask.rooms([badge.width + 4.0, badge.radius * 2.0 + 4.0], 0.5, toward, 24);
            let scale = libm::sqrt(mask.surface()).max(1.0);
            let mut spots: Vec<(Point, f64)> = rooms
                .into_iter()
                .map(|(p, share)| (p, distance(p, toward) / scale + 2.0 * (1.0 - share)))
                .collect();
            if spots.is_empty() {
                spots = around(toward, [badge.width, badge.radius * 2.0], &[]);
            }
            spots
        }
        Anchor::Line { geometry, at } => {
            let Some(line) = view.lines.get(geometry) else { return Vec::new() };
            let toward = view.place(*at);
            let mut spots = along(&line.pieces);
            let most = view.map.width.max(1.0);
            for (spot, cost) in &mut spots {
                *cost = toward.map_or(*cost, |t| distance(*spot, t) / most);
            }
            spots
        }
        Anchor::Arrow { path } => {
            let Some(points) = arrow_points(path, view) else { return Vec::new() };
            let map = Area::of(&view.map);
            let mut spots = along(&[points]);
            spots.retain(|(spot, _)| map.distance(*spot) < 1e-9);
            spots
        }
    }
}

/// Where the badge of an area stands best: at the area's own point if the map shows it well inside, else in the middle
/// of what is visible.
fn in_area(own: Option<Point>, mask: &Mask, view: &View) -> Point {
    let map = Area::of(&view.map);
    let well_inside = map.grown(-0.14 * map.width().min(map.height()));
    own.filter(|p| well_inside.distance(*p) < 1e-9)
        .or_else(|| mask.middle())
        .or(own)
        .unwrap_or([view.map.x + view.map.width / 2.0, view.map.y + view.map.height / 2.0])
}

/// Points along lines with a cost that is least in the middle of the first.
fn along(pieces: &[Vec<Point>]) -> Vec<(Point, f64)> {
    let mut spots = Vec::new();
    for piece in pieces.iter().take(3) {
        let step = (piece.len() / 24).max(1);
        let n = piece.len().max(1) as f64;
        for (i, point) in piece.iter().enumerate().step_by(step) {
            spots.push((*point, (i as f64 / n - 0.5).abs()));
        }
    }
    spots
}

/// Rings up to this radius stand for "near X" and take at most this share of the map, kilometers.
const NEAR: f64 = 30.0;
const NEAR_SHARE: f64 = 0.11;

fn ring_radius(radius_km: f64, view: &View) -> f64 {
    let share = if radius_km <= NEAR { NEAR_SHARE } else { 0.45 };
    let most = view.map.width.min(view.map.height) * share;
    (radius_km / view.km_per_px.max(1e-9)).clamp(13.0, most.max(13.0))
}

fn circle([x, y]: Point, r: f64) -> Vec<Point> {
    let at = |i: u32| {
        let a = f64::from(i) * std::f64::consts::TAU / 32.0;
        [x + r * libm::cos(a), y + r * libm::sin(a)]
    };
    (0..=32).map(at).collect()
}

fn polyline(points: &[Point], closed: bool) -> Polyline {
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a page in tenths")]
    let tenths = |v: f64| libm::round(v * 10.0) as i32;
    Polyline { points: points.iter().map(|p| [tenths(p[0]), tenths(p[1])]).collect(), closed }
}

/// What the list says of a mark's event.
fn labelled(mark: &Mark, repeated: usize, plan: &Plan, nodes: Vec<Node>) -> Group {
    let entry: Option<&Entry> = plan.entries.iter().find(|e| e.number == mark.number);
    let point = mark.anchor.point();
    let suffix = if repeated > 0 { format!("-{}", repeated + 1) } else { String::new() };
    Group {
        name: format!("event-{}{suffix}", mark.number),
        clip: None,
        provenance: Some(Provenance {
            id: mark.id.clone(),
            name: entry.map_or_else(|| mark.place.clone(), |e| format!("{} ({})", e.text, mark.place)),
            point,
            date: entry.map_or_else(String::new, |e| e.date.clone()),
            evidence: entry.map_or_else(Vec::new, |e| e.evidence.clone()),
            confidence: mark.confidence,
        }),
        nodes,
    }
}
