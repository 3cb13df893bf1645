//! Whether an event happened, goes on, is planned, denied or only feared.

use crate::events::kinds::{Group, KINDS};
use crate::events::sentence::Sentence;
use crate::events::trigger::Hit;
use crate::lang::en::events::{
    is_auxiliary, is_denial, is_habitual, is_hypothetical, is_ongoing, is_planned, is_speech,
};
use crate::model::event::Status;

/// Words before a trigger that may bear on it.
const REACH: usize = 7;

/// The status that the words around a trigger give it.
#[must_use]
pub fn status(s: &Sentence<'_>, hit: &Hit<'_>) -> Status {
    let w = &s.w;
    let clause = s.clauses.get(s.clause_of(hit.first)).map_or(0, |c| c.first);
    let back = hit.first.saturating_sub(REACH).max(clause);
    let mut found = Status::Happened;
    for i in (back..hit.first).rev().filter(|i| !s.in_date(*i)) {
        let word = w.low(i);
        let gap = hit.first - i;
        if matches!(word, "," | ";" | "killed" | "said") && gap > 1 && found == Status::Happened && gap > 3 {
            break;
        }
        let tried = word == "to"
            && matches!(w.before(i, 1), "tried" | "tries" | "try" | "trying" | "attempted" | "failed");
        let warrant = gap <= 3
            && matches!(word, "ordered" | "orders" | "sought" | "seek" | "warrant" | "warrants" | "demanded")
            && KINDS.get(hit.kind()).is_some_and(|k| k.key == "arrest");
        let to_come = matches!(word, "will" | "shall")
            || (matches!(word, "is" | "are" | "was" | "were")
                && w.low(i + 1) == "to"
                // "a man who was to testify was shot"
                && !(i + 2..hit.first).any(|k| matches!(w.low(k), "was" | "were" | "is" | "are")));
        let announced = word == "would"
            && (0..i).any(|k| is_speech(w.low(k)) || w.low(k) == "promised")
            && !(0..w.len()).any(|k| matches!(w.low(k), "if" | "should" | "could" | "might"));
        found = match found {
            Status::Happened if tried && gap == 1 || warrant => Status::Hypothetical,
            Status::Happened if announced && gap <= 4 => Status::Planned,
            Status::Happened if word == "for" && gap <= 3 && asks(w.before(i, 1)) && is_decreed(hit) => {
                Status::Hypothetical
            }
            Status::Happened if word == "off" && w.before(i, 1) == "called" && gap <= 3 => Status::Denied,
            Status::Happened if word == "suspended" && gap <= 4 && is_gathering(hit) => Status::Denied,
            Status::Happened if is_denial(word) && gap <= 4 && !matches!(w.low(i + 1), "only") => {
                Status::Denied
            }
            Status::Happened
                if to_come || (is_planned(word) && gap <= 6 && plans(w.low(i), w.low(i + 1))) =>
            {
                Status::Planned
            }
            Status::Happened if is_hypothetical(word) && gap <= 6 && !(word == "against" && gap > 2) => {
                Status::Hypothetical
            }
            Status::Happened if is_ongoing(word) && gap <= 3 => Status::Ongoing,
            Status::Planned if matches!(word, "not" | "never" | "if" | "may" | "might" | "could") => {
                Status::Hypothetical
            }
            other => other,
        };
    }
    if found == Status::Happened {
        return after(s, hit);
    }
    found
}

/// "called for a state of siege": asked for, not declared.
fn asks(word: &str) -> bool {
    matches!(
        word,
        "called" | "calls" | "call" | "calling" | "appealed" | "pleaded" | "asked" | "pressed" | "pushed"
    )
}

/// What someone must grant.
fn is_decreed(hit: &Hit<'_>) -> bool {
    let kind = KINDS.get(hit.kind()).map_or("", |k| k.key);
    !hit.verb
        && matches!(
            kind,
            "curfew"
                | "ceasefire"
                | "sanction"
                | "evacuation"
                | "withdrawal"
                | "capture"
                | "trial"
                | "arrest"
        )
}

/// What is not held when it is suspended: rallies, marches, strikes, exercises.
fn is_gathering(hit: &Hit<'_>) -> bool {
    let kind = KINDS.get(hit.kind());
    !hit.verb
        && kind
            .is_some_and(|k| k.group == Group::Unrest || matches!(k.key, "exercise" | "election" | "visit"))
}

/// "expected" and the like announce only before "to" or a noun; "planned" always does.
fn plans(word: &str, next: &str) -> bool {
    match word {
        "due" | "expected" | "set" | "scheduled" | "slated" => next == "to" || next == "for",
        "preparing" | "prepare" | "prepares" | "plans" | "intends" | "intend" | "pledged" | "vowed"
        | "promised" => matches!(next, "to" | "for" | "a" | "an"),
        _ => true,
    }
}

/// Whether the verb of the noun's clause says that it lies ahead, however long the subject ("talks between the leaders of
/// two neighbors are planned").
fn is_planned_later(s: &Sentence<'_>, hit: &Hit<'_>) -> bool {
    let subject =
        (hit.end..(hit.end + LONGEST_SUBJECT).min(s.w.len())).take_while(|i| !ends_subject(s.w.low(*i)));
    let verb = subject.filter(|i| !s.in_date(*i)).find(|i| is_auxiliary(s.w.low(*i)));
    verb.is_some_and(|i| matches!(s.w.low(i), "is" | "are") && is_ahead(s.w.low(i + 1)))
}

/// Words in which a clause may name its subject before the verb.
const LONGEST_SUBJECT: usize = 12;

fn ends_subject(word: &str) -> bool {
    matches!(word, "," | "that" | "which" | "who" | "killed" | ".")
}

fn is_ahead(word: &str) -> bool {
    matches!(word, "scheduled" | "planned" | "due" | "expected")
}

/// Words after a noun: "talks will be held", "the election is scheduled for".
fn after(s: &Sentence<'_>, hit: &Hit<'_>) -> Status {
    let w = &s.w;
    if hit.verb {
        return Status::Happened;
    }
    let invited = matches!(w.before(hit.first, 1), "to" | "for")
        && (hit.first.saturating_sub(6)..hit.first)
            .any(|i| matches!(w.low(i), "called" | "invited" | "summoned"));
    if invited || is_planned_later(s, hit) {
        return Status::Planned;
    }
    for i in (hit.end..(hit.end + 5).min(w.len())).filter(|i| !s.in_date(*i)) {
        let word = w.low(i);
        if ends_subject(word) {
            break;
        }
        if word == "will"
            || (matches!(word, "is" | "are") && (w.low(i + 1) == "to" || is_ahead(w.low(i + 1))))
        {
            return Status::Planned;
        }
        let ruled_out = (word == "ruled" && w.low(i + 1) == "out") || word == "unlikely";
        if ruled_out {
            return Status::Denied;
        }
        if matches!(word, "could" | "may" | "might" | "would") {
            return Status::Hypothetical;
        }
        if matches!(word, "continues" | "continue" | "rages" | "continued" | "ongoing" | "underway") {
            return Status::Ongoing;
        }
        if matches!(word, "foiled" | "thwarted" | "averted" | "postponed" | "cancelled" | "canceled") {
            return Status::Denied;
        }
    }
    Status::Happened
}

/// Whether the clause tells of a habit ("regularly attacks").
#[must_use]
pub fn is_habit(s: &Sentence<'_>, hit: &Hit<'_>) -> bool {
    let most = |i: usize| {
        s.w.low(i) == "on" && matches!(s.w.low(i + 1), "most" | "many") && s.w.low(i + 2).ends_with('s')
    };
    (hit.first.saturating_sub(4)..hit.first).any(|i| is_habitual(s.w.low(i)))
        || hit.verb && (hit.end..hit.end + 3).any(most)
}
