//! The one error of the builder: a sentence that says what could not be done and why.

use std::fmt::Display;
use std::path::Path;

/// What went wrong, in words.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Error(pub String);

/// The result of every step that can fail.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error from a sentence.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// An error about a file.
    pub fn at(path: &Path, cause: impl Display) -> Self {
        Self(format!("{}: {cause}", path.display()))
    }
}

/// Reads a whole file, naming it when that fails.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|e| Error::at(path, e))
}

/// Reads a whole text file, naming it when that fails.
pub fn read_text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|e| Error::at(path, e))
}

/// Writes a whole file and the folders above it, naming it when that fails.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|e| Error::at(folder, e))?;
    }
    std::fs::write(path, bytes).map_err(|e| Error::at(path, e))
}
