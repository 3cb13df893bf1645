//! Finds the names of the gazetteer among the words of an article.

use crate::geodata::gazetteer::{Gazetteer, NameKind, Postings};
use crate::lang::lexicon::{Cues, WordClass};
use crate::mentions::tokens::{Case, Token};
use crate::model::place::PlaceKind;

/// A name of the gazetteer in the text.
#[derive(Debug, Clone, Copy)]
pub struct NameHit {
    /// First token.
    pub start: usize,
    /// Token after the last.
    pub end: usize,
    /// What sort of name and place it is, as bits of [`trait_bits`].
    pub traits: u16,
    /// Weight of the most important place of that name, 0 to 1.
    pub weight: f32,
}

/// Traits of a name.
pub mod trait_bits {
    /// A country, dependency or continent.
    pub const COUNTRY: u16 = 1;
    /// A first-order division.
    pub const ADMIN1: u16 = 1 << 1;
    /// A second-order division.
    pub const ADMIN2: u16 = 1 << 2;
    /// A settlement.
    pub const SETTLEMENT: u16 = 1 << 3;
    /// Water.
    pub const WATER: u16 = 1 << 4;
    /// A region, range, island or other stretch of land.
    pub const LAND: u16 = 1 << 5;
    /// A site, park or airport.
    pub const SITE: u16 = 1 << 6;
    /// A word for people or an adjective.
    pub const DEMONYM: u16 = 1 << 7;
    /// An abbreviation.
    pub const ABBREVIATION: u16 = 1 << 8;
    /// Only a former or foreign name, or one that stands for something in the place.
    pub const LESSER: u16 = 1 << 9;
    /// A group of countries or a vernacular region.
    pub const GROUP: u16 = 1 << 10;
}

/// Weight from which a place is better known than the people of the same name.
const KNOWN: f32 = 0.6;
/// By so much the country must be more important than a place of the people's name ("Somali").
const PEOPLE: f32 = 0.2;
/// Most tokens of a name.
const LONGEST: usize = 8;

/// The names in the text: the longest at each place, none overlapping another, in order.
#[must_use]
pub fn find(text: &str, tokens: &[Token], gazetteer: &Gazetteer) -> Vec<NameHit> {
    let mut out: Vec<NameHit> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match may_start(tokens, at).then(|| longest(text, tokens, at, gazetteer)).flatten() {
            Some(hit) => {
                at = hit.end;
                out.push(hit);
            }
            None => at += 1,
        }
    }
    out
}

/// Whether a name may start at a token.
fn may_start(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    if at > 0
        && !token.spaced
        && tokens[at - 1].is_word()
        && tokens[at - 1].span.end == token.span.start
        && token.case != Case::Caseless
    {
        return false;
    }
    token.is_capital()
        || (token.case == Case::Lower
            && (token.loud || token.cues.any(Cues::FEATURE_BEFORE.or(Cues::DIRECTION))))
}

fn longest(text: &str, tokens: &[Token], start: usize, gazetteer: &Gazetteer) -> Option<NameHit> {
    let mut best: Option<NameHit> = None;
    let mut end = start;
    gazetteer.walk(text, tokens[start].span.start, |hit| {
        while end < tokens.len() && end - start < LONGEST && tokens[end].span.end < hit.end {
            end += 1;
        }
        // Folding skips a period at the end of an abbreviation, so the hit may end one byte before its token.
        let Some(last) = tokens.get(end) else { return };
        let ends =
            last.span.end == hit.end || (last.span.end == hit.end + 1 && text[hit.end..].starts_with('.'));
        if !ends || tokens[end].sentence != tokens[start].sentence {
            return;
        }
        let code = end == start && is_code(tokens, start);
        if let Some(found) = judge(text, &tokens[start..=end], hit.postings, gazetteer, code) {
            best = Some(NameHit { start, end: end + 1, ..found });
        }
    });
    best
}

/// "IN" in "Gary, IN": two capitals behind a comma.
fn is_code(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let comma = at > 1 && tokens[at - 1].case == Case::Punctuation && tokens[at - 2].is_capital();
    comma && token.case == Case::Upper && token.span.end - token.span.start == 2 && !token.loud
}

/// Whether the words are written as the name would be; if so what the name is.
fn judge(
    text: &str,
    words: &[Token],
    postings: Postings<'static>,
    gazetteer: &Gazetteer,
    code: bool,
) -> Option<NameHit> {
    let mut traits = 0;
    let mut weight: f32 = 0.0;
    let mut lesser = true;
    let mut abbreviation = true;
    let mut demonym = false;
    let (mut place, mut people): (f32, f32) = (0.0, 0.0);
    for (i, posting) in postings.iter().take(6).enumerate() {
        let fits = match posting.kind {
            NameKind::Abbreviation => is_written_short(text, words),
            _ => true,
        };
        if !fits {
            continue;
        }
        traits |= place_trait(gazetteer.kind(posting.place));
        weight = weight.max(
            gazetteer.weight(posting.place)
                * if matches!(posting.kind, NameKind::Alternate | NameKind::Former) { 0.9 } else { 1.0 },
        );
        let known = trait_bits::COUNTRY | trait_bits::GROUP | trait_bits::ADMIN1;
        demonym |=
            posting.kind.is_demonym() && (i == 0 || place_trait(gazetteer.kind(posting.place)) & known != 0);
        let best = if posting.kind.is_demonym() { &mut people } else { &mut place };
        *best = best.max(gazetteer.weight(posting.place));
        lesser &= matches!(posting.kind, NameKind::Alternate | NameKind::Former | NameKind::Generic);
        abbreviation &= posting.kind == NameKind::Abbreviation;
    }
    demonym &= place < KNOWN || people > place + PEOPLE;
    // "US$10" is money.
    let money = words.last().is_some_and(|t| text[t.span.end..].starts_with('$'));
    if traits == 0
        || money
        || !is_written_as_name(words, weight, demonym)
        || (!code && is_generic(words, if lesser { 0.0 } else { weight }))
    {
        return None;
    }
    traits |= if lesser { trait_bits::LESSER } else { 0 };
    traits |= if abbreviation { trait_bits::ABBREVIATION } else { 0 };
    traits |= if demonym { trait_bits::DEMONYM } else { 0 };
    Some(NameHit { start: 0, end: 0, traits, weight })
}

/// Abbreviations stand in capitals or end in a period.
fn is_written_short(text: &str, words: &[Token]) -> bool {
    words.iter().all(|t| {
        let after = text.as_bytes().get(t.span.end);
        matches!(t.case, Case::Upper | Case::Initial | Case::Punctuation)
            || (t.case == Case::Title
                && !t.cues.any(Cues::TITLE)
                && (t.span.of(text).ends_with('.') || after == Some(&b'.') || t.loud))
    })
}

/// Words that only tell a kind ("River", "North", "Council") are no names by themselves, whatever some village is called.
fn is_generic(words: &[Token], weight: f32) -> bool {
    const KINDS: Cues = Cues::FEATURE_AFTER
        .or(Cues::FEATURE_BEFORE)
        .or(Cues::FACILITY)
        .or(Cues::STREET)
        .or(Cues::ORGANIZATION)
        .or(Cues::ADMIN)
        .or(Cues::DIRECTION)
        .or(Cues::TITLE)
        .or(Cues::SETTLEMENT)
        .or(Cues::MONTH)
        .or(Cues::DAY)
        .or(Cues::PARTICLE)
        .or(Cues::KIN);
    let frequent = words.len() == 1 && words[0].class.has(WordClass::FREQUENT) && words[0].first;
    (weight < if words.len() == 1 { 0.75 } else { 0.4 }
        && words.iter().all(|t| t.cues.any(KINDS) || t.case == Case::Punctuation))
        || (frequent && weight < 0.5)
}

/// Names are capitalized, but for particles and feature words ("gulf of Aden").
fn is_written_as_name(words: &[Token], weight: f32, demonym: bool) -> bool {
    let capital = words.iter().any(|t| t.is_capital());
    if !capital {
        // In capitals, "CHINA" and "TURKEY" look like the words of the dictionary.
        return words.iter().all(|t| t.loud)
            && (weight > 0.5 || (demonym && weight > 0.4))
            && !words.iter().all(|t| t.class.has(WordClass::FREQUENT) && weight < 0.8);
    }
    words.iter().enumerate().all(|(i, t)| {
        t.case != Case::Lower
            || t.loud
            || t.cues.any(Cues::PARTICLE)
            || (i == 0 && t.cues.any(Cues::FEATURE_BEFORE.or(Cues::DIRECTION)) && words.len() > 1)
            || (i > 0 && t.cues.any(Cues::FEATURE_AFTER.or(Cues::ADMIN)))
            || !t.spaced
    }) && words.last().is_some_and(|t| t.case != Case::Punctuation)
}

const fn place_trait(kind: PlaceKind) -> u16 {
    match kind {
        PlaceKind::Continent | PlaceKind::Country | PlaceKind::Dependency => trait_bits::COUNTRY,
        PlaceKind::Group => trait_bits::GROUP,
        PlaceKind::Admin1 => trait_bits::ADMIN1,
        PlaceKind::Admin2 => trait_bits::ADMIN2,
        PlaceKind::Settlement | PlaceKind::Quarter => trait_bits::SETTLEMENT,
        PlaceKind::River | PlaceKind::Lake | PlaceKind::Sea => trait_bits::WATER,
        PlaceKind::Region
        | PlaceKind::Range
        | PlaceKind::Peak
        | PlaceKind::Island
        | PlaceKind::Landform
        | PlaceKind::Line
        | PlaceKind::Dispute => trait_bits::LAND,
        PlaceKind::Park | PlaceKind::Site | PlaceKind::Airport => trait_bits::SITE,
    }
}
