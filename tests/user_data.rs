//! A person's own gazetteer and layers, through the real program: joined, drawn, and clear about what is wrong.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

/// A folder of its own for each test, removed afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("dateline-user-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a temporary folder can be made");
        Self(path)
    }

    fn with(self, name: &str, content: &str) -> Self {
        fs::write(self.0.join(name), content).expect("a temporary file can be written");
        self
    }

    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_dateline"))
            .current_dir(&self.0)
            .args(arguments)
            .output()
            .expect("the program starts");
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        (status.code().unwrap_or(-1), text(stdout), text(stderr))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const ARTICLE: &str = "KHARTOUM - Gunmen attacked the village of Umm Quokka in Sudan on Tuesday, killing 12 \
    people, the health ministry in Khartoum said. Aid convoys left Port Sudan for Umm Quokka.\n";
const PLACES: &str =
    "name,longitude,latitude,kind,country,names\nUmm Quokka,32.9,15.9,settlement,SD,Um Quoka\n";
const LAYER: &str = r#"{"type":"FeatureCollection","name":"Aid routes","features":[
    {"type":"Feature","properties":{"name":"Depot Quoll"},"geometry":{"type":"Point","coordinates":[34.2,17.4]}},
    {"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[37.2,19.6],[33.9,17.7],[32.9,15.9]]}},
    {"type":"Feature","properties":{"name":"Closed area"},"geometry":{"type":"Polygon",
        "coordinates":[[[33,16.5],[33,17.3],[34,17.3],[34,16.5],[33,16.5]]]}}]}"#;

#[test]
fn an_own_place_is_found_read_and_put_on_the_map() {
    let folder = Folder::new("gazetteer").with("a.txt", ARTICLE).with("own.csv", PLACES);
    let (code, out, _) = folder.run(&["places", "Um Quoka", "--gazetteer", "own.csv"]);
    assert_eq!(code, 0);
    assert!(out.contains("user:umm-quokka") && out.contains("Umm Quokka, Sudan"), "{out}");
    assert_eq!(folder.run(&["places", "Umm Quokka"]).0, 1, "without the file nobody knows it");
    let inspect = ["inspect", "a.txt", "--format", "jsonl", "--gazetteer", "own.csv"];
    let (code, out, error) = folder.run(&inspect);
    assert_eq!(code, 0, "{error}");
    assert!(out.contains("user:umm-quokka"), "{out}");
    let (code, out, error) =
        folder.run(&["map", "a.txt", "--date", "2024-05-02", "-o", "-", "--gazetteer", "own.csv"]);
    assert_eq!(code, 0, "{error}");
    assert!(out.contains("Umm Quokka"), "the map does not show it");
}

#[test]
fn an_own_layer_is_drawn_with_its_names_and_a_row_of_the_legend() {
    let folder = Folder::new("layer").with("a.txt", ARTICLE).with("routes.geojson", LAYER);
    let map = ["map", "a.txt", "--layer", "routes.geojson", "--focus", "30,14,39,21", "-o", "-"];
    let (code, out, error) = folder.run(&map);
    assert_eq!(code, 0, "{error}");
    let layer = out.find("own-layers").expect("the layer is a group of its own");
    assert!(out[layer..].contains("<circle") && out[layer..].contains("<path"), "points, lines and areas");
    for words in ["Aid routes", "Depot Quoll", "Closed area"] {
        assert!(out.contains(words), "{words} is missing");
    }
    // The plan carries the layer, so that it can be drawn without the file.
    let (code, plan, _) =
        folder.run(&["plan", "a.txt", "--layer", "routes.geojson", "--focus", "30,14,39,21"]);
    assert_eq!(code, 0);
    let folder = folder.with("plan.json", &plan);
    fs::remove_file(folder.0.join("routes.geojson")).expect("the layer can be removed");
    let (code, again, error) = folder.run(&["render", "plan.json", "-o", "-"]);
    assert_eq!(code, 0, "{error}");
    assert!(again == out, "the plan gives another map than the article");
}

#[test]
fn a_layer_beyond_the_map_is_reported_and_left_out() {
    let folder = Folder::new("beyond").with("a.txt", ARTICLE).with("routes.geojson", LAYER);
    let (code, out, error) =
        folder.run(&["map", "a.txt", "--layer", "routes.geojson", "--focus", "0,40,10,50", "-o", "-"]);
    assert_eq!(code, 0, "{error}");
    assert!(error.contains("'Aid routes' lies outside of the map"), "{error}");
    assert!(!out.contains("own-layers") && !out.contains("Aid routes"));
}

/// Arguments, and words that the message must have.
const FAULTS: &[(&[&str], &[&str])] = &[
    (&["map", "a.txt", "--gazetteer", "bad.csv"], &["line 3", "lat '95.5x'", "hint:"]),
    (&["inspect", "a.txt", "--gazetteer", "country.csv"], &["line 2", "'ZQ'", "ISO 3166-1"]),
    (&["places", "Kabul", "--gazetteer", "none.csv"], &["none.csv"]),
    (&["map", "a.txt", "--layer", "meters.geojson"], &["layer 'meters'", "feature 1", "500000"]),
    (&["plan", "a.txt", "--layer", "bad.csv"], &["layer 'bad'"]),
];

#[test]
fn faults_of_own_files_name_the_row_the_value_and_what_is_expected() {
    let folder = Folder::new("faults")
        .with("a.txt", ARTICLE)
        .with("bad.csv", "name,lon,lat\nA,1,2\nB,3,95.5x\n")
        .with("country.csv", "name,lon,lat,country\nA,1,2,ZQ\n")
        .with("meters.geojson", r#"{"type":"Point","coordinates":[500000,4100000]}"#);
    for (arguments, words) in FAULTS {
        let (code, _, error) = folder.run(arguments);
        assert_eq!(code, 2, "{arguments:?}: {error}");
        assert!(words.iter().all(|word| error.contains(word)), "{arguments:?}: {error}");
    }
}
