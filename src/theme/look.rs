//! The look of a map: every color, width and size that a theme file may set.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::plan::LabelStyle;
use crate::model::scene::{Color, Font, Stroke, Weight};

/// A theme, complete.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// Colors and margins of the page.
    pub page: PageLook,
    /// Fills of the basemap.
    pub ground: GroundLook,
    /// Lines by class; a class without a row falls back to its parent (`border-disputed` to `border`).
    pub lines: BTreeMap<String, LineLook>,
    /// Hatches by area role (`dispute`, `highlight`, ...).
    pub hatches: BTreeMap<String, HatchLook>,
    /// Names on the map by style.
    pub labels: BTreeMap<LabelStyle, TextLook>,
    /// Text around the map by use (`title`, `entry`, ...).
    pub text: BTreeMap<String, TextLook>,
    /// Event marks.
    pub marks: MarkLook,
}

/// The page around the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PageLook {
    /// Ground of the page.
    pub background: Color,
    /// Body text.
    pub text: Color,
    /// Secondary text.
    pub muted: Color,
    /// Thin rules between parts, frame of boxes.
    pub rule: Color,
    /// Ground of boxes on the map (legend, locator).
    pub panel: Color,
    /// Short bar above the title, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accent: Option<Color>,
    /// For a press: PDF gives colors as four inks.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub four_inks: bool,
    /// Space around the page, pixels.
    pub margin: f64,
}

/// Fills of the basemap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct GroundLook {
    /// Oceans and seas.
    pub sea: Color,
    /// Land that the story is not about.
    pub land: Color,
    /// Lakes.
    pub lake: Color,
    /// Countries in focus, by the plan's tint.
    pub focus: Vec<Color>,
    /// Countries at the edge of the story, by the plan's tint.
    pub party: Vec<Color>,
    /// Areas where events happened.
    pub highlight: Color,
    /// Opacity of that fill, 0 to 1.
    pub highlight_opacity: f64,
    /// Land on the locator.
    pub locator_land: Color,
    /// Sea on the locator.
    pub locator_sea: Color,
}

/// A line class.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LineLook {
    /// Color.
    pub color: Color,
    /// Width, pixels.
    pub width: f64,
    /// Dash and gap lengths, pixels; empty is solid.
    #[serde(default)]
    pub dash: Vec<f64>,
    /// Round caps and joins; a dash of 0 is a dot.
    #[serde(default)]
    pub round: bool,
    /// Wider line below in this color, so that dashes show on every ground.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub casing: Option<Color>,
    /// Width of the casing, pixels.
    #[serde(default)]
    pub casing_width: f64,
}

impl LineLook {
    /// The stroke of the line itself.
    #[must_use]
    pub fn stroke(&self) -> Stroke {
        Stroke { color: self.color, width: self.width, dash: self.dash.clone(), round: self.round }
    }

    /// The stroke below it, if the class has one.
    #[must_use]
    pub fn casing(&self) -> Option<Stroke> {
        self.casing.map(|color| Stroke { color, width: self.casing_width, dash: Vec::new(), round: true })
    }
}

/// A hatch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct HatchLook {
    /// Color of the strokes.
    pub color: Color,
    /// Color below; none lets the basemap show.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Color>,
    /// Direction, degrees clockwise from the x axis.
    pub angle: f64,
    /// Distance of the strokes, pixels.
    pub spacing: f64,
    /// Width of the strokes, pixels.
    pub width: f64,
    /// Opacity, 0 to 1.
    pub opacity: f64,
}

/// A text style.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TextLook {
    /// Size, pixels; never drawn below the page's smallest text.
    pub size: f64,
    /// Weight.
    #[serde(default)]
    pub weight: Weight,
    /// Italic.
    #[serde(default)]
    pub italic: bool,
    /// Added between letters, in ems.
    #[serde(default)]
    pub spacing: f64,
    /// Set in capitals.
    #[serde(default)]
    pub upper: bool,
    /// Color.
    pub color: Color,
    /// Color of the halo; none draws none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub halo: Option<Color>,
    /// Width of the halo beyond the letters, pixels.
    #[serde(default)]
    pub halo_width: f64,
}

impl TextLook {
    /// The font at its own size, or at the smallest size allowed if that is larger.
    #[must_use]
    pub fn font(&self, min_size: f64) -> Font {
        let size = self.size.max(min_size);
        Font {
            family: "sans".to_owned(),
            size,
            weight: self.weight,
            italic: self.italic,
            spacing: self.spacing * size,
        }
    }

    /// The text as it is set: in capitals or as it is.
    #[must_use]
    pub fn cased(&self, text: &str) -> String {
        if self.upper { text.to_uppercase() } else { text.to_owned() }
    }
}

/// Event marks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MarkLook {
    /// Disc of a piece of news.
    pub fill: Color,
    /// Number and symbol on it.
    pub ink: Color,
    /// Disc of a piece of background.
    pub quiet_fill: Color,
    /// Number and symbol on that.
    pub quiet_ink: Color,
    /// Inside of a hollow disc.
    pub hollow: Color,
    /// Thin ring around discs, so that they stand off the map.
    pub outline: Color,
    /// Radius of a disc, pixels.
    pub radius: f64,
    /// Dots of places.
    pub dot: Color,
    /// Ring around and inside of those dots.
    pub dot_outline: Color,
    /// Radius of a city's dot, pixels.
    pub dot_radius: f64,
}

impl Theme {
    /// The theme with text, dots and marks larger by a factor, for pages that are looked at from afar.
    #[must_use]
    pub fn enlarged(&self, factor: f64) -> Self {
        let mut theme = self.clone();
        for look in theme.labels.values_mut().chain(theme.text.values_mut()) {
            look.size *= factor;
            look.halo_width *= factor;
        }
        theme.marks.radius *= factor;
        theme.marks.dot_radius *= factor;
        for look in theme.lines.values_mut() {
            look.width *= factor;
            look.casing_width *= factor;
            look.dash.iter_mut().for_each(|d| *d *= factor);
        }
        theme
    }

    /// The look of a line class, or of its nearest parent.
    #[must_use]
    pub fn line(&self, class: &str) -> LineLook {
        let mut key = class;
        loop {
            if let Some(look) = self.lines.get(key) {
                return look.clone();
            }
            match key.rfind('-') {
                Some(cut) => key = &key[..cut],
                None => {
                    return LineLook {
                        color: self.page.muted,
                        width: 0.7,
                        dash: Vec::new(),
                        round: true,
                        casing: None,
                        casing_width: 0.0,
                    };
                }
            }
        }
    }

    /// The hatch of an area role, or the one of disputes.
    #[must_use]
    pub fn hatch(&self, role: &str) -> HatchLook {
        self.hatches.get(role).or_else(|| self.hatches.get("dispute")).cloned().unwrap_or(HatchLook {
            color: self.page.muted,
            ground: None,
            angle: 45.0,
            spacing: 6.0,
            width: 1.0,
            opacity: 0.6,
        })
    }

    /// The look of names of a style.
    #[must_use]
    pub fn label(&self, style: LabelStyle) -> TextLook {
        self.labels.get(&style).cloned().unwrap_or_else(|| self.text("entry"))
    }

    /// The look of text around the map.
    #[must_use]
    pub fn text(&self, usage: &str) -> TextLook {
        self.text.get(usage).cloned().unwrap_or(TextLook {
            size: 13.0,
            weight: Weight::Regular,
            italic: false,
            spacing: 0.0,
            upper: false,
            color: self.page.text,
            halo: None,
            halo_width: 0.0,
        })
    }

    /// Fill of a country in focus.
    #[must_use]
    pub fn focus_tint(&self, tint: u8) -> Color {
        pick(&self.ground.focus, tint, self.ground.land)
    }

    /// Fill of a country at the edge of the story.
    #[must_use]
    pub fn party_tint(&self, tint: u8) -> Color {
        pick(&self.ground.party, tint, self.ground.land)
    }
}

fn pick(tints: &[Color], tint: u8, otherwise: Color) -> Color {
    if tints.is_empty() { otherwise } else { tints[usize::from(tint) % tints.len()] }
}
