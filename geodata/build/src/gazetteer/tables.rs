//! Our own readable tables: reference points, names, groups and further places.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};
use crate::gazetteer::fold::fold;
use crate::gazetteer::record::Record;
use crate::slug::slug;

/// Reference points by id (`US`, `US.TX`), from `points.csv`.
pub struct Points(BTreeMap<String, [f64; 2]>);

#[derive(Deserialize)]
struct PointRow {
    id: String,
    lon: f64,
    lat: f64,
}

impl Points {
    /// Reads `points.csv`.
    pub fn read(geodata: &Path) -> Result<Self> {
        let rows: Vec<PointRow> = rows(&geodata.join("points.csv"))?;
        Ok(Self(rows.into_iter().map(|r| (r.id, [r.lon, r.lat])).collect()))
    }

    /// The point of that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<[f64; 2]> {
        self.0.get(id).copied()
    }
}

/// Reads all rows of a CSV file with a head line.
pub fn rows<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .from_path(path)
        .map_err(|e| Error::at(path, e))?;
    reader.deserialize().map(|row| row.map_err(|e| Error::at(path, e))).collect()
}

#[derive(Deserialize)]
struct PlaceRow {
    id: String,
    name: String,
    kind: String,
    lon: f64,
    lat: f64,
    country: String,
    rank: u8,
    radius: u32,
    names: String,
}

/// Reads `places.csv`: places that no source has, each with a kind and a point of its own.
pub fn read_places(geodata: &Path) -> Result<Vec<Record>> {
    let rows: Vec<PlaceRow> = rows(&geodata.join("places.csv"))?;
    Ok(rows.into_iter().map(place).collect())
}

fn place(row: PlaceRow) -> Record {
    let mut record = Record {
        id: row.id,
        name: row.name,
        kind: row.kind,
        point: [row.lon, row.lat],
        country: row.country,
        rank: row.rank,
        radius: row.radius,
        ..Record::default()
    };
    for name in row.names.split(';') {
        record.add_name('n', "", name);
    }
    record
}

#[derive(Deserialize)]
struct TownRow {
    name: String,
    country: String,
    lon: f64,
    lat: f64,
    rank: u8,
    names: String,
}

/// Reads `towns.csv`: settlements in the news that GeoNames' list leaves out or spells otherwise. Its names are English
/// ones and go before those of the sources.
pub fn read_towns(geodata: &Path) -> Result<Vec<Record>> {
    let rows: Vec<TownRow> = rows(&geodata.join("towns.csv"))?;
    Ok(rows.into_iter().map(town).collect())
}

fn town(row: TownRow) -> Record {
    let mut record = Record {
        id: format!("settlement:{}-{}", row.country, slug(&row.name)),
        name: row.name.clone(),
        kind: "settlement".to_owned(),
        feature: "PPL".to_owned(),
        point: [row.lon, row.lat],
        country: row.country,
        rank: row.rank,
        ..Record::default()
    };
    record.add_name('n', "en", &row.name);
    for name in row.names.split(';') {
        record.add_name('n', "", name);
    }
    record
}

#[derive(Deserialize)]
struct GroupRow {
    id: String,
    name: String,
    kind: String,
    lon: f64,
    lat: f64,
    members: String,
    names: String,
}

/// A group and the ids of its members.
pub struct Group {
    /// The group itself.
    pub record: Record,
    /// Ids of countries or divisions.
    pub members: Vec<String>,
}

/// Reads `groups.csv`: continents, unions and parts of the world that are sums of countries or divisions.
pub fn read_groups(geodata: &Path) -> Result<Vec<Group>> {
    let rows: Vec<GroupRow> = rows(&geodata.join("groups.csv"))?;
    Ok(rows.into_iter().map(group).collect())
}

fn group(row: GroupRow) -> Group {
    let continent = row.kind == "continent";
    let mut record = Record {
        id: row.id,
        name: row.name,
        feature: if continent { "CONT" } else { "RGN" }.to_owned(),
        kind: row.kind,
        point: [row.lon, row.lat],
        rank: u8::from(!continent),
        radius: 1500,
        ..Record::default()
    };
    for name in row.names.split(';') {
        record.add_name('n', "", name);
    }
    Group { record, members: row.members.split_whitespace().map(str::to_owned).collect() }
}

#[derive(Deserialize)]
struct NameRow {
    place: String,
    kind: String,
    names: String,
}

/// Names that no place took, for the report.
pub fn give_names(geodata: &Path, records: &mut BTreeMap<String, Record>) -> Result<Vec<String>> {
    let finder = Finder::new(records);
    let mut lost = Vec::new();
    for path in name_tables(geodata)? {
        for row in rows::<NameRow>(&path)? {
            let Some(letter) = letter(&row.kind) else {
                return Err(Error::at(&path, format!("{}: no such kind of name {:?}", row.place, row.kind)));
            };
            match finder.find(&row.place).and_then(|id| records.get_mut(&id)) {
                Some(record) if letter == NOT => {
                    let lost: Vec<String> = row.names.split(';').map(fold).collect();
                    record.names.retain(|n| !lost.contains(&fold(&n.text)));
                }
                Some(record) => {
                    if row.kind == "english" {
                        record.rename(row.names.split(';').next().unwrap_or(""));
                    }
                    let lang = if matches!(row.kind.as_str(), "usual" | "english") { "en" } else { "" };
                    row.names.split(';').for_each(|name| replace_name(record, letter, lang, name));
                }
                None => lost.push(row.place),
            }
        }
    }
    Ok(lost)
}

/// A name of ours replaces the untyped one of a source.
fn replace_name(record: &mut Record, letter: char, lang: &str, name: &str) {
    let folded = fold(name);
    if letter != 'n' {
        record.names.retain(|n| !(n.kind == 'n' && n.lang.is_empty() && fold(&n.text) == folded));
    }
    record.add_name(letter, lang, name);
}

fn name_tables(geodata: &Path) -> Result<Vec<PathBuf>> {
    let folder = geodata.join("names");
    let entries = std::fs::read_dir(&folder).map_err(|e| Error::at(&folder, e))?;
    let mut out: Vec<PathBuf> = entries
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|x| x == "csv"))
        .collect();
    out.sort();
    Ok(out)
}

/// A name that the place does not bear in English, although a source has it.
const NOT: char = '-';

fn letter(kind: &str) -> Option<char> {
    match kind {
        "usual" | "english" | "alternate" => Some('n'),
        "abbreviation" => Some('s'),
        "former" => Some('f'),
        "demonym" => Some('d'),
        "adjective" => Some('j'),
        "generic" => Some('g'),
        "not" => Some(NOT),
        _ => None,
    }
}

/// Finds a place by id, or by `Name@CC` as the most populous settlement of that name in that country.
struct Finder {
    settlements: BTreeMap<(String, String), (u64, String)>,
}

impl Finder {
    fn new(records: &BTreeMap<String, Record>) -> Self {
        let mut settlements: BTreeMap<(String, String), (u64, String)> = BTreeMap::new();
        for record in records.values().filter(|r| r.kind == "settlement") {
            let entry = settlements.entry((record.country.clone(), fold(&record.name))).or_default();
            if entry.1.is_empty() || record.population > entry.0 {
                *entry = (record.population, record.id.clone());
            }
        }
        Self { settlements }
    }

    fn find(&self, place: &str) -> Option<String> {
        match place.split_once('@') {
            Some((name, country)) => {
                self.settlements.get(&(country.to_owned(), fold(name))).map(|(_, id)| id.clone())
            }
            None => Some(place.to_owned()),
        }
    }
}
