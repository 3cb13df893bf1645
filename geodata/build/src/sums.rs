//! The checksum file of the bundle, `geodata/checksums`: SHA-256 of every file that the compact form comes from.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result, read, read_text, write};
use crate::fetch::sha256;

/// The name of the checksum file.
pub const FILE: &str = "checksums";

/// The text of the checksum file: a sum and a path a line, sorted by path, as `sha256sum` has it.
pub fn sums(geodata: &Path) -> Result<String> {
    let mut text = String::new();
    for path in files(geodata)? {
        let sum = sha256(&read(&geodata.join(&path))?);
        text += &format!("{sum}  {}\n", path.display().to_string().replace('\\', "/"));
    }
    Ok(text)
}

/// Writes the checksum file.
pub fn write_sums(geodata: &Path) -> Result<()> {
    write(&geodata.join(FILE), sums(geodata)?.as_bytes())
}

/// Compares the bundle with its checksum file; the lines that differ are the error.
pub fn check_sums(geodata: &Path) -> Result<()> {
    let written = read_text(&geodata.join(FILE))?;
    let found = sums(geodata)?;
    let differing: Vec<&str> = found
        .lines()
        .filter(|line| !written.lines().any(|other| other == *line))
        .chain(written.lines().filter(|line| !found.lines().any(|other| other == *line)))
        .filter_map(|line| line.split("  ").nth(1))
        .collect();
    if differing.is_empty() {
        return Ok(());
    }
    Err(Error::new(format!(
        "{FILE} does not fit: {}; run `sums` after a change that is meant",
        differing.join(", ")
    )))
}

/// The files of the bundle below `geodata`, sorted: data and tables, not documents, the builder or this file.
pub fn files(geodata: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let whole = geodata.join(&folder);
        for entry in std::fs::read_dir(&whole).map_err(|e| Error::at(&whole, e))? {
            let path = folder.join(entry.map_err(|e| Error::at(&whole, e))?.file_name());
            if geodata.join(&path).is_dir() {
                if path != Path::new("build") {
                    folders.push(path);
                }
            } else if is_data(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn is_data(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    matches!(extension, Some("csv" | "geojson" | "gz" | "toml" | "ttf" | "tsv"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_is_named() {
        let folder = std::env::temp_dir().join(format!("dateline-sums-{}", std::process::id()));
        write(&folder.join("a.csv"), b"1").unwrap();
        write(&folder.join("sub/b.toml"), b"2").unwrap();
        write_sums(&folder).unwrap();
        assert!(check_sums(&folder).is_ok());
        write(&folder.join("sub/b.toml"), b"3").unwrap();
        let error = check_sums(&folder).unwrap_err().to_string();
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(error.contains("sub/b.toml") && !error.contains("a.csv"), "{error}");
    }
}
