//! Measures resolution on gold spans and fits the weights of the clues by coordinate descent:
//! `cargo run --profile lab --example resolve_fit -- [--fit ROUNDS] [--train N] CORPUS.jsonl ...`; `--train N` fits on
//! the first N corpora only, the others stay unseen; `--recognized` takes the recognizer's mentions instead of the gold
//! spans; `--errors` lists what is wrong.

use std::error::Error;
use std::fs;

use dateline::geodata::gazetteer::Gazetteer;
use dateline::intake::read::{Format, Source, read as read_articles};
use dateline::lang::lexicon::Lexicon;
use dateline::mentions::evidence::{CLUES, TABLE, Weights};
use dateline::mentions::recognize::recognize;
use dateline::mentions::resolve::resolve_with;
use dateline::model::article::{Article, Span};
use dateline::model::mention::{Context, Mention, MentionClass};
use serde_json::Value;

/// Mean radius of the Earth in km, as in the scorer.
const EARTH: f64 = 6371.0088;

/// Weights by reason, from before the first fit, in the order of the table of clues.
const PRIOR: [f32; CLUES] = [
    8.0, -1.0, -0.5, 0.5, -1.5, 3.0, 5.0, -2.0, 2.0, -1.0, 1.0, 1.0, 2.5, 2.5, 2.5, 1.0, 1.5, 1.5, 1.0, 1.0,
    0.5, -0.3, -0.3, 0.0, -0.5, 1.0, 0.5, -1.0,
];

struct Case {
    article: Article,
    mentions: Vec<Mention>,
    gold: Vec<Option<[f64; 2]>>,
}

struct Corpus {
    name: String,
    cases: Vec<Case>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let rounds = option(&mut arguments, "--fit")?.unwrap_or(0);
    let train = option(&mut arguments, "--train")?.unwrap_or(arguments.len());
    let errors = arguments.iter().position(|a| a == "--errors").map(|i| arguments.remove(i)).is_some();
    let recognized =
        arguments.iter().position(|a| a == "--recognized").map(|i| arguments.remove(i)).is_some();
    let gazetteer = Gazetteer::bundled().map_err(|e| e.to_string())?;
    let corpora =
        arguments.iter().map(|path| read(path, gazetteer, recognized)).collect::<Result<Vec<_>, _>>()?;
    let mut weights = if rounds > 0 { Weights(PRIOR) } else { Weights::default() };
    report(&corpora, gazetteer, &weights);
    reliability(&corpora, gazetteer, &weights);
    if errors {
        list_errors(&corpora, gazetteer, &weights);
    }
    if rounds > 0 {
        fit(&corpora[..train.min(corpora.len())], gazetteer, &mut weights, rounds);
        report(&corpora, gazetteer, &weights);
        for ((kind, name, _), weight) in TABLE.iter().zip(weights.0) {
            println!("    (ClueKind::{kind:?}, \"{name}\", {weight:.2}),");
        }
    }
    Ok(())
}

fn option(arguments: &mut Vec<String>, name: &str) -> Result<Option<usize>, Box<dyn Error>> {
    let Some(at) = arguments.iter().position(|a| a == name) else { return Ok(None) };
    arguments.remove(at);
    if at >= arguments.len() {
        return Err(format!("{name} needs a number").into());
    }
    Ok(Some(arguments.remove(at).parse()?))
}

fn read(path: &str, gazetteer: &Gazetteer, recognized: bool) -> Result<Corpus, Box<dyn Error>> {
    let mut cases = Vec::new();
    for line in fs::read_to_string(path)?.lines() {
        cases.push(case(&serde_json::from_str(line)?, gazetteer, recognized)?);
    }
    let name = path.rsplit('/').next().unwrap_or(path).to_owned();
    Ok(Corpus { name, cases })
}

fn case(row: &Value, gazetteer: &Gazetteer, recognized: bool) -> Result<Case, Box<dyn Error>> {
    let text = row["text"].as_str().unwrap_or("").to_owned();
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let address = row["url"].as_str().or(row["domain"].as_str()).unwrap_or("");
    let url = if address.is_empty() || address.contains("://") {
        address.to_owned()
    } else {
        format!("http://{address}/")
    };
    if recognized {
        return read_case(row, &bytes, gazetteer);
    }
    let mut mentions = Vec::new();
    let mut gold = Vec::new();
    for mention in row["mentions"].as_array().into_iter().flatten() {
        let at = |key: &str| mention[key].as_u64().and_then(|c| bytes.get(c as usize)).copied().unwrap_or(0);
        let span = Span::new(at("start"), at("end"));
        let surface = span.of(&text).to_owned();
        mentions.push(Mention {
            class: class(&surface, gazetteer),
            name: surface.clone(),
            surface,
            span,
            recognition: 1.0,
            sentence: 0,
            context: Context::default(),
        });
        gold.push(mention["lat"].as_f64().zip(mention["lon"].as_f64()).map(|(lat, lon)| [lon, lat]));
    }
    let article = Article { url, ..Article::bare(row["id"].as_str().unwrap_or(""), &text) };
    Ok(Case { article, mentions, gold })
}

/// The recognizer's own mentions; each takes the gold position of the mention that it overlaps most.
fn read_case(row: &Value, bytes: &[usize], gazetteer: &Gazetteer) -> Result<Case, Box<dyn Error>> {
    let source = Source { format: Some(Format::Jsonl), ..Source::default() };
    let mut articles = read_articles(row.to_string().as_bytes(), &source).map_err(|e| e.to_string())?;
    let article = articles.pop().ok_or("no article")?;
    let mentions = recognize(&article, gazetteer, Lexicon::english());
    let marks: Vec<(Span, Option<[f64; 2]>)> = row["mentions"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|m| {
            let at = |key: &str| m[key].as_u64().and_then(|c| bytes.get(c as usize)).copied().unwrap_or(0);
            let point = m["lat"].as_f64().zip(m["lon"].as_f64()).map(|(lat, lon)| [lon, lat]);
            (Span::new(at("start"), at("end")), point)
        })
        .collect();
    let gold = mentions.iter().map(|mention| {
        let shared =
            |span: &Span| span.end.min(mention.span.end).saturating_sub(span.start.max(mention.span.start));
        let best = marks.iter().filter(|(span, _)| shared(span) > 0).max_by_key(|(span, _)| shared(span));
        best.and_then(|(_, point)| *point)
    });
    let gold = gold.collect();
    Ok(Case { article, mentions, gold })
}

fn class(surface: &str, gazetteer: &Gazetteer) -> MentionClass {
    let first = gazetteer.lookup(surface).and_then(|p| p.iter().next());
    if first.is_some_and(|p| p.kind.is_demonym()) { MentionClass::Demonym } else { MentionClass::Literal }
}

fn kilometers(a: [f64; 2], b: [f64; 2]) -> f64 {
    let (lat_a, lat_b) = (a[1].to_radians(), b[1].to_radians());
    let half_lat = ((lat_b - lat_a) / 2.0).sin();
    let half_lon = ((b[0] - a[0]).to_radians() / 2.0).sin();
    let h = half_lat * half_lat + lat_a.cos() * lat_b.cos() * half_lon * half_lon;
    2.0 * EARTH * h.min(1.0).sqrt().asin()
}

/// Mentions right, mentions with gold coordinates, and the sum of log errors, which is smoother than the count.
fn measure(corpus: &Corpus, gazetteer: &Gazetteer, weights: &Weights) -> (usize, usize, f64) {
    let (mut right, mut all, mut loss) = (0, 0, 0.0);
    for case in &corpus.cases {
        let resolved = resolve_with(&case.article, case.mentions.clone(), gazetteer, weights);
        for (resolution, gold) in resolved.iter().zip(&case.gold) {
            let Some(gold) = gold else { continue };
            let error =
                resolution.place.as_ref().map_or(20039.0, |p| kilometers([p.point.lon, p.point.lat], *gold));
            right += usize::from(error <= 161.0);
            all += 1;
            loss += (error + 1.0).ln() / 20039f64.ln();
        }
    }
    (right, all, loss)
}

fn report(corpora: &[Corpus], gazetteer: &Gazetteer, weights: &Weights) {
    for corpus in corpora {
        let (right, all, loss) = measure(corpus, gazetteer, weights);
        let (a161, auc) = (right as f64 / all as f64, loss / all as f64);
        println!("{:20} A@161 {a161:.4}  log error {auc:.4}  of {all}", corpus.name);
    }
}

/// How often the winner is right, by its confidence.
fn reliability(corpora: &[Corpus], gazetteer: &Gazetteer, weights: &Weights) {
    let mut bins = [(0usize, 0usize, 0.0f32); 10];
    for case in corpora.iter().flat_map(|c| &c.cases) {
        let resolved = resolve_with(&case.article, case.mentions.clone(), gazetteer, weights);
        for (resolution, gold) in resolved.iter().zip(&case.gold) {
            let (Some(gold), Some(place)) = (gold, &resolution.place) else { continue };
            let right = kilometers([place.point.lon, place.point.lat], *gold) <= 161.0;
            let bin = &mut bins[((resolution.confidence * 10.0) as usize).min(9)];
            *bin = (bin.0 + 1, bin.1 + usize::from(right), bin.2 + resolution.confidence);
        }
    }
    for (all, right, sum) in bins.iter().filter(|b| b.0 > 0) {
        println!("confidence {:.2}: right {:.2} of {all}", sum / *all as f32, *right as f64 / *all as f64);
    }
}

fn list_errors(corpora: &[Corpus], gazetteer: &Gazetteer, weights: &Weights) {
    for case in corpora.iter().flat_map(|c| &c.cases) {
        let resolved = resolve_with(&case.article, case.mentions.clone(), gazetteer, weights);
        for (resolution, gold) in resolved.iter().zip(&case.gold) {
            let (Some(gold), Some(place)) = (gold, &resolution.place) else { continue };
            if kilometers([place.point.lon, place.point.lat], *gold) > 161.0 {
                let clues: Vec<String> =
                    resolution.clues.iter().map(|c| format!("{} {:.1}", c.name, c.score)).collect();
                let rivals: Vec<String> =
                    resolution.runners_up.iter().map(|r| format!("{} {:.1}", r.label, r.score)).collect();
                println!(
                    "{}\t{}\t{:?} {}, {} ({:.1},{:.1}; gold {:.1},{:.1})\t{}\t{}",
                    case.article.id,
                    resolution.mention.surface,
                    place.kind,
                    place.name,
                    place.country,
                    place.point.lat,
                    place.point.lon,
                    gold[1],
                    gold[0],
                    clues.join(", "),
                    rivals.join("; ")
                );
            }
        }
    }
}

/// Mean over the corpora of the share right, less a little of the log error.
fn objective(corpora: &[Corpus], gazetteer: &Gazetteer, weights: &Weights) -> f64 {
    let value = |corpus: &Corpus| {
        let (right, all, loss) = measure(corpus, gazetteer, weights);
        (right as f64 - 0.2 * loss) / all as f64
    };
    corpora.iter().map(value).sum::<f64>() / corpora.len() as f64 - 0.012 * strain(weights)
}

/// Keeps weights where they were set by reason unless the corpora speak clearly.
fn strain(weights: &Weights) -> f64 {
    let moved = weights.0.iter().zip(PRIOR).map(|(w, prior)| f64::from((w - prior).abs()));
    moved.sum::<f64>() / CLUES as f64
}

fn fit(corpora: &[Corpus], gazetteer: &Gazetteer, weights: &mut Weights, rounds: usize) {
    let mut best = objective(corpora, gazetteer, weights);
    for round in 0..rounds {
        let scale = if round == 0 { 1.0 } else { 0.5 };
        for i in 0..CLUES {
            for step in [1.0f32, -1.0, 0.4, -0.4] {
                let mut trial = *weights;
                trial.0[i] += step * scale;
                let value = objective(corpora, gazetteer, &trial);
                if value > best + 1e-6 {
                    best = value;
                    *weights = trial;
                }
            }
        }
        println!("round {round}: {best:.5}");
    }
}
