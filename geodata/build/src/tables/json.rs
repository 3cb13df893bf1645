//! Turns a hand-written table into the JSON that the binary embeds.

use crate::error::{Error, Result};

/// The same table as compact JSON, which parses several times faster than TOML.
pub fn from_toml(name: &str, text: &str) -> Result<String> {
    let value: toml::Value = toml::from_str(text).map_err(|e| Error::new(format!("{name}: {e}")))?;
    serde_json::to_string(&value).map_err(|e| Error::new(format!("{name}: {e}")))
}

#[cfg(test)]
mod tests {
    use super::from_toml;

    #[test]
    fn keeps_keys_and_values() {
        assert_eq!(
            from_toml("t", "[[row]]\nid = \"a\"\nlist = [1]").unwrap(),
            r#"{"row":[{"id":"a","list":[1]}]}"#
        );
        assert!(from_toml("t", "id = ").unwrap_err().to_string().starts_with("t: "));
    }
}
