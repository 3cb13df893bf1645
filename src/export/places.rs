//! Places with their weight in the story as JSON, JSONL, GeoJSON and CSV.

use geojson::{Feature, FeatureCollection, Geometry, GeometryValue};
use serde::Serialize;
use serde_json::{Value, json};

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::export::cells::neutral;
use crate::model::article::Article;
use crate::model::mention::Focus;

#[derive(Serialize)]
struct Document<'a> {
    id: &'a str,
    places: &'a [Focus],
}

/// One JSON document.
///
/// # Errors
/// Never in practice: only if a number cannot be written.
pub fn json(article: &Article, focus: &[Focus]) -> Result<String> {
    let document = Document { id: &article.id, places: focus };
    serde_json::to_string_pretty(&document).map(|t| t + "\n").map_err(failed)
}

/// One line of JSON for the article.
///
/// # Errors
/// As [`json`].
pub fn jsonl(article: &Article, focus: &[Focus]) -> Result<String> {
    let document = Document { id: &article.id, places: focus };
    serde_json::to_string(&document).map(|t| t + "\n").map_err(failed)
}

/// Places as points.
///
/// # Errors
/// As [`json`].
pub fn geojson(focus: &[Focus]) -> Result<String> {
    let features = focus.iter().map(|f| {
        let p = &f.place;
        let properties = match json!({
            "id": p.id, "name": p.name, "kind": p.kind, "country": p.country, "score": f.score,
            "mentions": f.mentions.len(),
        }) {
            Value::Object(map) => Some(map),
            _ => None,
        };
        let point = vec![p.point.lon, p.point.lat];
        let geometry = Some(Geometry::new(GeometryValue::Point { coordinates: point.into() }));
        Feature { geometry, properties, ..Feature::default() }
    });
    let collection = FeatureCollection { bbox: None, features: features.collect(), foreign_members: None };
    serde_json::to_string(&collection).map(|t| t + "\n").map_err(failed)
}

/// A table with a head.
///
/// # Errors
/// If the table cannot be written.
pub fn csv(article: &Article, focus: &[Focus]) -> Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(["article", "place_id", "name", "country", "score", "mentions", "lat", "lon"])
        .map_err(failed)?;
    for f in focus {
        let p = &f.place;
        writer
            .write_record([
                neutral(&article.id),
                neutral(&p.id.0),
                neutral(&p.name),
                p.country.clone(),
                format!("{:.3}", f.score),
                f.mentions.len().to_string(),
                p.point.lat.to_string(),
                p.point.lon.to_string(),
            ])
            .map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(failed)?;
    String::from_utf8(bytes).map_err(failed)
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Render, format!("cannot write the places: {error}"))
}
