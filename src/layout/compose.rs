//! Puts the map together: page, ground, marks, names, furniture and list, into one scene.

use crate::diagnostic::{Error, ErrorKind, Result, Warning};
use crate::geodata::basemap::{Basemap, Level};
use crate::layout::basemap::{self, Ground};
use crate::layout::corners::furniture;
use crate::layout::furniture::timeline::{Timeline, timeline};
use crate::layout::legend::{self, Legend};
use crate::layout::list::{List, STEPS, list};
use crate::layout::marks::{Marks, marks};
use crate::layout::names;
use crate::layout::page::{
    Arrangement, GAP, Paragraphs, accent, accent_height, arrangement, aspect, columns, panel_width,
};
use crate::model::plan::{Outside, Plan};
use crate::model::scene::{Group, Node, Rect, Rectangle, Scene, Style};
use crate::theme::look::Theme;

/// Smallest and largest side of a page, pixels.
const SIDES: std::ops::RangeInclusive<f64> = 120.0..=12_000.0;
/// How much larger text may be on wide pages of fixed height, the largest first.
const ENLARGED: [f64; 3] = [1.3, 1.2, 1.1];
/// Index of the clip to the map.
const CLIP: usize = 0;

/// Where the parts lie on the page.
struct Slots {
    height: f64,
    map: Rect,
    /// Left edge and width of the text.
    text: (f64, f64),
    header_top: f64,
    list_top: f64,
    timeline_top: f64,
    legend_top: f64,
    footer_top: f64,
}

/// The texts of a page, broken into lines.
struct Texts {
    header: Paragraphs,
    footer: Paragraphs,
    list: List,
    timeline: Option<Timeline>,
    legend: f64,
}

/// The drawing of a plan, with what had to be left out.
pub fn compose(plan: &Plan, basemap: &Basemap, theme: &Theme) -> Result<(Scene, Vec<Warning>)> {
    compose_at(plan, basemap, theme, None)
}

/// The drawing at a given level of detail, or at the one that the scale asks for.
pub fn compose_at(
    plan: &Plan,
    basemap: &Basemap,
    theme: &Theme,
    level: Option<Level>,
) -> Result<(Scene, Vec<Warning>)> {
    let page = &plan.page;
    let sides = [Some(page.width), page.height];
    if let Some(bad) = sides.into_iter().flatten().find(|side| !SIDES.contains(side)) {
        return Err(Error::new(ErrorKind::Options, format!("a page cannot be {bad} pixels wide or high"))
            .with_hint(format!("sides go from {} to {} pixels", SIDES.start(), SIDES.end())));
    }
    let theme = &readable(plan, theme);
    let (mut texts, slots) = arrange(plan, theme, 0.0);
    // The legend names what the ground shows, and on a page of fixed height it takes room from the map. So a sketch
    // of the map comes first there; should the legend turn out another, the map is drawn anew.
    let mut is_sketch = plan.page.height.is_some() && plan.furniture.legend;
    let first = if is_sketch { Some(Level::L110m) } else { level };
    let mut sheet = Sheet::new(plan, basemap, theme, slots, first)?;
    if let Some(plan) = as_drawn(plan, &sheet.marks) {
        return compose_at(&plan, basemap, theme, level);
    }
    for _ in 0..3 {
        let (again, slots) = arrange(plan, theme, sheet.legend.height);
        texts = again;
        if !is_sketch && slots.map == sheet.slots.map {
            sheet.slots = slots;
            break;
        }
        sheet = Sheet::new(plan, basemap, theme, slots, level)?;
        is_sketch = false;
    }
    Ok(sheet.finish(basemap, &texts))
}

/// The plan with a list that says of each event whether it has a mark: what lies in the frame may still lie beyond a map
/// of this shape. None if the list is right as it is.
fn as_drawn(plan: &Plan, marks: &Marks) -> Option<Plan> {
    let is_missing = |number: u32| !marks.numbers.contains(&number);
    if !plan.entries.iter().any(|entry| entry.on_map && is_missing(entry.number)) {
        return None;
    }
    let mut plan = plan.clone();
    let missing = plan.entries.iter_mut().filter(|entry| entry.on_map && is_missing(entry.number));
    for entry in missing {
        (entry.on_map, entry.outside) = (false, true);
        let own = plan.marks.iter().filter(|mark| mark.number == entry.number);
        plan.outside.extend(own.map(|mark| Outside {
            name: mark.place.clone(),
            point: mark.anchor.point(),
            reason: format!("event {} lies beyond the map", mark.number),
        }));
    }
    Some(plan)
}

/// The theme, enlarged as far as the texts of a wide page of fixed height have room: such pages are often
/// shown small.
fn readable(plan: &Plan, theme: &Theme) -> Theme {
    if plan.page.height.is_none() || arrangement(plan) != Arrangement::Beside {
        return theme.clone();
    }
    let larger = ENLARGED.iter().map(|factor| theme.enlarged(*factor));
    let fits = |theme: &Theme| {
        let width = panel_width(plan.page.width);
        let texts = Texts {
            header: header(plan, theme, width),
            footer: footer(plan, theme, width),
            list: list(plan, theme, width, 1, STEPS[0]),
            timeline: None,
            legend: plan.page.height.unwrap_or(0.0) * 0.18,
        };
        slots(plan, theme, Arrangement::Beside, &texts).1 >= 0.0
    };
    larger.into_iter().find(fits).unwrap_or_else(|| theme.clone())
}

fn header(plan: &Plan, theme: &Theme, width: f64) -> Paragraphs {
    let texts = [("title", &*plan.title, 0.0), ("subtitle", &*plan.subtitle, 2.0)];
    Paragraphs::new(&texts, theme, plan.page.min_text, width)
}

fn footer(plan: &Plan, theme: &Theme, width: f64) -> Paragraphs {
    let outside = outside_note(plan);
    let texts = [("note", &*outside, 0.0), ("note", &*plan.disclaimer, 3.0), ("credit", &*plan.credit, 3.0)];
    Paragraphs::new(&texts, theme, plan.page.min_text, width)
}

/// Breaks the texts and gives every part its place; the list says less until the map has room.
fn arrange(plan: &Plan, theme: &Theme, legend: f64) -> (Texts, Slots) {
    let arrangement = arrangement(plan);
    let margin = theme.page.margin;
    let inner = (plan.page.width - 2.0 * margin).max(60.0);
    let width = match arrangement {
        Arrangement::Stacked => inner,
        Arrangement::Beside => panel_width(plan.page.width),
    };
    let (header, footer) = (header(plan, theme, width), footer(plan, theme, width));
    let split = if arrangement == Arrangement::Stacked { columns(width) } else { 1 };
    let strip = timeline(plan, theme, width).filter(|_| plan.furniture.timeline);
    let mut chosen = None;
    for step in STEPS {
        let list = list(plan, theme, width, split, step);
        let texts =
            Texts { header: header.clone(), footer: footer.clone(), list, timeline: strip.clone(), legend };
        let (slots, room) = slots(plan, theme, arrangement, &texts);
        let fits = room >= 0.0;
        chosen = Some((texts, slots, room));
        if fits {
            break;
        }
    }
    let Some((mut texts, slots_now, room)) = chosen else {
        let list = list(plan, theme, width, split, STEPS[0]);
        let texts = Texts { header, footer, list, timeline: None, legend };
        let slots = slots(plan, theme, arrangement, &texts).0;
        return (texts, slots);
    };
    if room < 0.0 {
        texts.list.cut(texts.list.height + room, plan, theme);
        let slots = slots(plan, theme, arrangement, &texts).0;
        return (texts, slots);
    }
    (texts, slots_now)
}

/// Places that matter to the story but lie beyond the map.
fn outside_note(plan: &Plan) -> String {
    let mut names: Vec<&str> = Vec::new();
    for place in &plan.outside {
        if !place.name.is_empty() && !names.contains(&place.name.as_str()) {
            names.push(&place.name);
        }
    }
    names.truncate(8);
    if names.is_empty() { String::new() } else { format!("Beyond this map: {}.", names.join(", ")) }
}

/// The places of all parts, and the height that is left over (negative if the list is too long).
fn slots(plan: &Plan, theme: &Theme, arrangement: Arrangement, texts: &Texts) -> (Slots, f64) {
    match arrangement {
        Arrangement::Stacked => stacked(plan, theme, texts),
        Arrangement::Beside => beside(plan, theme, texts),
    }
}

impl Texts {
    fn timeline_height(&self) -> f64 {
        self.timeline.as_ref().map_or(0.0, |strip| spaced(strip.height))
    }
}

fn spaced(height: f64) -> f64 {
    if height > 0.0 { height + GAP } else { 0.0 }
}

fn stacked(plan: &Plan, theme: &Theme, texts: &Texts) -> (Slots, f64) {
    let margin = theme.page.margin;
    let width = (plan.page.width - 2.0 * margin).max(60.0);
    let top = margin + accent_height(theme);
    let map_top = top + spaced(texts.header.height);
    let strip = texts.timeline_height();
    let below = spaced(texts.legend) + strip + spaced(texts.list.height) + texts.footer.height;
    let (height, map_height, room) = match plan.page.height {
        None => {
            let map_height = width / aspect(&plan.frame, 0.85, 1.62);
            (map_top + map_height + GAP + below + margin, map_height, 0.0)
        }
        Some(height) => {
            let left = height - map_top - GAP - below - margin;
            let least = (height * 0.46).min(width * 0.62);
            (height, left.max(least.min(height * 0.6)), left - least)
        }
    };
    let legend_top = map_top + map_height + GAP;
    let timeline_top = legend_top + spaced(texts.legend);
    let list_top = timeline_top + strip;
    let slots = Slots {
        height,
        map: Rect { x: margin, y: map_top, width, height: map_height },
        text: (margin, width),
        header_top: top,
        list_top,
        timeline_top,
        legend_top,
        footer_top: list_top + spaced(texts.list.height),
    };
    (slots, room)
}

fn beside(plan: &Plan, theme: &Theme, texts: &Texts) -> (Slots, f64) {
    let margin = theme.page.margin;
    let panel = panel_width(plan.page.width);
    let map_width = plan.page.width - panel - 3.0 * margin;
    let top = margin + accent_height(theme);
    let timeline_top = top + spaced(texts.header.height);
    let list_top = timeline_top + texts.timeline_height();
    let used = list_top + spaced(texts.list.height) + spaced(texts.legend) + texts.footer.height + margin;
    let height = plan.page.height.unwrap_or_else(|| {
        let wanted = map_width / aspect(&plan.frame, 0.9, 1.7) + 2.0 * margin;
        wanted.max(used)
    });
    let footer_top = height - margin - texts.footer.height;
    let slots = Slots {
        height,
        map: Rect { x: margin, y: margin, width: map_width, height: height - 2.0 * margin },
        text: (margin * 2.0 + map_width, panel),
        header_top: top,
        list_top,
        timeline_top,
        legend_top: footer_top - spaced(texts.legend),
        footer_top,
    };
    (slots, height - used)
}

/// The map on its page, before its names and the texts around it.
struct Sheet<'a> {
    plan: &'a Plan,
    theme: &'a Theme,
    slots: Slots,
    ground: Ground,
    dots: Vec<([f64; 2], f64)>,
    marks: Marks,
    legend: Legend,
}

impl<'a> Sheet<'a> {
    fn new(
        plan: &'a Plan,
        basemap: &Basemap,
        theme: &'a Theme,
        slots: Slots,
        level: Option<Level>,
    ) -> Result<Self> {
        let ground = basemap::draw_at(plan, basemap, theme, &slots.map, level)?;
        let dots = names::dots(plan, &ground.view, theme);
        let marks = marks(plan, &ground.view, theme, &dots);
        let hatch = ground.hatches.iter().position(|h| h.name.contains("dispute"));
        let rows = if plan.furniture.legend {
            legend::rows(plan, &ground.view, marks.shown, hatch, theme)
        } else {
            Vec::new()
        };
        let legend = legend::legend(rows, plan, theme, slots.text.1);
        Ok(Self { plan, theme, slots, ground, dots, marks, legend })
    }

    fn finish(self, basemap: &Basemap, texts: &Texts) -> (Scene, Vec<Warning>) {
        let Self { plan, theme, slots, ground, dots, marks, legend } = self;
        let (furniture, taken) = furniture(plan, basemap, theme, &ground.view, &marks, &dots);
        let names = names::names(plan, &ground.view, theme, &taken);
        let mut warnings = marks.warnings;
        warnings.extend(names.warnings);
        for number in &texts.list.left_out {
            let message = format!("entry {number} of the list is left out: there is no room for it");
            warnings.push(Warning::new("entry-dropped", message));
        }
        let layer = |name: &str, nodes: Vec<Node>, clip| Group {
            name: name.to_owned(),
            clip,
            provenance: None,
            nodes,
        };
        let mut layers: Vec<Group> =
            ground.layers.into_iter().map(|g| Group { clip: Some(CLIP), ..g }).collect();
        layers.push(layer("event-ground", marks.below, Some(CLIP)));
        layers.push(layer("places", names.dots, Some(CLIP)));
        layers.push(layer("leaders", names.leaders, Some(CLIP)));
        layers.push(layer("labels", names.texts, Some(CLIP)));
        layers.push(layer("events", marks.above, Some(CLIP)));
        layers.push(layer("frame", vec![frame(&slots.map, theme)], None));
        layers.extend(furniture);
        let (x, _) = slots.text;
        let mut title = accent(theme, x, theme.page.margin);
        title.extend(texts.header.draw(x, slots.header_top));
        layers.push(layer("title", title, None));
        layers.push(layer("legend", legend.draw(plan, theme, x, slots.legend_top), None));
        let strip = texts.timeline.as_ref().map(|strip| strip.draw(plan, theme, x, slots.timeline_top));
        layers.extend(strip.map(|nodes| layer("timeline", nodes, None)));
        layers.push(layer("list", texts.list.draw(plan, theme, x, slots.list_top), None));
        layers.push(layer("credit", texts.footer.draw(x, slots.footer_top), None));
        let scene = Scene {
            id: plan.id.clone(),
            width: plan.page.width,
            height: slots.height,
            lang: plan.lang.clone(),
            title: plan.title.clone(),
            description: plan.description.clone(),
            background: theme.page.background,
            four_inks: theme.page.four_inks,
            hatches: ground.hatches,
            clips: vec![slots.map],
            layers,
            map: slots.map,
        };
        (scene, warnings)
    }
}

fn frame(map: &Rect, theme: &Theme) -> Node {
    let style = Style { stroke: Some(theme.line("frame").stroke()), ..Style::default() };
    Node::Rect(Rectangle { rect: *map, radius: 0.0, style })
}
