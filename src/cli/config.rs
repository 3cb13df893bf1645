//! Options from `dateline.toml`: every flag of a command may stand there, and the flag itself wins.
//!
//! The file is looked for in the working folder and upward. Its values become arguments in front of the caller's, so
//! a flag has one definition: its name, its help, its check and its default are those of the command line.

use std::ffi::OsString;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};
use toml::{Table, Value};

use crate::diagnostic::{Error, ErrorKind, Result};

/// Name of the file.
pub const FILE: &str = "dateline.toml";
/// Largest file that is read, bytes.
const MAX_BYTES: u64 = 1 << 20;
/// Flags that say what to do, not how; they have no place in a file.
const NOT_IN_FILES: [&str; 5] = ["help", "version", "events", "print-config", "no-config"];

/// Arguments with those of the file put in, and where they came from.
#[derive(Debug, Default)]
pub struct Configured {
    /// All arguments, the program's name first.
    pub arguments: Vec<OsString>,
    /// The file, if there is one.
    pub file: Option<PathBuf>,
    /// Flags that the file sets.
    pub keys: Vec<String>,
}

/// Puts the options of `dateline.toml` into the arguments.
///
/// # Errors
/// If the file is no TOML, or sets what no command knows.
pub fn configured(arguments: Vec<OsString>, command: &Command) -> Result<Configured> {
    let plain = |arguments| Configured { arguments, ..Configured::default() };
    let verb = arguments.iter().skip(1).position(|a| !a.to_string_lossy().starts_with('-'));
    let Some(at) = verb.map(|at| at + 1) else { return Ok(plain(arguments)) };
    if arguments.iter().any(|a| a == "--no-config") {
        return Ok(plain(arguments));
    }
    let Some(sub) = command.find_subcommand(&arguments[at]) else { return Ok(plain(arguments)) };
    let Some(file) = std::env::current_dir().ok().and_then(|folder| find(&folder)) else {
        return Ok(plain(arguments));
    };
    let table = read(&file)?;
    check(&table, command, &file)?;
    let mut configured = Configured { arguments, file: Some(file.clone()), keys: Vec::new() };
    let given: Vec<OsString> = configured.arguments.split_off(at + 1);
    let own = table.get(sub.get_name()).and_then(Value::as_table);
    for arg in sub.get_arguments().chain(command.get_arguments()) {
        let Some(key) = arg.get_long() else { continue };
        let value = own.and_then(|own| own.get(key)).or_else(|| table.get(key));
        let Some(value) = value.filter(|_| !is_given(&given, arg) && !NOT_IN_FILES.contains(&key)) else {
            continue;
        };
        let before = configured.arguments.len();
        push(&mut configured.arguments, arg, key, value, &file)?;
        if configured.arguments.len() > before {
            configured.keys.push(key.to_owned());
        }
    }
    configured.arguments.extend(given);
    Ok(configured)
}

fn find(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|f| f.join(FILE)).find(|file| file.is_file())
}

fn fault(file: &Path, what: &str) -> Error {
    Error::new(ErrorKind::Options, format!("{}: {what}", file.display()))
        .with_hint("it holds flags of the command line without their dashes; --no-config passes over it")
}

fn read(file: &Path) -> Result<Table> {
    let cannot = |e: std::io::Error| fault(file, &format!("cannot be read: {e}"));
    if fs::metadata(file).map_err(cannot)?.len() > MAX_BYTES {
        return Err(fault(file, "is larger than 1 MiB"));
    }
    parse(&fs::read_to_string(file).map_err(cannot)?, file)
}

/// Reads the text of a configuration.
///
/// # Errors
/// If it is no TOML.
pub fn parse(text: &str, file: &Path) -> Result<Table> {
    text.parse().map_err(|e| fault(file, &format!("{e}")))
}

/// Checks that every key is a flag of some command.
///
/// # Errors
/// If one is not; the message names it.
pub fn check(table: &Table, command: &Command, file: &Path) -> Result<()> {
    let has = |c: &Command, key: &str| {
        !NOT_IN_FILES.contains(&key) && c.get_arguments().any(|a| a.get_long() == Some(key))
    };
    for (key, value) in table {
        match (command.find_subcommand(key), value) {
            (Some(sub), Value::Table(own)) => {
                if let Some(key) = own.keys().find(|key| !has(sub, key) && !has(command, key)) {
                    return Err(fault(file, &format!("'{}' has no flag --{key}", sub.get_name())));
                }
            }
            _ if has(command, key) || command.get_subcommands().any(|sub| has(sub, key)) => {}
            _ => return Err(fault(file, &format!("no command has a flag --{key}"))),
        }
    }
    Ok(())
}

/// Whether the caller gives the flag himself.
fn is_given(given: &[OsString], arg: &Arg) -> bool {
    let long = arg.get_long().map(|l| format!("--{l}")).unwrap_or_default();
    let short = arg.get_short().map(|s| format!("-{s}"));
    given.iter().map(|a| a.to_string_lossy()).take_while(|a| a != "--").any(|a| {
        a == long
            || a.strip_prefix(&long).is_some_and(|rest| rest.starts_with('='))
            || short.as_ref().is_some_and(|s| a.starts_with(s.as_str()) && !a.starts_with("--"))
    })
}

fn push(arguments: &mut Vec<OsString>, arg: &Arg, key: &str, value: &Value, file: &Path) -> Result<()> {
    let wrong = |what: &str| fault(file, &format!("'{key}' must be {what}"));
    match (arg.get_action(), value) {
        (ArgAction::SetTrue, Value::Boolean(true)) => arguments.push(format!("--{key}").into()),
        (ArgAction::SetTrue, Value::Boolean(false)) => {}
        (ArgAction::SetTrue, _) => return Err(wrong("true or false")),
        (ArgAction::Count, Value::Integer(n @ 0..=9)) => {
            arguments.extend((0..*n).map(|_| OsString::from(format!("--{key}"))));
        }
        (ArgAction::Count, _) => return Err(wrong("a number from 0 to 9")),
        (ArgAction::Append, Value::Array(values)) => {
            for value in values {
                let text = text(value).ok_or_else(|| wrong("a list of words"))?;
                arguments.push(format!("--{key}={}", placed(arg, &text, file)).into());
            }
        }
        (_, value) => {
            let text = text(value).ok_or_else(|| wrong("a word, a number or a date"))?;
            arguments.push(format!("--{key}={}", placed(arg, &text, file)).into());
        }
    }
    Ok(())
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Integer(_) | Value::Float(_) | Value::Datetime(_) => Some(value.to_string()),
        _ => None,
    }
}

/// Paths are seen from the folder of the file.
fn placed(arg: &Arg, text: &str, file: &Path) -> String {
    let is_path =
        matches!(arg.get_value_hint(), ValueHint::AnyPath | ValueHint::FilePath | ValueHint::DirPath);
    let is_theme_file = arg.get_long() == Some("theme") && text.ends_with(".toml");
    match file.parent() {
        Some(folder) if (is_path || is_theme_file) && text != "-" => {
            folder.join(text).to_string_lossy().into_owned()
        }
        _ => text.to_owned(),
    }
}

/// The options in force as TOML, each with where it comes from.
#[must_use]
pub fn print(command: &Command, matches: &ArgMatches, configured: &Configured) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    match &configured.file {
        Some(file) => _ = writeln!(out, "# {}", file.display()),
        None => _ = writeln!(out, "# no {FILE} here or above"),
    }
    let Some((name, own)) = matches.subcommand() else { return out };
    let Some(sub) = command.find_subcommand(name) else { return out };
    let _ = writeln!(out, "[{name}]");
    for arg in sub.get_arguments().chain(command.get_arguments()) {
        let Some(key) = arg.get_long().filter(|key| !NOT_IN_FILES.contains(key)) else { continue };
        let id = arg.get_id().as_str();
        let raw: Vec<String> = own
            .try_get_raw(id)
            .ok()
            .flatten()
            .map(|values| values.map(|v| v.to_string_lossy().into_owned()).collect())
            .unwrap_or_default();
        let source = match own.value_source(id) {
            _ if configured.keys.iter().any(|k| k == key) => FILE,
            Some(ValueSource::CommandLine) => "command line",
            _ => "default",
        };
        match written(arg, &raw) {
            Some(value) => _ = writeln!(out, "{key} = {value}  # {source}"),
            None => _ = writeln!(out, "# {key} is not set"),
        }
    }
    out
}

fn written(arg: &Arg, raw: &[String]) -> Option<String> {
    let one = |text: &String| {
        let plain =
            text.parse::<f64>().is_ok_and(f64::is_finite) || matches!(text.as_str(), "true" | "false");
        if plain { text.clone() } else { Value::String(text.clone()).to_string() }
    };
    match arg.get_action() {
        ArgAction::Append if !raw.is_empty() => {
            Some(format!("[{}]", raw.iter().map(one).collect::<Vec<_>>().join(", ")))
        }
        _ => raw.first().map(one),
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;
    use std::path::Path;

    use clap::CommandFactory;

    use super::{check, is_given, parse, push};
    use crate::cli::args::Cli;

    fn pushed(command: &str, key: &str, toml: &str) -> Result<Vec<OsString>, String> {
        let (root, file) = (Cli::command(), Path::new("/home/x/dateline.toml"));
        let table = parse(toml, file).map_err(|e| e.to_string())?;
        check(&table, &root, file).map_err(|e| e.to_string())?;
        let sub = root.find_subcommand(command).unwrap();
        let arg = sub.get_arguments().find(|a| a.get_long() == Some(key)).unwrap();
        let mut arguments = Vec::new();
        push(&mut arguments, arg, key, &table[key], file).map_err(|e| e.to_string())?;
        Ok(arguments)
    }

    #[test]
    fn values_become_arguments() {
        assert_eq!(pushed("map", "size", "size = 'phone'").unwrap(), ["--size=phone"]);
        assert_eq!(pushed("map", "scale", "scale = 3").unwrap(), ["--scale=3"]);
        assert_eq!(pushed("map", "date", "date = 2025-10-24").unwrap(), ["--date=2025-10-24"]);
        assert_eq!(
            pushed("map", "place", "place = ['A=1', 'B=none']").unwrap(),
            ["--place=A=1", "--place=B=none"]
        );
        assert_eq!(pushed("batch", "resume", "resume = true").unwrap(), ["--resume"]);
        assert_eq!(pushed("batch", "output", "output = 'maps'").unwrap(), ["--output=/home/x/maps"]);
        assert_eq!(pushed("map", "theme", "theme = 'house.toml'").unwrap(), ["--theme=/home/x/house.toml"]);
    }

    #[test]
    fn what_no_command_knows_is_named() {
        assert!(pushed("map", "size", "sise = 'phone'").unwrap_err().contains("--sise"));
        assert!(
            pushed("map", "size", "[map]\nresume = true").unwrap_err().contains("'map' has no flag --resume")
        );
        assert!(pushed("batch", "resume", "resume = 'yes'").unwrap_err().contains("true or false"));
        assert!(pushed("map", "size", "size = ").unwrap_err().contains("dateline.toml"));
        assert!(pushed("map", "events", "events = 'x.csv'").unwrap_err().contains("--events"));
    }

    #[test]
    fn the_callers_flags_are_seen_in_every_form() {
        let root = Cli::command();
        let map = root.find_subcommand("map").unwrap();
        let output = map.get_arguments().find(|a| a.get_long() == Some("output")).unwrap();
        for given in [["--output", "x"], ["--output=x", ""], ["-o", "x"], ["-ox", ""]] {
            assert!(is_given(&given.map(OsString::from), output), "{given:?}");
        }
        assert!(!is_given(&["--", "--output"].map(OsString::from), output));
        assert!(!is_given(&["--outputs"].map(OsString::from), output));
    }
}
