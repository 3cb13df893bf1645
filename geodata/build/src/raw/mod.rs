//! Readers of the raw formats that the packages carry.

pub mod gpkg;
pub mod shapefile;
