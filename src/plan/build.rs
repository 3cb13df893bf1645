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
use crate::plan::ground::Ground;
use crate::plan::labels::{Wanted, labels};
use crate::plan::options::{FocusOn, PlanOptions};
use crate::plan::reach::Reach;
use crate::plan::scope::{Wish, around, intersects, scope, union};
use crate::plan::story::CountryWeight;
use crate::plan::{areas, disputed, entries, marks, own_layers, story, words};

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

/// Degrees of latitude that a point brings with it.
const POINT_HEIGHT: f64 = 1.2;
/// How far the frame may grow, in area, for one more place that the story names.
const NAMED_STRETCH: f64 = 2.2;
/// Countries with this share of the heaviest one's weight lead the story: where several do, the frame
/// shows them whole if it can.
const LEADING: f64 = 0.5;
/// How far it may reach for that.
const LEADING_REACH: f64 = 2.2;
/// Margin around what must be seen, as a share of the frame's height.
const MARGIN: f64 = 0.09;
/// Frames lower than this show the lines of first-order divisions, degrees.
const DIVISIONS_BELOW: f64 = 9.0;
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
    let countries = story::weigh_countries(story.resolutions, &events);
    let focus: Vec<Place> =
        story::focus_countries(&countries).iter().filter_map(|c| ground.country(&c.code)).collect();
    let named = story::named_places(story.resolutions, story.focus, options.min_confidence);
    let frame = frame(options, &events, &named, &focus, &countries, ground)?;
    let (kept, outside) = split_marks(all_marks, frame);
    let mut plan = Parts { story, options, ground, focus, named, frame, marks: kept, outside }
        .plan(&numbered, &events)?;
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
    fn plan(mut self, numbered: &[entries::Numbered<'_>], events: &[Event]) -> Result<Plan> {
        let options = self.options;
        let article = self.story.article;
        let focus_codes: Vec<String> = self.focus.iter().map(|f| f.country.clone()).collect();
        let event_places: Vec<&Place> =
            events.iter().filter(|e| e.news).flat_map(|e| &e.places).map(|p| &p.place).collect();
        let divisions = self.frame.height() < DIVISIONS_BELOW;
        let contents = self.ground.contents(self.frame, town_rank(self.frame), divisions);
        let wanted = Wanted {
            focus: &focus_codes,
            named: &self.named,
            events: &event_places,
            frame: self.frame,
            towns: towns_wanted(options, self.named.len()),
            divisions: self.frame.height() < DIVISION_NAMES_BELOW,
        };
        let shown = disputed::in_frame(self.frame, self.ground);
        let labels = labels(&wanted, &contents, &shown, self.ground);
        let disputes: Vec<_> = shown.into_iter().flat_map(|s| s.areas).collect();
        let in_frame: Vec<Place> = std::mem::take(&mut self.focus)
            .into_iter()
            .filter(|c| intersects(self.ground.bounds(c), self.frame))
            .collect();
        let areas = areas::areas(&in_frame, &disputes, &self.marks);
        let lines = areas::named_lines(&self.named, &event_places, self.frame, self.ground);
        let evidence = options.evidence;
        let list: Vec<_> = numbered
            .iter()
            .map(|n| {
                let on_map = self.marks.iter().any(|m| m.number == n.number);
                entries::entry(*n, article, on_map, evidence)
            })
            .collect();
        let names: Vec<String> = in_frame.iter().map(|p| self.ground.name(p)).collect();
        let mut dispute_names: Vec<String> =
            areas.iter().filter(|a| a.role == AreaRole::Dispute).map(|a| a.name.clone()).collect();
        dispute_names.dedup();
        let id = [options.id.as_str(), article.id.as_str(), article.title.as_str()];
        let id = id.iter().find(|t| !t.is_empty()).map_or_else(String::new, |t| (*t).to_owned());
        let title = title(options, article, &names, &self.named);
        Ok(Plan {
            version: PLAN_VERSION,
            id: words::slug(&id),
            subtitle: options
                .subtitle
                .clone()
                .unwrap_or_else(|| words::subtitle(options.date.or(article.date))),
            credit: words::credit(options.credit.as_deref()),
            disclaimer: words::disclaimer(
                !dispute_names.is_empty(),
                &disputed::notes(self.frame, self.ground),
            ),
            description: words::description(&names, &list, &self.marks, &dispute_names),
            title,
            lang: options.lang.clone(),
            worldview: self.ground.view.code.clone(),
            theme: options.theme.clone(),
            page: options.page,
            frame: Frame { bounds: self.frame, projection: chosen_projection(options, self.frame)? },
            areas,
            lines,
            labels,
            marks: self.marks,
            entries: list,
            furniture: Furniture { admin1: divisions, ..Furniture::default() },
            outside: self.outside,
            layers: Vec::new(),
        })
    }
}

fn title(options: &PlanOptions, article: &Article, names: &[String], named: &[(&Place, f32)]) -> String {
    let fallback = named.first().map_or("", |(p, _)| p.name.as_str());
    match &options.title {
        Some(title) => title.clone(),
        None if !article.title.is_empty() => article.title.clone(),
        None => words::title(names, fallback),
    }
}

/// The frame: what the caller asks for, else what the news and its countries need.
fn frame(
    options: &PlanOptions,
    events: &[Event],
    named: &[(&Place, f32)],
    focus: &[Place],
    weights: &[CountryWeight],
    ground: Ground<'_>,
) -> Result<Bounds> {
    match &options.focus {
        Some(FocusOn::Box(bounds)) => return Ok(*bounds),
        Some(FocusOn::Place(name)) => return asked_for(name, ground),
        None => {}
    }
    let point = |p: &Place| around(p.label_point.unwrap_or(p.point), POINT_HEIGHT);
    let news = story::news_places(events);
    // Countries as such do not make the core: an event "in Chile" must not hide where its towns are.
    let mut core: Vec<Bounds> = news
        .iter()
        .filter(|(p, _)| !is_wide(p))
        .map(|(p, _)| if p.kind.is_pointlike() { point(p) } else { ground.bounds(p) })
        .collect();
    let focus_codes: Vec<&str> = focus.iter().map(|f| f.country.as_str()).collect();
    let close = |p: &Place| p.country.is_empty() || focus_codes.contains(&p.country.as_str());
    let mut wishes = Vec::new();
    for (place, score) in named.iter().filter(|(p, _)| !is_wide(p) && close(p)) {
        let bounds = if place.kind.is_pointlike() { point(place) } else { ground.bounds(place) };
        if core.is_empty() || *score >= 0.5 {
            core.push(bounds);
        } else {
            let reach = if place.kind == PlaceKind::Line { LEADING_REACH } else { 0.0 };
            wishes.push(Wish { bounds, stretch: NAMED_STRETCH, reach });
        }
    }
    if focus.len() > 1 {
        let capitals = ground.capitals();
        let seats = focus.iter().filter_map(|f| capitals.iter().find(|c| c.country == f.country));
        wishes.extend(seats.map(|c| Wish { bounds: point(c), stretch: 2.5, reach: 0.0 }));
    }
    let stretch = if focus.len() > 1 { 2.2 } else { 3.0 };
    let leading = weights.iter().filter(|c| c.weight >= LEADING).count();
    wishes.extend(focus.iter().enumerate().map(|(i, c)| {
        let reach = if leading > 1 && i < leading { LEADING_REACH } else { 0.0 };
        Wish { bounds: ground.bounds(c), stretch, reach }
    }));
    if core.is_empty() {
        core.extend(focus.first().map(|c| ground.bounds(c)));
    }
    if core.is_empty() {
        core.extend(named.iter().take(3).map(|(p, _)| ground.bounds(p)));
    }
    let chosen = scope(&core, &wishes);
    chosen.map(|(bounds, _)| with_margin(bounds)).ok_or_else(|| {
        Error::new(ErrorKind::NothingToMap, "no place was found that a map could show")
            .with_hint("'dateline inspect ARTICLE --classes all' lists everything that looks like a place")
    })
}

/// The frame with some air around it.
fn with_margin(b: Bounds) -> Bounds {
    let by = b.height() * MARGIN;
    let corners = [LonLat::new(b.west, b.south), LonLat::new(b.east, b.north)];
    corners.into_iter().map(|corner| around(corner, by * 2.0)).fold(b, union)
}

/// Whether a place is too wide to say where something happened.
fn is_wide(place: &Place) -> bool {
    matches!(place.kind, PlaceKind::Country | PlaceKind::Continent | PlaceKind::Group)
}

fn asked_for(name: &str, ground: Ground<'_>) -> Result<Bounds> {
    let g = ground.gazetteer;
    let found = g.by_id(name).or_else(|| g.lookup(name).and_then(|p| p.iter().next().map(|p| p.place)));
    found
        .map(|p| g.place(p))
        .map(|p| if p.kind.is_pointlike() { around(p.point, POINT_HEIGHT) } else { ground.bounds(&p) })
        .ok_or_else(|| {
            Error::new(ErrorKind::Options, format!("--focus '{name}' is no known place"))
                .with_hint("'dateline places NAME' searches; or give WEST,SOUTH,EAST,NORTH in degrees")
        })
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
fn split_marks(all: Vec<Mark>, frame: Bounds) -> (Vec<Mark>, Vec<Outside>) {
    let mut outside = Vec::new();
    let kept = all
        .into_iter()
        .filter(|mark| {
            let point = match &mark.anchor {
                Anchor::Point { at } | Anchor::Ring { at, .. } => *at,
                Anchor::Area { .. } | Anchor::Line { .. } => return true,
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

/// Towns for orientation: fewer on small pages and where the story names many.
fn towns_wanted(options: &PlanOptions, named: usize) -> usize {
    let page = if options.page.width < 480.0 { 6 } else { 12 };
    page.max(named) - named.min(page)
}
