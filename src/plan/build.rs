//! Puts a plan together: story, frame, areas, names, marks, list, words.

use crate::diagnostic::{Error, ErrorKind, Result, Warning};
use crate::geodata::basemap::Basemap;
use crate::geodata::gazetteer::Gazetteer;
use crate::geodata::worldview;
use crate::geometry::projection::table;
use crate::model::article::Article;
use crate::model::event::Event;
use crate::model::geo::{Bounds, LonLat};
use crate::model::mention::{Focus, Resolution};
use crate::model::place::{Place, PlaceKind};
use crate::model::plan::{Anchor, AreaRole, Frame, Furniture, Mark, Outside, PLAN_VERSION, Plan, Projection};
use crate::plan::frame::{Content, frame};
use crate::plan::ground::Ground;
use crate::plan::labels::{Wanted, labels};
use crate::plan::options::PlanOptions;
use crate::plan::reach::Reach;
use crate::plan::scope::{intersects, share_inside};
use crate::plan::{areas, disputed, entries, marks, own_layers, spelling, story, tight, words};

/// What was read of an article: the input of a plan.
#[derive(Clone, Copy)]
pub struct Story<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its mentions with their places.
    pub resolutions: &'a [Resolution],
    /// Its places with their weight.
    pub focus: &'a [Focus],
    /// Its events.
    pub events: &'a [Event],
}

/// Frames lower than this show the lines of first-order divisions, degrees.
const DIVISIONS_BELOW: f64 = 9.0;
/// A story that names this many of them is about them, on any scale.
const MANY_DIVISIONS: usize = 4;
/// Frames higher than this show the world, where towns for orientation only crowd it, degrees.
const WORLD: f64 = 75.0;
/// Frames lower than this also name them all, degrees.
const DIVISION_NAMES_BELOW: f64 = 4.5;

/// The plan of a story's map, with warnings for what was left out.
///
/// # Errors
/// If the story has no place that can be mapped, or an option names an unknown place or projection.
pub fn build(
    story: Story<'_>,
    gazetteer: &Gazetteer,
    basemap: &Basemap,
    options: &PlanOptions,
) -> Result<(Plan, Vec<Warning>)> {
    let mut warnings = Vec::new();
    let view = worldview::get(&options.worldview).ok_or_else(|| unknown_view(&options.worldview))?;
    let reach = Reach::new(basemap, view);
    let ground = Ground { gazetteer, reach: &reach, view, lang: &options.lang };
    let events: Vec<Event> =
        story.events.iter().filter(|e| e.confidence >= options.min_confidence).cloned().collect();
    let numbered = entries::number(story.events, options.min_confidence, &mut warnings);
    let all_marks: Vec<Mark> = numbered.iter().flat_map(|n| marks::marks_of(n.event, n.number)).collect();
    let countries = story::weigh_countries(story.resolutions, &events, &|place| reach.holder(place));
    let named = story::named_places(story.resolutions, story.focus, options.min_confidence);
    let focus: Vec<Place> =
        story::focus_countries(&countries, &named).iter().filter_map(|c| ground.country(&c.code)).collect();
    let content = Content { events: &events, named: &named, focus: &focus, weights: &countries };
    let frame = frame(options, content, ground)?;
    let (kept, outside) = split_marks(all_marks, frame, ground);
    let mut plan = Parts { story, options, ground, focus, named, frame, marks: kept, outside }
        .plan(&numbered, &events)?;
    spelling::respell(&mut plan, story.resolutions, ground);
    own_layers::add(&mut plan, &options.layers, &mut warnings);
    Ok((plan, warnings))
}

/// What was chosen so far.
struct Parts<'a> {
    story: Story<'a>,
    options: &'a PlanOptions,
    ground: Ground<'a>,
    focus: Vec<Place>,
    named: Vec<(&'a Place, f32)>,
    frame: Bounds,
    marks: Vec<Mark>,
    outside: Vec<Outside>,
}

impl Parts<'_> {
    /// Towns of the story that the frame shows.
    fn towns_told(&self) -> usize {
        let shown =
            |p: &Place| p.kind.is_pointlike() && self.frame.contains(p.label_point.unwrap_or(p.point));
        self.named.iter().filter(|(p, _)| shown(p)).count()
    }

    /// What the map is fitted to, unless the caller asks for a frame of his own.
    fn hold(&self, focus: &[Place], events: &[&Place]) -> Vec<LonLat> {
        if self.options.focus.is_some() {
            return Vec::new();
        }
        let at = |p: &Place| p.label_point.unwrap_or(p.point);
        let told = self.named.iter().map(|(p, _)| *p).chain(events.iter().copied());
        let (points, mut areas): (Vec<&Place>, Vec<&Place>) = told.partition(|p| p.kind.is_pointlike());
        areas.retain(|p| !matches!(p.kind, PlaceKind::Sea | PlaceKind::Continent | PlaceKind::Group));
        areas.extend(focus);
        let seats = self.ground.capitals(focus);
        let points: Vec<LonLat> = points.into_iter().chain(&seats).map(at).collect();
        tight::outline(self.frame, &areas, &points, self.ground)
    }

    fn plan(mut self, numbered: &[entries::Numbered<'_>], events: &[Event]) -> Result<Plan> {
        let options = self.options;
        let article = self.story.article;
        let focus_codes: Vec<String> = self.focus.iter().map(|f| f.country.clone()).collect();
        let event_places: Vec<&Place> =
            events.iter().filter(|e| e.news).flat_map(|e| &e.places).map(|p| &p.place).collect();
        let told = self.named.iter().filter(|(p, _)| p.kind == PlaceKind::Admin1).count();
        let divisions = self.frame.height() < DIVISIONS_BELOW || told >= MANY_DIVISIONS;
        let contents = self.ground.contents(self.frame, town_rank(self.frame), divisions);
        let wanted = Wanted {
            focus: &focus_codes,
            named: &self.named,
            events: &event_places,
            frame: self.frame,
            towns: if self.frame.height() > WORLD { 0 } else { towns_wanted(options, self.towns_told()) },
            divisions: self.frame.height() < DIVISION_NAMES_BELOW,
        };
        let shown = disputed::in_frame(self.frame, self.ground);
        let labels = labels(&wanted, &contents, &shown, self.ground);
        let disputes: Vec<_> = shown.into_iter().flat_map(|s| s.areas).collect();
        let in_frame: Vec<Place> = std::mem::take(&mut self.focus)
            .into_iter()
            .filter(|c| intersects(self.ground.bounds(c), self.frame))
            .collect();
        let tints = areas::tints(&in_frame, self.ground);
        let areas = areas::areas(&in_frame, &tints, &disputes, &self.marks);
        let lines = areas::named_lines(&self.named, &event_places, self.frame, self.ground);
        let evidence = options.evidence;
        let list: Vec<_> = numbered
            .iter()
            .map(|n| {
                let on_map = self.marks.iter().any(|m| m.number == n.number);
                entries::entry(*n, article, on_map, evidence)
            })
            .collect();
        let hold = self.hold(&in_frame, &event_places);
        let names: Vec<String> = in_frame.iter().map(|p| self.ground.name(p)).collect();
        let mut dispute_names: Vec<String> =
            areas.iter().filter(|a| a.role == AreaRole::Dispute).map(|a| a.name.clone()).collect();
        dispute_names.dedup();
        let id = [options.id.as_str(), article.id.as_str(), article.title.as_str()];
        let id = id.iter().find(|t| !t.is_empty()).map_or_else(String::new, |t| (*t).to_owned());
        let title = title(options, article, &names, &self.named, events);
        Ok(Plan {
            version: PLAN_VERSION,
            id: words::slug(&id),
            subtitle: options
                .subtitle
                .clone()
                .unwrap_or_else(|| words::subtitle(options.date.or(article.date))),
            credit: words::credit(options.credit.as_deref()),
            disclaimer: words::disclaimer(
                self.ground.view,
                !dispute_names.is_empty(),
                &disputed::notes(self.frame, self.ground),
            ),
            description: words::description(&names, &list, &self.marks, &dispute_names),
            title,
            lang: options.lang.clone(),
            worldview: self.ground.view.code.clone(),
            theme: options.theme.clone(),
            style: options.style.clone(),
            page: options.page,
            frame: Frame { bounds: self.frame, projection: chosen_projection(options, self.frame)?, hold },
            areas,
            lines,
            labels,
            marks: self.marks,
            entries: list,
            furniture: Furniture { admin1: divisions, timeline: options.timeline, ..Furniture::default() },
            outside: self.outside,
            layers: Vec::new(),
        })
    }
}

fn title(
    options: &PlanOptions,
    article: &Article,
    names: &[String],
    named: &[(&Place, f32)],
    events: &[Event],
) -> String {
    // A list of events names no places besides: its foremost event stands for it.
    let foremost = events.iter().max_by(|a, b| a.importance.total_cmp(&b.importance));
    let event = foremost.map_or("", |e| e.label.as_str());
    let fallback = named.first().map_or(event, |(p, _)| p.name.as_str());
    match &options.title {
        Some(title) => title.clone(),
        None if !article.title.is_empty() => article.title.clone(),
        None => words::title(names, fallback),
    }
}

fn chosen_projection(options: &PlanOptions, frame: Bounds) -> Result<Option<Projection>> {
    let Some(name) = options.projection.as_deref() else { return Ok(None) };
    if table::row(name).is_none() {
        let keys: Vec<&str> = table::ROWS.iter().map(|r| r.key).collect();
        return Err(Error::new(ErrorKind::Options, format!("there is no projection '{name}'"))
            .with_hint(format!("choose one of: {}", keys.join(", "))));
    }
    let sixth = frame.height() / 6.0;
    let parallels = vec![frame.south + sixth, frame.north - sixth];
    Ok(Some(Projection { name: name.to_owned(), center: frame.center(), parallels }))
}

fn unknown_view(code: &str) -> Error {
    let codes: Vec<&str> = worldview::all().iter().map(|v| v.code.as_str()).collect();
    Error::new(ErrorKind::Options, format!("there is no worldview '{code}'"))
        .with_hint(format!("choose one of: {}", codes.join(", ")))
}

/// Marks whose place is in the frame, and the others as places outside.
fn split_marks(all: Vec<Mark>, frame: Bounds, ground: Ground<'_>) -> (Vec<Mark>, Vec<Outside>) {
    let mut outside = Vec::new();
    let kept = all
        .into_iter()
        .filter(|mark| {
            let point = match &mark.anchor {
                Anchor::Point { at } | Anchor::Ring { at, .. } => *at,
                Anchor::Area { geometry, at } | Anchor::Line { geometry, at } => {
                    let bounds = ground.shape_bounds(geometry);
                    if bounds.is_none_or(|b| shows(frame, b) || frame.contains(*at)) {
                        return true;
                    }
                    *at
                }
                Anchor::Arrow { path } => match path.iter().find(|p| frame.contains(**p)) {
                    Some(_) => return true,
                    None => path.last().copied().unwrap_or_default(),
                },
            };
            if frame.contains(point) {
                return true;
            }
            let reason = format!("event {} lies far from the rest", mark.number);
            outside.push(Outside { name: mark.place.clone(), point, reason });
            false
        })
        .collect();
    (kept, outside)
}

/// Whether a frame shows enough of a shape for a mark in it: a good part of the shape, or much of the frame.
fn shows(frame: Bounds, shape: Bounds) -> bool {
    intersects(shape, frame) && (share_inside(shape, frame) > 0.12 || share_inside(frame, shape) > 0.5)
}

/// Least important rank of towns that a frame of this size may name.
fn town_rank(frame: Bounds) -> u8 {
    match frame.height() {
        h if h > 60.0 => 0,
        h if h > 25.0 => 1,
        h if h > 12.0 => 3,
        h if h > 5.0 => 5,
        h if h > 2.0 => 7,
        _ => 9,
    }
}

/// Towns for orientation: fewer on small pages and where the story names many itself.
fn towns_wanted(options: &PlanOptions, told: usize) -> usize {
    let (page, least) = if options.page.width < 480.0 { (6, 1) } else { (12, 4) };
    least.max(page - told.min(page))
}
