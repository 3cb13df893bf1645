//! How a mention uses its name: the place itself, its people, its government, an organization, a person.

use crate::lang::lexicon::WordClass;
use crate::mentions::candidates::Candidate;
use crate::mentions::class_cues::{
    follows_organization, follows_place_word, follows_preposition, is_acronym, is_employer,
    is_followed_by_its_people, is_longer, is_money, is_of_an_office, is_plain, is_said_a_place,
    is_state_code, is_titled, is_vessel, names_a_disease,
};
use crate::mentions::features::View;
use crate::mentions::metonyms::is_metonym;
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
