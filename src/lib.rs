//! Dateline: a story in, a publishable map out.
//!
//! [`Dateline`](pipeline::Dateline) reads a news article, finds the places and events in it and draws an annotated map:
//! without network, model server or global state, and with the same bytes for the same article everywhere.
//!
//! ```
//! use dateline::pipeline::{Dateline, MapOptions, Source};
//!
//! let dateline = Dateline::open()?;
//! let text = "Floods hit Nairobi on Oct. 9, killing 12 people. Aid came from Mombasa.";
//! let article = Dateline::article(text.as_bytes(), &Source::default())?;
//! let map = dateline.map(article, &MapOptions::default())?;
//! assert!(map.bytes.starts_with(b"<svg"));
//! assert!(map.reading.focus.iter().any(|f| f.place.name == "Nairobi"));
//! # Ok::<(), dateline::diagnostic::Error>(())
//! ```
//!
//! # Costs
//!
//! [`Dateline`](pipeline::Dateline) is two references to data that the binary carries and reads in place. It is `Copy`,
//! `Send` and `Sync`; opening it parses nothing. Every call is a pure function of its arguments: give each thread its own
//! copy, or share one.
//!
//! # Stage by stage
//!
//! An article goes through six stages, each a pure function over the plain types of [`model`]:
//! `intake` (read and segment) -> `mentions` (recognize, resolve) -> `events` (extract) ->
//! `plan` (choose) -> `layout` (place) -> `render` (write). [`pipeline`] knows their order, and each seam is a type
//! that can be looked at, stored as JSON, changed and handed on:
//!
//! ```
//! use dateline::pipeline::{Dateline, Source, Writing};
//! use dateline::plan::options::PlanOptions;
//!
//! let dateline = Dateline::open()?;
//! let article = Dateline::article(b"Kyiv and Kharkiv lost power on Tuesday.", &Source::default())?;
//! let reading = dateline.read(article, &[]);
//! for resolution in &reading.resolutions {
//!     if let Some(place) = &resolution.place {
//!         println!("{} is {} at {:?}", resolution.mention.surface, place.id.0, place.point);
//!     }
//! }
//! let (mut plan, warnings) = dateline.plan(&reading, &PlanOptions::default())?;
//! plan.title = "Power cuts".to_owned();
//! let (scene, more) = dateline.draw(&plan)?;
//! let svg = Dateline::write(&scene, &Writing::default())?;
//! assert!(String::from_utf8_lossy(&svg).contains("Power cuts"));
//! # let _ = (warnings, more);
//! # Ok::<(), dateline::diagnostic::Error>(())
//! ```
//!
//! # Doubt
//!
//! Whatever was doubtful or left out comes back as a [`Warning`](diagnostic::Warning) beside the result; what cannot be
//! done is an [`Error`](diagnostic::Error) that names the value, the limit and the next step. No input panics.
//!
//! # Features
//!
//! - `png` (default): pictures, through resvg.
//! - `batch` (default): many articles from files, archives and streams, with a manifest that resumes.
//! - `pdf`: vector PDF with selectable text, through krilla.

#[cfg(feature = "batch")]
pub mod batch;
pub mod cli;
pub mod diagnostic;
pub mod events;
pub mod export;
pub mod geodata;
pub mod geometry;
pub mod intake;
pub mod lang;
pub mod layout;
pub mod mentions;
pub mod model;
pub mod pipeline;
pub mod plan;
pub mod render;
pub mod theme;
