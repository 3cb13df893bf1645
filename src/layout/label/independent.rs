//! A largest set of vertices of a graph of which no two are neighbors, or nearly a largest.
//!
//! Vertices are proposals for names, edges exclude each other. First whatever can be decided is decided (a
//! vertex whose neighbors include all neighbors of another, and that one, is never needed); then local search
//! that trades one vertex for two, with perturbation (Andrade, Resende and Werneck, 2012). The amount of work is
//! fixed, so that the result does not depend on the machine.

use crate::layout::label::random::Random;

/// Neighbors of every vertex, packed.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    starts: Vec<usize>,
    neighbors: Vec<u32>,
}

impl Graph {
    /// A graph from lists of neighbors, which must name each other.
    #[must_use]
    pub fn new(lists: &[Vec<u32>]) -> Self {
        let mut graph = Self { starts: vec![0], neighbors: Vec::new() };
        for list in lists {
            let from = graph.neighbors.len();
            graph.neighbors.extend(list);
            graph.neighbors[from..].sort_unstable();
            graph.starts.push(graph.neighbors.len());
        }
        graph
    }

    /// Number of vertices.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is no vertex.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Neighbors of a vertex, sorted.
    #[must_use]
    pub fn of(&self, vertex: u32) -> &[u32] {
        let at = vertex as usize;
        &self.neighbors[self.starts[at]..self.starts[at + 1]]
    }
}

/// A large set of vertices without neighbors among each other; `rounds` is the number of perturbations.
#[must_use]
pub fn largest(graph: &Graph, rounds: usize, seed: u64) -> Vec<bool> {
    let (kernel, names) = reduce(graph);
    let mut search = Search::new(&kernel, seed);
    search.fill();
    search.improve_all();
    search.perturb(rounds);
    let mut chosen = vec![false; graph.len()];
    for (vertex, &name) in names.iter().enumerate() {
        chosen[name as usize] = search.best[vertex];
    }
    chosen
}

/// The graph without the vertices that are dominated, and the names of those left.
fn reduce(graph: &Graph) -> (Graph, Vec<u32>) {
    let mut alive = vec![true; graph.len()];
    let mut mark = vec![u32::MAX; graph.len()];
    let mut degree: Vec<usize> =
        (0..graph.len()).map(|v| graph.of(u32::try_from(v).unwrap_or(0)).len()).collect();
    let mut open: Vec<u32> = (0..u32::try_from(graph.len()).unwrap_or(0)).rev().collect();
    let mut queued = vec![true; graph.len()];
    while let Some(v) = open.pop() {
        queued[v as usize] = false;
        if !alive[v as usize] {
            continue;
        }
        // Is `v` dominated by a neighbor, that is: has a neighbor no neighbors beyond those of `v`?
        mark[v as usize] = v;
        for &u in graph.of(v) {
            mark[u as usize] = v;
        }
        let dominated = graph.of(v).iter().any(|&u| {
            alive[u as usize]
                && degree[u as usize] <= degree[v as usize]
                && graph.of(u).iter().all(|&w| !alive[w as usize] || mark[w as usize] == v)
        });
        if dominated {
            alive[v as usize] = false;
            for &u in graph.of(v) {
                degree[u as usize] -= 1;
                // Fewer neighbors of `u` may mean that it dominates more of them.
                for &w in graph.of(u) {
                    if alive[w as usize] && !queued[w as usize] && degree[u as usize] <= degree[w as usize] {
                        queued[w as usize] = true;
                        open.push(w);
                    }
                }
            }
        }
    }
    let names: Vec<u32> =
        (0..u32::try_from(graph.len()).unwrap_or(0)).filter(|&v| alive[v as usize]).collect();
    let mut renamed = vec![u32::MAX; graph.len()];
    for (new, &old) in (0_u32..).zip(&names) {
        renamed[old as usize] = new;
    }
    let lists: Vec<Vec<u32>> = names
        .iter()
        .map(|&v| graph.of(v).iter().map(|&u| renamed[u as usize]).filter(|&u| u != u32::MAX).collect())
        .collect();
    (Graph::new(&lists), names)
}

struct Search<'a> {
    graph: &'a Graph,
    random: Random,
    chosen: Vec<bool>,
    /// How many chosen neighbors a vertex has.
    tight: Vec<u32>,
    count: usize,
    best: Vec<bool>,
    best_count: usize,
    /// When a vertex was last taken out.
    since: Vec<usize>,
    clock: usize,
    /// Changes since the last accepted state: vertex and whether it was put in.
    log: Vec<(u32, bool)>,
    /// Chosen vertices to look at.
    open: Vec<u32>,
    mark: Vec<usize>,
    marks: usize,
    singles: Vec<u32>,
}

impl<'a> Search<'a> {
    fn new(graph: &'a Graph, seed: u64) -> Self {
        let n = graph.len();
        Self {
            graph,
            random: Random::new(seed),
            chosen: vec![false; n],
            tight: vec![0; n],
            count: 0,
            best: vec![false; n],
            best_count: 0,
            since: vec![0; n],
            clock: 0,
            log: Vec::new(),
            open: Vec::new(),
            mark: vec![0; n],
            marks: 0,
            singles: Vec::new(),
        }
    }

    fn put(&mut self, v: u32) {
        self.chosen[v as usize] = true;
        self.count += 1;
        for &u in self.graph.of(v) {
            self.tight[u as usize] += 1;
        }
        self.log.push((v, true));
    }

    fn take(&mut self, v: u32) {
        self.chosen[v as usize] = false;
        self.count -= 1;
        self.since[v as usize] = self.clock;
        for &u in self.graph.of(v) {
            self.tight[u as usize] -= 1;
        }
        self.log.push((v, false));
    }

    fn is_free(&self, v: u32) -> bool {
        !self.chosen[v as usize] && self.tight[v as usize] == 0
    }

    /// A first set: again and again the vertex with the fewest open neighbors.
    fn fill(&mut self) {
        let n = self.graph.len();
        let mut degree: Vec<usize> =
            (0..n).map(|v| self.graph.of(u32::try_from(v).unwrap_or(0)).len()).collect();
        let most = degree.iter().copied().max().unwrap_or(0);
        let mut buckets: Vec<Vec<u32>> = vec![Vec::new(); most + 1];
        for v in (0..u32::try_from(n).unwrap_or(0)).rev() {
            buckets[degree[v as usize]].push(v);
        }
        let mut gone = vec![false; n];
        let mut level = 0;
        while level <= most {
            let Some(v) = buckets[level].pop() else {
                level += 1;
                continue;
            };
            if gone[v as usize] || degree[v as usize] != level {
                continue;
            }
            gone[v as usize] = true;
            self.put(v);
            for &u in self.graph.of(v) {
                if std::mem::replace(&mut gone[u as usize], true) {
                    continue;
                }
                for &w in self.graph.of(u) {
                    if !gone[w as usize] {
                        let d = &mut degree[w as usize];
                        *d -= 1;
                        buckets[*d].push(w);
                        level = level.min(*d);
                    }
                }
            }
        }
        self.keep_best();
    }

    fn improve_all(&mut self) {
        self.open =
            (0..u32::try_from(self.graph.len()).unwrap_or(0)).filter(|&v| self.chosen[v as usize]).collect();
        self.improve();
        self.keep_best();
        self.log.clear();
    }

    /// Trades one chosen vertex for two, as long as there is such a trade.
    fn improve(&mut self) {
        while let Some(x) = self.open.pop() {
            if self.chosen[x as usize] {
                self.trade(x);
            }
        }
    }

    fn trade(&mut self, x: u32) {
        let graph = self.graph;
        let mut singles = std::mem::take(&mut self.singles);
        singles.clear();
        singles.extend(graph.of(x).iter().filter(|&&u| self.tight[u as usize] == 1));
        let pair = if singles.len() < 2 { None } else { self.apart(&singles) };
        self.singles = singles;
        let Some((a, b)) = pair else { return };
        self.take(x);
        self.put(a);
        self.put(b);
        for &u in graph.of(x) {
            if self.is_free(u) {
                self.put(u);
                self.open.push(u);
            }
        }
        self.open.push(a);
        self.open.push(b);
        self.reopen_around(x);
    }

    /// Two of the vertices that are no neighbors.
    fn apart(&mut self, singles: &[u32]) -> Option<(u32, u32)> {
        for (i, &v) in singles.iter().enumerate() {
            self.marks += 1;
            for &u in self.graph.of(v) {
                self.mark[u as usize] = self.marks;
            }
            let other = singles[i + 1..].iter().find(|&&w| self.mark[w as usize] != self.marks);
            if let Some(&w) = other {
                return Some((v, w));
            }
        }
        None
    }

    /// Chosen vertices that may trade now, because a neighbor of theirs has no other chosen neighbor any more.
    fn reopen_around(&mut self, removed: u32) {
        for &u in self.graph.of(removed) {
            if self.tight[u as usize] == 1
                && !self.chosen[u as usize]
                && let Some(&x) = self.graph.of(u).iter().find(|&&x| self.chosen[x as usize])
            {
                self.open.push(x);
            }
        }
    }

    fn perturb(&mut self, rounds: usize) {
        if self.graph.is_empty() || self.count == self.graph.len() {
            return;
        }
        for round in 1..=rounds {
            self.clock = round;
            let before = self.count;
            self.log.clear();
            self.kick();
            self.improve();
            if self.count > self.best_count {
                self.keep_best();
            } else if self.count < before {
                // Sets as large as the last are followed, for there are many; a smaller one leads astray.
                self.undo();
            }
        }
    }

    /// Forces in a vertex that has been out for long, and fills the gaps around those it drives out.
    fn kick(&mut self) {
        let graph = self.graph;
        let mut chosen: Option<u32> = None;
        for _ in 0..4 {
            let v = u32::try_from(self.random.below(graph.len())).unwrap_or(0);
            let older = chosen.is_none_or(|c| self.since[v as usize] < self.since[c as usize]);
            if !self.chosen[v as usize] && older {
                chosen = Some(v);
            }
        }
        let Some(v) = chosen else { return };
        let out: Vec<u32> = graph.of(v).iter().copied().filter(|&u| self.chosen[u as usize]).collect();
        for &u in &out {
            self.take(u);
        }
        self.put(v);
        self.open.push(v);
        for &u in &out {
            let around = graph.of(u);
            let shift = self.random.below(around.len());
            for i in 0..around.len() {
                let w = around[(i + shift) % around.len()];
                if self.is_free(w) {
                    self.put(w);
                    self.open.push(w);
                }
            }
        }
        for &u in &out {
            self.reopen_around(u);
        }
    }

    fn undo(&mut self) {
        let log = std::mem::take(&mut self.log);
        for &(v, put) in log.iter().rev() {
            if put {
                self.take(v);
            } else {
                self.put(v);
            }
        }
        self.log = log;
        self.open.clear();
    }

    fn keep_best(&mut self) {
        self.best_count = self.count;
        self.best.copy_from_slice(&self.chosen);
    }
}

#[cfg(test)]
mod tests {
    use super::{Graph, largest};
    use crate::layout::label::random::Random;

    fn graph(n: usize, edges: &[(u32, u32)]) -> Graph {
        let mut lists = vec![Vec::new(); n];
        for &(a, b) in edges {
            lists[a as usize].push(b);
            lists[b as usize].push(a);
        }
        Graph::new(&lists)
    }

    fn size(set: &[bool]) -> usize {
        set.iter().filter(|&&c| c).count()
    }

    #[test]
    fn rings_and_stars_are_solved() {
        let ring: Vec<(u32, u32)> = (0..9).map(|i| (i, (i + 1) % 9)).collect();
        assert_eq!(size(&largest(&graph(9, &ring), 50, 1)), 4);
        let star: Vec<(u32, u32)> = (1..8).map(|i| (0, i)).collect();
        assert_eq!(size(&largest(&graph(8, &star), 0, 1)), 7);
        assert!(largest(&graph(0, &[]), 10, 1).is_empty());
    }

    #[test]
    fn random_graphs_are_solved_as_well_as_by_trying_all() {
        let mut random = Random::new(7);
        for _ in 0..40 {
            let mut edges = Vec::new();
            for a in 0..14_u32 {
                for b in a + 1..14 {
                    if random.below(4) == 0 {
                        edges.push((a, b));
                    }
                }
            }
            let all = (0_u32..1 << 14)
                .filter(|set| edges.iter().all(|&(a, b)| set & (1 << a) == 0 || set & (1 << b) == 0))
                .map(u32::count_ones)
                .max();
            let found = largest(&graph(14, &edges), 200, 3);
            assert!(edges.iter().all(|&(a, b)| !(found[a as usize] && found[b as usize])));
            assert_eq!(Some(size(&found)), all.map(|n| n as usize));
        }
    }
}
