//! Turns a line of text into glyphs at measured positions: scripts, directions, kerning, fallback fonts.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation;

use crate::model::scene::Font;
use crate::theme::fonts::{FACES, Loaded, face_for, primary};
use crate::theme::memory::{Known, Memory, slot};

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

/// Width and ink of a line, without its glyphs. Distances in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Extent {
    /// Sum of the advances without the spacing after the last letter.
    pub width: f64,
    /// Ink above the baseline.
    pub ascent: f64,
    /// Ink below the baseline.
    pub descent: f64,
    /// Whether the line as a whole reads from right to left.
    pub rtl: bool,
}

/// Measures one line of text.
#[must_use]
pub fn measure(text: &str, font: &Font) -> Extent {
    let mut extent = Extent::default();
    let remembered = remember(text, font, |_, known, x, advance, scale| {
        extent.reach(known.ink, 0.0, scale);
        extent.width = x + advance;
    });
    if remembered.is_none() {
        let SetLine { width, ascent, descent, rtl, .. } = set_line(text, font);
        return Extent { width, ascent, descent, rtl };
    }
    let trailing = if text.is_empty() { 0.0 } else { font.spacing };
    Extent { width: (extent.width - trailing).max(0.0), ..extent }
}

impl Extent {
    /// Takes in the ink of a glyph (top and bottom in font units) at a height.
    fn reach(&mut self, ink: Option<[f32; 2]>, y: f64, scale: f64) {
        if let Some([top, bottom]) = ink {
            self.ascent = self.ascent.max(f64::from(top) * scale - y);
            self.descent = self.descent.max(y - f64::from(bottom) * scale);
        }
    }
}

/// Sets one line of text.
#[must_use]
pub fn set_line(text: &str, font: &Font) -> SetLine {
    let face = primary(font);
    let mut glyphs = Vec::new();
    let mut extent = Extent::default();
    let mut x = 0.0;
    let remembered = remember(text, font, |cluster, known, at, advance, scale| {
        extent.reach(known.ink, 0.0, scale);
        glyphs.push(Glyph { face, id: known.id, x: at, y: 0.0, advance, cluster });
        x = at + advance;
    });
    if remembered.is_none() {
        return shape_line(text, font);
    }
    let trailing = if glyphs.is_empty() { 0.0 } else { font.spacing };
    let Extent { ascent, descent, .. } = extent;
    SetLine { glyphs, width: (x - trailing).max(0.0), ascent, descent, rtl: false }
}

/// Walks a line of letters that are all remembered: byte, letter, position, advance, and pixels of a font unit.
/// None if the line must be shaped; what was given until then does not count.
fn remember(text: &str, font: &Font, mut give: impl FnMut(usize, Known, f64, f64, f64)) -> Option<()> {
    let face = primary(font);
    let (loaded, memory): (&Loaded, &Memory) = (FACES.get(face)?.loaded()?, Memory::of(face)?);
    let scale = font.size / loaded.units_per_em;
    let mut x = 0.0;
    let mut letters = text.char_indices().map(|(at, letter)| (at, slot(letter))).peekable();
    while let Some((at, own)) = letters.next() {
        let known = memory.known(own?)?;
        let advance = match letters.peek() {
            Some(&(_, next)) => memory.advance(loaded, own?, next?)?,
            None => known.advance,
        };
        let advance = f64::from(advance) * scale + font.spacing;
        give(at, known, x, advance, scale);
        x += advance;
    }
    Some(())
}

/// Sets one line of text by shaping it.
fn shape_line(text: &str, font: &Font) -> SetLine {
    let mut line = SetLine::default();
    let mut x = 0.0;
    let bidi = BidiInfo::new(text, None);
    line.rtl = bidi.paragraphs.first().is_some_and(|p| p.level.is_rtl());
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let rtl = levels.get(run.start).copied().unwrap_or_else(Level::ltr).is_rtl();
            shape_by_face(text, run, rtl, font, &mut x, &mut line);
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
    let shaped = loaded.shape(sub, rtl);
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
    use super::{measure, set_line, shape_line, takes_spacing};
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
    fn remembered_lines_are_those_of_the_shaper() {
        let letters: Vec<char> = (' '..='~').chain('\u{a0}'..='ÿ').chain("–—‘’“”•…".chars()).collect();
        let mut state = 4_u64;
        let mut below = |n: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % n
        };
        for (weight, italic) in [
            (Weight::Regular, false),
            (Weight::SemiBold, false),
            (Weight::Bold, false),
            (Weight::Regular, true),
            (Weight::Bold, true),
        ] {
            let font = Font { weight, italic, ..font(13.0, 0.7) };
            let mut texts: Vec<String> =
                ["", " ", "AVATAR Ty. To", "fi ffl", "Côte d’Ivoire", "1,234–5 \u{ad}x"]
                    .map(String::from)
                    .into();
            texts.extend((0..600).map(|_| (0..12).map(|_| letters[below(letters.len())]).collect()));
            for text in texts {
                let (set, shaped) = (set_line(&text, &font), shape_line(&text, &font));
                assert_eq!(set, shaped, "{text:?}");
                let measured = measure(&text, &font);
                assert_eq!(
                    (measured.width, measured.ascent, measured.descent, measured.rtl),
                    (shaped.width, shaped.ascent, shaped.descent, shaped.rtl)
                );
            }
        }
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
