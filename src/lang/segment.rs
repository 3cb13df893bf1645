//! Where English sentences end: abbreviations that take a period without ending one.

/// Abbreviations that stand before a name or number and so never end a sentence.
const BEFORE_NAMES: [&str; 62] = [
    "adm", "amb", "att", "brig", "bros", "capt", "cf", "cmdr", "col", "cpl", "det", "dr", "ed", "eg", "fr",
    "gen", "gov", "hon", "ie", "insp", "lt", "lieut", "maj", "messrs", "mr", "mrs", "ms", "msgr", "mt",
    "mts", "no", "nos", "ofc", "pfc", "pres", "prof", "pvt", "rep", "reps", "rev", "sen", "sens", "sgt",
    "sr", "st", "ste", "supt", "ver", "vs", "v", "fig", "art", "sec", "pp", "viz", "al", "approx", "ft",
    "dist", "spc", "spec", "ph",
];

/// Abbreviations that may end a sentence, but not before a number or a lower-case word.
const MAY_END: [&str; 70] = [
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue",
    "tues", "wed", "thu", "thurs", "fri", "sat", "sun", "ala", "ariz", "ark", "calif", "colo", "conn", "del",
    "fla", "ga", "ill", "ind", "kan", "ky", "la", "md", "mass", "mich", "minn", "miss", "mo", "mont", "neb",
    "nev", "okla", "ore", "pa", "penn", "tenn", "tex", "vt", "va", "wash", "wis", "wyo", "ont", "que",
    "alta", "sask", "ave", "blvd", "rd", "hwy", "inc", "corp", "co", "ltd", "jr", "etc", "dept",
];

/// Whether the stop `c` after `before` ends a sentence when `after` (without leading white space) follows.
#[must_use]
pub fn ends_sentence(before: &str, c: char, after: &str) -> bool {
    let next = after.chars().find(|c| c.is_alphanumeric());
    let lower = next.is_some_and(char::is_lowercase);
    if c != '.' {
        return !lower || c == '।' || c == '؟';
    }
    if lower {
        return false;
    }
    let word = last_word(before);
    let bare: String = word.chars().filter(|c| *c != '.').flat_map(char::to_lowercase).collect();
    if BEFORE_NAMES.contains(&bare.as_str()) && starts_upper_or_short(word) {
        return false;
    }
    if MAY_END.contains(&bare.as_str()) && starts_upper_or_short(word) {
        return opens_sentence(after);
    }
    if is_initial(word) {
        return false;
    }
    if word.contains('.') && word.chars().all(|c| c.is_alphabetic() || c == '.') {
        // "U.S.", "p.m.": ends a sentence only if a word follows that commonly opens one.
        return opens_sentence(after) && !matches!(bare.as_str(), "eg" | "ie");
    }
    true
}

fn last_word(before: &str) -> &str {
    let start = before
        .char_indices()
        .rev()
        .take(24)
        .take_while(|(_, c)| c.is_alphanumeric() || *c == '.')
        .last()
        .map_or(before.len(), |(i, _)| i);
    &before[start..]
}

fn starts_upper_or_short(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) || word.len() <= 3
}

/// A single capital letter: the initial of a name.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase())
}

/// Whether the text begins with a word that commonly opens a sentence.
fn opens_sentence(after: &str) -> bool {
    const OPENERS: [&str; 62] = [
        "A",
        "About",
        "After",
        "All",
        "Also",
        "Although",
        "An",
        "And",
        "As",
        "At",
        "Because",
        "Before",
        "But",
        "By",
        "During",
        "Each",
        "Even",
        "Few",
        "For",
        "From",
        "He",
        "Her",
        "His",
        "How",
        "However",
        "I",
        "If",
        "In",
        "It",
        "Its",
        "Many",
        "Meanwhile",
        "More",
        "Most",
        "My",
        "Nobody",
        "No",
        "Not",
        "Now",
        "On",
        "One",
        "Our",
        "Several",
        "She",
        "Since",
        "So",
        "Some",
        "That",
        "The",
        "Their",
        "There",
        "These",
        "They",
        "This",
        "Those",
        "Two",
        "We",
        "What",
        "When",
        "While",
        "With",
        "You",
    ];
    let rest = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    let word: &str = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    OPENERS.contains(&word) || rest.len() < after.len()
}

/// Whether a word without its period is an abbreviation that takes one.
#[must_use]
pub fn is_abbreviation(word: &str) -> bool {
    if is_initial(word) {
        return true;
    }
    if word.len() > 7 || !starts_upper_or_short(word) {
        return false;
    }
    let lower = word.to_lowercase();
    // What is also a word of its own keeps the period of a sentence's end apart.
    let word_too = matches!(
        lower.as_str(),
        "no" | "in"
            | "mar"
            | "sun"
            | "art"
            | "fig"
            | "al"
            | "may"
            | "co"
            | "la"
            | "miss"
            | "mass"
            | "ill"
            | "ore"
    );
    !word_too && (BEFORE_NAMES.contains(&lower.as_str()) || MAY_END.contains(&lower.as_str()))
}
