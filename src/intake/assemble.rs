//! Turns what a format gave into an article: blocks, sentences, language, date, dateline, id.

use crate::intake::read::Source;
use crate::intake::{dateline, language, sentences, when};
use crate::model::article::{Article, Block, BlockKind};

/// What a format knows about an article.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Identifier, if given.
    pub id: Option<String>,
    /// Title, if given apart from the text or known as its first line.
    pub title: String,
    /// Date as written in metadata.
    pub date: String,
    /// Language, if given.
    pub lang: Option<String>,
    /// Address.
    pub url: String,
    /// Author.
    pub byline: String,
    /// The clean text.
    pub text: String,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
}

/// Makes the article; `number` tells several articles of one source apart.
#[must_use]
pub fn assemble(draft: Draft, source: &Source, number: Option<usize>) -> Article {
    let Draft { id, mut title, date, lang, url, byline, text, blocks } = draft;
    if title.is_empty()
        && let Some(first) = blocks.iter().find(|b| b.kind == BlockKind::Headline)
    {
        first.span.of(&text).split_whitespace().collect::<Vec<_>>().join(" ").clone_into(&mut title);
    }
    let lang = source.lang.clone().or(lang).map_or_else(|| language::detect(&text), |l| primary(&l));
    let sentences = sentences::split(&text, &blocks);
    let line = dateline::find(&text, &blocks);
    let date = source.date.or_else(|| when::parse(&date)).or_else(|| line.as_ref().and_then(|l| l.date));
    let id = id.unwrap_or_else(|| name_of(source, &title, number));
    Article { id, title, date, lang, url, byline, dateline: line.map(|l| l.place), text, blocks, sentences }
}

/// The primary subtag of a language tag ("en" of "en-GB").
fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or("").trim().to_ascii_lowercase()
}

fn name_of(source: &Source, title: &str, number: Option<usize>) -> String {
    let file = source.name.rsplit(['/', '\\']).next().unwrap_or("");
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let mut slug = slug(stem);
    if slug.is_empty() {
        slug = self::slug(title);
    }
    if slug.is_empty() {
        slug.push_str("article");
    }
    match number {
        Some(i) => format!("{slug}-{}", i + 1),
        None => slug,
    }
}

/// Lower-case words joined by hyphens, at most 60 bytes.
fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if out.len() >= 60 {
            break;
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{primary, slug};

    #[test]
    fn names_become_slugs() {
        assert_eq!(slug("Durand Line, 2025!"), "durand-line-2025");
        assert_eq!(slug("--"), "");
        assert_eq!(primary("en-GB"), "en");
    }
}
