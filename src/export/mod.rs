//! Writes mentions, places and events as GeoJSON, JSONL and CSV.

pub mod cells;
pub mod events;
pub mod mentions;
pub mod places;
