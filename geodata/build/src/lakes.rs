//! Writes the lakes of Natural Earth at 1:10m, marked with the smallest scale at which they survive.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::bundle::Folders;
use crate::divisions::polygons_of_shape;
use crate::error::Result;
use crate::geojson_file::{Shape, collection, properties};
use crate::grid::{Point, Polygon, bounds, contains};
use crate::raw::shapefile::Record;
use crate::slug::{Slugs, slug};

/// The lakes as GeoJSON, sorted by id.
pub fn lakes(folders: &Folders) -> Result<String> {
    let records = folders.natural_earth("physical/ne_10m_lakes")?;
    let at_50m = areas(&folders.natural_earth("physical/ne_50m_lakes")?);
    let at_110m = areas(&folders.natural_earth("physical/ne_110m_lakes")?);
    let mut slugs = Slugs::default();
    let mut rows: Vec<(Map<String, Value>, Vec<Polygon>)> = Vec::new();
    let mut order: Vec<&Record> = records.iter().collect();
    order.sort_by_key(|record| {
        (rank(record), record.text("name_en").to_owned(), record.text("ne_id").to_owned())
    });
    for record in order {
        let polygons = polygons_of_shape(record);
        if polygons.is_empty() {
            continue;
        }
        let name =
            [record.text("name_en"), record.text("name")].into_iter().find(|n| !n.is_empty()).unwrap_or("");
        let id = slugs.unique(&if name.is_empty() { String::from("unnamed") } else { slug(name) });
        let scale = scale(&polygons, &at_50m, &at_110m);
        rows.push((lake_properties(record, &id, name, scale), polygons));
    }
    Ok(collection(rows.iter().map(|(properties, polygons)| (properties.clone(), Shape::Areas(polygons)))))
}

fn lake_properties(record: &Record, id: &str, name: &str, scale: &str) -> Map<String, Value> {
    let names: BTreeMap<String, &str> = LANGUAGES
        .iter()
        .map(|language| (language.to_lowercase(), record.text(&format!("name_{}", language.to_lowercase()))))
        .filter(|(_, text)| !text.is_empty() && *text != name)
        .collect();
    properties(&[
        ("id", id.into()),
        ("name", name.into()),
        ("name_alt", record.text("name_alt").into()),
        ("kind", record.text("featurecla").to_lowercase().into()),
        ("rank", rank(record).into()),
        ("scale", scale.into()),
        ("wikidata", record.text("wikidataid").into()),
        ("names", if names.is_empty() { Value::Null } else { serde_json::json!(names) }),
    ])
}

/// The languages that Natural Earth names features in.
const LANGUAGES: [&str; 26] = [
    "AR", "BN", "DE", "EN", "EL", "ES", "FA", "FR", "HE", "HI", "HU", "ID", "IT", "JA", "KO", "NL", "PL",
    "PT", "RU", "SV", "TR", "UK", "UR", "VI", "ZH", "ZHT",
];

fn rank(record: &Record) -> u8 {
    record.number("scalerank").map_or(10, |n| n as u8)
}

fn areas(records: &[Record]) -> Vec<(Polygon, [i32; 4])> {
    let polygons = records.iter().flat_map(polygons_of_shape);
    polygons.map(|polygon| (polygon.clone(), bounds(&polygon[0]))).collect()
}

fn scale(
    polygons: &[Polygon],
    at_50m: &[(Polygon, [i32; 4])],
    at_110m: &[(Polygon, [i32; 4])],
) -> &'static str {
    if overlaps(polygons, at_110m) {
        "110m"
    } else if overlaps(polygons, at_50m) {
        "50m"
    } else {
        "10m"
    }
}

/// Whether a coarser drawing of the same lake exists: many of its positions lie in one of ours, or the reverse.
fn overlaps(polygons: &[Polygon], coarse: &[(Polygon, [i32; 4])]) -> bool {
    let own = bounds(polygons.iter().flatten().flatten());
    let share = |rings: &[Point], area: &[Vec<Point>]| {
        rings.iter().filter(|&&p| contains(area, p)).count() * 3 > rings.len()
    };
    coarse.iter().any(|(other, b)| {
        let meets = own[0] <= b[2] && b[0] <= own[2] && own[1] <= b[3] && b[1] <= own[3];
        meets && polygons.iter().any(|polygon| share(&polygon[0], other) || share(&other[0], polygon))
    })
}
