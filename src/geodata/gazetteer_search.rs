//! Searches the gazetteer for people: `dateline places QUERY`.

use crate::geodata::fold::fold;
use crate::geodata::gazetteer::{Gazetteer, NameKind, PlaceRef};
use crate::model::place::Place;

/// A place that answers a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The place.
    pub place: Place,
    /// Its name with division and country.
    pub label: String,
    /// What sort of name of it the query is.
    pub name_kind: NameKind,
    /// Names of what contains it, nearest first.
    pub parents: Vec<String>,
    /// Names with a language, abbreviations, former names and demonyms.
    pub names: Vec<String>,
}

/// Places of that name, the most important first; "Paris, Texas" keeps those within Texas, an id gives its place.
#[must_use]
pub fn search(gazetteer: &Gazetteer, query: &str, most: usize) -> Vec<Answer> {
    if let Some(place) = gazetteer.by_id(query) {
        return vec![answer(gazetteer, place, NameKind::Canonical)];
    }
    let (name, containers) = match query.split_once(',') {
        Some((name, rest)) if gazetteer.lookup(query).is_none() => (name, places(gazetteer, rest)),
        _ => (query, Vec::new()),
    };
    let Some(found) = gazetteer.lookup_folded(&fold(name)) else { return Vec::new() };
    let inside =
        |place: PlaceRef| containers.is_empty() || containers.iter().any(|c| gazetteer.is_within(place, *c));
    let mut out: Vec<Answer> = Vec::new();
    for posting in found.iter().filter(|p| inside(p.place)) {
        if out.len() < most && !out.iter().any(|a| a.place.id.0 == gazetteer.id(posting.place)) {
            out.push(answer(gazetteer, posting.place, posting.kind));
        }
    }
    out
}

fn places(gazetteer: &Gazetteer, name: &str) -> Vec<PlaceRef> {
    gazetteer.lookup(name).map_or_else(Vec::new, |p| p.iter().map(|posting| posting.place).collect())
}

fn answer(gazetteer: &Gazetteer, place: PlaceRef, name_kind: NameKind) -> Answer {
    Answer {
        place: gazetteer.place(place),
        label: gazetteer.label(place),
        name_kind,
        parents: gazetteer.parents(place).into_iter().map(|p| gazetteer.name(p).to_owned()).collect(),
        names: gazetteer.shown_names(place).map(|n| n.text.to_owned()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::search;
    use crate::geodata::gazetteer::Gazetteer;

    #[test]
    fn a_container_narrows_the_answers() {
        let g = Gazetteer::bundled().expect("the bundled gazetteer opens");
        let answers = search(g, "Paris, Texas", 5);
        assert_eq!(answers.first().map(|a| a.label.as_str()), Some("Paris, Texas, United States"));
        assert!(answers.iter().all(|a| a.place.admin1 == "Texas"));
        assert!(search(g, "Paris", 50).len() > 5);
        assert!(search(g, "Qqxyzzy", 5).is_empty());
    }
}
