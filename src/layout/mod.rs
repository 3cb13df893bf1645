//! Places everything on the page.

pub mod basemap;
mod basemap_layers;
mod basemap_parts;
mod basemap_view;
mod basemap_water;
pub mod detail;
pub mod frame;
pub mod ground;
pub mod label;
pub mod locator;
pub mod shapes;
