//! Turns raw arguments into options, with clear errors for what makes no sense.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::cli::args::{EvidenceArg, LookArgs, ReadArgs};
use crate::cli::files;
use crate::diagnostic::{Error, ErrorKind, Result};
use crate::geodata::gazetteer_user::UserGazetteer;
use crate::geodata::layer_user;
use crate::model::edits::Edits;
use crate::model::plan::OwnLayer;
use crate::pipeline::{Dateline, Format, Pin};
use crate::plan::options::{Evidence, PlanOptions, parse_focus, parse_page};
use crate::theme::load;

/// Reads `--date`.
///
/// # Errors
/// If it is no day of the calendar.
pub fn date(read: &ReadArgs) -> Result<Option<Date>> {
    let Some(text) = &read.date else { return Ok(None) };
    text.parse().map(Some).map_err(|_| {
        Error::new(ErrorKind::Options, format!("date '{text}' is no day of the calendar"))
            .with_hint("write it as YYYY-MM-DD, such as 2025-10-24")
    })
}

/// The edits of `--edits`, then those of `--place NAME=ID` or `NAME=none`, in order.
///
/// # Errors
/// If the file cannot be read or holds what is no edit, or a `--place` has no `=` or nothing on one side.
pub fn edits(read: &ReadArgs) -> Result<Edits> {
    let mut edits = match &read.edits {
        Some(file) => Dateline::read_edits(&files::read(file)?)?,
        None => Edits::default(),
    };
    for text in &read.places {
        let (name, id) = match text.rsplit_once('=').map(|(name, id)| (name.trim(), id.trim())) {
            Some((name, id)) if !name.is_empty() && !id.is_empty() => (name, id),
            _ => {
                return Err(Error::new(ErrorKind::Options, format!("--place '{text}' is not NAME=ID"))
                    .with_hint("'dateline places NAME' lists ids; NAME=none drops the name"));
            }
        };
        let pin = Pin { name: name.to_owned(), id: (id != "none").then(|| id.to_owned()) };
        edits.places.push(pin.edit("--place"));
    }
    Ok(edits)
}

/// The look of a format: interactive pages show sentences, shortened, unless told otherwise.
#[must_use]
pub fn look_for(format: Format, look: &LookArgs) -> LookArgs {
    let evidence = look.evidence.or((format == Format::Html).then_some(EvidenceArg::Short));
    LookArgs { evidence, ..look.clone() }
}

/// The options of a plan.
///
/// # Errors
/// If an option has a value that makes no sense.
pub fn plan_options(read: &ReadArgs, look: &LookArgs) -> Result<PlanOptions> {
    if !(0.0..=1.0).contains(&read.min_confidence) {
        return Err(Error::new(
            ErrorKind::Options,
            format!("--min-confidence {} is not between 0 and 1", read.min_confidence),
        ));
    }
    let (theme, style) = theme(&look.theme)?;
    Ok(PlanOptions {
        id: look.id.clone().map(|id| checked_id(&id)).transpose()?.unwrap_or_default(),
        title: look.title.clone(),
        subtitle: look.subtitle.clone(),
        credit: look.credit.clone(),
        page: parse_page(&look.size)?,
        theme,
        style,
        worldview: look.worldview.to_lowercase(),
        lang: language(&look.lang)?,
        focus: look.focus.as_deref().map(parse_focus).transpose()?,
        projection: look.projection.clone(),
        evidence: match look.evidence {
            Some(EvidenceArg::Short) => Evidence::Short,
            Some(EvidenceArg::Full) => Evidence::Full,
            Some(EvidenceArg::None) | None => Evidence::None,
        },
        min_confidence: read.min_confidence,
        date: date(read)?,
        layers: layers(&look.layers)?,
        timeline: look.timeline,
    })
}

/// Most layers of one map.
const MAX_LAYERS: usize = 8;

fn layers(paths: &[PathBuf]) -> Result<Vec<OwnLayer>> {
    if paths.len() > MAX_LAYERS {
        let message = format!("--layer stands {} times, a map can show {MAX_LAYERS}", paths.len());
        return Err(Error::new(ErrorKind::Options, message).with_hint("put several layers into one file"));
    }
    let name =
        |path: &PathBuf| path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    paths.iter().map(|path| layer_user::read(&files::read(path)?, &name(path))).collect()
}

/// The bundled data, with the places of the caller's own gazetteer if there is one.
///
/// # Errors
/// If the gazetteer cannot be read or a row of it makes no sense.
pub fn open(gazetteer: Option<&Path>) -> Result<Dateline> {
    let dateline = Dateline::open()?;
    match gazetteer {
        Some(path) => dateline.with_gazetteer(UserGazetteer::read(&files::read(path)?)?),
        None => Ok(dateline),
    }
}

/// A theme by name, or a person's own file (`*.toml`) as the theme that it extends and the values it changes.
fn theme(name_or_path: &str) -> Result<(String, BTreeMap<String, serde_json::Value>)> {
    let path = Path::new(name_or_path);
    if path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("toml")) {
        return Ok((name_or_path.to_owned(), BTreeMap::new()));
    }
    let bytes = files::read(path)?;
    let text = String::from_utf8(bytes)
        .map_err(|e| Error::new(ErrorKind::Options, format!("theme {name_or_path}: {e}")))?;
    load::values(&text)
}

/// Languages that the bundle has names in and a font for.
const LANGUAGES: [&str; 25] = [
    "en", "ar", "bn", "de", "el", "es", "fa", "fr", "he", "hi", "hu", "id", "it", "nl", "pl", "ps", "pt",
    "ro", "ru", "sv", "sw", "tr", "uk", "ur", "vi",
];

fn language(code: &str) -> Result<String> {
    let code = code.to_lowercase();
    if LANGUAGES.contains(&code.as_str()) {
        return Ok(code);
    }
    Err(Error::new(
        ErrorKind::Options,
        format!("there are no names with a bundled font in the language '{code}'"),
    )
    .with_hint(format!("choose one of: {}", LANGUAGES.join(", "))))
}

fn checked_id(id: &str) -> Result<String> {
    let fits = id.len() <= 64
        && id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if fits {
        Ok(id.to_owned())
    } else {
        Err(Error::new(ErrorKind::Options, format!("--id '{id}' cannot be the start of an id"))
            .with_hint("use a letter, then letters, digits, - or _; at most 64 in all"))
    }
}

#[cfg(test)]
mod tests {
    use super::checked_id;

    #[test]
    fn ids_are_checked() {
        assert!(checked_id("map-1").is_ok());
        for bad in ["", "1a", "a b", "a\"", "<", &"a".repeat(65)] {
            assert!(checked_id(bad).is_err(), "{bad}");
        }
    }
}
