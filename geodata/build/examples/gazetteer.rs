//! Builds the gazetteer alone: `cargo run --example gazetteer -- CACHE GEODATA`.

use std::path::Path;

use dateline_geodata_build::error::{Error, Result, write};
use dateline_geodata_build::gazetteer::{build, pack};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [cache, geodata] = &arguments[..] else {
        return Err(Error::new("usage: gazetteer CACHE GEODATA"));
    };
    let built = build(Path::new(cache), Path::new(geodata))?;
    write(&Path::new(geodata).join("joins.tsv"), built.report.as_bytes())?;
    write(&Path::new(geodata).join("gazetteer.tsv.gz"), &pack(&built.table)?)
}
