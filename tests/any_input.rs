//! Any bytes may come in: reading never panics, and every span fits the text.

use dateline::geodata::gazetteer::Gazetteer;
use dateline::intake::read::{Format, Source, read};
use dateline::lang::lexicon::Lexicon;
use dateline::mentions::recognize::recognize;
use dateline::mentions::resolve::resolve;
use proptest::prelude::*;

const FORMATS: [Format; 5] = [Format::Text, Format::Markdown, Format::Html, Format::Json, Format::Jsonl];

/// Pieces that intake and recognition look for.
const PIECES: [&str; 36] = [
    "Paris",
    "U.S.",
    "St.",
    "\"",
    "’s",
    "(AP) —",
    "KABUL, ",
    ", ",
    "\n\n",
    "\r",
    "<p>",
    "</div>",
    "<time datetime=",
    "---\n",
    "title: x\n",
    "{\"text\": ",
    "}",
    "\u{202e}",
    "\0",
    "é",
    "東京",
    "क़",
    "ﬃ",
    "\u{301}",
    "-",
    "--",
    "North and South Korea",
    "Mr.",
    "12 MARCH 86",
    "&amp;",
    "İ",
    "ß",
    "of ",
    "Gary, IN",
    "\t",
    "😀",
];

fn check(bytes: &[u8]) {
    let gazetteer = Gazetteer::bundled().unwrap();
    for format in FORMATS {
        let source = Source { name: "x".to_owned(), format: Some(format), ..Source::default() };
        for article in read(bytes, &source).unwrap_or_default() {
            let mentions = recognize(&article, gazetteer, Lexicon::english());
            for resolution in resolve(&article, mentions, gazetteer) {
                let span = resolution.mention.span;
                assert_eq!(article.text.get(span.start..span.end), Some(resolution.mention.surface.as_str()));
            }
            for sentence in &article.sentences {
                assert!(article.text.get(sentence.span.start..sentence.span.end).is_some());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        check(&bytes);
    }

    #[test]
    fn pieces(pieces in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        check(pieces.iter().map(|i| PIECES[*i]).collect::<String>().as_bytes());
    }
}

#[test]
fn a_long_text_takes_time_in_proportion() {
    let gazetteer = Gazetteer::bundled().unwrap();
    let text = "Rain fell on Lima and Cusco, Peru. Mr. Lincoln of Lincoln said so. ".repeat(4_000);
    let article = read(text.as_bytes(), &Source::default()).unwrap().remove(0);
    let mentions = recognize(&article, gazetteer, Lexicon::english());
    assert!(mentions.len() >= 12_000, "{}", mentions.len());
}
