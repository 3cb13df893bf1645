//! Chooses what the map shows: extent, projection, areas, labels, marks.
