//! Events as JSON, JSONL, GeoJSON and CSV, with the columns of ACLED where they fit.

use geojson::{Feature, FeatureCollection, Geometry, GeometryValue, JsonObject};
use serde_json::{Value, json};

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::events::kinds::{Kind, by_key};
use crate::export::cells::neutral;
use crate::lang::dates::display_date;
use crate::model::article::Article;
use crate::model::event::{
    DateRelation, Event, EventDate, EventPlace, FigureKind, PartyRole, PlaceRole, Precision, Status,
};

/// Columns of the table, in order. They stay as they are; new ones go to the end.
pub const COLUMNS: [&str; 34] = [
    "event_id",
    "event_date",
    "event_date_end",
    "date_text",
    "date_relation",
    "time_precision",
    "event_type",
    "sub_event_type",
    "kind",
    "label",
    "status",
    "news",
    "actor1",
    "actor2",
    "mediators",
    "location",
    "admin1",
    "country",
    "latitude",
    "longitude",
    "geo_precision",
    "place_role",
    "place_id",
    "other_locations",
    "fatalities",
    "figures",
    "notes",
    "confidence",
    "importance",
    "plover",
    "cameo",
    "source",
    "source_date",
    "source_spans",
];

/// JSON Schema of the documents that [`json`] and [`jsonl`] write.
pub const SCHEMA: &str = include_str!("events.schema.json");

/// The article's events as one JSON document.
///
/// # Errors
/// Never in practice: only if a number cannot be written.
pub fn json(article: &Article, events: &[Event]) -> Result<String> {
    serde_json::to_string_pretty(&document(article, events)).map(|t| t + "\n").map_err(failed)
}

/// The article's events as one line of JSON.
///
/// # Errors
/// As [`json`].
pub fn jsonl(article: &Article, events: &[Event]) -> Result<String> {
    serde_json::to_string(&document(article, events)).map(|t| t + "\n").map_err(failed)
}

fn document(article: &Article, events: &[Event]) -> Value {
    json!({ "id": article.id, "title": article.title, "date": article.date, "url": article.url, "events": events })
}

/// One feature for each place of each event; events without a place have no geometry.
///
/// The point of a country or province is its reference point: `geo_precision` says how coarse it is.
///
/// # Errors
/// As [`json`].
pub fn geojson(article: &Article, events: &[Event], evidence: bool) -> Result<String> {
    let mut features = Vec::new();
    for event in events {
        for place in places_or_none(event) {
            let geometry = place.map(|p| {
                let point = vec![rounded(p.place.point.lon), rounded(p.place.point.lat)];
                Geometry::new(GeometryValue::Point { coordinates: point.into() })
            });
            let row = row(article, event, place, evidence);
            let properties: JsonObject = COLUMNS.iter().map(|c| (*c).to_owned()).zip(row).collect();
            features.push(Feature { geometry, properties: Some(properties), ..Feature::default() });
        }
    }
    let collection = FeatureCollection { bbox: None, features, foreign_members: None };
    serde_json::to_string(&collection).map(|t| t + "\n").map_err(failed)
}

/// A table with one row an event, at its surest place.
///
/// # Errors
/// If the table cannot be written.
pub fn csv(article: &Article, events: &[Event], evidence: bool) -> Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(failed)?;
    for event in events {
        let cells =
            row(article, event, event.places.first(), evidence).into_iter().map(|value| match value {
                Value::Null => String::new(),
                Value::String(text) => neutral(&text),
                other => other.to_string(),
            });
        writer.write_record(cells).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(failed)?;
    String::from_utf8(bytes).map_err(failed)
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Render, format!("cannot write events: {error}"))
}

fn places_or_none(event: &Event) -> Vec<Option<&EventPlace>> {
    if event.places.is_empty() { vec![None] } else { event.places.iter().map(Some).collect() }
}

/// The cells of an event at one place, in the order of [`COLUMNS`].
fn row(article: &Article, event: &Event, place: Option<&EventPlace>, evidence: bool) -> Vec<Value> {
    let kind = by_key(&event.kind);
    let code = |f: fn(&Kind) -> &'static str| kind.map_or("", f);
    let date = event.date.as_ref();
    let names = |role: PartyRole| {
        event.parties.iter().filter(|p| p.role == role).map(|p| p.name.as_str()).collect::<Vec<_>>()
    };
    let (mut actors, targets, mediators) =
        (names(PartyRole::Actor), names(PartyRole::Target), names(PartyRole::Mediator));
    let second = targets.first().copied().or_else(|| (actors.len() > 1).then(|| actors.remove(1)));
    let others = event.places.iter().filter(|p| place.is_none_or(|q| q.place.id != p.place.id));
    let spans = event.evidence.iter().map(|s| format!("{}-{}", s.start, s.end)).collect::<Vec<_>>().join(" ");
    vec![
        json!(event.id),
        json!(date.map(first_day)),
        json!(date.and_then(|d| d.end)),
        json!(date.map(|d| display_date(d, None))),
        json!(date.map(|d| relation(d.relation))),
        json!(date.map(|d| time_precision(d.precision))),
        json!(code(|k| k.acled)),
        json!(code(|k| k.acled_sub)),
        json!(event.kind),
        json!(event.label),
        json!(event.status),
        json!(event.news),
        json!(actors.first()),
        json!(second),
        json!(mediators.join("; ")),
        json!(place.map(|p| &p.place.name)),
        json!(place.map(|p| &p.place.admin1)),
        json!(place.map(|p| &p.place.country)),
        json!(place.map(|p| rounded(p.place.point.lat))),
        json!(place.map(|p| rounded(p.place.point.lon))),
        json!(place.map(geo_precision)),
        json!(place.map(|p| p.role)),
        json!(place.map(|p| &p.place.id)),
        json!(others.map(|p| p.place.name.as_str()).collect::<Vec<_>>().join("; ")),
        json!(fatalities(event)),
        json!(figures(event)),
        json!(if evidence { notes(article, event) } else { String::new() }),
        json!(share(event.confidence)),
        json!(share(event.importance)),
        json!(plover(event, kind)),
        json!(code(|k| k.cameo)),
        json!(if article.url.is_empty() { &article.id } else { &article.url }),
        json!(article.date),
        json!(spans),
    ]
}

/// The class of PLOVER: what is only promised is an agreement, what is only threatened a threat, what failed a refusal.
fn plover(event: &Event, kind: Option<&Kind>) -> &'static str {
    let class = kind.map_or("", |k| k.plover);
    let friendly =
        matches!(class, "AID" | "CONSULT" | "COOPERATE" | "SUPPORT" | "CONCEDE" | "RETREAT" | "AGREE");
    let hostile = matches!(class, "FIGHT" | "ASSAULT" | "COERCE" | "SANCTION" | "MOBILIZE");
    match event.status {
        Status::Planned if friendly => "AGREE",
        Status::Planned | Status::Hypothetical if hostile => "THREATEN",
        Status::Denied if friendly => "REJECT",
        _ => class,
    }
}

/// Five decimals are about one meter.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e5).round() / 1e5
}

fn share(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}

/// The first day as ISO 8601; `--10-09` and `--10` where the year is not known.
fn first_day(date: &EventDate) -> String {
    match (date.start, date.month, date.day) {
        (Some(start), ..) => start.to_string(),
        (None, Some(month), Some(day)) => format!("--{month:02}-{day:02}"),
        (None, Some(month), None) => format!("--{month:02}"),
        _ => String::new(),
    }
}

const fn relation(relation: DateRelation) -> &'static str {
    match relation {
        DateRelation::On => "on",
        DateRelation::Before => "before",
        DateRelation::After => "after",
        DateRelation::From => "from",
        DateRelation::Until => "until",
    }
}

/// ACLED: 1 the day, 2 the week, 3 the month or coarser.
const fn time_precision(precision: Precision) -> u8 {
    match precision {
        Precision::Day => 1,
        Precision::Week => 2,
        _ => 3,
    }
}

/// ACLED: 1 the place itself, 2 near it or part of a region, 3 a province or country.
fn geo_precision(place: &EventPlace) -> u8 {
    use crate::model::place::PlaceKind::{Admin1, Continent, Country, Dependency, Dispute, Group, Region};
    match (place.place.kind, place.role) {
        (Continent | Group | Country | Dependency | Admin1 | Region | Dispute, _) => 3,
        (kind, PlaceRole::At | PlaceRole::From | PlaceRole::To) if kind.is_pointlike() => 1,
        _ => 2,
    }
}

/// The toll, where the article gives one and nobody contests it.
fn fatalities(event: &Event) -> Option<f64> {
    let mut tolls = event.figures.iter().filter(|f| f.kind == FigureKind::Dead);
    let first = tolls.next()?;
    tolls.all(|f| f.claimant == first.claimant && (f.value - first.value).abs() < 0.5).then_some(first.value)
}

fn figures(event: &Event) -> String {
    let one = |f: &crate::model::event::Figure| {
        let kind = format!("{:?}", f.kind).to_lowercase();
        let words = [f.qualifier.as_str(), &f.value.to_string(), f.unit.as_str()];
        let text = words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
        let claim =
            if f.claimant.is_empty() { String::new() } else { format!(" (claimed by {})", f.claimant) };
        format!("{kind}: {text}{claim}")
    };
    event.figures.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn notes(article: &Article, event: &Event) -> String {
    let clean = |s: &crate::model::article::Span| {
        s.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    event.evidence.iter().map(clean).collect::<Vec<_>>().join(" / ")
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, SCHEMA, csv, geojson};
    use crate::model::article::{Article, Span};
    use crate::model::event::{Event, EventPlace, Figure, FigureKind, PlaceRole, Status};
    use crate::model::geo::LonLat;
    use crate::model::place::{Place, PlaceId, PlaceKind};

    fn article() -> Article {
        Article::bare("a", "=1+1 shook the town.")
    }

    fn event(places: Vec<EventPlace>) -> Event {
        let figure = |value, claimant: &str| Figure {
            kind: FigureKind::Dead,
            value,
            qualifier: String::new(),
            unit: String::new(),
            claimant: claimant.to_owned(),
            span: Span::new(0, 1),
        };
        Event {
            id: "e1".to_owned(),
            kind: "earthquake".to_owned(),
            label: "Earthquake".to_owned(),
            places,
            date: None,
            status: Status::Happened,
            news: true,
            importance: 0.5,
            parties: Vec::new(),
            figures: vec![figure(3.0, "one side"), figure(5.0, "the other")],
            evidence: vec![Span::new(0, 20)],
            trigger: Span::new(0, 4),
            confidence: 0.9,
        }
    }

    fn town() -> EventPlace {
        let place = Place {
            country: "XX".to_owned(),
            ..Place::bare(
                PlaceId("x".to_owned()),
                "Town",
                PlaceKind::Settlement,
                LonLat::new(1.234_567_8, -2.0),
            )
        };
        EventPlace { place, role: PlaceRole::At, span: None, confidence: 0.8, within_km: None }
    }

    #[test]
    fn a_table_holds_no_formulas_and_no_contested_toll() {
        let text = csv(&article(), &[event(vec![town()])], true).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        let cell =
            |name: &str| record.get(COLUMNS.iter().position(|c| *c == name).unwrap()).unwrap().to_owned();
        assert_eq!(cell("notes"), "'=1+1 shook the town.");
        assert_eq!(cell("fatalities"), "");
        assert_eq!(cell("figures"), "dead: 3 (claimed by one side); dead: 5 (claimed by the other)");
        assert_eq!(cell("geo_precision"), "1");
        assert_eq!(cell("longitude"), "1.23457");
    }

    #[test]
    fn an_event_without_a_place_has_no_geometry() {
        let text = geojson(&article(), &[event(Vec::new())], false).unwrap();
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert!(value["features"][0]["geometry"].is_null());
        assert_eq!(value["features"][0]["properties"]["notes"], "");
    }

    #[test]
    fn the_schema_is_json() {
        let schema: serde_json::Value = serde_json::from_str(SCHEMA).unwrap();
        assert!(schema["properties"]["events"].is_object());
    }
}
