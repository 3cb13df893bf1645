//! Cuts a JSON array into its elements as it streams by; whether an element is sound is found out later.

use std::io::{self, BufRead};

use crate::batch::items::{Record, broken, failure};
use crate::batch::lines::{MAX_RECORD, too_long};
use crate::batch::unpack::Stream;
use crate::diagnostic::{Error, ErrorKind};
use crate::pipeline::InputFormat;

/// The elements of an array.
pub struct Elements {
    stream: Stream,
    count: usize,
    ended: bool,
}

/// Where a byte stands.
#[derive(Default)]
struct Cutter {
    depth: usize,
    quoted: bool,
    escaped: bool,
}

/// What a byte means for the cut.
enum Cut {
    Keep,
    Drop,
    Element,
    End,
}

impl Cutter {
    fn take(&mut self, byte: u8) -> Cut {
        if self.quoted {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.quoted = false,
                _ => {}
            }
            return Cut::Keep;
        }
        match byte {
            b'"' => self.quoted = true,
            b'[' | b'{' => self.depth += 1,
            b']' | b'}' if self.depth == 0 => return Cut::End,
            b']' | b'}' => self.depth -= 1,
            b',' if self.depth == 0 => return Cut::Element,
            b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 => return Cut::Drop,
            _ => {}
        }
        Cut::Keep
    }
}

impl Elements {
    /// The elements of the array that the stream opens with.
    #[must_use]
    pub fn new(stream: Stream) -> Self {
        Self { stream, count: 0, ended: false }
    }

    /// Skips up to and with the opening bracket.
    fn open(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.stream.fill_buf()?;
            let Some(&byte) = buffer.first() else { return Ok(()) };
            self.stream.consume(1);
            if byte == b'[' {
                return Ok(());
            }
        }
    }

    fn element(&mut self) -> io::Result<Option<Record>> {
        let (mut cutter, mut bytes, mut long) = (Cutter::default(), Vec::new(), false);
        'reading: loop {
            let buffer = self.stream.fill_buf()?;
            if buffer.is_empty() {
                self.ended = true;
                self.count += 1;
                let error = Error::new(ErrorKind::Input, "the array of articles has no end");
                return Ok(Some(failure(self.count.to_string(), error)));
            }
            let mut used = 0;
            for &byte in buffer {
                used += 1;
                match cutter.take(byte) {
                    Cut::Keep if bytes.len() >= MAX_RECORD => long = true,
                    Cut::Keep => bytes.push(byte),
                    Cut::Drop => {}
                    Cut::Element => {
                        self.stream.consume(used);
                        break 'reading;
                    }
                    Cut::End => {
                        self.stream.consume(used);
                        self.ended = true;
                        break 'reading;
                    }
                }
            }
            self.stream.consume(used);
        }
        if self.ended && bytes.is_empty() {
            return Ok(None);
        }
        self.count += 1;
        let content = if long { Err(too_long("the element of the array")) } else { Ok(bytes) };
        let format = Some(InputFormat::Json);
        Ok(Some(Record { at: self.count.to_string(), name: String::new(), format, content }))
    }
}

impl Iterator for Elements {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        if self.ended {
            return None;
        }
        let opened = if self.count == 0 { self.open() } else { Ok(()) };
        opened.and_then(|()| self.element()).unwrap_or_else(|e| {
            self.ended = true;
            Some(failure((self.count + 1).to_string(), broken(&e)))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::Elements;

    fn cut(text: &str) -> Vec<String> {
        let elements = Elements::new(Box::new(Cursor::new(text.to_owned().into_bytes())));
        elements
            .map(|r| r.content.map_or_else(|e| e.to_string(), |b| String::from_utf8(b).unwrap()))
            .collect()
    }

    #[test]
    fn elements_are_cut_at_the_commas_of_the_array_only() {
        let text = "\u{feff} [ {\"a\": [1, 2], \"t\": \"x],\\\" y\"} ,\n{\"b\": 1} ] trailing";
        assert_eq!(cut(text), ["{\"a\": [1, 2], \"t\": \"x],\\\" y\"}", "{\"b\": 1}"]);
        assert!(cut("[]").is_empty() && cut("[ \n ]").is_empty());
    }

    #[test]
    fn an_array_that_breaks_off_keeps_what_was_whole() {
        let cut = cut("[{\"a\": 1}, {\"b\":");
        assert_eq!(cut[0], "{\"a\": 1}");
        assert!(cut.len() == 2 && cut[1].contains("no end"));
    }
}
