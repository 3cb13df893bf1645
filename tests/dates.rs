//! Dates of news English: each line of tests/suite/dates gives a text, a document date and the days it must mean.

use std::fmt::Write as _;
use std::path::Path;

use dateline::lang::en::dates::resolve::{Anchors, resolve};
use dateline::lang::en::dates::scan::scan;
use dateline::lang::tokens::{Words, tokenize};
use dateline::model::article::Span;
use dateline::model::event::{DateRelation, EventDate, Precision};
use jiff::civil::Date;

/// All dates of a text, each resolved with the one before it as the date spoken of last.
fn read(text: &str, document: Option<Date>) -> Vec<EventDate> {
    let lower = text.to_ascii_lowercase();
    let mut tokens = Vec::new();
    tokenize(text, Span::new(0, text.len()), &mut tokens);
    let mut anchors = Anchors { document, ..Anchors::default() };
    let mut out = Vec::new();
    for found in scan(Words { text, lower: &lower, tokens: &tokens }) {
        if let Some(date) = resolve(&found, anchors) {
            anchors.follow(&date);
            out.push(date);
        }
    }
    out
}

/// `2025-10-09`, `2025-10-09..2025-10-11 week`, `before 2025-05-01..2025-05-31 month`, `10-09 day`, `10 month`.
fn show(date: &EventDate) -> String {
    let mut out = String::new();
    out.push_str(match date.relation {
        DateRelation::On => "",
        DateRelation::Before => "before ",
        DateRelation::After => "after ",
        DateRelation::From => "since ",
        DateRelation::Until => "until ",
    });
    match (date.start, date.end, date.month, date.day) {
        (Some(a), Some(b), ..) if a == b => _ = write!(out, "{a}"),
        (Some(a), Some(b), ..) => _ = write!(out, "{a}..{b}"),
        (_, _, Some(m), Some(d)) => _ = write!(out, "{m:02}-{d:02}"),
        (_, _, Some(m), None) => _ = write!(out, "{m:02}"),
        _ => out.push('?'),
    }
    match date.precision {
        Precision::Day => {}
        Precision::Week => out.push_str(" week"),
        Precision::Month => out.push_str(" month"),
        Precision::Season => out.push_str(" season"),
        Precision::Year => out.push_str(" year"),
        Precision::Decade => out.push_str(" decade"),
    }
    out
}

#[test]
fn every_case_means_the_days_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/dates");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("folder").map(|f| f.expect("file").path()).collect();
    files.sort();
    let (mut cases, mut wrong) = (0, String::new());
    for file in files {
        let text = std::fs::read_to_string(&file).expect("text");
        for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [document, sentence, expected] = columns[..] else {
                panic!("{}:{}: {line}", file.display(), number + 1)
            };
            let document = if document == "-" { None } else { Some(document.parse().expect("date")) };
            let shown: Vec<String> = read(sentence, document).iter().map(show).collect();
            let shown = if shown.is_empty() { "none".to_owned() } else { shown.join(" | ") };
            cases += 1;
            if shown != expected {
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                let _ = writeln!(
                    wrong,
                    "{name}:{}: {sentence}\n   expected {expected}\n   found    {shown}",
                    number + 1
                );
            }
        }
    }
    assert!(cases >= 300, "only {cases} cases");
    assert!(wrong.is_empty(), "of {cases} cases:\n{wrong}");
}
