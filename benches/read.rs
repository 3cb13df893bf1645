//! Measures reading: documents of 2 kB a second on one core, the time of long texts, the memory of the process.
//!
//!     cargo bench --bench read
//!
//! The texts are our own labelled articles without their marks, cut to 2 kB, or joined to longer ones.

use std::fs;
use std::path::Path;
use std::time::Instant;

use dateline::geodata::gazetteer::Gazetteer;
use dateline::intake::read::{Format, Source, read};
use dateline::lang::lexicon::Lexicon;
use dateline::mentions::recognize::recognize;
use dateline::mentions::resolve::resolve;

/// Length of a short document, bytes.
const SHORT: usize = 2000;
/// How often all short documents are read.
const REPEATS: usize = 40;

fn main() {
    let texts = texts();
    let gazetteer = Gazetteer::bundled().expect("the bundle opens");
    let lexicon = Lexicon::english();
    let names = |text: &str| {
        let source = Source { format: Some(Format::Text), ..Source::default() };
        let article = read(text.as_bytes(), &source).expect("a text is read").remove(0);
        let found = recognize(&article, gazetteer, lexicon);
        resolve(&article, found, gazetteer).len()
    };
    let short: Vec<&str> = texts.iter().map(|t| head(t, SHORT)).collect();
    let found: usize = short.iter().map(|t| names(t)).sum();
    let start = Instant::now();
    for _ in 0..REPEATS {
        short.iter().for_each(|t| {
            std::hint::black_box(names(t));
        });
    }
    let seconds = start.elapsed().as_secs_f64();
    let count = short.len() * REPEATS;
    println!(
        "{:.0} documents of 2 kB a second on one core, {:.2} ms each, {:.1} mentions each",
        count as f64 / seconds,
        1000.0 * seconds / count as f64,
        found as f64 / short.len() as f64
    );
    let whole = texts.join("\n\n");
    for length in [125_000, 250_000, 500_000, 1_000_000] {
        let text = head(&whole.repeat(1 + length / whole.len()), length).to_owned();
        let start = Instant::now();
        let found = names(&text);
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "{:4} kB in {seconds:.3} s, {:.2} MB/s, {found} mentions",
            length / 1000,
            length as f64 / 1e6 / seconds
        );
    }
    if let Some(most) = memory() {
        println!("at most {most} kB of memory");
    }
}

/// Our articles without marks and lists of events.
fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/articles");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the articles are there").flatten().map(|e| e.path()).collect();
    files.sort();
    files.iter().filter_map(|f| fs::read_to_string(f).ok()).map(|text| plain(&text)).collect()
}

fn plain(file: &str) -> String {
    let body = file.splitn(3, "---\n").nth(2).unwrap_or(file);
    let body = body.split("\n## Events").next().unwrap_or(body);
    let mut out = String::new();
    for (i, part) in body.split("[[").enumerate() {
        match part.split_once("]]").filter(|_| i > 0) {
            Some((mark, rest)) => {
                out.push_str(mark.split('|').next().unwrap_or(""));
                out.push_str(rest);
            }
            None => out.push_str(part),
        }
    }
    out
}

/// The first `length` bytes, or a little fewer.
fn head(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Most memory that the process ever held, kB; only Linux tells.
fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
