//! Puts the triggers of one happening together.

use crate::events::kinds::{Group, KINDS, Kind};
use crate::events::sentence::{Link, Sentence};
use crate::events::trigger::{Hit, specificity};

/// Puts the hits of one happening together: the same kind in a clause, and vague ones with a specific one.
pub(super) fn group<'h>(s: &Sentence<'_>, found: &[Hit<'h>]) -> Vec<Vec<Hit<'h>>> {
    let mut out: Vec<Vec<Hit<'h>>> = Vec::new();
    for hit in found {
        let clause = s.clause_of(hit.first);
        let home = out.iter_mut().find(|g| {
            g.first().is_some_and(|head| {
                let home = s.clause_of(head.first);
                let joined = match s.link_of(hit.first) {
                    _ if home == clause => true,
                    Link::Beside => s.link_of(head.first) != Link::After,
                    Link::After => home + 1 == clause && is_toll(head) && is_cause(hit),
                    Link::Relative => home + 1 == clause && (is_toll(hit) || is_toll(head)),
                    _ => false,
                };
                joined && belongs(head.kind(), hit.kind()) && !are_told_apart(s, head, hit)
            })
        });
        match home {
            Some(members) => members.push(*hit),
            None => out.push(vec![*hit]),
        }
    }
    for members in &mut out {
        members.sort_by_key(|h| (std::cmp::Reverse(specificity(h.kind())), h.first));
    }
    out
}

/// "landslides are common here, and a quake was felt there": two forces of nature, each in its own half.
fn are_told_apart(s: &Sentence<'_>, head: &Hit<'_>, hit: &Hit<'_>) -> bool {
    let nature = |h: &Hit<'_>| KINDS.get(h.kind()).is_some_and(|k| k.group == Group::Nature);
    if head.kind() == hit.kind() && nature(head) {
        let name = |h: &Hit<'_>| (s.w.is_capital(h.first) && s.w.is_capital(h.end)).then(|| s.w.low(h.end));
        return name(head).zip(name(hit)).is_some_and(|(a, b)| a != b);
    }
    let halves = (head.end..hit.first).any(|i| s.w.low(i) == "," && s.w.low(i + 1) == "and");
    head.kind() != hit.kind() && nature(head) && nature(hit) && halves
}

/// A verb of killing, which counts the dead of something else.
pub(super) fn is_toll(hit: &Hit<'_>) -> bool {
    KINDS.get(hit.kind()).is_some_and(|k| k.key == "killing")
}

/// What people die of.
pub(super) fn is_cause(hit: &Hit<'_>) -> bool {
    KINDS
        .get(hit.kind())
        .is_some_and(|k| matches!(k.group, Group::Nature | Group::Accident | Group::Violence))
}

pub(super) fn belongs(a: usize, b: usize) -> bool {
    let (Some(x), Some(y)) = (KINDS.get(a), KINDS.get(b)) else { return false };
    let harm = |k: &Kind| {
        matches!(k.group, Group::Violence | Group::Accident) && k.key != "abduction" || k.key == "mob"
    };
    let unrest = |k: &Kind| k.group == Group::Unrest;
    let order = |k: &Kind| matches!(k.key, "arrest" | "trial" | "weapons-seizure");
    a == b
        || (harm(x) && harm(y) && (specificity(a) < 6 || specificity(b) < 6))
        || (x.group == Group::Nature && y.group == Group::Nature && (x.key != y.key))
        || (x.group == Group::Nature && matches!(y.key, "killing" | "accident"))
        || (y.group == Group::Nature && matches!(x.key, "killing" | "accident"))
        || (unrest(x) && unrest(y))
        || (y.key == "destruction" && (x.group == Group::Nature || x.key == "explosion"))
        || (x.key == "destruction" && (y.group == Group::Nature || y.key == "explosion"))
        || matches!((x.key, y.key), ("coup", "capture") | ("capture", "coup"))
        || (order(x) && order(y) && x.key == y.key)
        || (x.key == "ceasefire" && matches!(y.key, "agreement" | "talks"))
        || (y.key == "ceasefire" && matches!(x.key, "agreement" | "talks"))
        || matches!(
            (x.key, y.key),
            ("agreement", "talks") | ("talks", "agreement") | ("agreement", "aid") | ("aid", "agreement")
        )
}
