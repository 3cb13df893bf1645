//! What the pipeline hands back: what was read, and the finished map.

use crate::diagnostic::Warning;
use crate::model::article::Article;
use crate::model::event::Event;
use crate::model::mention::{Focus, Resolution};
use crate::model::plan::Plan;

/// All that was read of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// Its mentions with their places.
    pub resolutions: Vec<Resolution>,
    /// Nouns that stand for a place named before ("the capital"), in order of the text.
    pub references: Vec<Resolution>,
    /// Its places, the ones that the story is about first.
    pub focus: Vec<Focus>,
    /// Its events, in order of the text.
    pub events: Vec<Event>,
    /// What was doubtful.
    pub warnings: Vec<Warning>,
}

/// A finished map and what it was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// The file.
    pub bytes: Vec<u8>,
    /// What was read of the article.
    pub reading: Reading,
    /// What was decided.
    pub plan: Plan,
    /// What was doubtful or left out, over all stages.
    pub warnings: Vec<Warning>,
}
