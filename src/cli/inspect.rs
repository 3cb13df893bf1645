//! `dateline inspect`: every stage as text for people or as data for programs.

use std::io::IsTerminal;
use std::path::Path;

use crate::cli::args::{DataArg, EvidenceArg, InspectArgs, StageArg};
use crate::cli::reading_text::Marks;
use crate::cli::report::Report;
use crate::cli::{files, map, reading_text, settings};
use crate::diagnostic::{Error, ErrorKind, Result};
use crate::export;
use crate::model::mention::{Mention, MentionClass, Resolution};
use crate::pipeline::{Dateline, Reading};

/// Classes that are listed if the caller names none: all that speak of a place.
const DEFAULT_CLASSES: [MentionClass; 4] =
    [MentionClass::Literal, MentionClass::Demonym, MentionClass::Metonym, MentionClass::Embedded];
/// Chance from which an embedded name is listed.
const LEAST_EMBEDDED: f32 = 0.6;

/// Shows what a stage made of one article or of many.
///
/// # Errors
/// If the input cannot be read, or stage and format do not go together.
pub fn inspect(args: &InspectArgs, report: Report) -> Result<()> {
    let classes = classes(&args.classes)?;
    let edits = settings::edits(&args.read)?;
    let bytes = files::read(&args.article)?;
    let articles = Dateline::articles(&bytes, &map::source(&args.article, &args.read)?)?;
    let statements = args.statements && matches!(args.stage, StageArg::Events);
    let dateline = settings::open(args.read.gazetteer.as_deref())?.with_statements(statements);
    let many = articles.len() > 1;
    let mut out = String::new();
    for article in articles {
        let reading = dateline.read_edited(article, &edits);
        report.warnings(&reading.warnings, &reading.article.text);
        out.push_str(&shown(args, &dateline, &reading, &classes, many, report)?);
    }
    files::write(Path::new("-"), out.as_bytes())
}

fn shown(
    args: &InspectArgs,
    dateline: &Dateline,
    reading: &Reading,
    classes: &[MentionClass],
    many: bool,
    report: Report,
) -> Result<String> {
    // Names inside of other names count where they likely mean the place ("University of Texas", not "Lincoln Center").
    let every = classes.contains(&MentionClass::Homonym);
    let sure = |m: &Mention| every || m.class != MentionClass::Embedded || m.recognition >= LEAST_EMBEDDED;
    let wanted = |r: &&Resolution| classes.contains(&r.mention.class) && sure(&r.mention);
    let all = reading.resolutions.iter().chain(&reading.references);
    let mut listed: Vec<_> = all.filter(wanted).cloned().collect();
    listed.sort_by_key(|r| r.mention.span);
    let (article, events, focus) = (&reading.article, &reading.events, &reading.focus);
    if many && matches!(args.format, DataArg::Json | DataArg::Geojson) {
        return Err(Error::new(
            ErrorKind::Options,
            "a file of many articles cannot become one JSON document",
        )
        .with_hint("use --format jsonl"));
    }
    // Data carries the evidence unless the caller forbids it.
    let evidence = args.look.evidence != Some(EvidenceArg::None);
    match (args.stage, args.format) {
        (StageArg::Mentions, DataArg::Text) => {
            Ok(reading_text::mentions(article, &listed, args.explain, marks()))
        }
        (StageArg::Mentions, DataArg::Json) => export::mentions::json(article, &listed),
        (StageArg::Mentions, DataArg::Jsonl) => export::mentions::jsonl(article, &listed),
        (StageArg::Mentions, DataArg::Geojson) => export::mentions::geojson(article, &listed),
        (StageArg::Mentions, DataArg::Csv) => export::mentions::csv(article, &listed),
        (StageArg::Places, DataArg::Text) => Ok(reading_text::places(focus)),
        (StageArg::Places, DataArg::Json) => export::places::json(article, focus),
        (StageArg::Places, DataArg::Jsonl) => export::places::jsonl(article, focus),
        (StageArg::Places, DataArg::Geojson) => export::places::geojson(focus),
        (StageArg::Places, DataArg::Csv) => export::places::csv(article, focus),
        (StageArg::Events, DataArg::Text) => Ok(reading_text::events(article, events)),
        (StageArg::Events, DataArg::Json) => export::events::json(article, events),
        (StageArg::Events, DataArg::Jsonl) => export::events::jsonl(article, events),
        (StageArg::Events, DataArg::Geojson) => export::events::geojson(article, events, evidence),
        (StageArg::Events, DataArg::Csv) => export::events::csv(article, events, evidence),
        (StageArg::Plan | StageArg::Scene, DataArg::Geojson | DataArg::Csv) => {
            Err(Error::new(ErrorKind::Options, "plan and scene can be shown as text, json or jsonl"))
        }
        (StageArg::Plan, format) => {
            document(&map::planned(dateline, reading, &args.read, &args.look, report)?, format)
        }
        (StageArg::Scene, format) => {
            let plan = map::planned(dateline, reading, &args.read, &args.look, report)?;
            let (scene, warnings) = dateline.draw(&plan)?;
            report.warnings(&warnings, "");
            document(&scene, format)
        }
    }
}

/// Colors are for people at a terminal that has some.
fn marks() -> Marks {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty())
        || std::env::var_os("TERM").is_some_and(|t| t == "dumb");
    if std::io::stdout().is_terminal() && !plain { Marks::Colors } else { Marks::Brackets }
}

fn document(value: &impl serde::Serialize, format: DataArg) -> Result<String> {
    let text = match format {
        DataArg::Jsonl => serde_json::to_string(value),
        _ => serde_json::to_string_pretty(value),
    };
    text.map(|t| t + "\n").map_err(|e| Error::new(ErrorKind::Render, format!("cannot write JSON: {e}")))
}

fn classes(names: &[String]) -> Result<Vec<MentionClass>> {
    let mut classes = Vec::new();
    for name in names.iter().map(|n| n.trim()) {
        match MentionClass::ALL.into_iter().find(|c| c.name() == name) {
            Some(class) => classes.push(class),
            None if name == "all" => classes.extend(MentionClass::ALL),
            None => {
                let known = MentionClass::ALL.map(MentionClass::name).join(", ");
                return Err(Error::new(ErrorKind::Options, format!("'{name}' is no class of mentions"))
                    .with_hint(format!("{known}, or all")));
            }
        }
    }
    Ok(if classes.is_empty() { DEFAULT_CLASSES.to_vec() } else { classes })
}
