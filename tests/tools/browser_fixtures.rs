//! Writes what the browser tests compare: maps as SVG, the same without text and as resvg draws it, and where resvg
//! puts each text: `cargo run --example browser_fixtures -- FOLDER [THEME,...] [SIZE,...] [all]`.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dateline::geodata::gazetteer_user::UserGazetteer;
use dateline::geodata::layer_user;
use dateline::model::article::BlockKind;
use dateline::model::plan::Plan;
use dateline::model::scene::{Group, Node, Scene};
use dateline::pipeline::{Dateline, Format, Manner, PageOptions, Reading, Source, TextMode, Writing};
use dateline::plan::options::{Evidence, PlanOptions, parse_page};
use dateline::theme::load::THEMES;
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
        let bytes = fs::read(&path)?;
        let sheets = themes.split(',').filter(|_| chosen || all);
        for (theme, size) in sheets.flat_map(|t| sizes.split(',').map(move |s| (t, s))) {
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
    events(&dateline, &folder)?;
    themed(&dateline, &folder)?;
    views(&dateline, &folder)?;
    embedded(&dateline, &folder)?;
    hostile(&dateline, &folder)?;
    doors(&dateline, &folder)
}

/// The page of a list of events.
fn events(dateline: &Dateline, folder: &Path) -> Outcome<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/events/hurricane-ioke.csv");
    let reading = Dateline::read_events(&fs::read(&path)?, "hurricane-ioke", None)?;
    let (plan, _) = dateline.plan(&reading, &PlanOptions::default())?;
    fs::write(
        folder.join("hurricane-ioke.map.html"),
        dateline.page(&plan, Some(&reading), PageOptions::default())?.0,
    )?;
    Ok(())
}

/// The same two maps in every theme, and their pages.
fn themed(dateline: &Dateline, folder: &Path) -> Outcome<()> {
    for stem in ["durand-line", "lake-chad-floods"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/articles/{stem}.md"));
        let source = Source { name: path.to_string_lossy().into_owned(), ..Source::default() };
        let reading = dateline.read(Dateline::article(&fs::read(&path)?, &source)?, &[]);
        for (theme, _) in THEMES {
            let options = PlanOptions { theme: (*theme).to_owned(), ..PlanOptions::default() };
            let (plan, _) = dateline.plan(&reading, &options)?;
            let (scene, _) = dateline.draw(&plan)?;
            let writing = Writing { format: Format::Svg, text: TextMode::Live, scale: 1.0 };
            fs::write(folder.join(format!("{stem}.{theme}.theme.svg")), Dateline::write(&scene, &writing)?)?;
        }
    }
    Ok(())
}

/// A page with several worldviews.
fn views(dateline: &Dateline, folder: &Path) -> Outcome<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles/durand-line.md");
    let source = Source { name: path.to_string_lossy().into_owned(), ..Source::default() };
    let reading = dateline.read(Dateline::article(&fs::read(&path)?, &source)?, &[]);
    let plan = |worldview: &str| {
        let options = PlanOptions { worldview: worldview.to_owned(), ..PlanOptions::default() };
        Ok::<_, Box<dyn Error>>(dateline.plan(&reading, &options)?.0)
    };
    let others = [plan("in")?, plan("pk")?];
    let page = dateline.page_of_views(&plan("neutral")?, &others, Some(&reading), PageOptions::default())?.0;
    fs::write(folder.join("durand-line.views.html"), page)?;
    Ok(())
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

/// Features at different points of one region.
fn features(payloads: &[String], properties: impl Fn(&str) -> Value) -> Value {
    let feature = |(index, word): (usize, &String)| {
        let (column, row) = (index % 20, index / 20);
        let mut properties = properties(word);
        properties["id"] = json!(format!("p{index}"));
        json!({
            "type": "Feature",
            "properties": properties,
            "geometry": { "type": "Point", "coordinates": [60.0 + column as f64 * 0.7, 25.0 + row as f64 * 0.9] },
        })
    };
    let features: Vec<Value> = payloads.iter().enumerate().map(feature).collect();
    json!({ "type": "FeatureCollection", "name": payloads[0], "features": features })
}

/// Maps whose attacks come in through a layer, a gazetteer, a list of events, a file of edits, and a title.
fn doors(dateline: &Dateline, folder: &Path) -> Outcome<()> {
    let payloads: Vec<String> = serde_json::from_str(include_str!("../browser/payloads.json"))?;
    let story = b"KABUL, Oct. 9 - Pakistan carried out airstrikes on Kabul on Oct. 9. Fighting broke out near Kandahar and Herat.";
    let source = Source { name: "story.txt".to_owned(), ..Source::default() };
    let put = |name: &str, plan: &Plan, reading: &Reading| -> Outcome<()> {
        let page = dateline.page(plan, Some(reading), PageOptions::default())?.0;
        fs::write(folder.join(format!("hostile-{name}.map.html")), page)?;
        let (scene, _) = dateline.draw(plan)?;
        let writing = Writing { format: Format::Svg, text: TextMode::Embedded, scale: 1.0 };
        Ok(fs::write(folder.join(format!("hostile-{name}.svg")), Dateline::write(&scene, &writing)?)?)
    };
    let reading = dateline.read(Dateline::article(story, &source)?, &[]);
    // A layer of points with hostile names, and the title of the map.
    for (index, chunk) in payloads.chunks(payloads.len().div_ceil(4)).enumerate() {
        let part = features(chunk, |word| json!({ "name": word, word: word }));
        let options = PlanOptions {
            layers: vec![layer_user::read(part.to_string().as_bytes(), &chunk[0])?],
            title: Some(chunk.concat().chars().take(300).collect()),
            subtitle: chunk.last().cloned(),
            credit: chunk.get(1).cloned(),
            ..PlanOptions::default()
        };
        put(&format!("layer-{index}"), &dateline.plan(&reading, &options)?.0, &reading)?;
    }
    // A gazetteer whose names stand in the text.
    let mut words = String::from_utf8_lossy(story).into_owned();
    for word in &payloads {
        words.push_str(&format!(" Fighting broke out in {word} on Oct. 9, officials said."));
    }
    // Names without letters, of several lines, or of more than 120 letters are refused.
    let seen = |c: char| c.is_alphanumeric();
    let short = |word: &&String| {
        word.chars().count() <= 120 && !word.chars().any(char::is_control) && word.chars().any(seen)
    };
    let names: Vec<String> = payloads.iter().filter(short).cloned().collect();
    let own = features(&names, |word| json!({ "name": word }));
    let own = UserGazetteer::read(own.to_string().as_bytes())?;
    let with_own = dateline.with_gazetteer(own)?;
    let read = with_own.read(Dateline::article(words.as_bytes(), &source)?, &[]);
    put("gazetteer", &with_own.plan(&read, &PlanOptions::default())?.0, &read)?;
    // A list of events.
    let list = features(
        &payloads,
        |word| json!({ "label": word, "place": word, "date": word, "kind": word, "source": word, "notes": word, "url": word }),
    );
    let read = Dateline::read_events(list.to_string().as_bytes(), "events", None)?;
    put("events", &dateline.plan(&read, &PlanOptions::default())?.0, &read)?;
    // A file of edits: added and renamed places, names, markers, title.
    let quoted = |word: &str| serde_json::to_string(word).unwrap_or_default().replace('\u{7f}', "");
    let mut edits = format!("[map]\ntitle = {}\nsubtitle = {}\n", quoted(&payloads[2]), quoted(&payloads[5]));
    let mut plan = dateline.plan(&reading, &PlanOptions::default())?.0;
    // Longer words are refused.
    for (index, word) in payloads.iter().filter(|word| word.chars().count() <= 300).enumerate() {
        let at = [62.0 + (index % 20) as f64 * 0.5, 28.0 + (index / 20) as f64 * 0.6];
        edits.push_str(&format!("[[label]]\nname = {}\nat = [{}, {}]\n", quoted(word), at[0], at[1]));
        if index % 8 == 0 {
            edits.push_str(&format!(
                "[[marker]]\nat = [{}, {}]\ntext = {}\ndate = {}\n",
                at[0],
                at[1],
                quoted(word),
                quoted(word)
            ));
        }
    }
    Dateline::edit(&mut plan, &edits)?;
    put("edits", &plan, &reading)
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
