//! Reads lines of bounded length: a line that is too long is passed over and named, and the rest goes on.

use std::io::{self, BufRead};

use crate::diagnostic::{Error, ErrorKind, Result};

/// Largest article or record, bytes. A longer text is a book or a mistake.
pub const MAX_RECORD: usize = 8 << 20;

/// The error for what is longer than [`MAX_RECORD`].
#[must_use]
pub fn too_long(what: &str) -> Error {
    Error::new(ErrorKind::Input, format!("{what} is longer than the limit of {} MB", MAX_RECORD >> 20))
        .with_hint("split it into single articles")
}

/// Reads up to the next line feed, which is left out; none at the end.
///
/// # Errors
/// If reading fails, or the line is longer than [`MAX_RECORD`]; the stream then stands at the next line.
pub fn next_line(source: &mut dyn BufRead) -> io::Result<Option<Result<Vec<u8>>>> {
    let (mut line, mut long, mut any) = (Vec::new(), false, false);
    loop {
        let buffer = source.fill_buf()?;
        if buffer.is_empty() {
            break;
        }
        any = true;
        let end = buffer.iter().position(|&b| b == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        long |= line.len() + part.len() > MAX_RECORD;
        if long {
            line = Vec::new();
        } else {
            line.extend_from_slice(part);
        }
        let used = end.map_or(buffer.len(), |end| end + 1);
        source.consume(used);
        if end.is_some() {
            break;
        }
    }
    Ok(any.then(|| if long { Err(too_long("the line")) } else { Ok(line) }))
}

#[cfg(test)]
mod tests {
    use super::{MAX_RECORD, next_line};

    #[test]
    fn a_line_that_is_too_long_does_not_hide_the_next() {
        let text = format!("a\n\n{}\nb", "x".repeat(MAX_RECORD + 1));
        let mut source = text.as_bytes();
        let mut lines = Vec::new();
        while let Some(line) = next_line(&mut source).unwrap() {
            lines.push(line.map_or_else(|e| e.to_string(), |l| String::from_utf8(l).unwrap()));
        }
        assert_eq!((lines[0].as_str(), lines[1].as_str(), lines[3].as_str()), ("a", "", "b"));
        assert!(lines.len() == 4 && lines[2].contains("limit of 8 MB"), "{lines:?}");
    }
}
