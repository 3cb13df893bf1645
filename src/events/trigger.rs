//! Finds the words of a sentence that give events away, and how they are used.

use crate::events::kinds::{Group, KINDS};
use crate::events::lexicon::{Entry, Form, Lexicon, Part};
use crate::events::sentence::Sentence;
use crate::lang::en::events::{
    is_auxiliary, is_be, is_compound_head, is_determiner, is_modal, is_place_filler, is_preposition,
    is_storm_name,
};
use crate::lang::tokens::TokenKind;
use crate::model::place::PlaceKind;

/// A trigger in a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'a> {
    /// First token.
    pub first: usize,
    /// Token after the last.
    pub end: usize,
    /// The phrase that matched.
    pub entry: &'a Entry,
    /// Used as a verb.
    pub verb: bool,
    /// A verb in the passive, or a participle after its noun.
    pub passive: bool,
}

impl Hit<'_> {
    /// Index of its kind in the table.
    #[must_use]
    pub const fn kind(&self) -> usize {
        self.entry.kind
    }

    /// Whether the noun is plural.
    #[must_use]
    pub const fn plural(&self) -> bool {
        matches!(self.entry.part, Part::Noun { plural: true })
    }
}

/// All triggers of a sentence, from left to right, none overlapping.
#[must_use]
pub fn hits<'a>(s: &Sentence<'_>, lexicon: &'a Lexicon) -> Vec<Hit<'a>> {
    let mut out: Vec<Hit<'a>> = Vec::new();
    let mut at = 0;
    while at < s.w.len() {
        match hit_at(s, lexicon, at) {
            Some(hit) => {
                at = hit.end;
                out.push(hit);
            }
            None => at += 1,
        }
    }
    out.retain(|h| !is_unlabelled(lexicon, h.entry));
    if out.len() > 1 {
        out.retain(|h| !is_missing(s, h));
    }
    out
}

/// "talks ended without a ceasefire": what did not come of another event.
fn is_missing(s: &Sentence<'_>, hit: &Hit<'_>) -> bool {
    let back = if is_determiner(s.w.before(hit.first, 1)) { 2 } else { 1 };
    !hit.verb && s.w.before(hit.first, back) == "without"
}

/// An entry whose label is empty only keeps its phrase from being read otherwise ("heart attack").
fn is_unlabelled(lexicon: &Lexicon, entry: &Entry) -> bool {
    entry.label.and_then(|l| lexicon.label(l)).is_some_and(|[one, _]| one.is_empty())
}

fn hit_at<'a>(s: &Sentence<'_>, lexicon: &'a Lexicon, at: usize) -> Option<Hit<'a>> {
    if s.ids.get(at).is_none_or(|id| !lexicon.opens(*id)) || s.in_date(at) || is_in_name(s, at) {
        return None;
    }
    let verbal = is_verbal(s, at);
    let own = s.clauses.get(s.clause_of(at)).map_or(0..s.w.len(), |c| c.first..c.end);
    for entry in lexicon.at(&s.ids, at, own, |end| place_follows(s, end)) {
        let end = at + entry.words.len();
        match entry.part {
            Part::Verb(Form::Present) if is_compound_head(s.w.low(end)) => {}
            Part::Verb(form) => {
                let weak = form == Form::Present
                    && (!verbal && !follows_subject(s, at) && !is_phrase(s, at, end)
                        || is_noun_phrase(s, end));
                if weak || is_adjectival(s, at, end, form) {
                    continue;
                }
                let passive = form == Form::Past && is_passive(s, at, end);
                return Some(Hit { first: at, end, entry, verb: true, passive });
            }
            Part::Noun { .. }
                if at > 0 && is_be(s.w.before(at, 1)) && s.w.low(at) == "fighting" && s.w.is_capital(end) => {
            }
            Part::Noun { .. } if is_compound_head(s.w.low(end)) => {}
            Part::Noun { plural }
                if !verbal
                    || (plural && s.w.before(at, 1) == "to")
                    || entry.words.len() > 1
                    || is_gerund(s, at) =>
            {
                return Some(Hit { first: at, end, entry, verb: false, passive: false });
            }
            Part::Noun { .. } => {}
        }
    }
    None
}

/// "orders to leave were extended": a verb follows, so this is its subject.
fn is_noun_phrase(s: &Sentence<'_>, end: usize) -> bool {
    matches!(s.w.low(end), "was" | "were" | "are" | "is" | "has" | "have" | "had")
}

/// A verb of several words after a noun needs no object to be one ("forces pull back from").
fn is_phrase(s: &Sentence<'_>, at: usize, end: usize) -> bool {
    let before = s.w.before(at, 1);
    end - at > 1 && before.len() > 2 && !is_determiner(before) && !is_preposition(before)
}

/// Whether a town or region is the object of what ends here ("took Goma").
fn place_follows(s: &Sentence<'_>, end: usize) -> bool {
    let near = s.spots.iter().find(|p| p.first >= end && p.first <= end + 2);
    near.is_some_and(|p| {
        let plain = p.place.kind.is_pointlike()
            || matches!(
                p.place.kind,
                PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::Region | PlaceKind::Island
            );
        plain && p.literal && (end..p.first).all(|i| is_determiner(s.w.low(i)) || is_place_filler(s.w.low(i)))
    })
}

fn is_gerund(s: &Sentence<'_>, at: usize) -> bool {
    s.w.low(at).ends_with("ing")
}

/// A capitalized word between capitalized words is part of a name ("Operation Storm Shadow"), except in headlines.
fn is_in_name(s: &Sentence<'_>, at: usize) -> bool {
    let w = &s.w;
    let opens = at == 0 || matches!(w.before(at, 1), "\u{2014}" | "\u{2013}" | ":" | "\u{201c}" | "\"");
    // "LOS ANGELES, Jan. 8 - Wildfires tore ...": a dash between spaces opens the sentence.
    let opens = opens || w.before(at, 1) == "-" && !w.is_glued(at);
    if is_named_force(s, at) {
        return false;
    }
    if !w.is_capital(at) || opens || w.raw(at).chars().all(|c| !c.is_lowercase()) {
        return false;
    }
    let capitals = (0..w.len())
        .filter(|i| w.kind(*i) == TokenKind::Word && w.raw(*i).len() > 3 && w.is_capital(*i))
        .count();
    let words = (0..w.len()).filter(|i| w.kind(*i) == TokenKind::Word && w.raw(*i).len() > 3).count();
    capitals * 10 < words * 7
}

/// "Cyclone Freddy", "the Palisades Fire": the name of a storm or a fire says what it is.
fn is_named_force(s: &Sentence<'_>, at: usize) -> bool {
    let w = &s.w;
    let name = |i: usize| w.is_capital(i) && w.kind(i) == TokenKind::Word;
    let storm = is_storm_name(w.low(at)) && name(at + 1) && !name(at + 2) && (at == 0 || !name(at - 1));
    let fire = w.low(at) == "fire" && at > 0 && name(at - 1) && !name(at + 1);
    w.is_capital(at) && (storm || fire)
}

/// Whether a word that may be noun or verb stands as a verb.
fn is_verbal(s: &Sentence<'_>, at: usize) -> bool {
    let w = &s.w;
    let before = w.before(at, 1);
    if at == 0 {
        return false;
    }
    if before == "to" {
        return !matches!(
            w.before(at, 2),
            "due" | "according" | "led" | "response" | "prior" | "subjected" | "close" | "linked" | "end"
        );
    }
    if is_modal(before)
        || matches!(
            before,
            "will" | "they" | "he" | "she" | "it" | "we" | "who" | "which" | "not" | "did" | "does" | "do"
        )
    {
        return true;
    }
    let next = w.low(at + 1);
    let object = is_determiner(next)
        || w.kind(at + 1) == TokenKind::Number
        || matches!(next, "him" | "them" | "her" | "people" | "civilians");
    let subject = w.kind(at.saturating_sub(1)) == TokenKind::Word
        && !is_determiner(before)
        && !is_preposition(before)
        && before.ends_with('s');
    object && subject
}

fn follows_subject(s: &Sentence<'_>, at: usize) -> bool {
    let w = &s.w;
    let before = w.before(at, 1);
    if at == 0 {
        return false;
    }
    let noun = w.kind(at - 1) == TokenKind::Word
        && !is_determiner(before)
        && !is_preposition(before)
        && !is_be(before)
        && !matches!(before, "and" | "or" | "of");
    let next = w.low(at + 1);
    noun && (is_determiner(next)
        || w.is_capital(at + 1)
        || w.kind(at + 1) == TokenKind::Number
        || next.ends_with('s')
        || is_preposition(next))
}

/// "the occupied territory", "an armed man": a participle before its noun is no event.
fn is_adjectival(s: &Sentence<'_>, at: usize, end: usize, form: Form) -> bool {
    let w = &s.w;
    if form == Form::Present || end - at > 1 {
        return false;
    }
    let before = w.before(at, 1);
    let opens = is_determiner(before)
        || matches!(before, "of" | "in" | "from" | "with")
        || (at > 0 && w.kind(at - 1) == TokenKind::Possessive);
    let noun_next = w.kind(end) == TokenKind::Word
        && !is_preposition(w.low(end))
        && !is_determiner(w.low(end))
        && !w.low(end).ends_with("ly");
    let gerund = form == Form::Ing && matches!(w.low(end), "of" | "in");
    opens && noun_next && !gerund && !(form == Form::Ing && matches!(before, "of" | "in" | "from" | "with"))
}

fn is_passive(s: &Sentence<'_>, at: usize, end: usize) -> bool {
    let w = &s.w;
    let mut i = at;
    while i > 0 {
        i -= 1;
        let word = w.low(i);
        if is_be(word) {
            return true;
        }
        if !(is_auxiliary(word)
            || word.ends_with("ly")
            || matches!(
                word,
                "also"
                    | "not"
                    | "never"
                    | "since"
                    | "reportedly"
                    | "then"
                    | "later"
                    | "and"
                    | "injured"
                    | "wounded"
                    | "killed"
            ))
        {
            break;
        }
    }
    matches!(w.low(end), "by")
        || (matches!(w.low(end), "in" | "at" | "near" | "when" | "on") && !is_transitive_object(s, end))
}

fn is_transitive_object(s: &Sentence<'_>, end: usize) -> bool {
    is_determiner(s.w.low(end)) || s.w.kind(end) == TokenKind::Number
}

/// How telling a kind is: a specific one takes in the vaguer ones of its clause.
#[must_use]
pub fn specificity(kind: usize) -> u8 {
    let Some(kind) = KINDS.get(kind) else { return 0 };
    match (kind.key, kind.group) {
        ("killing", _) => 2,
        ("attack" | "explosion", _) => 3,
        ("shooting", _) => 4,
        (_, Group::Statement) => 1,
        ("ceasefire" | "aid" | "coup", _) => 8,
        ("agreement", _) => 7,
        ("clash" | "war" | "mob", _) => 5,
        _ => 6,
    }
}
