//! The records of a table, GeoJSON or JSONL of events: columns by name, before anybody knows what they mean.

use std::collections::BTreeMap;

use geojson::{Feature, GeoJson, GeometryValue};
use serde_json::Value;

use crate::diagnostic::{Error, ErrorKind, Result};

/// More rows than this are no map.
pub const MAX_ROWS: usize = 200_000;

/// A record by lower-case column name.
pub type Record = BTreeMap<String, String>;

/// The rows of a table, by the names in its header.
///
/// # Errors
/// If it is no table.
pub fn from_csv(text: &str) -> Result<Vec<Record>> {
    let head = text.lines().next().unwrap_or("");
    let delimiter = [b',', b';', b'\t', b'|']
        .into_iter()
        .max_by_key(|d| head.bytes().filter(|b| b == d).count())
        .unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let bad =
        |e: csv::Error| Error::new(ErrorKind::Input, format!("the table of events cannot be read: {e}"));
    let head: Vec<String> = reader.headers().map_err(bad)?.iter().map(|h| h.trim().to_lowercase()).collect();
    let mut out = Vec::new();
    for row in reader.records().take(MAX_ROWS) {
        let row = row.map_err(bad)?;
        out.push(head.iter().cloned().zip(row.iter().map(|c| c.trim().to_owned())).collect());
    }
    Ok(out)
}

/// The records of GeoJSON, a JSON list or JSON lines; `faults` gains what made no sense.
///
/// # Errors
/// If nothing of it is JSON.
pub fn from_json(text: &str, faults: &mut Vec<String>) -> Result<Vec<Record>> {
    let bad = |e: String| {
        Error::new(ErrorKind::Input, format!("the events cannot be read as GeoJSON or JSONL: {e}"))
    };
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        if let Some(features) = features(&value, faults) {
            return Ok(from_geojson(features));
        }
        let list = match value {
            Value::Array(list) => list,
            Value::Object(mut map) => match map.remove("events").or_else(|| map.remove("data")) {
                Some(Value::Array(list)) => list,
                _ => vec![Value::Object(map)],
            },
            _ => Vec::new(),
        };
        return Ok(list.iter().map(flat).collect());
    }
    let lines = text.lines().filter(|l| !l.trim().is_empty()).take(MAX_ROWS);
    let mut records = Vec::new();
    for (index, line) in lines.enumerate() {
        match serde_json::from_str::<Value>(line) {
            Ok(value) => records.push(flat(&value)),
            // Where not even the first line is JSON, the file is something else.
            Err(error) if records.is_empty() => return Err(bad(error.to_string())),
            Err(error) => faults.push(format!("line {}: {error}", index + 1)),
        }
    }
    Ok(records)
}

/// The features of a value that is GeoJSON, each read by itself, so that one that makes no sense does not take the others along.
fn features(value: &Value, faults: &mut Vec<String>) -> Option<Vec<Feature>> {
    if let Some(list) = value.get("features").and_then(Value::as_array) {
        let mut found = Vec::new();
        for (index, item) in list.iter().take(MAX_ROWS).enumerate() {
            match serde_json::from_value::<Feature>(item.clone()) {
                Ok(feature) => found.push(feature),
                Err(error) => {
                    let name = ["name", "title", "label", "id"].iter().find_map(|key| {
                        item.get("properties").and_then(|p| p.get(key)).or_else(|| item.get(key))?.as_str()
                    });
                    let name = name.map_or_else(String::new, |n| {
                        format!(" ({})", n.chars().take(60).collect::<String>())
                    });
                    faults.push(format!("feature {}{name}: {error}", index + 1));
                }
            }
        }
        return Some(found);
    }
    match serde_json::from_value::<GeoJson>(value.clone()).ok()? {
        GeoJson::FeatureCollection(collection) => Some(collection.features),
        GeoJson::Feature(feature) => Some(vec![feature]),
        GeoJson::Geometry(geometry) => Some(vec![Feature { geometry: Some(geometry), ..Feature::default() }]),
    }
}

/// The features with their properties; areas and lines by the middle of their box.
fn from_geojson(features: Vec<Feature>) -> Vec<Record> {
    let mut out = Vec::new();
    for feature in features {
        let mut record = feature.properties.map(|p| flat(&Value::Object(p))).unwrap_or_default();
        if let Some(id) = &feature.id {
            let id = match id {
                geojson::feature::Id::String(s) => s.clone(),
                geojson::feature::Id::Number(n) => n.to_string(),
            };
            record.entry("id".to_owned()).or_insert(id);
        }
        if let Some((lon, lat)) = feature.geometry.as_ref().and_then(|g| middle(&g.value)) {
            record.insert("longitude".to_owned(), lon.to_string());
            record.insert("latitude".to_owned(), lat.to_string());
        }
        out.push(record);
    }
    out
}

fn middle(geometry: &GeometryValue) -> Option<(f64, f64)> {
    let value = serde_json::to_value(geojson::Geometry::new(geometry.clone())).ok()?;
    let mut bounds: Option<[f64; 4]> = None;
    positions(value.get("coordinates")?, &mut bounds);
    bounds.map(|[w, s, e, n]| (f64::midpoint(w, e), f64::midpoint(s, n)))
}

fn positions(value: &Value, bounds: &mut Option<[f64; 4]>) {
    let Value::Array(list) = value else { return };
    if let (Some(x), Some(y)) = (list.first().and_then(Value::as_f64), list.get(1).and_then(Value::as_f64)) {
        let [w, s, e, n] = bounds.unwrap_or([x, y, x, y]);
        *bounds = Some([w.min(x), s.min(y), e.max(x), n.max(y)]);
        return;
    }
    for item in list {
        positions(item, bounds);
    }
}

/// Fields of an object as text, one level deep.
fn flat(value: &Value) -> Record {
    let text = |v: &Value| match v {
        Value::String(s) => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        Value::Bool(b) => Some(b.to_string()),
        _ => None,
    };
    let mut out = Record::new();
    for (key, value) in value.as_object().into_iter().flatten() {
        match value {
            Value::Object(inner) => {
                for (k, v) in inner {
                    if let Some(t) = text(v) {
                        out.entry(k.to_lowercase()).or_insert(t);
                    }
                }
            }
            other => {
                if let Some(t) = text(other) {
                    out.insert(key.to_lowercase(), t);
                }
            }
        }
    }
    out
}

/// The first of some columns that the record has; none if it is empty.
#[must_use]
pub fn first<'a>(record: &'a Record, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|n| record.get(*n)).map(String::as_str).filter(|v| !v.is_empty())
}

/// The first of some columns, as a number.
#[must_use]
pub fn number(record: &Record, names: &[&str]) -> Option<f64> {
    first(record, names)?.replace(',', ".").parse().ok().filter(|n: &f64| n.is_finite())
}
