//! The public face of the library, held against a list in the repository: what programs build on does not change without
//! anybody noticing. `DATELINE_BLESS=1 cargo test --test public_api` writes the list anew; where a line goes or changes, the
//! version in `Cargo.toml` must change with it (the second number before 1.0, the first after).

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const LIST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/public-api.txt");
/// Rooms and files that programs are meant to build on; the others are open so that stages can be studied.
const FACE: [&str; 7] = [
    "src/pipeline",
    "src/model",
    "src/diagnostic.rs",
    "src/plan/options.rs",
    "src/intake/read.rs",
    "src/render/svg.rs",
    "src/render/html/embed.rs",
];

fn files(path: &Path, out: &mut Vec<std::path::PathBuf>) {
    if path.is_dir() {
        let mut entries: Vec<_> = fs::read_dir(path).expect("a folder").flatten().map(|e| e.path()).collect();
        entries.sort();
        entries.iter().for_each(|entry| files(entry, out));
    } else if path.extension().is_some_and(|e| e == "rs") {
        out.push(path.to_owned());
    }
}

/// The public items of a file, one a line: functions with their signatures, types, fields, variants, constants.
fn items(text: &str) -> Vec<String> {
    let code = text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or(text);
    let mut found = Vec::new();
    let mut owner = String::new();
    let mut in_enum = false;
    let mut lines = code.lines();
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        if line.starts_with('}') {
            owner.clear();
            in_enum = false;
        }
        if let Some(rest) = line.strip_prefix("impl") {
            owner = rest.trim_end_matches('{').trim().to_owned();
        }
        let is_variant = in_enum
            && line.starts_with("    ")
            && !line.starts_with("     ")
            && trimmed.starts_with(|c: char| c.is_ascii_uppercase());
        if !trimmed.starts_with("pub ") && !is_variant {
            continue;
        }
        let mut item = trimmed.to_owned();
        let whole =
            |item: &str| item.ends_with(['{', ';', ',']) || item.ends_with("),") || item.contains(" = ");
        if trimmed.contains("fn ") {
            while !item.ends_with(['{', ';']) {
                let Some(next) = lines.next() else { break };
                item.push(' ');
                item.push_str(next.trim());
            }
        } else if !whole(&item) && !is_variant {
            item.push_str(lines.next().unwrap_or_default().trim());
        }
        let item = item.trim_end_matches(['{', ';', ',']).trim().replace("( ", "(").replace(", )", ")");
        for kind in ["struct ", "enum ", "trait "] {
            if let Some((_, name)) = item.split_once(kind).filter(|_| line.starts_with("pub ")) {
                owner = name.split(['<', '(', ' ']).next().unwrap_or_default().to_owned();
                in_enum = kind == "enum " && trimmed.ends_with('{');
            }
        }
        found.push(if line.starts_with(' ') { format!("{owner}: {item}") } else { item });
    }
    found
}

fn listed() -> String {
    let mut paths = Vec::new();
    FACE.iter().for_each(|face| files(&Path::new(ROOT).join(face), &mut paths));
    let mut out = format!("version {}\n", env!("CARGO_PKG_VERSION"));
    for path in paths {
        let name = path.strip_prefix(ROOT).unwrap_or(&path).display().to_string().replace('\\', "/");
        let text = fs::read_to_string(&path).expect("a file");
        items(&text).into_iter().for_each(|item| out.push_str(&format!("{name} {item}\n")));
    }
    out
}

/// What a change of version allows: before 1.0 the second number, from then on the first says that lines may go.
fn breaks(before: &str, now: &str) -> bool {
    let numbers = |text: &str| -> Vec<u64> { text.split('.').filter_map(|n| n.parse().ok()).collect() };
    let (before, now) = (numbers(before), numbers(now));
    before[0] != now[0] || (before[0] == 0 && before[1] != now[1])
}

#[test]
fn nothing_that_programs_build_on_goes_without_a_new_version() {
    let (now, before) = (listed(), fs::read_to_string(LIST).unwrap_or_default());
    let version =
        |text: &str| text.lines().next().and_then(|l| l.strip_prefix("version ")).map(str::to_owned);
    let lines = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<BTreeSet<String>>();
    let gone: Vec<String> = lines(&before).difference(&lines(&now)).cloned().collect();
    let may_break = version(&before).zip(version(&now)).is_none_or(|(before, now)| breaks(&before, &now));
    let bless = std::env::var_os("DATELINE_BLESS").is_some();
    assert!(
        gone.is_empty() || may_break,
        "these are gone or changed; programs may need them, so raise the version in Cargo.toml first:\n{}",
        gone.join("\n")
    );
    if bless {
        fs::create_dir_all(Path::new(LIST).parent().expect("a folder")).expect("it can be made");
        fs::write(LIST, &now).expect("the list can be written");
    } else {
        assert_eq!(now, before, "new public items: DATELINE_BLESS=1 cargo test --test public_api lists them");
    }
}

#[test]
fn items_are_seen_with_all_that_callers_write() {
    let code = "//! A file.\n\npub struct A {\n    /// One.\n    pub one: u8,\n    two: u8,\n}\n\npub enum B {\n    C,\n    D { x: u8 },\n}\n\n\
                impl A {\n    pub fn f(\n        &self,\n        x: u8,\n    ) -> u8 {\n        let y = x;\n        y\n    }\n    fn g() {}\n}\n";
    assert_eq!(
        items(code),
        [
            "pub struct A",
            "A: pub one: u8",
            "pub enum B",
            "B: C",
            "B: D { x: u8 }",
            "A: pub fn f(&self, x: u8) -> u8"
        ]
    );
}

#[test]
fn lines_may_go_only_with_a_number_that_says_so() {
    assert!(breaks("0.1.0", "0.2.0") && breaks("1.4.0", "2.0.0"));
    assert!(!breaks("0.1.0", "0.1.7") && !breaks("1.4.0", "1.5.0"));
}
