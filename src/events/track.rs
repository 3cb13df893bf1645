//! Joins the rows of one track (of a storm, a ship, a march) into one movement through all of its points.

use crate::model::event::{Event, EventDate, PlaceRole, Precision};

/// A row of a list of events.
#[derive(Debug, Clone)]
pub struct Row {
    /// Name of the track that it belongs to, if any.
    pub track: Option<String>,
    /// Whether it tells something of its own, so that it stays an event besides being a point of the track.
    pub tells: bool,
    /// The event read from it.
    pub event: Event,
}

/// The events of the rows: one for each track of two points or more, then those that tell something of their own.
#[must_use]
pub fn join(rows: Vec<Row>) -> Vec<Event> {
    let mut names: Vec<&str> = Vec::new();
    for name in rows.iter().filter_map(|row| row.track.as_deref()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let tracks = names.into_iter().filter_map(|name| {
        let points: Vec<&Event> =
            rows.iter().filter(|r| r.track.as_deref() == Some(name)).map(|r| &r.event).collect();
        movement(name, &points)
    });
    let mut events: Vec<Event> = tracks.collect();
    events.extend(rows.into_iter().filter(|r| r.track.is_none() || r.tells).map(|r| r.event));
    for (event, number) in events.iter_mut().zip(1..) {
        event.id = format!("e{number}");
    }
    events
}

fn movement(name: &str, points: &[&Event]) -> Option<Event> {
    let [first, .., last] = points else { return None };
    let mut places: Vec<_> = points.iter().filter_map(|e| e.places.first()).cloned().collect();
    let end = places.len().checked_sub(1).filter(|end| *end > 0)?;
    for (i, place) in places.iter_mut().enumerate() {
        place.role = match i {
            0 => PlaceRole::From,
            i if i == end => PlaceRole::To,
            _ => PlaceRole::Along,
        };
    }
    let days = first.date.as_ref().and_then(|d| d.start).zip(last.date.as_ref().and_then(|d| d.end));
    let date = days.and_then(|(start, end)| {
        let date = first.date.clone()?;
        let precision = if start == end { Precision::Day } else { Precision::Week };
        Some(EventDate { start: Some(start), end: Some(end), precision, ..date })
    });
    let importance = points.iter().map(|e| e.importance).fold(0.0, f32::max);
    Some(Event {
        label: name.to_owned(),
        places,
        date,
        importance: (importance + 0.2).min(1.0),
        figures: Vec::new(),
        ..(*first).clone()
    })
}
