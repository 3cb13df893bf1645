//! Reads what cuts the land: the parts of `disputes.toml` and the shapes of `dispute-shapes.geojson`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::divisions::Division;
use crate::error::{Error, Result, read, read_text};
use crate::geojson_file;
use crate::grid::Polygon;

/// One part of a dispute, as far as land and borders need it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Part {
    /// `dispute/part`.
    pub id: String,
    /// The name of the part.
    #[serde(default)]
    pub name: String,
    /// Codes of divisions that it consists of or is cut from.
    #[serde(default)]
    pub divisions: Vec<String>,
    /// Codes of countries whose divisions it consists of or is cut from.
    #[serde(default)]
    pub countries: Vec<String>,
    /// The shape that cuts it out.
    #[serde(default)]
    pub shape: Option<String>,
}

impl Part {
    /// Whether the part is made of divisions, rather than drawn over them.
    #[must_use]
    pub fn takes_land(&self) -> bool {
        !self.divisions.is_empty() || !self.countries.is_empty()
    }

    /// Whether a division is one that the part consists of or is cut from.
    #[must_use]
    pub fn covers(&self, division: &Division) -> bool {
        self.countries.contains(&division.adm0)
            || self.divisions.iter().any(|code| *code == division.id || *code == division.iso_3166_2)
    }
}

/// One row of `disputes.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Dispute {
    /// The stable id.
    pub id: String,
    /// The parts in the order of the file.
    #[serde(default, rename = "part")]
    pub parts: Vec<Part>,
}

#[derive(Deserialize)]
struct File {
    #[serde(default, rename = "dispute")]
    disputes: Vec<Dispute>,
}

/// A shape that cuts divisions, or is drawn over land or sea.
#[derive(Clone, Debug, Default)]
pub struct Cutter {
    /// Its areas.
    pub polygons: Vec<Polygon>,
}

/// Reads the disputes; none where the file is missing.
pub fn read_disputes(path: &Path) -> Result<Vec<Dispute>> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let file: File = toml::from_str(&read_text(path)?).map_err(|e| Error::at(path, e))?;
    Ok(file.disputes)
}

/// Reads the shapes by id; none where the file is missing.
pub fn read_shapes(path: &Path) -> Result<BTreeMap<String, Cutter>> {
    if !path.exists() {
        return Ok(BTreeMap::new());
    }
    let file: Value = serde_json::from_slice(&read(path)?).map_err(|e| Error::at(path, e))?;
    let mut shapes = BTreeMap::new();
    for feature in file["features"].as_array().into_iter().flatten() {
        let properties = &feature["properties"];
        let id = ["id", "shape", "part"].iter().find_map(|key| properties[*key].as_str());
        let id = id.ok_or_else(|| Error::at(path, "a shape without an id"))?;
        let polygons = geojson_file::polygons(&feature["geometry"]);
        let polygons = polygons.ok_or_else(|| Error::at(path, format!("{id}: not an area")))?;
        shapes.insert(id.to_owned(), Cutter { polygons });
    }
    Ok(shapes)
}
