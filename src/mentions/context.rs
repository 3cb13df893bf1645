//! What the words around a name say about the place: its kind, what contains it, which part is meant.

use crate::lang::lexicon::Cues;
use crate::mentions::candidates::Candidate;
use crate::mentions::features::View;
use crate::mentions::names::trait_bits;
use crate::mentions::runs::NONE;
use crate::mentions::tokens::{Case, Token};
use crate::model::article::Span;
use crate::model::mention::Context;
use crate::model::place::PlaceKind;

/// The context of a candidate.
#[must_use]
pub fn context(view: &View<'_>, candidate: &Candidate) -> Context {
    Context {
        kinds: kinds(view, candidate),
        container: container(view, candidate),
        part: part(view, candidate),
    }
}

fn token<'a>(view: &View<'a>, candidate: &Candidate, at: Option<usize>) -> Option<&'a Token> {
    let sentence = view.tokens[candidate.start].sentence;
    at.and_then(|k| view.tokens.get(k)).filter(|t| t.sentence == sentence)
}

fn word<'a>(view: &View<'a>, token: Option<&Token>) -> &'a str {
    token.map_or("", |t| t.span.of(view.text))
}

/// Kinds that a feature word within or beside the name calls for.
fn kinds(view: &View<'_>, candidate: &Candidate) -> Vec<PlaceKind> {
    let (start, end) = (candidate.start, candidate.end);
    let get = |at: Option<usize>| token(view, candidate, at);
    let mut out = Vec::new();
    if end - start > 1 {
        out.extend(kind_of(word(view, get(Some(end - 1)))));
        out.extend(kind_of(word(view, get(Some(start)))));
    }
    // "Kandahar province", "Fairfax and Loudoun counties".
    let mut after = end;
    if matches!(word(view, get(Some(end))), "and" | "," | "or")
        && get(Some(end + 1)).is_some()
        && view.layout.hit_of.get(end + 1).is_some_and(|h| *h != NONE)
    {
        after = view.hits[view.layout.hit_of[end + 1] as usize].end;
    }
    out.extend(kind_of(word(view, get(Some(after)))));
    // "the city of Mosul", "a town called ..."
    if matches!(word(view, get(start.checked_sub(1))), "of" | "named" | "called") {
        out.extend(kind_of(word(view, get(start.checked_sub(2)))));
    } else if start > 0 && view.tokens[start - 1].case == Case::Lower {
        out.extend(kind_of(word(view, get(start.checked_sub(1)))));
    }
    if out.is_empty() && has_article(view, candidate) {
        out.extend_from_slice(&WITH_ARTICLE);
    }
    out.dedup();
    out
}

/// What a name with "the" may be that is no plain noun's: water, land, a country, but hardly a town.
const WITH_ARTICLE: [PlaceKind; 16] = [
    PlaceKind::Sea,
    PlaceKind::River,
    PlaceKind::Lake,
    PlaceKind::Range,
    PlaceKind::Region,
    PlaceKind::Landform,
    PlaceKind::Island,
    PlaceKind::Park,
    PlaceKind::Peak,
    PlaceKind::Site,
    PlaceKind::Group,
    PlaceKind::Continent,
    PlaceKind::Country,
    PlaceKind::Dependency,
    PlaceKind::Line,
    PlaceKind::Dispute,
];

/// "the Atlantic", but not "the Atlantic coast" or "the Boston marathon".
fn has_article(view: &View<'_>, candidate: &Candidate) -> bool {
    let get = |at: Option<usize>| token(view, candidate, at);
    let article = word(view, get(candidate.start.checked_sub(1)));
    let next = get(Some(candidate.end));
    let goes_on = next.is_some_and(|t| {
        t.is_capital()
            || t.case == Case::Number
            || matches!(t.span.of(view.text), "'s" | "’s" | "-")
            || (t.case == Case::Lower
                && !t.cues.any(Cues::PARTICLE.or(Cues::PLACE_PREPOSITION))
                && !matches!(
                    t.span.of(view.text),
                    "is" | "was"
                        | "were"
                        | "are"
                        | "has"
                        | "had"
                        | "have"
                        | "will"
                        | "would"
                        | "could"
                        | "can"
                        | "or"
                        | "but"
                        | "as"
                        | "for"
                        | "with"
                        | "that"
                        | "which"
                        | "who"
                        | "when"
                        | "where"
                        | "after"
                        | "before"
                        | "during"
                        | "while"
                        | "until"
                        | "since"
                        | "because"
                ))
    });
    matches!(article, "the" | "The") && !goes_on
}

/// Kinds that a feature word stands for, the likeliest first.
fn kind_of(word: &str) -> Vec<PlaceKind> {
    use PlaceKind as K;
    let lower = word.to_lowercase();
    let kinds: &[K] = match lower.as_str() {
        "province" | "provinces" | "oblast" | "krai" | "governorate" | "state" | "states" | "canton"
        | "prefecture" | "voivodeship" => &[K::Admin1],
        "county" | "counties" | "district" | "districts" | "raion" | "arrondissement" | "department"
        | "parish" | "borough" => &[K::Admin2, K::Admin1],
        "region" => &[K::Admin1, K::Region],
        "township" | "municipality" | "commune" => &[K::Settlement, K::Admin2],
        "city" | "town" | "village" | "hamlet" | "suburb" | "villages" | "towns" | "cities" | "suburbs"
        | "capital" => &[K::Settlement],
        "neighborhood" | "neighbourhood" | "quarter" => &[K::Quarter, K::Settlement],
        "river" | "rivers" | "canal" | "creek" | "rio" => &[K::River],
        "lake" | "lakes" | "reservoir" | "lago" | "lac" | "loch" => &[K::Lake],
        "sea" | "ocean" | "gulf" | "bay" | "strait" | "straits" | "channel" | "sound" => &[K::Sea],
        "island" | "islands" | "isle" | "isles" | "atoll" | "archipelago" => &[K::Island],
        "mountains" | "hills" | "range" | "highlands" => &[K::Range],
        "mount" | "mountain" | "peak" | "volcano" | "mt" | "mt." => &[K::Peak, K::Range],
        "desert" | "peninsula" | "plateau" | "valley" | "delta" | "cape" | "plain" | "plains" | "basin" => {
            &[K::Landform, K::Region]
        }
        "park" | "forest" | "reserve" => &[K::Park],
        "airport" | "airfield" => &[K::Airport],
        "republic" | "kingdom" => &[K::Country],
        _ => &[],
    };
    kinds.to_vec()
}

/// The name of a division or country that the text states as containing the place.
fn container(view: &View<'_>, candidate: &Candidate) -> Option<String> {
    let end = candidate.end;
    let get = |at: Option<usize>| token(view, candidate, at);
    let first = word(view, get(Some(end)));
    let target = match first {
        "," | "(" => end + 1,
        "in" => end + 1,
        _ => return possessor(view, candidate),
    };
    let skip = match word(view, get(Some(target))) {
        "the" => 1,
        _ if first == "," && word(view, get(Some(target))) == "in" => 1,
        _ if get(Some(target)).is_some_and(|t| t.case == Case::Lower && t.cues.any(Cues::DIRECTION)) => 1,
        _ => 0,
    };
    let at = target + skip;
    let index = *view.layout.hit_of.get(at).filter(|h| **h != NONE)? as usize;
    let hit = view.hits[index];
    let contains = hit.traits & (trait_bits::ADMIN1 | trait_bits::COUNTRY | trait_bits::ADMIN2) != 0
        && hit.traits & trait_bits::DEMONYM == 0;
    let inside = hit.start == at && view.tokens[at].sentence == view.tokens[candidate.start].sentence;
    if !contains || !inside || Some(index) == candidate.hit {
        return None;
    }
    // "Kenya, Uganda and Tanzania" is a list, not a containment.
    let own = candidate.hit.map_or(0, |h| view.hits[h].traits);
    let list = own & trait_bits::COUNTRY != 0
        && hit.traits & trait_bits::COUNTRY != 0
        && own & trait_bits::SETTLEMENT == 0;
    let name = Span::new(view.tokens[hit.start].span.start, view.tokens[hit.end - 1].span.end);
    (!list).then(|| name.of(view.text).to_owned())
}

/// "Pakistan's Peshawar".
fn possessor(view: &View<'_>, candidate: &Candidate) -> Option<String> {
    let mark = candidate.start.checked_sub(1)?;
    if !matches!(view.tokens[mark].span.of(view.text), "'s" | "’s")
        || view.tokens[mark].sentence != view.tokens[candidate.start].sentence
    {
        return None;
    }
    let index = *view.layout.hit_of.get(mark.checked_sub(1)?).filter(|h| **h != NONE)? as usize;
    let hit = view.hits[index];
    let name = Span::new(view.tokens[hit.start].span.start, view.tokens[hit.end - 1].span.end);
    (hit.traits & trait_bits::COUNTRY != 0).then(|| name.of(view.text).to_owned())
}

/// A direction before the name, or "outskirts of" and the like.
fn part(view: &View<'_>, candidate: &Candidate) -> Option<String> {
    let get = |back: usize| token(view, candidate, candidate.start.checked_sub(back));
    let inner = (candidate.hit)
        .filter(|h| view.hits[*h].start > candidate.start)
        .map(|_| &view.tokens[candidate.start]);
    let before = inner.or_else(|| get(1))?;
    let text = before.span.of(view.text);
    if before.cues.any(Cues::DIRECTION) && !text.contains('.') {
        return Some(text.to_lowercase());
    }
    if text == "of" && get(2).is_some_and(|t| t.cues.any(Cues::PART)) {
        return get(2).map(|t| format!("{} of", t.span.of(view.text).to_lowercase()));
    }
    None
}
