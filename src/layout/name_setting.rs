//! How names are set: the theme's look for each rank, and the smaller, closer and broken ways that are tried after it.

use unicode_segmentation::UnicodeSegmentation;

use crate::layout::label::item::Variant;
use crate::layout::name_choice::has_dot;
use crate::layout::text::{CAPITAL, Pen};
use crate::model::plan::{Label, LabelStyle, Plan};
use crate::theme::look::{TextLook, Theme};
use crate::theme::typeset::{measure, takes_spacing};

/// How one variant is set.
#[derive(Debug, Clone)]
pub struct Setting {
    /// Its lines.
    pub lines: Vec<String>,
    /// The pen for each.
    pub pen: Pen,
}

/// The look of a label on a map of a width, pixels.
#[must_use]
pub fn look(label: &Label, plan: &Plan, map_width: f64, theme: &Theme) -> TextLook {
    let mut look = theme.label(rank_of(label));
    if label.style == LabelStyle::CountryFocus && is_crowded(plan) {
        let [size, spacing] = if map_width < NARROW { CROWDED_NARROW } else { CROWDED };
        (look.size, look.spacing) = (look.size * size, look.spacing * spacing);
    }
    look
}

/// Countries in focus from which their names are set smaller, and how large and how far spaced.
const MANY: usize = 7;
const CROWDED: [f64; 2] = [0.84, 0.84];
/// The same on maps narrower than this, pixels.
const CROWDED_NARROW: [f64; 2] = [0.74, 0.3];
const NARROW: f64 = 400.0;

/// Whether a map names so many countries large that they would crowd it.
fn is_crowded(plan: &Plan) -> bool {
    plan.labels.iter().filter(|l| l.style == LabelStyle::CountryFocus).count() >= MANY
}

/// How a name is set: the seat of a government that the story is not about as a town, with its own sign.
fn rank_of(label: &Label) -> LabelStyle {
    let is_foreign = label.style == LabelStyle::Capital && !label.mentioned && label.priority < 0.6;
    if is_foreign { LabelStyle::City } else { label.style }
}

/// Ways to set a name, the best first: as the theme says, in two lines, closer, smaller.
#[must_use]
pub fn settings(label: &Label, look: &TextLook, min_text: f64) -> Vec<Setting> {
    let text = look.cased(label.text.trim());
    let setting = |lines: Vec<String>, size: f64, spacing: f64| {
        let look = TextLook { size: look.size * size, spacing: look.spacing * spacing, ..look.clone() };
        let mut pen = Pen::new(&look, min_text);
        if !takes_spacing(&text) {
            pen.font.spacing = 0.0;
        }
        Setting { lines, pen }
    };
    let mut all = vec![setting(vec![text.clone()], 1.0, 1.0)];
    let two = halves(&text);
    if let Some(two) = &two {
        all.push(setting(two.clone(), 1.0, 1.0));
    }
    if !has_dot(label.style) && !matches!(label.style, LabelStyle::River | LabelStyle::Line) {
        all.push(setting(vec![text.clone()], 0.86, 0.4));
        if let Some(two) = two {
            all.push(setting(two, 0.86, 0.4));
        }
        // Small rather than over the edge; the page's least size still holds.
        if all[0].pen.font.size * 0.8 > min_text {
            all.push(setting(vec![text.clone()], 0.74, 0.1));
        }
    }
    all
}

/// The text in two lines of about the same length, if it has a blank to break at.
fn halves(text: &str) -> Option<Vec<String>> {
    let length = text.chars().count();
    if length < 9 {
        return None;
    }
    let breaks = text.char_indices().filter(|(_, c)| *c == ' ').map(|(i, _)| i);
    let uneven = |i: &usize| text[..*i].chars().count().abs_diff(text[*i..].chars().count());
    let at = breaks.min_by_key(uneven)?;
    Some(vec![text[..at].to_owned(), text[at + 1..].to_owned()])
}

/// Costs of the ways to set a name, in their order.
const VARIANT_COSTS: [f64; 5] = [0.0, 0.3, 0.6, 0.8, 1.0];

/// Measures of a way to set a name; `along` for one that may follow a line or a curve, letter by letter.
#[must_use]
pub fn variant(setting: &Setting, rank: usize, along: bool) -> Variant {
    let set: Vec<_> = setting.lines.iter().map(|line| measure(line, &setting.pen.font)).collect();
    let size = setting.pen.font.size;
    let letters = match setting.lines.as_slice() {
        [line] if along && takes_spacing(line) => line
            .graphemes(true)
            .map(|g| measure(g, &setting.pen.font).width + setting.pen.font.spacing)
            .collect(),
        _ => Vec::new(),
    };
    Variant {
        widths: set.iter().map(|line| line.width).collect(),
        ascent: set.first().map_or(0.0, |line| line.ascent),
        descent: set.last().map_or(0.0, |line| line.descent),
        leading: size * 1.12,
        capital: size * CAPITAL,
        letters,
        cost: VARIANT_COSTS.get(rank).copied().unwrap_or(1.2),
    }
}

#[cfg(test)]
mod tests {
    use super::halves;

    #[test]
    fn names_break_near_their_middle_and_short_ones_not_at_all() {
        assert_eq!(halves("Khyber Pakhtunkhwa"), Some(vec!["Khyber".into(), "Pakhtunkhwa".into()]));
        assert_eq!(halves("New York"), None);
        assert_eq!(halves("Washington"), None);
        assert_eq!(halves("Gulf of Saint Lawrence").unwrap()[0], "Gulf of Saint");
    }
}
