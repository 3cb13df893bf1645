//! Reads the readable bundle of the basemap: divisions, countries and boundary classes.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::format::NONE;
use crate::divisions::Division;
use crate::error::{Error, Result, read, read_text};
use crate::geojson_file;
use crate::grid::{Line, Polygon, line, orient};

/// Everything that the basemap is derived from.
#[derive(Debug, Default)]
pub struct Land {
    /// The divisions, sorted by id.
    pub divisions: Vec<Division>,
    /// The countries, sorted by code; states that only some views know come last.
    pub countries: Vec<Country>,
    /// The classed lines of the source.
    pub lines: Vec<SourceLine>,
}

/// One row of `countries.csv`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Country {
    /// Natural Earth's code.
    pub adm0_a3: String,
    /// ISO 3166-1 alpha-2, or empty.
    #[serde(default)]
    pub iso_a2: String,
    /// English name.
    pub name: String,
    /// Name as maps abbreviate it.
    #[serde(default)]
    pub name_short: String,
    /// Code of the sovereign.
    #[serde(default)]
    pub sovereign: String,
    /// Sovereign country, dependency, lease, ...
    #[serde(default)]
    pub kind: String,
    /// Continent.
    #[serde(default)]
    pub continent: String,
    /// Subregion of the United Nations.
    #[serde(default)]
    pub subregion: String,
    /// Inhabitants.
    #[serde(default)]
    pub population: Option<f64>,
    /// Longitude of the label.
    #[serde(default)]
    pub label_x: Option<f64>,
    /// Latitude of the label.
    #[serde(default)]
    pub label_y: Option<f64>,
    /// Label rank, 2 the most important.
    #[serde(default)]
    pub label_rank: Option<u8>,
    /// A number that differs from the neighbors'.
    #[serde(default)]
    pub map_color: Option<u8>,
    /// The smallest scale that shows it: `110m`, `50m`, `10m`.
    #[serde(default)]
    pub scale: String,
}

/// A classed line of the source.
#[derive(Clone, Debug, Default)]
pub struct SourceLine {
    /// Natural Earth's id, or `claim-n`.
    pub id: String,
    /// Its name, mostly empty.
    pub name: String,
    /// Its class.
    pub class: String,
    /// The countries on its sides.
    pub sides: [String; 2],
    /// The class in a national view, where it differs.
    pub views: BTreeMap<String, String>,
    /// Its positions.
    pub lines: Vec<Line>,
}

#[derive(Default, Deserialize)]
struct Worldviews {
    #[serde(default, rename = "entity")]
    entities: Vec<Entity>,
}

#[derive(Deserialize)]
struct Entity {
    code: String,
    name: String,
}

impl Land {
    /// The number of a country.
    #[must_use]
    pub fn country(&self, code: &str) -> u16 {
        let found = self.countries.iter().position(|country| country.adm0_a3 == code);
        found.and_then(|i| u16::try_from(i).ok()).unwrap_or(NONE)
    }
}

/// Reads everything from `geodata`.
pub fn read_land(geodata: &Path) -> Result<Land> {
    let worldviews = read_worldviews(&geodata.join("worldviews.toml"))?;
    let mut countries = read_countries(&geodata.join("countries.csv"))?;
    countries.extend(worldviews.entities.into_iter().map(|entity| Country {
        adm0_a3: entity.code,
        name_short: entity.name.clone(),
        name: entity.name,
        kind: String::from("Only in some views"),
        label_rank: Some(6),
        scale: String::from("50m"),
        ..Country::default()
    }));
    Ok(Land {
        divisions: read_divisions(&geodata.join("divisions"))?,
        countries,
        lines: read_lines(&geodata.join("boundaries.geojson"))?,
    })
}

fn read_worldviews(path: &Path) -> Result<Worldviews> {
    if !path.exists() {
        return Ok(Worldviews::default());
    }
    toml::from_str(&read_text(path)?).map_err(|e| Error::at(path, e))
}

fn read_countries(path: &Path) -> Result<Vec<Country>> {
    let bytes = read(path)?;
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let mut rows: Vec<Country> =
        reader.deserialize().collect::<std::result::Result<_, _>>().map_err(|e| Error::at(path, e))?;
    rows.sort_by(|a, b| a.adm0_a3.cmp(&b.adm0_a3));
    Ok(rows)
}

#[derive(Deserialize)]
struct Features<P, G> {
    features: Vec<Feature<P, G>>,
}

#[derive(Deserialize)]
struct Feature<P, G> {
    properties: P,
    geometry: Coordinates<G>,
}

#[derive(Deserialize)]
struct Coordinates<G> {
    coordinates: G,
}

#[derive(Deserialize)]
struct DivisionProperties {
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    iso_3166_2: String,
    adm0: String,
    dispute: Option<String>,
    #[serde(default)]
    kind: String,
    label: Option<[f64; 2]>,
    rank: Option<u8>,
    geonames: Option<u64>,
}

fn read_divisions(folder: &Path) -> Result<Vec<Division>> {
    let mut divisions = Vec::new();
    for path in geojson_files(folder)? {
        type File = Features<DivisionProperties, Vec<Vec<Vec<[f64; 2]>>>>;
        let file: File = serde_json::from_slice(&read(&path)?).map_err(|e| Error::at(&path, e))?;
        divisions.extend(file.features.into_iter().map(|f| division(f.properties, &f.geometry.coordinates)));
    }
    divisions.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(divisions)
}

/// The GeoJSON files of a folder, sorted by name.
pub fn geojson_files(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let entries = std::fs::read_dir(folder).map_err(|e| Error::at(folder, e))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|e| Error::at(folder, e))?.path());
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "geojson"));
    paths.sort();
    Ok(paths)
}

fn division(properties: DivisionProperties, polygons: &[Vec<Vec<[f64; 2]>>]) -> Division {
    let polygon = |rings: &Vec<Vec<[f64; 2]>>| {
        let mut polygon: Polygon = rings.iter().map(|ring| line(ring)).collect();
        orient(&mut polygon);
        polygon
    };
    Division {
        id: properties.id,
        name: properties.name,
        iso_3166_2: properties.iso_3166_2,
        adm0: properties.adm0,
        dispute: properties.dispute,
        kind: properties.kind,
        label: properties.label,
        rank: properties.rank.unwrap_or(20),
        geonames: properties.geonames,
        polygons: polygons.iter().map(polygon).collect(),
    }
}

fn read_lines(path: &Path) -> Result<Vec<SourceLine>> {
    let file: Value = serde_json::from_slice(&read(path)?).map_err(|e| Error::at(path, e))?;
    let line = |feature: &Value| {
        let text = |key: &str| feature["properties"][key].as_str().unwrap_or_default().to_owned();
        let views = feature["properties"]["views"].as_object();
        let class = |(view, class): (&String, &Value)| Some((view.clone(), class.as_str()?.to_owned()));
        Some(SourceLine {
            id: text("id"),
            name: text("name"),
            class: text("class"),
            sides: [text("left"), text("right")],
            views: views.into_iter().flatten().filter_map(class).collect(),
            lines: geojson_file::lines(&feature["geometry"])?,
        })
    };
    Ok(geojson_file::features(&file).into_iter().filter_map(line).collect())
}
