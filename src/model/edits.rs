//! What a person decided otherwise than the program: edits that survive reading the article again.

use crate::model::geo::LonLat;
use crate::model::place::PlaceId;

/// What an edit is about. All that is given must hold; at least one is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Target {
    /// The text of the mention; case, accents and a possessive make no difference.
    pub name: Option<String>,
    /// Where it stands, in characters of the article's text, end exclusive.
    pub span: Option<(usize, usize)>,
    /// The place that it was read as.
    pub means: Option<PlaceId>,
}

/// What an edit does.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// It means this place of the gazetteer.
    Pin(PlaceId),
    /// It is no place.
    Drop,
    /// It is a mention of a place that nobody lists: its name and where it lies.
    Add(String, LonLat),
    /// The place is called so.
    Rename(String),
}

/// One edit.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// How messages call it: `[[pin]] 2`, `--place`.
    pub origin: String,
    /// What it is about.
    pub target: Target,
    /// What it does.
    pub change: Change,
}

/// All edits of an article. Later ones win over earlier ones.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edits {
    /// Edits of mentions and their places.
    pub places: Vec<Edit>,
}
