//! Post offices of the United States: villages and hamlets too small for the other sources.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::error::{Error, Result, read_text};
use crate::fetch::unpacked;
use crate::gazetteer::fold::fold;
use crate::gazetteer::record::Record;
use crate::slug::slug;

#[derive(Deserialize)]
struct Office {
    latitude: f64,
    longitude: f64,
    city: String,
    state: String,
    country: String,
}

/// Reads one record for each town and state with a post office; position: the mean of its codes.
pub fn read_post_offices(cache: &Path) -> Result<Vec<Record>> {
    let path = unpacked(cache, "zipcodes").join("package/lib/codes.js");
    let text = read_text(&path)?;
    let objects = text.lines().find_map(|line| line.strip_prefix("exports.codes = "));
    let json = objects.ok_or_else(|| Error::at(&path, "no codes"))?.trim_end_matches(';');
    let offices: BTreeMap<String, Office> = serde_json::from_str(json).map_err(|e| Error::at(&path, e))?;
    let mut towns: BTreeMap<(String, String), (String, f64, f64, f64)> = BTreeMap::new();
    for office in
        offices.into_values().filter(|o| o.country == "US" && o.latitude != 0.0 && !is_military(&o.state))
    {
        let town = towns.entry((office.state, fold(&office.city))).or_insert((office.city, 0.0, 0.0, 0.0));
        *town = (town.0.clone(), town.1 + office.longitude, town.2 + office.latitude, town.3 + 1.0);
    }
    Ok(towns
        .into_iter()
        .map(|((state, _), (name, lon, lat, n))| office(&state, name, [lon / n, lat / n]))
        .collect())
}

/// Military post goes by codes of its own, which are no states.
fn is_military(state: &str) -> bool {
    matches!(state, "AA" | "AE" | "AP") || state.len() != 2
}

/// Islands that the American post serves and that have country codes of their own.
const ISLANDS: [&str; 8] = ["AS", "FM", "GU", "MH", "MP", "PR", "PW", "VI"];

fn office(state: &str, name: String, point: [f64; 2]) -> Record {
    let island = ISLANDS.contains(&state);
    Record {
        id: format!("post:US-{state}-{}", slug(&name)),
        name,
        kind: "settlement".to_owned(),
        feature: "PPL".to_owned(),
        point,
        country: if island { state } else { "US" }.to_owned(),
        admin1: if island { String::new() } else { format!("US.{state}") },
        rank: 10,
        ..Record::default()
    }
}
