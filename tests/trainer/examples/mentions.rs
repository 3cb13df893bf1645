//! Prints the mentions of each article of a JSONL file as the scorer reads them, for measuring the recognizer alone.
//!
//! usage: mentions CORPUS.jsonl CLASSES   (classes by their first letters: l, d, m, e; each with a least recognition, `e0.5`)

use std::error::Error;
use std::fs;

use dateline::geodata::gazetteer::Gazetteer;
use dateline::intake::read::{Format, Source, read};
use dateline::lang::lexicon::Lexicon;
use dateline::mentions::recognize::recognize;
use dateline::mentions::resolve::resolve;
use dateline::model::mention::{Mention, MentionClass, Resolution};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [corpus, classes] = arguments.as_slice() else {
        return Err("usage: mentions CORPUS.jsonl CLASSES".into());
    };
    let wanted: Vec<(char, f32)> =
        classes.split(',').filter_map(|c| Some((c.chars().next()?, c[1..].parse().unwrap_or(0.0)))).collect();
    let gazetteer = Gazetteer::bundled().map_err(|e| e.to_string())?;
    let lexicon = Lexicon::english();
    let source = Source { format: Some(Format::Jsonl), ..Source::default() };
    let articles = read(&fs::read(corpus)?, &source).map_err(|e| e.to_string())?;
    let start = std::time::Instant::now();
    let all: Vec<Vec<Mention>> =
        articles.iter().map(|article| recognize(article, gazetteer, lexicon)).collect();
    let recognized = start.elapsed();
    let bytes: usize = articles.iter().map(|a| a.text.len()).sum();
    let all: Vec<Vec<Resolution>> =
        articles.iter().zip(all).map(|(article, mentions)| resolve(article, mentions, gazetteer)).collect();
    eprintln!(
        "{} articles, {} kB recognized in {recognized:?}, with resolution {:?}",
        articles.len(),
        bytes / 1000,
        start.elapsed()
    );
    for (article, resolutions) in articles.iter().zip(&all) {
        let characters = |byte: usize| article.text[..byte].chars().count();
        let rows: Vec<serde_json::Value> = resolutions
            .iter()
            .filter(|r| wanted.iter().any(|(c, least)| *c == letter(r.mention.class) && r.mention.recognition >= *least))
            .map(|r| {
                let (m, point) = (&r.mention, r.place.as_ref().map(|p| p.point));
                serde_json::json!({"start": characters(m.span.start), "end": characters(m.span.end), "surface": m.surface,
                    "class": m.class, "p": m.recognition, "context": m.context, "place": r.place.as_ref().map(|p| &p.id),
                    "lat": point.map(|p| p.lat), "lon": point.map(|p| p.lon)})
            })
            .collect();
        println!("{}", serde_json::json!({"id": article.id, "mentions": rows}));
    }
    Ok(())
}

const fn letter(class: MentionClass) -> char {
    match class {
        MentionClass::Literal => 'l',
        MentionClass::Demonym => 'd',
        MentionClass::Metonym => 'm',
        MentionClass::Embedded => 'e',
        MentionClass::Homonym => 'h',
        MentionClass::Reference => 'r',
    }
}
