//! An article: its text, its parts and what is known about its publication.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A stretch of the article's text, in bytes, end exclusive, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Span {
    /// A span from its two ends.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The text under the span; empty if the span does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// Whether `other` lies within.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// The headline.
    Headline,
    /// A heading between paragraphs.
    Heading,
    /// A paragraph, list item or caption.
    Paragraph,
}

/// A paragraph or heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
}

/// A sentence, within one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Index of its block.
    pub block: usize,
}

/// An article ready for reading. All spans are byte offsets into `text`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Name of the article, used for files and ids; a slug of title or file name if none was given.
    pub id: String,
    /// Headline; empty if none is known. If the headline is part of `text`, its block is a `Headline`.
    #[serde(default)]
    pub title: String,
    /// Date of publication: from the command line, metadata or the dateline.
    #[serde(default)]
    pub date: Option<Date>,
    /// Language, ISO 639-1.
    pub lang: String,
    /// Address it was published at, if given.
    #[serde(default)]
    pub url: String,
    /// Author, if given.
    #[serde(default)]
    pub byline: String,
    /// Span of the place in the dateline ("KABUL, Afghanistan (AP) -"), if there is one.
    #[serde(default)]
    pub dateline: Option<Span>,
    /// The text. What was removed from the source (markup, controls) is not in it.
    pub text: String,
    /// Paragraphs and headings in order.
    pub blocks: Vec<Block>,
    /// Sentences in order.
    pub sentences: Vec<Sentence>,
}

impl Article {
    /// An English article without metadata, blocks and sentences.
    #[must_use]
    pub fn bare(id: &str, text: &str) -> Self {
        Self {
            id: id.to_owned(),
            title: String::new(),
            date: None,
            lang: "en".to_owned(),
            url: String::new(),
            byline: String::new(),
            dateline: None,
            text: text.to_owned(),
            blocks: Vec::new(),
            sentences: Vec::new(),
        }
    }

    /// Index of the sentence that holds the byte offset.
    #[must_use]
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|s| s.span.start <= offset);
        let index = after.checked_sub(1)?;
        (offset < self.sentences[index].span.end).then_some(index)
    }
}
