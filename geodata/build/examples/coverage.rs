//! Measures for how many gold mentions the gazetteer has a candidate within 161 km:
//! `cargo run --example coverage -- GEODATA CORPUS.jsonl ...`; with `--missing`, counts what is missing by kind.

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
    let mut kinds: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for line in read_text(Path::new(corpus))?.lines() {
        let article: Value = serde_json::from_str(line).map_err(|e| Error::at(Path::new(corpus), e))?;
        for mention in article["mentions"].as_array().into_iter().flatten() {
            let (Some(lat), Some(lon)) = (mention["lat"].as_f64(), mention["lon"].as_f64()) else { continue };
            let surface = mention["surface"].as_str().unwrap_or("");
            let candidates = candidates(surface, names);
            let hit = candidates.iter().any(|i| kilometers(records[*i].point, [lon, lat]) <= REACH);
            all += 1;
            near += usize::from(hit);
            named += usize::from(!candidates.is_empty());
            if !hit {
                let kind = mention["type"].as_str().unwrap_or("-").to_owned();
                kinds.entry(kind).or_default()[usize::from(!candidates.is_empty())] += 1;
            }
        }
    }
    let share = |n: usize| n as f64 / all as f64;
    println!(
        "{corpus}: {all} with coordinates, {:.3} named, {:.3} within {REACH} km",
        share(named),
        share(near)
    );
    if missing {
        for (kind, [unknown, far]) in kinds {
            println!("    {kind}: {unknown} without a name, {far} too far");
        }
    }
    Ok(())
}

fn candidates<'a>(surface: &str, names: &'a BTreeMap<String, Vec<usize>>) -> &'a [usize] {
    let trimmed =
        surface.trim().trim_end_matches("'s").trim_end_matches("’s").trim_end_matches(['\'', '’', '.', ',']);
    let folded = fold(trimmed);
    let bare = folded.strip_prefix("the ").unwrap_or(&folded);
    [folded.as_str(), bare].iter().find_map(|f| names.get(*f)).map_or(&[], Vec::as_slice)
}
