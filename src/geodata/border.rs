//! What a border is: the class that decides how its line is drawn.

use serde::{Deserialize, Serialize};

/// The class of a border, in one worldview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BorderClass {
    /// An agreed border: solid.
    International,
    /// Claimed otherwise by some side: dashed.
    Disputed,
    /// Not delimited or not marked: dashed.
    Indefinite,
    /// A line of control or a ceasefire line: dotted.
    Control,
    /// The edge of a state that few or none recognize: dashed.
    Breakaway,
    /// The edge of leased land.
    Lease,
    /// Between first-order divisions.
    #[serde(rename = "admin-1")]
    Admin1,
    /// Not drawn.
    Hidden,
}

impl BorderClass {
    /// Whether it separates states, in some sense, rather than divisions of one.
    #[must_use]
    pub const fn is_between_states(self) -> bool {
        !matches!(self, Self::Admin1 | Self::Hidden)
    }

    /// Whether the line must look unsettled.
    #[must_use]
    pub const fn is_unsettled(self) -> bool {
        matches!(self, Self::Disputed | Self::Indefinite | Self::Control | Self::Breakaway)
    }
}

#[cfg(test)]
mod tests {
    use super::BorderClass;

    #[test]
    fn classes_have_the_words_of_the_tables() {
        assert_eq!(serde_json::to_string(&BorderClass::Admin1).unwrap(), "\"admin-1\"");
    }
}
