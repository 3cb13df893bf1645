//! Events of short texts with places marked by hand: each case in tests/suite/events says what must come out.
//!
//! A place is marked `[Surface:kind:country]`, or `[Surface:kind:country:class:Name]` where class or name differ.
//! Below `---` stands one line an event: `kind | date | label | status | figures`, in order of the text.

use std::fmt::Write as _;
use std::path::Path;

use dateline::events::extract::{Options, extract_with};
use dateline::lang::dates::display_date;
use dateline::model::article::{Article, Block, BlockKind, Sentence, Span};
use dateline::model::event::{Event, Status};
use dateline::model::geo::LonLat;
use dateline::model::mention::{Context, Mention, MentionClass, Resolution};
use dateline::model::place::{GeometryRef, Place, PlaceId, PlaceKind};

fn kind(word: &str) -> PlaceKind {
    serde_json::from_value(serde_json::Value::String(word.to_owned()))
        .unwrap_or_else(|e| panic!("{word}: {e}"))
}

fn place(name: &str, kind: PlaceKind, country: &str) -> Place {
    let slug = name.to_lowercase().replace(' ', "-");
    let alpha3 = match country {
        "AF" => "AFG",
        "PK" => "PAK",
        "IN" => "IND",
        other => other,
    };
    let geometry = match kind {
        PlaceKind::Country => Some(format!("country:{alpha3}")),
        PlaceKind::Line => Some(format!("line:{slug}")),
        _ => None,
    };
    Place {
        country: country.to_owned(),
        rank: 3,
        geometry: geometry.map(GeometryRef),
        ..Place::bare(PlaceId(slug), name, kind, LonLat::new(0.0, 0.0))
    }
}

/// Takes the marks out of a text.
fn unmark(marked: &str) -> (String, Vec<(Span, Place, MentionClass)>) {
    let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), marked);
    while let Some(open) = rest.find('[') {
        let close = open + rest[open..].find(']').expect("closing bracket");
        text.push_str(&rest[..open]);
        let fields: Vec<&str> = rest[open + 1..close].split(':').collect();
        let start = text.len();
        text.push_str(fields[0]);
        let name = fields.get(4).copied().unwrap_or(fields[0]);
        let class = match fields.get(3).copied().unwrap_or("literal") {
            "demonym" => MentionClass::Demonym,
            "metonym" => MentionClass::Metonym,
            "embedded" => MentionClass::Embedded,
            _ => MentionClass::Literal,
        };
        marks.push((Span::new(start, text.len()), place(name, kind(fields[1]), fields[2]), class));
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    (text, marks)
}

/// Cuts at line ends into blocks and after full stops before a capital into sentences.
fn article(text: &str, date: &str) -> Article {
    let (mut blocks, mut sentences, mut at) = (Vec::new(), Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        at += line.len();
        if span.start == span.end {
            continue;
        }
        blocks.push(Block { kind: BlockKind::Paragraph, span });
        let mut start = span.start;
        let bytes = text.as_bytes();
        for i in span.start..span.end {
            let ends = bytes[i] == b'.'
                && bytes.get(i + 1) == Some(&b' ')
                && bytes.get(i + 2).is_some_and(u8::is_ascii_uppercase);
            let short = ["Oct", "Sept", "Mr", "Feb", "Nov"]
                .iter()
                .any(|w| text.get(start..i).is_some_and(|t| t.ends_with(w)));
            if ends && !short {
                sentences.push(Sentence { span: Span::new(start, i + 1), block: blocks.len() - 1 });
                start = i + 2;
            }
        }
        sentences.push(Sentence { span: Span::new(start, span.end), block: blocks.len() - 1 });
    }
    Article { date: date.parse().ok(), blocks, sentences, ..Article::bare("case", text) }
}

fn events(marked: &str, date: &str) -> (Article, Vec<Event>) {
    let (text, marks) = unmark(marked);
    let article = article(&text, date);
    let resolutions: Vec<Resolution> = marks
        .into_iter()
        .map(|(span, place, class)| Resolution {
            mention: Mention {
                span,
                surface: span.of(&text).to_owned(),
                name: place.name.clone(),
                class,
                recognition: 0.95,
                sentence: article.sentence_at(span.start).unwrap_or(0),
                context: Context::default(),
            },
            place: Some(place),
            score: 3.0,
            confidence: 0.95,
            clues: Vec::new(),
            runners_up: Vec::new(),
        })
        .collect();
    let capital = |country: &str| {
        let name = match country {
            "AF" => "Kabul",
            "SY" => "Damascus",
            _ => return None,
        };
        Some(Place { feature_code: "PPLC".to_owned(), ..place(name, PlaceKind::Settlement, country) })
    };
    let found =
        extract_with(&article, &resolutions, Options { capital: Some(&capital), ..Options::default() });
    (article, found)
}

fn show(article: &Article, event: &Event) -> String {
    let date = event.date.as_ref().map_or_else(String::new, |d| display_date(d, article.date));
    let status = match event.status {
        Status::Happened if !event.news => "background".to_owned(),
        other => format!("{other:?}").to_lowercase(),
    };
    let mut figures = String::new();
    for f in &event.figures {
        let words = [f.qualifier.clone(), f.value.to_string(), f.unit.clone()];
        let text = words.iter().filter(|w| !w.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        let claim = if f.claimant.is_empty() { String::new() } else { format!(" ({})", f.claimant) };
        let sign = if figures.is_empty() { "" } else { "; " };
        let _ = write!(figures, "{sign}{} {text}{claim}", format!("{:?}", f.kind).to_lowercase());
    }
    format!("{} | {date} | {} | {status} | {figures}", event.kind, event.label).trim_end().to_owned()
}

#[test]
fn every_case_gives_its_events() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/events");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("folder").map(|f| f.expect("file").path()).collect();
    files.sort();
    let (mut cases, mut wrong) = (0, String::new());
    for file in files {
        let all = std::fs::read_to_string(&file).expect("text");
        for case in all.split("\n## ").skip(1) {
            let (name, body) = case.split_once('\n').expect("name");
            let (head, body) = body.trim_start().split_once('\n').expect("date");
            let date = head.strip_prefix("date:").expect("date:").trim();
            let (text, expected) = body.split_once("\n---\n").expect("---");
            let (article, found) = events(text.trim(), date);
            let shown = found.iter().map(|e| show(&article, e)).collect::<Vec<_>>().join("\n");
            let expected = expected.trim().lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
            cases += 1;
            if shown != expected {
                let _ = writeln!(wrong, "\n## {name}\nexpected\n{expected}\nfound\n{shown}");
            }
        }
    }
    assert!(cases >= 30, "only {cases} cases");
    assert!(wrong.is_empty(), "of {cases} cases:{wrong}");
}

#[test]
fn any_text_is_read_without_panic() {
    let odd = [
        "",
        "killed",
        "after after after",
        "“killed",
        "In , on , at",
        "İstanbul'da 3 ölü killed 5. İİİ bombed İ",
        "On Oct. 99, 0 people were killed killed killed by by",
        "the capital of the capital of",
        "May May May 2025 2025",
        "1,1,1,1 killed 99999999999999999999999999 dead",
    ];
    for text in odd {
        let _ = events(text, "2025-10-24");
        let _ = events(text, "");
    }
}
