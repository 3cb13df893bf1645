//! Map projections on the unit sphere: one file each, one row each in [`table`].

pub mod albers;
pub mod azimuthal;
pub mod azimuthal_equidistant;
pub mod choice;
pub mod conic_conformal;
pub mod equal_earth;
pub mod equirectangular;
pub mod lambert_azimuthal;
pub mod mercator;
pub mod orthographic;
pub mod stereographic;
pub mod table;
pub mod transverse_mercator;
