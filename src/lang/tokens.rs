//! Cuts text into words, numbers and signs, the same for every language written with spaces.

use crate::model::article::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A word, with inner hyphens and apostrophes ("cross-border", "didn't", "U.S.").
    Word,
    /// A word or sign that starts with a digit ("1,600", "7.4", "9th", "1990s").
    Number,
    /// A possessive ending ("'s").
    Possessive,
    /// One sign.
    Sign,
}

/// A word, number or sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// Appends the tokens of one stretch of text. Spans that do not fit the text give nothing.
pub fn tokenize(text: &str, span: Span, out: &mut Vec<Token>) {
    let Some(part) = text.get(span.start..span.end) else { return };
    let mut at = 0;
    while let Some(c) = part[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let rest = &part[at..];
        let (length, kind) = if c.is_alphabetic() {
            (word_length(rest), TokenKind::Word)
        } else if c.is_ascii_digit() {
            (number_length(rest), TokenKind::Number)
        } else if let Some(length) = possessive_length(rest) {
            (length, TokenKind::Possessive)
        } else {
            (c.len_utf8(), TokenKind::Sign)
        };
        out.push(Token { span: Span::new(span.start + at, span.start + at + length), kind });
        at += length;
    }
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// Length of "'s" if the text starts with it and the word ends there.
fn possessive_length(rest: &str) -> Option<usize> {
    let mut chars = rest.chars();
    let mark = chars.next().filter(|c| is_apostrophe(*c))?;
    chars.next().filter(|c| matches!(c, 's' | 'S'))?;
    let ends = chars.next().is_none_or(|c| !c.is_alphanumeric());
    ends.then_some(mark.len_utf8() + 1)
}

fn word_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut letters = 0;
    let mut dotted = false;
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() {
            letters += 1;
            continue;
        }
        let next = chars.peek().map(|&(_, n)| n);
        let joins = next.is_some_and(char::is_alphanumeric);
        match c {
            '\u{300}'..='\u{36f}' => {}
            '-' | '\u{2010}' | '\u{2011}' if joins => letters = 0,
            '\'' | '\u{2019}' if joins && possessive_length(&rest[at..]).is_none() => letters = 0,
            '.' if letters == 1 && joins => {
                letters = 0;
                dotted = true;
            }
            '.' if letters == 1 && dotted => return at + 1,
            _ => return at,
        }
    }
    rest.len()
}

fn number_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    loop {
        if digit(at) {
            at += 1;
        } else if bytes.get(at) == Some(&b',')
            && digit(at + 1)
            && digit(at + 2)
            && digit(at + 3)
            && !digit(at + 4)
        {
            at += 4;
        } else if bytes.get(at) == Some(&b'.') && digit(at + 1) {
            at += 2;
        } else {
            break;
        }
    }
    while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
        at += 1;
    }
    at
}

/// Tokens of one sentence with their text, for scanners that look left and right.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The same in ASCII lower case, with the same byte offsets.
    pub lower: &'a str,
    /// The tokens in order.
    pub tokens: &'a [Token],
}

impl<'a> Words<'a> {
    /// Number of tokens.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The token in lower case; empty outside.
    #[must_use]
    pub fn low(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |t| t.span.of(self.lower))
    }

    /// The token `back` places before `index` in lower case; empty outside.
    #[must_use]
    pub fn before(&self, index: usize, back: usize) -> &'a str {
        index.checked_sub(back).map_or("", |i| self.low(i))
    }

    /// The token as written; empty outside.
    #[must_use]
    pub fn raw(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |t| t.span.of(self.text))
    }

    /// The kind of the token; a sign outside.
    #[must_use]
    pub fn kind(&self, index: usize) -> TokenKind {
        self.tokens.get(index).map_or(TokenKind::Sign, |t| t.kind)
    }

    /// Whether the token starts with a capital letter.
    #[must_use]
    pub fn is_capital(&self, index: usize) -> bool {
        self.raw(index).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether token `index` follows the one before it without a space.
    #[must_use]
    pub fn is_glued(&self, index: usize) -> bool {
        index > 0
            && self
                .tokens
                .get(index)
                .zip(self.tokens.get(index - 1))
                .is_some_and(|(b, a)| a.span.end == b.span.start)
    }

    /// Span from token `first` to the token before `end`.
    #[must_use]
    pub fn span(&self, first: usize, end: usize) -> Span {
        match (self.tokens.get(first), end.checked_sub(1).and_then(|i| self.tokens.get(i))) {
            (Some(a), Some(b)) if a.span.start <= b.span.end => Span::new(a.span.start, b.span.end),
            _ => Span::new(0, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::tokenize;
    use crate::model::article::Span;

    fn cut(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut tokens);
        tokens.iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn words_keep_hyphens_and_lose_possessives() {
        assert_eq!(cut("Pakistan’s cross-border raid."), ["Pakistan", "’s", "cross-border", "raid", "."]);
        assert_eq!(cut("didn't go to the U.S. on"), ["didn't", "go", "to", "the", "U.S.", "on"]);
    }

    #[test]
    fn numbers_keep_their_commas_and_suffixes() {
        assert_eq!(
            cut("1,600 men, 7.4 on the 9th, 1990s"),
            ["1,600", "men", ",", "7.4", "on", "the", "9th", ",", "1990s"]
        );
        assert_eq!(cut("2025-10-09"), ["2025", "-", "10", "-", "09"]);
        assert_eq!(cut("Oct. 9, 2001"), ["Oct", ".", "9", ",", "2001"]);
    }
}
