//! Derives the compact form of the basemap from the readable bundle.

pub mod components;
pub mod crossings;
pub mod encode;
pub mod features;
#[path = "../../../../src/geodata/basemap_format.rs"]
pub mod format;
pub mod hilbert;
pub mod land;
pub mod levels;
pub mod simplify;
pub mod sources;
pub mod topology;
pub mod writer;

use std::path::Path;

use crate::error::{Error, Result, write};

/// The name of the compact file.
pub const FILE: &str = "basemap.bin";

/// The files and folders of `geodata` that the basemap is derived from.
pub const INPUTS: &[&str] = &[
    "boundaries.geojson",
    "countries.csv",
    "dispute-shapes.geojson",
    "disputes.toml",
    "divisions",
    "islands.geojson",
    "lakes.geojson",
    "layers.toml",
    "lines.toml",
    "regions.geojson",
    "rivers.geojson",
    "seas.geojson",
    "worldviews.toml",
];

/// Derives the basemap of `geodata` into `out`. Without divisions (a checkout without its large files) the compact
/// form is empty, so that the program still compiles.
pub fn derive_file(geodata: &Path, out: &Path) -> Result<()> {
    let bytes = if geodata.join("divisions").exists() {
        derive(geodata)?
    } else {
        writer::Writer::default().finish()
    };
    write(&out.join(FILE), &bytes)
}

/// The bytes of the compact basemap.
pub fn derive(geodata: &Path) -> Result<Vec<u8>> {
    let land = land::read_land(geodata)?;
    let arcs = all_arcs(&land)?;
    let mut writer = writer::Writer::default();
    encode::tables(&mut writer, &land);
    for (number, arcs) in levels::levels(&land, &arcs).iter().enumerate() {
        encode::level(&mut writer, &land, number, arcs);
    }
    let features = features::read_features(geodata)?;
    encode::features(&mut writer, &features);
    Ok(writer.finish())
}

/// The arcs of all divisions at 1:10m.
pub fn all_arcs(land: &land::Land) -> Result<Vec<topology::Arc>> {
    let sources = sources::Sources::new(land);
    let areas =
        (0..).zip(&land.divisions).flat_map(|(i, d)| d.polygons.iter().map(move |polygon| (i, polygon)));
    topology::arcs(areas, |a, b, left, right| sources.on(a, b, left, right)).map_err(|overlap| {
        let (a, b) = (overlap.0.degrees(), overlap.1.degrees());
        Error::new(format!("divisions overlap at the edge from {a:?} to {b:?}"))
    })
}
