//! Reads themes: the bundled ones by name, a person's own from TOML that may extend one of them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use toml::{Table, Value};

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::model::plan::LabelStyle;
use crate::theme::look::Theme;

/// The bundled themes, the default first.
pub const THEMES: &[(&str, &str)] = &[
    ("news", include_str!("news.toml")),
    ("light", include_str!("light.toml")),
    ("dark", include_str!("dark.toml")),
    ("mono", include_str!("mono.toml")),
    ("contrast", include_str!("contrast.toml")),
    ("atlas", include_str!("atlas.toml")),
    ("press", include_str!("press.toml")),
];

/// Every label style that a theme must set.
pub const LABEL_STYLES: [LabelStyle; 13] = [
    LabelStyle::CountryFocus,
    LabelStyle::Country,
    LabelStyle::Admin1,
    LabelStyle::Capital,
    LabelStyle::City,
    LabelStyle::Dispute,
    LabelStyle::Region,
    LabelStyle::Sea,
    LabelStyle::River,
    LabelStyle::Lake,
    LabelStyle::Peak,
    LabelStyle::Site,
    LabelStyle::Line,
];

/// Longest chain of themes that extend each other.
const MAX_DEPTH: usize = 4;

/// A bundled theme, read at its first use.
pub fn named(name: &str) -> Result<Theme> {
    static READ: [OnceLock<Theme>; THEMES.len()] = [const { OnceLock::new() }; THEMES.len()];
    let text = source(name)?;
    let slot = THEMES.iter().position(|(known, _)| *known == name).and_then(|at| READ.get(at));
    if let Some(theme) = slot.and_then(OnceLock::get) {
        return Ok(theme.clone());
    }
    let theme = from_toml(text)?;
    Ok(slot.map_or_else(|| theme.clone(), |slot| slot.get_or_init(|| theme.clone()).clone()))
}

/// A bundled theme with some values changed, by their path (`ground.sea`, `lines.border.width`).
///
/// # Errors
/// If there is no such theme or value, or a value makes no sense.
pub fn changed(name: &str, values: &BTreeMap<String, serde_json::Value>) -> Result<Theme> {
    if values.is_empty() {
        return named(name);
    }
    let mut table = merged(source(name)?, 0)?;
    for (path, value) in values {
        let value = Value::try_from(value).map_err(|e| fault(&format!("{path}: {e}")))?;
        let mut slot = &mut table;
        let mut parts = path.split('.').peekable();
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                slot.insert(part.to_owned(), value);
                break;
            }
            let below = slot.entry(part).or_insert_with(|| Value::Table(Table::new()));
            let Value::Table(below) = below else { return Err(fault(&format!("`{path}` is no value"))) };
            slot = below;
        }
    }
    let theme: Theme = Value::Table(table).try_into().map_err(|e| fault(&format!("{e}")))?;
    check(&theme)?;
    Ok(theme)
}

/// The name of the theme that a person's theme file extends, and the values that it changes, by their path.
///
/// # Errors
/// If the text is no theme.
pub fn values(text: &str) -> Result<(String, BTreeMap<String, serde_json::Value>)> {
    from_toml(text)?;
    let mut table: Table = text.parse().map_err(|e| fault(&format!("{e}")))?;
    let base = match table.remove("extends") {
        Some(Value::String(base)) => base,
        _ => "news".to_owned(),
    };
    let mut out = BTreeMap::new();
    flatten("", &table, &mut out);
    Ok((base, out))
}

fn flatten(path: &str, table: &Table, out: &mut BTreeMap<String, serde_json::Value>) {
    for (key, value) in table {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match value {
            Value::Table(below) => flatten(&path, below, out),
            other => {
                if let Ok(value) = serde_json::to_value(other) {
                    out.insert(path, value);
                }
            }
        }
    }
}

/// A theme from the text of a theme file.
pub fn from_toml(text: &str) -> Result<Theme> {
    let table = merged(text, 0)?;
    let theme: Theme = Value::Table(table).try_into().map_err(|e| fault(&format!("{e}")))?;
    check(&theme)?;
    Ok(theme)
}

fn source(name: &str) -> Result<&'static str> {
    THEMES.iter().find(|(n, _)| *n == name).map(|(_, text)| *text).ok_or_else(|| {
        let known: Vec<&str> = THEMES.iter().map(|(n, _)| *n).collect();
        Error::new(ErrorKind::Options, format!("there is no theme `{name}`"))
            .with_hint(format!("themes: {}; or the path of a theme file", known.join(", ")))
    })
}

fn merged(text: &str, depth: usize) -> Result<Table> {
    if depth > MAX_DEPTH {
        return Err(fault(&format!("more than {MAX_DEPTH} themes extend each other")));
    }
    let mut table: Table = text.parse().map_err(|e| fault(&format!("{e}")))?;
    match table.remove("extends") {
        None => Ok(table),
        Some(Value::String(base)) => {
            let mut ground = merged(source(&base)?, depth + 1)?;
            overlay(&mut ground, table);
            Ok(ground)
        }
        Some(other) => Err(fault(&format!("`extends` is {}, not the name of a theme", other.type_str()))),
    }
}

/// Puts the values of `top` over those of `ground`, table by table.
fn overlay(ground: &mut Table, top: Table) {
    for (key, value) in top {
        match (ground.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => overlay(below, above),
            (_, value) => {
                ground.insert(key, value);
            }
        }
    }
}

fn check(theme: &Theme) -> Result<()> {
    for style in LABEL_STYLES {
        if !theme.labels.contains_key(&style) {
            return Err(fault(&format!("labels of style {style:?} have no row")));
        }
    }
    let sizes = theme.labels.values().chain(theme.text.values()).map(|look| look.size);
    for size in sizes.chain([theme.marks.radius]) {
        if !(4.0..=200.0).contains(&size) {
            return Err(fault(&format!("a size of {size} pixels is outside of 4 to 200")));
        }
    }
    let widths = theme.lines.values().flat_map(|l| l.dash.iter().copied().chain([l.width, l.casing_width]));
    for width in widths {
        if !(0.0..=100.0).contains(&width) {
            return Err(fault(&format!("a line width or dash of {width} pixels is outside of 0 to 100")));
        }
    }
    Ok(())
}

fn fault(what: &str) -> Error {
    Error::new(ErrorKind::Options, format!("theme: {what}"))
        .with_hint("src/theme/news.toml shows every value; a file may start with extends = \"news\"")
}

#[cfg(test)]
mod tests {
    use toml::Value;

    use super::{LABEL_STYLES, THEMES, from_toml, merged, named, source};
    use crate::model::scene::Color;
    use crate::theme::color::{DEFICIENCIES, contrast, difference, inks, mix, simulate};
    use crate::theme::look::Theme;

    fn all() -> Vec<Theme> {
        THEMES.iter().map(|(name, _)| named(name).unwrap()).collect()
    }

    /// Every ground that a name on the map may stand on.
    fn grounds(theme: &Theme) -> Vec<Color> {
        let g = &theme.ground;
        let mut grounds = vec![g.sea, g.land, g.lake];
        grounds.extend(&g.focus);
        grounds.extend(&g.party);
        let tinted: Vec<Color> = grounds.iter().map(|&c| mix(c, g.highlight, g.highlight_opacity)).collect();
        grounds.extend(tinted);
        grounds
    }

    #[test]
    fn every_bundled_theme_loads_and_bears_its_name() {
        for (name, _) in THEMES {
            assert_eq!(named(name).unwrap().name, *name);
        }
    }

    #[test]
    fn names_on_the_map_read_on_their_ground_or_halo() {
        for theme in all() {
            let least = if theme.name == "contrast" { 7.0 } else { 4.5 };
            for style in LABEL_STYLES {
                let look = theme.label(style);
                let grounds = look.halo.map_or_else(|| grounds(&theme), |halo| vec![halo]);
                for ground in grounds {
                    let c = contrast(look.color, ground);
                    assert!(c >= least, "{} {style:?} on {ground:?}: {c:.2}", theme.name);
                }
            }
        }
    }

    #[test]
    fn text_around_the_map_and_on_discs_reads() {
        for theme in all() {
            let least = if theme.name == "contrast" { 7.0 } else { 4.5 };
            let page = theme.page.background;
            for (usage, look) in &theme.text {
                let c = contrast(look.color, page).min(contrast(look.color, theme.page.panel));
                assert!(c >= least, "{} {usage}: {c:.2}", theme.name);
            }
            let m = &theme.marks;
            for (ink, fill) in [(m.ink, m.fill), (m.quiet_ink, m.quiet_fill), (m.fill, m.hollow)] {
                let c = contrast(ink, fill);
                assert!(c >= least, "{} {ink:?} on {fill:?}: {c:.2}", theme.name);
            }
        }
    }

    #[test]
    fn neighboring_tints_and_water_differ_for_everybody() {
        for theme in all() {
            let g = &theme.ground;
            let mut tints = g.focus.clone();
            tints.extend([g.land, g.sea]);
            for deficiency in DEFICIENCIES {
                let seen: Vec<Color> = tints.iter().map(|&c| simulate(c, deficiency)).collect();
                for (i, &a) in seen.iter().enumerate() {
                    for (j, &b) in seen.iter().enumerate().skip(i + 1) {
                        let d = difference(a, b);
                        assert!(d > 1.9, "{} tints {i} and {j}, {deficiency:?}: {d:.2}", theme.name);
                    }
                }
            }
        }
    }

    #[test]
    fn discs_stand_off_every_ground_for_everybody() {
        for theme in all() {
            for deficiency in DEFICIENCIES {
                for ground in grounds(&theme) {
                    for fill in [theme.marks.fill, theme.marks.quiet_fill] {
                        let d = difference(simulate(fill, deficiency), simulate(ground, deficiency));
                        assert!(d > 15.0, "{} {fill:?} on {ground:?}, {deficiency:?}: {d:.1}", theme.name);
                    }
                }
            }
        }
    }

    fn colors(value: &Value, out: &mut Vec<Color>) {
        match value {
            Value::Table(table) => table.values().for_each(|below| colors(below, out)),
            Value::Array(list) => list.iter().for_each(|below| colors(below, out)),
            Value::String(text) => {
                let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
                out.extend(digits.and_then(|d| u32::from_str_radix(d, 16).ok()).map(Color));
            }
            _ => {}
        }
    }

    #[test]
    fn the_theme_for_print_keeps_to_what_four_inks_can_do() {
        let table = Value::Table(merged(source("press").unwrap(), 0).unwrap());
        let mut all = Vec::new();
        colors(&table, &mut all);
        assert!(all.len() > 60, "{} colors", all.len());
        for color in all {
            let [cyan, magenta, yellow, black] = inks(color);
            let total = cyan + magenta + yellow + black;
            assert!(total <= 2.4, "{color:?} needs {:.0} % of ink", total * 100.0);
            // Presses print greens, blues and violets duller than screens show them.
            let [r, g, b] = [16, 8, 0].map(|shift| (color.0 >> shift) & 0xff);
            let chroma = r.max(g).max(b) - r.min(g).min(b);
            assert!(r >= g.max(b) || chroma <= 110, "{color:?} is too pure for print");
        }
        let theme = named("press").unwrap();
        let looks = theme.labels.values().chain(theme.text.values());
        for color in looks.map(|look| look.color).chain([theme.page.text, theme.page.muted]) {
            let [mut colored @ .., _] = inks(color);
            colored.sort_by(f64::total_cmp);
            assert!(colored[1] <= 0.15, "{color:?}: type of more than black and one ink");
        }
    }

    #[test]
    fn a_file_of_one_line_changes_one_value() {
        let own = from_toml("extends = \"news\"\nname = \"ours\"\n[ground]\nsea = \"#abcdef\"\n").unwrap();
        let news = named("news").unwrap();
        assert_eq!(own.ground.sea, Color(0xab_cdef));
        assert_eq!(own.ground.land, news.ground.land);
        assert_eq!(own.name, "ours");
    }

    #[test]
    fn faults_are_named() {
        let unknown = from_toml("extends = \"news\"\n[ground]\nocean = \"#abcdef\"\n").unwrap_err();
        assert!(unknown.to_string().contains("ocean"), "{unknown}");
        let color = from_toml("extends = \"news\"\n[ground]\nsea = \"blue\"\n").unwrap_err();
        assert!(color.to_string().contains("blue"), "{color}");
        let size = from_toml("extends = \"news\"\n[text.title]\nsize = 9000\n").unwrap_err();
        assert!(size.to_string().contains("9000"), "{size}");
        assert!(from_toml("extends = \"sepia\"").is_err());
        assert!(from_toml("name = 3").is_err());
    }

    #[test]
    fn a_line_class_falls_back_to_its_parent() {
        let theme = named("news").unwrap();
        assert_eq!(theme.line("border-of-a-new-kind"), theme.line("border"));
        assert_ne!(theme.line("border-disputed"), theme.line("border"));
    }
}
