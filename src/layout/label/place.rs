//! Places names: proposals, conflicts, search, and a reason for every name left out.

use crate::layout::label::boxes::Area;
use crate::layout::label::candidates::{LEAST_LEADER, propose};
use crate::layout::label::conflict::{Footprint, conflicts};
use crate::layout::label::item::{Anchor, Candidate, Dropped, Item, Scenery};
use crate::layout::label::obstacles::Obstacles;
use crate::layout::label::search::{Problem, solve};

/// Where each name stands, or why it does not.
///
/// Leader lines are a last resort, and proposing them costs most: they are tried where without them some name that
/// may have one is left out, or stands worse than on a leader.
#[must_use]
pub fn place(items: &[Item], scenery: &Scenery) -> Vec<Result<Candidate, Dropped>> {
    let obstacles = Obstacles::new(scenery);
    let frame = scenery.frame.unwrap_or_else(|| Area::new(0.0, 0.0, 1000.0, 1000.0));
    let plain: Vec<Vec<Candidate>> = items
        .iter()
        .enumerate()
        .map(|(index, item)| propose(index, item, &obstacles, &frame, false))
        .collect();
    let first = Attempt::new(items, plain);
    if first.is_good(items) {
        return first.outcome(items, &frame);
    }
    let mut lists = first.into_lists();
    for (index, item) in items.iter().enumerate().filter(|(_, item)| item.leader) {
        lists[index] = propose(index, item, &obstacles, &frame, true);
    }
    Attempt::new(items, lists).outcome(items, &frame)
}

/// Proposals, and the ones that were chosen.
struct Attempt {
    all: Vec<Candidate>,
    ranges: Vec<(usize, usize)>,
    chosen: Vec<Option<usize>>,
}

impl Attempt {
    fn new(items: &[Item], lists: Vec<Vec<Candidate>>) -> Self {
        let mut all: Vec<Candidate> = Vec::new();
        let mut problem = Problem::default();
        for (item, list) in items.iter().zip(lists) {
            let from = all.len();
            all.extend(list);
            problem.ranges.push((from, all.len()));
            problem.drop_cost.push(4.0 + 60.0 * item.priority.clamp(0.0, 1.0));
        }
        let footprints: Vec<&Footprint> = all.iter().map(|c| &c.footprint).collect();
        problem.conflicts = conflicts(&footprints);
        problem.owner = footprints.iter().map(|f| f.owner).collect();
        problem.cost = all.iter().map(|c| c.cost).collect();
        let chosen = solve(&problem, 1);
        Self { all, ranges: problem.ranges, chosen }
    }

    /// The proposals for each name.
    fn into_lists(self) -> Vec<Vec<Candidate>> {
        let mut all = self.all.into_iter();
        self.ranges.iter().map(|(from, to)| all.by_ref().take(to - from).collect()).collect()
    }

    /// Whether no name would gain by a leader line.
    fn is_good(&self, items: &[Item]) -> bool {
        let cost = |choice: &Option<usize>| choice.and_then(|p| self.all.get(p)).map(|c| c.cost);
        let fine = |cost: Option<f64>| cost.is_some_and(|cost| cost <= LEAST_LEADER);
        self.chosen.iter().zip(items).all(|(choice, item)| !item.leader || fine(cost(choice)))
    }

    fn outcome(self, items: &[Item], frame: &Area) -> Vec<Result<Candidate, Dropped>> {
        let mut all: Vec<Option<Candidate>> = self.all.into_iter().map(Some).collect();
        let choices = self.chosen.into_iter().zip(self.ranges).zip(items);
        let outcome = |((choice, (from, to)), item): ((Option<usize>, (usize, usize)), &Item)| match choice {
            Some(p) => all.get_mut(p).and_then(Option::take).ok_or(Dropped::NoPlace),
            None if !visible(item, frame) => Err(Dropped::OutOfFrame),
            None if from == to => Err(Dropped::NoPlace),
            None => Err(Dropped::Crowded),
        };
        choices.map(outcome).collect()
    }
}

/// Whether any of what a name belongs to lies inside of the frame.
fn visible(item: &Item, frame: &Area) -> bool {
    let inside = |p: &[f64; 2]| frame.distance(*p) < 1e-9;
    match &item.anchor {
        Anchor::Point { at, .. } => inside(at),
        Anchor::Area { rings, .. } => {
            Area::around(rings.iter().flatten().copied()).is_some_and(|b| b.overlaps(frame))
        }
        Anchor::Line { lines } => lines.iter().flatten().any(inside),
    }
}

#[cfg(test)]
mod tests {
    use super::place;
    use crate::layout::label::boxes::Area;
    use crate::layout::label::item::{Anchor, Dropped, Item, Scenery, Variant};
    use crate::layout::label::random::Random;

    fn dot(x: f64, y: f64, width: f64) -> Item {
        let variant = Variant {
            widths: vec![width],
            ascent: 9.0,
            descent: 2.0,
            leading: 13.0,
            capital: 9.0,
            letters: Vec::new(),
            cost: 0.0,
        };
        Item {
            anchor: Anchor::Point { at: [x, y], radius: 3.0 },
            variants: vec![variant],
            priority: 0.5,
            halo: 1.5,
            leader: true,
        }
    }

    fn scenery(items: &[Item]) -> Scenery {
        let dots = items.iter().enumerate().filter_map(|(i, item)| match item.anchor {
            Anchor::Point { at, radius } => Some((at, radius, Some(i))),
            _ => None,
        });
        Scenery { frame: Some(Area::new(0.0, 0.0, 600.0, 450.0)), dots: dots.collect(), ..Scenery::default() }
    }

    #[test]
    fn names_never_overlap_each_other_nor_foreign_dots() {
        let mut random = Random::new(3);
        for _ in 0..20 {
            let items: Vec<Item> = (0..40)
                .map(|_| dot(random.unit() * 600.0, random.unit() * 450.0, 30.0 + random.unit() * 50.0))
                .collect();
            let scenery = scenery(&items);
            let placed = place(&items, &scenery);
            for (i, a) in placed.iter().enumerate().filter_map(|(i, p)| Some((i, p.as_ref().ok()?))) {
                for (_, b) in placed
                    .iter()
                    .enumerate()
                    .filter(|(j, _)| *j != i)
                    .filter_map(|(j, p)| Some((j, p.as_ref().ok()?)))
                {
                    assert!(!a.footprint.excludes(&b.footprint));
                }
                for (at, r, owner) in &scenery.dots {
                    assert!(*owner == Some(i) || a.footprint.boxes.iter().all(|b| b.distance(*at) >= *r));
                }
            }
            assert!(placed.iter().filter(|p| p.is_ok()).count() >= 38);
        }
    }

    #[test]
    fn each_name_left_out_has_its_reason() {
        let items = [dot(900.0, 10.0, 40.0), dot(300.0, 200.0, 900.0), dot(300.0, 300.0, 40.0)];
        let placed = place(&items, &scenery(&items));
        assert_eq!(placed[0].as_ref().unwrap_err(), &Dropped::OutOfFrame);
        assert_eq!(placed[1].as_ref().unwrap_err(), &Dropped::NoPlace);
        assert!(placed[2].is_ok());
    }
}
