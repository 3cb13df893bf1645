//! Where a name may stand, and what each place costs by itself.

use crate::layout::label::boxes::{Area, Point};
use crate::layout::label::conflict::Footprint;
use crate::layout::label::curve::{Along, beside};
use crate::layout::label::item::{Align, Anchor, Candidate, Item};
use crate::layout::label::obstacles::Obstacles;
use crate::layout::label::side::{SIDES, beside_dot};

/// Most proposals for one name.
const MOST: usize = 28;

/// Names of lines too short or too bent to carry them stand beside them only from this priority on.
const LEAST_FOR_SHORT_LINES: f64 = 0.5;

/// Distances from a dot beyond its radius, pixels, with their costs.
const LADDER: [(f64, f64); 2] = [(2.5, 0.0), (6.0, 0.3)];

/// Lengths of leader lines, pixels, with their costs.
const LEADERS: [(f64, f64); 3] = [(16.0, 1.2), (28.0, 1.5), (44.0, 2.0)];

/// Maps narrower than this are small, pixels.
const WIDE: f64 = 560.0;

/// What a name on a leader line costs at least.
pub const LEAST_LEADER: f64 = LEADERS[0].1;

/// Proposals for one name, the cheapest first; with leader lines only if wanted and the name may have one.
#[must_use]
pub fn propose(
    index: usize,
    item: &Item,
    obstacles: &Obstacles<'_>,
    frame: &Area,
    leaders: bool,
) -> Vec<Candidate> {
    let width_factor = (WIDE / frame.width().max(1.0)).clamp(1.0, 2.0);
    let context = Context { index, item, obstacles, leaders: leaders && item.leader, width_factor };
    let mut found = match &item.anchor {
        Anchor::Point { at, radius } => context.around_dot(*at, *radius),
        Anchor::Area { rings, at, curved, beside, off } => {
            context.in_area(rings, *at, [*curved, *beside], *off, frame)
        }
        Anchor::Line { lines } => context.along_lines(lines),
    };
    found.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    found.truncate(MOST);
    found
}

/// What proposals for one name depend on.
pub(super) struct Context<'a> {
    pub(super) index: usize,
    pub(super) item: &'a Item,
    pub(super) obstacles: &'a Obstacles<'a>,
    leaders: bool,
    /// How much more a leader line costs on a small map, where it reaches over much of it.
    pub(super) width_factor: f64,
}

impl Context<'_> {
    fn around_dot(&self, at: Point, radius: f64) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (number, variant) in self.item.variants.iter().enumerate() {
            for (gap, far) in LADDER {
                for side in &SIDES {
                    let (align, anchor, place) = beside_dot(variant, at, radius + gap, side);
                    let cost = variant.cost + side.cost + far;
                    found.extend(self.finish(number, align, anchor, place, cost, at, None));
                }
            }
        }
        if self.leaders {
            self.add_leaders(at, radius, &mut found);
        }
        found
    }

    /// Names tied to their dot by a line, for crowded places.
    fn add_leaders(&self, at: Point, radius: f64, found: &mut Vec<Candidate>) {
        for (number, variant) in self.item.variants.iter().enumerate() {
            for (length, far) in LEADERS.map(|(length, cost)| (length, cost * self.width_factor)) {
                for side in &SIDES {
                    let scale = side.scale();
                    let end = [at[0] + side.dx * length * scale, at[1] + side.dy * length * scale];
                    let start = [at[0] + side.dx * radius * scale, at[1] + side.dy * radius * scale];
                    let (align, anchor, place) = beside_dot(variant, end, 1.5, &side.level());
                    let cost = variant.cost + side.cost + far;
                    found.extend(self.finish(number, align, anchor, place, cost, end, Some([start, end])));
                }
            }
        }
    }

    /// A proposal with what the ground below it costs; none if something is in the way.
    #[expect(clippy::too_many_arguments, reason = "one proposal in full")]
    pub(super) fn finish(
        &self,
        variant: usize,
        align: Align,
        at: Point,
        place: Area,
        cost: f64,
        own: Point,
        leader: Option<[Point; 2]>,
    ) -> Option<Candidate> {
        let guarded = place.grown(self.item.halo);
        let led = leader.is_none_or(|leader| self.obstacles.allows_leader(leader, self.index));
        if !led || !self.obstacles.allows(&guarded, self.index) {
            return None;
        }
        let below = self.obstacles.line_cost(&place, self.index);
        let doubt = if leader.is_some() { 0.0 } else { self.obstacles.doubt(&place, own, self.index) };
        Some(Candidate {
            variant,
            align,
            at,
            letters: Vec::new(),
            cost: cost + below + doubt,
            footprint: Footprint { owner: self.index, boxes: vec![guarded], leader },
        })
    }

    fn along_lines(&self, lines: &[Vec<Point>]) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (number, variant) in self.item.variants.iter().enumerate() {
            for line in lines {
                for along in beside(line, variant, 2.5, self.item.halo, 12) {
                    let cost = variant.cost + along.cost;
                    found.extend(self.finish_along(number, along, cost));
                }
            }
        }
        if found.is_empty() && self.item.priority >= LEAST_FOR_SHORT_LINES {
            let longest = lines.iter().max_by(|a, b| length(a).total_cmp(&length(b)));
            if let Some(middle) = longest.and_then(|line| line.get(line.len() / 2)) {
                found = self.around_dot(*middle, 3.0);
                for candidate in &mut found {
                    candidate.cost += 1.0;
                }
            }
        }
        found
    }

    /// A proposal along a curve, as [`Self::finish`].
    pub(super) fn finish_along(&self, variant: usize, along: Along, cost: f64) -> Option<Candidate> {
        let free = along.boxes.iter().all(|b| self.obstacles.allows(b, self.index));
        if !free {
            return None;
        }
        let n = along.boxes.len().max(1) as f64;
        let below: f64 = along.boxes.iter().map(|b| self.obstacles.line_cost(b, self.index)).sum();
        Some(Candidate {
            variant,
            align: Align::Start,
            at: along.letters.first().map_or([0.0; 2], |l| [l[0], l[1]]),
            letters: along.letters,
            cost: cost + below / n.min(4.0),
            footprint: Footprint { owner: self.index, boxes: along.boxes, leader: None },
        })
    }
}

fn length(line: &[Point]) -> f64 {
    line.windows(2).map(|w| crate::layout::label::boxes::distance(w[0], w[1])).sum()
}

#[cfg(test)]
mod tests {
    use super::propose;
    use crate::layout::label::boxes::Area;
    use crate::layout::label::item::{Align, Anchor, Item, Off, Scenery, Variant};
    use crate::layout::label::obstacles::Obstacles;

    fn item(anchor: Anchor) -> Item {
        let variant = Variant {
            widths: vec![40.0],
            ascent: 9.0,
            descent: 2.0,
            leading: 13.0,
            capital: 9.0,
            letters: vec![8.0; 5],
            cost: 0.0,
        };
        Item { anchor, variants: vec![variant], priority: 0.5, halo: 1.0, leader: false }
    }

    fn first(item: &Item, scenery: &Scenery) -> Option<super::Candidate> {
        let frame = scenery.frame.unwrap();
        propose(0, item, &Obstacles::new(scenery), &frame, true).into_iter().next()
    }

    fn open() -> Scenery {
        Scenery { frame: Some(Area::new(0.0, 0.0, 200.0, 150.0)), ..Scenery::default() }
    }

    #[test]
    fn a_free_dot_has_its_name_to_the_right() {
        let best = first(&item(Anchor::Point { at: [100.0, 75.0], radius: 3.0 }), &open()).unwrap();
        assert_eq!(best.align, Align::Start);
        assert!(best.at[0] > 103.0 && (best.at[1] - 79.5).abs() < 1e-9);
    }

    #[test]
    fn at_the_right_edge_the_name_goes_left() {
        let best = first(&item(Anchor::Point { at: [190.0, 75.0], radius: 3.0 }), &open()).unwrap();
        assert_eq!(best.align, Align::End);
        assert!(first(&item(Anchor::Point { at: [900.0, 75.0], radius: 3.0 }), &open()).is_none());
    }

    #[test]
    fn a_coastal_name_keeps_off_the_coast() {
        let mut scenery = open();
        scenery.lines.push((vec![[110.0, 0.0], [110.0, 150.0]], 1.0, None));
        let best = first(&item(Anchor::Point { at: [100.0, 75.0], radius: 3.0 }), &scenery).unwrap();
        assert_eq!(best.align, Align::End);
    }

    #[test]
    fn a_surface_has_its_name_inside_and_a_small_one_beside() {
        let square = |size: f64| {
            vec![vec![[10.0, 10.0], [10.0 + size, 10.0], [10.0 + size, 10.0 + size], [10.0, 10.0 + size]]]
        };
        let large = first(
            &item(Anchor::Area {
                rings: square(100.0),
                at: None,
                curved: false,
                beside: true,
                off: Off::Nothing,
            }),
            &open(),
        )
        .unwrap();
        assert!(Area::new(10.0, 10.0, 110.0, 110.0).holds(&large.footprint.boxes[0]));
        let small = first(
            &item(Anchor::Area {
                rings: square(12.0),
                at: None,
                curved: false,
                beside: true,
                off: Off::Nothing,
            }),
            &open(),
        )
        .unwrap();
        assert_eq!(small.align, Align::Start);
    }

    #[test]
    fn a_small_country_on_the_coast_is_named_at_sea() {
        let ring = vec![[90.0, 60.0], [110.0, 60.0], [110.0, 80.0], [90.0, 80.0]];
        let mut scenery = open();
        let rings = vec![ring];
        let anchor = Anchor::Area { rings, at: None, curved: false, beside: true, off: Off::ForeignLand };
        let eastward = first(&item(anchor.clone()), &scenery).unwrap();
        assert_eq!(eastward.align, Align::Start);
        scenery.land = vec![vec![[90.0, 0.0], [200.0, 0.0], [200.0, 150.0], [90.0, 150.0]]];
        assert_eq!(first(&item(anchor), &scenery).unwrap().align, Align::End);
    }

    #[test]
    fn a_name_gets_smaller_rather_than_over_the_edge() {
        let ring = vec![[20.0, 40.0], [80.0, 40.0], [80.0, 90.0], [20.0, 90.0]];
        let mut wide = item(Anchor::Area {
            rings: vec![ring],
            at: None,
            curved: false,
            beside: true,
            off: Off::Nothing,
        });
        wide.variants[0].widths = vec![84.0];
        wide.variants[0].letters = Vec::new();
        let small = Variant { widths: vec![52.0], cost: 1.0, ..wide.variants[0].clone() };
        wide.variants.push(small);
        let best = first(&wide, &open()).unwrap();
        assert_eq!(best.variant, 1);
        assert!(Area::new(20.0, 40.0, 80.0, 90.0).grown(2.0).holds(&best.footprint.boxes[0]));
    }

    #[test]
    fn a_slanting_surface_bears_its_name_along_its_middle() {
        let ring = vec![[20.0, 20.0], [60.0, 20.0], [180.0, 110.0], [140.0, 110.0]];
        let mut long = item(Anchor::Area {
            rings: vec![ring],
            at: None,
            curved: false,
            beside: false,
            off: Off::Nothing,
        });
        long.variants[0].widths = vec![80.0];
        long.variants[0].letters = vec![8.0; 10];
        assert_eq!(first(&long, &open()).map(|best| best.letters.len()), Some(10));
    }

    #[test]
    fn two_lines_stand_around_the_height_of_the_dot() {
        let mut two = item(Anchor::Point { at: [100.0, 75.0], radius: 3.0 });
        two.variants[0].widths = vec![30.0, 40.0];
        let best = first(&two, &open()).unwrap();
        let [x, y] = best.footprint.boxes[0].center();
        assert!(x > 100.0 && (y - 75.0).abs() < 4.0);
    }
}
