//! The bundled fonts: which faces there are, and which one has a letter.

use std::sync::OnceLock;

use harfrust::{
    Direction, Feature, FontRef, GlyphBuffer, ShapeOptions, ShapePlan, ShaperData, Tag, UnicodeBuffer, script,
};
use skrifa::MetadataProvider;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;

use crate::model::scene::{Font, Weight};

/// A bundled face: one file.
pub struct Face {
    /// Name of the file without its ending, such as `NotoSans-SemiBold`.
    pub key: &'static str,
    /// CSS family that the file names itself (`Noto Sans`).
    pub family: &'static str,
    /// Its weight.
    pub weight: Weight,
    /// Italic.
    pub italic: bool,
    /// The file.
    pub bytes: &'static [u8],
    loaded: OnceLock<Option<Loaded>>,
}

/// A face, opened.
pub struct Loaded {
    /// Tables of the file.
    pub font: FontRef<'static>,
    /// Tables as the shaper wants them.
    pub shaper: ShaperData,
    /// Letters to glyphs.
    pub charmap: Charmap<'static>,
    /// Advances and boxes of glyphs, font units.
    pub metrics: GlyphMetrics<'static>,
    /// Font units in an em.
    pub units_per_em: f64,
    /// Shaping of Latin text, prepared, without ligatures.
    pub latin_plan: ShapePlan,
}

/// Latin ligatures are off: spaced letters must not join, and a subset font may go without them.
const NO_LIGATURES: [&[u8; 4]; 2] = [b"liga", b"clig"];

impl Face {
    /// The face, opened at the first use; none if the file is no font.
    #[must_use]
    pub fn loaded(&self) -> Option<&Loaded> {
        self.loaded.get_or_init(|| Loaded::open(self.bytes)).as_ref()
    }
}

impl Loaded {
    fn open(bytes: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(bytes).ok()?;
        let shaper = ShaperData::new(&font);
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let latin_plan = ShapePlan::new(
            &shaper.shaper(&font).build(),
            Direction::LeftToRight,
            Some(script::LATIN),
            None,
            &no_ligatures(),
        );
        Some(Self {
            charmap: font.charmap(),
            units_per_em: f64::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em),
            metrics,
            shaper,
            latin_plan,
            font,
        })
    }

    /// Shapes a run of one script and direction. Whatever has no script of its own counts as Latin.
    #[must_use]
    pub fn shape(&self, run: &str, rtl: bool) -> GlyphBuffer {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(run);
        buffer.guess_segment_properties();
        buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        if matches!(buffer.script(), script::UNKNOWN | script::COMMON | script::INHERITED) {
            buffer.set_script(script::LATIN);
        }
        let latin = buffer.script() == script::LATIN;
        let off = no_ligatures();
        let features = if latin { &off[..] } else { &[] };
        let plan = (latin && !rtl).then_some(&self.latin_plan);
        let shaper = self.shaper.shaper(&self.font).build();
        shaper.shape(buffer, ShapeOptions::new().plan(plan).features(features))
    }
}

/// The features that turn Latin ligatures off.
fn no_ligatures() -> [Feature; 2] {
    NO_LIGATURES.map(|tag| Feature::new(Tag::new(tag), 0, ..))
}

macro_rules! faces {
    ($($key:literal, $family:literal, $weight:ident, $italic:literal;)*) => {
        /// Every bundled face. The sans of each weight and slant first, other scripts after.
        pub static FACES: [Face; COUNT] = [$(Face {
            key: $key,
            family: $family,
            weight: Weight::$weight,
            italic: $italic,
            bytes: include_bytes!(concat!("../../geodata/fonts/", $key, ".ttf")),
            loaded: OnceLock::new(),
        }),*];

        const COUNT: usize = [$($key),*].len();
    };
}

faces! {
    "NotoSans-Regular", "Noto Sans", Regular, false;
    "NotoSans-SemiBold", "Noto Sans", SemiBold, false;
    "NotoSans-Bold", "Noto Sans", Bold, false;
    "NotoSans-Italic", "Noto Sans", Regular, true;
    "NotoSans-BoldItalic", "Noto Sans", Bold, true;
    "NotoNaskhArabic-Regular", "Noto Naskh Arabic", Regular, false;
    "NotoNaskhArabic-Bold", "Noto Naskh Arabic", Bold, false;
    "NotoSansDevanagari-Regular", "Noto Sans Devanagari", Regular, false;
    "NotoSansDevanagari-Bold", "Noto Sans Devanagari", Bold, false;
    "NotoSansBengali-Regular", "Noto Sans Bengali", Regular, false;
    "NotoSansBengali-Bold", "Noto Sans Bengali", Bold, false;
    "NotoSansHebrew-Regular", "Noto Sans Hebrew", Regular, false;
    "NotoSansHebrew-Bold", "Noto Sans Hebrew", Bold, false;
    "NotoSansArmenian-Regular", "Noto Sans Armenian", Regular, false;
    "NotoSansArmenian-Bold", "Noto Sans Armenian", Bold, false;
    "NotoSansGeorgian-Regular", "Noto Sans Georgian", Regular, false;
    "NotoSansGeorgian-Bold", "Noto Sans Georgian", Bold, false;
    "NotoSansThai-Regular", "Noto Sans Thai", Regular, false;
    "NotoSansThai-Bold", "Noto Sans Thai", Bold, false;
}

/// How badly a face fits a font: 0 is a face of that very weight and slant.
fn misfit(face: &Face, weight: Weight, italic: bool) -> u32 {
    let heft = |w: Weight| match w {
        Weight::Regular => 0_u32,
        Weight::SemiBold => 2,
        Weight::Bold => 3,
    };
    let slant = u32::from(face.italic != italic) * 10;
    slant + heft(face.weight).abs_diff(heft(weight))
}

/// The sans face of a font, by index into [`FACES`].
#[must_use]
pub fn primary(font: &Font) -> usize {
    // Asked for every letter that is measured, so that all answers are kept.
    static KNOWN: OnceLock<[usize; 6]> = OnceLock::new();
    let weights = [Weight::Regular, Weight::SemiBold, Weight::Bold];
    let known = KNOWN.get_or_init(|| {
        [0, 1, 2, 3, 4, 5].map(|slot| best(FACES[0].family, weights[slot / 2], slot % 2 == 1))
    });
    let slot = match font.weight {
        Weight::Regular => 0,
        Weight::SemiBold => 2,
        Weight::Bold => 4,
    };
    known[slot + usize::from(font.italic)]
}

fn best(family: &str, weight: Weight, italic: bool) -> usize {
    let fits = FACES.iter().enumerate().filter(|(_, face)| face.family == family);
    fits.min_by_key(|(_, face)| misfit(face, weight, italic)).map_or(0, |(index, _)| index)
}

/// The face to set a letter in, by index into [`FACES`]; none if no bundled font has it.
#[must_use]
pub fn face_for(letter: char, font: &Font) -> Option<usize> {
    let has = |index: usize| {
        FACES[index].loaded().is_some_and(|face| face.charmap.map(letter).is_some_and(|g| g.to_u32() != 0))
    };
    let sans = primary(font);
    if letter.is_ascii() || has(sans) {
        return Some(sans);
    }
    let regular = FACES.iter().position(|face| {
        face.family != FACES[0].family && {
            face.loaded().is_some_and(|f| f.charmap.map(letter).is_some_and(|g| g.to_u32() != 0))
        }
    })?;
    Some(best(FACES[regular].family, font.weight, font.italic)).filter(|&index| has(index)).or(Some(regular))
}

/// Whether bundled fonts have every letter of the text.
#[must_use]
pub fn covers(text: &str) -> bool {
    let font =
        Font { family: "sans".to_owned(), size: 12.0, weight: Weight::Regular, italic: false, spacing: 0.0 };
    text.chars().all(|c| c.is_control() || c.is_whitespace() || face_for(c, &font).is_some())
}

#[cfg(test)]
mod tests {
    use super::{FACES, covers};

    #[test]
    fn every_face_opens() {
        for face in &FACES {
            assert!(face.loaded().is_some(), "{}", face.key);
        }
    }

    #[test]
    fn the_scripts_of_the_bundle_are_covered_and_others_are_not() {
        for text in
            ["Kabul", "Πειραιάς", "Київ", "کابل", "नई दिल्ली", "ירושלים", "Երևան", "თბილისი", "ঢাকা", "กรุงเทพ"]
        {
            assert!(covers(text), "{text}");
        }
        assert!(!covers("北京"));
    }
}
