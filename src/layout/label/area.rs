//! Where in a surface a name has room: the visible part as a mask of cells.

use crate::layout::label::boxes::{Area, Point, distance};

/// Most cells along a side.
const MOST: f64 = 72.0;

/// Only so many of the best places for a name are looked at.
const BEST: usize = 120;

/// Cells of a surface with their sums, so that the share of any box inside is read at four corners.
#[derive(Debug, Clone)]
pub struct Mask {
    extent: Area,
    cell: f64,
    columns: usize,
    rows: usize,
    sums: Vec<u32>,
    /// Sums of column and row numbers of the cells inside.
    moments: [u64; 2],
}

impl Mask {
    /// The mask of rings (even-odd) inside of a frame; none if nothing is visible.
    #[must_use]
    pub fn new(rings: &[Vec<Point>], frame: &Area) -> Option<Self> {
        Self::without(rings, &[], frame)
    }

    /// The mask of rings without what lies inside of others, such as a sea without its islands.
    #[must_use]
    pub fn without(rings: &[Vec<Point>], others: &[Vec<Point>], frame: &Area) -> Option<Self> {
        let around = Area::around(rings.iter().flatten().copied())?;
        let extent = Area::new(
            around.x0.max(frame.x0),
            around.y0.max(frame.y0),
            around.x1.min(frame.x1),
            around.y1.min(frame.y1),
        );
        if !(extent.width() > 0.0 && extent.height() > 0.0) {
            return None;
        }
        let cell = (extent.width().max(extent.height()) / MOST).max(2.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 91")]
        let count = |length: f64| libm::ceil(length / cell).max(1.0) as usize;
        let (columns, rows) = (count(extent.width()), count(extent.height()));
        let mut mask =
            Self { extent, cell, columns, rows, sums: vec![0; (columns + 1) * (rows + 1)], moments: [0; 2] };
        mask.fill(rings, others);
        Some(mask)
    }

    fn fill(&mut self, rings: &[Vec<Point>], others: &[Vec<Point>]) {
        let (own, foreign) = (self.crossings(rings), self.crossings(others));
        for (row, (own, foreign)) in own.iter().zip(&foreign).enumerate() {
            let mut inside = vec![false; self.columns];
            for (xs, value) in [(own, true), (foreign, false)] {
                for pair in xs.chunks_exact(2) {
                    let [from, to] = [pair[0], pair[1]].map(|x| self.first_after(x).min(self.columns));
                    inside[from.min(to)..to].fill(value);
                }
            }
            let mut run = 0;
            let width = self.columns + 1;
            for (column, &cell) in inside.iter().enumerate() {
                run += u32::from(cell);
                self.moments[0] += u64::from(cell) * column as u64;
                self.sums[(row + 1) * width + column + 1] = self.sums[row * width + column + 1] + run;
            }
            self.moments[1] += u64::from(run) * row as u64;
        }
    }

    /// Where each row of cells crosses rings, from left to right.
    fn crossings(&self, rings: &[Vec<Point>]) -> Vec<Vec<f64>> {
        let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); self.rows];
        for ring in rings {
            let edges = ring.iter().zip(ring.iter().skip(1).chain(ring.first()));
            for (&a, &b) in edges {
                self.cross_rows(a, b, &mut crossings);
            }
        }
        for xs in &mut crossings {
            xs.sort_by(f64::total_cmp);
        }
        crossings
    }

    /// The first column whose middle lies at or beyond an x.
    fn first_after(&self, x: f64) -> usize {
        ceil((x - self.extent.x0) / self.cell - 0.5)
    }

    fn cross_rows(&self, a: Point, b: Point, crossings: &mut [Vec<f64>]) {
        let (top, bottom) = if a[1] < b[1] { (a, b) } else { (b, a) };
        let mut row = ceil((top[1] - self.extent.y0) / self.cell - 0.5);
        while row < self.rows {
            let y = self.extent.y0 + (row as f64 + 0.5) * self.cell;
            if y >= bottom[1] {
                break;
            }
            let t = (y - top[1]) / (bottom[1] - top[1]);
            crossings[row].push(top[0] + t * (bottom[0] - top[0]));
            row += 1;
        }
    }

    /// Number of cells inside of a range of cells.
    fn sum(&self, columns: (usize, usize), rows: (usize, usize)) -> u32 {
        let width = self.columns + 1;
        let at = |row: usize, column: usize| self.sums[row * width + column];
        at(rows.1, columns.1) + at(rows.0, columns.0) - at(rows.0, columns.1) - at(rows.1, columns.0)
    }

    /// Visible surface, square pixels.
    #[must_use]
    pub fn surface(&self) -> f64 {
        f64::from(self.sum((0, self.columns), (0, self.rows))) * self.cell * self.cell
    }

    /// Box around the visible part.
    #[must_use]
    pub const fn extent(&self) -> Area {
        self.extent
    }

    /// Share of a box that lies inside, 0 to 1, to the nearest cell.
    #[must_use]
    pub fn share(&self, place: &Area) -> f64 {
        let span = |low: f64, high: f64| {
            let from = nearest(low / self.cell);
            (from, nearest(high / self.cell).max(from + 1))
        };
        self.share_of(
            span(place.x0 - self.extent.x0, place.x1 - self.extent.x0),
            span(place.y0 - self.extent.y0, place.y1 - self.extent.y0),
        )
    }

    /// Share of a range of cells that lies inside; the mask is empty beyond its ends.
    fn share_of(&self, (left, right): (i64, i64), (top, bottom): (i64, i64)) -> f64 {
        let clamp = |value: i64, most: usize| usize::try_from(value).unwrap_or(0).min(most);
        let columns = (clamp(left, self.columns), clamp(right, self.columns));
        let rows = (clamp(top, self.rows), clamp(bottom, self.rows));
        f64::from(self.sum(columns, rows)) / ((right - left) * (bottom - top)) as f64
    }

    /// Cells that a length centered on a cell reaches to both sides of it, as steps from that cell.
    fn reach(&self, length: f64) -> (i64, i64) {
        let half = length / 2.0 / self.cell;
        let from = nearest(0.5 - half);
        (from, nearest(0.5 + half).max(from + 1))
    }

    /// Middle of the visible cells.
    #[must_use]
    pub fn middle(&self) -> Option<Point> {
        let count = f64::from(self.sum((0, self.columns), (0, self.rows)));
        let [x, y] = self.moments.map(|moment| (moment as f64 / count + 0.5) * self.cell);
        (count > 0.0).then_some([self.extent.x0 + x, self.extent.y0 + y])
    }

    fn holds(&self, column: usize, row: usize) -> bool {
        self.sum((column, column + 1), (row, row + 1)) > 0
    }

    /// The middle line of a long surface: the middles of its cross-sections along its longer axis.
    #[must_use]
    pub fn spine(&self) -> Vec<Point> {
        let along_x = self.extent.width() >= self.extent.height();
        let (length, depth) = if along_x { (self.columns, self.rows) } else { (self.rows, self.columns) };
        let mut spine = Vec::new();
        for i in 0..length {
            let holds = |j: usize| if along_x { self.holds(i, j) } else { self.holds(j, i) };
            let mut best = (0, 0);
            let mut start = None;
            for j in 0..=depth {
                if j < depth && holds(j) {
                    start = start.or(Some(j));
                } else if let Some(from) = start.take()
                    && j - from > best.1 - best.0
                {
                    best = (from, j);
                }
            }
            if best.1 > best.0 {
                let (u, v) = (i as f64 + 0.5, f64::midpoint(best.0 as f64, best.1 as f64));
                let (u, v) = (u * self.cell, v * self.cell);
                let (x, y) = if along_x { (u, v) } else { (v, u) };
                spine.push([self.extent.x0 + x, self.extent.y0 + y]);
            }
        }
        spine
    }

    /// Middles where a box of that size fits best, with at least that share of it inside, the most central
    /// first; and the share.
    #[must_use]
    pub fn rooms(
        &self,
        [width, height]: [f64; 2],
        least: f64,
        toward: Point,
        most: usize,
    ) -> Vec<(Point, f64)> {
        let scale = libm::sqrt(self.surface()).max(1.0);
        // Only every few cells, so that the number of trials stays small.
        let step = (self.columns.max(self.rows) / 24).max(1);
        let mut found: Vec<(f64, Point, f64)> = Vec::new();
        let (narrow, low) = (self.reach(width), self.reach(height));
        let (broad, high) = (self.reach(width * 1.15), self.reach(height * 2.4));
        let around = |(from, to): (i64, i64), cell: usize| (cell as i64 + from, cell as i64 + to);
        for row in (0..self.rows).step_by(step) {
            for column in (0..self.columns).step_by(step) {
                if !self.holds(column, row) {
                    continue;
                }
                let share = self.share_of(around(narrow, column), around(low, row));
                if share < least {
                    continue;
                }
                let x = self.extent.x0 + (column as f64 + 0.5) * self.cell;
                let y = self.extent.y0 + (row as f64 + 0.5) * self.cell;
                // Room above and below makes the place quieter.
                let wide = self.share_of(around(broad, column), around(high, row));
                let far = distance([x, y], toward) / scale;
                found.push(((1.0 - share) * 4.0 + (1.0 - wide) + far, [x, y], share));
            }
        }
        if found.len() > BEST {
            found.select_nth_unstable_by(BEST, |a, b| a.0.total_cmp(&b.0));
            found.truncate(BEST);
        }
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut chosen: Vec<(Point, f64)> = Vec::new();
        for (_, at, share) in found {
            let apart = chosen.iter().all(|(other, _)| {
                (other[0] - at[0]).abs() > width * 0.2 || (other[1] - at[1]).abs() > height * 0.7
            });
            if apart {
                chosen.push((at, share));
            }
            if chosen.len() == most {
                break;
            }
        }
        chosen
    }
}

/// The least whole number that is not below a value; 0 for negative ones.
fn ceil(value: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at least 0, saturates")]
    let whole = value.max(0.0) as usize;
    whole.saturating_add(usize::from((whole as f64) < value))
}

/// The nearest whole number.
fn nearest(value: f64) -> i64 {
    let up = value + 0.5;
    #[expect(clippy::cast_possible_truncation, reason = "saturates")]
    let whole = up as i64;
    whole - i64::from(whole as f64 > up)
}

#[cfg(test)]
mod tests {
    use super::Mask;
    use crate::layout::label::boxes::Area;

    fn frame() -> Area {
        Area::new(0.0, 0.0, 200.0, 200.0)
    }

    /// A block on the left with a thin arm to the right.
    fn shape() -> Vec<Vec<[f64; 2]>> {
        vec![vec![[0.0, 0.0], [80.0, 0.0], [80.0, 90.0], [180.0, 90.0], [180.0, 100.0], [0.0, 100.0]]]
    }

    #[test]
    fn surface_and_shares_are_right() {
        let mask = Mask::new(&shape(), &frame()).unwrap();
        assert!((mask.surface() - 9000.0).abs() < 300.0, "{}", mask.surface());
        assert!(mask.share(&Area::new(10.0, 10.0, 60.0, 60.0)) > 0.97);
        assert!(mask.share(&Area::new(100.0, 10.0, 150.0, 60.0)) < 0.03);
        assert!((mask.share(&Area::new(40.0, 20.0, 120.0, 60.0)) - 0.5).abs() < 0.06);
    }

    #[test]
    fn only_the_part_in_the_frame_counts() {
        let mask = Mask::new(&shape(), &Area::new(100.0, 0.0, 200.0, 200.0)).unwrap();
        assert!((mask.surface() - 800.0).abs() < 200.0);
        assert!(Mask::new(&shape(), &Area::new(300.0, 0.0, 400.0, 200.0)).is_none());
        assert!(Mask::new(&[], &frame()).is_none());
    }

    #[test]
    fn a_sea_has_no_room_on_its_islands() {
        let sea = vec![vec![[0.0, 0.0], [200.0, 0.0], [200.0, 200.0], [0.0, 200.0]]];
        let island = vec![vec![[60.0, 60.0], [140.0, 60.0], [140.0, 140.0], [60.0, 140.0]]];
        let mask = Mask::without(&sea, &island, &frame()).unwrap();
        assert!((mask.surface() - 33_600.0).abs() < 900.0, "{}", mask.surface());
        assert!(mask.share(&Area::new(80.0, 80.0, 120.0, 120.0)) < 0.01);
        let rooms = mask.rooms([50.0, 12.0], 0.9, [100.0, 100.0], 5);
        assert!(rooms.iter().all(|(at, _)| (at[1] - 100.0).abs() > 40.0 || (at[0] - 100.0).abs() > 60.0));
    }

    #[test]
    fn rooms_lie_inside_the_wide_part() {
        let mask = Mask::new(&shape(), &frame()).unwrap();
        let rooms = mask.rooms([60.0, 14.0], 0.5, [60.0, 55.0], 5);
        assert!(rooms[0].1 > 0.95 && rooms[0].0[0] < 55.0, "{rooms:?}");
    }

    #[test]
    fn a_spine_runs_through_the_middle() {
        let band = vec![vec![[0.0, 50.0], [150.0, 50.0], [150.0, 70.0], [0.0, 70.0]]];
        let spine = Mask::new(&band, &frame()).unwrap().spine();
        assert!(spine.len() > 20 && spine.iter().all(|p| (p[1] - 60.0).abs() < 2.0));
    }
}
