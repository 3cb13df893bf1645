//! Follows a reference such as `country:AFG`, `line:durand-line` or `sea:red-sea` to its geometry.

use std::collections::BTreeSet;

use crate::geodata::basemap::{Basemap, DivisionId, Level};
use crate::geodata::disputes;
use crate::geodata::features::FeatureShape;
use crate::geodata::holders::Holders;
use crate::geodata::lines::{self, NamedLine};
use crate::geodata::stitch::Step;
use crate::geodata::worldview::{Side, Worldview};
use crate::model::geo::{Bounds, LonLat};

/// The geometry that a reference leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A set of divisions: rings of arcs of the level, the area to their left.
    Land(Vec<Vec<Step>>),
    /// Arcs of the level, such as a border.
    Arcs(Vec<u32>),
    /// Areas of a feature: numbers in [`Basemap::feature_lines`], holes after their outer rings.
    Rings(Vec<u32>),
    /// Lines of a feature, likewise.
    Lines(Vec<u32>),
    /// Lines that no file of the bundle has: parallels, drawn courses, borders cut to a box.
    Paths(Vec<Vec<LonLat>>),
    /// A position.
    Point(LonLat),
}

/// Plain coordinates: longitude, latitude in degrees.
#[derive(Debug, Clone, PartialEq)]
pub enum Coordinates {
    /// Closed rings: outer rings counter-clockwise, holes clockwise.
    Areas(Vec<Vec<[f64; 2]>>),
    /// Lines.
    Lines(Vec<Vec<[f64; 2]>>),
    /// A position.
    Point([f64; 2]),
}

/// Follows references at one level and in one worldview.
#[derive(Debug, Clone, Copy)]
pub struct Shapes<'a> {
    /// The basemap.
    pub map: &'a Basemap,
    /// The level of detail.
    pub level: Level,
    /// The worldview.
    pub view: &'a Worldview,
    /// Its holders.
    pub holders: &'a Holders,
}

impl Shapes<'_> {
    /// The geometry of `country:`, `admin1:`, `dispute:`, `line:`, `border:`, `region:`, `sea:`, `river:`, `lake:` and
    /// `shape:`; nothing for a reference that leads nowhere.
    #[must_use]
    pub fn find(&self, reference: &str) -> Option<Shape> {
        let (layer, id) = reference.split_once(':')?;
        match layer {
            "country" => self.land(&self.country(id)),
            "admin1" => self.land(&self.map.called(id).collect::<Vec<_>>()),
            "dispute" => self.dispute(id),
            "line" => self.line(lines::get(id)?),
            "border" => self.border(id),
            _ => self.feature(reference),
        }
    }

    /// The level at which [`Shape::Land`] of a reference is given: 1:110m knows no single divisions.
    #[must_use]
    pub fn level_of(&self, reference: &str) -> Level {
        let single = |(layer, id): (&str, &str)| match layer {
            "admin1" | "region" => true,
            "country" => self.map.country(id).is_none() && self.holders.divisions_of(id).is_empty(),
            _ => false,
        };
        if self.level == Level::L110m && reference.split_once(':').is_some_and(single) {
            return Level::L50m;
        }
        self.level
    }

    fn country(&self, code: &str) -> Vec<DivisionId> {
        let held = self.holders.divisions_of(code);
        if !held.is_empty() {
            return held;
        }
        match self.map.country(code) {
            Some(country) => self.holders.divisions_of(country.code),
            None => self.map.territory(code),
        }
    }

    fn land(&self, divisions: &[DivisionId]) -> Option<Shape> {
        let rings = self.map.land(self.level).outline(divisions);
        (!rings.is_empty()).then_some(Shape::Land(rings))
    }

    /// A dispute or a part of one: its land, or the shapes drawn over the sea.
    fn dispute(&self, id: &str) -> Option<Shape> {
        let named = |part: &str| part == id || part.split('/').next() == Some(id);
        if let Some(shape) = self.land(&self.map.of_dispute(id)) {
            return Some(shape);
        }
        let parts = disputes::all().iter().flat_map(|dispute| &dispute.parts).filter(|part| named(&part.id));
        let shapes = parts.filter_map(|part| part.shape.as_deref());
        let features = shapes.filter_map(|shape| self.map.feature(&format!("shape:{shape}"), self.level));
        let rings: Vec<u32> = features.flat_map(|feature| feature.lines).collect();
        (!rings.is_empty()).then_some(Shape::Rings(rings))
    }

    fn line(&self, line: &NamedLine) -> Option<Shape> {
        if line.between.is_empty() {
            return Some(Shape::Paths(line.paths())).filter(|shape| *shape != Shape::Paths(Vec::new()));
        }
        let land = self.map.land(self.level);
        let arcs = self
            .arcs_between(line.kind == lines::LineKind::Admin1, |left, right| line.runs_between(left, right));
        let Some(bounds) = line.bounds() else { return Some(Shape::Arcs(arcs)) };
        let mut paths = line.paths();
        for arc in arcs {
            let mut points = Vec::new();
            land.arcs.read(arc, 0.0, &mut points);
            paths.extend(inside(&points, &bounds));
        }
        (!paths.is_empty()).then_some(Shape::Paths(paths))
    }

    fn border(&self, id: &str) -> Option<Shape> {
        let (a, b) = lines::pair(id)?;
        let arcs =
            self.arcs_between(false, |left, right| lines::is_pair_border(self.view, a, b, left, right));
        (!arcs.is_empty()).then_some(Shape::Arcs(arcs))
    }

    /// Arcs whose sides pass a test: those between countries or parts, or all between divisions.
    fn arcs_between(&self, inner: bool, test: impl Fn(Side<'_>, Side<'_>) -> bool) -> Vec<u32> {
        let land = self.map.land(self.level);
        let numbers: Vec<u32> = if inner {
            (0..u32::try_from(land.arcs.len()).unwrap_or(0)).collect()
        } else {
            land.borders().collect()
        };
        let passes = |number: &u32| {
            let arc = land.arc(*number);
            let (Some(left), Some(right)) = (arc.left, arc.right) else { return false };
            !arc.artificial && test(self.map.side(left), self.map.side(right))
        };
        numbers.into_iter().filter(passes).collect()
    }

    fn feature(&self, reference: &str) -> Option<Shape> {
        let feature = self.map.feature(reference, self.level)?;
        if !feature.divisions.is_empty() {
            let of = |code: &&str| match self.map.country(code) {
                Some(country) => self.holders.divisions_of(country.code),
                None => self.map.called(code).collect(),
            };
            let all: BTreeSet<DivisionId> = feature.divisions.iter().flat_map(of).collect();
            return self.land(&all.into_iter().collect::<Vec<_>>());
        }
        let lines: Vec<u32> = feature.lines.collect();
        match feature.shape {
            FeatureShape::Area => Some(Shape::Rings(lines)),
            FeatureShape::Line => Some(Shape::Lines(lines)),
            FeatureShape::Point => {
                let [lon, lat] = self.map.feature_lines().ends(*lines.first()?)[0];
                Some(Shape::Point(LonLat::new(lon, lat)))
            }
        }
    }

    /// The plain coordinates of a reference.
    #[must_use]
    pub fn coordinates(&self, reference: &str) -> Option<Coordinates> {
        let at = Self { level: self.level_of(reference), ..*self };
        let land = self.map.land(at.level);
        let read = |lines: &crate::geodata::section::Lines<'_>, numbers: Vec<u32>| {
            let line = |number| {
                let mut points = Vec::new();
                lines.read(number, 0.0, &mut points);
                points
            };
            numbers.into_iter().map(line).collect()
        };
        Some(match at.find(reference)? {
            Shape::Land(rings) => Coordinates::Areas(rings.iter().map(|ring| land.ring(ring)).collect()),
            Shape::Arcs(arcs) => Coordinates::Lines(read(&land.arcs, arcs)),
            Shape::Rings(rings) => Coordinates::Areas(read(&self.map.feature_lines(), rings)),
            Shape::Lines(lines) => Coordinates::Lines(read(&self.map.feature_lines(), lines)),
            Shape::Paths(paths) => {
                let line = |path: &Vec<LonLat>| path.iter().map(|p| [p.lon, p.lat]).collect();
                Coordinates::Lines(paths.iter().map(line).collect())
            }
            Shape::Point(p) => Coordinates::Point([p.lon, p.lat]),
        })
    }

    /// The box of a reference; across the antimeridian where that is the smaller one. Only boxes of lines are read.
    #[must_use]
    pub fn bounds(&self, reference: &str) -> Option<Bounds> {
        let at = Self { level: self.level_of(reference), ..*self };
        let land = self.map.land(at.level);
        let features = self.map.feature_lines();
        let boxes: Vec<[f64; 4]> = match at.find(reference)? {
            Shape::Land(rings) => {
                let ring = |steps: &Vec<Step>| steps.iter().map(|s| land.arcs.bounds(s.arc)).reduce(joined);
                rings.iter().filter_map(ring).collect()
            }
            Shape::Arcs(arcs) => arcs.into_iter().map(|arc| land.arcs.bounds(arc)).collect(),
            Shape::Rings(lines) | Shape::Lines(lines) => {
                lines.into_iter().map(|line| features.bounds(line)).collect()
            }
            Shape::Paths(paths) => {
                let path =
                    |path: &Vec<LonLat>| path.iter().map(|p| [p.lon, p.lat, p.lon, p.lat]).reduce(joined);
                paths.iter().filter_map(path).collect()
            }
            Shape::Point(p) => return Some(Bounds { west: p.lon, south: p.lat, east: p.lon, north: p.lat }),
        };
        around(boxes)
    }
}

/// The box around two boxes of west, south, east, north, neither of which crosses the antimeridian.
fn joined(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

/// The pieces of a line inside a box: positions outside are left out, and the line is cut there.
fn inside(points: &[[f64; 2]], bounds: &Bounds) -> Vec<Vec<LonLat>> {
    let positions: Vec<LonLat> = points.iter().map(|&[lon, lat]| LonLat::new(lon, lat)).collect();
    let pieces = positions.split(|p| !bounds.contains(*p));
    pieces.filter(|piece| piece.len() > 1).map(<[LonLat]>::to_vec).collect()
}

/// The smallest box around the boxes of lines. Longitudes leave the widest gap between them outside.
fn around(boxes: Vec<[f64; 4]>) -> Option<Bounds> {
    let [_, south, _, north] = boxes.iter().copied().reduce(joined)?;
    let mut spans: Vec<[f64; 2]> = boxes.into_iter().map(|[west, _, east, _]| [west, east]).collect();
    spans.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    let first = spans.first()?;
    let mut reach = first[1];
    let mut widest: Option<(f64, f64, f64)> = None;
    for span in &spans[1..] {
        let gap = span[0] - reach;
        if gap > widest.map_or(0.0, |(gap, _, _)| gap) {
            widest = Some((gap, reach, span[0]));
        }
        reach = reach.max(span[1]);
    }
    let outer = first[0] + 360.0 - reach;
    let (west, east) = match widest {
        Some((gap, before, after)) if gap > outer => (after, before),
        _ => (first[0], reach),
    };
    Some(Bounds { west, south, east, north })
}

#[cfg(test)]
mod tests {
    use super::{Coordinates, Shape, Shapes, around, joined};
    use crate::geodata::basemap::{Basemap, Level};
    use crate::geodata::holders::Holders;
    use crate::geodata::worldview;

    fn with_shapes(level: Level, view: &str, test: impl Fn(Shapes<'_>)) {
        let map = Basemap::open();
        let view = worldview::get(view).unwrap();
        let holders = Holders::new(&map, view);
        test(Shapes { map: &map, level, view, holders: &holders });
    }

    #[test]
    fn every_kind_of_reference_leads_somewhere_at_every_level() {
        for level in [Level::L10m, Level::L50m, Level::L110m] {
            with_shapes(level, "neutral", |shapes| {
                for reference in [
                    "country:AFG",
                    "country:IN",
                    "country:GUF",
                    "admin1:PK-KP",
                    "dispute:kashmir",
                    "dispute:kashmir/aksai-chin",
                    "dispute:spratly",
                    "line:durand-line",
                    "line:line-of-control",
                    "line:49th-parallel",
                    "border:AFG-PAK",
                    "region:sahel",
                    "sea:red-sea",
                    "river:indus",
                    "lake:baikal",
                ] {
                    let found = shapes.coordinates(reference);
                    let lines = match &found {
                        Some(Coordinates::Areas(lines) | Coordinates::Lines(lines)) => lines.len(),
                        _ => 0,
                    };
                    assert!(lines > 0, "{reference} at {level:?}");
                }
                for reference in
                    ["country:XXX", "admin1:", "line:nothing", "border:AFG-BRA", "nonsense", "a:b"]
                {
                    assert_eq!(shapes.find(reference), None, "{reference}");
                }
            });
        }
    }

    #[test]
    fn the_durand_line_is_the_border_of_its_two_countries() {
        with_shapes(Level::L10m, "neutral", |shapes| {
            let line = shapes.find("line:durand-line");
            assert!(matches!(&line, Some(Shape::Arcs(arcs)) if !arcs.is_empty()));
            let bounds = shapes.bounds("line:durand-line").unwrap();
            assert!((bounds.west - 60.84).abs() < 0.1 && (bounds.east - 74.89).abs() < 0.5, "{bounds:?}");
        });
    }

    #[test]
    fn all_named_lines_and_disputes_have_a_geometry() {
        with_shapes(Level::L10m, "neutral", |shapes| {
            let lines = crate::geodata::lines::all().iter().map(|line| format!("line:{}", line.id));
            let disputes = crate::geodata::disputes::all().iter().flat_map(|dispute| &dispute.parts);
            let parts = disputes.map(|part| format!("dispute:{}", part.id));
            let missing: Vec<String> =
                lines.chain(parts).filter(|reference| shapes.coordinates(reference).is_none()).collect();
            assert!(missing.is_empty(), "{missing:?}");
        });
    }

    #[test]
    fn boxes_are_those_of_the_coordinates() {
        for level in [Level::L110m, Level::L50m] {
            with_shapes(level, "neutral", |shapes| {
                let disputes = crate::geodata::disputes::all();
                let disputes = disputes.iter().map(|dispute| format!("dispute:{}", dispute.id));
                let lines = crate::geodata::lines::all().iter().map(|line| format!("line:{}", line.id));
                let others = ["country:RUS", "country:FJI", "admin1:US-AK", "sea:red-sea", "river:indus"];
                for reference in disputes.chain(lines).chain(others.map(str::to_owned)) {
                    let expected = match shapes.coordinates(&reference) {
                        Some(Coordinates::Areas(lines) | Coordinates::Lines(lines)) => around(
                            lines
                                .iter()
                                .filter_map(|line| line.iter().map(|&[x, y]| [x, y, x, y]).reduce(joined))
                                .collect(),
                        ),
                        _ => continue,
                    };
                    assert_eq!(shapes.bounds(&reference), expected, "{reference} at {level:?}");
                }
            });
        }
    }

    #[test]
    fn boxes_may_cross_the_antimeridian() {
        with_shapes(Level::L50m, "neutral", |shapes| {
            let russia = shapes.bounds("country:RUS").unwrap();
            assert!(russia.west > 15.0 && russia.east < -165.0, "{russia:?}");
            let france = shapes.bounds("country:PAK").unwrap();
            assert!(france.west < france.east);
        });
    }
}
