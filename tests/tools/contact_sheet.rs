//! Draws every story of the gallery for column and phone, with a sheet of all maps to look at and a page that lists
//! them: `cargo run --profile lab --example contact_sheet -- [FOLDER] [NAME-PART]`.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::model::plan::Page;
use dateline::pipeline::{Dateline, Format, Reading, Source, TextMode, Writing};
use dateline::plan::options::{COLUMN, PHONE, PlanOptions};
use resvg::tiny_skia::{Color, Pixmap, PixmapPaint, Transform};

/// Gap between maps on the sheet, pixels, and maps in a row.
const GAP: u32 = 16;
const ROW: usize = 6;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().map_or_else(|| PathBuf::from("output/contact-sheet"), PathBuf::from);
    let part = arguments.next().unwrap_or_default();
    fs::create_dir_all(&folder)?;
    let dateline = Dateline::open()?;
    let mut page = String::from("<!doctype html><meta charset=\"utf-8\"><title>Gallery</title>\n");
    for (size, options) in [("column", COLUMN), ("phone", PHONE)] {
        let mut maps = Vec::new();
        for path in stories()?.iter().filter(|p| p.to_string_lossy().contains(&part)) {
            let name = format!("{}-{size}.png", path.file_stem().unwrap_or_default().to_string_lossy());
            let reading = read(&dateline, path)?;
            let png = draw(&dateline, &reading, options)?;
            fs::write(folder.join(&name), &png)?;
            writeln!(page, "<figure><img src=\"{name}\" alt=\"\"><figcaption>{name}</figcaption></figure>")?;
            maps.push(Pixmap::decode_png(&png)?);
        }
        fs::write(folder.join(format!("{size}.png")), sheet(&maps)?.encode_png()?)?;
    }
    fs::write(folder.join("index.html"), page)?;
    println!("{}", folder.join("index.html").display());
    Ok(())
}

/// The articles and lists of events of the gallery, by name.
fn stories() -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut paths = Vec::new();
    for folder in ["articles", "events"] {
        for entry in fs::read_dir(root.join(folder))? {
            paths.push(entry?.path());
        }
    }
    paths.sort();
    Ok(paths)
}

fn read(dateline: &Dateline, path: &Path) -> Result<Reading, Box<dyn Error>> {
    let bytes = fs::read(path)?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    if path.extension().is_some_and(|e| e == "csv") {
        return Ok(Dateline::read_events(&bytes, &name, None)?);
    }
    let source = Source { name: path.to_string_lossy().into_owned(), ..Source::default() };
    let article = Dateline::articles(&bytes, &source)?.into_iter().next().ok_or("no article")?;
    Ok(dateline.read(article, &[]))
}

fn draw(dateline: &Dateline, reading: &Reading, page: Page) -> Result<Vec<u8>, Box<dyn Error>> {
    let (plan, _) = dateline.plan(reading, &PlanOptions { page, ..PlanOptions::default() })?;
    let (scene, _) = dateline.draw(&plan)?;
    Ok(Dateline::write(&scene, &Writing { format: Format::Png, text: TextMode::Outline, scale: 1.0 })?)
}

/// All maps in rows.
fn sheet(maps: &[Pixmap]) -> Result<Pixmap, Box<dyn Error>> {
    let width = maps.iter().map(Pixmap::width).max().unwrap_or(1) + GAP;
    let heights: Vec<u32> =
        maps.chunks(ROW).map(|row| row.iter().map(Pixmap::height).max().unwrap_or(0) + GAP).collect();
    let columns = u32::try_from(ROW.min(maps.len().max(1)))?;
    let mut sheet = Pixmap::new(width * columns, heights.iter().sum::<u32>().max(1)).ok_or("no room")?;
    sheet.fill(Color::WHITE);
    let mut top = 0;
    for (row, height) in maps.chunks(ROW).zip(heights) {
        let mut left = 0;
        for map in row {
            let (x, y) = (i32::try_from(left)?, i32::try_from(top)?);
            sheet.draw_pixmap(x, y, map.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
            left += width;
        }
        top += height;
    }
    Ok(sheet)
}
