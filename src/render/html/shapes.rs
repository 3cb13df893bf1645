//! Writes every long path of a page once: what is filled and stroked, or drawn in two worldviews, shares its points.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::model::scene::{Group, Lines, Node, Polyline, Rect};

/// A path shorter than this is not worth a reference, bytes.
const WORTH: usize = 64;

/// Replaces paths that occur more than once by references; gives the definitions that they refer to.
pub fn share(drawings: &mut [&mut String], prefix: &str) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for drawing in drawings.iter() {
        for data in paths(drawing) {
            *counts.entry(data.to_owned()).or_default() += 1;
        }
    }
    counts.retain(|data, count| *count > 1 && data.len() >= WORTH);
    let mut definitions = String::new();
    for (index, (data, number)) in counts.iter_mut().enumerate() {
        *number = index;
        // The width of a line must hold on the shape itself: a style of the page does not reach it through `use`.
        let _ = write!(
            definitions,
            "<path id=\"{prefix}-d{index}\" vector-effect=\"non-scaling-stroke\" d=\"{data}\"/>"
        );
    }
    for drawing in drawings {
        **drawing = referring(drawing, &counts, prefix);
    }
    definitions
}

/// How a path begins as it is written.
const PATH: &str = "<path d=\"";

fn paths(drawing: &str) -> impl Iterator<Item = &str> {
    drawing.split(PATH).skip(1).filter_map(|rest| rest.split_once('"')).map(|(data, _)| data)
}

fn referring(drawing: &str, shared: &BTreeMap<String, usize>, prefix: &str) -> String {
    let mut parts = drawing.split(PATH);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let found = part.split_once('"').and_then(|(data, rest)| Some((shared.get(data)?, rest)));
        match found {
            Some((index, rest)) => _ = write!(out, "<use href=\"#{prefix}-d{index}\"{rest}"),
            None => _ = write!(out, "{PATH}{part}"),
        }
    }
    out
}

type Step = ([i32; 2], [i32; 2]);

/// A piece of the land's edge shorter than this does not show, tenths of a pixel.
const TINY: f64 = 9.0;

/// The layers with the coast drawn along the edge of the land, where that says the same: the land is cut off outside of
/// the map, so its edge inside is the coast, but for a seam where the map itself is cut.
#[must_use]
pub fn along_the_land(layers: &[Group], map: Rect) -> Vec<Group> {
    let mut layers = layers.to_vec();
    let of = |name: &str| layers.iter().position(|layer| layer.name == name);
    let (Some(ground), Some(coast)) = (of("land"), of("coast")) else { return layers };
    let ([Node::Lines(land)], [Node::Lines(shore)]) = (&layers[ground].nodes[..], &layers[coast].nodes[..])
    else {
        return layers;
    };
    let drawn: BTreeSet<Step> = shore.lines.iter().flat_map(steps).collect();
    let seam = |a, b| {
        let step = ordered(a, b);
        a != b && !drawn.contains(&step) && !outside(step, map) && length(step) > TINY
    };
    let Some(rings) = land.lines.iter().map(|ring| opened(ring, seam)).collect::<Option<Vec<_>>>() else {
        return layers;
    };
    let edge: BTreeSet<Step> = rings.iter().flat_map(steps).collect();
    let more: Vec<Polyline> = shore.lines.iter().flat_map(|line| missing(line, &edge)).collect();
    let land = Lines { lines: rings.clone(), ..land.clone() };
    let mut nodes = vec![Node::Lines(Lines { lines: rings, ..shore.clone() })];
    if !more.is_empty() {
        nodes.push(Node::Lines(Lines { lines: more, ..shore.clone() }));
    }
    layers[ground].nodes = vec![Node::Lines(land)];
    layers[coast].nodes = nodes;
    layers
}

/// A ring as a line that leaves out its seam, which a fill closes again and a stroke does not; none if it has several or
/// the seam is not straight.
fn opened(ring: &Polyline, seam: impl Fn([i32; 2], [i32; 2]) -> bool) -> Option<Polyline> {
    let points = &ring.points;
    let count = points.len();
    if !ring.closed || count < 3 {
        return Some(ring.clone());
    }
    let cut: Vec<bool> = (0..count).map(|i| seam(points[i], points[(i + 1) % count])).collect();
    let ends: Vec<usize> = (0..count).filter(|&i| cut[i] && !cut[(i + 1) % count]).collect();
    let &[last] = &ends[..] else {
        return (!cut.contains(&true)).then(|| ring.clone());
    };
    // From the end of the seam around to its start.
    let run = cut.iter().filter(|cut| **cut).count();
    let turned: Vec<[i32; 2]> = (0..count).map(|i| points[(last + 1 + i) % count]).collect();
    let (line, inner) = turned.split_at(count + 1 - run);
    let (start, end) = (*line.first()?, *line.last()?);
    let straight = inner.iter().all(|&p| beside(p, end, start) < TINY);
    straight.then(|| Polyline { points: line.to_vec(), closed: false })
}

/// The parts of a line that do not run along an edge, without those too short to show.
fn missing(line: &Polyline, edge: &BTreeSet<Step>) -> Vec<Polyline> {
    let ring = line.points.iter().chain(line.points.first().filter(|_| line.closed));
    let points: Vec<[i32; 2]> = ring.copied().collect();
    let own = |pair: &[[i32; 2]]| pair[0] == pair[1] || edge.contains(&ordered(pair[0], pair[1]));
    let mut runs: Vec<Polyline> = Vec::new();
    let mut fresh = true;
    for pair in points.windows(2) {
        if own(pair) {
            fresh = true;
            continue;
        }
        match runs.last_mut().filter(|_| !fresh) {
            Some(run) => run.points.push(pair[1]),
            None => runs.push(Polyline { points: pair.to_vec(), closed: false }),
        }
        fresh = false;
    }
    runs.retain(|run| run.points.windows(2).map(|p| length((p[0], p[1]))).sum::<f64>() > TINY);
    runs
}

fn ordered(a: [i32; 2], b: [i32; 2]) -> Step {
    (a.min(b), a.max(b))
}

fn length((a, b): Step) -> f64 {
    libm::hypot(f64::from(a[0] - b[0]), f64::from(a[1] - b[1]))
}

/// The straight pieces of a line, each from its smaller end.
fn steps(line: &Polyline) -> impl Iterator<Item = Step> + '_ {
    let last = line.closed.then(|| line.points.last().copied().zip(line.points.first().copied())).flatten();
    let pairs = line.points.windows(2).map(|pair| (pair[0], pair[1])).chain(last);
    pairs.filter(|(a, b)| a != b).map(|(a, b)| ordered(a, b))
}

/// Whether a step, with the width of a stroke, lies on one side outside of the map.
fn outside((a, b): Step, map: Rect) -> bool {
    let point = |p: [i32; 2]| p.map(|v| f64::from(v) / 10.0);
    let (a, b) = (point(a), point(b));
    let (right, bottom) = (map.x + map.width, map.y + map.height);
    let beyond = |test: &dyn Fn([f64; 2]) -> bool| test(a) && test(b);
    beyond(&|p| p[0] < map.x - 1.0)
        || beyond(&|p| p[0] > right + 1.0)
        || beyond(&|p| p[1] < map.y - 1.0)
        || beyond(&|p| p[1] > bottom + 1.0)
}

/// A node whose lines keep only the points that show at this distance, tenths of a pixel: for drawings that are never enlarged.
#[must_use]
pub fn thinned(node: &Node, apart: f64) -> Node {
    match node {
        Node::Lines(lines) => Node::Lines(Lines {
            lines: lines
                .lines
                .iter()
                .map(|line| thin_line(line, apart))
                .filter(|l| l.points.len() > 1)
                .collect(),
            ..lines.clone()
        }),
        Node::Group(group) => Node::Group(Group {
            nodes: group.nodes.iter().map(|inner| thinned(inner, apart)).collect(),
            ..group.clone()
        }),
        other => other.clone(),
    }
}

fn thin_line(line: &Polyline, apart: f64) -> Polyline {
    let points = &line.points;
    let Some(last) = points.len().checked_sub(1) else { return line.clone() };
    let mut kept = vec![false; points.len()];
    (kept[0], kept[last]) = (true, true);
    let mut open = vec![(0, last)];
    while let Some((from, to)) = open.pop() {
        let far = |i: usize| (beside(points[i], points[from], points[to]), i);
        let farthest = (from + 1..to).map(far).max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, at)) = farthest.filter(|(distance, _)| *distance > apart) {
            kept[at] = true;
            open.extend([(from, at), (at, to)]);
        }
    }
    // On a grid of two tenths numbers are shorter.
    let even = |v: i32| (v + (v & 1)) & !1;
    let mut left: Vec<[i32; 2]> =
        points.iter().zip(&kept).filter(|(_, keep)| **keep).map(|(p, _)| p.map(even)).collect();
    left.dedup();
    Polyline { points: left, closed: line.closed }
}

/// Distance of a point from the straight piece between two others.
fn beside(p: [i32; 2], a: [i32; 2], b: [i32; 2]) -> f64 {
    let [p, a, b] = [p, a, b].map(|p| p.map(f64::from));
    let (along, to) = ([b[0] - a[0], b[1] - a[1]], [p[0] - a[0], p[1] - a[1]]);
    let length = along[0] * along[0] + along[1] * along[1];
    let part =
        if length > 0.0 { ((to[0] * along[0] + to[1] * along[1]) / length).clamp(0.0, 1.0) } else { 0.0 };
    libm::hypot(to[0] - along[0] * part, to[1] - along[1] * part)
}

#[cfg(test)]
mod tests {
    use super::{along_the_land, share, thinned};
    use crate::model::scene::{Group, Lines, Node, Polyline, Rect, Style};

    fn lines(rings: &[&[[i32; 2]]], closed: bool) -> Node {
        let lines = rings.iter().map(|r| Polyline { points: r.to_vec(), closed }).collect();
        Node::Lines(Lines { lines, style: Style::default(), name: String::new() })
    }

    fn layer(name: &str, node: Node) -> Group {
        Group { name: name.to_owned(), nodes: vec![node], ..Group::default() }
    }

    #[test]
    fn a_path_that_is_drawn_twice_is_written_once() {
        let data = "M0 0l1 1".repeat(10);
        let mut first = format!("<g><path d=\"{data}\" fill=\"#fff\"/><path d=\"M1 1z\"/></g>");
        let mut second = format!("<path d=\"{data}\" stroke=\"#000\"/><path d=\"M1 1z\"/>");
        let definitions = share(&mut [&mut first, &mut second], "x");
        let shape = format!("<path id=\"x-d0\" vector-effect=\"non-scaling-stroke\" d=\"{data}\"/>");
        assert_eq!(definitions, shape);
        assert_eq!(first, "<g><use href=\"#x-d0\" fill=\"#fff\"/><path d=\"M1 1z\"/></g>");
        assert_eq!(second, "<use href=\"#x-d0\" stroke=\"#000\"/><path d=\"M1 1z\"/>");
    }

    #[test]
    fn the_edge_of_the_land_is_the_coast_only_where_it_is_cut_outside_of_the_map() {
        let map = Rect { x: 10.0, y: 0.0, width: 100.0, height: 100.0 };
        let shore: &[[i32; 2]] = &[[0, 100], [500, 200], [0, 900]];
        let coast = layer("coast", lines(&[shore], false));
        let land = |ring: &[[i32; 2]]| layer("land", lines(&[ring], true));
        let good = along_the_land(&[land(shore), coast.clone()], map);
        assert_eq!(good[1].nodes, [lines(&[shore], true)], "closed at x = 0, left of the map");
        let seam: &[[i32; 2]] = &[[300, 900], [300, 500], [300, 100], [500, 200]];
        let cut = layer("coast", lines(&[&[[300, 100], [500, 200], [300, 900]]], false));
        let open = along_the_land(&[land(seam), cut.clone()], map);
        assert_eq!(open[0].nodes, [lines(&[&[[300, 100], [500, 200], [300, 900]]], false)]);
        assert_eq!(open[1].nodes, open[0].nodes, "a stroke leaves the seam out");
        let bent: &[[i32; 2]] = &[[300, 900], [600, 500], [300, 100], [500, 200]];
        assert_eq!(along_the_land(&[land(bent), cut.clone()], map)[1], cut, "an edge that is no coast");
    }

    #[test]
    fn coasts_without_land_are_drawn_too() {
        let map = Rect { x: 0.0, y: 0.0, width: 100.0, height: 100.0 };
        let ring: &[[i32; 2]] = &[[100, 100], [200, 100], [200, 200]];
        let islet: &[[i32; 2]] = &[[500, 500], [510, 500], [510, 510]];
        let layers = [layer("land", lines(&[ring], true)), layer("coast", lines(&[ring, islet], true))];
        let drawn = &along_the_land(&layers, map)[1].nodes;
        let around: &[[i32; 2]] = &[[500, 500], [510, 500], [510, 510], [500, 500]];
        assert_eq!(drawn[..], [lines(&[ring], true), lines(&[around], false)]);
    }

    #[test]
    fn thin_lines_keep_their_shape() {
        let thin = thinned(&lines(&[&[[0, 0], [11, 1], [21, 0], [21, 40]]], false), 4.0);
        assert_eq!(thin, lines(&[&[[0, 0], [22, 0], [22, 40]]], false));
    }
}
