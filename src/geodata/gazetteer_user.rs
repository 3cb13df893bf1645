//! A person's own gazetteer, from CSV or GeoJSON: checked row by row, then joined to the bundled one.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::geodata::fold::fold;
use crate::model::geo::LonLat;
use crate::model::place::PlaceKind;

/// Most places in one file.
pub const MAX_PLACES: usize = 100_000;
/// Longest name, characters.
const MAX_NAME: usize = 120;
/// Most other names of a place.
const MAX_NAMES: usize = 60;

/// A place that a person adds.
#[derive(Debug, Clone, PartialEq)]
pub struct UserPlace {
    /// Where it stands in the file: `line 3`, `feature 2`.
    pub row: String,
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

/// The cells of a row by column, however the file spells the column.
type Row = BTreeMap<&'static str, String>;

/// Columns, each with the names that it may bear.
const COLUMNS: [(&str, &[&str]); 9] = [
    ("name", &["name"]),
    ("lon", &["lon", "lng", "long", "longitude", "x"]),
    ("lat", &["lat", "latitude", "y"]),
    ("id", &["id"]),
    ("kind", &["kind"]),
    ("country", &["country"]),
    ("admin1", &["admin1"]),
    ("population", &["population"]),
    ("rank", &["rank"]),
];
/// Columns with further names, separated by semicolons.
const NAMES: [&str; 3] = ["names", "aliases", "alternate_names"];

fn column(head: &str) -> Option<&'static str> {
    let head = head.trim().to_lowercase();
    if NAMES.contains(&head.as_str()) {
        return Some("names");
    }
    COLUMNS.iter().find(|(_, spellings)| spellings.contains(&head.as_str())).map(|(column, _)| *column)
}

impl UserGazetteer {
    /// Reads a file: GeoJSON if it starts like JSON, else CSV.
    ///
    /// # Errors
    /// If it is no UTF-8, or a row is not what it should be; the message names the row and the value.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let text = std::str::from_utf8(bytes)
            .map_err(|e| bad(&format!("byte {}", e.valid_up_to() + 1), "the file is no UTF-8 text"))?;
        let text = text.trim_start_matches('\u{feff}');
        if text.trim_start().starts_with(['{', '[']) {
            Self::from_geojson(text)
        } else {
            Self::from_csv(text)
        }
    }

    /// Reads rows of CSV with a head line (`name`, `lon`, `lat`, and if known `id`, `kind`, `country`, `admin1`,
    /// `population`, `rank`, `names` separated by semicolons).
    ///
    /// # Errors
    /// If a column is missing or a row is not what it should be.
    pub fn from_csv(text: &str) -> Result<Self> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let head = reader.headers().map_err(|e| bad("line 1", &e.to_string()))?.clone();
        let columns: Vec<Option<&str>> = head.iter().map(column).collect();
        for needed in ["name", "lon", "lat"] {
            if !columns.contains(&Some(needed)) {
                let found: Vec<&str> = head.iter().collect();
                return Err(bad(
                    "line 1",
                    &format!("there is no column '{needed}' among {}", found.join(", ")),
                ));
            }
        }
        let mut places = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|e| {
                let line = e.position().map_or_else(|| "CSV".to_owned(), |p| format!("line {}", p.line()));
                bad(&line, "it has more or fewer cells than the head line, or an open quotation mark")
            })?;
            let line = format!("line {}", record.position().map_or(0, csv::Position::line));
            let cells =
                columns.iter().zip(&record).filter_map(|(column, cell)| Some(((*column)?, cell.to_owned())));
            add(&mut places, place(&cells.collect(), line)?)?;
        }
        Self::new(places)
    }

    /// Reads the features of a GeoJSON collection; properties as the columns of the CSV, position from the geometry.
    ///
    /// # Errors
    /// If it is no collection of features, or one of them is not what it should be.
    pub fn from_geojson(text: &str) -> Result<Self> {
        let json: Value = serde_json::from_str(text).map_err(|e| bad("GeoJSON", &e.to_string()))?;
        let features =
            json["features"].as_array().ok_or_else(|| bad("GeoJSON", "it is no FeatureCollection"))?;
        let mut places = Vec::new();
        for (i, feature) in features.iter().enumerate() {
            let mut row = cells(feature["properties"].as_object());
            if !(row.contains_key("lon") && row.contains_key("lat"))
                && let Some([lon, lat]) = middle(&feature["geometry"]["coordinates"])
            {
                row.insert("lon", lon.to_string());
                row.insert("lat", lat.to_string());
            }
            add(&mut places, place(&row, format!("feature {}", i + 1))?)?;
        }
        Self::new(places)
    }

    fn new(places: Vec<UserPlace>) -> Result<Self> {
        let mut ids: BTreeMap<&str, &str> = BTreeMap::new();
        let mut names: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (number, place) in (0u32..).zip(&places) {
            if let Some(first) = ids.insert(&place.id, &place.row) {
                let cause = format!("the id '{}' stands in {first} already", place.id);
                return Err(bad(&place.row, &cause).with_hint("give one of them another id"));
            }
            for name in std::iter::once(&place.name).chain(&place.names) {
                let numbers = names.entry(fold(name)).or_default();
                if !numbers.contains(&number) {
                    numbers.push(number);
                }
            }
        }
        names.remove("");
        Ok(Self { places, names })
    }

    /// Checks that countries and divisions are places that `known` knows.
    ///
    /// # Errors
    /// If one is not; the message names the row and the value.
    pub fn check_parents(&self, known: impl Fn(&str) -> bool) -> Result<()> {
        for place in &self.places {
            if !place.country.is_empty() && !known(&place.country) {
                let cause = format!("{}: there is no country '{}'", place.name, place.country);
                return Err(
                    bad(&place.row, &cause).with_hint("use the two letters of ISO 3166-1, such as AF")
                );
            }
            if !place.admin1.is_empty() && !known(&place.admin1) {
                let cause = format!("{}: there is no division '{}'", place.name, place.admin1);
                return Err(
                    bad(&place.row, &cause).with_hint("'dateline places NAME' lists ids, such as US.TX")
                );
            }
        }
        Ok(())
    }
}

fn add(places: &mut Vec<UserPlace>, place: UserPlace) -> Result<()> {
    if places.len() == MAX_PLACES {
        let cause = format!("a gazetteer may have {MAX_PLACES} places, here is one more");
        return Err(bad(&place.row, &cause).with_hint("keep the places that your articles name"));
    }
    places.push(place);
    Ok(())
}

/// The properties of a feature as cells.
fn cells(properties: Option<&Map<String, Value>>) -> Row {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(";"),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let columns = properties.into_iter().flatten();
    columns.filter_map(|(head, value)| Some((column(head)?, text(value)))).collect()
}

fn bad(what: &str, cause: &str) -> Error {
    Error::new(ErrorKind::Input, format!("gazetteer, {what}: {cause}"))
        .with_hint("each place needs a name, a longitude (lon) and a latitude (lat) in degrees")
}

/// A number of a row; none if the cell is empty.
fn number<T: std::str::FromStr>(row: &Row, column: &str, what: &str) -> Result<Option<T>> {
    let Some(cell) = row.get(column).map(|c| c.trim()).filter(|c| !c.is_empty()) else { return Ok(None) };
    cell.parse().map(Some).map_err(|_| bad(what, &format!("{column} '{cell}' is no number that fits")))
}

fn place(row: &Row, what: String) -> Result<UserPlace> {
    let cell = |column: &str| row.get(column).map_or("", |c| c.trim());
    let name = name(cell("name"), &what)?;
    let (Some(lon), Some(lat)) = (number::<f64>(row, "lon", &what)?, number::<f64>(row, "lat", &what)?)
    else {
        return Err(bad(&what, &format!("{name} has no position")));
    };
    if !(-180.0..=180.0).contains(&lon) || !(-90.0..=90.0).contains(&lat) {
        return Err(bad(
            &what,
            &format!("{name} lies at {lon}, {lat}; longitudes go from -180 to 180, latitudes from -90 to 90"),
        ));
    }
    let others: Vec<&str> = cell("names").split(';').map(str::trim).filter(|n| !n.is_empty()).collect();
    if others.len() > MAX_NAMES {
        return Err(bad(
            &what,
            &format!("{name} has {} other names, at most {MAX_NAMES} are read", others.len()),
        ));
    }
    let id = cell("id");
    let rank = number::<u8>(row, "rank", &what)?.unwrap_or(5);
    if rank > 10 {
        return Err(bad(&what, &format!("rank {rank} of {name} is not between 0 (most important) and 10")));
    }
    Ok(UserPlace {
        id: if id.is_empty() { format!("user:{}", fold(&name).replace(' ', "-")) } else { id.to_owned() },
        names: others.into_iter().map(|other| self::name(other, &what)).collect::<Result<_>>()?,
        kind: kind(cell("kind"), &name, &what)?,
        point: LonLat::new(lon, lat),
        country: cell("country").to_uppercase(),
        admin1: cell("admin1").to_owned(),
        population: number(row, "population", &what)?.unwrap_or(0),
        rank,
        name,
        row: what,
    })
}

/// A name that a text can hold: not empty, of one line, not endless.
fn name(text: &str, what: &str) -> Result<String> {
    if fold(text).is_empty() {
        return Err(bad(what, "the name is empty"));
    }
    let length = text.chars().count();
    if length > MAX_NAME || text.chars().any(char::is_control) {
        let start: String = text.chars().filter(|c| !c.is_control()).take(24).collect();
        return Err(bad(
            what,
            &format!("the name '{start}…' is longer than {MAX_NAME} characters or no single line"),
        ));
    }
    Ok(text.to_owned())
}

fn kind(text: &str, name: &str, what: &str) -> Result<PlaceKind> {
    let text = if text.is_empty() { "settlement" } else { text };
    serde_json::from_value(Value::String(text.to_lowercase())).map_err(|_| {
        bad(what, &format!("{name} is of an unknown kind '{text}'"))
            .with_hint(format!("kinds are {}", crate::geodata::gazetteer_format::KINDS.join(", ")))
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

    /// A file, and what its fault is called.
    const FAULTS: &[(&str, &[&str])] = &[
        ("name,lon,lat\nA,1,2\nB,500,2\n", &["line 3", "500"]),
        ("name,lon,lat\nA,east,2\n", &["line 2", "lon 'east'"]),
        ("name,lon,lat\nA,,2\n", &["line 2", "no position"]),
        ("name,lon,lat\nA,NaN,2\n", &["line 2", "NaN"]),
        ("name,lon,lat\n ,1,2\n", &["line 2", "empty"]),
        ("name,lon,lat,kind\nA,1,2,castle\n", &["line 2", "castle"]),
        ("name,lon,lat,rank\nA,1,2,11\n", &["line 2", "11"]),
        ("name,lon,lat,population\nA,1,2,-5\n", &["line 2", "-5"]),
        ("name,east,lat\nA,1,2\n", &["line 1", "'lon'"]),
        ("name,lon,lat\nA,1\n", &["line 2", "fewer"]),
        ("name,lon,lat\nA,1,2\nA,3,4\n", &["line 3", "line 2", "user:a"]),
        ("{}", &["FeatureCollection"]),
        ("{\"features\":[{\"properties\":{\"name\":\"A\"}}]}", &["feature 1", "no position"]),
    ];

    #[test]
    fn a_bad_row_is_named_with_its_line_and_value() {
        for (text, words) in FAULTS {
            let error = UserGazetteer::read(text.as_bytes()).expect_err(text).to_string();
            assert!(words.iter().all(|word| error.contains(word)), "{text}: {error}");
        }
        assert!(UserGazetteer::read(b"name,lon,lat\n\xff,1,2\n").is_err());
        let long = format!("name,lon,lat\n{},1,2\n", "x".repeat(500));
        assert!(UserGazetteer::read(long.as_bytes()).is_err());
    }

    #[test]
    fn unknown_parents_are_faults() {
        let own = |country: &str, admin1: &str| {
            UserGazetteer::from_csv(&format!("name,lon,lat,country,admin1\nA,1,2,{country},{admin1}\n"))
                .and_then(Gazetteer::with_user)
                .err()
                .map(|e| e.to_string())
        };
        assert!(own("QQ", "").is_some_and(|e| e.contains("line 2") && e.contains("QQ")));
        assert!(own("US", "US.QQ").is_some_and(|e| e.contains("US.QQ")));
        assert_eq!(own("US", "US.TX"), None);
    }

    #[test]
    fn features_lie_in_the_middle_of_their_geometry() {
        let text = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Old Wood","kind":"park"},
            "geometry":{"type":"Polygon","coordinates":[[[0,0],[2,0],[2,4],[0,0]]]}}]}"#;
        let read = UserGazetteer::read(text.as_bytes()).expect("the collection is sound");
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
