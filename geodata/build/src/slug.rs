//! Ids from names: lower case, without accents, words joined by hyphens, numbered where a name repeats.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

/// A name as an id. Letters that do not decompose (`ł`, `ø`, `ß`) get their usual stand-ins.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut id = String::new();
    for c in name.nfd() {
        match c {
            'a'..='z' | '0'..='9' => id.push(c),
            'A'..='Z' => id.push(c.to_ascii_lowercase()),
            'ł' | 'Ł' => id.push('l'),
            'ø' | 'Ø' => id.push('o'),
            'đ' | 'Đ' => id.push('d'),
            'ı' => id.push('i'),
            'ß' => id.push_str("ss"),
            'æ' | 'Æ' => id.push_str("ae"),
            'œ' | 'Œ' => id.push_str("oe"),
            ' ' | '-' | '/' | '.' | ',' if !id.ends_with('-') => id.push('-'),
            _ => {}
        }
    }
    id.trim_matches('-').to_owned()
}

/// Hands out ids, adding `-2`, `-3` where one is taken.
#[derive(Default)]
pub struct Slugs(BTreeMap<String, usize>);

impl Slugs {
    /// An id that was not handed out before.
    pub fn unique(&mut self, slug: &str) -> String {
        let n = self.0.entry(slug.to_owned()).or_insert(0);
        *n += 1;
        if *n == 1 { slug.to_owned() } else { format!("{slug}-{n}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_go_and_words_join() {
        assert_eq!(slug("Paraná / Iguaçu"), "parana-iguacu");
        assert_eq!(slug("Łódź St. Ø"), "lodz-st-o");
    }

    #[test]
    fn repeated_names_are_numbered() {
        let mut slugs = Slugs::default();
        assert_eq!([slugs.unique("a"), slugs.unique("a"), slugs.unique("b")], ["a", "a-2", "b"]);
    }
}
