//! What differs by language: segmentation, particles, trigger words, dates.

pub mod dates;
pub mod en;
pub mod segment;
pub mod tokens;
