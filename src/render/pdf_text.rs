//! Sets text in a PDF: glyphs at measured positions, each with the letters that it stands for.

use std::collections::BTreeMap;
use std::ops::Range;

use krilla::geom::{Point, Transform};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use unicode_segmentation::UnicodeSegmentation;

use crate::model::scene::{Text, TextAnchor};
use crate::render::pdf::single;
use crate::render::text::clean;
use crate::theme::fonts::FACES;
use crate::theme::typeset::{Glyph, set_line};

/// The fonts of a document, opened at their first use.
#[derive(Default)]
pub struct Letters {
    fonts: BTreeMap<usize, Option<Font>>,
}

impl Letters {
    /// Draws a text with the fill that the surface has.
    pub fn draw(&mut self, surface: &mut Surface<'_>, text: &Text) {
        let content = clean(&text.content);
        if text.letters.is_empty() {
            let line = set_line(&content, &text.font);
            let shift = match text.anchor {
                TextAnchor::Start => 0.0,
                TextAnchor::Middle => -line.width / 2.0,
                TextAnchor::End => -line.width,
            };
            self.place(surface, [text.x, text.y, text.rotate], shift, &content, &line.glyphs, text.font.size);
        } else {
            for (letter, place) in content.graphemes(true).zip(&text.letters) {
                let line = set_line(letter, &text.font);
                self.place(surface, *place, 0.0, letter, &line.glyphs, text.font.size);
            }
        }
    }

    /// Draws glyphs from a point on, turned about it by degrees.
    fn place(
        &mut self,
        surface: &mut Surface<'_>,
        [x, y, turn]: [f64; 3],
        shift: f64,
        content: &str,
        glyphs: &[Glyph],
        size: f64,
    ) {
        let turned = turn != 0.0;
        if turned {
            surface.push_transform(&Transform::from_rotate_at(single(turn), single(x), single(y)));
        }
        let ranges = ranges(content, glyphs);
        let mut at = 0;
        for run in glyphs.chunk_by(|a, b| a.face == b.face) {
            let ranges = &ranges[at..at + run.len()];
            at += run.len();
            let (Some(first), Some(font)) = (run.first(), self.font(run[0].face)) else { continue };
            let start = Point::from_xy(single(x + shift + first.x), single(y));
            surface.draw_glyphs(start, &placed(run, ranges, size), font, content, single(size), false);
        }
        if turned {
            surface.pop();
        }
    }

    fn font(&mut self, face: usize) -> Option<Font> {
        let open = || FACES.get(face).and_then(|f| Font::new(f.bytes.into(), 0));
        self.fonts.entry(face).or_insert_with(open).clone()
    }
}

/// Glyphs with advances in ems that put each one where it was measured.
fn placed(run: &[Glyph], ranges: &[Range<usize>], size: f64) -> Vec<KrillaGlyph> {
    let next = run.iter().skip(1).map(|g| Some(g.x)).chain([None]);
    run.iter()
        .zip(next)
        .zip(ranges)
        .map(|((glyph, next), range)| {
            let advance = next.map_or(glyph.advance, |x| x - glyph.x);
            KrillaGlyph::new(
                GlyphId::new(glyph.id),
                single(advance / size),
                0.0,
                single(-glyph.y / size),
                0.0,
                range.clone(),
                None,
            )
        })
        .collect()
}

/// The letters of each glyph: from its cluster to the next one in the text.
fn ranges(content: &str, glyphs: &[Glyph]) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = glyphs.iter().map(|g| g.cluster).collect();
    starts.sort_unstable();
    starts.dedup();
    let end = |start: usize| {
        let after = starts.partition_point(|&s| s <= start);
        starts.get(after).copied().unwrap_or(content.len())
    };
    glyphs.iter().map(|g| g.cluster..end(g.cluster)).collect()
}

#[cfg(test)]
mod tests {
    use super::ranges;
    use crate::model::scene::{Font, Weight};
    use crate::theme::typeset::set_line;

    #[test]
    fn every_letter_belongs_to_a_glyph() {
        let font =
            Font { family: "sans".into(), size: 10.0, weight: Weight::Regular, italic: false, spacing: 0.0 };
        for text in ["Kabul", "کابل", "हिन्दी", "Kabul کابل"] {
            let mut ranges = ranges(text, &set_line(text, &font).glyphs);
            ranges.sort_by_key(|r| r.start);
            ranges.dedup();
            assert_eq!(ranges.iter().map(|r| &text[r.clone()]).collect::<String>(), text);
        }
    }
}
