//! Measures drawing beside the peer that every map is measured against, and each stage on an article of our own.
//!
//!     cargo bench --bench draw                          our figures
//!     PEER=path/to/d3geo.mjs cargo bench --bench draw   beside d3-geo in Node, with ratios
//!     PEER=... cargo bench --bench draw -- --readme     writes the table of ratios in README.md
//!
//! With a peer, its 200 frames are drawn too: twelve names each from coordinates, placed so that nothing overlaps, without
//! furniture and without a font, as the peer draws them; warm (one map again and again) and in batch (each frame once,
//! written to a file). Last comes the main job in a process of its own, from article to file, beside the peer's bare map.
//!
//! The first map is the peer's own: longitude 58 to 92, latitude 20 to 40, 1200 x 900, three countries tinted, twelve
//! cities named. Unlike the peer's, ours places the names so that nothing overlaps, shapes their text, and draws rivers,
//! lakes, disputes, a scale bar and a locator. Times are CPU times of the one thread, as the system counts them; where
//! it does not (outside of Linux), they are those of the clock.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use dateline::geodata::basemap::{Basemap, Level};
use dateline::geodata::gazetteer::Gazetteer;
use dateline::layout::basemap::draw_at;
use dateline::layout::compose::compose_at;
use dateline::model::geo::{Bounds, LonLat};
use dateline::model::place::{GeometryRef, PlaceKind};
use dateline::model::plan::{Area, AreaRole, Furniture, Label, LabelStyle, NamedLine, Page, Plan};
use dateline::model::scene::{Rect, Scene};
use dateline::pipeline::{Dateline, Format, Source, Writing};
use dateline::plan::options::PlanOptions;
use dateline::render::svg::{SvgOptions, TextMode, write};
use dateline::theme::load::named;
use dateline::theme::look::Theme;

const REPEATS: usize = 200;
const MAP: Rect = Rect { x: 0.0, y: 0.0, width: 1200.0, height: 900.0 };
const CITIES: [&str; 12] = [
    "Kabul",
    "Kandahar",
    "Herat",
    "Islamabad",
    "Peshawar",
    "Lahore",
    "Karachi",
    "Quetta",
    "New Delhi",
    "Srinagar",
    "Jaipur",
    "Amritsar",
];

fn main() {
    let basemap = Basemap::open();
    let theme = named("news").expect("the default theme is bundled");
    let plan = regional();
    for (level, scale) in [(Level::L50m, "50m"), (Level::L10m, "10m")] {
        let ground = mean(|| {
            let _ = std::hint::black_box(draw_at(&plan, &basemap, &theme, &MAP, Some(level)));
        });
        let svg = draw(&plan, &basemap, &theme, level);
        let written = mean(|| {
            std::hint::black_box(draw(&plan, &basemap, &theme, level));
        });
        let whole = mean(|| {
            std::hint::black_box(page(&plan, &basemap, &theme, level));
        });
        let bytes = page(&plan, &basemap, &theme, level).len();
        println!("{scale}: ground {ground:.3} ms, with SVG {written:.3} ms, {} bytes", svg.len());
        println!("{scale}: whole page with names {whole:.3} ms, {bytes} bytes");
        if let Some(peer) = peer(scale) {
            println!(
                "{scale}: d3-geo with a box filter {peer:.1} ms: {:.0} times our ground, {:.0} times our page",
                peer / written,
                peer / whole
            );
        }
    }
    article();
    let rows = beside_peer(&basemap, &theme);
    print!("{rows}");
    if std::env::args().any(|a| a == "--readme") && !rows.is_empty() {
        write_readme(&rows);
    }
}

/// A map of a frame of the peer: ground and names, nothing else.
fn frame(bounds: Bounds, cities: &[City]) -> Plan {
    let label = |city: &City| Label {
        text: city.name.clone(),
        place: None,
        kind: PlaceKind::Settlement,
        style: LabelStyle::City,
        point: LonLat::new(city.lon, city.lat),
        geometry: None,
        priority: 0.7,
        mentioned: true,
        offset: None,
    };
    let page = Page { width: MAP.width, height: Some(MAP.height), min_text: 11.0, print: false };
    let furniture = Furniture {
        scale_bar: false,
        locator: false,
        legend: false,
        graticule: false,
        admin1: false,
        water: false,
        timeline: false,
    };
    Plan { labels: cities.iter().map(label).collect(), furniture, ..Plan::bare("frame", page, bounds) }
}

/// A place of the peer.
#[derive(serde::Deserialize)]
struct City {
    name: String,
    lon: f64,
    lat: f64,
}

/// A frame of the peer.
#[derive(serde::Deserialize)]
struct Frame {
    w: f64,
    e: f64,
    s: f64,
    n: f64,
    cities: Vec<City>,
}

/// Rows of the table of ratios; empty without a peer.
fn beside_peer(basemap: &Basemap, theme: &Theme) -> String {
    let Ok(script) = std::env::var("PEER") else { return String::new() };
    let folder = Path::new(&script).parent().expect("the script stands in a folder");
    let read = |name: &str| fs::read(folder.join(name)).expect("the peer's data stand beside its script");
    let frames: Vec<Frame> = serde_json::from_slice(&read("frames200.json")).expect("frames");
    let cities: Vec<City> = serde_json::from_slice(&read("cities12.json")).expect("cities");
    let region = frame(Bounds { west: 58.0, south: 20.0, east: 92.0, north: 40.0 }, &cities);
    let frames: Vec<Plan> = frames
        .iter()
        .map(|f| frame(Bounds { west: f.w, south: f.s, east: f.e, north: f.n }, &f.cities))
        .collect();
    let out = std::env::temp_dir().join(format!("dateline-draw-{}", std::process::id()));
    fs::create_dir_all(&out).expect("a temporary folder can be made");
    let mut rows = String::new();
    let mut row = |what: String, ours: f64, theirs: Option<f64>| {
        let (theirs, ratio) =
            theirs.map_or_else(Default::default, |t| (format!("{t:.1}"), format!("{:.1}", t / ours)));
        let _ = writeln!(rows, "| {what} | {ours:.2} | {theirs} | {ratio} |");
    };
    for (level, scale) in [(Level::L50m, "50m"), (Level::L10m, "10m")] {
        let warm = mean(|| drop(std::hint::black_box(page(&region, basemap, theme, level))));
        row(format!("one map again and again, 1:{scale}"), warm, peer(scale));
        let before = cpu();
        for (number, plan) in frames.iter().enumerate() {
            let file = out.join(format!("{number}.svg"));
            fs::write(file, page(plan, basemap, theme, level)).expect("a temporary file can be written");
        }
        let batch = before.zip(cpu()).map_or(f64::NAN, |(a, b)| (b - a) / frames.len() as f64);
        row(
            format!("{} maps to files, 1:{scale}", frames.len()),
            batch,
            peer_batch(&script, scale, frames.len(), &out),
        );
    }
    let article = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles/durand-line.md");
    let file = out.join("main.svg");
    let ours = children(|| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        let _ = command.args(["map", article, "--quiet", "-o"]).arg(&file).output();
    });
    let theirs = children(|| {
        let mut command = Command::new("node");
        let _ = command.env("PREFILTER", "1").args([&script, "one", "50m"]).arg(&file).output();
    });
    if let Some(ours) = ours {
        row("a process: article to file; d3-geo's bare map, 1:50m".to_owned(), ours, theirs);
    }
    // What a temporary folder holds matters to nobody.
    let _ = fs::remove_dir_all(&out);
    rows
}

/// Milliseconds of CPU for a map of the peer, each of its frames once.
fn peer_batch(script: &str, scale: &str, count: usize, out: &Path) -> Option<f64> {
    let mut command = Command::new("node");
    command.env("PREFILTER", "1").args([script, "batch", scale, &count.to_string()]).arg(out);
    let report: serde_json::Value = serde_json::from_slice(&command.output().ok()?.stdout).ok()?;
    Some(1e3 / report["maps_per_cpu_s"].as_f64()?)
}

/// Milliseconds of CPU that a run of another program takes, on average over twenty; none outside of Linux.
fn children(run: impl Fn()) -> Option<f64> {
    const RUNS: u32 = 20;
    // User and system time of children that have ended, in hundredths of a second.
    let ticks = || -> Option<f64> {
        let text = fs::read_to_string("/proc/self/stat").ok()?;
        let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
        Some(fields.get(13)?.parse::<f64>().ok()? + fields.get(14)?.parse::<f64>().ok()?)
    };
    run();
    let before = ticks()?;
    (0..RUNS).for_each(|_| run());
    Some((ticks()? - before) * 10.0 / f64::from(RUNS))
}

fn write_readme(rows: &str) {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let text = fs::read_to_string(file).expect("README.md");
    let (before, rest) = text.split_once("<!-- ratios -->\n").expect("README has a place for the table");
    let (_, after) = rest.split_once("<!-- /ratios -->").expect("the table has an end");
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let table = format!(
        "Milliseconds of CPU a map, on one thread of a machine with {cores} cores.\n\n| what | Dateline | d3-geo | ratio |\n\
         |---|---|---|---|\n{rows}"
    );
    fs::write(file, format!("{before}<!-- ratios -->\n{table}<!-- /ratios -->{after}"))
        .expect("README can be written");
}

/// The whole page: ground, names, scale bar, locator, legend, credit, as SVG without the font.
fn page(plan: &Plan, basemap: &Basemap, theme: &Theme, level: Level) -> String {
    let (scene, _) = compose_at(plan, basemap, theme, Some(level)).expect("the plan is sound");
    write(&scene, &SvgOptions { text: TextMode::Live, ..SvgOptions::default() }).expect("the scene is sound")
}

/// Each stage of an example article.
fn article() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles/durand-line.md");
    let bytes = std::fs::read(path).expect("the example article is there");
    let source = Source { name: path.to_owned(), ..Source::default() };
    let dateline = Dateline::open().expect("the bundle opens");
    let article = || Dateline::articles(&bytes, &source).expect("it is an article").remove(0);
    let reading = dateline.read(article(), &[]);
    let options = PlanOptions::default();
    let plan = dateline.plan(&reading, &options).expect("it can be mapped").0;
    let scene = dateline.draw(&plan).expect("it can be drawn").0;
    let writing = |text| Writing { format: Format::Svg, text, scale: 1.0 };
    let read = mean(|| drop(std::hint::black_box(dateline.read(article(), &[]))));
    let planned = mean(|| drop(std::hint::black_box(dateline.plan(&reading, &options))));
    let drawn = mean(|| drop(std::hint::black_box(dateline.draw(&plan))));
    let live = mean(|| drop(std::hint::black_box(Dateline::write(&scene, &writing(TextMode::Live)))));
    let embedded = mean(|| drop(std::hint::black_box(Dateline::write(&scene, &writing(TextMode::Embedded)))));
    println!(
        "article ({} bytes): read {read:.3}, plan {planned:.3}, layout {drawn:.3}, SVG {live:.3} without and \
         {embedded:.3} with the font; {:.3} ms in all",
        bytes.len(),
        read + planned + drawn + embedded
    );
}

fn draw(plan: &Plan, basemap: &Basemap, theme: &Theme, level: Level) -> String {
    let ground = draw_at(plan, basemap, theme, &MAP, Some(level)).expect("the frame is sound");
    let mut layers = ground.layers;
    layers.iter_mut().for_each(|layer| layer.clip = Some(0));
    let scene = Scene {
        id: plan.id.clone(),
        width: MAP.width,
        height: MAP.height,
        lang: plan.lang.clone(),
        title: plan.title.clone(),
        description: plan.description.clone(),
        background: theme.page.background,
        four_inks: theme.page.four_inks,
        hatches: ground.hatches,
        clips: vec![MAP],
        layers,
        map: MAP,
    };
    write(&scene, &SvgOptions::default()).expect("the scene is sound")
}

/// Milliseconds of one of many runs, on average: the system counts CPU time in coarse steps.
fn mean(mut run: impl FnMut()) -> f64 {
    run();
    let (start, before) = (Instant::now(), cpu());
    (0..REPEATS).for_each(|_| run());
    let clock = start.elapsed().as_secs_f64() * 1e3;
    before.zip(cpu()).map_or(clock, |(before, after)| after - before) / REPEATS as f64
}

/// Milliseconds that this thread has run.
fn cpu() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e6)
}

/// Milliseconds of CPU for a map of the peer, warm.
fn peer(scale: &str) -> Option<f64> {
    let script = std::env::var("PEER").ok()?;
    let out =
        Command::new("node").env("PREFILTER", "1").args([&script, "repeat", scale, "30"]).output().ok()?;
    let report: serde_json::Value = serde_json::from_slice(&out.stdout).ok()?;
    report["median_cpu_ms"].as_f64()
}

/// The names of the map: three countries and twelve cities.
fn names() -> Vec<Label> {
    let gazetteer = Gazetteer::bundled().expect("the bundle opens");
    let label = |name: &str, style, priority| {
        let place = gazetteer.lookup(name).and_then(|found| found.iter().next()).expect("it is known");
        let place = gazetteer.place(place.place);
        Label {
            text: name.to_owned(),
            place: None,
            kind: place.kind,
            style,
            point: place.point,
            geometry: place.geometry,
            priority,
            mentioned: true,
            offset: None,
        }
    };
    let countries =
        ["Afghanistan", "Pakistan", "India"].map(|name| label(name, LabelStyle::CountryFocus, 0.9));
    let cities = CITIES.map(|name| label(name, LabelStyle::City, 0.7));
    countries.into_iter().chain(cities).collect()
}

fn regional() -> Plan {
    let area = |code: &str, tint| Area {
        geometry: GeometryRef(format!("country:{code}")),
        name: code.to_owned(),
        role: AreaRole::Focus,
        tint,
    };
    let durand = NamedLine {
        geometry: GeometryRef("line:durand-line".to_owned()),
        name: "Durand Line".to_owned(),
        note: String::new(),
        emphasis: true,
    };
    let page = Page { width: MAP.width, height: Some(MAP.height), min_text: 11.0, print: false };
    Plan {
        title: "Regional map".to_owned(),
        areas: vec![area("AFG", 0), area("PAK", 1), area("IND", 2)],
        lines: vec![durand],
        labels: names(),
        furniture: Furniture { scale_bar: true, locator: true, legend: true, ..Furniture::default() },
        ..Plan::bare("bench", page, Bounds { west: 58.0, south: 20.0, east: 92.0, north: 40.0 })
    }
}
