//! Groups the mentions of an article by the name and the sense they share, each with its candidates.

use std::collections::BTreeMap;

use crate::geodata::fold::fold;
use crate::geodata::gazetteer::{Gazetteer, NameKind, PlaceRef};
use crate::mentions::evidence::{Calls, ClueKind, Weights, own_evidence};
use crate::mentions::resolve_candidates::{Candidate, candidate, candidates, trim_possessive};
use crate::mentions::resolve_context::{Surroundings, contains, surroundings};
use crate::model::article::Article;
use crate::model::mention::{Mention, MentionClass};
use crate::model::place::PlaceKind;

/// How much of the clue a place has whose full name includes the feature word beside the mention.
const WHOLE_NAME: f32 = 2.0;
/// From this importance on, a division before a comma is the first of a list, not a place in the next name.
const LISTED: f32 = 0.6;
/// How much of the clue a place has that contains the one before it and a comma.
const HOLDS: f32 = 0.5;
/// Importance from which a city takes its name from the division around it.
const CITY: f32 = 0.5;

/// Mentions that use one name in one sense.
pub struct Group {
    /// Indexes of the mentions, in order of the text.
    pub mentions: Vec<usize>,
    /// What the name may mean.
    pub candidates: Vec<Candidate>,
    /// Index of the best candidate.
    pub best: Option<usize>,
    /// Whether somebody said what it means.
    pub fixed: bool,
}

/// The groups in order of their first mention. `fixed` says for single mentions what they mean; it may be shorter.
#[must_use]
pub fn groups(
    article: &Article,
    mentions: &[Mention],
    fixed: &[Option<PlaceRef>],
    gazetteer: &Gazetteer,
    weights: &Weights,
) -> Vec<Group> {
    let around: Vec<Surroundings> =
        mentions.iter().map(|m| surroundings(gazetteer, &article.text, m)).collect();
    let surfaces: Vec<&str> = mentions.iter().map(|m| m.surface.as_str()).collect();
    let mut by_name: BTreeMap<(String, bool, Option<PlaceRef>), Vec<usize>> = BTreeMap::new();
    for (i, mention) in mentions.iter().enumerate() {
        let name = fold(trim_possessive(&mention.name));
        let key = (name, mention.class == MentionClass::Demonym, fixed.get(i).copied().flatten());
        by_name.entry(key).or_default().push(i);
    }
    let mut out: Vec<Group> = Vec::new();
    for ((_, demonym, fixed), indexes) in by_name {
        if let Some(place) = fixed {
            out.push(fixed_group(indexes, place, gazetteer));
            continue;
        }
        let Some(first) = indexes.first().and_then(|i| mentions.get(*i)) else { continue };
        let found = candidates(gazetteer, &first.name);
        for part in senses(&indexes, &around, &found, gazetteer) {
            let class = if demonym { MentionClass::Demonym } else { MentionClass::Literal };
            out.push(group(part, &found, &around, &surfaces, class, gazetteer, weights));
        }
    }
    out.sort_by_key(|g| g.mentions.first().copied());
    mark_containers(&mut out, article, mentions, gazetteer, weights);
    out
}

/// "Seattle, Washington": where a name follows another after a comma, what contains the other is likely meant.
fn mark_containers(
    groups: &mut [Group],
    article: &Article,
    mentions: &[Mention],
    gazetteer: &Gazetteer,
    weights: &Weights,
) {
    let mut group_of = vec![usize::MAX; mentions.len()];
    for (g, group) in groups.iter().enumerate() {
        group.mentions.iter().for_each(|i| group_of[*i] = g);
    }
    for i in 1..mentions.len() {
        let (inner, outer) = (group_of[i - 1], group_of[i]);
        let between = article.text.get(mentions[i - 1].span.end..mentions[i].span.start);
        if inner == outer || inner == usize::MAX || outer == usize::MAX || !matches!(between, Some(", ")) {
            continue;
        }
        let names_town = groups[inner].candidates.iter().take(1).all(|c| c.kind == PlaceKind::Settlement);
        let holders: Vec<usize> = (0..groups[outer].candidates.len())
            .filter(|c| {
                let holder = &groups[outer].candidates[*c];
                contains(holder.kind)
                    && holder.kind != PlaceKind::Settlement
                    && groups[inner].candidates.iter().any(|c| gazetteer.is_within(c.place, holder.place))
            })
            .collect();
        if !names_town || groups[outer].fixed || holders.is_empty() {
            continue;
        }
        for holder in holders {
            groups[outer].candidates[holder].evidence.set(ClueKind::Container, HOLDS);
        }
        weigh(&mut groups[outer], weights);
    }
}

/// A name of which somebody said what it means: it has no other candidate.
fn fixed_group(mentions: Vec<usize>, place: PlaceRef, gazetteer: &Gazetteer) -> Group {
    let mut only = candidate(gazetteer, place, NameKind::Canonical);
    only.share = 1.0;
    Group { mentions, candidates: vec![only], best: Some(0), fixed: true }
}

/// Whether the name first of all means a country or a well-known division: a comma after it then begins a list. Not if
/// that is but another name of it, and the place after the comma holds a city of that very name ("Granada, Spain").
fn is_container_itself(found: &[Candidate], after_comma: &[PlaceRef], gazetteer: &Gazetteer) -> bool {
    let first = found.iter().max_by(|a, b| {
        let weight = |c: &Candidate| {
            gazetteer.weight(c.place) - if c.name_kind == NameKind::Canonical { 0.0 } else { 0.2 }
        };
        weight(a).total_cmp(&weight(b))
    });
    let is_city = |c: &Candidate| {
        c.name_kind == NameKind::Canonical
            && gazetteer.weight(c.place) > CITY
            && after_comma.iter().any(|holder| gazetteer.is_within(c.place, *holder))
    };
    let own_name = |c: &Candidate| c.name_kind == NameKind::Canonical || !found.iter().any(is_city);
    first.is_some_and(|c| match c.kind {
        _ if !own_name(c) => false,
        PlaceKind::Country | PlaceKind::Continent | PlaceKind::Group => true,
        PlaceKind::Admin1 => gazetteer.weight(c.place) > LISTED,
        _ => false,
    })
}

/// Splits the mentions of one name where the text states different containers; others follow the one before them.
fn senses(
    indexes: &[usize],
    around: &[Surroundings],
    found: &[Candidate],
    gazetteer: &Gazetteer,
) -> Vec<Vec<usize>> {
    let mut parts: Vec<(Vec<PlaceRef>, Vec<usize>)> = Vec::new();
    let mut current: Option<usize> = None;
    let mut loose: Vec<usize> = Vec::new();
    for &i in indexes {
        let stated = &around[i].containers[..];
        let listed = !stated.is_empty() && is_container_itself(found, stated, gazetteer);
        let holders: Vec<PlaceRef> = if listed { &[][..] } else { stated }
            .iter()
            .copied()
            .filter(|holder| found.iter().any(|c| gazetteer.is_within(c.place, *holder)))
            .collect();
        if holders.is_empty() {
            match current {
                Some(part) => parts[part].1.push(i),
                None => loose.push(i),
            }
            continue;
        }
        let same = parts.iter().position(|(known, _)| known.iter().any(|h| holders.contains(h)));
        let part = same.unwrap_or_else(|| {
            parts.push((holders, Vec::new()));
            parts.len() - 1
        });
        parts[part].1.push(i);
        current = Some(part);
    }
    match parts.first_mut() {
        Some((_, first)) => {
            first.splice(0..0, loose);
        }
        None => parts.push((Vec::new(), loose)),
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

fn group(
    mentions: Vec<usize>,
    found: &[Candidate],
    around: &[Surroundings],
    surfaces: &[&str],
    class: MentionClass,
    gazetteer: &Gazetteer,
    weights: &Weights,
) -> Group {
    let feature =
        mentions.first().and_then(|i| surfaces.get(*i)).and_then(|surface| water_or_relief(surface));
    let mut list: Vec<Candidate> =
        found.iter().filter(|c| feature.is_none_or(|word| may_bear(gazetteer, c, word))).cloned().collect();
    if let Some(word) = mentions.first().and_then(|i| surfaces.get(*i)).and_then(|s| division_word(s))
        && list.iter().any(|c| is_division(c.kind))
    {
        list.retain(|c| is_division(c.kind) || fold(gazetteer.name(c.place)).ends_with(word));
    }
    let mut kinds: Vec<PlaceKind> = Vec::new();
    let mut whole: Vec<PlaceRef> = Vec::new();
    for surroundings in mentions.iter().map(|i| &around[*i]) {
        kinds.extend_from_slice(&surroundings.kinds);
        for extended in surroundings.extended.iter().flat_map(|name| candidates(gazetteer, name)) {
            whole.push(extended.place);
            match list.iter_mut().find(|c| c.place == extended.place) {
                Some(known) => known.name_kind = extended.name_kind,
                None => list.push(extended),
            }
        }
    }
    let mut holders: Vec<PlaceRef> =
        mentions.iter().flat_map(|i| around[*i].containers.iter().copied()).collect();
    if is_container_itself(found, &holders, gazetteer) {
        holders.clear();
    }
    let stated = holders.iter().any(|holder| list.iter().any(|c| gazetteer.is_within(c.place, *holder)));
    let namesakes = divisions_with_a_city(gazetteer, &list);
    for candidate in &mut list {
        candidate.evidence = own_evidence(gazetteer, candidate, Calls { class: Some(class), kinds: &kinds });
        if namesakes.contains(&candidate.place) && kinds.is_empty() {
            candidate.evidence.set(ClueKind::NamesakeCity, 1.0);
        }
        if whole.contains(&candidate.place) {
            candidate.evidence.set(ClueKind::KindFit, WHOLE_NAME);
        }
        if stated {
            let inside = holders.iter().any(|holder| gazetteer.is_within(candidate.place, *holder));
            let clue = if inside { ClueKind::Container } else { ClueKind::NotInContainer };
            candidate.evidence.set(clue, 1.0);
        }
    }
    let mut group = Group { mentions, candidates: list, best: None, fixed: false };
    weigh(&mut group, weights);
    group
}

/// Divisions of which the name alone rather means a city in them, or a capital elsewhere.
fn divisions_with_a_city(gazetteer: &Gazetteer, list: &[Candidate]) -> Vec<PlaceRef> {
    let cities = list.iter().filter(|c| {
        c.kind == PlaceKind::Settlement
            && c.name_kind == NameKind::Canonical
            && gazetteer.weight(c.place) >= CITY
    });
    let cities: Vec<&Candidate> = cities.collect();
    let divisions = list.iter().filter(|c| matches!(c.kind, PlaceKind::Admin1 | PlaceKind::Admin2));
    let named = divisions.filter(|d| {
        cities.iter().any(|c| gazetteer.is_within(c.place, d.place) || gazetteer.feature(c.place) == "PPLC")
    });
    named.map(|d| d.place).collect()
}

/// The word for a division with which a name ends: "Basilan province" is no town that is also called Basilan.
fn division_word(surface: &str) -> Option<&'static str> {
    const WORDS: &[&str] = &[
        "province",
        "county",
        "parish",
        "oblast",
        "governorate",
        "prefecture",
        "voivodeship",
        "canton",
        "state",
        "region",
    ];
    let folded = fold(trim_possessive(surface));
    let last = folded.rsplit_once(' ')?.1;
    WORDS.iter().find(|word| last == **word).copied()
}

/// Whether a word for a division may call a place of this kind.
const fn is_division(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::Region | PlaceKind::Dependency)
}

/// The word for water or relief with which a name begins or ends.
fn water_or_relief(surface: &str) -> Option<&'static str> {
    const WORDS: &[&str] = &[
        "river",
        "lake",
        "creek",
        "bay",
        "gulf",
        "strait",
        "sea",
        "ocean",
        "mount",
        "mountain",
        "mountains",
        "island",
        "islands",
        "desert",
        "peninsula",
        "canal",
        "glacier",
        "volcano",
    ];
    let folded = fold(trim_possessive(surface));
    let (first, last) = (folded.split(' ').next()?, folded.rsplit(' ').next()?);
    WORDS.iter().find(|word| first != last && (first == **word || last == **word)).copied()
}

/// Whether a candidate may be meant by a name with that word: it is such a thing, or a town of that name.
fn may_bear(gazetteer: &Gazetteer, candidate: &Candidate, word: &str) -> bool {
    use PlaceKind::{Admin1, Admin2, Airport, Continent, Country, Group, Quarter, Settlement, Site};
    let natural = !matches!(
        candidate.kind,
        Admin1 | Admin2 | Airport | Continent | Country | Group | Quarter | Settlement | Site
    );
    natural
        || fold(gazetteer.name(candidate.place)).contains(word)
        || candidate.name_kind == NameKind::Alternate
}

/// Scores the candidates and turns the scores into shares.
pub fn weigh(group: &mut Group, weights: &Weights) {
    for candidate in &mut group.candidates {
        candidate.score = candidate.evidence.score(weights);
    }
    let top = group.candidates.iter().map(|c| c.score).fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for candidate in &mut group.candidates {
        candidate.share = libm::expf(candidate.score - top);
        sum += candidate.share;
    }
    group.candidates.iter_mut().for_each(|c| c.share /= sum);
    group.best = (0..group.candidates.len())
        .reduce(|best, i| if group.candidates[i].score > group.candidates[best].score { i } else { best });
}

impl Group {
    /// The best candidate.
    #[must_use]
    pub fn top(&self) -> Option<&Candidate> {
        self.best.and_then(|i| self.candidates.get(i))
    }
}
