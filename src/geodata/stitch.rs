//! Puts arcs together to rings: the outline of any set of divisions.

use crate::geodata::section::Lines;

/// An arc of a ring, and whether it is followed from its end to its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    /// The arc's number in its level.
    pub arc: u32,
    /// Followed backward.
    pub reversed: bool,
}

/// The rings of steps that all keep the area to their left: outer rings counter-clockwise, holes clockwise. Where
/// several rings touch in a point, each stays simple. The order follows that of the steps.
#[must_use]
pub fn rings(lines: &Lines<'_>, steps: &[Step]) -> Vec<Vec<Step>> {
    let from = Starts::of(lines, steps);
    let mut used = vec![false; steps.len()];
    let mut rings = Vec::new();
    for first in 0..steps.len() {
        if used[first] {
            continue;
        }
        let start = ends(lines, steps[first])[0];
        let mut ring = Vec::new();
        let mut at = first;
        loop {
            used[at] = true;
            ring.push(steps[at]);
            let end = ends(lines, steps[at])[1];
            if end == start && from.free(end, &used).next().is_none() {
                break;
            }
            let Some(next) = next(lines, steps, &from, &used, at, end) else { break };
            if end == start && !keeps_going(lines, steps, at, next, first) {
                break;
            }
            at = next;
        }
        rings.push(ring);
    }
    rings
}

/// Steps by where they start.
struct Starts(Vec<([i32; 2], usize)>);

impl Starts {
    fn of(lines: &Lines<'_>, steps: &[Step]) -> Self {
        let mut starts: Vec<_> = steps.iter().map(|step| ends(lines, *step)[0]).zip(0..).collect();
        starts.sort_unstable();
        Self(starts)
    }

    /// The unused steps that leave a position, in order.
    fn free(&self, at: [i32; 2], used: &[bool]) -> impl Iterator<Item = usize> + Clone {
        let first = self.0.partition_point(|(start, _)| *start < at);
        let here = self.0[first..].iter().take_while(move |(start, _)| *start == at);
        here.map(|(_, step)| *step).filter(|&step| !used[step])
    }
}

/// At the ring's own start: whether another step turns more sharply than the first one, so that the ring goes on.
fn keeps_going(lines: &Lines<'_>, steps: &[Step], at: usize, next: usize, first: usize) -> bool {
    let back = bearing(lines, steps[at], true);
    sweep(back, bearing(lines, steps[next], false)) < sweep(back, bearing(lines, steps[first], false))
}

/// The unused step that leaves `end` as the first one clockwise from the way back: the area lies between.
fn next(
    lines: &Lines<'_>,
    steps: &[Step],
    from: &Starts,
    used: &[bool],
    at: usize,
    end: [i32; 2],
) -> Option<usize> {
    let mut free = from.free(end, used);
    let all = free.clone();
    let only = free.next()?;
    if free.next().is_none() {
        return Some(only);
    }
    let back = bearing(lines, steps[at], true);
    let turn = |i: usize| sweep(back, bearing(lines, steps[i], false));
    all.min_by(|&i, &j| turn(i).total_cmp(&turn(j)).then(i.cmp(&j)))
}

/// Where a step starts and ends, in units.
pub(crate) fn ends(lines: &Lines<'_>, step: Step) -> [[i32; 2]; 2] {
    let [first, last] = lines.unit_ends(step.arc);
    if step.reversed { [last, first] } else { [first, last] }
}

/// Direction of a step's first edge away from its start, or of its last edge backward from its end; radians.
fn bearing(lines: &Lines<'_>, step: Step, from_end: bool) -> f64 {
    let mut near: [[i32; 2]; 2] = [[0; 2]; 2];
    let tail = step.reversed != from_end;
    let mut seen = 0;
    lines.walk(step.arc, |x, y, _| {
        if tail {
            near = [[x, y], near[0]];
        } else if seen < 2 {
            near[seen] = [x, y];
        }
        seen += 1;
    });
    let (dx, dy) =
        (f64::from(near[1][0]) - f64::from(near[0][0]), f64::from(near[1][1]) - f64::from(near[0][1]));
    libm::atan2(dy, dx)
}

/// How far to turn clockwise from one bearing to another, more than zero.
fn sweep(from: f64, to: f64) -> f64 {
    let turn = from - to;
    if turn > 0.0 { turn } else { turn + std::f64::consts::TAU }
}
