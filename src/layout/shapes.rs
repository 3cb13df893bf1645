//! Finds what the references of a plan stand for in the basemap.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::geodata::basemap::{Basemap, DivisionId};
use crate::geodata::lines::{self, NamedLine};
use crate::layout::ground::Holdings;
use crate::model::place::GeometryRef;
use crate::model::plan::{Anchor, Plan};

/// What a reference stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A country, by its code.
    Country(String),
    /// Divisions.
    Divisions(Vec<DivisionId>),
    /// The border of two countries, by their codes.
    Border(String, String),
    /// A named line.
    Named(&'static NamedLine),
}

/// The shapes of all references of a plan.
#[derive(Debug, Clone, Default)]
pub struct Shapes {
    /// Areas and lines by reference.
    pub by_ref: BTreeMap<GeometryRef, Shape>,
}

impl Shapes {
    /// Finds the shapes of a plan; references that the basemap does not know are left out.
    #[must_use]
    pub fn of(plan: &Plan, basemap: &Basemap, holdings: &Holdings) -> Self {
        let mut refs: BTreeSet<&GeometryRef> = BTreeSet::new();
        refs.extend(plan.areas.iter().map(|area| &area.geometry));
        refs.extend(plan.lines.iter().map(|line| &line.geometry));
        refs.extend(plan.labels.iter().filter_map(|label| label.geometry.as_ref()));
        for mark in &plan.marks {
            if let Anchor::Area { geometry, .. } | Anchor::Line { geometry, .. } = &mark.anchor {
                refs.insert(geometry);
            }
        }
        let find = |reference: &GeometryRef| shape(&reference.0, basemap, holdings);
        let by_ref = refs.into_iter().filter_map(|one| Some((one.clone(), find(one)?))).collect();
        Self { by_ref }
    }
}

fn shape(reference: &str, basemap: &Basemap, holdings: &Holdings) -> Option<Shape> {
    let (layer, key) = reference.split_once(':')?;
    let divisions = |list: Vec<DivisionId>| (!list.is_empty()).then_some(Shape::Divisions(list));
    match layer {
        "country" => {
            let code = basemap.country(key).map_or(key, |country| country.code);
            (!holdings.divisions(code).is_empty()).then(|| Shape::Country(code.to_owned()))
        }
        "admin1" => divisions(called(basemap).get(key).cloned().unwrap_or_default()),
        "dispute" => divisions(of_dispute(basemap, key)),
        "border" => lines::pair(reference).map(|(a, b)| Shape::Border(a.to_owned(), b.to_owned())),
        "line" => lines::get(key).map(Shape::Named),
        _ => None,
    }
}

/// Divisions by every code that names them.
fn called(basemap: &Basemap) -> &'static BTreeMap<&'static str, Vec<DivisionId>> {
    static CALLED: OnceLock<BTreeMap<&'static str, Vec<DivisionId>>> = OnceLock::new();
    CALLED.get_or_init(|| {
        let mut called: BTreeMap<&'static str, Vec<DivisionId>> = BTreeMap::new();
        for division in basemap.divisions() {
            let whole = division.id.split('~').next().unwrap_or(division.id);
            let codes = BTreeSet::from([division.id, division.iso_3166_2, whole]);
            for code in codes.into_iter().filter(|code| !code.is_empty()) {
                called.entry(code).or_default().push(division.number);
            }
        }
        called
    })
}

/// Divisions of a dispute (`kashmir`) or of one part of it (`kashmir/aksai-chin`).
fn of_dispute(basemap: &Basemap, key: &str) -> Vec<DivisionId> {
    static PARTS: OnceLock<Vec<(&'static str, DivisionId)>> = OnceLock::new();
    let parts = PARTS.get_or_init(|| {
        basemap.divisions().filter_map(|division| Some((division.part?, division.number))).collect()
    });
    let is_meant = |part: &str| part == key || part.split('/').next() == Some(key);
    parts.iter().filter(|(part, _)| is_meant(part)).map(|(_, number)| *number).collect()
}
