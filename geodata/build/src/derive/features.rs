//! Reads what is drawn over the land: lakes, rivers, regions, seas, and the shapes of disputes that take no land.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::encode::scale;
use super::simplify::{Ranked, simplify};
use super::topology::{Arc, NONE};
use crate::error::{Error, Result, read, read_text};
use crate::geojson_file;
use crate::grid::{Line, Point, Polygon};

/// What a feature is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Shape {
    /// Single positions.
    #[default]
    Points = 0,
    /// Lines.
    Lines = 1,
    /// Areas.
    Areas = 2,
}

/// A line or ring with the ranks of its positions.
#[derive(Clone, Debug, Default)]
pub struct Ring {
    /// Its positions; a ring repeats the first.
    pub points: Line,
    /// Their ranks.
    pub ranks: Vec<f32>,
    /// Whether it is a hole of the ring before.
    pub hole: bool,
}

/// One feature at three levels.
#[derive(Clone, Debug, Default)]
pub struct Feature {
    /// `lake:baikal`.
    pub reference: String,
    /// English name, or empty.
    pub name: String,
    /// Lake, river, desert, strait, ...
    pub kind: String,
    /// Rank, 0 the most important.
    pub rank: u8,
    /// Smallest scale that shows it.
    pub scale: u8,
    /// Label point in degrees.
    pub label: Option<[f64; 2]>,
    /// Codes of the divisions or countries it consists of, when it has no geometry of its own.
    pub divisions: Vec<String>,
    /// What it is made of.
    pub shape: Shape,
    /// Its lines at 1:10m, 1:50m and 1:110m.
    pub levels: [Vec<Ring>; 3],
}

/// Square kilometers that a position must hold at 1:50m and 1:110m.
const THRESHOLDS: [f32; 3] = [0.0, 6.0, 250.0];

/// One row of `layers.toml`.
#[derive(Clone, Debug, Deserialize)]
pub struct Layer {
    /// The part of references before the colon.
    pub prefix: String,
    /// GeoJSON in the bundle's folder.
    pub file: String,
    /// Whether its features are simplified for small scales and thin out.
    #[serde(default)]
    pub thins: bool,
}

#[derive(Deserialize)]
struct Layers {
    #[serde(rename = "layer")]
    layers: Vec<Layer>,
}

/// Reads the table of layers.
pub fn read_layers(geodata: &Path) -> Result<Vec<Layer>> {
    let path = geodata.join("layers.toml");
    let table: Layers = toml::from_str(&read_text(&path)?).map_err(|e| Error::at(&path, e))?;
    Ok(table.layers)
}

/// Reads the features of all layers, sorted by reference. A reference that two features share is an error.
pub fn read_features(geodata: &Path) -> Result<Vec<Feature>> {
    let mut features = BTreeMap::new();
    for Layer { prefix, file, thins } in read_layers(geodata)? {
        let path = geodata.join(file);
        let collection: Value = serde_json::from_slice(&read(&path)?).map_err(|e| Error::at(&path, e))?;
        for raw in geojson_file::features(&collection) {
            for feature in read_feature(raw, &prefix, thins) {
                if let Some(twin) = features.insert(feature.reference.clone(), feature) {
                    return Err(Error::at(&path, format!("{} is there twice", twin.reference)));
                }
            }
        }
    }
    Ok(features.into_values().collect())
}

/// The feature, and its spine as a feature of its own (`region:alps#spine`).
fn read_feature(raw: &Value, layer: &str, thins: bool) -> Vec<Feature> {
    let properties = &raw["properties"];
    let text = |key: &str| properties[key].as_str().unwrap_or_default().to_owned();
    let id = raw["id"].as_str().or_else(|| properties["id"].as_str()).unwrap_or_default();
    let list = |key: &str| properties[key].as_array().into_iter().flatten();
    let label = position(&properties["label"]);
    let feature = Feature {
        reference: format!("{layer}:{id}"),
        name: text("name"),
        kind: text("kind"),
        rank: properties["rank"].as_u64().and_then(|n| u8::try_from(n).ok()).unwrap_or(10),
        scale: if thins { scale(&text("scale")) } else { 2 },
        label,
        divisions: list("divisions").filter_map(Value::as_str).map(str::to_owned).collect(),
        ..Feature::default()
    };
    let mut found = vec![with_geometry(feature.clone(), &raw["geometry"], thins)];
    let spine: Line = list("spine").filter_map(position).map(Point::of).collect();
    if spine.len() > 1 {
        let reference = format!("{layer}:{id}#spine");
        let lines = once(vec![ranked(&spine, false)]);
        found.push(Feature {
            reference,
            shape: Shape::Lines,
            levels: lines,
            divisions: Vec::new(),
            ..feature
        });
    }
    found
}

fn position(value: &Value) -> Option<[f64; 2]> {
    Some([value.get(0)?.as_f64()?, value.get(1)?.as_f64()?])
}

fn with_geometry(mut feature: Feature, geometry: &Value, thins: bool) -> Feature {
    let (shape, lines): (Shape, Vec<(Line, bool)>) = if let Some(polygons) = geojson_file::polygons(geometry)
    {
        (Shape::Areas, polygons.iter().flat_map(rings).collect())
    } else if let Some(lines) = geojson_file::lines(geometry) {
        (Shape::Lines, lines.into_iter().map(|line| (line, false)).collect())
    } else {
        let point = position(&geometry["coordinates"]).map(Point::of);
        (Shape::Points, point.into_iter().map(|p| (vec![p, p], false)).collect())
    };
    feature.shape = shape;
    feature.levels = if thins {
        [0, 1, 2].map(|level| {
            if level <= feature.scale { thin(&lines, THRESHOLDS[usize::from(level)]) } else { vec![] }
        })
    } else {
        once(lines.iter().map(|(line, hole)| ranked(line, *hole)).collect())
    };
    feature
}

fn rings(polygon: &Polygon) -> impl Iterator<Item = (Line, bool)> {
    polygon.iter().cloned().enumerate().map(|(i, ring)| (ring, i > 0))
}

/// A geometry that serves all levels: the smaller scales fall back on it.
fn once(rings: Vec<Ring>) -> [Vec<Ring>; 3] {
    [rings, Vec::new(), Vec::new()]
}

fn ranked(line: &Line, hole: bool) -> Ring {
    Ring { ranks: super::simplify::ranks(line), points: line.clone(), hole }
}

fn thin(lines: &[(Line, bool)], threshold: f32) -> Vec<Ring> {
    // A river bounds nothing, so there is no area that it would have to keep.
    let side = |line: &Line| if line.first() == line.last() { 0 } else { NONE };
    let arc = |line: &Line| Arc {
        points: line.clone(),
        left: side(line),
        right: NONE,
        source: NONE,
        artificial: false,
    };
    let usable = || lines.iter().filter(|(line, _)| line.len() > 1);
    let arcs: Vec<Arc> = usable().map(|(line, _)| arc(line)).collect();
    let ring = |(ranked, (_, hole)): (Ranked, &(Line, bool))| Ring {
        points: ranked.arc.points,
        ranks: ranked.ranks,
        hole: *hole,
    };
    simplify(&arcs, threshold).into_iter().zip(usable()).map(ring).collect()
}
