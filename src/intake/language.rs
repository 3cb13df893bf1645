//! The language of a text, from its first few hundred characters.

/// Characters that are looked at.
const HEAD: usize = 2_000;

/// ISO 639-1 code of the language; English where it cannot be told.
#[must_use]
pub fn detect(text: &str) -> String {
    let head: String = text.chars().take(HEAD).collect();
    let known = whatlang::detect(&head).filter(|found| found.is_reliable()).map(|found| found.lang().code());
    known.and_then(two_letters).unwrap_or("en").to_owned()
}

fn two_letters(code: &str) -> Option<&'static str> {
    const CODES: [(&str, &str); 52] = [
        ("afr", "af"),
        ("amh", "am"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("nob", "nb"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tha", "th"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("vie", "vi"),
    ];
    CODES.iter().find(|(three, _)| *three == code).map(|(_, two)| *two)
}

#[cfg(test)]
mod tests {
    use super::detect;

    #[test]
    fn the_language_is_told_from_the_text() {
        assert_eq!(
            detect(
                "Am Dienstag haben die Behörden die Brücke über den Fluss nach dem Sturm wieder geöffnet."
            ),
            "de"
        );
        assert_eq!(
            detect("On Tuesday the authorities opened the bridge over the river again after the storm."),
            "en"
        );
        assert_eq!(detect(""), "en");
    }
}
