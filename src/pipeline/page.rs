//! The fronts that live in a browser: the interactive page, and the map inside a page that exists.

use crate::diagnostic::{Result, Warning};
use crate::geodata::worldview;
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
use crate::theme::look::Theme;

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
        self.page_of_views(plan, &[], reading, options)
    }

    /// Writes an interactive page as [`Dateline::page`] does, on which the reader can choose among worldviews: `others`
    /// are plans of the same map under other ones. A view that looks like one before it is left out, with a warning.
    ///
    /// # Errors
    /// As [`Dateline::draw`].
    pub fn page_of_views(
        &self,
        plan: &Plan,
        others: &[Plan],
        reading: Option<&Reading>,
        options: PageOptions,
    ) -> Result<(String, Vec<Warning>)> {
        let theme = theme::load::changed(&plan.theme, &plan.style)?;
        // What a person changed stays as it is, in the dark too.
        let dark = match theme.name.as_str() {
            "news" | "light" if plan.style.is_empty() => Some(theme::load::named("dark")?),
            _ => None,
        };
        let (mut boards, mut warnings) = self.boards(plan, &theme, 0)?;
        let mut views = vec![view_name(&plan.worldview)];
        for other in others {
            let (more, _) = self.boards(&framed_as(other, plan), &theme, views.len())?;
            let name = view_name(&other.worldview);
            if boards.chunks(BOARDS.len()).any(|view| alike(view, &more)) {
                let message =
                    format!("the worldview {name} is no choice on this page: it looks like one before it");
                warnings.push(Warning::new("worldview-alike", message));
                continue;
            }
            boards.extend(more);
            views.push(name);
        }
        let story = reading.map(|reading| story(reading, options.sentences));
        let page = render::html::page::write(&render::html::page::Page {
            plan,
            boards: &boards,
            views: &views,
            story,
            with_article: options.with_article,
            theme: &theme,
            dark: dark.as_ref(),
            text: options.text,
        });
        Ok((page, warnings))
    }

    /// The maps of a page for one worldview, with what the last level leaves out: that is nowhere on the page.
    fn boards(&self, plan: &Plan, theme: &Theme, view: usize) -> Result<(Vec<Board>, Vec<Warning>)> {
        let mut boards = Vec::new();
        let mut warnings = Vec::new();
        for (name, width) in BOARDS {
            let mut levels = Vec::new();
            for zoom in ZOOMS {
                let mut bare = bare(plan, name, width * zoom + 2.0 * theme.page.margin, zoom);
                if view > 0 {
                    bare.id = format!("{}-{name}{view}z{zoom}", plan.id);
                }
                let (scene, missing) = layout::compose::compose(&bare, &self.basemap, theme)?;
                levels.push(Level { zoom, scene });
                warnings = missing;
            }
            boards.push(Board { name, view, levels });
        }
        Ok((boards, warnings))
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

/// A plan in the frame of another, so that both show the same ground.
fn framed_as(plan: &Plan, other: &Plan) -> Plan {
    Plan { id: other.id.clone(), frame: other.frame.clone(), ..plan.clone() }
}

fn view_name(code: &str) -> String {
    worldview::get(code).map_or_else(|| code.to_owned(), |view| view.name.clone())
}

/// Whether two worldviews of a page look the same.
fn alike(one: &[Board], other: &[Board]) -> bool {
    let drawn = |boards: &[Board]| -> Vec<_> {
        let levels = boards.iter().flat_map(|board| &board.levels);
        levels.map(|level| (level.scene.layers.clone(), level.scene.hatches.clone())).collect()
    };
    drawn(one) == drawn(other)
}

/// What pages tell of a reading.
fn story(reading: &Reading, sentences: bool) -> Story<'_> {
    Story { article: &reading.article, resolutions: &reading.resolutions, events: &reading.events, sentences }
}
