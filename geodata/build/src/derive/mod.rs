//! Derives the compact form of the basemap from the readable bundle.

pub mod components;
pub mod crossings;
pub mod simplify;
pub mod topology;
