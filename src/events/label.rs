//! Composes the one line that names an event, from its parts.

use crate::events::attach::Tied;
use crate::events::draft::Draft;
use crate::events::finish::offset_of;
use crate::events::kinds::KINDS;
use crate::events::lexicon::Lexicon;
use crate::model::event::{FigureKind, PlaceRole};
use crate::model::place::{Place, PlaceKind};

/// The label of an event, without its date.
#[must_use]
pub fn label(draft: &Draft<'_>, lexicon: &Lexicon, text: &str) -> String {
    let Some(kind) = KINDS.get(draft.kind) else { return String::new() };
    let own = draft.label.and_then(|l| lexicon.label(l));
    let several =
        kind.key == "killing" && draft.figures.iter().any(|f| f.kind == FigureKind::Dead && f.value > 1.0);
    let noun = match (own, draft.plural || several) {
        (Some([one, _]), false) => one.as_str(),
        (Some([_, many]), true) => many.as_str(),
        (None, false) => kind.singular,
        (None, true) => kind.plural,
    };
    let Some(first) = draft.places.first() else { return noun.to_owned() };
    let from = draft.places.iter().find(|p| p.role == PlaceRole::From);
    let to = draft.places.iter().find(|p| p.role == PlaceRole::To);
    if let (Some(from), Some(to)) = (from, to) {
        return format!("{noun} from {} to {}", name(from, text), name(to, text));
    }
    if let Some(offset) = offset_of(first, text) {
        return format!("{noun} {}", offset.name(&first.spot.place.name));
    }
    let joint = match first.role {
        PlaceRole::Along if runs(first.spot.place) => "along",
        PlaceRole::Near => "near",
        PlaceRole::From => "from",
        PlaceRole::To => "to",
        _ if kind.key == "visit" => "to",
        _ if first.target && own.is_some() && kind.target == "of" => "on",
        _ if first.target => kind.target,
        PlaceRole::At if matches!(first.spot.place.kind, PlaceKind::Site | PlaceKind::Airport) => "at",
        _ if matches!(kind.key, "evacuation" | "capture" | "eruption") => "of",
        _ => "in",
    };
    let second = draft.places.get(1).filter(|p| p.role == first.role && is_peer(first, p));
    match second {
        Some(second) if draft.places.len() == 2 => {
            format!("{noun} {joint} {} and {}", name(first, text), name(second, text))
        }
        _ => format!("{noun} {joint} {}", name(first, text)),
    }
}

/// Whether one can be along it: a border, a river, a coast, a range.
const fn runs(place: &Place) -> bool {
    matches!(place.kind, PlaceKind::Line | PlaceKind::River | PlaceKind::Range) || place.kind.is_water()
}

fn is_peer(a: &Tied<'_>, b: &Tied<'_>) -> bool {
    a.spot.place.kind == b.spot.place.kind && a.spot.place.id != b.spot.place.id
}

/// The name of a place, with an article where the text or the sort of name has one.
fn name(tied: &Tied<'_>, text: &str) -> String {
    let place = tied.spot.place;
    let before = text.get(..tied.spot.span.start).unwrap_or("").trim_end();
    let in_text = before.ends_with(" the") || before.ends_with("\nthe");
    let same = tied.spot.span.of(text).eq_ignore_ascii_case(&place.name);
    if takes_article(place) || (in_text && same && !place.kind.is_pointlike()) {
        format!("the {}", place.name)
    } else {
        place.name.clone()
    }
}

fn takes_article(place: &Place) -> bool {
    let name = place.name.as_str();
    if name.starts_with("the ") || name.starts_with("The ") {
        return false;
    }
    let plural_land = place.kind == PlaceKind::Country
        && (name.starts_with("United ")
            || name.ends_with("Republic")
            || name.ends_with("Islands")
            || matches!(name, "Philippines" | "Netherlands" | "Maldives" | "Bahamas" | "Gambia"));
    let line = matches!(place.kind, PlaceKind::Line | PlaceKind::Range)
        || (place.kind.is_water() && !name.starts_with("Lake") && !name.ends_with("Bay"));
    plural_land
        || line
        || ["Strip", "Peninsula", "Desert", "Line", "Basin", "Highlands", "Delta"]
            .iter()
            .any(|e| name.ends_with(e))
}
