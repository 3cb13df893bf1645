//! Writes Natural Earth's land boundary lines: no geometry to draw, but what class each border has, in each view.

use serde_json::{Map, Value};

use crate::bundle::Folders;
use crate::error::Result;
use crate::geojson_file::{Shape, collection, properties};
use crate::grid::{Line, line};
use crate::raw::gpkg;
use crate::raw::shapefile::Record;

/// The national views of Natural Earth, in its order; each has a column `FCLASS_xx`.
pub const VIEWS: [&str; 31] = [
    "US", "FR", "RU", "ES", "CN", "TW", "IN", "NP", "PK", "DE", "GB", "BR", "IL", "PS", "SA", "EG", "MA",
    "PT", "AR", "JP", "KO", "VN", "TR", "ID", "PL", "GR", "IT", "NL", "SE", "BD", "UA",
];

/// The properties of a feature and its lines.
type Drawn = (Map<String, Value>, Vec<Line>);

/// The lines as GeoJSON: `class`, the two sides, the name, and `views` where a view differs.
pub fn lines(folders: &Folders) -> Result<String> {
    let mut records = folders.natural_earth("cultural/ne_10m_admin_0_boundary_lines_land")?;
    records.sort_by_key(|record| record.number("ne_id").map(|id| id as u64));
    let mut features: Vec<Drawn> = records
        .iter()
        .map(|record| (boundary_properties(record), record.parts.iter().map(|part| line(part)).collect()))
        .collect();
    features.extend(claims(folders)?);
    Ok(collection(features.iter().map(|(properties, lines)| (properties.clone(), Shape::Lines(lines)))))
}

/// Older claim and ceasefire lines, which lie on no polygon edge: kept for the named lines.
fn claims(folders: &Folders) -> Result<Vec<Drawn>> {
    let path = crate::fetch::unpacked(&folders.cache, "qgis-common")
        .join("usr/share/qgis/resources/data/world_map.gpkg");
    let claims = gpkg::read_lines(&path, "disputed_borders")?;
    let feature = |claim: &gpkg::Line| {
        let text = |key: &str| claim.columns.get(key).map_or("", String::as_str);
        let properties = properties(&[
            ("id", format!("claim-{}", text("fid")).into()),
            ("class", "claim".into()),
            ("left", text("adm0_a3_l").into()),
            ("right", text("adm0_a3_r").into()),
            ("name", text("name").into()),
        ]);
        (properties, claim.parts.iter().map(|part| line(part)).collect())
    };
    Ok(claims.iter().map(feature).collect())
}

fn boundary_properties(record: &Record) -> Map<String, Value> {
    let own = class(record.text("FEATURECLA"));
    let views: Map<String, Value> = VIEWS
        .iter()
        .map(|view| (view.to_lowercase(), class(record.text(&format!("FCLASS_{view}")))))
        .filter(|(_, class)| !class.is_empty() && *class != own)
        .map(|(view, class)| (view, class.into()))
        .collect();
    properties(&[
        ("id", record.number("ne_id").map(|id| id as u64).map(|id| id.to_string()).into()),
        ("class", own.into()),
        ("left", record.text("ADM0_A3_L").into()),
        ("right", record.text("ADM0_A3_R").into()),
        ("name", record.text("NAME").into()),
        ("dispute", record.text("BRK_A3").into()),
        ("views", if views.is_empty() { Value::Null } else { Value::Object(views) }),
    ])
}

/// Natural Earth's class in our words.
fn class(featurecla: &str) -> &'static str {
    match featurecla.split(" (").next().unwrap_or_default() {
        "" => "",
        "International boundary" | "Map unit boundary" => "international",
        "Disputed" | "Claim boundary" => "disputed",
        "Indefinite" | "Indeterminant frontier" => "indefinite",
        "Line of control" => "control",
        "Admin-1 boundary" => "admin-1",
        "Lease limit" => "lease",
        "Overlay limit" => "overlay",
        _ => "hidden",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_lose_their_remarks() {
        assert_eq!(class("Line of control (please verify)"), "control");
        assert_eq!(class("International boundary (verify)"), "international");
        assert_eq!(class("Unrecognized"), "hidden");
    }
}
