//! Reads the sections of the embedded basemap in place: records, strings and lines, with no parsing at start.

use crate::geodata::basemap_format::{ALWAYS, HEADER, MAGIC, NOWHERE, SECTIONS, STRINGS, UNITS, arc, weight};
use crate::model::geo::LonLat;

/// The file with its sections. A broken or empty file has empty sections; reading beyond one gives zeros, never a
/// panic.
#[derive(Debug, Clone, Copy)]
pub struct Sections<'a> {
    file: &'a [u8],
}

impl<'a> Sections<'a> {
    /// Checks the magic and nothing else.
    #[must_use]
    pub fn open(file: &'a [u8]) -> Self {
        let whole = file.len() >= HEADER && file.starts_with(MAGIC);
        Self { file: if whole { file } else { &[] } }
    }

    /// The bytes of a section.
    #[must_use]
    pub fn section(&self, number: usize) -> &'a [u8] {
        debug_assert!(number < SECTIONS);
        let at = 8 + number * 8;
        let (start, length) = (word(self.file, at) as usize, word(self.file, at + 4) as usize);
        start.checked_add(length).and_then(|end| self.file.get(start..end)).unwrap_or_default()
    }

    /// The string at a reference.
    #[must_use]
    pub fn string(&self, reference: u32) -> &'a str {
        let strings = self.section(STRINGS);
        let at = reference as usize;
        let length = usize::from(short(strings, at));
        let bytes = strings.get(at + 2..at + 2 + length).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// The records of a section, each `size` bytes.
    pub fn records(&self, number: usize, size: usize) -> std::slice::ChunksExact<'a, u8> {
        self.section(number).chunks_exact(size)
    }

    /// One record of a section; empty when there is none.
    #[must_use]
    pub fn record(&self, number: usize, size: usize, index: usize) -> &'a [u8] {
        self.section(number).get(index * size..(index + 1) * size).unwrap_or_default()
    }
}

/// A byte; 0 beyond the end, as for all of these.
#[must_use]
pub fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or_default()
}

/// A `u16`.
#[must_use]
pub fn short(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|b| b.try_into().ok()).map_or(0, u16::from_le_bytes)
}

/// A `u32`.
#[must_use]
pub fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}

/// An `i32` in units.
#[must_use]
pub fn units(bytes: &[u8], at: usize) -> i32 {
    word(bytes, at).cast_signed()
}

/// Degrees from units.
#[must_use]
pub fn degrees(units: i32) -> f64 {
    f64::from(units) / UNITS
}

/// A position of a record.
#[must_use]
pub fn position(bytes: &[u8], at: usize) -> LonLat {
    LonLat::new(degrees(units(bytes, at)), degrees(units(bytes, at + 4)))
}

/// A position that may be missing.
#[must_use]
pub fn place(bytes: &[u8], at: usize) -> Option<LonLat> {
    (units(bytes, at) != NOWHERE && !bytes.is_empty()).then(|| position(bytes, at))
}

/// A box in units: west, south, east, north.
#[must_use]
pub fn unit_box(bytes: &[u8], at: usize) -> [i32; 4] {
    [units(bytes, at), units(bytes, at + 4), units(bytes, at + 8), units(bytes, at + 12)]
}

/// Lines of one table: arcs of a level, or rings of features.
#[derive(Debug, Clone, Copy)]
pub struct Lines<'a> {
    /// Records whose geometry stands where [`arc`] says.
    pub(crate) records: &'a [u8],
    /// Their boxes.
    pub(crate) boxes: &'a [u8],
    /// Their inner positions.
    pub(crate) points: &'a [u8],
}

impl<'a> Lines<'a> {
    /// Number of lines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len() / arc::SIZE
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The record of a line.
    #[must_use]
    pub(crate) fn record(&self, line: u32) -> &'a [u8] {
        let at = line as usize * arc::SIZE;
        self.records.get(at..at + arc::SIZE).unwrap_or_default()
    }

    /// West, south, east and north of a line, degrees.
    #[must_use]
    pub fn bounds(&self, line: u32) -> [f64; 4] {
        unit_box(self.boxes, line as usize * 16).map(degrees)
    }

    /// First and last position of a line, longitude first, degrees.
    #[must_use]
    pub fn ends(&self, line: u32) -> [[f64; 2]; 2] {
        let record = self.record(line);
        [arc::FIRST, arc::LAST].map(|at| [degrees(units(record, at)), degrees(units(record, at + 4))])
    }

    /// Appends both ends of a line and the positions between them that hold at least `tolerance` square kilometers;
    /// zero gives all. Positions are longitude, latitude in degrees.
    pub fn read(&self, line: u32, tolerance: f32, out: &mut Vec<[f64; 2]>) {
        let least = weight(tolerance);
        self.walk(line, |x, y, weight| {
            if weight >= least {
                out.push([degrees(x), degrees(y)]);
            }
        });
    }

    /// Visits all positions of a line, in units, with their weights; the ends have the greatest.
    pub(crate) fn walk(&self, line: u32, mut visit: impl FnMut(i32, i32, u8)) {
        let record = self.record(line);
        if record.is_empty() {
            return;
        }
        let (mut x, mut y) = (units(record, arc::FIRST), units(record, arc::FIRST + 4));
        visit(x, y, ALWAYS);
        let mut rest = self.points.get(word(record, arc::START) as usize..).unwrap_or_default();
        for _ in 0..word(record, arc::COUNT) {
            x = x.wrapping_add(difference(&mut rest));
            y = y.wrapping_add(difference(&mut rest));
            let Some((&weight, after)) = rest.split_first() else { return };
            rest = after;
            visit(x, y, weight);
        }
        visit(units(record, arc::LAST), units(record, arc::LAST + 4), ALWAYS);
    }

    /// The ends of a line in units.
    pub(crate) fn unit_ends(&self, line: u32) -> [[i32; 2]; 2] {
        let record = self.record(line);
        [arc::FIRST, arc::LAST].map(|at| [units(record, at), units(record, at + 4)])
    }
}

/// The next zigzag varint.
fn difference(rest: &mut &[u8]) -> i32 {
    let mut value = 0_u32;
    let mut shift = 0;
    while let Some((&byte, after)) = rest.split_first() {
        *rest = after;
        value |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if byte < 0x80 || shift > 28 {
            break;
        }
    }
    (value >> 1).cast_signed() ^ -(value & 1).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::{Lines, Sections, difference, word};

    #[test]
    fn differences_are_read_back() {
        let mut bytes: &[u8] = &[1, 0x80, 1, 0];
        assert_eq!([difference(&mut bytes), difference(&mut bytes), difference(&mut bytes)], [-1, 64, 0]);
        assert_eq!(difference(&mut bytes), 0);
    }

    #[test]
    fn a_broken_file_has_empty_sections() {
        let sections = Sections::open(b"dlmap\x001\nnothing more");
        assert!(sections.section(0).is_empty());
        assert_eq!(sections.string(7), "");
        assert_eq!(word(&[1, 2], 0), 0);
        let lines = Lines { records: &[], boxes: &[], points: &[] };
        let mut out = Vec::new();
        lines.read(3, 0.0, &mut out);
        assert!(out.is_empty());
    }
}
