//! How much detail the scale of a map can carry.

use crate::geodata::basemap::{Basemap, Level};
use crate::model::plan::{AreaRole, Plan};

/// From this many kilometers for a pixel on, 1:50m has all that shows.
const FROM_50M: f64 = 2.4;
/// And from this many on, 1:110m.
const FROM_110M: f64 = 15.0;
/// First-order divisions of countries in focus are drawn below this, kilometers for a pixel.
const ADMIN1_IN_FOCUS: f64 = 2.6;
/// Those of all countries below this.
const ADMIN1: f64 = 0.7;
/// Triangles of fewer square pixels are left out of lines. The weights of flat corners, which most are, come
/// out up to 1.7 times their area, so this leaves out less than two square pixels.
const TRIANGLE: f64 = 3.0;

/// Whose first-order divisions are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admin1 {
    /// Nobody's.
    None,
    /// Those of countries that the story is about.
    Focus,
    /// All.
    All,
}

/// The detail of a map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detail {
    /// The level of the basemap.
    pub level: Level,
    /// Positions that hold less are left out, square kilometers.
    pub tolerance: f32,
    /// Kilometers for a pixel in the middle of the map.
    pub km_per_px: f64,
    /// Whose divisions are drawn.
    pub admin1: Admin1,
    /// Water features up to this rank are drawn (0 the most important).
    pub water_rank: u8,
}

impl Detail {
    /// The detail for a scale; `level` overrides what follows from it.
    #[must_use]
    pub fn choose(plan: &Plan, basemap: &Basemap, km_per_px: f64, level: Option<Level>) -> Self {
        let by_scale = if km_per_px >= FROM_110M {
            Level::L110m
        } else if km_per_px >= FROM_50M {
            Level::L50m
        } else {
            Level::L10m
        };
        let level = level.unwrap_or_else(|| by_scale.min(finest_needed(plan, basemap)));
        let admin1 = if !plan.furniture.admin1 || level == Level::L110m || km_per_px >= ADMIN1_IN_FOCUS {
            Admin1::None
        } else if km_per_px >= ADMIN1 {
            Admin1::Focus
        } else {
            Admin1::All
        };
        let tolerance = (km_per_px * km_per_px * TRIANGLE) as f32;
        Self { level, tolerance, km_per_px, admin1, water_rank: water_rank(km_per_px) }
    }
}

/// The coarsest level that shows every country of the plan.
fn finest_needed(plan: &Plan, basemap: &Basemap) -> Level {
    let countries = plan.areas.iter().filter(|area| matches!(area.role, AreaRole::Focus | AreaRole::Party));
    let scales = countries.filter_map(|area| {
        let code = area.geometry.0.strip_prefix("country:")?;
        basemap.country(code).map(|country| country.scale)
    });
    let divisions = plan.areas.iter().any(|area| area.geometry.0.starts_with("admin1:"));
    let limit = if divisions { Level::L50m } else { Level::L110m };
    scales.min().unwrap_or(limit).min(limit)
}

/// The rank of the smallest rivers and lakes that a scale carries.
fn water_rank(km_per_px: f64) -> u8 {
    match km_per_px {
        k if k > 20.0 => 1,
        k if k > 8.0 => 3,
        k if k > 4.0 => 4,
        k if k > 2.0 => 5,
        k if k > 1.0 => 6,
        k if k > 0.5 => 7,
        k if k > 0.2 => 8,
        _ => 10,
    }
}
