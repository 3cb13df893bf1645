//! Runs the cases of `tests/suite/reading`: small documents with the expected places marked in the text.
//!
//! A file holds cases. A line `## name` opens one; what follows is the document. `[Lima]` marks a place,
//! `[Peruvian|demonym]`, `[Lima|metonym]`, `[Lima|embedded]` one of another class, `[Lima|homonym]` a name that is no place
//! here. `[Lima|literal,metonym]` allows either. What is not marked must not be found. A name that ends in `(open)` is a case
//! that is not solved yet: it must fail, so that it gets closed when it is.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dateline::geodata::gazetteer::Gazetteer;
use dateline::intake::read::{Source, read};
use dateline::lang::lexicon::Lexicon;
use dateline::mentions::recognize::recognize;
use dateline::model::article::Span;
use dateline::model::mention::{Mention, MentionClass};
use dateline::pipeline::Dateline;

/// From this chance on an embedded name counts as found.
const EMBEDDED: f32 = 0.5;

struct Case {
    name: String,
    open: bool,
    text: String,
    marks: Vec<(Span, String)>,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/reading");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "txt")) {
        let content = fs::read_to_string(file).unwrap();
        for part in content.split("\n## ").skip(1) {
            let (name, document) = part.split_once('\n').unwrap();
            let (text, marks) = unmark(document.trim());
            let open = name.trim_end().ends_with("(open)");
            cases.push(Case { name: name.trim().to_owned(), open, text, marks });
        }
    }
    cases
}

/// The text without the marks, and what they say.
fn unmark(document: &str) -> (String, Vec<(Span, String)>) {
    let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), document);
    while let Some(open) = rest.find('[') {
        text.push_str(&rest[..open]);
        let close = open + rest[open..].find(']').expect("a mark is closed");
        let inner = &rest[open + 1..close];
        let (name, class) = inner.split_once('|').unwrap_or((inner, "literal"));
        let start = text.len();
        text.push_str(name);
        marks.push((Span::new(start, text.len()), class.to_owned()));
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    (text, marks)
}

/// What is wrong with the reading of a case, in words.
fn faults(case: &Case, gazetteer: &Gazetteer, lexicon: &Lexicon) -> Vec<String> {
    let source = Source { lang: Some("en".to_owned()), ..Source::default() };
    let article = read(case.text.as_bytes(), &source).unwrap().remove(0);
    assert_eq!(article.text, case.text, "intake keeps the text of {}", case.name);
    let counts = |m: &&Mention| match m.class {
        MentionClass::Homonym => false,
        MentionClass::Embedded => m.recognition >= EMBEDDED,
        _ => true,
    };
    let found = recognize(&article, gazetteer, lexicon);
    let found: Vec<&Mention> = found.iter().filter(counts).collect();
    let mut faults = Vec::new();
    for (span, classes) in &case.marks {
        let here: Vec<&&Mention> = found.iter().filter(|m| m.span.overlaps(*span)).collect();
        let said: BTreeSet<&str> = here.iter().map(|m| m.class.name()).collect();
        let right =
            if classes == "homonym" { said.is_empty() } else { classes.split(',').any(|c| said.contains(c)) };
        if !right {
            faults.push(format!("{:?} should be {classes}, is {said:?}", span.of(&case.text)));
        }
    }
    for mention in found.iter().filter(|m| !case.marks.iter().any(|(span, _)| span.overlaps(m.span))) {
        faults.push(format!("{:?} should not be found, is {}", mention.surface, mention.class.name()));
    }
    faults
}

#[test]
fn the_cases_are_read_as_marked() {
    let gazetteer = Gazetteer::bundled().unwrap();
    let lexicon = Lexicon::english();
    let cases = cases();
    let mut wrong = Vec::new();
    for case in &cases {
        let faults = faults(case, gazetteer, lexicon);
        if faults.is_empty() == case.open {
            let what = if case.open {
                "is solved: take (open) from its name".to_owned()
            } else {
                faults.join("\n    ")
            };
            wrong.push(format!("{}\n    {what}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn there_are_enough_cases_with_names_of_their_own() {
    let cases = cases();
    let names: BTreeSet<&str> = cases.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "names are unique");
    assert!(cases.len() >= 150, "{} cases", cases.len());
    let open = cases.iter().filter(|c| c.open).count();
    assert!(open * 12 <= cases.len(), "{open} of {} are open", cases.len());
}

#[test]
fn context_says_which_place_is_meant() {
    let gazetteer = Gazetteer::bundled().unwrap();
    let lexicon = Lexicon::english();
    let mention = |text: &str, surface: &str| -> Mention {
        let article = read(text.as_bytes(), &Source::default()).unwrap().remove(0);
        let found = recognize(&article, gazetteer, lexicon);
        found
            .into_iter()
            .find(|m| m.surface.contains(surface))
            .unwrap_or_else(|| panic!("{surface} is found in {text}"))
    };
    assert_eq!(
        mention("He lives in Paris, Texas, with his wife.", "Paris").context.container.as_deref(),
        Some("Texas")
    );
    assert_eq!(
        mention("Rain fell over northern Ghana on Monday.", "Ghana").context.part.as_deref(),
        Some("northern")
    );
    assert_eq!(mention("A delegation from North and South Korea met.", "North").name, "North Korea");
    let river = mention("Boats on the Niger River were stopped.", "Niger");
    assert!(river.context.kinds.contains(&dateline::model::place::PlaceKind::River), "{:?}", river.context);
}

#[test]
fn a_building_is_no_town_that_shares_its_name() {
    let text = "The summit was held in the Itamaraty Palace in Brasília, at the invitation of Brazil.";
    let source = Source { lang: Some("en".to_owned()), ..Source::default() };
    let article = read(text.as_bytes(), &source).unwrap().remove(0);
    let reading = Dateline::open().unwrap().read(article, &[]);
    let palace = reading.resolutions.iter().find(|r| r.mention.surface.contains("Palace")).unwrap();
    assert_eq!(palace.place.as_ref().map(|p| p.name.as_str()), Some("Brasília"));
}
