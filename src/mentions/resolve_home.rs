//! Where the outlet is at home, as far as its address tells.

use crate::geodata::gazetteer::{Gazetteer, PlaceRef};
use crate::mentions::resolve_candidates::unit;
use crate::model::article::Article;
use crate::model::place::PlaceKind;

/// The home of an outlet.
#[derive(Debug, Clone, PartialEq)]
pub struct Home {
    /// Country code, or empty.
    pub country: &'static str,
    /// Where, as a unit vector, if the address names a place.
    pub at: Option<[f32; 3]>,
}

/// Reads the host of the article's address: a place in its name ("chicagotribune"), or the country of its ending.
#[must_use]
pub fn home(article: &Article, gazetteer: &Gazetteer) -> Option<Home> {
    let host = host(&article.url)?;
    let labels: Vec<&str> = host.split('.').filter(|l| !l.is_empty() && *l != "www").collect();
    let ending = labels.last().copied().unwrap_or("");
    let country = country_of_ending(gazetteer, ending);
    let place = labels.iter().filter(|l| l.len() > 4).find_map(|label| place_in(gazetteer, label, country));
    match (place, country) {
        (Some(place), _) => Some(Home {
            country: gazetteer.country_code(place),
            at: (!matches!(gazetteer.kind(place), PlaceKind::Country)).then(|| unit(gazetteer.point(place))),
        }),
        (None, Some(country)) => Some(Home { country: gazetteer.country_code(country), at: None }),
        (None, None) => None,
    }
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

/// The longest name of an important place within a label of the host.
fn place_in(gazetteer: &Gazetteer, label: &str, country: Option<PlaceRef>) -> Option<PlaceRef> {
    let mut best: Option<(usize, PlaceRef)> = None;
    for start in (0..label.len()).filter(|i| label.is_char_boundary(*i)) {
        for end in (start + 5..=label.len()).filter(|i| label.is_char_boundary(*i)) {
            if best.is_some_and(|(length, _)| end - start <= length) {
                continue;
            }
            let Some(found) = gazetteer.lookup_folded(&label[start..end]) else { continue };
            let place = found.iter().filter(|p| !p.kind.is_demonym()).map(|p| p.place).find(|p| {
                gazetteer.weight(*p) > 0.35 && country.is_none_or(|c| *p == c || gazetteer.is_within(*p, c))
            });
            if let Some(place) = place {
                best = Some((end - start, place));
            }
        }
    }
    best.map(|(_, place)| place)
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
