//! Writes a scene as SVG: presentation attributes only, readable layer ids, nothing that runs or loads.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use svg::Node as _;
use svg::node::Text as Words;
use svg::node::element::Element;

use crate::diagnostic::Result;
use crate::model::scene::{Group, Hatch, Node, Paint, Scene, Style, Text};
use crate::render::fonts::{Packing, face_rules, families, prefixed, usage};
use crate::render::glyphs::outlines;
use crate::render::path::{commands, number, polylines, unit};
use crate::render::svg_attributes::{assign_provenance, assign_stroke, element, hatch_scales, hex, rect};
use crate::render::svg_markup::push_markup;
use crate::render::svg_share::share;
use crate::render::svg_text::{assign_halo, assign_look, same_look, words};
use crate::render::text::{clean, id, language};

/// How text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextMode {
    /// Text with a stack of fonts, for editing.
    Live,
    /// Text with a subset of the bundled fonts in the file.
    #[default]
    Embedded,
    /// Outlines of the letters.
    Outline,
}

/// How a scene is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SvgOptions {
    /// How text is written.
    pub text: TextMode,
    /// For placing inside of a page: no `<style>`, and every id bears the prefix.
    pub inline: bool,
    /// Writes where marks and labels come from as `data-` attributes.
    pub data: bool,
    /// For drawings whose strokes do not scale: widths of strokes are pixels of the screen.
    pub steady: bool,
}

/// Fonts to fall back to, the bundled one first.
pub const FONT_STACK: &str = "'Noto Sans', 'Helvetica Neue', Helvetica, Arial, sans-serif";

/// Parts of a drawing, for a document that puts them together itself.
pub struct Parts<'a>(Writer<'a>);

impl<'a> Parts<'a> {
    /// Parts of a scene.
    #[must_use]
    pub fn new(scene: &'a Scene, options: SvgOptions) -> Self {
        Self(Writer { prefix: id(&scene.id), scene, options, back: BTreeSet::new() })
    }

    /// Hatches and clips.
    #[must_use]
    pub fn definitions(&self) -> String {
        let mut holder = Element::new("g");
        self.0.add_definitions(&mut holder);
        holder.get_children().iter().map(|node| node.to_string().replace('\n', "")).collect()
    }

    /// Nodes as markup.
    #[must_use]
    pub fn nodes(&self, nodes: &[Node]) -> String {
        let group = self.0.group(&Group { nodes: nodes.to_vec(), ..Group::default() }, false);
        group.get_children().iter().map(|node| node.to_string().replace('\n', "")).collect()
    }

    /// The attributes that say how a text looks, for a group of texts that look alike.
    #[must_use]
    pub fn look(&self, text: &Text) -> String {
        let mut group = Element::new("g");
        assign_look(&mut group, text);
        group.to_string().trim_start_matches("<g").trim_end_matches("/>").to_owned()
    }

    /// A text without its look, with a class.
    #[must_use]
    pub fn words(&self, text: &Text, class: &str) -> String {
        let mut node = words(text);
        if !class.is_empty() {
            node.assign("class", class);
        }
        flat(&node)
    }

    /// Id of a clip of the scene.
    #[must_use]
    pub fn clip(&self, index: usize) -> String {
        self.0.own_id(&format!("clip-{index}"))
    }
}

/// An element on one line; words have no line breaks of their own.
fn flat(element: &Element) -> String {
    element.to_string().replace('\n', "")
}

/// The scene as an SVG document.
pub fn write(scene: &Scene, options: &SvgOptions) -> Result<String> {
    write_linked(scene, options, &BTreeSet::new())
}

/// The scene as an SVG document whose marks and entries lead to places in the page around it.
///
/// `back` holds their ids: `PREFIX-text-event-3` is where event 3 leads.
pub fn write_linked(scene: &Scene, options: &SvgOptions, back: &BTreeSet<String>) -> Result<String> {
    let mut out = String::with_capacity(1 << 16);
    let writer = Writer { prefix: id(&scene.id), scene, options: *options, back: back.clone() };
    push_markup(&mut out, &writer.root());
    out.push('\n');
    Ok(out)
}

struct Writer<'a> {
    prefix: String,
    scene: &'a Scene,
    options: SvgOptions,
    /// Ids in the page that marks and entries lead to.
    back: BTreeSet<String>,
}

fn worded(name: &str, id: &str, content: &str) -> Element {
    let mut element = element(name, &[("id", id)]);
    element.append(Words::new(clean(content)));
    element
}

impl Writer<'_> {
    fn root(&self) -> Element {
        let scene = self.scene;
        let (width, height) = (number(scene.width), number(scene.height));
        // In a page, the layer of the title has a prefixed id as well.
        let words = if self.options.inline { "map-title" } else { "title" };
        let (title, desc) = (self.own_id(words), self.own_id("desc"));
        let mut root = element(
            "svg",
            &[
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("viewBox", &format!("0 0 {width} {height}")),
                ("width", &width),
                ("height", &height),
                // What holds links is no picture.
                ("role", if self.back.is_empty() { "img" } else { "group" }),
                ("lang", language(&scene.lang)),
                ("aria-labelledby", &format!("{title} {desc}")),
            ],
        );
        root.append(worded("title", &title, &scene.title));
        root.append(worded("desc", &desc, &scene.description));
        self.add_fonts(&mut root);
        self.add_definitions(&mut root);
        let ground = [("width", &*width), ("height", &*height), ("fill", &*hex(scene.background))];
        root.append(element("rect", &ground));
        for layer in &scene.layers {
            if !layer.nodes.is_empty() {
                let mut group = self.group(layer, true);
                share(&mut group);
                root.append(group);
            }
        }
        root
    }

    /// An id that something refers to.
    fn own_id(&self, name: &str) -> String {
        format!("{}-{}", self.prefix, id(name))
    }

    fn add_fonts(&self, root: &mut Element) {
        match self.options.text {
            TextMode::Outline => {}
            TextMode::Embedded if !self.options.inline => {
                let used = usage(self.scene);
                let mut stack = String::new();
                for family in families(&used) {
                    let _ = write!(stack, "{}, ", prefixed(&self.prefix, family));
                }
                root.assign("font-family", format!("{stack}{FONT_STACK}"));
                let mut style = Element::new("style");
                style.append(Words::new(face_rules(&self.prefix, &used, Packing::Plain)));
                root.append(style);
            }
            TextMode::Embedded | TextMode::Live => root.assign("font-family", FONT_STACK),
        }
    }

    fn add_definitions(&self, root: &mut Element) {
        let mut defs = Element::new("defs");
        for (index, hatch) in self.scene.hatches.iter().enumerate() {
            let scales = hatch_scales(&self.scene.layers, index);
            for (used, scale) in [(scales.0, 1.0), (scales.1, 10.0)] {
                if used {
                    defs.append(self.pattern(hatch, scale));
                }
            }
        }
        for (index, clip) in self.scene.clips.iter().enumerate() {
            let mut node = element("clipPath", &[("id", &self.own_id(&format!("clip-{index}")))]);
            node.append(rect(clip, 0.0));
            defs.append(node);
        }
        if !defs.get_children().is_empty() {
            root.append(defs);
        }
    }

    fn hatch_id(&self, hatch: &Hatch, scale: f64) -> String {
        let suffix = if scale > 1.0 { "-fine" } else { "" };
        self.own_id(&format!("hatch-{}{suffix}", hatch.name))
    }

    /// A hatch as a pattern; `scale` undoes the scale of polylines on the grid of tenths.
    fn pattern(&self, hatch: &Hatch, scale: f64) -> Element {
        let (size, width) = (number(hatch.spacing), number(hatch.width));
        let turn = format!("rotate({})", number(hatch.angle));
        let turn = if scale > 1.0 { format!("scale({}) {turn}", number(scale)) } else { turn };
        let mut pattern = element(
            "pattern",
            &[
                ("id", &self.hatch_id(hatch, scale)),
                ("patternUnits", "userSpaceOnUse"),
                ("width", &size),
                ("height", &size),
                ("patternTransform", &turn),
            ],
        );
        if let Some(ground) = hatch.ground {
            pattern.append(element("rect", &[("width", &size), ("height", &size), ("fill", &hex(ground))]));
        }
        let mut stroke =
            element("rect", &[("width", &size), ("height", &width), ("fill", &hex(hatch.color))]);
        if hatch.opacity < 1.0 {
            stroke.assign("opacity", number(hatch.opacity));
        }
        pattern.append(stroke);
        pattern
    }

    /// A group, within a link if the page says more of it.
    fn group(&self, group: &Group, layer: bool) -> Element {
        let mark = group.name.strip_prefix("event-");
        let number =
            mark.or_else(|| group.name.strip_prefix("entry-")).and_then(|rest| rest.split('-').next());
        let target = number
            .map(|number| format!("{}-text-event-{number}", self.prefix))
            .filter(|target| self.back.contains(target));
        let node = self.plain_group(group, layer);
        let Some(target) = target else { return node };
        let mut link = element("a", &[("href", &format!("#{target}"))]);
        // The words of an entry say it all; a mark shows no more than its number.
        if let (Some(_), Some(number), Some(provenance)) = (mark, number, &group.provenance) {
            link.assign("aria-label", format!("{number}: {}", clean(&provenance.name)));
        }
        link.append(node);
        link
    }

    fn plain_group(&self, group: &Group, layer: bool) -> Element {
        let mut node = Element::new("g");
        if !group.name.is_empty() && (layer || group.provenance.is_some()) {
            let plain = layer && !self.options.inline;
            node.assign("id", if plain { id(&group.name) } else { self.own_id(&group.name) });
        }
        if let Some(clip) = group.clip {
            node.assign("clip-path", format!("url(#{})", self.own_id(&format!("clip-{clip}"))));
        }
        if let Some(provenance) = group.provenance.as_ref().filter(|_| self.options.data) {
            assign_provenance(&mut node, provenance);
        }
        self.add_nodes(&mut node, &group.nodes);
        node
    }

    fn add_nodes(&self, holder: &mut Element, nodes: &[Node]) {
        let mut rest = nodes;
        while let Some(first) = rest.first() {
            let run = self.run_of_texts(rest);
            let (now, later) = rest.split_at(run.max(1));
            match first {
                _ if run > 1 => holder.append(self.texts(now)),
                // A group that says nothing of itself needs no element.
                Node::Group(Group { name, clip: None, provenance: None, nodes }) if name.is_empty() => {
                    self.add_nodes(holder, nodes);
                }
                first => holder.append(self.node(first)),
            }
            rest = later;
        }
    }

    fn node(&self, node: &Node) -> Element {
        match node {
            Node::Group(group) => self.group(group, false),
            Node::Lines(lines) => {
                // Patterns are made for tenths.
                let hatched = matches!(lines.style.fill, Some(Paint::Hatch(_)));
                let unit = if hatched { 1 } else { unit(&lines.lines) };
                let d = polylines(&lines.lines, unit);
                let scale = if unit == 2 { "scale(.2)" } else { "scale(.1)" };
                let mut path = element("path", &[("d", &d), ("transform", scale)]);
                self.assign_style(&mut path, &lines.style, 10.0 / f64::from(unit));
                if lines.style.fill.is_some() {
                    path.assign("fill-rule", "evenodd");
                }
                if self.options.data && !lines.name.is_empty() {
                    path.assign("data-name", clean(&lines.name));
                }
                path
            }
            Node::Path(path) => {
                let mut node = element("path", &[("d", &commands(&path.commands))]);
                self.assign_style(&mut node, &path.style, 1.0);
                node
            }
            Node::Circle(circle) => {
                let mut node = element(
                    "circle",
                    &[("cx", &number(circle.x)), ("cy", &number(circle.y)), ("r", &number(circle.r))],
                );
                self.assign_style(&mut node, &circle.style, 1.0);
                node
            }
            Node::Rect(rectangle) => {
                let mut node = rect(&rectangle.rect, rectangle.radius);
                self.assign_style(&mut node, &rectangle.style, 1.0);
                node
            }
            Node::Text(text) if self.options.text == TextMode::Outline => self.outline(text),
            Node::Text(text) => {
                let mut node = words(text);
                assign_look(&mut node, text);
                node
            }
        }
    }

    /// How many of the first nodes are texts of one look that can share their attributes.
    fn run_of_texts(&self, nodes: &[Node]) -> usize {
        let Some(Node::Text(first)) = nodes.first() else { return 0 };
        if self.options.text == TextMode::Outline {
            return 0;
        }
        nodes.iter().take_while(|node| matches!(node, Node::Text(text) if same_look(text, first))).count()
    }

    fn texts(&self, nodes: &[Node]) -> Element {
        let mut group = Element::new("g");
        for (index, node) in nodes.iter().enumerate() {
            if let Node::Text(text) = node {
                if index == 0 {
                    assign_look(&mut group, text);
                }
                group.append(words(text));
            }
        }
        group
    }

    fn outline(&self, text: &Text) -> Element {
        let shown = Text { content: clean(&text.content), ..text.clone() };
        let mut node = element("path", &[("d", &commands(&outlines(&shown))), ("fill", &hex(text.fill))]);
        if let Some((color, width)) = text.halo {
            assign_halo(&mut node, color, width);
        }
        node.assign("aria-label", shown.content);
        node
    }

    fn assign_style(&self, node: &mut Element, style: &Style, scale: f64) {
        match style.fill {
            None => node.assign("fill", "none"),
            Some(Paint::Color(color)) => node.assign("fill", hex(color)),
            Some(Paint::Hatch(index)) => {
                if let Some(hatch) = self.scene.hatches.get(index) {
                    node.assign("fill", format!("url(#{})", self.hatch_id(hatch, scale)));
                }
            }
        }
        if let Some(stroke) = &style.stroke {
            let scale = if self.options.steady { 1.0 } else { scale };
            assign_stroke(node, stroke, scale);
        }
        if let Some(opacity) = style.opacity.filter(|&o| o < 1.0) {
            node.assign("opacity", number(opacity));
        }
    }
}
