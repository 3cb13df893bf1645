//! The nouns: plain data that the stages hand on. Each file uses only those before it.

pub mod article;
pub mod edits;
pub mod event;
pub mod geo;
pub mod mention;
pub mod place;
pub mod plan;
pub mod scene;
