//! Rivers and lakes as records, from the built layers.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::error::{Error, Result, read};
use crate::gazetteer::cities::read_elevations;
use crate::gazetteer::extent::{Extent, cell, whole};
use crate::gazetteer::nearby::kilometers;
use crate::gazetteer::record::Record;

/// Points with a height by cell.
type Cells = BTreeMap<(i32, i32), Vec<([f64; 2], f64)>>;

/// Heights of the land where people live, by whole degree.
struct Heights(Cells);

impl Heights {
    fn new(settlements: Vec<([f64; 2], f64)>) -> Self {
        let mut cells = Cells::new();
        for settlement in settlements {
            cells.entry(cell(settlement.0)).or_default().push(settlement);
        }
        Self(cells)
    }

    /// Meters above the sea at the nearest settlement within 60 km.
    fn at(&self, point: [f64; 2]) -> Option<f64> {
        let (x, y) = cell(point);
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        let near = around.filter_map(|cell| self.0.get(&cell)).flatten();
        near.map(|(p, height)| (kilometers(*p, point), *height))
            .filter(|(distance, _)| *distance < 60.0)
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, height)| height)
    }
}

/// Reads `rivers.geojson` and `lakes.geojson`, if they are there.
pub fn read_waters(cache: &Path, geodata: &Path) -> Result<Vec<Record>> {
    let heights = Heights::new(read_elevations(cache)?);
    let mut out: Vec<Record> =
        features(&geodata.join("rivers.geojson"))?.iter().filter_map(|f| river(f, &heights)).collect();
    out.extend(features(&geodata.join("lakes.geojson"))?.iter().filter_map(lake));
    Ok(out)
}

fn features(path: &Path) -> Result<Vec<Value>> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let mut json: Value = serde_json::from_slice(&read(path)?).map_err(|e| Error::at(path, e))?;
    Ok(json["features"].as_array_mut().map(std::mem::take).unwrap_or_default())
}

fn base(feature: &Value, kind: &str) -> Option<Record> {
    let properties = &feature["properties"];
    let (id, name) = (properties["id"].as_str()?, properties["name"].as_str()?);
    let rank = properties["rank"].as_f64().unwrap_or(9.0);
    let mut record = Record {
        id: format!("{kind}:{id}"),
        name: name.trim().to_owned(),
        kind: kind.to_owned(),
        rank: rank_of(rank),
        geometry: format!("{kind}:{id}"),
        ..Record::default()
    };
    for (lang, name) in properties["names"].as_object().into_iter().flatten() {
        record.add_name('n', if lang == "zht" { "" } else { lang }, name.as_str().unwrap_or(""));
    }
    for name in properties["aliases"].as_array().into_iter().flatten() {
        record.add_name('n', "", name.as_str().unwrap_or(""));
    }
    split_names(&mut record);
    Some(record).filter(|r| !r.name.is_empty())
}

/// "Tevere (Tiber)" is the Tiber, also called Tevere; stray double spaces go.
fn split_names(record: &mut Record) {
    let name = record.name.split_whitespace().collect::<Vec<_>>().join(" ");
    record.name.clone_from(&name);
    if let Some((local, english)) = name.strip_suffix(')').and_then(|n| n.split_once(" (")) {
        record.name = english.to_owned();
        record.add_name('n', "", local);
        record.add_name('n', "", &name);
    }
}

fn rank_of(natural_earth: f64) -> u8 {
    u8::try_from(whole(natural_earth.clamp(0.0, 9.0))).unwrap_or(9) + 1
}

/// All points of a feature, line after line.
fn lines(coordinates: &Value, out: &mut Vec<Vec<[f64; 2]>>) {
    let Some(array) = coordinates.as_array() else { return };
    let points: Vec<[f64; 2]> =
        array.iter().filter_map(|p| Some([p.get(0)?.as_f64()?, p.get(1)?.as_f64()?])).collect();
    if points.is_empty() {
        array.iter().for_each(|part| lines(part, out));
    } else {
        out.push(points);
    }
}

/// A river's reference point is its mouth, as GeoNames has it: the lowest of the free ends of its reaches.
fn river(feature: &Value, heights: &Heights) -> Option<Record> {
    let mut record = base(feature, "river")?;
    let mut reaches = Vec::new();
    lines(&feature["geometry"]["coordinates"], &mut reaches);
    let mouth = mouth(&reaches, heights);
    let longest = reaches.iter().max_by_key(|r| r.len())?;
    record.label = longest.get(longest.len() / 2).copied();
    record.point = mouth.or(record.label)?;
    record.radius = Extent::of_points(reaches.iter().flatten().copied()).radius();
    let name = record.name.clone();
    if !["River", "Río", "Rio", "Canal", "Creek", "Nile", "Wadi"].iter().any(|word| name.contains(word)) {
        record.add_name('n', "", &format!("{name} River"));
        record.add_name('n', "", &format!("River {name}"));
    }
    if let Some(bare) = name.strip_suffix(" River") {
        record.add_name('n', "", bare);
    }
    Some(record)
}

fn mouth(reaches: &[Vec<[f64; 2]>], heights: &Heights) -> Option<[f64; 2]> {
    let ends = || reaches.iter().filter_map(|r| Some([*r.first()?, *r.last()?])).flatten();
    let free = ends().filter(|end| ends().filter(|other| other == end).count() == 1);
    // An end far from any settlement is a source in the hills more often than a mouth.
    let height = |end: &[f64; 2]| heights.at(*end).unwrap_or(9999.0);
    free.min_by(|a, b| height(a).total_cmp(&height(b)))
}

fn lake(feature: &Value) -> Option<Record> {
    let mut record = base(feature, "lake")?;
    let mut rings = Vec::new();
    lines(&feature["geometry"]["coordinates"], &mut rings);
    let extent = Extent::of_points(rings.into_iter().flatten());
    record.point = extent.center();
    record.radius = extent.radius();
    let generic = [
        "Lake",
        "Lac",
        "Lago",
        "Laguna",
        "Reservoir",
        "Sea",
        "See",
        "Loch",
        "Lough",
        "Embalse",
        "Represa",
        "River",
        "Bay",
    ];
    let turned = match record.name.strip_prefix("Lake ") {
        Some(rest) => Some(format!("{rest} Lake")),
        None => record.name.strip_suffix(" Lake").map(|rest| format!("Lake {rest}")),
    };
    record.add_name('n', "", turned.as_deref().unwrap_or(""));
    if !generic.iter().any(|word| record.name.contains(word)) {
        let name = record.name.clone();
        record.name = format!("Lake {name}");
        record.names.retain(|n| n.lang.is_empty() || n.text != name);
        record.add_name('n', "", &format!("{name} Lake"));
    }
    Some(record)
}
