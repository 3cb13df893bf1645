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
    /// Who holds it in the neutral worldview: a country's code or `nobody`.
    #[serde(default)]
    pub neutral: String,
    /// Who administers it: a country's code, or words.
    #[serde(default)]
    pub administrator: String,
    /// Who claims it besides the administrator.
    #[serde(default)]
    pub claimants: Vec<String>,
    /// Neutral class of outer edges that are no international boundary in the source.
    #[serde(default)]
    pub edge: String,
    /// Neutral class of the edge against one neighbor: a country or another part.
    #[serde(default)]
    pub edges: BTreeMap<String, String>,
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
    /// The English name.
    #[serde(default)]
    pub name: String,
    /// Territory, islands, lease, claim, historical or note.
    #[serde(default)]
    pub kind: String,
    /// How it is drawn where it is disputed: hatched, plain or separate.
    #[serde(default)]
    pub style: String,
    /// Words on its status.
    #[serde(default)]
    pub status: String,
    /// Names under worldviews.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
    /// Where the ruling comes from.
    #[serde(default)]
    pub source: Source,
    /// The parts in the order of the file.
    #[serde(default, rename = "part")]
    pub parts: Vec<Part>,
}

/// The source of a ruling.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Source {
    /// Document symbol.
    #[serde(default)]
    pub document: String,
    /// Date.
    #[serde(default)]
    pub date: String,
    /// Paragraph.
    #[serde(default)]
    pub paragraph: String,
    /// Nobody has compared the text.
    #[serde(default)]
    pub unverified: bool,
}

impl Source {
    /// Document, date and paragraph as one text.
    #[must_use]
    pub fn citation(&self) -> String {
        let mut text = self.document.clone();
        if !self.date.is_empty() {
            text += &format!(" ({})", self.date);
        }
        if !self.paragraph.is_empty() {
            text += &format!(", para. {}", self.paragraph);
        }
        text
    }
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
