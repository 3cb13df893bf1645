//! Chooses what the map shows: extent, projection, areas, labels, marks.

pub mod marks;
pub mod options;
pub mod scope;
pub mod story;
