//! Writes what the browser tests compare: maps as SVG, the same without text and as resvg draws it, and where resvg
//! puts each text: `cargo run --example browser_fixtures -- FOLDER [THEME,...] [SIZE,...] [all]`.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline::model::article::BlockKind;
use dateline::model::plan::Plan;
use dateline::model::scene::{Group, Node, Scene};
use dateline::pipeline::{Dateline, Format, Manner, PageOptions, Source, TextMode, Writing};
use dateline::plan::options::{Evidence, PlanOptions, parse_page};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, Options, Tree, fontdb};
use serde_json::{Value, json};

/// Stories whose maps are always looked at; the others take longer.
const FEW: [&str; 5] =
    ["chile-earthquake", "durand-line", "fiji-cyclone", "karabakh-exodus", "lake-chad-floods"];

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let folder =
        PathBuf::from(arguments.next().ok_or("usage: browser_fixtures FOLDER [THEME,...] [SIZE,...] [all]")?);
    let themes = arguments.next().unwrap_or_else(|| "news".to_owned());
    let sizes = arguments.next().unwrap_or_else(|| "column".to_owned());
    let all = arguments.next().is_some_and(|word| word == "all");
    fs::create_dir_all(&folder)?;
    let dateline = Dateline::open()?;
    let fonts = fonts()?;
    for path in articles()? {
        let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let chosen = FEW.contains(&stem.as_str());
        if !chosen && !all {
            continue;
        }
        let bytes = fs::read(&path)?;
        for (theme, size) in themes.split(',').flat_map(|t| sizes.split(',').map(move |s| (t, s))) {
            let source = Source { name: path.to_string_lossy().into_owned(), ..Source::default() };
            let article = Dateline::articles(&bytes, &source)?.remove(0);
            let options =
                PlanOptions { theme: theme.to_owned(), page: parse_page(size)?, ..PlanOptions::default() };
            let (plan, _) = dateline.plan(&dateline.read(article, &[]), &options)?;
            let (scene, _) = dateline.draw(&plan)?;
            write(&folder.join(format!("{stem}.{theme}.{size}")), &scene, &fonts)?;
        }
        let name = path.to_string_lossy();
        fs::write(folder.join(format!("{stem}.map.html")), page(&dateline, &bytes, &name, false)?)?;
        if chosen {
            fs::write(folder.join(format!("{stem}.article.html")), page(&dateline, &bytes, &name, true)?)?;
        }
    }
    embedded(&dateline, &folder)?;
    hostile(&dateline, &folder)
}

/// An article as a web page, with the same map put in twice.
fn embedded(dateline: &Dateline, folder: &Path) -> Outcome<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles/durand-line.md");
    let source = Source { name: path.to_string_lossy().into_owned(), ..Source::default() };
    let article = Dateline::articles(&fs::read(&path)?, &source)?.remove(0);
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{0}</title></head>\n<body><main><h1>{0}</h1>\n",
        text(&article.title)
    );
    for block in article.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
        html.push_str(&format!("<p>{}</p>\n", text(block.span.of(&article.text))));
    }
    html.push_str("</main></body></html>\n");
    fs::write(folder.join("durand-line.page.html"), &html)?;
    let source = Source { name: "durand-line.html".to_owned(), date: article.date, ..Source::default() };
    let reading = dateline.read(Dateline::articles(html.as_bytes(), &source)?.remove(0), &[]);
    for id in ["first", "second"] {
        let (mut plan, _) = dateline.plan(&reading, &PlanOptions::default())?;
        id.clone_into(&mut plan.id);
        let (scene, _) = dateline.draw(&plan)?;
        let inline = Manner::Inline { text: TextMode::Live };
        html = Dateline::embed(&html, &plan, &scene, &reading, inline)?.page;
    }
    fs::write(folder.join("durand-line.embed.html"), html)?;
    Ok(())
}

/// Rounds of hostile maps; each puts every payload into another kind of field.
const ROUNDS: usize = 5;

/// Maps whose every word is an attack.
fn hostile(dateline: &Dateline, folder: &Path) -> Outcome<()> {
    let payloads: Vec<String> = serde_json::from_str(include_str!("../browser/payloads.json"))?;
    for round in 0..ROUNDS {
        let mut next = payloads.iter().cycle().skip(round * payloads.len() / ROUNDS + round);
        let mut word = || next.next().cloned().unwrap_or_default();
        let title = text(&word());
        let mut html = format!("<!doctype html><title>{title}</title><body><h1>{title}</h1>\n");
        html.push_str(
            "<p>KABUL, Oct. 9 - Pakistan carried out airstrikes on Kabul on Oct. 9, killing 12 people.</p>\n",
        );
        for _ in 0..payloads.len() / 4 {
            let words = [word(), word(), word(), word()].map(|w| text(&w));
            html.push_str(&format!(
                "<p>Fighting broke out in {} near Kandahar on Oct. 10, {} said; {} soldiers died in Peshawar. {}</p>\n",
                words[0], words[1], words[2], words[3]
            ));
        }
        let source = Source { name: "hostile.html".to_owned(), ..Source::default() };
        let reading = dateline.read(Dateline::articles(html.as_bytes(), &source)?.remove(0), &[]);
        let options = PlanOptions { evidence: Evidence::Full, ..PlanOptions::default() };
        let (mut plan, _) = dateline.plan(&reading, &options)?;
        let name = |kind: &str| folder.join(format!("hostile-{round}.{kind}"));
        let page = PageOptions { text: TextMode::Live, with_article: true, sentences: true };
        fs::write(name("article.html"), dateline.page(&plan, Some(&reading), page)?.0)?;
        let (scene, _) = dateline.draw(&plan)?;
        let inline = Manner::Inline { text: TextMode::Live };
        fs::write(name("embed.html"), Dateline::embed(&html, &plan, &scene, &reading, inline)?.page)?;
        attack(&mut plan, &mut word);
        fs::write(name("map.html"), dateline.page(&plan, Some(&reading), PageOptions::default())?.0)?;
        let (scene, _) = dateline.draw(&plan)?;
        let writing = Writing { format: Format::Svg, text: TextMode::Embedded, scale: 1.0 };
        fs::write(name("svg"), Dateline::write(&scene, &writing)?)?;
    }
    Ok(())
}

/// Puts a payload into every text of a plan.
fn attack(plan: &mut Plan, word: &mut impl FnMut() -> String) {
    for text in [
        &mut plan.id,
        &mut plan.title,
        &mut plan.subtitle,
        &mut plan.credit,
        &mut plan.disclaimer,
        &mut plan.description,
        &mut plan.lang,
    ] {
        *text = word();
    }
    for area in &mut plan.areas {
        area.name = word();
    }
    for line in &mut plan.lines {
        (line.name, line.note) = (word(), word());
    }
    for label in &mut plan.labels {
        label.text = word();
        if let Some(place) = &mut label.place {
            place.0 = word();
        }
    }
    for mark in &mut plan.marks {
        (mark.place, mark.id) = (word(), word());
    }
    for entry in &mut plan.entries {
        (entry.text, entry.date, entry.status, entry.kind) = (word(), word(), word(), word());
        entry.events = vec![word()];
        entry.details = vec![word(), word(), word()];
        entry.evidence = vec![word(), word()];
    }
    for place in &mut plan.outside {
        (place.name, place.reason) = (word(), word());
    }
}

/// Words as text of a web page.
fn text(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The interactive page of an article.
fn page(dateline: &Dateline, bytes: &[u8], name: &str, with_article: bool) -> Outcome<String> {
    let source = Source { name: name.to_owned(), ..Source::default() };
    let reading = dateline.read(Dateline::articles(bytes, &source)?.remove(0), &[]);
    let options = PlanOptions { evidence: Evidence::Short, ..PlanOptions::default() };
    let (plan, _) = dateline.plan(&reading, &options)?;
    let options = PageOptions { text: TextMode::Embedded, with_article, sentences: true };
    Ok(dateline.page(&plan, Some(&reading), options)?.0)
}

fn articles() -> Outcome<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.flatten().map(|e| e.path()).collect();
    paths.sort();
    Ok(paths)
}

/// The bundled fonts and no others.
fn fonts() -> Outcome<Arc<fontdb::Database>> {
    let mut fonts = fontdb::Database::new();
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata/fonts"))?.flatten() {
        if file.path().extension().is_some_and(|e| e == "ttf") {
            fonts.load_font_data(fs::read(file.path())?);
        }
    }
    Ok(Arc::new(fonts))
}

fn write(stem: &Path, scene: &Scene, fonts: &Arc<fontdb::Database>) -> Outcome<()> {
    let svg =
        |scene: &Scene, text| Dateline::write(scene, &Writing { format: Format::Svg, text, scale: 1.0 });
    let name = |ending: &str| PathBuf::from(format!("{}.{ending}", stem.display()));
    fs::write(name("svg"), svg(scene, TextMode::Embedded)?)?;
    let bare = Scene { layers: without_text(&scene.layers), ..scene.clone() };
    let bare = svg(&bare, TextMode::Live)?;
    fs::write(name("bare.svg"), &bare)?;
    let tree = Tree::from_data(&bare, &Options::default())?;
    for scale in [1.0, 2.0_f32] {
        let size = tree.size().to_int_size().scale_by(scale).ok_or("no size")?;
        let mut picture = Pixmap::new(size.width(), size.height()).ok_or("no room")?;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
        fs::write(name(&format!("bare@{scale}.png")), picture.encode_png()?)?;
    }
    let options = Options { fontdb: Arc::clone(fonts), ..Options::default() };
    let live = Tree::from_data(&svg(scene, TextMode::Live)?, &options)?;
    let mut texts = Vec::new();
    boxes(live.root(), &mut texts);
    fs::write(name("json"), serde_json::to_string(&json!({ "width": scene.width, "texts": texts }))?)?;
    Ok(())
}

fn without_text(groups: &[Group]) -> Vec<Group> {
    groups.iter().map(bare).collect()
}

fn bare(group: &Group) -> Group {
    let nodes = group.nodes.iter().filter_map(|node| match node {
        Node::Text(_) => None,
        Node::Group(inner) => Some(Node::Group(bare(inner))),
        other => Some(other.clone()),
    });
    Group { nodes: nodes.collect(), ..group.clone() }
}

/// Boxes around the ink of every text, in the order of the document.
fn boxes(group: &usvg::Group, found: &mut Vec<Value>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(inner) => boxes(inner, found),
            usvg::Node::Text(text) => {
                let content: String = text.chunks().iter().map(|chunk| chunk.text()).collect();
                let ink = text.flattened().abs_bounding_box();
                found.push(json!({
                    "text": content,
                    "box": [ink.left(), ink.top(), ink.right(), ink.bottom()],
                }));
            }
            _ => {}
        }
    }
}
