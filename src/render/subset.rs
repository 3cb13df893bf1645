//! Cuts a bundled TrueType font down to the glyphs of one map, in a form that browsers accept.
//!
//! Two ways. A face whose letters all kept their own glyphs gets new glyph numbers, a small `cmap`, and a
//! `kern` table with the pairs that occur: a few kilobytes. A face whose script joins or reorders letters
//! keeps its glyph numbers and layout tables and loses only the outlines that are not used.

use std::collections::{BTreeMap, BTreeSet};

use skrifa::raw::TableProvider;
use skrifa::{FontRef, Tag};

/// What of a face is used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Usage {
    /// Letters and their glyphs.
    pub letters: BTreeMap<u32, u32>,
    /// All glyphs, also those that shaping put in.
    pub glyphs: BTreeSet<u32>,
    /// Neighboring glyphs and how much closer they stand, font units.
    pub kerning: BTreeMap<(u32, u32), i16>,
    /// Whether shaping changed glyphs or heights, so that the layout tables are needed.
    pub shaped: bool,
}

type Tables = BTreeMap<[u8; 4], Vec<u8>>;

/// The font file with only what is used; none if the font has no TrueType outlines.
#[must_use]
pub fn subset(font: &FontRef<'_>, usage: &Usage) -> Option<Vec<u8>> {
    let outlines = Outlines::of(font)?;
    let wanted = outlines.closure(&usage.glyphs);
    let mut tables = Tables::new();
    for tag in [b"head", b"hhea", b"maxp", b"OS/2", b"hmtx"] {
        tables.insert(*tag, raw(font, tag)?.to_vec());
    }
    if usage.shaped {
        for tag in [b"cmap", b"GSUB", b"GPOS", b"GDEF"] {
            if let Some(bytes) = raw(font, tag) {
                tables.insert(*tag, bytes.to_vec());
            }
        }
        let kept: Vec<Vec<u8>> = (0..outlines.count)
            .map(|id| if wanted.contains(&id) { outlines.glyph(id).to_vec() } else { Vec::new() })
            .collect();
        put_outlines(&mut tables, &kept)?;
    } else {
        renumber(&mut tables, &outlines, &wanted, usage)?;
    }
    tables.insert(*b"post", post());
    tables.insert(*b"name", name());
    Some(assemble(&tables))
}

fn raw<'a>(font: &FontRef<'a>, tag: &[u8; 4]) -> Option<&'a [u8]> {
    font.table_data(Tag::new(tag)).map(|data| data.as_bytes())
}

/// Glyph outlines of a font.
struct Outlines<'a> {
    glyf: &'a [u8],
    offsets: Vec<usize>,
    count: u32,
}

impl<'a> Outlines<'a> {
    fn of(font: &FontRef<'a>) -> Option<Self> {
        let (glyf, loca) = (raw(font, b"glyf")?, raw(font, b"loca")?);
        let long = font.head().ok()?.index_to_loc_format() != 0;
        let offsets: Vec<usize> = if long {
            loca.chunks_exact(4).map(|b| be32(b, 0) as usize).collect()
        } else {
            loca.chunks_exact(2).map(|b| usize::from(be16(b, 0)) * 2).collect()
        };
        let count = u32::try_from(offsets.len().checked_sub(1)?).ok()?;
        Some(Self { glyf, offsets, count })
    }

    fn glyph(&self, id: u32) -> &'a [u8] {
        let at = id as usize;
        let range = self.offsets.get(at).copied().zip(self.offsets.get(at + 1).copied());
        range.and_then(|(start, end)| self.glyf.get(start..end)).unwrap_or_default()
    }

    /// The glyphs, those they are composed of, and glyph 0.
    fn closure(&self, glyphs: &BTreeSet<u32>) -> BTreeSet<u32> {
        let mut all = BTreeSet::from([0]);
        let mut open: Vec<u32> = glyphs.iter().copied().collect();
        while let Some(id) = open.pop() {
            if all.insert(id) {
                open.extend(components(self.glyph(id)).into_iter().map(|(_, part)| part));
            }
        }
        all
    }
}

/// Position (of the glyph number, in bytes) and glyph of every component.
fn components(glyph: &[u8]) -> Vec<(usize, u32)> {
    let mut found = Vec::new();
    if glyph.len() < 10 || glyph[0] & 0x80 == 0 {
        return found;
    }
    let mut at = 10;
    while at + 4 <= glyph.len() {
        let flags = be16(glyph, at);
        found.push((at + 2, u32::from(be16(glyph, at + 2))));
        at += if flags & 1 != 0 { 8 } else { 6 };
        at += match flags {
            f if f & 0x08 != 0 => 2,
            f if f & 0x40 != 0 => 4,
            f if f & 0x80 != 0 => 8,
            _ => 0,
        };
        if flags & 0x20 == 0 {
            break;
        }
    }
    found
}

fn be16(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |b| u16::from_be_bytes([b[0], b[1]]))
}

fn be32(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]))
}

fn put16(bytes: &mut [u8], at: usize, value: u16) {
    if let Some(target) = bytes.get_mut(at..at + 2) {
        target.copy_from_slice(&value.to_be_bytes());
    }
}

/// Writes `glyf` and `loca` (long offsets) and says so in `head`.
fn put_outlines(tables: &mut Tables, glyphs: &[Vec<u8>]) -> Option<()> {
    let (mut glyf, mut loca) = (Vec::new(), Vec::new());
    loca.extend(0_u32.to_be_bytes());
    for glyph in glyphs {
        glyf.extend(glyph);
        while glyf.len() % 4 != 0 {
            glyf.push(0);
        }
        loca.extend(u32::try_from(glyf.len()).ok()?.to_be_bytes());
    }
    tables.insert(*b"glyf", glyf);
    tables.insert(*b"loca", loca);
    put16(tables.get_mut(b"head")?, 50, 1);
    Some(())
}

fn renumber(
    tables: &mut Tables,
    outlines: &Outlines<'_>,
    wanted: &BTreeSet<u32>,
    usage: &Usage,
) -> Option<()> {
    let numbers: BTreeMap<u32, u16> =
        wanted.iter().enumerate().filter_map(|(new, &old)| Some((old, u16::try_from(new).ok()?))).collect();
    let mut glyphs = Vec::new();
    for &old in wanted {
        let mut glyph = outlines.glyph(old).to_vec();
        for (at, part) in components(&glyph) {
            put16(&mut glyph, at, *numbers.get(&part)?);
        }
        glyphs.push(glyph);
    }
    put_outlines(tables, &glyphs)?;
    let count = u16::try_from(wanted.len()).ok()?;
    let long_metrics = usize::from(be16(tables.get(b"hhea")?, 34)).max(1);
    let old_metrics = tables.get(b"hmtx")?;
    let mut metrics = Vec::new();
    for &old in wanted {
        let at = old as usize;
        metrics.extend(be16(old_metrics, at.min(long_metrics - 1) * 4).to_be_bytes());
        let bearing = if at < long_metrics { at * 4 + 2 } else { long_metrics * 4 + (at - long_metrics) * 2 };
        metrics.extend(be16(old_metrics, bearing).to_be_bytes());
    }
    tables.insert(*b"hmtx", metrics);
    put16(tables.get_mut(b"hhea")?, 34, count);
    put16(tables.get_mut(b"maxp")?, 4, count);
    let letters = usage.letters.iter().filter_map(|(&c, g)| Some((c, *numbers.get(g)?))).collect();
    tables.insert(*b"cmap", cmap(&letters)?);
    let pairs: BTreeMap<(u16, u16), i16> = usage
        .kerning
        .iter()
        .filter_map(|((a, b), &k)| Some(((*numbers.get(a)?, *numbers.get(b)?), k)))
        .collect();
    if !pairs.is_empty() {
        tables.insert(*b"kern", kern(&pairs)?);
    }
    Some(())
}

/// A `cmap` of one format 12 subtable, for Windows and Unicode.
fn cmap(letters: &BTreeMap<u32, u16>) -> Option<Vec<u8>> {
    let mut groups: Vec<(u32, u32, u32)> = Vec::new();
    for (&letter, &glyph) in letters {
        let glyph = u32::from(glyph);
        match groups.last_mut() {
            Some((start, end, first)) if *end + 1 == letter && *first + (letter - *start) == glyph => {
                *end = letter
            }
            _ => groups.push((letter, letter, glyph)),
        }
    }
    let mut out = Vec::new();
    for value in [0_u16, 2, 0, 4, 0, 20, 3, 10, 0, 20] {
        out.extend(value.to_be_bytes());
    }
    // Format 12, reserved, length, language, number of groups.
    let length = u32::try_from(16 + groups.len() * 12).ok()?;
    out.extend([0, 12, 0, 0]);
    for value in [length, 0, u32::try_from(groups.len()).ok()?] {
        out.extend(value.to_be_bytes());
    }
    for (start, end, first) in groups {
        for value in [start, end, first] {
            out.extend(value.to_be_bytes());
        }
    }
    Some(out)
}

/// A `kern` table of one format 0 subtable.
fn kern(pairs: &BTreeMap<(u16, u16), i16>) -> Option<Vec<u8>> {
    let count = u16::try_from(pairs.len()).ok()?;
    let log = u16::try_from(count.ilog2()).ok()?;
    let range = 6_u16.checked_mul(1 << log)?;
    let length = 14 + 6 * pairs.len();
    let mut out = Vec::new();
    for value in [0, 1, 0, u16::try_from(length).ok()?, 1, count, range, log, (count * 6).checked_sub(range)?]
    {
        out.extend(value.to_be_bytes());
    }
    for ((left, right), value) in pairs {
        out.extend(left.to_be_bytes());
        out.extend(right.to_be_bytes());
        out.extend(value.to_be_bytes());
    }
    Some(out)
}

/// A `post` table without glyph names.
fn post() -> Vec<u8> {
    let mut out = vec![0; 32];
    out[1] = 3;
    out
}

/// An empty `name` table.
fn name() -> Vec<u8> {
    vec![0, 0, 0, 0, 0, 6]
}

fn checksum(bytes: &[u8]) -> u32 {
    bytes.chunks(4).fold(0_u32, |sum, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

fn assemble(tables: &Tables) -> Vec<u8> {
    let count = u16::try_from(tables.len()).unwrap_or(0);
    let log = u16::try_from(count.max(1).ilog2()).unwrap_or(0);
    let range = 16 << log;
    let mut out = vec![0, 1, 0, 0];
    for value in [count, range, log, count * 16 - range] {
        out.extend(value.to_be_bytes());
    }
    let mut body = Vec::new();
    let start = 12 + tables.len() * 16;
    let mut head_at = None;
    for (tag, bytes) in tables {
        let mut bytes = bytes.clone();
        if tag == b"head" {
            bytes[8..12].fill(0);
            head_at = Some(start + body.len());
        }
        out.extend(tag);
        for value in [checksum(&bytes) as usize, start + body.len(), bytes.len()] {
            out.extend(u32::try_from(value).unwrap_or(0).to_be_bytes());
        }
        body.extend(bytes);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    out.extend(body);
    if let Some(at) = head_at {
        let adjustment = 0xb1b0_afba_u32.wrapping_sub(checksum(&out));
        out[at + 8..at + 12].copy_from_slice(&adjustment.to_be_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use skrifa::instance::{LocationRef, Size};
    use skrifa::{FontRef, MetadataProvider};

    use super::{Usage, subset};
    use crate::theme::fonts::FACES;

    fn usage(face: usize, text: &str) -> Usage {
        let charmap = &FACES[face].loaded().unwrap().charmap;
        let letters: BTreeMap<u32, u32> =
            text.chars().map(|c| (u32::from(c), charmap.map(c).unwrap().to_u32())).collect();
        Usage { glyphs: letters.values().copied().collect(), letters, ..Usage::default() }
    }

    #[test]
    fn a_subset_keeps_letters_advances_and_outlines() {
        let full = FACES[0].loaded().unwrap();
        let bytes = subset(&full.font, &usage(0, "Kabul Östersund é")).unwrap();
        assert!(bytes.len() < 8_000, "{}", bytes.len());
        let small = FontRef::new(&bytes).unwrap();
        let metrics = small.glyph_metrics(Size::unscaled(), LocationRef::default());
        for letter in "Kabul Östersund é".chars() {
            let (old, new) = (full.charmap.map(letter).unwrap(), small.charmap().map(letter).unwrap());
            assert_eq!(metrics.advance_width(new), full.metrics.advance_width(old), "{letter}");
            assert_eq!(metrics.bounds(new), full.metrics.bounds(old), "{letter}");
        }
        assert!(small.charmap().map('Z').is_none());
    }

    #[test]
    fn kerning_of_the_pairs_in_use_stays() {
        let full = FACES[0].loaded().unwrap();
        let mut used = usage(0, "AV");
        let ids: Vec<u32> = "AV".chars().map(|c| full.charmap.map(c).unwrap().to_u32()).collect();
        used.kerning.insert((ids[0], ids[1]), -40);
        let bytes = subset(&full.font, &used).unwrap();
        let font = harfrust::FontRef::new(&bytes).unwrap();
        let data = harfrust::ShaperData::new(&font);
        let mut buffer = harfrust::UnicodeBuffer::new();
        buffer.push_str("AV");
        buffer.guess_segment_properties();
        let shaped = data.shaper(&font).build().shape(buffer, harfrust::ShapeOptions::new());
        let total: i32 = shaped.glyph_positions().iter().map(|p| p.x_advance).sum();
        let natural: f32 = ids.iter().filter_map(|&id| full.metrics.advance_width(id.into())).sum();
        assert!((f64::from(natural) - f64::from(total) - 40.0).abs() < 1e-6);
    }

    #[test]
    fn a_shaped_script_keeps_its_tables() {
        let face = FACES.iter().position(|f| f.key == "NotoNaskhArabic-Regular").unwrap();
        let full = FACES[face].loaded().unwrap();
        let mut used = usage(face, "کابل");
        used.shaped = true;
        let bytes = subset(&full.font, &used).unwrap();
        assert!(bytes.len() < FACES[face].bytes.len() * 3 / 4, "{}", bytes.len());
        let small = FontRef::new(&bytes).unwrap();
        assert_eq!(small.charmap().map('ک'), full.charmap.map('ک'));
        assert!(super::raw(&small, b"GSUB").is_some());
    }
}
