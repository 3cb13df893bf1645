//! Airports and air bases: those with scheduled traffic, or whose name says that they are more than an airstrip.

use std::path::Path;

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::fetch::unpacked;
use crate::gazetteer::record::Record;

/// A row of the source.
#[derive(Deserialize)]
pub struct Airport {
    icao: String,
    /// Code for passengers, or empty.
    pub iata: String,
    name: String,
    /// The town that it serves, or empty.
    pub city: String,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// Reads the airports that a story might name.
pub fn read_airports(cache: &Path) -> Result<Vec<Record>> {
    Ok(read_all(cache)?.into_iter().filter(is_known).map(airport_record).collect())
}

/// Reads every row, airstrips too.
pub fn read_all(cache: &Path) -> Result<Vec<Airport>> {
    let path = unpacked(cache, "airportsdata").join("airportsdata/airports.csv");
    let mut reader = csv::Reader::from_path(&path).map_err(|e| Error::at(&path, e))?;
    reader.deserialize().map(|row| row.map_err(|e| Error::at(&path, e))).collect()
}

fn is_known(airport: &Airport) -> bool {
    let big = ["International", "Air Base", "Air Force Base", "Airbase", "Air Station", "Army Airfield"];
    let named = airport.name.split_whitespace().count() >= 2;
    let real_code = airport.icao.len() == 4 && airport.icao.chars().all(|c| c.is_ascii_uppercase());
    named && real_code && (!airport.iata.is_empty() || big.iter().any(|word| airport.name.contains(word)))
}

/// The airports that texts name without saying where they are: the busiest of each part of the world.
const HUBS: &[&str] = &[
    "EGLL", "EGKK", "LFPG", "EHAM", "EDDF", "EDDM", "LEMD", "LEBL", "LIRF", "LTFM", "UUEE", "OMDB", "OTHH",
    "VIDP", "VABB", "ZBAA", "ZSPD", "VHHH", "RJTT", "RJAA", "RKSI", "WSSS", "WMKK", "VTBS", "WIII", "RPLL",
    "YSSY", "YMML", "KJFK", "KEWR", "KLGA", "KLAX", "KSFO", "KORD", "KATL", "KDFW", "KDEN", "KIAD", "KDCA",
    "KBOS", "KMIA", "KSEA", "KPHX", "KLAS", "KIAH", "KMSP", "KDTW", "KPHL", "CYYZ", "CYVR", "CYUL", "MMMX",
    "SBGR", "SAEZ", "SKBO", "SCEL", "SPJC", "FAOR", "HECA", "HKJK", "DNMM", "HAAB", "GMMN", "LLBG", "OLBA",
    "OIIE", "OPKC", "VGHS", "OJAI", "OEJN", "OERK",
];

fn airport_record(airport: Airport) -> Record {
    let mut record = Record {
        id: format!("airport:{}", airport.icao),
        name: airport.name.clone(),
        kind: "airport".to_owned(),
        feature: "AIRP".to_owned(),
        point: [airport.lon, airport.lat],
        country: airport.country,
        rank: match airport.icao.as_str() {
            hub if HUBS.contains(&hub) => 5,
            _ if airport.name.contains("International") => 7,
            _ => 9,
        },
        ..Record::default()
    };
    if let Some(short) = airport.name.strip_suffix(" International Airport") {
        record.add_name('n', "", &format!("{short} Airport"));
    }
    // "London Heathrow Airport" is also "Heathrow Airport" and "Heathrow".
    let own = airport
        .name
        .strip_prefix(airport.city.as_str())
        .filter(|rest| rest.starts_with(' '))
        .map_or("", str::trim);
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
