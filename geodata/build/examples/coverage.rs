//! Measures for how many gold mentions the gazetteer has a candidate within 161 km:
//! `cargo run --example coverage -- GEODATA CORPUS.jsonl ...`; with `--missing`, counts what is missing by the kind that
//! its words tell, never by name, so that rows are added by class.

use std::collections::BTreeMap;
use std::path::Path;

use dateline_geodata_build::error::{Error, Result, read, read_text};
use dateline_geodata_build::gazetteer::fold::fold;
use dateline_geodata_build::gazetteer::nearby::kilometers;
use dateline_geodata_build::gazetteer::record::Record;
use dateline_geodata_build::gazetteer::unpack;
use serde_json::Value;

/// Miles of the usual measure, in km.
const REACH: f64 = 161.0;

fn main() -> Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let missing = arguments.iter().position(|a| a == "--missing").map(|i| arguments.remove(i)).is_some();
    let Some((geodata, corpora)) = arguments.split_first() else {
        return Err(Error::new("usage: coverage [--missing] GEODATA CORPUS.jsonl ..."));
    };
    let records = unpack(&read(&Path::new(geodata).join("gazetteer.tsv.gz"))?)?;
    let names = index(&records);
    for corpus in corpora {
        measure(corpus, &records, &names, missing)?;
    }
    Ok(())
}

fn index(records: &[Record]) -> BTreeMap<String, Vec<usize>> {
    let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, record) in records.iter().enumerate() {
        for name in std::iter::once(&record.name).chain(record.names.iter().map(|n| &n.text)) {
            names.entry(fold(name)).or_default().push(i);
        }
    }
    names
}

fn measure(
    corpus: &str,
    records: &[Record],
    names: &BTreeMap<String, Vec<usize>>,
    missing: bool,
) -> Result<()> {
    let (mut all, mut near, mut named) = (0, 0, 0);
    let (mut labeled, mut covered) = (0, 0);
    let mut smaller = [0, 0];
    let mut kinds: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for line in read_text(Path::new(corpus))?.lines() {
        let article: Value = serde_json::from_str(line).map_err(|e| Error::at(Path::new(corpus), e))?;
        for mention in article["mentions"].as_array().into_iter().flatten() {
            let (Some(lat), Some(lon)) = (mention["lat"].as_f64(), mention["lon"].as_f64()) else { continue };
            let surface = mention["surface"].as_str().unwrap_or("");
            let candidates = candidates(surface, names);
            let away = |point| kilometers(point, [lon, lat]);
            let hit = candidates.iter().any(|i| away(records[*i].point) <= REACH);
            let by_label =
                hit || candidates.iter().any(|i| records[*i].label.is_some_and(|p| away(p) <= REACH));
            let own_extent = |i: &usize| away(records[*i].point) <= f64::from(records[*i].radius);
            labeled += usize::from(by_label);
            covered += usize::from(by_label || candidates.iter().any(own_extent));
            if !candidates.iter().any(|i| is_giant(&records[*i])) {
                smaller[0] += 1;
                smaller[1] += usize::from(hit);
            }
            all += 1;
            near += usize::from(hit);
            named += usize::from(!candidates.is_empty());
            if !hit {
                let far = nearest(records, candidates, [lon, lat]);
                kinds.entry(far.unwrap_or_else(|| shape(surface))).or_default()
                    [usize::from(!candidates.is_empty())] += 1;
            }
        }
    }
    let share = |n: usize| n as f64 / all as f64;
    println!(
        "{corpus}: {all} with coordinates, {:.3} named, {:.3} within {REACH} km of the reference point ({:.3} of it or \
         the label point, {:.3} of them or in the place's own radius); {:.3} of the {} that name no giant",
        share(named),
        share(near),
        share(labeled),
        share(covered),
        smaller[1] as f64 / smaller[0] as f64,
        smaller[0]
    );
    if missing {
        for (kind, [unknown, far]) in kinds {
            println!("    {kind}: {unknown} without a name, {far} too far");
        }
    }
    Ok(())
}

/// Countries of more than a million km², continents and groups: gazetteers put their points far from each other.
fn is_giant(record: &Record) -> bool {
    record.radius >= 733 && matches!(record.kind.as_str(), "country" | "continent" | "group")
}

/// Kind and rough distance of the candidate that comes nearest.
fn nearest(records: &[Record], candidates: &[usize], point: [f64; 2]) -> Option<String> {
    let distance = |i: &usize| kilometers(records[*i].point, point);
    let best = candidates.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
    let band = match distance(best) {
        d if d <= 320.0 => "161 to 320 km",
        d if d <= 1000.0 => "320 to 1,000 km",
        _ => "beyond 1,000 km",
    };
    Some(format!("{} {band}", records[*best].kind))
}

/// What sort of name the words look like.
const SHAPES: &[(&str, &[&str])] = &[
    (
        "street",
        &[
            "street",
            "st",
            "road",
            "rd",
            "avenue",
            "ave",
            "drive",
            "lane",
            "highway",
            "boulevard",
            "route",
            "interstate",
            "freeway",
            "turnpike",
            "pike",
            "square",
            "bridge",
            "expressway",
        ],
    ),
    ("school", &["university", "college", "school", "academy", "institute", "campus", "library"]),
    ("hospital", &["hospital", "clinic", "medical", "infirmary"]),
    ("airport", &["airport", "airfield", "base", "afb"]),
    ("park", &["park", "zoo", "garden", "gardens", "reserve", "forest", "refuge", "trail"]),
    (
        "building",
        &[
            "center",
            "centre",
            "building",
            "hall",
            "museum",
            "stadium",
            "arena",
            "church",
            "cathedral",
            "mosque",
            "temple",
            "hotel",
            "prison",
            "jail",
            "tower",
            "palace",
            "house",
            "theatre",
            "theater",
            "mall",
            "market",
            "cemetery",
            "station",
            "plant",
            "dam",
            "mine",
            "port",
            "harbor",
            "harbour",
            "courthouse",
            "court",
        ],
    ),
    (
        "division",
        &[
            "county",
            "district",
            "province",
            "region",
            "state",
            "parish",
            "township",
            "municipality",
            "prefecture",
            "governorate",
            "borough",
            "territory",
            "oblast",
            "department",
            "canton",
            "republic",
        ],
    ),
    (
        "water or land",
        &[
            "river",
            "lake",
            "creek",
            "bay",
            "sea",
            "gulf",
            "ocean",
            "island",
            "islands",
            "isle",
            "mountain",
            "mountains",
            "mount",
            "mt",
            "valley",
            "hill",
            "hills",
            "coast",
            "beach",
            "cape",
            "point",
            "peninsula",
            "falls",
            "canyon",
            "desert",
            "basin",
            "delta",
            "strait",
        ],
    ),
    (
        "direction",
        &[
            "north",
            "south",
            "east",
            "west",
            "northern",
            "southern",
            "eastern",
            "western",
            "central",
            "upper",
            "lower",
            "northeast",
            "northwest",
            "southeast",
            "southwest",
            "northeastern",
            "northwestern",
            "southeastern",
            "southwestern",
            "mid",
            "greater",
            "downtown",
        ],
    ),
];

fn shape(surface: &str) -> String {
    let folded = fold(surface);
    let words: Vec<&str> = folded.split(' ').collect();
    if let Some((kind, _)) = SHAPES.iter().find(|(_, list)| words.iter().any(|w| list.contains(w))) {
        return (*kind).to_owned();
    }
    let capitals = surface.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let people = ["an", "ans", "ese", "ish", "ians", "is", "ers"].iter().any(|end| folded.ends_with(end));
    let name = match words.len() {
        _ if folded.contains(',') => "with a comma",
        _ if surface.contains('.') || capitals => "abbreviation",
        1 if people => "one word, like a people",
        1 => "one word",
        2 => "two words",
        _ => "more words",
    };
    name.to_owned()
}

fn candidates<'a>(surface: &str, names: &'a BTreeMap<String, Vec<usize>>) -> &'a [usize] {
    let trimmed =
        surface.trim().trim_end_matches("'s").trim_end_matches("’s").trim_end_matches(['\'', '’', '.', ',']);
    let folded = fold(trimmed);
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    [folded.as_str(), bare].iter().find_map(|f| names.get(*f)).map_or(&[], Vec::as_slice)
}
