//! The places of a sentence with the words that tie them to what happened.

use crate::lang::en::events::{
    is_abstract, is_actor, is_be, is_building, is_determiner, is_division, is_facility, is_impact,
    is_institution, is_length, is_place_filler, is_speech, is_street, is_territory,
};
use crate::lang::tokens::{TokenKind, Words};
use crate::model::article::Span;
use crate::model::mention::{MentionClass, Resolution};
use crate::model::place::{Place, PlaceKind};

/// What ties a place to its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// "in", "at", "inside", "across", "throughout", "off".
    In,
    /// "near", "outside", "north of", "close to", "around".
    Near,
    /// "along".
    Along,
    /// "on", "against", "upon".
    On,
    /// "of".
    Of,
    /// "to", "into", "toward".
    To,
    /// "from".
    From,
    /// "between".
    Between,
    /// Object of a verb that hits or names it.
    Object,
    /// Before a noun ("the Kabul bombing").
    Before,
    /// With a possessive ending.
    Possessive,
    /// Nothing: a subject, an apposition or a party.
    Bare,
}

/// A place in a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'a> {
    /// First token of the name.
    pub first: usize,
    /// Token after the name and its land noun ("Afghan territory").
    pub end: usize,
    /// The place.
    pub place: &'a Place,
    /// The mention.
    pub span: Span,
    /// Probability that mention and place are right.
    pub confidence: f32,
    /// How the name is used.
    pub class: MentionClass,
    /// What ties it to its clause.
    pub tie: Tie,
    /// Token of that tie; the name itself where there is none.
    pub anchor: usize,
    /// It continues a list ("in X, Y and Z"): index of the place before.
    pub list: Option<usize>,
    /// It only says where the place before it lies ("Paris, Texas").
    pub container: bool,
    /// It sits with a person, a government or a verb of saying.
    pub seat: bool,
    /// It sits with an institution that has a building there.
    pub building: bool,
    /// The name reads like a place, not like a people or a government.
    pub literal: bool,
}

/// Clue of a name without a record that has the point of a place beside it.
const BESIDE: &str = "lies beside it";

/// The places of a sentence from its resolutions, in order.
#[must_use]
pub fn spots_of<'a>(w: &Words<'_>, resolutions: &[&'a Resolution]) -> Vec<Spot<'a>> {
    let mut out: Vec<Spot<'a>> = Vec::new();
    for resolution in resolutions {
        let (Some(place), mention) = (&resolution.place, &resolution.mention) else { continue };
        if matches!(mention.class, MentionClass::Embedded | MentionClass::Homonym) {
            continue;
        }
        // A name that nobody knows, beside a capital that only speaks of it: no event is there.
        if place.is_capital() && resolution.clues.iter().any(|c| c.name == BESIDE) {
            continue;
        }
        if place.kind == PlaceKind::Settlement && is_street(w.low(first_after(w, mention.span))) {
            continue;
        }
        // "the Red Sea city": the sea only describes the city.
        let describes = matches!(w.low(first_after(w, mention.span)), "city" | "town" | "village" | "resort");
        if place.kind.is_water() && describes {
            continue;
        }
        let Some(first) = w.tokens.iter().position(|t| t.span.end > mention.span.start) else { continue };
        let end = w.tokens.iter().rposition(|t| t.span.start < mention.span.end).map_or(first + 1, |i| i + 1);
        if out.last().is_some_and(|s| s.end > first) || end <= first {
            continue;
        }
        let mut spot = Spot {
            first,
            end,
            place,
            span: mention.span,
            confidence: resolution.confidence,
            class: mention.class,
            tie: Tie::Bare,
            anchor: first,
            list: None,
            container: false,
            seat: false,
            building: false,
            literal: mention.class == MentionClass::Literal,
        };
        if place.kind == PlaceKind::Country && is_actor(w.low(end)) && mention.surface != place.name {
            spot.class = MentionClass::Demonym;
            spot.literal = false;
        }
        add_land(w, &mut spot);
        tie(w, &out, &mut spot);
        out.push(spot);
    }
    out
}

/// The token after a mention.
fn first_after(w: &Words<'_>, span: Span) -> usize {
    w.tokens.iter().position(|t| t.span.start >= span.end).unwrap_or(w.len())
}

/// "Afghan territory", "Pakistani soil": the adjective names the land.
fn add_land(w: &Words<'_>, spot: &mut Spot<'_>) {
    let mut at = spot.end;
    if w.kind(at) == TokenKind::Possessive || is_place_filler(w.low(at)) && is_territory(w.low(at + 1)) {
        at += 1;
    }
    // "the Greek island of Lesbos": the name that follows is the place.
    let named_next = w.low(at + 1) == "of" && w.is_capital(at + 2);
    if is_territory(w.low(at))
        && !named_next
        && (spot.class == MentionClass::Demonym || spot.place.kind == PlaceKind::Country)
    {
        spot.end = at + 1;
        spot.literal = true;
        if w.low(at) == "capital" {
            spot.literal = false;
        }
    }
}

/// Finds what ties a place to its clause, given the places before it.
pub fn tie<'a>(w: &Words<'_>, before: &[Spot<'a>], spot: &mut Spot<'a>) {
    if let Some((tie, anchor)) = preposition(w, before, spot.first) {
        // One meets "on Chios" as one meets "in Athens".
        let island = tie == Tie::On && w.low(anchor) == "on" && spot.place.kind == PlaceKind::Island;
        spot.tie = if island { Tie::In } else { tie };
        spot.anchor = anchor;
        spot.seat = is_seat(w, anchor);
        spot.building = is_building(w.before(anchor, 1));
        // "a spokesman in X said", but not "the attack in X, officials said".
        spot.seat |= is_speech(w.low(spot.end)) && w.low(spot.end) != "according" && tie == Tie::In;
        // "in Soacha, 15 km south of Bogota": the distance only says where Soacha lies.
        if let Some(last) = before.last().filter(|last| measures_from(w, last, spot)) {
            spot.container = true;
            spot.seat |= last.seat;
            return;
        }
        // "in Djibo, in northern Burkina Faso": the second name only says where the first lies.
        let beside = before.last().filter(|last| w.low(last.end) == "," && anchor == last.end + 1);
        if let Some(last) = beside.filter(|last| spot.tie == Tie::In && is_container(last.place, spot.place))
        {
            spot.container = true;
            spot.seat |= last.seat;
        }
        return;
    }
    // "at his farm, Venecia municipality": what lies there is named before.
    let bare = before.last().is_none_or(|last| last.tie == Tie::Bare || last.end + 1 != spot.first);
    if bare && w.before(spot.first, 1) == "," && is_division(w.low(spot.end)) && spot.literal {
        spot.tie = Tie::In;
        return;
    }
    if let Some(last) = before.last().copied().filter(|last| follows_list(w, last, spot.first)) {
        spot.container = is_container(last.place, spot.place) && w.low(last.end) == ",";
        spot.list = Some(before.len() - 1);
        spot.tie = last.tie;
        spot.anchor = last.anchor;
        spot.seat = last.seat;
        return;
    }
    if w.kind(spot.end) == TokenKind::Possessive {
        spot.tie = Tie::Possessive;
        return;
    }
    if let Some((tie, anchor)) = lists_unknown(w, spot.first) {
        (spot.tie, spot.anchor) = (tie, anchor);
        return;
    }
    if let Some(verb) = impact_verb(w, spot.first) {
        spot.tie = Tie::Object;
        spot.anchor = verb;
        return;
    }
    let noun_next =
        w.kind(spot.end) == TokenKind::Word && !is_be(w.low(spot.end)) && !is_speech(w.low(spot.end));
    let starts_low = !w.is_capital(spot.end) || w.raw(spot.end).chars().all(char::is_uppercase);
    if noun_next && starts_low {
        spot.tie = Tie::Before;
    }
}

/// The preposition before a name, across articles, directions and words such as "city of".
fn preposition(w: &Words<'_>, before: &[Spot<'_>], first: usize) -> Option<(Tie, usize)> {
    let mut unknown = 0;
    for back in 1..=8 {
        let i = first.checked_sub(back)?;
        let word = w.low(i);
        if before.iter().rev().take(2).any(|p| !p.literal && p.first <= i && i < p.end) && back > 1 {
            continue;
        }
        if word == "of" && is_place_filler(w.before(i, 1)) {
            if let Some(direction) = direction_of(w, i) {
                return Some((Tie::Near, direction));
            }
            continue;
        }
        if let Some(outer) = through_noun(w, i).filter(|_| word == "of" && back <= 2) {
            return Some(outer);
        }
        if let Some(tie) = tie_word(word) {
            let near = word == "to" && matches!(w.before(i, 1), "close" | "next" | "adjacent");
            return Some(if near { (Tie::Near, i - 1) } else { (tie, i) });
        }
        if is_determiner(word)
            || is_place_filler(word)
            || word == "-"
            || (w.kind(i) == TokenKind::Word && word.contains('-'))
        {
            continue;
        }
        if word == "," && is_place_filler(w.before(i, 1)) && back == 1 {
            continue;
        }
        let adjective = w.kind(i) == TokenKind::Word
            && !w.is_capital(i)
            && !is_impact(word)
            && !is_speech(word)
            && !is_be(word)
            && !word.ends_with("ed")
            && !word.ends_with("ing")
            && !matches!(word, "and" | "or" | "that" | "which" | "who");
        unknown += 1;
        if !adjective || unknown > 1 {
            return None;
        }
    }
    None
}

/// Whether only a distance parts two places ("Soacha, 15 km south of Bogota", "Sevilla municipality (370 km from Bogota)").
fn measures_from(w: &Words<'_>, last: &Spot<'_>, spot: &Spot<'_>) -> bool {
    if !matches!(spot.tie, Tie::Near | Tie::From)
        || spot.first < last.end
        || spot.first - last.end > LONGEST_DISTANCE
    {
        return false;
    }
    let named = last.end + usize::from(is_place_filler(w.low(last.end)));
    let opens = matches!(w.low(named), "," | "(");
    let number =
        w.kind(named + 1) == TokenKind::Number || matches!(w.low(named + 1), "some" | "about" | "just");
    opens && number && (named + 1..spot.first).any(|i| is_length(w.low(i)))
}

/// Words in which a distance may be put ("about 15 kilometers to the south of the city of").
const LONGEST_DISTANCE: usize = 12;

/// "near the monastery of X", "in the streets of X": the preposition before the noun before "of".
fn through_noun(w: &Words<'_>, of: usize) -> Option<(Tie, usize)> {
    let noun = w.before(of, 1);
    if is_facility(noun) && !is_name(w, of.saturating_sub(1)) {
        return Some(facility_tie(w, of - 1));
    }
    if is_abstract(noun) {
        return None;
    }
    if is_name(w, of.saturating_sub(1)) || noun.ends_with("ing") || is_institution(noun) || is_actor(noun) {
        return None;
    }
    let at = (2..=4).map(|back| of.checked_sub(back)).find_map(|i| {
        let i = i?;
        matches!(w.low(i), "in" | "at" | "near" | "outside" | "inside" | "around").then_some(i)
    })?;
    let plain =
        (at + 1..of - 1).all(|i| is_determiner(w.low(i)) || w.kind(i) == TokenKind::Word && !w.is_capital(i));
    let described = is_determiner(w.low(at + 1));
    (plain && described).then(|| tie_word(w.low(at)).map(|tie| (tie, at))).flatten()
}

/// "in Zelaya, X and Y", where nobody knows Zelaya: what ties the head of the list ties what follows.
fn lists_unknown(w: &Words<'_>, first: usize) -> Option<(Tie, usize)> {
    if !matches!(w.before(first, 1), "," | "and") {
        return None;
    }
    let mut named = 0;
    for back in 2..=8 {
        let i = first.checked_sub(back)?;
        let word = w.low(i);
        if let Some(tie) = tie_word(word) {
            return (named > 0 && matches!(tie, Tie::In | Tie::Near)).then_some((tie, i));
        }
        let plain =
            is_determiner(word) || is_be(word) || is_speech(word) || is_actor(word) || is_facility(word);
        if matches!(word, "," | "and") {
            continue;
        }
        if plain || !w.is_capital(i) || w.kind(i) != TokenKind::Word {
            return None;
        }
        named += 1;
    }
    None
}

/// Whether a word is written like a name: capitalized, and not all in capitals, as whole texts are.
fn is_name(w: &Words<'_>, i: usize) -> bool {
    w.is_capital(i) && w.raw(i).chars().any(char::is_lowercase)
}

/// "to the oil terminal of X", "destroyed the prison of X": what ties the building ties the place.
fn facility_tie(w: &Words<'_>, noun: usize) -> (Tie, usize) {
    for i in (noun.saturating_sub(4)..noun).rev() {
        match tie_word(w.low(i)) {
            Some(Tie::To) if matches!(w.before(i, 1), "fire" | "damage") => break,
            Some(Tie::Of | Tie::Between) => break,
            Some(tie) => return (tie, i),
            None if is_determiner(w.low(i)) || w.kind(i) == TokenKind::Word && !w.low(i).ends_with("ed") => {}
            None => break,
        }
    }
    (Tie::In, noun)
}

fn tie_word(word: &str) -> Option<Tie> {
    Some(match word {
        "in" | "at" | "inside" | "within" | "past" | "across" | "throughout" | "off" | "over" | "through"
        | "amid" | "above" | "below" | "beneath" | "aboard" => Tie::In,
        "near" | "outside" | "around" | "beyond" | "nearby" | "opposite" => Tie::Near,
        "along" => Tie::Along,
        "on" | "against" | "upon" | "onto" => Tie::On,
        "of" => Tie::Of,
        "to" | "into" | "toward" | "towards" | "for" => Tie::To,
        "from" => Tie::From,
        "between" => Tie::Between,
        "by" | "with" | "about" | "as" | "like" | "than" | "under" | "via" | "and" | "including" => {
            return None;
        }
        _ => return None,
    })
}

/// "60 km west of X", "just north of X": the token where the phrase starts.
fn direction_of(w: &Words<'_>, of: usize) -> Option<usize> {
    let direction = w.before(of, 1);
    let compass = matches!(
        direction,
        "north"
            | "south"
            | "east"
            | "west"
            | "northeast"
            | "northwest"
            | "southeast"
            | "southwest"
            | "outskirts"
            | "edge"
    );
    let part = matches!(w.before(of, 2), "the" | "in") && !matches!(direction, "outskirts" | "edge");
    (compass && !part).then(|| of - 1)
}

/// Whether the words before a preposition are a seat of government, a person or a verb of saying.
fn is_seat(w: &Words<'_>, anchor: usize) -> bool {
    let before = w.before(anchor, 1);
    (is_institution(before) && !matches!(w.low(anchor), "on" | "against" | "near" | "outside"))
        || (is_speech(before) && before != "reported" && before != "according")
}

/// "X, Y and Z": whether only commas, "and" and "the" part the two names.
fn follows_list(w: &Words<'_>, last: &Spot<'_>, first: usize) -> bool {
    first > last.end
        && first - last.end <= 3
        && (last.end..first).all(|i| {
            matches!(w.low(i), "," | "and" | "or" | "the" | "&" | "-" | "\u{2013}" | "(" | "including")
                || is_place_filler(w.low(i))
        })
        && (last.end..first).any(|i| matches!(w.low(i), "," | "and" | "or" | "&" | "("))
}

/// Whether `outer` is a country or province that `inner` lies in.
#[must_use]
pub fn is_container(inner: &Place, outer: &Place) -> bool {
    if inner.id == outer.id || inner.kind == PlaceKind::Dispute {
        return false;
    }
    inner.parents.contains(&outer.id)
        || (matches!(outer.kind, PlaceKind::Country | PlaceKind::Dependency)
            && inner.kind != outer.kind
            && !outer.country.is_empty()
            && inner.country == outer.country)
        || (outer.kind == PlaceKind::Admin1
            && !inner.admin1.is_empty()
            && inner.admin1 == outer.name
            && inner.country == outer.country)
}

/// A verb that hits the place right after it ("struck northern Chile").
fn impact_verb(w: &Words<'_>, first: usize) -> Option<usize> {
    for back in 1..=4 {
        let i = first.checked_sub(back)?;
        let word = w.low(i);
        if is_impact(word) {
            return Some(i);
        }
        if !is_determiner(word) && !is_place_filler(word) && word != "of" {
            return None;
        }
    }
    None
}
