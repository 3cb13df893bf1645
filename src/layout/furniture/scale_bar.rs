//! A scale bar in kilometers and miles with round numbers.

use crate::layout::text::Pen;
use crate::model::scene::{Command, Node, Path, Stroke, Style, TextAnchor};
use crate::theme::look::Theme;

/// A map whose scale varies by more than this has no scale bar.
pub const MOST_SPREAD: f64 = 0.15;
/// Kilometers in a mile.
const MILE: f64 = 1.609_344;

/// A scale bar: lengths in pixels with their words.
#[derive(Debug, Clone, PartialEq)]
pub struct ScaleBar {
    /// Length of the kilometers.
    pub km: (f64, String),
    /// Length of the miles.
    pub miles: (f64, String),
}

/// The scale bar of a scale, about `room` pixels long; none if the scale is no number.
#[must_use]
pub fn scale_bar(km_per_px: f64, room: f64) -> Option<ScaleBar> {
    if !(km_per_px.is_finite() && km_per_px > 0.0 && room > 0.0) {
        return None;
    }
    let km = round_below(room * km_per_px);
    let miles = round_below(room * km_per_px / MILE);
    Some(ScaleBar {
        km: (km / km_per_px, format!("{} km", plain(km))),
        miles: (miles * MILE / km_per_px, format!("{} mi", plain(miles))),
    })
}

/// The largest of 1, 2 and 5 times a power of ten that is not above a value.
fn round_below(value: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(value)));
    [5.0, 2.0, 1.0].into_iter().map(|step| step * power).find(|v| *v <= value * 1.000_001).unwrap_or(power)
}

fn plain(value: f64) -> String {
    if value >= 1000.0 {
        let thousands = libm::floor(value / 1000.0);
        return format!("{thousands},{:03}", value - thousands * 1000.0);
    }
    format!("{}", libm::round(value * 1000.0) / 1000.0)
}

impl ScaleBar {
    /// Width and height on the page.
    #[must_use]
    pub fn size(&self, theme: &Theme, min_text: f64) -> [f64; 2] {
        let pen = Pen::new(&theme.text("scale"), min_text);
        let wide = |(length, words): &(f64, String)| length + 5.0 + pen.width(words);
        [wide(&self.km).max(wide(&self.miles)), pen.font.size * 2.0 + 9.0]
    }

    /// The bar from its top left corner: kilometers above the line, miles below.
    #[must_use]
    pub fn draw(&self, theme: &Theme, min_text: f64, x: f64, top: f64) -> Vec<Node> {
        let pen = Pen::new(&theme.text("scale"), min_text);
        let size = pen.font.size;
        let y = top + size + 4.0;
        let (km, miles) = (self.km.0, self.miles.0);
        let commands = vec![
            Command::Move([x, y - 5.0]),
            Command::Line([x, y + 5.0]),
            Command::Move([x + km, y - 5.0]),
            Command::Line([x + km, y]),
            Command::Line([x, y]),
            Command::Line([x + miles, y]),
            Command::Line([x + miles, y + 5.0]),
        ];
        let line = |color, width| Style {
            stroke: Some(Stroke { color, width, dash: Vec::new(), round: false }),
            ..Style::default()
        };
        let mut nodes = Vec::new();
        if let Some((halo, width)) = pen.halo {
            nodes.push(Node::Path(Path { commands: commands.clone(), style: line(halo, 1.1 + 2.0 * width) }));
        }
        nodes.push(Node::Path(Path { commands, style: line(pen.color, 1.1) }));
        nodes.push(pen.node(&self.km.1, x + km + 5.0, y - 3.0, TextAnchor::Start));
        nodes.push(pen.node(&self.miles.1, x + miles + 5.0, y + size, TextAnchor::Start));
        nodes
    }
}

#[cfg(test)]
mod tests {
    use super::scale_bar;

    #[test]
    fn lengths_are_round_and_true() {
        let bar = scale_bar(2.0, 120.0).unwrap();
        assert_eq!(bar.km.1, "200 km");
        assert!((bar.km.0 - 100.0).abs() < 1e-9);
        assert_eq!(bar.miles.1, "100 mi");
        assert!((bar.miles.0 - 80.467).abs() < 0.001);
    }

    #[test]
    fn steps_are_1_2_and_5_at_every_scale() {
        for (scale, words) in [(0.0005, "0.05 km"), (0.01, "1 km"), (0.3, "20 km"), (20.0, "2,000 km")] {
            assert_eq!(scale_bar(scale, 110.0).unwrap().km.1, words);
        }
        assert!(scale_bar(f64::NAN, 100.0).is_none() && scale_bar(0.0, 100.0).is_none());
    }
}
