//! `dateline batch`: many articles to many maps, with progress, a manifest and a summary.
//!
//! Exit codes: 0 all maps made, 1 some articles had nothing to map, 2 the run could not go on, 3 some articles
//! failed, 130 stopped by Ctrl-C.

use std::num::NonZero;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crate::batch::commit::{Folder, Lines, Sink};
use crate::batch::entry::Summary;
use crate::batch::input::Inputs;
use crate::batch::items::{Items, Kind, Meter};
use crate::batch::job::Task;
use crate::batch::manifest::Finished;
use crate::batch::names::Template;
use crate::batch::run::Run;
use crate::cli::args::{BatchArgs, FromArg};
use crate::cli::progress::Progress;
use crate::cli::report::Report;
use crate::cli::{files, map, settings};
use crate::diagnostic::{Error, ErrorKind, Result};
use crate::pipeline::{Format, InputFormat, MapOptions, Source};

/// Exit code after Ctrl-C, as shells have it.
const INTERRUPTED: u8 = 130;

/// Draws the maps of all articles and gives the exit code.
///
/// # Errors
/// If an option makes no sense, or the results cannot be written.
pub fn batch(args: &BatchArgs, report: Report) -> Result<u8> {
    let options = MapOptions {
        plan: settings::plan_options(&args.read, &args.look)?,
        edits: settings::edits(&args.read)?,
        map_edits: args.read.edits.as_deref().map(map::edits_text).transpose()?.unwrap_or_default(),
        writing: map::writing(&args.write, None)?,
    };
    let stop = Arc::new(AtomicBool::new(false));
    let streamed = is_stream(&args.output);
    let inputs = Inputs::find(&args.inputs, (!streamed).then_some(args.output.as_path()))?;
    let passed_over = inputs.passed_over;
    report.warnings(&inputs.warnings, "");
    let task = Task::new(options, &named_files(args)?);
    let (mut sink, finished) = sink(args, &task.options, streamed, &stop)?;
    let dateline = settings::open(args.read.gazetteer.as_deref())?;
    listen(&stop)?;
    // Each fault is reported with its article; a trace in between would only confuse.
    std::panic::set_hook(Box::new(|_| {}));
    let meter = Meter::default();
    let total = inputs.files.iter().map(|f| f.size).sum();
    let base = Source { date: settings::date(&args.read)?, ..Source::default() };
    let items = Items::new(inputs.files, args.from.map(kind), base, meter.clone());
    let run = Run {
        task: &task,
        finished: &finished,
        threads: threads(args)?,
        max_errors: if args.fail_fast { Some(1) } else { args.max_errors },
        stop: &stop,
    };
    let mut progress = Progress::start(report, total, meter.clone());
    let result = run.over(&dateline, items, &mut *sink, &mut |entry, summary| progress.show(entry, summary));
    let _ = std::panic::take_hook();
    let mut summary = result?;
    summary.passed_over = passed_over + meter.passed_over.load(Ordering::Relaxed);
    progress.finish(&summary, &args.output);
    Ok(code(&summary, stop.load(Ordering::Relaxed)))
}

const fn code(summary: &Summary, interrupted: bool) -> u8 {
    match summary {
        _ if interrupted => INTERRUPTED,
        Summary { failed: 1.., .. } => 3,
        Summary { nothing: 1.., .. } => 1,
        _ => 0,
    }
}

fn is_stream(output: &Path) -> bool {
    files::is_stdio(output)
        || output
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("jsonl") || e.eq_ignore_ascii_case("ndjson"))
}

fn sink(
    args: &BatchArgs,
    options: &MapOptions,
    streamed: bool,
    stop: &Arc<AtomicBool>,
) -> Result<(Box<dyn Sink>, Finished)> {
    let format = options.writing.format;
    if !streamed {
        let template = Template::parse(&args.name)?;
        let mut folder = Folder::open(&args.output, template, format.ending(), args.resume)?;
        let finished = folder.finished()?;
        return Ok((Box::new(folder), finished));
    }
    if !format.is_text() {
        let message = format!("a stream of lines cannot hold {}", format.ending().to_uppercase());
        return Err(Error::new(ErrorKind::Options, message)
            .with_hint("name a folder with -o, or choose --format svg"));
    }
    let json = matches!(format, Format::Geojson | Format::Json);
    let mut lines = Lines::open(&args.output, json, args.resume, Arc::clone(stop))?;
    let finished = lines.finished()?;
    Ok((Box::new(lines), finished))
}

/// Contents of the files that options name: when one changes, its maps are drawn anew.
fn named_files(args: &BatchArgs) -> Result<Vec<Vec<u8>>> {
    let theme = Path::new(&args.look.theme);
    let named = theme.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml"));
    let files = [named.then_some(theme), args.read.gazetteer.as_deref()];
    files.into_iter().flatten().map(files::read).collect()
}

fn threads(args: &BatchArgs) -> Result<usize> {
    match args.threads {
        None => Ok(thread::available_parallelism().map_or(1, NonZero::get)),
        Some(n @ 1..=256) => Ok(n),
        Some(n) => Err(Error::new(ErrorKind::Options, format!("--threads {n} is not between 1 and 256"))),
    }
}

/// Stops at the first Ctrl-C after the maps under way, at the second one at once: no file is ever half-written.
fn listen(stop: &Arc<AtomicBool>) -> Result<()> {
    let stop = Arc::clone(stop);
    ctrlc::set_handler(move || {
        if stop.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED.into());
        }
    })
    .map_err(|e| Error::new(ErrorKind::Io, format!("cannot listen for Ctrl-C: {e}")))
}

const fn kind(from: FromArg) -> Kind {
    match from {
        FromArg::Text => Kind::Whole(InputFormat::Text),
        FromArg::Markdown => Kind::Whole(InputFormat::Markdown),
        FromArg::Html => Kind::Whole(InputFormat::Html),
        FromArg::Json => Kind::Json,
        FromArg::Jsonl => Kind::Lines,
        FromArg::Csv => Kind::Table(b','),
        FromArg::Tsv => Kind::Table(b'\t'),
        FromArg::Warc => Kind::Warc,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{code, is_stream};
    use crate::batch::entry::Summary;

    #[test]
    fn exit_codes_tell_the_worst() {
        let summary = |nothing, failed| Summary { maps: 1, nothing, failed, ..Summary::default() };
        assert_eq!([(0, 0), (2, 0), (0, 1), (2, 1)].map(|(n, f)| code(&summary(n, f), false)), [0, 1, 3, 3]);
        assert_eq!(code(&summary(0, 1), true), 130);
    }

    #[test]
    fn lines_go_to_files_named_so_and_to_standard_output() {
        assert!(is_stream(Path::new("-")) && is_stream(Path::new("a/maps.JSONL")));
        assert!(!is_stream(Path::new("output")) && !is_stream(Path::new("maps.svg")));
    }
}
