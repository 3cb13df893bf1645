//! Point-feature labeling on files: `cargo bench --bench labels -- FILE...` or `-- --grid N` for random points.
//!
//! A file holds a count and then `x y width height` on each line; a name takes one of the four corners of its
//! point or is left out. Prints the share of names placed and the time, conflicts and search included.

use std::time::Instant;

use dateline::layout::label::boxes::Area;
use dateline::layout::label::conflict::{Footprint, conflicts};
use dateline::layout::label::independent::{Graph, largest};
use dateline::layout::label::random::Random;

/// Perturbations for each point.
const ROUNDS: usize = 150;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        if argument == "--grid" {
            let count = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(1000);
            measure(&format!("grid {count}"), &grid(count));
        } else {
            match std::fs::read_to_string(argument) {
                Ok(text) => measure(argument, &read(&text)),
                Err(error) => eprintln!("{argument}: {error}"),
            }
        }
    }
}

/// Random points with names of 30 by 7 on a page of 792 by 612.
fn grid(count: usize) -> Vec<[f64; 4]> {
    let mut random = Random::new(count as u64);
    (0..count).map(|_| [random.unit() * 792.0, random.unit() * 612.0, 30.0, 7.0]).collect()
}

fn read(text: &str) -> Vec<[f64; 4]> {
    let number = |word: Option<&str>| word.and_then(|w| w.parse::<f64>().ok());
    let row = |line: &str| {
        let mut words = line.split_whitespace();
        Some([number(words.next())?, number(words.next())?, number(words.next())?, number(words.next())?])
    };
    text.lines().skip(1).filter_map(row).collect()
}

fn measure(name: &str, points: &[[f64; 4]]) {
    let started = Instant::now();
    let proposals: Vec<Footprint> = points
        .iter()
        .enumerate()
        .flat_map(|(owner, &[x, y, w, h])| {
            [(x, y), (x - w, y), (x, y - h), (x - w, y - h)].map(|(x, y)| Footprint {
                owner,
                boxes: vec![Area::new(x, y, x + w, y + h)],
                leader: None,
            })
        })
        .collect();
    let mut lists = conflicts(&proposals);
    for (index, list) in lists.iter_mut().enumerate() {
        let first = index / 4 * 4;
        list.extend((first..first + 4).filter(|&i| i != index).filter_map(|i| u32::try_from(i).ok()));
    }
    let chosen = largest(&Graph::new(&lists), ROUNDS * points.len(), 1);
    let elapsed = started.elapsed();
    let placed: Vec<usize> = (0..chosen.len()).filter(|&i| chosen[i]).collect();
    for (n, &a) in placed.iter().enumerate() {
        for &b in &placed[n + 1..] {
            let (a, b) = (&proposals[a], &proposals[b]);
            assert!(a.owner != b.owner && !a.excludes(b), "names overlap");
        }
    }
    let share = 100.0 * placed.len() as f64 / points.len().max(1) as f64;
    println!(
        "{name}: {} of {} placed, {share:.2} %, {:.1} ms",
        placed.len(),
        points.len(),
        elapsed.as_secs_f64() * 1e3
    );
}
