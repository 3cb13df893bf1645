//! What a run says about one article: a line of the manifest.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Error, ErrorKind, Warning};

/// What became of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// A map was made.
    Map,
    /// The article holds nothing that can be mapped.
    Nothing,
    /// It could not be read, drawn or written.
    Failed,
}

/// Why an article has no map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Sort of failure: `input`, `nothing-to-map`, `options`, `io`, `geodata`, `render`, `internal`.
    pub kind: String,
    /// A sentence for people.
    pub message: String,
    /// What to do next, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// Sort of the failures that may pass by themselves: a full disk, a file that cannot be read.
const PASSING: &str = "io";

impl Fault {
    /// The fault behind an error.
    #[must_use]
    pub fn of(error: &Error) -> Self {
        let kind = match error.kind() {
            ErrorKind::Input => "input",
            ErrorKind::NothingToMap => "nothing-to-map",
            ErrorKind::Options => "options",
            ErrorKind::Io => PASSING,
            ErrorKind::Geodata => "geodata",
            ErrorKind::Render => "render",
            ErrorKind::Internal => "internal",
        };
        Self { kind: kind.to_owned(), message: error.to_string(), hint: error.hint().map(str::to_owned) }
    }
}

/// A line of the manifest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The input: a path, with the line, record or position inside of it after a colon.
    pub input: String,
    /// The map's file, from the output folder; none if there is no map.
    pub output: Option<String>,
    /// SHA-256 (first half, hexadecimal) of article, options and version.
    pub hash: String,
    /// What became of it.
    pub status: Status,
    /// Places in focus.
    pub places: usize,
    /// Events.
    pub events: usize,
    /// What was doubtful or left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// Milliseconds that reading and drawing took; left out of streams, which are the same in every run.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub time_ms: f64,
    /// Why there is no map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<Fault>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_zero(time: &f64) -> bool {
    *time == 0.0
}

impl Entry {
    /// Whether another run over the same bytes must give the same result, so that it can be skipped.
    #[must_use]
    pub fn is_final(&self) -> bool {
        self.error.as_ref().is_none_or(|fault| fault.kind != PASSING)
    }
}

/// How a run went.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Summary {
    /// Maps that were made.
    pub maps: usize,
    /// Articles without anything to map.
    pub nothing: usize,
    /// Articles that failed.
    pub failed: usize,
    /// Articles of an earlier run that were kept, counted above as well.
    pub kept: usize,
    /// Warnings in all.
    pub warnings: usize,
    /// Files and records that are no articles, passed over.
    pub passed_over: usize,
    /// Whether the run was stopped before its end.
    pub stopped: bool,
}

impl Summary {
    /// Counts an article.
    pub fn count(&mut self, entry: &Entry) {
        match entry.status {
            Status::Map => self.maps += 1,
            Status::Nothing => self.nothing += 1,
            Status::Failed => self.failed += 1,
        }
        self.warnings += entry.warnings.len();
    }

    /// Articles in all.
    #[must_use]
    pub const fn articles(&self) -> usize {
        self.maps + self.nothing + self.failed
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Fault, Status};
    use crate::diagnostic::{Error, ErrorKind};

    fn entry(error: Option<Fault>) -> Entry {
        Entry {
            input: "a.txt".to_owned(),
            output: None,
            hash: String::new(),
            status: Status::Failed,
            places: 0,
            events: 0,
            warnings: Vec::new(),
            time_ms: 0.0,
            error,
        }
    }

    #[test]
    fn only_what_may_pass_is_tried_again() {
        let fault = |kind| Some(Fault::of(&Error::new(kind, "x")));
        assert!(!entry(fault(ErrorKind::Io)).is_final());
        assert!(entry(fault(ErrorKind::Input)).is_final() && entry(None).is_final());
    }
}
