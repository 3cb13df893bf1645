//! Finds what the references of a plan stand for in the basemap.

use std::collections::{BTreeMap, BTreeSet};

use crate::geodata::basemap::{Basemap, DivisionId, Level};
use crate::geodata::disputes;
use crate::geodata::features::FeatureShape;
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
    /// Areas of a feature, by the numbers of their rings.
    Rings(Vec<u32>),
    /// Lines of a feature, by their numbers.
    Lines(Vec<u32>),
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
    pub fn of(plan: &Plan, basemap: &Basemap, holdings: &Holdings, level: Level) -> Self {
        let mut refs: BTreeSet<&GeometryRef> = BTreeSet::new();
        refs.extend(plan.areas.iter().map(|area| &area.geometry));
        refs.extend(plan.lines.iter().map(|line| &line.geometry));
        refs.extend(plan.labels.iter().filter_map(|label| label.geometry.as_ref()));
        for mark in &plan.marks {
            if let Anchor::Area { geometry, .. } | Anchor::Line { geometry, .. } = &mark.anchor {
                refs.insert(geometry);
            }
        }
        let find = |reference: &GeometryRef| shape(&reference.0, basemap, holdings, level);
        let by_ref = refs.into_iter().filter_map(|one| Some((one.clone(), find(one)?))).collect();
        Self { by_ref }
    }
}

fn shape(reference: &str, basemap: &Basemap, holdings: &Holdings, level: Level) -> Option<Shape> {
    let (layer, key) = reference.split_once(':')?;
    let divisions = |list: Vec<DivisionId>| (!list.is_empty()).then_some(Shape::Divisions(list));
    match layer {
        "country" => {
            let code = basemap.country(key).map_or(key, |country| country.code);
            let held = !holdings.divisions(code).is_empty();
            if held { Some(Shape::Country(code.to_owned())) } else { divisions(basemap.territory(key)) }
        }
        "admin1" => divisions(basemap.called(key).collect()),
        "dispute" => divisions(basemap.of_dispute(key)).or_else(|| at_sea(basemap, key, level)),
        "border" => lines::pair(reference).map(|(a, b)| Shape::Border(a.to_owned(), b.to_owned())),
        "line" => lines::get(key).map(Shape::Named),
        _ => feature(reference, basemap, holdings, level),
    }
}

/// A region, sea, river, lake or drawn shape.
fn feature(reference: &str, basemap: &Basemap, holdings: &Holdings, level: Level) -> Option<Shape> {
    let feature = basemap.feature(reference, level)?;
    if !feature.divisions.is_empty() {
        let of = |code: &&str| match basemap.country(code) {
            Some(country) => holdings.divisions(country.code),
            None => basemap.called(code).collect(),
        };
        let all: BTreeSet<DivisionId> = feature.divisions.iter().flat_map(of).collect();
        return (!all.is_empty()).then(|| Shape::Divisions(all.into_iter().collect()));
    }
    let lines: Vec<u32> = feature.lines.collect();
    match feature.shape {
        FeatureShape::Area => Some(Shape::Rings(lines)),
        FeatureShape::Line => Some(Shape::Lines(lines)),
        FeatureShape::Point => None,
    }
}

/// The shapes over the sea of a dispute or of one part of it.
fn at_sea(basemap: &Basemap, key: &str, level: Level) -> Option<Shape> {
    let is_meant = |part: &str| part == key || part.split('/').next() == Some(key);
    let parts = disputes::all().iter().flat_map(|dispute| &dispute.parts).filter(|part| is_meant(&part.id));
    let shapes =
        parts.filter_map(|part| basemap.feature(&format!("shape:{}", part.shape.as_deref()?), level));
    let rings: Vec<u32> = shapes.flat_map(|shape| shape.lines).collect();
    (!rings.is_empty()).then_some(Shape::Rings(rings))
}
