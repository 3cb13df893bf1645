//! The stages one by one, and in order. The only file that knows the order.

use jiff::civil::Date;

use crate::diagnostic::{Error, ErrorKind, Result, Warning};
use crate::events;
use crate::export;
use crate::geodata::basemap::Basemap;
use crate::geodata::gazetteer::Gazetteer;
use crate::geodata::gazetteer_user::UserGazetteer;
use crate::intake;
use crate::intake::read::Source;
use crate::lang::lexicon::Lexicon;
use crate::layout;
use crate::mentions;
use crate::mentions::edits::Applied;
use crate::model::article::Article;
use crate::model::edits::Edits;
use crate::model::place::Place;
use crate::model::plan::{PLAN_VERSION, Plan};
use crate::model::scene::Scene;
use crate::pipeline::options::{Format, MapOptions, PageOptions, Pin, Writing};
use crate::pipeline::result::{Map, Reading};
use crate::plan;
use crate::plan::build::Story as PlanStory;
use crate::plan::options::PlanOptions;
use crate::render;
use crate::render::svg::SvgOptions;
use crate::theme;

/// Reads articles and draws their maps. Cheap to make and to share between threads.
#[derive(Clone, Copy)]
pub struct Dateline {
    gazetteer: &'static Gazetteer,
    pub(super) basemap: Basemap,
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
        let (events, warnings) = events::input::read(bytes)?;
        let article = Article { date, ..Article::bare(name, "") };
        Ok(Reading {
            article,
            resolutions: Vec::new(),
            references: Vec::new(),
            focus: Vec::new(),
            events,
            warnings,
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

    /// The events of an article as GeoJSON, a feature for each of their places.
    ///
    /// # Errors
    /// If a number cannot be written.
    pub fn geojson(reading: &Reading) -> Result<String> {
        export::events::geojson(&reading.article, &reading.events, true)
    }

    fn capital(&self, country: &str) -> Option<Place> {
        let g = self.gazetteer;
        g.capitals().find(|p| g.country_code(*p) == country).map(|p| g.place(p))
    }
}
