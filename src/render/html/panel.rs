//! The words around the map: title, timeline, lists of events and places, notes.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::model::plan::Plan;
use crate::render::html::items::{Item, Items};
use crate::render::html::markup::Markup;

/// Title and subtitle.
pub fn header(html: &mut Markup, plan: &Plan) {
    html.open("header", &[("class", "dl-title")]);
    html.leaf("h1", &[], if plan.title.trim().is_empty() { "Map" } else { &plan.title });
    if !plan.subtitle.trim().is_empty() {
        html.leaf("p", &[], &plan.subtitle);
    }
    html.close().line();
}

/// Events, background and places; `names` are those that only the map gives, for orientation.
pub fn lists(html: &mut Markup, plan: &Plan, items: &Items, names: &[String]) {
    let list = |html: &mut Markup, title: &str, items: &[&Item]| {
        if items.is_empty() {
            return;
        }
        html.leaf("h2", &[], title).open("ol", &[("class", "dl-list")]).line();
        for item in items {
            entry(html, &plan.id, item);
        }
        html.close().line();
    };
    let (news, background): (Vec<&Item>, Vec<&Item>) = items.events.iter().partition(|e| !e.background);
    list(html, "Events", &news);
    list(html, "Background", &background);
    list(html, "Places in the story", &items.places.iter().collect::<Vec<_>>());
    if !names.is_empty() {
        let words = format!("The map also names, for orientation: {}.", names.join(", "));
        html.leaf("p", &[("class", "dl-hide")], &words).line();
    }
}

fn entry(html: &mut Markup, prefix: &str, item: &Item) {
    let id = format!("{prefix}-{}", item.key);
    let class = match item.number {
        None => "dl-item dl-place",
        Some(_) if item.background => "dl-item dl-quiet",
        Some(_) => "dl-item",
    };
    html.open("li", &[("class", class), ("id", &id), ("data-item", &item.key)]);
    html.open("button", &[("type", "button"), ("class", "dl-go"), ("aria-expanded", "true")]);
    if let Some(number) = item.number {
        html.leaf("span", &[("class", "dl-num")], &number.to_string()).text(" ");
    }
    html.open("span", &[("class", "dl-head")]);
    if !item.date.is_empty() {
        html.leaf("span", &[("class", "dl-date")], &capitalized(&item.date)).text(" ");
    }
    html.text(&item.title);
    if !item.note.is_empty() {
        html.text(" ").leaf("span", &[("class", "dl-note")], &format!("({})", item.note));
    }
    html.close().close();
    info(html, item);
    html.close().line();
}

/// Figures, sentences, confidence and rivals.
fn info(html: &mut Markup, item: &Item) {
    html.open("div", &[("class", "dl-info")]);
    if !item.details.is_empty() {
        html.open("ul", &[]);
        for detail in &item.details {
            html.leaf("li", &[], detail);
        }
        html.close();
    }
    for sentence in &item.evidence {
        html.leaf("blockquote", &[], sentence);
    }
    if let Some(confidence) = item.confidence {
        let percent = libm::round(f64::from(confidence) * 100.0);
        html.leaf("p", &[], &format!("Confidence of the reading: {percent} %"));
    }
    if !item.rivals.is_empty() {
        html.leaf("p", &[], &format!("Not taken: {}", item.rivals.join("; ")));
    }
    html.close();
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A button with a sign for the eye and a name for the ear.
pub fn button(html: &mut Markup, class: &str, label: &str, sign: &str) {
    html.open("button", &[("type", "button"), ("class", class)]);
    html.leaf("span", &[("aria-hidden", "true")], sign).leaf("span", &[("class", "dl-hide")], label).close();
}

/// First and last day of an item.
fn days(item: &Item) -> Option<(Date, Date)> {
    let first: Date = item.days.first()?.parse().ok()?;
    let last: Date = item.days.last()?.parse().ok()?;
    Some((first, last.max(first)))
}

/// Steps through the dated events; hidden until the script runs, but for the strip of dates.
pub fn timeline(html: &mut Markup, items: &Items) {
    let mut dated: Vec<(&Item, (Date, Date))> =
        items.events.iter().filter_map(|item| Some((item, days(item)?))).collect();
    dated.sort_by_key(|(item, (first, last))| (*first, *last, item.number));
    if dated.len() < 2 {
        return;
    }
    let keys: Vec<&str> = dated.iter().map(|(item, _)| item.key.as_str()).collect();
    html.open(
        "div",
        &[("class", "dl-time dl-scripted"), ("role", "group"), ("aria-label", "Timeline"), ("hidden", "")],
    );
    button(html, "dl-back", "Previous event", "◀");
    html.open("button", &[("type", "button"), ("class", "dl-play"), ("aria-pressed", "false")]);
    html.leaf("span", &[("class", "dl-when-off"), ("aria-hidden", "true")], "▶ Play");
    html.leaf("span", &[("class", "dl-when-on"), ("aria-hidden", "true")], "❚❚ Pause");
    html.leaf("span", &[("class", "dl-hide")], "Play the events in order").close();
    button(html, "dl-next", "Next event", "▶");
    html.void(
        "input",
        &[
            ("type", "range"),
            ("min", "0"),
            ("max", &keys.len().to_string()),
            ("value", "0"),
            ("step", "1"),
            ("aria-label", "Event in order of date"),
            ("data-keys", &keys.join(" ")),
        ],
    );
    html.markup(&strip(&dated));
    html.leaf("output", &[("aria-live", "off")], &format!("All {} dated events", keys.len()));
    html.close().line();
}

/// Days of the news as bars on one line: as long as the date is wide.
fn strip(dated: &[(&Item, (Date, Date))]) -> String {
    let news: Vec<_> = dated.iter().filter(|(item, _)| !item.background).collect();
    let (Some((first, (from, _))), Some((last, (_, to)))) =
        (news.iter().min_by_key(|(_, d)| d.0), news.iter().max_by_key(|(_, d)| d.1))
    else {
        return String::new();
    };
    let (from, to) = (*from, *to);
    let since = |day: Date| from.until(day).map_or(0.0, |span| f64::from(span.get_days()));
    let whole = since(to).max(1.0) + 1.0;
    let mut out = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"dl-strip\" viewBox=\"0 0 100 18\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><line x1=\"0\" x2=\"100\" y1=\"9\" y2=\"9\" vector-effect=\"non-scaling-stroke\"/>",
    );
    for (item, (first, last)) in news {
        let x = since(*first) / whole * 98.0;
        let width = ((since(*last) - since(*first) + 1.0) / whole * 98.0).max(1.0);
        let _ = write!(
            out,
            "<rect data-item=\"{}\" x=\"{x:.2}\" y=\"4\" width=\"{width:.2}\" height=\"10\" rx=\".5\" opacity=\".7\"/>",
            item.key
        );
    }
    out.push_str("</svg>");
    let mut ends = Markup::default();
    ends.open("div", &[("class", "dl-ends"), ("aria-hidden", "true")]);
    ends.leaf("span", &[], &capitalized(&first.date)).leaf("span", &[], &capitalized(&last.date));
    out + &ends.finish()
}

/// Notes on borders, what lies beyond the map, and the sources.
pub fn footer(html: &mut Markup, plan: &Plan) {
    html.open("footer", &[("class", "dl-foot")]);
    let mut names: Vec<&str> = Vec::new();
    for place in &plan.outside {
        if !place.name.is_empty() && !names.contains(&place.name.as_str()) {
            names.push(&place.name);
        }
    }
    if !names.is_empty() {
        html.leaf("p", &[], &format!("Beyond this map: {}.", names.join(", ")));
    }
    for text in [&plan.disclaimer, &plan.credit] {
        if !text.trim().is_empty() {
            html.leaf("p", &[], text);
        }
    }
    html.close().line();
}
