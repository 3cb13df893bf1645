//! What a card can tell: the events and places of a map, with the sentences and doubts behind them.

use std::collections::BTreeMap;

use crate::model::article::Article;
use crate::model::event::Event;
use crate::model::mention::Resolution;
use crate::model::place::PlaceKind;
use crate::model::plan::Plan;

/// What was read of the article, as far as it is known.
#[derive(Debug, Clone, Copy)]
pub struct Story<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its mentions with their places.
    pub resolutions: &'a [Resolution],
    /// Its events.
    pub events: &'a [Event],
    /// Whether sentences of the article may be shown.
    pub sentences: bool,
}

/// An event or place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Item {
    /// Key in the page: letters, digits and hyphens.
    pub key: String,
    /// Number of the entry; none for a place.
    pub number: Option<u32>,
    /// What happened, or the name.
    pub title: String,
    /// The date as it reads.
    pub date: String,
    /// First and last day, if known.
    pub days: Vec<String>,
    /// "planned", "place not given", or what sort of place it is.
    pub note: String,
    /// Figures with claimants, one a line.
    pub details: Vec<String>,
    /// Sentences of the publisher.
    pub evidence: Vec<String>,
    /// Probability that it is right, 0 to 1.
    pub confidence: Option<f32>,
    /// What else it might have been.
    pub rivals: Vec<String>,
    /// Part of the background.
    pub background: bool,
}

/// All events and places of a map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Items {
    /// Events in order of the list.
    pub events: Vec<Item>,
    /// Places that the story names, in order of importance.
    pub places: Vec<Item>,
}

impl Items {
    /// The event of an entry.
    #[must_use]
    pub fn event(&self, number: u32) -> Option<&Item> {
        self.events.iter().find(|item| item.number == Some(number))
    }

    /// A place by its id.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<&Item> {
        let key = place_key(id);
        self.places.iter().find(|item| item.key == key)
    }

    /// Collects what the plan shows and the story knows of it.
    #[must_use]
    pub fn collect(plan: &Plan, story: Option<Story<'_>>) -> Self {
        let events = plan.entries.iter().map(|entry| {
            let found = |event: &&Event| entry.events.contains(&event.id);
            let read = story.and_then(|s| s.events.iter().find(found)).map(|event| event.confidence);
            let marked = plan.marks.iter().filter(|m| m.number == entry.number).map(|m| m.confidence);
            let mut notes = Vec::new();
            if !entry.status.is_empty() {
                notes.push(entry.status.as_str());
            }
            if !entry.on_map {
                notes.push(if entry.outside { "beyond this map" } else { "place not given" });
            }
            Item {
                key: format!("e{}", entry.number),
                number: Some(entry.number),
                title: entry.text.clone(),
                date: entry.date.clone(),
                days: entry.days.clone(),
                note: notes.join(", "),
                details: entry.details.clone(),
                evidence: entry.evidence.clone(),
                confidence: read.or_else(|| marked.reduce(f32::max)),
                rivals: Vec::new(),
                background: entry.background,
            }
        });
        Self { events: events.collect(), places: places(plan, story) }
    }
}

/// Key of a place in the page.
#[must_use]
pub fn place_key(id: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    format!("p-{}", id.chars().map(plain).collect::<String>())
}

fn places(plan: &Plan, story: Option<Story<'_>>) -> Vec<Item> {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut items: Vec<Item> = Vec::new();
    for label in plan.labels.iter().filter(|label| label.mentioned) {
        let Some(id) = &label.place else { continue };
        let key = place_key(&id.0);
        if found.contains_key(&key) {
            continue;
        }
        found.insert(key.clone(), items.len());
        let mut item =
            Item { key, title: label.text.clone(), note: kind(label.kind).to_owned(), ..Item::default() };
        if let Some(story) = story {
            describe(&mut item, &id.0, story);
        }
        items.push(item);
    }
    items
}

/// Adds where the story names the place, and how sure that is.
fn describe(item: &mut Item, id: &str, story: Story<'_>) {
    let named: Vec<&Resolution> =
        story.resolutions.iter().filter(|r| r.place.as_ref().is_some_and(|place| place.id.0 == id)).collect();
    let Some(best) = named.iter().max_by(|a, b| a.confidence.total_cmp(&b.confidence)) else { return };
    item.confidence = Some(best.confidence);
    item.rivals = best.runners_up.iter().take(2).map(|rival| rival.label.clone()).collect();
    let within = best.place.as_ref().map(|place| &place.admin1);
    if let Some(within) = within.filter(|name| !name.is_empty() && **name != item.title) {
        item.note = format!("{} in {within}", item.note);
    }
    item.details.push(match named.len() {
        1 => "named once in the story".to_owned(),
        n => format!("named {n} times in the story"),
    });
    let first = named.iter().map(|r| r.mention.span.start).min().unwrap_or(0);
    let sentence = story.article.sentence_at(first).and_then(|i| story.article.sentences.get(i));
    if let Some(sentence) = sentence.filter(|_| story.sentences) {
        let text = sentence.span.of(&story.article.text);
        item.evidence.push(shortened(&text.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
}

/// Characters of a shortened sentence.
const SHORT: usize = 200;

fn shortened(text: &str) -> String {
    if text.chars().count() <= SHORT {
        return text.to_owned();
    }
    let cut: String = text.chars().take(SHORT).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{} …", cut[..end].trim_end_matches([',', ';', ' ']))
}

const fn kind(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Continent => "continent",
        PlaceKind::Group => "group of countries",
        PlaceKind::Country => "country",
        PlaceKind::Dependency => "territory",
        PlaceKind::Admin1 => "province or state",
        PlaceKind::Admin2 => "district",
        PlaceKind::Settlement => "town or city",
        PlaceKind::Quarter => "quarter",
        PlaceKind::Region => "region",
        PlaceKind::Range => "mountains",
        PlaceKind::Peak => "peak",
        PlaceKind::Island => "island",
        PlaceKind::Landform => "landform",
        PlaceKind::Park => "park",
        PlaceKind::River => "river",
        PlaceKind::Lake => "lake",
        PlaceKind::Sea => "sea",
        PlaceKind::Line => "line",
        PlaceKind::Dispute => "disputed area",
        PlaceKind::Site => "site",
        PlaceKind::Airport => "airport",
    }
}

#[cfg(test)]
mod tests {
    use super::{place_key, shortened};

    #[test]
    fn keys_hold_nothing_but_letters_digits_and_hyphens() {
        assert_eq!(place_key("region:Hindu-Kush"), "p-region-hindu-kush");
        assert_eq!(place_key("\"><script>"), "p----script-");
    }

    #[test]
    fn long_sentences_are_cut_at_a_word() {
        assert!(shortened(&"word ".repeat(100)).ends_with("word …"));
    }
}
