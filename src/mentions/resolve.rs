//! Decides jointly for all mentions of an article which place each one means.
//!
//! Mentions of one name form a group with one sense. Candidates are weighed by their own clues first, then, in
//! rounds, by what the other groups of the document most likely mean.

use std::collections::BTreeMap;

use crate::geodata::fold::fold;
use crate::geodata::gazetteer::{Gazetteer, NameKind, PlaceRef};
use crate::mentions::evidence::{Calls, ClueKind, Weights, own_evidence};
use crate::mentions::resolve_candidates::{Candidate, candidates, closeness, trim_possessive};
use crate::mentions::resolve_context::{Surroundings, surroundings};
use crate::mentions::resolve_home::{Home, home};
use crate::model::article::Article;
use crate::model::mention::{Mention, MentionClass, Resolution, RunnerUp};
use crate::model::place::PlaceKind;

/// How often the groups are weighed against one another.
const ROUNDS: usize = 3;
/// Distance in km at which two places are half as close as can be.
const NEAR: f32 = 90.0;
/// How fast a neighbor counts less with the number of mentions between.
const FADE: f32 = 0.25;
/// How much of the clue a place has whose full name includes the feature word beside the mention.
const WHOLE_NAME: f32 = 2.0;
/// How often a winner without rivals is right, and how fast that falls with its share; both fitted.
const SURE: f32 = 0.95;
/// See [`SURE`].
const DOUBT: f32 = 0.35;
/// From this importance on, a division before a comma is the first of a list, not a place in the next name.
const LISTED: f32 = 0.6;

/// Mentions that use one name in one sense.
struct Group {
    /// Indexes of the mentions, in order of the text.
    mentions: Vec<usize>,
    candidates: Vec<Candidate>,
    /// Index of the best candidate.
    best: Option<usize>,
}

/// Joins each mention to a place with the fitted weights.
#[must_use]
pub fn resolve(article: &Article, mentions: Vec<Mention>, gazetteer: &Gazetteer) -> Vec<Resolution> {
    resolve_with(article, mentions, gazetteer, &Weights::default())
}

/// Joins each mention to a place with the weights given.
#[must_use]
pub fn resolve_with(
    article: &Article,
    mentions: Vec<Mention>,
    gazetteer: &Gazetteer,
    weights: &Weights,
) -> Vec<Resolution> {
    let mut groups = groups(article, &mentions, gazetteer, weights);
    let home = home(article, gazetteer);
    settle_home(&mut groups, home.as_ref(), weights);
    for _ in 0..ROUNDS {
        weigh_document(&mut groups, article, &mentions, gazetteer, weights);
    }
    outcomes(&groups, mentions, gazetteer, weights)
}

fn groups(article: &Article, mentions: &[Mention], gazetteer: &Gazetteer, weights: &Weights) -> Vec<Group> {
    let around: Vec<Surroundings> =
        mentions.iter().map(|m| surroundings(gazetteer, &article.text, m)).collect();
    let surfaces: Vec<&str> = mentions.iter().map(|m| m.surface.as_str()).collect();
    let mut by_name: BTreeMap<(String, bool), Vec<usize>> = BTreeMap::new();
    for (i, mention) in mentions.iter().enumerate() {
        let key = (fold(trim_possessive(&mention.name)), mention.class == MentionClass::Demonym);
        by_name.entry(key).or_default().push(i);
    }
    let mut out: Vec<Group> = Vec::new();
    for ((_, demonym), indexes) in by_name {
        let Some(first) = indexes.first().and_then(|i| mentions.get(*i)) else { continue };
        let found = candidates(gazetteer, &first.name);
        for part in senses(&indexes, &around, &found, gazetteer) {
            let class = if demonym { MentionClass::Demonym } else { MentionClass::Literal };
            out.push(group(part, &found, &around, &surfaces, class, gazetteer, weights));
        }
    }
    out.sort_by_key(|g| g.mentions.first().copied());
    out
}

/// Whether the name first of all means a country or a well-known division: a comma after it then begins a list.
fn is_container_itself(found: &[Candidate], gazetteer: &Gazetteer) -> bool {
    let first = found.iter().max_by(|a, b| {
        let weight = |c: &Candidate| {
            gazetteer.weight(c.place) - if c.name_kind == NameKind::Canonical { 0.0 } else { 0.2 }
        };
        weight(a).total_cmp(&weight(b))
    });
    first.is_some_and(|c| match c.kind {
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
    let listed = is_container_itself(found, gazetteer);
    let mut parts: Vec<(Vec<PlaceRef>, Vec<usize>)> = Vec::new();
    let mut current: Option<usize> = None;
    let mut loose: Vec<usize> = Vec::new();
    for &i in indexes {
        let holders: Vec<PlaceRef> = if listed { &[][..] } else { &around[i].containers[..] }
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
    let holders: Vec<PlaceRef> = if is_container_itself(found, gazetteer) {
        Vec::new()
    } else {
        mentions.iter().flat_map(|i| around[*i].containers.iter().copied()).collect()
    };
    let stated = holders.iter().any(|holder| list.iter().any(|c| gazetteer.is_within(c.place, *holder)));
    for candidate in &mut list {
        candidate.evidence = own_evidence(gazetteer, candidate, Calls { class: Some(class), kinds: &kinds });
        if whole.contains(&candidate.place) {
            candidate.evidence.set(ClueKind::KindFit, WHOLE_NAME);
        }
        if stated {
            let inside = holders.iter().any(|holder| gazetteer.is_within(candidate.place, *holder));
            let clue = if inside { ClueKind::Container } else { ClueKind::NotInContainer };
            candidate.evidence.set(clue, 1.0);
        }
    }
    let mut group = Group { mentions, candidates: list, best: None };
    weigh(&mut group, weights);
    group
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
fn weigh(group: &mut Group, weights: &Weights) {
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
    fn top(&self) -> Option<&Candidate> {
        self.best.and_then(|i| self.candidates.get(i))
    }
}

fn settle_home(groups: &mut [Group], home: Option<&Home>, weights: &Weights) {
    let Some(home) = home else { return };
    for group in groups {
        for candidate in &mut group.candidates {
            let same_country = !home.country.is_empty() && candidate.country == home.country;
            candidate.evidence.set(ClueKind::HomeCountry, f32::from(u8::from(same_country)));
            let close = home.at.map_or(0.0, |at| closeness(&candidate.at, &at, NEAR));
            candidate.evidence.set(ClueKind::HomeRegion, if candidate.compact { close } else { 0.0 });
        }
        weigh(group, weights);
    }
}

/// What the document's groups most likely mean, taken together.
struct Mass {
    countries: BTreeMap<&'static str, f32>,
    divisions: BTreeMap<PlaceRef, f32>,
    total: f32,
}

fn mass(groups: &[Group]) -> (Mass, Vec<Mass>) {
    let mut all = Mass { countries: BTreeMap::new(), divisions: BTreeMap::new(), total: 0.0 };
    let mut own = Vec::with_capacity(groups.len());
    for group in groups {
        let strength = libm::sqrtf(group.mentions.len() as f32);
        let mut mine = Mass { countries: BTreeMap::new(), divisions: BTreeMap::new(), total: strength };
        for candidate in group.candidates.iter().filter(|c| c.share > 0.02) {
            let part = strength * candidate.share;
            if !candidate.country.is_empty() {
                *mine.countries.entry(candidate.country).or_default() += part;
                *all.countries.entry(candidate.country).or_default() += part;
            }
            if let Some(division) = candidate.division {
                *mine.divisions.entry(division).or_default() += part;
                *all.divisions.entry(division).or_default() += part;
            }
        }
        all.total += strength;
        own.push(mine);
    }
    (all, own)
}

/// Another group's best guess, as the groups around it see it.
struct Neighbor {
    place: PlaceRef,
    at: [f32; 3],
    share: f32,
    compact: bool,
    kind: PlaceKind,
}

fn weigh_document(
    groups: &mut [Group],
    article: &Article,
    mentions: &[Mention],
    gazetteer: &Gazetteer,
    weights: &Weights,
) {
    let (all, own) = mass(groups);
    let neighbors: Vec<Option<Neighbor>> = groups.iter().map(|g| g.top().map(neighbor)).collect();
    let nearness = nearness(groups);
    let dateline = dateline_group(groups, article, mentions);
    let dateline_at = dateline.and_then(|i| neighbors[i].as_ref()).map(|n| n.at);
    for (i, group) in groups.iter_mut().enumerate() {
        let around: Vec<(&Neighbor, f32)> = neighbors
            .iter()
            .enumerate()
            .filter(|(j, _)| *j != i)
            .filter_map(|(j, n)| n.as_ref().map(|n| (n, nearness[i][j])))
            .collect();
        let others = Others { all: &all, own: &own[i], around: &around, gazetteer };
        for candidate in &mut group.candidates {
            others.weigh(candidate);
            let close = match dateline_at {
                Some(at) if dateline != Some(i) && candidate.compact => closeness(&candidate.at, &at, NEAR),
                _ => 0.0,
            };
            candidate.evidence.set(ClueKind::Dateline, close);
        }
        weigh(group, weights);
    }
}

const fn neighbor(candidate: &Candidate) -> Neighbor {
    Neighbor {
        place: candidate.place,
        at: candidate.at,
        share: candidate.share,
        compact: candidate.compact,
        kind: candidate.kind,
    }
}

/// How near each two groups come to one another in the text, 1 side by side, less with mentions between.
fn nearness(groups: &[Group]) -> Vec<Vec<f32>> {
    let gap = |a: &Group, b: &Group| -> usize {
        let pairs = a.mentions.iter().map(|i| {
            let after = b.mentions.partition_point(|j| j < i);
            let sides = [after.checked_sub(1), Some(after)];
            sides
                .into_iter()
                .flatten()
                .filter_map(|k| b.mentions.get(k))
                .map(|j| i.abs_diff(*j))
                .min()
                .unwrap_or(99)
        });
        pairs.min().unwrap_or(99)
    };
    let mut out = vec![vec![0.0; groups.len()]; groups.len()];
    for i in 0..groups.len() {
        for j in 0..i {
            let between = gap(&groups[i], &groups[j]).saturating_sub(1).min(40) as f32;
            let near = 1.0 / (1.0 + FADE * between);
            out[i][j] = near;
            out[j][i] = near;
        }
    }
    out
}

fn dateline_group(groups: &[Group], article: &Article, mentions: &[Mention]) -> Option<usize> {
    let span = article.dateline?;
    groups.iter().position(|g| g.mentions.iter().any(|i| mentions[*i].span.overlaps(span)))
}

/// Everything in the document besides one group.
struct Others<'a> {
    all: &'a Mass,
    own: &'a Mass,
    around: &'a [(&'a Neighbor, f32)],
    gazetteer: &'a Gazetteer,
}

impl Others<'_> {
    fn weigh(&self, candidate: &mut Candidate) {
        let total = (self.all.total - self.own.total).max(1.0);
        let country = share(&self.all.countries, &self.own.countries, &candidate.country) / total;
        let division =
            candidate.division.map_or(0.0, |d| share(&self.all.divisions, &self.own.divisions, &d) / total);
        candidate.evidence.set(ClueKind::CountryFocus, country);
        candidate.evidence.set(ClueKind::DivisionFocus, division);
        candidate.evidence.set(ClueKind::Neighbors, self.neighbors(candidate));
        candidate.evidence.set(ClueKind::KindCompany, self.company(candidate));
        let (division, country) = self.mentioned(candidate);
        candidate.evidence.set(ClueKind::DivisionMentioned, division);
        candidate.evidence.set(ClueKind::CountryMentioned, country);
    }

    fn neighbors(&self, candidate: &Candidate) -> f32 {
        if !candidate.compact {
            return 0.0;
        }
        let close = |(n, near): &(&Neighbor, f32)| near * n.share * closeness(&candidate.at, &n.at, NEAR);
        let sum: f32 =
            self.around.iter().filter(|(n, _)| n.compact && n.place != candidate.place).map(close).sum();
        sum / (0.5 + sum)
    }

    /// Share of the names close by that are of the candidate's kind, if that is one of the kinds that lists are made of.
    fn company(&self, candidate: &Candidate) -> f32 {
        use PlaceKind::{Admin1, Admin2, Country, Settlement};
        if !matches!(candidate.kind, Country | Admin1 | Admin2 | Settlement) {
            return 0.0;
        }
        let (mut same, mut all) = (0.0, 0.2);
        for (n, near) in self.around {
            let counts = near * near * n.share;
            all += counts;
            same += if n.kind == candidate.kind { counts } else { 0.0 };
        }
        same / all
    }

    /// How clearly its division and its country are themselves mentioned.
    fn mentioned(&self, candidate: &Candidate) -> (f32, f32) {
        let (mut division, mut country) = (0.0f32, 0.0f32);
        let home = self.gazetteer.country(candidate.place);
        for (n, near) in self.around {
            let clear = n.share * (0.5 + 0.5 * near);
            if n.kind == PlaceKind::Admin1
                && candidate.division == Some(n.place)
                && candidate.place != n.place
            {
                division = division.max(clear);
            }
            if n.kind == PlaceKind::Country && home == Some(n.place) {
                country = country.max(clear);
            }
        }
        (division, country)
    }
}

fn share<K: Ord>(all: &BTreeMap<K, f32>, own: &BTreeMap<K, f32>, key: &K) -> f32 {
    let whole = all.get(key).copied().unwrap_or(0.0);
    (whole - own.get(key).copied().unwrap_or(0.0)).max(0.0)
}

fn outcomes(
    groups: &[Group],
    mentions: Vec<Mention>,
    gazetteer: &Gazetteer,
    weights: &Weights,
) -> Vec<Resolution> {
    let mut group_of: Vec<Option<&Group>> = vec![None; mentions.len()];
    for group in groups {
        for &i in &group.mentions {
            group_of[i] = Some(group);
        }
    }
    let out = mentions.into_iter().zip(group_of);
    out.map(|(mention, group)| outcome(mention, group, gazetteer, weights)).collect()
}

/// The share of right decisions among those whose winner had that share of the probability, as measured.
fn calibrated(share: f32) -> f32 {
    SURE * libm::powf(share, DOUBT)
}

fn outcome(mention: Mention, group: Option<&Group>, gazetteer: &Gazetteer, weights: &Weights) -> Resolution {
    let Some((group, top)) = group.and_then(|g| g.top().map(|t| (g, t))) else {
        return Resolution {
            mention,
            place: None,
            score: 0.0,
            confidence: 0.0,
            clues: Vec::new(),
            runners_up: Vec::new(),
        };
    };
    let mut rivals: Vec<&Candidate> = group.candidates.iter().filter(|c| c.place != top.place).collect();
    rivals.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.place.cmp(&b.place)));
    let runners_up = rivals.iter().take(5).map(|c| RunnerUp {
        id: gazetteer.place(c.place).id,
        label: gazetteer.label(c.place),
        score: c.score,
    });
    Resolution {
        confidence: mention.recognition * calibrated(top.share),
        place: Some(gazetteer.place(top.place)),
        score: top.score - rivals.first().map_or(0.0, |r| r.score),
        clues: top.evidence.clues(weights),
        runners_up: runners_up.collect(),
        mention,
    }
}

#[cfg(test)]
mod tests {
    use super::resolve;
    use crate::geodata::gazetteer::Gazetteer;
    use crate::model::article::{Article, Span};
    use crate::model::mention::{Context, Mention, MentionClass, Resolution};

    /// Resolves the names in order of their first appearance in the text; `*` after a name makes it a demonym.
    fn read(text: &str, names: &[&str]) -> Vec<Resolution> {
        let mut from = 0;
        let mentions = names.iter().map(|name| {
            let (name, class) = match name.strip_suffix('*') {
                Some(name) => (name, MentionClass::Demonym),
                None => (*name, MentionClass::Literal),
            };
            let start = from + text[from..].find(name).expect("the name is in the text");
            from = start + name.len();
            Mention {
                span: Span::new(start, from),
                surface: name.to_owned(),
                name: name.to_owned(),
                class,
                recognition: 1.0,
                sentence: 0,
                context: Context::default(),
            }
        });
        let article = Article {
            id: String::new(),
            title: String::new(),
            date: None,
            lang: "en".to_owned(),
            url: String::new(),
            byline: String::new(),
            dateline: None,
            text: text.to_owned(),
            blocks: Vec::new(),
            sentences: Vec::new(),
        };
        let gazetteer = Gazetteer::bundled().expect("the bundled gazetteer opens");
        resolve(&article, mentions.collect(), gazetteer)
    }

    /// Name, division and country of each.
    fn found(text: &str, names: &[&str]) -> Vec<String> {
        let label = |r: &Resolution| {
            r.place.as_ref().map_or_else(String::new, |p| format!("{}/{}/{}", p.name, p.admin1, p.country))
        };
        read(text, names).iter().map(label).collect()
    }

    #[test]
    fn a_bare_name_means_the_important_place() {
        assert_eq!(
            found("He flew to Paris and London.", &["Paris", "London"]),
            ["Paris/Île-de-France/FR", "London/England/GB"]
        );
    }

    #[test]
    fn a_stated_container_decides_and_holds_for_later_mentions() {
        let text = "The fire in Paris, Texas, spread. Officials in Paris said so.";
        assert_eq!(
            found(text, &["Paris", "Texas", "Paris"]),
            ["Paris/Texas/US", "Texas//US", "Paris/Texas/US"]
        );
    }

    #[test]
    fn one_name_may_have_two_senses_if_both_are_stated() {
        let text = "From Springfield, Illinois, she moved to Springfield, Missouri.";
        let places = found(text, &["Springfield", "Illinois", "Springfield", "Missouri"]);
        assert_eq!(
            places,
            ["Springfield/Illinois/US", "Illinois//US", "Springfield/Missouri/US", "Missouri//US"]
        );
    }

    #[test]
    fn the_company_a_name_keeps_tells_georgia_from_georgia() {
        let west = found(
            "In Georgia, voters in Atlanta, Savannah and Macon waited.",
            &["Georgia", "Atlanta", "Savannah", "Macon"],
        );
        assert_eq!(west[0], "Georgia//US");
        let east = found(
            "In Georgia, voters in Tbilisi, Batumi and Kutaisi waited.",
            &["Georgia", "Tbilisi", "Batumi", "Kutaisi"],
        );
        assert_eq!(east[0], "Georgia//GE");
    }

    #[test]
    fn demonyms_lead_to_their_country() {
        assert_eq!(
            found("French and Afghan soldiers met.", &["French*", "Afghan*"]),
            ["France//FR", "Afghanistan//AF"]
        );
    }

    #[test]
    fn feature_words_choose_the_kind() {
        let text = "The sheriff of Cook County spoke.";
        let resolved = read(text, &["Cook"]);
        assert_eq!(resolved[0].place.as_ref().map(|p| p.id.0.as_str()), Some("US.IL.031"));
    }

    #[test]
    fn each_decision_states_its_reasons_and_runners_up() {
        let resolved = read("Springfield, Illinois, voted.", &["Springfield", "Illinois"]);
        assert!(resolved[0].clues.iter().any(|c| c.name == "stated container"));
        assert!(!resolved[0].runners_up.is_empty() && resolved[0].confidence > 0.5);
    }

    #[test]
    fn an_unknown_name_stays_without_a_place() {
        assert_eq!(read("Qqxyzzy burned.", &["Qqxyzzy"])[0].place, None);
    }
}
