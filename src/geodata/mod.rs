//! Opens the bundled geodata in place.

pub mod fold;
pub mod gazetteer;
pub mod gazetteer_format;
