//! How a mention uses its name: the place itself, its people, its government, an organization, a person.

use crate::lang::lexicon::{Cues, WordClass};
use crate::mentions::candidates::Candidate;
use crate::mentions::features::View;
use crate::mentions::names::trait_bits;
use crate::mentions::tagger::{Odds, Tag};
use crate::mentions::tokens::{Case, Token};
use crate::model::mention::MentionClass;

/// Least chance for a place.
const PLACE: f32 = 0.40;
/// Least chance for a place that no gazetteer lists.
const UNLISTED: f32 = 0.55;
/// Least chance for a place that acts.
const ACTING: f32 = 0.55;
/// How much it counts if the text says what the name is ("the village of").
const SAID: f32 = 0.8;
/// How much it counts if its people follow the name ("a Longview resident").
const PEOPLED: f32 = 0.5;
/// How likely the name of a disease still means the place ("West Nile virus").
const DISEASE: f32 = 0.3;
/// How much less likely the name of an employer means the place in it.
const EMPLOYER: f32 = 0.7;
/// How much a title before the name counts ("Judge Lahore").
const TITLED: f32 = 0.7;
/// Least chance at which a homonym is reported.
const REPORTED: f32 = 0.10;
/// Weight from which a name is so well known that it hardly ever is an ordinary word.
const FAMOUS: f32 = 0.60;

/// Share of the other readings that goes to the place behind "in" or "near".
const PLACED: f32 = 0.6;

/// The class of a candidate and how sure it is; none if it is no name at all.
#[must_use]
pub fn classify(view: &View<'_>, odds: &[Odds], candidate: &Candidate) -> Option<(MentionClass, f32)> {
    let (start, end) = match candidate.hit {
        Some(hit) if candidate.name.is_none() => (view.hits[hit].start, view.hits[hit].end),
        _ => (candidate.start, candidate.end),
    };
    let mut mean = mean(view.tokens, odds, start, end);
    if is_titled(view, candidate) {
        mean = mean.map(|o| o * (1.0 - TITLED));
        mean[Tag::Person as usize] += TITLED;
    } else if is_said_a_place(view, candidate) {
        mean = mean.map(|o| o * (1.0 - SAID));
        mean[Tag::Place as usize] += SAID;
    } else if is_followed_by_its_people(view, candidate) {
        mean = mean.map(|o| o * (1.0 - PEOPLED));
        mean[Tag::Place as usize] += PEOPLED;
    }
    if is_money(view, start) || is_vessel(view, candidate) {
        return None;
    }
    let hit = candidate.hit.map(|h| view.hits[h]);
    let traits = hit.map_or(0, |h| h.traits);
    let weight = hit.map_or(0.0, |h| h.weight);
    if candidate.name.is_some() {
        return Some((MentionClass::Literal, 0.9));
    }
    if is_state_code(view, candidate, traits) {
        return Some((MentionClass::Literal, 0.9));
    }
    if traits & trait_bits::DEMONYM == 0 && names_a_disease(view, candidate) {
        return Some((MentionClass::Embedded, DISEASE));
    }
    if is_employer(view, candidate) {
        let part = part_of_longer(view, candidate, &mean, weight, traits);
        return part.map(|(class, sure)| (class, sure * EMPLOYER));
    }
    if traits & trait_bits::DEMONYM != 0 {
        return adjective(view, candidate, &mean, weight);
    }
    if is_longer(view, candidate) {
        part_of_longer(view, candidate, &mean, weight, traits)
    } else {
        bare(view, candidate, &mean, weight, traits)
    }
}

/// "M/V Doña Paz", "the Estonia sank": a ship.
fn is_vessel(view: &View<'_>, candidate: &Candidate) -> bool {
    let before = &view.text[..view.tokens[candidate.start].span.start];
    let prefix = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
    matches!(prefix, "M/V" | "MV" | "M/T" | "HMS" | "USS" | "RMS" | "INS")
        || (prefix.eq_ignore_ascii_case("the")
            && matches!(next_word(view, candidate), Some("sank" | "capsized" | "foundered")))
}

/// "$US 15 billion".
fn is_money(view: &View<'_>, start: usize) -> bool {
    let token = &view.tokens[start];
    token.case == Case::Upper && !token.spaced && view.text[..token.span.start].ends_with(['$', '€', '£'])
}

/// "Judge Lahore", "Queen Victoria": a title stands before the name, or begins what was taken for one.
fn is_titled(view: &View<'_>, candidate: &Candidate) -> bool {
    let Some(hit) = candidate.hit.map(|h| view.hits[h]) else { return false };
    let Some(title) = hit.start.checked_sub(1).map(|k| &view.tokens[k]) else { return false };
    // Words that stand before places as well: "Deputy Kabul governor", "Grand Bahama".
    const OTHERS: [&str; 12] = [
        "deputy",
        "vice",
        "chief",
        "grand",
        "major",
        "general",
        "first",
        "principal",
        "minister",
        "coach",
        "secretary",
        "master",
    ];
    title.case == Case::Title
        && title.cues.any(Cues::TITLE)
        && title.sentence == view.tokens[hit.start].sentence
        && !title.loud
        && hit.end - hit.start == 1
        && !OTHERS.contains(&title.span.of(view.text).to_lowercase().as_str())
}

/// "a fellow at Chatham House": whom somebody works for acts, it is not where something happened.
fn is_employer(view: &View<'_>, candidate: &Candidate) -> bool {
    const INSTITUTIONS: Cues = Cues::ORGANIZATION.or(Cues::FACILITY);
    let own = candidate
        .hit
        .is_some_and(|h| (view.hits[h].start, view.hits[h].end) == (candidate.start, candidate.end));
    let Some(at) = candidate.start.checked_sub(1).filter(|_| !own) else { return false };
    let before = |k: usize| k.checked_sub(1).map(|k| &view.tokens[k]);
    let (joint, at) = match before(at).filter(|_| view.tokens[at].span.of(view.text) == "the") {
        Some(joint) => (joint, at - 1),
        None => (&view.tokens[at], at),
    };
    let role = before(at).is_some_and(|t| {
        t.case == Case::Lower
            && t.sentence == view.tokens[candidate.start].sentence
            && (t.cues.any(Cues::ROLE)
                || matches!(
                    t.span.of(view.text),
                    "fellow" | "expert" | "specialist" | "scholar" | "associate"
                ))
    });
    role && matches!(joint.span.of(view.text), "at" | "of" | "with" | "from")
        && view.tokens[candidate.start..candidate.end]
            .iter()
            .any(|t| t.is_capital() && t.cues.any(INSTITUTIONS))
}

/// "the village of X", "the towns of X": the text itself says that it is a place.
fn is_said_a_place(view: &View<'_>, candidate: &Candidate) -> bool {
    let Some(at) = candidate.start.checked_sub(2) else { return false };
    let (kind, of) = (&view.tokens[at], &view.tokens[at + 1]);
    of.span.of(view.text) == "of"
        && (kind.case == Case::Lower || kind.first)
        && kind.sentence == view.tokens[candidate.start].sentence
        && (kind.case == Case::Lower && kind.cues.any(Cues::SETTLEMENT.or(Cues::ADMIN))
            || matches!(
                kind.span.of(view.text).to_lowercase().as_str(),
                "cities"
                    | "towns"
                    | "villages"
                    | "communities"
                    | "community"
                    | "residents"
                    | "resident"
                    | "outskirts"
                    | "island"
                    | "islands"
            ))
        && !matches!(
            kind.span.of(view.text),
            "state" | "department" | "states" | "capital" | "region" | "territory"
        )
}

/// "a Longview woman", "the Fife area", "Dadaab camps": what follows the name belongs to a place.
fn is_followed_by_its_people(view: &View<'_>, candidate: &Candidate) -> bool {
    let alone = candidate.hit.is_some_and(|h| candidate.whole.1 <= view.hits[h].end);
    alone
        && next_word(view, candidate).is_some_and(|word| {
            matches!(
                word,
                "resident"
                    | "residents"
                    | "native"
                    | "natives"
                    | "woman"
                    | "women"
                    | "man"
                    | "men"
                    | "teenager"
                    | "teenagers"
                    | "villagers"
                    | "area"
                    | "areas"
                    | "region"
                    | "camps"
                    | "suburb"
                    | "suburbs"
                    | "neighborhood"
                    | "neighbourhood"
                    | "airport"
                    | "district"
                    | "province"
                    | "peninsula"
                    | "valley"
                    | "coast"
            )
        })
}

/// "West Nile virus", "Lassa fever": the name of a disease was taken from a place, but means none.
fn names_a_disease(view: &View<'_>, candidate: &Candidate) -> bool {
    next_word(view, candidate).is_some_and(|word| {
        matches!(
            word,
            "virus"
                | "viruses"
                | "fever"
                | "disease"
                | "syndrome"
                | "encephalitis"
                | "hantavirus"
                | "ebolavirus"
        )
    })
}

/// The lower-case word after the name, in its sentence.
fn next_word<'a>(view: &View<'a>, candidate: &Candidate) -> Option<&'a str> {
    let next = view.tokens.get(candidate.end)?;
    let beside = next.case == Case::Lower && next.sentence == view.tokens[candidate.start].sentence;
    beside.then(|| next.span.of(view.text))
}

/// "IN" in "Gary, IN".
fn is_state_code(view: &View<'_>, candidate: &Candidate, traits: u16) -> bool {
    let token = &view.tokens[candidate.start];
    let code = token.case == Case::Upper
        && token.span.end - token.span.start == 2
        && traits & trait_bits::ADMIN1 != 0;
    let Some(town) = candidate.start.checked_sub(2).filter(|_| code && candidate.end == candidate.start + 1)
    else {
        return false;
    };
    let comma = view.tokens[town + 1].span.of(view.text) == ",";
    let town = view.hits.get(view.layout.hit_of[town] as usize);
    comma && town.is_some_and(|h| h.traits & trait_bits::SETTLEMENT != 0)
}

/// The name stands alone: a place, those who act in it, or something else of that name.
fn bare(
    view: &View<'_>,
    candidate: &Candidate,
    odds: &Odds,
    weight: f32,
    traits: u16,
) -> Option<(MentionClass, f32)> {
    let [none, place, demonym, person, organization, other] = *odds;
    let common = (candidate.start..candidate.end).all(|k| view.tokens[k].class.is_common());
    let country = traits & (trait_bits::COUNTRY | trait_bits::ADMIN1) != 0;
    // A famous name that is no person's is a place, even where the sentence says little.
    let famous = f32::from(u8::from(
        weight >= FAMOUS && (country || weight > 0.7) && !common && traits & trait_bits::GROUP == 0,
    ));
    let acting = if country { 0.9 } else { weight };
    // "EU" and "UN" act, but are no places of a map.
    let group =
        traits & trait_bits::GROUP != 0 && view.tokens[candidate.start].case == Case::Upper && place < 0.8;
    if group {
        return None;
    }
    let acting = if candidate.hit.is_none() || traits & trait_bits::ABBREVIATION != 0 && !country {
        0.0
    } else {
        acting
    };
    if (is_acronym(view, candidate, traits, weight) && place < 0.6) || is_plain(view, candidate) {
        return homonym(person, place, candidate);
    }
    // Persons seldom follow "in" or "near".
    let placed = if candidate.hit.is_some() && follows_place_word(view, candidate) { PLACED } else { 0.0 };
    let doubt = (none + other) * f32::max(famous * 0.9, if common { 0.0 } else { placed }) + person * placed;
    let sure = place + demonym + doubt + organization * f32::max(acting, placed);
    let least = if candidate.hit.is_none() { UNLISTED } else { PLACE };
    if sure >= least {
        let acts = traits & (trait_bits::COUNTRY | trait_bits::ADMIN1 | trait_bits::SETTLEMENT) != 0
            && !follows_preposition(view, candidate);
        if follows_organization(view, candidate) {
            return Some((MentionClass::Embedded, sure.min(1.0)));
        }
        let metonym = acts && organization * acting > place || is_metonym(view, candidate, traits, weight);
        if metonym && sure < ACTING {
            return homonym(person, sure, candidate);
        }
        return Some((if metonym { MentionClass::Metonym } else { MentionClass::Literal }, sure.min(1.0)));
    }
    homonym(person, sure, candidate)
}

/// Whether the name follows a preposition, so that it does not act.
fn follows_preposition(view: &View<'_>, candidate: &Candidate) -> bool {
    let before = candidate.start.checked_sub(1).map(|k| &view.tokens[k]);
    let before = if before.is_some_and(|t| t.span.of(view.text) == "the") {
        candidate.start.checked_sub(2).map(|k| &view.tokens[k])
    } else {
        before
    };
    before.is_some_and(|t| t.cues.any(Cues::PLACE_PREPOSITION) || matches!(t.span.of(view.text), "of" | "on"))
}

/// "University of Texas", "Ministry of Health of Kenya": an organization's word stands before "of" and the name.
fn follows_organization(view: &View<'_>, candidate: &Candidate) -> bool {
    const HEADS: Cues = Cues::ORGANIZATION.or(Cues::TEAM);
    let Some(at) = candidate.start.checked_sub(2) else { return false };
    let (head, of) = (&view.tokens[at], &view.tokens[at + 1]);
    of.span.of(view.text) == "of"
        && head.case == Case::Title
        && head.cues.any(HEADS)
        && !head.cues.any(Cues::ADMIN.or(Cues::FEATURE_BEFORE).or(Cues::SETTLEMENT))
        && head.sentence == view.tokens[candidate.start].sentence
}

/// "UN", "FAO": capitals that are only a lesser name of some place.
fn is_acronym(view: &View<'_>, candidate: &Candidate, traits: u16, weight: f32) -> bool {
    let known = traits & (trait_bits::COUNTRY | trait_bits::ADMIN1) != 0 || weight > 0.5;
    candidate.end - candidate.start == 1
        && view.tokens[candidate.start].case == Case::Upper
        && (traits & trait_bits::LESSER != 0 || !known)
}

/// "Bird Flu", "Town Hall": ordinary words in capitals, which no gazetteer lists and no feature word makes a place.
fn is_plain(view: &View<'_>, candidate: &Candidate) -> bool {
    const ENDS: Cues = Cues::FEATURE_AFTER.or(Cues::FACILITY).or(Cues::STREET);
    if candidate.hit.is_some() {
        return false;
    }
    let words = &view.tokens[candidate.start..candidate.end];
    let own = |t: &&Token| {
        t.is_capital()
            && !t
                .cues
                .any(ENDS.or(Cues::SETTLEMENT).or(Cues::ADMIN).or(Cues::DIRECTION).or(Cues::ORGANIZATION))
    };
    let feature = words.last().is_some_and(|t| t.cues.any(ENDS)) && words.iter().any(|t| own(&t));
    !feature && words.iter().filter(own).all(|t| t.class.is_common())
}

/// Whether a preposition stands before the name that places follow and persons hardly ever.
fn follows_place_word(view: &View<'_>, candidate: &Candidate) -> bool {
    const WORDS: [&str; 8] = ["in", "near", "outside", "across", "throughout", "inside", "around", "In"];
    candidate.start.checked_sub(1).map(|k| &view.tokens[k]).is_some_and(|t| {
        t.sentence == view.tokens[candidate.start].sentence && WORDS.contains(&t.span.of(view.text))
    })
}

/// The name is part of a longer one.
fn part_of_longer(
    view: &View<'_>,
    candidate: &Candidate,
    odds: &Odds,
    weight: f32,
    traits: u16,
) -> Option<(MentionClass, f32)> {
    let [_, place, demonym, person, organization, other] = *odds;
    let sure = place + demonym + organization + other;
    if sure < PLACE || person > sure || is_acronym(view, candidate, traits, weight) {
        return homonym(person, place, candidate);
    }
    if traits & (trait_bits::COUNTRY | trait_bits::ADMIN1) != 0 && is_of_an_office(view, candidate) {
        return Some((MentionClass::Metonym, sure.min(1.0)));
    }
    let inside = known_inside(view, candidate, weight, traits);
    // "Lake Victoria Basin" is a place all the same; "Victoria Street" is one of another sort.
    Some((MentionClass::Embedded, sure.min(1.0) * inside))
}

/// "Queensland Health Minister Jim Guthrie": the name begins the title of somebody who governs there.
fn is_of_an_office(view: &View<'_>, candidate: &Candidate) -> bool {
    const OFFICES: [&str; 8] =
        ["Minister", "Premier", "Governor", "President", "Senator", "Ambassador", "Secretary", "Chancellor"];
    let run = view.tokens[candidate.end..].iter().take(4).take_while(|t| t.is_capital());
    let sentence = view.tokens[candidate.start].sentence;
    candidate.start == candidate.whole.0
        && run.filter(|t| t.sentence == sentence).any(|t| OFFICES.contains(&t.span.of(view.text)))
}

fn homonym(person: f32, place: f32, candidate: &Candidate) -> Option<(MentionClass, f32)> {
    let share = if person > 0.5 { person } else { 1.0 - place };
    (candidate.hit.is_some() && (person > REPORTED || place > REPORTED))
        .then_some((MentionClass::Homonym, share))
}

/// People, language or adjective, or part of a longer name ("American Airlines").
fn adjective(
    view: &View<'_>,
    candidate: &Candidate,
    odds: &Odds,
    weight: f32,
) -> Option<(MentionClass, f32)> {
    let [none, _, _, person, organization, other] = *odds;
    if person > 0.6 {
        return Some((MentionClass::Homonym, person));
    }
    if (organization > 0.5 || other > 0.6) && is_longer(view, candidate) {
        return Some((MentionClass::Embedded, (0.5 + weight / 2.0).min(1.0)));
    }
    let sure = 1.0 - person - 0.5 * none * f32::from(u8::from(weight < 0.5));
    Some((MentionClass::Demonym, sure))
}

/// Mean odds over the capitalized words.
fn mean(tokens: &[Token], odds: &[Odds], start: usize, end: usize) -> Odds {
    let mut sum = [0.0; Tag::COUNT];
    let mut count = 0.0;
    for i in start..end {
        if tokens[i].is_capital() || end - start == 1 || tokens[i].loud {
            sum.iter_mut().zip(&odds[i]).for_each(|(s, o)| *s += o);
            count += 1.0;
        }
    }
    sum.map(|s| s / f32::max(count, 1.0))
}

/// Whether the whole name has capitalized words beside the place's.
fn is_longer(view: &View<'_>, candidate: &Candidate) -> bool {
    let (first, last) = candidate.whole;
    let capital = |k: usize| view.tokens[k].is_capital();
    (first..candidate.start).any(capital) || (candidate.end..last).any(capital)
}

/// How likely a name inside a longer one means the place: "University of Texas" as against "Lincoln Center".
fn known_inside(view: &View<'_>, candidate: &Candidate, weight: f32, traits: u16) -> f32 {
    let single = candidate.end - candidate.start == 1;
    let token = &view.tokens[candidate.start];
    let personal = single
        && token.class.has(WordClass::GIVEN | WordClass::SURNAME)
        && traits & (trait_bits::COUNTRY | trait_bits::ADMIN1) == 0;
    let common = single && token.class.has(WordClass::DICTIONARY);
    let of = candidate.start > 0
        && matches!(view.tokens[candidate.start - 1].span.of(view.text), "of" | "in" | "at" | "for");
    let base = 0.45 + weight * 0.6 + if of { 0.2 } else { 0.0 };
    let doubt = if personal { 0.25 } else { 0.0 } + if common { 0.25 } else { 0.0 };
    (base - doubt).clamp(0.0, 1.0)
}

/// "mistrust between Kabul and Islamabad": what lies between governments, not between towns.
fn is_between_governments(view: &View<'_>, candidate: &Candidate) -> bool {
    const RELATIONS: [&str; 26] = [
        "relations",
        "relationship",
        "ties",
        "tension",
        "tensions",
        "mistrust",
        "distrust",
        "trust",
        "talks",
        "dialogue",
        "dispute",
        "rift",
        "row",
        "agreement",
        "deal",
        "treaty",
        "pact",
        "accord",
        "war",
        "ceasefire",
        "truce",
        "negotiations",
        "rapprochement",
        "friction",
        "hostilities",
        "differences",
    ];
    let sentence = view.tokens[candidate.start].sentence;
    let back =
        |k: usize| candidate.start.checked_sub(k).map(|k| &view.tokens[k]).filter(|t| t.sentence == sentence);
    let text = |t: Option<&Token>| t.map_or("", |t| t.span.of(view.text));
    let second = text(back(1)) == "and";
    let between = (1..=if second { 5 } else { 1 }).find(|k| text(back(*k)) == "between");
    between.is_some_and(|k| RELATIONS.contains(&text(back(k + 1))))
}

/// Whether the name stands for those who act in it: "Moscow said", "between Kabul and Islamabad", "Boston won".
fn is_metonym(view: &View<'_>, candidate: &Candidate, traits: u16, weight: f32) -> bool {
    let political =
        traits & trait_bits::COUNTRY != 0 || (traits & trait_bits::SETTLEMENT != 0 && weight > 0.55);
    let sentence = view.tokens[candidate.start].sentence;
    let get = |at: Option<usize>| at.and_then(|k| view.tokens.get(k)).filter(|t| t.sentence == sentence);
    let before = get(candidate.start.checked_sub(1));
    let after = get(Some(candidate.end));
    if before.is_some_and(|t| matches!(t.span.of(view.text), "of" | "on")) {
        return false;
    }
    if before.is_some_and(|t| {
        t.cues.any(Cues::PLACE_PREPOSITION) && !matches!(t.span.of(view.text), "from" | "to" | "between")
    }) {
        return false;
    }
    if political && is_between_governments(view, candidate) {
        return true;
    }
    let verb = |t: Option<&Token>| {
        t.is_some_and(|t| t.case == Case::Lower && t.cues.any(Cues::SAY.or(Cues::GOVERN)))
    };
    let skip_auxiliary = after
        .filter(|t| matches!(t.span.of(view.text), "has" | "had" | "have" | "will" | "would" | "also"))
        .and_then(|_| get(Some(candidate.end + 1)));
    if political && (verb(after) || verb(skip_auxiliary)) {
        return true;
    }
    let owned = after.is_some_and(|t| matches!(t.span.of(view.text), "'s" | "’s"))
        && get(Some(candidate.end + 1)).is_some_and(|t| {
            matches!(
                t.span.of(view.text),
                "government"
                    | "announcement"
                    | "decision"
                    | "foreign"
                    | "leaders"
                    | "leader"
                    | "military"
                    | "army"
                    | "demand"
                    | "demands"
                    | "claim"
                    | "claims"
                    | "offer"
                    | "response"
                    | "policy"
                    | "request"
            )
        });
    let plays = after
        .is_some_and(|t| t.case == Case::Lower && t.cues.any(Cues::PLAY) && !t.cues.any(Cues::SAY))
        && before.is_none_or(|t| t.case == Case::Punctuation);
    (political && owned) || plays
}
