//! Drops points in the middle of straight walks along the edges of a clip.

use crate::geometry::clip_rect::Limits;
use crate::geometry::sink::Sink;

/// The link. Only points on an edge are ever dropped, and only steps that are not drawn are joined.
#[derive(Debug)]
pub struct Tidy<S> {
    limits: Limits,
    next: S,
    /// The point before the one held back; fed already.
    before: Option<[f64; 2]>,
    held: Option<([f64; 2], bool)>,
}

impl<S: Sink> Tidy<S> {
    /// Tidies along the edges of a rectangle and feeds the next link.
    pub const fn new(limits: Limits, next: S) -> Self {
        Self { limits, next, before: None, held: None }
    }

    fn release(&mut self) {
        if let Some((point, drawn)) = self.held.take() {
            self.next.point(point, drawn);
            self.before = Some(point);
        }
    }

    fn joins(&self, before: [f64; 2], held: [f64; 2], point: [f64; 2]) -> bool {
        let Limits { min, max } = self.limits;
        (0..2).any(|axis| {
            let v = held[axis];
            (v == min[axis] || v == max[axis]) && before[axis] == v && point[axis] == v
        })
    }
}

impl<S: Sink> Sink for Tidy<S> {
    fn start(&mut self) {
        (self.before, self.held) = (None, None);
        self.next.start();
    }

    fn point(&mut self, point: [f64; 2], drawn: bool) {
        if let (Some(before), Some((held, false)), false) = (self.before, self.held, drawn)
            && self.joins(before, held, point)
        {
            self.held = Some((point, false));
            return;
        }
        self.release();
        self.held = Some((point, drawn));
    }

    fn end(&mut self) {
        self.release();
        self.next.end();
    }
}

#[cfg(test)]
mod tests {
    use super::Tidy;
    use crate::geometry::clip_rect::Limits;
    use crate::geometry::sink::{Collect, Sink};

    #[test]
    fn only_walks_along_an_edge_are_joined() {
        let mut collect = Collect::default();
        let mut link = Tidy::new(Limits { min: [0.0, 0.0], max: [9.0, 9.0] }, &mut collect);
        link.start();
        for p in [[0.0, 1.0], [0.0, 5.0], [0.0, 3.0], [4.0, 4.0], [5.0, 5.0], [6.0, 6.0]] {
            link.point(p, false);
        }
        link.end();
        let got: Vec<_> = collect.lines[0].iter().map(|(p, _)| *p).collect();
        assert_eq!(got, [[0.0, 1.0], [0.0, 3.0], [4.0, 4.0], [5.0, 5.0], [6.0, 6.0]]);
    }
}
