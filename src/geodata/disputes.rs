//! The table of disputes: which land is disputed, who administers and claims it, by which document.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::geodata::border::BorderClass;

const TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/disputes.json"));

/// What sort of dispute it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DisputeKind {
    /// Land that more than one side claims or holds.
    Territory,
    /// Islands, reefs or rocks.
    Islands,
    /// Land leased to another state.
    Lease,
    /// A claim to land that one state governs without contest on the ground.
    Claim,
    /// Settled; kept for articles about the past.
    Historical,
    /// Worth a note, not an area.
    Note,
}

/// How the area looks where a worldview does not settle it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DisputeStyle {
    /// Hatched.
    Hatched,
    /// No hatching: the note says it.
    Plain,
    /// A tint of its own, shared with no claimant.
    Separate,
}

/// The text that a ruling rests on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Source {
    /// Symbol or title of the document.
    pub document: String,
    /// Its date, `YYYY-MM-DD` as far as known.
    #[serde(default)]
    pub date: String,
    /// The paragraph or article.
    #[serde(default)]
    pub paragraph: String,
    /// Nobody has compared the text.
    #[serde(default)]
    pub unverified: bool,
    /// The page with the text, where symbol, date and paragraph were compared; empty if unverified.
    #[serde(default)]
    pub read: String,
}

/// One dispute.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Dispute {
    /// Stable id, such as `kashmir`.
    pub id: String,
    /// English name.
    pub name: String,
    /// What sort of dispute it is.
    pub kind: DisputeKind,
    /// How its area looks.
    pub style: DisputeStyle,
    /// The words printed after the name in legend and notes.
    pub status: String,
    /// Where that comes from.
    pub source: Source,
    /// Names under a worldview (by its code) where they differ.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
    /// On the map the parts bear their names, not the whole.
    #[serde(default)]
    pub label_parts: bool,
    /// The pieces of land.
    #[serde(rename = "part")]
    pub parts: Vec<Part>,
}

/// A piece of disputed land with one administrator.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Part {
    /// Stable id, `dispute/part`.
    pub id: String,
    /// English name.
    pub name: String,
    /// Codes of the divisions it consists of or is cut from.
    #[serde(default)]
    pub divisions: Vec<String>,
    /// De-facto `adm0` codes whose divisions it consists of or is cut from.
    #[serde(default)]
    pub countries: Vec<String>,
    /// The shape that cuts it, or that is drawn over land or sea if there are no divisions.
    #[serde(default)]
    pub shape: Option<String>,
    /// Who administers it: an `adm0` code, or words.
    pub administrator: String,
    /// A limit to that.
    #[serde(default)]
    pub administrator_note: String,
    /// Who claims it besides the administrator, `adm0` codes.
    pub claimants: Vec<String>,
    /// Who holds it in the neutral view: an `adm0` code or `nobody`.
    pub neutral: String,
    /// Neutral class of outer edges that are no international boundary in the source.
    pub edge: BorderClass,
    /// Neutral class against one neighbor (an `adm0` code or a part's id).
    #[serde(default)]
    pub edges: BTreeMap<String, BorderClass>,
}

impl Dispute {
    /// The name that a worldview prints.
    #[must_use]
    pub fn label(&self, worldview: &str) -> &str {
        self.labels.get(worldview).map_or(&self.name, String::as_str)
    }

    /// Whether a country (`adm0`) administers or claims any part.
    #[must_use]
    pub fn is_party(&self, adm0: &str) -> bool {
        let claims = |part: &Part| part.administrator == adm0 || part.claimants.iter().any(|c| c == adm0);
        self.parts.iter().any(claims)
    }

    /// Name and status, as a legend or a note has them.
    #[must_use]
    pub fn legend(&self, worldview: &str) -> String {
        format!("{}: {}", self.label(worldview), self.status)
    }
}

impl Part {
    /// Whether it is a shape of its own rather than land of the divisions.
    #[must_use]
    pub fn is_overlay(&self) -> bool {
        self.divisions.is_empty() && self.countries.is_empty()
    }

    /// Who administers and who claims it, in words; `name_of` gives the name of an `adm0` code.
    #[must_use]
    pub fn standing(&self, name_of: impl Fn(&str) -> String) -> String {
        let who = |code: &str| if is_code(code) { name_of(code) } else { code.to_owned() };
        let mut text = match self.administrator.as_str() {
            "nobody" => "administered by nobody".to_owned(),
            code => format!("administered by {}", who(code)),
        };
        if !self.administrator_note.is_empty() {
            text = format!("{text} ({})", self.administrator_note);
        }
        let claimants: Vec<String> = self.claimants.iter().map(|code| who(code)).collect();
        match claimants.as_slice() {
            [] => text,
            [one] => format!("{text}; claimed by {one}"),
            [first @ .., last] => format!("{text}; claimed by {} and {last}", first.join(", ")),
        }
    }
}

/// Whether a word of the table is the code of a country rather than a description.
#[must_use]
pub fn is_code(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase())
}

#[derive(Default, Deserialize)]
struct Table {
    #[serde(default)]
    dispute: Vec<Dispute>,
}

/// All disputes, in the order of the table.
#[must_use]
pub fn all() -> &'static [Dispute] {
    static DISPUTES: OnceLock<Vec<Dispute>> = OnceLock::new();
    DISPUTES.get_or_init(|| serde_json::from_str::<Table>(TABLE).unwrap_or_default().dispute)
}

/// A dispute by its id.
#[must_use]
pub fn get(id: &str) -> Option<&'static Dispute> {
    all().iter().find(|dispute| dispute.id == id)
}

/// A part by its id, with its dispute.
#[must_use]
pub fn part(id: &str) -> Option<(&'static Dispute, &'static Part)> {
    static PARTS: OnceLock<BTreeMap<&'static str, (&'static Dispute, &'static Part)>> = OnceLock::new();
    let parts = PARTS.get_or_init(|| {
        let of = |dispute: &'static Dispute| {
            dispute.parts.iter().map(move |part| (part.id.as_str(), (dispute, part)))
        };
        all().iter().flat_map(of).collect()
    });
    parts.get(id).copied()
}

#[cfg(test)]
mod tests {
    use super::{all, part};

    #[test]
    fn the_table_is_read() {
        assert!(all().len() >= 46);
        let (kashmir, ladakh) = part("kashmir/ladakh").unwrap();
        assert_eq!(kashmir.legend("neutral"), "Kashmir: status not agreed by the parties");
        assert_eq!(
            ladakh.standing(|code| format!("<{code}>")),
            "administered by <IND>; claimed by <PAK> and <CHN>"
        );
    }
}
