//! Edits change what an article is read as, survive reading it again, and say so when they no longer apply.

use dateline::model::article::Article;
use dateline::model::mention::{MentionClass, Resolution};
use dateline::pipeline::{Dateline, Reading, Source};

const TEXT: &str = "A fire broke out in Springfield on Monday. Mayor Lincoln of Springfield said the mill at Old Weir \
                    was lost. Smoke reached Decatur and Champaign.";

fn article(text: &str) -> Article {
    let mut articles = Dateline::articles(text.as_bytes(), &Source::default()).expect("a text is read");
    articles.remove(0)
}

fn read(edits: &str) -> Reading {
    let edits = Dateline::read_edits(edits.as_bytes()).expect("the edits are sound");
    Dateline::open().expect("the bundle opens").read_edited(article(TEXT), &edits)
}

fn all<'a>(reading: &'a Reading, surface: &str) -> Vec<&'a Resolution> {
    reading.resolutions.iter().filter(|r| r.mention.surface == surface).collect()
}

fn id(resolution: &Resolution) -> &str {
    resolution.place.as_ref().map_or("", |p| p.id.0.as_str())
}

/// An id of some Springfield that is not the one chosen.
fn other_springfield() -> String {
    let reading = read("");
    let rivals = &all(&reading, "Springfield")[0].runners_up;
    rivals.first().expect("there are several").id.0.clone()
}

#[test]
fn a_pin_holds_for_the_whole_article() {
    let other = other_springfield();
    let reading = read(&format!("[[pin]]\nname = \"springfield\"\nplace = \"{other}\""));
    let found = all(&reading, "Springfield");
    assert!(found.len() == 2 && found.iter().all(|r| id(r) == other), "{found:?}");
    assert!(found.iter().all(|r| r.confidence > 0.999));
    assert!(reading.warnings.is_empty(), "{:?}", reading.warnings);
}

#[test]
fn the_others_are_weighed_beside_a_pin() {
    let reading = read("[[pin]]\nname = \"Springfield\"\nplace = \"gn4409896\"");
    let decatur = all(&reading, "Decatur")[0];
    assert!(decatur.clues.iter().any(|c| c.name == "close to other places") || id(decatur) != "gn4236895");
}

#[test]
fn a_pin_by_span_leaves_the_other_mention_alone() {
    let other = other_springfield();
    let start = TEXT.find("Springfield").expect("it is in the text");
    let edits =
        format!("[[pin]]\nname = \"Springfield\"\nspan = [{start}, {}]\nplace = \"{other}\"", start + 11);
    let reading = read(&edits);
    let found = all(&reading, "Springfield");
    assert_eq!(id(found[0]), other);
    assert_ne!(id(found[1]), other);
}

#[test]
fn names_are_dropped_and_overlooked_ones_added() {
    let reading = read(
        "[[drop]]\nname = \"Champaign\"\n[[add]]\nname = \"Old Weir\"\nat = [-89.7, 39.8]\n[[pin]]\nname = \"mill\"\nplace = \"US\"",
    );
    assert!(all(&reading, "Champaign").is_empty());
    let weir = all(&reading, "Old Weir")[0];
    let place = weir.place.as_ref().expect("it has its place");
    assert!((place.point.lat - 39.8).abs() < 1e-9 && place.name == "Old Weir");
    assert_eq!(weir.mention.class, MentionClass::Literal);
    assert_eq!(id(all(&reading, "mill")[0]), "US");
    assert!(reading.warnings.is_empty(), "{:?}", reading.warnings);
}

#[test]
fn a_place_is_renamed_by_what_it_was_read_as() {
    let plain = read("");
    let decatur = id(all(&plain, "Decatur")[0]).to_owned();
    let reading = read(&format!("[[rename]]\nmeans = \"{decatur}\"\nto = \"The Soy City\""));
    let place = all(&reading, "Decatur")[0].place.clone().expect("it has a place");
    assert_eq!((place.name.as_str(), place.id.0.as_str()), ("The Soy City", decatur.as_str()));
    let dropped = read(&format!("[[drop]]\nmeans = \"{decatur}\""));
    assert!(all(&dropped, "Decatur").is_empty());
}

#[test]
fn edits_that_no_longer_apply_are_warned_about() {
    for (edits, words) in [
        ("[[pin]]\nname = \"Peoria\"\nplace = \"US\"", "does not name 'Peoria'"),
        ("[[drop]]\nname = \"Lima\"\nspan = [0, 6]", "the text there is 'A fire'"),
        ("[[drop]]\nspan = [9000, 9006]", "shorter"),
        ("[[drop]]\nspan = [0, 6]", "no mention stands there"),
        ("[[rename]]\nmeans = \"GE\"\nto = \"X\"", "nothing was read as that place"),
        ("[[pin]]\nname = \"Decatur\"\nplace = \"gn0\"", "no place with id 'gn0'"),
    ] {
        let warnings = read(edits).warnings;
        assert_eq!(warnings.len(), 1, "{edits}: {warnings:?}");
        assert!(warnings[0].message.contains(words), "{edits}: {}", warnings[0].message);
        assert!(warnings[0].message.starts_with("[["), "{}", warnings[0].message);
    }
}

#[test]
fn nouns_stand_for_the_place_named_before_where_that_is_clear() {
    let dateline = Dateline::open().expect("the bundle opens");
    let means = |text: &str| -> Vec<String> {
        let reading = dateline.read(article(text), &[]);
        let label = |r: &Resolution| {
            format!("{}={}", r.mention.surface, r.place.as_ref().map_or("", |p| p.name.as_str()))
        };
        reading.references.iter().map(label).collect()
    };
    assert_eq!(
        means("Protests spread across Kenya. Police closed roads in the capital."),
        ["the capital=Nairobi"]
    );
    assert_eq!(means("Rain fell on Syria's capital."), ["Syria's capital=Damascus"]);
    assert_eq!(means("Rain fell on the Peruvian capital after a dry year."), ["the Peruvian capital=Lima"]);
    assert_eq!(means("He went to the capital of Ghana."), ["the capital=Accra"]);
    assert_eq!(
        means("A quake struck Chile. The army said roads across the country were cut."),
        ["the country=Chile"]
    );
    assert_eq!(means("Fighting reached Mosul. Half of the city is without water."), ["the city=Mosul"]);
    assert_eq!(
        means("Voters in Sichuan waited. Offices across the province were closed."),
        ["the province=Sichuan"]
    );
    // Two countries: not clear. The name itself stands there: nothing to refer to. Not the noun of a place.
    assert_eq!(means("Kenya and Uganda talked. Roads in the capital were closed."), [""; 0]);
    assert_eq!(means("Kenya is calm. Police patrol the capital, Nairobi, at night."), [""; 0]);
    assert_eq!(means("Ghana is rich. He likes the country music and the city council."), [""; 0]);
    assert_eq!(means("Nothing happened in the capital."), [""; 0]);
}
