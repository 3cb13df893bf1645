//! What the gazetteer knows of one place: its fields, its parents, its names.

use crate::geodata::gazetteer::{Gazetteer, NameKind, PlaceRef, ShownName};
use crate::geodata::gazetteer_bytes::{KINDS, number, position};
use crate::geodata::gazetteer_format::{NO_RECORD, RECORD, SHOWN, Section, field};
use crate::model::geo::LonLat;
use crate::model::place::{GeometryRef, Place, PlaceId, PlaceKind};

/// Importance of a person's own places: above towns, below what the world knows.
const OWN_WEIGHT: f32 = 0.75;

impl Gazetteer {
    fn record(&self, place: PlaceRef) -> &'static [u8] {
        let at = (place.0 as usize).saturating_mul(RECORD);
        self.section(Section::Records).get(at..at.saturating_add(RECORD)).unwrap_or(&[0; RECORD])
    }

    /// The string to which the reference at `at` (offset, length) points.
    pub(super) fn heap_string(&self, bytes: &[u8], at: usize) -> &'static str {
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

    /// Reference of its shape in the bundle; empty if it has none.
    #[must_use]
    pub fn geometry(&self, place: PlaceRef) -> &'static str {
        self.heap_string(self.record(place), field::GEOMETRY)
    }

    /// The place as every later stage sees it.
    #[must_use]
    pub fn place(&self, place: PlaceRef) -> Place {
        let record = self.record(place);
        let point = self.point(place);
        let label = if self.own(place).is_some() { point } else { position(record, field::LABEL) };
        let geometry = self.geometry(place);
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
