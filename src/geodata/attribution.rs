//! Whom to credit for the bundled data, and whether it is intact.

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::geodata::basemap::{Basemap, Level};
use crate::geodata::gazetteer::Gazetteer;

/// Sources with their licences, a line each; the last line says what a published map must carry.
pub const TEXT: &str = "\
Borders, coasts, lakes, rivers, divisions: Natural Earth (public domain)
Settlements, divisions, names, populations: GeoNames, https://www.geonames.org (CC BY 4.0)
Names of countries and divisions in other languages: Unicode CLDR (Unicode License V3), Natural Earth
Demonyms and aliases of countries: CIA World Factbook (public domain)
Airports: airportsdata (MIT)
Disputes, named lines, regions, seas, sites: Dateline's own tables (MIT OR Apache-2.0)
Fonts: Noto (SIL Open Font License 1.1)
A published map must credit GeoNames; the credit line that Dateline draws does so.
";

/// Reads every record of the bundle once.
///
/// # Errors
/// If a record is out of range, naming it.
pub fn verify() -> Result<String> {
    let gazetteer = Gazetteer::bundled()?;
    for place in gazetteer.places() {
        let (id, point) = (gazetteer.id(place), gazetteer.point(place));
        let on_globe = point.lon.abs() <= 180.0 && point.lat.abs() <= 90.0;
        if id.is_empty() || gazetteer.name(place).is_empty() || !on_globe {
            return Err(damaged(&format!("place {} ('{id}')", place.0)));
        }
        if gazetteer.by_id(id) != Some(place) {
            return Err(damaged(&format!("the index of ids at '{id}'")));
        }
    }
    let map = Basemap::open();
    let mut arcs = 0_usize;
    for level in [Level::L10m, Level::L50m, Level::L110m] {
        let land = map.land(level);
        let mut points = Vec::new();
        for number in 0..u32::try_from(land.arcs.len()).unwrap_or(u32::MAX) {
            points.clear();
            land.arcs.read(number, 0.0, &mut points);
            let fine =
                points.len() > 1 && points.iter().all(|p| p[0].abs() <= 180.001 && p[1].abs() <= 90.001);
            if !fine {
                return Err(damaged(&format!("arc {number} at {level:?}")));
            }
        }
        arcs += land.arcs.len();
    }
    Ok(format!("intact: {} places, {} divisions, {arcs} arcs\n", gazetteer.len(), map.division_count()))
}

fn damaged(what: &str) -> Error {
    Error::new(ErrorKind::Geodata, format!("the bundled data is damaged: {what}"))
        .with_hint("build the program again")
}

#[cfg(test)]
mod tests {
    use super::verify;

    #[test]
    fn the_bundle_is_intact() {
        assert!(verify().is_ok_and(|text| text.starts_with("intact: ")));
    }
}
