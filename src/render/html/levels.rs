//! Names and marks of a map for all its zoom levels: what stands alike in several of them is written once.

use std::fmt::Write as _;

use crate::model::scene::{Node, Text};
use crate::render::html::anchors::{Piece, Role, extent_of, pieces, shifted};
use crate::render::html::board::{Level, texts};
use crate::render::html::items::Items;
use crate::render::html::markup::escaped;
use crate::render::path::{coarse, number};
use crate::render::svg::{Parts, SvgOptions};

/// Half of the least size of what a finger can hit, CSS pixels.
const FINGER: f64 = 22.0;
/// Points nearer than this are one point of two levels, pixels of the first.
const SAME: f64 = 0.15;

/// A part of what is written for a piece.
#[derive(Debug, Clone, PartialEq)]
enum Bit {
    /// Markup.
    Markup(String),
    /// A drawing that may occur again, with its offset.
    Sign(usize, [f64; 2]),
}

/// What an entry is, and so where it stands.
#[derive(Debug, Clone, PartialEq)]
enum Sort {
    /// A dot or leader, below all names.
    Below,
    /// A name, with the attributes of its look.
    Name(String),
    /// A badge or pointer, with the number of its event, over all names.
    Above(u32),
}

/// A piece of one or more levels.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    sort: Sort,
    at: [f64; 2],
    attributes: String,
    bits: Vec<Bit>,
    /// One bit a level.
    levels: u32,
}

/// The levels of a board. `prefix` begins the ids of what is drawn more than once.
#[must_use]
pub fn levels(levels: &[Level], items: &Items, options: SvgOptions, prefix: &str) -> String {
    let mut signs = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    for (index, level) in levels.iter().enumerate() {
        let sheet = Sheet { level, items, parts: Parts::new(&level.scene, options), signs: &mut signs };
        for entry in sheet.entries() {
            join(&mut entries, entry, 1 << index);
        }
    }
    let mut pen = Pen { out: String::new(), prefix: prefix.to_owned(), signs, drawn: Vec::new(), levels };
    pen.write(&entries);
    pen.out
}

/// Adds an entry of a level, to one that stands there alike if there is one. The later level knows the point better.
fn join(entries: &mut Vec<Entry>, entry: Entry, level: u32) {
    let near = |a: [f64; 2], b: [f64; 2]| (a[0] - b[0]).abs() < SAME && (a[1] - b[1]).abs() < SAME;
    let same = entries.iter_mut().find(|old| {
        old.levels & level == 0
            && old.sort == entry.sort
            && old.bits == entry.bits
            && old.attributes == entry.attributes
            && near(old.at, entry.at)
    });
    match same {
        Some(old) => (old.levels, old.at) = (old.levels | level, entry.at),
        None => entries.push(Entry { levels: level, ..entry }),
    }
}

/// Writes entries: dots and leaders by the levels they stand in, names by their look and those levels, then marks in order
/// of their numbers.
struct Pen<'a> {
    out: String,
    prefix: String,
    signs: Vec<String>,
    drawn: Vec<usize>,
    levels: &'a [Level],
}

impl Pen<'_> {
    fn write(&mut self, entries: &[Entry]) {
        let mut sets: Vec<u32> = Vec::new();
        for entry in entries {
            if !sets.contains(&entry.levels) {
                sets.push(entry.levels);
            }
        }
        self.sets(&sets, entries, |entry| entry.sort == Sort::Below);
        self.names(&sets, entries);
        let mut marks: Vec<&Entry> =
            entries.iter().filter(|entry| matches!(entry.sort, Sort::Above(_))).collect();
        marks.sort_by_key(|entry| match entry.sort {
            Sort::Above(number) => number,
            _ => 0,
        });
        for run in marks.chunk_by(|a, b| a.levels == b.levels) {
            self.open(run[0].levels);
            run.iter().for_each(|entry| self.entry(entry));
            self.out.push_str("</g>");
        }
    }

    fn open(&mut self, set: u32) {
        let zooms = self.levels.iter().enumerate().filter(|(index, _)| set & (1 << index) != 0);
        let zooms: Vec<String> = zooms.map(|(_, level)| number(level.zoom)).collect();
        let _ = write!(self.out, "<g class=\"dl-level\" data-z=\"{}\">", zooms.join(" "));
    }

    /// Some of the entries, by the levels they stand in.
    fn sets(&mut self, sets: &[u32], entries: &[Entry], wanted: impl Fn(&Entry) -> bool) {
        for set in sets {
            let own: Vec<&Entry> =
                entries.iter().filter(|entry| entry.levels == *set && wanted(entry)).collect();
            if !own.is_empty() {
                self.open(*set);
                own.iter().for_each(|entry| self.entry(entry));
                self.out.push_str("</g>");
            }
        }
    }

    fn names(&mut self, sets: &[u32], entries: &[Entry]) {
        let mut looks: Vec<&String> = Vec::new();
        for entry in entries {
            if let Sort::Name(look) = &entry.sort
                && !looks.contains(&look)
            {
                looks.push(look);
            }
        }
        for look in looks {
            let _ = write!(self.out, "<g class=\"dl-n\"{look}>");
            self.sets(sets, entries, |entry| matches!(&entry.sort, Sort::Name(own) if own == look));
            self.out.push_str("</g>");
        }
    }

    fn entry(&mut self, entry: &Entry) {
        let at = entry.at.map(coarse);
        let _ = write!(self.out, "<g transform=\"translate({} {})\"{}>", at[0], at[1], entry.attributes);
        for bit in &entry.bits {
            match bit {
                Bit::Markup(markup) => self.out.push_str(markup),
                Bit::Sign(index, shift) => self.sign(*index, *shift),
            }
        }
        self.out.push_str("</g>");
    }

    /// What looks the same is written once in a board.
    fn sign(&mut self, index: usize, [x, y]: [f64; 2]) {
        let shift = if x == 0.0 && y == 0.0 {
            String::new()
        } else {
            format!(" transform=\"translate({} {})\"", number(x), number(y))
        };
        let Self { out, prefix, signs, drawn, .. } = self;
        if drawn.contains(&index) {
            let _ = write!(out, "<use href=\"#{prefix}{index}\"{shift}/>");
        } else if let Some(sign) = signs.get(index) {
            drawn.push(index);
            let _ = write!(out, "<g{shift}><g id=\"{prefix}{index}\">{sign}</g></g>");
        }
    }
}

/// A level that is being written.
struct Sheet<'a> {
    level: &'a Level,
    items: &'a Items,
    parts: Parts<'a>,
    signs: &'a mut Vec<String>,
}

impl Sheet<'_> {
    fn entries(mut self) -> Vec<Entry> {
        let scene = &self.level.scene;
        let pieces = pieces(scene);
        let is_name = |piece: &&Piece<'_>| matches!(piece.role, Role::Name | Role::Place(_));
        let names: Vec<&Piece<'_>> = pieces.iter().filter(is_name).collect();
        let mut entries = Vec::new();
        for (index, piece) in pieces.iter().enumerate() {
            match piece.role {
                // A dot with a name is written with it.
                Role::Dot if names.iter().any(|name| name.at == piece.at) => {}
                Role::Dot | Role::Leader => entries.push(self.sign(piece, Sort::Below)),
                Role::Pointer => entries.push(self.sign(piece, Sort::Above(next(&pieces[index..])))),
                Role::Name | Role::Place(_) => {
                    let first = names.iter().find(|name| name.at == piece.at);
                    let leads = first.is_some_and(|first| std::ptr::eq(*first, piece));
                    let dot = pieces.iter().find(|dot| leads && dot.role == Role::Dot && dot.at == piece.at);
                    entries.extend(self.name(piece, dot));
                }
                Role::Event(number) => entries.push(self.mark(piece, number)),
            }
        }
        entries
    }

    /// The point of a piece, pixels of the first level.
    fn at(&self, piece: &Piece<'_>) -> [f64; 2] {
        let (map, zoom) = (self.level.scene.map, self.level.zoom);
        [(piece.at[0] - map.x) / zoom, (piece.at[1] - map.y) / zoom]
    }

    fn entry(&self, piece: &Piece<'_>, sort: Sort, attributes: String, bits: Vec<Bit>) -> Entry {
        Entry { sort, at: self.at(piece), attributes, bits, levels: 0 }
    }

    /// The number of a drawing among those that the board has.
    fn known(&mut self, nodes: &[Node]) -> usize {
        let drawn = self.parts.nodes(nodes);
        self.signs.iter().position(|sign| *sign == drawn).unwrap_or_else(|| {
            self.signs.push(drawn);
            self.signs.len() - 1
        })
    }

    /// A dot, leader or pointer.
    fn sign(&mut self, piece: &Piece<'_>, sort: Sort) -> Entry {
        let sign = self.known(&piece.nodes);
        self.entry(piece, sort, String::new(), vec![Bit::Sign(sign, [0.0; 2])])
    }

    fn name(&mut self, piece: &Piece<'_>, dot: Option<&Piece<'_>>) -> Option<Entry> {
        let texts = texts(&piece.nodes);
        let look = look(&self.parts, texts.first()?);
        let item = match piece.role {
            Role::Place(id) => self.items.place(id),
            _ => None,
        };
        let mut bits = Vec::new();
        if let Some(dot) = dot {
            bits.push(Bit::Sign(self.known(&dot.nodes), [0.0; 2]));
        }
        let mut markup = String::new();
        if item.is_some() {
            push_target(&mut markup, piece);
        }
        for (line, text) in texts.into_iter().enumerate() {
            // The lines of a name are words, not one word.
            markup.push_str(if line > 0 { " " } else { "" });
            markup.push_str(&self.parts.words(text, ""));
        }
        bits.push(Bit::Markup(markup));
        let attributes = item.map_or_else(String::new, |item| {
            format!(" class=\"dl-name\" data-item=\"{}\"", escaped(&item.key))
        });
        Some(self.entry(piece, Sort::Name(look), attributes, bits))
    }

    fn mark(&mut self, piece: &Piece<'_>, number: u32) -> Entry {
        let item = self.items.event(number);
        let attributes = item.map_or_else(String::new, |item| {
            let class = if item.background { "dl-mark dl-quiet" } else { "dl-mark" };
            format!(" class=\"{class}\" data-item=\"{}\"", escaped(&item.key))
        });
        let mut markup = "<g>".to_owned();
        if item.is_some() {
            push_target(&mut markup, piece);
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
        let sign = Bit::Sign(self.known(&nodes), middle);
        let bits = vec![Bit::Markup(markup), sign, Bit::Markup("</g>".to_owned())];
        self.entry(piece, Sort::Above(number), attributes, bits)
    }
}

/// The number of the first mark among pieces.
fn next(pieces: &[Piece<'_>]) -> u32 {
    let number = |piece: &Piece<'_>| match piece.role {
        Role::Event(number) => Some(number),
        _ => None,
    };
    pieces.iter().find_map(number).unwrap_or(0)
}

/// Attributes of a look; what all names share stands in the style of the page.
fn look(parts: &Parts<'_>, text: &Text) -> String {
    parts.look(text).replace(" paint-order=\"stroke\"", "").replace(" stroke-linejoin=\"round\"", "")
}

/// What a finger hits, and the ring that shows what is chosen.
fn push_target(out: &mut String, piece: &Piece<'_>) {
    let Some(bounds) = extent_of(&piece.nodes) else { return };
    let (x, y) = (bounds.x + bounds.width / 2.0, bounds.y + bounds.height / 2.0);
    let (w, h) = (piece.half[0].max(FINGER), piece.half[1].max(FINGER));
    let _ = write!(
        out,
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
        coarse(x - w),
        coarse(y - h),
        coarse(w * 2.0),
        coarse(h * 2.0),
    );
    if matches!(piece.role, Role::Event(_)) {
        let r = piece.half[0].max(piece.half[1]) + 3.0;
        let _ = write!(
            out,
            "<circle class=\"dl-ring\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            coarse(x),
            coarse(y),
            coarse(r)
        );
    }
}
