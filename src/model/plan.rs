//! The plan of a map: everything that was decided before anything is drawn, editable as JSON.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::geo::{Bounds, LonLat};
use crate::model::place::{GeometryRef, PlaceId, PlaceKind};

/// Version of the plan format that this program writes.
pub const PLAN_VERSION: u32 = 1;

/// A map, decided but not drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Version of the format.
    pub version: u32,
    /// Name of the map, used as a prefix of ids: lower case letters, digits and hyphens.
    pub id: String,
    /// Title; may be empty.
    pub title: String,
    /// Line below the title; may be empty.
    #[serde(default)]
    pub subtitle: String,
    /// Source and credit line.
    pub credit: String,
    /// Note on borders and disputes; empty if none are shown.
    #[serde(default)]
    pub disclaimer: String,
    /// What the map shows, in sentences, for people who do not see it.
    pub description: String,
    /// Language of labels, ISO 639-1.
    pub lang: String,
    /// Worldview code, such as `neutral`.
    pub worldview: String,
    /// Name of a theme or path of a theme file.
    pub theme: String,
    /// Values of the theme that this map changes, by their path: `ground.sea`, `lines.border.width`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub style: BTreeMap<String, serde_json::Value>,
    /// The page.
    pub page: Page,
    /// The part of the globe and how it is flattened.
    pub frame: Frame,
    /// Areas drawn apart from the rest, in order of drawing.
    pub areas: Vec<Area>,
    /// Named lines to draw and name.
    pub lines: Vec<NamedLine>,
    /// Names to place, most important first.
    pub labels: Vec<Label>,
    /// Event marks.
    pub marks: Vec<Mark>,
    /// The list beside or below the map, in order.
    pub entries: Vec<Entry>,
    /// What else to draw.
    pub furniture: Furniture,
    /// Places that matter but lie outside of the frame.
    #[serde(default)]
    pub outside: Vec<Outside>,
    /// Layers of a person's own, drawn over the ground in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub layers: Vec<OwnLayer>,
}

impl Plan {
    /// A plan in English, in the default theme and worldview, that shows nothing yet but the ground.
    #[must_use]
    pub fn bare(id: &str, page: Page, bounds: Bounds) -> Self {
        Self {
            version: PLAN_VERSION,
            id: id.to_owned(),
            title: String::new(),
            subtitle: String::new(),
            credit: String::new(),
            disclaimer: String::new(),
            description: String::new(),
            lang: "en".to_owned(),
            worldview: "neutral".to_owned(),
            theme: "news".to_owned(),
            style: BTreeMap::new(),
            page,
            frame: Frame { bounds, projection: None, hold: Vec::new() },
            areas: Vec::new(),
            lines: Vec::new(),
            labels: Vec::new(),
            marks: Vec::new(),
            entries: Vec::new(),
            furniture: Furniture::default(),
            outside: Vec::new(),
            layers: Vec::new(),
        }
    }
}

/// A layer of a person's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnLayer {
    /// Its name, for the legend.
    pub name: String,
    /// What it shows.
    pub features: Vec<OwnFeature>,
}

/// A feature of a person's own layer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnFeature {
    /// Its name; points and areas bear it on the map. May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Its shape.
    #[serde(flatten)]
    pub shape: OwnShape,
}

/// The shape of a feature: longitude and latitude in degrees.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "type")]
pub enum OwnShape {
    /// Positions.
    Points {
        /// The positions.
        at: Vec<[f64; 2]>,
    },
    /// Lines.
    Lines {
        /// Their positions in order.
        paths: Vec<Vec<[f64; 2]>>,
    },
    /// Areas.
    Areas {
        /// Closed rings: outer ones counter-clockwise, holes clockwise.
        rings: Vec<Vec<[f64; 2]>>,
    },
}

impl OwnShape {
    /// All positions, degrees.
    pub fn positions(&self) -> impl Iterator<Item = &[f64; 2]> {
        let (points, lines) = match self {
            Self::Points { at } => (at.as_slice(), [].as_slice()),
            Self::Lines { paths: lines } | Self::Areas { rings: lines } => ([].as_slice(), lines.as_slice()),
        };
        points.iter().chain(lines.iter().flatten())
    }
}

/// Page size in CSS pixels (1/96 inch).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels; none lets the layout choose.
    pub height: Option<f64>,
    /// Smallest size of any text, pixels.
    pub min_text: f64,
    /// Set for print: sizes in points, no screen tricks.
    #[serde(default)]
    pub print: bool,
}

/// Which part of the globe is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// What must be visible, degrees.
    pub bounds: Bounds,
    /// Projection with its parameters; none lets the layout fit one to `bounds` and the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub projection: Option<Projection>,
    /// Positions that the map is fitted to instead of the whole box, whose corners may lie far off; empty for the box.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hold: Vec<LonLat>,
}

/// A map projection and its parameters, degrees.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Projection {
    /// Key in the table of projections, such as `conic-conformal`.
    pub name: String,
    /// Center: the longitude and latitude turned to the middle.
    pub center: LonLat,
    /// Standard parallels, for conics and cylindrics.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parallels: Vec<f64>,
}

/// What an area is on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AreaRole {
    /// A country (or division) that the story is about: tinted.
    Focus,
    /// A country that takes part at the edge: tinted more weakly.
    Party,
    /// An area where an event happened or that the story names.
    Highlight,
    /// A disputed area: hatched.
    Dispute,
}

/// An area drawn apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Its geometry.
    pub geometry: GeometryRef,
    /// Its name, for legend and tooltips.
    pub name: String,
    /// What it is on this map.
    pub role: AreaRole,
    /// Index into the theme's tints, so that neighbors differ.
    #[serde(default)]
    pub tint: u8,
}

/// A named boundary or other line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NamedLine {
    /// Its geometry.
    pub geometry: GeometryRef,
    /// Its name; empty draws the line without one.
    pub name: String,
    /// A short note for legend and tooltip ("not recognized by Afghanistan").
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Drawn heavier because the story is about it.
    #[serde(default)]
    pub emphasis: bool,
}

/// How a name is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LabelStyle {
    /// A country in focus.
    CountryFocus,
    /// Another country.
    Country,
    /// First-order division.
    Admin1,
    /// A capital: dot with a ring.
    Capital,
    /// Another settlement.
    City,
    /// A disputed area.
    Dispute,
    /// Physical region, range, desert.
    Region,
    /// Ocean, sea, gulf, strait.
    Sea,
    /// River.
    River,
    /// Lake.
    Lake,
    /// Peak.
    Peak,
    /// Site or airport.
    Site,
    /// Boundary or other line.
    Line,
}

/// A name to place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Label {
    /// The text.
    pub text: String,
    /// The place, if it is one of the gazetteer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// What the place is.
    pub kind: PlaceKind,
    /// How it is set.
    pub style: LabelStyle,
    /// Dot position, or where an area's name may stand.
    pub point: LonLat,
    /// Geometry to place the name in or along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geometry: Option<GeometryRef>,
    /// 0 (droppable) to 1 (must stand).
    pub priority: f32,
    /// Named by the article (as against basemap names).
    #[serde(default)]
    pub mentioned: bool,
    /// Offset in pixels that an edit asks for, from the place found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<[f64; 2]>,
}

/// Where a mark stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "type")]
pub enum Anchor {
    /// At a point.
    Point {
        /// The point.
        at: LonLat,
    },
    /// Somewhere around a point: drawn as a ring.
    Ring {
        /// Center of the ring.
        at: LonLat,
        /// Radius in kilometers.
        radius_km: f64,
    },
    /// Somewhere in an area: the area is tinted, the disc stands inside it.
    Area {
        /// The area.
        geometry: GeometryRef,
        /// Where the disc would stand best.
        at: LonLat,
    },
    /// Along a line: the disc stands on it.
    Line {
        /// The line.
        geometry: GeometryRef,
        /// Where the disc would stand best.
        at: LonLat,
    },
    /// A movement, drawn as an arrow.
    Arrow {
        /// Points in order, at least two.
        path: Vec<LonLat>,
    },
}

impl Anchor {
    /// Its point, or where it would stand best; the end of an arrow.
    #[must_use]
    pub fn point(&self) -> LonLat {
        match self {
            Self::Point { at } | Self::Ring { at, .. } | Self::Area { at, .. } | Self::Line { at, .. } => *at,
            Self::Arrow { path } => path.last().copied().unwrap_or_default(),
        }
    }
}

/// A mark of an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Identifier, the same as the event's (`e1`).
    pub id: String,
    /// Number of its entry in the list.
    pub number: u32,
    /// Key of the event kind.
    pub kind: String,
    /// Name of the place, for tooltips.
    pub place: String,
    /// Where it stands.
    pub anchor: Anchor,
    /// Part of the background: drawn quietly.
    #[serde(default)]
    pub background: bool,
    /// Planned, denied or hypothetical: drawn hollow.
    #[serde(default)]
    pub hollow: bool,
    /// Doubtful reading: drawn with a question mark.
    #[serde(default)]
    pub doubtful: bool,
    /// Probability that it is right, 0 to 1.
    pub confidence: f32,
}

/// An entry of the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number.
    pub number: u32,
    /// Ids of the events it stands for.
    pub events: Vec<String>,
    /// Key of the event kind, for the symbol.
    pub kind: String,
    /// The date as it is to be read ("Oct. 9"); may be empty.
    pub date: String,
    /// First and last day (ISO dates), for the timeline; empty if the year is unknown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<String>,
    /// What happened ("Airstrikes on Kabul").
    pub text: String,
    /// Figures with claimants, one a line ("more than 200 militants killed, says Pakistan").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<String>,
    /// The publisher's sentences, as `--evidence` allows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// Part of the background of the story.
    #[serde(default)]
    pub background: bool,
    /// "planned", "denied", ... or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub status: String,
    /// Whether it has a mark; without one the text says "place not given".
    pub on_map: bool,
    /// Whether its place is given but lies beyond the frame.
    #[serde(default)]
    pub outside: bool,
}

/// Furniture of the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Furniture {
    /// Draw a scale bar if scale is nearly constant over the frame.
    pub scale_bar: bool,
    /// Draw a locator globe or parent region.
    pub locator: bool,
    /// Draw the legend.
    pub legend: bool,
    /// Draw meridians and parallels at small scales.
    pub graticule: bool,
    /// Draw first-order divisions if the scale allows.
    pub admin1: bool,
    /// Draw rivers and lakes.
    pub water: bool,
    /// Draw the dates as a strip.
    pub timeline: bool,
}

impl Default for Furniture {
    fn default() -> Self {
        Self {
            scale_bar: true,
            locator: true,
            legend: true,
            graticule: true,
            admin1: true,
            water: true,
            timeline: false,
        }
    }
}

/// A place of the story that lies outside of the frame.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outside {
    /// Its name.
    pub name: String,
    /// Its position.
    pub point: LonLat,
    /// Why it does not stretch the frame.
    pub reason: String,
}
