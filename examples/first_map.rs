//! An article in, a map out: `cargo run --example first_map [ARTICLE [OUT.svg]]`.

use std::error::Error;
use std::path::{Path, PathBuf};

use dateline::pipeline::{Dateline, MapOptions, Source};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let article = arguments.next().map_or_else(own_article, PathBuf::from);
    let out = arguments.next().map_or_else(|| PathBuf::from("output/first_map.svg"), PathBuf::from);
    println!("{}", run(&article, &out)?);
    Ok(())
}

fn own_article() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles/durand-line.md")
}

/// Draws the map of a file and says what is on it and what was doubtful.
fn run(article: &Path, out: &Path) -> Result<String, Box<dyn Error>> {
    let dateline = Dateline::open()?;
    let source = Source { name: article.display().to_string(), ..Source::default() };
    let article = Dateline::article(&std::fs::read(article)?, &source)?;
    let map = dateline.map(article, &MapOptions::default())?;
    if let Some(folder) = out.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(out, &map.bytes)?;
    let mut report = format!("{}: {} marks", map.plan.title, map.plan.marks.len());
    for entry in &map.plan.entries {
        report.push_str(&format!("\n{}. {}", entry.number, entry.text));
    }
    for warning in &map.warnings {
        report.push_str(&format!("\nwarning: {}", warning.message));
    }
    Ok(report)
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_draws_the_example_article() {
        let out = std::env::temp_dir().join(format!("dateline-first-map-{}.svg", std::process::id()));
        let report = super::run(&super::own_article(), &out).expect("it runs");
        assert!(report.contains("marks\n1. "), "{report}");
        let svg = std::fs::read_to_string(&out).expect("the map is there");
        std::fs::remove_file(&out).expect("it can be removed");
        assert!(svg.starts_with("<svg") && svg.contains("Kabul"));
    }
}
