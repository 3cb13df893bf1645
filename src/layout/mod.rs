//! Places everything on the page.

pub mod arrow;
pub mod badge;
pub mod basemap;
mod basemap_layers;
mod basemap_parts;
mod basemap_view;
mod basemap_water;
pub mod compose;
pub mod corners;
pub mod detail;
pub mod frame;
pub mod furniture;
pub mod globe;
pub mod ground;
pub mod label;
pub mod legend;
pub mod list;
pub mod marks;
pub mod names;
pub mod own_layers;
pub mod page;
pub mod repeats;
pub mod shapes;
pub mod symbols;
pub mod text;
