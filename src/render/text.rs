//! The one place where words become XML: what XML, or a reader's screen, must not meet is taken out.

/// The text without control characters, non-characters and marks that turn the direction of text.
///
/// Escaping of `&`, `<` and quotes is left to the `svg` crate, which does it for every text and attribute.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push(' '),
            _ if !is_allowed(letter) => {}
            _ => out.push(letter),
        }
    }
    out
}

fn is_allowed(letter: char) -> bool {
    !letter.is_control()
        && !matches!(u32::from(letter),
            0x061c | 0x200e | 0x200f | 0x202a..=0x202e | 0x2066..=0x2069 | 0xfeff | 0xfff9..=0xfffb | 0xfdd0..=0xfdef)
        && u32::from(letter) & 0xfffe != 0xfffe
}

/// The code of a language as `lang` may hold it; nothing, which says that it is not known, for what is none.
#[must_use]
pub fn language(code: &str) -> &str {
    let mut parts = code.split('-');
    let first = parts
        .next()
        .is_some_and(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphabetic()));
    let rest = parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    if first && rest { code } else { "" }
}

/// A name that may serve as an id: lower-case letters, digits and hyphens, starting with a letter.
#[must_use]
pub fn id(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        let letter = letter.to_ascii_lowercase();
        if letter.is_ascii_alphanumeric() {
            out.push(letter);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-');
    if out.starts_with(|c: char| c.is_ascii_lowercase()) { out.to_owned() } else { format!("m{out}") }
}

#[cfg(test)]
mod tests {
    use super::{clean, id, language};

    #[test]
    fn controls_and_direction_marks_go_and_letters_stay() {
        assert_eq!(clean("a\u{0}b\u{7}c\u{85}"), "abc");
        assert_eq!(clean("line\nline\ttab"), "line line tab");
        assert_eq!(clean("\u{202e}evil\u{2066}\u{feff}\u{fffe}\u{1ffff}"), "evil");
        assert_eq!(clean("کابل نई <&>"), "کابل نई <&>");
    }

    #[test]
    fn only_codes_of_languages_are_languages() {
        assert_eq!(["en", "pt-BR", "zh-Hant-TW"].map(language), ["en", "pt-BR", "zh-Hant-TW"]);
        assert_eq!(["", "e", "en us", "english", "en-", "\"><script>", "en-\u{202e}"].map(language), [""; 7]);
    }

    #[test]
    fn ids_are_plain() {
        assert_eq!(id("Durand Line, 2025!"), "durand-line-2025");
        assert_eq!(id("2025"), "m2025");
        assert_eq!(id("\"><script>"), "script");
        assert_eq!(id(""), "m");
    }
}
