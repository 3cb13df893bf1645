//! The command line: one definition a flag.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// A story in, a publishable map out.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Verb,
    /// Print nothing but errors.
    #[arg(long, global = true)]
    pub quiet: bool,
    /// Print errors and warnings as JSON, one object a line.
    #[arg(long, global = true)]
    pub json: bool,
    /// Tell on standard error what each stage did and how long it took; twice for more.
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// Pass over `dateline.toml`.
    #[arg(long, global = true)]
    pub no_config: bool,
    /// Print the options in force, with where each comes from, and do nothing.
    #[arg(long, global = true)]
    pub print_config: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Draw the map of an article.
    Map(MapArgs),
    /// Write the editable plan of an article's map.
    Plan(PlanArgs),
    /// Draw a plan.
    Render(RenderArgs),
    /// Put the map into a web page that exists, its mentions linked to the marks.
    Embed(EmbedArgs),
    /// Turn fenced `dateline` blocks into figures: a filter for Pandoc, a preprocessor for mdBook.
    Filter(FilterArgs),
    /// Show what was read: mentions, places, events, plan or scene.
    Inspect(InspectArgs),
    /// Draw the maps of many articles: files, folders, patterns, JSONL, CSV, web archives, standard input.
    Batch(BatchArgs),
    /// Search the gazetteer.
    Places(PlacesArgs),
    /// Tell what data is bundled, whom to credit, and whether it is intact.
    Geodata(GeodataArgs),
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    Man,
}

/// How an article is read.
#[derive(Debug, Clone, Args)]
pub struct ReadArgs {
    /// Day of publication (YYYY-MM-DD), if the article does not say.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub date: Option<String>,
    /// Leave out places and events below this confidence, 0 to 1.
    #[arg(long, value_name = "P", default_value_t = 0.3)]
    pub min_confidence: f32,
    /// Say what a name means, or drop it: NAME=PLACE-ID, NAME=none (may be repeated).
    #[arg(long = "place", value_name = "NAME=ID")]
    pub places: Vec<String>,
    /// File of edits (TOML) that say what to decide otherwise: pin, drop, add, rename; map, label, marker.
    #[arg(long, value_name = "FILE")]
    pub edits: Option<PathBuf>,
    /// Places of your own (CSV with name,lon,lat, or GeoJSON), which come before the bundled ones.
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Option<PathBuf>,
}

/// What a map looks like.
#[derive(Debug, Clone, Args)]
pub struct LookArgs {
    /// Size: column, phone, social, print, WIDTHxHEIGHT (pixels, or with mm).
    #[arg(long, default_value = "column")]
    pub size: String,
    /// Theme: the name of a bundled one or a file.
    #[arg(long, default_value = "news", value_name = "NAME|FILE")]
    pub theme: String,
    /// Worldview for borders and names: neutral, de-facto, or a country's code.
    #[arg(long, default_value = "neutral", value_name = "CODE")]
    pub worldview: String,
    /// Language of labels.
    #[arg(long, default_value = "en", value_name = "CODE")]
    pub lang: String,
    /// Title, instead of one from the places in focus ("" for none).
    #[arg(long)]
    pub title: Option<String>,
    /// Line below the title ("" for none).
    #[arg(long)]
    pub subtitle: Option<String>,
    /// Credit, put before the sources of the data.
    #[arg(long)]
    pub credit: Option<String>,
    /// What the frame shall show: a place, or WEST,SOUTH,EAST,NORTH in degrees.
    #[arg(long, value_name = "PLACE|BBOX", allow_hyphen_values = true)]
    pub focus: Option<String>,
    /// Projection, instead of the one that fits the frame.
    #[arg(long, value_name = "NAME")]
    pub projection: Option<String>,
    /// How much of the article's text stands with the events.
    #[arg(long, value_name = "HOW")]
    pub evidence: Option<EvidenceArg>,
    /// A layer of your own to draw over the ground (GeoJSON, may be repeated); --focus moves the frame to it.
    #[arg(long = "layer", value_name = "FILE.geojson")]
    pub layers: Vec<PathBuf>,
    /// Draw the dates of the news as a strip, where at least three are known.
    #[arg(long)]
    pub timeline: bool,
    /// Prefix of ids in the drawing (default: the article's slug).
    #[arg(long, value_name = "PREFIX")]
    pub id: Option<String>,
}

/// Where a map goes.
#[derive(Debug, Clone, Args)]
pub struct OutArgs {
    /// Output file, - for standard output (default: output/<slug>.svg).
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How it is written.
    #[command(flatten)]
    pub write: WriteArgs,
    /// Other worldviews among which the reader of a page (.html) can choose, besides --worldview.
    #[arg(long, value_delimiter = ',', value_name = "CODE,...")]
    pub worldviews: Vec<String>,
    /// Several sizes in one run, a file each: phone,column,... (the size ends the file's name).
    #[arg(long, value_delimiter = ',', value_name = "SIZE,...")]
    pub artboards: Vec<String>,
    /// Write the description of the map as plain text, for an `alt` attribute.
    #[arg(long, value_name = "FILE")]
    pub alt_text: Option<PathBuf>,
}

/// How a map is written.
#[derive(Debug, Clone, Args)]
pub struct WriteArgs {
    /// Format, if the file's extension does not say.
    #[arg(long)]
    pub format: Option<FormatArg>,
    /// How text is written: live (no font in the file), embedded, or outline (as paths).
    #[arg(long, value_name = "HOW", default_value = "embedded")]
    pub text: TextArg,
    /// Pixels of a PNG per pixel of the map.
    #[arg(long, default_value_t = 2.0, value_name = "FACTOR")]
    pub scale: f32,
}

/// `dateline map`.
#[derive(Debug, Args)]
pub struct MapArgs {
    /// Article (.txt .md .html .json), - for standard input.
    #[arg(required_unless_present = "events")]
    pub article: Option<PathBuf>,
    /// Put the article beside the map, each mention linked to its place (for .html).
    #[arg(long)]
    pub with_article: bool,
    /// A list of places or events instead of an article (.csv .geojson .jsonl).
    #[arg(long, value_name = "FILE", conflicts_with = "article")]
    pub events: Option<PathBuf>,
    /// How it is read.
    #[command(flatten)]
    pub read: ReadArgs,
    /// What it looks like.
    #[command(flatten)]
    pub look: LookArgs,
    /// Where it goes.
    #[command(flatten)]
    pub out: OutArgs,
}

/// `dateline plan`.
#[derive(Debug, Args)]
pub struct PlanArgs {
    /// Article (.txt .md .html .json), - for standard input.
    pub article: PathBuf,
    /// Output file (default: standard output).
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How it is read.
    #[command(flatten)]
    pub read: ReadArgs,
    /// What it looks like.
    #[command(flatten)]
    pub look: LookArgs,
}

/// `dateline render`.
#[derive(Debug, Args)]
pub struct RenderArgs {
    /// Plan file, - for standard input.
    pub plan: PathBuf,
    /// File of edits (TOML) that change the map: map, label, marker.
    #[arg(long, value_name = "FILE")]
    pub edits: Option<PathBuf>,
    /// Where it goes.
    #[command(flatten)]
    pub out: OutArgs,
}

/// `dateline embed`.
#[derive(Debug, Args)]
pub struct EmbedArgs {
    /// The article as a web page, in UTF-8.
    pub article: PathBuf,
    /// Output page, - for standard output.
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// How the map stands in the page.
    #[arg(long, value_name = "HOW", default_value = "inline")]
    pub embed_as: EmbedAs,
    /// How text is written in an inline map: live, or outline (as paths).
    #[arg(long, value_name = "HOW", default_value = "live")]
    pub text: TextArg,
    /// How it is read.
    #[command(flatten)]
    pub read: ReadArgs,
    /// What it looks like.
    #[command(flatten)]
    pub look: LookArgs,
}

/// `dateline filter`.
#[derive(Debug, Args)]
pub struct FilterArgs {
    /// The program that calls; documents come as JSON through standard input.
    pub program: FilterFor,
    /// What the program adds (`supports html`, or the output's name).
    #[arg(trailing_var_arg = true)]
    pub rest: Vec<String>,
}

/// A program that filters serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FilterFor {
    /// `pandoc --filter`, through a script of one line: `exec dateline filter pandoc`.
    Pandoc,
    /// `[preprocessor.dateline] command = "dateline filter mdbook"`.
    Mdbook,
}

/// `--embed-as`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EmbedAs {
    /// As a static drawing in the page: no script, no style, nothing that is loaded.
    Inline,
    /// In a frame with the interactive page, which is written beside.
    Iframe,
    /// As the element `<dateline-map>`, with the interactive page and a script beside.
    Element,
}

/// `dateline inspect`.
#[derive(Debug, Args)]
pub struct InspectArgs {
    /// Article, or several in one JSONL, - for standard input.
    pub article: PathBuf,
    /// Which stage to show.
    #[arg(long, default_value = "mentions")]
    pub stage: StageArg,
    /// Format.
    #[arg(long, default_value = "text")]
    pub format: DataArg,
    /// Classes of mentions to list, comma-separated: literal, demonym, metonym, embedded, homonym,
    /// reference, or all.
    #[arg(long, value_delimiter = ',', value_name = "CLASS,...")]
    pub classes: Vec<String>,
    /// Say why each candidate won.
    #[arg(long)]
    pub explain: bool,
    /// Also list events that are words only (threats, demands, accusations), for the stage events.
    #[arg(long)]
    pub statements: bool,
    /// How it is read.
    #[command(flatten)]
    pub read: ReadArgs,
    /// What the map looks like, for the stages plan and scene.
    #[command(flatten)]
    pub look: LookArgs,
}

/// `dateline batch`.
#[derive(Debug, Args)]
pub struct BatchArgs {
    /// Files, folders, patterns ('news/**/*.html'), - for standard input; .gz and .zst are unpacked.
    #[arg(required = true)]
    pub inputs: Vec<String>,
    /// Folder for the maps; a file .jsonl or - for one stream of lines, each with a map.
    #[arg(short, long, value_name = "FOLDER|FILE.jsonl", default_value = "output")]
    pub output: PathBuf,
    /// Name of each map in the folder; fields: {id} {title} {date} {lang} {stem} {folder} {number} {hash}.
    #[arg(long, value_name = "TEMPLATE", default_value = "{id}")]
    pub name: String,
    /// What all inputs are, if names and contents do not say.
    #[arg(long, value_name = "KIND")]
    pub from: Option<FromArg>,
    /// Go on where an earlier run stopped, and make only the maps whose article, options or program changed.
    #[arg(long)]
    pub resume: bool,
    /// Stop at the first failure.
    #[arg(long)]
    pub fail_fast: bool,
    /// Stop after this many failures.
    #[arg(long, value_name = "N", conflicts_with = "fail_fast")]
    pub max_errors: Option<usize>,
    /// Threads (default: one for each core).
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// How the articles are read.
    #[command(flatten)]
    pub read: ReadArgs,
    /// What the maps look like.
    #[command(flatten)]
    pub look: LookArgs,
    /// How the maps are written.
    #[command(flatten)]
    pub write: WriteArgs,
}

/// `--from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FromArg {
    /// Plain text, one article a file.
    Text,
    /// Markdown, one article a file.
    Markdown,
    /// Web pages, one article a file.
    Html,
    /// One article or an array of articles.
    Json,
    /// One article a line.
    Jsonl,
    /// One article a row, with a column `text`.
    Csv,
    /// One article a row, with tabs between the cells.
    Tsv,
    /// Web archives.
    Warc,
}

/// `dateline places`.
#[derive(Debug, Args)]
pub struct PlacesArgs {
    /// Name to look for.
    #[arg(required = true)]
    pub query: Vec<String>,
    /// How many places to list.
    #[arg(long, default_value_t = 10)]
    pub limit: usize,
    /// Places of your own (CSV with name,lon,lat, or GeoJSON), which come before the bundled ones.
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Option<PathBuf>,
}

/// `dateline geodata`.
#[derive(Debug, Args)]
pub struct GeodataArgs {
    /// What to tell.
    #[arg(default_value = "info")]
    pub what: GeodataArg,
}

/// What `dateline geodata` tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GeodataArg {
    /// What is bundled, with counts and sizes.
    Info,
    /// Whom to credit.
    Attribution,
    /// Whether the embedded data is intact.
    Verify,
}

/// `--evidence`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EvidenceArg {
    /// None.
    None,
    /// The sentence, shortened.
    Short,
    /// All sentences.
    Full,
}

/// `--text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TextArg {
    /// Text without the font.
    Live,
    /// Text with a subset of the font.
    Embedded,
    /// Letters as paths.
    Outline,
}

/// Format of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// SVG.
    Svg,
    /// An interactive page.
    Html,
    /// PNG.
    Png,
    /// PDF, with vectors and text.
    Pdf,
    /// Places and events as GeoJSON.
    Geojson,
    /// The plan.
    Json,
}

/// Stage to inspect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StageArg {
    /// Mentions in the text, resolved.
    Mentions,
    /// Places with their weight in the story.
    Places,
    /// Events.
    Events,
    /// The plan.
    Plan,
    /// The drawing.
    Scene,
}

/// Format of data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DataArg {
    /// For people.
    Text,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// GeoJSON.
    Geojson,
    /// CSV.
    Csv,
}
