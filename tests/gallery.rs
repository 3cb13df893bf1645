//! The maps of `output/gallery/` come out byte for byte; `DATELINE_BLESS=1` writes them anew.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dateline::pipeline::{Dateline, Format, Reading, Source, TextMode, Writing};
use dateline::plan::options::{COLUMN, PHONE, PlanOptions};

/// Bytes that one committed map may have.
const LARGEST: usize = 90_000;
/// Stories drawn for a phone; the others are drawn for a column.
const ON_PHONE: [&str; 4] = ["caspian-crash", "fiji-cyclone", "singapore-spill", "taiwan-drills"];

fn stem(path: &Path) -> String {
    path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("the folder is there").flatten().map(|e| e.path()).collect();
    paths.sort();
    paths
}

fn read(dateline: &Dateline, path: &Path) -> Reading {
    let bytes = std::fs::read(path).expect("the story can be read");
    if path.extension().is_some_and(|e| e == "csv") {
        return Dateline::read_events(&bytes, &stem(path), None).expect("it is a list of events");
    }
    let source = Source { name: path.to_string_lossy().into_owned(), ..Source::default() };
    let article = Dateline::articles(&bytes, &source).expect("it is an article").remove(0);
    dateline.read(article, &[])
}

#[test]
fn the_gallery_comes_out_byte_for_byte() {
    let dateline = Dateline::open().expect("the bundle opens");
    let stories = [files("examples/articles"), files("examples/events")].concat();
    let mut changed = Vec::new();
    for path in &stories {
        let name = stem(path);
        let page = if ON_PHONE.contains(&name.as_str()) { PHONE } else { COLUMN };
        let options = PlanOptions { page, timeline: true, ..PlanOptions::default() };
        let (plan, _) = dateline.plan(&read(&dateline, path), &options).expect("it can be mapped");
        let (scene, _) = dateline.draw(&plan).expect("it can be drawn");
        let writing = Writing { format: Format::Svg, text: TextMode::Live, scale: 1.0 };
        let svg = Dateline::write(&scene, &writing).expect("it can be written");
        roxmltree::Document::parse(&String::from_utf8_lossy(&svg)).expect("it is well-formed");
        assert!(svg.len() <= LARGEST, "{name} has {} bytes, at most {LARGEST} are kept", svg.len());
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("output/gallery").join(format!("{name}.svg"));
        if std::env::var_os("DATELINE_BLESS").is_some() {
            std::fs::write(&golden, &svg).expect("the gallery can be written");
        } else if std::fs::read(&golden).ok().as_deref() != Some(&svg[..]) {
            changed.push(name);
        }
    }
    assert!(
        changed.is_empty(),
        "these maps changed: {changed:?}; look at them, then run with DATELINE_BLESS=1"
    );
}

#[test]
fn every_story_has_its_map_and_no_map_is_left_over() {
    let stories = [files("examples/articles"), files("examples/events")].concat();
    let names = |paths: Vec<PathBuf>| -> BTreeSet<String> { paths.iter().map(|p| stem(p)).collect() };
    let maps = files("output/gallery").into_iter().filter(|p| p.extension().is_some_and(|e| e == "svg"));
    assert_eq!(stories.len(), 24);
    assert_eq!(names(stories), names(maps.collect()));
}
