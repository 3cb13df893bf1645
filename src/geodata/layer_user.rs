//! A person's own layer, from GeoJSON: checked feature by feature, then drawn over the ground.

use geojson::{Feature, GeoJson, Geometry, GeometryValue, Position};
use serde_json::Value;

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::model::plan::{OwnFeature, OwnLayer, OwnShape};

/// Most features of one layer.
pub const MAX_FEATURES: usize = 10_000;
/// Most positions of one layer.
pub const MAX_POSITIONS: usize = 200_000;
/// Longest name, characters.
const MAX_NAME: usize = 80;

/// Reads a layer: a FeatureCollection, a feature or a bare geometry. Its name is the collection's `name`, else `name`
/// (the file's, without its extension); features bear the property `name` or `title`, if they have one.
///
/// # Errors
/// If it is no GeoJSON, holds nothing to draw or too much, or a position is not on the globe.
pub fn read(bytes: &[u8], name: &str) -> Result<OwnLayer> {
    let text = std::str::from_utf8(bytes).map_err(|_| bad(name, "the file is no UTF-8 text"))?;
    let json: GeoJson =
        text.trim_start_matches('\u{feff}').parse().map_err(|e: geojson::Error| bad(name, &e.to_string()))?;
    let mut title = None;
    let features = match json {
        GeoJson::FeatureCollection(collection) => {
            let foreign = collection.foreign_members.as_ref();
            title = foreign.and_then(|f| f.get("name")).and_then(Value::as_str).map(str::to_owned);
            collection.features
        }
        GeoJson::Feature(feature) => vec![feature],
        GeoJson::Geometry(geometry) => vec![Feature { geometry: Some(geometry), ..Feature::default() }],
    };
    if features.len() > MAX_FEATURES {
        let cause = format!("{} features, a layer may have {MAX_FEATURES}", features.len());
        return Err(bad(name, &cause).with_hint("keep what your map shows"));
    }
    let mut reader = Reader { layer: name, positions: 0, features: Vec::new() };
    for (i, feature) in features.iter().enumerate() {
        reader.feature(feature, i + 1)?;
    }
    if reader.features.is_empty() {
        return Err(bad(name, "no feature has a geometry"));
    }
    let title = title.as_deref().map(str::trim).filter(|t| !t.is_empty()).unwrap_or(name);
    Ok(OwnLayer { name: short(title), features: reader.features })
}

fn bad(layer: &str, cause: &str) -> Error {
    Error::new(ErrorKind::Input, format!("layer '{layer}': {cause}"))
        .with_hint("a layer is GeoJSON with longitude and latitude in degrees (WGS 84)")
}

/// Text of one line, cut to what a legend can hold.
fn short(text: &str) -> String {
    let mut out: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(MAX_NAME).collect();
    if text.chars().nth(MAX_NAME).is_some() {
        out.push('…');
    }
    out.trim().to_owned()
}

struct Reader<'a> {
    layer: &'a str,
    positions: usize,
    features: Vec<OwnFeature>,
}

impl Reader<'_> {
    fn feature(&mut self, feature: &Feature, number: usize) -> Result<()> {
        let Some(geometry) = &feature.geometry else { return Ok(()) };
        let text = |key: &str| feature.property(key).and_then(Value::as_str).filter(|t| !t.trim().is_empty());
        let name = text("name").or_else(|| text("title")).map(short).unwrap_or_default();
        let mut shapes = Vec::new();
        self.shapes(geometry, number, &mut shapes)?;
        self.features.extend(shapes.into_iter().map(|shape| OwnFeature { name: name.clone(), shape }));
        Ok(())
    }

    /// The parts of a geometry by what they are drawn as.
    fn shapes(&mut self, geometry: &Geometry, number: usize, out: &mut Vec<OwnShape>) -> Result<()> {
        match &geometry.value {
            GeometryValue::Point { coordinates } => {
                let at = self.position(coordinates.as_slice(), number)?;
                out.push(OwnShape::Points { at: vec![at] });
            }
            GeometryValue::MultiPoint { coordinates } => {
                let at =
                    coordinates.iter().map(|p| self.position(p.as_slice(), number)).collect::<Result<_>>()?;
                out.push(OwnShape::Points { at });
            }
            GeometryValue::LineString { coordinates } => {
                out.push(OwnShape::Lines { paths: vec![self.line(coordinates, number)?] });
            }
            GeometryValue::MultiLineString { coordinates } => {
                let paths = coordinates.iter().map(|l| self.line(l, number)).collect::<Result<_>>()?;
                out.push(OwnShape::Lines { paths });
            }
            GeometryValue::Polygon { coordinates } => {
                out.push(OwnShape::Areas { rings: self.rings(coordinates, number)? });
            }
            GeometryValue::MultiPolygon { coordinates } => {
                let mut rings = Vec::new();
                for polygon in coordinates {
                    rings.extend(self.rings(polygon, number)?);
                }
                out.push(OwnShape::Areas { rings });
            }
            GeometryValue::GeometryCollection { geometries } => {
                for geometry in geometries {
                    self.shapes(geometry, number, out)?;
                }
            }
        }
        Ok(())
    }

    fn position(&mut self, position: &[f64], number: usize) -> Result<[f64; 2]> {
        self.positions += 1;
        if self.positions > MAX_POSITIONS {
            let cause = format!("feature {number}: the layer has more than {MAX_POSITIONS} positions");
            return Err(bad(self.layer, &cause).with_hint("simplify it, or cut it to what your map shows"));
        }
        match position {
            [lon, lat, ..] if (-180.0..=180.0).contains(lon) && (-90.0..=90.0).contains(lat) => {
                Ok([*lon, *lat])
            }
            _ => {
                let cause = format!("feature {number}: {position:?} is no longitude and latitude in degrees");
                Err(bad(self.layer, &cause))
            }
        }
    }

    fn line(&mut self, line: &[Position], number: usize) -> Result<Vec<[f64; 2]>> {
        let points: Vec<[f64; 2]> =
            line.iter().map(|p| self.position(p.as_slice(), number)).collect::<Result<_>>()?;
        if points.len() < 2 {
            return Err(bad(self.layer, &format!("feature {number}: a line of {} positions", points.len())));
        }
        Ok(points)
    }

    /// The rings of a polygon, the first counter-clockwise, the holes clockwise, each closed.
    fn rings(&mut self, polygon: &[Vec<Position>], number: usize) -> Result<Vec<Vec<[f64; 2]>>> {
        let mut rings = Vec::new();
        for (i, ring) in polygon.iter().enumerate() {
            let mut points = self.line(ring, number)?;
            if points.first() != points.last() {
                points.extend(points.first().copied());
            }
            if points.len() < 4 {
                return Err(bad(
                    self.layer,
                    &format!("feature {number}: a ring of {} positions", ring.len()),
                ));
            }
            if (double_area(&points) > 0.0) != (i == 0) {
                points.reverse();
            }
            rings.push(points);
        }
        Ok(rings)
    }
}

/// Twice the area in square degrees, positive if counter-clockwise.
fn double_area(ring: &[[f64; 2]]) -> f64 {
    ring.windows(2).map(|w| w[0][0] * w[1][1] - w[1][0] * w[0][1]).sum()
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::model::plan::OwnShape;

    #[test]
    fn every_geometry_becomes_points_lines_or_areas() {
        let text = r#"{"type":"FeatureCollection","name":"Relief","features":[
            {"type":"Feature","properties":{"name":"Depot"},"geometry":{"type":"Point","coordinates":[1,2]}},
            {"type":"Feature","properties":null,"geometry":{"type":"LineString","coordinates":[[0,0],[1,1,9]]}},
            {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]}},
            {"type":"Feature","properties":{},"geometry":null}]}"#;
        let layer = read(text.as_bytes(), "file").expect("the layer is sound");
        assert_eq!((layer.name.as_str(), layer.features.len()), ("Relief", 3));
        assert_eq!(layer.features[0].name, "Depot");
        let OwnShape::Areas { rings } = &layer.features[2].shape else { panic!("{layer:?}") };
        assert_eq!(rings[0][1], [1.0, 1.0], "a clockwise ring is turned");
    }

    #[test]
    fn a_fault_names_the_feature_and_the_value() {
        let feature = |geometry: &str| {
            let text = format!(
                r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{}},"geometry":{geometry}}}]}}"#
            );
            read(text.as_bytes(), "routes").expect_err(geometry).to_string()
        };
        let far = feature(r#"{"type":"Point","coordinates":[500000,4200000]}"#);
        assert!(far.contains("feature 1") && far.contains("500000") && far.contains("routes"), "{far}");
        assert!(feature(r#"{"type":"LineString","coordinates":[[0,0]]}"#).contains("feature 1"));
        assert!(feature("null").contains("no feature"));
        for text in ["", "[]", "name,lon\n", "{\"type\":\"Feature\"", "\u{feff}{}"] {
            assert!(read(text.as_bytes(), "x").is_err(), "{text}");
        }
        assert!(read(b"\xff", "x").is_err());
    }
}
