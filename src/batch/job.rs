//! The work on one article: read, draw, and catch whatever goes wrong, so that the others do not notice.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use crate::batch::entry::{Entry, Fault, Status};
use crate::batch::items::Item;
use crate::batch::names::{Facts, digest};
use crate::diagnostic::{Error, ErrorKind, Result};
use crate::pipeline::{Dateline, Map, MapOptions};

/// What a run does with every article.
#[derive(Debug, Clone)]
pub struct Task {
    /// How its map is made.
    pub options: MapOptions,
    /// Stands for options, files of options, and the version of the program and its data.
    pub salt: u128,
}

impl Task {
    /// The task of these options. `files` are the contents of all files that the options name.
    #[must_use]
    pub fn new(options: MapOptions, files: &[Vec<u8>]) -> Self {
        let text = format!("{options:?}");
        let mut parts: Vec<&[u8]> = vec![
            env!("CARGO_PKG_VERSION").as_bytes(),
            include_bytes!("../../geodata/checksums"),
            text.as_bytes(),
        ];
        parts.extend(files.iter().map(Vec::as_slice));
        let salt = digest(&parts);
        Self { options, salt }
    }

    /// Hash of an article and everything that decides about its map.
    #[must_use]
    pub fn hash(&self, item: &Item) -> u128 {
        // The name of a file gives the article its id where it has none of its own.
        let name = item.source.name.rsplit(['/', '\\']).next().unwrap_or("");
        let format = format!("{:?}", item.source.format);
        let error = item.content.as_ref().err().map(ToString::to_string).unwrap_or_default();
        let content = item.content.as_deref().unwrap_or(error.as_bytes());
        digest(&[&self.salt.to_le_bytes(), name.as_bytes(), format.as_bytes(), content])
    }
}

/// What came of an article.
#[derive(Debug)]
pub struct Outcome {
    /// Its line of the manifest, still without the name of an output.
    pub entry: Entry,
    /// What names the map.
    pub facts: Facts,
    /// The map.
    pub bytes: Option<Vec<u8>>,
}

/// Makes the map of an article. Never panics: a fault of this program becomes the article's error.
#[must_use]
pub fn work(dateline: &Dateline, task: &Task, item: &Item, hash: u128) -> Outcome {
    let start = Instant::now();
    let made = match &item.content {
        Ok(bytes) => catch_unwind(AssertUnwindSafe(|| map(dateline, task, bytes, item)))
            .unwrap_or_else(|panic| Err(fault(panic.as_ref()))),
        Err(error) => Err(error.clone()),
    };
    let hash = format!("{hash:032x}");
    let mut entry = Entry {
        input: item.input.clone(),
        output: None,
        hash: hash.clone(),
        status: Status::Map,
        places: 0,
        events: 0,
        warnings: Vec::new(),
        time_ms: 0.0,
        error: None,
    };
    let mut facts = Facts { hash, stem: item.stem.clone(), folder: item.folder.clone(), ..Facts::default() };
    let bytes = match made {
        Ok(map) => {
            let article = &map.reading.article;
            facts.id.clone_from(&article.id);
            facts.title.clone_from(&article.title);
            facts.date = article.date.map(|d| d.to_string()).unwrap_or_default();
            facts.lang.clone_from(&article.lang);
            entry.places = map.reading.focus.len();
            entry.events = map.reading.events.len();
            entry.warnings = map.warnings;
            Some(map.bytes)
        }
        Err(error) => {
            let nothing = error.kind() == ErrorKind::NothingToMap;
            entry.status = if nothing { Status::Nothing } else { Status::Failed };
            entry.error = Some(Fault::of(&error));
            None
        }
    };
    entry.time_ms = (start.elapsed().as_secs_f64() * 1e5).round() / 1e2;
    Outcome { entry, facts, bytes }
}

fn map(dateline: &Dateline, task: &Task, bytes: &[u8], item: &Item) -> Result<Map> {
    dateline.map(Dateline::article(bytes, &item.source)?, &task.options)
}

fn fault(panic: &(dyn std::any::Any + Send)) -> Error {
    let what = panic
        .downcast_ref::<&str>()
        .map(|s| (*s).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".to_owned());
    Error::new(ErrorKind::Internal, format!("a fault of this program: {what}"))
        .with_hint("please report it with the article")
}

#[cfg(test)]
mod tests {
    use super::{Task, fault};
    use crate::batch::items::Item;
    use crate::pipeline::{MapOptions, Source};

    fn item(name: &str, bytes: &[u8]) -> Item {
        Item {
            input: name.to_owned(),
            stem: String::new(),
            folder: String::new(),
            source: Source { name: name.to_owned(), ..Source::default() },
            content: Ok(bytes.to_vec()),
        }
    }

    #[test]
    fn the_hash_stands_for_article_name_and_options() {
        let task = Task::new(MapOptions::default(), &[]);
        let hash = task.hash(&item("x/a.txt", b"Kabul"));
        assert_eq!(hash, task.hash(&item("y/a.txt", b"Kabul")));
        assert_ne!(hash, task.hash(&item("x/a.txt", b"Lima")));
        assert_ne!(hash, task.hash(&item("x/b.txt", b"Kabul")));
        assert_ne!(
            hash,
            Task::new(MapOptions::default(), &[b"edits".to_vec()]).hash(&item("x/a.txt", b"Kabul"))
        );
        let mut options = MapOptions::default();
        options.plan.theme = "dark".to_owned();
        assert_ne!(hash, Task::new(options, &[]).hash(&item("x/a.txt", b"Kabul")));
    }

    #[test]
    fn a_panic_keeps_its_words() {
        let panic = std::panic::catch_unwind(|| panic!("index {} of 3", 7)).unwrap_err();
        assert!(fault(panic.as_ref()).to_string().contains("index 7 of 3"));
    }
}
