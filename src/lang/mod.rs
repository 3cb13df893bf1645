//! What differs by language: segmentation, particles, trigger words, dates.

pub mod dates;
pub mod en;
pub mod lexicon;
pub mod segment;
pub mod sound;
pub mod tokens;
