//! Turns a line of text into glyphs at measured positions: scripts, directions, kerning, fallback fonts.

use std::ops::Range;

use harfrust::{Direction, ShapeOptions, UnicodeBuffer, script};
use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation;

use crate::model::scene::Font;
use crate::theme::fonts::{FACES, face_for, no_ligatures, primary};

/// A glyph on a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Face, by index into [`FACES`].
    pub face: usize,
    /// Glyph of that face.
    pub id: u32,
    /// Position from the start of the line, pixels; y grows downward.
    pub x: f64,
    /// Height above or below the baseline, pixels; negative is above.
    pub y: f64,
    /// Advance, pixels, with letter spacing.
    pub advance: f64,
    /// Where its letter starts in the text, bytes.
    pub cluster: usize,
}

/// A line of text, measured. Distances in pixels.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SetLine {
    /// Glyphs in visual order, left to right.
    pub glyphs: Vec<Glyph>,
    /// Sum of the advances without the spacing after the last letter.
    pub width: f64,
    /// Ink above the baseline.
    pub ascent: f64,
    /// Ink below the baseline.
    pub descent: f64,
    /// Whether the line as a whole reads from right to left.
    pub rtl: bool,
}

/// Whether letters of the text may be spaced out: not in joined scripts.
#[must_use]
pub fn takes_spacing(text: &str) -> bool {
    !text.chars().any(|c| matches!(u32::from(c), 0x0590..=0x0dff | 0x0e00..=0x0eff | 0xfb1d..=0xfeff))
}

/// Sets one line of text.
#[must_use]
pub fn set_line(text: &str, font: &Font) -> SetLine {
    let mut line = SetLine::default();
    let mut x = 0.0;
    if text.is_ascii() {
        shape_run(text, 0..text.len(), primary(font), false, font, &mut x, &mut line);
    } else {
        let bidi = BidiInfo::new(text, None);
        line.rtl = bidi.paragraphs.first().is_some_and(|p| p.level.is_rtl());
        for paragraph in &bidi.paragraphs {
            let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let rtl = levels.get(run.start).copied().unwrap_or_else(Level::ltr).is_rtl();
                shape_by_face(text, run, rtl, font, &mut x, &mut line);
            }
        }
    }
    let trailing = if line.glyphs.is_empty() { 0.0 } else { font.spacing };
    line.width = (x - trailing).max(0.0);
    line
}

/// Shapes a run of one direction, split where another face is needed.
fn shape_by_face(text: &str, run: Range<usize>, rtl: bool, font: &Font, x: &mut f64, line: &mut SetLine) {
    let sub = text.get(run.clone()).unwrap_or_default();
    let mut parts: Vec<(usize, Range<usize>)> = Vec::new();
    for (start, grapheme) in sub.grapheme_indices(true) {
        let range = run.start + start..run.start + start + grapheme.len();
        let letter = grapheme.chars().next().unwrap_or(' ');
        let last = parts.last().map(|(face, _)| *face);
        let face = if letter.is_whitespace() || letter.is_ascii_punctuation() { last } else { None }
            .or_else(|| face_for(letter, font))
            .unwrap_or_else(|| primary(font));
        match parts.last_mut() {
            Some((same, part)) if *same == face => part.end = range.end,
            _ => parts.push((face, range)),
        }
    }
    if rtl {
        parts.reverse();
    }
    for (face, part) in parts {
        shape_run(text, part, face, rtl, font, x, line);
    }
}

fn shape_run(
    text: &str,
    range: Range<usize>,
    face: usize,
    rtl: bool,
    font: &Font,
    x: &mut f64,
    line: &mut SetLine,
) {
    let Some(loaded) = FACES.get(face).and_then(|f| f.loaded()) else { return };
    let Some(sub) = text.get(range.clone()).filter(|s| !s.is_empty()) else { return };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(sub);
    buffer.guess_segment_properties();
    buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    if matches!(buffer.script(), script::UNKNOWN | script::COMMON | script::INHERITED) {
        buffer.set_script(script::LATIN);
    }
    let latin = buffer.script() == script::LATIN;
    let off = no_ligatures();
    let features = if latin { &off[..] } else { &[] };
    let plan = (latin && !rtl).then_some(&loaded.latin_plan);
    let shaper = loaded.shaper.shaper(&loaded.font).build();
    let shaped = shaper.shape(buffer, ShapeOptions::new().plan(plan).features(features));
    let scale = font.size / loaded.units_per_em;
    let infos = shaped.glyph_infos();
    for (index, (info, position)) in infos.iter().zip(shaped.glyph_positions()).enumerate() {
        let last_of_cluster = infos.get(index + 1).is_none_or(|next| next.cluster != info.cluster);
        let spacing = if last_of_cluster { font.spacing } else { 0.0 };
        let glyph = Glyph {
            face,
            id: info.glyph_id,
            x: *x + f64::from(position.x_offset) * scale,
            y: -f64::from(position.y_offset) * scale,
            advance: f64::from(position.x_advance) * scale + spacing,
            cluster: range.start + info.cluster as usize,
        };
        if let Some(ink) = loaded.metrics.bounds(info.glyph_id.into()) {
            line.ascent = line.ascent.max(f64::from(ink.y_max) * scale - glyph.y);
            line.descent = line.descent.max(glyph.y - f64::from(ink.y_min) * scale);
        }
        *x += glyph.advance;
        line.glyphs.push(glyph);
    }
}

#[cfg(test)]
mod tests {
    use super::{set_line, takes_spacing};
    use crate::model::scene::{Font, Weight};

    fn font(size: f64, spacing: f64) -> Font {
        Font { family: "sans".into(), size, weight: Weight::Regular, italic: false, spacing }
    }

    #[test]
    fn width_grows_with_size_and_spacing() {
        let ten = set_line("Kabul", &font(10.0, 0.0)).width;
        assert!((set_line("Kabul", &font(20.0, 0.0)).width - 2.0 * ten).abs() < 1e-9);
        assert!((set_line("Kabul", &font(10.0, 1.0)).width - ten - 4.0).abs() < 1e-9);
    }

    #[test]
    fn pairs_are_kerned() {
        let f = font(100.0, 0.0);
        let pair = set_line("AV", &f).width;
        assert!(pair < set_line("A", &f).width + set_line("V", &f).width - 1.0);
    }

    #[test]
    fn ink_of_small_letters_is_lower_than_of_capitals() {
        let f = font(100.0, 0.0);
        let (small, tall) = (set_line("ace", &f), set_line("Apg", &f));
        assert!(small.ascent < tall.ascent && small.descent < tall.descent);
        assert!((50.0..60.0).contains(&small.ascent), "{}", small.ascent);
    }

    #[test]
    fn arabic_joins_and_runs_from_the_right() {
        let line = set_line("کابل", &font(20.0, 0.0));
        assert!(line.rtl);
        assert!(line.glyphs.first().unwrap().cluster > line.glyphs.last().unwrap().cluster);
        assert!(line.glyphs.iter().all(|g| g.id != 0));
        assert!(!takes_spacing("کابل") && takes_spacing("Kabul") && takes_spacing("Київ"));
    }

    #[test]
    fn devanagari_signs_take_their_place() {
        let line = set_line("हिन्दी", &font(20.0, 0.0));
        assert!(line.glyphs.iter().all(|g| g.id != 0));
        assert!(line.glyphs.len() < "हिन्दी".chars().count() + 1);
    }

    #[test]
    fn a_line_may_mix_scripts() {
        let line = set_line("Kabul کابل", &font(20.0, 0.0));
        assert!(line.glyphs.iter().any(|g| g.face == 0) && line.glyphs.iter().any(|g| g.face != 0));
        assert!(set_line("", &font(20.0, 3.0)).width.abs() < 1e-12);
    }
}
