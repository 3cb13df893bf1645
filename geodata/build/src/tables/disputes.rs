//! Which land belongs to which part of a dispute: the selectors of disputes.toml and the cutters.

use std::collections::BTreeMap;

use geo::MultiPolygon;
use serde::Deserialize;

use crate::error::{Error, Result};

/// A part of a dispute and the land it consists of.
#[derive(Debug, Clone, Deserialize)]
pub struct Part {
    /// Stable id, `dispute/part`.
    pub id: String,
    /// Codes of divisions: `iso_3166_2`, or `adm1_code` where that is not unique.
    #[serde(default)]
    pub divisions: Vec<String>,
    /// De-facto `adm0` codes, each standing for all its divisions.
    #[serde(default)]
    pub countries: Vec<String>,
    /// Cutter in dispute-shapes.geojson. Only what lies inside it belongs to the part.
    #[serde(default)]
    pub shape: Option<String>,
}

impl Part {
    /// Whether the part, before it is cut by its shape, holds a division with these codes.
    #[must_use]
    pub fn selects(&self, adm0: &str, iso_3166_2: &str, adm1_code: &str) -> bool {
        let code = |c: &String| c == iso_3166_2 || c == adm1_code;
        self.divisions.iter().any(code) || self.countries.iter().any(|c| c == adm0)
    }

    /// Whether it is no land of the divisions but a shape of its own, drawn over them or over sea.
    #[must_use]
    pub fn is_overlay(&self) -> bool {
        self.divisions.is_empty() && self.countries.is_empty()
    }
}

#[derive(Deserialize)]
struct Table {
    dispute: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    part: Vec<Part>,
}

/// All parts of the table, in its order. Where two parts select the same land the later one
/// holds it, so a small area inside a larger one stands below it.
pub fn parts(text: &str) -> Result<Vec<Part>> {
    let table: Table = toml::from_str(text).map_err(|e| Error::new(format!("disputes.toml: {e}")))?;
    Ok(table.dispute.into_iter().flat_map(|row| row.part).collect())
}

/// The cutters of dispute-shapes.geojson by id, in degrees.
pub fn shapes(text: &str) -> Result<BTreeMap<String, MultiPolygon<f64>>> {
    let fail = |what: String| Error::new(format!("dispute-shapes.geojson: {what}"));
    let collection: geojson::FeatureCollection = text.parse().map_err(|e| fail(format!("{e}")))?;
    let mut shapes = BTreeMap::new();
    for feature in collection.features {
        let id = feature.property("id").and_then(|v| v.as_str()).map(str::to_owned);
        let id = id.ok_or_else(|| fail("a feature without id".into()))?;
        let geometry = feature.geometry.ok_or_else(|| fail(format!("{id} has no geometry")))?;
        let geometry: geo::Geometry<f64> = geometry.try_into().map_err(|e| fail(format!("{id}: {e}")))?;
        let polygons = match geometry {
            geo::Geometry::Polygon(p) => MultiPolygon(vec![p]),
            geo::Geometry::MultiPolygon(m) => m,
            _ => return Err(fail(format!("{id} is no polygon"))),
        };
        shapes.insert(id, polygons);
    }
    Ok(shapes)
}

#[cfg(test)]
mod tests {
    use super::{parts, shapes};

    #[test]
    fn a_part_selects_by_code_or_country() {
        let table = "[[dispute]]\nid='k'\n[[dispute.part]]\nid='k/a'\ndivisions=['IN-JK']\n\
                     [[dispute.part]]\nid='k/b'\ncountries=['CHN']\nshape='b'\n[[dispute.part]]\nid='k/c'\nshape='c'";
        let parts = parts(table).unwrap();
        assert!(parts[0].selects("IND", "IN-JK", "IND-2431") && !parts[0].selects("IND", "IN-LA", "IND-1"));
        assert!(parts[1].selects("CHN", "CN-XJ", "CHN-1") && !parts[1].is_overlay());
        assert!(parts[2].is_overlay());
    }

    #[test]
    fn a_shape_without_an_id_is_refused() {
        let text =
            r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null}]}"#;
        assert!(shapes(text).unwrap_err().to_string().contains("without id"));
    }
}
