//! Which proposals exclude each other: those of different names whose boxes overlap or whose leaders cross.

use std::borrow::Borrow;

use crate::layout::label::boxes::{Area, Point, cross};

/// What a proposal covers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Footprint {
    /// The name it belongs to.
    pub owner: usize,
    /// Boxes that must stay free, halo included.
    pub boxes: Vec<Area>,
    /// Leader line, if any.
    pub leader: Option<[Point; 2]>,
}

impl Footprint {
    /// Whether both cannot be drawn together.
    #[must_use]
    pub fn excludes(&self, other: &Self) -> bool {
        self.boxes.iter().any(|a| other.boxes.iter().any(|b| a.overlaps(b)))
            || self.leader_meets(other)
            || other.leader_meets(self)
    }

    fn leader_meets(&self, other: &Self) -> bool {
        let Some(leader) = self.leader else { return false };
        other.boxes.iter().any(|b| b.chord(leader[0], leader[1]) > 0.0)
            || other.leader.is_some_and(|l| cross(leader, l))
    }

    fn extent(&self) -> Option<Area> {
        let leader = self.leader.and_then(Area::around);
        let around = self.boxes.iter().copied().reduce(|a, b| a.union(&b));
        match (around, leader) {
            (Some(a), Some(b)) => Some(a.union(&b)),
            (a, b) => a.or(b),
        }
    }
}

/// For every proposal those of other names that it excludes, in ascending order.
#[must_use]
pub fn conflicts<F: Borrow<Footprint>>(proposals: &[F]) -> Vec<Vec<u32>> {
    let mut found = vec![Vec::new(); proposals.len()];
    let mut sorted: Vec<(Area, u32)> =
        (0_u32..).zip(proposals).filter_map(|(i, p)| Some((p.borrow().extent()?, i))).collect();
    sorted.sort_by(|(a, i), (b, j)| a.x0.total_cmp(&b.x0).then(i.cmp(j)));
    let rows = Rows::of(&sorted);
    let mut lanes: Vec<Vec<(Area, u32)>> = vec![Vec::new(); rows.count];
    for &(extent, i) in &sorted {
        let span = rows.span(&extent);
        for lane in span.clone() {
            lanes[lane].retain(|(other, _)| other.x1 > extent.x0);
            for &(other, j) in &lanes[lane] {
                // A pair that shares several rows is looked at in the first of them only.
                let first = *span.start().max(rows.span(&other).start());
                let (a, b) = (proposals[i as usize].borrow(), proposals[j as usize].borrow());
                if first == lane && a.owner != b.owner && extent.overlaps(&other) && a.excludes(b) {
                    found[i as usize].push(j);
                    found[j as usize].push(i);
                }
            }
            lanes[lane].push((extent, i));
        }
    }
    for list in &mut found {
        list.sort_unstable();
    }
    found
}

/// Horizontal rows for the sweep.
struct Rows {
    top: f64,
    height: f64,
    count: usize,
}

impl Rows {
    fn of(boxes: &[(Area, u32)]) -> Self {
        let top = boxes.iter().map(|(b, _)| b.y0).fold(f64::INFINITY, f64::min);
        let bottom = boxes.iter().map(|(b, _)| b.y1).fold(f64::NEG_INFINITY, f64::max);
        let mean = boxes.iter().map(|(b, _)| b.height()).sum::<f64>() / boxes.len().max(1) as f64;
        let height = (mean * 1.5).max((bottom - top) / 512.0).max(1e-6);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 513")]
        let count = if boxes.is_empty() { 0 } else { ((bottom - top) / height) as usize + 1 };
        Self { top, height, count }
    }

    fn span(&self, extent: &Area) -> std::ops::RangeInclusive<usize> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "saturates within the rows"
        )]
        let row =
            |y: f64| (((y - self.top) / self.height).max(0.0) as usize).min(self.count.saturating_sub(1));
        row(extent.y0)..=row(extent.y1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Footprint, conflicts};
    use crate::layout::label::boxes::Area;
    use crate::layout::label::random::Random;

    #[test]
    fn the_sweep_finds_what_comparing_all_finds() {
        let mut random = Random::new(5);
        let proposals: Vec<Footprint> = (0..300)
            .map(|i| {
                let (x, y) = (random.unit() * 300.0, random.unit() * 200.0);
                let size = (5.0 + random.unit() * 40.0, 4.0 + random.unit() * 20.0);
                let leader = (i % 7 == 0).then_some([[x, y], [x - 20.0, y - 9.0]]);
                Footprint { owner: i / 3, boxes: vec![Area::new(x, y, x + size.0, y + size.1)], leader }
            })
            .collect();
        let found = conflicts(&proposals);
        for (i, a) in proposals.iter().enumerate() {
            let all: Vec<u32> = (0_u32..)
                .zip(&proposals)
                .filter(|(_, b)| a.owner != b.owner && a.excludes(b))
                .map(|(j, _)| j)
                .collect();
            assert_eq!(found[i], all);
        }
    }

    #[test]
    fn leaders_exclude_boxes_they_run_through() {
        let box_of =
            |owner, x| Footprint { owner, boxes: vec![Area::new(x, 0.0, x + 5.0, 5.0)], leader: None };
        let with_leader = Footprint { leader: Some([[20.0, 2.0], [0.0, 2.0]]), ..box_of(1, 20.0) };
        assert_eq!(conflicts(&[box_of(0, 8.0), with_leader]), vec![vec![1], vec![0]]);
        assert!(conflicts::<Footprint>(&[]).is_empty());
    }
}
