//! The drawing: paths, marks and text at fixed page positions, every style settled.

use serde::{Deserialize, Serialize};

use crate::model::geo::LonLat;

/// A color as `0xRRGGBB`, in data files and JSON as `"#rrggbb"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Color(pub u32);

impl TryFrom<String> for Color {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii());
        digits
            .and_then(|d| u32::from_str_radix(d, 16).ok())
            .map(Self)
            .ok_or_else(|| format!("`{text}` is not a color; colors look like #1a2b3c"))
    }
}

impl From<Color> for String {
    fn from(color: Color) -> Self {
        format!("#{:06x}", color.0 & 0x00ff_ffff)
    }
}

/// A box on the page, pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A finished drawing. Coordinates are pixels from the top left corner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scene {
    /// Prefix of all ids that are referenced.
    pub id: String,
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
    /// Language of the text.
    pub lang: String,
    /// Title for people who do not see the map.
    pub title: String,
    /// Description for people who do not see the map.
    pub description: String,
    /// Color of the page.
    pub background: Color,
    /// For a press: formats that can say so give colors as four inks.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub four_inks: bool,
    /// Hatches that paints refer to by index.
    pub hatches: Vec<Hatch>,
    /// Clips that groups refer to by index.
    pub clips: Vec<Rect>,
    /// Layers, in order of drawing.
    pub layers: Vec<Group>,
    /// The map itself: where it lies on the page.
    pub map: Rect,
}

/// Parallel strokes over a ground.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hatch {
    /// Readable name, unique in the scene.
    pub name: String,
    /// Color of the strokes.
    pub color: Color,
    /// Color below, if any.
    pub ground: Option<Color>,
    /// Direction of the strokes, degrees clockwise from the x axis.
    pub angle: f64,
    /// Distance of the strokes, pixels.
    pub spacing: f64,
    /// Width of the strokes, pixels.
    pub width: f64,
    /// Opacity, 0 to 1.
    pub opacity: f64,
}

/// How an area is filled.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Paint {
    /// One color.
    Color(Color),
    /// A hatch of the scene, by index.
    Hatch(usize),
}

/// A stroke.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stroke {
    /// Color.
    pub color: Color,
    /// Width, pixels.
    pub width: f64,
    /// Dash and gap lengths, pixels; empty for a solid line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dash: Vec<f64>,
    /// Round caps and joins (dots are dashes of length 0 with round caps).
    #[serde(default)]
    pub round: bool,
}

/// Fill, stroke and opacity.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Style {
    /// Fill; none leaves the inside open.
    pub fill: Option<Paint>,
    /// Stroke; none draws no line.
    pub stroke: Option<Stroke>,
    /// Opacity of the whole, 0 to 1; none is 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opacity: Option<f64>,
}

/// A named group: a layer or a mark.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Group {
    /// Fixed, readable name ("borders", "event-1"); layers become ids in files.
    pub name: String,
    /// Clip of the scene, by index.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clip: Option<usize>,
    /// What it stands for, for marks and labels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
    /// Children in order of drawing.
    pub nodes: Vec<Node>,
}

/// Where a mark or label comes from: enough for a tooltip or an editor.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Provenance {
    /// Id of event or place.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Position on the globe.
    pub point: LonLat,
    /// Date as it reads, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// Sentences of the publisher, as far as evidence is shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// Probability that it is right, 0 to 1.
    pub confidence: f32,
}

/// Something drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Node {
    /// Lines and rings of many points.
    Lines(Lines),
    /// A free path.
    Path(Path),
    /// A circle.
    Circle(Circle),
    /// A rectangle.
    Rect(Rectangle),
    /// Text.
    Text(Text),
    /// A group.
    Group(Group),
}

/// Polylines on a grid of tenths of a pixel: coasts, borders, fills.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Lines {
    /// The lines.
    pub lines: Vec<Polyline>,
    /// How they are drawn; fills use the even-odd rule.
    pub style: Style,
    /// Name of what is drawn, for tooltips and editors; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}

/// One line or ring.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Polyline {
    /// Points in tenths of a pixel.
    pub points: Vec<[i32; 2]>,
    /// Whether the last point joins the first.
    pub closed: bool,
}

/// A free path, for symbols, arrows and leader lines.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Path {
    /// Its commands.
    pub commands: Vec<Command>,
    /// How it is drawn.
    pub style: Style,
}

/// A command of a path; positions in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// Start a subpath.
    Move([f64; 2]),
    /// Straight line.
    Line([f64; 2]),
    /// Cubic curve: two controls and the end.
    Cubic([f64; 2], [f64; 2], [f64; 2]),
    /// Close the subpath.
    Close,
}

/// A circle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Circle {
    /// Center x.
    pub x: f64,
    /// Center y.
    pub y: f64,
    /// Radius.
    pub r: f64,
    /// How it is drawn.
    pub style: Style,
}

/// A rectangle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rectangle {
    /// Position and size.
    pub rect: Rect,
    /// Radius of the corners.
    #[serde(default)]
    pub radius: f64,
    /// How it is drawn.
    pub style: Style,
}

/// Weight of a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 600.
    SemiBold,
    /// 700.
    Bold,
}

/// Font of a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Font {
    /// Key of a bundled family (`sans`).
    pub family: String,
    /// Size in pixels.
    pub size: f64,
    /// Weight.
    #[serde(default)]
    pub weight: Weight,
    /// Italic.
    #[serde(default)]
    pub italic: bool,
    /// Added between letters, pixels.
    #[serde(default)]
    pub spacing: f64,
}

/// Which point of a line of text stands at its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextAnchor {
    /// The left end.
    #[default]
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// A line of text, or letters along a curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Text {
    /// The text: one line.
    pub content: String,
    /// x of the anchor.
    pub x: f64,
    /// y of the baseline.
    pub y: f64,
    /// Which point stands at `x`.
    #[serde(default)]
    pub anchor: TextAnchor,
    /// Font.
    pub font: Font,
    /// Color.
    pub fill: Color,
    /// Halo: color and width beyond the letters, pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub halo: Option<(Color, f64)>,
    /// Turned about the anchor, degrees clockwise.
    #[serde(default)]
    pub rotate: f64,
    /// For letters along a curve: x, y of the baseline and turn in degrees of each grapheme.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub letters: Vec<[f64; 3]>,
    /// Measured box around the letters, without the halo.
    pub bounds: Rect,
    /// The point of the map that it names, where it names one: its dot, or where its leader starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names: Option<[f64; 2]>,
    /// Written from right to left.
    #[serde(default)]
    pub rtl: bool,
}
