//! Remote places that Natural Earth labels although few people live there.

use std::path::Path;

use crate::error::Result;
use crate::fetch::unpacked;
use crate::gazetteer::cities::rank;
use crate::gazetteer::extent::whole;
use crate::gazetteer::record::Record;
use crate::raw::shapefile::{Encoding, read_shapefile};
use crate::slug::slug;

/// Reads Natural Earth's populated places; the join keeps those that GeoNames lacks.
pub fn read_remote(cache: &Path) -> Result<Vec<Record>> {
    let folder = unpacked(cache, "libmagics++-data").join("usr/share/magics/10m");
    let rows = read_shapefile(&folder.join("ne_10m_populated_places_simple"), Encoding::Utf8)?;
    Ok(rows.iter().filter_map(remote).collect())
}

fn remote(row: &crate::raw::shapefile::Record) -> Option<Record> {
    let (name, country) = (row.text("name"), row.text("iso_a2"));
    let population = u64::from(whole(row.number("pop_max").unwrap_or(0.0)));
    let readable = name.is_ascii() && country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
    let mut record = Record {
        id: format!("town:{country}-{}", slug(name)),
        name: name.to_owned(),
        kind: "settlement".to_owned(),
        feature: "PPL".to_owned(),
        point: *row.parts.first()?.first()?,
        country: country.to_owned(),
        population,
        rank: rank(population, "PPL"),
        ..Record::default()
    };
    record.add_name('n', "", row.text("namealt"));
    Some(record).filter(|r| readable && !r.name.is_empty())
}
