//! Assembles the divisions, the finest partition of the world's land: Natural Earth's admin-1 areas, with what they
//! leave out taken from its countries, cut by the dispute parts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Map, Value};

use crate::cut;
use crate::dispute_parts::{Cutter, Part};
use crate::error::{Error, Result, read};
use crate::geojson_file;
use crate::grid::{Line, Point, Polygon, line, orient};
use crate::raw::shapefile::Record;

/// A piece of land that no border and no dispute divides further.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Division {
    /// Stable id: ISO 3166-2 where it is unique, else Natural Earth's code; a piece cut off adds `~` and the part.
    pub id: String,
    /// English name; empty where the source has none.
    pub name: String,
    /// ISO 3166-2 code, not always unique.
    pub iso_3166_2: String,
    /// Natural Earth's code of the country that governs it, de facto.
    pub adm0: String,
    /// The dispute part that it belongs to.
    pub dispute: Option<String>,
    /// What it is called: province, state, district.
    pub kind: String,
    /// A point for its label, in degrees.
    pub label: Option<[f64; 2]>,
    /// Natural Earth's label rank: 1 before 10.
    pub rank: u8,
    /// Natural Earth's id of the GeoNames record, if any.
    pub geonames: Option<u64>,
    /// The areas: outer rings counter-clockwise, holes clockwise, closed.
    pub polygons: Vec<Polygon>,
}

/// Divisions that were merged since the source was drawn: the first into the second.
const MERGED: &[(&str, &str)] = &[("PK-TA", "PK-KP")];

/// Reads Natural Earth's admin-1 areas from GeoJSON.
pub fn read_admin1(path: &Path) -> Result<Vec<Division>> {
    let file: Value = serde_json::from_slice(&read(path)?).map_err(|e| Error::at(path, e))?;
    let features = file["features"].as_array().ok_or_else(|| Error::at(path, "no features"))?;
    let counts = code_counts(features);
    let mut divisions: Vec<Division> =
        features.iter().filter_map(|feature| division(feature, &counts)).collect();
    divisions.sort_by(|a, b| a.id.cmp(&b.id));
    distinct(&mut divisions);
    Ok(divisions)
}

fn code_counts(features: &[Value]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for feature in features {
        if let Some(code) = feature["properties"]["iso_3166_2"].as_str() {
            *counts.entry(code.to_owned()).or_insert(0) += 1;
        }
    }
    counts
}

fn division(feature: &Value, counts: &BTreeMap<String, usize>) -> Option<Division> {
    let properties = feature["properties"].as_object()?;
    let text = |key: &str| properties.get(key).and_then(Value::as_str).unwrap_or_default();
    let iso = text("iso_3166_2");
    let (x, y) = (properties.get("longitude"), properties.get("latitude"));
    Some(Division {
        id: stable_id(properties, counts),
        name: [text("name_en"), text("name")].into_iter().find(|n| !n.is_empty())?.to_owned(),
        iso_3166_2: if is_iso(iso) { iso.to_owned() } else { String::new() },
        adm0: text("adm0_a3").to_owned(),
        dispute: None,
        kind: text("type_en").to_owned(),
        label: x.and_then(Value::as_f64).zip(y.and_then(Value::as_f64)).map(|(x, y)| [x, y]),
        rank: properties
            .get("labelrank")
            .and_then(Value::as_u64)
            .and_then(|n| u8::try_from(n).ok())
            .unwrap_or(20),
        geonames: properties.get("gn_id").and_then(Value::as_u64).filter(|&id| id > 0),
        polygons: geojson_file::polygons(&feature["geometry"])?,
    })
}

fn stable_id(properties: &Map<String, Value>, counts: &BTreeMap<String, usize>) -> String {
    let text = |key: &str| properties.get(key).and_then(Value::as_str).unwrap_or_default();
    let iso = text("iso_3166_2");
    if is_iso(iso) && counts.get(iso) == Some(&1) {
        return iso.to_owned();
    }
    let code = text("adm1_code");
    if code.contains('?') { text("gu_a3").to_owned() } else { code.to_owned() }
}

/// Whether a code has the form of ISO 3166-2; Natural Earth's own codes end in a tilde.
fn is_iso(code: &str) -> bool {
    let Some((country, rest)) = code.split_once('-') else { return false };
    country.len() == 2
        && country.bytes().all(|b| b.is_ascii_uppercase())
        && (1..=3).contains(&rest.len())
        && rest.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// Numbers ids that repeat, so that every division has its own.
fn distinct(divisions: &mut [Division]) {
    let mut seen = BTreeSet::new();
    for division in divisions {
        let mut id = division.id.clone();
        let mut n = 2;
        while !seen.insert(id.clone()) {
            id = format!("{}-{n}", division.id);
            n += 1;
        }
        division.id = id;
    }
}

/// Joins divisions that are one today.
pub fn merge(divisions: &mut Vec<Division>) {
    for (gone, into) in MERGED {
        let Some(at) = divisions.iter().position(|d| d.id == *gone) else { continue };
        let piece = divisions.remove(at);
        if let Some(whole) = divisions.iter_mut().find(|d| d.id == *into) {
            whole.polygons = cut::join(&whole.polygons, &piece.polygons);
        }
    }
}

/// Adds the countries that have no admin-1 area, and takes their land from the divisions that cover it.
pub fn add_missing_countries(divisions: &mut Vec<Division>, countries: &[Record]) {
    let known: BTreeSet<String> = divisions.iter().map(|d| d.adm0.clone()).collect();
    for country in countries.iter().filter(|c| !known.contains(c.text("ADM0_A3"))) {
        let polygons = polygons_of_shape(country);
        for division in divisions.iter_mut().filter(|d| cut::near(&d.polygons, &polygons)) {
            let (inside, outside) = cut::split(&division.polygons, &polygons);
            if !inside.is_empty() {
                division.polygons = outside;
            }
        }
        divisions.push(Division {
            id: country.text("ADM0_A3").to_owned(),
            name: country.text("NAME_EN").to_owned(),
            adm0: country.text("ADM0_A3").to_owned(),
            kind: country.text("TYPE").to_owned(),
            label: country.number("LABEL_X").zip(country.number("LABEL_Y")).map(|(x, y)| [x, y]),
            rank: country.number("LABELRANK").map_or(20, |n| n as u8),
            polygons,
            ..Division::default()
        });
    }
}

/// Sorts the rings of a shapefile record into polygons; its outer rings run clockwise.
#[must_use]
pub fn polygons_of_shape(record: &Record) -> Vec<Polygon> {
    let rings: Vec<Line> = record.parts.iter().map(|part| line(part)).filter(|ring| ring.len() > 3).collect();
    let (outer, holes): (Vec<Line>, Vec<Line>) =
        rings.into_iter().partition(|ring| crate::grid::doubled_area(ring) < 0);
    let mut polygons: Vec<Polygon> = outer.into_iter().map(|ring| vec![ring]).collect();
    for hole in holes {
        let inside = |p: &&mut Polygon| hole.iter().any(|&v| crate::grid::contains(&p[..1], v));
        if let Some(polygon) = polygons.iter_mut().find(inside) {
            polygon.push(hole);
        }
    }
    polygons.iter_mut().for_each(orient);
    polygons
}

/// Cuts the divisions by the shapes of the dispute parts, and notes on each division the part it belongs to.
pub fn cut_parts(
    divisions: &mut Vec<Division>,
    parts: &[Part],
    cutters: &BTreeMap<String, Cutter>,
    note: &mut dyn FnMut(&str),
) {
    for part in parts.iter().filter(|part| part.takes_land()) {
        let Some(shape) = &part.shape else { continue };
        let touched = cutters.get(shape).map_or(0, |cutter| cut_part(divisions, part, cutter));
        if touched == 0 {
            note(&format!("{}: no shape {shape}, or it covers none of its divisions", part.id));
        }
    }
    for part in parts.iter().filter(|part| part.takes_land() && part.shape.is_none()) {
        for division in divisions.iter_mut().filter(|d| d.dispute.is_none() && part.covers(d)) {
            division.dispute = Some(part.id.clone());
        }
    }
    divisions.sort_by(|a, b| a.id.cmp(&b.id));
}

/// Cuts one part out of the divisions it covers, and says how many it touched. A later part cuts an earlier one.
fn cut_part(divisions: &mut Vec<Division>, part: &Part, cutter: &Cutter) -> usize {
    let short = part.id.rsplit('/').next().unwrap_or(&part.id);
    let mut touched = 0;
    let mut pieces = Vec::new();
    for division in divisions.iter_mut().filter(|d| part.covers(d)) {
        if !cut::near(&division.polygons, &cutter.polygons) {
            continue;
        }
        let (inside, outside) = cut::split(&division.polygons, &cutter.polygons);
        touched += usize::from(!inside.is_empty());
        if outside.is_empty() {
            division.dispute = Some(part.id.clone());
        } else if !inside.is_empty() {
            pieces.push(Division {
                id: format!("{}~{short}", division.id),
                name: part.name.clone(),
                dispute: Some(part.id.clone()),
                label: None,
                geonames: None,
                polygons: inside,
                ..division.clone()
            });
            division.polygons = outside;
        }
    }
    divisions.append(&mut pieces);
    touched
}

/// Every position of every ring, for tests and reports.
pub fn positions(divisions: &[Division]) -> impl Iterator<Item = &Point> {
    divisions.iter().flat_map(|d| d.polygons.iter().flatten().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn natural_earths_own_codes_are_no_iso_codes() {
        assert!(is_iso("PK-KP") && is_iso("FR-75C") && is_iso("AT-9"));
        assert!(!is_iso("EH-X01~") && !is_iso("-99-X06~") && !is_iso("") && !is_iso("PK"));
    }

    #[test]
    fn repeated_ids_are_numbered() {
        let one = |id: &str| Division { id: id.to_owned(), ..Division::default() };
        let mut divisions = [one("A"), one("A"), one("B")];
        distinct(&mut divisions);
        assert_eq!(divisions.map(|d| d.id), ["A", "A-2", "B"]);
    }
}
