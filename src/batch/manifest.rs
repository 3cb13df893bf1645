//! The manifest on disk: a line for each article, in order; what an earlier run left is found again by its hash.
//!
//! A run writes `manifest.jsonl` anew from its start. With `--resume`, the lines of earlier runs move to
//! `.manifest.old.jsonl` first, and each comes back into the new manifest when its article's turn comes. So a run
//! may be killed at any moment, also while it resumes another.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::batch::entry::Entry;
use crate::batch::names::digest;

/// Name of the manifest in the output folder.
pub const MANIFEST: &str = "manifest.jsonl";
/// Lines of earlier runs, while a run resumes them.
const OLD: &str = ".manifest.old.jsonl";

/// What earlier runs left, by hash and input.
#[derive(Debug, Default)]
pub struct Earlier {
    lines: HashMap<u128, Place>,
    file: Option<File>,
}

/// Where a line stands in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    start: u64,
    length: usize,
}

fn key(hash: &str, input: &str) -> u128 {
    digest(&[hash.as_bytes(), input.as_bytes()])
}

impl Earlier {
    /// Gathers the lines of earlier runs in an output folder.
    ///
    /// # Errors
    /// If the files cannot be read or moved.
    pub fn gather(folder: &Path) -> io::Result<Self> {
        let (new, old) = (folder.join(MANIFEST), folder.join(OLD));
        if new.exists() {
            if old.exists() {
                let mut to = File::options().append(true).open(&old)?;
                // The last line of a run that was killed may be torn.
                to.write_all(b"\n")?;
                io::copy(&mut File::open(&new)?, &mut to)?;
                fs::remove_file(&new)?;
            } else {
                fs::rename(&new, &old)?;
            }
        }
        if old.exists() { Self::read(&old) } else { Ok(Self::default()) }
    }

    /// Finds the lines of a file; what is torn or no line of ours is passed over.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn read(path: &Path) -> io::Result<Self> {
        let mut earlier = Self { lines: HashMap::new(), file: Some(File::open(path)?) };
        let mut reader = BufReader::new(File::open(path)?);
        let (mut start, mut line) = (0, Vec::new());
        loop {
            line.clear();
            let length = reader.read_until(b'\n', &mut line)?;
            if length == 0 {
                return Ok(earlier);
            }
            if line.ends_with(b"\n")
                && let Ok(entry) = serde_json::from_slice::<Entry>(&line)
            {
                earlier.lines.insert(key(&entry.hash, &entry.input), Place { start, length });
            }
            start += length as u64;
        }
    }

    /// Reads a line again.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn entry(&mut self, place: Place) -> io::Result<Entry> {
        let Some(file) = &mut self.file else { return Err(io::ErrorKind::NotFound.into()) };
        file.seek(SeekFrom::Start(place.start))?;
        let mut line = vec![0; place.length];
        file.read_exact(&mut line)?;
        serde_json::from_slice(&line).map_err(io::Error::from)
    }

    /// All entries in order, one at a time.
    ///
    /// # Errors
    /// If one cannot be read.
    pub fn each(&mut self, mut visit: impl FnMut(&Entry, Place)) -> io::Result<()> {
        let mut places: Vec<Place> = self.lines.values().copied().collect();
        places.sort_by_key(|p| p.start);
        for place in places {
            visit(&self.entry(place)?, place);
        }
        Ok(())
    }

    /// The articles that need no new map: nothing about them may change, and `there` finds their map in place.
    ///
    /// # Errors
    /// If a line cannot be read.
    pub fn finished(&mut self, there: impl Fn(&Entry) -> bool) -> io::Result<Finished> {
        let mut finished = Finished::default();
        self.each(|entry, place| {
            if entry.is_final() && there(entry) {
                finished.0.insert(key(&entry.hash, &entry.input), place);
            }
        })?;
        Ok(finished)
    }
}

/// The articles that need no new map.
#[derive(Debug, Default)]
pub struct Finished(HashMap<u128, Place>);

impl Finished {
    /// Where the line of an article stands, if it needs no new map.
    #[must_use]
    pub fn find(&self, hash: u128, input: &str) -> Option<Place> {
        self.0.get(&key(&format!("{hash:032x}"), input)).copied()
    }
}

/// The manifest that is being written.
pub struct Manifest {
    file: BufWriter<File>,
}

impl Manifest {
    /// Starts a manifest in an output folder.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn start(folder: &Path) -> io::Result<Self> {
        Ok(Self { file: BufWriter::new(File::create(folder.join(MANIFEST))?) })
    }

    /// Adds a line and hands it to the system, so that a killed run keeps it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn add(&mut self, entry: &Entry) -> io::Result<()> {
        serde_json::to_writer(&mut self.file, entry).map_err(io::Error::from)?;
        self.file.write_all(b"\n")?;
        self.file.flush()
    }

    /// Forgets the lines of earlier runs: all of them have had their turn.
    ///
    /// # Errors
    /// If the file cannot be removed.
    pub fn finish(folder: &Path) -> io::Result<()> {
        let old = folder.join(OLD);
        if old.exists() { fs::remove_file(old) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::{Earlier, MANIFEST, Manifest};
    use crate::batch::entry::{Entry, Status};

    fn entry(input: &str, hash: u128) -> Entry {
        Entry {
            input: input.to_owned(),
            output: Some(format!("{input}.svg")),
            hash: format!("{hash:032x}"),
            status: Status::Map,
            places: 1,
            events: 2,
            warnings: Vec::new(),
            time_ms: 1.5,
            error: None,
        }
    }

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("dateline-manifest-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn lines_come_back_also_after_a_torn_end_and_a_second_stop() {
        let folder = folder("torn");
        Manifest::start(&folder).unwrap().add(&entry("a", 1)).unwrap();
        let path = folder.join(MANIFEST);
        let mut text = fs::read_to_string(&path).unwrap();
        text.push_str("{\"input\": \"b\", \"outp");
        fs::write(&path, text).unwrap();
        let finished = Earlier::gather(&folder).unwrap().finished(|_| true).unwrap();
        assert!(finished.find(1, "a").is_some());
        assert!(finished.find(1, "b").is_none() && finished.find(2, "a").is_none());
        // Killed again while it resumes, after one more line.
        Manifest::start(&folder).unwrap().add(&entry("c", 3)).unwrap();
        let mut earlier = Earlier::gather(&folder).unwrap();
        let finished = earlier.finished(|e| e.input != "a").unwrap();
        assert!(finished.find(1, "a").is_none());
        assert_eq!(earlier.entry(finished.find(3, "c").unwrap()).unwrap(), entry("c", 3));
        Manifest::start(&folder).unwrap().add(&entry("d", 4)).unwrap();
        Manifest::finish(&folder).unwrap();
        let mut left = 0;
        Earlier::gather(&folder).unwrap().each(|_, _| left += 1).unwrap();
        assert_eq!(left, 1, "the manifest itself stays");
        fs::remove_dir_all(folder).unwrap();
    }
}
