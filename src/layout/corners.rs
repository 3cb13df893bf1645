//! Chooses the corners of the map for the locator, the scale bar and the north arrow.

use crate::geodata::basemap::Basemap;
use crate::layout::frame::{View, crossings};
use crate::layout::furniture::corner::{Busy, emptiest};
use crate::layout::furniture::locator::{self, locator};
use crate::layout::furniture::north;
use crate::layout::furniture::scale_bar::{MOST_SPREAD, scale_bar};
use crate::layout::label::boxes::{Area, distance};
use crate::layout::marks::Marks;
use crate::layout::names::Taken;
use crate::model::plan::{AreaRole, Label, LabelStyle, Plan};
use crate::model::scene::{Group, Node, Paint, Rectangle, Style};
use crate::theme::look::Theme;

/// A locator that would cover more than this of what matters is left out.
const MOST_COVERED: f64 = 9.0;

/// Distance of the points at which areas are looked at, pixels.
const GRID: f64 = 16.0;

/// Points along the story's lines and over its countries: the locator rather stands on sea or foreign ground.
fn of_the_story(plan: &Plan, view: &View) -> Vec<([f64; 2], f64)> {
    let lines = plan.lines.iter().filter_map(|line| view.lines.get(&line.geometry));
    let traces = lines.flat_map(|line| &line.pieces);
    let mut points: Vec<_> = traces.flat_map(|trace| trace.iter().step_by(6)).map(|p| (*p, 0.4)).collect();
    let weight = |role| match role {
        AreaRole::Dispute | AreaRole::Highlight => 0.5,
        AreaRole::Focus => 0.12,
        AreaRole::Party => 0.04,
    };
    let areas: Vec<_> = plan
        .areas
        .iter()
        .filter_map(|area| Some((view.areas.get(&area.geometry)?, weight(area.role))))
        .collect();
    let step = GRID;
    let map = &view.map;
    let mut y = map.y + step / 2.0;
    while y < map.y + map.height {
        let rows: Vec<(Vec<f64>, f64)> =
            areas.iter().map(|(area, weight)| (crossings(&area.rings, y), *weight)).collect();
        let mut x = map.x + step / 2.0;
        while x < map.x + map.width {
            let inside = |row: &&(Vec<f64>, f64)| row.0.iter().filter(|&&at| x < at).count() % 2 == 1;
            let most = rows.iter().filter(inside).map(|(_, weight)| *weight).fold(0.0, f64::max);
            if most > 0.0 {
                points.push(([x, y], most * (GRID / 24.0) * (GRID / 24.0)));
            }
            x += step;
        }
        y += step;
    }
    points
}

/// Where names of countries would stand best.
fn countries<'a>(plan: &'a Plan, view: &'a View) -> impl Iterator<Item = ([f64; 2], f64)> + 'a {
    let is_country = |label: &&Label| matches!(label.style, LabelStyle::Country | LabelStyle::CountryFocus);
    let named = plan.labels.iter().filter(is_country).filter_map(|label| view.place(label.point));
    named.map(|point| (point, 0.6))
}

/// Points along coasts and borders, which a scale bar rather keeps off.
fn lines_of_the_ground(view: &View) -> Vec<([f64; 2], f64)> {
    let traces = view.coast.iter().chain(&view.borders);
    let point = |pair: &[[f64; 2]]| {
        // Long straight stretches have few points of their own.
        let steps = libm::ceil(distance(pair[0], pair[1]) / GRID).clamp(1.0, 64.0);
        let (from, to) = (pair[0], pair[1]);
        (0..steps as usize)
            .map(move |k| {
                let t = k as f64 / steps;
                ([0, 1].map(|i| from[i] + t * (to[i] - from[i])), 0.2)
            })
            .collect::<Vec<_>>()
    };
    traces.flat_map(|trace| trace.windows(2).flat_map(point)).collect()
}

/// A light ground for what stands on busy ground.
fn plate(place: &Area, theme: &Theme) -> Node {
    let style =
        Style { fill: Some(Paint::Color(theme.page.panel)), opacity: Some(PLATE), ..Style::default() };
    Node::Rect(Rectangle { rect: place.grown(PLATE_MARGIN).rect(), radius: 2.0, style })
}

/// How far that ground reaches around the scale bar, pixels.
const PLATE_MARGIN: f64 = 4.0;
/// Opacity of that ground.
const PLATE: f64 = 0.75;

/// Locator, scale bar and north arrow in the emptiest corners, and what names keep clear of.
#[must_use]
pub fn furniture(
    plan: &Plan,
    basemap: &Basemap,
    theme: &Theme,
    view: &View,
    marks: &Marks,
    dots: &[([f64; 2], f64)],
) -> (Vec<Group>, Taken) {
    let map = Area::of(&view.map);
    let mut busy = Busy {
        points: dots.iter().map(|(p, _)| (*p, 1.0)).collect(),
        boxes: marks.boxes.iter().map(|b| (*b, 6.0)).collect(),
    };
    for (line, weight) in &marks.lines {
        busy.points.extend(line.iter().step_by(4).map(|p| (*p, 0.3 * weight)));
    }
    let mut groups = Vec::new();
    let group = |name: &str, nodes| Group { name: name.to_owned(), clip: None, provenance: None, nodes };
    if plan.furniture.locator && locator::helps(&plan.frame.bounds) {
        let side = locator::side(&view.map);
        let mut busier = busy.clone();
        busier.points.extend(of_the_story(plan, view));
        busier.points.extend(countries(plan, view));
        let (place, covered) = emptiest(&map, [side, side], 7.0, &busier);
        let globe = locator(view, basemap, theme, &place.rect()).filter(|_| covered < MOST_COVERED);
        if let Some(globe) = globe {
            groups.push(group("locator", globe));
            busy.boxes.push((place, 50.0));
        }
    }
    let min = plan.page.min_text;
    let wanted = plan.furniture.scale_bar && view.scale_spread <= MOST_SPREAD;
    let room = (view.map.width * 0.2).clamp(50.0, 130.0);
    if let Some(bar) = scale_bar(view.km_per_px, room).filter(|_| wanted) {
        let size = bar.size(theme, min);
        let lines = Busy { points: lines_of_the_ground(view), boxes: Vec::new() };
        let mut busier = busy.clone();
        busier.points.extend(of_the_story(plan, view));
        busier.points.extend(&lines.points);
        let (place, _) = emptiest(&map, size, 9.0, &busier);
        let mut nodes = bar.draw(theme, min, place.x0, place.y0);
        if lines.covered(&place) > 0.0 {
            nodes.insert(0, plate(&place, theme));
        }
        groups.push(group("scale-bar", nodes));
        // Names keep off the ground under it as well.
        busy.boxes.push((place.grown(PLATE_MARGIN + 1.0), 50.0));
    }
    if let Some(lean) = north::lean(view).filter(|_| plan.furniture.scale_bar) {
        let (place, _) = emptiest(&map, north::SIZE, 7.0, &busy);
        groups.push(group("north-arrow", north::draw(lean, theme, min, place.x0, place.y0)));
        busy.boxes.push((place, 50.0));
    }
    let boxes = busy.boxes.iter().map(|(b, _)| *b).collect();
    (groups, Taken { boxes, lines: marks.lines.clone() })
}
