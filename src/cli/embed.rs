//! `dateline embed`: the map put into a web page that exists, its mentions linked to the marks.

use std::path::{Path, PathBuf};

use crate::cli::args::{EmbedArgs, EmbedAs, TextArg};
use crate::cli::map::{one_article, planned};
use crate::cli::report::Report;
use crate::cli::{files, settings};
use crate::diagnostic::{Error, ErrorKind, Result, Warning};
use crate::pipeline::{Dateline, ELEMENT, Format, Manner, PageOptions, TextMode};

/// Name of the script that defines `<dateline-map>` and fits frames.
const SCRIPT: &str = "dateline-map.js";

/// Writes the page with its map.
///
/// # Errors
/// If the page is no HTML in UTF-8, holds nothing to map, or the output cannot be written.
pub fn embed(args: &EmbedArgs, report: Report) -> Result<()> {
    let bytes = files::read(&args.article)?;
    let page = String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        Error::new(ErrorKind::Input, format!("{} is not UTF-8 (byte {at})", args.article.display()))
            .with_hint("convert it first: iconv -f WINDOWS-1252 -t UTF-8")
    })?;
    if !page.to_ascii_lowercase().contains("<p") {
        return Err(Error::new(ErrorKind::Input, format!("{} is no web page", args.article.display()))
            .with_hint("'dateline map ARTICLE --with-article -o PAGE.html' writes a page of any article"));
    }
    let dateline = settings::open(args.read.gazetteer.as_deref())?;
    let reading =
        dateline.read_edited(one_article(&args.article, &args.read)?, &settings::edits(&args.read)?);
    report.warnings(&reading.warnings, &reading.article.text);
    let apart = args.embed_as != EmbedAs::Inline;
    let format = if apart { Format::Html } else { Format::Svg };
    let plan = planned(&dateline, &reading, &args.read, &settings::look_for(format, &args.look), report)?;
    let (scene, warnings) = dateline.draw(&plan)?;
    let text = if args.text == TextArg::Outline { TextMode::Outline } else { TextMode::Live };
    let source = format!("{}.map.html", stem(&args.output));
    let manner = match args.embed_as {
        EmbedAs::Inline => Manner::Inline { text },
        EmbedAs::Iframe => Manner::Frame { source: &source, script: SCRIPT },
        EmbedAs::Element => Manner::Element { source: &source, script: SCRIPT },
    };
    let done = Dateline::embed(&page, &plan, &scene, &reading, manner)?;
    if apart {
        let options = PageOptions { text: TextMode::Embedded, with_article: false, sentences: true };
        let (map, missing) = dateline.page(&plan, Some(&reading), options)?;
        report.warnings(&missing, "");
        files::write(&beside(&args.output, &source), map.as_bytes())?;
        files::write(&beside(&args.output, SCRIPT), ELEMENT.as_bytes())?;
    } else {
        report.warnings(&warnings, "");
    }
    if done.missed > 0 {
        let message = format!(
            "{} of {} names are not linked: they stand in a headline, a link, or across markup",
            done.missed,
            done.missed + done.linked
        );
        report.warnings(&[Warning::new("names-unlinked", message)], "");
    }
    files::write(&args.output, done.page.as_bytes())
}

fn stem(path: &Path) -> String {
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned());
    stem.filter(|s| s != "-").unwrap_or_else(|| "article".to_owned())
}

/// A file in the folder of the output; in the working folder if that is standard output.
fn beside(output: &Path, name: &str) -> PathBuf {
    if files::is_stdio(output) { PathBuf::from(name) } else { output.with_file_name(name) }
}
