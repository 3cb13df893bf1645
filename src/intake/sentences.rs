//! Cuts blocks into sentences without being fooled by abbreviations, initials and quotes.

use crate::lang::segment;
use crate::model::article::{Block, Sentence, Span};

/// Longest sentence, bytes; what is longer (a table without periods) is cut at a space.
const LONGEST: usize = 4_000;

/// The sentences of all blocks.
#[must_use]
pub fn split(text: &str, blocks: &[Block]) -> Vec<Sentence> {
    let mut out = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let mut start = block.span.start;
        for end in ends(text, block.span).chain(std::iter::once(block.span.end)) {
            push(text, Span::new(start, end), index, &mut out);
            start = end;
        }
    }
    out
}

fn push(text: &str, span: Span, block: usize, out: &mut Vec<Sentence>) {
    let Some(mut rest) = crate::intake::plain::trim(text, span) else { return };
    while rest.end - rest.start > LONGEST {
        let mut limit = rest.start + LONGEST;
        while !text.is_char_boundary(limit) {
            limit -= 1;
        }
        let cut = text[rest.start..limit].rfind(char::is_whitespace).map_or(limit, |i| rest.start + i + 1);
        let cut = if text.is_char_boundary(cut) { cut } else { limit };
        out.push(Sentence { span: Span::new(rest.start, cut), block });
        rest.start = cut;
    }
    out.push(Sentence { span: rest, block });
}

/// Offsets at which sentences end within a block (its own end excepted).
fn ends(text: &str, block: Span) -> impl Iterator<Item = usize> + '_ {
    let inner = block.of(text);
    let bytes = inner.as_bytes();
    let stops = inner
        .char_indices()
        .filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।'));
    stops.filter_map(move |(i, c)| {
        let mut end = i + c.len_utf8();
        if matches!(c, '。' | '！' | '？') {
            return Some(block.start + end);
        }
        // Closing quotes and brackets belong to the sentence they close.
        while let Some(next) =
            inner[end..].chars().next().filter(|c| matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '»'))
        {
            end += next.len_utf8();
        }
        let after = inner[end..].trim_start();
        let gap = inner[end..].len() - after.len();
        if gap == 0 || after.is_empty() || (c == '.' && bytes.get(i + 1) == Some(&b'.')) {
            return None;
        }
        segment::ends_sentence(&inner[..i], c, after).then_some(block.start + end)
    })
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::intake::plain::blocks;

    fn cut(text: &str) -> Vec<&str> {
        split(text, &blocks(text, false)).iter().map(|s| s.span.of(text)).collect()
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_sentences() {
        let whole = [
            "Gen. A. B. Smith of St. Louis met Mr. Jones on Oct. 9 at 5 p.m. in the U.S. Embassy.",
            "The U.S. and the U.K. signed it, according to Reuters.",
            "Prices rose 3.5 percent, to $1.2 million.",
            "He lives in Wilmington, Del., near No. 5.",
        ];
        for text in whole {
            assert_eq!(cut(text), [text]);
        }
    }

    #[test]
    fn sentences_end_at_stops_with_their_quotes() {
        assert_eq!(
            cut("He came back to the U.S. The war was over."),
            ["He came back to the U.S.", "The war was over."]
        );
        assert_eq!(cut("“It is over.” She left! Why?"), ["“It is over.”", "She left!", "Why?"]);
        assert_eq!(
            cut("He paused... then left. It was 5 p.m. Nobody spoke."),
            ["He paused... then left.", "It was 5 p.m.", "Nobody spoke."]
        );
    }
}
