//! Puts sections together: strings once each, numbers in little endian, positions as differences.

use std::collections::BTreeMap;

use super::format::{HEADER, MAGIC, SECTIONS, weight};
use crate::grid::Point;

/// Collects the sections of the file.
pub struct Writer {
    sections: Vec<Vec<u8>>,
    strings: BTreeMap<String, u32>,
}

impl Default for Writer {
    fn default() -> Self {
        Self { sections: vec![Vec::new(); SECTIONS], strings: BTreeMap::new() }
    }
}

impl Writer {
    /// The bytes of a section, to append to.
    pub fn section(&mut self, number: usize) -> &mut Vec<u8> {
        &mut self.sections[number]
    }

    /// The reference of a string, which is stored once. Texts are cut at 65,535 bytes.
    pub fn string(&mut self, text: &str) -> u32 {
        if let Some(&at) = self.strings.get(text) {
            return at;
        }
        let strings = &mut self.sections[super::format::STRINGS];
        let at = small(strings.len());
        let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
        strings.extend(length.to_le_bytes());
        strings.extend(&text.as_bytes()[..usize::from(length)]);
        self.strings.insert(text.to_owned(), at);
        at
    }

    /// The whole file.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        let mut file = MAGIC.to_vec();
        let mut at = HEADER;
        for section in &self.sections {
            file.extend(small(at).to_le_bytes());
            file.extend(small(section.len()).to_le_bytes());
            at += section.len();
        }
        file.extend(self.sections.into_iter().flatten());
        file
    }
}

/// A length or number as the file holds it; the file is far below four gigabytes.
#[must_use]
pub fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A record of a fixed size, filled field by field.
pub struct Record(Vec<u8>);

impl Record {
    /// An empty record.
    #[must_use]
    pub fn new(size: usize) -> Self {
        Self(vec![0; size])
    }

    /// Puts a `u8`.
    pub fn byte(&mut self, at: usize, value: u8) {
        self.0[at] = value;
    }

    /// Puts a `u16`.
    pub fn short(&mut self, at: usize, value: u16) {
        self.0[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }

    /// Puts a `u32`.
    pub fn word(&mut self, at: usize, value: u32) {
        self.0[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }

    /// Puts positions or a box, each number an `i32`.
    pub fn units(&mut self, at: usize, values: &[i32]) {
        for (i, value) in values.iter().enumerate() {
            self.0[at + i * 4..at + i * 4 + 4].copy_from_slice(&value.to_le_bytes());
        }
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Appends the inner positions of a line as differences, each from the one before, with their weights.
pub fn inner(out: &mut Vec<u8>, points: &[Point], ranks: &[f32]) {
    for (w, rank) in points[..points.len() - 1].windows(2).zip(&ranks[1..]) {
        varint(out, w[1].x.wrapping_sub(w[0].x));
        varint(out, w[1].y.wrapping_sub(w[0].y));
        out.push(weight(*rank));
    }
}

fn varint(out: &mut Vec<u8>, value: i32) {
    let mut rest = ((value << 1) ^ (value >> 31)) as u32;
    while rest >= 0x80 {
        out.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_stored_once() {
        let mut writer = Writer::default();
        let (a, b, again) = (writer.string("a"), writer.string("b"), writer.string("a"));
        assert_eq!((a, b, again), (0, 3, 0));
        assert_eq!(writer.section(super::super::format::STRINGS), b"\x01\x00a\x01\x00b");
    }

    #[test]
    fn small_differences_take_one_byte_each() {
        let mut out = Vec::new();
        let points = [(5, 5), (4, 5), (4, 69), (0, 0)].map(|(x, y)| Point { x, y });
        inner(&mut out, &points, &[f32::INFINITY, 1.0, f32::INFINITY, 0.0]);
        assert_eq!(out, [1, 0, 126, 0, 0x80, 1, 255]);
    }
}
