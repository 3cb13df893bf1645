//! The one trait that every link of the chain answers to.

/// Takes the points of a line or ring, one after the other.
pub trait Sink {
    /// A new line begins.
    fn start(&mut self);
    /// The next point. `drawn` tells whether the step that leads here belongs to the source; it
    /// is false for the first point and along the edges of clips.
    fn point(&mut self, point: [f64; 2], drawn: bool);
    /// The line is complete.
    fn end(&mut self);
}

impl<S: Sink> Sink for &mut S {
    fn start(&mut self) {
        (**self).start();
    }

    fn point(&mut self, point: [f64; 2], drawn: bool) {
        (**self).point(point, drawn);
    }

    fn end(&mut self) {
        (**self).end();
    }
}

/// Keeps everything, for tests and for outlines.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Collect {
    /// The lines, point by point with their `drawn` marks.
    pub lines: Vec<Vec<([f64; 2], bool)>>,
}

impl Sink for Collect {
    fn start(&mut self) {
        self.lines.push(Vec::new());
    }

    fn point(&mut self, point: [f64; 2], drawn: bool) {
        if let Some(line) = self.lines.last_mut() {
            line.push((point, drawn));
        }
    }

    fn end(&mut self) {}
}
