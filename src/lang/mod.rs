//! What differs by language: segmentation, particles, trigger words, dates.

pub mod segment;
