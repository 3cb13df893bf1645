//! Airports and air bases: those with scheduled traffic, or whose name says that they are more than an airstrip.

use std::path::Path;

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::fetch::unpacked;
use crate::gazetteer::record::Record;

#[derive(Deserialize)]
struct Airport {
    icao: String,
    iata: String,
    name: String,
    city: String,
    country: String,
    lat: f64,
    lon: f64,
}

/// Reads the airports that a story might name.
pub fn read_airports(cache: &Path) -> Result<Vec<Record>> {
    let path = unpacked(cache, "airportsdata").join("airportsdata/airports.csv");
    let mut reader = csv::Reader::from_path(&path).map_err(|e| Error::at(&path, e))?;
    let mut out = Vec::new();
    for row in reader.deserialize() {
        let airport: Airport = row.map_err(|e| Error::at(&path, e))?;
        if is_known(&airport) {
            out.push(airport_record(airport));
        }
    }
    Ok(out)
}

fn is_known(airport: &Airport) -> bool {
    let big = ["International", "Air Base", "Air Force Base", "Airbase", "Air Station", "Army Airfield"];
    let named = airport.name.split_whitespace().count() >= 2;
    let real_code = airport.icao.len() == 4 && airport.icao.chars().all(|c| c.is_ascii_uppercase());
    named && real_code && (!airport.iata.is_empty() || big.iter().any(|word| airport.name.contains(word)))
}

fn airport_record(airport: Airport) -> Record {
    let mut record = Record {
        id: format!("airport:{}", airport.icao),
        name: airport.name.clone(),
        kind: "airport".to_owned(),
        feature: "AIRP".to_owned(),
        point: [airport.lon, airport.lat],
        country: airport.country,
        rank: if airport.name.contains("International") { 7 } else { 9 },
        ..Record::default()
    };
    if let Some(short) = airport.name.strip_suffix(" International Airport") {
        record.add_name('n', "", &format!("{short} Airport"));
    }
    // "London Heathrow Airport" is also "Heathrow Airport" and "Heathrow".
    let own = airport.name.strip_prefix(airport.city.as_str()).map(str::trim).unwrap_or("");
    if let Some(bare) = own.strip_suffix(" Airport").map(|n| n.trim_end_matches(" International"))
        && !airport.city.is_empty()
        && !bare.is_empty()
        && bare != "International"
    {
        record.add_name('n', "", own);
        record.add_name('g', "", bare);
    }
    record
}
