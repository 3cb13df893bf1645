//! A brief run on stable Rust, without coverage: every seed, and seeds with bytes changed, cut, doubled and mixed.
//!
//! `DATELINE_CASES` says how many inputs each door gets.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use dateline_fuzz::TARGETS;

/// Pieces that readers look for.
const PIECES: [&[u8]; 16] = [
    b"\0",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\\ud800",
    b"\"",
    b"{",
    b"]",
    b"<",
    b"\r\n",
    b"-",
    b"1e999",
    b"NaN",
    b"99999999999",
    b"\xf0\x9f\x98\x80",
    b"../",
    b"Kabul ",
];

/// Small numbers from a seed (xorshift), the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap_or(0)
    }
}

fn seeds(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name);
    let mut files: Vec<_> = fs::read_dir(&folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.sort();
    files.iter().map(|file| fs::read(file).expect("a seed can be read")).collect()
}

fn mutated(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(6) {
        let (at, other) = (random.below(bytes.len() + 1), random.below(bytes.len() + 1));
        let (low, high) = (at.min(other), at.max(other).min(at.min(other) + 200));
        match random.below(6) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(low..high)),
            2 => {
                let copy = bytes[low..high].to_vec();
                bytes.splice(at..at, copy);
            }
            3 => {
                let piece = PIECES[random.below(PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
            4 => {
                let from = &seeds[random.below(seeds.len())];
                let start = random.below(from.len() + 1);
                let end = (start + random.below(300)).min(from.len());
                bytes.splice(at..at, from[start..end].iter().copied());
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
        }
    }
    bytes
}

#[test]
fn no_door_breaks() {
    let cases: usize = std::env::var("DATELINE_CASES").ok().and_then(|c| c.parse().ok()).unwrap_or(200);
    for (name, run) in TARGETS {
        let seeds = seeds(name);
        assert!(!seeds.is_empty(), "{name} has no seeds");
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        // Whole maps take longer.
        let cases = if matches!(*name, "pipeline" | "plan" | "edits") { cases / 5 } else { cases };
        let inputs = seeds.clone().into_iter().chain((0..cases).map(|_| mutated(&seeds, &mut random)));
        for input in inputs {
            let fine = catch_unwind(AssertUnwindSafe(|| run(&input))).is_ok();
            assert!(fine, "{name}: {:?}", String::from_utf8_lossy(&input));
        }
    }
}
