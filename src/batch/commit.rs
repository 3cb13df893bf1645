//! Where maps go: files of their own beside a manifest, or lines of one stream.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::batch::entry::{Entry, Fault, Status};
use crate::batch::job::Outcome;
use crate::batch::manifest::{Earlier, Finished, MANIFEST, Manifest, Place};
use crate::batch::names::{Taken, Template};
use crate::diagnostic::{Error, ErrorKind, Result};

/// The one file that is being written; it gets its name when it is whole.
const PART: &str = ".dateline.part";
/// Held while a run writes into a folder.
const LOCK: &str = ".dateline.lock";

/// Takes the results of a run in order.
pub trait Sink: Send {
    /// Writes a result and gives its line of the manifest.
    ///
    /// # Errors
    /// If the run cannot go on, such as on a full disk.
    fn put(&mut self, number: u64, outcome: Outcome) -> Result<Entry>;

    /// Takes over what an earlier run made.
    ///
    /// # Errors
    /// If the run cannot go on.
    fn keep(&mut self, place: Place) -> Result<Entry>;

    /// Ends the run; `whole` says that every article had its turn.
    ///
    /// # Errors
    /// If the last bytes cannot be written.
    fn finish(&mut self, whole: bool) -> Result<()>;
}

fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

fn io_error(what: &str, path: &Path, error: &io::Error) -> Error {
    let hint = if is_full(error) {
        "make room, then run the same command with --resume"
    } else {
        "choose another place with -o"
    };
    Error::new(ErrorKind::Io, format!("cannot {what} {}: {error}", path.display())).with_hint(hint)
}

/// A folder with a file for each map, and the manifest.
pub struct Folder {
    root: PathBuf,
    real: PathBuf,
    template: Template,
    ending: &'static str,
    taken: Taken,
    earlier: Earlier,
    manifest: Manifest,
    lock: File,
}

impl Folder {
    /// Opens an output folder; with `resume`, the lines of earlier runs are found in `earlier` of the result.
    ///
    /// # Errors
    /// If the folder cannot be written, or another run writes into it.
    pub fn open(root: &Path, template: Template, ending: &'static str, resume: bool) -> Result<Self> {
        let failed = |e: io::Error| io_error("write into the folder", root, &e);
        fs::create_dir_all(root).map_err(failed)?;
        let lock = File::create(root.join(LOCK)).map_err(failed)?;
        if let Err(fs::TryLockError::WouldBlock) = lock.try_lock() {
            let message = format!("another batch is writing into {}", root.display());
            return Err(
                Error::new(ErrorKind::Io, message).with_hint("wait for it, or choose another folder with -o")
            );
        }
        let mut earlier = if resume { Earlier::gather(root).map_err(failed)? } else { Earlier::default() };
        let mut taken = Taken::default();
        earlier.each(|entry, _| taken.keep(entry)).map_err(failed)?;
        if !resume {
            Manifest::finish(root).map_err(failed)?;
        }
        let manifest = Manifest::start(root).map_err(failed)?;
        let real = root.canonicalize().map_err(failed)?;
        Ok(Self { root: root.to_owned(), real, template, ending, taken, earlier, manifest, lock })
    }

    /// The articles whose maps are there.
    ///
    /// # Errors
    /// If the lines of earlier runs cannot be read.
    pub fn finished(&mut self) -> Result<Finished> {
        let root = &self.root;
        let there = |e: &Entry| e.output.as_ref().is_none_or(|output| root.join(output).is_file());
        self.earlier.finished(there).map_err(|e| io_error("read the manifest in", root, &e))
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
            // A link in the output folder could lead elsewhere.
            if !folder.canonicalize()?.starts_with(&self.real) {
                return Err(io::Error::other("a link leads out of the output folder"));
            }
        }
        let part = self.root.join(PART);
        fs::write(&part, bytes).and_then(|()| fs::rename(&part, path)).inspect_err(|_| {
            // Nothing more can be done if the cleaning fails as well.
            let _ = fs::remove_file(&part);
        })
    }

    fn add(&mut self, entry: &Entry) -> Result<()> {
        let path = self.root.join(MANIFEST);
        self.manifest.add(entry).map_err(|e| io_error("write", &path, &e))
    }
}

impl Sink for Folder {
    fn put(&mut self, number: u64, outcome: Outcome) -> Result<Entry> {
        let Outcome { mut entry, mut facts, bytes } = outcome;
        if let Some(bytes) = bytes {
            facts.number = number;
            let name = self.taken.take(&self.template.fill(&facts), self.ending, &entry.input);
            let path = self.root.join(&name);
            match self.write(&path, &bytes) {
                Ok(()) => entry.output = Some(name),
                // All that follow would fail as well.
                Err(e) if is_full(&e) => return Err(io_error("write", &path, &e)),
                Err(e) => {
                    entry.status = Status::Failed;
                    entry.error = Some(Fault::of(&io_error("write", &path, &e)));
                }
            }
        }
        self.add(&entry)?;
        Ok(entry)
    }

    fn keep(&mut self, place: Place) -> Result<Entry> {
        let entry = self.earlier.entry(place).map_err(|e| io_error("read", &self.root, &e))?;
        self.add(&entry)?;
        Ok(entry)
    }

    fn finish(&mut self, whole: bool) -> Result<()> {
        if whole {
            Manifest::finish(&self.root).map_err(|e| io_error("clean", &self.root, &e))?;
        }
        // Left over from a run that was killed, if at all.
        let _ = fs::remove_file(self.root.join(PART));
        let _ = fs::remove_file(self.root.join(LOCK));
        let _ = self.lock.unlock();
        Ok(())
    }
}

/// One stream of lines, each with an article's manifest line and its map. A stream to a file can be resumed.
pub struct Lines {
    out: BufWriter<Box<dyn Write + Send>>,
    path: PathBuf,
    earlier: Earlier,
    json: bool,
    stop: Arc<AtomicBool>,
}

impl Lines {
    /// Opens a stream; `-` is standard output. `json` says that maps are JSON themselves. If the stream's reader
    /// goes away, `stop` is set.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn open(path: &Path, json: bool, resume: bool, stop: Arc<AtomicBool>) -> Result<Self> {
        let failed = |e: io::Error| io_error("write", path, &e);
        if path.as_os_str() == "-" {
            let out = BufWriter::new(Box::new(io::stdout()) as Box<dyn Write + Send>);
            return Ok(Self { out, path: path.to_owned(), earlier: Earlier::default(), json, stop });
        }
        if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let mut earlier = Earlier::default();
        let file = if resume && path.exists() {
            cut_torn_end(path).map_err(failed)?;
            earlier = Earlier::read(path).map_err(failed)?;
            File::options().append(true).open(path).map_err(failed)?
        } else {
            File::create(path).map_err(failed)?
        };
        Ok(Self { out: BufWriter::new(Box::new(file)), path: path.to_owned(), earlier, json, stop })
    }

    /// The articles whose lines stand in the stream already.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn finished(&mut self) -> Result<Finished> {
        self.earlier.finished(|_| true).map_err(|e| io_error("read", &self.path, &e))
    }

    fn line(&mut self, entry: &Entry, id: &str, bytes: Option<Vec<u8>>) -> io::Result<()> {
        #[derive(serde::Serialize)]
        struct Line<'a> {
            #[serde(flatten)]
            entry: &'a Entry,
            #[serde(skip_serializing_if = "str::is_empty")]
            id: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            map: Option<serde_json::Value>,
        }
        let map = bytes.map(|bytes| {
            if self.json {
                serde_json::from_slice(&bytes).unwrap_or_default()
            } else {
                serde_json::Value::String(String::from_utf8_lossy(&bytes).into_owned())
            }
        });
        serde_json::to_writer(&mut self.out, &Line { entry, id, map }).map_err(io::Error::from)?;
        self.out.write_all(b"\n")?;
        self.out.flush()
    }
}

/// Cuts off what stands behind the last line feed.
fn cut_torn_end(path: &Path) -> io::Result<()> {
    let mut file = File::options().read(true).write(true).open(path)?;
    let (mut end, mut block) = (file.metadata()?.len(), vec![0; 64 << 10]);
    while end > 0 {
        let start = end.saturating_sub(block.len() as u64);
        #[expect(clippy::cast_possible_truncation, reason = "no longer than the block")]
        let part = &mut block[..(end - start) as usize];
        file.seek(SeekFrom::Start(start))?;
        io::Read::read_exact(&mut file, part)?;
        if let Some(at) = part.iter().rposition(|&b| b == b'\n') {
            return file.set_len(start + at as u64 + 1);
        }
        end = start;
    }
    file.set_len(0)
}

impl Sink for Lines {
    fn put(&mut self, _: u64, outcome: Outcome) -> Result<Entry> {
        // Times would make two runs over the same articles differ.
        let entry = Entry { time_ms: 0.0, ..outcome.entry };
        match self.line(&entry, &outcome.facts.id, outcome.bytes) {
            Ok(()) => Ok(entry),
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => {
                self.stop.store(true, Ordering::Relaxed);
                Ok(entry)
            }
            Err(e) => Err(io_error("write", &self.path, &e)),
        }
    }

    fn keep(&mut self, place: Place) -> Result<Entry> {
        self.earlier.entry(place).map_err(|e| io_error("read", &self.path, &e))
    }

    fn finish(&mut self, _: bool) -> Result<()> {
        match self.out.flush() {
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(io_error("write", &self.path, &e)),
            _ => Ok(()),
        }
    }
}
