//! The article beside its map: every sentence knows what it tells of, every name leads to its place.

use crate::model::article::{Article, BlockKind, Span};
use crate::model::plan::Plan;
use crate::render::html::items::{Items, Story, place_key};
use crate::render::html::markup::Markup;
use crate::render::text::language;

/// A name in the text that leads to the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it stands in the article.
    pub span: Span,
    /// Key of its place.
    pub key: String,
}

/// Names that lead to the map, in order of the text, none within another.
#[must_use]
pub fn links(items: &Items, story: Story<'_>) -> Vec<Link> {
    let mut links: Vec<Link> = story
        .resolutions
        .iter()
        .filter_map(|resolution| {
            let place = resolution.place.as_ref()?;
            let item = items.place(&place.id.0)?;
            Some(Link { span: resolution.mention.span, key: item.key.clone() })
        })
        .collect();
    links.sort_by_key(|link| (link.span.start, link.span.end));
    let mut end = 0;
    links.retain(|link| {
        let apart = link.span.start >= end && link.span.end > link.span.start;
        if apart {
            end = link.span.end;
        }
        apart
    });
    links
}

/// Keys of what a sentence tells of: events whose evidence it is, and places that it names.
#[must_use]
pub fn told(sentence: Span, plan: &Plan, items: &Items, story: Story<'_>) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    let mut add = |key: String| {
        if !keys.contains(&key) {
            keys.push(key);
        }
    };
    for event in story.events.iter().filter(|e| e.evidence.iter().any(|s| s.overlaps(sentence))) {
        for entry in plan.entries.iter().filter(|entry| entry.events.contains(&event.id)) {
            add(format!("e{}", entry.number));
        }
    }
    for resolution in story.resolutions.iter().filter(|r| sentence.contains(r.mention.span)) {
        if let Some(place) = resolution.place.as_ref().filter(|place| items.place(&place.id.0).is_some()) {
            add(place_key(&place.id.0));
        }
    }
    keys
}

/// Writes the article.
pub fn article(html: &mut Markup, plan: &Plan, items: &Items, story: Story<'_>) {
    let article = story.article;
    let links = links(items, story);
    html.open("article", &[("class", "dl-article"), ("lang", language(&article.lang))]).line();
    if !article.byline.trim().is_empty() {
        html.leaf("p", &[("class", "dl-note")], &article.byline);
    }
    for (index, block) in article.blocks.iter().enumerate() {
        match block.kind {
            // The headline stands above the whole.
            BlockKind::Headline => continue,
            BlockKind::Heading => html.open("h2", &[]),
            BlockKind::Paragraph => html.open("p", &[]),
        };
        let mut at = block.span.start;
        for sentence in article.sentences.iter().filter(|s| s.block == index) {
            words(html, article, Span::new(at, sentence.span.start));
            let keys = told(sentence.span, plan, items, story);
            if keys.is_empty() {
                linked(html, article, sentence.span, &links, &plan.id);
            } else {
                html.open("span", &[("class", "dl-s"), ("data-items", &keys.join(" "))]);
                linked(html, article, sentence.span, &links, &plan.id);
                html.close();
            }
            at = sentence.span.end;
        }
        words(html, article, Span::new(at, block.span.end));
        html.close().line();
    }
    html.close().line();
}

fn words(html: &mut Markup, article: &Article, span: Span) {
    if span.start < span.end {
        html.text(span.of(&article.text));
    }
}

fn linked(html: &mut Markup, article: &Article, span: Span, links: &[Link], prefix: &str) {
    let mut at = span.start;
    for link in links.iter().filter(|link| span.contains(link.span)) {
        words(html, article, Span::new(at, link.span.start));
        let target = format!("#{prefix}-{}", link.key);
        html.leaf(
            "a",
            &[("class", "dl-m"), ("href", &target), ("data-item", &link.key)],
            link.span.of(&article.text),
        );
        at = link.span.end;
    }
    words(html, article, Span::new(at, span.end));
}
