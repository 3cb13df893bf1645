//! Reads how far and which way something is from a place: "370 kilometers (230 miles) east of Stanley".

use crate::model::article::Span;
use crate::model::geo::LonLat;
use crate::model::place::{Place, PlaceId};

/// Bytes before the name that may say it.
const BEFORE: usize = 90;
/// Distances that news gives from a place, kilometers; what is farther is a slip.
const FARTHEST: f64 = 3000.0;
/// Share of the distance that such words leave open, and the least, kilometers.
const VAGUE: f64 = 0.1;
const LEAST: f64 = 3.0;
/// Mean radius of the Earth, kilometers (IUGG).
const EARTH: f64 = 6371.0;

/// A way and a distance from a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Offset {
    /// Kilometers.
    pub km: f64,
    /// Degrees clockwise from north.
    pub bearing: f64,
    /// The number as the text has it, and its unit.
    stated: f64,
    unit: &'static str,
    way: &'static str,
}

/// Units of distance: what the text may write, the short form for labels, kilometers.
const UNITS: [(&str, &str, f64); 11] = [
    ("kilometers", "km", 1.0),
    ("kilometres", "km", 1.0),
    ("kilometer", "km", 1.0),
    ("kilometre", "km", 1.0),
    ("km", "km", 1.0),
    ("nautical miles", "nautical miles", 1.852),
    ("nautical mile", "nautical mile", 1.852),
    ("miles", "miles", 1.609_344),
    ("mile", "mile", 1.609_344),
    ("mi", "miles", 1.609_344),
    ("nm", "nautical miles", 1.852),
];

/// Directions, the longer first, with their bearing.
const WAYS: [(&str, f64); 16] = [
    ("north-northeast", 22.5),
    ("east-northeast", 67.5),
    ("east-southeast", 112.5),
    ("south-southeast", 157.5),
    ("south-southwest", 202.5),
    ("west-southwest", 247.5),
    ("west-northwest", 292.5),
    ("north-northwest", 337.5),
    ("northeast", 45.0),
    ("southeast", 135.0),
    ("southwest", 225.0),
    ("northwest", 315.0),
    ("north", 0.0),
    ("east", 90.0),
    ("south", 180.0),
    ("west", 270.0),
];

/// What the text says before a name at `span`; none if it gives no number, no way or an impossible distance.
#[must_use]
pub fn read(text: &str, span: Span) -> Option<Offset> {
    let before = text.get(..span.start)?;
    let mut start = before.len().saturating_sub(BEFORE);
    while !before.is_char_boundary(start) {
        start += 1;
    }
    let lower = before.get(start..)?.to_lowercase().replace("north-east", "northeast");
    let lower = lower
        .replace("south-east", "southeast")
        .replace("south-west", "southwest")
        .replace("north-west", "northwest");
    let rest = lower.trim_end().trim_end_matches(" the").trim_end();
    let rest = ["town", "city", "village", "port", "island", "capital"]
        .iter()
        .find_map(|noun| rest.strip_suffix(&format!(" {noun} of"))?.strip_suffix(" of the"))
        .or_else(|| rest.strip_suffix(" of"))?;
    let (way, bearing) = WAYS.iter().find(|(way, _)| ends_with_word(rest, way))?;
    let rest = rest.strip_suffix(way)?.trim_end();
    let rest = rest.strip_suffix("to the").unwrap_or(rest).trim_end();
    let rest = without_parenthesis(rest);
    let (unit, short, factor) = UNITS.iter().find(|(unit, ..)| {
        rest.strip_suffix(unit)
            .is_some_and(|r| r.ends_with([' ', '\u{a0}', '-']) || r.ends_with(|c: char| c.is_ascii_digit()))
    })?;
    let rest = rest.strip_suffix(unit)?.trim_end_matches([' ', '\u{a0}', '-']);
    let word = rest.rsplit([' ', '\u{a0}', '(', '\n']).next()?;
    let stated: f64 = word.replace(',', "").parse().ok()?;
    let km = stated * factor;
    (stated > 0.0 && km <= FARTHEST).then_some(Offset { km, bearing: *bearing, stated, unit: short, way })
}

/// The text without "(230 miles)" at its end.
fn without_parenthesis(text: &str) -> &str {
    let open = text.strip_suffix(')').and_then(|inner| inner.rfind('('));
    open.map_or(text, |at| text.get(..at).unwrap_or(text).trim_end())
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| rest.ends_with([' ', '\u{a0}', ',', ')', '\n']))
}

impl Offset {
    /// "370 km east of Stanley".
    #[must_use]
    pub fn name(&self, place: &str) -> String {
        format!("{} {} {} of {place}", self.stated, self.unit, self.way)
    }

    /// How far around the point it may be, kilometers.
    #[must_use]
    pub fn within_km(&self) -> f64 {
        (self.km * VAGUE).max(LEAST)
    }

    /// The place there: a point of its own, in no country that the text names.
    #[must_use]
    pub fn from(&self, place: &Place) -> Place {
        let at = destination(place.label_point.unwrap_or(place.point), self.bearing, self.km);
        Place {
            id: PlaceId(format!("{}@{}{}", place.id.0, self.stated, self.way)),
            name: self.name(&place.name),
            point: at,
            label_point: None,
            geometry: None,
            // Neither a seat of government nor a town, though it is reckoned from one.
            feature_code: String::new(),
            population: 0,
            ..place.clone()
        }
    }
}

/// The point at a distance along a great circle (the direct problem on the sphere).
fn destination(from: LonLat, bearing: f64, km: f64) -> LonLat {
    let (lat, lon) = (from.lat.to_radians(), from.lon.to_radians());
    let (turn, arc) = (bearing.to_radians(), km / EARTH);
    let sin = libm::sin(lat) * libm::cos(arc) + libm::cos(lat) * libm::sin(arc) * libm::cos(turn);
    let to = libm::asin(sin.clamp(-1.0, 1.0));
    let east = libm::atan2(
        libm::sin(turn) * libm::sin(arc) * libm::cos(lat),
        libm::cos(arc) - libm::sin(lat) * libm::sin(to),
    );
    let wrapped = libm::fmod((lon + east).to_degrees() + 540.0, 360.0) - 180.0;
    LonLat::new(wrapped, to.to_degrees())
}

#[cfg(test)]
mod tests {
    use super::{destination, read};
    use crate::model::article::Span;
    use crate::model::geo::LonLat;
    use crate::model::place::{Place, PlaceId, PlaceKind};

    fn km(text: &str, name: &str) -> Option<(f64, f64)> {
        let start = text.find(name).expect("the name is in the text");
        read(text, Span::new(start, start + name.len())).map(|o| (o.km.round(), o.bearing))
    }

    #[test]
    fn distances_and_directions_are_read() {
        assert_eq!(km("It sank about 370 kilometers east of Stanley.", "Stanley"), Some((370.0, 90.0)));
        assert_eq!(km("some 1,200 km (746 miles) south-west of Perth", "Perth"), Some((1200.0, 225.0)));
        assert_eq!(km("12 miles north-northwest of the town of Ridge", "Ridge"), Some((19.0, 337.5)));
        assert_eq!(km("100 nautical miles to the west of the Azores", "Azores"), Some((185.0, 270.0)));
    }

    #[test]
    fn what_gives_no_number_or_no_way_is_no_offset() {
        for text in
            ["just east of Stanley", "370 kilometers from Stanley", "in the east of Stanley", "Stanley"]
        {
            assert_eq!(km(text, "Stanley"), None, "{text}");
        }
        assert_eq!(km("99999 km east of Stanley", "Stanley"), None);
        assert_eq!(km("−5 km é east of Stanley", "Stanley"), None);
    }

    #[test]
    fn a_point_reckoned_from_a_capital_is_no_capital() {
        let stanley = Place {
            feature_code: "PPLC".to_owned(),
            population: 2_213,
            ..Place::bare(
                PlaceId("gn1".to_owned()),
                "Stanley",
                PlaceKind::Settlement,
                LonLat::new(-57.85, -51.7),
            )
        };
        let text = "It sank 370 kilometers east of Stanley.";
        let start = text.find("Stanley").expect("the name is in the text");
        let offset = read(text, Span::new(start, start + 7)).expect("a distance and a way");
        let there = offset.from(&stanley);
        assert_eq!((there.name.as_str(), there.feature_code.as_str()), ("370 km east of Stanley", ""));
        assert_ne!(there.id, stanley.id);
    }

    #[test]
    fn the_point_lies_where_the_words_say() {
        let at = destination(LonLat::new(-57.85, -51.7), 90.0, 370.0);
        assert!((at.lon + 52.5).abs() < 0.1 && (at.lat + 51.6).abs() < 0.3, "{at:?}");
        let over = destination(LonLat::new(179.5, 0.0), 90.0, 222.4);
        assert!((over.lon + 178.5).abs() < 0.01, "{over:?}");
    }
}
