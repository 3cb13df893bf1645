//! Draws twelve disputes in the neutral worldview and two opposing ones, as contact sheets to look at, on light and
//! dark, for column and phone: `cargo run --profile lab --example dispute_sheet -- [FOLDER]`.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use dateline::model::geo::Bounds;
use dateline::model::plan::Page;
use dateline::pipeline::{Dateline, Format, Reading, Source, TextMode, Writing};
use dateline::plan::options::{COLUMN, FocusOn, PHONE, PlanOptions};
use resvg::tiny_skia::{FilterQuality, Pixmap, PixmapPaint, Transform};

/// Title, a place inside, the frame (west, south, east, north), and three views.
type Row = (&'static str, &'static str, [f64; 4], [&'static str; 3]);

const DISPUTES: [Row; 12] = [
    ("Kashmir", "Srinagar", [71.5, 31.5, 81.0, 37.5], ["neutral", "in", "pk"]),
    ("Arunachal Pradesh", "Itanagar", [88.5, 25.5, 98.0, 30.0], ["neutral", "in", "cn"]),
    ("Crimea and the oblasts", "Simferopol", [30.5, 43.8, 41.0, 50.4], ["neutral", "ua", "ru"]),
    ("Golan, West Bank, Gaza", "Ramallah", [33.8, 30.6, 36.8, 33.7], ["neutral", "il", "ps"]),
    ("Western Sahara", "Laayoune", [-18.0, 20.0, -5.0, 30.0], ["neutral", "ma", "es"]),
    ("Cyprus", "Nicosia", [32.0, 34.3, 34.8, 35.9], ["neutral", "gr", "tr"]),
    ("Kosovo", "Pristina", [18.5, 41.0, 23.3, 44.0], ["neutral", "us", "ru"]),
    ("Taiwan", "Taipei", [116.0, 21.0, 124.5, 27.5], ["neutral", "tw", "cn"]),
    ("Guayana Esequiba", "Lethem", [-63.0, 0.5, -54.5, 9.0], ["neutral", "de-facto", "cn"]),
    ("Abyei and Kafia Kingi", "Abyei", [22.5, 7.5, 31.5, 12.0], ["neutral", "de-facto", "eg"]),
    ("Hala'ib and Bir Tawil", "Shalateen", [31.5, 20.8, 38.0, 24.5], ["neutral", "eg", "de-facto"]),
    ("Abkhazia, South Ossetia", "Tskhinvali", [39.5, 40.8, 47.0, 44.2], ["neutral", "ru", "ua"]),
];

/// Width of one map on the sheet and the gap between maps, pixels.
const CELL: u32 = 400;
const GAP: u32 = 12;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).map_or_else(|| PathBuf::from("output/disputes"), PathBuf::from);
    fs::create_dir_all(&folder)?;
    let dateline = Dateline::open()?;
    for (theme, size, page) in [
        ("light", "column", COLUMN),
        ("dark", "column", COLUMN),
        ("light", "phone", PHONE),
        ("dark", "phone", PHONE),
    ] {
        let mut rows = Vec::new();
        for row in DISPUTES {
            let maps: Result<Vec<Pixmap>, Box<dyn Error>> =
                row.3.iter().map(|view| map(&dateline, row, view, theme, page)).collect();
            rows.push(maps?);
        }
        let path = folder.join(format!("{theme}-{size}.png"));
        sheet(&rows)?.save_png(&path)?;
        println!("{}", path.display());
    }
    Ok(())
}

fn map(dateline: &Dateline, row: Row, view: &str, theme: &str, page: Page) -> Result<Pixmap, Box<dyn Error>> {
    let (title, place, [west, south, east, north], _) = row;
    let reading = reading(dateline, place)?;
    let options = PlanOptions {
        title: Some(format!("{title}: {view}")),
        theme: theme.to_owned(),
        worldview: view.to_owned(),
        page,
        focus: Some(FocusOn::Box(Bounds { west, south, east, north })),
        ..PlanOptions::default()
    };
    let (plan, _) = dateline.plan(&reading, &options)?;
    let (scene, _) = dateline.draw(&plan)?;
    let scale = (f64::from(CELL) / page.width) as f32;
    let png = Dateline::write(&scene, &Writing { format: Format::Png, text: TextMode::Embedded, scale })?;
    Ok(Pixmap::decode_png(&png)?)
}

/// A story that names one place and nothing else.
fn reading(dateline: &Dateline, place: &str) -> Result<Reading, Box<dyn Error>> {
    let text = format!("The road to {place} was closed on Monday. Ministers met in {place} again.");
    let article =
        Dateline::articles(text.as_bytes(), &Source::default())?.into_iter().next().ok_or("no article")?;
    Ok(dateline.read(article, &[]))
}

/// The maps in rows, each as wide as a cell.
fn sheet(rows: &[Vec<Pixmap>]) -> Result<Pixmap, Box<dyn Error>> {
    let height = |row: &Vec<Pixmap>| row.iter().map(Pixmap::height).max().unwrap_or(0) + GAP;
    let width = (CELL + GAP) * 3 + GAP;
    let mut sheet = Pixmap::new(width, rows.iter().map(height).sum::<u32>() + GAP).ok_or("an empty sheet")?;
    sheet.fill(resvg::tiny_skia::Color::from_rgba8(128, 128, 128, 255));
    let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
    let mut y = GAP;
    for row in rows {
        for (column, map) in (0_u32..).zip(row) {
            let x = GAP + column * (CELL + GAP);
            sheet.draw_pixmap(
                i32::try_from(x)?,
                i32::try_from(y)?,
                map.as_ref(),
                &paint,
                Transform::identity(),
                None,
            );
        }
        y += height(row);
    }
    Ok(sheet)
}
