//! Colors, sizes and fonts of a map's look, as data.

pub mod color;
pub mod fonts;
pub mod load;
pub mod look;
pub mod memory;
pub mod typeset;
