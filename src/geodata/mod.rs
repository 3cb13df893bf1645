//! Opens the bundled geodata in place.

pub mod attribution;
pub mod basemap;
pub mod basemap_format;
pub mod border;
pub mod codes;
pub mod disputes;
pub mod features;
pub mod fold;
pub mod gazetteer;
pub mod gazetteer_bytes;
pub mod gazetteer_format;
pub mod gazetteer_ground;
pub mod gazetteer_records;
pub mod gazetteer_search;
pub mod gazetteer_user;
pub mod gazetteer_walk;
pub mod holders;
pub mod layer_user;
pub mod lines;
pub mod section;
pub mod shapes;
pub mod stitch;
pub mod territories;
pub mod worldview;
