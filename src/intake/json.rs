//! Articles in JSON: `id, title, date, lang, url, byline, text`, of which only `text` is needed.

use std::borrow::Cow;

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
    let text = &*paired(text);
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
    let text = paired(text);
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

/// The text with escapes of half a character (a surrogate without its other half, such as programs leave that cut texts
/// to a length) turned into the sign for a character that cannot be read.
fn paired(text: &str) -> Cow<'_, str> {
    if !text.contains("\\ud") && !text.contains("\\uD") {
        return Cow::Borrowed(text);
    }
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))
    };
    let (mut out, mut done, mut at) = (String::with_capacity(text.len()), 0, 0);
    while let Some(found) = text[at..].find('\\') {
        at += found;
        match (unit(at), unit(at + 6)) {
            (Some(0xd800..0xdc00), Some(0xdc00..0xe000)) => at += 12,
            (Some(0xd800..0xe000), _) => {
                out.push_str(&text[done..at]);
                out.push_str("\\ufffd");
                at += 6;
                done = at;
            }
            (Some(_), _) => at += 6,
            // An escaped backslash is none that begins an escape.
            (None, _) => at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
        }
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
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

#[cfg(test)]
mod tests {
    use super::{paired, read_json};

    #[test]
    fn half_characters_become_the_sign_for_them() {
        for (text, expected) in [
            (r"a \ud83d b", r"a \ufffd b"),
            (r"\uD83D\uDE00", r"\uD83D\uDE00"),
            (r"\ude00\ud83d", r"\ufffd\ufffd"),
            (r"\ud83d\ud83d\ude00", r"\ufffd\ud83d\ude00"),
            (r"\\ud83d \u00e9", r"\\ud83d \u00e9"),
            (r"\ud83", r"\ud83"),
            (r"\ud83é", r"\ud83é"),
            ("\\", "\\"),
            (r"\é \ud800", r"\é \ufffd"),
        ] {
            assert_eq!(paired(text), expected, "{text}");
        }
        let drafts = read_json(r#"{"text": "Floods hit Kabul \ud83d on Friday."}"#).expect("it can be read");
        assert_eq!(drafts[0].text, "Floods hit Kabul \u{fffd} on Friday.");
    }
}
