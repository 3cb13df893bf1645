//! Turns the table into the compact form that the binary embeds (see `gazetteer_format`).

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, Result};
use crate::gazetteer::extent::{units, whole};
use crate::gazetteer::fold::fold;
use crate::gazetteer::format::{
    GROUND, HEADER, KINDS, LAST_TOWN, MAGIC, NAME_KINDS, NO_RECORD, RECORD, SEAT, SECTIONS, SINGLE, field,
    posting,
};
use crate::gazetteer::record::{Name, Record};

/// Derives the compact form from records sorted by id.
pub fn derive(records: &[Record]) -> Result<Vec<u8>> {
    let numbers: BTreeMap<&str, u32> = (0u32..).zip(records).map(|(n, r)| (r.id.as_str(), n)).collect();
    let mut heap = Heap::default();
    let mut rows = Vec::with_capacity(records.len() * RECORD);
    for record in records {
        rows.extend_from_slice(&row(record, &numbers, &mut heap)?);
    }
    let shown = shown(records, &mut heap)?;
    let old_ids = old_ids(records, &mut heap)?;
    let (names, postings) = names(records)?;
    let ground = |r: &Record| GROUND.iter().any(|(kind, last)| r.kind == *kind && r.rank <= *last);
    let seat = |r: &Record| r.kind == "settlement" && r.feature == SEAT;
    let (ground, seats) = (listed(records, ground), listed(records, seat));
    Ok(assemble(&[names, postings, rows, heap.bytes, shown, old_ids, ground, towns(records), seats]))
}

/// The numbers of the records that pass a test.
fn listed(records: &[Record], test: impl Fn(&Record) -> bool) -> Vec<u8> {
    (0u32..).zip(records).filter(|(_, r)| test(r)).flat_map(|(number, _)| number.to_le_bytes()).collect()
}

fn towns(records: &[Record]) -> Vec<u8> {
    let towns = (0u32..).zip(records).filter(|(_, r)| r.kind == "settlement" && r.rank <= LAST_TOWN);
    let mut towns: Vec<_> = towns.map(|(number, r)| (r.rank, units(r.point[1] * 1e5), number)).collect();
    towns.sort_unstable();
    towns.into_iter().flat_map(|(_, _, number)| number.to_le_bytes()).collect()
}

fn assemble(sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let mut offset = HEADER;
    for section in sections {
        out.extend_from_slice(&u32_of(offset).to_le_bytes());
        out.extend_from_slice(&u32_of(section.len()).to_le_bytes());
        offset += section.len();
    }
    sections.iter().for_each(|section| out.extend_from_slice(section));
    out
}

fn u32_of(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Strings, each stored once.
#[derive(Default)]
struct Heap {
    bytes: Vec<u8>,
    known: BTreeMap<Vec<u8>, u32>,
}

impl Heap {
    fn add(&mut self, bytes: &[u8]) -> Result<(u32, u8)> {
        let length = u8::try_from(bytes.len()).map_err(|_| {
            Error::new(format!("a string of {} bytes is too long for the gazetteer", bytes.len()))
        })?;
        if let Some(offset) = self.known.get(bytes) {
            return Ok((*offset, length));
        }
        let offset = u32_of(self.bytes.len());
        self.bytes.extend_from_slice(bytes);
        self.known.insert(bytes.to_vec(), offset);
        Ok((offset, length))
    }
}

fn row(record: &Record, numbers: &BTreeMap<&str, u32>, heap: &mut Heap) -> Result<[u8; RECORD]> {
    let mut out = [0u8; RECORD];
    let number = |id: &str| numbers.get(id).copied().filter(|_| id != record.id).unwrap_or(NO_RECORD);
    let kind = KINDS.iter().position(|k| *k == record.kind);
    out[field::KIND] = kind
        .and_then(|k| u8::try_from(k).ok())
        .ok_or_else(|| Error::new(format!("{}: no such kind of place {:?}", record.id, record.kind)))?;
    put_string(&mut out, field::ID, heap.add(record.id.as_bytes())?);
    let (name, _) = heap.add(format!("{}{}", record.name, record.feature).as_bytes())?;
    put_string(&mut out, field::NAME, (name, u8::try_from(record.name.len()).unwrap_or(u8::MAX)));
    out[field::FEATURE] = u8::try_from(record.feature.len()).unwrap_or(0);
    put_string(&mut out, field::GEOMETRY, heap.add(record.geometry.as_bytes())?);
    out[field::RANK] = record.rank;
    out[field::WEIGHT] = weight(record);
    if let [a, b] = record.country.as_bytes() {
        out[field::COUNTRY..field::COUNTRY + 2].copy_from_slice(&[*a, *b]);
    }
    put_point(&mut out, field::POINT, record.point);
    put_point(&mut out, field::LABEL, record.label.unwrap_or(record.point));
    put(&mut out, field::POPULATION, u32::try_from(record.population).unwrap_or(u32::MAX));
    put(&mut out, field::COUNTRY_RECORD, number(&record.country));
    put(&mut out, field::ADMIN1, number(&record.admin1));
    put(&mut out, field::ADMIN2, number(&record.admin2));
    let parents: Vec<u8> = record
        .parents
        .iter()
        .map(|p| number(p))
        .filter(|n| *n != NO_RECORD)
        .flat_map(u32::to_le_bytes)
        .collect();
    let (offset, length) = heap.add(&parents)?;
    put_string(&mut out, field::PARENTS, (offset, length / 4));
    let radius = u16::try_from(record.radius).unwrap_or(u16::MAX);
    out[field::RADIUS..field::RADIUS + 2].copy_from_slice(&radius.to_le_bytes());
    Ok(out)
}

fn put(out: &mut [u8], at: usize, value: u32) {
    out[at..at + 4].copy_from_slice(&value.to_le_bytes());
}

fn put_string(out: &mut [u8], at: usize, (offset, length): (u32, u8)) {
    put(out, at, offset);
    out[at + 4] = length;
}

fn put_point(out: &mut [u8], at: usize, point: [f64; 2]) {
    for (i, degrees) in point.into_iter().enumerate() {
        let units = units(degrees * 1e5);
        out[at + 4 * i..at + 4 * i + 4].copy_from_slice(&units.to_le_bytes());
    }
}

/// Importance from 0 to 255: what an unqualified name means when nothing else is known.
#[must_use]
pub fn weight(record: &Record) -> u8 {
    let population = u32::try_from(record.population).unwrap_or(u32::MAX);
    let people = libm::log10(f64::from(population) + 1.0) / 9.5;
    let base = match record.kind.as_str() {
        "continent" => 0.95,
        "country" => 0.80 + 0.2 * people,
        "group" => 0.80,
        "dependency" => 0.55 + 0.2 * people,
        "admin1" => 0.25 + 0.6 * people,
        // Those that Natural Earth draws and nobody counts.
        "admin2" if record.population == 0 && !record.geometry.is_empty() => 0.40,
        "admin2" => 0.05 + 0.6 * people,
        "settlement" if PLANETS.contains(&record.name.as_str()) => 0.0,
        "settlement" => 0.9 * people + seat(&record.feature),
        "quarter" => 0.7 * people,
        "sea" | "dispute" | "line" => 0.75 - 0.05 * f64::from(record.rank),
        "airport" => 0.5 - 0.05 * (f64::from(record.rank) - 5.0),
        "site" => 0.65 - 0.05 * (f64::from(record.rank) - 4.0),
        _ => 0.75 - 0.06 * f64::from(record.rank),
    };
    u8::try_from(whole(base.clamp(0.0, 1.0) * 255.0)).unwrap_or(u8::MAX)
}

/// Towns of these names are meant only where a text says so.
const PLANETS: [&str; 8] = ["Mercury", "Venus", "Earth", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune"];

fn seat(feature: &str) -> f64 {
    match feature {
        "PPLC" => 0.15,
        "PPLA" => 0.04,
        _ => 0.0,
    }
}

/// Names to show: those with a language, and all that are more than plain alternates.
fn shown(records: &[Record], heap: &mut Heap) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    for (number, record) in (0u32..).zip(records) {
        for name in record.names.iter().filter(|n| n.kind != 'n' || !n.lang.is_empty()) {
            let (offset, length) = heap.add(name.text.as_bytes())?;
            let mut lang = [0u8; 2];
            lang.iter_mut().zip(name.lang.bytes()).for_each(|(to, from)| *to = from);
            out.extend_from_slice(&number.to_le_bytes());
            out.extend_from_slice(&[name_code(name), lang[0], lang[1]]);
            out.extend_from_slice(&offset.to_le_bytes());
            out.push(length);
        }
    }
    Ok(out)
}

fn name_code(name: &Name) -> u8 {
    NAME_KINDS
        .iter()
        .position(|(letter, _)| *letter == name.kind)
        .and_then(|p| u8::try_from(p).ok())
        .unwrap_or(1)
}

fn old_ids(records: &[Record], heap: &mut Heap) -> Result<Vec<u8>> {
    let mut pairs: Vec<(&str, u32)> =
        (0u32..).zip(records).flat_map(|(n, r)| r.old_ids.iter().map(move |old| (old.as_str(), n))).collect();
    pairs.sort_unstable();
    let mut out = Vec::new();
    for (old, number) in pairs {
        let (offset, length) = heap.add(old.as_bytes())?;
        out.extend_from_slice(&offset.to_le_bytes());
        out.push(length);
        out.extend_from_slice(&number.to_le_bytes());
    }
    Ok(out)
}

/// The names section and the postings section.
fn names(records: &[Record]) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut entries: Vec<(String, u32)> = Vec::new();
    for (number, record) in (0u32..).zip(records) {
        for (folded, code) in folded_names(record) {
            entries.push((folded, posting(number, code)));
        }
    }
    entries.sort_unstable();
    let weights: Vec<u8> = records.iter().map(weight).collect();
    let mut postings = Vec::new();
    let mut builder = fst::MapBuilder::memory();
    for group in entries.chunk_by(|a, b| a.0 == b.0) {
        let mut list: Vec<u32> = group.iter().map(|(_, p)| *p).collect();
        list.sort_by_key(|p| (std::cmp::Reverse(weights[(p >> 3) as usize]), *p));
        let value =
            if let [only] = list[..] { SINGLE | u64::from(only) } else { add_list(&mut postings, &list) };
        builder.insert(&group[0].0, value).map_err(|e| Error::new(e.to_string()))?;
    }
    let names = builder.into_inner().map_err(|e| Error::new(e.to_string()))?;
    Ok((names, postings))
}

fn add_list(postings: &mut Vec<u8>, list: &[u32]) -> u64 {
    let offset = postings.len() as u64;
    postings.extend_from_slice(&u32_of(list.len()).to_le_bytes());
    list.iter().for_each(|p| postings.extend_from_slice(&p.to_le_bytes()));
    offset
}

/// Each folded name once a record, with the best kind of name it stands for, and its usual short forms.
fn folded_names(record: &Record) -> BTreeMap<String, u8> {
    let mut out: BTreeMap<String, u8> = BTreeMap::new();
    let mut add = |text: &str, code: u8| {
        let folded = fold(text);
        let forms: BTreeSet<String> = short_forms(&folded).into_iter().chain([folded]).collect();
        for form in forms.into_iter().filter(|f| f.chars().count() > 1) {
            let entry = out.entry(form).or_insert(code);
            if precedence(code) < precedence(*entry) {
                *entry = code;
            }
        }
    };
    add(&record.name, 0);
    for name in &record.names {
        let letter = if name.kind == 'n' && name.lang == "en" { 0 } else { name_code(name) };
        add(&name.text, letter);
    }
    out
}

/// A demonym stays one although the country's name in some language is the same word ("Pakistani" in Swahili).
const fn precedence(code: u8) -> u8 {
    match code {
        0 => 0,
        4 | 5 => 1,
        other => other + 1,
    }
}

/// "saint x" is also "st x", "fort x" "ft x", "mount x" "mt x", and the other way round.
fn short_forms(folded: &str) -> Vec<String> {
    const PAIRS: [(&str, &str); 4] =
        [("saint ", "st "), ("fort ", "ft "), ("mount ", "mt "), ("sainte ", "ste ")];
    let mut out = Vec::new();
    for (long, short) in PAIRS {
        if let Some(rest) = folded.strip_prefix(long) {
            out.push(format!("{short}{rest}"));
        } else if let Some(rest) = folded.strip_prefix(short) {
            out.push(format!("{long}{rest}"));
        }
    }
    if let Some(rest) = folded.strip_prefix("the ") {
        out.push(rest.to_owned());
    }
    out
}
