//! The end of the chain: points on the output grid, in one flat buffer.

use core::ops::Range;

use crate::geometry::sink::Sink;

/// Units of the output in a pixel.
pub const TENTHS: f64 = 10.0;
/// Units that lie between two points of the grid: two make paths a tenth shorter than one, and a fifth of a pixel
/// does not show.
const STEP: i32 = 2;

/// The nearest point of the grid, in tenths of a pixel.
#[must_use]
pub fn snap(pixels: f64) -> i32 {
    let steps = pixels * (TENTHS / STEP as f64);
    // Rounds half away from zero; the cast stops at the limits of the type.
    ((steps + 0.5_f64.copysign(steps)) as i32).saturating_mul(STEP)
}

/// Lines on the grid, one after the other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Snap {
    points: Vec<[i32; 2]>,
    drawn: Vec<bool>,
    first: usize,
}

impl Snap {
    /// Empties the buffer but keeps its memory.
    pub fn clear(&mut self) {
        self.points.clear();
        self.drawn.clear();
        self.first = 0;
    }

    /// The points of the line that was poured last.
    #[must_use]
    pub const fn last_line(&self) -> Range<usize> {
        self.first..self.points.len()
    }

    /// Points, in tenths of a pixel.
    #[must_use]
    pub fn points(&self, range: Range<usize>) -> &[[i32; 2]] {
        self.points.get(range).unwrap_or(&[])
    }

    /// For each point whether the step that leads to it is drawn.
    #[must_use]
    pub fn drawn(&self, range: Range<usize>) -> &[bool] {
        self.drawn.get(range).unwrap_or(&[])
    }
}

impl Sink for Snap {
    fn start(&mut self) {
        self.first = self.points.len();
    }

    fn point(&mut self, point: [f64; 2], drawn: bool) {
        let on_grid = point.map(snap);
        if self.points.len() > self.first && self.points.last() == Some(&on_grid) {
            return;
        }
        self.points.push(on_grid);
        self.drawn.push(drawn);
    }
    fn end(&mut self) {}
}
