//! Runs the real program for pages: interactive ones, and maps put into pages that exist.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/articles/durand-line.md");

/// A folder of its own for each test, removed afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("dateline-pages-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a temporary folder can be made");
        Self(path)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_dateline"))
            .current_dir(&self.0)
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .expect("the program starts")
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap_or_default()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A page in words of our own, with markup that must stay.
const PAGE: &str = "<!doctype html>\n<html lang=en><head><title>Blast in Kandahar</title></head>\n<body class='x'><h1>Blast in Kandahar</h1>\n<p>KABUL, Oct. 9 &ndash; An explosion killed five people in <em>Kandahar</em> on Oct. 8, officials in Kabul said.</p>\n<p>Hospitals in Herat and Ghazni sent doctors. The cause of the explosion in Kandahar is not known.</p>\n<!-- <p>end</p> --></body></html>\n";

#[test]
fn a_page_is_one_file_with_a_policy_of_its_own() {
    let folder = Folder::new("html");
    let output = folder.run(&["map", EXAMPLE, "-o", "x.html"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let page = folder.read("x.html");
    assert!(page.contains("content=\"default-src &#39;none&#39;; style-src &#39;sha256-"));
    assert!(
        !page.contains("http://")
            || page.matches("http://").count() == page.matches("http://www.w3.org/2000/svg").count()
    );
    assert!(page.len() < 160_000, "{} bytes", page.len());
    let again = Folder::new("html-again");
    again.run(&["map", EXAMPLE, "-o", "x.html"]);
    assert_eq!(page, again.read("x.html"));
}

#[test]
fn a_plan_gives_a_page_too_and_only_pages_hold_the_article() {
    let folder = Folder::new("plan");
    folder.run(&["plan", EXAMPLE, "-o", "map.json"]);
    assert_eq!(folder.run(&["render", "map.json", "-o", "x.html"]).status.code(), Some(0));
    assert!(folder.read("x.html").contains("dl-mark"));
    let refused = folder.run(&["map", EXAMPLE, "--with-article", "-o", "x.svg"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains(".html"));
}

#[test]
fn a_map_is_put_into_a_page_and_its_names_are_linked() {
    let folder = Folder::new("embed");
    fs::write(folder.0.join("a.html"), PAGE).expect("the page can be written");
    let output = folder.run(&["embed", "a.html", "-o", "b.html", "--id", "blast"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let page = folder.read("b.html");
    assert!(page.starts_with("<!doctype html>\n<html lang=en><head><title>Blast in Kandahar</title>"));
    assert!(page.contains("<figure class=\"dateline-figure\">") && page.contains("href=\"#blast-"), "{page}");
    for word in ["<script", "<style", " style=", "@font-face"] {
        assert!(!page.contains(word), "{word}");
    }
    roxmltree::Document::parse(&page[page.find("<svg").unwrap_or(0)..page.find("</svg>").unwrap_or(0) + 6])
        .expect("the drawing is well-formed");
}

#[test]
fn frames_and_elements_have_their_files_beside() {
    let folder = Folder::new("frames");
    fs::write(folder.0.join("a.html"), PAGE).expect("the page can be written");
    for (manner, word) in [("iframe", "<iframe class=\"dateline-frame\""), ("element", "<dateline-map src=")]
    {
        let output = folder.run(&["embed", "a.html", "-o", "b.html", "--embed-as", manner]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(folder.read("b.html").contains(word));
        assert!(
            folder.read("b.map.html").contains("dl-mark")
                && folder.read("dateline-map.js").contains("dateline-map")
        );
    }
}

#[test]
fn what_is_no_page_is_refused_with_the_way_to_go() {
    let folder = Folder::new("refused");
    let output = folder.run(&["embed", EXAMPLE, "-o", "b.html"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--with-article"));
    fs::write(folder.0.join("a.html"), b"<p>\xff</p>").expect("the page can be written");
    assert_eq!(folder.run(&["embed", "a.html", "-o", "b.html"]).status.code(), Some(2));
    assert!(!folder.0.join("b.html").exists());
}
