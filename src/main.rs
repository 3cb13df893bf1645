//! The `dateline` program: hands over to the command line and turns its result into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    dateline::cli::run::run(std::env::args_os())
}
