//! Extracts what happened, where and when.

pub mod kinds;
pub mod lexicon;
