//! Reads and writes the bundle's GeoJSON: one feature a line, coordinates on the grid, so that changes show in a diff.

use std::fmt::Write;

use serde_json::{Map, Value};

use crate::grid::{Line, Point, Polygon, line, orient};

/// The areas of a Polygon or MultiPolygon, brought to the grid.
#[must_use]
pub fn polygons(geometry: &Value) -> Option<Vec<Polygon>> {
    let coordinates = geometry["coordinates"].as_array()?;
    match geometry["type"].as_str()? {
        "Polygon" => Some(vec![polygon(coordinates)?]),
        "MultiPolygon" => coordinates.iter().map(|one| polygon(one.as_array()?)).collect(),
        _ => None,
    }
}

/// The lines of a LineString or MultiLineString, brought to the grid.
#[must_use]
pub fn lines(geometry: &Value) -> Option<Vec<Line>> {
    let coordinates = geometry["coordinates"].as_array()?;
    match geometry["type"].as_str()? {
        "LineString" => Some(vec![positions(&geometry["coordinates"])?]),
        "MultiLineString" => coordinates.iter().map(positions).collect(),
        _ => None,
    }
}

fn polygon(rings: &[Value]) -> Option<Polygon> {
    let mut polygon = rings.iter().map(positions).collect::<Option<Polygon>>()?;
    orient(&mut polygon);
    Some(polygon)
}

fn positions(value: &Value) -> Option<Line> {
    let position = |p: &Value| Some([p.get(0)?.as_f64()?, p.get(1)?.as_f64()?]);
    Some(line(&value.as_array()?.iter().map(position).collect::<Option<Vec<_>>>()?))
}

/// What a feature is drawn with.
pub enum Shape<'a> {
    /// Areas, written as MultiPolygon.
    Areas(&'a [Polygon]),
    /// Lines, written as MultiLineString.
    Lines(&'a [Line]),
}

/// The text of a FeatureCollection, one feature a line.
#[must_use]
pub fn collection<'a>(features: impl IntoIterator<Item = (Map<String, Value>, Shape<'a>)>) -> String {
    let mut text = String::from("{\"type\":\"FeatureCollection\",\"features\":[");
    let mut separator = "\n";
    for (properties, shape) in features {
        text.push_str(separator);
        separator = ",\n";
        // Writing to a string cannot fail.
        let _ =
            write!(text, "{{\"type\":\"Feature\",\"properties\":{},\"geometry\":", Value::Object(properties));
        match shape {
            Shape::Areas(polygons) => {
                text.push_str("{\"type\":\"MultiPolygon\",\"coordinates\":");
                list(&mut text, polygons, |text, polygon| list(text, polygon, write_line));
            }
            Shape::Lines(lines) => {
                text.push_str("{\"type\":\"MultiLineString\",\"coordinates\":");
                list(&mut text, lines, write_line);
            }
        }
        text.push_str("}}");
    }
    text.push_str("\n]}\n");
    text
}

fn list<T>(text: &mut String, items: &[T], mut write: impl FnMut(&mut String, &T)) {
    text.push('[');
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            text.push(',');
        }
        write(text, item);
    }
    text.push(']');
}

fn write_line(text: &mut String, line: &Line) {
    list(text, line, |text, p| {
        text.push('[');
        write_units(text, p.x);
        text.push(',');
        write_units(text, p.y);
        text.push(']');
    });
}

/// Writes whole units as degrees, exactly, without trailing zeros.
fn write_units(text: &mut String, units: i32) {
    let (whole, fraction) = (units.unsigned_abs() / 100_000, units.unsigned_abs() % 100_000);
    let sign = if units < 0 { "-" } else { "" };
    let _ = write!(text, "{sign}{whole}");
    if fraction > 0 {
        let digits = format!("{fraction:05}");
        let _ = write!(text, ".{}", digits.trim_end_matches('0'));
    }
}

/// Properties from pairs, leaving out what is empty.
#[must_use]
pub fn properties(pairs: &[(&str, Value)]) -> Map<String, Value> {
    let filled = pairs.iter().filter(|(_, value)| !value.is_null() && value.as_str() != Some(""));
    filled.map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
}

/// The properties and geometry of each feature in a collection.
#[must_use]
pub fn features(file: &Value) -> Vec<&Value> {
    file["features"].as_array().into_iter().flatten().collect()
}

/// A position as a JSON value in degrees.
#[must_use]
pub fn position(p: Point) -> Value {
    let [x, y] = p.degrees();
    Value::from(vec![x, y])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let ring: Line =
            [(-5, 0), (1_000_000, 0), (0, 123_450), (-5, 0)].map(|(x, y)| Point { x, y }).to_vec();
        let areas = vec![vec![ring]];
        let text =
            collection([(properties(&[("id", "x".into()), ("note", "".into())]), Shape::Areas(&areas))]);
        let file: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(polygons(&file["features"][0]["geometry"]), Some(areas));
        assert_eq!(file["features"][0]["properties"].to_string(), r#"{"id":"x"}"#);
        assert!(text.contains("[[[[-0.00005,0],[10,0],[0,1.2345],[-0.00005,0]]]]"));
    }
}
