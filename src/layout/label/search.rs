//! Chooses one proposal for each name, or none, so that nothing overlaps and the whole costs least.

use crate::layout::label::random::Random;

/// Proposals of all names as the search sees them.
#[derive(Debug, Clone, Default)]
pub struct Problem {
    /// For each name its proposals, as a range of indices.
    pub ranges: Vec<(usize, usize)>,
    /// Name of each proposal.
    pub owner: Vec<usize>,
    /// Cost of each proposal.
    pub cost: Vec<f64>,
    /// Proposals of other names that each excludes.
    pub conflicts: Vec<Vec<u32>>,
    /// What it costs to leave a name out.
    pub drop_cost: Vec<f64>,
}

/// How many names in a row may give way to a better place for another.
const DEPTH: usize = 3;

/// Perturbations for each name.
const KICKS: usize = 6;
/// Most perturbations in all, and in a row without a gain.
const MOST_KICKS: usize = 240;
const MOST_IDLE: usize = 60;

/// The chosen proposal of each name.
#[must_use]
pub fn solve(problem: &Problem, seed: u64) -> Vec<Option<usize>> {
    let mut state = State::new(problem);
    state.greedy();
    state.settle();
    let mut best = (state.total(), state.chosen.clone());
    let mut random = Random::new(seed);
    let regret: f64 = (0..problem.ranges.len()).map(|i| state.regret(i)).sum();
    let mut idle = 0;
    let kicks = if regret > 1e-9 { (KICKS * problem.ranges.len()).min(MOST_KICKS) } else { 0 };
    for _ in 0..kicks {
        if idle == MOST_IDLE {
            break;
        }
        state.kick(&mut random);
        state.settle();
        let total = state.total();
        idle += 1;
        if total < best.0 - 1e-9 {
            best = (total, state.chosen.clone());
            idle = 0;
        } else if total > best.0 + 0.5 {
            state.restore(&best.1);
        }
    }
    best.1
}

struct State<'a> {
    problem: &'a Problem,
    chosen: Vec<Option<usize>>,
    /// How many chosen proposals exclude each proposal.
    blocked: Vec<u32>,
    /// Least cost that each name can have.
    least: Vec<f64>,
}

impl<'a> State<'a> {
    fn new(problem: &'a Problem) -> Self {
        let costs = |&(from, to): &(usize, usize)| problem.cost[from..to].iter().copied();
        Self {
            problem,
            chosen: vec![None; problem.ranges.len()],
            blocked: vec![0; problem.cost.len()],
            least: problem.ranges.iter().map(|r| costs(r).fold(f64::INFINITY, f64::min)).collect(),
        }
    }

    fn total(&self) -> f64 {
        (0..self.chosen.len()).map(|i| self.cost_of(i, self.chosen[i])).sum()
    }

    fn cost_of(&self, name: usize, proposal: Option<usize>) -> f64 {
        proposal.map_or(self.problem.drop_cost[name], |p| self.problem.cost[p])
    }

    /// How much worse a name stands than at its best place.
    fn regret(&self, name: usize) -> f64 {
        let (from, to) = self.problem.ranges[name];
        if from == to { 0.0 } else { self.cost_of(name, self.chosen[name]) - self.least[name] }
    }

    fn set(&mut self, name: usize, proposal: Option<usize>) {
        if let Some(old) = self.chosen[name] {
            for &c in &self.problem.conflicts[old] {
                self.blocked[c as usize] -= 1;
            }
        }
        self.chosen[name] = proposal;
        if let Some(new) = proposal {
            for &c in &self.problem.conflicts[new] {
                self.blocked[c as usize] += 1;
            }
        }
    }

    fn restore(&mut self, chosen: &[Option<usize>]) {
        for (name, &proposal) in chosen.iter().enumerate() {
            if self.chosen[name] != proposal {
                self.set(name, proposal);
            }
        }
    }

    /// The most important names first, each at the place that is cheap and takes little from the others.
    fn greedy(&mut self) {
        let mut order: Vec<usize> = (0..self.chosen.len()).collect();
        order.sort_by(|&a, &b| {
            self.problem.drop_cost[b].total_cmp(&self.problem.drop_cost[a]).then(a.cmp(&b))
        });
        for name in order {
            let (from, to) = self.problem.ranges[name];
            let price = |p: usize| self.problem.cost[p] + 0.01 * self.problem.conflicts[p].len() as f64;
            let free = (from..to).filter(|&p| self.blocked[p] == 0);
            let best = free.min_by(|&a, &b| price(a).total_cmp(&price(b)));
            if best.is_some() {
                self.set(name, best);
            }
        }
    }

    /// Moves names as long as the whole gets cheaper.
    fn settle(&mut self) {
        for _ in 0..20 {
            let mut better = false;
            for name in 0..self.chosen.len() {
                if self.regret(name) > 1e-9 {
                    better |= self.improve(name);
                }
            }
            if !better {
                return;
            }
        }
    }

    /// Moves one name to the place that makes the whole cheapest, others giving way; whether it moved.
    fn improve(&mut self, name: usize) -> bool {
        let now = self.cost_of(name, self.chosen[name]);
        let (from, to) = self.problem.ranges[name];
        let mut order: Vec<usize> = (from..to).filter(|&p| self.problem.cost[p] < now - 1e-9).collect();
        order.sort_by(|&a, &b| self.problem.cost[a].total_cmp(&self.problem.cost[b]));
        for proposal in order {
            let mut log = Vec::new();
            let gain = now - self.problem.cost[proposal];
            let price = self.force(name, proposal, DEPTH, gain, &mut log);
            if price < gain - 1e-9 {
                return true;
            }
            for &(other, before) in log.iter().rev() {
                self.set(other, before);
            }
        }
        false
    }

    /// Puts a name at a place and finds others for those in the way; what those lose by it.
    fn force(
        &mut self,
        name: usize,
        proposal: usize,
        depth: usize,
        budget: f64,
        log: &mut Vec<(usize, Option<usize>)>,
    ) -> f64 {
        let in_way: Vec<usize> = if self.blocked[proposal] == 0 {
            Vec::new()
        } else {
            let owners = self.problem.conflicts[proposal].iter().map(|&c| c as usize);
            owners
                .filter(|&c| self.chosen[self.problem.owner[c]] == Some(c))
                .map(|c| self.problem.owner[c])
                .collect()
        };
        if in_way.len() > 3 {
            return f64::INFINITY;
        }
        let before: Vec<f64> = in_way.iter().map(|&n| self.cost_of(n, self.chosen[n])).collect();
        for &other in &in_way {
            log.push((other, self.chosen[other]));
            self.set(other, None);
        }
        log.push((name, self.chosen[name]));
        self.set(name, Some(proposal));
        let mut loss = 0.0;
        for (&other, before) in in_way.iter().zip(before) {
            loss += self.resettle(other, depth, budget - loss + before, log) - before;
            if loss >= budget {
                return f64::INFINITY;
            }
        }
        loss
    }

    /// Finds the cheapest place for a name that has lost its own; its cost, with what others lose.
    fn resettle(
        &mut self,
        name: usize,
        depth: usize,
        budget: f64,
        log: &mut Vec<(usize, Option<usize>)>,
    ) -> f64 {
        let (from, to) = self.problem.ranges[name];
        let free = (from..to).filter(|&p| self.blocked[p] == 0);
        let best = free.min_by(|&a, &b| self.problem.cost[a].total_cmp(&self.problem.cost[b]));
        let cost = self.cost_of(name, best);
        if cost > budget && depth > 1 {
            let pushable = (from..to).filter(|&p| self.blocked[p] == 1 && self.problem.cost[p] < budget);
            let next = pushable.min_by(|&a, &b| self.problem.cost[a].total_cmp(&self.problem.cost[b]));
            if let Some(p) = next {
                // Names fixed higher up in the chain must not move again: they are in the log.
                let holder = self.holder(p);
                if holder.is_some_and(|h| log.iter().all(|(n, _)| *n != h)) {
                    let own = self.problem.cost[p];
                    return own + self.force(name, p, depth - 1, budget - own, log);
                }
            }
        }
        log.push((name, self.chosen[name]));
        self.set(name, best);
        cost
    }

    fn holder(&self, proposal: usize) -> Option<usize> {
        let in_way = self.problem.conflicts[proposal].iter().map(|&c| c as usize);
        in_way.map(|c| (c, self.problem.owner[c])).find(|&(c, n)| self.chosen[n] == Some(c)).map(|(_, n)| n)
    }

    /// Puts one name to a place at random; whoever is in the way is left out and finds its place again.
    fn kick(&mut self, random: &mut Random) {
        let name = random.below(self.chosen.len());
        let (from, to) = self.problem.ranges[name];
        if from == to {
            return;
        }
        let proposal = from + random.below(to - from);
        let others: Vec<usize> = self.problem.conflicts[proposal]
            .iter()
            .map(|&c| c as usize)
            .filter(|&c| self.chosen[self.problem.owner[c]] == Some(c))
            .map(|c| self.problem.owner[c])
            .collect();
        for other in others {
            self.set(other, None);
        }
        self.set(name, Some(proposal));
    }
}

#[cfg(test)]
mod tests {
    use super::{Problem, solve};
    use crate::layout::label::random::Random;

    fn random_problem(random: &mut Random, names: usize, each: usize) -> Problem {
        let n = names * each;
        let mut conflicts = vec![Vec::new(); n];
        for a in 0..n {
            for b in a + 1..n {
                if a / each != b / each && random.below(4) == 0 {
                    conflicts[a].push(u32::try_from(b).unwrap());
                    conflicts[b].push(u32::try_from(a).unwrap());
                }
            }
        }
        Problem {
            ranges: (0..names).map(|i| (i * each, (i + 1) * each)).collect(),
            owner: (0..n).map(|p| p / each).collect(),
            cost: (0..n).map(|_| random.unit()).collect(),
            conflicts,
            drop_cost: (0..names).map(|_| 3.0 + random.unit()).collect(),
        }
    }

    fn cost(problem: &Problem, chosen: &[Option<usize>]) -> f64 {
        chosen.iter().enumerate().map(|(i, c)| c.map_or(problem.drop_cost[i], |p| problem.cost[p])).sum()
    }

    fn best(problem: &Problem, name: usize, chosen: &mut Vec<Option<usize>>) -> f64 {
        if name == problem.ranges.len() {
            return cost(problem, chosen);
        }
        chosen[name] = None;
        let mut least = best(problem, name + 1, chosen);
        for p in problem.ranges[name].0..problem.ranges[name].1 {
            if chosen[..name]
                .iter()
                .flatten()
                .all(|&q| !problem.conflicts[q].contains(&u32::try_from(p).unwrap()))
            {
                chosen[name] = Some(p);
                least = least.min(best(problem, name + 1, chosen));
            }
        }
        chosen[name] = None;
        least
    }

    #[test]
    fn small_problems_come_out_near_the_best_and_never_overlap() {
        let mut random = Random::new(11);
        let (mut sum, mut least) = (0.0, 0.0);
        for _ in 0..30 {
            let problem = random_problem(&mut random, 6, 4);
            let chosen = solve(&problem, 1);
            for (i, &p) in chosen.iter().enumerate().filter_map(|(i, p)| Some((i, p.as_ref()?))) {
                assert_eq!(problem.owner[p], i);
                assert!(
                    chosen
                        .iter()
                        .flatten()
                        .all(|&q| !problem.conflicts[p].contains(&u32::try_from(q).unwrap()))
                );
            }
            sum += cost(&problem, &chosen);
            least += best(&problem, 0, &mut vec![None; 6]);
        }
        assert!(sum < least * 1.02, "{sum} against {least}");
    }

    #[test]
    fn the_more_important_name_stays() {
        let problem = Problem {
            ranges: vec![(0, 1), (1, 2)],
            owner: vec![0, 1],
            cost: vec![0.0, 0.0],
            conflicts: vec![vec![1], vec![0]],
            drop_cost: vec![5.0, 50.0],
        };
        assert_eq!(solve(&problem, 1), vec![None, Some(1)]);
    }
}
