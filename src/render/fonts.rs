//! The fonts of a drawing: which glyphs it uses, and the `@font-face` rules that carry them.

use std::collections::BTreeMap;
use std::fmt::Write;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::scene::{Group, Node, Scene, Text, Weight};
use crate::render::subset::{Usage, subset};
use crate::render::text::clean;
use crate::render::woff::packed;
use crate::theme::fonts::FACES;
use crate::theme::typeset::{Glyph, set_line};

/// What a drawing uses of each face, by index into [`FACES`].
#[must_use]
pub fn usage(scene: &Scene) -> BTreeMap<usize, Usage> {
    let mut used = BTreeMap::new();
    for group in &scene.layers {
        collect_group(group, &mut used);
    }
    used
}

fn collect_group(group: &Group, used: &mut BTreeMap<usize, Usage>) {
    for node in &group.nodes {
        match node {
            Node::Text(text) => collect_text(text, used),
            Node::Group(group) => collect_group(group, used),
            _ => {}
        }
    }
}

fn collect_text(text: &Text, used: &mut BTreeMap<usize, Usage>) {
    let content = clean(&text.content);
    if text.letters.is_empty() {
        collect_line(&content, text, used);
    } else {
        for letter in content.graphemes(true) {
            collect_line(letter, text, used);
        }
    }
}

fn collect_line(content: &str, text: &Text, used: &mut BTreeMap<usize, Usage>) {
    let line = set_line(content, &text.font);
    for (index, glyph) in line.glyphs.iter().enumerate() {
        let Some(face) = FACES.get(glyph.face).and_then(|f| f.loaded()) else { continue };
        let usage = used.entry(glyph.face).or_default();
        usage.glyphs.insert(glyph.id);
        let letter = content.get(glyph.cluster..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        let own = face.charmap.map(letter).map_or(0, |g| g.to_u32());
        usage.letters.insert(u32::from(letter), own);
        usage.glyphs.insert(own);
        usage.shaped |= own != glyph.id || glyph.y.abs() > 1e-9 || line.rtl;
        let next = line.glyphs.get(index + 1).filter(|next| next.face == glyph.face);
        if let (Some(next), Some(natural)) = (next, face.metrics.advance_width(glyph.id.into())) {
            let closer = kerning(glyph, text, face.units_per_em) - f64::from(natural);
            #[expect(clippy::cast_possible_truncation, reason = "a kern of a font, saturating")]
            let closer = libm::round(closer) as i16;
            if closer != 0 {
                usage.kerning.insert((glyph.id, next.id), closer);
            }
        }
    }
}

/// The advance of a glyph without letter spacing, font units.
fn kerning(glyph: &Glyph, text: &Text, units_per_em: f64) -> f64 {
    (glyph.advance - text.font.spacing) * units_per_em / text.font.size.max(1e-9)
}

/// CSS family names of the faces in use, the sans first.
#[must_use]
pub fn families(used: &BTreeMap<usize, Usage>) -> Vec<&'static str> {
    let mut names = vec![FACES[0].family];
    for family in used.keys().filter_map(|&face| FACES.get(face)).map(|face| face.family) {
        if !names.contains(&family) {
            names.push(family);
        }
    }
    names
}

/// The name of a family inside of one map, so that two maps on a page do not mix their subsets.
#[must_use]
pub fn prefixed(prefix: &str, family: &str) -> String {
    format!("{prefix}-{}", family.to_ascii_lowercase().replace(' ', "-"))
}

/// How a font stands in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// As it is: every program reads it.
    Plain,
    /// Compressed, for browsers.
    Packed,
}

/// The `@font-face` rules with the subsets as data URLs.
#[must_use]
pub fn face_rules(prefix: &str, used: &BTreeMap<usize, Usage>, packing: Packing) -> String {
    let mut css = String::new();
    for (&index, usage) in used {
        let Some(face) = FACES.get(index) else { continue };
        let Some(bytes) = face.loaded().and_then(|loaded| subset(&loaded.font, usage)) else { continue };
        let small = if packing == Packing::Packed { packed(&bytes) } else { None };
        let _ = write!(
            css,
            "@font-face{{font-family:\"{}\";font-weight:{};font-style:{};src:url(data:font/{};base64,",
            prefixed(prefix, face.family),
            css_weight(face.weight),
            if face.italic { "italic" } else { "normal" },
            if small.is_some() { "woff" } else { "ttf" },
        );
        css.push_str(&base64(small.as_ref().unwrap_or(&bytes)));
        css.push_str(if small.is_some() { ") format(\"woff\")}\n" } else { ") format(\"truetype\")}\n" });
    }
    css
}

/// A weight as CSS counts it.
#[must_use]
pub const fn css_weight(weight: Weight) -> u16 {
    match weight {
        Weight::Regular => 400,
        Weight::SemiBold => 600,
        Weight::Bold => 700,
    }
}

/// Bytes as text, as data URLs and hashes want them.
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len() * 4 / 3 + 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0_usize, |w, &b| (w << 8) | usize::from(b)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            if place <= chunk.len() {
                out.push(char::from(LETTERS[(word >> (18 - 6 * place)) & 63]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_pads_as_the_standard_says() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
