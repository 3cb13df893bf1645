//! Shows places as the story spells them, where that is a spelling of the name that the gazetteer has.
//!
//! Gazetteers keep scholarly forms (Khān Yūnis) that no newspaper prints (Khan Younis), and a reader looks for what he
//! has read. Names that a worldview decides, and those of capitals, stay as the table has them.

use std::collections::BTreeMap;

use crate::geodata::worldview;
use crate::lang::sound::{plain, sound};
use crate::model::mention::{MentionClass, Resolution};
use crate::model::place::{Place, PlaceId, PlaceKind};
use crate::model::plan::Plan;
use crate::plan::ground::Ground;

/// Shortest spelling that stands for a name, letters: below it is an abbreviation.
const SHORTEST: usize = 4;

/// A place whose name the story spells otherwise.
struct Respelling<'a> {
    place: &'a PlaceId,
    from: &'a str,
    to: &'a str,
}

/// Respells the places of a plan: labels, marks, the list and the description.
pub fn respell(plan: &mut Plan, resolutions: &[Resolution], ground: Ground<'_>) {
    if ground.lang != "en" {
        return;
    }
    for Respelling { place, from, to } in respellings(resolutions, ground) {
        let own = plan.labels.iter_mut().filter(|label| label.place.as_ref() == Some(place));
        own.filter(|label| label.text == from).for_each(|label| label.text = to.to_owned());
        plan.marks.iter_mut().filter(|mark| mark.place == from).for_each(|mark| mark.place = to.to_owned());
        for entry in &mut plan.entries {
            entry.text = replaced(&entry.text, from, to);
        }
        plan.description = replaced(&plan.description, from, to);
    }
}

/// The spelling that the story uses most for each place, where it differs.
fn respellings<'a>(resolutions: &'a [Resolution], ground: Ground<'_>) -> Vec<Respelling<'a>> {
    let mut counts: BTreeMap<&PlaceId, (&Place, BTreeMap<&str, usize>)> = BTreeMap::new();
    for resolution in resolutions.iter().filter(|r| r.mention.class == MentionClass::Literal) {
        let Some(place) = resolution.place.as_ref() else { continue };
        let entry = counts.entry(&place.id).or_insert_with(|| (place, BTreeMap::new()));
        *entry.1.entry(resolution.mention.name.as_str()).or_default() += 1;
    }
    let is_free = |place: &Place| {
        let is_country =
            matches!(place.kind, PlaceKind::Country | PlaceKind::Dependency | PlaceKind::Dispute);
        let key = place.id.0.rsplit(':').next().unwrap_or(&place.name);
        let is_contested = [key, &place.name]
            .into_iter()
            .any(|key| worldview::contested_name(key, &ground.view.code, ground.lang).is_some());
        // What a person has renamed stays so.
        let known = ground.gazetteer.by_id(&place.id.0);
        let is_seat = known.is_some_and(|known| ground.gazetteer.feature(known) == "PPLC");
        let name = known.map(|known| ground.gazetteer.place(known).name);
        !is_country && !is_contested && !is_seat && name.as_deref() == Some(&place.name)
    };
    let most = |(id, (place, spellings)): (&'a PlaceId, (&'a Place, BTreeMap<&'a str, usize>))| {
        let (to, _) = spellings.into_iter().max_by_key(|(text, count)| (*count, std::cmp::Reverse(*text)))?;
        is_spelling(to, &place.name).then_some((id, place, to))
    };
    let other = counts.into_iter().filter_map(most).filter(|(_, place, _)| is_free(place));
    other.map(|(place, known, to)| Respelling { place, from: &known.name, to }).collect()
}

/// Whether a text is another spelling of a name in ordinary letters, and not an abbreviation or a shout.
fn is_spelling(text: &str, name: &str) -> bool {
    let is_cased =
        text.chars().next().is_some_and(char::is_uppercase) && text.chars().any(char::is_lowercase);
    text != name && is_cased && text.chars().count() >= SHORTEST && sound(text) == sound(name)
        // Where only the accents differ, those of a European name are as good as none.
        && (plain(text) != plain(name) || name.chars().any(|c| !c.is_ascii() && !is_western(c)))
}

/// Whether a letter is one of the accented ones of western Europe.
const fn is_western(letter: char) -> bool {
    matches!(letter, '\u{c0}'..='\u{ff}')
}

/// The text with a name, as a word, replaced.
fn replaced(text: &str, from: &str, to: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(from) {
        let (before, found) = rest.split_at(at);
        let after = &found[from.len()..];
        let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        out.push_str(before);
        let is_word = !is_part(out.chars().next_back()) && !is_part(after.chars().next());
        out.push_str(if is_word { to } else { from });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::{is_spelling, replaced};

    #[test]
    fn another_spelling_is_told_from_another_name() {
        assert!(is_spelling("Khan Younis", "Khān Yūnis"));
        assert!(is_spelling("Muzaffarabad", "Muzaffarābād"));
        assert!(!is_spelling("Bombay", "Mumbai"));
        assert!(!is_spelling("KHAN YOUNIS", "Khān Yūnis"));
        // The gazetteer's accents are right.
        assert!(!is_spelling("Malaga", "Málaga"));
        assert!(!is_spelling("Gaza", "Gaza"));
    }

    #[test]
    fn whole_words_are_replaced() {
        assert_eq!(
            replaced("Strike in Pūnch, Pūnchville", "Pūnch", "Poonch"),
            "Strike in Poonch, Pūnchville"
        );
        assert_eq!(replaced("none", "Pūnch", "Poonch"), "none");
    }
}
