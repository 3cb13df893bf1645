//! Errors and warnings: what went wrong, with the value, the limit and the next step.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::article::Span;

/// Result of everything in this library that can fail.
pub type Result<T> = std::result::Result<T, Error>;

/// Why something failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    hint: Option<String>,
}

/// What sort of failure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The input cannot be read as what it should be.
    Input,
    /// There is nothing to draw: no place was found.
    NothingToMap,
    /// An option or file of options does not make sense.
    Options,
    /// Reading or writing a file failed.
    Io,
    /// The bundled data does not hold what is asked for.
    Geodata,
    /// Writing the output format failed.
    Render,
    /// A fault of this program.
    Internal,
}

impl Error {
    /// An error of a kind with a sentence for people.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), hint: None }
    }

    /// Adds what to do next.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What sort of failure it is.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What to do next, if known.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// Something doubtful or left out, with the reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Warning {
    /// Stable key, such as `label-dropped` or `ambiguous-place`.
    pub code: String,
    /// A sentence for people.
    pub message: String,
    /// Where in the article, if anywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

impl Warning {
    /// A warning without a position in the text.
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into(), span: None }
    }

    /// The same warning, at a position in the text.
    #[must_use]
    pub const fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }
}
