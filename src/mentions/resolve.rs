//! Decides jointly for all mentions of an article which place each one means.
//!
//! Mentions of one name form a group with one sense. Candidates are weighed by their own clues first, then, in
//! rounds, by what the other groups of the document most likely mean.

use crate::geodata::gazetteer::{Gazetteer, PlaceRef};
use crate::mentions::evidence::Weights;
use crate::mentions::resolve_candidates::Candidate;
use crate::mentions::resolve_document::{settle_home, weigh_document};
use crate::mentions::resolve_groups::{Group, groups};
use crate::mentions::resolve_home::home;
use crate::model::article::Article;
use crate::model::mention::{Mention, Resolution, RunnerUp};

/// How often the groups are weighed against one another.
const ROUNDS: usize = 3;
/// How often a winner without rivals is right, and how fast that falls with its share; both fitted.
const SURE: f32 = 0.95;
/// See [`SURE`].
const DOUBT: f32 = 0.35;

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
    settle_home(&mut groups, home.as_ref(), weights);
    for _ in 0..ROUNDS {
        weigh_document(&mut groups, article, &mentions, gazetteer, weights);
    }
    outcomes(&groups, mentions, gazetteer, weights)
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
    fn an_unknown_name_stays_without_a_place() {
        assert_eq!(read("Qqxyzzy burned.", &["Qqxyzzy"])[0].place, None);
    }
}
