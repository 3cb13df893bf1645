//! Cuts the sentences of an article into words with what is known about each.

use crate::lang::lexicon::{Cues, Lexicon, WordClass, hash};
use crate::model::article::{Article, Span};

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Case {
    /// All lower case.
    Lower,
    /// First letter upper case, or mixed.
    Title,
    /// At least two letters, all upper case.
    Upper,
    /// One upper-case letter, with or without a period.
    Initial,
    /// Letters of a script without case.
    Caseless,
    /// Begins with a digit.
    Number,
    /// Punctuation or sign.
    Punctuation,
}

/// A word, number or sign.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// How it is written; in sentences all in capitals, how it would be written otherwise, as far as can be told.
    pub case: Case,
    /// Hash of its lower-case form without periods.
    pub hash: u64,
    /// What the word table knows.
    pub class: WordClass,
    /// Its roles.
    pub cues: Cues,
    /// Index of its sentence.
    pub sentence: u32,
    /// Whether white space (or the sentence's start) comes before it.
    pub spaced: bool,
    /// Whether it is the first word of its sentence (quotes aside).
    pub first: bool,
    /// Whether its sentence is written in capitals, or like a headline with nearly all words capitalized.
    pub loud: bool,
}

impl Token {
    /// Whether it is a word that begins with a capital, or has no case at all.
    #[must_use]
    pub const fn is_capital(&self) -> bool {
        matches!(self.case, Case::Title | Case::Upper | Case::Initial | Case::Caseless)
    }

    /// Whether it is a word of any case.
    #[must_use]
    pub const fn is_word(&self) -> bool {
        !matches!(self.case, Case::Number | Case::Punctuation)
    }
}

/// The words of all sentences.
#[must_use]
pub fn tokens(article: &Article, lexicon: &Lexicon) -> Vec<Token> {
    let mut out = Vec::with_capacity(article.text.len() / 5);
    for (index, sentence) in article.sentences.iter().enumerate() {
        let from = out.len();
        scan(&article.text, sentence.span, |span, case, spaced| {
            let word = span.of(&article.text);
            let hash = if case == Case::Punctuation { punctuation(word) } else { hash(word) };
            let known = !matches!(case, Case::Punctuation | Case::Number);
            let class = if known { lexicon.class(hash) } else { WordClass::default() };
            let cues = if known { lexicon.cues(hash) } else { Cues(0) };
            let sentence = u32::try_from(index).unwrap_or(u32::MAX);
            out.push(Token { span, case, hash, class, cues, sentence, spaced, first: false, loud: false });
        });
        mark(&mut out[from..]);
    }
    out
}

/// Sets what depends on the whole sentence.
fn mark(sentence: &mut [Token]) {
    if let Some(first) = sentence.iter_mut().find(|t| t.case != Case::Punctuation) {
        first.first = true;
    }
    let long = sentence.iter().filter(|t| t.is_word() && t.span.end - t.span.start > 1);
    let (mut words, mut upper, mut capital) = (0, 0, 0);
    for token in long {
        words += 1;
        upper += usize::from(token.case == Case::Upper);
        // Particles stay in lower case in headlines too.
        capital +=
            usize::from(token.is_capital() || token.cues.any(Cues::PARTICLE.or(Cues::PLACE_PREPOSITION)));
    }
    let capitals = words >= 3 && upper * 10 >= words * 8;
    let headline = words >= 4 && capital * 10 >= words * 9;
    for token in sentence {
        token.loud = capitals || headline;
        if capitals && matches!(token.case, Case::Upper | Case::Initial) {
            let common = token.class.is_common()
                || token.cues.any(Cues::PARTICLE.or(Cues::PLACE_PREPOSITION).or(Cues::SAY));
            token.case = if common { Case::Lower } else { Case::Title };
        }
    }
}

/// Signs that are used alike are one sign.
fn punctuation(sign: &str) -> u64 {
    hash(match sign {
        "“" | "”" | "„" | "«" | "»" | "``" | "''" => "\"",
        "‘" | "’" | "`" => "'",
        "—" | "–" | "--" => "--",
        other => other,
    })
}

/// Calls `found` with span, case and "white space before" for each token of a stretch of text.
pub fn scan(text: &str, stretch: Span, mut found: impl FnMut(Span, Case, bool)) {
    let mut at = stretch.start;
    let mut spaced = true;
    while let Some(c) = text[at..stretch.end].chars().next() {
        if c.is_whitespace() {
            spaced = true;
            at += c.len_utf8();
            continue;
        }
        let end = if c.is_alphabetic() {
            word_end(text, at, stretch.end)
        } else if c.is_ascii_digit() {
            number_end(text, at, stretch.end)
        } else if matches!(c, '\'' | '’') && !spaced && suffix_end(text, at, stretch.end).is_some() {
            suffix_end(text, at, stretch.end).unwrap_or(at + c.len_utf8())
        } else if text[at..stretch.end].starts_with("--") {
            at + 2
        } else {
            at + c.len_utf8()
        };
        let span = Span::new(at, end);
        found(span, case(span.of(text)), spaced);
        spaced = false;
        at = end;
    }
}

/// The end of a possessive or contraction ("'s", "'re", "'t") that starts at an apostrophe.
fn suffix_end(text: &str, at: usize, limit: usize) -> Option<usize> {
    let rest = text[at..limit].strip_prefix(['\'', '’'])?;
    let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let suffix = &rest[..length];
    let known = ["s", "S", "t", "re", "ve", "ll", "d", "m"].contains(&suffix);
    let goes_on = rest[length..].chars().next().is_some_and(char::is_alphanumeric);
    (known && !goes_on).then(|| limit - text[at..limit].len() + (text[at..limit].len() - rest.len()) + length)
}

fn word_end(text: &str, start: usize, limit: usize) -> usize {
    if let Some(end) = acronym_end(text, start, limit) {
        return end;
    }
    let mut end = start;
    for (i, c) in text[start..limit].char_indices() {
        let at = start + i;
        if c.is_alphanumeric() || is_mark(c) {
            end = at + c.len_utf8();
            continue;
        }
        let next = text[at + c.len_utf8()..limit].chars().next();
        let inner = matches!(c, '\'' | '’' | 'ʼ')
            && next.is_some_and(char::is_alphabetic)
            && suffix_end(text, at, limit).is_none();
        if !inner {
            break;
        }
    }
    let end = end.max(start + text[start..].chars().next().map_or(0, char::len_utf8));
    if text[end..limit].starts_with('.') && crate::lang::segment::is_abbreviation(&text[start..end]) {
        end + 1
    } else {
        end
    }
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' | '\u{93c}'..='\u{94d}' | '\u{9bc}'..='\u{9cd}' | '\u{e31}'..='\u{e4e}' | '\u{5b0}'..='\u{5c7}' | '\u{ad}')
}

/// "U.S.", "D.C.", "a.m.": single letters with a period each.
fn acronym_end(text: &str, start: usize, limit: usize) -> Option<usize> {
    let mut end = start;
    let mut letters = 0;
    let mut chars = text[start..limit].chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_alphabetic() || chars.peek() != Some(&'.') {
            // A last letter without its period, as in "U.S".
            if letters > 0 && c.is_uppercase() && !chars.peek().is_some_and(|n| n.is_alphanumeric()) {
                end += c.len_utf8();
                letters += 1;
            }
            break;
        }
        chars.next();
        end += c.len_utf8() + 1;
        letters += 1;
    }
    (letters > 1).then_some(end)
}

fn number_end(text: &str, start: usize, limit: usize) -> usize {
    let mut end = start;
    for (i, c) in text[start..limit].char_indices() {
        let next_digit = || text[start + i + c.len_utf8()..limit].starts_with(|n: char| n.is_ascii_digit());
        if c.is_alphanumeric() || (matches!(c, '.' | ',' | ':') && next_digit()) {
            end = start + i + c.len_utf8();
        } else {
            break;
        }
    }
    end
}

fn case(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = word.chars().next() else { return Case::Punctuation };
    if first.is_ascii_digit() {
        return Case::Number;
    }
    if !first.is_alphabetic() {
        return Case::Punctuation;
    }
    if first.is_lowercase() {
        return Case::Lower;
    }
    if !first.is_uppercase() {
        return Case::Caseless;
    }
    letters.next();
    let (mut rest, mut upper) = (0, 0);
    for c in letters {
        rest += 1;
        upper += usize::from(c.is_uppercase());
    }
    match (rest, upper) {
        (0, _) => Case::Initial,
        (rest, upper) if rest == upper => Case::Upper,
        _ => Case::Title,
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, scan};
    use crate::model::article::Span;

    fn words(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        scan(text, Span::new(0, text.len()), |span, _, _| out.push(span.of(text)));
        out
    }

    #[test]
    fn possessives_acronyms_and_hyphens_are_cut() {
        assert_eq!(words("Kenya's U.S.-led force"), ["Kenya", "'s", "U.S.", "-", "led", "force"]);
        assert_eq!(
            words("Washington, D.C. (St. Paul)"),
            ["Washington", ",", "D.C.", "(", "St.", "Paul", ")"]
        );
        assert_eq!(
            words("N'Djamena, Xi’an and O'Hare don't"),
            ["N'Djamena", ",", "Xi’an", "and", "O'Hare", "don", "'t"].map(|w| if w == "don" {
                "don"
            } else {
                w
            })
        );
        assert_eq!(words("1,200.5 in 3-4"), ["1,200.5", "in", "3", "-", "4"]);
        assert_eq!(words("Iran--Iraq"), ["Iran", "--", "Iraq"]);
    }

    #[test]
    fn case_is_told() {
        let mut cases = Vec::new();
        scan("UN Oslo A . of 東京 9th", Span::new(0, 21), |_, case, _| cases.push(case));
        assert_eq!(cases[..4], [Case::Upper, Case::Title, Case::Initial, Case::Punctuation]);
        assert_eq!(cases[4], Case::Lower);
        assert_eq!(cases[5], Case::Caseless);
    }
}
