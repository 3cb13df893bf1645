//! Names that no gazetteer lists: where the text's other places say that they must lie.
//!
//! "The Nokomis bridge in Minneapolis" is in Minneapolis whatever lists say; so is a bridge in a story in which
//! nearly all places are quarters of that city.

use crate::geodata::gazetteer::PlaceRef;
use crate::lang::lexicon::{Cues, Lexicon, hash};
use crate::mentions::resolve_candidates::{Candidate, closeness};
use crate::mentions::resolve_groups::Group;
use crate::model::mention::{Mention, MentionClass};
use crate::model::place::PlaceKind;

/// How often a name lies where the places beside it lie, as measured.
pub const BESIDE: f32 = 0.7;
/// Least share of an anchor's candidate, and least chance that it is a place at all.
const CLEAR: f32 = 0.6;
/// Distance in km at which two anchors count as half together.
const TOGETHER: f32 = 80.0;
/// Least closeness of two anchors that lie together (some 130 km apart).
const NEAR: f32 = 0.28;
/// Least share of a document's anchors that must lie together.
const MOST: f32 = 0.6;
/// More anchors than this are too many for a document of one place.
const MANY: usize = 120;

/// A mention whose place is clear and small.
struct Anchor<'a> {
    mention: usize,
    candidate: &'a Candidate,
}

/// Where unlisted names lie, worked out once for a document.
pub struct Beside<'a> {
    text: &'a str,
    mentions: &'a [Mention],
    anchors: Vec<Anchor<'a>>,
    middle: Option<PlaceRef>,
}

impl<'a> Beside<'a> {
    /// Collects the anchors of a document.
    #[must_use]
    pub fn new(text: &'a str, mentions: &'a [Mention], groups: &'a [Group]) -> Self {
        let mut anchors: Vec<Anchor<'a>> = Vec::new();
        for group in groups {
            let Some(top) = group.top().filter(|t| is_small(t) && (group.fixed || t.share >= CLEAR)) else {
                continue;
            };
            let literal = group.mentions.iter().copied().filter(|i| is_literal(&mentions[*i]));
            anchors.extend(literal.map(|mention| Anchor { mention, candidate: top }));
        }
        anchors.sort_by_key(|a| a.mention);
        let middle = middle(&anchors);
        Self { text, mentions, anchors, middle }
    }

    /// The place beside which an unlisted name lies: the nearest of its sentence if that names one spot only, or
    /// else the spot that the whole document is about.
    #[must_use]
    pub fn place(&self, mention: usize) -> Option<PlaceRef> {
        let own = self
            .mentions
            .get(mention)
            .filter(|m| m.class == MentionClass::Literal && is_placed(self.text, m))?;
        let from = self.anchors.partition_point(|a| self.mentions[a.mention].sentence < own.sentence);
        let rest = self.anchors[from..].iter();
        let sentence: Vec<&Anchor<'_>> =
            rest.take_while(|a| self.mentions[a.mention].sentence == own.sentence).take(MANY).collect();
        let gap = |a: &&&Anchor<'_>| {
            let span = self.mentions[a.mention].span;
            span.start.saturating_sub(own.span.end) + own.span.start.saturating_sub(span.end)
        };
        match sentence.iter().min_by_key(gap) {
            Some(nearest) => {
                let one = sentence.iter().all(|a| together(a.candidate, nearest.candidate));
                one.then_some(nearest.candidate.place)
            }
            None => self.middle,
        }
    }
}

/// Whether the words say that a name is a place's: it has a feature word, or stands behind a preposition or in a list.
fn is_placed(text: &str, mention: &Mention) -> bool {
    const FEATURES: Cues =
        Cues::FEATURE_AFTER.or(Cues::FACILITY).or(Cues::STREET).or(Cues::SETTLEMENT).or(Cues::ADMIN);
    const LARGE: [&str; 13] = [
        "sea",
        "ocean",
        "gulf",
        "strait",
        "straits",
        "channel",
        "mountains",
        "range",
        "desert",
        "river",
        "rivers",
        "plateau",
        "islands",
    ];
    // They reach far beyond the places beside them.
    if mention.surface.split_whitespace().any(|w| LARGE.contains(&w.to_lowercase().as_str())) {
        return false;
    }
    let mut words = mention.surface.split_whitespace();
    let cues = |word: Option<&str>| word.map_or(Cues(0), |w| Lexicon::english().cues(hash(w)));
    let (first, last) = (cues(words.next()), cues(words.next_back()));
    if last.any(FEATURES) || (last.0 != 0 && first.any(Cues::FEATURE_BEFORE)) {
        return true;
    }
    let before = text.get(..mention.span.start).unwrap_or("").trim_end();
    let mut back = before.rsplit(char::is_whitespace).map(str::to_lowercase);
    let word = back.next().filter(|w| w != "the").or_else(|| back.next()).unwrap_or_default();
    const BEFORE: [&str; 14] = [
        "in", "at", "near", "outside", "on", "and", "or", "from", "to", "of", "between", "around", "through",
        "across",
    ];
    BEFORE.contains(&word.as_str()) || word.ends_with([',', '|', '•'])
}

/// The place with most anchors around it, if most lie there; one mention alone says too little.
fn middle(anchors: &[Anchor<'_>]) -> Option<PlaceRef> {
    if anchors.len() < 2 || anchors.len() > MANY {
        return None;
    }
    let support = |a: &Anchor<'_>| anchors.iter().filter(|b| together(a.candidate, b.candidate)).count();
    let best = anchors
        .iter()
        .map(|a| (support(a), a))
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.filter(|(count, _)| *count as f32 >= MOST * anchors.len() as f32).map(|(_, a)| a.candidate.place)
}

fn together(a: &Candidate, b: &Candidate) -> bool {
    a.place == b.place || closeness(&a.at, &b.at, TOGETHER) >= NEAR
}

fn is_literal(mention: &Mention) -> bool {
    mention.class == MentionClass::Literal && mention.recognition >= CLEAR
}

const fn is_small(candidate: &Candidate) -> bool {
    use PlaceKind::{Admin2, Airport, Island, Park, Quarter, Settlement, Site};
    candidate.compact
        && matches!(candidate.kind, Settlement | Quarter | Admin2 | Site | Airport | Island | Park)
}
