//! Derives the compact geodata that the binary embeds.

use std::path::Path;

use dateline_geodata_build::{derive, tables};

fn main() -> Result<(), dateline_geodata_build::error::Error> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=geodata/gazetteer.tsv.gz");
    for input in derive::INPUTS {
        println!("cargo::rerun-if-changed=geodata/{input}");
    }
    for name in tables::NAMES {
        println!("cargo::rerun-if-changed=geodata/{name}.toml");
    }
    let out =
        std::env::var("OUT_DIR").map_err(|e| dateline_geodata_build::error::Error::new(e.to_string()))?;
    dateline_geodata_build::derive_all(Path::new("geodata"), Path::new(&out))
}
