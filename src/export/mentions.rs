//! Mentions as JSON, JSONL, GeoJSON and CSV; offsets count Unicode scalar values of the article's text.

use geojson::{Feature, FeatureCollection, Geometry, GeometryValue};
use serde::Serialize;
use serde_json::Value;

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::export::cells::neutral;
use crate::model::article::Article;
use crate::model::mention::{MentionClass, Resolution};
use crate::model::place::PlaceKind;

/// One mention, as programs read it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row<'a> {
    /// First character.
    pub start: usize,
    /// Character after the last.
    pub end: usize,
    /// The text as written.
    pub surface: &'a str,
    /// How the name is used.
    pub class: MentionClass,
    /// Probability that mention and place are right, 0 to 1.
    pub confidence: f64,
    /// Id of the place, if one was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place_id: Option<&'a str>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'a str>,
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<PlaceKind>,
    /// Its country, ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<&'a str>,
    /// Degrees of latitude.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Degrees of longitude.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
}

#[derive(Serialize)]
struct Document<'a> {
    id: &'a str,
    mentions: Vec<Row<'a>>,
}

/// The rows of an article's mentions, in order of the text.
#[must_use]
pub fn rows<'a>(article: &Article, resolutions: &'a [Resolution]) -> Vec<Row<'a>> {
    let mut counter = Counter { text: &article.text, byte: 0, characters: 0 };
    resolutions
        .iter()
        .map(|r| {
            let start = counter.at(r.mention.span.start);
            let place = r.place.as_ref();
            Row {
                start,
                end: start + r.mention.span.of(&article.text).chars().count(),
                surface: &r.mention.surface,
                class: r.mention.class,
                confidence: (f64::from(r.confidence) * 1000.0).round() / 1000.0,
                place_id: place.map(|p| p.id.0.as_str()),
                name: place.map(|p| p.name.as_str()),
                kind: place.map(|p| p.kind),
                country: place.map(|p| p.country.as_str()).filter(|c| !c.is_empty()),
                lat: place.map(|p| p.point.lat),
                lon: place.map(|p| p.point.lon),
            }
        })
        .collect()
}

/// Counts characters up to bytes that come in rising order, in one pass.
struct Counter<'a> {
    text: &'a str,
    byte: usize,
    characters: usize,
}

impl Counter<'_> {
    fn at(&mut self, byte: usize) -> usize {
        if byte < self.byte {
            (self.byte, self.characters) = (0, 0);
        }
        self.characters += self.text.get(self.byte..byte).map_or(0, |t| t.chars().count());
        self.byte = byte;
        self.characters
    }
}

/// One JSON document.
///
/// # Errors
/// Never in practice: only if a number cannot be written.
pub fn json(article: &Article, resolutions: &[Resolution]) -> Result<String> {
    let document = Document { id: &article.id, mentions: rows(article, resolutions) };
    serde_json::to_string_pretty(&document).map(|t| t + "\n").map_err(failed)
}

/// One line of JSON for the article, as scorers of geoparsing read it.
///
/// # Errors
/// As [`json`].
pub fn jsonl(article: &Article, resolutions: &[Resolution]) -> Result<String> {
    let document = Document { id: &article.id, mentions: rows(article, resolutions) };
    serde_json::to_string(&document).map(|t| t + "\n").map_err(failed)
}

/// Mentions with a place as points.
///
/// # Errors
/// As [`json`].
pub fn geojson(article: &Article, resolutions: &[Resolution]) -> Result<String> {
    let features = rows(article, resolutions).into_iter().filter_map(|row| {
        let point = vec![row.lon?, row.lat?];
        let properties = match serde_json::to_value(&row) {
            Ok(Value::Object(map)) => map.into_iter().filter(|(k, _)| k != "lat" && k != "lon").collect(),
            _ => return None,
        };
        let geometry = Some(Geometry::new(GeometryValue::Point { coordinates: point.into() }));
        Some(Feature { geometry, properties: Some(properties), ..Feature::default() })
    });
    let collection = FeatureCollection { bbox: None, features: features.collect(), foreign_members: None };
    serde_json::to_string(&collection).map(|t| t + "\n").map_err(failed)
}

/// A table with a head.
///
/// # Errors
/// If the table cannot be written.
pub fn csv(article: &Article, resolutions: &[Resolution]) -> Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = [
        "article",
        "start",
        "end",
        "surface",
        "class",
        "confidence",
        "place_id",
        "name",
        "kind",
        "country",
        "lat",
        "lon",
    ];
    writer.write_record(head).map_err(failed)?;
    for row in rows(article, resolutions) {
        let value = serde_json::to_value(&row).map_err(failed)?;
        let cell = |key: &str| match value.get(key) {
            Some(Value::String(s)) => neutral(s),
            Some(Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        };
        let cells = std::iter::once(neutral(&article.id)).chain(head[1..].iter().map(|key| cell(key)));
        writer.write_record(cells).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(failed)?;
    String::from_utf8(bytes).map_err(failed)
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Render, format!("cannot write the mentions: {error}"))
}
