//! A figure for a web page that exists: drawn in place, in a frame, or as an element of its own.

use std::collections::BTreeSet;

use crate::diagnostic::Result;
use crate::model::article::BlockKind;
use crate::model::plan::Plan;
use crate::model::scene::{Group, Node, Scene};
use crate::render::html::article::links;
use crate::render::html::items::{Items, Story};
use crate::render::html::markup::Markup;
use crate::render::html::splice::{Passage, Spliced, found, splice};
use crate::render::svg::{SvgOptions, TextMode, write_linked};
use crate::render::text;

/// The script of `<dateline-map>` and of frames that fit their map.
pub const ELEMENT: &str = include_str!("script/element.js");

/// How a map stands in a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner<'a> {
    /// As a static drawing: no script, no style, nothing that is loaded.
    Inline {
        /// Text as letters, or as outlines.
        text: TextMode,
    },
    /// In a frame with the address of an interactive page.
    Frame {
        /// Address of the page.
        source: &'a str,
        /// Address of the script that lets the frame fit.
        script: &'a str,
    },
    /// As `<dateline-map>`.
    Element {
        /// Address of the page.
        source: &'a str,
        /// Address of the script that defines the element.
        script: &'a str,
    },
}

/// Puts a map into a page, its mentions linked to the marks where the map stands in the page itself.
///
/// # Errors
/// If the drawing cannot be written.
pub fn embed(
    page: &str,
    plan: &Plan,
    scene: &Scene,
    story: Story<'_>,
    manner: Manner<'_>,
) -> Result<Spliced> {
    let plan = &Plan { id: text::id(&plan.id), ..plan.clone() };
    let source = match manner {
        Manner::Inline { .. } => None,
        Manner::Frame { source, .. } | Manner::Element { source, .. } => Some(source),
    };
    let passages = passages(plan, scene, story, source);
    let figure = match manner {
        Manner::Inline { text } => {
            let back: BTreeSet<String> = found(page, &story.article.text, &passages).into_iter().collect();
            inline(plan, scene, text, &back)?
        }
        Manner::Frame { source, script } => framed(plan, source, script),
        Manner::Element { source, script } => element(plan, source, script),
    };
    Ok(splice(page, &story.article.text, &passages, &figure))
}

/// A static figure whose marks lead nowhere.
///
/// # Errors
/// If the drawing cannot be written.
pub fn figure(plan: &Plan, scene: &Scene, mode: TextMode) -> Result<String> {
    inline(&Plan { id: text::id(&plan.id), ..plan.clone() }, scene, mode, &BTreeSet::new())
}

/// The static figure. `back` holds ids in the text that marks lead to.
fn inline(plan: &Plan, scene: &Scene, text: TextMode, back: &BTreeSet<String>) -> Result<String> {
    let scene = Scene { id: plan.id.clone(), ..scene.clone() };
    let text = if text == TextMode::Embedded { TextMode::Live } else { text };
    let options = SvgOptions { text, inline: true, ..SvgOptions::default() };
    let mut html = Markup::default();
    html.line().open("figure", &[("class", "dateline-figure")]).line();
    html.markup(&write_linked(&scene, &options, back)?).close().line();
    Ok(html.finish())
}

fn framed(plan: &Plan, source: &str, script: &str) -> String {
    let mut html = Markup::default();
    html.line().open("figure", &[("class", "dateline-figure")]).line();
    html.open(
        "iframe",
        &[
            ("class", "dateline-frame"),
            ("src", source),
            ("title", &plan.title),
            ("loading", "lazy"),
            ("width", "100%"),
            ("height", "900"),
            ("sandbox", "allow-scripts"),
        ],
    );
    html.close().line().open("script", &[("src", script), ("async", "async")]).close().line().close().line();
    html.finish()
}

fn element(plan: &Plan, source: &str, script: &str) -> String {
    let mut html = Markup::default();
    html.line().open("figure", &[("class", "dateline-figure")]).line();
    html.open("dateline-map", &[("src", source), ("label", &plan.title)]);
    html.leaf("a", &[("href", source)], &plan.title).close().line();
    html.open("script", &[("src", script), ("async", "async")]).close().line().close().line();
    html.finish()
}

/// Sentences with what in them leads to the map. With a `source`, names lead into that page.
fn passages(plan: &Plan, scene: &Scene, story: Story<'_>, source: Option<&str>) -> Vec<Passage> {
    let article = story.article;
    let items = Items::collect(plan, Some(story));
    let drawn = drawn(scene);
    let links = links(&items, story);
    let target = |key: &str| match source {
        None => places_of(plan).find(|(own, _)| own == key).map(|(_, group)| format!("{}-{group}", plan.id)),
        // The address of a frame cannot change from here: no link leads into it.
        Some(_) => None,
    };
    let shown = |id: &String| drawn.iter().any(|group| format!("{}-{}", plan.id, text::id(group)) == *id);
    article
        .sentences
        .iter()
        .map(|sentence| {
            let headline = article.blocks.get(sentence.block).is_some_and(|b| b.kind == BlockKind::Headline);
            let own = links.iter().filter(|link| sentence.span.contains(link.span));
            let names = own.filter_map(|link| Some((link.span, target(&link.key).filter(shown)?)));
            let events = story.events.iter().filter(|event| {
                event.evidence.first().is_some_and(|s| s.overlaps(sentence.span)) && source.is_none()
            });
            let numbers = events.flat_map(|event| {
                plan.entries.iter().filter(|entry| entry.events.contains(&event.id)).map(|entry| entry.number)
            });
            Passage {
                span: sentence.span,
                headline,
                links: names.collect(),
                anchors: numbers.map(|n| format!("{}-text-event-{n}", plan.id)).collect(),
            }
        })
        .collect()
}

/// Keys of places with the names of their groups in the drawing.
fn places_of(plan: &Plan) -> impl Iterator<Item = (String, String)> + '_ {
    plan.labels.iter().filter(|label| label.mentioned).filter_map(|label| {
        let id = label.place.as_ref()?;
        Some((crate::render::html::items::place_key(&id.0), text::id(&format!("place-{}", id.0))))
    })
}

/// Names of the groups that stand for something.
fn drawn(scene: &Scene) -> Vec<String> {
    fn collect(group: &Group, names: &mut Vec<String>) {
        if group.provenance.is_some() {
            names.push(group.name.clone());
        }
        for node in &group.nodes {
            if let Node::Group(inner) = node {
                collect(inner, names);
            }
        }
    }
    let mut names = Vec::new();
    for layer in &scene.layers {
        collect(layer, &mut names);
    }
    names
}
