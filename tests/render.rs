//! What every SVG and PNG must hold, whatever the words in it.

use std::collections::BTreeSet;

use dateline::model::geo::LonLat;
use dateline::model::scene::{
    Circle, Color, Font, Group, Hatch, Lines, Node, Paint, Polyline, Provenance, Rect, Scene, Style, Text,
    TextAnchor, Weight,
};
use dateline::render::png;
use dateline::render::svg::{SvgOptions, TextMode, write};

fn text(content: &str, weight: Weight) -> Node {
    Node::Text(Text {
        content: content.into(),
        x: 20.0,
        y: 40.0,
        anchor: TextAnchor::Start,
        font: Font { family: "sans".into(), size: 14.0, weight, italic: false, spacing: 0.0 },
        fill: Color(0x1c_1c1c),
        halo: Some((Color(0xff_ffff), 1.5)),
        rotate: 0.0,
        letters: Vec::new(),
        bounds: Rect::default(),
        names: None,
        rtl: false,
    })
}

fn scene(words: &str) -> Scene {
    let hatched = Style { fill: Some(Paint::Hatch(0)), ..Style::default() };
    let square = Polyline { points: vec![[100, 100], [900, 100], [900, 900], [100, 900]], closed: true };
    let mark = Group {
        name: "event-1".into(),
        clip: None,
        provenance: Some(Provenance {
            id: "e1".into(),
            name: words.into(),
            point: LonLat::new(69.2, 34.5),
            date: words.into(),
            evidence: vec![words.into()],
            confidence: 0.9,
        }),
        nodes: vec![Node::Circle(Circle { x: 50.0, y: 50.0, r: 9.0, style: hatched.clone() })],
    };
    let layer =
        |name: &str, nodes: Vec<Node>| Group { name: name.into(), clip: Some(0), provenance: None, nodes };
    Scene {
        id: words.into(),
        width: 120.0,
        height: 100.0,
        lang: "en".into(),
        title: words.into(),
        description: words.into(),
        background: Color(0xff_ffff),
        four_inks: false,
        hatches: vec![Hatch {
            name: "dispute".into(),
            color: Color(0x80_8080),
            ground: None,
            angle: 45.0,
            spacing: 5.0,
            width: 1.0,
            opacity: 0.5,
        }],
        clips: vec![Rect { x: 0.0, y: 0.0, width: 120.0, height: 100.0 }],
        layers: vec![
            layer(
                "borders",
                vec![Node::Lines(Lines { lines: vec![square], style: hatched, name: words.into() })],
            ),
            layer(
                "labels",
                vec![
                    text(words, Weight::Regular),
                    text("Kabul", Weight::Regular),
                    text("کابل", Weight::Bold),
                ],
            ),
            layer("events", vec![Node::Group(mark)]),
        ],
        map: Rect { x: 0.0, y: 0.0, width: 120.0, height: 100.0 },
    }
}

fn modes() -> Vec<SvgOptions> {
    let mut all = Vec::new();
    for text in [TextMode::Live, TextMode::Embedded, TextMode::Outline] {
        for inline in [false, true] {
            all.push(SvgOptions { text, inline, data: true, ..SvgOptions::default() });
        }
    }
    all
}

const HOSTILE: [&str; 4] = [
    "</text><script>alert(1)</script>",
    "\" onload=\"alert(1)\" x='&#x0;",
    "a\u{0}b\u{8}c\u{202e}d\u{fffe}]]>&amp;",
    "<![CDATA[ <!ENTITY x SYSTEM 'file:///etc/passwd'> %x; --> <!--",
];

#[test]
fn hostile_words_stay_words() {
    for words in HOSTILE {
        for options in modes() {
            let svg = write(&scene(words), &options).unwrap();
            let document = roxmltree::Document::parse(&svg).unwrap();
            for node in document.descendants().filter(roxmltree::Node::is_element) {
                assert!(!matches!(
                    node.tag_name().name(),
                    "script" | "foreignObject" | "image" | "use" | "a"
                ));
                for attribute in node.attributes() {
                    assert!(!attribute.name().starts_with("on") && attribute.name() != "style");
                    assert!(!attribute.name().contains("href"));
                }
            }
            assert!(!svg.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'));
        }
    }
}

#[test]
fn referenced_ids_bear_the_prefix_and_exist_once() {
    for options in modes() {
        let svg = write(&scene("Durand Line"), &options).unwrap();
        let document = roxmltree::Document::parse(&svg).unwrap();
        let mut ids = BTreeSet::new();
        for id in document.descendants().filter_map(|n| n.attribute("id")) {
            assert!(ids.insert(id.to_owned()), "{id} twice");
            let layer = matches!(id, "borders" | "labels" | "events");
            assert!(id.starts_with("durand-line-") || (layer && !options.inline), "{id}");
        }
        for value in document.descendants().flat_map(|n| n.attributes()).map(|a| a.value()) {
            for target in value.split("url(#").skip(1).filter_map(|rest| rest.split(')').next()) {
                assert!(ids.contains(target), "{target}");
            }
        }
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        for id in root.attribute("aria-labelledby").unwrap().split(' ') {
            assert!(ids.contains(id));
        }
    }
}

#[test]
fn only_files_with_embedded_fonts_have_a_style_and_it_holds_fonts_alone() {
    for options in modes() {
        let svg = write(&scene("Durand Line"), &options).unwrap();
        let embedded = options.text == TextMode::Embedded && !options.inline;
        assert_eq!(svg.contains("<style"), embedded);
        assert_eq!(svg.contains("<text"), options.text != TextMode::Outline);
        if embedded {
            // The sans in one weight and the Arabic of the label beside it.
            assert_eq!(svg.matches("@font-face").count(), 2);
            assert!(svg.len() < 60_000, "{}", svg.len());
            assert!(!svg.contains("http:") || svg.matches("http").count() == 1);
        }
    }
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    for options in modes() {
        assert_eq!(write(&scene("Kabul"), &options).unwrap(), write(&scene("Kabul"), &options).unwrap());
    }
}

#[test]
fn a_picture_shows_the_letters_and_refuses_absurd_sizes() {
    let with = png::write(&scene("Kabul"), 1.0).unwrap();
    let mut bare = scene("Kabul");
    bare.layers.retain(|layer| layer.name != "labels");
    let without = png::write(&bare, 1.0).unwrap();
    assert!(with.starts_with(b"\x89PNG") && with.len() > without.len() + 200);
    assert!(png::write(&scene("Kabul"), 1000.0).is_err());
    assert!(png::write(&scene("Kabul"), f32::NAN).is_err());
}
