//! What the text around a mention says: the place stated to contain it, and the kind that a feature word calls for.

use crate::geodata::fold::fold;
use crate::geodata::gazetteer::{Gazetteer, PlaceRef};
use crate::mentions::resolve_candidates::trim_possessive;
use crate::model::article::Span;
use crate::model::mention::Mention;
use crate::model::place::PlaceKind;

/// What is said next to a mention.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// Places that the text states to contain it, if any of them does.
    pub containers: Vec<PlaceRef>,
    /// Kinds that a feature word calls for.
    pub kinds: Vec<PlaceKind>,
    /// The name with the feature word beside it ("Cook" before "County"), to be looked up too.
    pub extended: Option<String>,
}

/// Reads what stands next to a mention.
#[must_use]
pub fn surroundings(gazetteer: &Gazetteer, text: &str, mention: &Mention) -> Surroundings {
    let after = text.get(mention.span.end..).unwrap_or("");
    let mut out = Surroundings { kinds: mention.context.kinds.clone(), ..Surroundings::default() };
    if let Some((word, kinds)) = feature_after(after) {
        out.kinds.extend_from_slice(kinds);
        out.extended = Some(format!("{} {word}", trim_possessive(&mention.name)));
    } else if let Some((word, kinds)) = feature_before(text, mention.span) {
        out.kinds.extend_from_slice(kinds);
        out.extended = word.map(|word| format!("{word} {}", trim_possessive(&mention.name)));
    }
    let (listed, stated) = stated_after(gazetteer, text, mention.span.end);
    out.containers = stated;
    // "The city of Santa Ana, the Santa Ana school district": a name does not contain itself.
    let own = |container: &&String| fold(trim_possessive(container)) == fold(trim_possessive(&mention.name));
    if let Some(container) = mention.context.container.as_ref().filter(|c| !own(c) && !listed) {
        out.containers.extend(containers_named(gazetteer, container));
    }
    out
}

/// Whether a kind can contain other places.
#[must_use]
pub const fn contains(kind: PlaceKind) -> bool {
    use PlaceKind::{Admin1, Admin2, Country, Dependency, Settlement};
    matches!(kind, Admin1 | Admin2 | Country | Dependency | Settlement)
}

/// Places that may contain others, by name.
fn containers_named(gazetteer: &Gazetteer, name: &str) -> Vec<PlaceRef> {
    let found = gazetteer.lookup_folded(&fold(trim_possessive(name)));
    let places = found.into_iter().flat_map(|p| p.iter()).filter(|p| !p.kind.is_demonym()).map(|p| p.place);
    places.filter(|p| contains(gazetteer.kind(*p))).take(8).collect()
}

/// "Paris, Texas", "Paris (Texas)", "Paris, Lamar County, Texas": what may be the container after the comma. Also
/// whether it is the next name of a list instead ("Washington, Utah and Idaho").
fn stated_after(gazetteer: &Gazetteer, text: &str, end: usize) -> (bool, Vec<PlaceRef>) {
    let rest = text.get(end..).unwrap_or("");
    let trimmed = rest.trim_start_matches(' ');
    let Some(inner) = trimmed.strip_prefix([',', '(']) else { return (false, Vec::new()) };
    let inner = inner.trim_start_matches([' ', '\n']);
    if !inner.chars().next().is_some_and(char::is_uppercase) {
        return (false, Vec::new());
    }
    let start = text.len() - inner.len();
    let Some((after, holders)) = holders_at(gazetteer, text, start) else { return (false, Vec::new()) };
    let listed = goes_on(gazetteer, text, after, &holders);
    (listed, if listed { Vec::new() } else { holders })
}

/// The longest name at `start` that may contain other places: where it ends, and what it may mean.
fn holders_at(gazetteer: &Gazetteer, text: &str, start: usize) -> Option<(usize, Vec<PlaceRef>)> {
    let mut longest: Option<(usize, Vec<PlaceRef>)> = None;
    gazetteer.walk(text, start, |hit| {
        let names = hit.postings.iter().filter(|p| !p.kind.is_demonym()).map(|p| p.place);
        let places: Vec<PlaceRef> = names.filter(|p| contains(gazetteer.kind(*p))).take(8).collect();
        if !places.is_empty() {
            longest = Some((hit.end, places));
        }
    });
    longest
}

/// Whether a list of names of the container's own kind goes on after it: "Washington, Oregon and Idaho".
fn goes_on(gazetteer: &Gazetteer, text: &str, after: usize, holders: &[PlaceRef]) -> bool {
    use PlaceKind::{Admin1, Country};
    let Some(kind) = holders.first().map(|h| gazetteer.kind(*h)).filter(|k| matches!(k, Admin1 | Country))
    else {
        return false;
    };
    let rest = text.get(after..).unwrap_or("").trim_start_matches('.');
    let Some(next) =
        [", and ", ", or ", " and ", " or ", ", "].iter().find_map(|joint| rest.strip_prefix(joint))
    else {
        return false;
    };
    let next = holders_at(gazetteer, text, text.len() - next.len());
    next.is_some_and(|(_, places)| places.first().is_some_and(|p| gazetteer.kind(*p) == kind))
}

type FeatureWord = (&'static str, &'static [PlaceKind]);

/// Feature words that follow a name.
const AFTER: &[FeatureWord] = &[
    ("county", &[PlaceKind::Admin2]),
    ("counties", &[PlaceKind::Admin2]),
    ("parish", &[PlaceKind::Admin2]),
    ("province", &[PlaceKind::Admin1, PlaceKind::Admin2]),
    ("provinces", &[PlaceKind::Admin1, PlaceKind::Admin2]),
    ("state", &[PlaceKind::Admin1]),
    ("oblast", &[PlaceKind::Admin1]),
    ("governorate", &[PlaceKind::Admin1, PlaceKind::Admin2]),
    ("prefecture", &[PlaceKind::Admin1, PlaceKind::Admin2]),
    ("department", &[PlaceKind::Admin1, PlaceKind::Admin2]),
    ("district", &[PlaceKind::Admin2, PlaceKind::Admin1, PlaceKind::Quarter, PlaceKind::Settlement]),
    ("region", &[PlaceKind::Admin1, PlaceKind::Admin2, PlaceKind::Region, PlaceKind::Landform]),
    ("river", &[PlaceKind::River]),
    ("lake", &[PlaceKind::Lake]),
    ("sea", &[PlaceKind::Sea]),
    ("bay", &[PlaceKind::Sea]),
    ("island", &[PlaceKind::Island]),
    ("islands", &[PlaceKind::Island, PlaceKind::Country, PlaceKind::Dependency]),
    ("peninsula", &[PlaceKind::Landform, PlaceKind::Region]),
    ("mountains", &[PlaceKind::Range]),
    ("valley", &[PlaceKind::Region, PlaceKind::Landform]),
    ("desert", &[PlaceKind::Landform]),
    ("city", &[PlaceKind::Settlement]),
    ("township", &[PlaceKind::Settlement, PlaceKind::Admin2]),
    ("airport", &[PlaceKind::Airport]),
];

/// Feature words that stand before a name, and whether they may be part of it ("Lake Victoria").
const BEFORE: &[(&str, bool, &[PlaceKind])] = &[
    ("city of ", false, &[PlaceKind::Settlement]),
    ("town of ", false, &[PlaceKind::Settlement]),
    ("village of ", false, &[PlaceKind::Settlement]),
    ("suburb of ", false, &[PlaceKind::Settlement, PlaceKind::Quarter]),
    ("state of ", false, &[PlaceKind::Admin1]),
    ("province of ", false, &[PlaceKind::Admin1, PlaceKind::Admin2]),
    ("region of ", false, &[PlaceKind::Admin1, PlaceKind::Admin2, PlaceKind::Region]),
    ("district of ", false, &[PlaceKind::Admin2, PlaceKind::Admin1, PlaceKind::Quarter]),
    ("island of ", false, &[PlaceKind::Island, PlaceKind::Dependency, PlaceKind::Country]),
    ("republic of ", false, &[PlaceKind::Country, PlaceKind::Admin1]),
    ("capital ", false, &[PlaceKind::Settlement]),
    ("capital of ", false, &[PlaceKind::Country, PlaceKind::Admin1]),
    ("lake ", true, &[PlaceKind::Lake]),
    ("mount ", true, &[PlaceKind::Peak]),
    ("river ", true, &[PlaceKind::River]),
];

fn feature_after(after: &str) -> Option<FeatureWord> {
    let rest = after.strip_prefix(' ')?;
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    AFTER.iter().find(|(feature, _)| *feature == word).copied()
}

fn feature_before(text: &str, span: Span) -> Option<(Option<&'static str>, &'static [PlaceKind])> {
    let before = text.get(..span.start)?;
    let mut start = before.len().saturating_sub(14);
    while !before.is_char_boundary(start) {
        start -= 1;
    }
    let lower = before[start..].to_lowercase();
    BEFORE
        .iter()
        .find(|(feature, _, _)| ends_with_word(&lower, feature))
        .map(|(feature, part, kinds)| (part.then_some(feature.trim_end()), *kinds))
}

fn ends_with_word(text: &str, feature: &str) -> bool {
    text.strip_suffix(feature).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}
