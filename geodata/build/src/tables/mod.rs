//! The hand-written tables that the binary embeds as they are, but quicker to read.

use std::path::Path;

use crate::error::{Result, read_text, write};

pub mod json;

/// The tables, by the name that the file has in `geodata/` (`.toml`) and in the output (`.json`).
pub const NAMES: [&str; 3] = ["disputes", "worldviews", "lines"];

/// Writes the tables of the folder `geodata` as JSON into `out`; an absent table becomes an empty one.
pub fn derive(geodata: &Path, out: &Path) -> Result<()> {
    for name in NAMES {
        let path = geodata.join(format!("{name}.toml"));
        let text = if path.exists() { read_text(&path)? } else { String::new() };
        write(&out.join(format!("{name}.json")), json::from_toml(name, &text)?.as_bytes())?;
    }
    Ok(())
}
