//! Checks the hand-written regions, islands, seas and sites: rings, labels, ids, and places known to lie inside and outside.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use geo::{BoundingRect, Contains, Intersects, Point, Polygon, Validation};
use geojson::{Feature, FeatureCollection};

const LAYERS: [&str; 3] = ["regions", "islands", "seas"];

fn geodata(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata").join(name)
}

fn features(layer: &str) -> Vec<Feature> {
    let text = fs::read_to_string(geodata(&format!("{layer}.geojson"))).unwrap();
    FeatureCollection::try_from(text.parse::<geojson::GeoJson>().unwrap()).unwrap().features
}

fn id(feature: &Feature) -> String {
    match feature.id.as_ref() {
        Some(geojson::feature::Id::String(id)) => id.clone(),
        other => panic!("a feature's id is no slug: {other:?}"),
    }
}

fn text(feature: &Feature, key: &str) -> String {
    feature.property(key).and_then(|v| v.as_str()).unwrap_or("").to_owned()
}

/// The polygons of a feature; none for lines, points and regions made of divisions.
fn polygons(feature: &Feature) -> Vec<Polygon<f64>> {
    let Some(geometry) = feature.geometry.clone() else { return Vec::new() };
    match geo::Geometry::try_from(geometry).unwrap() {
        geo::Geometry::Polygon(polygon) => vec![polygon],
        geo::Geometry::MultiPolygon(many) => many.0,
        _ => Vec::new(),
    }
}

fn inside(feature: &Feature, point: Point<f64>) -> bool {
    polygons(feature).iter().any(|polygon| polygon.contains(&point))
}

fn label(feature: &Feature) -> Point<f64> {
    let pair: Vec<f64> =
        feature.property("label").unwrap().as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect();
    Point::new(pair[0], pair[1])
}

fn is_slug(id: &str) -> bool {
    !id.is_empty()
        && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !id.starts_with('-')
        && !id.ends_with('-')
}

#[test]
fn there_are_enough_of_each() {
    let count = |layer: &str| features(layer).len();
    assert!(count("regions") >= 400, "{} regions", count("regions"));
    assert!(count("islands") >= 200, "{} islands", count("islands"));
    assert!(count("seas") >= 200, "{} seas", count("seas"));
    let rows = sites();
    let peaks = rows.iter().filter(|r| matches!(r["kind"].as_str(), "peak" | "volcano")).count();
    assert!(peaks >= 200, "{peaks} peaks");
    assert!(rows.len() - peaks >= 500, "{} sites", rows.len() - peaks);
}

#[test]
fn ids_are_sorted_slugs_and_unique_over_all_layers_of_a_kind() {
    let mut lands = BTreeSet::new();
    for layer in LAYERS {
        let ids: Vec<String> = features(layer).iter().map(id).collect();
        assert!(ids.windows(2).all(|w| w[0] < w[1]), "{layer} is not sorted by id");
        for id in ids {
            assert!(is_slug(&id), "{layer}: {id}");
            // Islands join the gazetteer among the regions, so they share one space of ids.
            assert!(layer == "seas" || lands.insert(id.clone()), "{id} twice");
        }
    }
}

#[test]
fn every_feature_says_what_and_where_it_is() {
    for layer in LAYERS {
        for feature in features(layer) {
            let id = id(&feature);
            for key in ["kind", "name", "placed"] {
                assert!(!text(&feature, key).is_empty(), "{layer} {id} lacks {key}");
            }
            assert!(feature.property("rank").and_then(|v| v.as_u64()).is_some_and(|r| r <= 8), "{id}: rank");
            let countries = feature.property("countries").unwrap().as_array().unwrap();
            assert!(countries.iter().all(|c| c.as_str().is_some_and(|c| c.len() == 2)), "{id}: countries");
            let divisions = feature.property("divisions").and_then(|v| v.as_array()).map_or(0, Vec::len);
            assert_eq!(divisions > 0, feature.geometry.is_none(), "{id}: divisions or geometry");
            assert_eq!(divisions > 0, feature.bbox.is_some(), "{id}: a bbox stands in for the geometry");
        }
    }
}

#[test]
fn rings_are_valid_and_follow_their_feature() {
    for layer in LAYERS {
        for feature in features(layer) {
            let id = id(&feature);
            for polygon in polygons(&feature) {
                assert!(polygon.is_valid(), "{layer} {id}: {:?}", polygon.validation_errors());
                let ring = &polygon.exterior().0;
                assert!(ring.len() > 12, "{layer} {id}: {} vertices", ring.len() - 1);
                assert!(ring.iter().all(|c| c.x.abs() <= 180.0 && c.y.abs() <= 90.0), "{id}");
                // A box has all its vertices on its own bounds.
                let bounds = polygon.bounding_rect().unwrap();
                let off = ring.iter().filter(|c| {
                    ![bounds.min().x, bounds.max().x].contains(&c.x)
                        && ![bounds.min().y, bounds.max().y].contains(&c.y)
                });
                assert!(off.count() >= 2 || id == "texas-panhandle", "{layer} {id} is a box");
            }
        }
    }
}

#[test]
fn labels_lie_inside() {
    for layer in LAYERS {
        for feature in features(layer) {
            if !polygons(&feature).is_empty() {
                assert!(inside(&feature, label(&feature)), "{layer} {}: label outside", id(&feature));
            } else if let Some(bbox) = &feature.bbox {
                let at = label(&feature);
                let within = at.x() >= bbox[0] && at.x() <= bbox[2] && at.y() >= bbox[1] && at.y() <= bbox[3];
                assert!(within, "{layer} {}: label outside its bbox", id(&feature));
            }
        }
    }
}

#[test]
fn spines_touch_their_hull() {
    let mut spines = 0;
    for layer in LAYERS {
        for feature in features(layer) {
            let Some(spine) = feature.property("spine").and_then(|v| v.as_array()) else { continue };
            spines += 1;
            assert!(spine.len() >= 2, "{}", id(&feature));
            let line: geo::LineString<f64> = spine
                .iter()
                .map(|p| (p[0].as_f64().unwrap(), p[1].as_f64().unwrap()))
                .collect::<Vec<_>>()
                .into();
            let touched = polygons(&feature).iter().any(|polygon| polygon.intersects(&line));
            assert!(touched, "{layer} {}", id(&feature));
        }
    }
    assert!(spines >= 80, "{spines} spines");
}

#[test]
fn known_places_lie_inside_and_outside() {
    let mut layers = BTreeMap::new();
    for layer in LAYERS {
        for feature in features(layer) {
            layers.insert((layer.to_owned(), id(&feature)), feature);
        }
    }
    let mut tally: BTreeMap<(String, String), [usize; 2]> = BTreeMap::new();
    let mut wrong = Vec::new();
    for row in table(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regions/inside.csv")) {
        let key = (row["layer"].clone(), row["id"].clone());
        let feature = layers.get(&key).unwrap_or_else(|| panic!("no feature {key:?}"));
        let at = Point::new(row["lon"].parse().unwrap(), row["lat"].parse().unwrap());
        let expected = row["side"] == "in";
        if inside(feature, at) != expected {
            wrong.push(format!("{} should be {} {}", row["place"], row["side"], row["id"]));
        }
        tally.entry(key).or_default()[usize::from(!expected)] += 1;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for (key, [within, without]) in &tally {
        assert!(*within >= 2 && *without >= 1, "{key:?}: {within} in, {without} out");
    }
    let of = |layer: &str| tally.keys().filter(|(l, _)| l == layer).count();
    assert!(of("regions") + of("islands") >= 80, "too few regions in the table");
    assert!(of("seas") >= 40, "too few seas in the table");
}

fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(path).unwrap().deserialize().map(Result::unwrap).collect()
}

fn sites() -> Vec<BTreeMap<String, String>> {
    table(&geodata("sites.csv"))
}

#[test]
fn sites_are_sorted_complete_and_on_earth() {
    let rows = sites();
    let ids: Vec<&str> = rows.iter().map(|r| r["id"].as_str()).collect();
    assert!(ids.windows(2).all(|w| w[0] < w[1]), "not sorted by id, or one twice");
    for row in &rows {
        let id = &row["id"];
        assert!(is_slug(id), "{id}");
        assert!(!row["name"].is_empty() && !row["kind"].is_empty() && !row["placed"].is_empty(), "{id}");
        let (lon, lat): (f64, f64) = (row["lon"].parse().unwrap(), row["lat"].parse().unwrap());
        assert!(lon.abs() <= 180.0 && lat.abs() <= 90.0, "{id}");
        assert!(row["rank"].parse::<u8>().is_ok_and(|r| r <= 8), "{id}");
        let codes: Vec<&str> = row["countries"].split_whitespace().collect();
        assert!(!codes.is_empty() && codes.iter().all(|c| c.len() == 2), "{id}: {codes:?}");
        let high = matches!(row["kind"].as_str(), "peak" | "volcano");
        let elevation = row["elevation_m"].parse::<i32>();
        assert!(!high || elevation.is_ok_and(|m| (-3000..9000).contains(&m)), "{id}: elevation");
    }
}

#[test]
fn the_crossings_and_seats_that_the_news_names_are_there() {
    let names: BTreeSet<String> = sites()
        .iter()
        .flat_map(|r| {
            let aliases: Vec<String> = r["aliases"].split("; ").map(str::to_owned).collect();
            std::iter::once(r["name"].clone()).chain(aliases)
        })
        .collect();
    for name in [
        "Torkham",
        "Friendship Gate",
        "Wagah",
        "Attari",
        "Spin Boldak crossing",
        "Rafah crossing",
        "Kerem Shalom",
        "Khyber Pass",
        "Bolan Pass",
        "Salang Pass",
        "Bagram",
        "Incirlik",
        "Diego Garcia",
        "Ramstein",
        "Guantanamo Bay",
        "Natanz",
        "Kremlin",
        "White House",
        "Pentagon",
        "Peace Palace",
        "UN headquarters",
        "NATO headquarters",
        "Everest",
        "K2",
        "Etna",
    ] {
        assert!(names.contains(name), "{name}");
    }
}

#[test]
fn files_stay_small_enough_to_read() {
    for file in ["regions.geojson", "islands.geojson", "seas.geojson", "sites.csv"] {
        let size = fs::metadata(geodata(file)).unwrap().len();
        assert!(size < 400_000, "{file}: {size} bytes");
    }
}
