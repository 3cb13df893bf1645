//! Draws a map for one width: the ground once, and names and marks for every zoom level, each tied to its point.

use std::fmt::Write as _;

use crate::model::scene::{Group, Node, Rect, Scene, Text};
use crate::render::html::anchors::{Piece, Role, extent_of, pieces, shifted};
use crate::render::html::items::Items;
use crate::render::html::markup::escaped;
use crate::render::path::{coarse, number};
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

/// A map for one width.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// Its class in the page: `wide` or `phone`.
    pub name: &'static str,
    /// Its levels; the first has zoom 1.
    pub levels: Vec<Level>,
}

/// A board as markup.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drawn {
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
/// The class of what keeps its size.
const STEADY: &str = " class=\"dl-k\"";
/// Half of the least size of what a finger can hit, CSS pixels.
const FINGER: f64 = 22.0;

/// Draws a board. `fonts` is the value of `font-family`, `label` what the map is called.
#[must_use]
pub fn draw(board: &Board, items: &Items, fonts: &str, label: &str) -> Drawn {
    let Some(first) = board.levels.first() else { return Drawn::default() };
    let map = first.scene.map;
    let size = format!("0 0 {} {}", number(map.width), number(map.height));
    let class = format!("dl-art dl-{}", board.name);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{class}\" viewBox=\"{size}\" role=\"group\" aria-label=\"{}\" font-family=\"{}\">",
        escaped(label),
        escaped(fonts),
    );
    out.push_str("<g class=\"dl-world\">");
    out.push_str(&ground_of(first));
    let mut signs = Vec::new();
    for level in &board.levels {
        push_level(&mut out, level, items, &mut signs);
    }
    out.push_str("</g></svg>");
    Drawn { map: out, fixed: fixed(first, board.name, fonts), legend: legend(first, board.name, fonts) }
}

fn options() -> SvgOptions {
    SvgOptions { text: TextMode::Live, inline: true, steady: true, ..SvgOptions::default() }
}

/// Fills, lines and what events lay over the ground. Its strokes keep their width, its points are those of the first
/// level: finer ones would weigh half as much again.
fn ground_of(level: &Level) -> String {
    let scene = Scene {
        layers: level.scene.layers.iter().filter(|layer| is_ground(&layer.name)).cloned().collect(),
        ..level.scene.clone()
    };
    let parts = Parts::new(&scene, options());
    let mut out = format!(
        "{}<g class=\"dl-ground\" transform=\"translate({} {})\" clip-path=\"url(#{})\">",
        parts.definitions(),
        number(-scene.map.x),
        number(-scene.map.y),
        parts.clip(0),
    );
    for layer in &scene.layers {
        let _ = write!(out, "<g data-ly=\"{}\">{}</g>", escaped(&layer.name), parts.nodes(&layer.nodes));
    }
    out.push_str("</g>");
    out
}

fn is_ground(name: &str) -> bool {
    !OVER.contains(&name) && !FIXED.contains(&name) && !AROUND.contains(&name)
}

/// Names and marks of a level. `signs` holds what the board has drawn before, to be used again.
fn push_level(out: &mut String, level: &Level, items: &Items, signs: &mut Vec<String>) {
    let _ = write!(out, "<g class=\"dl-level\" data-z=\"{}\">", number(level.zoom));
    let mut sheet = Sheet { level, items, parts: Parts::new(&level.scene, options()), signs };
    let pieces = pieces(&level.scene);
    let named = |dot: &Piece<'_>| {
        pieces.iter().any(|piece| matches!(piece.role, Role::Name | Role::Place(_)) && piece.at == dot.at)
    };
    let mut names: Vec<(String, String)> = Vec::new();
    let mut marks = String::new();
    for piece in &pieces {
        match piece.role {
            // A dot with a name is written with it.
            Role::Dot if named(piece) => {}
            Role::Dot | Role::Line => sheet.sign(if marks.is_empty() { out } else { &mut marks }, piece),
            Role::Name | Role::Place(_) => {
                let texts = texts(&piece.nodes);
                let Some(first) = texts.first() else { continue };
                let look = sheet.parts.look(first);
                if !names.iter().any(|(other, _)| *other == look) {
                    names.push((look.clone(), String::new()));
                }
                let dot = pieces.iter().find(|dot| dot.role == Role::Dot && dot.at == piece.at);
                if let Some((_, group)) = names.iter_mut().find(|(other, _)| *other == look) {
                    sheet.name(group, piece, dot, &texts);
                }
            }
            Role::Event(number) => sheet.mark(&mut marks, piece, number),
        }
    }
    for (look, group) in names {
        let _ = write!(out, "<g{look}>{group}</g>");
    }
    out.push_str(&marks);
    out.push_str("</g>");
}

/// A level that is being written.
struct Sheet<'a> {
    level: &'a Level,
    items: &'a Items,
    parts: Parts<'a>,
    signs: &'a mut Vec<String>,
}

impl Sheet<'_> {
    /// Opens the group of a piece at its point of the map.
    fn open(&self, out: &mut String, piece: &Piece<'_>) {
        let (map, zoom) = (self.level.scene.map, self.level.zoom);
        let at = [(piece.at[0] - map.x) / zoom, (piece.at[1] - map.y) / zoom];
        let _ = write!(out, "<g transform=\"translate({} {})\"", coarse(at[0]), coarse(at[1]));
    }

    /// Nodes at an offset; what looks the same is written once in a board.
    fn used(&mut self, nodes: &[Node], [x, y]: [f64; 2], class: &str) -> String {
        let drawn = self.parts.nodes(nodes);
        let prefix = id(self.level.scene.id.trim_end_matches(|c: char| c.is_ascii_digit()));
        let shift = if x == 0.0 && y == 0.0 {
            String::new()
        } else {
            format!(" transform=\"translate({} {})\"", number(x), number(y))
        };
        if let Some(index) = self.signs.iter().position(|sign| *sign == drawn) {
            return format!("<use{class} href=\"#{prefix}-s{index}\"{shift}/>");
        }
        self.signs.push(drawn.clone());
        format!("<g{class}{shift}><g id=\"{prefix}-s{}\">{drawn}</g></g>", self.signs.len() - 1)
    }

    /// A dot, leader or pointer.
    fn sign(&mut self, out: &mut String, piece: &Piece<'_>) {
        self.open(out, piece);
        let _ = write!(out, ">{}</g>", self.used(&piece.nodes, [0.0; 2], STEADY));
    }

    fn name(&mut self, out: &mut String, piece: &Piece<'_>, dot: Option<&Piece<'_>>, texts: &[&Text]) {
        let item = match piece.role {
            Role::Place(id) => self.items.place(id),
            _ => None,
        };
        self.open(out, piece);
        if let Some(item) = item {
            let key = escaped(&item.key);
            let _ = write!(out, " class=\"dl-name\" data-item=\"{key}\">");
        } else {
            out.push_str(" class=\"dl-label\">");
        }
        if let Some(dot) = dot {
            out.push_str(&self.used(&dot.nodes, [0.0; 2], STEADY));
        }
        if let ([text], None) = (texts, item) {
            out.push_str(&self.parts.words(text, "dl-k"));
        } else {
            let _ = write!(out, "<g{STEADY}>");
            if item.is_some() {
                push_target(out, piece);
            }
            for text in texts {
                out.push_str(&self.parts.words(text, ""));
            }
            out.push_str("</g>");
        }
        out.push_str("</g>");
    }

    fn mark(&mut self, out: &mut String, piece: &Piece<'_>, number: u32) {
        let item = self.items.event(number);
        self.open(out, piece);
        if let Some(item) = item {
            let class = if item.background { "dl-mark dl-quiet" } else { "dl-mark" };
            let _ = write!(out, " class=\"{class}\" data-item=\"{}\"", escaped(&item.key));
        }
        let _ = write!(out, "><g{STEADY}>");
        if item.is_some() {
            push_target(out, piece);
        }
        // Around its own middle, a badge looks the same wherever it stands.
        let middle =
            extent_of(&piece.nodes).map_or([0.0; 2], |b| [b.x + b.width / 2.0, b.y + b.height / 2.0]);
        let nodes: Vec<Node> = piece
            .nodes
            .iter()
            .flat_map(|node| match node {
                Node::Group(group) => group.nodes.as_slice(),
                other => std::slice::from_ref(other),
            })
            .map(|node| shifted(node, middle.map(|v| -v)))
            .collect();
        out.push_str(&self.used(&nodes, middle, ""));
        out.push_str("</g></g>");
    }
}

/// The texts among nodes, in order.
fn texts(nodes: &[Node]) -> Vec<&Text> {
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

/// What a finger hits, and the ring that shows what is chosen.
fn push_target(out: &mut String, piece: &Piece<'_>) {
    let Some(bounds) = extent_of(&piece.nodes) else { return };
    let (x, y) = (bounds.x + bounds.width / 2.0, bounds.y + bounds.height / 2.0);
    let (w, h) = (piece.half[0].max(FINGER), piece.half[1].max(FINGER));
    let _ = write!(
        out,
        "<rect class=\"dl-hit\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
        number(x - w),
        number(y - h),
        number(w * 2.0),
        number(h * 2.0),
    );
    if matches!(piece.role, Role::Event(_)) {
        let r = piece.half[0].max(piece.half[1]) + 3.0;
        let _ = write!(
            out,
            "<circle class=\"dl-ring\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            number(x),
            number(y),
            number(r)
        );
    }
}

fn fixed(level: &Level, name: &str, fonts: &str) -> String {
    let layers: Vec<&Group> =
        level.scene.layers.iter().filter(|layer| FIXED.contains(&layer.name.as_str())).collect();
    still(level, &layers, level.scene.map, &format!("dl-fixed dl-{name}"), "aria-hidden=\"true\"", fonts)
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
        out.push_str("<g>");
        out.push_str(&parts.nodes(&layer.nodes));
        out.push_str("</g>");
    }
    out.push_str("</svg>");
    out
}
