//! Reads articles from a CSV or TSV table: one a row, with a column `text`.

use std::io::{self, BufRead, Read};

use csv::{ByteRecord, Reader, ReaderBuilder};
use serde_json::{Map, Value};

use crate::batch::items::{Record, failure};
use crate::batch::lines::{MAX_RECORD, too_long};
use crate::batch::unpack::Stream;
use crate::diagnostic::{Error, ErrorKind};
use crate::pipeline::InputFormat;

/// Columns that may hold the article's text, the first that exists wins.
const TEXT: [&str; 4] = ["text", "body", "content", "article"];

/// The rows of a table.
pub struct Rows {
    reader: Reader<Bounded>,
    columns: Option<Vec<String>>,
    ended: bool,
}

/// Ends a row that never closes its quotes before it fills the memory.
struct Bounded {
    stream: Stream,
    left: usize,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other(too_long("the row")));
        }
        let available = self.stream.fill_buf()?;
        let count = available.len().min(buffer.len()).min(self.left);
        buffer[..count].copy_from_slice(&available[..count]);
        self.stream.consume(count);
        self.left -= count;
        Ok(count)
    }
}

impl Rows {
    /// The rows of the table that the stream holds.
    #[must_use]
    pub fn new(stream: Stream, comma: u8) -> Self {
        let bounded = Bounded { stream, left: MAX_RECORD };
        let reader = ReaderBuilder::new().delimiter(comma).flexible(true).from_reader(bounded);
        Self { reader, columns: None, ended: false }
    }

    fn read_columns(&mut self) -> Result<Vec<String>, Error> {
        let headers = self.reader.byte_headers().map_err(|e| unreadable(&e))?;
        let mut columns: Vec<String> = headers.iter().map(|h| words(h).trim().to_lowercase()).collect();
        let text = TEXT.iter().find_map(|name| columns.iter().position(|c| c == name));
        let Some(text) = text else {
            let found = columns.join(", ");
            let message = format!("the table has no column 'text' (its columns: {found})");
            return Err(Error::new(ErrorKind::Input, message.chars().take(400).collect::<String>())
                .with_hint("name the column with the article 'text'; id, title, date, lang, url and byline may stand beside it"));
        };
        TEXT[0].clone_into(&mut columns[text]);
        Ok(columns)
    }
}

fn unreadable(error: &csv::Error) -> Error {
    Error::new(ErrorKind::Input, format!("the table cannot be read: {error}"))
}

/// A cell as text: UTF-8, or what spreadsheets write in its place.
fn words(cell: &[u8]) -> String {
    std::str::from_utf8(cell)
        .map_or_else(|_| encoding_rs::WINDOWS_1252.decode(cell).0.into_owned(), str::to_owned)
}

impl Iterator for Rows {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        if self.ended {
            return None;
        }
        if self.columns.is_none() {
            match self.read_columns() {
                Ok(columns) => self.columns = Some(columns),
                Err(error) => {
                    self.ended = true;
                    return Some(failure(String::new(), error));
                }
            }
        }
        let at = self.reader.position().line().to_string();
        self.reader.get_mut().left = MAX_RECORD;
        let mut row = ByteRecord::new();
        match self.reader.read_byte_record(&mut row) {
            Ok(false) => return None,
            Ok(true) => {}
            Err(e) => {
                self.ended = true;
                return Some(failure(at, unreadable(&e)));
            }
        }
        let columns = self.columns.iter().flatten().cloned();
        let object: Map<String, Value> =
            columns.zip(row.iter().map(|cell| Value::String(words(cell)))).collect();
        let content = Ok(Value::Object(object).to_string().into_bytes());
        Some(Record { at, name: String::new(), format: Some(InputFormat::Json), content })
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::Rows;
    use crate::batch::lines::MAX_RECORD;

    fn rows(table: &[u8]) -> Vec<(String, String)> {
        let rows = Rows::new(Box::new(Cursor::new(table.to_vec())), b',');
        rows.map(|r| (r.at, r.content.map_or_else(|e| e.to_string(), |b| String::from_utf8(b).unwrap())))
            .collect()
    }

    #[test]
    fn rows_become_articles_with_the_line_that_they_start_on() {
        let rows = rows(b"ID,Body,extra\n1,\"Floods,\nKabul\",x\n2,Z\xfcrich\n");
        assert_eq!(
            rows[0],
            ("2".into(), "{\"extra\":\"x\",\"id\":\"1\",\"text\":\"Floods,\\nKabul\"}".into())
        );
        assert_eq!(rows[1], ("4".into(), "{\"id\":\"2\",\"text\":\"Zürich\"}".into()));
    }

    #[test]
    fn a_table_without_articles_is_named() {
        let rows = rows(b"name,lat\nKabul,34\n");
        assert!(rows.len() == 1 && rows[0].1.contains("name, lat"), "{rows:?}");
    }

    #[test]
    fn a_quote_that_never_closes_is_bounded() {
        let table = format!("text\nfine\n\"{}", "x".repeat(3 * MAX_RECORD));
        let rows = rows(table.as_bytes());
        assert!(rows.len() == 2 && rows[1].1.contains("limit of 8 MB"), "{:?}", rows.len());
    }
}
