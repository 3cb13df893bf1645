//! Reads labelled texts: silver labels in JSONL, gold labels in BIO columns.

use std::error::Error;
use std::fs;
use std::path::Path;

use serde::Deserialize;

/// How much a message counts as against an article.
const MESSAGES: f32 = 0.4;

/// A stretch of text with a label, in characters.
#[derive(Debug, Clone)]
pub struct Entity {
    /// First character.
    pub start: usize,
    /// Character after the last.
    pub end: usize,
    /// Label of the source: `LOC`, `GPE`, `PER`, ...
    pub label: String,
}

/// A text with its entities, in order.
#[derive(Debug, Clone)]
pub struct Labelled {
    /// The text.
    pub text: String,
    /// Its entities.
    pub entities: Vec<Entity>,
    /// How much it counts.
    pub weight: f32,
}

#[derive(Deserialize)]
struct Row {
    text: String,
    entities: Vec<(usize, usize, String)>,
}

/// Texts that the teacher labelled.
pub fn silver(path: &Path) -> Result<Vec<Labelled>, Box<dyn Error>> {
    let mut out = Vec::new();
    for line in fs::read_to_string(path)?.lines() {
        let row: Row = serde_json::from_str(line)?;
        let entities =
            row.entities.into_iter().map(|(start, end, label)| Entity { start, end, label }).collect();
        out.push(Labelled { text: row.text, entities, weight: 1.0 });
    }
    Ok(out)
}

/// Sentences of a BIO file, joined to documents: neighbors in an encyclopedia belong together, messages do not.
pub fn bio(path: &Path, name: &str) -> Result<Vec<Labelled>, Box<dyn Error>> {
    let together = if name == "wikigold" { 20 } else { 1 };
    // Messages are labelled less consistently than articles, and written less like news.
    let weight = if name == "wikigold" { 1.0 } else { MESSAGES };
    let file = fs::read_to_string(path)?;
    let mut out = Vec::new();
    for group in file.split("\n\n").collect::<Vec<_>>().chunks(together) {
        let mut builder = Builder::default();
        for sentence in group {
            for line in sentence.lines() {
                if let Some((token, tag)) = line.split_once('\t') {
                    builder.push(token, tag.trim());
                }
            }
            builder.line();
        }
        if builder.count > 0 {
            out.push(Labelled { weight, ..builder.finish() });
        }
    }
    Ok(out)
}

/// Joins tokens to running text.
#[derive(Default)]
struct Builder {
    text: String,
    count: usize,
    entities: Vec<Entity>,
    open: bool,
    glue: bool,
    quoted: bool,
}

impl Builder {
    fn push(&mut self, token: &str, tag: &str) {
        let before = matches!(
            token,
            "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "%" | "'" | "n't" | "..." | "”" | "’"
        ) || (token.starts_with('\'') && token.len() <= 3)
            || (token == "\"" && self.quoted);
        if !before && !self.glue && self.count > 0 && !self.text.ends_with('\n') {
            self.text.push(' ');
            self.count += 1;
        }
        if token == "\"" {
            self.quoted = !self.quoted;
        }
        self.glue = matches!(token, "(" | "[" | "$" | "“" | "‘" | "#") || (token == "\"" && self.quoted);
        let start = self.count;
        self.text.push_str(token);
        self.count += token.chars().count();
        match tag.split_once('-') {
            Some(("I", label)) if self.open && self.entities.last().is_some_and(|e| e.label == label) => {
                if let Some(last) = self.entities.last_mut() {
                    last.end = self.count;
                }
            }
            Some((_, label)) => {
                self.entities.push(Entity { start, end: self.count, label: label.to_owned() });
                self.open = true;
            }
            None => self.open = false,
        }
    }

    fn line(&mut self) {
        self.text.push('\n');
        self.count += 1;
        self.open = false;
        self.quoted = false;
        self.glue = false;
    }

    fn finish(self) -> Labelled {
        Labelled { text: self.text, entities: self.entities, weight: 1.0 }
    }
}
