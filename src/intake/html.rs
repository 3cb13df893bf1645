//! Web pages: the main text without navigation, with title, date, language and author where the page says them.

use dom_smoothie::{Config, Readability, TextMode};

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::intake::assemble::Draft;
use crate::intake::decode::clean;
use crate::intake::{plain, when};
use crate::model::article::{Block, BlockKind, Span};

/// Largest page, bytes: parsing costs far more than its size.
const MAX_BYTES: usize = 16 << 20;
/// Most elements of a page.
const MAX_ELEMENTS: usize = 100_000;
/// Deepest nesting of elements.
const MAX_DEPTH: usize = 400;
/// Shortest main text that is taken for one, bytes.
const SHORTEST: usize = 40;

/// Reads a web page.
///
/// # Errors
/// If the page is too large or holds no text.
pub fn read(page: &str) -> Result<Draft> {
    if page.len() > MAX_BYTES {
        return Err(Error::new(
            ErrorKind::Input,
            format!("the page has {} MB; the limit is {} MB", page.len() >> 20, MAX_BYTES >> 20),
        )
        .with_hint("save the article as plain text"));
    }
    let deep = depth(page) > MAX_DEPTH;
    let draft = if deep { None } else { main_text(page) };
    let draft = draft.unwrap_or_else(|| whole_text(page));
    if draft.text.is_empty() {
        return Err(Error::new(ErrorKind::Input, "the page holds no text")
            .with_hint("save the article as plain text"));
    }
    Ok(draft)
}

fn main_text(page: &str) -> Option<Draft> {
    let config =
        Config { text_mode: TextMode::Formatted, max_elements_to_parse: MAX_ELEMENTS, ..Config::default() };
    let mut reader = Readability::new(page, None, Some(config)).ok()?;
    let article = reader.parse().ok()?;
    let body = clean(&article.text_content);
    if body.trim().len() < SHORTEST {
        return None;
    }
    let title = clean(&article.title).trim().to_owned();
    let date = article.published_time.filter(|d| when::parse(d).is_some()).or_else(|| attribute_date(page));
    let (text, blocks) = compose(&title, &body);
    Some(Draft {
        title,
        date: date.unwrap_or_default(),
        lang: article.lang,
        url: article.url.unwrap_or_default(),
        byline: article.byline.map(|b| clean(&b)).unwrap_or_default(),
        text,
        blocks,
        ..Draft::default()
    })
}

/// Headline and body as one text with its blocks.
fn compose(title: &str, body: &str) -> (String, Vec<Block>) {
    let mut text = String::new();
    let mut blocks = Vec::new();
    let paragraphs = body
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty());
    let repeats = |line: &str| line == title;
    if !title.is_empty() {
        text.push_str(title);
        blocks.push(Block { kind: BlockKind::Headline, span: Span::new(0, title.len()) });
    }
    for line in paragraphs.filter(|line| !repeats(line)) {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&line);
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, text.len()) });
    }
    (text, blocks)
}

/// The `datetime` of the first `<time>` element, or a date in a `<meta>` element.
fn attribute_date(page: &str) -> Option<String> {
    const KEYS: [&str; 6] =
        ["article:published_time", "datePublished", "pubdate", "publish-date", "DC.date", "name=\"date\""];
    let time = page.match_indices("<time").filter_map(|(i, _)| value_of(&page[i..], "datetime="));
    let meta = KEYS.iter().filter_map(|key| page.find(key)).filter_map(|i| {
        let tag = page[..i].rfind('<')?;
        value_of(&page[tag..], "content=")
    });
    time.chain(meta).find(|value| when::parse(value).is_some())
}

/// The value of an attribute of the tag at the start of `tag`.
fn value_of(tag: &str, attribute: &str) -> Option<String> {
    let tag = &tag[..tag.find('>')?];
    let rest = &tag[tag.find(attribute)? + attribute.len()..];
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
    let value = match quote {
        Some(quote) => rest[1..].split(quote).next()?,
        None => rest.split_whitespace().next()?,
    };
    Some(value.to_owned())
}

/// How deep elements nest at most, roughly: void and unclosed elements count as if they stayed open.
fn depth(page: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0usize);
    let bytes = page.as_bytes();
    for (i, _) in page.match_indices('<') {
        match bytes.get(i + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(c) if c.is_ascii_alphabetic() && !is_void(&page[i + 1..]) => depth += 1,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn is_void(tag: &str) -> bool {
    const VOID: [&str; 16] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr", "p", "li",
    ];
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
    VOID.iter().any(|void| void.eq_ignore_ascii_case(name))
}

/// All text of a page that is no article: tags, scripts and styles taken out.
fn whole_text(page: &str) -> Draft {
    let mut text = String::with_capacity(page.len() / 2);
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let tag = &rest[open + 1..];
        let name = tag
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '/')
            .next()
            .unwrap_or("")
            .to_ascii_lowercase();
        rest = match name.as_str() {
            "script" => after(tag, "</script"),
            "style" => after(tag, "</style"),
            _ => tag,
        };
        rest = rest.find('>').map_or("", |i| &rest[i + 1..]);
        text.push(
            if matches!(
                name.as_str(),
                "p" | "/p" | "div" | "/div" | "br" | "li" | "h1" | "/h1" | "h2" | "/h2"
            ) {
                '\n'
            } else {
                ' '
            },
        );
    }
    text.push_str(rest);
    let text = clean(&entities(&text));
    let blocks = plain::blocks(&text, true);
    Draft { text: if blocks.is_empty() { String::new() } else { text }, blocks, ..Draft::default() }
}

fn after<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).map_or("", |i| &text[i..])
}

fn entities(text: &str) -> String {
    let pairs = [
        ("&nbsp;", " "),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&mdash;", "—"),
        ("&ndash;", "–"),
        ("&rsquo;", "’"),
        ("&amp;", "&"),
    ];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::{depth, read};

    const PAGE: &str = "<!DOCTYPE html><html lang=\"en\"><head><title>Bridge opens | The Paper</title>\
        <meta property=\"article:published_time\" content=\"2025-04-02T08:00:00Z\"></head><body><nav><a href=/>Home</a><a href=/s>Sports</a></nav>\
        <article><h1>Bridge opens</h1><p>The long bridge over the river was opened on Tuesday by the mayor, after eleven years of work and three of delay.</p>\
        <p>Traffic was heavy in the morning, the police said, and people walked across in thousands, taking pictures, waving flags and singing songs.</p>\
        <p>The old ferry will stop running at the end of the month, and its crew will move to the ferry upstream, the operator said in a statement.</p></article>\
        <script>var x = '<p>no</p>';</script></body></html>";

    #[test]
    fn the_main_text_is_found_with_its_date() {
        let draft = read(PAGE).unwrap();
        assert!(draft.text.contains("The long bridge"));
        assert!(!draft.text.contains("Sports") && !draft.text.contains("var x"));
        assert!(draft.title.starts_with("Bridge opens"));
        assert!(draft.date.starts_with("2025-04-02"));
        assert!(draft.blocks.len() >= 3);
    }

    #[test]
    fn hostile_nesting_is_read_as_bare_text() {
        let page = format!("<html>{}The end.", "<div>".repeat(50_000));
        assert!(depth(&page) > 400);
        assert_eq!(read(&page).unwrap().text.trim(), "The end.");
        assert!(read("<html><body></body></html>").is_err());
    }
}
