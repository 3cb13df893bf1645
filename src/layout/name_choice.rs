//! Which of the plan's labels the map names: each once, and none that a reader could not tie to anything.

use crate::lang::sound::{plain, sound};
use crate::layout::frame::{View, inside};
use crate::layout::label::boxes::{Point, distance};
use crate::model::place::GeometryRef;
use crate::model::plan::{AreaRole, Label, LabelStyle, Plan};

/// Divisions below this priority are only named where their borders are drawn.
const MINOR: f32 = 0.45;

/// Two names that read the same within this distance are one, pixels.
const SAME: f64 = 110.0;

/// The labels without those that repeat one close by, and without names of divisions that are not drawn.
#[must_use]
pub fn distinct<'a>(plan: &'a Plan, view: &View) -> Vec<&'a Label> {
    let mut kept: Vec<(&Label, String, Option<Point>)> = Vec::new();
    for label in &plan.labels {
        let is_minor = label.style == LabelStyle::Admin1 && !label.mentioned && label.priority < MINOR;
        if is_minor && !view.shown.admin1 {
            continue;
        }
        if is_speck(label, view)
            || is_part_of_named(label, plan, view)
            || is_around_namesake(label, plan, view)
        {
            continue;
        }
        let (key, at) = (plain(&label.text), view.projector.project(label.point));
        let repeats = kept.iter().any(|(_, other, place)| {
            let is_division = label.style == LabelStyle::Admin1 && !label.mentioned;
            *other == key
                && (is_division || matches!((at, place), (Some(a), Some(b)) if distance(a, *b) < SAME))
        });
        if !repeats {
            kept.push((label, key, at));
        }
    }
    kept.into_iter().map(|(label, _, _)| label).collect()
}

/// Maps narrower than this bear the name of a dispute, not those of its parts as well, pixels.
const NARROW: f64 = 400.0;

/// Whether a small map already says in what dispute a named part of it lies, and has its tint and its badge.
fn is_part_of_named(label: &Label, plan: &Plan, view: &View) -> bool {
    let is_tinted = |g: &GeometryRef| {
        plan.areas.iter().any(|area| area.role == AreaRole::Highlight && area.geometry == *g)
    };
    let Some(at) = view.place(label.point).filter(|_| view.map.width < NARROW) else { return false };
    let holds = |other: &Label| {
        let area = other.geometry.as_ref().and_then(|g| view.areas.get(g));
        other.style == LabelStyle::Dispute && area.is_some_and(|area| inside(&area.rings, at))
    };
    label.style == LabelStyle::Region
        && label.geometry.as_ref().is_some_and(is_tinted)
        && plan.labels.iter().any(holds)
}

/// Least surface of a country that the story does not mention and that still bears its name, square pixels.
const SPECK: f64 = 16.0;

/// Whether a country of the ground is too small here for a reader to see what a name beside it means.
fn is_speck(label: &Label, view: &View) -> bool {
    let area = |g| view.areas.get(g).map_or(0.0, |a| a.area);
    let is_small = label.geometry.as_ref().is_some_and(|g| area(g) < SPECK);
    label.style == LabelStyle::Country && !label.mentioned && is_small
}

/// Whether an area lies around a town of its own name, which stands for both: a district and its seat, as spelled by
/// two sources.
fn is_around_namesake(label: &Label, plan: &Plan, view: &View) -> bool {
    if !matches!(label.style, LabelStyle::Admin1 | LabelStyle::Region) {
        return false;
    }
    let own = sound(&label.text);
    let Some(at) = view.projector.project(label.point) else { return false };
    let is_namesake = |other: &Label| {
        has_dot(other.style)
            && sound(&other.text) == own
            && view.place(other.point).is_some_and(|place| distance(at, place) < SAME)
    };
    own.len() >= LEAST_SOUND && plan.labels.iter().any(is_namesake)
}

/// Consonants that a name needs to be told from others by them alone.
const LEAST_SOUND: usize = 3;

/// Whether a name stands beside a sign of its own.
#[must_use]
pub const fn has_dot(style: LabelStyle) -> bool {
    matches!(style, LabelStyle::Capital | LabelStyle::City | LabelStyle::Peak | LabelStyle::Site)
}
