//! A record of the gazetteer and its line in `gazetteer.tsv.gz`.

use std::collections::BTreeSet;

use crate::error::{Error, Result};

/// The head line of the table.
pub const HEAD: &str = "id\tname\tkind\tfeature\tlon\tlat\tlabel_lon\tlabel_lat\tcountry\tadmin1\tadmin2\tparents\tpopulation\trank\tradius\tgeometry\tnames\told_ids";

/// A name of a place: kind letter (see `gazetteer_format::NAME_KINDS`), language or empty, the name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// `n` alternate, `s` abbreviation, `f` former, `d` demonym, `j` adjective, `g` generic.
    pub kind: char,
    /// Language code, or empty if unknown.
    pub lang: String,
    /// The name as written.
    pub text: String,
}

/// One place.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    /// Stable id.
    pub id: String,
    /// Canonical English name.
    pub name: String,
    /// Kind, as in `gazetteer_format::KINDS`.
    pub kind: String,
    /// GeoNames feature code, or empty.
    pub feature: String,
    /// Longitude and latitude of the reference point, degrees.
    pub point: [f64; 2],
    /// Where a label may stand, degrees.
    pub label: Option<[f64; 2]>,
    /// ISO 3166-1 alpha-2 country, or empty.
    pub country: String,
    /// GeoNames code of the first-order division (`PK.03`), or empty.
    pub admin1: String,
    /// GeoNames code of the second-order division, or empty.
    pub admin2: String,
    /// Ids of further containing places.
    pub parents: Vec<String>,
    /// Inhabitants, 0 if unknown.
    pub population: u64,
    /// Cartographic rank, 0 to 10.
    pub rank: u8,
    /// Radius around the point in km, 0 if unknown.
    pub radius: u32,
    /// Reference to a geometry of the bundle, or empty.
    pub geometry: String,
    /// Other names.
    pub names: BTreeSet<Name>,
    /// Ids under which earlier versions knew the place.
    pub old_ids: Vec<String>,
}

impl Record {
    /// Adds a name unless it is empty, unreadable in the table, or the canonical one.
    pub fn add_name(&mut self, kind: char, lang: &str, text: &str) {
        let text = text.trim();
        if text.is_empty()
            || text == self.name && kind == 'n' && lang.is_empty()
            || text.contains(['|', '\t', '\n'])
        {
            return;
        }
        self.names.insert(Name { kind, lang: lang.to_owned(), text: text.to_owned() });
    }

    /// Gives the record an English name to be shown; the name that it had stays one of its others.
    pub fn rename(&mut self, english: &str) {
        let english = english.trim();
        if english.is_empty() || english == self.name {
            return;
        }
        let old = std::mem::replace(&mut self.name, english.to_owned());
        self.names.retain(|n| !(n.text == english && n.kind == 'n'));
        self.add_name('n', "", &old);
    }

    /// Takes the names, geometry and label point of another record of the same place.
    pub fn absorb(&mut self, other: Record) {
        self.add_name('n', "", &other.name);
        self.names.extend(other.names);
        if other.kind == "dispute" || other.kind == "line" && self.geometry.is_empty() {
            self.kind = other.kind;
            self.geometry = other.geometry;
        } else if self.geometry.is_empty() {
            self.geometry = other.geometry;
        }
        if self.label.is_none() {
            self.label = other.label;
        }
        if self.admin1.is_empty() {
            self.admin1 = other.admin1;
            self.admin2 = other.admin2;
        }
        self.old_ids.extend(other.old_ids);
        if !other.id.is_empty() && other.id != self.id {
            self.old_ids.push(other.id);
        }
        self.rank = self.rank.min(other.rank);
        self.population = self.population.max(other.population);
        self.radius = self.radius.max(other.radius);
    }

    /// The line of the table.
    #[must_use]
    pub fn line(&self) -> String {
        let point = |p: [f64; 2]| format!("{}\t{}", degrees(p[0]), degrees(p[1]));
        let label = self.label.map_or_else(|| "\t".to_owned(), point);
        let names: Vec<String> = self.names.iter().map(name_item).collect();
        let number = |n: u64| if n == 0 { String::new() } else { n.to_string() };
        [
            &self.id,
            &self.name,
            &self.kind,
            &self.feature,
            &point(self.point),
            &label,
            &self.country,
            &self.admin1,
            &self.admin2,
            &self.parents.join(" "),
            &number(self.population),
            &self.rank.to_string(),
            &number(self.radius.into()),
            &self.geometry,
            &names.join("|"),
            &self.old_ids.join(" "),
        ]
        .map(String::as_str)
        .join("\t")
    }

    /// Reads a line of the table.
    pub fn parse(line: &str) -> Result<Self> {
        let cells: Vec<&str> = line.split('\t').collect();
        let bad =
            |what: &str| Error::new(format!("gazetteer line {:?}: bad {what}", cells.first().unwrap_or(&"")));
        let [
            id,
            name,
            kind,
            feature,
            lon,
            lat,
            label_lon,
            label_lat,
            country,
            admin1,
            admin2,
            parents,
            population,
            rank,
            radius,
            geometry,
            names,
            old_ids,
        ] = cells[..]
        else {
            return Err(bad("number of columns"));
        };
        let degree = |s: &str| s.parse::<f64>().map_err(|_| bad("degrees"));
        let count = |s: &str| if s.is_empty() { Ok(0) } else { s.parse::<u64>().map_err(|_| bad("number")) };
        let label = if label_lon.is_empty() { None } else { Some([degree(label_lon)?, degree(label_lat)?]) };
        Ok(Self {
            id: id.to_owned(),
            name: name.to_owned(),
            kind: kind.to_owned(),
            feature: feature.to_owned(),
            point: [degree(lon)?, degree(lat)?],
            label,
            country: country.to_owned(),
            admin1: admin1.to_owned(),
            admin2: admin2.to_owned(),
            parents: words(parents),
            population: count(population)?,
            rank: u8::try_from(count(rank)?).map_err(|_| bad("rank"))?,
            radius: u32::try_from(count(radius)?).map_err(|_| bad("radius"))?,
            geometry: geometry.to_owned(),
            names: names
                .split('|')
                .filter(|n| !n.is_empty())
                .map(|n| parse_name(n).ok_or_else(|| bad("name")))
                .collect::<Result<_>>()?,
            old_ids: words(old_ids),
        })
    }
}

fn words(cell: &str) -> Vec<String> {
    cell.split_whitespace().map(str::to_owned).collect()
}

/// Degrees with at most four decimals, which is eleven meters.
fn degrees(d: f64) -> String {
    let rounded = (d * 1e4).round() / 1e4;
    if rounded == 0.0 { "0".to_owned() } else { rounded.to_string() }
}

/// Plain alternates stand alone; others as `kind@lang:name`.
fn name_item(name: &Name) -> String {
    match (name.kind, name.lang.as_str()) {
        ('n', "") => name.text.clone(),
        (kind, "") => format!("{kind}:{}", name.text),
        (kind, lang) => format!("{kind}@{lang}:{}", name.text),
    }
}

fn parse_name(item: &str) -> Option<Name> {
    let plain = || Name { kind: 'n', lang: String::new(), text: item.to_owned() };
    let Some((head, text)) = item.split_once(':') else { return Some(plain()) };
    let (kind, lang) = head.split_once('@').unwrap_or((head, ""));
    let mut letters = kind.chars();
    match (letters.next(), letters.next()) {
        (Some(kind), None) if kind.is_ascii_lowercase() => {
            Some(Name { kind, lang: lang.to_owned(), text: text.to_owned() })
        }
        _ => Some(plain()),
    }
}

#[cfg(test)]
mod tests {
    use super::Record;

    #[test]
    fn a_line_reads_back_as_the_record() {
        let mut record = Record {
            id: "gn1".into(),
            name: "Kabul".into(),
            kind: "settlement".into(),
            point: [69.17, 34.53],
            rank: 1,
            ..Record::default()
        };
        record.add_name('n', "", "Kaboul");
        record.add_name('n', "fr", "Kaboul");
        record.add_name('d', "", "Kabuli");
        record.population = 5;
        assert_eq!(Record::parse(&record.line()).ok(), Some(record));
    }
}
