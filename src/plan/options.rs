//! What the caller may decide about a map, with the defaults.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::model::geo::Bounds;
use crate::model::plan::{OwnLayer, Page};

/// How much of the publisher's text stands with the events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// None of it (the default of static maps).
    #[default]
    None,
    /// The sentence, cut to about 200 characters.
    Short,
    /// Every sentence that speaks of the event.
    Full,
}

/// What the frame shall show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FocusOn {
    /// A place by name or id.
    Place(String),
    /// A box in degrees.
    Box(Bounds),
}

/// Options of a plan. `Default` gives the map that most articles want.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanOptions {
    /// Prefix of ids; the article's id if empty.
    pub id: String,
    /// Title; composed from the places in focus if none.
    pub title: Option<String>,
    /// Subtitle; the day of the article if none.
    pub subtitle: Option<String>,
    /// Credit put before the sources of the data.
    pub credit: Option<String>,
    /// The page.
    pub page: Page,
    /// Theme name or file.
    pub theme: String,
    /// Values of the theme that this map changes, by their path.
    pub style: BTreeMap<String, serde_json::Value>,
    /// Worldview code.
    pub worldview: String,
    /// Language of labels, ISO 639-1.
    pub lang: String,
    /// What the frame shall show, instead of what the story decides.
    pub focus: Option<FocusOn>,
    /// Name of a projection, instead of the one that fits the frame.
    pub projection: Option<String>,
    /// Sentences beside the events.
    pub evidence: Evidence,
    /// Marks and places below this confidence are left out, 0 to 1.
    pub min_confidence: f32,
    /// Day of the article, for the "as of" line; the article's own if none.
    pub date: Option<Date>,
    /// Layers of the caller's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub layers: Vec<OwnLayer>,
    /// Draw the dates of the news as a strip, where at least three are known.
    pub timeline: bool,
}

impl Default for PlanOptions {
    fn default() -> Self {
        Self {
            id: String::new(),
            title: None,
            subtitle: None,
            credit: None,
            page: COLUMN,
            theme: "news".to_owned(),
            style: BTreeMap::new(),
            worldview: "neutral".to_owned(),
            lang: "en".to_owned(),
            focus: None,
            projection: None,
            evidence: Evidence::None,
            min_confidence: 0.3,
            date: None,
            layers: Vec::new(),
            timeline: false,
        }
    }
}

/// A column of a news page, 600 pixels wide.
pub const COLUMN: Page = Page { width: 600.0, height: None, min_text: 11.0, print: false };
/// A phone, 360 pixels wide.
pub const PHONE: Page = Page { width: 360.0, height: None, min_text: 11.0, print: false };
/// A picture for social media.
pub const SOCIAL: Page = Page { width: 1200.0, height: Some(675.0), min_text: 14.0, print: false };
/// A print column of 120 mm: 7 pt is 9.33 CSS pixels.
pub const PRINT: Page = Page { width: 453.54, height: None, min_text: 9.34, print: true };

/// Smallest and largest side of a page, pixels.
const SIDES: std::ops::RangeInclusive<f64> = 160.0..=8000.0;

/// Reads a size: `column`, `phone`, `social`, `print`, `1200x900`, `800` or `120mmx90mm`.
///
/// # Errors
/// If the text is none of these or a side is outside 160 to 8,000 pixels.
pub fn parse_page(text: &str) -> Result<Page> {
    match text {
        "column" => return Ok(COLUMN),
        "phone" => return Ok(PHONE),
        "social" => return Ok(SOCIAL),
        "print" => return Ok(PRINT),
        _ => {}
    }
    let wrong = |why: &str| {
        Error::new(ErrorKind::Options, format!("size '{text}': {why}"))
            .with_hint("use column, phone, social, print, WIDTHxHEIGHT in pixels (1200x900), or in millimeters (120mmx90mm)")
    };
    let (width, height) = match text.split_once(['x', '×']) {
        Some((w, h)) => (w, Some(h)),
        None => (text, None),
    };
    let mut print = false;
    let mut side = |part: &str| -> Result<f64> {
        let (number, factor) = match part.strip_suffix("mm") {
            Some(number) => {
                print = true;
                (number, 96.0 / 25.4)
            }
            None => (part.strip_suffix("px").unwrap_or(part), 1.0),
        };
        let value: f64 = number.trim().parse().map_err(|_| wrong("not a size"))?;
        let pixels = value * factor;
        if SIDES.contains(&pixels) { Ok(pixels) } else { Err(wrong("each side must be 160 to 8000 pixels")) }
    };
    let width = side(width)?;
    let height = height.map(&mut side).transpose()?;
    let min_text = if print { 9.34 } else { 11.0 };
    Ok(Page { width, height, min_text, print })
}

/// Reads `--focus`: a box `west,south,east,north` in degrees, or the name or id of a place.
///
/// # Errors
/// If four numbers stand there that are no box on the globe.
pub fn parse_focus(text: &str) -> Result<FocusOn> {
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let numbers: Vec<f64> = parts.iter().filter_map(|p| p.parse().ok()).collect();
    if parts.len() != 4 || numbers.len() != 4 {
        return Ok(FocusOn::Place(text.to_owned()));
    }
    let bounds = Bounds { west: numbers[0], south: numbers[1], east: numbers[2], north: numbers[3] };
    let on_globe = bounds.west.abs() <= 180.0
        && bounds.east.abs() <= 180.0
        && bounds.south >= -90.0
        && bounds.north <= 90.0
        && bounds.south < bounds.north
        && bounds.west != bounds.east;
    if on_globe {
        Ok(FocusOn::Box(bounds))
    } else {
        Err(Error::new(ErrorKind::Options, format!("focus '{text}' is no box on the globe"))
            .with_hint("give west,south,east,north in degrees with south below north"))
    }
}

#[cfg(test)]
mod tests {
    use super::{FocusOn, parse_focus, parse_page};

    #[test]
    fn sizes_are_read_and_bounded() {
        assert_eq!(parse_page("1200x900").map(|p| (p.width, p.height)).ok(), Some((1200.0, Some(900.0))));
        assert_eq!(parse_page("phone").map(|p| p.width).ok(), Some(360.0));
        let print = parse_page("120mmx90mm").ok();
        assert!(print.is_some_and(|p| p.print && (p.width - 453.54).abs() < 0.01));
        for bad in ["", "axb", "10x10", "1e9x3", "NaNx400", "-600"] {
            assert!(parse_page(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn focus_is_a_box_or_a_name() {
        assert!(matches!(parse_focus("60, 20, 80, 40"), Ok(FocusOn::Box(b)) if b.east == 80.0));
        assert!(matches!(parse_focus("Paris, Texas"), Ok(FocusOn::Place(_))));
        assert!(parse_focus("60,40,80,20").is_err());
        assert!(matches!(parse_focus("177,-19,-178,-16"), Ok(FocusOn::Box(b)) if b.width() < 6.0));
    }
}
