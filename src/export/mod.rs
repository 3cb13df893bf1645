//! Writes mentions and events as GeoJSON, JSONL and CSV.

pub mod cells;
pub mod mentions;
pub mod places;
