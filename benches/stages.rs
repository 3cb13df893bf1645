//! Measures each stage and the whole way from article to SVG, in time and in instructions.
//!
//!     cargo bench --bench stages                 times of the stages
//!     cargo bench --bench stages -- --readme     writes the table in README.md, with instructions
//!     cargo bench --bench stages -- --record     writes benches/instructions.csv
//!     cargo bench --bench stages -- --check      fails where a stage needs 5 % more instructions than recorded
//!
//! The articles are our own labelled ones. Times are those of one thread and of this machine; instructions are counted by
//! `valgrind --tool=callgrind` and are the same on every machine with the same compiler and profile: record and check with
//! `--profile lab`. The record names the compiler. With another one, the check allows [`OTHER`] and says so; record anew in
//! a change of its own after raising the compiler.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use dateline::model::article::Article;
use dateline::pipeline::{Dateline, MapOptions, Source, Writing};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const RECORD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions.csv");
/// Share of the recorded instructions that a stage may need.
const LIMIT: f64 = 1.05;
/// The same where the compiler is another.
const OTHER: f64 = 1.2;
/// Rounds whose instructions are counted, besides one that opens the data.
const COUNTED: usize = 2;
/// Rounds that are timed.
const TIMED: usize = 9;

/// A stage, what it is called in the table, and the run of it over all articles.
type Stage = (&'static str, &'static str, fn(&Material));

const STAGES: [Stage; 6] = [
    ("intake", "bytes to article", |m| {
        for (name, bytes) in &m.files {
            std::hint::black_box(article(name, bytes));
        }
    }),
    ("read", "places and events", |m| {
        for article in &m.articles {
            std::hint::black_box(m.dateline.read(article.clone(), &[]));
        }
    }),
    ("plan", "choose", |m| {
        for reading in &m.readings {
            let _ = std::hint::black_box(m.dateline.plan(reading, &m.options.plan));
        }
    }),
    ("draw", "place labels and marks", |m| {
        for plan in &m.plans {
            let _ = std::hint::black_box(m.dateline.draw(plan));
        }
    }),
    ("write", "SVG with fonts", |m| {
        for scene in &m.scenes {
            let _ = std::hint::black_box(Dateline::write(scene, &Writing::default()));
        }
    }),
    ("whole", "bytes to SVG", |m| {
        for (name, bytes) in &m.files {
            let _ = std::hint::black_box(m.dateline.map(article(name, bytes), &m.options));
        }
    }),
];

struct Material {
    dateline: Dateline,
    options: MapOptions,
    files: Vec<(String, Vec<u8>)>,
    articles: Vec<Article>,
    readings: Vec<dateline::pipeline::Reading>,
    plans: Vec<dateline::model::plan::Plan>,
    scenes: Vec<dateline::model::scene::Scene>,
}

fn article(name: &str, bytes: &[u8]) -> Article {
    Dateline::article(bytes, &Source { name: name.to_owned(), ..Source::default() }).expect("one article")
}

impl Material {
    fn gather() -> Self {
        let dateline = Dateline::open().expect("the bundle opens");
        let options = MapOptions::default();
        let folder = fs::read_dir(Path::new(ROOT).join("tests/corpus/articles")).expect("our articles");
        let mut paths: Vec<_> = folder.flatten().map(|e| e.path()).collect();
        paths.sort();
        let files: Vec<_> = paths
            .iter()
            .map(|p| (p.to_string_lossy().into_owned(), fs::read(p).expect("readable")))
            .collect();
        let articles: Vec<_> = files.iter().map(|(name, bytes)| article(name, bytes)).collect();
        let readings: Vec<_> = articles.iter().map(|a| dateline.read(a.clone(), &[])).collect();
        let plans: Vec<_> =
            readings.iter().filter_map(|r| dateline.plan(r, &options.plan).ok()).map(|(p, _)| p).collect();
        let scenes = plans.iter().filter_map(|p| dateline.draw(p).ok()).map(|(s, _)| s).collect();
        Self { dateline, options, files, articles, readings, plans, scenes }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--run", stage, rounds] => {
            let material = Material::gather();
            let run = STAGES.iter().find(|(name, ..)| *name == stage).expect("a stage").2;
            (0..rounds.parse().expect("a number")).for_each(|_| run(&material));
        }
        ["--readme"] => write_readme(),
        ["--record"] => fs::write(RECORD, recorded()).expect("the record can be written"),
        ["--check"] => check(),
        _ => print!("{}", table(false)),
    }
}

/// Milliseconds for an article in the middle one of several rounds.
fn time(run: fn(&Material), material: &Material) -> f64 {
    let mut times: Vec<f64> = (0..TIMED)
        .map(|_| {
            let start = Instant::now();
            run(material);
            start.elapsed().as_secs_f64() * 1e3 / material.files.len() as f64
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[TIMED / 2]
}

/// Instructions for an article, counted by valgrind; none without it.
fn instructions(stage: &str, articles: usize) -> Option<f64> {
    let count = |rounds: usize| -> Option<f64> {
        let output = Command::new("valgrind")
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(std::env::current_exe().ok()?)
            .args(["--run", stage, &rounds.to_string()])
            .output()
            .ok()?;
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        text.lines().find_map(|l| l.split_once("Collected :")).and_then(|(_, n)| n.trim().parse().ok())
    };
    Some((count(1 + COUNTED)? - count(1)?) / COUNTED as f64 / articles as f64)
}

fn table(counted: bool) -> String {
    let material = Material::gather();
    let mut out = "| stage | what | ms an article |".to_owned();
    out.push_str(if counted { " million instructions |\n|---|---|---|---|\n" } else { "\n|---|---|---|\n" });
    for (name, what, run) in STAGES {
        let _ = write!(out, "| {name} | {what} | {:.2} |", time(run, &material));
        if counted {
            match instructions(name, material.files.len()) {
                Some(n) => _ = write!(out, " {:.2} |", n / 1e6),
                None => out.push_str(" (no valgrind) |"),
            }
        }
        out.push('\n');
    }
    out
}

fn write_readme() {
    let file = Path::new(ROOT).join("README.md");
    let text = fs::read_to_string(&file).expect("README.md");
    // Without the marks, the table becomes a section of its own at the end.
    let end = format!(
        "{text}\n## Speed\n\nOne thread, our own labelled articles, `cargo bench --bench stages -- --readme`.\n\n"
    );
    let place = text.split_once("<!-- stages -->\n").and_then(|(before, rest)| {
        rest.split_once("<!-- /stages -->").map(|(_, after)| (before.to_owned(), after.to_owned()))
    });
    let (before, after) = place.unwrap_or((end, "\n".to_owned()));
    let table = table(true);
    fs::write(&file, format!("{before}<!-- stages -->\n{table}<!-- /stages -->{after}"))
        .expect("README can be written");
}

/// The version of the compiler.
fn compiler() -> String {
    let output = Command::new("rustc").arg("--version").output();
    output.map_or_else(|_| "unknown".to_owned(), |o| String::from_utf8_lossy(&o.stdout).trim().to_owned())
}

fn recorded() -> String {
    let articles = Material::gather().files.len();
    let line = |name: &str| format!("{name},{:.0}\n", instructions(name, articles).expect("valgrind counts"));
    std::iter::once(format!("# {}\nstage,instructions\n", compiler()))
        .chain(STAGES.iter().map(|(name, ..)| line(name)))
        .collect()
}

fn check() {
    let record = fs::read_to_string(RECORD).expect("there is a record");
    let articles = Material::gather().files.len();
    let same = record.lines().next() == Some(&format!("# {}", compiler()));
    let limit = if same { LIMIT } else { OTHER };
    if !same {
        println!(
            "recorded with another compiler than {}: {:.0} % more are let pass",
            compiler(),
            (OTHER - 1.0) * 100.0
        );
    }
    let mut slower = false;
    for (name, ..) in STAGES {
        let before = record.lines().find_map(|l| l.strip_prefix(&format!("{name},")));
        let before: f64 = before.and_then(|n| n.parse().ok()).expect("the record has every stage");
        let now = instructions(name, articles).expect("valgrind counts");
        println!("{name}: {now:.0} instructions an article, {:+.1} %", (now / before - 1.0) * 100.0);
        slower |= now > before * limit;
    }
    assert!(!slower, "a stage needs more instructions than recorded; if that is meant, run with --record");
}
