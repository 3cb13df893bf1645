//! The command line: reads arguments and files, calls the pipeline, writes results and reports.

pub mod args;
#[cfg(feature = "batch")]
pub mod batch;
#[cfg(not(feature = "batch"))]
#[path = "without_batch.rs"]
pub mod batch;
pub mod config;
pub mod embed;
pub mod files;
pub mod filter;
pub mod geodata;
pub mod inspect;
pub mod map;
pub mod places;
#[cfg(feature = "batch")]
pub mod progress;
pub mod reading_text;
pub mod report;
pub mod run;
pub mod settings;
