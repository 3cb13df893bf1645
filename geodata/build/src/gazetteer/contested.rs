//! Named lines and disputes as records, placed by the divisions that they run between or consist of.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::error::{Error, Result, read, read_text};
use crate::gazetteer::extent::{Extent, units, whole};
use crate::gazetteer::nearby::kilometers;
use crate::gazetteer::record::Record;

/// A vertex in units of 1e-5 degrees.
type Vertex = (i32, i32);

/// A division of the basemap, as far as placing needs it.
struct Land {
    id: String,
    adm0: String,
    dispute: String,
    vertices: BTreeSet<Vertex>,
}

/// Reads `lines.toml` and `disputes.toml`; rows that no division places are left out.
pub fn read_contested(geodata: &Path) -> Result<Vec<Record>> {
    let lands = read_lands(geodata)?;
    let codes = country_codes(geodata)?;
    let mut out = Vec::new();
    for row in table(geodata, "lines.toml", "line")? {
        out.extend(line(&row, &lands, &codes));
    }
    let shapes = read_shapes(&geodata.join("dispute-shapes.geojson"))?;
    for row in table(geodata, "disputes.toml", "dispute")? {
        dispute(&row, &Ground { lands: &lands, shapes: &shapes, codes: &codes }, &mut out);
    }
    Ok(out)
}

/// Where disputed land lies: on divisions, or under a shape of its own.
struct Ground<'a> {
    lands: &'a [Land],
    shapes: &'a BTreeMap<String, BTreeSet<Vertex>>,
    codes: &'a BTreeMap<String, String>,
}

/// The vertices of the shapes of disputes, by id.
fn read_shapes(path: &Path) -> Result<BTreeMap<String, BTreeSet<Vertex>>> {
    if !path.exists() {
        return Ok(BTreeMap::new());
    }
    let json: Value = serde_json::from_slice(&read(path)?).map_err(|e| Error::at(path, e))?;
    let shape = |feature: &Value| {
        let mut vertices = BTreeSet::new();
        gather(&feature["geometry"]["coordinates"], &mut vertices);
        Some((feature["properties"]["id"].as_str()?.to_owned(), vertices))
    };
    Ok(json["features"].as_array().into_iter().flatten().filter_map(shape).collect())
}

fn table(geodata: &Path, file: &str, key: &str) -> Result<Vec<toml::Value>> {
    let path = geodata.join(file);
    if !path.exists() {
        return Ok(Vec::new());
    }
    let table: toml::Table = read_text(&path)?.parse().map_err(|e| Error::at(&path, e))?;
    Ok(table.get(key).and_then(toml::Value::as_array).cloned().unwrap_or_default())
}

/// Natural Earth's country codes to ISO 3166-1 alpha-2.
fn country_codes(geodata: &Path) -> Result<BTreeMap<String, String>> {
    let path = geodata.join("countries.csv");
    let mut reader = csv::Reader::from_path(&path).map_err(|e| Error::at(&path, e))?;
    let rows = reader.records().filter_map(std::result::Result::ok);
    Ok(rows
        .filter_map(|row| Some((row.get(0)?.to_owned(), row.get(1)?.to_owned())))
        .filter(|c| c.1.len() == 2)
        .collect())
}

fn read_lands(geodata: &Path) -> Result<Vec<Land>> {
    let folder = geodata.join("divisions");
    let Ok(entries) = std::fs::read_dir(&folder) else { return Ok(Vec::new()) };
    let mut paths: Vec<_> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    let mut out = Vec::new();
    for path in paths {
        let json: Value = serde_json::from_slice(&read(&path)?).map_err(|e| Error::at(&path, e))?;
        out.extend(json["features"].as_array().into_iter().flatten().map(land));
    }
    Ok(out)
}

fn land(feature: &Value) -> Land {
    let text = |key: &str| feature["properties"][key].as_str().unwrap_or("").to_owned();
    let mut vertices = BTreeSet::new();
    gather(&feature["geometry"]["coordinates"], &mut vertices);
    Land { id: text("id"), adm0: text("adm0"), dispute: text("dispute"), vertices }
}

fn gather(coordinates: &Value, out: &mut BTreeSet<Vertex>) {
    let Some(array) = coordinates.as_array() else { return };
    if let (Some(x), Some(y)) = (array.first().and_then(Value::as_f64), array.get(1).and_then(Value::as_f64))
    {
        out.insert((units(x * 1e5), units(y * 1e5)));
    } else {
        array.iter().for_each(|part| gather(part, out));
    }
}

/// Whether a division is on a side: a country, `=` its undisputed land, a division, a dispute or a part of one.
fn on_side(land: &Land, side: &str) -> bool {
    match side.strip_prefix('=') {
        Some(country) => land.adm0 == country && land.dispute.is_empty(),
        None => {
            land.adm0 == side
                || land.id == side
                || land.dispute == side
                || land.dispute.strip_prefix(side).is_some_and(|rest| rest.starts_with('/'))
        }
    }
}

fn line(row: &toml::Value, lands: &[Land], codes: &BTreeMap<String, String>) -> Option<Record> {
    let id = row.get("id")?.as_str()?;
    let mut parents = BTreeSet::new();
    let mut course: BTreeSet<Vertex> = BTreeSet::new();
    for pair in row.get("between").and_then(toml::Value::as_array).into_iter().flatten() {
        let (a, b) = (pair.get(0)?.as_str()?, pair.get(1)?.as_str()?);
        let side = |side: &str| lands.iter().filter(|l| on_side(l, side)).collect::<Vec<_>>();
        let (left, right) = (side(a), side(b));
        for land in left.iter().chain(&right) {
            parents.extend(codes.get(&land.adm0).cloned());
        }
        let far: BTreeSet<&Vertex> = right.iter().flat_map(|l| &l.vertices).collect();
        course.extend(left.iter().flat_map(|l| &l.vertices).filter(|v| far.contains(v)));
    }
    let mut points: Vec<[f64; 2]> = course.into_iter().map(degrees).collect();
    if points.is_empty() {
        points = drawn(row)?;
    }
    let middle = middle(&points)?;
    let mut record = contested_record(row, id, "line", middle);
    record.radius = reach(&points, middle);
    record.parents = parents.into_iter().collect();
    Some(record)
}

fn degrees(vertex: Vertex) -> [f64; 2] {
    [f64::from(vertex.0) / 1e5, f64::from(vertex.1) / 1e5]
}

/// The points of a line drawn by hand, or of a parallel.
fn drawn(row: &toml::Value) -> Option<Vec<[f64; 2]>> {
    let number = |v: &toml::Value| v.as_float().or_else(|| v.as_integer().map(|n| n as f64));
    if let Some(paths) = row.get("paths").and_then(toml::Value::as_array) {
        let points = paths.iter().filter_map(toml::Value::as_array).flatten();
        return Some(points.filter_map(|p| Some([number(p.get(0)?)?, number(p.get(1)?)?])).collect());
    }
    let parallel = row.get("parallel")?;
    let value = |key: &str| parallel.get(key).and_then(number);
    let latitude = value("latitude").or_else(|| value("lat"))?;
    Some(vec![[f64::midpoint(value("west")?, value("east")?), latitude]])
}

/// The point nearest to the mean.
fn middle(points: &[[f64; 2]]) -> Option<[f64; 2]> {
    let n = points.len() as f64;
    let mean = [points.iter().map(|p| p[0]).sum::<f64>() / n, points.iter().map(|p| p[1]).sum::<f64>() / n];
    points.iter().copied().min_by(|a, b| kilometers(*a, mean).total_cmp(&kilometers(*b, mean)))
}

fn reach(points: &[[f64; 2]], middle: [f64; 2]) -> u32 {
    whole(points.iter().map(|p| kilometers(*p, middle)).fold(0.0, f64::max))
}

fn contested_record(row: &toml::Value, id: &str, kind: &str, point: [f64; 2]) -> Record {
    let name = row.get("name").and_then(toml::Value::as_str).unwrap_or(id);
    let mut record = Record {
        id: format!("{kind}:{id}"),
        name: name.to_owned(),
        kind: kind.to_owned(),
        point,
        label: Some(point),
        rank: 4,
        geometry: format!("{kind}:{id}"),
        ..Record::default()
    };
    for name in row.get("aliases").and_then(toml::Value::as_array).into_iter().flatten() {
        record.add_name('n', "", name.as_str().unwrap_or(""));
    }
    record
}

/// The dispute as a whole, and each part under a name of its own.
fn dispute(row: &toml::Value, ground: &Ground<'_>, out: &mut Vec<Record>) {
    let Some(id) = row.get("id").and_then(toml::Value::as_str) else { return };
    let parts: Vec<&toml::Value> =
        row.get("part").and_then(toml::Value::as_array).into_iter().flatten().collect();
    let whole = area(row, &parts, id, ground);
    let name = whole.as_ref().map_or_else(String::new, |w| w.name.clone());
    if row.get("kind").and_then(toml::Value::as_str) != Some("note") {
        out.extend(whole);
    }
    for part in parts {
        if let Some(id) = part.get("id").and_then(toml::Value::as_str) {
            out.extend(area(part, &[part], id, ground).filter(|record| record.name != name));
        }
    }
}

/// The area of a dispute or a part of one; of its shapes where it has no divisions.
fn area(row: &toml::Value, parts: &[&toml::Value], id: &str, ground: &Ground<'_>) -> Option<Record> {
    let lands: Vec<&Land> = ground.lands.iter().filter(|l| on_side(l, id)).collect();
    let mut vertices: Vec<Vertex> = lands.iter().flat_map(|l| &l.vertices).copied().collect();
    if vertices.is_empty() {
        let shapes = parts.iter().filter_map(|part| part.get("shape")?.as_str());
        vertices = shapes.filter_map(|shape| ground.shapes.get(shape)).flatten().copied().collect();
    }
    let points: Vec<[f64; 2]> = vertices.into_iter().map(degrees).collect();
    let extent = Extent::of_points(points.iter().copied());
    if extent.is_empty() {
        return None;
    }
    let point = extent.center();
    let mut record = contested_record(row, id, "dispute", point);
    record.radius = reach(&points, point);
    let countries: BTreeSet<String> =
        lands.iter().filter_map(|l| ground.codes.get(&l.adm0).cloned()).collect();
    record.parents = countries.into_iter().collect();
    Some(record)
}
