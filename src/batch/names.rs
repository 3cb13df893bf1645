//! Names the maps: a template with fields of the article, kept inside of the output folder, no name twice.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::batch::entry::Entry;
use crate::diagnostic::{Error, ErrorKind, Result};

/// Longest part of a name, bytes.
const MAX_PART: usize = 100;

/// What a template can name.
const FIELDS: [&str; 8] = ["id", "title", "date", "lang", "stem", "folder", "number", "hash"];

/// Names that some systems keep for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com1", "lpt1"];

/// What is known of an article when its map is named.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Id of the article.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Day of publication, or empty.
    pub date: String,
    /// Language.
    pub lang: String,
    /// Stem of the input file's name.
    pub stem: String,
    /// Folder of the input below the folder that was given.
    pub folder: String,
    /// Number in the run, from 1.
    pub number: u64,
    /// Hash of article and options.
    pub hash: String,
}

impl Facts {
    fn field(&self, name: &str) -> String {
        match name {
            "id" => slug(&self.id, "article"),
            "title" => slug(&self.title, "untitled"),
            "date" => slug(&self.date, "undated"),
            "lang" => slug(&self.lang, "xx"),
            "stem" => slug(&self.stem, "input"),
            "folder" => self.folder.split('/').map(|part| slug(part, "")).collect::<Vec<_>>().join("/"),
            "number" => format!("{:06}", self.number),
            _ => self.hash.chars().take(12).collect(),
        }
    }
}

/// Letters and digits of any script with hyphens between, so that nothing in it can lead to another folder.
fn slug(text: &str, empty: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if out.len() + letter.len_utf8() > MAX_PART {
            break;
        }
        if letter.is_alphanumeric() || letter == '_' {
            out.push(letter);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() { empty.to_owned() } else { out.to_owned() }
}

/// A template for the names of maps, such as `{folder}/{date}-{id}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Literal text, then the name of a field, in turn.
    parts: Vec<(String, Option<&'static str>)>,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// If it names an unknown field, or could lead out of the output folder.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = |why: &str| {
            let fields = FIELDS.map(|f| format!("{{{f}}}")).join(" ");
            Error::new(ErrorKind::Options, format!("name '{text}': {why}"))
                .with_hint(format!("a name is a path in the output folder with the fields {fields}"))
        };
        if text.starts_with('/') || text.contains(['\\', ':', '\0']) {
            return Err(wrong("it must be a path inside of the output folder, with / between its parts"));
        }
        if text.split('/').any(|part| part.is_empty() || part.starts_with('.')) {
            return Err(wrong("a part of it is empty or begins with a dot"));
        }
        let (mut parts, mut rest) = (Vec::new(), text);
        while let Some((literal, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or_else(|| wrong("a { is not closed"))?;
            let field = FIELDS.iter().find(|f| **f == name);
            let field = field.ok_or_else(|| wrong(&format!("there is no field {{{name}}}")))?;
            parts.push((literal.to_owned(), Some(*field)));
            rest = after;
        }
        parts.push((rest.to_owned(), None));
        Ok(Self { parts })
    }

    /// The name for an article, without an ending, with `/` between its parts.
    #[must_use]
    pub fn fill(&self, facts: &Facts) -> String {
        let mut name = String::new();
        for (literal, field) in &self.parts {
            name.push_str(literal);
            if let Some(field) = field {
                name.push_str(&facts.field(field));
            }
        }
        let parts: Vec<String> = name
            .split('/')
            .filter(|part| !part.is_empty())
            .map(|part| {
                let part = part.trim_start_matches('.');
                let device = DEVICES.contains(&part.to_ascii_lowercase().as_str());
                if part.is_empty() || device { format!("{part}_") } else { part.to_owned() }
            })
            .collect();
        if parts.is_empty() { "article".to_owned() } else { parts.join("/") }
    }
}

/// The names that are taken, by hash, so that a million of them stay small.
#[derive(Debug, Default)]
pub struct Taken {
    /// Name to the input that has it, and the next number to try.
    names: HashMap<u128, (u128, u32)>,
}

impl Taken {
    /// Keeps the name of an earlier run's map for its input.
    pub fn keep(&mut self, entry: &Entry) {
        if let Some(output) = &entry.output {
            let owner = digest(&[entry.input.as_bytes()]);
            self.names.entry(digest(&[output.to_lowercase().as_bytes()])).or_insert((owner, 2));
        }
    }

    /// A name that no other input has: the wanted one, or one with a number behind it.
    pub fn take(&mut self, wanted: &str, ending: &str, input: &str) -> String {
        let owner = digest(&[input.as_bytes()]);
        let first = format!("{wanted}.{ending}");
        let key = digest(&[first.to_lowercase().as_bytes()]);
        let mut number = match self.names.get(&key) {
            Some((other, number)) if *other != owner => *number,
            _ => {
                self.names.entry(key).or_insert((owner, 2));
                return first;
            }
        };
        loop {
            let name = format!("{wanted}-{number}.{ending}");
            let other = digest(&[name.to_lowercase().as_bytes()]);
            number = number.saturating_add(1);
            if self.names.get(&other).is_none_or(|(o, _)| *o == owner) {
                self.names.entry(other).or_insert((owner, 2));
                if let Some(entry) = self.names.get_mut(&key) {
                    entry.1 = number;
                }
                return name;
            }
        }
    }
}

/// Half of the SHA-256 of some parts, with their lengths between them.
#[must_use]
pub fn digest(parts: &[&[u8]]) -> u128 {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    let bytes = hasher.finalize();
    bytes.iter().take(16).fold(0, |number, &byte| (number << 8) | u128::from(byte))
}

#[cfg(test)]
mod tests {
    use super::{Facts, Taken, Template, slug};

    fn fill(template: &str, id: &str, folder: &str) -> String {
        let facts = Facts { id: id.into(), folder: folder.into(), number: 7, ..Facts::default() };
        Template::parse(template).unwrap().fill(&facts)
    }

    #[test]
    fn fields_are_filled_in() {
        assert_eq!(
            fill("{folder}/{date}-{id}", "Über Kabul!", "asia/2025 10"),
            "asia/2025-10/undated-Über-Kabul"
        );
        assert_eq!(fill("maps/{number}", "x", ""), "maps/000007");
        assert_eq!(fill("{folder}/{id}", "x", ""), "x");
    }

    #[test]
    fn no_article_and_no_template_leads_out_of_the_folder() {
        for id in
            ["../../etc/passwd", "/etc/passwd", "..", ".", "\u{0}", "a/../../b", "C:\\x", ".hidden", "con"]
        {
            for folder in ["", "../..", "a/../.."] {
                let name = fill("{folder}/{id}", id, folder);
                assert!(name.split('/').all(|p| !p.is_empty() && !p.starts_with('.')), "{id}: {name}");
                assert!(!name.starts_with('/') && !name.contains(['\\', ':', '\0']), "{id}: {name}");
            }
        }
        for bad in ["../{id}", "/tmp/{id}", "{id", "{nothing}", "a//b", "a/./b", "C:{id}", "", "a\\b"] {
            assert!(Template::parse(bad).is_err(), "{bad}");
        }
        assert!(slug(&"x".repeat(5_000), "").len() <= 100);
    }

    #[test]
    fn a_name_is_given_once_and_stays_with_its_input() {
        let mut taken = Taken::default();
        assert_eq!(taken.take("a", "svg", "one"), "a.svg");
        assert_eq!(taken.take("A", "svg", "two"), "A-2.svg");
        assert_eq!(taken.take("a", "svg", "three"), "a-3.svg");
        assert_eq!(taken.take("a-2", "svg", "four"), "a-2-2.svg");
        assert_eq!(taken.take("a", "svg", "one"), "a.svg");
    }
}
