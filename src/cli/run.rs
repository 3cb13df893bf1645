//! Runs one command and gives its exit code: 0 done, 1 nothing to map, 2 failed.

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::cli::args::{Cli, Verb};
use crate::cli::report::Report;
use crate::cli::{files, geodata, inspect, map, places};
use crate::diagnostic::{Error, ErrorKind, Result};

/// Runs the program with its arguments, the first being its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too; a closed pipe is no failure.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let report = Report { quiet: cli.quiet, json: cli.json };
    match command(&cli.command, report) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report.error(&error);
            ExitCode::from(if error.kind() == ErrorKind::NothingToMap { 1 } else { 2 })
        }
    }
}

fn command(verb: &Verb, report: Report) -> Result<()> {
    match verb {
        Verb::Map(args) => map::map(args, report),
        Verb::Plan(args) => map::plan(args, report),
        Verb::Render(args) => map::render(args, report),
        Verb::Inspect(args) => inspect::inspect(args, report),
        Verb::Places(args) => places::places(args),
        Verb::Geodata(args) => geodata::geodata(args),
        Verb::Completions { shell } => {
            let mut out = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "dateline", &mut out);
            files::write(Path::new("-"), &out)
        }
        Verb::Man => {
            let mut out = Vec::new();
            clap_mangen::Man::new(Cli::command())
                .render(&mut out)
                .map_err(|e| Error::new(ErrorKind::Io, format!("cannot write the manual page: {e}")))?;
            files::write(Path::new("-"), &out)
        }
    }
}
