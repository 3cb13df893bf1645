//! Writes mentions and events as GeoJSON, JSONL and CSV.
