//! The fronts that live in a browser: the interactive page, and the map inside a page that exists.

use crate::diagnostic::{Result, Warning};
use crate::layout;
use crate::model::plan::{Page, Plan};
use crate::model::scene::Scene;
use crate::pipeline::dateline::Dateline;
use crate::pipeline::options::PageOptions;
use crate::pipeline::result::Reading;
use crate::render;
use crate::render::html::board::{Board, Level};
use crate::render::html::embed::Manner;
use crate::render::html::items::Story;
use crate::render::html::splice::Spliced;
use crate::render::svg::TextMode;
use crate::theme;

/// Widths that pages have maps for: name, and pixels of the map.
const BOARDS: [(&str, f64); 2] = [("phone", 320.0), ("wide", 560.0)];
/// Factors that pages have names and marks for.
const ZOOMS: [f64; 3] = [1.0, 2.0, 4.0];

impl Dateline {
    /// Writes an interactive page: the map for two widths and three zoom levels, the lists, and the article if asked for.
    ///
    /// # Errors
    /// As [`Dateline::draw`].
    pub fn page(
        &self,
        plan: &Plan,
        reading: Option<&Reading>,
        options: PageOptions,
    ) -> Result<(String, Vec<Warning>)> {
        let theme = theme::load::changed(&plan.theme, &plan.style)?;
        // What a person changed stays as it is, in the dark too.
        let dark = match theme.name.as_str() {
            "news" | "light" if plan.style.is_empty() => Some(theme::load::named("dark")?),
            _ => None,
        };
        let mut boards = Vec::new();
        let mut warnings = Vec::new();
        for (name, width) in BOARDS {
            let mut levels = Vec::new();
            for zoom in ZOOMS {
                let bare = bare(plan, name, width * zoom + 2.0 * theme.page.margin, zoom);
                let (scene, missing) = layout::compose::compose(&bare, &self.basemap, &theme)?;
                levels.push(Level { zoom, scene });
                // What the last level leaves out is nowhere on the page.
                warnings = missing;
            }
            boards.push(Board { name, levels });
        }
        let story = reading.map(|reading| story(reading, options.sentences));
        let page = render::html::page::write(&render::html::page::Page {
            plan,
            boards: &boards,
            story,
            with_article: options.with_article,
            theme: &theme,
            dark: dark.as_ref(),
            text: options.text,
        });
        Ok((page, warnings))
    }

    /// A map as a static figure for a page: no script, no style, every id prefixed.
    ///
    /// # Errors
    /// If the drawing cannot be written.
    pub fn figure(plan: &Plan, scene: &Scene, text: TextMode) -> Result<String> {
        render::html::embed::figure(plan, scene, text)
    }

    /// Puts a map into a web page that exists; nothing else of the page changes.
    ///
    /// # Errors
    /// If the drawing cannot be written.
    pub fn embed(
        page: &str,
        plan: &Plan,
        scene: &Scene,
        reading: &Reading,
        manner: Manner<'_>,
    ) -> Result<Spliced> {
        render::html::embed::embed(page, plan, scene, story(reading, false), manner)
    }
}

/// A plan without the words around the map, which a page writes itself; locator and scale bar belong to the first level.
fn bare(plan: &Plan, name: &str, width: f64, zoom: f64) -> Plan {
    let mut bare = plan.clone();
    bare.id = format!("{}-{name}{zoom}", plan.id);
    bare.page = Page { width, height: None, min_text: 11.0, print: false };
    for words in [&mut bare.title, &mut bare.subtitle, &mut bare.credit, &mut bare.disclaimer] {
        words.clear();
    }
    bare.entries.clear();
    bare.outside.clear();
    bare.furniture.timeline = false;
    if zoom > 1.0 {
        bare.furniture.locator = false;
        bare.furniture.scale_bar = false;
        bare.furniture.legend = false;
    }
    bare
}

/// What pages tell of a reading.
fn story(reading: &Reading, sentences: bool) -> Story<'_> {
    Story { article: &reading.article, resolutions: &reading.resolutions, events: &reading.events, sentences }
}
