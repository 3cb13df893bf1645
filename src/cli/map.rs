//! `dateline map`, `plan` and `render`: from an article or a plan to a file.

use std::path::{Path, PathBuf};

use crate::cli::args::{
    FormatArg, LookArgs, MapArgs, OutArgs, PlanArgs, ReadArgs, RenderArgs, TextArg, WriteArgs,
};
use crate::cli::report::Report;
use crate::cli::{files, settings};
use crate::diagnostic::{Error, ErrorKind, Result};
use crate::model::article::Article;
use crate::model::plan::Plan;
use crate::pipeline::{Dateline, Format, PageOptions, Reading, Source, TextMode, Writing};
use crate::plan::options::parse_page;

/// Draws the map of an article, or of a list of events.
///
/// # Errors
/// If the input cannot be read, nothing in it can be mapped, or the output cannot be written.
pub fn map(args: &MapArgs, report: Report) -> Result<()> {
    let writing = writing(&args.out.write, args.out.output.as_deref())?;
    let dateline = settings::open(args.read.gazetteer.as_deref())?;
    let reading = match (&args.events, &args.article) {
        (Some(events), _) => {
            let name = events.file_stem().and_then(|s| s.to_str()).unwrap_or("events");
            Dateline::read_events(&files::read(events)?, name, settings::date(&args.read)?)?
        }
        (None, Some(article)) => {
            dateline.read_edited(one_article(article, &args.read)?, &settings::edits(&args.read)?)
        }
        (None, None) => return Err(Error::new(ErrorKind::Options, "no article given")),
    };
    report.warnings(&reading.warnings, &reading.article.text);
    if args.with_article && writing.format != Format::Html {
        return Err(Error::new(ErrorKind::Options, "--with-article needs an interactive page")
            .with_hint("end the output in .html"));
    }
    let look = &settings::look_for(writing.format, &args.look);
    let plan = planned(&dateline, &reading, &args.read, look, report)?;
    if writing.format == Format::Html {
        let views = views(&dateline, &reading, args, &plan)?;
        return page(&dateline, &plan, &views, Some(&reading), args.with_article, &args.out, report);
    }
    if !args.out.worldviews.is_empty() {
        return Err(Error::new(ErrorKind::Options, "--worldviews needs an interactive page")
            .with_hint("end the output in .html, or choose one view with --worldview"));
    }
    if writing.format == Format::Json {
        return write_plan(&plan, &output_path(&args.out, &plan, &writing));
    }
    if writing.format == Format::Geojson {
        let text = Dateline::geojson(&reading)?;
        return finish(&output_path(&args.out, &plan, &writing), text.as_bytes(), args.out.output.is_none());
    }
    draw(&dateline, &plan, &args.out, &writing, report)
}

/// Writes the editable plan of an article's map.
///
/// # Errors
/// As [`map`].
pub fn plan(args: &PlanArgs, report: Report) -> Result<()> {
    let dateline = settings::open(args.read.gazetteer.as_deref())?;
    let reading =
        dateline.read_edited(one_article(&args.article, &args.read)?, &settings::edits(&args.read)?);
    report.warnings(&reading.warnings, &reading.article.text);
    let plan = planned(&dateline, &reading, &args.read, &args.look, report)?;
    write_plan(&plan, args.output.as_deref().unwrap_or(Path::new("-")))
}

/// Draws a plan.
///
/// # Errors
/// If the plan cannot be read or drawn, or the output cannot be written.
pub fn render(args: &RenderArgs, report: Report) -> Result<()> {
    let writing = writing(&args.out.write, args.out.output.as_deref())?;
    let bytes = files::read(&args.plan)?;
    let mut plan = Dateline::read_plan(&bytes)?;
    edit(&mut plan, args.edits.as_deref(), report)?;
    let dateline = Dateline::open()?;
    if !args.out.worldviews.is_empty() {
        return Err(Error::new(ErrorKind::Options, "--worldviews needs an article, a plan holds one view")
            .with_hint("'dateline map ARTICLE -o x.html --worldviews CODE,...' writes a page with several"));
    }
    if writing.format == Format::Html {
        return page(&dateline, &plan, &[], None, false, &args.out, report);
    }
    draw(&dateline, &plan, &args.out, &writing, report)
}

/// Reads the one article of a file.
///
/// # Errors
/// If there is none, or more than one.
pub fn one_article(path: &Path, read: &ReadArgs) -> Result<Article> {
    let mut articles = Dateline::articles(&files::read(path)?, &source(path, read)?)?;
    match articles.len() {
        1 => Ok(articles.remove(0)),
        0 => Err(Error::new(ErrorKind::NothingToMap, format!("{} holds no article", path.display()))),
        n => Err(Error::new(
            ErrorKind::Input,
            format!("{} holds {n} articles, a map needs one", path.display()),
        )
        .with_hint("put the article that you want into a file of its own")),
    }
}

/// What is known about the input besides its bytes.
///
/// # Errors
/// If the date given makes no sense.
pub fn source(path: &Path, read: &ReadArgs) -> Result<Source> {
    let name = if files::is_stdio(path) { String::new() } else { path.to_string_lossy().into_owned() };
    Ok(Source { name, date: settings::date(read)?, ..Source::default() })
}

/// The plan, with its warnings reported.
///
/// # Errors
/// If nothing can be mapped or an option makes no sense.
pub fn planned(
    dateline: &Dateline,
    reading: &Reading,
    read: &ReadArgs,
    look: &LookArgs,
    report: Report,
) -> Result<Plan> {
    let (mut plan, warnings) = dateline.plan(reading, &settings::plan_options(read, look)?)?;
    report.warnings(&warnings, &reading.article.text);
    edit(&mut plan, read.edits.as_deref(), report)?;
    Ok(plan)
}

/// Most worldviews of one page, besides the first.
const MAX_VIEWS: usize = 4;

/// Plans of the same map in the other worldviews of a page.
fn views(dateline: &Dateline, reading: &Reading, args: &MapArgs, plan: &Plan) -> Result<Vec<Plan>> {
    let codes = &args.out.worldviews;
    if codes.len() > MAX_VIEWS {
        let message =
            format!("--worldviews names {}, a page can offer {MAX_VIEWS} besides its own", codes.len());
        return Err(
            Error::new(ErrorKind::Options, message).with_hint("write a page for each group of readers")
        );
    }
    let look = settings::look_for(Format::Html, &args.look);
    let quiet = Report { quiet: true, json: false };
    let others = codes.iter().filter(|code| !code.eq_ignore_ascii_case(&plan.worldview));
    others
        .map(|code| {
            let look = LookArgs { worldview: code.clone(), ..look.clone() };
            planned(dateline, reading, &args.read, &look, quiet)
        })
        .collect()
}

fn draw(dateline: &Dateline, plan: &Plan, out: &OutArgs, writing: &Writing, report: Report) -> Result<()> {
    let path = output_path(out, plan, writing);
    let one = |plan: &Plan, path: &Path| {
        let (scene, warnings) = dateline.draw(plan)?;
        report.warnings(&warnings, "");
        finish(path, &Dateline::write(&scene, writing)?, out.output.is_none())
    };
    if out.artboards.is_empty() {
        one(plan, &path)?;
    } else if files::is_stdio(&path) {
        return Err(Error::new(ErrorKind::Options, "--artboards writes several files, -o - is one")
            .with_hint(
                "name a file: '-o map.svg --artboards phone,column' writes map-phone.svg and map-column.svg",
            ));
    }
    let pages = out.artboards.iter().map(|size| Ok((size, parse_page(size)?))).collect::<Result<Vec<_>>>()?;
    for (size, page) in pages {
        one(&Plan { page, ..plan.clone() }, &sized(&path, size))?;
    }
    write_alt_text(plan, out)
}

/// Writes an interactive page.
fn page(
    dateline: &Dateline,
    plan: &Plan,
    others: &[Plan],
    reading: Option<&Reading>,
    with_article: bool,
    out: &OutArgs,
    report: Report,
) -> Result<()> {
    let writing = writing(&out.write, out.output.as_deref())?;
    // A plan without sentences was made without evidence.
    let sentences = plan.entries.iter().any(|entry| !entry.evidence.is_empty());
    let options = PageOptions { text: writing.text, with_article, sentences };
    let (html, warnings) = dateline.page_of_views(plan, others, reading, options)?;
    report.warnings(&warnings, "");
    finish(&output_path(out, plan, &writing), html.as_bytes(), out.output.is_none())?;
    write_alt_text(plan, out)
}

fn write_alt_text(plan: &Plan, out: &OutArgs) -> Result<()> {
    let Some(file) = &out.alt_text else { return Ok(()) };
    files::write(file, format!("{}\n", plan.description).as_bytes())
}

/// The path of one artboard: `map-phone.svg`.
fn sized(path: &Path, size: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let extension = path.extension().map_or_else(String::new, |e| format!(".{}", e.to_string_lossy()));
    path.with_file_name(format!("{stem}-{size}{extension}"))
}

/// Applies the parts of a file of edits that change the map.
fn edit(plan: &mut Plan, edits: Option<&Path>, report: Report) -> Result<()> {
    let Some(file) = edits else { return Ok(()) };
    report.warnings(&Dateline::edit(plan, &edits_text(file)?)?, "");
    Ok(())
}

/// The text of a file of edits.
///
/// # Errors
/// If it cannot be read or is not UTF-8.
pub fn edits_text(file: &Path) -> Result<String> {
    String::from_utf8(files::read(file)?)
        .map_err(|e| Error::new(ErrorKind::Options, format!("{}: {e}", file.display())))
}

fn write_plan(plan: &Plan, path: &Path) -> Result<()> {
    files::write(path, Dateline::plan_json(plan)?.as_bytes())
}

/// Writes the file; prints its path if the caller did not name it.
fn finish(path: &Path, bytes: &[u8], announce: bool) -> Result<()> {
    files::write(path, bytes)?;
    if announce {
        files::write(Path::new("-"), format!("{}\n", path.display()).as_bytes())?;
    }
    Ok(())
}

fn output_path(out: &OutArgs, plan: &Plan, writing: &Writing) -> PathBuf {
    out.output
        .clone()
        .unwrap_or_else(|| Path::new("output").join(format!("{}.{}", plan.id, writing.format.ending())))
}

/// How a drawing is written; `path` gives the format where no option does.
///
/// # Errors
/// If format or scale make no sense.
pub fn writing(write: &WriteArgs, path: Option<&Path>) -> Result<Writing> {
    if !(0.1..=8.0).contains(&write.scale) {
        return Err(Error::new(
            ErrorKind::Options,
            format!("--scale {} is not between 0.1 and 8", write.scale),
        ));
    }
    let text = match write.text {
        TextArg::Live => TextMode::Live,
        TextArg::Embedded => TextMode::Embedded,
        TextArg::Outline => TextMode::Outline,
    };
    Ok(Writing { format: format(write, path)?, text, scale: write.scale })
}

fn format(write: &WriteArgs, path: Option<&Path>) -> Result<Format> {
    if let Some(named) = write.format {
        return Ok(match named {
            FormatArg::Svg => Format::Svg,
            FormatArg::Png => Format::Png,
            FormatArg::Pdf => Format::Pdf,
            FormatArg::Geojson => Format::Geojson,
            FormatArg::Json => Format::Json,
            FormatArg::Html => Format::Html,
        });
    }
    let Some(path) = path.filter(|p| !files::is_stdio(p)) else { return Ok(Format::Svg) };
    match path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase).as_deref() {
        Some("svg") | None => Ok(Format::Svg),
        Some("png") => Ok(Format::Png),
        Some("pdf") => Ok(Format::Pdf),
        Some("geojson") => Ok(Format::Geojson),
        Some("json") => Ok(Format::Json),
        Some("html" | "htm") => Ok(Format::Html),
        Some(other) => {
            Err(Error::new(ErrorKind::Options, format!("'.{other}' is no format that can be written"))
                .with_hint("end the file in .svg, .html, .png, .pdf, .geojson or .json, or say --format"))
        }
    }
}
