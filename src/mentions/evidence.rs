//! The clues of resolution: each a small named function of a candidate and its document, with one fitted weight.

use std::borrow::Cow;

use crate::geodata::gazetteer::{Gazetteer, NameKind};
use crate::mentions::resolve_candidates::Candidate;
use crate::model::mention::{Clue, MentionClass};
use crate::model::place::PlaceKind;

/// Importance from which a place is known beyond its own country.
const KNOWN_ABROAD: f32 = 0.55;

/// What speaks for or against a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClueKind {
    /// How important the place is: people, rank, seat of government.
    Importance,
    /// The name is not its usual English one.
    AlternateName,
    /// The name is one it no longer has.
    FormerName,
    /// The name is an abbreviation.
    Abbreviation,
    /// The name is a short form that means many things.
    GenericName,
    /// A demonym where a demonym is meant, or the other way round.
    DemonymFit,
    /// It lies in the place that the text states after it ("Paris, Texas").
    Container,
    /// It does not lie in the stated place.
    NotInContainer,
    /// It is of the kind that the words around call for.
    KindFit,
    /// It is of another kind.
    KindMisfit,
    /// Its first-order division is mentioned.
    DivisionMentioned,
    /// Its country is mentioned.
    CountryMentioned,
    /// Share of the document's other places that lie in its division.
    DivisionFocus,
    /// Share of the document's other places that lie in its country.
    CountryFocus,
    /// Other places of the document are close by.
    Neighbors,
    /// Share of the names close by that are of its kind ("Ohio, Georgia and Iowa").
    KindCompany,
    /// It lies in the country where the outlet is at home.
    HomeCountry,
    /// It lies close to where the outlet is at home.
    HomeRegion,
    /// It lies close to the place in the dateline.
    Dateline,
    /// It is a whole country or continent.
    IsCountry,
    /// It is a first-order division.
    IsDivision,
    /// It is a second-order division.
    IsSecondOrder,
    /// It is a part of a settlement.
    IsQuarter,
    /// It is water, relief, a park or a region.
    IsNatural,
    /// It is a site or an airport.
    IsSite,
    /// How far it is above what only its own country knows.
    Fame,
    /// It is the seat of a country's government.
    IsCapital,
    /// It is a division, and the name alone rather means a city in it, or a capital ("New York", "Washington").
    NamesakeCity,
}

/// Number of clues.
pub const CLUES: usize = 28;

/// Every clue with its name and its weight, fitted by `tests/tools/resolve_fit.rs` on the development corpora.
pub const TABLE: [(ClueKind, &str, f32); CLUES] = [
    (ClueKind::Importance, "importance", 7.40),
    (ClueKind::AlternateName, "alternate name", -2.20),
    (ClueKind::FormerName, "former name", -0.50),
    (ClueKind::Abbreviation, "abbreviation", 0.50),
    (ClueKind::GenericName, "short name", -0.10),
    (ClueKind::DemonymFit, "demonym", 3.00),
    (ClueKind::Container, "stated container", 5.00),
    (ClueKind::NotInContainer, "not in the stated container", -2.00),
    (ClueKind::KindFit, "fits the words around", 0.50),
    (ClueKind::KindMisfit, "other kind than the words around", -1.00),
    (ClueKind::DivisionMentioned, "division mentioned", 1.00),
    (ClueKind::CountryMentioned, "country mentioned", 1.40),
    (ClueKind::DivisionFocus, "division in focus", 3.50),
    (ClueKind::CountryFocus, "country in focus", 2.50),
    (ClueKind::Neighbors, "close to other places", 2.50),
    (ClueKind::KindCompany, "in company of its kind", 2.00),
    (ClueKind::HomeCountry, "outlet's country", 1.50),
    (ClueKind::HomeRegion, "close to the outlet", 1.50),
    (ClueKind::Dateline, "close to the dateline", 1.00),
    (ClueKind::IsCountry, "country", 1.00),
    (ClueKind::IsDivision, "first-order division", 0.90),
    (ClueKind::IsSecondOrder, "second-order division", 0.30),
    (ClueKind::IsQuarter, "quarter", -0.30),
    (ClueKind::IsNatural, "natural feature", 0.00),
    (ClueKind::IsSite, "site", -0.30),
    (ClueKind::Fame, "known abroad", 1.00),
    (ClueKind::IsCapital, "capital", 0.50),
    (ClueKind::NamesakeCity, "city of that name", -1.00),
];

/// One weight for each clue, in the order of [`TABLE`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights(pub [f32; CLUES]);

impl Default for Weights {
    fn default() -> Self {
        let mut weights = [0.0; CLUES];
        for (weight, (_, _, value)) in weights.iter_mut().zip(TABLE) {
            *weight = value;
        }
        Self(weights)
    }
}

/// How much of each clue a candidate has, mostly 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence([f32; CLUES]);

impl Default for Evidence {
    fn default() -> Self {
        Self([0.0; CLUES])
    }
}

impl Evidence {
    /// Sets one clue.
    pub const fn set(&mut self, clue: ClueKind, value: f32) {
        self.0[clue as usize] = value;
    }

    /// How much of one clue there is.
    #[must_use]
    pub const fn get(&self, clue: ClueKind) -> f32 {
        self.0[clue as usize]
    }

    /// The score under these weights.
    #[must_use]
    pub fn score(&self, weights: &Weights) -> f32 {
        self.0.iter().zip(weights.0).map(|(value, weight)| value * weight).sum()
    }

    /// The clues that count, the strongest first.
    #[must_use]
    pub fn clues(&self, weights: &Weights) -> Vec<Clue> {
        let mut clues: Vec<Clue> = TABLE
            .iter()
            .zip(self.0.iter().zip(weights.0))
            .map(|((_, name, _), (value, weight))| Clue { name: Cow::Borrowed(*name), score: value * weight })
            .filter(|clue| clue.score.abs() >= 0.05)
            .collect();
        clues.sort_by(|a, b| b.score.abs().total_cmp(&a.score.abs()));
        clues
    }
}

/// What the words around a mention say about it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Calls<'a> {
    /// How the name is used.
    pub class: Option<MentionClass>,
    /// Kinds that a feature word calls for.
    pub kinds: &'a [PlaceKind],
}

/// The clues that depend on the candidate, its name and the words around alone.
#[must_use]
pub fn own_evidence(gazetteer: &Gazetteer, candidate: &Candidate, calls: Calls<'_>) -> Evidence {
    let mut evidence = Evidence::default();
    let weight = gazetteer.weight(candidate.place);
    evidence.set(ClueKind::Importance, weight);
    evidence.set(ClueKind::Fame, ((weight - KNOWN_ABROAD) / (1.0 - KNOWN_ABROAD)).max(0.0));
    let capital = gazetteer.feature(candidate.place) == "PPLC" && candidate.name_kind == NameKind::Canonical;
    evidence.set(ClueKind::IsCapital, f32::from(u8::from(capital)));
    name_clues(&mut evidence, candidate.name_kind);
    evidence.set(ClueKind::DemonymFit, demonym_fit(candidate.name_kind, calls.class));
    kind_clues(&mut evidence, candidate.kind);
    fit_clues(&mut evidence, candidate.kind, calls.kinds);
    evidence
}

fn name_clues(evidence: &mut Evidence, name: NameKind) {
    match name {
        NameKind::Alternate => evidence.set(ClueKind::AlternateName, 1.0),
        NameKind::Former => evidence.set(ClueKind::FormerName, 1.0),
        NameKind::Abbreviation => evidence.set(ClueKind::Abbreviation, 1.0),
        NameKind::Generic => evidence.set(ClueKind::GenericName, 1.0),
        NameKind::Canonical | NameKind::Demonym | NameKind::Adjective => {}
    }
}

fn demonym_fit(name: NameKind, class: Option<MentionClass>) -> f32 {
    match (name.is_demonym(), class) {
        (true, Some(MentionClass::Demonym)) => 1.0,
        (false, Some(MentionClass::Demonym)) => -1.0,
        (true, Some(_)) => -0.3,
        _ => 0.0,
    }
}

fn kind_clues(evidence: &mut Evidence, kind: PlaceKind) {
    let clue = match kind {
        PlaceKind::Country | PlaceKind::Continent | PlaceKind::Group => ClueKind::IsCountry,
        PlaceKind::Admin1 | PlaceKind::Dependency => ClueKind::IsDivision,
        PlaceKind::Admin2 => ClueKind::IsSecondOrder,
        PlaceKind::Quarter => ClueKind::IsQuarter,
        PlaceKind::Site | PlaceKind::Airport => ClueKind::IsSite,
        PlaceKind::Settlement => return,
        _ => ClueKind::IsNatural,
    };
    evidence.set(clue, 1.0);
}

fn fit_clues(evidence: &mut Evidence, kind: PlaceKind, called: &[PlaceKind]) {
    if called.is_empty() {
        return;
    }
    let clue = if called.contains(&kind) { ClueKind::KindFit } else { ClueKind::KindMisfit };
    evidence.set(clue, 1.0);
}
