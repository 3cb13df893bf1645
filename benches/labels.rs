//! Label placement on files: `cargo bench --bench labels -- FILE...`, or `-- --grid N` for random points.
//!
//! The random points are those of Christensen, Marks and Shieber's test on which the reference scores were taken: Python's
//! `random.Random(42 + N)`, so that shares can be set beside other programs' on the same points. `--seed S` draws others.
//! A text file holds a count and then `x y width height` on each line; a name takes one of the four corners of
//! its point or is left out. A JSON file holds cities (`[{name, lon, lat}]`) or frames (`[{w, e, s, n, cities}]`);
//! those go through the whole engine on a page of 1200 by 900, and every overlap is counted. Prints the share of
//! names placed and the time, conflicts and search included: CPU time of the one thread where the system counts it (on
//! Linux), else that of the clock. `--rounds N` sets the perturbations for each point.

use std::time::Instant;

use dateline::geometry::projection::choice::choose;
use dateline::geometry::projector::Projector;
use dateline::layout::label::boxes::Area;
use dateline::layout::label::conflict::{Footprint, conflicts};
use dateline::layout::label::independent::{Graph, largest};
use dateline::layout::label::item::{Anchor, Item, Scenery, Variant};
use dateline::layout::label::place::place;
use dateline::model::geo::{Bounds, LonLat};
use dateline::model::scene::{Font, Rect, Weight};
use dateline::theme::typeset::set_line;
use serde_json::Value;

/// Perturbations for each point.
const ROUNDS: usize = 40;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let mut arguments = arguments.iter();
    let (mut rounds, mut seed) = (ROUNDS, None);
    while let Some(argument) = arguments.next() {
        if argument == "--rounds" {
            rounds = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(ROUNDS);
        } else if argument == "--seed" {
            seed = arguments.next().and_then(|n| n.parse().ok());
        } else if argument == "--grid" {
            let count = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(1000);
            measure(&format!("grid {count}"), &grid(count, seed.unwrap_or(42 + count)), rounds);
        } else {
            match std::fs::read_to_string(argument) {
                Ok(text) if argument.ends_with(".json") => frames(argument, &text),
                Ok(text) => measure(argument, &read(&text), rounds),
                Err(error) => eprintln!("{argument}: {error}"),
            }
        }
    }
}

/// Random points with names of 30 by 7 on a page of 792 by 612.
fn grid(count: u32, seed: u32) -> Vec<[f64; 4]> {
    let mut random = Twister::new(seed);
    (0..count).map(|_| [random.unit() * 792.0, random.unit() * 612.0, 30.0, 7.0]).collect()
}

/// Milliseconds that this thread has run, if the system counts them.
fn cpu() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e6)
}

/// Milliseconds of one run, and what it gives.
fn timed<T>(run: impl FnOnce() -> T) -> (T, f64) {
    let (start, before) = (Instant::now(), cpu());
    let result = run();
    let clock = start.elapsed().as_secs_f64() * 1e3;
    (result, before.zip(cpu()).map_or(clock, |(before, after)| after - before))
}

/// The Mersenne Twister (Matsumoto and Nishimura, 1998), seeded and read as Python does it.
struct Twister {
    state: [u32; 624],
    at: usize,
}

impl Twister {
    fn new(seed: u32) -> Self {
        let mut state = [0_u32; 624];
        state[0] = 19_650_218;
        for i in 1..624 {
            let last = state[i - 1];
            state[i] =
                (last ^ (last >> 30)).wrapping_mul(1_812_433_253).wrapping_add(u32::try_from(i).unwrap_or(0));
        }
        let mut i = 1;
        let mut mix = |state: &mut [u32; 624], factor: u32, add: &dyn Fn(usize) -> u32| {
            let last = state[i - 1];
            state[i] = (state[i] ^ (last ^ (last >> 30)).wrapping_mul(factor)).wrapping_add(add(i));
            i += 1;
            if i == 624 {
                state[0] = state[623];
                i = 1;
            }
        };
        (0..624).for_each(|_| mix(&mut state, 1_664_525, &|_| seed));
        (0..623)
            .for_each(|_| mix(&mut state, 1_566_083_941, &|i| u32::try_from(i).unwrap_or(0).wrapping_neg()));
        state[0] = 1 << 31;
        Self { state, at: 624 }
    }

    fn next(&mut self) -> u32 {
        if self.at == 624 {
            for i in 0..624 {
                let y = self.state[i] & (1 << 31) | self.state[(i + 1) % 624] & !(1 << 31);
                let odd = if y & 1 == 1 { 0x9908_b0df } else { 0 };
                self.state[i] = self.state[(i + 397) % 624] ^ (y >> 1) ^ odd;
            }
            self.at = 0;
        }
        let mut y = self.state[self.at];
        self.at += 1;
        y ^= y >> 11;
        y ^= y << 7 & 0x9d2c_5680;
        y ^= y << 15 & 0xefc6_0000;
        y ^ y >> 18
    }

    /// A number from 0 up to, but without, 1.
    fn unit(&mut self) -> f64 {
        let (high, low) = (f64::from(self.next() >> 5), f64::from(self.next() >> 6));
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }
}

fn read(text: &str) -> Vec<[f64; 4]> {
    let number = |word: Option<&str>| word.and_then(|w| w.parse::<f64>().ok());
    let row = |line: &str| {
        let mut words = line.split_whitespace();
        Some([number(words.next())?, number(words.next())?, number(words.next())?, number(words.next())?])
    };
    text.lines().skip(1).filter_map(row).collect()
}

fn measure(name: &str, points: &[[f64; 4]], rounds: usize) {
    let ((proposals, chosen), elapsed) = timed(|| choose_corners(points, rounds));
    let placed: Vec<usize> = (0..chosen.len()).filter(|&i| chosen[i]).collect();
    for (n, &a) in placed.iter().enumerate() {
        for &b in &placed[n + 1..] {
            let (a, b) = (&proposals[a], &proposals[b]);
            assert!(a.owner != b.owner && !a.excludes(b), "names overlap");
        }
    }
    let share = 100.0 * placed.len() as f64 / points.len().max(1) as f64;
    println!("{name}: {} of {} placed, {share:.2} %, {:.1} ms", placed.len(), points.len(), elapsed);
}

/// The four corners of each point, and which of them are taken.
fn choose_corners(points: &[[f64; 4]], rounds: usize) -> (Vec<Footprint>, Vec<bool>) {
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
    let chosen = largest(&Graph::new(&lists), rounds * points.len(), 1);
    (proposals, chosen)
}

const PAGE: Rect = Rect { x: 0.0, y: 0.0, width: 1200.0, height: 900.0 };
const DOT: f64 = 4.0;

/// A city on the page: name and position.
type City = (String, [f64; 2]);

fn frames(name: &str, text: &str) {
    let Ok(Value::Array(rows)) = serde_json::from_str::<Value>(text) else {
        eprintln!("{name}: not a list");
        return;
    };
    let single = rows.first().is_some_and(|row| row.get("cities").is_none());
    let window = Bounds { west: 58.0, south: 20.0, east: 92.0, north: 40.0 };
    let all: Vec<(Bounds, Vec<Value>)> =
        if single { vec![(window, rows)] } else { rows.iter().filter_map(frame).collect() };
    let (mut total, mut placed, mut clean, mut time) = (0, 0, 0, 0.0);
    for (bounds, cities) in &all {
        let cities = project(bounds, cities);
        let (items, scenery) = items(&cities);
        let (outcome, spent) = timed(|| place(&items, &scenery));
        time += spent;
        total += cities.len();
        placed += outcome.iter().filter(|o| o.is_ok()).count();
        let boxes: Vec<Option<Area>> = outcome
            .iter()
            .map(|o| o.as_ref().ok().and_then(|c| c.footprint.boxes.first().copied()))
            .collect();
        clean += usize::from(is_clean(&boxes, &cities));
    }
    let n = all.len().max(1) as f64;
    println!(
        "{name}: {clean} of {} frames clean, {placed} of {total} names placed, {:.2} %, {:.2} ms a frame",
        all.len(),
        100.0 * placed as f64 / total.max(1) as f64,
        time / n
    );
}

fn frame(row: &Value) -> Option<(Bounds, Vec<Value>)> {
    let edge = |key: &str| row.get(key)?.as_f64();
    let bounds = Bounds { west: edge("w")?, south: edge("s")?, east: edge("e")?, north: edge("n")? };
    Some((bounds, row.get("cities")?.as_array()?.clone()))
}

fn project(bounds: &Bounds, cities: &[Value]) -> Vec<City> {
    let projection = choose(bounds, PAGE.width / PAGE.height);
    let projector = Projector::new(&projection).map(|p| p.fit(bounds, &PAGE));
    let city = |row: &Value| {
        let at = LonLat::new(row.get("lon")?.as_f64()?, row.get("lat")?.as_f64()?);
        Some((row.get("name")?.as_str()?.to_owned(), projector.as_ref()?.project(at)?))
    };
    cities.iter().filter_map(city).collect()
}

fn items(cities: &[City]) -> (Vec<Item>, Scenery) {
    let font =
        Font { family: "sans".to_owned(), size: 15.0, weight: Weight::Regular, italic: false, spacing: 0.0 };
    let item = |(name, at): &City| {
        let line = set_line(name, &font);
        let variant = Variant {
            widths: vec![line.width],
            ascent: line.ascent,
            descent: line.descent,
            leading: 18.0,
            capital: 10.7,
            letters: Vec::new(),
            cost: 0.0,
        };
        Item {
            anchor: Anchor::Point { at: *at, radius: DOT },
            variants: vec![variant],
            priority: 0.5,
            halo: 1.5,
            leader: true,
        }
    };
    let dots = cities.iter().enumerate().map(|(i, (_, at))| (*at, DOT, Some(i)));
    let frame = Some(Area::of(&PAGE));
    let scenery = Scenery { frame, dots: dots.collect(), ..Scenery::default() };
    (cities.iter().map(item).collect(), scenery)
}

/// No name over another, over a foreign dot, or cut by the frame.
fn is_clean(boxes: &[Option<Area>], cities: &[City]) -> bool {
    boxes.iter().enumerate().filter_map(|(i, b)| Some((i, b.as_ref()?))).all(|(i, place)| {
        let others = boxes[i + 1..].iter().flatten();
        let dots = cities.iter().enumerate().filter(|(j, _)| *j != i);
        Area::of(&PAGE).holds(place)
            && others.into_iter().all(|b| !b.overlaps(place))
            && dots.into_iter().all(|(_, (_, at))| place.distance(*at) >= DOT)
    })
}
