//! Reads an edits file: TOML that says what to decide otherwise.
//!
//! Each table may be repeated. `name`, `span` and `means` say what an edit is about; all that are given must hold.
//!
//! ```toml
//! [[pin]]                  # "Springfield" means this place, in the whole article
//! name = "Springfield"
//! place = "gn4409896"      # ids: `dateline places NAME`
//!
//! [[pin]]                  # only this one mention; characters as `inspect --format json` counts them
//! name = "Georgia"
//! span = [120, 127]
//! place = "GE"
//!
//! [[drop]]                 # no place at all, by name, by span, or by the place it was read as
//! name = "Lincoln"
//!
//! [[drop]]
//! means = "gn4180439"
//!
//! [[add]]                  # a mention that was overlooked, of a listed place ...
//! name = "the Strip"
//! place = "PS.GZ"
//!
//! [[add]]                  # ... or of one that nobody lists
//! name = "Camp Ash"
//! at = [36.1, 33.2]        # longitude, latitude
//!
//! [[rename]]               # what the map calls the place
//! means = "gn703448"
//! to = "Kyiv"
//! ```
//!
//! The same file may hold `[map]`, `[[label]]` and `[[marker]]`: see the edits of the plan.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::model::edits::{Change, Edit, Edits, Target};
use crate::model::geo::LonLat;
use crate::model::place::PlaceId;

/// Largest file of edits, bytes.
pub const MAX_BYTES: usize = 1 << 20;
/// Longest name that an edit may give, characters.
const MAX_NAME: usize = 200;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    pin: Vec<Row>,
    #[serde(default)]
    drop: Vec<Row>,
    #[serde(default)]
    add: Vec<Row>,
    #[serde(default)]
    rename: Vec<Row>,
    // The parts that change the map are read by the stage that makes it.
    #[serde(default, rename = "map")]
    _map: IgnoredAny,
    #[serde(default, rename = "label")]
    _label: IgnoredAny,
    #[serde(default, rename = "marker")]
    _marker: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: Option<String>,
    span: Option<[usize; 2]>,
    means: Option<String>,
    place: Option<String>,
    at: Option<[f64; 2]>,
    to: Option<String>,
}

/// Reads an edits file.
///
/// # Errors
/// If it is no TOML, holds unknown keys, or an edit lacks what it needs.
pub fn read(bytes: &[u8]) -> Result<Edits> {
    if bytes.len() > MAX_BYTES {
        return Err(wrong(format!(
            "the edits have {} kB; the limit is {} kB",
            bytes.len() >> 10,
            MAX_BYTES >> 10
        )));
    }
    let text = std::str::from_utf8(bytes).map_err(|e| wrong(format!("the edits are not UTF-8: {e}")))?;
    let file: File = toml::from_str(text).map_err(|e| wrong(format!("the edits cannot be read: {e}")))?;
    let mut places = Vec::new();
    for (table, rows, change) in [
        ("pin", file.pin, pin as fn(&Row) -> Option<Change>),
        ("drop", file.drop, drop_it),
        ("add", file.add, add),
        ("rename", file.rename, rename),
    ] {
        for (row, number) in rows.into_iter().zip(1..) {
            let origin = format!("[[{table}]] {number}");
            places.push(edit(origin, row, change)?);
        }
    }
    Ok(Edits { places })
}

fn edit(origin: String, row: Row, change: fn(&Row) -> Option<Change>) -> Result<Edit> {
    let long = [&row.name, &row.to]
        .into_iter()
        .flatten()
        .any(|n| n.chars().count() > MAX_NAME || n.trim().is_empty());
    if long {
        return Err(wrong(format!("{origin}: a name has 1 to {MAX_NAME} characters")));
    }
    if row.name.is_none() && row.span.is_none() && row.means.is_none() {
        return Err(wrong(format!("{origin} does not say what it is about"))
            .with_hint("give name = \"...\", span = [start, end] or means = \"place id\""));
    }
    if row.span.is_some_and(|[start, end]| start >= end) {
        return Err(wrong(format!("{origin}: the span ends before it starts")));
    }
    let Some(change) = change(&row) else { return Err(lacking(&origin)) };
    let target =
        Target { name: row.name, span: row.span.map(|[a, b]| (a, b)), means: row.means.map(PlaceId) };
    Ok(Edit { origin, target, change })
}

fn pin(row: &Row) -> Option<Change> {
    (row.at.is_none() && row.to.is_none())
        .then(|| row.place.clone().map(|id| Change::Pin(PlaceId(id))))
        .flatten()
}

fn drop_it(row: &Row) -> Option<Change> {
    (row.at.is_none() && row.to.is_none() && row.place.is_none()).then_some(Change::Drop)
}

fn add(row: &Row) -> Option<Change> {
    match (&row.place, row.at, &row.name) {
        _ if row.means.is_some() => None,
        (Some(id), None, _) if row.to.is_none() => Some(Change::Pin(PlaceId(id.clone()))),
        (None, Some([lon, lat]), name) if lon.abs() <= 180.0 && lat.abs() <= 90.0 => {
            let name = row.to.as_ref().or(name.as_ref())?;
            Some(Change::Add(name.clone(), LonLat { lon, lat }))
        }
        _ => None,
    }
}

fn rename(row: &Row) -> Option<Change> {
    (row.at.is_none() && row.place.is_none()).then(|| row.to.clone().map(Change::Rename)).flatten()
}

fn lacking(origin: &str) -> Error {
    wrong(format!("{origin} lacks something, or has a key too many")).with_hint(
        "pin: place; drop: nothing more; add: place, or at = [longitude, latitude] and, without a name, to; rename: to",
    )
}

fn wrong(message: String) -> Error {
    Error::new(ErrorKind::Options, message)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::model::edits::Change;

    #[test]
    fn every_table_is_read_in_order() {
        let text = "[[pin]]\nname = \"A\"\nplace = \"gn1\"\n[[add]]\nname = \"B\"\nat = [1.5, -2.0]\n\
                    [[rename]]\nmeans = \"gn2\"\nto = \"C\"\n[[drop]]\nspan = [3, 5]\n";
        let edits = read(text.as_bytes()).unwrap();
        let changes: Vec<_> = edits.places.iter().map(|e| &e.change).collect();
        assert!(matches!(changes[..], [Change::Pin(_), Change::Drop, Change::Add(..), Change::Rename(_)]));
        assert_eq!(edits.places[1].origin, "[[drop]] 1");
    }

    #[test]
    fn what_makes_no_sense_is_refused_by_name() {
        for (text, word) in [
            ("[[pin]]\nname = \"A\"", "[[pin]] 1"),
            ("[[pin]]\nplace = \"gn1\"", "[[pin]] 1"),
            ("[[drop]]\nspan = [5, 5]", "span"),
            ("[[add]]\nname = \"A\"\nat = [200.0, 0.0]", "[[add]] 1"),
            ("[[drop]]\nnam = \"A\"", "nam"),
            ("[[pim]]\nname = \"A\"", "pim"),
            ("[[rename]]\nname = \"A\"\nto = \"\"", "[[rename]] 1"),
            ("= =", "cannot be read"),
        ] {
            let error = read(text.as_bytes()).unwrap_err().to_string();
            assert!(error.contains(word), "{text}: {error}");
        }
    }
}
