//! Turns text into outlines of its letters.

use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use unicode_segmentation::UnicodeSegmentation;

use crate::model::scene::{Command, Text, TextAnchor};
use crate::theme::fonts::FACES;
use crate::theme::typeset::{Glyph, set_line};

/// Turn and shift of a point: `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Clone, Copy)]
struct Affine {
    sin: f64,
    cos: f64,
    at: [f64; 2],
}

impl Affine {
    fn new(degrees: f64, at: [f64; 2]) -> Self {
        let radians = degrees.to_radians();
        Self { sin: libm::sin(radians), cos: libm::cos(radians), at }
    }

    fn apply(self, x: f64, y: f64) -> [f64; 2] {
        [self.at[0] + self.cos * x - self.sin * y, self.at[1] + self.sin * x + self.cos * y]
    }
}

/// Outlines of a text at its place on the page.
#[must_use]
pub fn outlines(text: &Text) -> Vec<Command> {
    let mut commands = Vec::new();
    if text.letters.is_empty() {
        let line = set_line(&text.content, &text.font);
        let shift = match text.anchor {
            TextAnchor::Start => 0.0,
            TextAnchor::Middle => -line.width / 2.0,
            TextAnchor::End => -line.width,
        };
        let affine = Affine::new(text.rotate, [text.x, text.y]);
        draw(&line.glyphs, shift, text.font.size, affine, &mut commands);
    } else {
        for (letter, [x, y, turn]) in text.content.graphemes(true).zip(&text.letters) {
            let line = set_line(letter, &text.font);
            draw(&line.glyphs, 0.0, text.font.size, Affine::new(*turn, [*x, *y]), &mut commands);
        }
    }
    commands
}

fn draw(glyphs: &[Glyph], shift: f64, size: f64, affine: Affine, commands: &mut Vec<Command>) {
    for glyph in glyphs {
        let Some(face) = FACES.get(glyph.face).and_then(|f| f.loaded()) else { continue };
        let Some(outline) = face.font.outline_glyphs().get(glyph.id.into()) else { continue };
        let scale = size / face.units_per_em;
        let mut pen = Pen { commands, scale, shift: [glyph.x + shift, glyph.y], affine, last: [0.0; 2] };
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        // A glyph that cannot be drawn leaves its space empty.
        let _ = outline.draw(settings, &mut pen);
    }
}

struct Pen<'a> {
    commands: &'a mut Vec<Command>,
    scale: f64,
    shift: [f64; 2],
    affine: Affine,
    last: [f64; 2],
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> [f64; 2] {
        self.affine
            .apply(f64::from(x) * self.scale + self.shift[0], self.shift[1] - f64::from(y) * self.scale)
    }
}

impl OutlinePen for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.last = self.at(x, y);
        self.commands.push(Command::Move(self.last));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.last = self.at(x, y);
        self.commands.push(Command::Line(self.last));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (control, end) = (self.at(cx, cy), self.at(x, y));
        let toward = |from: [f64; 2]| [0, 1].map(|i| from[i] + (control[i] - from[i]) * 2.0 / 3.0);
        self.commands.push(Command::Cubic(toward(self.last), toward(end), end));
        self.last = end;
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let end = self.at(x, y);
        self.commands.push(Command::Cubic(self.at(ax, ay), self.at(bx, by), end));
        self.last = end;
    }

    fn close(&mut self) {
        self.commands.push(Command::Close);
    }
}

#[cfg(test)]
mod tests {
    use super::outlines;
    use crate::model::scene::{Color, Command, Font, Rect, Text, TextAnchor, Weight};
    use crate::theme::typeset::set_line;

    fn text(content: &str, anchor: TextAnchor, rotate: f64) -> Text {
        Text {
            content: content.into(),
            x: 100.0,
            y: 50.0,
            anchor,
            font: Font {
                family: "sans".into(),
                size: 20.0,
                weight: Weight::Bold,
                italic: false,
                spacing: 0.0,
            },
            fill: Color(0),
            halo: None,
            rotate,
            letters: Vec::new(),
            bounds: Rect::default(),
            names: None,
            rtl: false,
        }
    }

    fn span(commands: &[Command], axis: usize) -> (f64, f64) {
        let points = commands.iter().filter_map(|c| match c {
            Command::Move(p) | Command::Line(p) | Command::Cubic(_, _, p) => Some(p[axis]),
            Command::Close => None,
        });
        points.fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)))
    }

    #[test]
    fn outlines_fill_the_measured_width() {
        let middle = text("Hamburg", TextAnchor::Middle, 0.0);
        let width = set_line("Hamburg", &middle.font).width;
        let (left, right) = span(&outlines(&middle), 0);
        assert!((left + right - 200.0).abs() < 2.0 && (right - left - width).abs() < 4.0);
    }

    #[test]
    fn a_turned_text_runs_down_the_page() {
        let (top, bottom) = span(&outlines(&text("Hamburg", TextAnchor::Start, 90.0)), 1);
        assert!(top > 49.0 && bottom > 100.0);
    }
}
