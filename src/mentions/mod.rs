//! Recognizes the places that an article names and resolves each to one place.

pub mod candidates;
pub mod classes;
pub mod context;
pub mod features;
pub mod memory;
pub mod names;
pub mod recognize;
pub mod runs;
pub mod tagger;
pub mod tokens;
