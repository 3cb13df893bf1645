//! Towns that have an airport with scheduled traffic and that no other source lists: they lie at the airport.

use std::path::Path;

use crate::error::Result;
use crate::gazetteer::airports::{Airport, read_all};
use crate::gazetteer::record::Record;
use crate::slug::slug;

/// Reads the towns that airports name; the join keeps those that are not there.
pub fn read_airport_towns(cache: &Path) -> Result<Vec<Record>> {
    Ok(read_all(cache)?.iter().filter(|airport| names_a_town(airport)).map(town).collect())
}

/// Words that make of a town's name that of something else.
const OTHER: &[&str] = &[
    "Airport",
    "Atoll",
    "Base",
    "Camp",
    "City",
    "Creek",
    "Field",
    "Highlands",
    "Island",
    "Islands",
    "Islet",
    "Lake",
    "Lodge",
    "Mine",
    "Mission",
    "Park",
    "Reserve",
    "Resort",
    "River",
    "Safari",
    "Site",
    "Station",
    "Valley",
    "mine",
    "Village",
    "Wells",
];

/// American towns are known from their post offices.
fn names_a_town(airport: &Airport) -> bool {
    let city = &airport.city;
    let plain = city.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’'));
    let town = city.chars().count() > 3 && city.chars().next().is_some_and(char::is_uppercase);
    let listed = !airport.iata.is_empty() && airport.country != "US" && airport.country.len() == 2;
    listed && plain && town && !city.split([' ', '-']).any(|word| OTHER.contains(&word))
}

fn town(airport: &Airport) -> Record {
    Record {
        id: format!("settlement:{}-{}", airport.country, slug(&airport.city)),
        name: airport.city.clone(),
        kind: "settlement".to_owned(),
        feature: "PPL".to_owned(),
        point: [airport.lon, airport.lat],
        country: airport.country.clone(),
        rank: 10,
        radius: 10,
        ..Record::default()
    }
}
