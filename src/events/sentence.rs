//! One sentence laid out for extraction: tokens, clauses, dates and the places it names.

use crate::events::lexicon::Lexicon;
use crate::events::spot::{Spot, spots_of};
use crate::lang::en::dates::expression::Found;
use crate::lang::en::dates::scan::scan;
use crate::lang::en::events::{is_be, is_clause_break, is_speech};
use crate::lang::tokens::{Token, TokenKind, Words};
use crate::model::article::{Article, Span};
use crate::model::mention::Resolution;

/// How a clause hangs on the main clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The main clause, or one beside it.
    Main,
    /// "after ...": earlier than the main clause.
    After,
    /// "before ...": later than the main clause.
    Before,
    /// "while", "when", "but": at about the same time.
    Beside,
    /// "which", "who", "that": says more of the clause before.
    Relative,
}

/// A clause: a run of tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clause {
    /// First token.
    pub first: usize,
    /// Token after the last.
    pub end: usize,
    /// How it hangs on the main clause.
    pub link: Link,
}

/// A sentence laid out.
#[derive(Debug)]
pub struct Sentence<'a> {
    /// Its index in the article.
    pub index: usize,
    /// Index of its block.
    pub block: usize,
    /// Where it stands.
    pub span: Span,
    /// Its tokens with their text.
    pub w: Words<'a>,
    /// Ids of its words in the lexicon.
    pub ids: Vec<u32>,
    /// Its clauses in order.
    pub clauses: Vec<Clause>,
    /// Its dates in order.
    pub dates: Vec<Found>,
    /// Its places in order.
    pub spots: Vec<Spot<'a>>,
}

impl<'a> Sentence<'a> {
    /// Lays out a sentence. `tokens` are those of the sentence, `resolutions` those within it.
    #[must_use]
    pub fn new(
        article: &'a Article,
        lower: &'a str,
        tokens: &'a [Token],
        index: usize,
        resolutions: &[&'a Resolution],
        lexicon: &Lexicon,
    ) -> Self {
        let w = Words { text: &article.text, lower, tokens };
        let dates = scan(w);
        let (span, block) = article.sentences.get(index).map_or((Span::new(0, 0), 0), |s| (s.span, s.block));
        Self {
            index,
            block,
            span,
            ids: lexicon.ids(&w),
            clauses: clauses(&w, &dates),
            spots: spots_of(&w, resolutions),
            dates,
            w,
        }
    }

    /// Index of the clause of a token.
    #[must_use]
    pub fn clause_of(&self, token: usize) -> usize {
        self.clauses.iter().position(|c| token < c.end).unwrap_or(self.clauses.len().saturating_sub(1))
    }

    /// How the clause of a token hangs on the main clause.
    #[must_use]
    pub fn link_of(&self, token: usize) -> Link {
        self.clauses.get(self.clause_of(token)).map_or(Link::Main, |c| c.link)
    }

    /// The link of a token's clause; a relative clause has that of the clause before.
    #[must_use]
    pub fn root_link(&self, token: usize) -> Link {
        let own = self.clause_of(token);
        let mut upward = self.clauses.iter().take(own + 1).rev().map(|c| c.link);
        upward.find(|l| *l != Link::Relative).unwrap_or(Link::Main)
    }

    /// Whether the token stands between quotation marks.
    #[must_use]
    pub fn is_quoted(&self, token: usize) -> bool {
        let mut open = false;
        for i in 0..token.min(self.w.len()) {
            match self.w.low(i) {
                "\u{201c}" => open = true,
                "\u{201d}" => open = false,
                "\"" => open = !open,
                _ => {}
            }
        }
        open
    }

    /// Number of commas and stops between two tokens.
    #[must_use]
    pub fn breaks_between(&self, from: usize, to: usize) -> usize {
        (from..to)
            .filter(|i| matches!(self.w.low(*i), "," | ";" | ":" | "(" | "\u{2014}" | "\u{2013}"))
            .count()
    }

    /// Whether a date covers the token.
    #[must_use]
    pub fn in_date(&self, token: usize) -> bool {
        self.dates.iter().any(|d| d.first <= token && token < d.end)
    }
}

/// Cuts a sentence into clauses at conjunctions and semicolons.
fn clauses(w: &Words<'_>, dates: &[Found]) -> Vec<Clause> {
    let in_date = |i: usize| dates.iter().any(|d| d.first <= i && i < d.end);
    let mut out: Vec<Clause> = Vec::new();
    let mut first = 0;
    let mut link = Link::Main;
    let mut fronted = false;
    let mut aside: Option<Link> = None;
    for i in 0..w.len() {
        let word = w.low(i);
        if let Some(outer) = aside.filter(|_| word == "," && i > first + 1 && is_verb_like(w, i + 1)) {
            out.push(Clause { first, end: i, link });
            (first, link, aside, fronted) = (i, outer, None, false);
            continue;
        }
        let ends_front = fronted && word == "," && !is_inner_comma(w, i);
        let breaks = !in_date(i) && (is_clause_break(word) || word == ";") && !is_no_break(w, i);
        let relative = is_relative(w, i) || is_dated_relative(w, i, in_date(i + 1) || in_date(i + 2));
        let dated = word == "and" && w.before(i, 1) == "," && (in_date(i + 1) || in_date(i + 2));
        let second = is_second_clause(w, i) && (first..i).any(|k| is_finite(w, k));
        let dated = dated || second;
        let breaks = breaks || relative || dated;
        if !ends_front && !breaks {
            continue;
        }
        if i > first {
            out.push(Clause { first, end: i, link });
        }
        first = i;
        aside = (relative || word == "whose").then_some(link).filter(|_| w.before(i, 1) == ",");
        fronted = breaks && !relative && !dated && (0..i).all(|k| in_date(k) || k == 0 || w.low(k) == ",");
        link = match word {
            _ if ends_front => Link::Main,
            "after" | "once" | "since" => Link::After,
            "before" => Link::Before,
            ";" | "and" => Link::Main,
            "which" | "who" | "that" | "whose" | "where" => Link::Relative,
            _ => Link::Beside,
        };
    }
    out.push(Clause { first, end: w.len(), link });
    out
}

/// Whether a main verb may follow: after the comma that closes an aside ("X, who led it, left").
fn is_verb_like(w: &Words<'_>, i: usize) -> bool {
    let word = w.low(i);
    w.kind(i) == TokenKind::Word
        && !w.is_capital(i)
        && (is_be(word)
            || is_speech(word)
            || matches!(word, "has" | "have" | "had" | "will" | "would")
            || word.ends_with("ed"))
}

/// "..., which", "a group that launches": a clause about the noun before.
fn is_relative(w: &Words<'_>, i: usize) -> bool {
    let next = w.low(i + 1);
    match w.low(i) {
        "which" | "who" => i > 0,
        "where" => w.before(i, 1) == ",",
        "that" => {
            let verb = next.ends_with("ed")
                || (next.ends_with('s') && next.len() > 3)
                || matches!(
                    next,
                    "has" | "had" | "have" | "was" | "were" | "is" | "left" | "broke" | "struck" | "hit"
                );
            verb && i > 0
                && w.kind(i - 1) == TokenKind::Word
                && !is_speech(w.before(i, 1))
                && !is_be(w.before(i, 1))
        }
        _ => false,
    }
}

/// A verb that can only be that of a clause.
fn is_finite(w: &Words<'_>, i: usize) -> bool {
    let word = w.low(i);
    !w.is_capital(i)
        && (matches!(word, "was" | "were" | "is" | "are" | "has" | "have" | "had" | "will" | "would")
            || is_speech(word)
            || word.ends_with("ed") && word.len() > 4
            || matches!(
                word,
                "sank"
                    | "ran"
                    | "fell"
                    | "hit"
                    | "struck"
                    | "broke"
                    | "took"
                    | "went"
                    | "left"
                    | "came"
                    | "shot"
                    | "shook"
                    | "blew"
                    | "held"
                    | "met"
                    | "began"
                    | "fled"
                    | "set"
                    | "sent"
                    | "rose"
                    | "flew"
                    | "fought"
            ))
}

/// ", and a boat capsized near X": a subject and a verb of its own after the comma.
fn is_second_clause(w: &Words<'_>, i: usize) -> bool {
    if w.low(i) != "and" || w.before(i, 1) != "," {
        return false;
    }
    let opens = matches!(
        w.low(i + 1),
        "a" | "an" | "the" | "its" | "his" | "her" | "their" | "he" | "she" | "it" | "they" | "another"
    ) || w.is_capital(i + 1)
        || w.kind(i + 1) == TokenKind::Number;
    let close = |k: &usize| !matches!(w.low(*k), "," | ";" | "." | "and" | "which" | "who" | "that");
    opens && (i + 2..(i + 9).min(w.len())).take_while(close).any(|k| is_finite(w, k))
}

/// "the dam that in 2017 made people flee".
fn is_dated_relative(w: &Words<'_>, i: usize, dated: bool) -> bool {
    dated
        && w.low(i) == "that"
        && i > 0
        && w.kind(i - 1) == TokenKind::Word
        && !is_speech(w.before(i, 1))
        && !is_be(w.before(i, 1))
        && matches!(w.low(i + 1), "in" | "on" | "last" | "since")
}

/// A comma within a number of names or a date does not end a fronted clause.
fn is_inner_comma(w: &Words<'_>, i: usize) -> bool {
    w.kind(i + 1) == TokenKind::Number
        || (w.is_capital(i + 1) && w.is_capital(i.saturating_sub(1)) && w.low(i + 2) == ",")
}

/// "shortly after 10 p.m.", "soon after", "but" inside "all but", and the like.
fn is_no_break(w: &Words<'_>, i: usize) -> bool {
    match w.low(i) {
        "after" | "before" if is_measured_aside(w, i) => true,
        "after" | "before" => {
            w.kind(i + 1) == TokenKind::Number
                || matches!(
                    w.low(i + 1),
                    "noon" | "midnight" | "dawn" | "dusk" | "sunset" | "sunrise" | "sundown" | "all"
                )
        }
        "but" => matches!(w.before(i, 1), "all" | "nothing" | "anything"),
        "once" => w.before(i, 1) == "at" || is_be(w.before(i, 1)),
        _ => false,
    }
}

/// "On April 26, two days before polling, ...": an aside that measures from another day.
fn is_measured_aside(w: &Words<'_>, i: usize) -> bool {
    let unit = matches!(
        w.before(i, 1),
        "day" | "days" | "week" | "weeks" | "month" | "months" | "hours" | "year" | "years"
    );
    let opens = (2..=4).any(|back| w.before(i, back) == ",");
    unit && opens && (i + 1..i + 7).any(|k| w.low(k) == ",")
}

#[cfg(test)]
mod tests {
    use super::{Link, clauses};
    use crate::lang::en::dates::scan::scan;
    use crate::lang::tokens::{Words, tokenize};
    use crate::model::article::Span;

    fn links(text: &str) -> Vec<Link> {
        let lower = text.to_ascii_lowercase();
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut tokens);
        let w = Words { text, lower: &lower, tokens: &tokens };
        clauses(&w, &scan(w)).iter().map(|c| c.link).collect()
    }

    #[test]
    fn clauses_end_at_conjunctions() {
        assert_eq!(links("They fought a war after an attack killed ten"), [Link::Main, Link::After]);
        assert_eq!(links("After the attack, the army moved"), [Link::After, Link::Main]);
        assert_eq!(links("It fell after May 2025"), [Link::Main]);
        assert_eq!(links("He left shortly after noon"), [Link::Main]);
    }
}
