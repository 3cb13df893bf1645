//! Names must not overlap: checked on whole scenes, without the label engine's own boxes.

use dateline::diagnostic::Warning;
use dateline::geodata::basemap::Basemap;
use dateline::layout::compose::compose;
use dateline::layout::label::random::Random;
use dateline::layout::symbols;
use dateline::model::geo::{Bounds, LonLat};
use dateline::model::place::PlaceKind;
use dateline::model::plan::{Anchor, Entry, Label, LabelStyle, Mark, Page, Plan};
use dateline::model::scene::{Circle, Group, Node, Rect, Scene, Text};
use dateline::theme::load::named;
use dateline::theme::typeset::set_line;

fn plan(bounds: Bounds, width: f64) -> Plan {
    Plan {
        title: "A title".into(),
        credit: "Credit".into(),
        description: "A map.".into(),
        ..Plan::bare("test", Page { width, height: None, min_text: 11.0, print: false }, bounds)
    }
}

fn town(name: &str, lon: f64, lat: f64) -> Label {
    Label {
        text: name.into(),
        place: None,
        kind: PlaceKind::Settlement,
        style: LabelStyle::City,
        point: LonLat::new(lon, lat),
        geometry: None,
        priority: 0.6,
        mentioned: false,
        offset: None,
    }
}

fn draw(plan: &Plan) -> (Scene, Vec<Warning>) {
    compose(plan, &Basemap::open(), &named("news").unwrap()).unwrap()
}

fn layer<'a>(scene: &'a Scene, name: &str) -> &'a Group {
    scene.layers.iter().find(|l| l.name == name).unwrap()
}

fn texts<'a>(group: &'a Group, out: &mut Vec<&'a Text>) {
    for node in &group.nodes {
        match node {
            Node::Text(text) => out.push(text),
            Node::Group(group) => texts(group, out),
            _ => {}
        }
    }
}

fn circles<'a>(group: &'a Group, out: &mut Vec<&'a Circle>) {
    for node in &group.nodes {
        match node {
            Node::Circle(circle) => out.push(circle),
            Node::Group(group) => circles(group, out),
            _ => {}
        }
    }
}

fn rects(group: &Group, out: &mut Vec<Rect>) {
    for node in &group.nodes {
        match node {
            Node::Rect(rectangle) => out.push(rectangle.rect),
            Node::Group(group) => rects(group, out),
            _ => {}
        }
    }
}

/// The box of the letters, measured anew.
fn measured(text: &Text) -> Rect {
    let line = set_line(&text.content, &text.font);
    assert!((line.width - text.bounds.width).abs() < 0.01);
    Rect { y: text.y - line.ascent, height: line.ascent + line.descent, ..text.bounds }
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

fn gap(rect: &Rect, x: f64, y: f64) -> f64 {
    let dx = (rect.x - x).max(x - rect.x - rect.width).max(0.0);
    let dy = (rect.y - y).max(y - rect.y - rect.height).max(0.0);
    dx.hypot(dy)
}

/// Number of names on the map; fails where one overlaps another, a dot, a mark or the frame.
fn check(scene: &Scene) -> usize {
    let mut names = Vec::new();
    texts(layer(scene, "labels"), &mut names);
    let mut dots = Vec::new();
    circles(layer(scene, "places"), &mut dots);
    let mut badges = Vec::new();
    rects(layer(scene, "events"), &mut badges);
    let straight: Vec<&&Text> = names.iter().filter(|t| t.letters.is_empty()).collect();
    for (i, a) in straight.iter().enumerate() {
        let rect = measured(a);
        let m = &scene.map;
        assert!(
            rect.x >= m.x
                && rect.y >= m.y
                && rect.x + rect.width <= m.x + m.width
                && rect.y + rect.height <= m.y + m.height,
            "{} is cut",
            a.content
        );
        for b in &straight[i + 1..] {
            // Two lines of one name stand close on purpose.
            let one_name = (a.x - b.x).abs() < 0.01 && (a.y - b.y).abs() < a.font.size * 1.2;
            assert!(one_name || !overlap(&rect, &measured(b)), "{} over {}", a.content, b.content);
        }
        for dot in &dots {
            assert!(gap(&rect, dot.x, dot.y) >= dot.r, "{} over a dot", a.content);
        }
        for badge in &badges {
            assert!(!overlap(&rect, badge), "{} over a mark", a.content);
        }
    }
    names.len()
}

#[test]
fn twelve_crowded_cities_all_stand_clear() {
    let mut plan = plan(Bounds { west: 58.0, south: 20.0, east: 92.0, north: 40.0 }, 1200.0);
    plan.furniture.locator = false;
    for (name, lon, lat) in [
        ("Kabul", 69.18, 34.53),
        ("Kandahar", 65.71, 31.61),
        ("Herat", 62.2, 34.34),
        ("Islamabad", 73.05, 33.69),
        ("Peshawar", 71.56, 34.01),
        ("Lahore", 74.34, 31.55),
        ("Karachi", 67.01, 24.86),
        ("Quetta", 67.01, 30.18),
        ("New Delhi", 77.21, 28.61),
        ("Srinagar", 74.8, 34.08),
        ("Jaipur", 75.79, 26.91),
        ("Amritsar", 74.87, 31.63),
    ] {
        plan.labels.push(town(name, lon, lat));
    }
    let (scene, warnings) = draw(&plan);
    assert!(warnings.is_empty(), "{warnings:?}");
    assert_eq!(check(&scene), 12);
}

#[test]
fn random_frames_are_clean_and_nearly_full() {
    let mut random = Random::new(20);
    let (mut placed, mut wanted) = (0, 0);
    for round in 0..24 {
        let (w, s) = (random.unit() * 330.0 - 170.0, random.unit() * 110.0 - 60.0);
        let size = 6.0 + random.unit() * 24.0;
        let bounds = Bounds { west: w, south: s, east: (w + size * 1.4).min(179.0), north: s + size };
        let mut plan = plan(bounds, if round % 3 == 0 { 360.0 } else { 600.0 });
        for i in 0..12 {
            let lon = bounds.west + (0.05 + 0.9 * random.unit()) * bounds.width();
            let lat = bounds.south + (0.05 + 0.9 * random.unit()) * bounds.height();
            plan.labels.push(town(&format!("Place {i}"), lon, lat));
        }
        wanted += plan.labels.len();
        placed += check(&draw(&plan).0);
    }
    assert!(placed * 100 >= wanted * 96, "{placed} of {wanted}");
}

fn mark(number: u32, lon: f64, lat: f64) -> Mark {
    Mark {
        id: format!("e{number}"),
        number,
        kind: "airstrike".into(),
        place: "Place".into(),
        anchor: Anchor::Point { at: LonLat::new(lon, lat) },
        background: false,
        hollow: false,
        doubtful: false,
        confidence: 0.9,
    }
}

fn entry(number: u32) -> Entry {
    Entry {
        number,
        events: vec![format!("e{number}")],
        kind: "airstrike".into(),
        date: "Oct. 9".into(),
        days: Vec::new(),
        text: "Airstrikes on a town with a rather long name near the border".into(),
        details: vec!["more than 200 people killed, according to one side".into()],
        evidence: Vec::new(),
        background: number > 8,
        status: String::new(),
        on_map: true,
        outside: false,
    }
}

#[test]
fn marks_keep_clear_of_each_other_and_are_never_dropped() {
    let mut random = Random::new(9);
    for width in [360.0, 600.0, 1200.0] {
        let mut plan = plan(Bounds { west: 60.0, south: 22.0, east: 80.0, north: 38.0 }, width);
        for number in 1..=12 {
            let (lon, lat) = (66.0 + random.unit() * 8.0, 28.0 + random.unit() * 6.0);
            plan.labels.push(town(&format!("Town {number}"), lon, lat));
            plan.marks.push(mark(number, lon, lat));
            plan.entries.push(entry(number));
        }
        let (scene, _) = draw(&plan);
        check(&scene);
        let groups: Vec<&Group> = layer(&scene, "events")
            .nodes
            .iter()
            .filter_map(|n| if let Node::Group(g) = n { Some(g) } else { None })
            .collect();
        assert_eq!(groups.len(), 12);
        let plates: Vec<Rect> = groups
            .iter()
            .map(|g| {
                let mut found = Vec::new();
                rects(g, &mut found);
                found[0]
            })
            .collect();
        for (i, a) in plates.iter().enumerate() {
            for b in &plates[i + 1..] {
                assert!(!overlap(a, b));
            }
        }
    }
}

#[test]
fn a_page_of_fixed_height_says_less_rather_than_run_over() {
    for (width, height) in [(1200.0, 675.0), (600.0, 600.0), (360.0, 640.0), (900.0, 400.0)] {
        let mut plan = plan(Bounds { west: 60.0, south: 22.0, east: 80.0, north: 38.0 }, width);
        plan.page.height = Some(height);
        plan.entries = (1..=14).map(entry).collect();
        plan.marks = (1..=14).map(|n| mark(n, 62.0 + f64::from(n), 30.0)).collect();
        let (scene, warnings) = draw(&plan);
        assert!((scene.height - height).abs() < 1e-9);
        let mut all = Vec::new();
        for group in scene.layers.iter().filter(|l| ["title", "list", "legend", "credit"].contains(&&*l.name))
        {
            texts(group, &mut all);
        }
        for text in &all {
            let rect = measured(text);
            assert!(rect.x >= 0.0 && rect.x + rect.width <= width, "{} runs over the side", text.content);
            assert!(rect.y >= 0.0 && rect.y + rect.height <= height, "{} runs over the page", text.content);
            assert!(text.font.size >= 11.0);
        }
        let listed = layer(&scene, "list").nodes.iter().filter(|n| matches!(n, Node::Group(_))).count();
        let dropped = warnings.iter().filter(|w| w.code == "entry-dropped").count();
        assert_eq!(listed + dropped, 14);
        assert!(scene.map.height > height * 0.3);
    }
}

#[test]
fn every_kind_of_event_that_is_drawn_has_its_symbol() {
    for kind in dateline::events::kinds::KINDS.iter().filter(|k| k.is_drawn()) {
        assert_eq!(symbols::key(kind.key), kind.symbol, "{}", kind.key);
    }
}
