//! Scores reading on our own labelled articles (`tests/corpus/articles`) and holds floors under the scores.
//!
//! `cargo test --test corpus -- --nocapture` prints scores and faults by article, and how often each confidence is right.
//! Raise a floor when a score has risen; nothing is fitted on these articles.

use std::fs;
use std::path::Path;

use dateline::model::article::Span;
use dateline::model::mention::{MentionClass, Resolution};
use dateline::pipeline::{Dateline, Reading, Source};

/// Mean radius of the Earth in km.
const EARTH: f64 = 6371.0088;
/// A place counts as right within so many km (100 miles, as in the literature).
const RIGHT: f64 = 161.0;
/// From this chance on an embedded name counts as found.
const EMBEDDED: f32 = 0.6;

struct Label {
    span: Span,
    class: MentionClass,
    at: Option<[f64; 2]>,
}

struct Labelled {
    name: String,
    text: String,
    labels: Vec<Label>,
}

/// Counts of one article or of all.
#[derive(Debug, Clone, Copy, Default)]
struct Score {
    gold: usize,
    found: usize,
    both: usize,
    /// Gold mentions with a position; those of them that were found; those found and right.
    placed: usize,
    answered: usize,
    right: usize,
    /// Homonyms, and those taken for a place.
    homonyms: usize,
    fooled: usize,
}

impl Score {
    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.both += other.both;
        self.placed += other.placed;
        self.answered += other.answered;
        self.right += other.right;
        self.homonyms += other.homonyms;
        self.fooled += other.fooled;
    }

    fn overlap(&self) -> f64 {
        2.0 * self.both as f64 / (self.gold + self.found).max(1) as f64
    }

    fn end_to_end(&self) -> f64 {
        2.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }

    fn resolved(&self) -> f64 {
        self.right as f64 / self.answered.max(1) as f64
    }
}

fn articles() -> Vec<Labelled> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/articles");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "md"));
    files.sort();
    files.iter().map(|file| labelled(&fs::read_to_string(file).unwrap(), file)).collect()
}

/// Takes the marks out of the text between front matter and events.
fn labelled(file: &str, path: &Path) -> Labelled {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let body = file.splitn(3, "---\n").nth(2).unwrap_or_else(|| panic!("{name} has front matter"));
    let body = body.split("\n## Events").next().unwrap().replace('*', "");
    let (mut text, mut labels, mut rest) = (String::new(), Vec::new(), body.as_str());
    while let Some(open) = rest.find("[[") {
        text.push_str(&rest[..open]);
        let close = open + rest[open..].find("]]").unwrap_or_else(|| panic!("{name}: a mark is not closed"));
        let mut fields = rest[open + 2..close].split('|');
        let surface = fields.next().unwrap();
        let at = fields.next().unwrap_or("").split_once(',');
        let class = fields.next().unwrap_or("");
        let class = MentionClass::ALL.into_iter().find(|c| c.name() == class);
        let start = text.len();
        text.push_str(surface);
        labels.push(Label {
            span: Span::new(start, text.len()),
            class: class.unwrap_or_else(|| panic!("{name}: class of {surface}")),
            at: at.map(|(lon, lat)| [lon.parse().unwrap(), lat.parse().unwrap()]),
        });
        rest = &rest[close + 2..];
    }
    text.push_str(rest);
    Labelled { name, text, labels }
}

fn read(dateline: &Dateline, labelled: &Labelled) -> Reading {
    let json = serde_json::json!({"id": labelled.name, "lang": "en", "text": labelled.text}).to_string();
    let source = Source { name: "article.json".to_owned(), ..Source::default() };
    let article = Dateline::articles(json.as_bytes(), &source).unwrap().remove(0);
    assert_eq!(article.text, labelled.text, "{}: intake keeps the text", labelled.name);
    dateline.read(article, &[])
}

fn counts(r: &&Resolution) -> bool {
    match r.mention.class {
        MentionClass::Homonym | MentionClass::Reference => false,
        MentionClass::Embedded => r.mention.recognition >= EMBEDDED,
        _ => true,
    }
}

fn kilometers(r: &Resolution, at: [f64; 2]) -> f64 {
    let Some(place) = &r.place else { return f64::INFINITY };
    let (a, b) = (place.point.lat.to_radians(), at[1].to_radians());
    let (lat, lon) = ((b - a) / 2.0, (at[0] - place.point.lon).to_radians() / 2.0);
    let h = lat.sin().powi(2) + a.cos() * b.cos() * lon.sin().powi(2);
    2.0 * EARTH * h.min(1.0).sqrt().asin()
}

/// Pairs of label and mention that share text, each used once, in order of the text.
fn pairs<'a>(labels: &'a [Label], found: &[&'a Resolution]) -> Vec<(&'a Label, &'a Resolution)> {
    let mut used = vec![false; found.len()];
    let mut out = Vec::new();
    for label in labels.iter().filter(|l| l.class != MentionClass::Homonym) {
        let next = (0..found.len()).find(|i| !used[*i] && found[*i].mention.span.overlaps(label.span));
        if let Some(i) = next {
            used[i] = true;
            out.push((label, found[i]));
        }
    }
    out
}

fn score(labelled: &Labelled, reading: &Reading) -> (Score, Vec<String>) {
    let found: Vec<&Resolution> = reading.resolutions.iter().filter(counts).collect();
    let pairs = pairs(&labelled.labels, &found);
    let mut wrong = Vec::new();
    let mut score = Score { gold: 0, found: found.len(), both: pairs.len(), ..Score::default() };
    for label in &labelled.labels {
        let pair = pairs.iter().find(|(l, _)| l.span == label.span);
        let surface = label.span.of(&labelled.text);
        if label.class == MentionClass::Homonym {
            let fooled = found.iter().any(|r| r.mention.span.overlaps(label.span));
            score.homonyms += 1;
            score.fooled += usize::from(fooled);
            if fooled {
                wrong.push(format!("{surface}: is no place"));
            }
            continue;
        }
        score.gold += 1;
        score.placed += usize::from(label.at.is_some());
        let Some((_, r)) = pair else {
            wrong.push(format!("{surface}: not found"));
            continue;
        };
        if let Some(at) = label.at {
            score.answered += 1;
            let km = kilometers(r, at);
            score.right += usize::from(km <= RIGHT);
            if km > RIGHT {
                let place = r.place.as_ref().map_or("no place", |p| p.id.0.as_str());
                wrong.push(format!("{surface}: read as {place}, {km:.0} km away"));
            }
        }
    }
    let extra = found.iter().filter(|r| !labelled.labels.iter().any(|l| l.span.overlaps(r.mention.span)));
    wrong
        .extend(extra.map(|r| format!("{}: not labelled, is {}", r.mention.surface, r.mention.class.name())));
    (score, wrong)
}

#[test]
fn reading_keeps_its_scores_on_our_articles() {
    let dateline = Dateline::open().unwrap();
    let mut all = Score::default();
    for labelled in articles() {
        let (score, wrong) = score(&labelled, &read(&dateline, &labelled));
        println!(
            "{:24} overlap {:.3}  end to end {:.3}  resolved {:.3}  {}",
            labelled.name,
            score.overlap(),
            score.end_to_end(),
            score.resolved(),
            wrong.join("; ")
        );
        all.add(score);
    }
    println!(
        "all: overlap {:.3}, end to end {:.3}, resolved {:.3}; {} of {} homonyms taken for places",
        all.overlap(),
        all.end_to_end(),
        all.resolved(),
        all.fooled,
        all.homonyms
    );
    assert!(all.gold >= 800, "{} labels", all.gold);
    assert!(all.overlap() >= 0.92, "overlap {:.3}", all.overlap());
    assert!(all.end_to_end() >= 0.81, "end to end {:.3}", all.end_to_end());
    assert!(all.resolved() >= 0.86, "resolved {:.3}", all.resolved());
    assert!(all.fooled * 4 <= all.homonyms, "{} of {} homonyms", all.fooled, all.homonyms);
}

#[test]
fn confidence_rises_with_being_right() {
    let dateline = Dateline::open().unwrap();
    let mut bins = [(0usize, 0usize, 0.0f32); 5];
    for labelled in articles() {
        let reading = read(&dateline, &labelled);
        let found: Vec<&Resolution> = reading.resolutions.iter().filter(counts).collect();
        let pairs = pairs(&labelled.labels, &found);
        for r in &found {
            let pair = pairs.iter().find(|(_, p)| p.mention.span == r.mention.span);
            let right = pair.is_some_and(|(l, _)| l.at.is_some_and(|at| kilometers(r, at) <= RIGHT));
            let bin = &mut bins[((r.confidence * 5.0) as usize).min(4)];
            *bin = (bin.0 + 1, bin.1 + usize::from(right), bin.2 + r.confidence);
        }
    }
    for (all, right, sum) in bins.iter().filter(|b| b.0 > 0) {
        println!("confidence {:.2}: right {:.2} of {all}", sum / *all as f32, *right as f64 / *all as f64);
    }
    let share = |b: (usize, usize, f32)| b.1 as f64 / b.0.max(1) as f64;
    assert!(share(bins[4]) >= 0.87, "the surest are right: {:.2}", share(bins[4]));
    assert!(share(bins[0]) < share(bins[4]) - 0.2, "the least sure are less often right");
}
