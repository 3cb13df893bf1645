//! Walks every arc of the bundle at every level: no gap, no overlap, no crossing, nothing that is not closed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dateline_geodata_build::derive::components::swept_area;
use dateline_geodata_build::derive::crossings::{Edge, find};
use dateline_geodata_build::derive::land::{Land, read_land};
use dateline_geodata_build::derive::levels::{groups, levels};
use dateline_geodata_build::derive::topology::{Arc, NONE};
use dateline_geodata_build::derive::{all_arcs, simplify::Ranked};
use dateline_geodata_build::grid::{ANTIMERIDIAN, Point, SOUTH_POLE};

fn geodata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn bundle() -> (Land, [Vec<Ranked>; 3]) {
    let land = read_land(&geodata()).expect("the bundle is there");
    let arcs = all_arcs(&land).expect("divisions do not overlap");
    let levels = levels(&land, &arcs);
    (land, levels)
}

fn arcs(level: &[Ranked]) -> impl Iterator<Item = &Arc> {
    level.iter().map(|ranked| &ranked.arc)
}

/// Area in square kilometers on each side's account: the left side gains what the right side loses.
fn areas(level: &[Ranked]) -> BTreeMap<u16, f64> {
    let mut areas = BTreeMap::new();
    for arc in arcs(level) {
        *areas.entry(arc.left).or_insert(0.0) += swept_area(&arc.points);
        *areas.entry(arc.right).or_insert(0.0) -= swept_area(&arc.points);
    }
    areas
}

#[test]
fn the_walk_over_all_arcs() {
    let (land, levels) = bundle();
    assert!(land.divisions.len() > 4600);
    for (number, level) in levels.iter().enumerate() {
        sides_differ(number, level);
        ends_meet(number, level);
        nothing_crosses(number, level);
        areas_are_kept(number, level, &levels[0], &land);
    }
}

fn sides_differ(number: usize, level: &[Ranked]) {
    for arc in arcs(level) {
        let at = arc.points[0].degrees();
        assert_ne!(arc.left, arc.right, "level {number}: an arc without an edge at {at:?}");
        assert!(
            arc.points.len() > 1 && arc.points.windows(2).all(|w| w[0] != w[1]),
            "level {number} at {at:?}"
        );
        if arc.artificial {
            assert!(arc.is_coast(), "level {number}: a border along the edge of the drawing at {at:?}");
            let on_edge = |p: &Point| p.x.abs() == ANTIMERIDIAN || p.y == SOUTH_POLE;
            assert!(arc.points.iter().all(on_edge), "level {number} at {at:?}");
        }
    }
}

/// Around every position where arcs end, each area is entered as often as it is left.
fn ends_meet(number: usize, level: &[Ranked]) {
    let mut balance: BTreeMap<(Point, u16), i32> = BTreeMap::new();
    for arc in arcs(level) {
        let (first, last) = (arc.points[0], arc.points[arc.points.len() - 1]);
        for (side, sign) in [(arc.left, 1), (arc.right, -1)] {
            *balance.entry((first, side)).or_insert(0) += sign;
            *balance.entry((last, side)).or_insert(0) -= sign;
        }
    }
    let open: Vec<_> = balance.iter().filter(|(_, sum)| **sum != 0).collect();
    assert!(open.is_empty(), "level {number}: {open:?}");
}

fn nothing_crosses(number: usize, level: &[Ranked]) {
    let mut edges = Vec::new();
    for (arc, tag) in arcs(level).zip(0..) {
        edges.extend(arc.points.windows(2).map(|w| Edge { a: w[0], b: w[1], tag: (tag, 0, 0) }));
    }
    let crossing = find(&edges);
    let places: Vec<_> = crossing.iter().map(|(i, _)| edges[*i].a.degrees()).collect();
    assert!(crossing.is_empty(), "level {number}: {places:?}");
}

/// No area vanishes into another: all are positive, and each large one keeps nearly what it has at 1:10m.
fn areas_are_kept(number: usize, level: &[Ranked], finest: &[Ranked], land: &Land) {
    let group = groups(land);
    let joined = |division: u16| if number == 2 { group[usize::from(division)] } else { division };
    let mut full: BTreeMap<u16, f64> = BTreeMap::new();
    for (division, area) in areas(finest).into_iter().filter(|(division, _)| *division != NONE) {
        *full.entry(joined(division)).or_insert(0.0) += area;
    }
    let found = areas(level);
    let slack = [1e-9, 0.05, 0.12][number];
    let least = [0.0, 20_000.0, 150_000.0][number];
    for (division, area) in found.iter().filter(|(division, _)| **division != NONE) {
        let id = &land.divisions[usize::from(*division)].id;
        assert!(*area > 0.0, "level {number}: {id} has {area} square kilometers");
        let whole = full[division];
        assert!(
            whole < least || (area / whole - 1.0).abs() <= slack,
            "level {number}: {id} {area} of {whole}"
        );
    }
    // All land together: what the sea does not have.
    let all: f64 = found.iter().filter(|(division, _)| **division != NONE).map(|(_, area)| area).sum();
    let sea = found[&NONE];
    assert!((all + sea).abs() < 1e-3, "level {number}: land {all}, sea {sea}");
    assert!((all / 147.3e6 - 1.0).abs() < 0.01, "level {number}: {all} square kilometers of land");
}
