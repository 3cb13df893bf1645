//! Worldviews: who holds disputed land, and what class its edges have, for each view of the world.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::geodata::border::BorderClass;
use crate::geodata::disputes::{self, Dispute, DisputeStyle, Part};

const TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/worldviews.json"));

/// The code of the default view.
pub const NEUTRAL: &str = "neutral";

/// What a view rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WorldviewKind {
    /// The project's own: disputes look disputed.
    Neutral,
    /// Who is in control.
    DeFacto,
    /// What one state holds.
    National,
}

/// A view of the world.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Worldview {
    /// Its code, such as `neutral` or `in`.
    pub code: String,
    /// Other codes for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// English name.
    pub name: String,
    /// What it rests on.
    pub kind: WorldviewKind,
    /// Where its facts come from.
    pub source: String,
    /// Holder (`adm0` code) of a dispute or a part that the view settles.
    #[serde(default)]
    holds: BTreeMap<String, String>,
    /// Whole countries drawn inside another.
    #[serde(default)]
    countries: BTreeMap<String, String>,
    /// Class of the edges of a dispute that the view settles, where it does not follow from the sides.
    #[serde(default)]
    lines: BTreeMap<String, BorderClass>,
}

/// The land on one side of a border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Side<'a> {
    /// Code of the de-facto country.
    pub adm0: &'a str,
    /// Code of the first-order division that the land belongs to or was cut from.
    pub admin1: &'a str,
    /// Id of the part of a dispute, if any.
    pub part: Option<&'a str>,
}

/// A state that only some views know.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Entity {
    /// Its code, from the range that ISO 3166-1 leaves to users.
    pub code: String,
    /// English name.
    pub name: String,
}

/// A place whose name depends on the view.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct ContestedName {
    place: String,
    default: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    views: BTreeMap<String, String>,
    #[serde(default)]
    languages: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
struct Table {
    #[serde(default)]
    entity: Vec<Entity>,
    #[serde(default)]
    view: Vec<Worldview>,
    #[serde(default)]
    name: Vec<ContestedName>,
}

fn table() -> &'static Table {
    static WORLDVIEWS: OnceLock<Table> = OnceLock::new();
    WORLDVIEWS.get_or_init(|| serde_json::from_str(TABLE).unwrap_or_default())
}

/// All views: `neutral`, `de-facto`, then the national ones.
#[must_use]
pub fn all() -> &'static [Worldview] {
    &table().view
}

/// A view by its code or an alias.
#[must_use]
pub fn get(code: &str) -> Option<&'static Worldview> {
    all().iter().find(|view| view.code == code || view.aliases.iter().any(|alias| alias == code))
}

/// Name of a state that only some views know.
#[must_use]
pub fn entity(code: &str) -> Option<&'static Entity> {
    table().entity.iter().find(|entity| entity.code == code)
}

/// The contested name of a place (its id without the layer, or its usual English name) on a map labeled in
/// the language `lang`; absent where nothing is contested.
#[must_use]
pub fn contested_name(place: &str, view: &str, lang: &str) -> Option<&'static str> {
    let is_place = |row: &&ContestedName| {
        row.place == place || row.default == place || row.aliases.iter().any(|alias| alias == place)
    };
    let row = table().name.iter().find(is_place)?;
    if lang != "en" {
        return row.languages.get(lang).map(String::as_str);
    }
    Some(row.views.get(view).unwrap_or(&row.default))
}

impl Worldview {
    /// The country (`adm0`) that a piece of land belongs to in this view; nobody's land gives `None`.
    #[must_use]
    pub fn holder<'a>(&'a self, adm0: &'a str, part: Option<&str>) -> Option<&'a str> {
        let whole = |code: &'a str| self.countries.get(code).map_or(code, String::as_str);
        let Some((_, row)) = part.and_then(disputes::part) else {
            return Some(whole(adm0));
        };
        if let Some(country) = self.settled(&row.id) {
            return Some(country);
        }
        match self.kind {
            WorldviewKind::DeFacto if disputes::is_code(&row.administrator) => Some(&row.administrator),
            WorldviewKind::DeFacto => None,
            _ => Some(row.neutral.as_str()).filter(|code| *code != "nobody").map(whole),
        }
    }

    /// The disputes and parts that the view names.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.holds.keys().chain(self.lines.keys()).map(String::as_str)
    }

    /// Whether a part of a dispute is hatched in this view.
    #[must_use]
    pub fn is_hatched(&self, part: &str) -> bool {
        self.style(part) == Some(DisputeStyle::Hatched)
    }

    /// How the area of a part looks in this view; absent where the view settles it.
    #[must_use]
    pub fn style(&self, part: &str) -> Option<DisputeStyle> {
        if self.kind == WorldviewKind::DeFacto || self.settled(part).is_some() {
            return None;
        }
        disputes::part(part).map(|(dispute, _)| dispute.style)
    }

    /// The class of the border between two pieces of land. `base` is the class of the source's default view
    /// where the source has a line there, `drawn` the class that it gives for this view, if another.
    #[must_use]
    pub fn border(
        &self,
        left: Side<'_>,
        right: Side<'_>,
        base: Option<BorderClass>,
        drawn: Option<BorderClass>,
    ) -> BorderClass {
        if left.part.is_none() && right.part.is_none() {
            return self.plain_border(left, right, base, drawn);
        }
        match self.kind {
            WorldviewKind::DeFacto => self.border_in_control(left, right, base),
            WorldviewKind::National if self.settles(left) || self.settles(right) => {
                self.settled_border(left, right, base, drawn)
            }
            _ => neutral_border(left, right, base),
        }
    }

    /// Between land that nobody disputes.
    fn plain_border(
        &self,
        left: Side<'_>,
        right: Side<'_>,
        base: Option<BorderClass>,
        drawn: Option<BorderClass>,
    ) -> BorderClass {
        if left.adm0 != right.adm0 && self.holder(left.adm0, None) == self.holder(right.adm0, None) {
            return BorderClass::Hidden;
        }
        drawn.or(base).unwrap_or_else(|| division_border(left, right))
    }

    fn border_in_control(&self, left: Side<'_>, right: Side<'_>, base: Option<BorderClass>) -> BorderClass {
        let holders = [left, right].map(|side| self.holder(side.adm0, side.part));
        let same = holders[0] == holders[1];
        match base {
            Some(_) if same => BorderClass::Hidden,
            Some(class) => class,
            None if same => division_border(left, right),
            None if holders.contains(&None) => BorderClass::Disputed,
            None => BorderClass::Control,
        }
    }

    /// Where this view settles at least one side: agreed outside, a division's border or nothing inside.
    fn settled_border(
        &self,
        left: Side<'_>,
        right: Side<'_>,
        base: Option<BorderClass>,
        drawn: Option<BorderClass>,
    ) -> BorderClass {
        if let Some(class) = self.line(left, right) {
            return class;
        }
        let holders = (self.holder(left.adm0, left.part), self.holder(right.adm0, right.part));
        match holders {
            (Some(a), Some(b)) if a == b => match (base, drawn) {
                (_, Some(BorderClass::Admin1)) => BorderClass::Admin1,
                // The source's view joins the land, yet draws the line between.
                (Some(class), None) if class.is_unsettled() => neutral_border(left, right, base),
                (Some(_), _) => BorderClass::Hidden,
                (None, _) => division_border(left, right),
            },
            (Some(_), Some(_)) if self.agrees(left) && self.agrees(right) => {
                // Who holds the land says nothing about whether a border with a third country is marked.
                let kept =
                    |class: &BorderClass| matches!(class, BorderClass::Lease | BorderClass::Indefinite);
                let class = drawn.or(base.filter(kept)).filter(|class| class.is_between_states());
                class.unwrap_or(BorderClass::International)
            }
            _ => drawn
                .filter(|class| class.is_between_states())
                .unwrap_or_else(|| neutral_border(left, right, base)),
        }
    }

    /// The view's own class for the edge of a dispute against a party to it, not for borders with third countries.
    fn line(&self, left: Side<'_>, right: Side<'_>) -> Option<BorderClass> {
        let (a, b) = (dispute_of(left), dispute_of(right));
        if a == b {
            return None;
        }
        let class = |dispute: Option<&'static Dispute>, other: Side<'_>| {
            dispute.filter(|row| row.is_party(other.adm0)).and_then(|row| self.lines.get(&row.id)).copied()
        };
        class(a, right).or_else(|| class(b, left))
    }

    /// Undisputed land, or disputed land that this view settles.
    fn agrees(&self, side: Side<'_>) -> bool {
        side.part
            .is_none_or(|part| self.settled(part).is_some() || self.style(part) == Some(DisputeStyle::Plain))
    }

    fn settles(&self, side: Side<'_>) -> bool {
        side.part.is_some_and(|part| self.settled(part).is_some())
    }

    fn settled(&self, part: &str) -> Option<&str> {
        let whole = part.split('/').next().unwrap_or(part);
        self.holds.get(part).or_else(|| self.holds.get(whole)).map(String::as_str)
    }
}

/// Where neither side is settled: as the table of disputes says, else as the source has it.
fn neutral_border(left: Side<'_>, right: Side<'_>, base: Option<BorderClass>) -> BorderClass {
    let row = |side: Side<'_>| side.part.and_then(disputes::part).map(|(_, part)| part);
    let (a, b) = (row(left), row(right));
    let within = a.is_some() && dispute_of(left) == dispute_of(right);
    let by_part = [(a, right.part), (b, left.part)].map(|(part, other)| named_edge(part, other));
    let by_country = [(a, right.adm0), (b, left.adm0)].map(|(part, other)| named_edge(part, Some(other)));
    // Within one dispute the other side's country is no neighbor: its rows name the parts.
    let by_country = by_country.into_iter().flatten().filter(|_| !within).min();
    if let Some(class) = by_part.into_iter().flatten().min().or(by_country) {
        return class;
    }
    if let Some(class) = base {
        return class;
    }
    match (a, b) {
        (Some(a), Some(b)) if a.id == b.id => division_border(left, right),
        (Some(a), Some(b))
            if disputes::part(&a.id).map(|p| &p.0.id) == disputes::part(&b.id).map(|p| &p.0.id) =>
        {
            division_border(left, right)
        }
        (Some(a), Some(b)) => a.edge.min(b.edge),
        (Some(part), None) | (None, Some(part)) => part.edge,
        (None, None) => division_border(left, right),
    }
}

fn dispute_of(side: Side<'_>) -> Option<&'static Dispute> {
    disputes::part(side.part?).map(|(dispute, _)| dispute)
}

fn named_edge(part: Option<&Part>, other: Option<&str>) -> Option<BorderClass> {
    part?.edges.get(other?).copied()
}

/// Between divisions of one country; nothing within one division.
fn division_border(left: Side<'_>, right: Side<'_>) -> BorderClass {
    if left.adm0 == right.adm0 && left.admin1 == right.admin1 {
        BorderClass::Hidden
    } else {
        BorderClass::Admin1
    }
}

#[cfg(test)]
mod tests {
    use super::{all, contested_name, get};

    #[test]
    fn there_are_the_neutral_the_actual_and_the_national_views() {
        assert_eq!(all().len(), 33);
        assert!(get("kr").is_some_and(|view| view.code == "ko"));
        assert!(get("xx").is_none());
    }

    #[test]
    fn names_follow_view_and_language() {
        assert_eq!(contested_name("Sea of Japan", "ko", "en"), Some("East Sea"));
        assert_eq!(contested_name("sea-of-japan", "neutral", "ja"), Some("日本海"));
        assert_eq!(contested_name("gulf-of-mexico", "us", "en"), Some("Gulf of America"));
        assert_eq!(contested_name("Baltic Sea", "us", "en"), None);
    }
}
