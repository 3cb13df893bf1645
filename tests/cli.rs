//! Runs the real program: exit codes, messages, and that nothing half-written is left.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles/durand-line.md");

/// A folder of its own for each test, removed afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("dateline-cli-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a temporary folder can be made");
        Self(path)
    }

    fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, content).expect("a temporary file can be written");
        path
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("the folder can be listed");
        let mut names: Vec<String> =
            entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn dateline(folder: &Folder, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dateline"))
        .current_dir(&folder.0)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("the program starts")
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_map_is_written_and_its_path_printed() {
    let folder = Folder::new("map");
    let output = dateline(&folder, &["map", EXAMPLE]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let path = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let svg = fs::read_to_string(folder.0.join(&path)).expect("the printed path exists");
    assert!(path.starts_with("output") && svg.starts_with("<svg") && svg.trim_end().ends_with("</svg>"));
}

#[test]
fn artboards_are_files_of_their_own() {
    let folder = Folder::new("artboards");
    let output =
        dateline(&folder, &["map", EXAMPLE, "-o", "map.svg", "--artboards", "phone,400x500", "--timeline"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(folder.names(), ["map-400x500.svg", "map-phone.svg"]);
    let phone = fs::read_to_string(folder.0.join("map-phone.svg")).expect("it is there");
    assert!(
        phone.contains("width=\"360\"") && phone.contains("-timeline\"") | phone.contains("id=\"timeline\"")
    );
    let refused = dateline(&folder, &["map", EXAMPLE, "-o", "-", "--artboards", "phone"]);
    assert_eq!(code(&refused), 2);
    assert!(stderr(&refused).contains("--artboards"));
}

#[test]
fn output_goes_to_standard_output_on_request() {
    let folder = Folder::new("stdout");
    let output = dateline(&folder, &["map", EXAMPLE, "-o", "-", "--quiet"]);
    assert_eq!(code(&output), 0);
    assert!(output.stdout.starts_with(b"<svg") && output.stderr.is_empty());
    assert!(folder.names().is_empty());
}

#[test]
fn nothing_to_map_is_exit_code_1() {
    let folder = Folder::new("nothing");
    for (name, text) in
        [("empty.txt", ""), ("blank.txt", "\n \n"), ("noplace.txt", "Soup is best when it is hot.")]
    {
        let file = folder.file(name, text.as_bytes());
        let output = dateline(&folder, &["map", &file.to_string_lossy(), "-o", "x.svg"]);
        assert_eq!(code(&output), 1, "{name}: {}", stderr(&output));
        assert!(stderr(&output).starts_with("dateline: "), "{name}: {}", stderr(&output));
        assert!(!folder.0.join("x.svg").exists());
    }
}

#[test]
fn what_cannot_be_read_is_exit_code_2_and_named() {
    let folder = Folder::new("unreadable");
    let missing = dateline(&folder, &["map", "no-such-article.txt"]);
    assert_eq!(code(&missing), 2);
    assert!(stderr(&missing).contains("no-such-article.txt"));
    let binary = folder.file("picture.txt", &[0x89, b'P', b'N', b'G', 0, 1, 2, 3, 0xff, 0xfe, 0, 0, 0, 9]);
    let output = dateline(&folder, &["map", &binary.to_string_lossy()]);
    assert_eq!(code(&output), 2, "{}", stderr(&output));
}

#[test]
fn an_output_that_cannot_be_written_leaves_nothing() {
    let folder = Folder::new("unwritable");
    folder.file("in-the-way", b"a file where a folder should be");
    let output = dateline(&folder, &["map", EXAMPLE, "-o", "in-the-way/map.svg"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("in-the-way"));
    assert_eq!(folder.names(), ["in-the-way"]);
}

#[test]
fn options_that_make_no_sense_are_refused_by_name() {
    let folder = Folder::new("options");
    for (arguments, word) in [
        (vec!["--size", "huge"], "huge"),
        (vec!["--date", "2025-02-30"], "2025-02-30"),
        (vec!["--theme", "no-such-theme"], "no-such-theme"),
        (vec!["--worldview", "xx"], "xx"),
        (vec!["--lang", "tlh"], "tlh"),
        (vec!["--focus", "Nowhereatall"], "Nowhereatall"),
        (vec!["--projection", "bonne-ish"], "bonne-ish"),
        (vec!["--id", "a b"], "a b"),
        (vec!["-o", "map.docx"], "docx"),
    ] {
        let mut all = vec!["map", EXAMPLE];
        all.extend(&arguments);
        let output = dateline(&folder, &all);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(word), "{arguments:?}: {}", stderr(&output));
        assert!(folder.names().is_empty(), "{arguments:?} left {:?}", folder.names());
    }
}

#[test]
fn a_plan_can_be_written_edited_and_drawn() {
    let folder = Folder::new("plan");
    let output = dateline(&folder, &["plan", EXAMPLE]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let plan = String::from_utf8_lossy(&output.stdout).into_owned();
    let direct = dateline(&folder, &["map", EXAMPLE, "-o", "-"]);
    let file = folder.file("map.json", plan.as_bytes());
    let drawn = dateline(&folder, &["render", &file.to_string_lossy(), "-o", "-"]);
    assert_eq!(drawn.stdout, direct.stdout, "plan and render must give what map gives");
    let mut edited: serde_json::Value = serde_json::from_str(&plan).expect("a plan is JSON");
    edited["title"] = "A title of our own".into();
    let file = folder.file("edited.json", edited.to_string().as_bytes());
    let drawn = dateline(&folder, &["render", &file.to_string_lossy(), "-o", "-"]);
    assert!(String::from_utf8_lossy(&drawn.stdout).contains("A title of our own"));
    let broken = folder.file("broken.json", b"{\"version\": 1}");
    assert_eq!(code(&dateline(&folder, &["render", &broken.to_string_lossy()])), 2);
    edited["version"] = 999.into();
    let later = folder.file("later.json", edited.to_string().as_bytes());
    let output = dateline(&folder, &["render", &later.to_string_lossy()]);
    assert!(code(&output) == 2 && stderr(&output).contains("999"));
}

#[test]
fn bytes_do_not_depend_on_the_surroundings() {
    let folder = Folder::new("same");
    let elsewhere = Folder::new("elsewhere");
    let first = dateline(&folder, &["map", EXAMPLE, "-o", "-"]);
    let second = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .current_dir(&elsewhere.0)
        .args(["map", EXAMPLE, "-o", "-"])
        .env_clear()
        .envs([
            ("TZ", "Pacific/Apia"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("HOME", "/nonexistent"),
            ("RAYON_NUM_THREADS", "1"),
        ])
        .output()
        .expect("the program starts");
    assert!(!first.stdout.is_empty());
    assert_eq!(first.stdout, second.stdout);
}

#[test]
fn control_characters_in_an_article_leave_the_drawing_well_formed() {
    let folder = Folder::new("controls");
    let text = "FLOODS NEAR KABUL\u{0}\u{b}<script>alert(1)</script>\n\nFloods hit Kabul & \"Jalalabad\"\u{1b}[31m on Oct. 9 ]]> \u{202e}txet\u{fffe}.";
    let file = folder.file("hostile.txt", text.as_bytes());
    let output = dateline(
        &folder,
        &["map", &file.to_string_lossy(), "-o", "-", "--evidence", "full", "--title", "a\u{1}<b>&"],
    );
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let svg = String::from_utf8(output.stdout).expect("SVG is UTF-8");
    let document = roxmltree::Document::parse(&svg).expect("an XML parser reads it");
    assert!(document.descendants().all(|n| n.tag_name().name() != "script"));
}

#[test]
fn five_megabytes_are_read_or_refused_clearly() {
    let folder = Folder::new("large");
    let text = "Rain fell on Nairobi and Mombasa on Oct. 9. ".repeat(5 << 20 >> 5);
    let file = folder.file("large.txt", &text.as_bytes()[..5 << 20]);
    let output = dateline(&folder, &["map", &file.to_string_lossy(), "-o", "x.svg", "--quiet"]);
    assert!(
        code(&output) == 0 || (code(&output) == 2 && stderr(&output).contains("limit")),
        "{}",
        stderr(&output)
    );
}

#[test]
fn mentions_of_a_corpus_come_as_lines_with_character_offsets() {
    let folder = Folder::new("jsonl");
    let lines = "{\"id\": \"a\", \"text\": \"Zürich – floods in Nairobi, Kenya.\"}\n{\"id\": \"b\", \"text\": \"Nothing here.\"}\n";
    let file = folder.file("corpus.jsonl", lines.as_bytes());
    let output =
        dateline(&folder, &["inspect", &file.to_string_lossy(), "--stage", "mentions", "--format", "jsonl"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let rows: Vec<serde_json::Value> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|l| serde_json::from_str(l).expect("each line is JSON"))
        .collect();
    assert_eq!(rows.len(), 2);
    let text: Vec<char> = "Zürich – floods in Nairobi, Kenya.".chars().collect();
    let mentions = rows[0]["mentions"].as_array().expect("a list of mentions");
    let surface = |m: &serde_json::Value| -> String {
        let at = |key: &str| usize::try_from(m[key].as_u64().expect("an offset")).expect("it fits");
        text[at("start")..at("end")].iter().collect()
    };
    let nairobi = mentions.iter().find(|m| surface(m) == "Nairobi").expect("Nairobi is found");
    assert!((nairobi["lat"].as_f64().expect("a latitude") + 1.28).abs() < 0.2);
}

#[test]
fn places_are_searched() {
    let folder = Folder::new("places");
    let output = dateline(&folder, &["places", "Kabul"]);
    assert_eq!(code(&output), 0);
    assert!(String::from_utf8_lossy(&output.stdout).contains("Afghanistan"));
    assert_eq!(code(&dateline(&folder, &["places", "Qqqqzzzz"])), 1);
}

#[test]
fn help_and_version_succeed() {
    let folder = Folder::new("help");
    for arguments in
        [vec!["--help"], vec!["map", "--help"], vec!["--version"], vec!["man"], vec!["completions", "bash"]]
    {
        let output = dateline(&folder, &arguments);
        assert!(code(&output) == 0 && !output.stdout.is_empty(), "{arguments:?}");
    }
    assert_eq!(code(&dateline(&folder, &["nonsense"])), 2);
}

#[test]
fn the_example_exists() {
    assert!(Path::new(EXAMPLE).exists());
}

#[test]
fn a_theme_may_be_a_file_of_ones_own() {
    let folder = Folder::new("theme");
    folder.file("house.toml", b"extends = \"news\"\n[page]\nbackground = \"#123456\"\n");
    let output = dateline(&folder, &["map", EXAMPLE, "-o", "-", "--theme", "house.toml"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("#123456"));
    folder.file("broken.toml", b"extends = \"news\"\n[page]\nbackground = 7\n");
    let output = dateline(&folder, &["map", EXAMPLE, "-o", "-", "--theme", "broken.toml"]);
    assert!(code(&output) == 2 && stderr(&output).contains("theme"), "{}", stderr(&output));
}

#[test]
fn options_may_stand_in_a_file_and_flags_win() {
    let folder = Folder::new("config");
    folder.file("dateline.toml", b"size = \"phone\"\ncredit = \"Our Desk\"\n[batch]\noutput = \"maps\"\n");
    let output = dateline(&folder, &["map", EXAMPLE, "-o", "-"]);
    let svg = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(svg.contains("width=\"360\"") && svg.contains("Our Desk"), "{}", stderr(&output));
    let output = dateline(&folder, &["map", EXAMPLE, "-o", "-", "--size", "column"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("width=\"600\""));
    let output = dateline(&folder, &["map", EXAMPLE, "-o", "-", "--no-config"]);
    assert!(!String::from_utf8_lossy(&output.stdout).contains("Our Desk"));
    let output = dateline(&folder, &["batch", "--print-config", "--theme", "dark"]);
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    for line in
        ["size = \"phone\"  # dateline.toml", "theme = \"dark\"  # command line", "lang = \"en\"  # default"]
    {
        assert!(shown.contains(line), "{line} is not in {shown}");
    }
    let values: toml::Table = shown.parse().expect("it is TOML");
    assert!(values["batch"]["output"].as_str().is_some_and(|o| o.ends_with("maps")));
    folder.file("dateline.toml", b"sise = \"phone\"\n");
    let output = dateline(&folder, &["map", EXAMPLE, "-o", "-"]);
    assert!(code(&output) == 2 && stderr(&output).contains("--sise"), "{}", stderr(&output));
    folder.file("dateline.toml", b"size = \"huge\"\n");
    assert!(stderr(&dateline(&folder, &["map", EXAMPLE, "-o", "-"])).contains("huge"));
}

#[test]
fn diagnostics_come_as_lines_of_json() {
    let folder = Folder::new("json");
    for arguments in [vec!["map", "no-such.txt", "--json"], vec!["map", "--nonsense", "--json"]] {
        let output = dateline(&folder, &arguments);
        assert_eq!(code(&output), 2);
        for line in stderr(&output).lines() {
            let object: serde_json::Value = serde_json::from_str(line).expect("each line is JSON");
            assert!(object["level"] == "error" && object["message"].is_string());
        }
    }
    let output = dateline(&folder, &["map", EXAMPLE, "-o", "-", "-v", "--quiet"]);
    assert!(
        ["read", "plan", "draw", "write"].iter().all(|stage| stderr(&output).contains(stage))
            && stderr(&output).contains("time.busy")
    );
}

#[test]
fn an_article_of_a_hundred_megabytes_is_refused_with_the_limit() {
    let folder = Folder::new("huge");
    let file = folder.file("huge.txt", b"");
    // Takes no room on the disk.
    let made = fs::File::options().write(true).open(&file).and_then(|f| f.set_len(100 << 20));
    made.expect("a sparse file can be made");
    let output = dateline(&folder, &["map", "huge.txt"]);
    assert!(code(&output) == 2 && stderr(&output).contains("limit is 64 MB"), "{}", stderr(&output));
}
