//! Packs a font file as WOFF: the same tables, each compressed, for pages that carry their fonts.

use std::io::Write as _;

use flate2::{Compression, write::ZlibEncoder};

/// Bytes of the header.
const HEADER: usize = 44;
/// Bytes of a table's entry.
const ENTRY: usize = 20;

/// A font file as WOFF; none if it is no font file.
#[must_use]
pub fn packed(font: &[u8]) -> Option<Vec<u8>> {
    let count = usize::from(u16::from_be_bytes(font.get(4..6)?.try_into().ok()?));
    let mut entries = Vec::new();
    let mut data = Vec::new();
    let mut whole = 12 + 16 * count;
    for index in 0..count {
        let row = font.get(12 + index * 16..28 + index * 16)?;
        let (from, length) = (number(row, 8)?, number(row, 12)?);
        let table = font.get(from..from.checked_add(length)?)?;
        let compressed = zlib(table)?;
        let stored = if compressed.len() < length { compressed.as_slice() } else { table };
        entries.extend_from_slice(&row[..4]);
        entries.extend(word(HEADER + count * ENTRY + data.len())?);
        entries.extend(word(stored.len())?);
        entries.extend(word(length)?);
        entries.extend_from_slice(&row[4..8]);
        data.extend_from_slice(stored);
        data.resize(data.len().next_multiple_of(4), 0);
        whole += length.next_multiple_of(4);
    }
    let mut out = b"wOFF".to_vec();
    out.extend_from_slice(font.get(..4)?);
    out.extend(word(HEADER + entries.len() + data.len())?);
    out.extend(u16::try_from(count).ok()?.to_be_bytes());
    out.extend([0; 2]);
    out.extend(word(whole)?);
    out.resize(HEADER, 0);
    out.extend(entries);
    out.extend(data);
    Some(out)
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()
}

fn word(value: usize) -> Option<[u8; 4]> {
    Some(u32::try_from(value).ok()?.to_be_bytes())
}

fn zlib(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::{number, packed};

    #[test]
    fn every_table_comes_back() {
        let font = include_bytes!("../../geodata/fonts/NotoSans-Regular.ttf");
        let woff = packed(font).unwrap();
        assert_eq!((&woff[..4], number(&woff, 8)), (&b"wOFF"[..], Some(woff.len())));
        assert!(woff.len() < font.len() * 3 / 4, "{} of {}", woff.len(), font.len());
        let count = usize::from(u16::from_be_bytes([font[4], font[5]]));
        for index in 0..count {
            let (row, old) = (44 + index * 20, 12 + index * 16);
            let [from, stored, length] = [4, 8, 12].map(|at| number(&woff, row + at).unwrap());
            let mut table = woff[from..from + stored].to_vec();
            if stored < length {
                let mut plain = Vec::new();
                flate2::read::ZlibDecoder::new(&table[..]).read_to_end(&mut plain).unwrap();
                table = plain;
            }
            let at = number(font, old + 8).unwrap();
            assert_eq!(table, font[at..at + length], "table {index}");
        }
        assert!(packed(b"no font").is_none() && packed(&font[..400]).is_none());
    }
}
