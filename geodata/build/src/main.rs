//! The builder's program: `fetch` the packages, `build` the bundle, `check` it against a new build, write its `sums` and `verify` them, and
//! `derive` the compact form to look at it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use dateline_geodata_build::bundle::{self, Folders};
use dateline_geodata_build::error::{Error, Result};
use dateline_geodata_build::{fetch, sums};

const USAGE: &str =
    "usage: dateline-geodata-build fetch|build|check|sums|verify|derive [--cache FOLDER] [--output FOLDER]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().ok_or_else(|| Error::new(USAGE))?;
    let mut cache = fetch::default_cache();
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut output = tables.clone();
    while let Some(flag) = arguments.next() {
        match flag.as_str() {
            "--cache" => cache = PathBuf::from(arguments.next().ok_or_else(|| Error::new(USAGE))?),
            "--output" => output = PathBuf::from(arguments.next().ok_or_else(|| Error::new(USAGE))?),
            _ => return Err(Error::new(USAGE)),
        }
    }
    let note = &mut |note: &str| eprintln!("{note}");
    match command.as_str() {
        "fetch" => fetch::fetch(&cache, note),
        "derive" => dateline_geodata_build::derive_all(&tables, &output),
        "build" => bundle::build(&Folders { cache, tables, output }, note),
        "check" => {
            if output == tables {
                output = cache.join("check");
            }
            bundle::check(&Folders { cache, tables, output }, note)
        }
        "sums" => sums::write_sums(&tables),
        "verify" => sums::check_sums(&tables),
        _ => Err(Error::new(USAGE)),
    }
}
