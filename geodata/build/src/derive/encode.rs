//! Writes tables and levels into the sections of the compact form.

use std::collections::BTreeMap;

use super::format::{self, arc, country, dispute, division, part, source, view};
use super::hilbert;
use super::land::Land;
use super::topology::{Arc, NONE};
use super::views::Rules;
use super::writer::{Record, Writer, deltas, small};
use crate::divisions::Division;
use crate::grid::{Point, bounds};

/// A label point that is not there.
pub const NOWHERE: [i32; 2] = [i32::MIN; 2];

/// Writes worldviews, countries, disputes, parts, divisions and source lines.
pub fn tables(writer: &mut Writer, land: &Land, rules: &Rules) {
    for row in &land.views {
        let mut record = Record::new(view::SIZE);
        record.word(view::CODE, writer.string(&row.code));
        record.word(view::NAME, writer.string(&row.name));
        record.word(view::KIND, writer.string(&row.kind));
        record.word(view::ALIASES, writer.string(&row.aliases.join(" ")));
        writer.section(format::VIEWS).extend(record.bytes());
    }
    countries(writer, land, rules);
    disputes(writer, land, rules);
    for row in &land.divisions {
        let record = division_record(writer, rules, row);
        writer.section(format::DIVISIONS).extend(record.bytes());
    }
    for line in &land.lines {
        let mut record = Record::new(source::SIZE);
        record.word(source::ID, writer.string(&line.id));
        record.word(source::NAME, writer.string(&line.name));
        writer.section(format::SOURCES).extend(record.bytes());
    }
}

fn countries(writer: &mut Writer, land: &Land, rules: &Rules) {
    for row in &land.countries {
        let mut record = Record::new(country::SIZE);
        let label = row.label_x.zip(row.label_y).map_or(NOWHERE, |(x, y)| {
            let p = Point::of([x, y]);
            [p.x, p.y]
        });
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
        record.units(country::LABEL, &label);
        record.word(country::POPULATION, row.population.map_or(0, |n| n as u32));
        record.byte(country::RANK, row.label_rank.unwrap_or(10));
        record.byte(country::COLOR, row.map_color.unwrap_or(0));
        record.byte(country::SCALE, scale(&row.scale));
        writer.section(format::COUNTRIES).extend(record.bytes());
        for view in &land.views {
            let holder = rules.moved(view, &row.adm0_a3);
            writer.section(format::COUNTRY_HOLDERS).extend(holder.to_le_bytes());
        }
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

fn disputes(writer: &mut Writer, land: &Land, rules: &Rules) {
    let mut first = 0_u16;
    for (number, row) in (0_u16..).zip(&land.disputes) {
        let mut record = Record::new(dispute::SIZE);
        let labels: Vec<String> = row.labels.iter().map(|(view, name)| format!("{view}={name}")).collect();
        for (at, text) in [
            (dispute::ID, &row.id),
            (dispute::NAME, &row.name),
            (dispute::KIND, &row.kind),
            (dispute::STYLE, &row.style),
            (dispute::STATUS, &row.status),
            (dispute::SOURCE, &row.source.citation()),
            (dispute::LABELS, &labels.join("\n")),
        ] {
            record.word(at, writer.string(text));
        }
        let count = u16::try_from(row.parts.len()).unwrap_or(u16::MAX);
        record.short(dispute::FIRST, first);
        record.short(dispute::COUNT, count);
        record.byte(dispute::UNVERIFIED, u8::from(row.source.unverified));
        writer.section(format::DISPUTES).extend(record.bytes());
        first += count;
        for one in &row.parts {
            let mut record = Record::new(part::SIZE);
            record.word(part::ID, writer.string(&one.id));
            record.word(part::NAME, writer.string(&one.name));
            record.word(part::ADMINISTRATOR, writer.string(&one.administrator));
            record.word(part::CLAIMANTS, writer.string(&one.claimants.join(" ")));
            record.short(part::DISPUTE, number);
            writer.section(format::PARTS).extend(record.bytes());
            for view in &land.views {
                let (holder, settled) = rules.holder(view, one);
                let holder = holder | if settled { format::SETTLED } else { 0 };
                writer.section(format::PART_HOLDERS).extend(holder.to_le_bytes());
            }
        }
    }
}

fn division_record(writer: &mut Writer, rules: &Rules, row: &Division) -> Record {
    let mut record = Record::new(division::SIZE);
    record.word(division::ID, writer.string(&row.id));
    record.word(division::NAME, writer.string(&row.name));
    record.word(division::ISO, writer.string(&row.iso_3166_2));
    record.word(division::KIND, writer.string(&row.kind));
    record.short(division::COUNTRY, rules.country(&row.adm0));
    record.short(division::PART, rules.part(row));
    let label = row.label.map_or(NOWHERE, |label| {
        let p = Point::of(label);
        [p.x, p.y]
    });
    record.units(division::LABEL, &label);
    record.byte(division::RANK, row.rank);
    record.units(division::BOUNDS, &bounds(row.polygons.iter().flatten().flatten()));
    record
}

/// Rows of border classes, each stored once.
#[derive(Default)]
pub struct ClassRows(BTreeMap<Vec<u8>, u16>);

impl ClassRows {
    fn row(&mut self, writer: &mut Writer, classes: Vec<u8>) -> u16 {
        if let Some(&row) = self.0.get(&classes) {
            return row;
        }
        let row = u16::try_from(self.0.len()).unwrap_or(u16::MAX);
        writer.section(format::CLASSES).extend(&classes);
        self.0.insert(classes, row);
        row
    }
}

/// Writes the arcs of one level, in the order of a Hilbert curve.
pub fn level(
    writer: &mut Writer,
    rules: &Rules,
    rows: &mut ClassRows,
    number: usize,
    arcs: &[Arc],
    divisions: usize,
) {
    let first = format::LEVELS + number * format::LEVEL_SECTIONS;
    let mut sorted: Vec<(u64, &Arc)> =
        arcs.iter().map(|arc| (hilbert::index(bounds(&arc.points)), arc)).collect();
    sorted.sort_by(|a, b| (a.0, &a.1.points).cmp(&(b.0, &b.1.points)));
    let mut faces: Vec<Vec<u32>> = vec![Vec::new(); divisions];
    let mut boxes: Vec<[i32; 4]> = Vec::new();
    for (i, (_, arc)) in (0_u32..).zip(&sorted) {
        let classes = rules.classes(arc.left, arc.right, arc.source, arc.artificial);
        let row = rows.row(writer, classes.into_iter().map(|class| class as u8).collect());
        let record = arc_record(writer.section(first + format::POINTS), arc, row);
        writer.section(first + format::ARCS).extend(record.bytes());
        boxes.push(bounds(&arc.points));
        for (side, flag) in [(arc.left, 0), (arc.right, format::REVERSED)] {
            if side != NONE {
                faces[usize::from(side)].push(i | flag);
            }
        }
    }
    write_boxes(writer.section(first + format::BOXES), &boxes);
    let blocks: Vec<[i32; 4]> = boxes.chunks(format::BLOCK).map(around).collect();
    write_boxes(writer.section(first + format::BLOCKS), &blocks);
    let mut start = 0;
    for face in &faces {
        writer.section(first + format::FACE_STARTS).extend(small(start).to_le_bytes());
        start += face.len();
        let list = face.iter().flat_map(|arc| arc.to_le_bytes());
        writer.section(first + format::FACES).extend(list);
    }
    writer.section(first + format::FACE_STARTS).extend(small(start).to_le_bytes());
}

fn arc_record(points: &mut Vec<u8>, arc: &Arc, row: u16) -> Record {
    let (head, last) = (arc.points[0], arc.points[arc.points.len() - 1]);
    let inner = &arc.points[1..arc.points.len() - 1];
    let mut record = Record::new(arc::SIZE);
    record.short(arc::LEFT, arc.left);
    record.short(arc::RIGHT, arc.right);
    record.short(arc::CLASS, row);
    record.short(arc::SOURCE, arc.source);
    record.units(arc::FIRST, &[head.x, head.y]);
    record.units(arc::LAST, &[last.x, last.y]);
    record.word(arc::START, small(points.len()));
    record.word(arc::COUNT, small(inner.len()));
    deltas(points, head, inner);
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
