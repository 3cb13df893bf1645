//! Where the outlet is at home, as far as its address tells.

use crate::geodata::gazetteer::{Gazetteer, PlaceRef};
use crate::model::article::Article;

/// Importance that a place needs for its name to be looked for in an address.
const KNOWN: f32 = 0.35;
/// Importance that a namesake needs to come into question.
const LEAST: f32 = 0.2;
/// So many namesakes come into question.
const MANY: usize = 16;

/// The places at which an outlet may be at home, the most important first.
#[derive(Debug, Clone, PartialEq)]
pub struct Home {
    /// What the name in its address may mean; empty if only the country is known.
    pub places: Vec<PlaceRef>,
    /// Country code of the address's ending, or empty.
    pub country: &'static str,
}

/// Reads the host of the article's address: a place in its name ("chicagotribune"), or the country of its ending.
#[must_use]
pub fn home(article: &Article, gazetteer: &Gazetteer) -> Option<Home> {
    let host = host(&article.url)?;
    let labels: Vec<&str> = host.split('.').filter(|l| !l.is_empty() && *l != "www").collect();
    let ending = labels.last().copied().unwrap_or("");
    let country = country_of_ending(gazetteer, ending);
    let names = labels.iter().filter(|l| l.len() > 4);
    let places = names.map(|label| places_in(gazetteer, label, country)).find(|p| !p.is_empty());
    let country = country.map_or("", |c| gazetteer.country_code(c));
    let places = places.unwrap_or_default();
    (!places.is_empty() || !country.is_empty()).then_some(Home { places, country })
}

fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', ':']).next().filter(|host| host.contains('.'))
}

/// The country of a two-letter ending; the few that are sold for other uses say nothing.
fn country_of_ending(gazetteer: &Gazetteer, ending: &str) -> Option<PlaceRef> {
    const SOLD: &[&str] = &["tv", "co", "io", "me", "ai", "fm", "ly", "cc", "ws", "to", "nu"];
    if ending.len() != 2 || SOLD.contains(&ending) {
        return None;
    }
    let code = if ending == "uk" { "GB".to_owned() } else { ending.to_uppercase() };
    gazetteer.by_id(&code)
}

/// What the longest name of an important place within a label of the host may mean.
fn places_in(gazetteer: &Gazetteer, label: &str, country: Option<PlaceRef>) -> Vec<PlaceRef> {
    let mut best: (usize, Vec<PlaceRef>) = (0, Vec::new());
    for start in (0..label.len()).filter(|i| label.is_char_boundary(*i)) {
        for end in (start + 5..=label.len()).filter(|i| label.is_char_boundary(*i)) {
            if end - start <= best.0 {
                continue;
            }
            let Some(found) = gazetteer.lookup_folded(&label[start..end]) else { continue };
            let home = |p: &PlaceRef| country.is_none_or(|c| *p == c || gazetteer.is_within(*p, c));
            let names = found.iter().filter(|p| !p.kind.is_demonym()).map(|p| p.place).filter(home);
            let places: Vec<PlaceRef> = names.take(MANY).filter(|p| gazetteer.weight(*p) > LEAST).collect();
            if places.first().is_some_and(|p| gazetteer.weight(*p) > KNOWN) {
                best = (end - start, places);
            }
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn the_host_is_cut_out_of_an_address() {
        assert_eq!(host("https://www.nola.com/news/x.html"), Some("www.nola.com"));
        assert_eq!(host("nowhere"), None);
    }
}
