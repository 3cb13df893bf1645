//! The legend: exactly what this map shows and a reader may not know.

use crate::layout::frame::{View, inside};
use crate::layout::label::area::Mask;
use crate::layout::label::boxes::Area;
use crate::layout::marks::ShownMarks;
use crate::layout::own_layers;
use crate::layout::text::Pen;
use crate::model::plan::{Area as PlanArea, AreaRole, OwnLayer, OwnShape, Plan};
use crate::model::scene::{
    Circle, Color, Command, Node, Paint, Path, Rect, Rectangle, Stroke, Style, TextAnchor,
};
use crate::theme::color::mix;
use crate::theme::look::{LineLook, Theme};

/// A sample beside its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    sample: Sample,
    /// What it means.
    pub words: String,
}

#[derive(Debug, Clone, PartialEq)]
enum Sample {
    Line(LineLook),
    Hatch(usize),
    Tint(Color),
    Square,
    Ring,
    Hollow,
    Doubtful,
    /// A person's own layer, by number, and what it holds.
    Own(usize, Own),
}

/// What a person's own layer is shown by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Own {
    Points,
    Lines,
    Areas,
}

/// A legend, broken into rows but not yet on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Legend {
    /// Rows of samples: x, line, and the row itself.
    placed: Vec<(f64, usize, Row)>,
    lines: Vec<Vec<String>>,
    line_height: f64,
    /// Height of the whole, pixels; 0 if there is nothing to explain.
    pub height: f64,
}

const SAMPLE: f64 = 24.0;
const GAP: f64 = 16.0;

/// What the map shows that needs words.
#[must_use]
pub fn rows(plan: &Plan, view: &View, marks: ShownMarks, hatch: Option<usize>, theme: &Theme) -> Vec<Row> {
    let mut rows = Vec::new();
    let row = |sample: Sample, words: &str| Row { sample, words: words.to_owned() };
    if view.shown.disputed_borders {
        rows.push(row(Sample::Line(theme.line("border-disputed")), "Disputed or undetermined border"));
    }
    if view.shown.control_lines {
        rows.push(row(Sample::Line(theme.line("border-control")), "Ceasefire line or line of control"));
    }
    for line in plan.lines.iter().filter(|l| !l.name.is_empty() && !l.note.is_empty()) {
        if view.lines.get(&line.geometry).is_some_and(|l| !l.pieces.is_empty()) {
            let class = if line.emphasis { "named-emphasis" } else { "named" };
            rows.push(row(Sample::Line(theme.line(class)), &format!("{}: {}", line.name, line.note)));
        }
    }
    if let Some(hatch) = hatch.filter(|_| view.shown.dispute_areas) {
        rows.extend(disputed(plan, view).iter().map(|words| row(Sample::Hatch(hatch), words)));
    }
    if view.shown.highlights {
        rows.push(row(Sample::Tint(highlight(plan, view, theme)), "Area named in the story"));
    }
    for (number, layer) in plan.layers.iter().enumerate() {
        rows.push(row(Sample::Own(number, own(layer)), &layer.name));
    }
    for (shown, sample, words) in [
        (marks.area, Sample::Square, "Somewhere in the area"),
        (marks.ring, Sample::Ring, "Within or near the circle"),
        (marks.hollow, Sample::Hollow, "Planned"),
        (marks.doubtful, Sample::Doubtful, "Uncertain"),
    ] {
        if shown {
            rows.push(row(sample, words));
        }
    }
    rows
}

/// The color of the largest highlighted area as the map shows it: over the tint of the country that it lies in.
fn highlight(plan: &Plan, view: &View, theme: &Theme) -> Color {
    let of = |role: AreaRole| plan.areas.iter().filter(move |area| area.role == role);
    let visible = of(AreaRole::Highlight).filter_map(|area| Some((area, view.areas.get(&area.geometry)?)));
    let largest = visible.max_by(|a, b| a.1.area.total_cmp(&b.1.area));
    let reference = largest.map_or("", |(area, _)| area.geometry.0.as_str());
    let largest = largest.map(|(_, visible)| visible);
    let rooms = largest.and_then(|area| {
        let mask = Mask::new(&area.rings, &Area::of(&view.map))?;
        Some(mask.rooms([4.0, 4.0], 0.9, mask.middle()?, 6))
    });
    let holds = |area: &&PlanArea| {
        let rings = view.areas.get(&area.geometry).map(|visible| &visible.rings);
        rings.zip(rooms.as_ref()).is_some_and(|(rings, rooms)| rooms.iter().any(|(at, _)| inside(rings, *at)))
    };
    let ground = &theme.ground;
    let tint = || of(AreaRole::Focus).find(holds).map(|area| theme.focus_tint(area.tint));
    let hatched = of(AreaRole::Dispute).any(|area| holds(&area));
    if let Some(water) =
        [("sea:", ground.sea), ("lake:", ground.lake)].iter().find(|w| reference.starts_with(w.0))
    {
        return mix(water.1, ground.highlight, ground.highlight_opacity);
    }
    let below = if hatched { theme.hatch("dispute").ground } else { tint() }.unwrap_or(ground.land);
    mix(below, ground.highlight, ground.highlight_opacity)
}

fn own(layer: &OwnLayer) -> Own {
    let has = |wanted: fn(&OwnShape) -> bool| layer.features.iter().any(|f| wanted(&f.shape));
    if has(|shape| matches!(shape, OwnShape::Areas { .. })) {
        Own::Areas
    } else if has(|shape| matches!(shape, OwnShape::Lines { .. })) {
        Own::Lines
    } else {
        Own::Points
    }
}

/// Least surface of a disputed area that a reader notices and the legend names, square pixels.
const NOTICED: f64 = 360.0;
/// Least surface of hatching that a reader sees at all, square pixels.
const SEEN: f64 = 40.0;
/// More names than this become "disputed areas".
const MOST_NAMES: usize = 3;

/// The disputed areas in one row, by name those that are large and few; nothing if none is large enough to be seen.
fn disputed(plan: &Plan, view: &View) -> Option<String> {
    let mut names: Vec<(&str, f64)> = Vec::new();
    for area in plan.areas.iter().filter(|a| a.role == AreaRole::Dispute && !a.name.is_empty()) {
        let surface = view.areas.get(&area.geometry).map_or(0.0, |v| v.area);
        match names.iter_mut().find(|(name, _)| *name == area.name) {
            Some(known) => known.1 += surface,
            None => names.push((&area.name, surface)),
        }
    }
    names.retain(|(_, surface)| *surface > SEEN);
    names.sort_by(|a, b| b.1.total_cmp(&a.1));
    let seen = names.len();
    names.retain(|(_, surface)| *surface > NOTICED);
    let others = if seen > names.len() { " and others" } else { "" };
    match names.as_slice() {
        [] if seen == 0 => None,
        [(one, _)] => Some(format!("Disputed: {one}{}", if others.is_empty() { "" } else { "; others" })),
        few if (1..=MOST_NAMES).contains(&few.len()) => {
            // Where several share the row, each has its name only; the note below the map says more.
            let short = |(name, _): &(&str, f64)| name.split(':').next().unwrap_or(name).to_owned();
            Some(format!("Disputed: {}{others}", few.iter().map(short).collect::<Vec<_>>().join(", ")))
        }
        _ => Some("Disputed area".to_owned()),
    }
}

/// Sets rows side by side, as many as fit on a line.
#[must_use]
pub fn legend(rows: Vec<Row>, plan: &Plan, theme: &Theme, width: f64) -> Legend {
    let pen = Pen::new(&theme.text("legend"), plan.page.min_text);
    let mut legend =
        Legend { placed: Vec::new(), lines: Vec::new(), line_height: pen.leading(), height: 0.0 };
    let (mut x, mut line, mut tallest) = (0.0, 0, 1);
    for row in rows {
        let words = pen.wrap(&row.words, width - SAMPLE - 6.0, width - SAMPLE - 6.0);
        let wide = words.iter().map(|l| pen.width(l)).fold(0.0, f64::max) + SAMPLE + 6.0;
        if x > 0.0 && x + wide > width {
            line += tallest;
            (x, tallest) = (0.0, 1);
        }
        tallest = tallest.max(words.len());
        legend.placed.push((x, line, row));
        legend.lines.push(words);
        x += wide + GAP;
    }
    if !legend.placed.is_empty() {
        legend.height = (line + tallest) as f64 * (pen.leading() + 2.0);
    }
    legend
}

impl Legend {
    /// The legend on the page, from its top left corner.
    #[must_use]
    pub fn draw(&self, plan: &Plan, theme: &Theme, x: f64, top: f64) -> Vec<Node> {
        let pen = Pen::new(&theme.text("legend"), plan.page.min_text);
        let mut nodes = Vec::new();
        for ((shift, line, row), words) in self.placed.iter().zip(&self.lines) {
            let y = top + *line as f64 * (self.line_height + 2.0);
            let middle = [x + shift + SAMPLE / 2.0, y + self.line_height / 2.0];
            nodes.extend(sample(&row.sample, middle, theme));
            for (i, text) in words.iter().enumerate() {
                let baseline = middle[1] + pen.font.size * 0.36 + (self.line_height + 2.0) * i as f64;
                nodes.push(pen.node(text, x + shift + SAMPLE + 6.0, baseline, TextAnchor::Start));
            }
        }
        nodes
    }
}

fn sample(sample: &Sample, [x, y]: [f64; 2], theme: &Theme) -> Vec<Node> {
    let marks = &theme.marks;
    let rect = |w: f64, h: f64| Rect { x: x - w / 2.0, y: y - h / 2.0, width: w, height: h };
    let rim = |color, dash: Vec<f64>| Stroke { color, width: 1.5, dash, round: false };
    let fill = |paint, stroke| Style { fill: Some(paint), stroke, opacity: None };
    let plate =
        |radius: f64, style: Style| vec![Node::Rect(Rectangle { rect: rect(13.0, 11.0), radius, style })];
    let thin = Stroke { color: theme.line("border").color, width: 0.6, dash: Vec::new(), round: false };
    match sample {
        Sample::Line(look) => {
            let commands = vec![Command::Move([x - 11.0, y]), Command::Line([x + 11.0, y])];
            let style = Style { stroke: Some(look.stroke()), ..Style::default() };
            vec![Node::Path(Path { commands, style })]
        }
        Sample::Hatch(index) => {
            let style = fill(Paint::Hatch(*index), Some(thin));
            vec![Node::Rect(Rectangle { rect: rect(22.0, 11.0), radius: 0.0, style })]
        }
        Sample::Tint(tint) => {
            let style = fill(Paint::Color(*tint), Some(thin));
            vec![Node::Rect(Rectangle { rect: rect(22.0, 11.0), radius: 0.0, style })]
        }
        Sample::Square => plate(2.0, fill(Paint::Color(marks.fill), None)),
        Sample::Ring => {
            let look = theme.line("event-ring");
            let style = Style { stroke: Some(look.stroke()), ..Style::default() };
            vec![Node::Circle(Circle { x, y, r: 6.0, style })]
        }
        Sample::Hollow => plate(5.5, fill(Paint::Color(marks.hollow), Some(rim(marks.fill, Vec::new())))),
        Sample::Own(_, Own::Points) => vec![own_layers::point(theme, [x, y])],
        Sample::Own(number, Own::Lines) => {
            let commands = vec![Command::Move([x - 11.0, y]), Command::Line([x + 11.0, y])];
            let style = Style { stroke: Some(own_layers::look(theme, *number).stroke()), ..Style::default() };
            vec![Node::Path(Path { commands, style })]
        }
        Sample::Own(number, Own::Areas) => {
            let (fill, outline) = own_layers::area_style(theme, *number);
            let plate = |style| Node::Rect(Rectangle { rect: rect(22.0, 11.0), radius: 0.0, style });
            vec![plate(fill), plate(outline)]
        }
        Sample::Doubtful => {
            plate(5.5, fill(Paint::Color(marks.hollow), Some(rim(marks.fill, vec![2.0, 1.6]))))
        }
    }
}
