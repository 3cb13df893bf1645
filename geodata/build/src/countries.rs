//! Writes the country table: codes, names, label point, ranks, continent and population.

use crate::bundle::Folders;
use crate::error::{Error, Result};
use crate::raw::shapefile::Record;

const COLUMNS: &[(&str, &str)] = &[
    ("adm0_a3", "ADM0_A3"),
    ("iso_a2", "ISO_A2_EH"),
    ("iso_a3", "ISO_A3_EH"),
    ("name", "NAME_EN"),
    ("name_short", "NAME"),
    ("name_formal", "FORMAL_EN"),
    ("sovereign", "SOV_A3"),
    ("kind", "TYPE"),
    ("continent", "CONTINENT"),
    ("region", "REGION_UN"),
    ("subregion", "SUBREGION"),
    ("population", "POP_EST"),
    ("label_x", "LABEL_X"),
    ("label_y", "LABEL_Y"),
    ("label_rank", "LABELRANK"),
    ("min_label", "MIN_LABEL"),
    ("max_label", "MAX_LABEL"),
    ("map_color", "MAPCOLOR9"),
    ("wikidata", "WIKIDATAID"),
];

/// The table as CSV, one country a row, sorted by code. The last column names the smallest scale that shows it.
pub fn table(folders: &Folders, countries: &[Record]) -> Result<String> {
    let at_50m = codes(&folders.natural_earth("cultural/ne_50m_admin_0_countries")?);
    let at_110m = codes(&folders.natural_earth("cultural/ne_110m_admin_0_countries")?);
    let mut sorted: Vec<&Record> = countries.iter().collect();
    sorted.sort_by_key(|country| country.text("ADM0_A3"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    let broken = |e: csv::Error| Error::new(format!("countries.csv: {e}"));
    let head = COLUMNS.iter().map(|(column, _)| *column).chain(["scale"]);
    writer.write_record(head).map_err(broken)?;
    for country in sorted {
        let code = country.text("ADM0_A3").to_owned();
        let scale = if at_110m.contains(&code) {
            "110m"
        } else if at_50m.contains(&code) {
            "50m"
        } else {
            "10m"
        };
        let cells = COLUMNS.iter().map(|(_, raw)| cell(country, raw));
        writer.write_record(cells.chain([scale.to_owned()])).map_err(broken)?;
    }
    let bytes = writer.into_inner().map_err(|e| Error::new(format!("countries.csv: {e}")))?;
    String::from_utf8(bytes).map_err(|e| Error::new(format!("countries.csv: {e}")))
}

fn codes(countries: &[Record]) -> std::collections::BTreeSet<String> {
    countries.iter().map(|country| country.text("ADM0_A3").to_owned()).collect()
}

/// A cell as we write it: no placeholders for missing codes, no digits that say nothing.
fn cell(country: &Record, column: &str) -> String {
    let text = country.text(column);
    if text == "-99" {
        return String::new();
    }
    let is_number =
        text.contains('.') && !column.starts_with("LABEL_") && column != "FORMAL_EN" && column != "NAME";
    if let Some(number) = text.parse::<f64>().ok().filter(|_| is_number) {
        return format!("{number}");
    }
    if matches!(column, "LABEL_X" | "LABEL_Y") {
        return text
            .parse::<f64>()
            .map_or_else(|_| text.to_owned(), |n| format!("{}", libm::round(n * 1e4) / 1e4));
    }
    text.to_owned()
}
