//! `dateline places`: searches the gazetteer.

use std::fmt::Write;
use std::path::Path;

use crate::cli::args::PlacesArgs;
use crate::cli::files;
use crate::diagnostic::{Error, ErrorKind, Result};
use crate::geodata::gazetteer::{Gazetteer, NameKind};
use crate::geodata::gazetteer_search::{Answer, search};
use crate::geodata::gazetteer_user::UserGazetteer;
use crate::model::place::Place;

/// Most of the other names of a place that are printed.
const NAMES: usize = 8;

/// Prints the places that a name may mean, most important first, with what contains them.
///
/// # Errors
/// If there are none, or the caller's own gazetteer cannot be read.
pub fn places(args: &PlacesArgs) -> Result<()> {
    let query = args.query.join(" ");
    let gazetteer = match &args.gazetteer {
        Some(path) => Gazetteer::with_user(UserGazetteer::read(&files::read(path)?)?)?,
        None => Gazetteer::bundled()?,
    };
    let found = search(gazetteer, &query, usize::MAX);
    if found.is_empty() {
        return Err(Error::new(ErrorKind::NothingToMap, format!("no place is called '{query}'"))
            .with_hint("try another spelling, the name in English, or less: 'Paris' for 'Paris, Texas'"));
    }
    let mut out = String::new();
    for answer in found.iter().take(args.limit) {
        describe(answer, &mut out);
    }
    if found.len() > args.limit {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "({} more; --limit shows them)", found.len() - args.limit);
    }
    files::write(Path::new("-"), out.as_bytes())
}

/// A line of cells for programs, then lines for people: what contains the place, and its other names.
fn describe(answer: &Answer, out: &mut String) {
    let place = &answer.place;
    let people =
        if place.population > 0 { format!("\t{} inhabitants", place.population) } else { String::new() };
    let (id, kind, at) = (&place.id.0, kind_name(place), place.point);
    let _ = writeln!(out, "{id}\t{kind}\t{}\t{:.4},{:.4}{people}", answer.label, at.lat, at.lon);
    if let Some(how) = how(answer.name_kind) {
        let _ = writeln!(out, "    {how}");
    }
    if !answer.parents.is_empty() {
        let _ = writeln!(out, "    in {}", answer.parents.join(", "));
    }
    let mut names: Vec<&str> = Vec::new();
    for name in answer.names.iter().filter(|name| **name != place.name) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    if !names.is_empty() {
        let more = if names.len() > NAMES { ", …" } else { "" };
        names.truncate(NAMES);
        let _ = writeln!(out, "    also {}{more}", names.join(", "));
    }
}

/// What sort of name of the place was asked for, unless it is just a name.
const fn how(kind: NameKind) -> Option<&'static str> {
    match kind {
        NameKind::Former => Some("a former name"),
        NameKind::Demonym => Some("its people"),
        NameKind::Adjective => Some("its adjective"),
        NameKind::Abbreviation => Some("an abbreviation"),
        NameKind::Generic => Some("a short form"),
        NameKind::Canonical | NameKind::Alternate => None,
    }
}

fn kind_name(place: &Place) -> String {
    let kind =
        serde_json::to_value(place.kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    if place.feature_code.is_empty() { kind } else { format!("{kind} ({})", place.feature_code) }
}
