//! The hand-written layers as records: regions, seas and sites.

use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::error::{Error, Result, read};
use crate::gazetteer::extent::Extent;
use crate::gazetteer::record::Record;
use crate::gazetteer::tables::rows;

/// Reads every layer that is there.
pub fn read_layers(geodata: &Path) -> Result<Vec<Record>> {
    let mut out = Vec::new();
    for (file, prefix) in
        [("regions.geojson", "region"), ("islands.geojson", "region"), ("seas.geojson", "sea")]
    {
        let path = geodata.join(file);
        if path.exists() {
            read_features(&path, prefix, &mut out)?;
        }
    }
    let sites = geodata.join("sites.csv");
    if sites.exists() {
        out.extend(rows::<SiteRow>(&sites)?.into_iter().map(site));
    }
    Ok(out)
}

fn read_features(path: &Path, prefix: &str, out: &mut Vec<Record>) -> Result<()> {
    let json: Value = serde_json::from_slice(&read(path)?).map_err(|e| Error::at(path, e))?;
    for feature in json["features"].as_array().unwrap_or(&Vec::new()) {
        let record = feature_record(feature, prefix).ok_or_else(|| {
            Error::at(path, format!("feature {} lacks id, name, kind or label", feature["id"]))
        })?;
        out.push(record);
    }
    Ok(())
}

fn feature_record(feature: &Value, prefix: &str) -> Option<Record> {
    let properties = &feature["properties"];
    let id = feature["id"].as_str()?;
    let label = pair(&properties["label"])?;
    let countries = strings(&properties["countries"]);
    let mut record = Record {
        id: format!("{prefix}:{id}"),
        name: properties["name"].as_str()?.to_owned(),
        kind: kind(properties["kind"].as_str()?, prefix).to_owned(),
        point: pair(&properties["point"]).unwrap_or(label),
        label: Some(label),
        country: if countries.len() == 1 { countries[0].clone() } else { String::new() },
        parents: if countries.len() > 1 { countries } else { Vec::new() },
        rank: properties["rank"].as_u64().and_then(|r| u8::try_from(r).ok()).unwrap_or(5) + 1,
        radius: feature["bbox"]
            .as_array()
            .and_then(|b| Some(json!([[b.first()?, b.get(1)?], [b.get(2)?, b.get(3)?]])))
            .map_or_else(
                || Extent::of_coordinates(&feature["geometry"]["coordinates"]),
                |corners| Extent::of_coordinates(&corners),
            )
            .radius(),
        geometry: format!("{prefix}:{id}"),
        ..Record::default()
    };
    for (key, letter) in [("aliases", 'n'), ("former", 'f'), ("demonyms", 'd')] {
        strings(&properties[key]).iter().for_each(|name| record.add_name(letter, "", name));
    }
    Some(record)
}

fn pair(value: &Value) -> Option<[f64; 2]> {
    Some([value.get(0)?.as_f64()?, value.get(1)?.as_f64()?])
}

fn strings(value: &Value) -> Vec<String> {
    value
        .as_array()
        .map(|a| a.iter().filter_map(|s| s.as_str().map(str::to_owned)).collect())
        .unwrap_or_default()
}

/// The gazetteer's kind for a layer's finer one.
fn kind(layer_kind: &str, prefix: &str) -> &'static str {
    match layer_kind {
        "range" | "mountains" => "range",
        "island" | "archipelago" => "island",
        "peak" | "volcano" | "mountain" => "peak",
        "desert" | "plateau" | "peninsula" | "cape" | "valley" | "basin" | "plain" | "delta" | "reef"
        | "isthmus" | "glacier" | "steppe" | "pass" | "forest" => "landform",
        "park" | "reserve" => "park",
        "canal" | "river" => "river",
        "lake" => "lake",
        _ if prefix == "sea" => "sea",
        _ => "region",
    }
}

#[derive(Deserialize)]
struct SiteRow {
    id: String,
    kind: String,
    name: String,
    aliases: String,
    lon: f64,
    lat: f64,
    countries: String,
    rank: u8,
}

fn site(row: SiteRow) -> Record {
    let countries: Vec<&str> = row.countries.split_whitespace().collect();
    let mut record = Record {
        id: format!("site:{}", row.id),
        name: row.name,
        kind: match row.kind.as_str() {
            "pass" => "landform",
            "peak" | "volcano" | "mountain" => "peak",
            "park" => "park",
            _ => "site",
        }
        .to_owned(),
        point: [row.lon, row.lat],
        country: countries.first().map_or_else(String::new, |c| (*c).to_owned()),
        rank: row.rank + 4,
        ..Record::default()
    };
    for name in row.aliases.split(';') {
        record.add_name('n', "", name);
    }
    record
}
