//! The maps of `output/gallery/` come out byte for byte; `DATELINE_BLESS=1` writes them anew.

use std::path::Path;

use dateline::pipeline::{Dateline, Format, Source, TextMode, Writing};
use dateline::plan::options::PlanOptions;

#[test]
fn the_gallery_comes_out_byte_for_byte() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dateline = Dateline::open().expect("the bundle opens");
    let mut articles: Vec<_> = std::fs::read_dir(root.join("examples/articles"))
        .expect("the example articles are there")
        .flatten()
        .map(|e| e.path())
        .collect();
    articles.sort();
    assert!(articles.len() >= 3);
    let mut changed = Vec::new();
    for path in articles {
        let bytes = std::fs::read(&path).expect("the article can be read");
        let source = Source { name: path.to_string_lossy().into_owned(), ..Source::default() };
        let article = Dateline::articles(&bytes, &source).expect("it is an article").remove(0);
        let reading = dateline.read(article, &[]);
        let (plan, _) = dateline.plan(&reading, &PlanOptions::default()).expect("it can be mapped");
        let (scene, _) = dateline.draw(&plan).expect("it can be drawn");
        let writing = Writing { format: Format::Svg, text: TextMode::Live, scale: 1.0 };
        let svg = Dateline::write(&scene, &writing).expect("it can be written");
        roxmltree::Document::parse(&String::from_utf8_lossy(&svg)).expect("it is well-formed");
        let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let golden = root.join("output/gallery").join(format!("{stem}.svg"));
        if std::env::var_os("DATELINE_BLESS").is_some() {
            std::fs::write(&golden, &svg).expect("the gallery can be written");
        } else if std::fs::read(&golden).ok().as_deref() != Some(&svg[..]) {
            changed.push(stem);
        }
    }
    assert!(
        changed.is_empty(),
        "these maps changed: {changed:?}; look at them, then run with DATELINE_BLESS=1"
    );
}
