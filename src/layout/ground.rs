//! Who holds which division in a worldview, and the land's rings: derived once, shared by all maps.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

use crate::geodata::basemap::{Arc, ArcClass, Basemap, DivisionId, Land, Level};
use crate::geodata::border::BorderClass;
use crate::geodata::holders::Holders;
use crate::geodata::stitch::Step;
use crate::geodata::worldview::{self, NEUTRAL, Side, Worldview};
use crate::geometry::trace::{ArcSource, Link};

/// The three levels, from fine to coarse.
pub const LEVELS: [Level; 3] = [Level::L10m, Level::L50m, Level::L110m];

/// Classes by their number in the memory of [`Holdings::class`].
const CLASSES: [Option<BorderClass>; 9] = [
    None,
    Some(BorderClass::International),
    Some(BorderClass::Disputed),
    Some(BorderClass::Indefinite),
    Some(BorderClass::Control),
    Some(BorderClass::Breakaway),
    Some(BorderClass::Lease),
    Some(BorderClass::Admin1),
    Some(BorderClass::Hidden),
];

/// A ring of arcs and its box.
#[derive(Debug, Clone, PartialEq)]
pub struct Ring {
    /// West, south, east, north in degrees.
    pub bounds: [f64; 4],
    /// Its arcs in order.
    pub links: Vec<Link>,
}

/// What a worldview makes of the divisions.
#[derive(Debug)]
pub struct Holdings {
    /// The view.
    pub view: &'static Worldview,
    basemap: Basemap,
    holders: Holders,
    /// Divisions that are hatched, in order.
    hatched: Vec<DivisionId>,
    /// Outline of all that is hatched, by level.
    hatching: [OnceLock<Vec<Ring>>; 3],
    /// Classes of the arcs found so far, by level: 0 is unknown.
    classes: [OnceLock<Vec<AtomicU8>>; 3],
    /// Outline of each country by its number, by level.
    outlines: [Vec<OnceLock<Vec<Ring>>>; 3],
}

impl Holdings {
    /// The holdings of a view; those of the neutral one if there is no such view.
    #[must_use]
    pub fn of(code: &str, basemap: &Basemap) -> Option<&'static Self> {
        static VIEWS: OnceLock<Vec<OnceLock<Holdings>>> = OnceLock::new();
        let all = worldview::all();
        let views = VIEWS.get_or_init(|| all.iter().map(|_| OnceLock::new()).collect());
        let view = worldview::get(code).or_else(|| worldview::get(NEUTRAL))?;
        let at = all.iter().position(|one| one.code == view.code)?;
        Some(views.get(at)?.get_or_init(|| Self::new(view, basemap)))
    }

    fn new(view: &'static Worldview, basemap: &Basemap) -> Self {
        let holders = Holders::new(basemap, view);
        let is_hatched = |(part, _): &&(&str, DivisionId)| view.is_hatched(part);
        let hatched = basemap.disputed().iter().filter(is_hatched).map(|(_, number)| *number).collect();
        let outlines = [(); 3].map(|()| vec![OnceLock::new(); holders.countries()]);
        let hatching = [const { OnceLock::new() }; 3];
        let classes = [const { OnceLock::new() }; 3];
        Self { view, basemap: *basemap, holders, hatched, hatching, classes, outlines }
    }

    /// The land on one side of a border.
    #[must_use]
    pub fn side(&self, division: DivisionId) -> Side<'static> {
        self.basemap.side(division)
    }

    /// Code of the country that governs a division.
    #[must_use]
    pub fn country(&self, division: DivisionId) -> &'static str {
        self.basemap.governor(division)
    }

    /// The class of a border in this view; none for coasts and edges of the drawing. Each is looked up
    /// once and kept.
    #[must_use]
    pub fn class(&self, land: &Land, level: Level, arc: &Arc) -> Option<BorderClass> {
        let classes = self.classes[level as usize]
            .get_or_init(|| (0..land.arcs.len()).map(|_| AtomicU8::new(0)).collect());
        let slot = classes.get(arc.number as usize)?;
        let found = slot.load(Ordering::Relaxed);
        if found > 0 {
            return CLASSES.get(usize::from(found) - 1).copied().flatten();
        }
        let class = match land.class(arc, self.view) {
            ArcClass::Border(class) => Some(class),
            ArcClass::Coast | ArcClass::Artificial => None,
        };
        let number = CLASSES.iter().position(|one| *one == class).map_or(0, |at| at as u8 + 1);
        slot.store(number, Ordering::Relaxed);
        class
    }

    /// Divisions of a country by its code.
    #[must_use]
    pub fn divisions(&self, country: &str) -> Vec<DivisionId> {
        self.holders.divisions_of(country)
    }

    /// The outline of all that is hatched.
    #[must_use]
    pub fn hatching(&self, level: Level) -> &[Ring] {
        self.hatching[level as usize].get_or_init(|| rings(&self.basemap.land(level), &self.hatched))
    }

    /// The outline of a country.
    #[must_use]
    pub fn outline(&self, country: &str, level: Level) -> &[Ring] {
        let slot = self.holders.number(country).and_then(|number| self.outlines[level as usize].get(number));
        let outline = || rings(&self.basemap.land(level), &self.divisions(country));
        slot.map_or(&[], |slot| slot.get_or_init(outline))
    }
}

/// The outline of divisions.
#[must_use]
pub fn rings(land: &Land, divisions: &[DivisionId]) -> Vec<Ring> {
    land.outline(divisions).iter().map(|steps| ring(land, steps)).collect()
}

fn ring(land: &Land, steps: &[Step]) -> Ring {
    let mut bounds = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    for step in steps {
        let [w, s, e, n] = land.arcs.bounds(step.arc);
        bounds = [bounds[0].min(w), bounds[1].min(s), bounds[2].max(e), bounds[3].max(n)];
    }
    let links = steps.iter().map(|step| Link { arc: step.arc, reversed: step.reversed }).collect();
    Ring { bounds, links }
}

/// The rings of all land at a level.
#[must_use]
pub fn land_rings(basemap: &Basemap, level: Level) -> &'static [Ring] {
    static LAND: [OnceLock<Vec<Ring>>; 3] = [const { OnceLock::new() }; 3];
    LAND[level as usize].get_or_init(|| {
        let all: Vec<DivisionId> = (0..basemap.division_count()).map(DivisionId).collect();
        rings(&basemap.land(level), &all)
    })
}

/// For each arc of a level, whether it parts countries or parts of disputes in any worldview.
#[must_use]
pub fn parting(basemap: &Basemap, level: Level) -> &'static [bool] {
    static PARTING: [OnceLock<Vec<bool>>; 3] = [const { OnceLock::new() }; 3];
    PARTING[level as usize].get_or_init(|| {
        let land = basemap.land(level);
        let mut parting = vec![false; land.arcs.len()];
        for arc in land.borders() {
            if let Some(one) = parting.get_mut(arc as usize) {
                *one = true;
            }
        }
        parting
    })
}

/// The arcs of a level as the tracer reads them.
#[derive(Debug, Clone, Copy)]
pub struct Arcs(pub Land);

impl ArcSource for Arcs {
    fn bounds(&self, arc: u32) -> [f64; 4] {
        self.0.arcs.bounds(arc)
    }

    fn ends(&self, arc: u32) -> [[f64; 2]; 2] {
        self.0.arcs.ends(arc)
    }

    fn read(&self, arc: u32, tolerance: f32, out: &mut Vec<[f64; 2]>) {
        self.0.arcs.read(arc, tolerance, out);
    }
}
