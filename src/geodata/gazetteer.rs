//! Reads the embedded gazetteer in place: names to places, places to their parents.
//!
//! Opening checks a header and costs microseconds; nothing is parsed or copied. A [`PlaceRef`] is a number.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use fst::raw::Fst;

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::geodata::fold::fold;
use crate::geodata::gazetteer_bytes::{number, search};
use crate::geodata::gazetteer_format::{HEADER, MAGIC, OLD_ID, RECORD, SECTIONS, SINGLE, Section};
use crate::geodata::gazetteer_user::{UserGazetteer, UserPlace};

/// The bytes that the build script derived from `geodata/gazetteer.tsv.gz`.
static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));

/// A place of the gazetteer, by number; numbers change with the data, ids do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceRef(pub u32);

/// What sort of name led to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// The usual English name.
    Canonical,
    /// Another name in use, in any language.
    Alternate,
    /// An abbreviation ("Calif.", "UAE").
    Abbreviation,
    /// A name no longer in use ("Bombay").
    Former,
    /// A word for people of the place ("Afghans").
    Demonym,
    /// An adjective ("Afghan", "French").
    Adjective,
    /// A name that stands for something in the place.
    Generic,
}

impl NameKind {
    pub(super) const fn from_code(code: u32) -> Self {
        match code {
            0 => Self::Canonical,
            2 => Self::Abbreviation,
            3 => Self::Former,
            4 => Self::Demonym,
            5 => Self::Adjective,
            6 => Self::Generic,
            _ => Self::Alternate,
        }
    }

    /// Whether the name is for people or an adjective.
    #[must_use]
    pub const fn is_demonym(self) -> bool {
        matches!(self, Self::Demonym | Self::Adjective)
    }
}

/// One place that a name may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The place.
    pub place: PlaceRef,
    /// What sort of name of it this is.
    pub kind: NameKind,
}

/// The places that one name may mean: a person's own first, then the bundled ones, the most important first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Postings<'a> {
    list: List<'a>,
    own: &'a [u32],
    /// Number of bundled places, after which a person's own are counted.
    bundled: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List<'a> {
    One(u32),
    Many(&'a [u8]),
}

impl<'a> Postings<'a> {
    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        let bundled = match self.list {
            List::One(_) => 1,
            List::Many(bytes) => bytes.len() / 4,
        };
        bundled + self.own.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All of them, the most important first.
    pub fn iter(&self) -> impl Iterator<Item = Posting> + use<'a> {
        let (one, many): (Option<u32>, &'a [u8]) = match self.list {
            List::One(posting) => (Some(posting), &[]),
            List::Many(bytes) => (None, bytes),
        };
        let bundled = self.bundled;
        let own =
            self.own.iter().map(move |n| Posting { place: PlaceRef(bundled + n), kind: NameKind::Canonical });
        let listed = one.into_iter().chain(many.chunks_exact(4).map(|chunk| number(chunk, 0)));
        own.chain(
            listed.map(|posting| Posting {
                place: PlaceRef(posting >> 3),
                kind: NameKind::from_code(posting & 7),
            }),
        )
    }
}

/// A name found in a text.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'a> {
    /// Byte after its last character in the text.
    pub end: usize,
    /// What it may mean.
    pub postings: Postings<'a>,
}

/// A name of a place as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownName<'a> {
    /// The name.
    pub text: &'a str,
    /// What sort of name it is.
    pub kind: NameKind,
    /// Two-letter language, or empty.
    pub lang: &'a str,
}

/// The gazetteer, opened over its bytes.
pub struct Gazetteer {
    pub(super) names: Fst<&'static [u8]>,
    sections: [&'static [u8]; SECTIONS],
    pub(super) own: &'static UserGazetteer,
}

/// The gazetteer of a person who has none.
static NOBODY: UserGazetteer = UserGazetteer { places: Vec::new(), names: BTreeMap::new() };

static BUNDLED: OnceLock<Option<Gazetteer>> = OnceLock::new();

impl Gazetteer {
    /// The bundled gazetteer, opened once.
    pub fn bundled() -> Result<&'static Self> {
        BUNDLED
            .get_or_init(|| Self::open(BYTES))
            .as_ref()
            .ok_or_else(|| Error::new(ErrorKind::Geodata, "the bundled gazetteer is damaged; build again"))
    }

    /// Opens a gazetteer over bytes in the layout of `gazetteer_format`.
    #[must_use]
    pub fn open(bytes: &'static [u8]) -> Option<Self> {
        if bytes.len() < HEADER || !bytes.starts_with(MAGIC) {
            return None;
        }
        let mut sections: [&'static [u8]; SECTIONS] = [&[]; SECTIONS];
        for (i, section) in sections.iter_mut().enumerate() {
            let at = number(bytes, 8 + 8 * i) as usize;
            let length = number(bytes, 12 + 8 * i) as usize;
            *section = bytes.get(at..at.checked_add(length)?)?;
        }
        let names = Fst::new(sections[Section::Names as usize]).ok()?;
        Some(Self { names, sections, own: &NOBODY })
    }

    /// The bundled gazetteer joined by a person's own, which stays in memory as long as the program runs.
    ///
    /// # Errors
    /// If a row names a country or division that the gazetteer does not have.
    pub fn with_user(own: UserGazetteer) -> Result<&'static Self> {
        let bundled = Self::bundled()?;
        own.check_parents(|id| bundled.by_id(id).is_some())?;
        let joined =
            Self { names: bundled.names.clone(), sections: bundled.sections, own: Box::leak(Box::new(own)) };
        Ok(Box::leak(Box::new(joined)))
    }

    /// The place of a person's own gazetteer with that number, if it is one.
    pub(super) fn own(&self, place: PlaceRef) -> Option<&'static UserPlace> {
        let number = (place.0 as usize).checked_sub(self.bundled_len())?;
        self.own.places.get(number)
    }

    fn bundled_len(&self) -> usize {
        self.section(Section::Records).len() / RECORD
    }

    fn own_named(&self, folded: &str) -> &'static [u32] {
        self.own.names.get(folded).map_or(&[], Vec::as_slice)
    }

    pub(super) fn section(&self, section: Section) -> &'static [u8] {
        self.sections[section as usize]
    }

    /// Number of places.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bundled_len() + self.own.places.len()
    }

    /// Whether there are no places.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All places, sorted by id.
    pub fn places(&self) -> impl Iterator<Item = PlaceRef> + use<> {
        (0..u32::try_from(self.len()).unwrap_or(u32::MAX)).map(PlaceRef)
    }

    /// Seats of governments, by id.
    pub fn capitals(&self) -> impl Iterator<Item = PlaceRef> + use<> {
        self.section(Section::Seats).chunks_exact(4).map(|entry| PlaceRef(number(entry, 0)))
    }

    /// What a name may mean, whatever its case, accents, hyphens and periods.
    #[must_use]
    pub fn lookup(&self, name: &str) -> Option<Postings<'static>> {
        self.lookup_folded(&fold(name))
    }

    /// The same for a name that is folded already.
    #[must_use]
    pub fn lookup_folded(&self, folded: &str) -> Option<Postings<'static>> {
        let own = self.own_named(folded);
        match self.names.get(folded) {
            Some(value) => Some(self.postings(value.value(), own)),
            None => Some(own).filter(|own| !own.is_empty()).map(|own| self.only_own(own)),
        }
    }

    pub(super) fn only_own(&self, own: &'static [u32]) -> Postings<'static> {
        Postings { list: List::Many(&[]), own, bundled: self.bundled_number() }
    }

    fn bundled_number(&self) -> u32 {
        u32::try_from(self.bundled_len()).unwrap_or(u32::MAX)
    }

    pub(super) fn postings(&self, value: u64, own: &'static [u32]) -> Postings<'static> {
        let list = if value & SINGLE != 0 {
            List::One(u32::try_from(value & !SINGLE).unwrap_or(0))
        } else {
            let bytes = self.section(Section::Postings);
            let at = usize::try_from(value).unwrap_or(usize::MAX);
            let length = bytes.get(at..).map_or(0, |rest| number(rest, 0)) as usize * 4;
            let start = at.saturating_add(4);
            List::Many(bytes.get(start..start.saturating_add(length)).unwrap_or(&[]))
        };
        Postings { list, own, bundled: self.bundled_number() }
    }

    /// The place with that id, or that had it in earlier data.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<PlaceRef> {
        if let Some(n) = self.own.places.iter().position(|p| p.id == id) {
            return u32::try_from(self.bundled_len() + n).ok().map(PlaceRef);
        }
        let found = search(self.bundled_len(), |i| self.id(PlaceRef(i)).cmp(id));
        found.map(PlaceRef).or_else(|| self.by_old_id(id))
    }

    fn by_old_id(&self, id: &str) -> Option<PlaceRef> {
        let bytes = self.section(Section::OldIds);
        let entry = |i: u32| bytes.get(i as usize * OLD_ID..).unwrap_or(&[]);
        let found = search(bytes.len() / OLD_ID, |i| self.heap_string(entry(i), 0).cmp(id))?;
        Some(PlaceRef(number(entry(found), 5)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Gazetteer, NameKind};
    use crate::model::place::PlaceKind;

    fn gazetteer() -> &'static Gazetteer {
        Gazetteer::bundled().expect("the bundled gazetteer opens")
    }

    #[test]
    fn a_name_leads_to_its_places_most_important_first() {
        let g = gazetteer();
        let first = g.lookup("PARIS").and_then(|p| p.iter().next()).map(|p| p.place);
        assert_eq!(first.map(|p| g.label(p)), Some("Paris, Île-de-France, France".to_owned()));
        let french = g.lookup("French").and_then(|p| p.iter().find(|p| p.kind == NameKind::Adjective));
        assert_eq!(french.map(|p| g.id(p.place)), Some("FR"));
    }

    #[test]
    fn places_know_what_they_belong_to() {
        let g = gazetteer();
        let kabul = g.by_id("gn1138958").expect("Kabul is in the gazetteer");
        let afghanistan = g.by_id("AF").expect("so is Afghanistan");
        assert!(g.is_within(kabul, afghanistan));
        assert_eq!(g.by_id("gn1149361"), Some(afghanistan), "former ids stay valid");
        let place = g.place(kabul);
        assert_eq!((place.kind, place.country.as_str()), (PlaceKind::Settlement, "AF"));
        assert!(place.is_capital());
        assert!(g.parents(kabul).iter().any(|p| g.name(*p) == "South Asia"));
    }
}
