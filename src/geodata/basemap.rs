//! The basemap: land as divisions with shared arcs at three levels of detail, countries, lakes and rivers.

use crate::geodata::basemap_format::{
    self as format, ARCS, BLOCK, BLOCKS, BORDERS, BOXES, FACE_STARTS, FACES, LEVEL_SECTIONS, LEVELS, NONE,
    POINTS, REVERSED, arc, country, division, source,
};
use crate::geodata::border::BorderClass;
use crate::geodata::section::{Lines, Sections, byte, degrees, place, short, unit_box, word};
use crate::geodata::stitch::{self, Step};
use crate::geodata::worldview::{Side, Worldview};
use crate::model::geo::{Bounds, LonLat};

static FILE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/basemap.bin"));

/// A level of detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// About 1:10,000,000: everything the source has.
    L10m,
    /// About 1:50,000,000: positions that hold 10 km², islands of 12 km², and the largest piece of each country.
    L50m,
    /// About 1:110,000,000: positions that hold 400 km², and the countries that Natural Earth shows there.
    /// Divisions of one country and dispute part are one area here.
    L110m,
}

/// Number of a division, in the order of their ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DivisionId(pub u16);

/// The embedded basemap; opening and copying it cost nothing.
#[derive(Debug, Clone, Copy)]
pub struct Basemap {
    sections: Sections<'static>,
}

/// A country or dependency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Country {
    /// Natural Earth's code, ISO 3166-1 alpha-3 for most.
    pub code: &'static str,
    /// ISO 3166-1 alpha-2, or empty.
    pub iso_a2: &'static str,
    /// English name.
    pub name: &'static str,
    /// Name as maps abbreviate it.
    pub short_name: &'static str,
    /// Code of the sovereign.
    pub sovereign: &'static str,
    /// Natural Earth's type: `Sovereign country`, `Dependency`, `Lease`, ...
    pub kind: &'static str,
    /// Continent.
    pub continent: &'static str,
    /// Subregion of the United Nations.
    pub subregion: &'static str,
    /// Where its label may stand.
    pub label: Option<LonLat>,
    /// Inhabitants.
    pub population: u32,
    /// Label rank: 2 the most important, 10 the least.
    pub rank: u8,
    /// 1 to 9, another one than the neighbors'.
    pub color: u8,
    /// The smallest scale that shows it.
    pub scale: Level,
}

/// A division: first-order administrative area, or a piece of one that is disputed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Division {
    /// Its number.
    pub number: DivisionId,
    /// Stable id, such as `PK-KP`; a disputed piece adds `~` and the part.
    pub id: &'static str,
    /// English name.
    pub name: &'static str,
    /// ISO 3166-2, or empty.
    pub iso_3166_2: &'static str,
    /// Province, district, ...
    pub kind: &'static str,
    /// Part of a dispute, if any.
    pub part: Option<&'static str>,
    /// Code of the country that governs it.
    pub country: &'static str,
    /// Label rank, 1 to 20.
    pub rank: u8,
    /// Where its label may stand.
    pub label: Option<LonLat>,
    /// Its box.
    pub bounds: Bounds,
}

impl Division {
    /// The land as worldviews judge it.
    #[must_use]
    pub fn side(&self) -> Side<'static> {
        side(self.country, [self.id, self.iso_3166_2], self.part)
    }

    /// Whether a code names it: its id, its ISO 3166-2 code, or the id of the division that it was cut from.
    #[must_use]
    pub fn is_called(&self, code: &str) -> bool {
        !code.is_empty()
            && (self.id == code || self.iso_3166_2 == code || self.id.split('~').next() == Some(code))
    }
}

fn side(adm0: &'static str, [id, iso]: [&'static str; 2], part: Option<&'static str>) -> Side<'static> {
    let admin1 = if iso.is_empty() { id } else { iso };
    Side { adm0, admin1: admin1.split('~').next().unwrap_or(admin1), part }
}

/// How an arc is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ArcClass {
    /// Land against water.
    Coast,
    /// A border, with its class in the worldview.
    Border(BorderClass),
    /// An edge of the drawing, at 180 degrees or the pole: never stroked.
    Artificial,
}

/// An arc of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arc {
    /// Its number in the level.
    pub number: u32,
    /// What lies to its left; nothing for water.
    pub left: Option<DivisionId>,
    /// What lies to its right.
    pub right: Option<DivisionId>,
    /// Whether it is an edge of the drawing and no line.
    pub artificial: bool,
    source: u16,
}

impl Basemap {
    /// Opens the embedded basemap.
    #[must_use]
    pub fn open() -> Self {
        Self { sections: Sections::open(FILE) }
    }

    /// The sections, for the other readers of the basemap.
    pub(crate) const fn sections(&self) -> &Sections<'static> {
        &self.sections
    }

    /// All countries by code; states that only some views know come last.
    pub fn countries(&self) -> impl Iterator<Item = Country> + use<> {
        let sections = self.sections;
        sections.records(format::COUNTRIES, country::SIZE).map(move |record| read_country(&sections, record))
    }

    /// A country by Natural Earth's code (`PSX`) or by ISO 3166-1 alpha-2 (`PS`).
    #[must_use]
    pub fn country(&self, code: &str) -> Option<Country> {
        let number = self.country_number(code)?;
        Some(read_country(&self.sections, self.sections.record(format::COUNTRIES, country::SIZE, number)))
    }

    /// Number of divisions.
    #[must_use]
    pub fn division_count(&self) -> u16 {
        u16::try_from(self.sections.section(format::DIVISIONS).len() / division::SIZE).unwrap_or(u16::MAX)
    }

    /// All divisions by id.
    pub fn divisions(&self) -> impl Iterator<Item = Division> + use<> {
        let map = *self;
        (0..map.division_count()).map(move |number| map.division(DivisionId(number)))
    }

    /// A division.
    #[must_use]
    pub fn division(&self, number: DivisionId) -> Division {
        let record = self.sections.record(format::DIVISIONS, division::SIZE, usize::from(number.0));
        let text = |at: usize| self.sections.string(word(record, at));
        let [west, south, east, north] = unit_box(record, division::BOUNDS).map(degrees);
        Division {
            number,
            id: text(division::ID),
            name: text(division::NAME),
            iso_3166_2: text(division::ISO),
            kind: text(division::KIND),
            part: Some(text(division::PART)).filter(|part| !part.is_empty()),
            country: self.country_of(record),
            rank: byte(record, division::RANK),
            label: place(record, division::LABEL),
            bounds: Bounds { west, south, east, north },
        }
    }

    /// The land of a division as worldviews judge it; cheaper than reading all of the division.
    #[must_use]
    pub fn side(&self, number: DivisionId) -> Side<'static> {
        let record = self.sections.record(format::DIVISIONS, division::SIZE, usize::from(number.0));
        let text = |at: usize| self.sections.string(word(record, at));
        let part = Some(text(division::PART)).filter(|part| !part.is_empty());
        side(self.country_of(record), [text(division::ID), text(division::ISO)], part)
    }

    /// Code of the country that governs a division.
    #[must_use]
    pub fn governor(&self, number: DivisionId) -> &'static str {
        self.country_of(self.sections.record(format::DIVISIONS, division::SIZE, usize::from(number.0)))
    }

    fn country_of(&self, division: &[u8]) -> &'static str {
        let number = usize::from(short(division, division::COUNTRY));
        let country = self.sections.record(format::COUNTRIES, country::SIZE, number);
        self.sections.string(word(country, country::CODE))
    }

    /// Whether 1:110m draws a division together with others of its country.
    #[must_use]
    pub fn is_joined(&self, number: DivisionId) -> bool {
        let record = self.sections.record(format::DIVISIONS, division::SIZE, usize::from(number.0));
        byte(record, division::JOINED) != 0
    }

    /// The land at a level of detail.
    #[must_use]
    pub fn land(&self, level: Level) -> Land {
        let section = |part: usize| self.sections.section(LEVELS + level as usize * LEVEL_SECTIONS + part);
        Land {
            map: *self,
            arcs: Lines { records: section(ARCS), boxes: section(BOXES), points: section(POINTS) },
            blocks: section(BLOCKS),
            starts: section(FACE_STARTS),
            faces: section(FACES),
            borders: section(BORDERS),
        }
    }
}

fn read_country(sections: &Sections<'static>, record: &[u8]) -> Country {
    let text = |at: usize| sections.string(word(record, at));
    Country {
        code: text(country::CODE),
        iso_a2: text(country::ISO_A2),
        name: text(country::NAME),
        short_name: text(country::SHORT),
        sovereign: text(country::SOVEREIGN),
        kind: text(country::KIND),
        continent: text(country::CONTINENT),
        subregion: text(country::SUBREGION),
        label: place(record, country::LABEL),
        population: word(record, country::POPULATION),
        rank: byte(record, country::RANK),
        color: byte(record, country::COLOR),
        scale: level(byte(record, country::SCALE)),
    }
}

pub(crate) const fn level(number: u8) -> Level {
    match number {
        0 => Level::L10m,
        1 => Level::L50m,
        _ => Level::L110m,
    }
}

/// The land of one level: arcs, and the divisions that they bound.
#[derive(Debug, Clone, Copy)]
pub struct Land {
    map: Basemap,
    /// The arcs' geometry.
    pub arcs: Lines<'static>,
    blocks: &'static [u8],
    starts: &'static [u8],
    faces: &'static [u8],
    borders: &'static [u8],
}

impl Land {
    /// An arc.
    #[must_use]
    pub fn arc(&self, number: u32) -> Arc {
        let record = self.arcs.record(number);
        let side = |at: usize| Some(short(record, at)).filter(|&side| side != NONE).map(DivisionId);
        Arc {
            number,
            left: side(arc::LEFT),
            right: side(arc::RIGHT),
            artificial: byte(record, arc::ARTIFICIAL) != 0,
            source: short(record, arc::SOURCE),
        }
    }

    /// Numbers of the arcs whose boxes meet `bounds`, in the order of the file.
    #[must_use]
    pub fn arcs_in(&self, bounds: &Bounds) -> Vec<u32> {
        let mut found = Vec::new();
        for (block, around) in (0_u32..).zip(self.blocks.chunks_exact(16)) {
            if !meets(bounds, unit_box(around, 0)) {
                continue;
            }
            let first = block * BLOCK as u32;
            let boxes = self.arcs.boxes.get(first as usize * 16..).unwrap_or_default();
            let inside = (first..).zip(boxes.chunks_exact(16).take(BLOCK));
            found.extend(inside.filter(|(_, b)| meets(bounds, unit_box(b, 0))).map(|(arc, _)| arc));
        }
        found
    }

    /// Numbers of the arcs between different countries or parts of disputes, in any worldview.
    pub fn borders(&self) -> impl Iterator<Item = u32> + use<> {
        self.borders.chunks_exact(4).map(|number| word(number, 0))
    }

    /// The class of an arc in a worldview.
    #[must_use]
    pub fn class(&self, arc: &Arc, view: &Worldview) -> ArcClass {
        if arc.artificial {
            return ArcClass::Artificial;
        }
        let (Some(left), Some(right)) = (arc.left, arc.right) else { return ArcClass::Coast };
        let (left, right) = (self.map.side(left), self.map.side(right));
        let base = self.source_class(arc, None);
        let drawn = base.and_then(|_| self.source_class(arc, Some(&view.code)));
        ArcClass::Border(view.border(left, right, base, drawn))
    }

    /// The class that the source gives: its own, or that of a national view where it differs.
    fn source_class(&self, arc: &Arc, view: Option<&str>) -> Option<BorderClass> {
        if arc.source == NONE {
            return None;
        }
        let record = self.map.sections.record(format::SOURCES, source::SIZE, usize::from(arc.source));
        let Some(view) = view else {
            return border_class(self.map.sections.string(word(record, source::CLASS)));
        };
        let views = self.map.sections.string(word(record, source::VIEWS));
        let own = views.split(' ').find_map(|pair| pair.split_once('=').filter(|(code, _)| *code == view));
        own.and_then(|(_, class)| border_class(class))
    }

    /// Divisions with a ring at this level whose boxes meet `bounds`, by id.
    #[must_use]
    pub fn divisions_in(&self, bounds: &Bounds) -> Vec<DivisionId> {
        let divisions = self.map.sections.records(format::DIVISIONS, division::SIZE);
        let near = (0_u16..).zip(divisions).filter(|(_, d)| meets(bounds, unit_box(d, division::BOUNDS)));
        near.map(|(number, _)| DivisionId(number)).filter(|&d| self.face(d).len() > 0).collect()
    }

    /// The arcs around a division, the division to their left.
    pub(crate) fn face(&self, division: DivisionId) -> impl ExactSizeIterator<Item = Step> + use<> {
        let at = usize::from(division.0) * 4;
        let (start, end) = (word(self.starts, at) as usize, word(self.starts, at + 4) as usize);
        let list = self.faces.get(start * 4..end * 4).unwrap_or_default();
        list.chunks_exact(4).map(|number| {
            let number = word(number, 0);
            Step { arc: number & !REVERSED, reversed: number & REVERSED != 0 }
        })
    }

    /// The outline of a set of divisions (given by a test), as rings of arcs with the set to their left: outer rings
    /// run counter-clockwise, holes clockwise. Borders inside the set are gone.
    #[must_use]
    pub fn outline(&self, divisions: &[DivisionId]) -> Vec<Vec<Step>> {
        let mut inside = vec![false; usize::from(self.map.division_count())];
        for division in divisions {
            if let Some(one) = inside.get_mut(usize::from(division.0)) {
                *one = true;
            }
        }
        let contains = |side: Option<DivisionId>| side.is_some_and(|d| inside[usize::from(d.0)]);
        let mut steps = Vec::new();
        for &division in divisions {
            steps.extend(self.face(division).filter(|step| {
                let arc = self.arc(step.arc);
                !contains(if step.reversed { arc.left } else { arc.right })
            }));
        }
        steps.sort_unstable();
        stitch::rings(&self.arcs, &steps)
    }

    /// The positions of a ring, closed, longitude first, in degrees.
    #[must_use]
    pub fn ring(&self, steps: &[Step]) -> Vec<[f64; 2]> {
        let mut ring = Vec::new();
        let mut one = Vec::new();
        for step in steps {
            one.clear();
            self.arcs.read(step.arc, 0.0, &mut one);
            if step.reversed {
                one.reverse();
            }
            ring.extend(one.iter().skip(usize::from(!ring.is_empty())));
        }
        ring
    }
}

/// The class that a word of the source stands for.
fn border_class(word: &str) -> Option<BorderClass> {
    match word {
        "international" => Some(BorderClass::International),
        "disputed" => Some(BorderClass::Disputed),
        "indefinite" => Some(BorderClass::Indefinite),
        "control" => Some(BorderClass::Control),
        "lease" => Some(BorderClass::Lease),
        "admin-1" => Some(BorderClass::Admin1),
        "hidden" | "overlay" => Some(BorderClass::Hidden),
        _ => None,
    }
}

/// Whether a box in units meets one in degrees, which may cross the antimeridian.
pub(crate) fn meets(bounds: &Bounds, [west, south, east, north]: [i32; 4]) -> bool {
    let (west, south, east, north) = (degrees(west), degrees(south), degrees(east), degrees(north));
    let across = if bounds.west <= bounds.east {
        west <= bounds.east && east >= bounds.west
    } else {
        west <= bounds.east || east >= bounds.west
    };
    across && south <= bounds.north && north >= bounds.south
}

#[cfg(test)]
mod tests {
    use super::{ArcClass, Basemap, DivisionId, Level};
    use crate::geodata::border::BorderClass;
    use crate::geodata::worldview;
    use crate::model::geo::Bounds;

    const LEVELS: [Level; 3] = [Level::L10m, Level::L50m, Level::L110m];

    fn of_country(map: &Basemap, code: &str) -> Vec<DivisionId> {
        map.divisions().filter(|d| d.country == code).map(|d| d.number).collect()
    }

    fn area(ring: &[[f64; 2]]) -> f64 {
        ring.windows(2).map(|w| w[0][0] * w[1][1] - w[1][0] * w[0][1]).sum::<f64>() / 2.0
    }

    #[test]
    fn countries_are_found_by_both_codes() {
        let map = Basemap::open();
        assert_eq!(map.country("AF").map(|c| c.code), Some("AFG"));
        assert_eq!(map.country("PSX").map(|c| c.iso_a2), Some("PS"));
        assert_eq!(map.country("XXX"), None);
    }

    #[test]
    fn the_durand_line_parts_afghanistan_and_pakistan_at_every_level() {
        let map = Basemap::open();
        let neutral = worldview::get("neutral").unwrap();
        for level in LEVELS {
            let land = map.land(level);
            let mut classes = Vec::new();
            for number in land.borders() {
                let arc = land.arc(number);
                let codes = [arc.left, arc.right].map(|d| map.division(d.unwrap()).country);
                if codes.contains(&"AFG") && codes.contains(&"PAK") {
                    classes.push(land.class(&arc, neutral));
                }
            }
            assert!(!classes.is_empty(), "{level:?}");
            assert!(classes.iter().all(|c| *c == ArcClass::Border(BorderClass::International)), "{level:?}");
        }
    }

    #[test]
    fn outlines_are_closed_and_keep_their_area() {
        // 81.71 square degrees is what Natural Earth's own country polygon has.
        let map = Basemap::open();
        for (level, slack) in LEVELS.into_iter().zip([0.001, 0.01, 0.1]) {
            let land = map.land(level);
            let rings = land.outline(&of_country(&map, "PAK"));
            let rings: Vec<_> = rings.iter().map(|ring| land.ring(ring)).collect();
            assert!(rings.iter().all(|ring| ring.first() == ring.last()));
            let sum: f64 = rings.iter().map(|ring| area(ring)).sum();
            assert!((sum / 81.71 - 1.0).abs() < slack, "{level:?}: {sum}");
        }
    }

    #[test]
    fn arcs_are_found_by_box() {
        let map = Basemap::open();
        let land = map.land(Level::L10m);
        let kabul = Bounds { west: 69.0, south: 34.4, east: 69.3, north: 34.7 };
        let near = land.arcs_in(&kabul);
        assert!(!near.is_empty() && near.len() < 40, "{}", near.len());
        assert_eq!(land.arcs_in(&Bounds::WORLD).len(), land.arcs.len());
        let divisions: Vec<_> = land.divisions_in(&kabul).into_iter().map(|d| map.division(d).id).collect();
        assert!(divisions.contains(&"AF-KAB"), "{divisions:?}");
    }
}
