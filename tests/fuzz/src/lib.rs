//! The doors of dateline, each as a function over any bytes. None may panic, hang or fill the memory.

use std::io::Cursor;
use std::path::Path;
use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, LazyLock};

use clap::CommandFactory;
use dateline::batch::array::Elements;
use dateline::batch::names::{Facts, Template};
use dateline::batch::table::Rows;
use dateline::batch::unpack::unpack;
use dateline::batch::warc::Pages;
use dateline::cli::args::Cli;
use dateline::cli::config;
use dateline::geodata::gazetteer_user::UserGazetteer;
use dateline::geodata::layer_user;
use dateline::model::article::Article;
use dateline::model::edits::Edits;
use dateline::model::plan::Plan;
use dateline::pipeline::{Dateline, InputFormat, MapOptions, Source, TextMode, Writing};
use dateline::plan::options::{parse_focus, parse_page};
use dateline::theme::load::from_toml;

/// A door and its name.
pub type Target = (&'static str, fn(&[u8]));

/// Every door.
pub const TARGETS: &[Target] = &[
    ("article", article),
    ("html", html),
    ("jsonl", jsonl),
    ("csv", csv),
    ("warc", warc),
    ("events", events),
    ("gazetteer", gazetteer),
    ("layer", layer),
    ("edits", edits),
    ("plan", plan),
    ("theme", theme),
    ("config", configuration),
    ("options", options),
    ("pipeline", pipeline),
];

/// The data that every map is made with, opened once.
static DATELINE: LazyLock<Dateline> = LazyLock::new(|| Dateline::open().expect("the bundle opens"));

/// An article and its plan for edits to change.
static STORY: LazyLock<(Article, Plan)> = LazyLock::new(|| {
    let text = b"Floods hit Kabul and Lima, Peru, on Oct. 9.";
    let article = Dateline::article(text, &Source::default()).expect("it is an article");
    let reading = DATELINE.read(article.clone(), &[]);
    let plan = DATELINE.plan(&reading, &MapOptions::default().plan).expect("it can be mapped").0;
    (article, plan)
});

/// The door of a name.
#[must_use]
pub fn target(name: &str) -> Option<fn(&[u8])> {
    TARGETS.iter().find(|(n, _)| *n == name).map(|(_, run)| *run)
}

fn read(bytes: &[u8], format: InputFormat) {
    let source = Source { name: "a.x".to_owned(), format: Some(format), ..Source::default() };
    for article in Dateline::articles(bytes, &source).unwrap_or_default() {
        let spans = article.sentences.iter().map(|s| s.span).chain(article.blocks.iter().map(|b| b.span));
        for span in spans {
            assert!(article.text.get(span.start..span.end).is_some(), "a span does not fit the text");
        }
    }
}

fn article(bytes: &[u8]) {
    read(bytes, InputFormat::Text);
    read(bytes, InputFormat::Markdown);
}

fn html(bytes: &[u8]) {
    read(bytes, InputFormat::Html);
}

fn jsonl(bytes: &[u8]) {
    read(bytes, InputFormat::Jsonl);
    read(bytes, InputFormat::Json);
    for record in Elements::new(Box::new(Cursor::new(bytes.to_vec()))) {
        let _ = record;
    }
}

fn csv(bytes: &[u8]) {
    for record in Rows::new(Box::new(Cursor::new(bytes.to_vec())), b',') {
        let _ = record;
    }
}

fn warc(bytes: &[u8]) {
    let Ok(stream) = unpack(Cursor::new(bytes.to_vec())) else { return };
    for record in Pages::new(stream, Arc::new(AtomicUsize::new(0))).take(1_000) {
        let _ = record;
    }
}

fn events(bytes: &[u8]) {
    let Ok(reading) = Dateline::read_events(bytes, "events", None) else { return };
    let _ = Dateline::geojson(&reading);
}

fn gazetteer(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = UserGazetteer::from_csv(&text);
    let _ = UserGazetteer::from_geojson(&text);
}

fn layer(bytes: &[u8]) {
    let _ = layer_user::read(bytes, "layer");
}

fn edits(bytes: &[u8]) {
    let (article, plan) = &*STORY;
    let mut changed = plan.clone();
    if let Ok(edits) = Dateline::read_edits(bytes)
        && edits != Edits::default()
    {
        let reading = DATELINE.read_edited(article.clone(), &edits);
        if let Ok((plan, _)) = DATELINE.plan(&reading, &MapOptions::default().plan) {
            changed = plan;
        }
    }
    let _ = Dateline::edit(&mut changed, &String::from_utf8_lossy(bytes));
}

fn plan(bytes: &[u8]) {
    let Ok(plan) = Dateline::read_plan(bytes) else { return };
    let Ok((scene, _)) = DATELINE.draw(&plan) else { return };
    let svg = Dateline::write(&scene, &Writing::default()).unwrap_or_default();
    assert!(!svg.windows(3).any(|w| w == b"NaN"), "NaN in a drawing");
}

fn theme(bytes: &[u8]) {
    let _ = from_toml(&String::from_utf8_lossy(bytes));
}

fn configuration(bytes: &[u8]) {
    let file = Path::new("dateline.toml");
    if let Ok(table) = config::parse(&String::from_utf8_lossy(bytes), file) {
        let _ = config::check(&table, &Cli::command(), file);
    }
}

fn options(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = parse_page(&text);
    let _ = parse_focus(&text);
    let facts =
        Facts { id: text.clone().into_owned(), folder: text.clone().into_owned(), ..Facts::default() };
    for template in [&*text, "{folder}/{id}"] {
        let Ok(template) = Template::parse(template) else { continue };
        let name = template.fill(&facts);
        assert!(
            !name.starts_with('/') && name.split('/').all(|p| !p.is_empty() && !p.starts_with('.')),
            "{name}"
        );
    }
}

fn pipeline(bytes: &[u8]) {
    let source = Source { name: "a.txt".to_owned(), ..Source::default() };
    let mut options = MapOptions::default();
    // Fonts are cut for one map in four: they take as long as all stages before.
    if !bytes.len().is_multiple_of(4) {
        options.writing.text = TextMode::Live;
    }
    for article in Dateline::articles(bytes, &source).unwrap_or_default().into_iter().take(2) {
        let Ok(map) = DATELINE.map(article, &options) else { continue };
        assert!(map.bytes.ends_with(b"</svg>\n") && !map.bytes.windows(3).any(|w| w == b"NaN"));
    }
}
