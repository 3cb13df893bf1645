//! The conductor: reads every source, joins what is one place, and writes the sorted table.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::path::Path;

use crate::error::{Error, Result};
use crate::gazetteer::admin::{Joins, read_divisions};
use crate::gazetteer::airports::read_airports;
use crate::gazetteer::cities::read_cities;
use crate::gazetteer::contested::read_contested;
use crate::gazetteer::countries::{add_formal_names, read_countries};
use crate::gazetteer::fold::fold;
use crate::gazetteer::layers::read_layers;
use crate::gazetteer::nearby::{Nearby, kilometers};
use crate::gazetteer::post::read_post_offices;
use crate::gazetteer::record::{HEAD, Record};
use crate::gazetteer::remote::read_remote;
use crate::gazetteer::tables::{Points, give_names, read_groups, read_places};
use crate::gazetteer::waters::read_waters;

/// The table and what the joins gave.
pub struct Built {
    /// The table as text, sorted by id.
    pub table: String,
    /// What was matched and what was not, as `name value` lines.
    pub report: String,
}

/// Builds the gazetteer from the packages in `cache` and the layers and tables in `geodata`.
pub fn build(cache: &Path, geodata: &Path) -> Result<Built> {
    let points = Points::read(geodata)?;
    let mut countries = read_countries(cache, &points)?;
    add_formal_names(geodata, &mut countries)?;
    let cities = read_cities(cache)?;
    let (divisions, joins) = read_divisions(cache, &cities, &points)?;
    let mut further = read_airports(cache)?;
    further.extend(read_layers(geodata)?);
    further.extend(read_places(geodata)?);
    further.extend(read_contested(geodata)?);
    further.extend(read_waters(cache, geodata)?);
    further.extend(read_remote(cache)?);
    further.extend(read_post_offices(cache)?);
    settle(&mut further, &cities);
    let mut records: BTreeMap<String, Record> = BTreeMap::new();
    let base = countries.into_iter().chain(divisions).chain(cities);
    records.extend(base.map(|r| (r.id.clone(), r)));
    add_groups(geodata, &mut records)?;
    let merged = merge(&mut records, further);
    let lost = give_names(geodata, &mut records)?;
    let report = report(&records, &joins, merged, &lost);
    Ok(Built { table: table(&records), report })
}

/// Gives a country and a division to places that have a point and no division.
fn settle(further: &mut [Record], cities: &[Record]) {
    let nearby = Nearby::new(cities.iter());
    for record in further {
        if record.admin1.is_empty()
            && record.radius < 100
            && !record.country.is_empty()
            && let Some(city) = nearby.nearest(record.point, &record.country, 80.0)
        {
            record.admin1.clone_from(&city.admin1);
        }
    }
}

/// Adds records; one that shares its name and its kind of thing with a record close by joins it.
fn merge(records: &mut BTreeMap<String, Record>, further: Vec<Record>) -> usize {
    let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for record in records.values() {
        let names: BTreeSet<String> = std::iter::once(&record.name)
            .chain(record.names.iter().map(|n| &n.text))
            .map(|n| fold(n))
            .collect();
        for name in names {
            by_name.entry(name).or_default().push(record.id.clone());
        }
    }
    let mut merged = 0;
    for record in further {
        let name = fold(&record.name);
        let twin = by_name
            .get(&name)
            .into_iter()
            .flatten()
            .find(|id| records.get(*id).is_some_and(|other| same_thing(other, &record)));
        if record.kind == "dispute" && divided_already(records, &name, by_name.get(&name)) {
            continue;
        }
        if let Some(twin) = twin.and_then(|id| records.get_mut(id)) {
            twin.absorb(record);
            merged += 1;
        } else {
            by_name.entry(name).or_default().push(record.id.clone());
            records.insert(record.id.clone(), record);
        }
    }
    merged
}

/// Whether a country or division bears the name: the dispute is then found through its land.
fn divided_already(records: &BTreeMap<String, Record>, name: &str, ids: Option<&Vec<String>>) -> bool {
    let divisions = ["country", "dependency", "admin1"];
    ids.into_iter()
        .flatten()
        .filter_map(|id| records.get(id))
        .any(|r| divisions.contains(&r.kind.as_str()) && fold(&r.name) == name)
}

/// Divisions join with regions of the same name and country, points with points of the same kind.
fn same_thing(a: &Record, b: &Record) -> bool {
    let apart = kilometers(a.point, b.point);
    let division = |r: &Record| matches!(r.kind.as_str(), "admin1" | "admin2" | "dependency");
    if division(a) && matches!(b.kind.as_str(), "region" | "island") {
        return a.country == b.country && apart < 150.0;
    }
    if a.kind == "country" && b.kind == "island" {
        return a.country == b.country && a.id != "IE";
    }
    if matches!(a.kind.as_str(), "group" | "region") && b.kind == "region" {
        return apart < 1500.0;
    }
    if matches!(a.kind.as_str(), "region" | "island" | "landform") && b.kind == "dispute" {
        return apart < 300.0;
    }
    let settled = |r: &Record| matches!(r.kind.as_str(), "settlement" | "quarter");
    if settled(a) && settled(b) {
        return a.country == b.country && apart < 40.0;
    }
    a.kind == b.kind && apart < 30.0 + f64::from(a.radius.max(b.radius)) / 2.0
}

fn add_groups(geodata: &Path, records: &mut BTreeMap<String, Record>) -> Result<()> {
    for group in read_groups(geodata)? {
        for member in &group.members {
            let record = records.get_mut(member).ok_or_else(|| {
                Error::new(format!("groups.csv: {} has no such member {member}", group.record.id))
            })?;
            record.parents.push(group.record.id.clone());
        }
        records.insert(group.record.id.clone(), group.record);
    }
    Ok(())
}

fn report(records: &BTreeMap<String, Record>, joins: &Joins, merged: usize, lost: &[String]) -> String {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for record in records.values() {
        *kinds.entry(&record.kind).or_default() += 1;
    }
    let mut lines: Vec<String> = kinds.iter().map(|(kind, n)| format!("{kind} {n}")).collect();
    lines.push(format!("records {}", records.len()));
    lines.push(format!("names {}", records.values().map(|r| r.names.len() + 1).sum::<usize>()));
    lines.push(format!("first-order polygons joined {}", joins.first));
    lines.push(format!("second-order polygons joined {}", joins.second));
    lines.push(format!("polygons with records of their own {}", joins.own));
    lines.push(format!("divisions without position {}", joins.without_position));
    lines.push(format!("layer records joined to a place {merged}"));
    lines.push(format!("named places not found {}", lost.join(" ")));
    lines.join("\n") + "\n"
}

fn table(records: &BTreeMap<String, Record>) -> String {
    let mut out = String::from(HEAD);
    out.push('\n');
    for record in records.values() {
        out.push_str(&record.line());
        out.push('\n');
    }
    out
}

/// Compresses a table, the same bytes every time.
pub fn pack(table: &str) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(table.as_bytes()).and_then(|()| encoder.finish()).map_err(|e| Error::new(e.to_string()))
}

/// Reads a compressed table.
pub fn unpack(bytes: &[u8]) -> Result<Vec<Record>> {
    let mut text = String::new();
    flate2::read::GzDecoder::new(bytes)
        .read_to_string(&mut text)
        .map_err(|e| Error::new(format!("gazetteer.tsv.gz: {e}")))?;
    text.lines().skip(1).map(Record::parse).collect()
}
