//! The drawn ground of the real basemap: nothing breaks on any frame, each border is drawn once, areas agree.
//!
//! `DATELINE_CASES` sets the number of random frames (100 by default).

use std::collections::BTreeSet;

use dateline::geodata::basemap::{Basemap, Level};
use dateline::geometry::projection::table::ROWS;
use dateline::layout::basemap::{Ground, draw, draw_at};
use dateline::model::geo::{Bounds, LonLat};
use dateline::model::place::GeometryRef;
use dateline::model::plan::{Area, AreaRole, NamedLine, Page, Plan, Projection};
use dateline::model::scene::{Node, Polyline, Rect};
use dateline::theme::load::named;

const MAP: Rect = Rect { x: 0.0, y: 0.0, width: 800.0, height: 600.0 };

fn plan(bounds: [f64; 4], areas: &[(&str, AreaRole)], lines: &[&str]) -> Plan {
    let [west, south, east, north] = bounds;
    let area = |(tint, (reference, role)): (usize, &(&str, AreaRole))| Area {
        geometry: GeometryRef((*reference).to_owned()),
        name: (*reference).to_owned(),
        role: *role,
        tint: tint as u8,
    };
    let line = |reference: &&str| NamedLine {
        geometry: GeometryRef((*reference).to_owned()),
        name: (*reference).to_owned(),
        note: String::new(),
        emphasis: true,
    };
    let page = Page { width: MAP.width, height: Some(MAP.height), min_text: 11.0, print: false };
    Plan {
        areas: areas.iter().enumerate().map(area).collect(),
        lines: lines.iter().map(line).collect(),
        ..Plan::bare("ground", page, Bounds { west, south, east, north })
    }
}

fn ground(plan: &Plan) -> Ground {
    draw(plan, &Basemap::open(), &named("news").unwrap(), &MAP).unwrap()
}

fn layer<'g>(ground: &'g Ground, name: &str) -> Vec<&'g Polyline> {
    let nodes = ground.layers.iter().filter(|layer| layer.name == name).flat_map(|layer| &layer.nodes);
    let lines = nodes.filter_map(|node| match node {
        Node::Lines(lines) => Some(&lines.lines),
        _ => None,
    });
    lines.flatten().collect()
}

#[test]
fn the_region_of_the_main_job_shows_its_disputes() {
    let focus = |reference| (reference, AreaRole::Focus);
    let areas = [focus("country:AFG"), focus("country:PAK"), focus("country:IND")];
    let drawn = ground(&plan([58.0, 20.0, 92.0, 40.0], &areas, &["line:durand-line"]));
    let shown = drawn.view.shown;
    assert!(shown.borders && shown.control_lines && shown.disputed_borders && shown.dispute_areas);
    assert_eq!(drawn.view.areas.len(), 3);
    assert!(drawn.view.lines.contains_key(&GeometryRef("line:durand-line".to_owned())));
    // Kabul lies in Afghanistan, on land; a point in the Arabian Sea does not.
    let at = |lon, lat| drawn.view.place(LonLat::new(lon, lat)).unwrap();
    let afghanistan = &drawn.view.areas[&GeometryRef("country:AFG".to_owned())];
    assert!(dateline::layout::frame::inside(&afghanistan.rings, at(69.17, 34.53)));
    assert!(!dateline::layout::frame::inside(&afghanistan.rings, at(73.04, 33.69)));
    assert!(drawn.view.is_land(at(69.17, 34.53)) && !drawn.view.is_land(at(64.0, 22.0)));
}

#[test]
fn each_border_is_drawn_once() {
    // No theme's casing here: the news theme gives one to unsettled lines only.
    let drawn = ground(&plan([-10.0, 36.0, 25.0, 58.0], &[], &[]));
    let mut steps = BTreeSet::new();
    let mut twice = 0;
    for line in layer(&drawn, "borders").into_iter().chain(layer(&drawn, "coast")) {
        for step in line.points.windows(2) {
            let step = if step[0] < step[1] { [step[0], step[1]] } else { [step[1], step[0]] };
            twice += usize::from(!steps.insert(step));
        }
    }
    assert!(steps.len() > 1000, "{}", steps.len());
    assert!(twice * 50 < steps.len(), "{twice} of {} steps are drawn twice", steps.len());
}

#[test]
fn areas_agree_with_the_globe() {
    // Equal Earth keeps areas: Australia has 7.7 million square kilometers, Brazil 8.5.
    let areas = [
        ("country:AUS", AreaRole::Focus),
        ("country:BRA", AreaRole::Focus),
        ("country:RUS", AreaRole::Focus),
    ];
    let drawn = ground(&plan([-180.0, -90.0, 180.0, 90.0], &areas, &[]));
    let km = 6371.0088 / drawn.view.projector.scale();
    for (reference, million) in [("country:AUS", 7.69), ("country:BRA", 8.51), ("country:RUS", 16.9)] {
        let area = drawn.view.areas[&GeometryRef(reference.to_owned())].area * km * km / 1e6;
        assert!((area / million - 1.0).abs() < 0.03, "{reference}: {area}");
    }
}

#[test]
fn the_antimeridian_and_the_poles_leave_no_line() {
    for bounds in [[170.0, -25.0, -170.0, -10.0], [150.0, 55.0, -150.0, 72.0], [-180.0, -90.0, 180.0, -60.0]]
    {
        let drawn = ground(&plan(bounds, &[], &[]));
        let view = &drawn.view;
        for line in view.coast.iter().chain(&view.borders) {
            for step in line.windows(2) {
                let on_seam = |p: [f64; 2]| {
                    view.projector
                        .invert(p)
                        .is_some_and(|p| (p.lon.abs() - 180.0).abs() < 1e-3 || p.lat < -89.9)
                };
                let length = (step[0][0] - step[1][0]).hypot(step[0][1] - step[1][1]);
                assert!(length < 2.0 || !(on_seam(step[0]) && on_seam(step[1])), "{bounds:?}: {step:?}");
            }
        }
        assert!(!view.coast.is_empty());
    }
}

#[test]
fn random_frames_do_not_break() {
    let count = std::env::var("DATELINE_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(100);
    let basemap = Basemap::open();
    let theme = named("news").unwrap();
    let mut seed = 11_u64;
    let mut unit = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 11) as f64 / (1_u64 << 53) as f64
    };
    let countries =
        ["country:RUS", "country:FJI", "country:NOR", "country:CHN", "country:USA", "country:IND"];
    for i in 0..count {
        let height = 10.0_f64.powf(unit() * 3.2 - 1.0).min(170.0);
        let (lon, lat) = (unit() * 360.0 - 180.0, unit() * 180.0 - 90.0);
        let half = (height * (0.5 + unit())).min(179.0);
        let wrap = |lon: f64| (lon + 540.0).rem_euclid(360.0) - 180.0;
        let (south, north) = ((lat - height / 2.0).max(-90.0), (lat + height / 2.0).min(90.0));
        let bounds = [wrap(lon - half), south, wrap(lon + half), north];
        let mut plan =
            plan(bounds, &[(countries[i % countries.len()], AreaRole::Focus)], &["line:durand-line"]);
        if i % 2 == 1 {
            let row = &ROWS[i / 2 % ROWS.len()];
            let parallels = vec![south, north];
            plan.frame.projection =
                Some(Projection { name: row.key.to_owned(), center: LonLat::new(lon, lat), parallels });
        }
        let level = [None, Some(Level::L110m), Some(Level::L50m)][i % 3];
        let drawn = draw_at(&plan, &basemap, &theme, &MAP, level).unwrap();
        for line in ["land", "countries", "coast", "borders"].iter().flat_map(|name| layer(&drawn, name)) {
            for [x, y] in &line.points {
                assert!((-40..=8040).contains(x) && (-40..=6040).contains(y), "{i}: {x} {y} in {bounds:?}");
            }
        }
        assert!(drawn.view.km_per_px.is_finite(), "{i}: {bounds:?}");
    }
}
