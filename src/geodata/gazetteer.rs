//! Reads the embedded gazetteer in place: names to places, places to their parents.
//!
//! Opening checks a header and costs microseconds; nothing is parsed or copied. A [`PlaceRef`] is a number.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use fst::raw::Fst;

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::geodata::fold::fold;
use crate::geodata::gazetteer_bytes::{KINDS, number, position, search};
use crate::geodata::gazetteer_format::{
    HEADER, MAGIC, NO_RECORD, OLD_ID, RECORD, SECTIONS, SHOWN, SINGLE, Section, field,
};
use crate::geodata::gazetteer_user::{UserGazetteer, UserPlace};
use crate::model::geo::LonLat;
use crate::model::place::{GeometryRef, Place, PlaceId, PlaceKind};

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
    const fn from_code(code: u32) -> Self {
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
    capitals: OnceLock<Vec<PlaceRef>>,
}

/// Feature code of seats of governments.
const CAPITAL: &str = "PPLC";

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
        Some(Self { names, sections, own: &NOBODY, capitals: OnceLock::new() })
    }

    /// The bundled gazetteer joined by a person's own, which stays in memory as long as the program runs.
    ///
    /// # Errors
    /// If a row names a country or division that the gazetteer does not have.
    pub fn with_user(own: UserGazetteer) -> Result<&'static Self> {
        let bundled = Self::bundled()?;
        own.check_parents(|id| bundled.by_id(id).is_some())?;
        let joined = Self {
            names: bundled.names.clone(),
            sections: bundled.sections,
            own: Box::leak(Box::new(own)),
            capitals: OnceLock::new(),
        };
        Ok(Box::leak(Box::new(joined)))
    }

    /// The place of a person's own gazetteer with that number, if it is one.
    fn own(&self, place: PlaceRef) -> Option<&'static UserPlace> {
        let number = (place.0 as usize).checked_sub(self.bundled_len())?;
        self.own.places.get(number)
    }

    fn bundled_len(&self) -> usize {
        self.section(Section::Records).len() / RECORD
    }

    fn own_named(&self, folded: &str) -> &'static [u32] {
        self.own.names.get(folded).map_or(&[], Vec::as_slice)
    }

    fn section(&self, section: Section) -> &'static [u8] {
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

    /// Seats of governments, by id; looked for once, in the records alone.
    #[must_use]
    pub fn capitals(&self) -> &[PlaceRef] {
        self.capitals.get_or_init(|| {
            let settlement = KINDS.iter().position(|kind| *kind == PlaceKind::Settlement);
            let records = (0..).map(PlaceRef).zip(self.section(Section::Records).chunks_exact(RECORD));
            let plausible = records.filter(|(_, record)| {
                usize::from(record[field::FEATURE]) == CAPITAL.len()
                    && Some(usize::from(record[field::KIND])) == settlement
            });
            plausible.map(|(place, _)| place).filter(|place| self.feature(*place) == CAPITAL).collect()
        })
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

    fn record(&self, place: PlaceRef) -> &'static [u8] {
        let at = (place.0 as usize).saturating_mul(RECORD);
        self.section(Section::Records).get(at..at.saturating_add(RECORD)).unwrap_or(&[0; RECORD])
    }

    /// The string to which the reference at `at` (offset, length) points.
    fn heap_string(&self, bytes: &[u8], at: usize) -> &'static str {
        let length = bytes.get(at + 4).copied().unwrap_or(0);
        self.text(number(bytes, at) as usize, usize::from(length))
    }

    fn text(&self, start: usize, length: usize) -> &'static str {
        let bytes = self.section(Section::Heap).get(start..start.saturating_add(length));
        bytes.and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }

    /// Stable id.
    #[must_use]
    pub fn id(&self, place: PlaceRef) -> &'static str {
        if let Some(own) = self.own(place) {
            return &own.id;
        }
        self.heap_string(self.record(place), field::ID)
    }

    /// English name.
    #[must_use]
    pub fn name(&self, place: PlaceRef) -> &'static str {
        if let Some(own) = self.own(place) {
            return &own.name;
        }
        self.heap_string(self.record(place), field::NAME)
    }

    /// Feature code of GeoNames, or empty.
    #[must_use]
    pub fn feature(&self, place: PlaceRef) -> &'static str {
        let record = self.record(place);
        let start = number(record, field::NAME) as usize + usize::from(record[field::NAME + 4]);
        self.text(start, usize::from(record[field::FEATURE]))
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self, place: PlaceRef) -> PlaceKind {
        if let Some(own) = self.own(place) {
            return own.kind;
        }
        KINDS.get(usize::from(self.record(place)[field::KIND])).copied().unwrap_or(PlaceKind::Site)
    }

    /// Reference point.
    #[must_use]
    pub fn point(&self, place: PlaceRef) -> LonLat {
        if let Some(own) = self.own(place) {
            return own.point;
        }
        position(self.record(place), field::POINT)
    }

    /// Country code, or empty.
    #[must_use]
    pub fn country_code(&self, place: PlaceRef) -> &'static str {
        if let Some(own) = self.own(place) {
            return &own.country;
        }
        let code = &self.record(place)[field::COUNTRY..field::COUNTRY + 2];
        std::str::from_utf8(code).unwrap_or("").trim_end_matches('\0')
    }

    /// The record of its country, unless it is the country.
    #[must_use]
    pub fn country(&self, place: PlaceRef) -> Option<PlaceRef> {
        if let Some(own) = self.own(place) {
            return self.by_id(&own.country);
        }
        self.linked(place, field::COUNTRY_RECORD)
    }

    /// The record of its first-order division, unless it is that.
    #[must_use]
    pub fn admin1(&self, place: PlaceRef) -> Option<PlaceRef> {
        if let Some(own) = self.own(place) {
            return self.by_id(&own.admin1);
        }
        self.linked(place, field::ADMIN1)
    }

    /// The record of its second-order division, unless it is that.
    #[must_use]
    pub fn admin2(&self, place: PlaceRef) -> Option<PlaceRef> {
        self.linked(place, field::ADMIN2)
    }

    fn linked(&self, place: PlaceRef, at: usize) -> Option<PlaceRef> {
        if self.own(place).is_some() {
            return None;
        }
        Some(number(self.record(place), at)).filter(|n| *n != NO_RECORD).map(PlaceRef)
    }

    /// Groups and other places that contain it, besides its divisions and country.
    pub fn further_parents(&self, place: PlaceRef) -> impl Iterator<Item = PlaceRef> + use<> {
        let record = self.record(place);
        let start = number(record, field::PARENTS) as usize;
        let length = usize::from(record[field::PARENTS + 4]) * 4;
        let bytes = self.section(Section::Heap).get(start..start.saturating_add(length)).unwrap_or(&[]);
        bytes.chunks_exact(4).map(|chunk| PlaceRef(number(chunk, 0)))
    }

    /// Everything that contains it, nearest first: divisions, country, then groups.
    #[must_use]
    pub fn parents(&self, place: PlaceRef) -> Vec<PlaceRef> {
        let country = self.country(place);
        let of_country = country.into_iter().flat_map(|c| self.further_parents(c));
        let chain = [self.admin2(place), self.admin1(place), country].into_iter().flatten();
        let mut out: Vec<PlaceRef> = Vec::new();
        for parent in chain.chain(self.further_parents(place)).chain(of_country) {
            if !out.contains(&parent) {
                out.push(parent);
            }
        }
        out
    }

    /// Whether `inner` lies in `outer` by division, country or group.
    #[must_use]
    pub fn is_within(&self, inner: PlaceRef, outer: PlaceRef) -> bool {
        self.admin2(inner) == Some(outer)
            || self.admin1(inner) == Some(outer)
            || self.country(inner) == Some(outer)
            || self.further_parents(inner).any(|p| p == outer)
            || self.country(inner).is_some_and(|c| self.further_parents(c).any(|p| p == outer))
    }

    /// Inhabitants, 0 if unknown.
    #[must_use]
    pub fn population(&self, place: PlaceRef) -> u32 {
        if let Some(own) = self.own(place) {
            return own.population;
        }
        number(self.record(place), field::POPULATION)
    }

    /// Cartographic rank, 0 to 10.
    #[must_use]
    pub fn rank(&self, place: PlaceRef) -> u8 {
        if let Some(own) = self.own(place) {
            return own.rank;
        }
        self.record(place)[field::RANK]
    }

    /// Importance from 0 to 1: how likely an unqualified name means it when nothing else is known.
    #[must_use]
    pub fn weight(&self, place: PlaceRef) -> f32 {
        if self.own(place).is_some() {
            return OWN_WEIGHT;
        }
        f32::from(self.record(place)[field::WEIGHT]) / 255.0
    }

    /// Radius in km within which it lies around its point, 0 if unknown or a point.
    #[must_use]
    pub fn radius(&self, place: PlaceRef) -> u16 {
        let record = self.record(place);
        u16::from_le_bytes([record[field::RADIUS], record[field::RADIUS + 1]])
    }

    /// Names with a language, abbreviations, former names, demonyms.
    pub fn shown_names(&self, place: PlaceRef) -> impl Iterator<Item = ShownName<'static>> + use<'_> {
        let bytes = self.section(Section::Shown);
        let entry = move |i: usize| bytes.get(i * SHOWN..i * SHOWN + SHOWN).unwrap_or(&[0; SHOWN]);
        let (mut low, mut high) = (0, bytes.len() / SHOWN);
        while low < high {
            let middle = usize::midpoint(low, high);
            if number(entry(middle), 0) < place.0 { low = middle + 1 } else { high = middle }
        }
        (low..bytes.len() / SHOWN).map(entry).take_while(move |e| number(e, 0) == place.0).map(|e| {
            ShownName {
                text: self.heap_string(e, 7),
                kind: NameKind::from_code(u32::from(e[4])),
                lang: std::str::from_utf8(&e[5..7]).unwrap_or("").trim_end_matches('\0'),
            }
        })
    }

    /// The name in a language, if one is known.
    #[must_use]
    pub fn name_in(&self, place: PlaceRef, lang: &str) -> Option<&'static str> {
        self.shown_names(place).find(|n| n.lang == lang && n.kind == NameKind::Alternate).map(|n| n.text)
    }

    /// The place as every later stage sees it.
    #[must_use]
    pub fn place(&self, place: PlaceRef) -> Place {
        let record = self.record(place);
        let point = self.point(place);
        let label = if self.own(place).is_some() { point } else { position(record, field::LABEL) };
        let geometry = self.heap_string(record, field::GEOMETRY);
        let id = |p: PlaceRef| PlaceId(self.id(p).to_owned());
        Place {
            id: id(place),
            name: self.name(place).to_owned(),
            kind: self.kind(place),
            feature_code: self.feature(place).to_owned(),
            point,
            label_point: Some(label).filter(|l| *l != point),
            country: self.country_code(place).to_owned(),
            admin1: self.admin1(place).map_or_else(String::new, |a| self.name(a).to_owned()),
            parents: self.parents(place).into_iter().map(id).collect(),
            population: u64::from(self.population(place)),
            rank: self.rank(place),
            geometry: Some(geometry).filter(|g| !g.is_empty()).map(|g| GeometryRef(g.to_owned())),
        }
    }

    /// A name with its division and country, for people: "Springfield, Illinois, United States".
    #[must_use]
    pub fn label(&self, place: PlaceRef) -> String {
        let parents = [self.admin1(place), self.country(place)].into_iter().flatten().map(|p| self.name(p));
        std::iter::once(self.name(place)).chain(parents).collect::<Vec<_>>().join(", ")
    }
}

/// Importance of a person's own places: above towns, below what the world knows.
const OWN_WEIGHT: f32 = 0.75;

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
