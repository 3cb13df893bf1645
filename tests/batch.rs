//! Runs the real program over many articles: every kind of input, faults by name, kills, resuming, names.
#![cfg(feature = "batch")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

/// A folder of its own for each test, removed afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("dateline-batch-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a temporary folder can be made");
        Self(path)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder can be made");
        fs::write(&path, content).expect("a temporary file can be written");
        path
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.current_dir(&self.0).arg("batch").args(arguments).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program starts")
    }

    /// All files of a folder below with their bytes, hidden ones and the manifest left out.
    fn maps(&self, below: &str) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        let root = self.0.join(below);
        gather(&root, &root, &mut found);
        found.remove("manifest.jsonl");
        found
    }

    fn manifest(&self, below: &str) -> Vec<Value> {
        lines(&fs::read(self.0.join(below).join("manifest.jsonl")).expect("there is a manifest"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn gather(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            gather(root, &path, found);
        } else if !name.starts_with('.') {
            let name = path.strip_prefix(root).expect("below the root").to_string_lossy().into_owned();
            found.insert(name, fs::read(&path).expect("a map can be read"));
        }
    }
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    text.lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"))).collect()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const TOWNS: [&str; 8] = ["Kabul", "Nairobi", "Lima", "Kyiv", "Manila", "Chicago", "Lagos", "Jakarta"];

fn text(number: usize) -> String {
    let (here, there) = (TOWNS[number % 8], TOWNS[(number + 3) % 8]);
    format!("Floods hit {here} on Oct. {}, killing {number} people. Aid came from {there}.", number % 28 + 1)
}

/// Articles as JSON lines, the first one first.
fn feed(count: usize) -> String {
    (1..=count)
        .map(|n| json!({"id": format!("a{n}"), "date": "2025-11-02", "text": text(n)}).to_string() + "\n")
        .collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

fn warc(pages: &[(&str, String)]) -> String {
    let mut archive = "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nx: y\r\n\r\n".to_owned();
    for (address, text) in pages {
        let http = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><head><title>Floods</title></head><body><article><p>{text}</p></article></body></html>"
        );
        archive.push_str(&format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        ));
    }
    archive
}

#[test]
fn every_kind_of_input_is_read_in_order() {
    let folder = Folder::new("kinds");
    folder.file("in/a.txt", text(1));
    folder.file("in/b.md", format!("# Floods\n\n{}", text(2)));
    folder.file("in/c.jsonl.gz", gzip(feed(2).as_bytes()));
    folder.file("in/d.csv", format!("id,text\nrow1,\"{}\"\nrow2,\"{}\"\n", text(3), text(4)));
    folder.file("in/e.warc", warc(&[("https://n.example/2025/flood-in-lagos.html", text(6))]));
    folder
        .file("in/f.json", json!([{"id": "j1", "text": text(5)}, {"id": "j2", "text": text(7)}]).to_string());
    let utf16: Vec<u8> =
        [0xfeff].into_iter().chain(feed(1).encode_utf16()).flat_map(u16::to_le_bytes).collect();
    folder.file("in/g.jsonl", utf16);
    folder.file("in/picture.jpg", b"\xff\xd8\xff");
    let output = folder.run(&["in", "-o", "out"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let inputs: Vec<String> =
        folder.manifest("out").iter().map(|e| e["input"].as_str().expect("a name").to_owned()).collect();
    let expected = [
        "in/a.txt",
        "in/b.md",
        "in/c.jsonl.gz:1",
        "in/c.jsonl.gz:2",
        "in/d.csv:2",
        "in/d.csv:3",
        "in/e.warc:2:https://n.example/2025/flood-in-lagos.html",
        "in/f.json:1",
        "in/f.json:2",
        "in/g.jsonl:1",
    ];
    assert_eq!(inputs, expected);
    let maps: Vec<String> = folder.maps("out").into_keys().collect();
    let names = [
        "a.svg",
        "a1-2.svg",
        "a1.svg",
        "a2.svg",
        "b.svg",
        "flood-in-lagos.svg",
        "j1.svg",
        "j2.svg",
        "row1.svg",
        "row2.svg",
    ];
    assert_eq!(maps, names);
    assert!(
        stderr(&output).contains("2 files or records of other kinds were passed over"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn standard_input_patterns_and_single_maps_agree() {
    let folder = Folder::new("agree");
    folder.file("in/a1.json", feed(1));
    let direct = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .current_dir(&folder.0)
        .args(["map", "in/a1.json", "-o", "single.svg", "--quiet"])
        .status();
    assert!(direct.is_ok_and(|s| s.success()));
    assert_eq!(code(&folder.run(&["in/*.json", "-o", "out"])), 0);
    let mut child =
        folder.command(&["-", "-o", "from-stdin"]).stdin(Stdio::piped()).spawn().expect("it starts");
    child.stdin.take().expect("a pipe").write_all(feed(3).as_bytes()).expect("it reads");
    assert!(child.wait().is_ok_and(|s| s.success()));
    let single = fs::read(folder.0.join("single.svg")).expect("a map");
    assert_eq!(folder.maps("out")["a1.svg"], single);
    assert_eq!(folder.maps("from-stdin")["a1.svg"], single);
    assert_eq!(folder.maps("from-stdin").len(), 3);
}

#[test]
fn one_bad_article_never_stops_the_run_and_is_named() {
    let folder = Folder::new("faults");
    folder.file("in/1.txt", text(1));
    folder.file("in/2.txt", b"\x89PNG\r\n\x1a\n\0\0\0\x0d");
    folder.file("in/3.jsonl", "{\"text\": \n7\n{\"id\": 3}\n");
    folder.file("in/4.txt", "Soup is best when it is hot.");
    folder.file("in/5.jsonl.gz", &gzip(feed(50).as_bytes())[..300]);
    folder.file("in/6.csv", "name,lat\nx,1\n");
    folder.file("in/7.txt", "x".repeat((8 << 20) + 1));
    folder.file("in/8.warc", "nonsense");
    folder.file("in/9.txt", text(2));
    let output = folder.run(&["in", "no-such-file.txt", "-o", "out"]);
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    let manifest = folder.manifest("out");
    let with = |status: &str| -> Vec<String> {
        let found = manifest.iter().filter(|e| e["status"] == status);
        found.map(|e| e["input"].as_str().expect("a name").to_owned()).collect()
    };
    assert!(with("map").contains(&"in/1.txt".to_owned()) && with("map").contains(&"in/9.txt".to_owned()));
    assert_eq!(with("nothing"), ["in/4.txt"]);
    let failed = with("failed");
    for input in [
        "in/2.txt",
        "in/3.jsonl:1",
        "in/3.jsonl:2",
        "in/3.jsonl:3",
        "in/6.csv",
        "in/7.txt",
        "in/8.warc:record 1",
        "no-such-file.txt",
    ] {
        assert!(failed.contains(&input.to_owned()), "{input} is not among {failed:?}");
        assert!(stderr(&output).contains(&format!("dateline: {input}: ")), "{input} is not named");
    }
    assert!(failed.iter().any(|f| f.starts_with("in/5.jsonl.gz")), "{failed:?}");
    assert!(manifest.iter().all(|e| e["hash"].as_str().is_some_and(|h| h.len() == 32)));
}

#[test]
fn runs_stop_at_the_failure_that_they_are_told_to() {
    let folder = Folder::new("limits");
    let feed: String = (1..=20)
        .map(|n| {
            if n % 5 == 0 { "{\n".to_owned() } else { feed(n).lines().last().unwrap_or("").to_owned() + "\n" }
        })
        .collect();
    folder.file("feed.jsonl", feed);
    for (option, last) in
        [(vec!["--fail-fast"], 5), (vec!["--max-errors", "2"], 10), (vec!["--max-errors", "9"], 20)]
    {
        let mut arguments = vec!["feed.jsonl", "-o", "out"];
        arguments.extend(&option);
        let output = folder.run(&arguments);
        assert_eq!(code(&output), 3, "{option:?}");
        let manifest = folder.manifest("out");
        assert_eq!(manifest.len(), last, "{option:?}");
        assert_eq!(manifest[last - 1]["status"], "failed");
    }
}

#[test]
fn names_stay_in_the_folder_and_apart() {
    let folder = Folder::new("names");
    let article = |id: &str| json!({"id": id, "date": "2025-11-02", "text": text(1)}).to_string() + "\n";
    let ids = ["../../escape", "/etc/passwd", "same", "Same", "same", ".hidden", "a/b"];
    folder.file("in/sub/feed.jsonl", ids.map(article).concat());
    assert_eq!(code(&folder.run(&["in", "-o", "out", "--name", "{folder}/{date}/{id}"])), 0);
    let maps: Vec<String> = folder.maps("out").into_keys().collect();
    let names = ["Same-2", "a-b", "escape", "etc-passwd", "hidden", "same-3", "same"];
    let mut expected = names.map(|n| format!("sub/2025-11-02/{n}.svg"));
    expected.sort();
    assert_eq!(maps, expected);
    assert!(!folder.0.join("escape.svg").exists());
    for bad in ["../{id}", "/tmp/{id}", "{nothing}"] {
        assert_eq!(code(&folder.run(&["in", "-o", "out", "--name", bad])), 2, "{bad}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_output_folder_leads_nowhere() {
    let folder = Folder::new("link");
    folder.file("feed.jsonl", feed(1));
    fs::create_dir_all(folder.0.join("elsewhere")).expect("a folder");
    fs::create_dir_all(folder.0.join("out")).expect("a folder");
    std::os::unix::fs::symlink(folder.0.join("elsewhere"), folder.0.join("out/maps")).expect("a link");
    let output = folder.run(&["feed.jsonl", "-o", "out", "--name", "maps/{id}"]);
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    assert!(stderr(&output).contains("leads out of the output folder"));
    assert!(folder.maps("elsewhere").is_empty());
}

#[test]
fn only_what_changed_is_made_again() {
    let folder = Folder::new("changed");
    folder.file("feed.jsonl", feed(6));
    assert_eq!(code(&folder.run(&["feed.jsonl", "-o", "out"])), 0);
    let output = folder.run(&["feed.jsonl", "-o", "out", "--resume"]);
    assert!(stderr(&output).contains("6 of them were made by an earlier run"), "{}", stderr(&output));
    // Another article in the third line, and a lost map.
    let changed = feed(6).replace("killing 3 people", "killing 33 people");
    folder.file("feed.jsonl", &changed);
    fs::remove_file(folder.0.join("out/a5.svg")).expect("it was there");
    let output = folder.run(&["feed.jsonl", "-o", "out", "--resume"]);
    assert!(stderr(&output).contains("4 of them were made by an earlier run"), "{}", stderr(&output));
    assert_eq!(code(&folder.run(&["feed.jsonl", "-o", "anew"])), 0);
    assert_eq!(folder.maps("out"), folder.maps("anew"));
    let output = folder.run(&["feed.jsonl", "-o", "out", "--resume", "--theme", "dark"]);
    assert!(!stderr(&output).contains("kept"), "{}", stderr(&output));
}

#[test]
fn threads_do_not_change_anything() {
    let folder = Folder::new("threads");
    folder.file("feed.jsonl", feed(24));
    for threads in ["1", "4"] {
        assert_eq!(code(&folder.run(&["feed.jsonl", "-o", threads, "--threads", threads])), 0);
    }
    assert_eq!(folder.maps("1"), folder.maps("4"));
    let order =
        |below: &str| -> Vec<Value> { folder.manifest(below).iter().map(|e| e["output"].clone()).collect() };
    assert_eq!(order("1"), order("4"));
}

#[test]
fn a_stream_has_a_line_for_each_article() {
    let folder = Folder::new("stream");
    let with_fault = feed(4) + "{\n";
    folder.file("feed.jsonl", &with_fault);
    let output = folder.run(&["feed.jsonl", "-o", "-", "--quiet"]);
    assert_eq!(code(&output), 3);
    let all = lines(&output.stdout);
    assert_eq!(all.len(), 5);
    assert!(all[0]["map"].as_str().is_some_and(|m| m.starts_with("<svg")) && all[0]["id"] == "a1");
    assert!(all[4]["map"].is_null() && all[4]["error"]["message"].is_string());
    // A stream that was torn in its third line goes on there and ends the same.
    let whole = String::from_utf8_lossy(&output.stdout).into_owned();
    let third: usize = whole.lines().take(2).map(|l| l.len() + 1).sum();
    folder.file("maps.jsonl", &whole.as_bytes()[..third + 100]);
    let output = folder.run(&["feed.jsonl", "-o", "maps.jsonl", "--resume"]);
    assert!(stderr(&output).contains("2 of them were made"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(folder.0.join("maps.jsonl")).expect("a stream"), whole);
    let output = folder.run(&["feed.jsonl", "-o", "-", "--quiet", "--format", "geojson"]);
    assert_eq!(lines(&output.stdout)[0]["map"]["type"], "FeatureCollection");
    assert_eq!(code(&folder.run(&["feed.jsonl", "-o", "-", "--format", "png"])), 2);
}

/// Kills a run again and again until it ends by itself; the maps are then those of a run in peace.
#[test]
fn killed_runs_resume_to_the_same_bytes() {
    let kills: usize = std::env::var("DATELINE_KILLS").ok().and_then(|k| k.parse().ok()).unwrap_or(6);
    let folder = Folder::new("kill");
    let articles = 30 + kills * 4;
    folder.file("feed.jsonl", feed(articles));
    assert_eq!(code(&folder.run(&["feed.jsonl", "-o", "peace"])), 0);
    let (mut killed, mut wait) = (0, 40_u64);
    while killed < kills {
        let mut child =
            folder.command(&["feed.jsonl", "-o", "war", "--resume", "--quiet"]).spawn().expect("it starts");
        // Waits of odd lengths, so that the kill comes at another moment each time.
        std::thread::sleep(Duration::from_millis(wait));
        wait = 30 + (wait * 7 + 13) % 120;
        let ended = child.try_wait().expect("it can be asked").is_some();
        child.kill().ok();
        child.wait().expect("it ends");
        for (name, bytes) in folder.maps("war") {
            assert!(bytes.ends_with(b"</svg>\n"), "{name} is torn");
        }
        if ended {
            // Done before the kill: start again, from nothing.
            fs::remove_dir_all(folder.0.join("war")).expect("it can be removed");
        }
        killed += 1;
    }
    assert_eq!(code(&folder.run(&["feed.jsonl", "-o", "war", "--resume"])), 0);
    assert_eq!(folder.maps("war"), folder.maps("peace"));
    let strip = |below: &str| -> Vec<Value> {
        let mut entries = folder.manifest(below);
        entries.iter_mut().for_each(|e| e["time_ms"] = Value::Null);
        entries
    };
    assert_eq!(strip("war"), strip("peace"));
    let hidden = fs::read_dir(folder.0.join("war")).expect("a folder").flatten();
    let hidden: Vec<_> =
        hidden.map(|e| e.file_name()).filter(|n| n.to_string_lossy().starts_with('.')).collect();
    assert!(hidden.is_empty(), "{hidden:?} is left over");
}

#[cfg(unix)]
#[test]
fn an_interrupt_finishes_the_maps_under_way() {
    let folder = Folder::new("interrupt");
    folder.file("feed.jsonl", feed(60));
    let mut child =
        folder.command(&["feed.jsonl", "-o", "out", "--quiet", "--threads", "1"]).spawn().expect("it starts");
    while !folder.0.join("out/a2.svg").exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(sent.is_ok_and(|s| s.success()));
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    let made = folder.manifest("out").len();
    assert!((2..60).contains(&made), "{made}");
    assert_eq!(folder.maps("out").len(), made);
    let output = folder.run(&["feed.jsonl", "-o", "out", "--resume"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stderr(&output).contains(&format!("{made} of them were made by an earlier run")));
    assert_eq!(folder.maps("out").len(), 60);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_the_run_with_a_hint() {
    let folder = Folder::new("full");
    folder.file("feed.jsonl", feed(40));
    std::os::unix::fs::symlink("/dev/full", folder.0.join("maps.jsonl")).expect("a link");
    let output = folder.run(&["feed.jsonl", "-o", "maps.jsonl"]);
    assert_eq!(code(&output), 2, "{}", stderr(&output));
    assert!(stderr(&output).contains("--resume"), "{}", stderr(&output));
}

#[test]
fn two_runs_do_not_write_into_one_folder() {
    let folder = Folder::new("lock");
    folder.file("feed.jsonl", feed(400));
    let mut child = folder.command(&["feed.jsonl", "-o", "out", "--quiet"]).spawn().expect("it starts");
    while !folder.0.join("out/manifest.jsonl").exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = folder.run(&["feed.jsonl", "-o", "out"]);
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    assert!(code(&output) == 2 && stderr(&output).contains("another batch"), "{}", stderr(&output));
}
