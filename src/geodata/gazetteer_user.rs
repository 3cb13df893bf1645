//! A person's own gazetteer, from CSV or GeoJSON: checked row by row, then joined to the bundled one.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::geodata::fold::fold;
use crate::model::geo::LonLat;
use crate::model::place::PlaceKind;

/// A place that a person adds.
#[derive(Debug, Clone, PartialEq)]
pub struct UserPlace {
    /// Stable id; `user:` and the folded name if none was given.
    pub id: String,
    /// Name to show.
    pub name: String,
    /// Other names.
    pub names: Vec<String>,
    /// What it is.
    pub kind: PlaceKind,
    /// Reference point.
    pub point: LonLat,
    /// Country code, or empty.
    pub country: String,
    /// Id of its first-order division (`US.TX`), or empty.
    pub admin1: String,
    /// Inhabitants, 0 if unknown.
    pub population: u32,
    /// Cartographic rank, 0 to 10.
    pub rank: u8,
}

/// Places that a person adds, by name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UserGazetteer {
    /// The places, in order of the file.
    pub places: Vec<UserPlace>,
    /// Numbers of places, by folded name.
    pub names: BTreeMap<String, Vec<u32>>,
}

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    id: String,
    name: String,
    #[serde(default)]
    kind: String,
    lon: Option<f64>,
    lat: Option<f64>,
    #[serde(default)]
    country: String,
    #[serde(default)]
    admin1: String,
    #[serde(default)]
    population: Option<u32>,
    #[serde(default)]
    rank: Option<u8>,
    /// Other names, separated by semicolons.
    #[serde(default)]
    names: String,
}

impl UserGazetteer {
    /// Reads rows of CSV with a head line (`name`, `lon`, `lat`, and if known `id`, `kind`, `country`, `admin1`,
    /// `population`, `rank`, `names` separated by semicolons).
    pub fn from_csv(text: &str) -> Result<Self> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let mut places = Vec::new();
        for (i, row) in reader.deserialize::<Row>().enumerate() {
            let line = format!("line {}", i + 2);
            let row = row.map_err(|e| bad(&line, &e.to_string()))?;
            places.push(place(row, &line)?);
        }
        Ok(Self::new(places))
    }

    /// Reads the features of a GeoJSON collection; properties as the columns of the CSV, position from the geometry.
    pub fn from_geojson(text: &str) -> Result<Self> {
        let json: Value = serde_json::from_str(text).map_err(|e| bad("GeoJSON", &e.to_string()))?;
        let features =
            json["features"].as_array().ok_or_else(|| bad("GeoJSON", "it is no FeatureCollection"))?;
        let mut places = Vec::new();
        for (i, feature) in features.iter().enumerate() {
            let what = format!("feature {}", i + 1);
            let mut row: Row = serde_json::from_value(feature["properties"].clone())
                .map_err(|e| bad(&what, &e.to_string()))?;
            if row.lon.is_none() || row.lat.is_none() {
                let middle = middle(&feature["geometry"]["coordinates"]);
                row.lon = middle.map(|p| p[0]);
                row.lat = middle.map(|p| p[1]);
            }
            places.push(place(row, &what)?);
        }
        Ok(Self::new(places))
    }

    fn new(places: Vec<UserPlace>) -> Self {
        let mut names: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (number, place) in (0u32..).zip(&places) {
            for name in std::iter::once(&place.name).chain(&place.names) {
                let numbers = names.entry(fold(name)).or_default();
                if !numbers.contains(&number) {
                    numbers.push(number);
                }
            }
        }
        Self { places, names }
    }
}

fn bad(what: &str, cause: &str) -> Error {
    Error::new(ErrorKind::Input, format!("gazetteer, {what}: {cause}"))
        .with_hint("each place needs a name, a longitude (lon) and a latitude (lat) in degrees")
}

fn place(row: Row, what: &str) -> Result<UserPlace> {
    let name = row.name.trim().to_owned();
    if fold(&name).is_empty() {
        return Err(bad(what, "the name is empty"));
    }
    let (Some(lon), Some(lat)) = (row.lon, row.lat) else {
        return Err(bad(what, &format!("{name} has no position")));
    };
    if !(-180.0..=180.0).contains(&lon) || !(-90.0..=90.0).contains(&lat) {
        return Err(bad(
            what,
            &format!("{name} lies at {lon}, {lat}; longitudes go from -180 to 180, latitudes from -90 to 90"),
        ));
    }
    let kind = if row.kind.is_empty() { "settlement" } else { row.kind.as_str() };
    let kind: PlaceKind = serde_json::from_value(Value::String(kind.to_owned()))
        .map_err(|_| bad(what, &format!("{name} is of an unknown kind {kind:?}")))?;
    Ok(UserPlace {
        id: if row.id.is_empty() { format!("user:{}", fold(&name).replace(' ', "-")) } else { row.id },
        names: row.names.split(';').map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).collect(),
        name,
        kind,
        point: LonLat::new(lon, lat),
        country: row.country.to_uppercase(),
        admin1: row.admin1,
        population: row.population.unwrap_or(0),
        rank: row.rank.unwrap_or(5).min(10),
    })
}

/// The middle of the box around all coordinates.
fn middle(coordinates: &Value) -> Option<[f64; 2]> {
    let mut bounds = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    widen(coordinates, &mut bounds);
    let [west, south, east, north] = bounds;
    (west <= east).then(|| [f64::midpoint(west, east), f64::midpoint(south, north)])
}

fn widen(coordinates: &Value, bounds: &mut [f64; 4]) {
    let Some(array) = coordinates.as_array() else { return };
    if let (Some(x), Some(y)) = (array.first().and_then(Value::as_f64), array.get(1).and_then(Value::as_f64))
    {
        *bounds = [bounds[0].min(x), bounds[1].min(y), bounds[2].max(x), bounds[3].max(y)];
    } else {
        array.iter().for_each(|part| widen(part, bounds));
    }
}

#[cfg(test)]
mod tests {
    use super::UserGazetteer;
    use crate::geodata::gazetteer::{Gazetteer, PlaceRef};

    const CSV: &str =
        "name,lon,lat,kind,country,admin1,names\nCamp Quokka,115.5,-32,site,AU,AU.08,Quokka Base;Paris\n";

    #[test]
    fn a_bad_row_is_named_with_its_line_and_value() {
        let error =
            UserGazetteer::from_csv("name,lon,lat\nA,1,2\nB,500,2\n").expect_err("500 is no longitude");
        assert!(error.to_string().contains("line 3") && error.to_string().contains("500"), "{error}");
        assert!(UserGazetteer::from_csv("name,lon,lat,kind\nA,1,2,castle\n").is_err());
        assert!(UserGazetteer::from_geojson("{}").is_err());
    }

    #[test]
    fn features_lie_in_the_middle_of_their_geometry() {
        let text = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Old Wood","kind":"park"},
            "geometry":{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,4],[0,0]]]}}]}"#;
        let read = UserGazetteer::from_geojson(text).expect("the collection is sound");
        assert_eq!((read.places[0].point.lon, read.places[0].point.lat), (1.0, 2.0));
    }

    #[test]
    fn own_places_come_first_and_know_their_parents() {
        let own = UserGazetteer::from_csv(CSV).expect("the rows are sound");
        let g = Gazetteer::with_user(own).expect("the bundled gazetteer opens");
        let of = |name: &str| -> Vec<PlaceRef> {
            g.lookup(name).map_or_else(Vec::new, |p| p.iter().map(|p| p.place).collect())
        };
        let camp = of("camp quokka")[0];
        assert_eq!(g.label(camp), "Camp Quokka, Western Australia, Australia");
        assert_eq!(g.by_id("user:camp-quokka"), Some(camp));
        let paris = of("Paris");
        assert!(paris[0] == camp && paris.len() > 5, "the bundled ones stay");
        let mut ends = Vec::new();
        let text = "at Quokka Base today";
        g.walk(text, 3, |hit| ends.push(&text[3..hit.end]));
        assert_eq!(ends.last(), Some(&"Quokka Base"));
    }
}
