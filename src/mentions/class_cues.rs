//! What the words in and around a name say about how it is used: small questions about one candidate.

use crate::lang::lexicon::Cues;
use crate::mentions::candidates::Candidate;
use crate::mentions::features::View;
use crate::mentions::names::trait_bits;
use crate::mentions::tokens::{Case, Token};

/// "M/V Doña Paz", "the Estonia sank": a ship.
#[must_use]
pub fn is_vessel(view: &View<'_>, candidate: &Candidate) -> bool {
    let before = &view.text[..view.tokens[candidate.start].span.start];
    let prefix = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
    matches!(prefix, "M/V" | "MV" | "M/T" | "HMS" | "USS" | "RMS" | "INS")
        || (prefix.eq_ignore_ascii_case("the")
            && matches!(next_word(view, candidate), Some("sank" | "capsized" | "foundered")))
}

/// "$US 15 billion".
#[must_use]
pub fn is_money(view: &View<'_>, start: usize) -> bool {
    let token = &view.tokens[start];
    token.case == Case::Upper && !token.spaced && view.text[..token.span.start].ends_with(['$', '€', '£'])
}

/// "Judge Lahore", "Queen Victoria": a title stands before the name, or begins what was taken for one.
#[must_use]
pub fn is_titled(view: &View<'_>, candidate: &Candidate) -> bool {
    let Some(hit) = candidate.hit.map(|h| view.hits[h]) else { return false };
    let Some(title) = hit.start.checked_sub(1).map(|k| &view.tokens[k]) else { return false };
    // Words that stand before places as well: "Deputy Kabul governor", "Grand Bahama".
    const OTHERS: [&str; 12] = [
        "deputy",
        "vice",
        "chief",
        "grand",
        "major",
        "general",
        "first",
        "principal",
        "minister",
        "coach",
        "secretary",
        "master",
    ];
    title.case == Case::Title
        && title.cues.any(Cues::TITLE)
        && title.sentence == view.tokens[hit.start].sentence
        && !title.loud
        && hit.end - hit.start == 1
        && !OTHERS.contains(&title.span.of(view.text).to_lowercase().as_str())
}

/// "a fellow at Chatham House": whom somebody works for acts, it is not where something happened.
#[must_use]
pub fn is_employer(view: &View<'_>, candidate: &Candidate) -> bool {
    const INSTITUTIONS: Cues = Cues::ORGANIZATION.or(Cues::FACILITY);
    let own = candidate
        .hit
        .is_some_and(|h| (view.hits[h].start, view.hits[h].end) == (candidate.start, candidate.end));
    let Some(at) = candidate.start.checked_sub(1).filter(|_| !own) else { return false };
    let before = |k: usize| k.checked_sub(1).map(|k| &view.tokens[k]);
    let (joint, at) = match before(at).filter(|_| view.tokens[at].span.of(view.text) == "the") {
        Some(joint) => (joint, at - 1),
        None => (&view.tokens[at], at),
    };
    let role = before(at).is_some_and(|t| {
        t.case == Case::Lower
            && t.sentence == view.tokens[candidate.start].sentence
            && (t.cues.any(Cues::ROLE)
                || matches!(
                    t.span.of(view.text),
                    "fellow" | "expert" | "specialist" | "scholar" | "associate"
                ))
    });
    role && matches!(joint.span.of(view.text), "at" | "of" | "with" | "from")
        && view.tokens[candidate.start..candidate.end]
            .iter()
            .any(|t| t.is_capital() && t.cues.any(INSTITUTIONS))
}

/// "the village of X", "the towns of X": the text itself says that it is a place.
#[must_use]
pub fn is_said_a_place(view: &View<'_>, candidate: &Candidate) -> bool {
    let Some(at) = candidate.start.checked_sub(2) else { return false };
    let (kind, of) = (&view.tokens[at], &view.tokens[at + 1]);
    of.span.of(view.text) == "of"
        && (kind.case == Case::Lower || kind.first)
        && kind.sentence == view.tokens[candidate.start].sentence
        && (kind.case == Case::Lower && kind.cues.any(Cues::SETTLEMENT.or(Cues::ADMIN))
            || matches!(
                kind.span.of(view.text).to_lowercase().as_str(),
                "cities"
                    | "towns"
                    | "villages"
                    | "communities"
                    | "community"
                    | "residents"
                    | "resident"
                    | "outskirts"
                    | "island"
                    | "islands"
            ))
        && !matches!(
            kind.span.of(view.text),
            "state" | "department" | "states" | "capital" | "region" | "territory"
        )
}

/// "a Longview woman", "the Fife area", "Dadaab camps": what follows the name belongs to a place.
#[must_use]
pub fn is_followed_by_its_people(view: &View<'_>, candidate: &Candidate) -> bool {
    let alone = candidate.hit.is_some_and(|h| candidate.whole.1 <= view.hits[h].end);
    alone
        && next_word(view, candidate).is_some_and(|word| {
            matches!(
                word,
                "resident"
                    | "residents"
                    | "native"
                    | "natives"
                    | "woman"
                    | "women"
                    | "man"
                    | "men"
                    | "teenager"
                    | "teenagers"
                    | "villagers"
                    | "area"
                    | "areas"
                    | "region"
                    | "camps"
                    | "suburb"
                    | "suburbs"
                    | "neighborhood"
                    | "neighbourhood"
                    | "airport"
                    | "district"
                    | "province"
                    | "peninsula"
                    | "valley"
                    | "coast"
            )
        })
}

/// "West Nile virus", "Lassa fever": the name of a disease was taken from a place, but means none.
#[must_use]
pub fn names_a_disease(view: &View<'_>, candidate: &Candidate) -> bool {
    next_word(view, candidate).is_some_and(|word| {
        matches!(
            word,
            "virus"
                | "viruses"
                | "fever"
                | "disease"
                | "syndrome"
                | "encephalitis"
                | "hantavirus"
                | "ebolavirus"
        )
    })
}

/// The lower-case word after the name, in its sentence.
fn next_word<'a>(view: &View<'a>, candidate: &Candidate) -> Option<&'a str> {
    let next = view.tokens.get(candidate.end)?;
    let beside = next.case == Case::Lower && next.sentence == view.tokens[candidate.start].sentence;
    beside.then(|| next.span.of(view.text))
}

/// "IN" in "Gary, IN".
#[must_use]
pub fn is_state_code(view: &View<'_>, candidate: &Candidate, traits: u16) -> bool {
    let token = &view.tokens[candidate.start];
    let code = token.case == Case::Upper
        && token.span.end - token.span.start == 2
        && traits & trait_bits::ADMIN1 != 0;
    let Some(town) = candidate.start.checked_sub(2).filter(|_| code && candidate.end == candidate.start + 1)
    else {
        return false;
    };
    let comma = view.tokens[town + 1].span.of(view.text) == ",";
    let town = view.hits.get(view.layout.hit_of[town] as usize);
    comma && town.is_some_and(|h| h.traits & trait_bits::SETTLEMENT != 0)
}

/// Whether the name follows a preposition, so that it does not act.
#[must_use]
pub fn follows_preposition(view: &View<'_>, candidate: &Candidate) -> bool {
    let before = candidate.start.checked_sub(1).map(|k| &view.tokens[k]);
    let before = if before.is_some_and(|t| t.span.of(view.text) == "the") {
        candidate.start.checked_sub(2).map(|k| &view.tokens[k])
    } else {
        before
    };
    before.is_some_and(|t| t.cues.any(Cues::PLACE_PREPOSITION) || matches!(t.span.of(view.text), "of" | "on"))
}

/// "University of Texas", "Ministry of Health of Kenya": an organization's word stands before "of" and the name.
#[must_use]
pub fn follows_organization(view: &View<'_>, candidate: &Candidate) -> bool {
    const HEADS: Cues = Cues::ORGANIZATION.or(Cues::TEAM);
    let Some(at) = candidate.start.checked_sub(2) else { return false };
    let (head, of) = (&view.tokens[at], &view.tokens[at + 1]);
    of.span.of(view.text) == "of"
        && head.case == Case::Title
        && head.cues.any(HEADS)
        && !head.cues.any(Cues::ADMIN.or(Cues::FEATURE_BEFORE).or(Cues::SETTLEMENT))
        && head.sentence == view.tokens[candidate.start].sentence
}

/// "UN", "FAO": capitals that are only a lesser name of some place.
#[must_use]
pub fn is_acronym(view: &View<'_>, candidate: &Candidate, traits: u16, weight: f32) -> bool {
    let known = traits & (trait_bits::COUNTRY | trait_bits::ADMIN1) != 0 || weight > 0.5;
    candidate.end - candidate.start == 1
        && view.tokens[candidate.start].case == Case::Upper
        && (traits & trait_bits::LESSER != 0 || !known)
}

/// "Bird Flu", "Town Hall": ordinary words in capitals, which no gazetteer lists and no feature word makes a place.
#[must_use]
pub fn is_plain(view: &View<'_>, candidate: &Candidate) -> bool {
    const ENDS: Cues = Cues::FEATURE_AFTER.or(Cues::FACILITY).or(Cues::STREET);
    if candidate.hit.is_some() {
        return false;
    }
    let words = &view.tokens[candidate.start..candidate.end];
    let own = |t: &&Token| {
        t.is_capital()
            && !t
                .cues
                .any(ENDS.or(Cues::SETTLEMENT).or(Cues::ADMIN).or(Cues::DIRECTION).or(Cues::ORGANIZATION))
    };
    let feature = words.last().is_some_and(|t| t.cues.any(ENDS)) && words.iter().any(|t| own(&t));
    !feature && words.iter().filter(own).all(|t| t.class.is_common())
}

/// Whether a preposition stands before the name that places follow and persons hardly ever.
#[must_use]
pub fn follows_place_word(view: &View<'_>, candidate: &Candidate) -> bool {
    const WORDS: [&str; 8] = ["in", "near", "outside", "across", "throughout", "inside", "around", "In"];
    candidate.start.checked_sub(1).map(|k| &view.tokens[k]).is_some_and(|t| {
        t.sentence == view.tokens[candidate.start].sentence && WORDS.contains(&t.span.of(view.text))
    })
}

/// "Queensland Health Minister Jim Guthrie": the name begins the title of somebody who governs there.
#[must_use]
pub fn is_of_an_office(view: &View<'_>, candidate: &Candidate) -> bool {
    const OFFICES: [&str; 8] =
        ["Minister", "Premier", "Governor", "President", "Senator", "Ambassador", "Secretary", "Chancellor"];
    let run = view.tokens[candidate.end..].iter().take(4).take_while(|t| t.is_capital());
    let sentence = view.tokens[candidate.start].sentence;
    candidate.start == candidate.whole.0
        && run.filter(|t| t.sentence == sentence).any(|t| OFFICES.contains(&t.span.of(view.text)))
}

/// Whether the whole name has capitalized words beside the place's.
#[must_use]
pub fn is_longer(view: &View<'_>, candidate: &Candidate) -> bool {
    let (first, last) = candidate.whole;
    let capital = |k: usize| view.tokens[k].is_capital();
    (first..candidate.start).any(capital) || (candidate.end..last).any(capital)
}
