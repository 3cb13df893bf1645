//! Joins the records of further sources with those that are there: one that is named like a place close by is that place.

use std::collections::{BTreeMap, BTreeSet};

use crate::gazetteer::extent::cell;
use crate::gazetteer::fold::fold;
use crate::gazetteer::joins::Joins;
use crate::gazetteer::nearby::kilometers;
use crate::gazetteer::record::Record;
use crate::gazetteer::spelling::{alike, compact, is_part};
use crate::gazetteer::twins::{same_by_alias, same_thing};

/// Within this many km two settlements whose names are spelled nearly alike are one.
const NEAR: f64 = 10.0;

/// Within this many km of an airport lies the town that it serves.
const SERVED: f64 = 80.0;

/// The sources list every town of so many people, so that one of a source of labels that is nowhere near is misplaced.
const TOWN: u64 = 15_000;

/// The records so far and the ways to find them.
pub struct Merge<'a> {
    records: &'a mut BTreeMap<String, Record>,
    joins: &'a mut Joins,
    /// Ids by every folded name of the first sources and by the usual name of the further ones.
    by_name: BTreeMap<String, Vec<String>>,
    /// Ids of the further sources by their other names.
    by_alias: BTreeMap<String, Vec<String>>,
    /// Ids of settlements by whole degree.
    by_cell: BTreeMap<(i32, i32), Vec<String>>,
}

impl<'a> Merge<'a> {
    /// An index over the records of the first sources.
    #[must_use]
    pub fn new(records: &'a mut BTreeMap<String, Record>, joins: &'a mut Joins) -> Self {
        let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut by_cell: BTreeMap<(i32, i32), Vec<String>> = BTreeMap::new();
        for record in records.values() {
            for name in folded(record) {
                by_name.entry(name).or_default().push(record.id.clone());
            }
            if is_settled(record) {
                by_cell.entry(cell(record.point)).or_default().push(record.id.clone());
            }
        }
        Self { records, joins, by_name, by_alias: BTreeMap::new(), by_cell }
    }

    /// Joins the record with the place that it is, or adds it.
    pub fn add(&mut self, record: Record) {
        if record.kind == "dispute" && self.is_divided_already(&record) {
            self.joins.note("disputes found through the division of their name", record.id);
        } else if let Some(twin) = self.twin(&record) {
            self.absorb(&twin, record);
        } else if let Some(twin) = self.spelled_alike(&record) {
            self.absorb(&twin, without_size(record));
        } else {
            self.add_new(record);
        }
    }

    /// Adds the town that an airport serves unless a place of nearly that name lies within reach of the airport.
    pub fn add_served(&mut self, record: Record) {
        let close = |other: &Record| kilometers(other.point, record.point) < SERVED;
        let name = fold(&record.name);
        let namesakes =
            [&self.by_name, &self.by_alias].into_iter().filter_map(|names| names.get(&name)).flatten();
        let known = namesakes.filter_map(|id| self.records.get(id)).any(close);
        if known || self.settlements_near(&record, SERVED / 2.0).any(|other| has_spelling(other, &record)) {
            self.joins.count("towns of airports matched");
        } else if self.records.contains_key(&record.id) {
            self.joins.note("towns of airports of one name", record.id);
        } else {
            self.joins.count("towns of airports unmatched");
            self.insert(record);
        }
    }

    fn add_new(&mut self, record: Record) {
        self.joins.count(source(&record.id, "unmatched"));
        match self.misplaced(&record) {
            Some((home, true)) => {
                self.joins
                    .note("remote towns far from the town of their name", format!("{}={home}", record.id));
                if let Some(home) = self.records.get_mut(&home) {
                    home.absorb(without_size(record));
                }
            }
            Some((_, false)) => {
                self.joins.note("remote towns with the people of a namesake", record.id.clone());
                self.insert(without_size(record));
            }
            None => self.insert(record),
        }
    }

    fn insert(&mut self, record: Record) {
        let name = fold(&record.name);
        for alias in folded(&record).into_iter().filter(|alias| *alias != name) {
            self.by_alias.entry(alias).or_default().push(record.id.clone());
        }
        self.by_name.entry(name).or_default().push(record.id.clone());
        if is_settled(&record) {
            self.by_cell.entry(cell(record.point)).or_default().push(record.id.clone());
        }
        self.records.insert(record.id.clone(), record);
    }

    fn absorb(&mut self, twin: &str, record: Record) {
        let Some(twin) = self.records.get_mut(twin) else { return };
        note_join(twin, &record, self.joins);
        // Rows of ours give the English name.
        if record.id.starts_with("settlement:") {
            twin.rename(&record.name);
        }
        twin.absorb(record);
    }

    /// The place that the record is, by name and place: its usual name is one of the other's, or the other way round.
    fn twin(&self, record: &Record) -> Option<String> {
        let name = fold(&record.name);
        let called = |other: &Record, record: &Record| {
            folded(record).contains(&fold(&other.name)) && same_by_alias(other, record)
        };
        self.nearest(record, self.by_name.get(&name), same_thing)
            .or_else(|| self.nearest(record, self.by_alias.get(&name), same_by_alias))
            .or_else(|| {
                let aliases = folded(record);
                aliases.iter().find_map(|alias| self.nearest(record, self.by_name.get(alias), called))
            })
    }

    /// Of the places that are the same as the record, one that bears its usual name as its own, then the nearest.
    fn nearest(
        &self,
        record: &Record,
        ids: Option<&Vec<String>>,
        same: impl Fn(&Record, &Record) -> bool,
    ) -> Option<String> {
        let name = fold(&record.name);
        let twins = ids?.iter().filter_map(|id| self.records.get(id)).filter(|other| same(other, record));
        let key = |other: &Record| (fold(&other.name) != name, kilometers(other.point, record.point));
        let keyed = twins.map(|other| (key(other), &other.id));
        keyed
            .min_by(|(a, a_id), (b, b_id)| {
                a.0.cmp(&b.0).then_with(|| a.1.total_cmp(&b.1)).then_with(|| a_id.cmp(b_id))
            })
            .map(|(_, id)| id.clone())
    }

    /// A settlement close by whose name is spelled nearly like that of a town.
    fn spelled_alike(&self, record: &Record) -> Option<String> {
        let source = record.id.split(':').next().unwrap_or("");
        let same = |other: &&Record| match source {
            "settlement" => has_spelling(other, record),
            "post" => compact(&other.name) == compact(&record.name),
            "town" => {
                let apart = kilometers(other.point, record.point);
                has_spelling(other, record)
                    || record.population > 1000 && record.population == other.population
                    || apart < 3.0 && is_part(&other.name, &record.name)
            }
            _ => false,
        };
        let near = self.settlements_near(record, NEAR).filter(same);
        let apart = |other: &&Record| kilometers(other.point, record.point);
        near.min_by(|a, b| apart(a).total_cmp(&apart(b)).then_with(|| a.id.cmp(&b.id))).map(|r| r.id.clone())
    }

    /// Settlements of the record's country within so many km (at most about 100).
    fn settlements_near<'b>(&'b self, record: &'b Record, reach: f64) -> impl Iterator<Item = &'b Record> {
        let (x, y) = cell(record.point);
        let around = (-2..=2).flat_map(move |dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        let ids = around.filter_map(|key| self.by_cell.get(&key)).flatten();
        ids.filter_map(|id| self.records.get(id))
            .filter(move |r| r.country == record.country && kilometers(r.point, record.point) < reach)
    }

    /// The town whose name or people a town of Natural Earth has although it lies elsewhere, and whether it is that town.
    fn misplaced(&self, record: &Record) -> Option<(String, bool)> {
        if !record.id.starts_with("town:") || record.population < TOWN {
            return None;
        }
        let namesakes = self.by_name.get(&fold(&record.name)).into_iter().flatten();
        let towns = namesakes.filter_map(|id| self.records.get(id)).filter(|r| {
            r.kind == "settlement" && r.population >= TOWN && r.population * 4 > record.population
        });
        let home = towns.max_by_key(|r| (r.country == record.country, r.population))?;
        Some((home.id.clone(), home.country == record.country))
    }

    /// Whether a country or division bears the name: the dispute is then found through its land.
    fn is_divided_already(&self, record: &Record) -> bool {
        let name = fold(&record.name);
        let ids = self.by_name.get(&name).into_iter().flatten();
        ids.filter_map(|id| self.records.get(id))
            .any(|r| matches!(r.kind.as_str(), "country" | "dependency" | "admin1") && fold(&r.name) == name)
    }
}

fn folded(record: &Record) -> BTreeSet<String> {
    std::iter::once(&record.name).chain(record.names.iter().map(|n| &n.text)).map(|n| fold(n)).collect()
}

fn is_settled(record: &Record) -> bool {
    matches!(record.kind.as_str(), "settlement" | "quarter")
}

/// Whether a name of one settlement is spelled nearly like a name of the other.
fn has_spelling(a: &Record, b: &Record) -> bool {
    let spellings = |r: &Record| -> Vec<String> {
        std::iter::once(&r.name).chain(r.names.iter().map(|n| &n.text)).map(|n| compact(n)).collect()
    };
    let own = spellings(b);
    spellings(a).iter().any(|name| own.iter().any(|other| alike(name, other)))
}

/// A misspelled or misplaced name says nothing of the people: Natural Earth counts whole conurbations.
fn without_size(record: Record) -> Record {
    Record { population: 0, rank: 10, ..record }
}

/// Town and post office lists are long, so only what is odd about their joins is listed.
fn note_join(twin: &Record, record: &Record, joins: &mut Joins) {
    joins.count(source(&record.id, "matched"));
    if !record.country.is_empty() && !twin.country.is_empty() && record.country != twin.country {
        joins.note("conflicts: one place in two countries", format!("{}={}", record.id, twin.id));
    }
    if twin.kind != record.kind && record.kind != "settlement" {
        joins.note("conflicts: one place of two kinds", format!("{}={}", record.id, twin.id));
    }
}

/// The row of the report for records of a source.
fn source(id: &str, what: &str) -> &'static str {
    let matched = what == "matched";
    match id.split(':').next() {
        Some("airport") if matched => "airports matched",
        Some("airport") => "airports unmatched",
        Some("post") if matched => "post offices matched",
        Some("post") => "post offices unmatched",
        Some("town") if matched => "remote towns matched",
        Some("town") => "remote towns unmatched",
        Some("settlement") if matched => "towns of our table matched",
        Some("settlement") => "towns of our table unmatched",
        Some("river" | "lake") if matched => "rivers and lakes matched",
        Some("river" | "lake") => "rivers and lakes unmatched",
        Some("line" | "dispute") if matched => "lines and disputes matched",
        Some("line" | "dispute") => "lines and disputes unmatched",
        _ if matched => "rows of our layers and tables matched",
        _ => "rows of our layers and tables unmatched",
    }
}

#[cfg(test)]
mod tests {
    use super::Merge;
    use crate::gazetteer::joins::Joins;
    use crate::gazetteer::record::Record;
    use std::collections::BTreeMap;

    fn town(id: &str, name: &str, population: u64, point: [f64; 2]) -> Record {
        Record {
            id: id.to_owned(),
            name: name.to_owned(),
            kind: "settlement".to_owned(),
            country: "CY".to_owned(),
            population,
            point,
            ..Record::default()
        }
    }

    fn merged(further: Record) -> BTreeMap<String, Record> {
        let mut limassol = town("gn1", "Limassol", 154_000, [33.04, 34.68]);
        limassol.add_name('n', "", "Lemesos");
        let mut records = BTreeMap::from([("gn1".to_owned(), limassol)]);
        let mut joins = Joins::default();
        Merge::new(&mut records, &mut joins).add(further);
        records
    }

    #[test]
    fn a_town_under_another_spelling_is_the_town() {
        let records = merged(town("town:CY-lemosos", "Lemosos", 900_000, [33.03, 34.67]));
        assert_eq!(records.len(), 1);
        assert_eq!((records["gn1"].population, records["gn1"].old_ids.len()), (154_000, 1));
        assert_eq!(merged(town("town:CY-lefkara", "Lefkara", 1000, [33.03, 34.67])).len(), 2);
    }

    #[test]
    fn a_town_far_from_its_namesake_of_that_size_is_misplaced() {
        assert_eq!(merged(town("town:CY-limassol", "Limassol", 150_000, [34.5, 35.5])).len(), 1);
        assert_eq!(merged(town("town:CY-limassol", "Limassol", 900, [34.5, 35.5])).len(), 2);
    }
}
