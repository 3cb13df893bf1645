//! Turns a merged draft into an event: label, news or background, importance, confidence.

use crate::events::attach::Tied;
use crate::events::draft::Draft;
use crate::events::kinds::KINDS;
use crate::events::label::label;
use crate::events::lexicon::Lexicon;
use crate::events::offset::{self, Offset};
use crate::model::article::Article;
use crate::model::event::{Event, EventDate, EventPlace, FigureKind, PlaceRole, Precision, Status};
use crate::model::place::PlaceKind;

pub(super) fn event(article: &Article, draft: Draft<'_>, index: usize, lexicon: &Lexicon) -> Event {
    let kind = KINDS.get(draft.kind);
    let news = is_news(article, &draft);
    let importance = importance(article, &draft, news);
    let label = label(&draft, lexicon, &article.text);
    let placed = if draft.places.is_empty() { 0.0 } else { 0.1 };
    Event {
        id: format!("e{}", index + 1),
        kind: kind.map_or_else(String::new, |k| k.key.to_owned()),
        label,
        places: draft
            .places
            .iter()
            .map(|t| {
                let offset = offset_of(t, &article.text);
                EventPlace {
                    place: offset.map_or_else(|| t.spot.place.clone(), |o| o.from(t.spot.place)),
                    role: t.role,
                    span: Some(t.spot.span),
                    confidence: t.confidence,
                    within_km: offset.map(|o| o.within_km()),
                }
            })
            .collect(),
        date: draft.date,
        status: draft.status,
        news,
        importance,
        parties: draft.parties,
        figures: draft.figures,
        evidence: draft.evidence.iter().filter_map(|i| article.sentences.get(*i)).map(|s| s.span).collect(),
        trigger: draft.trigger,
        confidence: (draft.weight + placed).min(0.97),
    }
}

/// How far from the place and which way the event was, if the text says so.
pub(super) fn offset_of(tied: &Tied<'_>, text: &str) -> Option<Offset> {
    let near = tied.role == PlaceRole::Near && tied.spot.place.kind.is_pointlike();
    let near = near || (tied.role == PlaceRole::Near && tied.spot.place.kind == PlaceKind::Island);
    near.then(|| offset::read(text, tied.spot.span)).flatten()
}

/// News is what is recent or undated in the main story; history and habits are background.
pub(super) fn is_news(article: &Article, draft: &Draft<'_>) -> bool {
    if draft.habit || draft.status == Status::Historical {
        return false;
    }
    match (article.date, draft.date.as_ref().and_then(|d| d.end)) {
        (Some(document), Some(end)) => {
            let old = document.checked_sub(jiff::Span::new().days(366)).unwrap_or(document);
            end >= old
        }
        (None, Some(end)) => {
            draft.date.as_ref().is_none_or(|d| d.precision < Precision::Year) || end.year() >= 2100
        }
        _ => draft.status != Status::Hypothetical,
    }
}

pub(super) fn importance(article: &Article, draft: &Draft<'_>, news: bool) -> f32 {
    let emphasis = KINDS.get(draft.kind).map_or(0.3, |k| k.emphasis);
    let toll: f64 =
        draft.figures.iter().filter(|f| f.kind == FigureKind::Dead).map(|f| f.value).fold(0.0, f64::max);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "small numbers between 0 and 1"
    )]
    let (toll, early, more) = (
        (libm::log10(1.0 + toll) as f32 / 4.0).min(1.0),
        1.0 - draft.sentence as f32 / article.sentences.len().max(1) as f32,
        (draft.evidence.len() as f32 - 1.0).min(3.0) / 3.0,
    );
    let placed = f32::from(u8::from(!draft.places.is_empty()));
    let stated = draft.date.as_ref().is_some_and(EventDate::is_stated);
    let dated = f32::from(u8::from(stated));
    let main = if draft.main { 0.1 } else { 0.0 };
    let bare = draft.places.is_empty() && !stated && draft.figures.is_empty() && draft.evidence.len() < 2;
    let bare = if bare { 0.6 } else { 1.0 };
    let sum = main + 0.42 * emphasis + 0.12 * placed + 0.1 * dated + 0.12 * toll + 0.08 * early + 0.13 * more;
    let factor = match draft.status {
        Status::Happened | Status::Ongoing => 1.0,
        Status::Planned => 0.85,
        Status::Denied | Status::Hypothetical => 0.4,
        Status::Historical => 0.6,
    };
    let quoted = if draft.quoted { 0.6 } else { 1.0 };
    let background = if news { 1.0 } else { 0.7 };
    let habit = if draft.habit { 0.5 } else { 1.0 };
    (sum * factor * quoted * background * habit * bare).clamp(0.0, 1.0)
}
