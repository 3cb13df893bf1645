//! The joined gazetteer: what names lead to, what places belong to, and that one place is one record.

use std::collections::BTreeMap;

use dateline::geodata::gazetteer::{Gazetteer, NameKind, PlaceRef};
use dateline::model::geo::LonLat;
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
    ("Kashmir", "region:kashmir", NameKind::Canonical),
    ("Indian-administered Kashmir", "region:indian-administered-kashmir", NameKind::Canonical),
    ("Indian-controlled Kashmir", "region:indian-administered-kashmir", NameKind::Alternate),
    ("Pakistan-administered Kashmir", "region:pakistan-administered-kashmir", NameKind::Canonical),
    ("Azad Kashmir", "PK.06", NameKind::Canonical),
    ("Tiber", "river:tevere-tiber", NameKind::Canonical),
    ("Dnieper", "river:dnepre", NameKind::Canonical),
    ("Kunar River", "river:kunar-river", NameKind::Canonical),
    ("Kharkiv Oblast", "UA.07", NameKind::Alternate),
    ("Province of Quebec", "CA.10", NameKind::Alternate),
    ("County Kerry", "IE.M.11", NameKind::Alternate),
    ("Bhind district", "IN.35.420", NameKind::Alternate),
    ("Soviet", "RU", NameKind::Adjective),
    ("East Germany", "DE", NameKind::Former),
    ("Lemosos", "gn146384", NameKind::Alternate),
    ("Nal'chik", "gn523523", NameKind::Canonical),
    ("Nal'chik", "gn523523", NameKind::Canonical),
    ("Hodeidah", "gn79415", NameKind::Canonical),
    ("Hudaydah", "gn79415", NameKind::Alternate),
    ("Masisi", "settlement:CD-masisi", NameKind::Canonical),
    ("Minova", "settlement:CD-minova", NameKind::Canonical),
    ("North Pole", "landform:north-pole", NameKind::Canonical),
    ("K2", "site:k2", NameKind::Canonical),
    ("Svalbard", "SJ.21", NameKind::Canonical),
    ("Shetland", "GB.SCT.W3", NameKind::Alternate),
    ("Lake Victoria", "lake:nyanza", NameKind::Canonical),
    ("Great Bear Lake", "lake:great-bear", NameKind::Canonical),
    ("Senkaku Islands", "dispute:senkaku", NameKind::Canonical),
    ("Dokdo", "dispute:liancourt", NameKind::Alternate),
    ("Seville", "gn2510911", NameKind::Canonical),
    ("North Darfur", "SD.55", NameKind::Canonical),
    ("White House", "site:white-house", NameKind::Canonical),
    ("Heathrow", "airport:EGLL", NameKind::Generic),
];

#[test]
fn parts_of_the_world_that_villages_are_named_for_come_first() {
    let g = gazetteer();
    let pole = g.by_id("landform:north-pole").map(|p| g.point(p).lat);
    assert_eq!(pole, Some(90.0));
    assert!(g.lookup("North Pole").is_some_and(|p| p.iter().any(|p| g.id(p.place) == "gn5870294")));
    let earth = g.by_id("gn5520687").expect("the town in Texas stays");
    assert!(g.weight(earth) == 0.0, "Earth is meant only where a text says that it is in Texas");
}

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

/// Kinds that a source might take for one another.
fn class(kind: PlaceKind) -> u8 {
    match kind {
        PlaceKind::Settlement | PlaceKind::Quarter => 1,
        PlaceKind::Admin1 => 2,
        PlaceKind::Admin2 => 3,
        PlaceKind::River | PlaceKind::Lake | PlaceKind::Sea => 4,
        PlaceKind::Country | PlaceKind::Dependency => 5,
        _ => 6,
    }
}

#[test]
fn one_place_is_one_record() {
    let g = gazetteer();
    let mut groups: BTreeMap<(String, u8, &str), Vec<PlaceRef>> = BTreeMap::new();
    for place in g.places() {
        let key = (g.name(place).to_lowercase(), class(g.kind(place)), g.country_code(place));
        groups.entry(key).or_default().push(place);
    }
    let mut doubles = Vec::new();
    for group in groups.values() {
        for (i, a) in group.iter().enumerate() {
            let near = |b: &&PlaceRef| kilometers(g.point(*a), g.point(**b)) < 10.0;
            doubles.extend(group[i + 1..].iter().find(near).map(|b| (g.id(*a), g.id(*b))));
        }
    }
    assert!(doubles.len() <= 12, "{} places stand twice: {doubles:?}", doubles.len());
}

#[test]
fn a_town_under_two_spellings_is_one_record() {
    let g = gazetteer();
    let mut twins = Vec::new();
    for town in g.places().filter(|p| g.id(*p).starts_with("town:")) {
        let Some(postings) = g.lookup(g.name(town)) else { continue };
        let near = |p: &PlaceRef| {
            *p != town
                && g.kind(*p) == PlaceKind::Settlement
                && g.country_code(*p) == g.country_code(town)
                && kilometers(g.point(*p), g.point(town)) < 10.0
        };
        twins.extend(postings.iter().map(|p| p.place).find(near).map(|p| (g.id(town), g.id(p))));
    }
    assert!(twins.is_empty(), "{twins:?}");
}

/// Close enough for short ways.
fn kilometers(a: LonLat, b: LonLat) -> f64 {
    let across = (a.lon - b.lon) * a.lat.to_radians().cos();
    across.hypot(a.lat - b.lat) * 111.2
}

/// The rows of `geodata/joins.tsv`: what happened, how often, to which ids.
fn joins() -> BTreeMap<String, (usize, Vec<String>)> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata/joins.tsv");
    let text = std::fs::read_to_string(path).expect("the report of the joins is there");
    let row = |line: &str| {
        let mut cells = line.split('\t');
        let (what, number, ids) = (cells.next()?, cells.next()?.parse().ok()?, cells.next()?);
        Some((what.to_owned(), (number, ids.split_whitespace().map(str::to_owned).collect())))
    };
    text.lines().skip(1).filter_map(row).collect()
}

#[test]
fn the_report_of_the_joins_tells_what_the_gazetteer_holds() {
    let (g, joins) = (gazetteer(), joins());
    assert_eq!(joins["records"].0, g.len());
    let kinds = g.places().fold(BTreeMap::new(), |mut counts: BTreeMap<String, usize>, place| {
        *counts.entry(format!("{:?}", g.kind(place)).to_lowercase()).or_default() += 1;
        counts
    });
    for (kind, number) in kinds {
        assert_eq!(joins[&kind].0, number, "{kind}");
    }
    for id in &joins["polygons with a record of their own"].1 {
        assert!(g.by_id(id).is_some(), "{id}");
    }
    for pair in &joins["conflicts: one place of two kinds"].1 {
        let (gone, stays) = pair.split_once('=').expect("two ids");
        assert!(g.by_id(gone).is_some() && g.by_id(gone) == g.by_id(stays), "{pair}");
    }
}

/// Least share of what each join should match, and most conflicts.
#[test]
fn the_joins_stay_as_good_as_they_are() {
    let joins = joins();
    let number = |what: &str| joins.get(what).map_or(0, |row| row.0) as f64;
    let share = |matched: &str, unmatched: &str| number(matched) / (number(matched) + number(unmatched));
    let polygons = number("polygons joined to a first-order division")
        + number("polygons joined to a second-order division");
    assert!(polygons / (polygons + number("polygons with a record of their own")) > 0.89);
    assert!(share("remote towns matched", "remote towns unmatched") > 0.94);
    assert!(share("post offices matched", "post offices unmatched") > 0.5);
    assert!(number("settlements of both snapshots") > 199_000.0);
    assert!(number("divisions left out for want of a position") < 14_000.0);
    assert_eq!(number("names in our tables for a place that is not there"), 0.0);
    assert!(number("conflicts: one place in two countries") <= 28.0);
    assert!(number("conflicts: one place of two kinds") <= 256.0);
    assert!(number("remote towns unmatched") <= 400.0);
    assert!(number("polygons with the name of a neighbor") <= 38.0);
    assert!(number("conflicts: snapshots more than 20 km apart") <= 20.0);
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
