//! Measures and breaks text, and makes text nodes of it.

use crate::model::scene::{Color, Font, Node, Rect, Text, TextAnchor};
use crate::theme::look::TextLook;
use crate::theme::typeset::{measure, takes_spacing};

/// Distance of baselines, in font sizes.
pub const LEADING: f64 = 1.28;
/// Height of capitals, in font sizes.
pub const CAPITAL: f64 = 0.714;

/// A text style, settled for a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Pen {
    /// Font.
    pub font: Font,
    /// Color.
    pub color: Color,
    /// Halo.
    pub halo: Option<(Color, f64)>,
}

impl Pen {
    /// The pen of a look, never smaller than `min_size` pixels.
    #[must_use]
    pub fn new(look: &TextLook, min_size: f64) -> Self {
        let halo = look.halo.filter(|_| look.halo_width > 0.0).map(|color| (color, look.halo_width));
        Self { font: look.font(min_size), color: look.color, halo }
    }

    /// Distance of baselines, pixels.
    #[must_use]
    pub fn leading(&self) -> f64 {
        self.font.size * LEADING
    }

    /// Width of a line of text, pixels.
    #[must_use]
    pub fn width(&self, text: &str) -> f64 {
        measure(text, &self.font).width
    }

    /// A text node with its measured box.
    #[must_use]
    pub fn node(&self, content: &str, x: f64, baseline: f64, anchor: TextAnchor) -> Node {
        let mut font = self.font.clone();
        if !takes_spacing(content) {
            font.spacing = 0.0;
        }
        let line = measure(content, &font);
        let left = match anchor {
            TextAnchor::Start => x,
            TextAnchor::Middle => x - line.width / 2.0,
            TextAnchor::End => x - line.width,
        };
        Node::Text(Text {
            content: content.to_owned(),
            x,
            y: baseline,
            anchor,
            font,
            fill: self.color,
            halo: self.halo,
            rotate: 0.0,
            letters: Vec::new(),
            bounds: Rect {
                x: left,
                y: baseline - line.ascent,
                width: line.width,
                height: line.ascent + line.descent,
            },
            names: None,
            rtl: line.rtl,
        })
    }

    /// The text in lines that are at most `width` pixels wide, the first one `first` pixels.
    ///
    /// A word that is wider than a line is cut, so that nothing runs over the page.
    #[must_use]
    pub fn wrap(&self, text: &str, first: f64, width: f64) -> Vec<String> {
        let space = self.width("\u{a0}").max(self.font.size * 0.2);
        let mut lines = vec![String::new()];
        let mut used = 0.0;
        for word in text.split_whitespace() {
            for (number, piece) in self.cut(word, width).into_iter().enumerate() {
                let is_first = lines.len() == 1;
                let room = if is_first { first } else { width };
                let length = self.width(&piece);
                let line = lines.last_mut();
                let Some(line) = line else { continue };
                let joined = used + if line.is_empty() { 0.0 } else { space } + length;
                if number > 0 || (joined > room && (!line.is_empty() || (is_first && first < width))) {
                    lines.push(piece);
                    used = length;
                } else {
                    if !line.is_empty() {
                        line.push(' ');
                    }
                    line.push_str(&piece);
                    used = joined;
                }
            }
        }
        lines
    }

    /// The text in as few lines as [`Pen::wrap`] needs, made about equally long.
    #[must_use]
    pub fn balance(&self, text: &str, width: f64) -> Vec<String> {
        let mut best = self.wrap(text, width, width);
        let lines = best.len();
        let mut narrower = width;
        while lines > 1 && narrower > width * 0.5 {
            narrower -= width * 0.04;
            let tried = self.wrap(text, narrower, narrower);
            if tried.len() > lines {
                break;
            }
            best = tried;
        }
        best
    }

    /// A word, in pieces if it is wider than a line.
    fn cut(&self, word: &str, width: f64) -> Vec<String> {
        if self.width(word) <= width {
            return vec![word.to_owned()];
        }
        let mut pieces = vec![String::new()];
        for letter in word.chars() {
            let last = pieces.last_mut();
            let Some(last) = last else { break };
            last.push(letter);
            if self.width(last) > width && last.chars().count() > 1 {
                last.pop();
                pieces.push(letter.to_string());
            }
        }
        pieces
    }

    /// Whether a text as a whole reads from right to left.
    #[must_use]
    pub fn is_rtl(&self, text: &str) -> bool {
        measure(text, &self.font).rtl
    }

    /// Lines of a paragraph, one below the other, from the side on which they begin; `top` is the top of the first
    /// line's space.
    #[must_use]
    pub fn paragraph(&self, lines: &[String], x: f64, width: f64, top: f64) -> Vec<Node> {
        let baseline = top + self.font.size;
        let at = |i: usize| baseline + self.leading() * i as f64;
        let rtl = lines.first().is_some_and(|line| self.is_rtl(line));
        let (x, anchor) = if rtl { (x + width, TextAnchor::End) } else { (x, TextAnchor::Start) };
        let shown = lines.iter().enumerate().filter(|(_, line)| !line.is_empty());
        shown.map(|(i, line)| self.node(line, x, at(i), anchor)).collect()
    }

    /// Height of that many lines.
    #[must_use]
    pub fn height(&self, lines: usize) -> f64 {
        self.leading() * lines as f64
    }

    /// The text, cut to a width with an ellipsis if need be.
    #[must_use]
    pub fn shortened(&self, text: &str, width: f64) -> String {
        if self.width(text) <= width {
            return text.to_owned();
        }
        let letters: Vec<char> = text.chars().collect();
        let cut = |n: usize| letters[..n].iter().collect::<String>().trim_end().to_owned() + "…";
        // The longest start that fits, by halving.
        let (mut fits, mut fails) = (0, letters.len());
        while fails - fits > 1 {
            let middle = usize::midpoint(fits, fails);
            if self.width(&cut(middle)) <= width {
                fits = middle;
            } else {
                fails = middle;
            }
        }
        if fits == 0 { String::new() } else { cut(fits) }
    }
}

#[cfg(test)]
mod tests {
    use super::Pen;
    use crate::theme::load::named;

    fn pen() -> Pen {
        Pen::new(&named("news").unwrap().text("entry"), 11.0)
    }

    #[test]
    fn lines_keep_to_the_width_and_lose_no_word() {
        let text = "Airstrikes on Kabul and on the provinces along the border kill dozens of people";
        let lines = pen().wrap(text, 120.0, 180.0);
        assert_eq!(lines.join(" "), text);
        assert!(pen().width(&lines[0]) <= 120.0);
        assert!(lines[1..].iter().all(|line| pen().width(line) <= 180.0));
    }

    #[test]
    fn balanced_lines_have_no_orphan() {
        let text = "Floods drive thousands from their homes around Lake Chad";
        let lines = pen().balance(text, pen().width(text) * 0.95);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].split(' ').count() >= 3, "{lines:?}");
    }

    #[test]
    fn a_word_without_breaks_is_cut() {
        let lines = pen().wrap(&"x".repeat(100), 80.0, 80.0);
        assert!(lines.len() > 3 && lines.iter().all(|line| pen().width(line) <= 80.0));
        assert_eq!(lines.concat().len(), 100);
    }

    #[test]
    fn text_is_never_smaller_than_the_page_allows() {
        let look = named("news").unwrap().text("credit");
        assert!((Pen::new(&look, 14.0).font.size - 14.0).abs() < 1e-9);
    }

    #[test]
    fn a_shortened_text_fits_and_says_so() {
        let short = pen().shortened("A very long sentence that cannot stand here", 100.0);
        assert!(short.ends_with('…') && pen().width(&short) <= 100.0);
        assert_eq!(pen().shortened("Kabul", 100.0), "Kabul");
    }
}
