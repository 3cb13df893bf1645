//! What a caller may decide about the map of an article.

use crate::model::edits::{Change, Edit, Edits, Target};
use crate::model::place::PlaceId;
use crate::plan::options::PlanOptions;
use crate::render::svg::TextMode;

/// Says what a name means in the whole article, or that it means no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// The name as it stands in the text.
    pub name: String,
    /// Id of the place; none drops the name.
    pub id: Option<String>,
}

impl Pin {
    /// The pin as an edit; `origin` is how messages call it.
    #[must_use]
    pub fn edit(&self, origin: &str) -> Edit {
        let change = self.id.clone().map_or(Change::Drop, |id| Change::Pin(PlaceId(id)));
        let target = Target { name: Some(self.name.clone()), ..Target::default() };
        Edit { origin: origin.to_owned(), target, change }
    }
}

/// Format of a finished map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// SVG.
    Svg,
    /// PNG.
    Png,
    /// PDF, with vectors and text.
    Pdf,
    /// Events as GeoJSON, without a drawing.
    Geojson,
    /// The plan as JSON, without a drawing.
    Json,
    /// An interactive page.
    Html,
}

impl Format {
    /// The ending of its files, without the dot.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Geojson => "geojson",
            Self::Json => "json",
            Self::Html => "html",
        }
    }

    /// Whether its files are text in UTF-8.
    #[must_use]
    pub const fn is_text(self) -> bool {
        !matches!(self, Self::Png | Self::Pdf)
    }
}

/// How an interactive page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PageOptions {
    /// How text on the map is written.
    pub text: TextMode,
    /// Whether the article stands beside the map.
    pub with_article: bool,
    /// Whether sentences of the article may be shown with places.
    pub sentences: bool,
}

/// How a drawing is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Writing {
    /// The format.
    pub format: Format,
    /// How text is written.
    pub text: TextMode,
    /// Pixels of a PNG per pixel of the map, 0.1 to 8.
    pub scale: f32,
}

impl Default for Writing {
    fn default() -> Self {
        Self { format: Format::Svg, text: TextMode::Embedded, scale: 2.0 }
    }
}

/// Everything that a caller may decide about the map of an article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapOptions {
    /// What the map shows and how it looks.
    pub plan: PlanOptions,
    /// What names mean.
    pub edits: Edits,
    /// Text of a file of edits that change the map; see [`Dateline::edit`]. Empty for none.
    pub map_edits: String,
    /// How the drawing is written.
    pub writing: Writing,
}
