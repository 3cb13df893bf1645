//! Texts of an SVG: their look, which neighbors share, and their words with the positions of letters.

use svg::Node as _;
use svg::node::Text as Words;
use svg::node::element::Element;
use unicode_segmentation::UnicodeSegmentation;

use crate::model::scene::{Color, Text, TextAnchor, Weight};
use crate::render::fonts::css_weight;
use crate::render::path::{coarse, number};
use crate::render::svg_attributes::hex;
use crate::render::text::clean;

/// A light rim around letters, painted below them.
pub fn assign_halo(node: &mut Element, color: Color, width: f64) {
    node.assign("stroke", hex(color));
    node.assign("stroke-width", number(width * 2.0));
    node.assign("stroke-linejoin", "round");
    node.assign("paint-order", "stroke");
}

/// Whether two texts can share the attributes of their look.
#[must_use]
pub fn same_look(a: &Text, b: &Text) -> bool {
    (a.font == b.font) && a.fill == b.fill && a.halo == b.halo && anchor(a) == anchor(b) && a.rtl == b.rtl
}

/// Which point of the text is written as its position.
///
/// Programs disagree on whether the space after the last letter belongs to a spaced line, which shifts it where its
/// middle or end is given; all of them agree on its start.
fn anchor(text: &Text) -> TextAnchor {
    if text.font.spacing != 0.0 && text.rotate == 0.0 && !text.rtl { TextAnchor::Start } else { text.anchor }
}

/// Attributes that texts can share through a group.
pub fn assign_look(node: &mut Element, text: &Text) {
    node.assign("font-size", number(text.font.size));
    node.assign("fill", hex(text.fill));
    if text.font.weight != Weight::Regular {
        node.assign("font-weight", css_weight(text.font.weight).to_string());
    }
    if text.font.italic {
        node.assign("font-style", "italic");
    }
    if text.font.spacing != 0.0 && text.letters.is_empty() {
        node.assign("letter-spacing", number(text.font.spacing));
    }
    if let Some((color, width)) = text.halo {
        assign_halo(node, color, width);
    }
    if text.rtl {
        node.assign("direction", "rtl");
    }
    // In text from right to left, the start is the right end.
    match (anchor(text), text.rtl) {
        (TextAnchor::Middle, _) => node.assign("text-anchor", "middle"),
        (TextAnchor::End, false) | (TextAnchor::Start, true) => node.assign("text-anchor", "end"),
        (TextAnchor::Start, false) | (TextAnchor::End, true) => {}
    }
}

/// A text element with its position and words.
#[must_use]
pub fn words(text: &Text) -> Element {
    let content = clean(&text.content);
    let mut node = Element::new("text");
    if text.letters.is_empty() {
        let from = if anchor(text) == text.anchor { text.x } else { text.bounds.x };
        let (x, y) = (coarse(from), coarse(text.y));
        if text.rotate != 0.0 {
            node.assign("transform", format!("rotate({} {} {y})", number(text.rotate), number(text.x)));
        }
        node.assign("x", x);
        node.assign("y", y);
    } else {
        assign_letters(&mut node, &content, &text.letters);
    }
    node.append(Words::new(content));
    node
}

/// Positions and turns of letters along a curve; the parts of one letter share theirs.
fn assign_letters(node: &mut Element, content: &str, letters: &[[f64; 3]]) {
    let mut lists = [String::new(), String::new(), String::new()];
    for (grapheme, place) in content.graphemes(true).zip(letters) {
        for _ in grapheme.chars() {
            for (list, value) in lists.iter_mut().zip(place) {
                if !list.is_empty() {
                    list.push(' ');
                }
                list.push_str(&coarse(*value));
            }
        }
    }
    let [x, y, turn] = lists;
    node.assign("x", x);
    node.assign("y", y);
    node.assign("rotate", turn);
}
