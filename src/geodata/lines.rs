//! Named lines: which borders, parallels or drawn paths a name such as "Durand Line" stands for.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::geodata::worldview::{Side, Worldview};
use crate::model::geo::{Bounds, LonLat};

const TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/lines.json"));

/// What sort of line it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineKind {
    /// A border of states.
    Border,
    /// A ceasefire or armistice line.
    Ceasefire,
    /// A line of control.
    Control,
    /// A line over sea.
    Maritime,
    /// A border of divisions.
    #[serde(rename = "admin-1")]
    Admin1,
    /// A circle of latitude or a meridian.
    Parallel,
    /// A line of the past.
    Historical,
}

/// A named line and what it consists of.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct NamedLine {
    /// Stable id, such as `durand-line`.
    pub id: String,
    /// English name.
    pub name: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What sort of line it is.
    pub kind: LineKind,
    /// Words printed beside the name, else empty.
    #[serde(default)]
    pub note: String,
    /// The course is not exact, and the map says so.
    #[serde(default)]
    pub approximate: bool,
    /// The document that set it, else empty.
    #[serde(default)]
    pub source: String,
    /// Nobody has compared that document.
    #[serde(default)]
    pub unverified: bool,
    /// How the geometry was made, else empty.
    #[serde(default)]
    pub how: String,
    /// Pairs of sides whose borders make the line.
    #[serde(default)]
    pub between: Vec<[String; 2]>,
    /// What of those borders, as west, south, east, north in degrees.
    #[serde(default)]
    bounds: Option<[f64; 4]>,
    #[serde(default)]
    parallel: Option<Parallel>,
    #[serde(default)]
    paths: Vec<Vec<[f64; 2]>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
struct Parallel {
    lat: f64,
    west: f64,
    east: f64,
}

#[derive(Default, Deserialize)]
struct Table {
    #[serde(default)]
    line: Vec<NamedLine>,
}

/// All named lines, in the order of the table.
#[must_use]
pub fn all() -> &'static [NamedLine] {
    static LINES: OnceLock<Vec<NamedLine>> = OnceLock::new();
    LINES.get_or_init(|| serde_json::from_str::<Table>(TABLE).unwrap_or_default().line)
}

/// A line by its id.
#[must_use]
pub fn get(id: &str) -> Option<&'static NamedLine> {
    all().iter().find(|line| line.id == id)
}

impl NamedLine {
    /// The part of the globe that the line is cut to, if any.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        self.bounds.map(|[west, south, east, north]| Bounds { west, south, east, north })
    }

    /// Whether the border between two pieces of land belongs to the line.
    #[must_use]
    pub fn runs_between(&self, left: Side<'_>, right: Side<'_>) -> bool {
        self.between
            .iter()
            .any(|[a, b]| (is_side(a, left) && is_side(b, right)) || (is_side(a, right) && is_side(b, left)))
    }

    /// The line's own geometry in degrees, where it is no border: drawn paths or a parallel.
    #[must_use]
    pub fn paths(&self) -> Vec<Vec<LonLat>> {
        let mut paths: Vec<Vec<LonLat>> = self.paths.iter().map(|path| positions(path)).collect();
        paths.extend(self.parallel.map(along));
        paths
    }

    /// What stands beside the name: the note, and that the course is approximate.
    #[must_use]
    pub fn remark(&self) -> String {
        match (self.note.is_empty(), self.approximate) {
            (_, false) => self.note.clone(),
            (true, true) => "approximate course".to_owned(),
            (false, true) => format!("{}; approximate course", self.note),
        }
    }
}

/// The two countries (`adm0`) of a reference such as `border:AFG-PAK` or `AFG-PAK`.
#[must_use]
pub fn pair(reference: &str) -> Option<(&str, &str)> {
    let (a, b) = reference.strip_prefix("border:").unwrap_or(reference).split_once('-')?;
    let is_code = |code: &str| code.len() == 3 && code.bytes().all(|b| b.is_ascii_alphanumeric());
    (a != b && is_code(a) && is_code(b)).then_some((a, b))
}

/// The reference of the border of two countries (`adm0`), in whatever order they come.
#[must_use]
pub fn pair_reference(a: &str, b: &str) -> String {
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    format!("border:{first}-{second}")
}

/// Whether the border between two pieces of land is one of the two countries `a` and `b` in a view: between what
/// the view gives to them, and, for land that it gives to nobody, between those in control.
#[must_use]
pub fn is_pair_border(view: &Worldview, a: &str, b: &str, left: Side<'_>, right: Side<'_>) -> bool {
    let country = |side: Side<'_>| view.holder(side.adm0, side.part).unwrap_or(side.adm0).to_owned();
    let (left, right) = (country(left), country(right));
    (left == a && right == b) || (left == b && right == a)
}

/// Whether a piece of land is what a word of the table names.
fn is_side(word: &str, side: Side<'_>) -> bool {
    if let Some(country) = word.strip_prefix('=') {
        return side.part.is_none() && side.adm0 == country;
    }
    let of_dispute = |part: &str| part == word || part.split('/').next() == Some(word);
    side.adm0 == word || side.admin1 == word || side.part.is_some_and(of_dispute)
}

fn positions(path: &[[f64; 2]]) -> Vec<LonLat> {
    path.iter().map(|[lon, lat]| LonLat::new(*lon, *lat)).collect()
}

/// A circle of latitude, with a position every few degrees so that it bends in any projection.
fn along(parallel: Parallel) -> Vec<LonLat> {
    let steps = libm::ceil((parallel.east - parallel.west) / 2.0).max(1.0);
    let width = parallel.east - parallel.west;
    (0..=steps as u32)
        .map(|step| LonLat::new(parallel.west + width * f64::from(step) / steps, parallel.lat))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{all, get, is_pair_border, pair, pair_reference};
    use crate::geodata::worldview::{self, Side};

    fn side<'a>(adm0: &'a str, admin1: &'a str, part: Option<&'a str>) -> Side<'a> {
        Side { adm0, admin1, part }
    }

    #[test]
    fn every_line_has_a_geometry() {
        assert!(all().len() >= 24);
        for line in all() {
            assert!(!line.between.is_empty() || !line.paths().is_empty(), "{}", line.id);
            assert!(line.paths().iter().all(|path| path.len() >= 2), "{}", line.id);
        }
    }

    #[test]
    fn a_line_knows_its_sides() {
        let durand = get("durand-line").unwrap();
        assert!(durand.runs_between(side("PAK", "PK-KP", None), side("AFG", "AF-NAN", None)));
        assert!(!durand.runs_between(side("PAK", "PK-PB", None), side("IND", "IN-PB", None)));
        let radcliffe = get("radcliffe-line").unwrap();
        assert!(!radcliffe.runs_between(
            side("PAK", "PK-PB", None),
            side("IND", "IN-JK", Some("kashmir/jammu-and-kashmir"))
        ));
        assert_eq!(get("korean-demilitarized-zone").unwrap().paths().len(), 2);
    }

    #[test]
    fn a_parallel_keeps_its_latitude() {
        let path = &get("49th-parallel").unwrap().paths()[0];
        assert!(path.len() > 10 && path.iter().all(|p| p.lat == 49.0));
    }

    #[test]
    fn any_two_countries_have_a_border() {
        assert_eq!(pair("border:AFG-PAK"), Some(("AFG", "PAK")));
        assert_eq!(pair("border:AFG"), None);
        assert_eq!(pair_reference("PAK", "AFG"), "border:AFG-PAK");
        let neutral = worldview::get("neutral").unwrap();
        let crimea = side("RUS", "UA-43", Some("crimea/crimea"));
        let kherson = side("UKR", "UA-65", Some("ukraine-oblasts/kherson"));
        assert!(!is_pair_border(neutral, "RUS", "UKR", crimea, kherson));
        assert!(is_pair_border(neutral, "RUS", "UKR", side("RUS", "RU-ROS", None), kherson));
        let ladakh = side("IND", "IN-LA", Some("kashmir/ladakh"));
        assert!(is_pair_border(neutral, "CHN", "IND", ladakh, side("CHN", "CN-XZ", None)));
    }
}
