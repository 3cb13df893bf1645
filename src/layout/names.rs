//! Names on the map: from the plan's labels to items of the label engine, and back to text nodes.

use crate::diagnostic::Warning;
use crate::layout::frame::View;
use crate::layout::label::boxes::{Area, Point};
use crate::layout::label::item::{Anchor, Candidate, Dropped, Item, Off, Scenery, Variant};
use crate::layout::label::place::place;
use crate::layout::name_choice::{distinct, has_dot};
use crate::layout::name_nodes::{curved, dot, dot_radius, linked, name_point, straight};
use crate::layout::name_setting::{Setting, look, settings, variant};
use crate::layout::repeats::stretches;
use crate::model::plan::{Label, LabelStyle, Plan};
use crate::model::scene::{Command, Node, Path, Style};
use crate::theme::look::Theme;

/// Names, placed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Names {
    /// Dots of towns, peaks and sites.
    pub dots: Vec<Node>,
    /// The names.
    pub texts: Vec<Node>,
    /// Leader lines.
    pub leaders: Vec<Node>,
    /// Boxes of the names, halo included.
    pub boxes: Vec<Area>,
    /// Names left out, with the reason.
    pub warnings: Vec<Warning>,
    /// Names that the story does not mention and that found no place.
    unplaced: Vec<String>,
}

/// What names keep clear of, beyond the ground itself.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    /// Marks and furniture.
    pub boxes: Vec<Area>,
    /// Lines of events (rings, arrows), with what it costs to cross them.
    pub lines: Vec<(Vec<Point>, f64)>,
}

/// A name ready to be placed.
#[derive(Clone)]
struct Prepared<'a> {
    label: &'a Label,
    settings: Vec<Setting>,
    dot: Option<Point>,
    /// Whether it repeats a name along its line.
    is_repeat: bool,
}

/// How much it matters that a name is repeated.
const REPEAT_PRIORITY: f64 = 0.05;

/// A name, and its repetitions if its line is long.
fn repeated<'a>((one, item): (Prepared<'a>, Item)) -> Vec<(Prepared<'a>, Item)> {
    let Anchor::Line { lines } = &item.anchor else { return vec![(one, item)] };
    let width = item.variants.first().map_or(0.0, Variant::width);
    let stretches = stretches(lines, width);
    if stretches.len() < 2 {
        return vec![(one, item)];
    }
    let repeat = |(number, stretch): (usize, Vec<Point>)| {
        let priority = if number == 0 { item.priority } else { REPEAT_PRIORITY };
        let anchor = Anchor::Line { lines: vec![stretch] };
        let again = Item { anchor, priority, ..item.clone() };
        (Prepared { is_repeat: number > 0, ..one.clone() }, again)
    };
    stretches.into_iter().enumerate().map(repeat).collect()
}

/// Where dots of the plan's labels stand, with their radius: marks keep clear of them.
#[must_use]
pub fn dots(plan: &Plan, view: &View, theme: &Theme) -> Vec<(Point, f64)> {
    distinct(plan, view)
        .into_iter()
        .filter(|label| has_dot(label.style))
        .filter_map(|label| Some((view.place(label.point)?, dot_radius(label.style, theme))))
        .collect()
}

/// Places the plan's labels.
#[must_use]
pub fn names(plan: &Plan, view: &View, theme: &Theme, taken: &Taken) -> Names {
    let wanted = distinct(plan, view);
    let (prepared, items): (Vec<Prepared<'_>>, Vec<Item>) =
        wanted.into_iter().filter_map(|label| prepare(label, plan, view, theme)).flat_map(repeated).unzip();
    let scenery = scenery(&prepared, plan, view, theme, taken);
    let placed = place(&items, &scenery);
    let mut names = Names::default();
    let stands = |label: &Label| {
        prepared.iter().zip(&placed).any(|(one, outcome)| outcome.is_ok() && std::ptr::eq(one.label, label))
    };
    for (prepared, outcome) in prepared.iter().zip(&placed) {
        match outcome {
            Ok(candidate) => names.add(prepared, candidate, theme),
            // A name that stands elsewhere along its line is not missing.
            Err(_) if prepared.is_repeat || stands(prepared.label) => {}
            Err(reason) => names.drop(prepared.label, *reason),
        }
    }
    names.sum_up();
    names
}

fn prepare<'a>(label: &'a Label, plan: &Plan, view: &View, theme: &Theme) -> Option<(Prepared<'a>, Item)> {
    let look = look(label, plan, view.map.width, theme);
    let settings = settings(label, &look, plan.page.min_text);
    let dot = if has_dot(label.style) { Some(view.place(label.point)?) } else { None };
    let anchor = match dot {
        Some(at) => Anchor::Point { at, radius: dot_radius(label.style, theme) + 0.6 },
        None => anchor(label, view)?,
    };
    let variants = settings.iter().enumerate().map(|(i, s)| variant(s, i, dot.is_none())).collect();
    let halo = look.halo.map_or(0.0, |_| look.halo_width) + 0.6;
    let leader = dot.is_some() && label.priority >= 0.55;
    let item = Item { anchor, variants, priority: label.priority.into(), halo, leader };
    Some((Prepared { label, settings, dot, is_repeat: false }, item))
}

/// What an area's or line's name belongs to; none if nothing of it is visible.
fn anchor(label: &Label, view: &View) -> Option<Anchor> {
    let at = view.place(label.point);
    let geometry = label.geometry.as_ref();
    if let Some(line) = geometry.and_then(|g| view.lines.get(g)) {
        return (!line.pieces.is_empty()).then(|| Anchor::Line { lines: line.pieces.clone() });
    }
    if let Some(area) = geometry.and_then(|g| view.areas.get(g)) {
        if area.rings.is_empty() {
            return None;
        }
        let curved = matches!(label.style, LabelStyle::Sea | LabelStyle::Region | LabelStyle::Lake);
        let beside = label.mentioned
            || label.priority >= 0.8
            || matches!(label.style, LabelStyle::CountryFocus | LabelStyle::Lake);
        let off = match label.style {
            LabelStyle::Sea => Off::Land,
            LabelStyle::Country | LabelStyle::CountryFocus => Off::ForeignLand,
            LabelStyle::Admin1 | LabelStyle::Region | LabelStyle::Dispute => Off::OtherLand,
            _ => Off::Nothing,
        };
        return Some(Anchor::Area { rings: area.rings.clone(), at, curved, beside, off });
    }
    // Where the worldview draws no such line and no such dispute, its name would stand for nothing.
    if geometry.is_some_and(|g| g.0.starts_with("line:") || g.0.starts_with("dispute:")) {
        return None;
    }
    // A name without a shape stands around its point.
    let [x, y] = at?;
    let (w, h) = (70.0, 45.0);
    let ring = vec![[x - w, y - h], [x + w, y - h], [x + w, y + h], [x - w, y + h]];
    let off = if label.style == LabelStyle::Sea { Off::Land } else { Off::Nothing };
    Some(Anchor::Area { rings: vec![ring], at, curved: false, beside: false, off })
}

fn scenery(prepared: &[Prepared<'_>], plan: &Plan, view: &View, theme: &Theme, taken: &Taken) -> Scenery {
    let mut lines: Vec<(Vec<Point>, f64, Option<usize>)> = Vec::new();
    lines.extend(view.coast.iter().map(|t| (t.clone(), 0.7, None)));
    lines.extend(view.borders.iter().map(|t| (t.clone(), 0.45, None)));
    lines.extend(view.rivers.iter().map(|t| (t.clone(), 0.12, None)));
    for named in &plan.lines {
        let owner = prepared.iter().position(|p| p.label.geometry.as_ref() == Some(&named.geometry));
        let pieces = view.lines.get(&named.geometry).map(|line| line.pieces.as_slice()).unwrap_or_default();
        lines.extend(pieces.iter().map(|t| (t.clone(), 0.8, owner)));
    }
    lines.extend(taken.lines.iter().map(|(t, weight)| (t.clone(), *weight, None)));
    let dots = prepared
        .iter()
        .enumerate()
        .filter_map(|(i, p)| Some((p.dot?, dot_radius(p.label.style, theme) + 0.6, Some(i))));
    Scenery {
        frame: Some(Area::of(&view.map).grown(-3.0)),
        blocked: taken.boxes.clone(),
        dots: dots.collect(),
        lines,
        land: view.land.clone(),
    }
}

impl Names {
    fn add(&mut self, prepared: &Prepared<'_>, candidate: &Candidate, theme: &Theme) {
        let Some(setting) = prepared.settings.get(candidate.variant) else { return };
        if let Some(at) = prepared.dot {
            self.dots.push(dot(prepared.label.style, at, theme));
        }
        let shift = prepared.label.offset.unwrap_or([0.0; 2]);
        if let Some([from, to]) = candidate.footprint.leader {
            let look = theme.line("leader");
            let style = Style { stroke: Some(look.stroke()), ..Style::default() };
            let to = [to[0] + shift[0], to[1] + shift[1]];
            self.leaders
                .push(Node::Path(Path { commands: vec![Command::Move(from), Command::Line(to)], style }));
        }
        self.boxes.extend(&candidate.footprint.boxes);
        let mut nodes = if candidate.letters.is_empty() {
            straight(setting, candidate, shift)
        } else {
            vec![curved(setting, candidate, shift)]
        };
        let named = prepared.dot.or(candidate.footprint.leader.map(|[from, _]| from));
        name_point(&mut nodes, named);
        if prepared.label.mentioned && prepared.label.place.is_some() {
            self.texts.push(Node::Group(linked(prepared.label, nodes)));
        } else {
            self.texts.extend(nodes);
        }
    }

    /// Reports a name of the story by itself, and those of the ground together.
    fn drop(&mut self, label: &Label, reason: Dropped) {
        let why = match reason {
            Dropped::OutOfFrame => "it lies outside of the map",
            Dropped::NoPlace => "there is no free place for it",
            Dropped::Crowded => "more important names stand in its places",
        };
        if label.mentioned {
            let message = format!("the name \"{}\" is left out: {why}", label.text);
            self.warnings.push(Warning::new("label-dropped", message));
        } else {
            self.unplaced.push(label.text.clone());
        }
    }

    /// One warning for all names of the ground that found no place.
    fn sum_up(&mut self) {
        if !self.unplaced.is_empty() {
            let names = self.unplaced.join(", ");
            let message = format!("names of the ground without a free place are left out: {names}");
            self.warnings.push(Warning::new("ground-labels-dropped", message));
        }
    }
}
