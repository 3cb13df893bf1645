//! The trigger words of a language, inflected and indexed by their first word.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::events::kinds::KINDS;
use crate::lang::en::events::TRIGGERS;
use crate::lang::tokens::Words;

/// Noun or verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A noun, one or several.
    Noun {
        /// More than one.
        plural: bool,
    },
    /// A verb in one of its forms.
    Verb(Form),
}

/// Form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// "attack", "attacks".
    Present,
    /// "attacked", also as participle.
    Past,
    /// "attacking".
    Ing,
}

/// A phrase that gives an event away.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its words.
    pub words: Vec<u32>,
    /// Index of the kind in the table.
    pub kind: usize,
    /// Noun or verb.
    pub part: Part,
    /// Index of its guard, if it needs company.
    pub guard: Option<usize>,
    /// Index of its own label form, if it has one.
    pub label: Option<usize>,
}

#[derive(Debug, Default)]
struct Guard {
    near: Vec<Vec<u32>>,
    also: Vec<Vec<u32>>,
    not: Vec<Vec<u32>>,
    /// A place right after the phrase will do as well.
    place: bool,
}

/// All triggers of a language.
#[derive(Debug, Default)]
pub struct Lexicon {
    ids: HashMap<String, u32>,
    entries: Vec<Vec<Entry>>,
    guards: Vec<Guard>,
    labels: Vec<[String; 2]>,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct Row {
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    near: Vec<String>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
    label: Option<[String; 2]>,
    #[serde(default)]
    when: Vec<Row>,
}

type Forms = HashMap<String, [String; 2]>;

/// The English lexicon, built at first use. Broken data gives an empty one; a test sees to it that it is not.
#[must_use]
pub fn english() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::parse(TRIGGERS).unwrap_or_default())
}

impl Lexicon {
    fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let mut table: toml::Table = toml::from_str(text)?;
        let forms: Forms = table.remove("forms").map_or_else(|| Ok(Forms::new()), toml::Value::try_into)?;
        let mut lexicon = Self { entries: vec![Vec::new()], ..Self::default() };
        // Phrases that are no events, first of all, so that no kind reads them.
        if let Some(rows) = table.remove("none") {
            let row: Row = rows.try_into()?;
            for special in &row.when {
                lexicon.add(&Row { label: Some(Default::default()), ..special.clone() }, 0, &forms);
            }
        }
        for (index, kind) in KINDS.iter().enumerate() {
            let Some(row) = table.remove(kind.key) else { continue };
            let row: Row = row.try_into()?;
            for special in &row.when {
                lexicon.add(special, index, &forms);
            }
            lexicon.add(&row, index, &forms);
        }
        for list in &mut lexicon.entries {
            list.sort_by_key(|e| (std::cmp::Reverse(e.words.len()), e.guard.is_none()));
        }
        Ok(lexicon)
    }

    fn add(&mut self, row: &Row, kind: usize, forms: &Forms) {
        let label = row.label.as_ref().map(|l| {
            self.labels.push(l.clone());
            self.labels.len() - 1
        });
        let guard = (!row.near.is_empty() || !row.not.is_empty()).then(|| {
            let near = row.near.iter().map(|p| self.phrase(p)).collect();
            let also = row.also.iter().map(|p| self.phrase(p)).collect();
            let not = row.not.iter().map(|p| self.phrase(p)).collect();
            self.guards.push(Guard { near, also, not, place: row.near.iter().any(|p| p == "<place>") });
            self.guards.len() - 1
        });
        for noun in &row.nouns {
            self.insert(noun, kind, Part::Noun { plural: false }, guard, label);
            self.insert(&plural(noun), kind, Part::Noun { plural: true }, guard, label);
        }
        for verb in &row.verbs {
            for (form, part) in conjugate(verb, forms) {
                self.insert(&form, kind, Part::Verb(part), guard, label);
            }
        }
    }

    fn insert(&mut self, phrase: &str, kind: usize, part: Part, guard: Option<usize>, label: Option<usize>) {
        let words = self.phrase(phrase);
        let Some(&first) = words.first() else { return };
        let list = &mut self.entries[first as usize];
        let twin =
            list.iter().any(|e| e.words == words && e.kind == kind && e.part == part && e.guard == guard);
        if !twin {
            list.push(Entry { words, kind, part, guard, label });
        }
    }

    fn phrase(&mut self, phrase: &str) -> Vec<u32> {
        phrase.split(' ').map(|w| self.intern(w)).collect()
    }

    fn intern(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = u32::try_from(self.entries.len()).unwrap_or(0);
        self.ids.insert(word.to_owned(), id);
        self.entries.push(Vec::new());
        id
    }

    /// Ids of the words of a sentence; 0 for words that no phrase holds.
    #[must_use]
    pub fn ids(&self, w: &Words<'_>) -> Vec<u32> {
        (0..w.len()).map(|i| self.ids.get(w.low(i)).copied().unwrap_or(0)).collect()
    }

    /// Whether a phrase starts with this word.
    #[must_use]
    pub fn opens(&self, id: u32) -> bool {
        self.entries.get(id as usize).is_some_and(|list| !list.is_empty())
    }

    /// The phrases that start at a word and whose guards are content, the longest and most special first.
    ///
    /// `own` is the clause of the word: what a guard forbids speaks against a phrase only there.
    /// `places` says whether a place follows a phrase that ends before a token: guards ask for it with `<place>`.
    pub fn at<'a, 'i, F>(
        &'a self,
        ids: &'i [u32],
        at: usize,
        own: std::ops::Range<usize>,
        places: F,
    ) -> impl Iterator<Item = &'a Entry> + use<'a, 'i, F>
    where
        F: Fn(usize) -> bool,
    {
        let first = ids.get(at).copied().unwrap_or(0) as usize;
        let list = self.entries.get(first).map_or(&[][..], Vec::as_slice);
        list.iter().filter(move |e| {
            ids[at..].starts_with(&e.words)
                && e.guard.is_none_or(|g| {
                    self.guards.get(g).is_some_and(|g| {
                        g.allows(ids, ids.get(own.clone()).unwrap_or(ids))
                            || (g.place && places(at + e.words.len()))
                    })
                })
        })
    }

    /// The label forms of an entry, singular and plural, where it has its own.
    #[must_use]
    pub fn label(&self, index: usize) -> Option<&[String; 2]> {
        self.labels.get(index)
    }
}

impl Guard {
    fn allows(&self, ids: &[u32], own: &[u32]) -> bool {
        let has = |ids: &[u32], phrase: &Vec<u32>| match phrase.as_slice() {
            [one] => ids.contains(one),
            many => ids.windows(many.len()).any(|w| w == many),
        };
        let one_of = |list: &[Vec<u32>]| list.is_empty() || list.iter().any(|p| has(ids, p));
        one_of(&self.near) && one_of(&self.also) && !self.not.iter().any(|p| has(own, p))
    }
}

fn plural(noun: &str) -> String {
    let (head, last) = noun.rsplit_once(' ').map_or(("", noun), |(h, l)| (h, l));
    if let Some((first, rest)) = noun.split_once(" of ").or_else(|| noun.split_once(" with ")) {
        let joint = if noun.contains(" of ") { "of" } else { "with" };
        return format!("{} {joint} {rest}", plural(first));
    }
    let ended = match last {
        l if l.ends_with('s') && !l.ends_with("ss") => l.to_owned(),
        l if l.ends_with("man") => format!("{}men", &l[..l.len() - 3]),
        l if l.ends_with("ch") || l.ends_with("sh") || l.ends_with("ss") || l.ends_with('x') => {
            format!("{l}es")
        }
        l if l.ends_with('y') && !ends_in_vowel_y(l) => format!("{}ies", &l[..l.len() - 1]),
        l => format!("{l}s"),
    };
    if head.is_empty() { ended } else { format!("{head} {ended}") }
}

fn ends_in_vowel_y(word: &str) -> bool {
    ["ay", "ey", "oy", "uy"].iter().any(|e| word.ends_with(e))
}

/// The forms of a verb phrase; its first word is inflected, after an adverb in "-ly" the second.
fn conjugate(phrase: &str, forms: &Forms) -> Vec<(String, Form)> {
    let (head, tail) = phrase.split_once(' ').unwrap_or((phrase, ""));
    if head.ends_with("ly") && !tail.is_empty() {
        return conjugate(tail, forms).into_iter().map(|(f, p)| (format!("{head} {f}"), p)).collect();
    }
    let irregular = forms.get(head);
    let stem = stem(head, irregular);
    // "set", "hit": news tells with them what happened; what is to come has a word before it.
    let base = if irregular.is_some_and(|[past, _]| past == head) { Form::Past } else { Form::Present };
    let mut out = vec![(head.to_owned(), base), (third_person(head), Form::Present)];
    match irregular {
        Some([past, participle]) => {
            if past != head {
                out.push((past.clone(), Form::Past));
            }
            if past != participle {
                out.push((participle.clone(), Form::Past));
            }
        }
        None => out.push((regular_past(head), Form::Past)),
    }
    out.push((format!("{stem}ing"), Form::Ing));
    if tail.is_empty() { out } else { out.into_iter().map(|(f, p)| (format!("{f} {tail}"), p)).collect() }
}

/// Stem before "-ing": without a final "e", with a doubled consonant where the past has one.
fn stem(verb: &str, irregular: Option<&[String; 2]>) -> String {
    let doubled = irregular.is_some_and(|[past, _]| {
        let last = verb.chars().last().unwrap_or('e');
        past.strip_prefix(verb).is_some_and(|rest| rest.starts_with(last))
    });
    let doubles = doubled || matches!(verb, "set" | "hit" | "shut" | "overrun" | "put" | "get" | "win");
    match verb {
        _ if doubles => format!("{verb}{}", verb.chars().last().unwrap_or('e')),
        _ if verb.ends_with('e') && !verb.ends_with("ee") => verb[..verb.len() - 1].to_owned(),
        _ => verb.to_owned(),
    }
}

fn third_person(verb: &str) -> String {
    match verb {
        v if v.ends_with("ch")
            || v.ends_with("sh")
            || v.ends_with('s')
            || v.ends_with('x')
            || v.ends_with('o') =>
        {
            format!("{v}es")
        }
        v if v.ends_with('y') && !ends_in_vowel_y(v) => format!("{}ies", &v[..v.len() - 1]),
        v => format!("{v}s"),
    }
}

fn regular_past(verb: &str) -> String {
    match verb {
        v if v.ends_with('e') => format!("{v}d"),
        v if v.ends_with('y') && !ends_in_vowel_y(v) => format!("{}ied", &v[..v.len() - 1]),
        v => format!("{v}ed"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, Lexicon, Part, conjugate, english, plural};
    use crate::events::kinds::KINDS;
    use crate::lang::en::events::TRIGGERS;
    use crate::lang::tokens::{Words, tokenize};
    use crate::model::article::Span;

    fn kind_of(text: &str, word: &str) -> Option<&'static str> {
        let lower = text.to_ascii_lowercase();
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut tokens);
        let words = Words { text, lower: &lower, tokens: &tokens };
        let ids = english().ids(&words);
        let at = (0..words.len()).find(|i| words.low(*i) == word)?;
        english().at(&ids, at, 0..ids.len(), |_| false).next().map(|e| KINDS[e.kind].key)
    }

    #[test]
    fn the_data_file_is_sound_and_has_every_kind() {
        let table: toml::Table = toml::from_str(TRIGGERS).expect("TOML");
        for key in table.keys().filter(|k| *k != "forms" && *k != "none") {
            assert!(KINDS.iter().any(|k| k.key == key), "{key} is no kind");
        }
        assert!(KINDS.iter().all(|k| table.contains_key(k.key)));
        assert!(Lexicon::parse(TRIGGERS).is_ok());
    }

    #[test]
    fn forms_follow_from_the_base() {
        let forms = std::collections::HashMap::new();
        let all: Vec<String> = conjugate("seize control", &forms).into_iter().map(|(f, _)| f).collect();
        assert_eq!(all, ["seize control", "seizes control", "seized control", "seizing control"]);
        assert_eq!(plural("exchange of fire"), "exchanges of fire");
        assert_eq!(plural("assembly"), "assemblies");
    }

    #[test]
    fn a_labor_strike_is_no_airstrike() {
        assert_eq!(
            kind_of("Teachers went home as the strike over pay spread", "strike"),
            Some("labor-strike")
        );
        assert_eq!(kind_of("Warplanes carried out a strike on the town", "strike"), Some("airstrike"));
        assert_eq!(kind_of("The clock began to strike", "strike"), None);
    }

    #[test]
    fn verbs_know_their_form() {
        let text = "Gunmen kidnapped two men";
        let lower = text.to_ascii_lowercase();
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0, text.len()), &mut tokens);
        let words = Words { text, lower: &lower, tokens: &tokens };
        let ids = english().ids(&words);
        assert_eq!(
            english().at(&ids, 1, 0..ids.len(), |_| false).next().map(|e| e.part),
            Some(Part::Verb(Form::Past))
        );
    }
}
