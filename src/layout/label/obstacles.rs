//! An index over what stands in the way of names.

use crate::layout::label::area::Mask;
use crate::layout::label::boxes::{Area, Point};
use crate::layout::label::item::Scenery;

/// Side of a cell, pixels.
const CELL: f64 = 40.0;

/// Scenery by cells.
pub struct Obstacles<'a> {
    scenery: &'a Scenery,
    frame: Area,
    columns: usize,
    rows: usize,
    segments: Vec<Vec<Segment>>,
    /// Dots by the cell of their middle.
    dots: Vec<Vec<Dot>>,
    /// Greatest radius of a dot.
    widest: f64,
    land: Option<Mask>,
}

type Dot = (Point, f64, Option<usize>);

#[derive(Clone, Copy)]
struct Segment {
    a: Point,
    b: Point,
    weight: f64,
    owner: Option<usize>,
    number: u32,
}

impl<'a> Obstacles<'a> {
    /// Sorts scenery into cells.
    #[must_use]
    pub fn new(scenery: &'a Scenery) -> Self {
        let frame = scenery.frame.unwrap_or_else(|| Area::new(0.0, 0.0, 1000.0, 1000.0));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let cells = |length: f64| (length / CELL).clamp(0.0, 500.0) as usize + 1;
        let (columns, rows) = (cells(frame.width()), cells(frame.height()));
        let segments = vec![Vec::new(); columns * rows];
        let dots = vec![Vec::new(); columns * rows];
        let widest = scenery.dots.iter().map(|dot| dot.1).fold(0.0, f64::max);
        let land = Mask::new(&scenery.land, &frame);
        let mut own = Self { scenery, frame, columns, rows, segments, dots, widest, land };
        for dot in &scenery.dots {
            let (column, row) = own.span(&Area::new(dot.0[0], dot.0[1], dot.0[0], dot.0[1]));
            own.dots[row.start() * columns + column.start()].push(*dot);
        }
        let mut number = 0;
        for (points, weight, owner) in &scenery.lines {
            for pair in points.windows(2) {
                let segment = Segment { a: pair[0], b: pair[1], weight: *weight, owner: *owner, number };
                number += 1;
                own.add(segment);
            }
        }
        own
    }

    fn add(&mut self, segment: Segment) {
        let Some(extent) = Area::around([segment.a, segment.b]) else { return };
        if !extent.grown(1e-6).overlaps(&self.frame) {
            return;
        }
        let long = extent.width() > CELL && extent.height() > CELL;
        let (columns, rows) = self.span(&extent);
        for row in rows {
            for column in columns.clone() {
                if !long || self.cell(column, row).chord(segment.a, segment.b) > 0.0 {
                    self.segments[row * self.columns + column].push(segment);
                }
            }
        }
    }

    fn cell(&self, column: usize, row: usize) -> Area {
        let (x, y) = (self.frame.x0 + column as f64 * CELL, self.frame.y0 + row as f64 * CELL);
        Area::new(x, y, x + CELL, y + CELL)
    }

    fn span(&self, extent: &Area) -> (std::ops::RangeInclusive<usize>, std::ops::RangeInclusive<usize>) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the cells")]
        let at = |value: f64, count: usize| ((value / CELL).max(0.0) as usize).min(count - 1);
        (
            at(extent.x0 - self.frame.x0, self.columns)..=at(extent.x1 - self.frame.x0, self.columns),
            at(extent.y0 - self.frame.y0, self.rows)..=at(extent.y1 - self.frame.y0, self.rows),
        )
    }

    /// Whether a name of an item may stand there at all.
    #[must_use]
    pub fn allows(&self, place: &Area, item: usize) -> bool {
        self.frame.holds(place)
            && !self.scenery.blocked.iter().any(|b| b.overlaps(place))
            && !self
                .dots_near(&place.grown(self.widest))
                .any(|&(at, r, owner)| owner != Some(item) && place.distance(at) < r)
    }

    /// Rings of the land.
    #[must_use]
    pub fn land(&self) -> &[Vec<Point>] {
        &self.scenery.land
    }

    /// Share of a box on land that lies outside of a surface.
    #[must_use]
    pub fn foreign_land(&self, place: &Area, own: &Mask) -> f64 {
        self.land.as_ref().map_or(0.0, |land| (land.share(place) - own.share(place)).max(0.0))
    }

    /// Whether a leader line of an item keeps clear of boxes and foreign dots.
    #[must_use]
    pub fn allows_leader(&self, [from, to]: [Point; 2], item: usize) -> bool {
        let clear = |b: &Area| b.chord(from, to) <= 0.0;
        let dots = self.scenery.dots.iter().filter(|(_, _, owner)| *owner != Some(item));
        self.scenery.blocked.iter().all(clear)
            && dots
                .into_iter()
                .all(|&(at, r, _)| clear(&Area::new(at[0] - r, at[1] - r, at[0] + r, at[1] + r).grown(1.0)))
    }

    /// Dots of the cells that a box meets.
    fn dots_near(&self, place: &Area) -> impl Iterator<Item = &Dot> {
        let (columns, rows) = self.span(place);
        let cells = rows.flat_map(move |row| columns.clone().map(move |column| row * self.columns + column));
        cells.flat_map(|cell| &self.dots[cell])
    }

    /// What the lines below a box cost.
    #[must_use]
    pub fn line_cost(&self, place: &Area, item: usize) -> f64 {
        let mut seen: Vec<u32> = Vec::new();
        let mut cost = 0.0;
        let (columns, rows) = self.span(place);
        let across = place.width().min(4.0 * place.height()).max(1.0);
        for row in rows {
            for column in columns.clone() {
                for segment in &self.segments[row * self.columns + column] {
                    if segment.owner == Some(item) {
                        continue;
                    }
                    let chord = place.chord(segment.a, segment.b);
                    if chord > 0.0 && !seen.contains(&segment.number) {
                        seen.push(segment.number);
                        cost += segment.weight * chord / across;
                    }
                }
            }
        }
        cost
    }

    /// What it costs that the box is nearer to other dots than a reader expects.
    #[must_use]
    pub fn doubt(&self, place: &Area, own: Point, item: usize) -> f64 {
        let mine = place.distance(own);
        let margin = 2.0 * mine + 4.0;
        let near = place.grown(margin + self.widest);
        let others = self.dots_near(&near).filter(|(_, _, owner)| *owner != Some(item));
        others
            .map(|&(at, r, _)| {
                let theirs = place.distance(at) - r;
                if theirs < margin { 0.35 * (1.0 - theirs.max(0.0) / margin) } else { 0.0 }
            })
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::Obstacles;
    use crate::layout::label::boxes::Area;
    use crate::layout::label::item::Scenery;

    fn scenery() -> Scenery {
        Scenery {
            frame: Some(Area::new(0.0, 0.0, 300.0, 200.0)),
            blocked: vec![Area::new(100.0, 100.0, 140.0, 120.0)],
            dots: vec![([50.0, 50.0], 3.0, Some(0))],
            lines: vec![(vec![[0.0, 80.0], [300.0, 80.0]], 1.0, Some(1))],
            land: Vec::new(),
        }
    }

    #[test]
    fn dots_block_others_but_not_their_own_name() {
        let scenery = scenery();
        let obstacles = Obstacles::new(&scenery);
        let place = Area::new(40.0, 45.0, 60.0, 55.0);
        assert!(obstacles.allows(&place, 0) && !obstacles.allows(&place, 2));
        assert!(!obstacles.allows(&Area::new(-1.0, 0.0, 20.0, 10.0), 0));
        assert!(!obstacles.allows(&Area::new(130.0, 110.0, 160.0, 130.0), 0));
    }

    #[test]
    fn leaders_run_around_dots_and_boxes() {
        let scenery = scenery();
        let obstacles = Obstacles::new(&scenery);
        assert!(!obstacles.allows_leader([[30.0, 50.0], [70.0, 50.0]], 2));
        assert!(obstacles.allows_leader([[50.0, 50.0], [70.0, 60.0]], 0));
        assert!(!obstacles.allows_leader([[90.0, 110.0], [150.0, 110.0]], 0));
    }

    #[test]
    fn a_line_costs_by_how_much_of_it_runs_below() {
        let scenery = scenery();
        let obstacles = Obstacles::new(&scenery);
        let crossed = Area::new(10.0, 70.0, 50.0, 90.0);
        assert!((obstacles.line_cost(&crossed, 0) - 1.0).abs() < 1e-9);
        assert!(obstacles.line_cost(&crossed, 1).abs() < 1e-9);
        assert!(obstacles.line_cost(&Area::new(10.0, 90.0, 50.0, 99.0), 0).abs() < 1e-9);
    }

    #[test]
    fn a_name_near_a_foreign_dot_is_doubtful() {
        let scenery = scenery();
        let obstacles = Obstacles::new(&scenery);
        let near = Area::new(55.0, 45.0, 90.0, 55.0);
        assert!(obstacles.doubt(&near, [95.0, 50.0], 2) > 0.2);
        assert!(obstacles.doubt(&near, [50.0, 50.0], 0).abs() < 1e-9);
    }
}
