//! Colors, sizes and fonts of a map's look, as data.
