//! One place is one record: which records of different sources, or of one, are the same place.

use std::collections::BTreeMap;

use crate::gazetteer::division_names::bare_names;
use crate::gazetteer::extent::cell;
use crate::gazetteer::fold::fold;
use crate::gazetteer::joins::Joins;
use crate::gazetteer::nearby::kilometers;
use crate::gazetteer::record::Record;

/// Within this many km two settlements of one name in one country are one.
const NEAR: f64 = 10.0;

/// Joins settlements that one source has twice; the one with more people stays.
#[must_use]
pub fn join_settlements(cities: Vec<Record>, joins: &mut Joins) -> Vec<Record> {
    join_spellings(join_namesakes(cities, joins), joins)
}

/// Within this many km two settlements of which one bears the usual name of the other are one.
const BESIDE: f64 = 2.0;

/// Joins a settlement with a larger one beside it if one bears the usual name of the other.
fn join_spellings(mut cities: Vec<Record>, joins: &mut Joins) -> Vec<Record> {
    cities.sort_by(|a, b| b.population.cmp(&a.population).then_with(|| a.id.cmp(&b.id)));
    let mut by_cell: BTreeMap<(i32, i32), Vec<usize>> = BTreeMap::new();
    let mut out: Vec<Record> = Vec::new();
    for city in cities {
        let (x, y) = cell(city.point);
        let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy)));
        let near = around.filter_map(|key| by_cell.get(&key)).flatten().copied();
        let twin = near.filter(|i| is_spelling(&out[*i], &city)).min();
        if let Some(twin) = twin {
            joins.count("settlements joined to one beside that bears their name");
            out[twin].absorb(city);
        } else {
            by_cell.entry((x, y)).or_default().push(out.len());
            out.push(city);
        }
    }
    out
}

fn is_spelling(a: &Record, b: &Record) -> bool {
    let settled = a.kind == "settlement" && b.kind == "settlement" && a.country == b.country;
    let bears = |a: &Record, b: &Record| {
        let name = fold(&b.name);
        a.names.iter().any(|n| fold(&n.text) == name)
    };
    settled && kilometers(a.point, b.point) < BESIDE && (bears(a, b) || bears(b, a))
}

/// Joins settlements of one name.
fn join_namesakes(cities: Vec<Record>, joins: &mut Joins) -> Vec<Record> {
    let mut groups: BTreeMap<(String, String), Vec<Record>> = BTreeMap::new();
    for city in cities {
        groups.entry((city.country.clone(), fold(&city.name))).or_default().push(city);
    }
    let mut out = Vec::new();
    for mut group in groups.into_values() {
        group.sort_by(|a, b| b.population.cmp(&a.population).then_with(|| a.id.cmp(&b.id)));
        let first = out.len();
        for city in group {
            let twin = out[first..].iter_mut().find(|r: &&mut Record| kilometers(r.point, city.point) < NEAR);
            match twin {
                Some(twin) => {
                    joins.count("settlements joined to one of the same name");
                    twin.absorb(city);
                }
                None => out.push(city),
            }
        }
    }
    out
}

/// Joins the divisions that a dependency consists of in another country's lists, and that bear its name, to it.
pub fn join_dependencies(records: &mut BTreeMap<String, Record>, joins: &mut Joins) {
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for record in records.values().filter(|r| r.kind == "dependency") {
        homes.entry(fold(&record.name)).or_default().push(record.id.clone());
    }
    let division = |r: &&Record| matches!(r.kind.as_str(), "admin1" | "admin2");
    let twins: Vec<(String, String)> = records
        .values()
        .filter(division)
        .filter_map(|r| {
            let home = homes
                .get(&fold(&r.name))?
                .iter()
                .find(|home| records.get(*home).is_some_and(|h| kilometers(h.point, r.point) < 100.0))?;
            Some((r.id.clone(), home.clone()))
        })
        .collect();
    for (id, home) in twins {
        let Some(record) = records.remove(&id) else { continue };
        if let Some(home) = records.get_mut(&home) {
            home.absorb(record);
        }
        for inner in records.values_mut() {
            for parent in [&mut inner.admin1, &mut inner.admin2] {
                if *parent == id {
                    parent.clear();
                }
            }
        }
        joins.note("divisions joined to the dependency that they are", id);
    }
}

/// What is one thing on the ground, whatever sort of thing a source takes it for.
fn is_spot(record: &Record) -> bool {
    matches!(record.kind.as_str(), "park" | "site" | "landform" | "island" | "peak" | "airport" | "range")
}

/// Land that is named for itself.
fn is_land(record: &Record) -> bool {
    matches!(record.kind.as_str(), "group" | "region" | "range" | "island" | "landform")
}

/// Whether that is the division's own name, with or without its generic word.
fn called(division: &Record, name: &str) -> bool {
    let names = bare_names(&division.name).into_iter().chain([division.name.clone()]);
    names.into_iter().any(|own| fold(&own) == fold(name))
}

fn is_settled(record: &Record) -> bool {
    matches!(record.kind.as_str(), "settlement" | "quarter")
}

/// Whether two records of one name are one place: divisions join with regions of the same country, points with points
/// of a like kind.
#[must_use]
pub fn same_thing(a: &Record, b: &Record) -> bool {
    let apart = kilometers(a.point, b.point);
    let reach = f64::from(a.radius.max(b.radius)) / 2.0;
    let division = |r: &Record| matches!(r.kind.as_str(), "admin1" | "admin2" | "dependency");
    if division(a) && matches!(b.kind.as_str(), "region" | "island") {
        // A second-order division may bear the name of the larger region around it as one of many.
        let named = a.kind != "admin2" || called(a, &b.name);
        return named && a.country == b.country && apart < reach.clamp(150.0, 300.0);
    }
    if a.kind == "country" && b.kind == "island" {
        return a.country == b.country && a.id != "IE";
    }
    if matches!(a.kind.as_str(), "group" | "region") && b.kind == "region" {
        return apart < 1500.0;
    }
    if is_land(a) && is_land(b) {
        return apart < reach.clamp(12.0, 700.0);
    }
    if a.kind == "park" && b.kind == "park" {
        return apart < 12.0 + reach;
    }
    if is_spot(a) && is_spot(b) || matches!((a.kind.as_str(), b.kind.as_str()), ("site", "line" | "dispute"))
    {
        return apart < 12.0;
    }
    if matches!(a.kind.as_str(), "region" | "island" | "landform")
        && matches!(b.kind.as_str(), "dispute" | "line")
    {
        return apart < if b.kind == "line" { 50.0 } else { 300.0 };
    }
    if is_settled(a) && is_settled(b) {
        // A row of ours knows its country: border towns often have a namesake on the other side.
        let one_country = a.country == b.country || !b.id.starts_with("settlement:");
        return one_country && apart < NEAR || a.country == b.country && apart < 40.0;
    }
    a.kind == b.kind && apart < 30.0 + reach
}

/// Whether two records of which one bears the usual name of the other as one of many are one place: nearer together and of
/// a more like kind than namesakes need to be.
#[must_use]
pub fn same_by_alias(a: &Record, b: &Record) -> bool {
    let apart = kilometers(a.point, b.point);
    let base = |r: &Record| matches!(r.kind.as_str(), "airport" | "site");
    match (a.kind.as_str(), b.kind.as_str()) {
        ("island", "island") => same_thing(a, b),
        ("peak" | "river", _) if a.kind == b.kind => apart < 3.0,
        ("park", "park") => same_thing(a, b),
        _ => base(a) && base(b) && apart < 3.0,
    }
}

#[cfg(test)]
mod tests {
    use super::{join_settlements, same_thing};
    use crate::gazetteer::joins::Joins;
    use crate::gazetteer::record::Record;

    fn record(id: &str, kind: &str, population: u64, point: [f64; 2]) -> Record {
        Record {
            id: id.to_owned(),
            name: "Sabha".to_owned(),
            kind: kind.to_owned(),
            population,
            point,
            ..Record::default()
        }
    }

    #[test]
    fn the_larger_of_two_towns_of_one_name_stays() {
        let cities = vec![
            record("gn1", "settlement", 10, [14.0, 27.0]),
            record("gn2", "settlement", 99, [14.01, 27.0]),
            record("gn3", "settlement", 5, [15.0, 27.0]),
        ];
        let joined = join_settlements(cities, &mut Joins::default());
        assert_eq!(joined.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(), ["gn2", "gn3"]);
        assert_eq!(joined[0].old_ids, ["gn1"]);
    }

    #[test]
    fn a_town_under_two_names_is_one() {
        let mut bucharest = record("gn1", "settlement", 99, [26.1, 44.43]);
        bucharest.name = "Bucharest".to_owned();
        bucharest.add_name('n', "", "București");
        let mut beside = record("gn2", "settlement", 0, [26.11, 44.43]);
        beside.name = "Bucuresti".to_owned();
        let joined = join_settlements(vec![beside, bucharest], &mut Joins::default());
        assert_eq!(joined.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(), ["gn1"]);
    }

    #[test]
    fn an_air_base_is_one_place_but_a_river_is_not_its_province() {
        let base = record("airport:XXXX", "airport", 0, [14.0, 27.0]);
        assert!(same_thing(&base, &record("site:x", "site", 0, [14.05, 27.0])));
        assert!(!same_thing(&base, &record("river:x", "river", 0, [14.05, 27.0])));
    }
}
