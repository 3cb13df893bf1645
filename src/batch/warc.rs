//! Reads web archives (WARC 1.0 and 1.1, also WET): every HTML page or text that a crawler stored is an article.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::batch::items::{Record, broken, failure};
use crate::batch::lines::{MAX_RECORD, next_line, too_long};
use crate::batch::unpack::Stream;
use crate::batch::web;
use crate::diagnostic::{Error, ErrorKind};
use crate::pipeline::InputFormat;

/// Most lines of a header.
const MAX_FIELDS: usize = 500;

/// Fields of a header, names in lower case.
pub type Fields = BTreeMap<String, String>;

/// The pages of an archive.
pub struct Pages {
    stream: Stream,
    count: usize,
    ended: bool,
    passed_over: Arc<AtomicUsize>,
}

impl Pages {
    /// The pages of the archive that the stream holds; `passed_over` counts its other records.
    #[must_use]
    pub fn new(stream: Stream, passed_over: Arc<AtomicUsize>) -> Self {
        Self { stream, count: 0, ended: false, passed_over }
    }

    /// Reads records up to the next page; none at the end.
    fn page(&mut self) -> io::Result<Option<Record>> {
        loop {
            let Some(fields) = self.header()? else { return Ok(None) };
            self.count += 1;
            let length = fields.get("content-length").and_then(|l| l.trim().parse::<u64>().ok());
            let length = length.ok_or_else(|| invalid("a record does not say its length"))?;
            let kind = fields.get("warc-type").map_or("", String::as_str);
            if !matches!(kind, "response" | "resource" | "conversion") {
                self.skip(length)?;
                self.passed_over.fetch_add(1, Ordering::Relaxed);
                continue;
            }
            let mut block = Vec::new();
            (&mut self.stream).take(length.min(MAX_RECORD as u64 + 1)).read_to_end(&mut block)?;
            self.skip(length - block.len() as u64)?;
            let content = if length > MAX_RECORD as u64 {
                Some(Err(too_long("the record")))
            } else {
                content(kind, &fields, &block).transpose()
            };
            let Some(content) = content else {
                self.passed_over.fetch_add(1, Ordering::Relaxed);
                continue;
            };
            let address = fields.get("warc-target-uri").map_or("", String::as_str);
            let address = address.trim_matches(['<', '>', ' ']);
            let (format, content) = content.map_or_else(|e| (None, Err(e)), |(f, b)| (Some(f), Ok(b)));
            let at =
                if address.is_empty() { self.count.to_string() } else { format!("{}:{address}", self.count) };
            return Ok(Some(Record { at, name: name_of(address, self.count), format, content }));
        }
    }

    /// The header of the next record; none at the end.
    fn header(&mut self) -> io::Result<Option<Fields>> {
        loop {
            let Some(line) = next_line(&mut *self.stream)? else { return Ok(None) };
            let line = line.map_err(|_| invalid("a line of a header is too long"))?;
            if line.trim_ascii().is_empty() {
                continue;
            }
            if !line.starts_with(b"WARC/") {
                return Err(invalid("a record does not begin with WARC/"));
            }
            return fields(&mut *self.stream).map(Some);
        }
    }

    fn skip(&mut self, length: u64) -> io::Result<()> {
        let skipped = io::copy(&mut (&mut self.stream).take(length), &mut io::sink())?;
        if skipped < length { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
    }
}

fn invalid(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("WARC: {what}"))
}

/// Reads `Name: value` lines up to an empty line.
///
/// # Errors
/// If reading fails, or there are more than 500 lines.
pub fn fields(source: &mut dyn BufRead) -> io::Result<Fields> {
    let mut fields = Fields::new();
    for _ in 0..MAX_FIELDS {
        let Some(line) = next_line(source)? else { return Ok(fields) };
        let line = line.map_err(|_| invalid("a line of a header is too long"))?;
        let line = String::from_utf8_lossy(&line);
        if line.trim().is_empty() {
            return Ok(fields);
        }
        if let Some((name, value)) = line.split_once(':') {
            fields.insert(name.trim().to_ascii_lowercase(), value.trim().to_owned());
        }
    }
    Err(invalid("a header has too many lines"))
}

type Content = Result<Option<(InputFormat, Vec<u8>)>, Error>;

/// What a record holds for us: a page or a text; none if it is an image, a script, a redirection.
fn content(kind: &str, fields: &Fields, block: &[u8]) -> Content {
    let stated = fields.get("content-type").map_or("", String::as_str).to_ascii_lowercase();
    if kind == "response" && stated.starts_with("application/http") {
        return web::page(block);
    }
    Ok(format_of(&stated).map(|format| (format, block.to_vec())))
}

/// The format that a media type stands for, if it holds articles.
#[must_use]
pub fn format_of(media_type: &str) -> Option<InputFormat> {
    match media_type.split(';').next().unwrap_or("").trim() {
        "text/html" | "application/xhtml+xml" => Some(InputFormat::Html),
        "text/plain" => Some(InputFormat::Text),
        _ => None,
    }
}

/// The last word of an address, as the name of a file would be.
fn name_of(address: &str, number: usize) -> String {
    let path = address.split(['?', '#']).next().unwrap_or("");
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let last = path.trim_end_matches('/').rsplit_once('/').map_or("", |(_, last)| last);
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let stem = stem.trim_matches('.');
    if stem.is_empty() { format!("page-{number}.html") } else { format!("{stem}.html") }
}

impl Iterator for Pages {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        if self.ended {
            return None;
        }
        self.page().unwrap_or_else(|e| {
            self.ended = true;
            let error = if e.kind() == io::ErrorKind::InvalidData {
                Error::new(ErrorKind::Input, e.to_string())
            } else {
                broken(&e)
            };
            Some(failure(format!("record {}", self.count + 1), error))
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::{Pages, name_of};

    fn record(kind: &str, media: &str, uri: &str, block: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    fn pages(archive: &str) -> (Vec<(String, String, String)>, usize) {
        let passed = Arc::new(AtomicUsize::new(0));
        let pages = Pages::new(Box::new(Cursor::new(archive.to_owned().into_bytes())), Arc::clone(&passed));
        let pages = pages
            .map(|r| {
                (r.at, r.name, r.content.map_or_else(|e| e.to_string(), |b| String::from_utf8(b).unwrap()))
            })
            .collect();
        (pages, passed.load(Ordering::Relaxed))
    }

    #[test]
    fn pages_are_found_among_other_records() {
        let http = |head: &str, body: &str| format!("HTTP/1.1 {head}\r\n\r\n{body}");
        let archive = [
            record("warcinfo", "application/warc-fields", "", "software: x"),
            record(
                "response",
                "application/http; msgtype=response",
                "https://n.example/a/flood.html?x=1",
                &http("200 OK\r\nContent-Type: text/html; charset=utf-8", "<p>Kabul</p>"),
            ),
            record(
                "response",
                "application/http; msgtype=response",
                "https://n.example/i.png",
                &http("200 OK\r\nContent-Type: image/png", ".."),
            ),
            record(
                "response",
                "application/http; msgtype=response",
                "https://n.example/old",
                &http("301 Moved\r\nContent-Type: text/html", "moved"),
            ),
            record("conversion", "text/plain", "https://n.example/", "Lima flooded"),
        ]
        .concat();
        let (pages, passed) = pages(&archive);
        assert_eq!(pages.len(), 2, "{pages:?}");
        assert_eq!(
            pages[0],
            ("2:https://n.example/a/flood.html?x=1".into(), "flood.html".into(), "<p>Kabul</p>".into())
        );
        assert_eq!((pages[1].1.as_str(), pages[1].2.as_str()), ("page-5.html", "Lima flooded"));
        assert_eq!(passed, 3);
    }

    #[test]
    fn what_is_no_archive_or_breaks_off_is_an_error_by_its_place() {
        let whole = record("conversion", "text/plain", "https://n.example/a", "Lima flooded");
        let (found, _) = pages(&format!("{whole}nonsense"));
        assert!(found.len() == 2 && found[1].2.contains("WARC/"), "{found:?}");
        let (found, _) = pages(&whole[..whole.len() - 10]);
        assert!(found[0].2.contains("breaks off"), "{found:?}");
        let (found, _) = pages("WARC/1.0\r\nWARC-Type: response\r\n\r\n");
        assert!(found[0].2.contains("length"), "{found:?}");
    }

    #[test]
    fn addresses_give_names() {
        assert_eq!(name_of("https://n.example", 3), "page-3.html");
        assert_eq!(name_of("https://n.example/2025/floods-in-kabul/", 3), "floods-in-kabul.html");
        assert_eq!(name_of("https://n.example/../..", 3), "page-3.html");
    }
}
