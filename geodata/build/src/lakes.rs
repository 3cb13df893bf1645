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
        let bare =
            [record.text("name_en"), record.text("name")].into_iter().find(|n| !n.is_empty()).unwrap_or("");
        let id = slugs.unique(&if bare.is_empty() { String::from("unnamed") } else { slug(bare) });
        let scale = scale(&polygons, &at_50m, &at_110m);
        let name = whole_name(bare, record.text("name"));
        let alias = Some(bare).filter(|bare| !name.contains(bare));
        rows.push((lake_properties(record, &id, &name, alias, scale), polygons));
    }
    Ok(collection(rows.iter().map(|(properties, polygons)| (properties.clone(), Shape::Areas(polygons)))))
}

/// English words for standing water.
const GENERIC: [&str; 10] =
    ["Lake", "Lakes", "Reservoir", "Sea", "Loch", "Lough", "Lagoon", "Bay", "River", "Pond"];

/// Other words for it, which Natural Earth's English names leave away.
const RESERVOIRS: [&str; 5] = ["Reservoir", "Réservoir", "Represa", "Embalse", "Vodokhranilishche"];

/// The English name with its generic word: Natural Earth calls the Great Bear Lake "Great Bear" in English, but has the
/// whole name beside it.
fn whole_name(english: &str, name: &str) -> String {
    let has = |text: &str, words: &[&str]| text.split([' ', '-']).any(|word| words.contains(&word));
    if english.is_empty() || has(english, &GENERIC) {
        return english.to_owned();
    }
    if has(name, &GENERIC) && name.is_ascii() {
        return name.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    if has(name, &RESERVOIRS) {
        return format!("{english} Reservoir");
    }
    // Names that end in the word for a lake in their own language, such as Pyaozero.
    format!("Lake {english}")
}

fn lake_properties(
    record: &Record,
    id: &str,
    name: &str,
    alias: Option<&str>,
    scale: &str,
) -> Map<String, Value> {
    let names: BTreeMap<String, &str> = LANGUAGES
        .iter()
        .map(|language| (language.to_lowercase(), record.text(&format!("name_{}", language.to_lowercase()))))
        .filter(|(language, text)| !text.is_empty() && *text != name && language != "en")
        .collect();
    properties(&[
        ("id", id.into()),
        ("name", name.into()),
        ("aliases", alias.map_or(Value::Null, |alias| serde_json::json!([alias]))),
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

#[cfg(test)]
mod tests {
    use super::whole_name;

    #[test]
    fn lakes_have_their_word() {
        assert_eq!(whole_name("Great Bear", "Great Bear Lake"), "Great Bear Lake");
        assert_eq!(whole_name("Nyanza", "Lake Victoria"), "Lake Victoria");
        assert_eq!(whole_name("Titicaca", "Lago Titicaca"), "Lake Titicaca");
        assert_eq!(whole_name("Manicouagan", "Réservoir Manicouagan"), "Manicouagan Reservoir");
        assert_eq!(whole_name("", ""), "");
    }
}
