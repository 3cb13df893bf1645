//! The joined gazetteer: what names lead to, what places belong to, and that one place is one record.

use std::collections::BTreeMap;

use dateline::geodata::gazetteer::{Gazetteer, NameKind};
use dateline::model::place::PlaceKind;

fn gazetteer() -> &'static Gazetteer {
    Gazetteer::bundled().expect("the bundled gazetteer opens")
}

/// A name, the id that comes first for it, and what sort of name it is.
const NAMES: &[(&str, &str, NameKind)] = &[
    ("Afghanistan", "AF", NameKind::Canonical),
    ("Kabul", "gn1138958", NameKind::Canonical),
    ("KABUL", "gn1138958", NameKind::Canonical),
    ("Kaboul", "gn1138958", NameKind::Alternate),
    ("Кабул", "gn1138958", NameKind::Alternate),
    ("U.S.", "US", NameKind::Abbreviation),
    ("America", "US", NameKind::Canonical),
    ("UK", "GB", NameKind::Abbreviation),
    ("Britain", "GB", NameKind::Canonical),
    ("UAE", "AE", NameKind::Abbreviation),
    ("DPRK", "KP", NameKind::Abbreviation),
    ("Holland", "NL", NameKind::Canonical),
    ("Czech Republic", "CZ", NameKind::Canonical),
    ("Zaire", "CD", NameKind::Former),
    ("Ceylon", "LK", NameKind::Former),
    ("Rhodesia", "ZW", NameKind::Former),
    ("Peking", "gn1816670", NameKind::Former),
    ("Bombay", "gn1275339", NameKind::Former),
    ("Leningrad", "gn498817", NameKind::Former),
    ("French", "FR", NameKind::Adjective),
    ("Frenchmen", "FR", NameKind::Demonym),
    ("Pakistani", "PK", NameKind::Adjective),
    ("Afghans", "AF", NameKind::Demonym),
    ("Palestinian", "PS", NameKind::Adjective),
    ("Danes", "DK", NameKind::Demonym),
    ("Texan", "US.TX", NameKind::Adjective),
    ("Dagestani", "RU.17", NameKind::Adjective),
    ("Londoners", "gn2643743", NameKind::Demonym),
    ("European", "continent:EU", NameKind::Adjective),
    ("Calif.", "US.CA", NameKind::Abbreviation),
    ("NSW", "AU.02", NameKind::Abbreviation),
    ("Khyber Pakhtunkhwa", "PK.03", NameKind::Canonical),
    ("North-West Frontier Province", "PK.03", NameKind::Former),
    ("Cook County", "US.IL.031", NameKind::Canonical),
    ("Durand Line", "line:durand-line", NameKind::Canonical),
    ("Danube River", "river:danube", NameKind::Alternate),
    ("Gulf of Aden", "sea:gulf-of-aden", NameKind::Canonical),
    ("EU", "group:european-union", NameKind::Alternate),
    ("West Africa", "group:west-africa", NameKind::Canonical),
    ("Mount Everest", "site:mount-everest", NameKind::Canonical),
    ("Vancouver Island", "region:vancouver-island", NameKind::Canonical),
    ("Yellowstone", "region:yellowstone-national-park", NameKind::Alternate),
];

#[test]
fn names_lead_to_the_place_they_first_of_all_mean() {
    let g = gazetteer();
    let wrong: Vec<String> = NAMES
        .iter()
        .filter_map(|(name, id, kind)| {
            let first = g.lookup(name).and_then(|p| p.iter().next());
            let found = first.map(|p| (g.id(p.place), p.kind));
            (found != Some((*id, *kind))).then(|| format!("{name}: {found:?}, expected {id} {kind:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_kind_of_place_is_there() {
    let g = gazetteer();
    let mut counts: BTreeMap<PlaceKind, usize> = BTreeMap::new();
    for place in g.places() {
        *counts.entry(g.kind(place)).or_default() += 1;
    }
    let least = [
        (PlaceKind::Continent, 7),
        (PlaceKind::Country, 195),
        (PlaceKind::Dependency, 50),
        (PlaceKind::Admin1, 3_700),
        (PlaceKind::Admin2, 25_000),
        (PlaceKind::Settlement, 240_000),
        (PlaceKind::River, 1_000),
        (PlaceKind::Lake, 700),
        (PlaceKind::Sea, 150),
        (PlaceKind::Region, 250),
        (PlaceKind::Site, 300),
        (PlaceKind::Airport, 7_000),
        (PlaceKind::Line, 40),
        (PlaceKind::Dispute, 40),
    ];
    for (kind, least) in least {
        let n = counts.get(&kind).copied().unwrap_or(0);
        assert!(n >= least, "{kind:?}: {n} places, expected {least}");
    }
}

#[test]
fn one_country_is_one_record_and_has_a_capital() {
    let g = gazetteer();
    let mut capitals: BTreeMap<&str, usize> = BTreeMap::new();
    for place in g.places().filter(|p| g.feature(*p) == "PPLC") {
        *capitals.entry(g.country_code(place)).or_default() += 1;
    }
    let without: Vec<&str> = g
        .places()
        .filter(|p| g.kind(*p) == PlaceKind::Country)
        .map(|p| g.country_code(p))
        .filter(|code| !capitals.contains_key(code))
        .collect();
    // Palestine's capital is disputed, so GeoNames gives none; Nauru has no official one.
    assert!(without.len() <= 4, "{without:?}");
}

#[test]
fn settlements_of_one_name_and_place_are_not_doubled() {
    let g = gazetteer();
    let mut seen: BTreeMap<(String, &str, i32, i32), &str> = BTreeMap::new();
    let mut doubles = 0;
    for place in g.places().filter(|p| g.kind(*p) == PlaceKind::Settlement && g.population(*p) > 50_000) {
        let at = g.point(place);
        let key = (
            g.name(place).to_lowercase(),
            g.country_code(place),
            (at.lon * 20.0) as i32,
            (at.lat * 20.0) as i32,
        );
        doubles += usize::from(seen.insert(key, g.id(place)).is_some());
    }
    assert!(doubles <= 12, "{doubles} towns stand twice");
}

#[test]
fn parents_are_the_divisions_the_country_and_its_groups() {
    let g = gazetteer();
    let kandahar =
        g.lookup("Kandahar").and_then(|p| p.iter().find(|p| g.kind(p.place) == PlaceKind::Settlement));
    let names: Vec<&str> =
        kandahar.map(|p| g.parents(p.place)).unwrap_or_default().into_iter().map(|p| g.name(p)).collect();
    assert!(
        names.contains(&"Kandahar") && names.contains(&"Afghanistan") && names.contains(&"South Asia"),
        "{names:?}"
    );
}
