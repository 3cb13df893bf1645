//! Fills the sentences that we wrote with names.
//!
//! A template is a line. `{slot}` is filled with a name and labelled by its slot; `[LABEL words {slot}]` labels a
//! whole name of several words, whose slots are then not labelled themselves.

use std::error::Error;
use std::fs;
use std::path::Path;

use crate::augment::Names;
use crate::corpus::{Entity, Labelled};
use crate::random::Random;

/// How often each template is filled.
const FILLS: usize = 20;
/// Sentences of a document.
const SENTENCES: usize = 6;

/// Documents of filled templates.
pub fn generate(path: &Path, names: &Names, random: &mut Random) -> Result<Vec<Labelled>, Box<dyn Error>> {
    let file = fs::read_to_string(path)?;
    let lines: Vec<&str> = file.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
    let mut order: Vec<usize> = (0..lines.len() * FILLS).map(|i| i % lines.len().max(1)).collect();
    random.shuffle(&mut order);
    let mut out = Vec::new();
    for group in order.chunks(SENTENCES) {
        let mut document = Labelled { text: String::new(), entities: Vec::new(), weight: 1.0 };
        for index in group {
            fill(lines[*index], names, random, &mut document)
                .map_err(|e| format!("template {}: {e}", lines[*index]))?;
            document.text.push('\n');
        }
        out.push(document);
    }
    Ok(out)
}

fn fill(template: &str, names: &Names, random: &mut Random, out: &mut Labelled) -> Result<(), String> {
    let mut rest = template;
    let mut whole: Option<(usize, String)> = None;
    while let Some(c) = rest.chars().next() {
        match c {
            '{' => {
                let end = rest.find('}').ok_or("a slot is not closed")?;
                let slot = &rest[1..end];
                let name = names.name(slot, random).ok_or_else(|| format!("no names for {slot}"))?;
                let start = out.text.chars().count();
                out.text.push_str(&name);
                if whole.is_none() {
                    let end = out.text.chars().count();
                    out.entities.push(Entity { start, end, label: label(slot).to_owned() });
                }
                rest = &rest[end + 1..];
            }
            '[' => {
                let (label, after) = rest[1..].split_once(' ').ok_or("a label is not followed by a name")?;
                whole = Some((out.text.chars().count(), label.to_owned()));
                rest = after;
            }
            ']' => {
                let (start, label) = whole.take().ok_or("a name is closed that was not opened")?;
                out.entities.push(Entity { start, end: out.text.chars().count(), label });
                rest = &rest[1..];
            }
            c => {
                out.text.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    Ok(())
}

fn label(slot: &str) -> &'static str {
    match slot {
        "person" | "given" | "surname" | "fakename" => "PER",
        "demonym" => "DEM",
        _ => "LOC",
    }
}
