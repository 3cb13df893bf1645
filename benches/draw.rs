//! Measures drawing beside the peer that every map is measured against.
//!
//!     cargo bench --bench draw                      our figures
//!     PEER=path/to/d3geo.mjs cargo bench --bench draw   beside d3-geo in Node, with ratios
//!
//! The map is the peer's own: longitude 58 to 92, latitude 20 to 40, 1200 x 900, three countries tinted. Times are
//! those of one thread, so on an idle machine they are CPU times.

use std::process::Command;
use std::time::Instant;

use dateline::geodata::basemap::{Basemap, Level};
use dateline::layout::basemap::draw_at;
use dateline::model::geo::Bounds;
use dateline::model::place::GeometryRef;
use dateline::model::plan::{Area, AreaRole, Frame, Furniture, NamedLine, PLAN_VERSION, Page, Plan};
use dateline::model::scene::{Rect, Scene};
use dateline::render::svg::{SvgOptions, write};
use dateline::theme::load::named;
use dateline::theme::look::Theme;

const REPEATS: usize = 200;
const MAP: Rect = Rect { x: 0.0, y: 0.0, width: 1200.0, height: 900.0 };

fn main() {
    let basemap = Basemap::open();
    let theme = named("news").expect("the default theme is bundled");
    let plan = regional();
    for (level, scale) in [(Level::L50m, "50m"), (Level::L10m, "10m")] {
        let ground = median(|| {
            let _ = std::hint::black_box(draw_at(&plan, &basemap, &theme, &MAP, Some(level)));
        });
        let svg = draw(&plan, &basemap, &theme, level);
        let written = median(|| {
            std::hint::black_box(draw(&plan, &basemap, &theme, level));
        });
        println!("{scale}: ground {ground:.3} ms, with SVG {written:.3} ms, {} bytes", svg.len());
        if let Some(peer) = peer(scale) {
            println!("{scale}: d3-geo with a box filter {peer:.1} ms; ratio {:.0}", peer / written);
        }
    }
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
        hatches: ground.hatches,
        clips: vec![MAP],
        layers,
        map: MAP,
    };
    write(&scene, &SvgOptions::default()).expect("the scene is sound")
}

/// Milliseconds of the middle one of many runs.
fn median(mut run: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..REPEATS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[REPEATS / 2]
}

/// Milliseconds of CPU for a map of the peer, warm.
fn peer(scale: &str) -> Option<f64> {
    let script = std::env::var("PEER").ok()?;
    let out =
        Command::new("node").env("PREFILTER", "1").args([&script, "repeat", scale, "30"]).output().ok()?;
    let report: serde_json::Value = serde_json::from_slice(&out.stdout).ok()?;
    report["median_cpu_ms"].as_f64()
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
    Plan {
        version: PLAN_VERSION,
        id: "bench".to_owned(),
        title: "Regional map".to_owned(),
        subtitle: String::new(),
        credit: String::new(),
        disclaimer: String::new(),
        description: String::new(),
        lang: "en".to_owned(),
        worldview: "neutral".to_owned(),
        theme: "news".to_owned(),
        page: Page { width: MAP.width, height: Some(MAP.height), min_text: 11.0, print: false },
        frame: Frame {
            bounds: Bounds { west: 58.0, south: 20.0, east: 92.0, north: 40.0 },
            projection: None,
        },
        areas: vec![area("AFG", 0), area("PAK", 1), area("IND", 2)],
        lines: vec![durand],
        labels: Vec::new(),
        marks: Vec::new(),
        entries: Vec::new(),
        furniture: Furniture::default(),
        outside: Vec::new(),
    }
}
