//! Places everything on the page.

pub mod frame;
