//! The named lines run where they should, and are as long as they should be.

use dateline::geodata::basemap::{Basemap, Level};
use dateline::geodata::lines::{self, LineKind, NamedLine};
use dateline::geodata::worldview;
use dateline::model::geo::{Bounds, LonLat};

/// Line, shortest and longest length in km, and two places within 40 km of it.
type Row = (&'static str, f64, f64, (f64, f64), (f64, f64));

/// Lengths as commonly given; the map's borders are generalized, so they are shorter than surveyed ones.
const LINES: &[Row] = &[
    ("durand-line", 2000.0, 2800.0, (71.1, 34.1), (66.4, 30.9)),
    ("line-of-control", 600.0, 900.0, (74.0, 34.0), (76.0, 34.7)),
    ("working-boundary", 150.0, 260.0, (74.6, 32.6), (75.3, 32.35)),
    ("line-of-actual-control", 2200.0, 4100.0, (78.6, 34.0), (92.0, 27.8)),
    ("mcmahon-line", 800.0, 1300.0, (92.0, 27.8), (96.0, 29.2)),
    ("radcliffe-line", 4000.0, 6800.0, (74.57, 31.6), (88.9, 23.0)),
    ("actual-ground-position-line", 50.0, 120.0, (76.9, 35.4), (77.0, 35.2)),
    ("military-demarcation-line", 190.0, 280.0, (126.7, 37.95), (128.3, 38.6)),
    ("korean-demilitarized-zone", 380.0, 560.0, (126.7, 37.93), (128.3, 38.6)),
    ("northern-limit-line", 150.0, 320.0, (125.7, 37.69), (124.85, 37.8)),
    ("blue-line", 70.0, 150.0, (35.2, 33.09), (35.55, 33.2)),
    ("purple-line", 60.0, 110.0, (35.8, 33.1), (35.87, 32.95)),
    ("bravo-line", 60.0, 120.0, (35.85, 33.1), (35.9, 32.95)),
    ("green-line", 230.0, 420.0, (35.0, 32.3), (35.0, 31.4)),
    ("gaza-armistice-line", 40.0, 75.0, (34.4, 31.35), (34.5, 31.55)),
    ("philadelphi-corridor", 9.0, 18.0, (34.24, 31.28), (34.26, 31.23)),
    ("green-line-cyprus", 200.0, 620.0, (33.36, 35.17), (33.9, 35.07)),
    ("moroccan-berm", 1100.0, 2720.0, (-11.5, 26.5), (-14.5, 22.0)),
    ("wakhan-borders", 700.0, 1400.0, (74.8, 37.2), (73.0, 37.3)),
    ("38th-parallel", 320.0, 370.0, (127.0, 38.0), (128.0, 38.0)),
    ("49th-parallel", 1900.0, 2150.0, (-100.0, 49.0), (-115.0, 49.0)),
    ("17th-parallel", 40.0, 75.0, (106.8, 17.0), (107.0, 17.0)),
    ("oder-neisse-line", 380.0, 520.0, (14.55, 52.35), (14.98, 51.15)),
    ("curzon-line", 500.0, 750.0, (23.66, 52.08), (24.1, 50.8)),
    ("mason-dixon-line", 380.0, 560.0, (-77.0, 39.72), (-75.75, 39.2)),
    ("inner-german-border", 800.0, 1450.0, (11.1, 52.2), (10.0, 50.5)),
    ("suwalki-gap", 80.0, 110.0, (23.0, 54.4), (23.4, 54.0)),
    ("perekop-line", 80.0, 240.0, (33.7, 46.15), (34.8, 45.9)),
    ("taiwan-strait-median-line", 450.0, 540.0, (120.68, 25.67), (118.9, 24.06)),
    ("nine-dash-line", 800.0, 1300.0, (119.08, 15.65), (110.25, 11.55)),
];

/// The line's positions at a level: its own paths, or the borders between its sides.
fn course(line: &NamedLine, map: &Basemap, level: Level) -> Vec<Vec<[f64; 2]>> {
    let land = map.land(level);
    let mut paths: Vec<Vec<[f64; 2]>> =
        line.paths().iter().map(|path| path.iter().map(|p| [p.lon, p.lat]).collect()).collect();
    let numbers: Vec<u32> = match line.kind {
        LineKind::Admin1 => land.arcs_in(&Bounds::WORLD),
        _ => land.borders().collect(),
    };
    for number in numbers {
        let arc = land.arc(number);
        let (Some(left), Some(right)) = (arc.left, arc.right) else { continue };
        if line.runs_between(map.division(left).side(), map.division(right).side()) {
            let mut points = Vec::new();
            land.arcs.read(number, 0.0, &mut points);
            let inside = |p: &[f64; 2]| line.bounds().is_none_or(|b| b.contains(LonLat::new(p[0], p[1])));
            points.retain(inside);
            paths.push(points);
        }
    }
    paths
}

fn km(a: [f64; 2], b: [f64; 2]) -> f64 {
    let across = (b[0] - a[0]) * libm::cos((a[1] + b[1]).to_radians() / 2.0);
    111.2 * libm::hypot(across, b[1] - a[1])
}

#[test]
fn lines_have_their_length_and_pass_by_known_places() {
    let map = Basemap::open();
    let mut wrong = Vec::new();
    for &(id, least, most, first, second) in LINES {
        let line = lines::get(id).unwrap_or_else(|| panic!("no line {id}"));
        let paths = course(line, &map, Level::L10m);
        let length: f64 = paths.iter().flat_map(|p| p.windows(2)).map(|w| km(w[0], w[1])).sum();
        if !(least..=most).contains(&length) {
            wrong.push(format!("{id} is {length:.0} km long"));
        }
        for (lon, lat) in [first, second] {
            let near = paths.iter().flat_map(|path| path.windows(2)).map(|w| {
                let steps = 8;
                let at = |i: i32| f64::from(i) / f64::from(steps);
                let point = |t: f64| [w[0][0] + (w[1][0] - w[0][0]) * t, w[0][1] + (w[1][1] - w[0][1]) * t];
                (0..=steps).map(|i| km(point(at(i)), [lon, lat])).fold(f64::INFINITY, f64::min)
            });
            let distance = near.fold(f64::INFINITY, f64::min);
            if distance > 40.0 {
                wrong.push(format!("{id} passes {distance:.0} km from {lon}, {lat}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_line_has_a_course_at_the_two_finer_scales() {
    let map = Basemap::open();
    for level in [Level::L10m, Level::L50m] {
        for line in lines::all() {
            let paths = course(line, &map, level);
            assert!(paths.iter().any(|path| path.len() >= 2), "{} at {level:?}", line.id);
        }
    }
}

#[test]
fn a_line_by_hand_says_so() {
    for line in lines::all().iter().filter(|line| line.between.is_empty()) {
        let exact = line.kind == LineKind::Parallel || line.how.starts_with("ne_id");
        assert!(exact || line.approximate, "{} is neither exact nor approximate", line.id);
        assert!(!line.approximate || line.remark().contains("approximate"), "{}", line.id);
    }
    assert_eq!(lines::get("durand-line").unwrap().remark(), "not recognized by Afghanistan");
}

#[test]
fn pairs_of_countries_have_a_border() {
    let map = Basemap::open();
    let land = map.land(Level::L10m);
    let view = worldview::get(worldview::NEUTRAL).unwrap();
    for (a, b, least) in
        [("AFG", "PAK", 1800.0), ("CHN", "IND", 2000.0), ("ARG", "CHL", 3500.0), ("RUS", "UKR", 1500.0)]
    {
        let length: f64 = land
            .borders()
            .map(|number| (number, land.arc(number)))
            .filter(|(_, arc)| {
                let (Some(l), Some(r)) = (arc.left, arc.right) else { return false };
                lines::is_pair_border(view, a, b, map.division(l).side(), map.division(r).side())
            })
            .map(|(number, _)| {
                let mut points = Vec::new();
                land.arcs.read(number, 0.0, &mut points);
                points.windows(2).map(|w| km(w[0], w[1])).sum::<f64>()
            })
            .sum();
        assert!(length > least, "{a}-{b}: {length:.0} km");
    }
}
