//! Weighs each group of mentions by what the rest of the document most likely means.

use std::collections::BTreeMap;

use crate::geodata::gazetteer::{Gazetteer, PlaceRef};
use crate::mentions::evidence::{ClueKind, Weights};
use crate::mentions::resolve_candidates::{Candidate, closeness, unit};
use crate::mentions::resolve_groups::{Group, weigh};
use crate::mentions::resolve_home::Home;
use crate::model::article::Article;
use crate::model::mention::Mention;
use crate::model::place::PlaceKind;

/// Distance in km at which a place is half as close to the outlet's home or the dateline as can be.
const NEAR: f32 = 90.0;
/// Distance in km at which two places of a document are half as close as can be.
const CLOSE: f32 = 40.0;
/// What features of no one country (seas, long rivers) have of the clues of the document's countries.
const SHARED: f32 = 0.5;
/// What places of kinds that no lists are made of have of the clue of company.
const NEUTRAL: f32 = 0.4;
/// How fast a neighbor counts less with the number of mentions between.
const FADE: f32 = 0.25;
/// Mentions further apart than this count as far.
const REACH: usize = 40;
/// So many of the places that a neighbor may mean are looked at.
const LIKELY: usize = 6;
/// Places below this share are not looked at.
const UNLIKELY: f32 = 0.002;
/// Up to so many groups, even far ones count a little.
const MANY: usize = 200;

/// What places around it add to the importance of an outlet's home.
const HOME_SUPPORT: f32 = 1.0;
/// Importance beyond which a place is no likelier to be an outlet's home.
const HOME_LARGE: f32 = 0.6;

/// Sets the clues of the outlet's home; which of the places of its name that is, the document's places tell.
pub fn settle_home(groups: &mut [Group], home: Option<&Home>, gazetteer: &Gazetteer, weights: &Weights) {
    let Some(home) = home else { return };
    let best = home.places.iter().map(|p| (fit_of_home(groups, *p, gazetteer), *p));
    let best = best.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, place)| place);
    let country = best.map_or(home.country, |place| gazetteer.country_code(place));
    let at = best
        .filter(|p| !matches!(gazetteer.kind(*p), PlaceKind::Country))
        .map(|place| unit(gazetteer.point(place)));
    for group in groups {
        for candidate in &mut group.candidates {
            let same_country = !country.is_empty() && candidate.country == country;
            candidate.evidence.set(ClueKind::HomeCountry, f32::from(u8::from(same_country)));
            let close = at.map_or(0.0, |at| closeness(&candidate.at, &at, NEAR));
            candidate.evidence.set(ClueKind::HomeRegion, if candidate.compact { close } else { 0.0 });
        }
        weigh(group, weights);
    }
}

/// How well a place goes with the document as the home of its outlet: its importance, and the places around it.
fn fit_of_home(groups: &[Group], home: PlaceRef, gazetteer: &Gazetteer) -> f32 {
    let at = unit(gazetteer.point(home));
    let country = gazetteer.country_code(home);
    let large = gazetteer.kind(home) == PlaceKind::Country;
    let near = |group: &Group| {
        let others = group.candidates.iter().filter(|c| c.place != home);
        others
            .map(|c| {
                let close = if large {
                    f32::from(u8::from(c.country == country))
                } else if c.compact {
                    closeness(&c.at, &at, NEAR)
                } else if c.kind == PlaceKind::Admin1 && gazetteer.admin1(home) == Some(c.place) {
                    1.0
                } else {
                    0.0
                };
                close * libm::sqrtf(c.share)
            })
            .fold(0.0, f32::max)
    };
    let sum: f32 = groups.iter().map(near).sum();
    gazetteer.weight(home).min(HOME_LARGE) + HOME_SUPPORT * sum / (1.0 + sum)
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

/// What another group may mean, as the groups around it see it.
struct Neighbor {
    /// Its best guess.
    place: PlaceRef,
    share: f32,
    kind: PlaceKind,
    /// The likeliest places that are small enough for closeness to mean something.
    likely: Vec<Likely>,
}

/// A place that a neighbor may mean.
struct Likely {
    place: PlaceRef,
    at: [f32; 3],
    /// Root of its share, so that several unlikely places that lie together can win against likely ones far apart.
    counts: f32,
}

/// Weighs all groups once by what the others mean now.
pub fn weigh_document(
    groups: &mut [Group],
    article: &Article,
    mentions: &[Mention],
    gazetteer: &Gazetteer,
    weights: &Weights,
) {
    let (all, own) = mass(groups);
    let neighbors: Vec<Option<Neighbor>> = groups.iter().map(|g| g.top().map(|t| neighbor(t, g))).collect();
    let nearness = nearness(groups, mentions.len());
    let dateline = dateline_group(groups, article, mentions);
    let dateline_at = dateline.and_then(|i| groups[i].top()).map(|t| t.at);
    for (i, group) in groups.iter_mut().enumerate() {
        let near = nearness[i].iter();
        let around: Vec<(&Neighbor, f32)> =
            near.filter_map(|(j, near)| neighbors[*j].as_ref().map(|n| (n, *near))).collect();
        let others =
            Others { all: &all, own: &own[i], main: main_country(&all, &own[i]), around: &around, gazetteer };
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

fn neighbor(best: &Candidate, group: &Group) -> Neighbor {
    let likely = group.candidates.iter().filter(|c| c.compact && c.share > UNLIKELY);
    let mut likely: Vec<Likely> =
        likely.map(|c| Likely { place: c.place, at: c.at, counts: libm::sqrtf(c.share) }).collect();
    likely.sort_by(|a, b| b.counts.total_cmp(&a.counts).then(a.place.cmp(&b.place)));
    likely.truncate(LIKELY);
    Neighbor { place: best.place, share: best.share, kind: best.kind, likely }
}

/// The groups that stand near each group in the text, with how near: 1 side by side, less with mentions between.
///
/// In a long text only groups within [`REACH`] mentions count, so that time grows with the text and not its square.
fn nearness(groups: &[Group], mentions: usize) -> Vec<Vec<(usize, f32)>> {
    let far = if groups.len() <= MANY { Some(fade(REACH)) } else { None };
    let mut group_of = vec![usize::MAX; mentions];
    for (g, group) in groups.iter().enumerate() {
        group.mentions.iter().for_each(|i| group_of[*i] = g);
    }
    let mut out = Vec::with_capacity(groups.len());
    for (g, group) in groups.iter().enumerate() {
        let mut best: BTreeMap<usize, f32> = BTreeMap::new();
        if let Some(far) = far {
            best.extend((0..groups.len()).map(|other| (other, far)));
        }
        for &i in &group.mentions {
            let window = i.saturating_sub(REACH)..(i + REACH + 1).min(mentions);
            for j in window.filter(|j| group_of[*j] != usize::MAX) {
                let near = fade(i.abs_diff(j));
                let known = best.entry(group_of[j]).or_insert(near);
                *known = known.max(near);
            }
        }
        best.remove(&g);
        out.push(best.into_iter().collect());
    }
    out
}

/// How much a neighbor counts that many mentions away.
fn fade(gap: usize) -> f32 {
    1.0 / (1.0 + FADE * gap.saturating_sub(1) as f32)
}

fn dateline_group(groups: &[Group], article: &Article, mentions: &[Mention]) -> Option<usize> {
    let span = article.dateline?;
    groups.iter().position(|g| g.mentions.iter().any(|i| mentions[*i].span.overlaps(span)))
}

/// Everything in the document besides one group.
struct Others<'a> {
    all: &'a Mass,
    own: &'a Mass,
    /// The country that most of the others are in, with their mass.
    main: Option<(&'static str, f32)>,
    around: &'a [(&'a Neighbor, f32)],
    gazetteer: &'a Gazetteer,
}

impl Others<'_> {
    fn weigh(&self, candidate: &mut Candidate) {
        let total = (self.all.total - self.own.total).max(1.0);
        let main = self.main.map_or(0.0, |(_, mass)| mass / total);
        let country = if candidate.country.is_empty() {
            SHARED * main
        } else {
            share(&self.all.countries, &self.own.countries, &candidate.country) / total
        };
        let division =
            candidate.division.map_or(0.0, |d| share(&self.all.divisions, &self.own.divisions, &d) / total);
        candidate.evidence.set(ClueKind::CountryFocus, country);
        let own = candidate.country.is_empty() || self.main.is_none_or(|(main, _)| main == candidate.country);
        candidate.elsewhere = if own { 0.0 } else { main };
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
        let close = |(n, near): &(&Neighbor, f32)| {
            let others = n.likely.iter().filter(|l| l.place != candidate.place);
            near * others.map(|l| l.counts * closeness(&candidate.at, &l.at, CLOSE)).fold(0.0, f32::max)
        };
        let sum: f32 = self.around.iter().map(close).sum();
        sum / (0.5 + sum)
    }

    /// Share of the names close by that are of the candidate's kind, if that is one of the kinds that lists are made of.
    fn company(&self, candidate: &Candidate) -> f32 {
        use PlaceKind::{Admin1, Admin2, Country, Settlement};
        if !matches!(candidate.kind, Country | Admin1 | Admin2 | Settlement) {
            return NEUTRAL;
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
            } else if n.kind == PlaceKind::Country && candidate.country.is_empty() {
                country = country.max(SHARED * clear);
            }
        }
        (division, country)
    }
}

/// The country that most of the other groups are in, with their mass.
fn main_country(all: &Mass, own: &Mass) -> Option<(&'static str, f32)> {
    let rest = all.countries.keys().map(|country| (*country, share(&all.countries, &own.countries, country)));
    rest.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

fn share<K: Ord>(all: &BTreeMap<K, f32>, own: &BTreeMap<K, f32>, key: &K) -> f32 {
    let whole = all.get(key).copied().unwrap_or(0.0);
    (whole - own.get(key).copied().unwrap_or(0.0)).max(0.0)
}
