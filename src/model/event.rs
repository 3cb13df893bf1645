//! An event of the story: what, where, when, who, how many, and the words that say so.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::article::Span;
use crate::model::place::Place;

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// To the day.
    Day,
    /// To a span of days (a week, "several days").
    Week,
    /// To the month.
    Month,
    /// To a season or quarter.
    Season,
    /// To the year.
    Year,
    /// To a decade or longer.
    Decade,
}

/// How a date bounds the event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateRelation {
    /// At that date.
    #[default]
    On,
    /// Before it ("an attack that led to the war of May 2025").
    Before,
    /// After it.
    After,
    /// From that date on.
    From,
    /// Until that date.
    Until,
}

/// A date as the article gives it: month and day may stand without a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventDate {
    /// First day it may mean; none if the year is not known.
    pub start: Option<Date>,
    /// Last day it may mean; none if the year is not known.
    pub end: Option<Date>,
    /// Month (1 to 12) as stated, where the year is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<i8>,
    /// Day of the month as stated, where the year is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<i8>,
    /// How exact it is.
    pub precision: Precision,
    /// How it bounds the event.
    #[serde(default)]
    pub relation: DateRelation,
    /// Whether year or day were worked out from the document date or another date.
    #[serde(default)]
    pub inferred: bool,
    /// The words of the date; none if it comes from the document date alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
}

impl EventDate {
    /// Whether the article has words for it, if only in another sentence. Undated news is of the days before the document;
    /// that window bounds the event in data and is never shown as its date.
    #[must_use]
    pub const fn is_stated(&self) -> bool {
        !(self.inferred
            && self.span.is_none()
            && matches!(self.precision, Precision::Week | Precision::Month))
    }
}

/// How the event happened at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceRole {
    /// At or in the place.
    At,
    /// Near it.
    Near,
    /// Somewhere within an area that is larger than the event.
    Within,
    /// Along a line.
    Along,
    /// Start of a movement.
    From,
    /// End of a movement.
    To,
}

/// A place of an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EventPlace {
    /// The place.
    pub place: Place,
    /// How the event relates to it.
    pub role: PlaceRole,
    /// The mention it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Probability that the event was there, 0 to 1.
    pub confidence: f32,
    /// How far from the point it may have been, kilometers, where the article says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_km: Option<f64>,
}

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FigureKind {
    /// People killed.
    Dead,
    /// People injured.
    Injured,
    /// People missing.
    Missing,
    /// People displaced, deported, returned or evacuated.
    Displaced,
    /// People arrested or abducted.
    Arrested,
    /// Magnitude of an earthquake.
    Magnitude,
    /// People taking part or affected.
    Affected,
    /// Money, with its unit.
    Money,
    /// Any other count, with its unit.
    Other,
}

/// A number that the article gives, with who claims it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What it counts.
    pub kind: FigureKind,
    /// The value, the lower one of a range.
    pub value: f64,
    /// "more than", "at least", "about", "up to", or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub qualifier: String,
    /// What is counted, as the article says ("militants", "soldiers").
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Who says so, as the article names them; empty if the article says it itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub claimant: String,
    /// Where it stands.
    pub span: Span,
}

/// Whether the event took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It happened.
    Happened,
    /// It goes on.
    Ongoing,
    /// It is planned or announced.
    Planned,
    /// Somebody denies it, or it did not happen.
    Denied,
    /// It might happen, or is feared or demanded.
    Hypothetical,
    /// It belongs to the history that the story tells.
    Historical,
}

/// A party to the event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Its name as the article gives it.
    pub name: String,
    /// What it did.
    pub role: PartyRole,
}

/// What a party did in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartyRole {
    /// Did it.
    Actor,
    /// Had it done to them.
    Target,
    /// Mediated or hosted.
    Mediator,
}

/// An event with all that the article says of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Identifier within the article, `e1`, `e2`, ... in order of the text.
    pub id: String,
    /// Key of its kind in the table of event kinds, such as `airstrike`.
    pub kind: String,
    /// One line composed of parts, without date ("Airstrikes on Kabul").
    pub label: String,
    /// Its places; empty means "place not given".
    pub places: Vec<EventPlace>,
    /// When it happened, if the article says so.
    pub date: Option<EventDate>,
    /// Whether it took place.
    pub status: Status,
    /// Part of the news, as against its background.
    pub news: bool,
    /// 0 to 1, for order and emphasis.
    pub importance: f32,
    /// Who took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// Numbers with their claimants.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<Figure>,
    /// Sentences that speak of it, the best first.
    pub evidence: Vec<Span>,
    /// The words that gave it away.
    pub trigger: Span,
    /// Probability that it is a right reading, 0 to 1.
    pub confidence: f32,
}
