//! A mention of a place in the text, before and after it is joined to a place.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::model::article::Span;
use crate::model::place::{Place, PlaceId, PlaceKind};

/// How a mention uses its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MentionClass {
    /// The place itself.
    Literal,
    /// People, language or an adjective ("Afghans", "Russian president").
    Demonym,
    /// A government, team or company speaking through its place.
    Metonym,
    /// A place name inside the name of an organization or facility.
    Embedded,
    /// Something else of the same name (a person, a month).
    Homonym,
    /// A noun that stands for a place named before ("the capital").
    Reference,
}

impl MentionClass {
    /// All classes.
    pub const ALL: [Self; 6] =
        [Self::Literal, Self::Demonym, Self::Metonym, Self::Embedded, Self::Homonym, Self::Reference];

    /// Its name, as data and the command line write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Literal => "literal",
            Self::Demonym => "demonym",
            Self::Metonym => "metonym",
            Self::Embedded => "embedded",
            Self::Homonym => "homonym",
            Self::Reference => "reference",
        }
    }
}

/// A stretch of text that names, or seems to name, a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// The text as written.
    pub surface: String,
    /// The name to look up, where it differs from the surface ("North" in "North and South Korea" gives "North Korea").
    pub name: String,
    /// How the name is used.
    pub class: MentionClass,
    /// Probability that this is a mention of its class, 0 to 1.
    pub recognition: f32,
    /// Index of the sentence.
    pub sentence: usize,
    /// Words around it that say what or which ("city of", "northern"), for the resolver.
    #[serde(default, skip_serializing_if = "Context::is_empty")]
    pub context: Context,
}

/// What the words next to a mention say about the place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// Kinds that a feature word beside the name calls for ("the city of", "River").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<PlaceKind>,
    /// Name of a containing place stated after a comma or "in" ("Texas" in "Paris, Texas").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub container: Option<String>,
    /// A qualifier that narrows the place ("northern", "outskirts of"), lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

impl Context {
    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// One clue that spoke for or against a candidate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Clue {
    /// Name of the clue.
    pub name: Cow<'static, str>,
    /// What it added to the score (weight times value).
    pub score: f32,
}

/// A candidate that lost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunnerUp {
    /// Its id.
    pub id: PlaceId,
    /// A name with its parents, for people.
    pub label: String,
    /// Score on the winner's scale.
    pub score: f32,
}

/// A mention joined to a place, or left without one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Resolution {
    /// The mention.
    pub mention: Mention,
    /// The place it names; none if no candidate fits.
    pub place: Option<Place>,
    /// Score of the winner, in log-odds against its rivals.
    pub score: f32,
    /// Calibrated probability that mention and place are right, 0 to 1.
    pub confidence: f32,
    /// Why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clues: Vec<Clue>,
    /// Who lost, best first, at most five.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub runners_up: Vec<RunnerUp>,
}

/// How much a story is about a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Focus {
    /// The place.
    pub place: Place,
    /// 0 (in passing) to 1 (the story's center).
    pub score: f32,
    /// Indexes of its resolutions, in order of the text.
    pub mentions: Vec<usize>,
}
