//! PDF shows what SVG and PNG show: the same picture, the same words, and the same bytes every time.
#![cfg(all(feature = "pdf", feature = "png"))]

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Command;

use dateline::pipeline::{Dateline, Format, Map, MapOptions, Source, Writing};
use resvg::tiny_skia::Pixmap;

const ARTICLES: [&str; 3] = ["durand-line", "chile-earthquake", "lake-chad-floods"];

fn map(name: &str, format: Format, lang: &str) -> Map {
    let file = format!("{}/examples/articles/{name}.md", env!("CARGO_MANIFEST_DIR"));
    let bytes = fs::read(&file).expect("the example exists");
    let source = Source { name: file, ..Source::default() };
    let article = Dateline::article(&bytes, &source).expect("an article");
    let mut options =
        MapOptions { writing: Writing { format, scale: 1.0, ..Writing::default() }, ..MapOptions::default() };
    lang.clone_into(&mut options.plan.lang);
    Dateline::open().expect("the bundle opens").map(article, &options).expect("a map")
}

/// Runs a tool of Poppler; none if the machine has none.
fn poppler(tool: &str, arguments: &[&str], file: &Path) -> Option<Vec<u8>> {
    let mut command = Command::new(tool);
    command.args(arguments).arg(file);
    if tool == "pdftotext" {
        command.arg("-");
    }
    let output = command.output().ok()?;
    assert!(output.status.success(), "{tool}: {}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}

fn written(name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let file = std::env::temp_dir().join(format!("dateline-pdf-{name}-{}.pdf", std::process::id()));
    fs::write(&file, bytes).expect("a temporary file can be written");
    file
}

/// Width, height and pixels of a PPM.
fn ppm(bytes: &[u8]) -> (u32, u32, &[u8]) {
    let head: Vec<&[u8]> = bytes.splitn(4, |b| b.is_ascii_whitespace()).collect();
    let number = |b: &[u8]| String::from_utf8_lossy(b).parse().expect("a number");
    // After width and height stand a line with 255 and the pixels.
    (number(head[1]), number(head[2]), &head[3][4..])
}

/// Side of a block, pixels.
const SIDE: u32 = 4;

/// Mean of each channel in each whole block.
fn blocks(pixel: &dyn Fn(u32, u32) -> Option<[u8; 3]>, width: u32, height: u32) -> Vec<f64> {
    let mut means = Vec::new();
    for (top, left) in (0..height / SIDE).flat_map(|y| (0..width / SIDE).map(move |x| (y * SIDE, x * SIDE))) {
        for channel in 0..3 {
            let inside = (0..SIDE * SIDE).filter_map(|i| pixel(left + i % SIDE, top + i / SIDE));
            means.push(inside.map(|p| f64::from(p[channel])).sum::<f64>() / f64::from(SIDE * SIDE));
        }
    }
    means
}

#[test]
fn the_bytes_are_the_same_every_time() {
    let first = map("durand-line", Format::Pdf, "en").bytes;
    assert!(first.starts_with(b"%PDF-"));
    assert_eq!(first, map("durand-line", Format::Pdf, "en").bytes);
}

#[test]
fn the_picture_is_that_of_the_png() {
    for (name, lang) in
        ARTICLES.iter().map(|n| (*n, "en")).chain([("durand-line", "ar"), ("durand-line", "hi")])
    {
        let file = written(&format!("{name}-{lang}"), &map(name, Format::Pdf, lang).bytes);
        let Some(drawn) = poppler("pdftoppm", &["-r", "96", "-singlefile"], &file) else { return };
        fs::remove_file(&file).expect("it was written");
        let (width, height, pixels) = ppm(&drawn);
        let png = Pixmap::decode_png(&map(name, Format::Png, lang).bytes).expect("a PNG");
        assert!(width.abs_diff(png.width()) <= 1 && height.abs_diff(png.height()) <= 1, "{name}");
        // Rows may stand up to half a pixel apart where the height is no whole number, so blocks of pixels are compared.
        let ours = blocks(&|x, y| png.pixel(x, y).map(|p| [p.red(), p.green(), p.blue()]), width, height);
        let at = |x: u32, y: u32| ((y * width + x) * 3) as usize;
        let theirs =
            blocks(&|x, y| pixels.get(at(x, y)..at(x, y) + 3).map(|p| [p[0], p[1], p[2]]), width, height);
        let off: Vec<f64> = ours.iter().zip(&theirs).map(|(a, b)| (a - b).abs()).collect();
        let mean = off.iter().sum::<f64>() / off.len() as f64;
        let share = off.iter().filter(|&&o| o > 40.0).count() as f64 / off.len() as f64;
        println!("{name} {lang}: mean difference {mean:.2} of 255, {:.2} % far off", share * 100.0);
        assert!(mean < 2.0 && share < 0.005, "{name} {lang}: mean {mean:.2}, far {share:.4}");
    }
}

/// The content of all compressed streams of a PDF.
fn streams(pdf: &[u8]) -> String {
    let mut out = String::new();
    let starts = pdf.windows(7).enumerate().filter(|(_, w)| *w == b"stream\n" || *w == b"stream\r");
    for (at, _) in starts.filter(|(at, _)| !pdf[..*at].ends_with(b"end")) {
        let from =
            pdf[at + 6..].iter().position(|b| !b.is_ascii_whitespace()).map_or(pdf.len(), |n| at + 6 + n);
        let mut bytes = Vec::new();
        // What is no compressed stream gives nothing.
        let _ = flate2::read::ZlibDecoder::new(&pdf[from..]).read_to_end(&mut bytes);
        out.push_str(&String::from_utf8_lossy(&bytes));
        out.push('\n');
    }
    out
}

#[test]
fn a_theme_for_a_press_gives_four_inks_and_no_other_theme_does() {
    let written_in = |theme: &str| {
        let file = format!("{}/examples/articles/durand-line.md", env!("CARGO_MANIFEST_DIR"));
        let source = Source { name: file.clone(), ..Source::default() };
        let article =
            Dateline::article(&fs::read(&file).expect("the example exists"), &source).expect("an article");
        let writing = Writing { format: Format::Pdf, ..Writing::default() };
        let mut options = MapOptions { writing, ..MapOptions::default() };
        theme.clone_into(&mut options.plan.theme);
        Dateline::open().expect("the bundle opens").map(article, &options).expect("a map").bytes
    };
    let (press, news) = (streams(&written_in("press")), streams(&written_in("news")));
    let count =
        |text: &str, operator: &str| text.split_ascii_whitespace().filter(|word| *word == operator).count();
    let inks = |text: &str| ["k", "K", "scn", "SCN"].map(|operator| count(text, operator));
    println!("{:?} {:?}", inks(&press), inks(&news));
    assert!(press.contains("/DeviceCMYK cs") || count(&press, "k") > 20, "{:.400}", press);
    assert!(!news.contains("/DeviceCMYK cs") && count(&news, "k") == 0);
}

#[test]
fn the_words_can_be_selected() {
    let file = written("words", &map("durand-line", Format::Pdf, "en").bytes);
    let Some(text) = poppler("pdftotext", &["-layout"], &file) else { return };
    let fonts = poppler_fonts(&file);
    fs::remove_file(&file).expect("it was written");
    let text = String::from_utf8_lossy(&text).split_whitespace().collect::<Vec<_>>().join(" ");
    for words in ["Kabul", "Islamabad", "New Delhi", "Natural Earth"] {
        assert!(text.contains(words), "{words} is not in: {text}");
    }
    // Each word once: halos are outlines, not a second text.
    assert_eq!(text.matches("Islamabad").count(), 1, "{text}");
    for font in fonts.lines().skip(2) {
        assert!(font.contains(" yes yes yes "), "not embedded as a subset with its letters: {font}");
    }
}

fn poppler_fonts(file: &Path) -> String {
    let output = Command::new("pdffonts").arg(file).output();
    output.map(|o| String::from_utf8_lossy(&o.stdout).into_owned()).unwrap_or_default()
}
