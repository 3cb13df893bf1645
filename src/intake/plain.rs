//! Plain text: paragraphs by blank lines, or by lines where there are none.

use crate::intake::assemble::Draft;
use crate::intake::decode::clean;
use crate::model::article::{Block, BlockKind, Span};

/// Longest headline, characters.
const HEADLINE: usize = 160;
/// Lines at most this long, characters, may be the wrapped lines of one paragraph.
const WRAPPED: usize = 100;

/// Reads plain text.
#[must_use]
pub fn read(text: &str) -> Draft {
    let text = clean(text);
    let blocks = blocks(&text, true);
    Draft { blocks, text, ..Draft::default() }
}

/// Cuts a text into blocks. `headline` allows the first to be one.
#[must_use]
pub fn blocks(text: &str, headline: bool) -> Vec<Block> {
    let mut spans = Vec::new();
    let mut open: Option<Span> = None;
    for line in lines(text) {
        let blank = line.of(text).trim().is_empty();
        match open {
            Some(block) if blank => spans.extend(close(text, block, &mut open)),
            Some(block) if !joins(text, block, line) => {
                spans.extend(close(text, block, &mut open));
                open = Some(line);
            }
            Some(block) => open = Some(Span::new(block.start, line.end)),
            None if blank => {}
            None => open = Some(line),
        }
    }
    if let Some(block) = open {
        spans.extend(close(text, block, &mut open));
    }
    let several = spans.len() > 1;
    let kind = |i: usize, span: Span| {
        let short = span.of(text).chars().count() <= HEADLINE && !ends_sentence(span.of(text));
        match (short, i) {
            (true, 0) if headline && several => BlockKind::Headline,
            (true, i) if i > 0 && i + 1 < spans.len() && span.of(text).chars().count() <= 80 => {
                BlockKind::Heading
            }
            _ => BlockKind::Paragraph,
        }
    };
    spans.iter().enumerate().map(|(i, &span)| Block { kind: kind(i, span), span }).collect()
}

fn close(text: &str, block: Span, open: &mut Option<Span>) -> Option<Span> {
    *open = None;
    trim(text, block)
}

/// The span without white space at its ends; none if nothing is left.
#[must_use]
pub fn trim(text: &str, span: Span) -> Option<Span> {
    let inner = span.of(text);
    let start = span.start + (inner.len() - inner.trim_start().len());
    let end = span.start + inner.trim_end().len();
    (start < end).then(|| Span::new(start, end))
}

/// The lines of a text, without their ends.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let span = Span::new(start, start + line.trim_end_matches(['\n', '\r']).len());
        start += line.len();
        span
    })
}

/// Whether a line goes on with the paragraph before it: the line before looks wrapped.
fn joins(text: &str, block: Span, line: Span) -> bool {
    let before = block.of(text);
    let last = before.rsplit('\n').next().unwrap_or(before).trim_end();
    let length = last.chars().count();
    let next = line.of(text).trim_start();
    let first_word = next.split_whitespace().next().unwrap_or("").chars().count();
    // A wrapped line is about as long as there was room for: the next word would not have fitted.
    let full = (50..=WRAPPED).contains(&length) && length + first_word >= 62;
    let goes_on = next.chars().next().is_some_and(char::is_lowercase);
    (full || (goes_on && length <= WRAPPED)) && !line.of(text).starts_with([' ', '\t'])
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', ')']).ends_with(['.', '!', '?', '…', ';', ':', '。'])
}

#[cfg(test)]
mod tests {
    use super::blocks;
    use crate::model::article::BlockKind;

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "The minister said on Tuesday that the road between the two towns of\nthe valley would be open again within a week, if no more rain should fall\nthere.\n\nSecond one.";
        let found = blocks(text, true);
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|b| b.kind == BlockKind::Paragraph));
    }

    #[test]
    fn single_lines_are_paragraphs_of_their_own() {
        let text = "Storm nears coast\nPeople left their homes.\nThe port was closed.";
        let found = blocks(text, true);
        assert_eq!(found.len(), 3);
        assert_eq!(found[0].kind, BlockKind::Headline);
        assert_eq!(blocks("One line", true)[0].kind, BlockKind::Paragraph);
        assert!(blocks(" \n\n \t", true).is_empty());
    }
}
