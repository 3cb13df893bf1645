//! Trains the tagger: open texts with labels in, `src/lang/en/tagger.bin` out, the same bytes every time.
//!
//! usage: dateline-trainer TRAINING_FOLDER SILVER.jsonl WORDS.tsv TEMPLATES.txt OUT.bin

mod augment;
mod corpus;
mod document;
mod fit;
mod model;
mod random;
mod templates;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use dateline::geodata::gazetteer::Gazetteer;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [training, silver, words, templates, out] = arguments.as_slice() else {
        eprintln!("usage: dateline-trainer TRAINING_FOLDER SILVER.jsonl WORDS.tsv TEMPLATES.txt OUT.bin");
        return ExitCode::from(2);
    };
    match train(
        Path::new(training),
        Path::new(silver),
        Path::new(words),
        Path::new(templates),
        Path::new(out),
    ) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn train(
    training: &Path,
    silver: &Path,
    words: &Path,
    templates: &Path,
    out: &Path,
) -> Result<(), Box<dyn Error>> {
    let table = model::read_words(words)?;
    let lexicon = model::lexicon(&table);
    let gazetteer = Gazetteer::bundled().map_err(|e| e.to_string())?;
    let mut texts = corpus::silver(silver)?;
    for name in ["wikigold", "wnut17", "btc"] {
        texts.extend(corpus::bio(&training.join(format!("{name}.bio")), name)?);
    }
    let (held, mut kept): (Vec<_>, Vec<_>) = texts.into_iter().enumerate().partition(|(i, _)| i % 12 == 5);
    let swaps = augment::Names::new(gazetteer, &table);
    let mut random = random::Random::new(20);
    let originals: Vec<_> = kept.iter().map(|(_, t)| t.clone()).collect();
    for text in &originals {
        for _ in 0..2 {
            kept.push((0, swaps.swap(text, &mut random)));
        }
        if random.below(5) == 0 {
            kept.push((0, augment::shout(text)));
        }
    }
    kept.extend(templates::generate(templates, &swaps, &mut random)?.into_iter().map(|t| (0, t)));
    let prepare = |list: Vec<(usize, corpus::Labelled)>,
                   salts: &mut dyn FnMut() -> Option<u64>|
     -> Vec<document::Document> {
        list.iter()
            .filter_map(|(_, text)| document::Document::new(text, gazetteer, lexicon, salts()))
            .collect()
    };
    let held = prepare(held, &mut || None);
    let mut salt = || (random.below(2) == 0).then(|| random.next());
    let kept = prepare(kept, &mut salt);
    println!("{} documents to train on, {} held out", kept.len(), held.len());
    let weights = fit::fit(&kept, &held, &mut random);
    model::write(out, &table, &weights)?;
    println!("wrote {}", out.display());
    Ok(())
}
