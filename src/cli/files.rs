//! Reads inputs and writes outputs whole: a file is there complete or not at all.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Error, ErrorKind, Result};

/// Largest input read, bytes.
pub const MAX_INPUT: u64 = 128 << 20;

/// Whether the path stands for standard input or output.
#[must_use]
pub fn is_stdio(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Reads a file, or standard input for `-`.
///
/// # Errors
/// If it cannot be read or is larger than 128 MiB.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    let failed = |e: std::io::Error| {
        Error::new(ErrorKind::Io, format!("cannot read {}: {e}", path.display()))
            .with_hint("check the path; use - for standard input")
    };
    let mut bytes = Vec::new();
    if is_stdio(path) {
        std::io::stdin().lock().take(MAX_INPUT + 1).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        fs::File::open(path).map_err(failed)?.take(MAX_INPUT + 1).read_to_end(&mut bytes).map_err(failed)?;
    }
    if bytes.len() as u64 > MAX_INPUT {
        return Err(Error::new(ErrorKind::Input, format!("{} is larger than 128 MiB", path.display()))
            .with_hint("split it; a JSONL file can be cut at any line"));
    }
    Ok(bytes)
}

/// Writes a file through a temporary one beside it, or standard output for `-`.
///
/// # Errors
/// If folder or file cannot be written; no part of the file is left then.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let failed = |e: std::io::Error| {
        Error::new(ErrorKind::Io, format!("cannot write {}: {e}", path.display()))
            .with_hint("choose another file with -o")
    };
    if is_stdio(path) {
        return match std::io::stdout().lock().write_all(bytes) {
            Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(failed(e)),
            _ => Ok(()),
        };
    }
    if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    if path.exists() && !path.is_file() {
        // A device or pipe is written to, not replaced.
        return fs::write(path, bytes).map_err(failed);
    }
    let temporary = temporary_beside(path);
    let written = fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, path));
    written.map_err(|e| {
        // Nothing more can be done if the cleaning fails as well.
        let _ = fs::remove_file(&temporary);
        failed(e)
    })
}

fn temporary_beside(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    #[test]
    fn a_file_is_written_whole_and_nothing_is_left_beside() {
        let folder = std::env::temp_dir().join(format!("dateline-files-{}", std::process::id()));
        let file = folder.join("deep/map.svg");
        assert!(write(&file, b"<svg/>").is_ok());
        assert_eq!(read(&file).ok().as_deref(), Some(b"<svg/>".as_slice()));
        let beside = std::fs::read_dir(folder.join("deep")).map(Iterator::count).unwrap_or(0);
        assert_eq!(beside, 1);
        assert!(write(&file.join("below-a-file"), b"x").is_err());
        let _ = std::fs::remove_dir_all(folder);
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = read(std::path::Path::new("no/such.txt")).err().map(|e| e.to_string());
        assert!(error.is_some_and(|e| e.contains("no/such.txt")));
    }
}
