//! Makes new texts from labelled ones: other names in the same sentences, the same sentences in capitals.

use dateline::geodata::gazetteer::{Gazetteer, PlaceRef};
use dateline::lang::lexicon::WordClass;
use dateline::model::place::PlaceKind;

use crate::corpus::{Entity, Labelled};
use crate::model::Word;
use crate::random::Random;

/// Names to put in.
pub struct Names {
    countries: Vec<String>,
    divisions: Vec<String>,
    cities: Vec<String>,
    towns: Vec<String>,
    waters: Vec<String>,
    demonyms: Vec<String>,
    given: Vec<String>,
    surnames: Vec<String>,
}

impl Names {
    /// Collects names from the gazetteer and the table of words.
    pub fn new(gazetteer: &Gazetteer, words: &[Word]) -> Self {
        let places: Vec<PlaceRef> = gazetteer.places().collect();
        let of = |fits: &dyn Fn(PlaceRef) -> bool| -> Vec<String> {
            places
                .iter()
                .filter(|p| fits(**p))
                .map(|p| gazetteer.name(*p).to_owned())
                .filter(|n| n.is_ascii())
                .collect()
        };
        let kind = |p: PlaceRef| gazetteer.kind(p);
        let flagged = |flag: u8| -> Vec<String> {
            let usable = words
                .iter()
                .filter(|w| w.flags & flag != 0 && w.flags & WordClass::FREQUENT == 0 && w.text.len() > 2);
            usable.map(|w| capitalize(&w.text)).collect()
        };
        Self {
            countries: of(&|p| kind(p) == PlaceKind::Country),
            divisions: of(&|p| kind(p) == PlaceKind::Admin1),
            cities: of(&|p| kind(p) == PlaceKind::Settlement && gazetteer.population(p) > 200_000),
            towns: of(&|p| {
                kind(p) == PlaceKind::Settlement && (2_000..200_000).contains(&gazetteer.population(p))
            }),
            waters: of(&|p| kind(p).is_water() && gazetteer.weight(p) > 0.2),
            demonyms: demonyms(gazetteer, &places),
            given: flagged(WordClass::GIVEN),
            surnames: flagged(WordClass::SURNAME),
        }
    }

    /// A name for a slot of a template or a label; none if the slot is unknown.
    pub fn name(&self, slot: &str, random: &mut Random) -> Option<String> {
        let list = match slot {
            "country" => &self.countries,
            "state" | "province" => &self.divisions,
            "city" => &self.cities,
            "town" => &self.towns,
            "water" => &self.waters,
            "demonym" => &self.demonyms,
            "given" => &self.given,
            "surname" => &self.surnames,
            "place" => match random.below(10) {
                0..=1 => &self.countries,
                2 => &self.divisions,
                3..=6 => &self.cities,
                8 => return Some(invent(random)),
                _ => &self.towns,
            },
            "fake" | "fakename" => return Some(invent(random)),
            "person" if random.below(6) == 0 => {
                let given = random.pick(&self.given)?;
                return Some(format!("{given} {}", invent(random)));
            }
            "person" => {
                let given = random.pick(&self.given)?;
                return random.pick(&self.surnames).map(|s| format!("{given} {s}"));
            }
            _ => return None,
        };
        random.pick(list).cloned()
    }

    /// The same text with other places and persons.
    pub fn swap(&self, labelled: &Labelled, random: &mut Random) -> Labelled {
        let characters: Vec<char> = labelled.text.chars().collect();
        let mut text = String::new();
        let mut count = 0;
        let mut at = 0;
        let mut entities = Vec::new();
        for entity in labelled.entities.iter().filter(|e| e.end <= characters.len()) {
            if entity.start < at {
                continue;
            }
            text.extend(&characters[at..entity.start]);
            count += entity.start - at;
            let old: String = characters[entity.start..entity.end].iter().collect();
            let new = if random.below(3) == 0 { None } else { self.other(&old, &entity.label, random) };
            let new = new.unwrap_or(old);
            let length = new.chars().count();
            entities.push(Entity { start: count, end: count + length, label: entity.label.clone() });
            text.push_str(&new);
            count += length;
            at = entity.end;
        }
        text.extend(&characters[at..]);
        Labelled { text, entities, weight: labelled.weight }
    }

    fn other(&self, old: &str, label: &str, random: &mut Random) -> Option<String> {
        let words = old.split_whitespace().count();
        match label {
            "GPE" => self.name("place", random),
            "LOC" if words == 1 => self.name("place", random),
            "PERSON" | "PER" if words == 1 => {
                self.name(if random.below(3) == 0 { "given" } else { "surname" }, random)
            }
            "PERSON" | "PER" if words == 2 => self.name("person", random),
            _ => None,
        }
    }
}

fn demonyms(gazetteer: &Gazetteer, places: &[PlaceRef]) -> Vec<String> {
    let countries = places.iter().filter(|p| gazetteer.kind(**p) == PlaceKind::Country);
    let shown =
        countries.flat_map(|p| gazetteer.shown_names(*p).filter(|n| n.kind.is_demonym()).collect::<Vec<_>>());
    shown
        .map(|n| n.text.to_owned())
        .filter(|n| n.is_ascii() && n.starts_with(|c: char| c.is_ascii_uppercase()))
        .collect()
}

/// The text in capitals, as old wire copy has it.
pub fn shout(labelled: &Labelled) -> Labelled {
    let text = labelled.text.chars().map(|c| if c.is_ascii() { c.to_ascii_uppercase() } else { c }).collect();
    Labelled { text, entities: labelled.entities.clone(), weight: labelled.weight }
}

/// The words of a name with capitals.
pub fn capitalize(name: &str) -> String {
    let mut up = true;
    name.chars()
        .map(|c| {
            let out = if up { c.to_uppercase().next().unwrap_or(c) } else { c };
            up = !c.is_alphabetic();
            out
        })
        .collect()
}

/// A name that nobody bears.
fn invent(random: &mut Random) -> String {
    const ONSETS: [&str; 24] = [
        "b", "d", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "sh", "ch", "kh", "tr", "st", "br",
        "h", "j", "y", "w", "",
    ];
    const VOWELS: [&str; 10] = ["a", "e", "i", "o", "u", "a", "o", "ai", "ou", "ee"];
    const ENDS: [&str; 20] = [
        "", "n", "r", "k", "l", "s", "ng", "m", "d", "va", "ri", "sk", "nd", "li", "bad", "pur", "ville",
        "ton", "ovo", "ano",
    ];
    let mut name = String::new();
    for _ in 0..=random.below(2) + usize::from(random.below(3) == 0) {
        name.push_str(random.pick(&ONSETS).unwrap_or(&""));
        name.push_str(random.pick(&VOWELS).unwrap_or(&""));
    }
    name.push_str(random.pick(&ENDS).unwrap_or(&""));
    capitalize(&name)
}
