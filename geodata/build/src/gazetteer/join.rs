//! The conductor: reads every source, joins what is one place, and writes the sorted table.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::path::Path;

use crate::error::{Error, Result};
use crate::gazetteer::admin::read_divisions;
use crate::gazetteer::airport_towns::read_airport_towns;
use crate::gazetteer::airports::read_airports;
use crate::gazetteer::cities::read_cities;
use crate::gazetteer::container_names::drop_names_of_others;
use crate::gazetteer::contested::read_contested;
use crate::gazetteer::countries::{add_formal_names, read_countries};
use crate::gazetteer::fold::fold;
use crate::gazetteer::format::KINDS;
use crate::gazetteer::joins::Joins;
use crate::gazetteer::layers::read_layers;
use crate::gazetteer::merge::Merge;
use crate::gazetteer::nearby::Nearby;
use crate::gazetteer::plain_names::spell_plainly;
use crate::gazetteer::post::read_post_offices;
use crate::gazetteer::record::{HEAD, Record};
use crate::gazetteer::remote::read_remote;
use crate::gazetteer::tables::{Points, give_names, read_groups, read_places, read_towns};
use crate::gazetteer::twins::{join_dependencies, join_settlements};
use crate::gazetteer::waters::read_waters;

/// The table and what the joins gave.
pub struct Built {
    /// The table as text, sorted by id.
    pub table: String,
    /// What was matched and what was not, `joins.tsv`.
    pub report: String,
}

/// Builds the gazetteer from the packages in `cache` and the layers and tables in `geodata`.
pub fn build(cache: &Path, geodata: &Path) -> Result<Built> {
    let mut joins = Joins::default();
    let points = Points::read(geodata)?;
    let mut countries = read_countries(cache, &points)?;
    add_formal_names(geodata, &mut countries)?;
    let cities = join_settlements(read_cities(cache, &mut joins)?, &mut joins);
    let divisions = read_divisions(cache, &cities, &points, &mut joins)?;
    let mut further = read_airports(cache)?;
    further.extend(read_layers(geodata)?);
    further.extend(read_places(geodata)?);
    further.extend(read_towns(geodata)?);
    further.extend(read_contested(geodata)?);
    further.extend(read_waters(cache, geodata)?);
    further.extend(read_remote(cache)?);
    further.extend(read_post_offices(cache)?);
    let mut served = read_airport_towns(cache)?;
    settle(&mut further, &cities);
    settle(&mut served, &cities);
    let mut records: BTreeMap<String, Record> = BTreeMap::new();
    let base = countries.into_iter().chain(divisions).chain(cities);
    records.extend(base.map(|r| (r.id.clone(), r)));
    join_dependencies(&mut records, &mut joins);
    add_groups(geodata, &mut records)?;
    drop_names_of_others(&mut records);
    let mut merge = Merge::new(&mut records, &mut joins);
    further.into_iter().for_each(|record| merge.add(record));
    served.into_iter().for_each(|record| merge.add_served(record));
    records.values_mut().for_each(spell_plainly);
    for lost in give_names(geodata, &mut records)? {
        joins.note("names in our tables for a place that is not there", lost);
    }
    give_greater_names(&mut records);
    count_kinds(&records, &mut joins);
    Ok(Built { table: table(&records), report: joins.table() })
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

/// Large towns are also "Greater X" and "Metro X", where no place of its own is called so.
fn give_greater_names(records: &mut BTreeMap<String, Record>) {
    let names = |r: &Record| {
        std::iter::once(&r.name).chain(r.names.iter().map(|n| &n.text)).map(|n| fold(n)).collect::<Vec<_>>()
    };
    let taken: BTreeSet<String> = records.values().flat_map(names).collect();
    for record in records.values_mut().filter(|r| r.kind == "settlement" && r.population >= 500_000) {
        for form in ["Greater X", "Metro X", "Metropolitan X", "X metropolitan area", "X metro area"] {
            let form = form.replace('X', &record.name);
            if !taken.contains(&fold(&form)) {
                record.add_name('n', "", &form);
            }
        }
    }
}

fn count_kinds(records: &BTreeMap<String, Record>, joins: &mut Joins) {
    for record in records.values() {
        if let Some(kind) = KINDS.iter().find(|kind| **kind == record.kind) {
            joins.count(kind);
        }
        joins.add("names", record.names.len() + 1);
    }
    joins.add("records", records.len());
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
