//! `dateline filter`: turns fenced `dateline` blocks into figures, for Pandoc (`--filter`) and mdBook (preprocessor).

use std::path::Path;

use serde_json::{Value, json};

use crate::cli::args::{FilterArgs, FilterFor};
use crate::cli::files;
use crate::cli::report::Report;
use crate::diagnostic::{Error, ErrorKind, Result, Warning};
use crate::pipeline::{Dateline, Source, TextMode};
use crate::plan::options::{PlanOptions, parse_page};

/// Reads a document as JSON from standard input and writes it with its figures.
///
/// # Errors
/// If the input is no document of that program.
pub fn filter(args: &FilterArgs, report: Report) -> Result<()> {
    // mdBook asks first which of its outputs a preprocessor can serve.
    if args.rest.first().is_some_and(|word| word == "supports") {
        let html = args.rest.get(1).is_some_and(|output| output == "html");
        return if html {
            Ok(())
        } else {
            Err(Error::new(ErrorKind::Options, "figures need the output 'html'"))
        };
    }
    let bytes = files::read(Path::new("-"))?;
    let mut document: Value = serde_json::from_slice(&bytes)
        .map_err(|e| Error::new(ErrorKind::Input, format!("this is no document as JSON: {e}")))?;
    let mut figures = Figures { dateline: Dateline::open()?, count: 0, report };
    let written = match args.program {
        FilterFor::Pandoc => {
            pandoc(&mut document, &mut figures, 0);
            document
        }
        FilterFor::Mdbook => {
            let book = document.get_mut(1).map(Value::take);
            let mut book = book.filter(Value::is_object).ok_or_else(|| {
                Error::new(ErrorKind::Input, "this is no book of mdBook: a pair of context and book")
            })?;
            chapters(&mut book, &mut figures, 0);
            book
        }
    };
    files::write(Path::new("-"), format!("{written}\n").as_bytes())
}

/// Deepest nesting that is looked into.
const DEPTH: usize = 200;

struct Figures {
    dateline: Dateline,
    count: usize,
    report: Report,
}

impl Figures {
    /// The figure of an article with `key=value` settings; none, with a warning, if there is nothing to map.
    fn figure(&mut self, text: &str, settings: &[(String, String)]) -> Option<String> {
        self.count += 1;
        match self.drawn(text, settings) {
            Ok(figure) => Some(figure),
            Err(error) => {
                let message = format!("dateline block {} stays as it is: {error}", self.count);
                self.report.warnings(&[Warning::new("block-left", message)], "");
                None
            }
        }
    }

    fn drawn(&self, text: &str, settings: &[(String, String)]) -> Result<String> {
        let mut options = PlanOptions { id: format!("map-{}", self.count), ..PlanOptions::default() };
        let mut source = Source { name: format!("map-{}.md", self.count), ..Source::default() };
        for (key, value) in settings {
            match key.as_str() {
                "title" => options.title = Some(value.clone()),
                "subtitle" => options.subtitle = Some(value.clone()),
                "credit" => options.credit = Some(value.clone()),
                "theme" => options.theme.clone_from(value),
                "worldview" => options.worldview = value.to_lowercase(),
                "size" => options.page = parse_page(value)?,
                "date" => {
                    let day = value.parse().map_err(|_| {
                        Error::new(ErrorKind::Options, format!("date '{value}' is no day of the calendar"))
                    })?;
                    source.date = Some(day);
                }
                other => {
                    return Err(Error::new(
                        ErrorKind::Options,
                        format!("'{other}' is no setting of a block"),
                    )
                    .with_hint("use title, subtitle, credit, theme, worldview, size, date"));
                }
            }
        }
        let article = Dateline::articles(text.as_bytes(), &source)?.into_iter().next();
        let article = article.ok_or_else(|| Error::new(ErrorKind::NothingToMap, "the block is empty"))?;
        let (plan, _) = self.dateline.plan(&self.dateline.read(article, &[]), &options)?;
        let (scene, _) = self.dateline.draw(&plan)?;
        Dateline::figure(&plan, &scene, TextMode::Live)
    }
}

/// Code blocks of the class `dateline` become raw HTML.
fn pandoc(value: &mut Value, figures: &mut Figures, depth: usize) {
    if depth > DEPTH {
        return;
    }
    if value.get("t").and_then(Value::as_str) == Some("CodeBlock") {
        let Some((text, settings)) = pandoc_block(value) else { return };
        if let Some(figure) = figures.figure(&text, &settings) {
            *value = json!({ "t": "RawBlock", "c": ["html", figure] });
        }
        return;
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| pandoc(item, figures, depth + 1)),
        Value::Object(fields) => fields.values_mut().for_each(|item| pandoc(item, figures, depth + 1)),
        _ => {}
    }
}

/// Text and settings of a code block of the class `dateline`.
fn pandoc_block(value: &Value) -> Option<(String, Vec<(String, String)>)> {
    let content = value.get("c")?;
    let attributes = content.get(0)?;
    let ours = attributes.get(1)?.as_array()?.iter().any(|class| class == "dateline");
    let pairs = attributes
        .get(2)?
        .as_array()?
        .iter()
        .filter_map(|pair| Some((pair.get(0)?.as_str()?.to_owned(), pair.get(1)?.as_str()?.to_owned())));
    ours.then(|| Some((content.get(1)?.as_str()?.to_owned(), pairs.collect())))?
}

/// Fenced blocks in the chapters of a book become HTML.
fn chapters(value: &mut Value, figures: &mut Figures, depth: usize) {
    if depth > DEPTH {
        return;
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| chapters(item, figures, depth + 1)),
        Value::Object(fields) => {
            for (key, item) in fields.iter_mut() {
                match item {
                    Value::String(text) if key == "content" => *text = markdown(text, figures),
                    other => chapters(other, figures, depth + 1),
                }
            }
        }
        _ => {}
    }
}

/// Markdown with its `dateline` fences replaced.
fn markdown(text: &str, figures: &mut Figures) -> String {
    let mut out = String::with_capacity(text.len());
    let mut lines = text.split_inclusive('\n');
    while let Some(line) = lines.next() {
        let start = line.trim_start();
        let fence: String = start.chars().take_while(|c| *c == '`').collect();
        let info = start[fence.len()..].trim();
        let other = info != "dateline" && !info.starts_with("dateline ");
        if fence.len() < 3 {
            out.push_str(line);
            continue;
        }
        let mut block = String::new();
        let mut end = "";
        for inner in lines.by_ref() {
            if inner.trim().len() >= fence.len() && inner.trim().chars().all(|c| c == '`') {
                end = inner;
                break;
            }
            block.push_str(inner);
        }
        let figure = if other { None } else { figures.figure(&block, &settings(&info["dateline".len()..])) };
        match figure {
            // A blank line inside would end the HTML for Markdown.
            Some(figure) => {
                out.push('\n');
                out.extend(figure.lines().filter(|l| !l.trim().is_empty()).flat_map(|l| [l, "\n"]));
                out.push('\n');
            }
            None => {
                out.push_str(line);
                out.push_str(&block);
                out.push_str(end);
            }
        }
    }
    out
}

/// `key=value key="two words"`.
fn settings(info: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = info.trim();
    while let Some((key, after)) = rest.split_once('=') {
        let (value, next) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
        };
        found.push((key.trim().to_owned(), value.to_owned()));
        rest = next.trim_start();
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Figures, chapters, markdown, pandoc, settings};
    use crate::cli::report::Report;
    use crate::pipeline::Dateline;

    const STORY: &str =
        "KABUL, Oct. 9 - An explosion killed five people in Kandahar on Oct. 8, officials in Kabul said.";

    fn figures() -> Figures {
        Figures { dateline: Dateline::open().unwrap(), count: 0, report: Report { quiet: true, json: false } }
    }

    #[test]
    fn settings_are_words_or_quoted() {
        let found = settings(" size=phone title=\"Two words\" x=");
        let pairs: Vec<(&str, &str)> = found.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        assert_eq!(pairs, [("size", "phone"), ("title", "Two words"), ("x", "")]);
    }

    #[test]
    fn a_fence_becomes_a_figure_and_others_stay() {
        let text = format!("# A\n\n```rust\n```dateline\n```\n\n```dateline size=phone\n{STORY}\n```\nend\n");
        let done = markdown(&text, &mut figures());
        assert!(
            done.starts_with("# A\n\n```rust\n```dateline\n```\n\n\n<figure class=\"dateline-figure\">"),
            "{done}"
        );
        assert!(done.ends_with("</figure>\n\nend\n") && !done.contains("<script"));
        let bad = "```dateline color=red\nx\n```\n";
        assert_eq!(markdown(bad, &mut figures()), bad);
        assert_eq!(markdown("```", &mut figures()), "```");
    }

    #[test]
    fn pandoc_and_mdbook_get_their_documents_back() {
        let mut document = json!({ "blocks": [
            { "t": "CodeBlock", "c": [["", ["dateline"], [["size", "phone"]]], STORY] },
            { "t": "CodeBlock", "c": [["", ["rust"], []], "x"] },
        ] });
        pandoc(&mut document, &mut figures(), 0);
        assert_eq!(document["blocks"][0]["t"], "RawBlock");
        assert_eq!(document["blocks"][1]["t"], "CodeBlock");
        let mut book = json!({ "sections": [{ "Chapter": { "content": format!("```dateline\n{STORY}\n```\n"), "sub_items": [] } }] });
        chapters(&mut book, &mut figures(), 0);
        assert!(book["sections"][0]["Chapter"]["content"].as_str().unwrap().contains("<svg"));
    }
}
