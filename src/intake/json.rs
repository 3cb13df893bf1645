//! Articles in JSON: `id, title, date, lang, url, byline, text`, of which only `text` is needed.

use serde::Deserialize;
use serde_json::Value;

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::intake::assemble::Draft;
use crate::intake::decode::clean_in_place;
use crate::intake::plain;

#[derive(Deserialize)]
struct Record {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    title: Value,
    #[serde(default, alias = "published", alias = "pubdate")]
    date: Value,
    #[serde(default, alias = "language")]
    lang: Value,
    #[serde(default, alias = "domain")]
    url: Value,
    #[serde(default, alias = "author")]
    byline: Value,
    text: String,
}

/// Whether a text is one whole JSON object or array.
#[must_use]
pub fn is_one_value(text: &str) -> bool {
    text.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// Reads one article or an array of articles.
///
/// # Errors
/// If the JSON is broken or an article has no `text`.
pub fn read_json(text: &str) -> Result<Vec<Draft>> {
    let head = text.trim_start_matches('\u{feff}').trim_start();
    if head.starts_with('[') {
        let records: Vec<Record> = serde_json::from_str(head).map_err(|e| broken("the JSON", &e))?;
        Ok(records.into_iter().map(draft).collect())
    } else {
        match serde_json::from_str::<Record>(head) {
            Ok(record) => Ok(vec![draft(record)]),
            // One article a line under the wrong name.
            Err(error) if !is_one_value(head) => read_jsonl(head).map_err(|_| broken("the JSON", &error)),
            Err(error) => Err(broken("the JSON", &error)),
        }
    }
}

/// Reads one article a line; blank lines do not count.
///
/// # Errors
/// If a line is broken or has no `text`; the message says which.
pub fn read_jsonl(text: &str) -> Result<Vec<Draft>> {
    let lines = text.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(i, line)| {
            let line = line.trim_start_matches('\u{feff}');
            serde_json::from_str(line)
                .map(draft)
                .map_err(|e| broken(&format!("the JSON in line {}", i + 1), &e))
        })
        .collect()
}

fn broken(what: &str, error: &serde_json::Error) -> Error {
    Error::new(ErrorKind::Input, format!("{what} is no article: {error}"))
        .with_hint("an article is an object with \"text\" and, if known, id, title, date, lang, url, byline")
}

fn draft(record: Record) -> Draft {
    let text = clean_in_place(&record.text);
    let blocks = plain::blocks(&text, true);
    let some = |value: &Value| Some(plain_value(value)).filter(|v| !v.is_empty());
    Draft {
        id: some(&record.id),
        title: plain_value(&record.title),
        date: plain_value(&record.date),
        lang: some(&record.lang),
        url: plain_value(&record.url),
        byline: plain_value(&record.byline),
        text,
        blocks,
    }
}

/// A string or number as text; everything else as nothing.
fn plain_value(value: &Value) -> String {
    match value {
        Value::String(text) => clean_in_place(text).trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
