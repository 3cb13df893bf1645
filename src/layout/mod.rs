//! Places everything on the page.

pub mod frame;
pub mod label;
