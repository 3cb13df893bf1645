//! Applies a person's edits: to the mentions before they are resolved, so that the others are weighed beside what was
//! pinned, and to the places afterwards.

use crate::diagnostic::Warning;
use crate::geodata::fold::fold;
use crate::geodata::gazetteer::{Gazetteer, PlaceRef};
use crate::mentions::resolve_candidates::trim_possessive;
use crate::model::article::{Article, Span};
use crate::model::edits::{Change, Edit, Edits, Target};
use crate::model::geo::LonLat;
use crate::model::mention::{Context, Mention, MentionClass, Resolution};
use crate::model::place::{Place, PlaceId, PlaceKind};

/// Edits on their way through the reading of one article.
#[derive(Debug)]
pub struct Applied<'a> {
    edits: &'a [Edit],
    /// By edit: whether it found something to change.
    used: Vec<bool>,
    warnings: Vec<Warning>,
    /// What single mentions mean, in the order of the mentions.
    pub fixed: Vec<Option<PlaceRef>>,
}

impl<'a> Applied<'a> {
    /// Drops, adds and pins mentions; `mentions` are those of the article, in order of the text, before and after.
    #[must_use]
    pub fn to_mentions(
        edits: &'a Edits,
        article: &Article,
        mentions: &mut Vec<Mention>,
        gazetteer: &Gazetteer,
    ) -> Self {
        let edits = edits.places.as_slice();
        let mut applied =
            Self { edits, used: vec![false; edits.len()], warnings: Vec::new(), fixed: Vec::new() };
        let mut pinned: Vec<(Span, PlaceRef)> = Vec::new();
        for (i, edit) in edits.iter().enumerate().filter(|(_, e)| e.target.means.is_none()) {
            let Some(stretches) = applied.stretches(i, &article.text, mentions) else { continue };
            match &edit.change {
                Change::Drop => {
                    mentions.retain(|m| !stretches.contains(&m.span));
                    pinned.retain(|(span, _)| !stretches.contains(span));
                }
                Change::Pin(id) => {
                    let Some(place) = gazetteer.by_id(&id.0) else {
                        applied.unknown(i, id);
                        continue;
                    };
                    stretches.iter().for_each(|span| take(*span, article, mentions));
                    pinned.retain(|(span, _)| !stretches.iter().any(|s| s.overlaps(*span)));
                    pinned.extend(stretches.iter().map(|span| (*span, place)));
                }
                Change::Add(..) => stretches.iter().for_each(|span| take(*span, article, mentions)),
                Change::Rename(_) => {}
            }
        }
        mentions.sort_by_key(|m| m.span);
        applied.fixed =
            mentions.iter().map(|m| pinned.iter().find(|(s, _)| *s == m.span).map(|(_, p)| *p)).collect();
        applied
    }

    /// The stretches of text that an edit is about; none, with a warning, if there are none any more.
    fn stretches(&mut self, i: usize, text: &str, mentions: &[Mention]) -> Option<Vec<Span>> {
        let edit = &self.edits[i];
        let found = match edit.target.span.map(|span| bytes_of(text, span)) {
            Some(None) => {
                self.stale(i, "the text is shorter");
                return None;
            }
            Some(Some(span)) => {
                let is = span.of(text);
                if edit.target.name.as_ref().is_some_and(|name| !same(name, is)) {
                    self.stale(i, &format!("the text there is '{is}'"));
                    return None;
                }
                let drops = edit.change == Change::Drop;
                let met: Vec<Span> = mentions.iter().map(|m| m.span).filter(|s| s.overlaps(span)).collect();
                // A pin on part of a name means the name; what is overlooked is taken as given.
                match met.as_slice() {
                    [] if drops || matches!(edit.change, Change::Rename(_)) => Vec::new(),
                    [one] if !matches!(edit.change, Change::Add(..)) => vec![*one],
                    _ if drops => met,
                    _ => vec![span],
                }
            }
            None => named(edit, text, mentions),
        };
        if found.is_empty() {
            let name = edit.target.name.as_deref().unwrap_or("");
            let why = if name.is_empty() {
                "no mention stands there".to_owned()
            } else {
                format!("the article does not name '{name}'")
            };
            self.stale(i, &why);
            return None;
        }
        self.used[i] = true;
        Some(found)
    }

    fn stale(&mut self, i: usize, why: &str) {
        self.used[i] = true;
        let message = format!("{} applies to nothing: {why}", self.edits[i].origin);
        self.warnings.push(Warning::new("edit-unused", message));
    }

    fn unknown(&mut self, i: usize, id: &PlaceId) {
        self.used[i] = true;
        let message = format!(
            "{}: there is no place with id '{}'; 'dateline places NAME' lists ids",
            self.edits[i].origin, id.0
        );
        self.warnings.push(Warning::new("edit-unknown-place", message));
    }

    /// Changes the places of resolved mentions and says which edits found nothing to change.
    #[must_use]
    pub fn to_places(
        mut self,
        article: &Article,
        resolutions: &mut Vec<Resolution>,
        gazetteer: &Gazetteer,
    ) -> Vec<Warning> {
        for (i, edit) in self.edits.iter().enumerate() {
            let means = |r: &Resolution| {
                let place = edit.target.means.as_ref();
                place.is_none_or(|id| r.place.as_ref().is_some_and(|p| p.id == *id))
                    && is_meant(&edit.target, &article.text, &r.mention)
            };
            let by_place = edit.target.means.is_some();
            let mut met = false;
            match &edit.change {
                Change::Drop if by_place => {
                    let before = resolutions.len();
                    resolutions.retain(|r| !means(r));
                    met = resolutions.len() < before;
                }
                Change::Pin(id) if by_place => match gazetteer.by_id(&id.0) {
                    Some(place) => met = each(resolutions, means, |r| settle(r, gazetteer.place(place))),
                    None => self.unknown(i, id),
                },
                Change::Add(name, at) => {
                    met = each(resolutions, means, |r| settle(r, own_place(name, *at)));
                }
                Change::Rename(to) => {
                    met = each(resolutions, means, |r| {
                        if let Some(place) = &mut r.place {
                            place.name.clone_from(to);
                        }
                    });
                }
                _ => {}
            }
            self.used[i] |= met;
            if !self.used[i] {
                self.stale(i, "nothing was read as that place");
            }
        }
        self.warnings
    }
}

/// Calls `change` for each resolution that is meant; says whether there was one.
fn each(
    resolutions: &mut [Resolution],
    means: impl Fn(&Resolution) -> bool,
    change: impl Fn(&mut Resolution),
) -> bool {
    let mut met = false;
    for resolution in resolutions.iter_mut() {
        if means(resolution) {
            change(resolution);
            met = true;
        }
    }
    met
}

fn settle(resolution: &mut Resolution, place: Place) {
    resolution.place = Some(place);
    resolution.confidence = 1.0;
    resolution.clues.clear();
    resolution.runners_up.clear();
}

/// Whether a mention is one that the name and the span speak of.
fn is_meant(target: &Target, text: &str, mention: &Mention) -> bool {
    let named =
        target.name.as_ref().is_none_or(|name| same(name, &mention.surface) || same(name, &mention.name));
    let there = target.span.is_none_or(|span| bytes_of(text, span).is_some_and(|s| s.overlaps(mention.span)));
    named && there
}

/// Mentions of that name; for a pin or an addition also stretches of text that were not taken for a mention.
fn named(edit: &Edit, text: &str, mentions: &[Mention]) -> Vec<Span> {
    let Some(name) = &edit.target.name else { return Vec::new() };
    let found: Vec<Span> =
        mentions.iter().filter(|m| is_meant(&edit.target, text, m)).map(|m| m.span).collect();
    if found.is_empty() && matches!(edit.change, Change::Pin(_) | Change::Add(..)) {
        occurrences(text, name)
    } else {
        found
    }
}

/// Where a name stands in the text as a whole word, character by character.
fn occurrences(text: &str, name: &str) -> Vec<Span> {
    let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    text.match_indices(name.trim())
        .map(|(start, found)| Span::new(start, start + found.len()))
        .filter(|s| edge(text[..s.start].chars().next_back()) && edge(text[s.end..].chars().next()))
        .collect()
}

/// Makes a stretch a mention of a place, in the stead of whatever was found there.
fn take(span: Span, article: &Article, mentions: &mut Vec<Mention>) {
    if let Some(mention) = mentions.iter_mut().find(|m| m.span == span) {
        if matches!(mention.class, MentionClass::Homonym | MentionClass::Embedded) {
            mention.class = MentionClass::Literal;
        }
        mention.recognition = 1.0;
        return;
    }
    mentions.retain(|m| !m.span.overlaps(span));
    let surface = span.of(&article.text).to_owned();
    mentions.push(Mention {
        span,
        name: surface.clone(),
        surface,
        class: MentionClass::Literal,
        recognition: 1.0,
        sentence: article.sentence_at(span.start).unwrap_or(0),
        context: Context::default(),
    });
}

/// A place that only the edits know.
fn own_place(name: &str, point: LonLat) -> Place {
    Place::bare(PlaceId(format!("own:{}", fold(name).replace(' ', "-"))), name, PlaceKind::Site, point)
}

fn same(a: &str, b: &str) -> bool {
    fold(trim_possessive(a)) == fold(trim_possessive(b))
}

/// Characters to bytes; none beyond the end of the text.
fn bytes_of(text: &str, (start, end): (usize, usize)) -> Option<Span> {
    let mut bytes = text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len()));
    let first = bytes.nth(start)?;
    let last = bytes.nth(end.checked_sub(start + 1)?)?;
    Some(Span::new(first, last))
}
