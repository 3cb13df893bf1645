//! `dateline places`: searches the gazetteer.

use std::fmt::Write;
use std::path::Path;

use crate::cli::args::PlacesArgs;
use crate::cli::files;
use crate::diagnostic::{Error, ErrorKind, Result};
use crate::geodata::gazetteer::Gazetteer;

/// Prints the places that a name may mean, most important first.
///
/// # Errors
/// If there are none.
pub fn places(args: &PlacesArgs) -> Result<()> {
    let query = args.query.join(" ");
    let gazetteer = Gazetteer::bundled()?;
    let mut found: Vec<_> =
        gazetteer.lookup(&query).map(|p| p.iter().map(|p| p.place).collect()).unwrap_or_default();
    if let Some(place) = gazetteer.by_id(&query) {
        found.insert(0, place);
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|&p| seen.insert(gazetteer.id(p)));
    if found.is_empty() {
        return Err(Error::new(ErrorKind::NothingToMap, format!("no place is called '{query}'"))
            .with_hint("try another spelling, or the name in English"));
    }
    let mut out = String::new();
    for &found in found.iter().take(args.limit) {
        let place = gazetteer.place(found);
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{}\t{}\t{}\t{:.4},{:.4}{}",
            place.id.0,
            kind_name(&place),
            gazetteer.label(found),
            place.point.lat,
            place.point.lon,
            if place.population > 0 { format!("\t{} inhabitants", place.population) } else { String::new() },
        );
    }
    if found.len() > args.limit {
        let _ = writeln!(out, "({} more; --limit shows them)", found.len() - args.limit);
    }
    files::write(Path::new("-"), out.as_bytes())
}

fn kind_name(place: &crate::model::place::Place) -> String {
    let kind =
        serde_json::to_value(place.kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    if place.feature_code.is_empty() { kind } else { format!("{kind} ({})", place.feature_code) }
}
