//! Puts a page together: one file, with its own fonts, style and script, that asks nothing of a network.

use sha2::{Digest, Sha256};

use crate::model::plan::Plan;
use crate::model::scene::Scene;
use crate::render::fonts::{Packing, base64, face_rules, families, prefixed, usage};
use crate::render::html::anchors::{Piece, Role, pieces};
use crate::render::html::article::article;
use crate::render::html::board::{Board, Drawn, draw, texts};
use crate::render::html::dark;
use crate::render::html::items::{Items, Story};
use crate::render::html::markup::Markup;
use crate::render::html::panel;
use crate::render::html::shapes::share;
use crate::render::svg::{FONT_STACK, TextMode};
use crate::render::text;
use crate::theme::look::Theme;

/// What a page is made of.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// What the map shows.
    pub plan: &'a Plan,
    /// The map, for every worldview and width.
    pub boards: &'a [Board],
    /// Names of the worldviews among which a reader can choose; the first is the plan's own.
    pub views: &'a [String],
    /// What was read of the article, if there is one.
    pub story: Option<Story<'a>>,
    /// Whether the article's text stands beside the map.
    pub with_article: bool,
    /// The theme.
    pub theme: &'a Theme,
    /// The theme for readers who prefer dark, if the theme is not dark itself.
    pub dark: Option<&'a Theme>,
    /// How text on the map is written; outlines are written as text with fonts.
    pub text: TextMode,
}

/// The script, in parts that read on their own.
const SCRIPT: [&str; 5] = [
    include_str!("script/dom.js"),
    include_str!("script/view.js"),
    include_str!("script/items.js"),
    include_str!("script/time.js"),
    include_str!("script/start.js"),
];
const STYLE: &str = include_str!("style.css");

/// The page.
#[must_use]
pub fn write(page: &Page<'_>) -> String {
    let plan = &Plan { id: text::id(&page.plan.id), ..page.plan.clone() };
    let items = Items::collect(plan, page.story);
    let (fonts, faces) = fonts(page, plan);
    let about = format!("{}-about", plan.id);
    let mut drawn: Vec<Drawn> = page.boards.iter().map(|board| draw(board, &items, &fonts, &about)).collect();
    let mut maps: Vec<&mut String> = drawn.iter_mut().flat_map(|d| [&mut d.map, &mut d.fixed]).collect();
    let shapes = share(&mut maps, &plan.id);
    let drawing: String = drawn.iter().flat_map(|d| [d.map.as_str(), &d.fixed, &d.legend]).collect();
    let style = format!("{faces}{}{}", tight(&compact(STYLE)), dark::rules(page.theme, page.dark, &drawing));
    let script = script();
    let mut html = Markup::default();
    let lang = match text::language(&plan.lang) {
        // The page's own words are English.
        "" => "en",
        lang => lang,
    };
    html.markup("<!DOCTYPE html>\n").open("html", &[("lang", lang)]).line();
    head(&mut html, plan, &style, &script);
    html.open("body", &[]).line();
    body(&mut html, page, plan, &items, &Drawing { shapes: &shapes, boards: &drawn });
    html.open("script", &[]).markup(&script).close().line();
    html.finish() + "\n"
}

/// The script as pages carry it: without comments, in a scope of its own.
#[must_use]
pub fn script() -> String {
    let parts: String = SCRIPT.iter().map(|part| compact(part)).collect();
    format!("(()=>{{\"use strict\";\n{parts}}})();\n")
}

/// The value of `Content-Security-Policy` that a page needs: nothing but its own style, script and fonts.
#[must_use]
pub fn policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; font-src data:; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(script)
    )
}

fn hash(text: &str) -> String {
    base64(&Sha256::digest(text.as_bytes()))
}

/// Lines without indentation, comments and blank lines. Our sources hold no `//` or `/*` in strings where a line starts,
/// and no `/**` but of comments.
fn compact(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    for line in source.lines() {
        let mut rest = line.trim();
        let mut code = String::new();
        while let Some((before, after)) = rest.split_once("/**") {
            code.push_str(before);
            rest = after.split_once("*/").map_or("", |(_, after)| after.trim_start());
        }
        code.push_str(rest);
        let code = code.trim();
        let comment = code.starts_with("//") || (code.starts_with("/*") && code.ends_with("*/"));
        if !comment && !code.is_empty() {
            out.push_str(code);
            out.push('\n');
        }
    }
    out
}

/// A style sheet without the spaces that only people need; ours has no strings with such spaces.
fn tight(style: &str) -> String {
    let pairs = [
        (" {", "{"),
        ("{ ", "{"),
        (" }", "}"),
        ("; ", ";"),
        (": ", ":"),
        (", ", ","),
        (" > ", ">"),
        (";}", "}"),
    ];
    pairs.iter().fold(style.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The value of `font-family`, and the rules that carry the fonts.
fn fonts(page: &Page<'_>, plan: &Plan) -> (String, String) {
    if page.text == TextMode::Live {
        return (FONT_STACK.to_owned(), String::new());
    }
    let Some(first) = page.boards.iter().flat_map(|board| &board.levels).next() else {
        return (FONT_STACK.to_owned(), String::new());
    };
    let layers = page.boards.iter().flat_map(|board| &board.levels).flat_map(|level| &level.scene.layers);
    let whole = Scene { layers: layers.cloned().collect(), ..first.scene.clone() };
    let used = usage(&whole);
    let own: Vec<String> = families(&used).iter().map(|family| prefixed(&plan.id, family)).collect();
    (format!("{}, {FONT_STACK}", own.join(", ")), face_rules(&plan.id, &used, Packing::Packed))
}

fn head(html: &mut Markup, plan: &Plan, style: &str, script: &str) {
    html.open("head", &[]).line().void("meta", &[("charset", "utf-8")]).line();
    html.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy(style, script))])
        .line();
    html.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]).line();
    html.void("meta", &[("name", "description"), ("content", &plan.description)]).line();
    html.leaf("title", &[], if plan.title.trim().is_empty() { "Map" } else { &plan.title }).line();
    html.open("style", &[]).markup(style).close().line().close().line();
}

/// The maps of a page.
struct Drawing<'a> {
    /// Paths that several of them use.
    shapes: &'a str,
    /// For each width and worldview.
    boards: &'a [Drawn],
}

impl<'a> Drawing<'a> {
    /// The boards of each worldview.
    fn views(&self) -> impl Iterator<Item = &'a [Drawn]> {
        self.boards.chunk_by(|a, b| a.view == b.view)
    }
}

/// Opens what belongs to one worldview; all but the first are hidden.
fn view(html: &mut Markup, index: usize) {
    let number = index.to_string();
    let mut attributes = vec![("data-view", number.as_str())];
    if index > 0 {
        attributes.push(("hidden", ""));
    }
    html.open("div", &attributes);
}

fn body(html: &mut Markup, page: &Page<'_>, plan: &Plan, items: &Items, drawing: &Drawing<'_>) {
    html.open("main", &[("class", "dl"), ("id", &plan.id), ("data-z", "1")]);
    html.open("div", &[("class", "dl-sheet")]).line();
    panel::header(html, plan);
    html.open("div", &[("class", "dl-body")]).line();
    let story = page.story.filter(|_| page.with_article);
    html.open("section", &[("class", "dl-mapside"), ("aria-label", "Map")]).line();
    map(html, plan, drawing, story.is_some());
    html.open("div", &[("class", "dl-controls")]);
    tools(html);
    panel::timeline(html, items);
    html.close().line();
    layers(html, page, plan, drawing);
    for (index, boards) in drawing.views().enumerate() {
        view(html, index);
        boards.iter().for_each(|part| _ = html.markup(&part.legend).line());
        html.close().line();
    }
    html.close().line();
    if let Some(story) = story {
        html.open("section", &[("class", "dl-side"), ("aria-label", "Article")]).line();
        article(html, plan, items, story);
        html.close().close().line();
        html.open("section", &[("class", "dl-more"), ("aria-label", "Events and places")]).line();
        panel::lists(html, plan, items, &names(page));
        html.close().line();
    } else {
        html.open("section", &[("class", "dl-side"), ("aria-label", "Events and places")]).line();
        panel::lists(html, plan, items, &names(page));
        html.close().close().line();
    }
    panel::footer(html, plan);
    html.open("p", &[("class", "dl-say dl-hide"), ("role", "status")]).close();
    html.close().close().line();
}

/// Names on the map that the story does not use, in order of the alphabet: for those who do not see the map.
fn names(page: &Page<'_>) -> Vec<String> {
    let board = page.boards.iter().find(|board| board.name == "wide").or_else(|| page.boards.first());
    let Some(level) = board.and_then(|board| board.levels.first()) else { return Vec::new() };
    let pieces = pieces(&level.scene);
    let found: Vec<&Piece<'_>> = pieces.iter().filter(|piece| piece.role == Role::Name).collect();
    // The lines of a name name one point.
    let words = |lines: &[&Piece<'_>]| {
        let lines = lines.iter().flat_map(|piece| texts(&piece.nodes)).map(|text| text.content.trim());
        lines.collect::<Vec<_>>().join(" ")
    };
    let mut names: Vec<String> = found.chunk_by(|a, b| a.at == b.at).map(words).collect();
    names.sort();
    names.dedup();
    names
}

fn map(html: &mut Markup, plan: &Plan, drawing: &Drawing<'_>, told: bool) {
    let described = format!("{}-about", plan.id);
    // Hidden, as the list says the same; but the map is described by it.
    html.leaf("p", &[("id", &described), ("hidden", "")], &plan.description);
    html.open(
        "div",
        &[
            ("class", "dl-view"),
            ("role", "group"),
            ("tabindex", "0"),
            ("aria-label", "Map. Plus and minus zoom, arrow keys move, 0 shows all."),
            ("aria-describedby", &described),
        ],
    );
    html.line();
    if !drawing.shapes.is_empty() {
        html.markup("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"dl-shapes\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>");
        html.markup(drawing.shapes).markup("</defs></svg>").line();
    }
    for (index, boards) in drawing.views().enumerate() {
        view(html, index);
        boards.iter().for_each(|part| _ = html.markup(&part.map).line().markup(&part.fixed).line());
        html.close().line();
    }
    // The scale of an enlarged map; the whole map has a bar of its own.
    html.open("p", &[("class", "dl-bar dl-scripted"), ("hidden", "")]);
    html.open("span", &[]).close().leaf("span", &[], "0 km").close().line();
    html.open("div", &[("class", "dl-card"), ("role", "group"), ("aria-label", "Selected"), ("hidden", "")]);
    html.open("div", &[("class", "dl-card-body")]).close();
    if told {
        html.leaf("button", &[("type", "button"), ("class", "dl-read"), ("hidden", "")], "Show in the text");
    }
    panel::button(html, "dl-close", "Close", "✕");
    html.close().close().line();
}

/// Buttons that zoom.
fn tools(html: &mut Markup) {
    html.open(
        "div",
        &[("class", "dl-tools dl-scripted"), ("role", "group"), ("aria-label", "Zoom"), ("hidden", "")],
    );
    for (class, label, sign) in
        [("dl-in", "Zoom in", "+"), ("dl-out", "Zoom out", "−"), ("dl-reset", "Show the whole map", "⤢")]
    {
        panel::button(html, class, label, sign);
    }
    html.close().line();
}

/// Layers that a reader can turn off: value, label, and how one sees in a drawing that it has them.
const LAYERS: [(&str, &str, &str); 5] = [
    ("names", "Names", "class=\"dl-n\""),
    ("divisions", "Provinces", "data-ly=\"admin1\""),
    ("water", "Rivers", "data-ly=\"rivers\""),
    ("disputes", "Disputed areas", "data-ly=\"disputes\""),
    ("background", "Background events", "class=\"dl-mark dl-quiet\""),
];

/// Toggles of the layers that the maps have, and of the worldview where the page has several.
fn layers(html: &mut Markup, page: &Page<'_>, plan: &Plan, drawing: &Drawing<'_>) {
    let drawn = |sign: &str| drawing.boards.iter().any(|board| board.map.contains(sign));
    let rows = LAYERS.iter().filter(|(_, _, sign)| drawn(sign));
    html.open("details", &[("class", "dl-layers dl-scripted"), ("hidden", "")]);
    html.leaf("summary", &[], "Layers");
    if page.views.len() > 1 {
        html.open("fieldset", &[("class", "dl-views")]).leaf("legend", &[], "Borders and names as seen by");
        for (index, name) in page.views.iter().enumerate() {
            let (number, group) = (index.to_string(), format!("{}-view", plan.id));
            let mut attributes = vec![("type", "radio"), ("name", group.as_str()), ("value", &number)];
            if index == 0 {
                attributes.push(("checked", ""));
            }
            html.open("label", &[]).void("input", &attributes).text(name).close();
        }
        html.close();
    }
    for (value, label, _) in rows {
        html.open("label", &[]).void("input", &[("type", "checkbox"), ("value", *value), ("checked", "")]);
        html.text(label).close();
    }
    html.close().line();
}

#[cfg(test)]
mod tests {
    use super::{STYLE, compact, policy, script, tight};

    #[test]
    fn the_script_is_small_and_safe_to_stand_in_a_page() {
        let script = script();
        assert!(script.len() < 20_000, "{} bytes", script.len());
        assert!(!script.contains("</") && !script.contains("<!--"));
        for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "document.write", "Function("] {
            assert!(!script.contains(word), "{word}");
        }
    }

    #[test]
    fn whole_comments_go_and_code_stays() {
        assert_eq!(compact("  // a\n  b; // c\n/* d */\n\n"), "b; // c\n");
        assert_eq!(compact("/** @type {X} */ (a, /** @type {Y} */ b)\n"), "(a, b)\n");
    }

    #[test]
    fn a_tight_style_has_the_same_rules() {
        assert_eq!(tight("a > b { c: d, e; f: calc(1px + 2px); }"), "a>b{c:d,e;f:calc(1px + 2px)}");
        assert!(!STYLE.contains("content:"), "strings would lose their spaces");
    }

    #[test]
    fn the_policy_names_hashes_as_browsers_count_them() {
        // Of the empty text, as the standard gives it.
        assert!(policy("", "").contains("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"));
    }
}
