//! Builds the readable geodata bundle and derives the compact form that the binary embeds.

pub mod boundaries;
pub mod bundle;
pub mod countries;
pub mod cut;
pub mod dispute_parts;
pub mod divisions;
pub mod error;
pub mod fetch;
pub mod geojson_file;
pub mod grid;
pub mod lakes;
pub mod noding;
pub mod packages;
pub mod raw;
pub mod rivers;
pub mod slug;
pub mod tables;
