//! Reads ESRI shapefiles: the parts of lines and polygons, or points, with the columns of the DBF beside them.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::{Error, Result, read};

/// One row: its parts (rings, lines, or one point) in degrees, and its columns as trimmed text.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Rings, lines, or one part with one point; longitude, latitude.
    pub parts: Vec<Vec<[f64; 2]>>,
    columns: BTreeMap<String, String>,
}

impl Record {
    /// The text of a column; empty where the column or its value is missing.
    #[must_use]
    pub fn text(&self, column: &str) -> &str {
        self.columns.get(column).map_or("", String::as_str)
    }

    /// The number in a column.
    #[must_use]
    pub fn number(&self, column: &str) -> Option<f64> {
        self.text(column).parse().ok()
    }
}

/// How the text of a DBF is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, as Natural Earth 4 and later.
    Utf8,
    /// ISO 8859-1, as older layers.
    Latin1,
}

/// Reads `path` (without an extension) as `.shp` and `.dbf`.
pub fn read_shapefile(path: &Path, encoding: Encoding) -> Result<Vec<Record>> {
    let shp = path.with_extension("shp");
    let dbf = path.with_extension("dbf");
    let shapes = shapes(&read(&shp)?).ok_or_else(|| Error::at(&shp, "broken shapefile"))?;
    let rows = rows(&read(&dbf)?, encoding).ok_or_else(|| Error::at(&dbf, "broken DBF"))?;
    if shapes.len() != rows.len() {
        let sizes = format!("{} shapes but {} rows", shapes.len(), rows.len());
        return Err(Error::at(&shp, sizes));
    }
    let records = shapes.into_iter().zip(rows);
    Ok(records.map(|(parts, columns)| Record { parts, columns }).collect())
}

fn shapes(bytes: &[u8]) -> Option<Vec<Vec<Vec<[f64; 2]>>>> {
    let mut shapes = Vec::new();
    let mut at = 100;
    while at < bytes.len() {
        let words = i32::from_be_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?);
        let content = bytes.get(at + 8..at + 8 + usize::try_from(words).ok()? * 2)?;
        shapes.push(shape(content)?);
        at += 8 + content.len();
    }
    Some(shapes)
}

fn shape(content: &[u8]) -> Option<Vec<Vec<[f64; 2]>>> {
    match int(content, 0)? {
        0 => Some(Vec::new()),
        1 => Some(vec![vec![point(content, 4)?]]),
        3 | 5 => {
            let (parts, points) = (int(content, 36)?, int(content, 40)?);
            let first = 44 + parts * 4;
            let mut starts = (0..parts).map(|i| int(content, 44 + i * 4)).collect::<Option<Vec<_>>>()?;
            starts.push(points);
            starts
                .windows(2)
                .map(|part| (part[0]..part[1]).map(|i| point(content, first + i * 16)).collect())
                .collect()
        }
        _ => None,
    }
}

fn int(bytes: &[u8], at: usize) -> Option<usize> {
    let value = i32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
    usize::try_from(value).ok()
}

fn point(bytes: &[u8], at: usize) -> Option<[f64; 2]> {
    let number = |at: usize| Some(f64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?));
    Some([number(at)?, number(at + 8)?])
}

fn rows(bytes: &[u8], encoding: Encoding) -> Option<Vec<BTreeMap<String, String>>> {
    let count = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?) as usize;
    let head = u16::from_le_bytes(bytes.get(8..10)?.try_into().ok()?) as usize;
    let size = u16::from_le_bytes(bytes.get(10..12)?.try_into().ok()?) as usize;
    let mut fields = Vec::new();
    let mut at = 32;
    while *bytes.get(at)? != 0x0d {
        let name: Vec<u8> = bytes.get(at..at + 11)?.iter().copied().take_while(|&b| b != 0).collect();
        fields.push((decode(&name, Encoding::Latin1), usize::from(*bytes.get(at + 16)?)));
        at += 32;
    }
    let row = |i: usize| {
        let mut at = head + i * size + 1;
        let mut columns = BTreeMap::new();
        for (name, width) in &fields {
            let text = decode(bytes.get(at..at + width)?, encoding);
            let text = text.trim_matches([' ', '\0']);
            if !text.is_empty() && !text.starts_with('*') {
                columns.insert(name.clone(), text.to_owned());
            }
            at += width;
        }
        Some(columns)
    };
    (0..count).map(row).collect()
}

fn decode(bytes: &[u8], encoding: Encoding) -> String {
    match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
        Encoding::Latin1 => bytes.iter().map(|&b| char::from(b)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn polyline() -> Vec<u8> {
        let mut content = 3_i32.to_le_bytes().to_vec();
        content.extend([0; 32]);
        for n in [2_i32, 4, 0, 2] {
            content.extend(n.to_le_bytes());
        }
        for n in [1.0_f64, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0] {
            content.extend(n.to_le_bytes());
        }
        let mut file = vec![0; 100];
        file.extend(1_i32.to_be_bytes());
        file.extend(i32::try_from(content.len() / 2).unwrap_or_default().to_be_bytes());
        file.extend(content);
        file
    }

    #[test]
    fn parts_are_cut_where_the_file_says() {
        let expected = vec![vec![[1.0, 2.0], [3.0, 4.0]], vec![[5.0, 6.0], [7.0, 8.0]]];
        assert_eq!(shapes(&polyline()), Some(vec![expected]));
    }

    #[test]
    fn a_short_file_is_refused() {
        let file = polyline();
        assert_eq!(shapes(&file[..file.len() - 1]), None);
    }
}
