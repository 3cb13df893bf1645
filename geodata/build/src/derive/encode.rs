//! Writes tables and levels into the sections of the compact form.

use super::features::Feature;
use super::format::{self, NOWHERE, arc, country, division, feature, source};
use super::hilbert;
use super::land::Land;
use super::levels::groups;
use super::simplify::Ranked;
use super::topology::NONE;
use super::writer::{Record, Writer, inner, small};
use crate::grid::{Point, bounds};

/// Writes countries, divisions and source lines.
pub fn tables(writer: &mut Writer, land: &Land) {
    countries(writer, land);
    divisions(writer, land);
    for line in &land.lines {
        let views: Vec<String> = line.views.iter().map(|(view, class)| format!("{view}={class}")).collect();
        let mut record = Record::new(source::SIZE);
        record.word(source::ID, writer.string(&line.id));
        record.word(source::NAME, writer.string(&line.name));
        record.word(source::CLASS, writer.string(&line.class));
        record.word(source::VIEWS, writer.string(&views.join(" ")));
        writer.section(format::SOURCES).extend(record.bytes());
    }
}

fn countries(writer: &mut Writer, land: &Land) {
    for row in &land.countries {
        let mut record = Record::new(country::SIZE);
        for (at, text) in [
            (country::CODE, &row.adm0_a3),
            (country::ISO_A2, &row.iso_a2),
            (country::NAME, &row.name),
            (country::SHORT, &row.name_short),
            (country::SOVEREIGN, &row.sovereign),
            (country::KIND, &row.kind),
            (country::CONTINENT, &row.continent),
            (country::SUBREGION, &row.subregion),
        ] {
            record.word(at, writer.string(text));
        }
        record.units(country::LABEL, &units(row.label_x.zip(row.label_y).map(|(x, y)| [x, y])));
        record.word(country::POPULATION, row.population.map_or(0, |n| n as u32));
        record.byte(country::RANK, row.label_rank.unwrap_or(10));
        record.byte(country::COLOR, row.map_color.unwrap_or(0));
        record.byte(country::SCALE, scale(&row.scale));
        writer.section(format::COUNTRIES).extend(record.bytes());
    }
}

/// A scale's name as the compact form has it.
#[must_use]
pub fn scale(name: &str) -> u8 {
    match name {
        "110m" => 2,
        "50m" => 1,
        _ => 0,
    }
}

fn units(degrees: Option<[f64; 2]>) -> [i32; 2] {
    degrees.map_or([NOWHERE; 2], |degrees| {
        let p = Point::of(degrees);
        [p.x, p.y]
    })
}

fn divisions(writer: &mut Writer, land: &Land) {
    let groups = groups(land);
    for (row, group) in land.divisions.iter().zip(&groups) {
        let mut record = Record::new(division::SIZE);
        record.word(division::ID, writer.string(&row.id));
        record.word(division::NAME, writer.string(&row.name));
        record.word(division::ISO, writer.string(&row.iso_3166_2));
        record.word(division::KIND, writer.string(&row.kind));
        record.word(division::PART, writer.string(row.dispute.as_deref().unwrap_or_default()));
        record.short(division::COUNTRY, land.country(&row.adm0));
        record.byte(division::RANK, row.rank);
        record.byte(division::JOINED, u8::from(groups.iter().filter(|other| *other == group).count() > 1));
        record.units(division::LABEL, &units(row.label));
        record.units(division::BOUNDS, &bounds(row.polygons.iter().flatten().flatten()));
        writer.section(format::DIVISIONS).extend(record.bytes());
    }
}

/// Writes the arcs of one level, in the order of a Hilbert curve.
pub fn level(writer: &mut Writer, land: &Land, number: usize, arcs: &[Ranked]) {
    let first = format::LEVELS + number * format::LEVEL_SECTIONS;
    let mut sorted: Vec<(u64, &Ranked)> =
        arcs.iter().map(|ranked| (hilbert::index(bounds(&ranked.arc.points)), ranked)).collect();
    sorted.sort_by(|a, b| (a.0, &a.1.arc.points).cmp(&(b.0, &b.1.arc.points)));
    let mut faces: Vec<Vec<u32>> = vec![Vec::new(); land.divisions.len()];
    let mut boxes: Vec<[i32; 4]> = Vec::new();
    for (i, (_, ranked)) in (0_u32..).zip(&sorted) {
        let record = arc_record(writer.section(first + format::POINTS), ranked);
        writer.section(first + format::ARCS).extend(record.bytes());
        boxes.push(bounds(&ranked.arc.points));
        for (side, flag) in [(ranked.arc.left, 0), (ranked.arc.right, format::REVERSED)] {
            if side != NONE {
                faces[usize::from(side)].push(i | flag);
            }
        }
        if is_border(land, ranked) {
            writer.section(first + format::BORDERS).extend(i.to_le_bytes());
        }
    }
    write_boxes(writer.section(first + format::BOXES), &boxes);
    let blocks: Vec<[i32; 4]> = boxes.chunks(format::BLOCK).map(around).collect();
    write_boxes(writer.section(first + format::BLOCKS), &blocks);
    let mut start = 0;
    for face in &faces {
        writer.section(first + format::FACE_STARTS).extend(small(start).to_le_bytes());
        start += face.len();
        writer.section(first + format::FACES).extend(face.iter().flat_map(|arc| arc.to_le_bytes()));
    }
    writer.section(first + format::FACE_STARTS).extend(small(start).to_le_bytes());
}

/// Whether an arc parts two countries or dispute parts.
fn is_border(land: &Land, ranked: &Ranked) -> bool {
    let side = |number: u16| land.divisions.get(usize::from(number)).map(|d| (&d.adm0, &d.dispute));
    let (left, right) = (side(ranked.arc.left), side(ranked.arc.right));
    left.is_some() && right.is_some() && left != right
}

fn arc_record(points: &mut Vec<u8>, ranked: &Ranked) -> Record {
    let mut record = line_record(points, &ranked.arc.points, &ranked.ranks);
    record.short(arc::LEFT, ranked.arc.left);
    record.short(arc::RIGHT, ranked.arc.right);
    record.short(arc::SOURCE, ranked.arc.source);
    record.byte(arc::ARTIFICIAL, u8::from(ranked.arc.artificial));
    record
}

/// The part of a record that arcs and rings have in common.
fn line_record(out: &mut Vec<u8>, points: &[Point], ranks: &[f32]) -> Record {
    let (head, last) = (points[0], points[points.len() - 1]);
    let mut record = Record::new(arc::SIZE);
    record.units(arc::FIRST, &[head.x, head.y]);
    record.units(arc::LAST, &[last.x, last.y]);
    record.word(arc::START, small(out.len()));
    record.word(arc::COUNT, small(points.len().saturating_sub(2)));
    inner(out, points, ranks);
    record
}

fn write_boxes(out: &mut Vec<u8>, boxes: &[[i32; 4]]) {
    out.extend(boxes.iter().flatten().flat_map(|n| n.to_le_bytes()));
}

fn around(boxes: &[[i32; 4]]) -> [i32; 4] {
    let mut b = [i32::MAX, i32::MAX, i32::MIN, i32::MIN];
    for one in boxes {
        b = [b[0].min(one[0]), b[1].min(one[1]), b[2].max(one[2]), b[3].max(one[3])];
    }
    b
}

/// Writes the features, which are sorted by reference, and their rings.
pub fn features(writer: &mut Writer, features: &[Feature]) {
    let mut rings = 0;
    for row in features {
        let mut record = Record::new(feature::SIZE);
        record.word(feature::REFERENCE, writer.string(&row.reference));
        record.word(feature::NAME, writer.string(&row.name));
        record.word(feature::KIND, writer.string(&row.kind));
        record.word(feature::DIVISIONS, writer.string(&row.divisions.join(" ")));
        record.byte(feature::RANK, row.rank);
        record.byte(feature::SHAPE, row.shape as u8);
        record.byte(feature::SCALE, row.scale);
        record.units(feature::LABEL, &units(row.label));
        record.units(feature::BOUNDS, &bounds(row.levels[0].iter().flat_map(|ring| &ring.points)));
        for (level, list) in row.levels.iter().enumerate() {
            record.word(feature::RINGS + level * 8, small(rings));
            record.word(feature::RINGS + level * 8 + 4, small(list.len()));
            rings += list.len();
            for ring in list {
                let mut line = line_record(writer.section(format::RING_POINTS), &ring.points, &ring.ranks);
                line.byte(format::ring::HOLE, u8::from(ring.hole));
                writer.section(format::RINGS).extend(line.bytes());
                write_boxes(writer.section(format::RING_BOXES), &[bounds(&ring.points)]);
            }
        }
        writer.section(format::FEATURES).extend(record.bytes());
    }
}
