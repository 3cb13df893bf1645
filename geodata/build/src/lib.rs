//! Builds the readable geodata bundle and derives the compact form that the binary embeds.

pub mod boundaries;
pub mod bundle;
pub mod countries;
pub mod cut;
pub mod derive;
pub mod dispute_parts;
pub mod divisions;
pub mod error;
pub mod fetch;
pub mod gazetteer;
pub mod geojson_file;
pub mod grid;
pub mod lakes;
pub mod noding;
pub mod packages;
pub mod raw;
pub mod rivers;
pub mod slug;
pub mod sums;
pub mod tables;

use std::path::Path;

/// Derives every compact file from the readable bundle in `geodata` and writes them into `out`.
pub fn derive_all(geodata: &Path, out: &Path) -> error::Result<()> {
    tables::derive(geodata, out)?;
    derive::derive_file(geodata, out)?;
    gazetteer::derive_file(geodata, out)
}
