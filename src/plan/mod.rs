//! Chooses what the map shows: extent, projection, areas, labels, marks.

pub mod areas;
pub mod build;
pub mod disputed;
pub mod edits;
pub mod entries;
pub mod frame;
pub mod ground;
pub mod labels;
pub mod marks;
pub mod options;
pub mod own_layers;
pub mod reach;
pub mod scope;
pub mod spelling;
pub mod story;
pub mod tight;
pub mod words;
