//! The order of the stages: article in, map out. The only file that knows it.

use jiff::civil::Date;

use crate::diagnostic::{Error, ErrorKind, Result, Warning};
use crate::events;
use crate::export;
use crate::geodata::basemap::Basemap;
use crate::geodata::gazetteer::Gazetteer;
use crate::geodata::gazetteer_user::UserGazetteer;
use crate::intake;
use crate::lang::lexicon::Lexicon;
use crate::layout;
use crate::mentions;
use crate::mentions::edits::Applied;
use crate::model::article::Article;
use crate::model::edits::{Change, Edit, Edits, Target};
use crate::model::event::Event;
use crate::model::mention::{Focus, Resolution};
use crate::model::place::{Place, PlaceId};
use crate::model::plan::{PLAN_VERSION, Page, Plan};
use crate::model::scene::Scene;
use crate::plan;
use crate::plan::build::Story as PlanStory;
use crate::plan::options::PlanOptions;
use crate::render;
use crate::render::html::board::{Board, Level};
use crate::render::html::items::Story;
use crate::render::svg::SvgOptions;
use crate::theme;

pub use crate::intake::read::{Format as InputFormat, Source};

/// Says what a name means in the whole article, or that it means no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// The name as it stands in the text.
    pub name: String,
    /// Id of the place; none drops the name.
    pub id: Option<String>,
}

impl Pin {
    /// The pin as an edit; `origin` is how messages call it.
    #[must_use]
    pub fn edit(&self, origin: &str) -> Edit {
        let change = self.id.clone().map_or(Change::Drop, |id| Change::Pin(PlaceId(id)));
        let target = Target { name: Some(self.name.clone()), ..Target::default() };
        Edit { origin: origin.to_owned(), target, change }
    }
}

/// All that was read of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// Its mentions with their places.
    pub resolutions: Vec<Resolution>,
    /// Nouns that stand for a place named before ("the capital"), in order of the text.
    pub references: Vec<Resolution>,
    /// Its places, the ones that the story is about first.
    pub focus: Vec<Focus>,
    /// Its events, in order of the text.
    pub events: Vec<Event>,
    /// What was doubtful.
    pub warnings: Vec<Warning>,
}

/// Format of a finished map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// SVG.
    Svg,
    /// PNG.
    Png,
    /// PDF, with vectors and text.
    Pdf,
    /// Events as GeoJSON, without a drawing.
    Geojson,
    /// The plan as JSON, without a drawing.
    Json,
    /// An interactive page.
    Html,
}

impl Format {
    /// The ending of its files, without the dot.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Geojson => "geojson",
            Self::Json => "json",
            Self::Html => "html",
        }
    }

    /// Whether its files are text in UTF-8.
    #[must_use]
    pub const fn is_text(self) -> bool {
        !matches!(self, Self::Png | Self::Pdf)
    }
}

/// How an interactive page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PageOptions {
    /// How text on the map is written.
    pub text: TextMode,
    /// Whether the article stands beside the map.
    pub with_article: bool,
    /// Whether sentences of the article may be shown with places.
    pub sentences: bool,
}

/// Widths that pages have maps for: name, and pixels of the map.
const BOARDS: [(&str, f64); 2] = [("phone", 320.0), ("wide", 560.0)];
/// Factors that pages have names and marks for.
const ZOOMS: [f64; 3] = [1.0, 2.0, 4.0];

/// How a drawing is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Writing {
    /// The format.
    pub format: Format,
    /// How text is written.
    pub text: TextMode,
    /// Pixels of a PNG per pixel of the map, 0.1 to 8.
    pub scale: f32,
}

pub use crate::render::html::embed::{ELEMENT, Manner};
pub use crate::render::html::splice::Spliced;
pub use crate::render::svg::TextMode;

impl Default for Writing {
    fn default() -> Self {
        Self { format: Format::Svg, text: TextMode::Embedded, scale: 2.0 }
    }
}

/// Everything that a caller may decide about the map of an article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MapOptions {
    /// What the map shows and how it looks.
    pub plan: PlanOptions,
    /// What names mean.
    pub edits: Edits,
    /// Text of a file of edits that change the map; see [`Dateline::edit`]. Empty for none.
    pub map_edits: String,
    /// How the drawing is written.
    pub writing: Writing,
}

/// A finished map and what it was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// The file.
    pub bytes: Vec<u8>,
    /// What was read of the article.
    pub reading: Reading,
    /// What was decided.
    pub plan: Plan,
    /// What was doubtful or left out, over all stages.
    pub warnings: Vec<Warning>,
}

/// Reads articles and draws their maps. Cheap to make and to share between threads.
#[derive(Clone, Copy)]
pub struct Dateline {
    gazetteer: &'static Gazetteer,
    basemap: Basemap,
    statements: bool,
}

impl Dateline {
    /// Opens the bundled data in place.
    ///
    /// # Errors
    /// If the bundle is damaged.
    pub fn open() -> Result<Self> {
        Ok(Self { gazetteer: Gazetteer::bundled()?, basemap: Basemap::open(), statements: false })
    }

    /// Also knows the places of a person's own gazetteer, which stays in memory as long as the program runs.
    ///
    /// # Errors
    /// If a row names a country or division that does not exist.
    pub fn with_gazetteer(self, own: UserGazetteer) -> Result<Self> {
        Ok(Self { gazetteer: Gazetteer::with_user(own)?, ..self })
    }

    /// Also reads events that are words only: threats, demands, condemnations. Maps leave them out.
    #[must_use]
    pub const fn with_statements(self, statements: bool) -> Self {
        Self { statements, ..self }
    }

    /// Makes the map of an article: all stages in one call.
    ///
    /// # Errors
    /// If there is nothing to map, or an option makes no sense.
    pub fn map(&self, article: Article, options: &MapOptions) -> Result<Map> {
        let reading = self.read_edited(article, &options.edits);
        let mut warnings = reading.warnings.clone();
        let (mut plan, more) = self.plan(&reading, &options.plan)?;
        warnings.extend(more);
        if !options.map_edits.is_empty() {
            warnings.extend(Self::edit(&mut plan, &options.map_edits)?);
        }
        let bytes = match options.writing.format {
            Format::Geojson => Self::geojson(&reading)?.into_bytes(),
            Format::Json => Self::plan_json(&plan)?.into_bytes(),
            Format::Html => {
                let sentences = plan.entries.iter().any(|entry| !entry.evidence.is_empty());
                let page = PageOptions { text: options.writing.text, with_article: false, sentences };
                let (html, more) = self.page(&plan, Some(&reading), page)?;
                warnings.extend(more);
                html.into_bytes()
            }
            Format::Svg | Format::Png | Format::Pdf => {
                let (scene, more) = self.draw(&plan)?;
                warnings.extend(more);
                Self::write(&scene, &options.writing)?
            }
        };
        Ok(Map { bytes, reading, plan, warnings })
    }

    /// A plan as JSON, for people to edit.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn plan_json(plan: &Plan) -> Result<String> {
        serde_json::to_string_pretty(plan)
            .map(|text| text + "\n")
            .map_err(|e| Error::new(ErrorKind::Render, format!("cannot write the plan: {e}")))
    }

    /// Reads the articles of a file.
    ///
    /// # Errors
    /// If the bytes are not what their format says.
    pub fn articles(bytes: &[u8], source: &Source) -> Result<Vec<Article>> {
        intake::read::read(bytes, source)
    }

    /// Reads the one article of a file.
    ///
    /// # Errors
    /// If the bytes are not what their format says, or hold no article or several.
    pub fn article(bytes: &[u8], source: &Source) -> Result<Article> {
        let mut articles = Self::articles(bytes, source)?;
        match articles.pop() {
            Some(article) if articles.is_empty() => Ok(article),
            Some(_) => {
                let message = format!("{} articles stand where one should", articles.len() + 1);
                Err(Error::new(ErrorKind::Input, message).with_hint(
                    "give each article by itself, or as one line of a file .jsonl to 'dateline batch'",
                ))
            }
            None => Err(Error::new(ErrorKind::NothingToMap, "there is no article in it")),
        }
    }

    /// Recognizes and resolves the places of an article and extracts its events.
    #[must_use]
    pub fn read(&self, article: Article, pins: &[Pin]) -> Reading {
        let places = pins.iter().map(|pin| pin.edit("pin")).collect();
        self.read_edited(article, &Edits { places })
    }

    /// Reads an article as a person's edits have it.
    #[must_use]
    pub fn read_edited(&self, article: Article, edits: &Edits) -> Reading {
        let _span = tracing::debug_span!("read", article = %article.id, bytes = article.text.len()).entered();
        let mut found = mentions::recognize::recognize(&article, self.gazetteer, Lexicon::english());
        let applied = Applied::to_mentions(edits, &article, &mut found, self.gazetteer);
        let mut resolutions =
            mentions::resolve::resolve_fixed(&article, found, &applied.fixed, self.gazetteer);
        let warnings = applied.to_places(&article, &mut resolutions, self.gazetteer);
        let references = mentions::references::references(&article, &resolutions, self.gazetteer);
        let focus = mentions::focus::focus(&article, &resolutions);
        let capital = |code: &str| self.capital(code);
        let statements = self.statements;
        let options = events::extract::Options { statements, capital: Some(&capital), ..Default::default() };
        let joined = mentions::borders::join(&article, &resolutions, &self.basemap);
        let events = events::extract::extract_with(&article, &joined, options);
        tracing::debug!(mentions = resolutions.len(), places = focus.len(), events = events.len());
        Reading { article, resolutions, references, focus, events, warnings }
    }

    /// Reads a file of edits; see [`crate::intake::edits`] for its form.
    ///
    /// # Errors
    /// If it is no TOML, holds unknown keys, or an edit lacks what it needs.
    pub fn read_edits(bytes: &[u8]) -> Result<Edits> {
        intake::edits::read(bytes)
    }

    /// Reads a list of events (CSV, GeoJSON or JSON lines) in place of an article.
    ///
    /// # Errors
    /// If the bytes hold no event that can be read.
    pub fn read_events(bytes: &[u8], name: &str, date: Option<Date>) -> Result<Reading> {
        let events = events::input::read(bytes)?;
        let article = Article {
            id: name.to_owned(),
            title: String::new(),
            date,
            lang: "en".to_owned(),
            url: String::new(),
            byline: String::new(),
            dateline: None,
            text: String::new(),
            blocks: Vec::new(),
            sentences: Vec::new(),
        };
        Ok(Reading {
            article,
            resolutions: Vec::new(),
            references: Vec::new(),
            focus: Vec::new(),
            events,
            warnings: Vec::new(),
        })
    }

    /// Decides what the map of an article shows.
    ///
    /// # Errors
    /// If there is nothing to map, or an option makes no sense.
    pub fn plan(&self, reading: &Reading, options: &PlanOptions) -> Result<(Plan, Vec<Warning>)> {
        let _span = tracing::debug_span!("plan").entered();
        let story = PlanStory {
            article: &reading.article,
            resolutions: &reading.resolutions,
            focus: &reading.focus,
            events: &reading.events,
        };
        plan::build::build(story, self.gazetteer, &self.basemap, options)
    }

    /// Reads a plan from JSON.
    ///
    /// # Errors
    /// If it is no plan, or one of a later version.
    pub fn read_plan(bytes: &[u8]) -> Result<Plan> {
        let plan: Plan = serde_json::from_slice(bytes).map_err(|e| {
            Error::new(ErrorKind::Input, format!("this is no plan: {e}"))
                .with_hint("'dateline plan ARTICLE' writes one")
        })?;
        if plan.version > PLAN_VERSION {
            return Err(Error::new(
                ErrorKind::Input,
                format!("the plan has version {}, this program reads up to {PLAN_VERSION}", plan.version),
            )
            .with_hint("update dateline, or write the plan again"));
        }
        Ok(plan)
    }

    /// Applies the parts of a file of edits (TOML) that change the map.
    ///
    /// # Errors
    /// If the file cannot be read as edits.
    pub fn edit(plan: &mut Plan, edits: &str) -> Result<Vec<Warning>> {
        plan::edits::apply(plan, &plan::edits::parse(edits)?)
    }

    /// Places everything that a plan shows.
    ///
    /// # Errors
    /// If the theme, projection or worldview is unknown, or the page too small.
    pub fn draw(&self, plan: &Plan) -> Result<(Scene, Vec<Warning>)> {
        let _span = tracing::debug_span!("draw").entered();
        let theme = theme::load::changed(&plan.theme, &plan.style)?;
        layout::compose::compose(plan, &self.basemap, &theme)
    }

    /// Writes a drawing as SVG, PNG or PDF.
    ///
    /// # Errors
    /// If the format holds no drawing, or the picture would be too large.
    pub fn write(scene: &Scene, writing: &Writing) -> Result<Vec<u8>> {
        let _span = tracing::debug_span!("write", format = writing.format.ending()).entered();
        match writing.format {
            Format::Svg => {
                Ok(render::svg::write(scene, &SvgOptions { text: writing.text, ..SvgOptions::default() })?
                    .into_bytes())
            }
            #[cfg(feature = "png")]
            Format::Png => render::png::write(scene, writing.scale),
            #[cfg(not(feature = "png"))]
            Format::Png => Err(Error::new(ErrorKind::Render, "this build writes no PNG")
                .with_hint("build with the feature `png`")),
            #[cfg(feature = "pdf")]
            Format::Pdf => render::pdf::write(scene),
            #[cfg(not(feature = "pdf"))]
            Format::Pdf => Err(Error::new(ErrorKind::Render, "this build writes no PDF")
                .with_hint("build with the feature `pdf`")),
            Format::Geojson | Format::Json | Format::Html => {
                Err(Error::new(ErrorKind::Render, "GeoJSON, JSON and HTML hold more than a drawing"))
            }
        }
    }

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

    /// The events of an article as GeoJSON, a feature for each of their places.
    ///
    /// # Errors
    /// If a number cannot be written.
    pub fn geojson(reading: &Reading) -> Result<String> {
        export::events::geojson(&reading.article, &reading.events, true)
    }

    fn capital(&self, country: &str) -> Option<Place> {
        let g = self.gazetteer;
        g.capitals().iter().find(|p| g.country_code(**p) == country).map(|p| g.place(*p))
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
