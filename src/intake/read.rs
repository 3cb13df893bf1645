//! The door for articles: bytes of any supported format in, articles out.

use std::path::Path;

use jiff::civil::Date;

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::intake::{assemble, decode, html, json, markdown, plain};
use crate::model::article::Article;

/// Largest input that is read, bytes. A longer text is a book or a mistake.
pub const MAX_BYTES: usize = 64 << 20;

/// Longest article, bytes of text: as much as a long novel, of which every name is kept in memory with what speaks for it.
pub const MAX_ARTICLE: usize = 2 << 20;

/// How the input is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, with front matter if there is some.
    Markdown,
    /// A web page.
    Html,
    /// One article, or an array of articles.
    Json,
    /// One article a line.
    Jsonl,
}

impl Format {
    /// The format that a file name's extension stands for, if it is one of ours.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let extension = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            _ => None,
        }
    }

    /// The format that the text itself looks like.
    fn of_text(text: &str) -> Self {
        let head = text.trim_start();
        let lower: String = head.chars().take(400).collect::<String>().to_ascii_lowercase();
        if lower.starts_with("<!doctype html") || lower.starts_with("<html") || lower.contains("<head>") {
            Self::Html
        } else if json::is_one_value(head) {
            Self::Json
        } else if head.starts_with('{') && head.lines().next().is_some_and(json::is_one_value) {
            Self::Jsonl
        } else {
            Self::Text
        }
    }
}

/// What is known about an input besides its bytes.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// File name or other name; gives id and format where nothing else does. May be empty.
    pub name: String,
    /// The format; guessed from name and content if absent.
    pub format: Option<Format>,
    /// Date of publication as the caller states it; wins over the article's own.
    pub date: Option<Date>,
    /// Language as the caller states it, ISO 639-1; wins over the article's own.
    pub lang: Option<String>,
}

/// Reads all articles of an input.
///
/// # Errors
/// If the input is too large, binary, or not what its format says.
pub fn read(bytes: &[u8], source: &Source) -> Result<Vec<Article>> {
    if bytes.len() > MAX_BYTES {
        return Err(Error::new(
            ErrorKind::Input,
            format!("the input has {} MB; the limit is {} MB", bytes.len() >> 20, MAX_BYTES >> 20),
        )
        .with_hint("split it into single articles, or give them as JSONL in several files"));
    }
    let text = decode::decode(bytes)?;
    let format =
        source.format.or_else(|| Format::of_name(&source.name)).unwrap_or_else(|| Format::of_text(&text));
    let drafts = match format {
        Format::Text => vec![plain::read(&text)],
        Format::Markdown => vec![markdown::read(&text)],
        Format::Html => vec![html::read(&text)?],
        Format::Json => json::read_json(&text)?,
        Format::Jsonl => json::read_jsonl(&text)?,
    };
    if let Some(long) = drafts.iter().find(|draft| draft.text.len() > MAX_ARTICLE) {
        let (length, limit) = (long.text.len() >> 10, MAX_ARTICLE >> 10);
        return Err(Error::new(
            ErrorKind::Input,
            format!("an article has {length} kB of text; the limit is {limit} kB"),
        )
        .with_hint("split it into single articles"));
    }
    let many = drafts.len() > 1;
    Ok(drafts
        .into_iter()
        .enumerate()
        .map(|(i, draft)| assemble::assemble(draft, source, many.then_some(i)))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::{Format, Source, read};
    use crate::model::article::BlockKind;

    fn source(name: &str) -> Source {
        Source { name: name.to_owned(), ..Source::default() }
    }

    #[test]
    fn formats_are_known_by_name_and_by_content() {
        assert_eq!(Format::of_name("a/b.HTM"), Some(Format::Html));
        assert_eq!(Format::of_text("<!DOCTYPE html><p>x"), Format::Html);
        assert_eq!(Format::of_text("{\"text\": \"x\"}"), Format::Json);
        assert_eq!(Format::of_text("{\"text\": \"x\"}\n{\"text\": \"y\"}"), Format::Jsonl);
        assert_eq!(Format::of_text("{brackets} in a text"), Format::Text);
    }

    #[test]
    fn a_text_gets_headline_paragraphs_and_an_id() {
        let text = "Flood hits valley\n\nRain fell on Tuesday. The river rose.\n\nNobody was hurt.";
        let article = &read(text.as_bytes(), &source("news/flood 1.txt")).unwrap()[0];
        assert_eq!(article.id, "flood-1");
        assert_eq!(article.title, "Flood hits valley");
        assert_eq!(article.blocks[0].kind, BlockKind::Headline);
        assert_eq!(article.blocks.len(), 3);
        assert_eq!(article.sentences.len(), 4);
        assert_eq!(article.lang, "en");
    }

    #[test]
    fn articles_in_json_keep_their_text_character_by_character() {
        let line = "{\"id\": 7, \"text\": \" A\\u0000b\\u202e c.\\r\\nD\"}";
        let article = &read(line.as_bytes(), &source("x.jsonl")).unwrap()[0];
        assert_eq!(article.text, " A b  c.\r\nD");
        assert_eq!(article.id, "7");
    }

    #[test]
    fn an_article_of_any_length_is_refused_or_read_within_bounds() {
        let long = "Floods hit Kabul on Friday.\n\n".repeat(80_000);
        let error = read(long.as_bytes(), &source("x.txt")).unwrap_err();
        assert!(error.to_string().contains("2265 kB of text; the limit is 2048 kB"), "{error}");
        // Markup does not count.
        let page =
            format!("<html><head></head><body><p>Rain.</p><!--{}--></body></html>", "x".repeat(3 << 20));
        assert!(read(page.as_bytes(), &source("x.html")).is_ok());
    }

    #[test]
    fn binary_and_broken_input_is_refused_with_a_reason() {
        assert!(read(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0", &source("x.txt")).is_err());
        let error = read(b"{\"text\": ", &source("x.json")).unwrap_err();
        assert!(error.to_string().contains("JSON"), "{error}");
    }
}
