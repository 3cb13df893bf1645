//! Draws the ground of the map: sea, land, tints, hatches, water and lines, and tells the rest of the
//! layout what is visible where.

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::geodata::basemap::{Basemap, Level};
use crate::geometry::domain::{self, Visible};
use crate::geometry::pen::Pen;
use crate::geometry::projector::Projector;
use crate::layout::basemap_layers;
use crate::layout::basemap_parts::{Parts, collect};
use crate::layout::basemap_view;
use crate::layout::detail::Detail;
use crate::layout::frame::{self, View};
use crate::layout::ground::Holdings;
use crate::layout::shapes::Shapes;
use crate::model::plan::Plan;
use crate::model::scene::{Group, Hatch, Polyline, Rect};
use crate::theme::look::Theme;

/// Lines are kept this far beyond the map's edge, so that their ends do not show, pixels.
pub const MARGIN: f64 = 4.0;

/// The drawn ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Ground {
    /// Layers in order of drawing. They reach a little beyond the map: clip them to it.
    pub layers: Vec<Group>,
    /// Hatches that the layers refer to by index, from 0.
    pub hatches: Vec<Hatch>,
    /// What is visible where.
    pub view: View,
}

/// What all parts of the drawing share.
pub(crate) struct Sheet<'a> {
    pub plan: &'a Plan,
    pub basemap: &'a Basemap,
    pub theme: &'a Theme,
    pub map: Rect,
    pub projector: &'a Projector,
    pub visible: &'a Visible,
    pub holdings: &'static Holdings,
    pub detail: Detail,
}

/// Draws the ground of a plan into a rectangle of the page, at the level of detail that its scale asks for.
pub fn draw(plan: &Plan, basemap: &Basemap, theme: &Theme, map: &Rect) -> Result<Ground> {
    draw_at(plan, basemap, theme, map, None)
}

/// Draws the ground at a given level of detail, or at the one that the scale asks for.
pub fn draw_at(
    plan: &Plan,
    basemap: &Basemap,
    theme: &Theme,
    map: &Rect,
    level: Option<Level>,
) -> Result<Ground> {
    let projector = frame::projector(&plan.frame, map)?;
    let visible = domain::visible(&projector, map);
    let holdings = Holdings::of(&plan.worldview, basemap).ok_or_else(|| {
        Error::new(ErrorKind::Geodata, "the bundle has no worldview, not even the neutral one")
    })?;
    let km_per_px = frame::km_per_px(&projector, map);
    let detail = Detail::choose(plan, basemap, km_per_px, level);
    let sheet =
        Sheet { plan, basemap, theme, map: *map, projector: &projector, visible: &visible, holdings, detail };
    let shapes = Shapes::of(plan, basemap, holdings, sheet.detail.level);
    let mut pen = Pen::new(&projector, &visible, map, MARGIN);
    let globe = visible.edge.then(|| outline(&mut pen)).flatten();
    let parts: Parts = collect(&sheet, &shapes, &mut pen);
    let view = basemap_view::view(&sheet, &parts, globe.as_ref());
    let (layers, hatches) = basemap_layers::layers(&sheet, parts, globe);
    Ok(Ground { layers, hatches, view })
}

/// The edge of the globe on the page.
fn outline(pen: &mut Pen<'_>) -> Option<Polyline> {
    pen.set_turn(0.0);
    pen.edge()
}
