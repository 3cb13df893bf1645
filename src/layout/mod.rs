//! Places everything on the page.

pub mod basemap;
mod basemap_layers;
mod basemap_parts;
mod basemap_view;
pub mod detail;
pub mod frame;
pub mod ground;
pub mod label;
pub mod shapes;
