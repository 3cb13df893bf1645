//! Names on the map: from the plan's labels to items of the label engine, and back to text nodes.

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::diagnostic::Warning;
use crate::layout::frame::{View, inside};
use crate::layout::label::boxes::{Area, Point, distance};
use crate::layout::label::item::{Align, Anchor, Candidate, Dropped, Item, Off, Scenery, Variant};
use crate::layout::label::place::place;
use crate::layout::repeats::stretches;
use crate::layout::text::{CAPITAL, Pen};
use crate::model::place::GeometryRef;
use crate::model::plan::{AreaRole, Label, LabelStyle, Plan};
use crate::model::scene::{
    Circle, Command, Group, Node, Paint, Path, Provenance, Rect, Rectangle, Stroke, Style, Text, TextAnchor,
};
use crate::theme::look::{TextLook, Theme};
use crate::theme::typeset::{measure, takes_spacing};

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
    item: Item,
    dot: Option<Point>,
    /// Whether it repeats a name along its line.
    is_repeat: bool,
}

/// How much it matters that a name is repeated.
const REPEAT_PRIORITY: f64 = 0.05;

impl Prepared<'_> {
    /// The name, and its repetitions if its line is long.
    fn repeated(self) -> Vec<Self> {
        let Anchor::Line { lines } = &self.item.anchor else { return vec![self] };
        let width = self.item.variants.first().map_or(0.0, Variant::width);
        let stretches = stretches(lines, width);
        if stretches.len() < 2 {
            return vec![self];
        }
        let one = |(number, stretch): (usize, Vec<Point>)| {
            let priority = if number == 0 { self.item.priority } else { REPEAT_PRIORITY };
            let anchor = Anchor::Line { lines: vec![stretch] };
            let item = Item { anchor, priority, ..self.item.clone() };
            Self { item, is_repeat: number > 0, ..self.clone() }
        };
        stretches.into_iter().enumerate().map(one).collect()
    }
}

/// How one variant is set.
#[derive(Clone)]
struct Setting {
    lines: Vec<String>,
    pen: Pen,
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
    let prepared: Vec<Prepared<'_>> = wanted
        .into_iter()
        .filter_map(|label| prepare(label, plan, view, theme))
        .flat_map(Prepared::repeated)
        .collect();
    let items: Vec<Item> = prepared.iter().map(|p| p.item.clone()).collect();
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

/// Divisions below this priority are only named where their borders are drawn.
const MINOR: f32 = 0.45;

/// Two names that read the same within this distance are one, pixels.
const SAME: f64 = 110.0;

/// The labels without those that repeat one close by, and without names of divisions that are not drawn.
fn distinct<'a>(plan: &'a Plan, view: &View) -> Vec<&'a Label> {
    let mut kept: Vec<(&Label, String, Option<Point>)> = Vec::new();
    for label in &plan.labels {
        let is_minor = label.style == LabelStyle::Admin1 && !label.mentioned && label.priority < MINOR;
        if is_minor && !view.shown.admin1 {
            continue;
        }
        if is_speck(label, view) || is_part_of_named(label, plan, view) {
            continue;
        }
        let (key, at) = (plain(&label.text), view.projector.project(label.point));
        let repeats = kept.iter().any(|(_, other, place)| {
            let is_division = label.style == LabelStyle::Admin1 && !label.mentioned;
            *other == key
                && (is_division || matches!((at, place), (Some(a), Some(b)) if distance(a, *b) < SAME))
        });
        if !repeats {
            kept.push((label, key, at));
        }
    }
    kept.into_iter().map(|(label, _, _)| label).collect()
}

/// Maps narrower than this bear the name of a dispute, not those of its parts as well, pixels.
const NARROW: f64 = 400.0;

/// Whether a small map already says in what dispute a named part of it lies, and has its tint and its badge.
fn is_part_of_named(label: &Label, plan: &Plan, view: &View) -> bool {
    let is_tinted = |g: &GeometryRef| {
        plan.areas.iter().any(|area| area.role == AreaRole::Highlight && area.geometry == *g)
    };
    let Some(at) = view.place(label.point).filter(|_| view.map.width < NARROW) else { return false };
    let holds = |other: &Label| {
        let area = other.geometry.as_ref().and_then(|g| view.areas.get(g));
        other.style == LabelStyle::Dispute && area.is_some_and(|area| inside(&area.rings, at))
    };
    label.style == LabelStyle::Region
        && label.geometry.as_ref().is_some_and(is_tinted)
        && plan.labels.iter().any(holds)
}

/// Least surface of a country that the story does not mention and that still bears its name, square pixels.
const SPECK: f64 = 16.0;

/// Whether a country of the ground is too small here for a reader to see what a name beside it means.
fn is_speck(label: &Label, view: &View) -> bool {
    let area = |g| view.areas.get(g).map_or(0.0, |a| a.area);
    let is_small = label.geometry.as_ref().is_some_and(|g| area(g) < SPECK);
    label.style == LabelStyle::Country && !label.mentioned && is_small
}

/// Letters and digits only, without case and accents.
fn plain(text: &str) -> String {
    text.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

const fn has_dot(style: LabelStyle) -> bool {
    matches!(style, LabelStyle::Capital | LabelStyle::City | LabelStyle::Peak | LabelStyle::Site)
}

fn dot_radius(style: LabelStyle, theme: &Theme) -> f64 {
    if style == LabelStyle::Capital { theme.marks.dot_radius + 1.2 } else { theme.marks.dot_radius }
}

fn prepare<'a>(label: &'a Label, plan: &Plan, view: &View, theme: &Theme) -> Option<Prepared<'a>> {
    let mut look = theme.label(rank_of(label));
    if label.style == LabelStyle::CountryFocus && is_crowded(plan) {
        (look.size, look.spacing) = (look.size * CROWDED, look.spacing * CROWDED);
    }
    let settings = settings(label, &look, plan.page.min_text);
    let dot = if has_dot(label.style) { Some(view.place(label.point)?) } else { None };
    let anchor = match dot {
        Some(at) => Anchor::Point { at, radius: dot_radius(label.style, theme) + 0.6 },
        None => anchor(label, view)?,
    };
    let variants = settings.iter().enumerate().map(|(i, s)| variant(s, i)).collect();
    let halo = look.halo.map_or(0.0, |_| look.halo_width) + 0.6;
    let leader = dot.is_some() && label.priority >= 0.55;
    let item = Item { anchor, variants, priority: label.priority.into(), halo, leader };
    Some(Prepared { label, settings, item, dot, is_repeat: false })
}

/// Countries in focus from which their names are set smaller, and by how much.
const MANY: usize = 7;
const CROWDED: f64 = 0.84;

/// Whether a map names so many countries large that they would crowd it.
fn is_crowded(plan: &Plan) -> bool {
    plan.labels.iter().filter(|l| l.style == LabelStyle::CountryFocus).count() >= MANY
}

/// How a name is set: the seat of a government that the story is not about as a town, with its own sign.
fn rank_of(label: &Label) -> LabelStyle {
    let is_foreign = label.style == LabelStyle::Capital && !label.mentioned && label.priority < 0.6;
    if is_foreign { LabelStyle::City } else { label.style }
}

/// Ways to set a name, the best first: as the theme says, in two lines, closer, smaller.
fn settings(label: &Label, look: &TextLook, min_text: f64) -> Vec<Setting> {
    let text = look.cased(label.text.trim());
    let setting = |lines: Vec<String>, size: f64, spacing: f64| {
        let look = TextLook { size: look.size * size, spacing: look.spacing * spacing, ..look.clone() };
        let mut pen = Pen::new(&look, min_text);
        if !takes_spacing(&text) {
            pen.font.spacing = 0.0;
        }
        Setting { lines, pen }
    };
    let mut all = vec![setting(vec![text.clone()], 1.0, 1.0)];
    let two = halves(&text);
    if let Some(two) = &two {
        all.push(setting(two.clone(), 1.0, 1.0));
    }
    if !has_dot(label.style) && !matches!(label.style, LabelStyle::River | LabelStyle::Line) {
        all.push(setting(vec![text.clone()], 0.86, 0.4));
        if let Some(two) = two {
            all.push(setting(two, 0.86, 0.4));
        }
        // Small rather than over the edge; the page's least size still holds.
        if all[0].pen.font.size * 0.8 > min_text {
            all.push(setting(vec![text.clone()], 0.74, 0.1));
        }
    }
    all
}

/// The text in two lines of about the same length, if it has a blank to break at.
fn halves(text: &str) -> Option<Vec<String>> {
    let length = text.chars().count();
    if length < 9 {
        return None;
    }
    let breaks = text.char_indices().filter(|(_, c)| *c == ' ').map(|(i, _)| i);
    let uneven = |i: &usize| text[..*i].chars().count().abs_diff(text[*i..].chars().count());
    let at = breaks.min_by_key(uneven)?;
    Some(vec![text[..at].to_owned(), text[at + 1..].to_owned()])
}

/// Costs of the ways to set a name, in their order.
const VARIANT_COSTS: [f64; 5] = [0.0, 0.3, 0.6, 0.8, 1.0];

fn variant(setting: &Setting, rank: usize) -> Variant {
    let set: Vec<_> = setting.lines.iter().map(|line| measure(line, &setting.pen.font)).collect();
    let size = setting.pen.font.size;
    let letters = match setting.lines.as_slice() {
        [line] if takes_spacing(line) => line
            .graphemes(true)
            .map(|g| measure(g, &setting.pen.font).width + setting.pen.font.spacing)
            .collect(),
        _ => Vec::new(),
    };
    Variant {
        widths: set.iter().map(|line| line.width).collect(),
        ascent: set.first().map_or(0.0, |line| line.ascent),
        descent: set.last().map_or(0.0, |line| line.descent),
        leading: size * 1.12,
        capital: size * CAPITAL,
        letters,
        cost: VARIANT_COSTS.get(rank).copied().unwrap_or(1.2),
    }
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
            _ => Off::Nothing,
        };
        return Some(Anchor::Area { rings: area.rings.clone(), at, curved, beside, off });
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

/// Tells the lines of a name which point they name; lines without one keep together around their middle.
fn name_point(nodes: &mut [Node], point: Option<Point>) {
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
fn linked(label: &Label, nodes: Vec<Node>) -> Group {
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

fn straight(setting: &Setting, candidate: &Candidate, shift: [f64; 2]) -> Vec<Node> {
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

fn curved(setting: &Setting, candidate: &Candidate, shift: [f64; 2]) -> Node {
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
fn dot(style: LabelStyle, [x, y]: Point, theme: &Theme) -> Node {
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

#[cfg(test)]
mod tests {
    use super::{halves, plain};

    #[test]
    fn spellings_of_one_name_are_the_same() {
        assert_eq!(plain("N’Djaména"), plain("N'Djamena"));
        assert_ne!(plain("Delhi"), plain("New Delhi"));
    }

    #[test]
    fn names_break_near_their_middle_and_short_ones_not_at_all() {
        assert_eq!(halves("Khyber Pakhtunkhwa"), Some(vec!["Khyber".into(), "Pakhtunkhwa".into()]));
        assert_eq!(halves("New York"), None);
        assert_eq!(halves("Washington"), None);
        assert_eq!(halves("Gulf of Saint Lawrence").unwrap()[0], "Gulf of Saint");
    }
}
