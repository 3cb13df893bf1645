//! Takes the page out of a stored HTTP response: status, media type, chunks, compression.

use std::io::{self, BufRead, Cursor, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::batch::lines::{MAX_RECORD, next_line, too_long};
use crate::batch::warc::{fields, format_of};
use crate::diagnostic::{Error, ErrorKind, Result};
use crate::pipeline::InputFormat;

/// The page or text that a response holds; none if it is something else, or no success.
///
/// # Errors
/// If the response is a page but cannot be unpacked.
pub fn page(response: &[u8]) -> Result<Option<(InputFormat, Vec<u8>)>> {
    let mut source = Cursor::new(response);
    let status = next_line(&mut source).ok().flatten().and_then(Result::ok).unwrap_or_default();
    let status = String::from_utf8_lossy(&status);
    if status.split_whitespace().nth(1) != Some("200") {
        return Ok(None);
    }
    let fields = fields(&mut source).map_err(|e| unpackable(&e.to_string()))?;
    let field = |name: &str| fields.get(name).map(|v| v.to_ascii_lowercase()).unwrap_or_default();
    let Some(format) = format_of(&field("content-type")) else { return Ok(None) };
    let mut body = Vec::new();
    source.read_to_end(&mut body).map_err(|e| unpackable(&e.to_string()))?;
    // Some archives store the body without its chunks and keep the field.
    if field("transfer-encoding").contains("chunked")
        && let Some(whole) = unchunked(&body)
    {
        body = whole;
    }
    let body = match field("content-encoding").as_str() {
        "" | "identity" | "none" => body,
        // Others store it unpacked and keep the field.
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => inflated(MultiGzDecoder::new(&body[..]))?,
        "gzip" | "x-gzip" => body,
        "deflate" => {
            inflated(ZlibDecoder::new(&body[..])).or_else(|_| inflated(DeflateDecoder::new(&body[..])))?
        }
        other => return Err(unpackable(&format!("the encoding '{other}' is not known"))),
    };
    Ok(Some((format, body)))
}

fn unpackable(why: &str) -> Error {
    Error::new(ErrorKind::Input, format!("the stored page cannot be unpacked: {why}"))
}

fn inflated(decoder: impl Read) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    decoder.take(MAX_RECORD as u64 + 1).read_to_end(&mut out).map_err(|e| unpackable(&e.to_string()))?;
    if out.len() > MAX_RECORD { Err(too_long("the unpacked page")) } else { Ok(out) }
}

/// The body put together from its chunks; none if these are no chunks.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let (mut source, mut out) = (Cursor::new(body), Vec::new());
    loop {
        let line = next_line(&mut source).ok()??.ok()?;
        let line = String::from_utf8_lossy(&line);
        let size = u64::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(out);
        }
        let read = (&mut source).take(size).read_to_end(&mut out).ok()?;
        if (read as u64) < size {
            return None;
        }
        skip_line_end(&mut source).ok()?;
    }
}

fn skip_line_end(source: &mut impl BufRead) -> io::Result<()> {
    for expected in [b'\r', b'\n'] {
        if source.fill_buf()?.first() == Some(&expected) {
            source.consume(1);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::page;

    fn body(head: &str, body: &[u8]) -> Option<String> {
        let response =
            [format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n").as_bytes(), body].concat();
        page(&response).unwrap().map(|(_, b)| String::from_utf8(b).unwrap())
    }

    #[test]
    fn chunks_and_compression_are_undone() {
        assert_eq!(
            body("Transfer-Encoding: chunked\r\n", b"5\r\nKabul\r\n3;x\r\n ok\r\n0\r\n\r\n").unwrap(),
            "Kabul ok"
        );
        assert_eq!(body("Transfer-Encoding: chunked\r\n", b"<p>no chunks").unwrap(), "<p>no chunks");
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(b"Kabul").unwrap();
        assert_eq!(body("Content-Encoding: gzip\r\n", &gzip.finish().unwrap()).unwrap(), "Kabul");
        assert_eq!(body("Content-Encoding: gzip\r\n", b"Kabul").unwrap(), "Kabul");
    }

    #[test]
    fn other_things_are_no_pages_and_unknown_encodings_are_named() {
        assert!(page(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nx").unwrap().is_none());
        assert!(page(b"").unwrap().is_none());
        let error =
            page(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\nx").unwrap_err();
        assert!(error.to_string().contains("'br'"));
    }
}
