//! Takes from divisions the names that belong to others: a borough is not "Greater London", a parish not its country.

use std::collections::{BTreeMap, BTreeSet};

use crate::gazetteer::division_names::{bare_names, give_spoken_names};
use crate::gazetteer::fold::fold;
use crate::gazetteer::nearby::kilometers;
use crate::gazetteer::record::Record;

/// A namesake as far off as this, in km, is another place of that name.
const REACH: f64 = 150.0;

/// Who bears a name as its own.
struct Owner {
    id: String,
    order: u8,
    admin1: String,
    point: [f64; 2],
}

/// Drops from each division the names that a country, or another division of its order or above, bears as its own near
/// by or in the same first-order division.
pub fn drop_names_of_others(records: &mut BTreeMap<String, Record>) {
    let mut owners: BTreeMap<(String, String), Vec<Owner>> = BTreeMap::new();
    for record in records.values() {
        let Some(order) = order(record) else { continue };
        for name in own_names(record) {
            let owner =
                Owner { id: record.id.clone(), order, admin1: record.admin1.clone(), point: record.point };
            owners.entry((record.country.clone(), name)).or_default().push(owner);
        }
    }
    for record in records.values_mut() {
        let Some(order) = order(record).filter(|order| *order > 0) else { continue };
        let own = spoken_names(record);
        let lost = |name: &str| {
            let key = (record.country.clone(), fold(name));
            !own.contains(&key.1)
                && owners.get(&key).is_some_and(|list| list.iter().any(|o| takes(o, record, order)))
        };
        let names = record.names.iter().filter(|n| n.kind != 'n' || !lost(&n.text)).cloned().collect();
        record.names = names;
    }
}

fn takes(owner: &Owner, record: &Record, order: u8) -> bool {
    let near = || kilometers(owner.point, record.point) < REACH;
    let within = owner.order < order || owner.admin1 == record.admin1 && order == 2 || near();
    owner.id != record.id && owner.order <= order && within
}

/// How many orders of divisions contain it.
fn order(record: &Record) -> Option<u8> {
    match record.kind.as_str() {
        "country" | "dependency" => Some(0),
        "admin1" => Some(1),
        "admin2" => Some(2),
        _ => None,
    }
}

fn own_names(record: &Record) -> BTreeSet<String> {
    std::iter::once(record.name.clone()).chain(bare_names(&record.name)).map(|n| fold(&n)).collect()
}

/// Its own names and what texts make of them.
fn spoken_names(record: &Record) -> BTreeSet<String> {
    let mut spoken = Record { names: BTreeSet::new(), ..record.clone() };
    give_spoken_names(&mut spoken);
    own_names(record).into_iter().chain(spoken.names.iter().map(|n| fold(&n.text))).collect()
}

#[cfg(test)]
mod tests {
    use super::drop_names_of_others;
    use crate::gazetteer::record::Record;
    use std::collections::BTreeMap;

    #[test]
    fn a_part_does_not_bear_the_name_of_the_whole_but_keeps_its_own() {
        let division = |id: &str, kind: &str, name: &str, names: &[&str]| {
            let mut record =
                Record { id: id.into(), kind: kind.into(), name: name.into(), ..Record::default() };
            record.country = "MT".into();
            names.iter().for_each(|n| record.add_name('n', "", n));
            (record.id.clone(), record)
        };
        let mut records = BTreeMap::from([
            division("MT", "country", "Malta", &[]),
            division("MT.1", "admin1", "Il-Mosta", &["Malta", "Mosta"]),
            division("MT.2", "admin1", "Mosta Region", &["Mosta"]),
        ]);
        drop_names_of_others(&mut records);
        assert!(records["MT.1"].names.is_empty(), "both belong to others: {:?}", records["MT.1"].names);
        assert_eq!(records["MT.2"].names.len(), 1);
    }
}
