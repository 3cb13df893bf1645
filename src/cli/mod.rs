//! The command line: reads arguments and files, calls the pipeline, writes results and reports.

pub mod args;
pub mod files;
pub mod geodata;
pub mod inspect;
pub mod map;
pub mod places;
pub mod reading_text;
pub mod report;
pub mod run;
pub mod settings;
