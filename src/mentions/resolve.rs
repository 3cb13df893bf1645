//! Decides jointly for all mentions of an article which place each one means.
//!
//! Mentions of one name form a group with one sense. Candidates are weighed by their own clues first, then, in
//! rounds, by what the other groups of the document most likely mean.

use std::borrow::Cow;

use crate::geodata::gazetteer::{Gazetteer, PlaceRef};
use crate::mentions::evidence::{ClueKind, Weights};
use crate::mentions::resolve_beside::{BESIDE, Beside};
use crate::mentions::resolve_candidates::Candidate;
use crate::mentions::resolve_document::{settle_home, weigh_document};
use crate::mentions::resolve_groups::{Group, groups};
use crate::mentions::resolve_home::home;
use crate::model::article::Article;
use crate::model::mention::{Clue, Mention, MentionClass, Resolution, RunnerUp};
use crate::model::place::PlaceKind;

/// How often the groups are weighed against one another.
const ROUNDS: usize = 3;
/// How often a winner without rivals is right, and how fast that falls with its share; both fitted.
const SURE: f32 = 0.95;
/// See [`SURE`].
const DOUBT: f32 = 0.35;
/// Least share of the document's places in the country it is mostly about, for others to look far-fetched.
const ELSEWHERE: f32 = 0.6;
/// Up to this share of the document's places, or closeness to one, nothing supports a place.
const SUPPORT: f32 = 0.05;
/// Importance below which a place needs support.
const SMALL: f32 = 0.36;
/// The same where the text has a longer name that is not listed ("Marigny Canal").
const PART_OF_NAME: f32 = 0.7;

/// Sum of the clues around it under which a place stands alone in its document.
const ALONE: f32 = 0.6;
/// Importance below which a name that several places share means none of them without support.
const SHARED: f32 = 0.4;
/// The same where the document is mostly about another country.
const SHARED_ELSEWHERE: f32 = 0.45;
/// Importance below which a name that is not the usual one means no place without support.
const LESSER: f32 = 0.6;

/// Support without which a place that the gazetteer counts for nothing is not meant.
const NAMED_BESIDE: f32 = 3.0;

/// Joins each mention to a place with the fitted weights.
#[must_use]
pub fn resolve(article: &Article, mentions: Vec<Mention>, gazetteer: &Gazetteer) -> Vec<Resolution> {
    resolve_with(article, mentions, gazetteer, &Weights::default())
}

/// Joins each mention to a place; those of which somebody said what they mean are joined to that, and the others
/// are weighed beside them. `fixed` goes with the mentions and may be shorter.
#[must_use]
pub fn resolve_fixed(
    article: &Article,
    mentions: Vec<Mention>,
    fixed: &[Option<PlaceRef>],
    gazetteer: &Gazetteer,
) -> Vec<Resolution> {
    weighed(article, mentions, fixed, gazetteer, &Weights::default())
}

/// Joins each mention to a place with the weights given.
#[must_use]
pub fn resolve_with(
    article: &Article,
    mentions: Vec<Mention>,
    gazetteer: &Gazetteer,
    weights: &Weights,
) -> Vec<Resolution> {
    weighed(article, mentions, &[], gazetteer, weights)
}

fn weighed(
    article: &Article,
    mentions: Vec<Mention>,
    fixed: &[Option<PlaceRef>],
    gazetteer: &Gazetteer,
    weights: &Weights,
) -> Vec<Resolution> {
    let mut groups = groups(article, &mentions, fixed, gazetteer, weights);
    let home = home(article, gazetteer);
    for round in 0..ROUNDS {
        if round < 2 {
            settle_home(&mut groups, home.as_ref(), gazetteer, weights);
        }
        weigh_document(&mut groups, article, &mentions, gazetteer, weights);
    }
    let far_fetched: Vec<bool> =
        groups.iter().map(|g| is_far_fetched(g, &mentions, gazetteer, weights)).collect();
    for (group, _) in groups.iter_mut().zip(&far_fetched).filter(|(_, far)| **far) {
        group.best = None;
    }
    let beside = Beside::new(&article.text, &mentions, &groups);
    let unlisted: Vec<Option<PlaceRef>> = (0..mentions.len()).map(|i| beside.place(i)).collect();
    outcomes(&groups, mentions, &unlisted, gazetteer, weights)
}

/// Whether the best place of a group is a small one that nothing in a document about another country supports.
fn is_far_fetched(group: &Group, mentions: &[Mention], gazetteer: &Gazetteer, weights: &Weights) -> bool {
    let Some(top) = group.top().filter(|_| !group.fixed) else { return false };
    let has = |clue: ClueKind| top.evidence.get(clue);
    let supported = has(ClueKind::Container) > 0.0
        || has(ClueKind::HomeCountry) > 0.0
        || has(ClueKind::CountryMentioned) > 0.0
        || has(ClueKind::CountryFocus) > SUPPORT
        || has(ClueKind::Neighbors) > SUPPORT;
    let spot = matches!(
        top.kind,
        PlaceKind::Settlement | PlaceKind::Quarter | PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::Site
    );
    let part = group
        .mentions
        .iter()
        .any(|i| mentions[*i].class == MentionClass::Literal && mentions[*i].name != mentions[*i].surface);
    let small = if part { PART_OF_NAME } else { SMALL };
    // "Itamaraty Palace" is no town that is also called so.
    let borrowed = part && has(ClueKind::AlternateName) > 0.0 && has(ClueKind::KindMisfit) > 0.0;
    if borrowed && top.kind == PlaceKind::Settlement && gazetteer.weight(top.place) < small {
        return true;
    }
    let weight = gazetteer.weight(top.place);
    spot && ((!supported && top.elsewhere >= ELSEWHERE && weight < small)
        || is_guess(group, top, weight, weights))
}

/// Whether nothing around a name says which of several small places it means, or that it means one which is only
/// also called so ("Hamas" is no short form of Hamm).
fn is_guess(group: &Group, top: &Candidate, weight: f32, weights: &Weights) -> bool {
    const AROUND: [ClueKind; 9] = [
        ClueKind::Container,
        ClueKind::DivisionMentioned,
        ClueKind::CountryMentioned,
        ClueKind::DivisionFocus,
        ClueKind::CountryFocus,
        ClueKind::Neighbors,
        ClueKind::HomeCountry,
        ClueKind::HomeRegion,
        ClueKind::Dateline,
    ];
    let support: f32 = AROUND.iter().map(|clue| top.evidence.get(*clue) * weights.0[*clue as usize]).sum();
    let lesser = top.evidence.get(ClueKind::AlternateName) > 0.0 && top.kind != PlaceKind::Site;
    let shared = group.candidates.len() > 1;
    let unlikely = shared && top.elsewhere >= ELSEWHERE && weight < SHARED_ELSEWHERE;
    let guess = (lesser && weight < LESSER) || (shared && weight < SHARED) || unlikely;
    // The towns Earth and Mars are never meant unless the text says where they lie.
    (support < ALONE && guess) || (support < NAMED_BESIDE && weight <= 0.0)
}

fn outcomes(
    groups: &[Group],
    mentions: Vec<Mention>,
    unlisted: &[Option<PlaceRef>],
    gazetteer: &Gazetteer,
    weights: &Weights,
) -> Vec<Resolution> {
    let mut group_of: Vec<Option<&Group>> = vec![None; mentions.len()];
    for group in groups {
        for &i in &group.mentions {
            group_of[i] = Some(group);
        }
    }
    let out = mentions.into_iter().zip(group_of).zip(unlisted);
    out.map(|((mention, group), beside)| match group.filter(|g| g.top().is_some()) {
        Some(group) => outcome(mention, group, gazetteer, weights),
        None => lying_beside(mention, *beside, gazetteer),
    })
    .collect()
}

/// A name that no gazetteer lists, joined to the place beside which it lies, if that is clear.
fn lying_beside(mention: Mention, beside: Option<PlaceRef>, gazetteer: &Gazetteer) -> Resolution {
    let clue = Clue { name: Cow::Borrowed("lies beside it"), score: 1.0 };
    Resolution {
        place: beside.map(|place| gazetteer.place(place)),
        score: 0.0,
        confidence: if beside.is_some() { mention.recognition * BESIDE } else { 0.0 },
        clues: beside.map(|_| clue).into_iter().collect(),
        runners_up: Vec::new(),
        mention,
    }
}

/// The share of right decisions among those whose winner had that share of the probability, as measured.
fn calibrated(share: f32) -> f32 {
    SURE * libm::powf(share, DOUBT)
}

fn outcome(mention: Mention, group: &Group, gazetteer: &Gazetteer, weights: &Weights) -> Resolution {
    let Some(top) = group.top() else { return lying_beside(mention, None, gazetteer) };
    let mut rivals: Vec<&Candidate> = group.candidates.iter().filter(|c| c.place != top.place).collect();
    rivals.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.place.cmp(&b.place)));
    let runners_up = rivals.iter().take(5).map(|c| RunnerUp {
        id: gazetteer.place(c.place).id,
        label: gazetteer.label(c.place),
        score: c.score,
    });
    Resolution {
        confidence: if group.fixed { 1.0 } else { mention.recognition * calibrated(top.share) },
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
    use crate::model::place::PlaceKind;

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
        let article = Article::bare("", text);
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
    fn an_unknown_name_lies_beside_the_town_of_its_sentence() {
        let resolved = read("Police closed Qqxyzzy Road in Toronto.", &["Qqxyzzy Road", "Toronto"]);
        assert_eq!(resolved[0].place.as_ref().map(|p| p.name.as_str()), Some("Toronto"));
        assert!(resolved[0].confidence < resolved[1].confidence);
        let nowhere =
            read("Police closed Qqxyzzy Road in Toronto and Madrid.", &["Qqxyzzy Road", "Toronto", "Madrid"]);
        assert_eq!(nowhere[0].place, None);
    }

    #[test]
    fn what_contains_the_name_before_the_comma_is_meant() {
        let places = found("Crews from Savannah, Georgia, helped.", &["Savannah", "Georgia"]);
        assert_eq!(places[1], "Georgia//US");
        let listed = found(
            "Crews came from Oregon, Washington, Utah and Arizona.",
            &["Oregon", "Washington", "Utah", "Arizona"],
        );
        assert!(!listed[1].contains("Utah"), "{listed:?}");
    }

    #[test]
    fn a_country_of_another_name_does_not_begin_a_list_before_the_city_s_own_country() {
        let places = found("Talks are planned in Granada, Spain, this week.", &["Granada", "Spain"]);
        assert_eq!(places[0], "Granada/Andalusia/ES");
    }

    #[test]
    fn a_province_is_no_town_that_is_also_called_so() {
        let text = "Basilan province, in the Philippines, was quiet.";
        let places = read(text, &["Basilan province", "Philippines"]);
        assert_eq!(places[0].place.as_ref().map(|p| p.kind), Some(PlaceKind::Admin2));
    }

    #[test]
    fn a_small_place_that_nothing_supports_is_no_answer() {
        assert_eq!(found("Leaders of Hamas met.", &["Hamas"])[0], "");
        assert_eq!(found("Votes were counted in Nuneaton.", &["Nuneaton"])[0], "Nuneaton/England/GB");
        assert_eq!(found("An outage hit Roma.", &["Roma"])[0], "Rome/Lazio/IT");
        let text = "No road on Earth leads from Colombia to Panama, Honduras or Mexico.";
        assert_eq!(found(text, &["Earth", "Colombia", "Panama", "Honduras", "Mexico"])[0], "");
        assert_eq!(found("A tornado hit Earth, Texas.", &["Earth", "Texas"])[0], "Earth/Texas/US");
    }

    #[test]
    fn a_village_elsewhere_is_far_fetched() {
        let text = "Lyon, Lille, Nantes and Toulouse in France have a Capitol.";
        let resolved = read(text, &["Lyon", "Lille", "Nantes", "Toulouse", "France", "Capitol"]);
        let far = resolved[5].place.as_ref();
        assert!(far.is_none_or(|p| p.kind != crate::model::place::PlaceKind::Settlement), "{far:?}");
    }

    #[test]
    fn a_name_does_not_contain_itself() {
        let text = "The city of Santa Ana, the Santa Ana schools and Anaheim in California met.";
        let resolved = read(text, &["Santa Ana", "Santa Ana", "Anaheim", "California"]);
        assert_eq!(resolved[0].place.as_ref().map(|p| p.country.as_str()), Some("US"));
    }

    #[test]
    fn an_unknown_name_stays_without_a_place() {
        assert_eq!(read("Qqxyzzy burned.", &["Qqxyzzy"])[0].place, None);
    }
}
