//! Holds the direction of the data flow: which room of `src/` may import from which.

use std::fs;
use std::path::{Path, PathBuf};

/// What every stage may use.
const GROUND: &[&str] = &["model", "geometry", "geodata", "lang", "theme", "diagnostic"];

/// Rooms and what they may import besides themselves.
const ALLOWED: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("diagnostic", &["model"]),
    ("lang", &["model", "diagnostic"]),
    ("geometry", &["model", "diagnostic"]),
    ("geodata", &["model", "diagnostic"]),
    ("theme", &["model", "diagnostic"]),
    ("intake", GROUND),
    ("mentions", GROUND),
    ("events", GROUND),
    ("plan", GROUND),
    ("layout", GROUND),
    ("render", GROUND),
    ("export", GROUND),
    (
        "pipeline",
        &[
            "model",
            "geometry",
            "geodata",
            "lang",
            "theme",
            "diagnostic",
            "intake",
            "mentions",
            "events",
            "plan",
            "layout",
            "render",
            "export",
        ],
    ),
    ("batch", &["model", "diagnostic", "pipeline"]),
    // The command line reads options and tables, but the order of the stages is the pipeline's.
    ("cli", &["model", "diagnostic", "pipeline", "batch", "export", "geodata", "theme", "lang"]),
    ("main", &["cli"]),
    ("lib", &[]),
];

/// Exceptions: single types that a front needs from a stage, each with its reason.
const EXCEPTIONS: &[(&str, &str)] = &[
    // The options of a stage are part of the pipeline's own options.
    ("cli", "plan::options"),
    // The table of kinds is data: its codes of ACLED, PLOVER and CAMEO stand in what is exported.
    ("export", "events::kinds"),
];

#[test]
fn imports_follow_the_table() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in files(&src) {
        let room = room_of(&src, &file);
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!("{}: no row for the room '{room}'", file.display()));
            continue;
        };
        let text = fs::read_to_string(&file).unwrap_or_default();
        for (number, path) in imports(&text) {
            seen += 1;
            let target = path.split("::").next().unwrap_or_default();
            let excepted = EXCEPTIONS.iter().any(|(from, to)| *from == room && path.starts_with(to));
            if target != room && !allowed.contains(&target) && !excepted {
                wrong.push(format!("{}:{number}: '{room}' must not use '{path}'", file.display()));
            }
        }
    }
    assert!(seen > 50, "only {seen} imports were seen: does the reader of imports still work?");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn model_files_use_only_what_stands_before_them() {
    let order = ["geo", "place", "article", "mention", "edits", "event", "plan", "scene"];
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/model");
    for file in files(&model) {
        let name = stem(&file);
        let Some(own) = order.iter().position(|o| *o == name) else { continue };
        for (number, path) in imports(&fs::read_to_string(&file).unwrap_or_default()) {
            let used = path.trim_start_matches("model::").split("::").next().unwrap_or_default().to_owned();
            let place = order.iter().position(|o| *o == used);
            assert!(place.is_some_and(|p| p < own), "model/{name}.rs:{number} uses {path}");
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = fs::read_to_string(&file).unwrap_or_default();
        assert!(text.starts_with("//! "), "{} does not open with a sentence", file.display());
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for path in entries.flatten().map(|e| e.path()) {
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn stem(file: &Path) -> String {
    file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}

fn room_of(src: &Path, file: &Path) -> String {
    let inner = file.strip_prefix(src).unwrap_or(file);
    let first = inner.components().next().map(|c| c.as_os_str().to_string_lossy().into_owned());
    first.unwrap_or_default().trim_end_matches(".rs").to_owned()
}

/// Paths after `crate::` outside of the file's unit tests, with line numbers.
fn imports(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim() == "#[cfg(test)]" {
            break;
        }
        let code = line.split("//").next().unwrap_or_default();
        for (at, _) in code.match_indices("crate::") {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let path: String = code[at + 7..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':')
                .collect();
            // `pub(crate)` has no path; `use crate::{a, b}` is not our style and is caught here.
            found.push((number + 1, path));
        }
    }
    found
}
