//! Numbers of a sentence: what they count, how sure they are, and who gives them.

use crate::events::party::subject;
use crate::events::sentence::Sentence;
use crate::lang::en::events::{
    is_auxiliary, is_clause_break, is_determiner, is_speech, multiplier, number_word,
};
use crate::lang::tokens::TokenKind;
use crate::model::event::{Figure, FigureKind};

/// A figure and the token it stands at.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The figure.
    pub figure: Figure,
    /// First token of the number.
    pub token: usize,
}

struct Number {
    first: usize,
    end: usize,
    value: f64,
}

/// The figures of a sentence that count people or measure an earthquake.
#[must_use]
pub fn figures(s: &Sentence<'_>) -> Vec<Placed> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < s.w.len() {
        let Some(number) = number_at(s, at) else {
            at += 1;
            continue;
        };
        at = number.end;
        if let Some(kind) = kind_of(s, &number) {
            out.push(Placed { token: number.first, figure: figure(s, &number, kind) });
        }
    }
    out
}

fn number_at(s: &Sentence<'_>, at: usize) -> Option<Number> {
    if s.in_date(at) || (at > 0 && s.w.is_glued(at) && !matches!(s.w.before(at, 1), "(" | "\u{2014}")) {
        return None;
    }
    let low = s.w.low(at);
    let digits = s.w.kind(at) == TokenKind::Number;
    let mut value = if digits {
        low.replace(',', "").parse().ok()?
    } else {
        number_word(low).or_else(|| article_number(s, at))?
    };
    let mut end = at + 1;
    if !digits && s.w.low(end) == "-" {
        return None;
    }
    while let Some(factor) = multiplier(s.w.low(end)) {
        value *= factor;
        end += 1;
    }
    // "Thirteen of the 27 people on board": thirteen.
    if s.w.low(end) == "of" {
        let whole = end + 1 + usize::from(is_determiner(s.w.low(end + 1)));
        if s.w.kind(whole) == TokenKind::Number || number_word(s.w.low(whole)).is_some() {
            end = whole + 1;
        }
    }
    Some(Number { first: at, end, value })
}

/// "a dozen", "a hundred".
fn article_number(s: &Sentence<'_>, at: usize) -> Option<f64> {
    (s.w.low(at) == "a" && multiplier(s.w.low(at + 1)).is_some_and(|m| m < 1e6)).then_some(1.0)
}

fn cue(word: &str) -> Option<FigureKind> {
    Some(match word {
        "killed" | "dead" | "died" | "killing" | "kill" | "kills" | "deaths" | "fatalities" | "toll"
        | "die" | "dying" | "drowned" | "perished" | "murdered" | "massacred" | "executed" | "slain"
        | "lives" | "beheaded" | "assassinated" | "bodies" => FigureKind::Dead,
        "injured" | "wounded" | "injuring" | "wounding" | "hurt" | "injuries" | "hospitalized"
        | "injures" | "wounds" | "casualties" => FigureKind::Injured,
        "missing" | "unaccounted" => FigureKind::Missing,
        "displaced" | "deported" | "repatriated" | "evacuated" | "fled" | "homeless" | "displacing"
        | "expelled" | "uprooted" | "evacuating" | "driving" | "deporting" | "flee" | "returned"
        | "evacuation" => FigureKind::Displaced,
        "arrested" | "detained" | "kidnapped" | "abducted" | "hostage" | "hostages" | "arrests"
        | "detaining" | "arresting" | "abducting" | "kidnapping" | "jailed" | "arrest" | "captured" => {
            FigureKind::Arrested
        }
        _ => return None,
    })
}

fn kind_of(s: &Sentence<'_>, n: &Number) -> Option<FigureKind> {
    let w = &s.w;
    if (w.before(n.first, 1) == "magnitude"
        || w.before(n.first, 2) == "magnitude"
        || w.low(n.end + usize::from(w.low(n.end) == "-")) == "magnitude")
        && n.value < 11.0
    {
        return Some(FigureKind::Magnitude);
    }
    if is_measure(s, n) {
        return None;
    }
    before_cue(s, n).or_else(|| after_cue(s, n))
}

/// Distances, shares, money, ages and times count nobody.
fn is_measure(s: &Sentence<'_>, n: &Number) -> bool {
    matches!(
        s.w.low(n.end),
        "%" | "percent"
            | "km"
            | "kilometers"
            | "kilometres"
            | "miles"
            | "meters"
            | "metres"
            | "years"
            | "year"
            | "days"
            | "hours"
            | "weeks"
            | "months"
            | "minutes"
            | "dollars"
            | "a.m"
            | "p.m"
            | "am"
            | "pm"
            | "-year-old"
            | "kg"
            | "tons"
            | "tonnes"
            | "gmt"
            | "feet"
            | "times"
            | "others'"
            | "centuries"
            | "decades"
            | ":"
            | "euros"
            | "degrees"
    ) || matches!(
        s.w.before(n.first, 1),
        "$" | "€" | "£" | ":" | "no" | "number" | "age" | "aged" | "article" | "resolution"
    ) || (s.w.low(n.end) == "-" && s.w.low(n.end + 1) == "year")
}

/// "killing at least 11 people", "left 14 dead" (the cue may be either side), "death toll rose to 66".
fn before_cue(s: &Sentence<'_>, n: &Number) -> Option<FigureKind> {
    let w = &s.w;
    for back in 1..=7 {
        let i = n.first.checked_sub(back)?;
        let word = w.low(i);
        if let Some(kind) = cue(word) {
            let toll = matches!(
                word,
                "toll" | "deaths" | "fatalities" | "bodies" | "injuries" | "casualties" | "evacuation"
            );
            let passive = i > 0
                && is_auxiliary(w.before(i, 1))
                && w.before(i, 1) != "has"
                && w.before(i, 1) != "have"
                && w.before(i, 1) != "had";
            let verbal = !toll && !passive && back <= 5 && word != "dead" && word != "missing";
            return (toll || verbal).then_some(kind);
        }
        let quiet = is_qualifier(word)
            || is_determiner(word)
            || matches!(
                word,
                "and"
                    | "to"
                    | "has"
                    | "risen"
                    | "rose"
                    | "climbed"
                    | "at"
                    | "of"
                    | "the"
                    | "is"
                    | "stands"
                    | "reached"
                    | "from"
                    | "in"
                    | "put"
                    | "officially"
                    | "stood"
                    | "or"
                    | "off"
                    | "toll"
                    | "death"
                    | "about"
                    | "as"
            );
        if !quiet {
            return None;
        }
    }
    None
}

/// "11 people were killed", "14 dead", "40 of them injured".
fn after_cue(s: &Sentence<'_>, n: &Number) -> Option<FigureKind> {
    let w = &s.w;
    let mut auxiliary = false;
    for i in n.end..(n.end + 10).min(w.len()) {
        let word = w.low(i);
        if let Some(kind) = cue(word) {
            let direct = auxiliary
                || matches!(
                    word,
                    "dead"
                        | "missing"
                        | "deaths"
                        | "fatalities"
                        | "died"
                        | "drowned"
                        | "perished"
                        | "fled"
                        | "injured"
                        | "wounded"
                        | "hostages"
                        | "arrests"
                        | "casualties"
                        | "injuries"
                        | "homeless"
                        | "bodies"
                        | "die"
                        | "lives"
                );
            let taken = matches!(
                w.low(i + 1),
                "by" | "in"
                    | "at"
                    | "on"
                    | "when"
                    | "and"
                    | ","
                    | "."
                    | "after"
                    | "during"
                    | "near"
                    | "so"
                    | "since"
                    | ""
                    | "as"
                    | "while"
                    | "outside"
            );
            return (direct || taken).then_some(kind);
        }
        if is_be_or_have(word) {
            auxiliary = true;
        }
        let stops = matches!(word, "," | ";" | "." | "that" | "to" | "for" | "\u{2014}" | "(" | "whose")
            || (w.kind(i) == TokenKind::Number)
            || (is_clause_break(word) && !auxiliary);
        if stops {
            return None;
        }
    }
    None
}

fn is_be_or_have(word: &str) -> bool {
    is_auxiliary(word) || matches!(word, "left" | "reported" | "feared" | "lost")
}

fn is_qualifier(word: &str) -> bool {
    matches!(
        word,
        "more"
            | "than"
            | "least"
            | "about"
            | "nearly"
            | "some"
            | "around"
            | "almost"
            | "over"
            | "up"
            | "to"
            | "approximately"
            | "estimated"
            | "an"
            | "fewer"
            | "less"
            | "as"
            | "many"
            | "at"
            | "another"
            | "roughly"
            | "only"
            | "possibly"
            | "exactly"
            | "below"
    )
}

fn figure(s: &Sentence<'_>, n: &Number, kind: FigureKind) -> Figure {
    let (qualifier, first) = qualifier(s, n.first);
    Figure {
        kind,
        value: n.value,
        qualifier,
        unit: if kind == FigureKind::Magnitude { String::new() } else { unit(s, n.end) },
        claimant: claimant(s, n.first),
        span: s.w.span(first, n.end),
    }
}

/// "more than" and the like before a number, and the token where they start.
fn qualifier(s: &Sentence<'_>, number: usize) -> (String, usize) {
    let w = &s.w;
    let (one, two, three) = (w.before(number, 1), w.before(number, 2), w.before(number, 3));
    let (text, words) = match (three, two, one) {
        (_, "more", "than") => ("more than", 2),
        (_, "fewer" | "less", "than") => ("fewer than", 2),
        (_, "at", "least") => ("at least", 2),
        (_, "at", "most") => ("at most", 2),
        (_, "up", "to") => ("up to", 2),
        ("as", "many", "as") => ("up to", 3),
        (_, "an", "estimated") => ("an estimated", 2),
        (_, _, "over") => ("more than", 1),
        (_, _, "about" | "around" | "approximately" | "roughly" | "some") => ("about", 1),
        (_, _, "nearly" | "almost") => ("nearly", 1),
        (_, _, "only" | "exactly") => ("", 1),
        _ => ("", 0),
    };
    (text.to_owned(), number.saturating_sub(words))
}

/// What is counted, as the text says: up to three words after the number.
fn unit(s: &Sentence<'_>, from: usize) -> String {
    let w = &s.w;
    let stop = |i: usize| {
        let word = w.low(i);
        w.kind(i) != TokenKind::Word
            || (cue(word).is_some() && word != "hostages")
            || is_auxiliary(word)
            || is_speech(word)
            || is_clause_break(word)
            || matches!(
                word,
                "in" | "on"
                    | "at"
                    | "of"
                    | "by"
                    | "from"
                    | "and"
                    | "or"
                    | "who"
                    | "that"
                    | "near"
                    | "to"
                    | "when"
                    | "with"
                    | "during"
                    | "as"
                    | "for"
                    | "including"
                    | "left"
                    | "so"
                    | "since"
                    | "across"
                    | "into"
                    | "what"
                    | "they"
                    | "more"
                    | "others"
                    | "other"
                    | "along"
            )
    };
    let mut from = from;
    if w.low(from) == "of" && is_determiner(w.low(from + 1)) {
        return String::new();
    }
    while matches!(w.low(from), "other" | "more") {
        from += 1;
    }
    let mut end = from;
    while end < w.len() && end < from + 3 && !stop(end) && !s.in_date(end) {
        end += 1;
    }
    if end == from + 3 && !stop(end) && w.low(end).ends_with('s') {
        end += 1;
    }
    w.span(from, end).of(w.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Who gives the number: the subject of a verb of saying in the same clause, or "according to X".
fn claimant(s: &Sentence<'_>, number: usize) -> String {
    let w = &s.w;
    let clause = s.clauses.get(s.clause_of(number)).copied();
    let (first, end) = clause.map_or((0, w.len()), |c| (c.first, c.end));
    for i in (first..number).rev() {
        if is_speech(w.low(i))
            && w.low(i) != "according"
            && !matches!(w.low(i), "estimated" | "report" | "reports")
        {
            let skip = usize::from(is_clause_break(w.low(first)));
            let name = spoken_by(s, first + skip, i);
            if !name.is_empty() {
                return name;
            }
        }
    }
    for i in number..end {
        if w.low(i) == "according" && w.low(i + 1) == "to" {
            return phrase(s, i + 2, end);
        }
        if is_speech(w.low(i)) && !matches!(w.low(i), "estimated" | "reports" | "report" | "reported") {
            let open = (number..i).rev().find(|k| w.low(*k) == ",");
            return open.map_or_else(String::new, |o| spoken_by(s, o + 1, i));
        }
    }
    let contrast = (end..w.len()).any(|i| matches!(w.low(i), "while" | "but" | "whereas"));
    let source = (end..w.len()).find(|i| w.low(*i) == "according" && w.low(i + 1) == "to");
    source.filter(|_| !contrast).map_or_else(String::new, |i| phrase(s, i + 2, w.len()))
}

/// The subject of a verb of saying, as the text names it; empty for pronouns.
fn spoken_by(s: &Sentence<'_>, from: usize, verb: usize) -> String {
    let w = &s.w;
    let mut start = from;
    while start < verb
        && (s.in_date(start)
            || matches!(w.low(start), "," | "and" | "but" | "while" | "\u{201d}" | "\"" | "on" | "also"))
    {
        start += 1;
    }
    let mut end = verb;
    while end > start
        && (is_auxiliary(w.low(end - 1))
            || s.in_date(end - 1)
            || matches!(w.low(end - 1), "also" | "later" | "," | "on"))
    {
        end -= 1;
    }
    let comma = (start..end).find(|i| w.low(*i) == ",");
    let end = comma.unwrap_or(end);
    let words = end.saturating_sub(start);
    if words == 0 || words > 9 {
        return subject(s, verb).pop().unwrap_or_default();
    }
    if words == 1
        && matches!(w.low(start), "he" | "she" | "it" | "they" | "who" | "that" | "which" | "we" | "i")
    {
        return String::new();
    }
    named(s, start, end)
}

fn phrase(s: &Sentence<'_>, from: usize, end: usize) -> String {
    let w = &s.w;
    let stop = |i: usize| {
        matches!(w.low(i), "," | "." | ";" | "who" | "which" | "that" | "in" | "on") || s.in_date(i)
    };
    let last = (from..end).find(|i| stop(*i)).unwrap_or(end).min(from + 8);
    named(s, from, last)
}

fn named(s: &Sentence<'_>, from: usize, end: usize) -> String {
    let text = s.w.span(from, end).of(s.w.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut words = text.splitn(2, ' ');
    match (words.next(), words.next()) {
        (Some(article @ ("The" | "A" | "An")), Some(rest)) => format!("{} {rest}", article.to_lowercase()),
        _ => text,
    }
}
