//! Reads events that come ready: tables of ACLED, USGS or GDELT, any table with coordinates, GeoJSON and JSONL.

use jiff::civil::Date;

use crate::diagnostic::{Error, ErrorKind, Result, Warning};
use crate::events::input_records::{MAX_ROWS, Record, first, from_csv, from_json, number};
use crate::events::kinds::KINDS;
use crate::events::track::{Row, join};
use crate::model::article::Span;
use crate::model::event::{
    DateRelation, Event, EventDate, EventPlace, Figure, FigureKind, Party, PartyRole, PlaceRole, Precision,
    Status,
};
use crate::model::geo::LonLat;
use crate::model::place::{Place, PlaceId, PlaceKind};

/// Records that a warning names; of the others it tells how many they are.
const NAMED: usize = 5;

/// Reads a table, GeoJSON or JSONL of events. The format is told from the content. A feature or line that makes no sense
/// and a record without coordinates are left out, with a warning that names them.
///
/// # Errors
/// If it is none of them, or no record has coordinates.
pub fn read(bytes: &[u8]) -> Result<(Vec<Event>, Vec<Warning>)> {
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
        .map_err(|e| Error::new(ErrorKind::Input, format!("events must be UTF-8: {e}")))?;
    let start = text.trim_start();
    let mut faults = Vec::new();
    let records = if start.starts_with('{') || start.starts_with('[') {
        from_json(text, &mut faults)?
    } else {
        from_csv(text)?
    };
    let mut rows = Vec::new();
    for (index, record) in records.iter().take(MAX_ROWS).enumerate() {
        match event(record, index) {
            Some(event) => rows.push(row(record, event)),
            None => faults.push(format!("record {}: no coordinates on the globe", index + 1)),
        }
    }
    let events = join(rows);
    if events.is_empty() {
        return Err(Error::new(
            ErrorKind::Input,
            format!("none of {} records has coordinates", records.len()),
        )
        .with_hint(
            "columns that are read: latitude/lat/y, longitude/lon/lng/x, ActionGeo_Lat/ActionGeo_Long",
        ));
    }
    Ok((events, left_out(&faults)))
}

/// The warnings of what was left out: the first ones by name.
fn left_out(faults: &[String]) -> Vec<Warning> {
    let named = faults.iter().take(NAMED).map(|fault| format!("left out: {fault}"));
    let more = faults.len().saturating_sub(NAMED);
    let rest = (more > 0).then(|| format!("left out: {more} more records"));
    named.chain(rest).map(|message| Warning::new("record-left-out", message)).collect()
}

/// The row with the name of its track; it tells something of its own if it has words.
fn row(record: &Record, event: Event) -> Row {
    let track = first(record, &["track", "track_id", "sid", "storm_id", "storm", "route", "voyage"]);
    let tells = first(record, &["label", "title", "headline", "summary"]).is_some();
    Row { track: track.map(str::to_owned), tells, event }
}

fn event(record: &Record, index: usize) -> Option<Event> {
    let lat = number(record, &["latitude", "lat", "actiongeo_lat", "y", "geo_lat", "point_y"])?;
    let lon =
        number(record, &["longitude", "lon", "lng", "long", "actiongeo_long", "x", "geo_lon", "point_x"])?;
    if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
        return None;
    }
    let id = first(record, &["event_id_cnty", "event_id", "globaleventid", "id", "eventid", "data_id"]);
    let name =
        first(record, &["location", "actiongeo_fullname", "place", "place_name", "city", "name", "where"])
            .unwrap_or("");
    let kind = kind_of(record);
    let magnitude = number(record, &["mag", "magnitude"]);
    let label = label_of(record, kind, name, magnitude);
    let date = first(
        record,
        &[
            "event_date",
            "sqldate",
            "date",
            "time",
            "day",
            "start",
            "datetime",
            "timestamp",
            "event_date_start",
        ],
    )
    .and_then(date_of);
    let zone = Span::new(0, 0);
    let mut figures = Vec::new();
    let mut count = |kind: FigureKind, value: Option<f64>| {
        if let Some(value) = value.filter(|v| *v > 0.0) {
            figures.push(Figure {
                kind,
                value,
                qualifier: String::new(),
                unit: String::new(),
                claimant: String::new(),
                span: zone,
            });
        }
    };
    count(FigureKind::Magnitude, magnitude);
    count(FigureKind::Dead, number(record, &["fatalities", "deaths", "dead", "killed", "best"]));
    count(FigureKind::Injured, number(record, &["injured", "wounded", "injuries"]));
    let party =
        |names: &[&str], role: PartyRole| first(record, names).map(|n| Party { name: n.to_owned(), role });
    let parties = [
        party(&["actor1", "actor1name", "side_a"], PartyRole::Actor),
        party(&["actor2", "actor2name", "side_b"], PartyRole::Target),
    ];
    let coarse = number(record, &["geo_precision", "where_prec"]).is_some_and(|p| p >= 3.0);
    let place = Place {
        country: first(record, &["iso", "iso2", "country_code"])
            .filter(|c| c.len() == 2)
            .unwrap_or("")
            .to_uppercase(),
        admin1: first(record, &["admin1", "adm_1"]).unwrap_or("").to_owned(),
        ..Place::bare(
            PlaceId(format!("input:{}", id.map_or_else(|| (index + 1).to_string(), str::to_owned))),
            name,
            if coarse { PlaceKind::Region } else { PlaceKind::Site },
            LonLat::new(lon, lat),
        )
    };
    let role = if coarse { PlaceRole::Within } else { PlaceRole::At };
    let weight = number(record, &["importance", "nummentions", "weight"]).unwrap_or(0.0);
    Some(Event {
        id: format!("e{}", index + 1),
        kind: kind.to_owned(),
        label,
        places: vec![EventPlace { place, role, span: None, confidence: 1.0, within_km: None }],
        date,
        status: Status::Happened,
        news: true,
        importance: importance(&figures, weight),
        parties: parties.into_iter().flatten().collect(),
        figures,
        evidence: Vec::new(),
        trigger: zone,
        confidence: number(record, &["confidence"]).map_or(1.0, share),
    })
}

#[expect(clippy::cast_possible_truncation, reason = "a share between 0 and 1")]
fn share(value: f64) -> f32 {
    value.clamp(0.0, 1.0) as f32
}

fn importance(figures: &[Figure], weight: f64) -> f32 {
    let toll = figures
        .iter()
        .filter(|f| f.kind == FigureKind::Dead)
        .map(|f| f.value)
        .fold(weight.max(0.0), f64::max);
    let shaking = figures
        .iter()
        .filter(|f| f.kind == FigureKind::Magnitude)
        .map(|f| f.value / 10.0)
        .fold(0.0, f64::max);
    share(0.4 + libm::log10(1.0 + toll) / 8.0 + 0.4 * shaking)
}

/// The kind by its key, the names of ACLED, a CAMEO code, or `attack` and `explosion` words; else empty.
fn kind_of(record: &Record) -> &'static str {
    let key = first(record, &["kind", "event_kind"]).unwrap_or("");
    if let Some(kind) = KINDS.iter().find(|k| k.key.eq_ignore_ascii_case(key)) {
        return kind.key;
    }
    let sub = first(record, &["sub_event_type", "type", "category", "event", "disaster_type"]).unwrap_or("");
    let main = first(record, &["event_type", "eventtype"]).unwrap_or("");
    let named = |text: &str| {
        let folded = text.to_lowercase();
        KINDS.iter().find(|k| {
            !folded.is_empty()
                && (k.acled_sub.to_lowercase() == folded
                    || k.key == folded
                    || k.name.to_lowercase() == folded
                    || k.singular.to_lowercase() == folded)
        })
    };
    if let Some(kind) =
        named(sub).or_else(|| named(main)).filter(|k| k.acled_sub != "Other" || k.key == sub.to_lowercase())
    {
        return kind.key;
    }
    if record.contains_key("mag") && record.contains_key("time") {
        return "earthquake";
    }
    if let Some(code) = first(record, &["eventcode", "eventbasecode", "cameo", "eventrootcode"]) {
        let best = KINDS.iter().rev().filter(|k| !k.cameo.is_empty()).max_by_key(|k| common(k.cameo, code));
        if let Some(kind) = best.filter(|k| common(k.cameo, code) >= 2) {
            return kind.key;
        }
    }
    match main.to_lowercase().as_str() {
        "battles" => "clash",
        "explosions/remote violence" => "bombing",
        "violence against civilians" => "attack",
        "protests" => "protest",
        "riots" => "riot",
        _ => "",
    }
}

/// Length of the shared start of two codes.
fn common(a: &str, b: &str) -> usize {
    a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count()
}

fn label_of(record: &Record, kind: &str, place: &str, magnitude: Option<f64>) -> String {
    if let Some(label) = first(record, &["label", "title", "headline", "summary"]) {
        return label.to_owned();
    }
    let noun = KINDS.iter().find(|k| k.key == kind).map_or("", |k| k.singular);
    let noun = match magnitude {
        Some(m) if kind == "earthquake" => format!("Magnitude {m} earthquake"),
        _ => noun.to_owned(),
    };
    match (noun.is_empty(), place.is_empty()) {
        (true, _) => first(record, &["sub_event_type", "event_type", "type"]).unwrap_or(place).to_owned(),
        (false, true) => noun,
        (false, false) if place.contains(" of ") => format!("{noun}, {place}"),
        (false, false) => format!("{noun} in {place}"),
    }
}

/// `2025-10-09`, `20251009`, `2025-10-09T12:00:00Z`, `09 October 2025`, milliseconds since 1970.
fn date_of(text: &str) -> Option<EventDate> {
    let digits = text.len() >= 8 && text.bytes().all(|b| b.is_ascii_digit());
    let day: Option<Date> = if digits && text.len() == 8 {
        let part = |a: usize, b: usize| text.get(a..b).and_then(|t| t.parse::<i16>().ok());
        let small = |a, b| part(a, b).and_then(|n| i8::try_from(n).ok());
        part(0, 4).zip(small(4, 6)).zip(small(6, 8)).and_then(|((y, m), d)| Date::new(y, m, d).ok())
    } else if digits {
        let milliseconds: i64 = text.parse().ok()?;
        let days = i32::try_from(milliseconds.div_euclid(86_400_000)).ok()?;
        Date::new(1970, 1, 1).ok()?.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
    } else {
        text.get(..10).and_then(|t| t.parse().ok())
    };
    let mut date = match day {
        Some(day) => EventDate {
            start: Some(day),
            end: Some(day),
            month: None,
            day: None,
            precision: Precision::Day,
            relation: DateRelation::On,
            inferred: false,
            span: None,
        },
        None => written(text)?,
    };
    date.span = None;
    Some(date)
}

/// A date in words.
fn written(text: &str) -> Option<EventDate> {
    use crate::lang::en::dates::resolve::{Anchors, resolve};
    use crate::lang::en::dates::scan::scan;
    use crate::lang::tokens::{Words, tokenize};
    let lower = text.to_ascii_lowercase();
    let mut tokens = Vec::new();
    tokenize(text, Span::new(0, text.len()), &mut tokens);
    let found = scan(Words { text, lower: &lower, tokens: &tokens });
    found.first().and_then(|f| resolve(f, Anchors::default()))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::model::event::{FigureKind, PlaceRole};

    #[test]
    fn acled_comes_as_it_is() {
        let text = "event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,location,admin1,country,latitude,longitude,geo_precision,fatalities\n\
                    X1,09 October 2025,Explosions/Remote violence,Air/drone strike,Side A,Side B,Bigtown,North,Land,34.5,69.2,1,3\n";
        let events = read(text.as_bytes()).unwrap().0;
        assert_eq!(events[0].kind, "airstrike");
        assert_eq!(events[0].label, "Airstrike in Bigtown");
        assert_eq!(
            events[0].date.as_ref().and_then(|d| d.start).map(|d| d.to_string()).as_deref(),
            Some("2025-10-09")
        );
        assert_eq!(events[0].parties.len(), 2);
        assert!((events[0].figures[0].value - 3.0).abs() < 1e-9);
    }

    #[test]
    fn a_track_is_one_movement_with_its_points_in_order() {
        let text = "track,date,latitude,longitude,kind,label\nIoke,2006-08-20,10,-158,storm,Forms\n\
                    Ioke,2006-08-25,18,-174,storm,\nIoke,2006-08-31,19,166,storm,Strikes\n";
        let events = read(text.as_bytes()).unwrap().0;
        let labels: Vec<&str> = events.iter().map(|e| e.label.as_str()).collect();
        assert_eq!(labels, ["Ioke", "Forms", "Strikes"]);
        let roles: Vec<PlaceRole> = events[0].places.iter().map(|p| p.role).collect();
        assert_eq!(roles, [PlaceRole::From, PlaceRole::Along, PlaceRole::To]);
        assert!((events[0].places[1].place.point.lon + 174.0).abs() < 1e-9);
    }

    #[test]
    fn usgs_comes_as_table_and_as_geojson() {
        let table = "time,latitude,longitude,depth,mag,place,type\n2025-10-09T01:43:59.000Z,7.2,126.7,58,7.4,\"20 km E of Santiago\",earthquake\n";
        let geo = r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"us1","properties":{"mag":7.4,"place":"20 km E of Santiago","time":1759974239000,"type":"earthquake"},"geometry":{"type":"Point","coordinates":[126.7,7.2,58]}}]}"#;
        for input in [table, geo] {
            let events = read(input.as_bytes()).unwrap().0;
            assert_eq!(events[0].kind, "earthquake", "{input}");
            assert_eq!(events[0].label, "Magnitude 7.4 earthquake, 20 km E of Santiago");
            assert_eq!(events[0].figures[0].kind, FigureKind::Magnitude);
            assert_eq!(
                events[0].date.as_ref().and_then(|d| d.start).map(|d| d.to_string()).as_deref(),
                Some("2025-10-09")
            );
        }
    }

    #[test]
    fn gdelt_codes_have_kinds() {
        let text = "GLOBALEVENTID\tSQLDATE\tActor1Name\tEventCode\tActionGeo_FullName\tActionGeo_Lat\tActionGeo_Long\n1\t20251009\tPOLICE\t173\tOldtown\t1.5\t2.5\n";
        let events = read(text.as_bytes()).unwrap().0;
        assert_eq!(events[0].kind, "arrest");
        assert!((events[0].places[0].place.point.lat - 1.5).abs() < 1e-9);
    }

    #[test]
    fn one_bad_record_does_not_take_the_others_along() {
        let good = r#"{"type":"Feature","properties":{"label":"Fire"},"geometry":{"type":"Point","coordinates":[10,50]}}"#;
        let bad = r#"{"type":"Feature","properties":{"name":"Odd one"},"geometry":{"type":"Point","coordinates":["x",50]}}"#;
        let bare = r#"{"type":"Feature","properties":{"label":"Nowhere"},"geometry":null}"#;
        let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[{good},{bad},{bare}]}}");
        let (events, warnings) = read(text.as_bytes()).unwrap();
        assert_eq!(events.len(), 1);
        assert!(warnings[0].message.starts_with("left out: feature 2 (Odd one): "), "{warnings:?}");
        assert_eq!(warnings[1].message, "left out: record 2: no coordinates on the globe");
        let lines = "{\"lat\":1,\"lon\":2,\"label\":\"Fire\"}\n{oops\n";
        let (events, warnings) = read(lines.as_bytes()).unwrap();
        assert_eq!((events.len(), warnings.len()), (1, 1));
        assert!(warnings[0].message.starts_with("left out: line 2: "));
    }

    #[test]
    fn nonsense_is_refused() {
        assert!(read(b"a,b\n1,2\n").is_err());
        assert!(read(b"{\"type\":").is_err());
        assert!(read(b"").is_err());
        assert!(read(b"lat,lon\n99,500\n").is_err());
        assert!(read(&[0xff, 0xfe, 0x00]).is_err());
    }
}
