//! Cells of tables that programs open: no cell may act as a formula.

/// The text with an apostrophe before it where a spreadsheet would take it for a formula.
#[must_use]
pub fn neutral(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::neutral;

    #[test]
    fn formulas_become_text() {
        assert_eq!(neutral("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(neutral("Kabul"), "Kabul");
    }
}
