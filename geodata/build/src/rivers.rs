//! Writes the rivers of Natural Earth at 1:10m: one feature a river, its reaches joined, with the smallest scale that
//! shows it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::bundle::Folders;
use crate::error::Result;
use crate::geojson_file::{Shape, collection, properties};
use crate::grid::{Line, Point, bounds, line};
use crate::raw::shapefile::{Encoding, Record};
use crate::slug::{Slugs, slug};

/// Reaches of one name farther apart than this are different rivers, in units (2 degrees).
const APART: i32 = 200_000;

/// The largest rank that 1:110m shows.
const RANK_110M: u8 = 2;

/// The least rank of rivers that only 1:10m has: regional layers of the source rank theirs among themselves.
const RANK_10M: u8 = 6;

struct River {
    name: String,
    rank: u8,
    kind: String,
    at_50m: bool,
    lines: Vec<Line>,
}

/// The rivers as GeoJSON, the greatest first.
pub fn rivers(folders: &Folders) -> Result<String> {
    let records = folders.magics("10m/ne_10m_rivers_lake_centerlines", Encoding::Latin1)?;
    let at_50m = folders.magics("50m/ne_50m_rivers_lake_centerlines", Encoding::Utf8)?;
    let mut rivers = join_reaches(&records, &names_50m(&at_50m));
    let known: BTreeSet<&str> = at_50m.iter().map(|record| record.text("name")).collect();
    for river in &mut rivers {
        river.at_50m = known.contains(river.name.as_str()) && !river.name.is_empty();
        if !river.at_50m {
            river.rank = river.rank.max(RANK_10M);
        }
    }
    rivers.sort_by(|a, b| (a.rank, &a.name, &a.lines).cmp(&(b.rank, &b.name, &b.lines)));
    let mut slugs = Slugs::default();
    let features: Vec<(Map<String, Value>, &River)> = rivers
        .iter()
        .map(|river| {
            let id = if river.name.is_empty() { String::from("unnamed") } else { slug(&river.name) };
            (river_properties(river, &slugs.unique(&id)), river)
        })
        .collect();
    Ok(collection(
        features.iter().map(|(properties, river)| (properties.clone(), Shape::Lines(&river.lines))),
    ))
}

fn river_properties(river: &River, id: &str) -> Map<String, Value> {
    let scale = match river.rank {
        0..=RANK_110M if river.at_50m => "110m",
        _ if river.at_50m => "50m",
        _ => "10m",
    };
    properties(&[
        ("id", id.into()),
        ("name", river.name.as_str().into()),
        ("kind", river.kind.as_str().into()),
        ("rank", river.rank.into()),
        ("scale", scale.into()),
    ])
}

/// Names of the 1:50m layer by their pattern in the 1:10m layer, which has lost its accented letters.
fn names_50m(records: &[Record]) -> BTreeMap<String, String> {
    let full = records.iter().map(|record| record.text("name")).filter(|name| !name.is_ascii());
    full.flat_map(|name| {
        let marked: String = name.chars().map(|c| if c.is_ascii() { c } else { '?' }).collect();
        let dropped: String = name.chars().filter(char::is_ascii).collect();
        [(marked, name.to_owned()), (dropped, name.to_owned())]
    })
    .collect()
}

fn join_reaches(records: &[Record], names: &BTreeMap<String, String>) -> Vec<River> {
    let mut rivers: Vec<River> = Vec::new();
    for record in records {
        let lines: Vec<Line> =
            record.parts.iter().map(|part| line(part)).filter(|line| line.len() > 1).collect();
        let raw = record.text("name");
        let name = names.get(raw).map_or(raw, String::as_str);
        // A name whose letters are lost is no name to print.
        let name = if name.contains('?') { "" } else { name };
        let rank = record.number("scalerank").map_or(10, |n| n as u8);
        let same = rivers
            .iter_mut()
            .find(|river| !name.is_empty() && river.name == name && touches(&river.lines, &lines));
        if let Some(river) = same {
            river.rank = river.rank.min(rank);
            river.lines.extend(lines);
            if record.text("featurecla") == "River" {
                river.kind = String::from("river");
            }
        } else if !lines.is_empty() {
            let kind = record.text("featurecla").to_lowercase();
            rivers.push(River { name: name.to_owned(), rank, kind, at_50m: false, lines });
        }
    }
    rivers
}

fn touches(a: &[Line], b: &[Line]) -> bool {
    let (a, b) = (bounds(points(a)), bounds(points(b)));
    a[0] - APART <= b[2] && b[0] - APART <= a[2] && a[1] - APART <= b[3] && b[1] - APART <= a[3]
}

fn points(lines: &[Line]) -> impl Iterator<Item = &Point> {
    lines.iter().flatten()
}
