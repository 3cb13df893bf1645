//! Takes inputs apart into articles, one at a time: lines, rows, elements and records are never read all at once.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::vec::IntoIter;

use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::batch::input::Input;
use crate::batch::lines::{MAX_RECORD, next_line, too_long};
use crate::batch::unpack::{Stream, unpack};
use crate::batch::{array, table, warc};
use crate::diagnostic::{Error, ErrorKind, Result};
use crate::pipeline::{InputFormat, Source};

/// How many bytes decide what an input without a telling name is.
const PROBE: u64 = 64 << 10;

/// How an input holds its articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One article.
    Whole(InputFormat),
    /// One article or an array of them.
    Json,
    /// One article a line, as JSON.
    Lines,
    /// One article a row, with this byte between the cells.
    Table(u8),
    /// Web pages as a crawler stored them.
    Warc,
}

impl Kind {
    /// The kind that a file's name stands for, if it is one of ours; `.gz` and `.zst` may follow.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let bare = [".gz", ".zst", ".zstd"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
        match Path::new(bare).extension()?.to_str()? {
            "csv" => Some(Self::Table(b',')),
            "tsv" => Some(Self::Table(b'\t')),
            "warc" | "wet" => Some(Self::Warc),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::Lines),
            _ => InputFormat::of_name(bare).map(Self::Whole),
        }
    }

    /// The kind that the first bytes look like.
    fn of_head(head: &[u8]) -> Option<Self> {
        if head.starts_with(b"WARC/") {
            return Some(Self::Warc);
        }
        let text = String::from_utf8_lossy(head);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let is_json = |t: &str| serde_json::from_str::<serde::de::IgnoredAny>(t).is_ok();
        if text.starts_with('{') {
            let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
            let more = !rest.trim().is_empty() || head.len() as u64 >= PROBE && rest.is_empty();
            return Some(if more && (rest.is_empty() || is_json(first)) { Self::Lines } else { Self::Json });
        }
        text.starts_with('[').then_some(Self::Json)
    }
}

/// An article that waits to be read.
#[derive(Debug)]
pub struct Item {
    /// What to call it: the path, with the place inside of the file after a colon.
    pub input: String,
    /// Stem of the file's name.
    pub stem: String,
    /// Folder below the folder that was given.
    pub folder: String,
    /// What is known besides the bytes.
    pub source: Source,
    /// The bytes, or why they cannot be had.
    pub content: Result<Vec<u8>>,
}

/// A part of an input.
#[derive(Debug)]
pub struct Record {
    /// Place in the input, such as a line's number.
    pub at: String,
    /// A name for it, if it has one of its own; its ending means nothing.
    pub name: String,
    /// How it is written; guessed if none.
    pub format: Option<InputFormat>,
    /// The bytes, or why they cannot be had.
    pub content: Result<Vec<u8>>,
}

type Records = Box<dyn Iterator<Item = Record> + Send>;

/// What a run has read and passed over so far; shared with whoever shows the progress.
#[derive(Debug, Clone, Default)]
pub struct Meter {
    /// Bytes read, as they are stored.
    pub bytes: Arc<AtomicU64>,
    /// Records that are no articles.
    pub passed_over: Arc<AtomicUsize>,
}

/// The articles of all inputs, in order.
pub struct Items {
    inputs: IntoIter<Input>,
    kind: Option<Kind>,
    base: Source,
    meter: Meter,
    current: Option<(Input, Records)>,
}

impl Items {
    /// Takes inputs apart; `kind` says what all of them are, `base` what is known about every article.
    #[must_use]
    pub fn new(inputs: Vec<Input>, kind: Option<Kind>, base: Source, meter: Meter) -> Self {
        Self { inputs: inputs.into_iter(), kind, base, meter, current: None }
    }

    fn records(&self, input: &Input) -> Result<Records> {
        let failed =
            |e: io::Error| Error::new(ErrorKind::Io, format!("cannot read {}: {e}", input.path.display()));
        let name = input.path.to_string_lossy();
        let counted = |reader: Box<dyn Read + Send>| Counted { reader, bytes: Arc::clone(&self.meter.bytes) };
        let reader: Box<dyn Read + Send> = if name == "-" {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(&input.path).map_err(failed)?)
        };
        let mut stream = unpack(counted(reader)).map_err(failed)?;
        let mut head = Vec::new();
        stream.by_ref().take(PROBE).read_to_end(&mut head).map_err(failed)?;
        let kind = self.kind.or_else(|| Kind::of_name(&name));
        let kind = match kind {
            None | Some(Kind::Json) => Kind::of_head(&head).or(kind),
            known => known,
        };
        let starts_array =
            String::from_utf8_lossy(&head).trim_start_matches('\u{feff}').trim_start().starts_with('[');
        let stream: Stream = Box::new(BufReader::new(Cursor::new(head).chain(stream)));
        Ok(match kind {
            None => Box::new(whole(stream, None)),
            Some(Kind::Whole(format)) => Box::new(whole(stream, Some(format))),
            Some(Kind::Json) if starts_array => Box::new(array::Elements::new(decoded(stream))),
            Some(Kind::Json) => Box::new(whole(stream, Some(InputFormat::Json))),
            Some(Kind::Lines) => Box::new(lines(decoded(stream))),
            Some(Kind::Table(comma)) => Box::new(table::Rows::new(decoded(stream), comma)),
            Some(Kind::Warc) => Box::new(warc::Pages::new(stream, Arc::clone(&self.meter.passed_over))),
        })
    }

    fn item(&self, input: &Input, record: Record) -> Item {
        let path = input.path.to_string_lossy();
        let stem = stem(&path);
        let name = match (&*record.name, &*record.at) {
            ("", "") => {
                if path == "-" {
                    String::new()
                } else {
                    path.clone().into_owned()
                }
            }
            ("", at) => format!("{stem}-{at}.json"),
            (name, _) => name.to_owned(),
        };
        Item {
            input: if record.at.is_empty() { path.into_owned() } else { format!("{path}:{}", record.at) },
            stem,
            folder: input.folder.clone(),
            source: Source { name, format: record.format, ..self.base.clone() },
            content: record.content,
        }
    }
}

impl Iterator for Items {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some((input, mut records)) = self.current.take()
                && let Some(record) = records.next()
            {
                let item = self.item(&input, record);
                self.current = Some((input, records));
                return Some(item);
            }
            let input = self.inputs.next()?;
            match self.records(&input) {
                Ok(records) => self.current = Some((input, records)),
                Err(error) => return Some(self.item(&input, failure(String::new(), error))),
            }
        }
    }
}

/// A record that cannot be had.
#[must_use]
pub fn failure(at: String, error: Error) -> Record {
    Record { at, name: String::new(), format: None, content: Err(error) }
}

/// The error for a stream that breaks off.
#[must_use]
pub fn broken(error: &io::Error) -> Error {
    Error::new(ErrorKind::Input, format!("the stream breaks off here: {error}"))
}

/// A file's name without folders and endings of ours.
fn stem(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let mut stem = name;
    for end in [".gz", ".zst", ".zstd"] {
        stem = stem.strip_suffix(end).unwrap_or(stem);
    }
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    if stem == "-" { "stdin".to_owned() } else { stem.to_owned() }
}

/// A stream in UTF-16 as UTF-8; every other one as it is.
fn decoded(stream: Stream) -> Stream {
    Box::new(BufReader::new(DecodeReaderBytesBuilder::new().utf8_passthru(true).build(stream)))
}

fn whole(stream: Stream, format: Option<InputFormat>) -> impl Iterator<Item = Record> + Send {
    std::iter::once_with(move || {
        let mut bytes = Vec::new();
        let read = stream.take(MAX_RECORD as u64 + 1).read_to_end(&mut bytes);
        let content = match read {
            Err(e) => Err(broken(&e)),
            Ok(n) if n > MAX_RECORD => Err(too_long("the article")),
            Ok(_) => Ok(bytes),
        };
        Record { at: String::new(), name: String::new(), format, content }
    })
}

fn lines(mut stream: Stream) -> impl Iterator<Item = Record> + Send {
    let (mut number, mut ended) = (0_usize, false);
    std::iter::from_fn(move || {
        while !ended {
            number += 1;
            let content = match next_line(&mut *stream) {
                Ok(None) => return None,
                Ok(Some(Ok(line))) if line.trim_ascii().is_empty() => continue,
                Ok(Some(line)) => line,
                Err(e) => {
                    ended = true;
                    Err(broken(&e))
                }
            };
            let format = Some(InputFormat::Json);
            return Some(Record { at: number.to_string(), name: String::new(), format, content });
        }
        None
    })
}

struct Counted {
    reader: Box<dyn Read + Send>,
    bytes: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.bytes.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, stem};
    use crate::pipeline::InputFormat;

    #[test]
    fn names_tell_what_a_file_holds() {
        assert_eq!(Kind::of_name("a/FEED.jsonl.GZ"), Some(Kind::Lines));
        assert_eq!(Kind::of_name("crawl.warc.zst"), Some(Kind::Warc));
        assert_eq!(Kind::of_name("page.htm"), Some(Kind::Whole(InputFormat::Html)));
        assert_eq!(Kind::of_name("picture.png"), None);
        assert_eq!(Kind::of_name("csv"), None);
        assert_eq!((stem("a/feed.jsonl.gz").as_str(), stem("-").as_str()), ("feed", "stdin"));
    }

    #[test]
    fn contents_tell_what_a_stream_holds() {
        assert_eq!(Kind::of_head(b"{\"text\": 1}\n{\"text\": 2}\n"), Some(Kind::Lines));
        assert_eq!(Kind::of_head(b"{\n \"text\": 1}\n"), Some(Kind::Json));
        assert_eq!(Kind::of_head(b"{\"text\": 1}\n"), Some(Kind::Json));
        assert_eq!(Kind::of_head(b"\xef\xbb\xbf [ {}"), Some(Kind::Json));
        assert_eq!(Kind::of_head(b"WARC/1.0\r\n"), Some(Kind::Warc));
        assert_eq!(Kind::of_head(b"KABUL - Floods"), None);
    }
}
