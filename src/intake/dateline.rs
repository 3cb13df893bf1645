//! Finds the line that says where and when: "KABUL, Afghanistan (AP) -", "ISLAMABAD, 12 MARCH 86 (DAWN) --".

use jiff::civil::Date;

use crate::intake::when;
use crate::model::article::{Block, BlockKind, Span};

/// Longest dateline, bytes.
const LONGEST: usize = 110;
/// Blocks at the start of an article that may hold it.
const BLOCKS: usize = 4;

/// A dateline: the place as written and the date, if a full one stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// The place, with the region behind its comma ("KABUL, Afghanistan").
    pub place: Span,
    /// The date.
    pub date: Option<Date>,
}

/// The dateline of an article, if it has one.
#[must_use]
pub fn find(text: &str, blocks: &[Block]) -> Option<Dateline> {
    blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Paragraph)
        .take(BLOCKS)
        .find_map(|block| starts(text, block.span).find_map(|start| read(text, start, block.span.end)))
}

/// Where a dateline may begin: the start of the block and of its first sentences (a headline may be glued to it).
fn starts(text: &str, block: Span) -> impl Iterator<Item = usize> + '_ {
    let head_end = floor(text, block.end.min(block.start + 400));
    let head = &text[block.start..head_end];
    let later = head.match_indices(". ").map(move |(i, _)| block.start + i + 2);
    std::iter::once(block.start).chain(later.take(4))
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn read(text: &str, start: usize, end: usize) -> Option<Dateline> {
    let head = &text[start..floor(text, end.min(start + LONGEST))];
    let dash = dash_in(head)?;
    let line = &head[..dash];
    let place_end = place_end(line)?;
    let agency = line.contains('(') && line.trim_end().ends_with(')');
    let first = line.split(|c: char| !c.is_alphabetic()).find(|w| !w.is_empty())?;
    let capitals = first.chars().count() > 1 && first.chars().all(char::is_uppercase);
    let dated = line[place_end..].split(|c: char| !c.is_alphanumeric()).any(|w| when::month_of(w).is_some());
    if !(capitals || agency || dated) || line[..place_end].split_whitespace().count() > 7 {
        return None;
    }
    Some(Dateline { place: Span::new(start, start + place_end), date: when::parse(&line[place_end..]) })
}

/// Offset of the dash that ends the line; a hyphen inside a word is none.
fn dash_in(head: &str) -> Option<usize> {
    let long = head.find(['—', '–']).into_iter();
    let double = head.find("--").into_iter();
    let single = head.find(" - ").into_iter();
    let closed = head.find(")- ").map(|i| i + 1).into_iter();
    long.chain(double).chain(single).chain(closed).min().filter(|&i| i > 2)
}

/// Where the place ends: before a date, an agency in parentheses or the dash.
fn place_end(line: &str) -> Option<usize> {
    let mut end = 0;
    for (i, part) in parts(line).enumerate() {
        let words = part.1.split_whitespace();
        let place = words.clone().count() > 0
            && words.clone().all(is_name_word)
            && !words.clone().any(|w| when::month_of(w.trim_matches(|c: char| !c.is_alphabetic())).is_some());
        if !place || i > 2 {
            break;
        }
        end = part.0 + part.1.trim_end().len();
    }
    (end > 1).then_some(end)
}

/// The parts between commas, up to the first parenthesis, with their offsets.
fn parts(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let line = line.split('(').next().unwrap_or(line);
    let mut at = 0;
    line.split(',').map(move |part| {
        let found = (at, part);
        at += part.len() + 1;
        found
    })
}

/// Whether a word may stand in the name of a place: capitalized, or a particle.
fn is_name_word(word: &str) -> bool {
    let first = word.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(char::is_uppercase)
        || matches!(word, "de" | "del" | "la" | "of" | "el" | "al" | "and" | "/" | "the" | "da" | "do")
}

#[cfg(test)]
mod tests {
    use super::{Dateline, find};
    use crate::intake::plain::blocks;
    use jiff::civil::date;

    fn line(text: &str) -> Option<(String, Option<jiff::civil::Date>)> {
        find(text, &blocks(text, true)).map(|Dateline { place, date }| (place.of(text).to_owned(), date))
    }

    #[test]
    fn datelines_of_all_styles_are_found() {
        assert_eq!(line("NAIROBI, Kenya (AP) — Rain fell."), Some(("NAIROBI, Kenya".into(), None)));
        assert_eq!(
            line("LIMA, 12 MARCH 86 (EFE) -- RAIN FELL."),
            Some(("LIMA".into(), Some(date(1986, 3, 12))))
        );
        assert_eq!(line("Oslo (Reuters) - Rain fell."), Some(("Oslo".into(), None)));
        assert_eq!(line("Storm hits. FARGO, N.D. (AP) – Rain fell."), Some(("FARGO, N.D.".into(), None)));
        assert_eq!(line("QUITO, Oct 9 (Agency) - Rain fell."), Some(("QUITO".into(), None)));
        assert_eq!(line("SAN JUAN DEL SUR — Rain fell."), Some(("SAN JUAN DEL SUR".into(), None)));
    }

    #[test]
    fn sentences_with_dashes_are_no_datelines() {
        assert_eq!(line("The talks — the third this year — failed."), None);
        assert_eq!(line("Rain fell over a well-known valley."), None);
        assert_eq!(line("Some people, she said - and he agreed - left."), None);
    }
}
