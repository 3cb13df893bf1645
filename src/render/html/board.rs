//! Draws a map for one width: the ground once, and names and marks for every zoom level, each tied to its point.

use std::fmt::Write as _;

use crate::model::scene::{Command, Group, Node, Rect, Scene, Text};
use crate::render::html::anchors::extent_of;
use crate::render::html::items::Items;
use crate::render::html::levels::levels;
use crate::render::html::markup::escaped;
use crate::render::html::shapes::{along_the_land, thinned};
use crate::render::path::number;
use crate::render::svg::{Parts, SvgOptions, TextMode};
use crate::render::text::id;

/// A map laid out for one zoom level.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// How much larger than at the first level its map is.
    pub zoom: f64,
    /// The drawing.
    pub scene: Scene,
}

/// A map for one width, in one worldview.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// Its class in the page: `wide` or `phone`.
    pub name: &'static str,
    /// Which of the page's worldviews it shows.
    pub view: usize,
    /// Its levels; the first has zoom 1.
    pub levels: Vec<Level>,
}

/// A board as markup.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drawn {
    /// Which of the page's worldviews it shows.
    pub view: usize,
    /// The map that moves.
    pub map: String,
    /// What keeps its place over the map: locator and scale bar.
    pub fixed: String,
    /// The legend.
    pub legend: String,
}

/// Layers that keep their size and lie over the ground.
const OVER: [&str; 4] = ["places", "leaders", "labels", "events"];
/// Layers that keep their place.
const FIXED: [&str; 3] = ["locator", "scale-bar", "north-arrow"];
/// Parts of the page around the map; the page writes its own.
const AROUND: [&str; 5] = ["title", "list", "credit", "frame", "legend"];
/// Points of the locator nearer than this to the line between their neighbors do not show, tenths of a pixel.
const THIN: f64 = 3.0;

/// Draws a board. `fonts` is the value of `font-family`, `about` the id of what describes the map.
#[must_use]
pub fn draw(board: &Board, items: &Items, fonts: &str, about: &str) -> Drawn {
    let Some(first) = board.levels.first() else { return Drawn::default() };
    let map = first.scene.map;
    let size = format!("0 0 {} {}", number(map.width), number(map.height));
    let class = format!("dl-art dl-{}", board.name);
    let scale = km_per_px(first).map_or_else(String::new, |km| format!(" data-km=\"{km:.6}\""));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{class}\" viewBox=\"{size}\"{scale} role=\"group\" aria-label=\"Events and places on the map\" aria-describedby=\"{}\" font-family=\"{}\">",
        escaped(about),
        escaped(fonts),
    );
    out.push_str("<g class=\"dl-world\">");
    out.push_str(&ground_of(first));
    let signs =
        format!("{}-{}", first.scene.id.rsplit_once('-').map_or("", |(map, _)| map), &board.name[..1]);
    let letter =
        u8::try_from(board.view).ok().filter(|view| *view > 0).map(|view| char::from(b'a' + view % 26));
    let signs = letter.map_or_else(|| signs.clone(), |letter| format!("{signs}{letter}"));
    out.push_str(&levels(&board.levels, items, options(), &id(&signs)));
    out.push_str("</g></svg>");
    Drawn {
        view: board.view,
        map: out,
        fixed: fixed(first, board.name, fonts),
        legend: legend(first, board.name, fonts),
    }
}

fn options() -> SvgOptions {
    SvgOptions { text: TextMode::Live, inline: true, steady: true, ..SvgOptions::default() }
}

/// Fills, lines and what events lay over the ground. Its strokes keep their width, its points are those of the first
/// level: finer ones would weigh half as much again.
fn ground_of(level: &Level) -> String {
    let layers: Vec<Group> =
        level.scene.layers.iter().filter(|layer| is_ground(&layer.name)).cloned().collect();
    let scene = Scene { layers: along_the_land(&layers, level.scene.map), ..level.scene.clone() };
    let parts = Parts::new(&scene, options());
    let mut out = format!(
        "{}<g class=\"dl-ground\" transform=\"translate({} {})\" clip-path=\"url(#{})\">",
        parts.definitions(),
        number(-scene.map.x),
        number(-scene.map.y),
        parts.clip(0),
    );
    for layer in scene.layers.iter().filter(|layer| !layer.nodes.is_empty()) {
        let _ = write!(out, "<g data-ly=\"{}\">{}</g>", escaped(&layer.name), parts.nodes(&layer.nodes));
    }
    out.push_str("</g>");
    out
}

fn is_ground(name: &str) -> bool {
    !OVER.contains(&name) && !FIXED.contains(&name) && !AROUND.contains(&name)
}

/// The scale of a map that has a scale bar, from the bar: its length and its words.
fn km_per_px(level: &Level) -> Option<f64> {
    let bar = level.scene.layers.iter().find(|layer| layer.name == "scale-bar")?;
    let length = bar.nodes.iter().find_map(|node| match node {
        Node::Path(path) => match path.commands[..] {
            [Command::Move(from), _, Command::Move(to), ..] => Some(to[0] - from[0]),
            _ => None,
        },
        _ => None,
    })?;
    let words = texts(&bar.nodes).into_iter().find_map(|text| text.content.strip_suffix(" km"))?;
    let km: f64 = words.replace(',', "").parse().ok()?;
    (length > 0.0 && km > 0.0).then(|| km / length)
}

/// The texts among nodes, in order.
#[must_use]
pub fn texts(nodes: &[Node]) -> Vec<&Text> {
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Node::Text(text) => found.push(text),
            Node::Group(group) => found.extend(texts(&group.nodes)),
            _ => {}
        }
    }
    found
}

fn fixed(level: &Level, name: &str, fonts: &str) -> String {
    let thin = |layer: &Group| Group {
        nodes: layer.nodes.iter().map(|node| thinned(node, THIN)).collect(),
        ..layer.clone()
    };
    let found = level.scene.layers.iter().filter(|layer| FIXED.contains(&layer.name.as_str()));
    let layers: Vec<Group> = found.map(thin).collect();
    still(
        level,
        &layers.iter().collect::<Vec<_>>(),
        level.scene.map,
        &format!("dl-fixed dl-{name}"),
        "aria-hidden=\"true\"",
        fonts,
    )
}

fn legend(level: &Level, name: &str, fonts: &str) -> String {
    let layers: Vec<&Group> = level.scene.layers.iter().filter(|layer| layer.name == "legend").collect();
    let Some(bounds) = layers.first().and_then(|layer| extent_of(&layer.nodes)) else { return String::new() };
    let map = level.scene.map;
    let around =
        Rect { x: map.x - 6.0, y: bounds.y - 2.0, width: map.width + 12.0, height: bounds.height + 4.0 };
    let mut words = Vec::new();
    for layer in &layers {
        collect_words(layer, &mut words);
    }
    let label = format!("role=\"img\" aria-label=\"Legend: {}\"", escaped(&words.join(", ")));
    still(level, &layers, around, &format!("dl-legend dl-{name}"), &label, fonts)
}

fn collect_words(group: &Group, words: &mut Vec<String>) {
    words.extend(texts(&group.nodes).iter().map(|text| text.content.clone()));
}

/// Layers as a drawing of their own that does not move.
fn still(level: &Level, layers: &[&Group], around: Rect, class: &str, label: &str, fonts: &str) -> String {
    if layers.is_empty() {
        return String::new();
    }
    let scene = Scene {
        id: format!("{}-{}", level.scene.id, if class.contains("legend") { "l" } else { "f" }),
        layers: layers.iter().map(|layer| (*layer).clone()).collect(),
        ..level.scene.clone()
    };
    let parts = Parts::new(&scene, SvgOptions { steady: false, ..options() });
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{class}\" viewBox=\"{} {} {} {}\" {label} font-family=\"{}\">{}",
        number(around.x),
        number(around.y),
        number(around.width),
        number(around.height),
        escaped(fonts),
        parts.definitions(),
    );
    for layer in &scene.layers {
        // The label of the whole says it.
        out.push_str("<g aria-hidden=\"true\">");
        out.push_str(&parts.nodes(&layer.nodes));
        out.push_str("</g>");
    }
    out.push_str("</svg>");
    out
}
