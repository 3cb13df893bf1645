//! How results, errors and warnings look on a terminal or, with `--json`, to a program.

use std::io::Write;

use crate::diagnostic::{Error, Warning};

/// Where reports go and how.
#[derive(Debug, Clone, Copy)]
pub struct Report {
    /// Only errors are printed.
    pub quiet: bool,
    /// As JSON, one object a line.
    pub json: bool,
}

impl Report {
    /// Prints an error with its hint.
    pub fn error(&self, error: &Error) {
        if self.json {
            let object = serde_json::json!({"level": "error", "kind": format!("{:?}", error.kind()), "message": error.to_string(), "hint": error.hint()});
            line(&object.to_string());
            return;
        }
        line(&format!("dateline: {error}"));
        if let Some(hint) = error.hint() {
            line(&format!("hint: {hint}"));
        }
    }

    /// Prints a line that helps to understand an error.
    pub fn note(&self, text: &str) {
        if self.json {
            line(&serde_json::json!({"level": "note", "message": text}).to_string());
        } else {
            line(&format!("note: {text}"));
        }
    }

    /// Prints warnings, each with its line in the text if it has one.
    pub fn warnings(&self, warnings: &[Warning], text: &str) {
        if self.quiet {
            return;
        }
        for warning in warnings {
            let at = warning.span.map(|span| line_number(text, span.start));
            if self.json {
                let object = serde_json::json!({"level": "warning", "code": warning.code, "message": warning.message, "line": at});
                line(&object.to_string());
            } else if let Some(at) = at {
                line(&format!("warning: {} (line {at})", warning.message));
            } else {
                line(&format!("warning: {}", warning.message));
            }
        }
    }
}

/// Writes a line to standard error; a closed terminal is no reason to fail.
fn line(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Line of a byte offset, from 1.
fn line_number(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|&b| b == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::line_number;

    #[test]
    fn lines_count_from_one() {
        assert_eq!(line_number("a\nb\nc", 0), 1);
        assert_eq!(line_number("a\nb\nc", 4), 3);
    }
}
