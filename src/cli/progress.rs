//! The progress of a batch: a bar on a terminal, plain lines elsewhere, objects with `--json`.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::batch::entry::{Entry, Status, Summary};
use crate::batch::items::Meter;
use crate::cli::report::Report;

/// Time between two plain lines.
const PAUSE: Duration = Duration::from_secs(10);

/// Shows how far a batch is.
pub struct Progress {
    report: Report,
    bar: Option<ProgressBar>,
    meter: Meter,
    start: Instant,
    said: Instant,
}

impl Progress {
    /// Starts; `total` is the size of all inputs in bytes, 0 if not known.
    #[must_use]
    pub fn start(report: Report, total: u64, meter: Meter) -> Self {
        let terminal = std::io::stderr().is_terminal() && !report.json && !report.quiet;
        let bar = terminal.then(|| bar(total));
        Self { report, bar, meter, start: Instant::now(), said: Instant::now() }
    }

    /// Tells of an article that has no map, and now and then how many are done.
    pub fn show(&mut self, entry: &Entry, summary: &Summary) {
        self.fault(entry);
        let rate = self.rate(summary);
        if let Some(bar) = &self.bar {
            bar.set_position(self.meter.bytes.load(Ordering::Relaxed));
            bar.set_message(format!("{} maps, {} failed, {rate:.0}/s", summary.maps, summary.failed));
        } else if self.said.elapsed() >= PAUSE && !self.report.quiet && !self.report.json {
            self.said = Instant::now();
            self.line(&format!(
                "{} articles, {} maps, {} failed, {rate:.0}/s",
                summary.articles(),
                summary.maps,
                summary.failed
            ));
        }
    }

    /// Ends the bar and prints the summary.
    pub fn finish(&self, summary: &Summary, output: &Path) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        if self.report.json {
            let mut object =
                serde_json::json!({"level": "summary", "seconds": self.start.elapsed().as_secs_f64()});
            if let (Some(object), Ok(serde_json::Value::Object(counts))) =
                (object.as_object_mut(), serde_json::to_value(summary))
            {
                object.extend(counts);
            }
            self.line(&object.to_string());
        } else if !self.report.quiet {
            for text in self.summary(summary, output) {
                self.line(&text);
            }
        }
    }

    fn summary(&self, summary: &Summary, output: &Path) -> Vec<String> {
        let mut lines = vec![format!(
            "{} articles: {} maps, {} with nothing to map, {} failed; {:.1} s, {:.0} articles a second",
            summary.articles(),
            summary.maps,
            summary.nothing,
            summary.failed,
            self.start.elapsed().as_secs_f64(),
            self.rate(summary),
        )];
        if summary.kept > 0 {
            lines.push(format!("{} of them were made by an earlier run and kept", summary.kept));
        }
        if summary.passed_over > 0 {
            lines.push(format!("{} files or records of other kinds were passed over", summary.passed_over));
        }
        if output.as_os_str() != "-" && output.is_dir() {
            let manifest = output.join("manifest.jsonl");
            lines.push(format!(
                "{} warnings; each article has its line in {}",
                summary.warnings,
                manifest.display()
            ));
        }
        if summary.stopped {
            lines.push("stopped before the end; the same command with --resume goes on from here".to_owned());
        }
        lines
    }

    fn fault(&self, entry: &Entry) {
        let Some(error) = &entry.error else { return };
        let failed = entry.status == Status::Failed;
        if self.report.json {
            let level = if failed { "error" } else { "warning" };
            let object = serde_json::json!({"level": level, "input": entry.input, "kind": error.kind, "message": error.message, "hint": error.hint});
            self.line(&object.to_string());
        } else if failed {
            self.line(&format!("dateline: {}: {}", entry.input, error.message));
        } else if !self.report.quiet {
            self.line(&format!("nothing to map: {}", entry.input));
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    fn rate(&self, summary: &Summary) -> f64 {
        (summary.articles() - summary.kept) as f64 / self.start.elapsed().as_secs_f64().max(1e-3)
    }

    /// Prints above the bar; a closed terminal is no reason to fail.
    fn line(&self, text: &str) {
        let print = || {
            let _ = writeln!(std::io::stderr().lock(), "{text}");
        };
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }
}

fn bar(total: u64) -> ProgressBar {
    let template = if total > 0 {
        "{wide_bar} {bytes}/{total_bytes}, {eta} left; {msg}"
    } else {
        "{spinner} {bytes} read; {msg}"
    };
    // The template is our own; were it wrong, the plain bar is as good.
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = if total > 0 { ProgressBar::new(total) } else { ProgressBar::new_spinner() };
    bar.with_style(style)
}
