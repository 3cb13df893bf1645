//! Pours lakes, rivers and the features that the plan refers to.

use crate::geodata::section::Lines;
use crate::geometry::pen::Pen;
use crate::layout::basemap::Sheet;
use crate::layout::basemap_parts::{Parts, reach};
use crate::layout::shapes::{Shape, Shapes};
use crate::model::scene::Polyline;

/// Adds the water of one turn of the pen.
pub(crate) fn add(sheet: &Sheet<'_>, shapes: &Shapes, turn: f64, pen: &mut Pen<'_>, parts: &mut Parts) {
    let mut reader = Reader {
        lines: sheet.basemap.feature_lines(),
        tolerance: sheet.detail.tolerance,
        buffer: Vec::new(),
    };
    let asked = |reference: &str| shapes.by_ref.keys().any(|one| one.0 == reference);
    if sheet.plan.furniture.water {
        let near = reach(sheet, turn);
        for lake in sheet.basemap.features_in("lake", sheet.detail.level, &near) {
            if lake.rank <= sheet.detail.water_rank || asked(lake.reference) {
                lake.lines.for_each(|line| parts.lakes.extend(reader.ring(line, pen)));
            }
        }
        for river in sheet.basemap.features_in("river", sheet.detail.level, &near) {
            if river.rank < sheet.detail.water_rank || asked(river.reference) {
                river.lines.for_each(|line| reader.line(line, pen, &mut parts.rivers));
            }
        }
    }
    for (reference, shape) in &shapes.by_ref {
        match shape {
            Shape::Rings(rings) => {
                let own = parts.areas.entry(reference.clone()).or_default();
                rings.iter().for_each(|line| own.extend(reader.ring(*line, pen)));
            }
            Shape::Lines(lines) => {
                let own = parts.water_lines.entry(reference.clone()).or_default();
                lines.iter().for_each(|line| reader.line(*line, pen, own));
            }
            _ => {}
        }
    }
}

/// Reads features and pours them.
struct Reader {
    lines: Lines<'static>,
    tolerance: f32,
    buffer: Vec<[f64; 2]>,
}

impl Reader {
    fn ring(&mut self, line: u32, pen: &mut Pen<'_>) -> Option<Polyline> {
        if !pen.in_sight(self.lines.bounds(line)) {
            return None;
        }
        self.read(line);
        pen.ring(&self.buffer)
    }

    fn line(&mut self, line: u32, pen: &mut Pen<'_>, out: &mut Vec<Vec<[i32; 2]>>) {
        if pen.in_sight(self.lines.bounds(line)) {
            // Rivers may be drawn more freely than borders.
            self.buffer.clear();
            self.lines.read(line, self.tolerance * 2.0, &mut self.buffer);
            let range = pen.pour(&self.buffer);
            pen.pieces(range, out);
        }
    }

    fn read(&mut self, line: u32) {
        self.buffer.clear();
        self.lines.read(line, self.tolerance, &mut self.buffer);
    }
}
