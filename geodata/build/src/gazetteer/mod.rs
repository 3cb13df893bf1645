//! Joins every source and layer into one gazetteer, one record a place, and derives its compact form.

pub mod admin;
pub mod airport_towns;
pub mod airports;
pub mod cities;
pub mod container_names;
pub mod contested;
pub mod countries;
pub mod derive;
pub mod division_names;
pub mod extent;
pub mod joins;
pub mod layers;
pub mod merge;
pub mod nearby;
pub mod plain_names;
pub mod polygons;
pub mod post;
pub mod record;
pub mod remote;
pub mod spelling;
pub mod tables;
pub mod twins;
pub mod waters;

mod join;

pub use join::{Built, build, pack, unpack};

#[path = "../../../../src/geodata/fold.rs"]
pub mod fold;
#[path = "../../../../src/geodata/gazetteer_format.rs"]
pub mod format;

use std::path::Path;

use crate::error::{Result, read, write};

/// Derives `gazetteer.bin` in `out` from `gazetteer.tsv.gz` in `geodata`; empty as long as there is no table.
pub fn derive_file(geodata: &Path, out: &Path) -> Result<()> {
    let table = geodata.join("gazetteer.tsv.gz");
    let records = if table.exists() { unpack(&read(&table)?)? } else { Vec::new() };
    write(&out.join("gazetteer.bin"), &derive::derive(&records)?)
}
