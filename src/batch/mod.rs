//! Many articles at once: from files, folders, tables, archives and streams to maps, with a manifest that resumes.
//!
//! ```no_run
//! use std::path::Path;
//! use std::sync::atomic::AtomicBool;
//!
//! use dateline::batch::commit::Folder;
//! use dateline::batch::input::Inputs;
//! use dateline::batch::items::{Items, Meter};
//! use dateline::batch::job::Task;
//! use dateline::batch::names::Template;
//! use dateline::batch::run::Run;
//! use dateline::pipeline::{Dateline, MapOptions, Source};
//!
//! let output = Path::new("output");
//! let inputs = Inputs::find(&["news".to_owned(), "feed.jsonl.gz".to_owned()], Some(output))?;
//! let items = Items::new(inputs.files, None, Source::default(), Meter::default());
//! let task = Task::new(MapOptions::default(), &[]);
//! let mut folder = Folder::open(output, Template::parse("{date}/{id}")?, "svg", true)?;
//! let finished = folder.finished()?;
//! let stop = AtomicBool::new(false);
//! let run = Run { task: &task, finished: &finished, threads: 2, max_errors: None, stop: &stop };
//! let summary = run.over(&Dateline::open()?, items, &mut folder, &mut |entry, _| println!("{}", entry.input))?;
//! println!("{} maps", summary.maps);
//! # Ok::<(), dateline::diagnostic::Error>(())
//! ```

pub mod array;
pub mod commit;
pub mod entry;
pub mod input;
pub mod items;
pub mod job;
pub mod lines;
pub mod manifest;
pub mod names;
pub mod run;
pub mod table;
pub mod unpack;
pub mod warc;
pub mod web;
