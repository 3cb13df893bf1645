//! Every projection against points computed with PROJ (`tests/projections/table.csv`), and back again.

use std::collections::BTreeMap;

use dateline::geometry::projection::table::ROWS;
use dateline::geometry::projector::Projector;
use dateline::model::geo::LonLat;
use dateline::model::plan::Projection;

struct Case {
    key: String,
    projector: Projector,
    at: LonLat,
    want: [f64; 2],
}

fn cases() -> Vec<Case> {
    let text = include_str!("projections/table.csv");
    let mut cases = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let number = |i: usize| fields[i].parse::<f64>().unwrap();
        let projection = Projection {
            name: fields[0].to_owned(),
            center: LonLat::new(number(1), number(2)),
            parallels: vec![number(3), number(4)],
        };
        cases.push(Case {
            key: fields[0].to_owned(),
            projector: Projector::new(&projection).unwrap(),
            at: LonLat::new(number(5), number(6)),
            want: [number(7), number(8)],
        });
    }
    cases
}

#[test]
fn every_projection_agrees_with_proj() {
    let mut seen = BTreeMap::new();
    for case in cases() {
        let [x, y] = case.projector.project_raw(case.at.lon, case.at.lat);
        let off = (x - case.want[0]).abs().max((-y - case.want[1]).abs());
        // PROJ itself takes an arc cosine near 1 here, which costs it half of its digits.
        let exact = if case.key == "transverse-mercator" { 2e-8 } else { 1e-9 };
        assert!(
            off < exact * case.want[0].hypot(case.want[1]).max(1.0),
            "{} {:?}: {x} {y} is not {:?}",
            case.key,
            case.at,
            case.want
        );
        *seen.entry(case.key).or_insert(0) += 1;
    }
    for row in ROWS {
        assert!(
            seen.get(row.key).is_some_and(|&count| count >= 30),
            "{}: too few points in the table",
            row.key
        );
    }
}

#[test]
fn every_projection_finds_its_way_back() {
    for case in cases() {
        let px = case.projector.project_raw(case.at.lon, case.at.lat);
        let back =
            case.projector.invert(px).unwrap_or_else(|| panic!("{} {:?}: no way back", case.key, case.at));
        let dlon = (back.lon - case.at.lon + 540.0).rem_euclid(360.0) - 180.0;
        let off = (dlon * case.at.lat.to_radians().cos()).abs().max((back.lat - case.at.lat).abs());
        assert!(off < 1e-6, "{} {:?} came back as {back:?}", case.key, case.at);
    }
}
