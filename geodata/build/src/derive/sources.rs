//! Finds, for an edge between two countries, the source line that gives its class.

use std::collections::{BTreeMap, HashMap};

use super::land::{Land, SourceLine};
use super::topology::NONE;
use crate::grid::Point;

/// How far a line may lie from an edge that it does not share, in units (0.05 degrees).
const REACH: i64 = 5_000;

/// The source lines by the edges that they share with the land, and by the countries that they part.
pub struct Sources<'a> {
    land: &'a Land,
    edges: HashMap<(Point, Point), u16>,
    pairs: BTreeMap<(&'a str, &'a str), Vec<u16>>,
}

impl<'a> Sources<'a> {
    /// Indexes the lines that class a border.
    #[must_use]
    pub fn new(land: &'a Land) -> Self {
        let mut edges = HashMap::new();
        let mut pairs: BTreeMap<(&str, &str), Vec<u16>> = BTreeMap::new();
        for (number, line) in (0_u16..).zip(&land.lines) {
            if !classes(line) {
                continue;
            }
            for w in line.lines.iter().flat_map(|line| line.windows(2)) {
                edges.insert(ordered(w[0], w[1]), number);
            }
            pairs.entry(ordered(line.sides[0].as_str(), line.sides[1].as_str())).or_default().push(number);
        }
        Self { land, edges, pairs }
    }

    /// The number of the line on the edge between two divisions, or [`NONE`].
    #[must_use]
    pub fn on(&self, a: Point, b: Point, left: u16, right: u16) -> u16 {
        if let Some(&line) = self.edges.get(&ordered(a, b)) {
            return line;
        }
        let code = |side: u16| self.land.divisions[usize::from(side)].adm0.as_str();
        let (left, right) = (code(left), code(right));
        if left == right {
            return NONE;
        }
        let middle = Point { x: i32::midpoint(a.x, b.x), y: i32::midpoint(a.y, b.y) };
        let near = self.pairs.get(&ordered(left, right)).into_iter().flatten().filter_map(|&number| {
            let distance = distance(&self.land.lines[usize::from(number)], middle)?;
            Some((distance, number))
        });
        near.min().map_or(NONE, |(_, number)| number)
    }
}

/// Whether a line is the border itself, not a claim or a zone beside it.
fn classes(line: &SourceLine) -> bool {
    !matches!(line.class.as_str(), "claim" | "overlay")
}

/// Squared distance of a line to a position, if within reach.
fn distance(line: &SourceLine, p: Point) -> Option<i64> {
    let edges = line.lines.iter().flat_map(|line| line.windows(2));
    edges.map(|w| squared(w[0], w[1], p)).min().filter(|&squared| squared < REACH * REACH)
}

/// Squared distance of a position to an edge.
fn squared(a: Point, b: Point, p: Point) -> i64 {
    let (abx, aby) = (i64::from(b.x - a.x), i64::from(b.y - a.y));
    let (apx, apy) = (i64::from(p.x - a.x), i64::from(p.y - a.y));
    let length = (abx * abx + aby * aby).max(1);
    let at = (abx * apx + aby * apy).clamp(0, length);
    let share = at as f64 / length as f64;
    let (dx, dy) = (apx as f64 - abx as f64 * share, apy as f64 - aby as f64 * share);
    (dx * dx + dy * dy) as i64
}

fn ordered<T: Ord>(a: T, b: T) -> (T, T) {
    if a < b { (a, b) } else { (b, a) }
}
