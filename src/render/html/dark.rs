//! Colors of the page, and what they become where the reader prefers dark.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::Value;

use crate::model::scene::Color;
use crate::render::svg_attributes::hex;
use crate::theme::look::Theme;

/// Style rules: the variables of a page, and in dark the colors of the drawing too.
#[must_use]
pub fn rules(theme: &Theme, dark: Option<&Theme>, drawing: &str) -> String {
    let mut css = format!(".dl,body{{{}}}\n", variables(theme));
    match dark {
        None => {
            let scheme = if luminance(theme.page.background) < 0.3 { "dark" } else { "light" };
            let _ = writeln!(css, ":root{{color-scheme:{scheme}}}");
        }
        Some(dark) => {
            css.push_str(":root{color-scheme:light dark}\n@media screen and (prefers-color-scheme:dark){");
            let _ = write!(css, ".dl,body{{{}}}", variables(dark));
            for (from, to) in pairs(theme, dark) {
                for property in ["fill", "stroke"] {
                    if drawing.contains(&format!("{property}=\"{from}\"")) {
                        let _ = write!(css, ".dl [{property}=\"{from}\"]{{{property}:{to}}}");
                    }
                }
            }
            css.push_str("}\n");
        }
    }
    css
}

fn variables(theme: &Theme) -> String {
    let (page, marks) = (&theme.page, &theme.marks);
    let light = theme.ground.party.first().copied().unwrap_or(theme.ground.land);
    let rows = [
        ("page", page.background),
        ("text", page.text),
        ("muted", page.muted),
        ("rule", page.rule),
        ("panel", page.panel),
        ("accent", page.accent.unwrap_or(marks.fill)),
        ("fill", marks.fill),
        ("ink", marks.ink),
        ("quiet", marks.quiet_fill),
        ("quiet-ink", marks.quiet_ink),
        ("light", light),
    ];
    rows.iter().fold(String::new(), |mut css, (name, color)| {
        let _ = write!(css, "--dl-{name}:{};", hex(*color));
        css
    })
}

/// What each color of one theme is in the other; where it serves twice, the use that is most frequent decides.
fn pairs(theme: &Theme, dark: &Theme) -> BTreeMap<String, String> {
    let mut votes: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    if let (Ok(a), Ok(b)) = (serde_json::to_value(theme), serde_json::to_value(dark)) {
        walk(&a, &b, &mut votes);
    }
    let best = |found: BTreeMap<String, usize>| {
        let most = found.values().max().copied().unwrap_or(0);
        found.into_iter().find(|(_, count)| *count == most).map(|(color, _)| color)
    };
    votes.into_iter().filter_map(|(from, found)| Some((from, best(found)?))).collect()
}

fn walk(a: &Value, b: &Value, votes: &mut BTreeMap<String, BTreeMap<String, usize>>) {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let keys: BTreeSet<&String> = a.keys().collect();
            for key in keys {
                if let (Some(x), Some(y)) = (a.get(key), b.get(key)) {
                    walk(x, y, votes);
                }
            }
        }
        (Value::Array(a), Value::Array(b)) => a.iter().zip(b).for_each(|(x, y)| walk(x, y, votes)),
        (Value::String(a), Value::String(b)) => {
            if let (Ok(from), Ok(to)) = (Color::try_from(a.clone()), Color::try_from(b.clone())) {
                *votes.entry(hex(from)).or_default().entry(hex(to)).or_default() += 1;
            }
        }
        _ => {}
    }
}

/// Rough lightness, 0 to 1.
fn luminance(color: Color) -> f64 {
    let part = |shift: u32| f64::from((color.0 >> shift) & 0xff) / 255.0;
    0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
}

#[cfg(test)]
mod tests {
    use super::rules;
    use crate::theme::load::named;

    #[test]
    fn dark_gives_every_color_of_the_drawing_another() {
        let (news, dark) = (named("news").unwrap(), named("dark").unwrap());
        let css = rules(&news, Some(&dark), "<path fill=\"#f3f0ea\"/><path stroke=\"#fff\"/>");
        assert!(css.contains(".dl [fill=\"#f3f0ea\"]{fill:#2c3035}"), "{css}");
        assert!(css.contains(".dl [stroke=\"#fff\"]{stroke:#16191d}"));
        assert!(!css.contains("[fill=\"#fff\"]"));
        assert!(rules(&dark, None, "").contains("color-scheme:dark"));
    }
}
