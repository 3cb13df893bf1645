//! Runs one command and gives its exit code: 0 done, 1 nothing to map, 2 failed; `batch` knows more of them.

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::fmt::time::uptime;

use crate::cli::args::{Cli, Verb};
use crate::cli::config::{self, Configured};
use crate::cli::report::Report;
use crate::cli::{batch, embed, files, filter, geodata, inspect, map, places};
use crate::diagnostic::{Error, ErrorKind, Result};

/// Runs the program with its arguments, the first being its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let plain = Report { quiet: false, json: arguments.iter().any(|a| a == "--json") };
    let configured = match config::configured(arguments, &Cli::command()) {
        Ok(configured) => configured,
        Err(error) => {
            plain.error(&error);
            return ExitCode::from(2);
        }
    };
    if configured.arguments.iter().any(|a| a == "--print-config") {
        return print_config(&configured);
    }
    let cli = match Cli::try_parse_from(&configured.arguments) {
        Ok(cli) => cli,
        Err(error) => {
            if error.use_stderr() && plain.json {
                plain.error(&Error::new(ErrorKind::Options, error.to_string().trim()));
            } else {
                // Help and version come this way too; a closed pipe is no failure.
                let _ = error.print();
            }
            if let Some(file) = configured.file.filter(|_| error.use_stderr() && !configured.keys.is_empty())
            {
                plain.note(&format!("{} sets {}", file.display(), configured.keys.join(", ")));
            }
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let report = Report { quiet: cli.quiet, json: cli.json };
    trace(cli.verbose);
    match command(&cli.command, report) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            report.error(&error);
            ExitCode::from(if error.kind() == ErrorKind::NothingToMap { 1 } else { 2 })
        }
    }
}

/// Writes the spans of the stages to standard error.
fn trace(verbose: u8) {
    let level = match verbose {
        0 => return,
        1 => tracing::Level::DEBUG,
        _ => tracing::Level::TRACE,
    };
    let lines = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .with_timer(uptime())
        .with_span_events(FmtSpan::CLOSE);
    // Fails only where a caller of this function has a subscriber of its own, which then sees the spans.
    let _ = lines.try_init();
}

fn print_config(configured: &Configured) -> ExitCode {
    let command = Cli::command();
    let matches = command.clone().ignore_errors(true).get_matches_from(&configured.arguments);
    let text = config::print(&command, &matches, configured);
    ExitCode::from(if files::write(Path::new("-"), text.as_bytes()).is_ok() { 0 } else { 2 })
}

fn command(verb: &Verb, report: Report) -> Result<u8> {
    match verb {
        Verb::Batch(args) => return batch::batch(args, report),
        Verb::Map(args) => map::map(args, report),
        Verb::Plan(args) => map::plan(args, report),
        Verb::Render(args) => map::render(args, report),
        Verb::Embed(args) => embed::embed(args, report),
        Verb::Filter(args) => filter::filter(args, report),
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
    .map(|()| 0)
}
