//! Chooses which names stand on the map, and how much each matters.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::geo::{Bounds, LonLat};
use crate::model::place::{Place, PlaceKind};
use crate::model::plan::{Label, LabelStyle};
use crate::plan::disputed::Shown;
use crate::plan::ground::{Contents, Ground};
use crate::plan::scope::{intersects, share_inside};

/// Rivers and lakes above this rank are not named for orientation.
const MAX_WATER_RANK: u8 = 4;
/// More first-order divisions than this in the frame are too small to bear their names.
const MOST_DIVISIONS: usize = 16;
/// Foreign countries and foreign capitals named on a map of a continent or more; on smaller maps all that fit.
const MOST_FOREIGN: usize = 26;
const FOREIGN_SEATS: usize = 5;
/// Countries in focus of which a map of the world still names the capitals.
const MOST_SEATS: usize = 5;
/// Share of the frame's height from which a dependency is named as countries are.
const LARGE_DEPENDENCY: f64 = 0.2;
/// Heights of frames of a continent and of half the world, degrees.
const CONTINENT: f64 = 32.0;
const HALF_WORLD: f64 = 75.0;
/// Towns closer to a capital than this share of the frame's height only crowd it.
const CAPITAL_DISTANCE: f64 = 0.03;

/// What the story says about names, for the choice.
pub struct Wanted<'a> {
    /// Codes of the countries in focus.
    pub focus: &'a [String],
    /// Places of the story with their focus score, highest first.
    pub named: &'a [(&'a Place, f32)],
    /// Places of news events.
    pub events: &'a [&'a Place],
    /// The frame.
    pub frame: Bounds,
    /// Towns wanted for orientation, besides those of the story.
    pub towns: usize,
    /// Whether names of first-order divisions are wanted.
    pub divisions: bool,
}

impl Wanted<'_> {
    fn is_told(&self, place: &Place) -> bool {
        self.named.iter().any(|(p, _)| p.id == place.id) || self.events.iter().any(|p| p.id == place.id)
    }

    /// Countries of the ground that are worth a name on a map of this scale: all, or the larger ones.
    fn countries<'a>(&self, contents: &'a Contents, ground: Ground<'_>) -> Vec<&'a Place> {
        let small = self.frame.height() < CONTINENT;
        let told = |p: &Place| self.focus.contains(&p.country) || self.is_told(p);
        // Of dependencies, a map of a continent names those as large as countries: Greenland, Antarctica.
        let large = |p: &Place| ground.bounds(p).height() > LARGE_DEPENDENCY * self.frame.height();
        let mut foreign: Vec<&Place> = contents
            .countries
            .iter()
            .filter(|p| !told(p) && (small || p.kind == PlaceKind::Country || large(p)))
            .collect();
        if !small {
            foreign.sort_by_key(|p| (p.kind == PlaceKind::Country, std::cmp::Reverse(p.population)));
            foreign.truncate(MOST_FOREIGN);
        }
        // Where the frame lies within one country that the story does not name, its name says nothing.
        let alone = contents.countries.len() == 1;
        let mut all: Vec<&Place> =
            contents.countries.iter().filter(|p| told(p) && (!alone || self.is_told(p))).collect();
        all.extend(foreign);
        all
    }

    /// The first-order division in which most towns of the story lie, if the frame shows nothing but its country.
    fn only_division(&self, contents: &Contents, ground: Ground<'_>) -> Option<Place> {
        if contents.countries.len() != 1 {
            return None;
        }
        let told = self.named.iter().map(|(p, _)| *p).chain(self.events.iter().copied());
        let towns =
            told.filter(|p| p.kind.is_pointlike() && !p.admin1.is_empty() && self.frame.contains(p.point));
        let mut count: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for town in towns {
            *count.entry((town.country.as_str(), town.admin1.as_str())).or_default() += 1;
        }
        let ((country, division), _) = count.into_iter().max_by_key(|(_, n)| *n)?;
        let id = format!("{country}.{division}");
        let known = ground.gazetteer.by_id(division).or_else(|| ground.gazetteer.by_id(&id));
        known.map(|p| ground.gazetteer.place(p)).filter(|p| p.kind == PlaceKind::Admin1)
    }

    /// Capitals: those of the story, and of others as many as the scale bears.
    fn capitals<'a>(&self, contents: &'a Contents) -> Vec<&'a Place> {
        let room = match self.frame.height() {
            h if h > HALF_WORLD => 0,
            h if h > CONTINENT => FOREIGN_SEATS.min(self.towns),
            _ => usize::MAX,
        };
        // Where a map of the world is about many countries, their own names say enough.
        let by_country = self.frame.height() <= HALF_WORLD || self.focus.len() <= MOST_SEATS;
        let told = |p: &Place| (by_country && self.focus.contains(&p.country)) || self.is_told(p);
        let mut foreign: Vec<&Place> = contents.capitals.iter().filter(|p| !told(p)).collect();
        foreign.sort_by_key(|p| std::cmp::Reverse(p.population));
        foreign.truncate(room);
        let mut all: Vec<&Place> = contents.capitals.iter().filter(|p| told(p)).collect();
        all.extend(foreign);
        all
    }

    /// Whether a water is large enough on a map of this scale to bear its name.
    fn is_worth_naming(&self, water: &Place, ground: Ground<'_>) -> bool {
        let height = self.frame.height();
        let most_rank = match height {
            h if h > HALF_WORLD => 0,
            h if h > CONTINENT => 2,
            _ => MAX_WATER_RANK,
        };
        let least = match water.kind {
            PlaceKind::Sea if height > CONTINENT && water.rank > MAX_WATER_RANK => return false,
            PlaceKind::Sea if height > HALF_WORLD => 0.35,
            PlaceKind::Sea if height > CONTINENT => 0.16,
            PlaceKind::Sea => 0.1,
            PlaceKind::Lake if height > HALF_WORLD => return false,
            PlaceKind::Lake if height > CONTINENT => 0.09,
            PlaceKind::Lake => 0.03,
            _ => return water.rank <= most_rank,
        };
        let b = ground.bounds(water);
        let across = b.width() * libm::cos(b.center().lat.to_radians());
        across.max(b.height()) > least * height
    }
}

/// The labels, most important first, each place once.
#[must_use]
pub fn labels(
    wanted: &Wanted<'_>,
    contents: &Contents,
    disputes: &[Shown],
    ground: Ground<'_>,
) -> Vec<Label> {
    let mut list = List { labels: Vec::new(), seen: BTreeSet::new(), ground };
    for country in wanted.countries(contents, ground) {
        let in_focus = wanted.focus.contains(&country.country);
        let (style, priority) = if in_focus {
            (LabelStyle::CountryFocus, 0.97)
        } else {
            (LabelStyle::Country, 0.58 - 0.04 * f32::from(country.rank.min(8)))
        };
        list.add(country, style, priority, in_focus);
    }
    for place in wanted.events {
        list.add(place, style_of(place), 0.95, true);
    }
    for capital in wanted.capitals(contents) {
        let focus = wanted.focus.contains(&capital.country);
        list.add(capital, LabelStyle::Capital, if focus { 0.9 } else { 0.5 }, false);
    }
    for (place, score) in wanted.named {
        if wanted.frame.contains(place.label_point.unwrap_or(place.point)) {
            list.add(place, style_of(place), 0.6 + 0.3 * score, true);
        }
    }
    if let Some(division) = wanted.only_division(contents, ground) {
        list.add(&division, LabelStyle::Admin1, ONLY_DIVISION, false);
    }
    let waters: Vec<&Place> = contents.waters.iter().filter(|w| wanted.is_worth_naming(w, ground)).collect();
    let is_inside = |p: &Place| wanted.frame.contains(p.label_point.unwrap_or(p.point));
    let sea_inside = contents.waters.iter().any(|w| w.kind == PlaceKind::Sea && is_inside(w));
    let fills = |w: &Place| {
        let bounds = w.geometry.as_ref().and_then(|g| ground.shape_bounds(g));
        bounds.is_some_and(|b| share_inside(wanted.frame, b) > FILLS)
    };
    for water in waters.iter().filter(|w| !is_named_by_another(w, &waters, wanted.frame, ground)) {
        let inside = is_inside(water);
        let priority = match (water.kind, inside) {
            (PlaceKind::Sea, true) => 0.55,
            // A sea that only reaches into the frame is worth its name if it fills much of it, or no nearer one
            // bears one.
            (PlaceKind::Sea, false) if fills(water) => 0.45,
            (PlaceKind::Sea, false) if !sea_inside => 0.25,
            (_, true) if water.rank <= MAX_WATER_RANK => 0.3,
            _ => continue,
        };
        list.add(water, style_of(water), priority - 0.03 * f32::from(water.rank.min(9)), false);
    }
    // A division without a shape has no lines on the map; its name would hang in the air.
    let drawn = |d: &&Place| d.geometry.as_ref().is_some_and(|g| ground.shape_bounds(g).is_some());
    let of_focus = || {
        contents.divisions.iter().filter(|d| wanted.focus.contains(&d.country) && is_inside(d)).filter(drawn)
    };
    if wanted.divisions && of_focus().count() <= MOST_DIVISIONS {
        for division in of_focus() {
            list.add(division, LabelStyle::Admin1, 0.35 - 0.02 * f32::from(division.rank.min(9)), false);
        }
    }
    let near_capital = |p: &&Place| {
        let close = CAPITAL_DISTANCE * wanted.frame.height();
        !contents
            .capitals
            .iter()
            .any(|c| (c.point.lat - p.point.lat).abs() < close && (c.point.lon - p.point.lon).abs() < close)
    };
    let towns = spread(contents.towns.iter().filter(near_capital), &list.labels, wanted);
    for (place, i) in towns.into_iter().zip(0u8..) {
        let focus = if wanted.focus.contains(&place.country) { 0.1 } else { 0.0 };
        list.add(place, LabelStyle::City, 0.3 + focus - 0.005 * f32::from(i), false);
    }
    add_disputes(&mut list.labels, disputes);
    list.labels.sort_by(|a, b| b.priority.total_cmp(&a.priority));
    list.labels
}

/// Towns for orientation: the most important ones that lie apart from each other and from the towns of the story.
fn spread<'a>(
    towns: impl Iterator<Item = &'a Place>,
    labels: &[Label],
    wanted: &Wanted<'_>,
) -> Vec<&'a Place> {
    let dots = labels.iter().filter(|l| matches!(l.style, LabelStyle::City | LabelStyle::Capital));
    let mut taken: Vec<LonLat> = dots.map(|l| l.point).collect();
    let apart = TOWNS_APART * wanted.frame.height();
    let mut chosen = Vec::new();
    for town in towns {
        if chosen.len() == wanted.towns {
            break;
        }
        let shrink = libm::cos(town.point.lat.to_radians());
        let near =
            |p: &LonLat| libm::hypot((p.lon - town.point.lon) * shrink, p.lat - town.point.lat) < apart;
        if !taken.iter().any(near) {
            taken.push(town.point);
            chosen.push(town);
        }
    }
    chosen
}

/// How much the name of the only division of a map matters: it stands although its borders are not on the map.
const ONLY_DIVISION: f32 = 0.5;

/// Least distance of towns for orientation from each other and from those of the story, as a share of the frame's height.
const TOWNS_APART: f64 = 0.09;

/// Whether a sea lies around or within another one that says better what water this is: on a map much smaller than
/// both, the better known, or of two as well known the smaller.
fn is_named_by_another(sea: &Place, others: &[&Place], frame: Bounds, ground: Ground<'_>) -> bool {
    let own = ground.bounds(sea);
    if sea.kind == PlaceKind::Sea && is_part_by_name(sea, others, frame, ground) {
        return true;
    }
    sea.kind == PlaceKind::Sea
        && others.iter().filter(|other| other.kind == PlaceKind::Sea && other.id != sea.id).any(|other| {
            let b = ground.bounds(other);
            if share_inside(own, b) > NESTED {
                b.height() > frame.height() * MUCH_LARGER && sea.rank > other.rank + 1
            } else {
                share_inside(b, own) > NESTED
                    && own.height() > frame.height() * MUCH_LARGER
                    && other.rank <= sea.rank + 1
            }
        })
}

/// Whether a sea is a part of another that bears the same name but for what part it is: "Western Pacific" of the
/// "Pacific Ocean". The name of the whole does.
fn is_part_by_name(sea: &Place, others: &[&Place], frame: Bounds, ground: Ground<'_>) -> bool {
    let words = |p: &Place| -> Vec<String> {
        let words = p.name.split_whitespace().map(str::to_lowercase);
        words.filter(|word| !GENERIC.contains(&word.as_str())).collect()
    };
    let (own, parts) = (words(sea), |word: &String| !SIDES.contains(&word.as_str()));
    let core: Vec<&String> = own.iter().filter(|word| parts(word)).collect();
    let is_shown = |p: &Place| {
        let shape = p.geometry.as_ref().and_then(|g| ground.shape_bounds(g));
        shape.is_some_and(|b| intersects(b, frame)) || frame.contains(p.label_point.unwrap_or(p.point))
    };
    let is_whole = |other: &&&Place| {
        let theirs = words(other);
        other.kind == PlaceKind::Sea && theirs.len() < own.len() && theirs.iter().eq(core.iter().copied())
    };
    others.iter().filter(is_whole).any(|other| is_shown(other))
}

/// Words of seas' names that say what kind of water it is, and which part.
const GENERIC: [&str; 4] = ["sea", "ocean", "gulf", "bay"];
const SIDES: [&str; 9] =
    ["north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"];

/// Share of the frame within the box of a sea from which the sea is a part of the map.
const FILLS: f64 = 0.08;
/// Share of a sea within another from which it counts as a part of it, and how much larger than the frame the other
/// must be for one of the two names to do.
const NESTED: f64 = 0.8;
const MUCH_LARGER: f64 = 1.6;

/// Adds the names of disputes that are large or told of, in place of the same names and of their divisions'.
fn add_disputes(labels: &mut Vec<Label>, disputes: &[Shown]) {
    for dispute in disputes {
        let Some((name, parts)) = dispute.labels.split_first() else { continue };
        let own = |l: &Label| l.text == name.text || l.geometry == name.geometry;
        let mentioned = labels.iter().any(|l| l.mentioned && own(l));
        let country = |l: &Label| matches!(l.style, LabelStyle::Country | LabelStyle::CountryFocus);
        // A territory whose country bears the same name has it once, with what the dispute adds ("(Malvinas)").
        let mut own_country = false;
        for l in labels.iter_mut().filter(|l| country(l)) {
            let (start, rest) = name.text.split_at_checked(l.text.len()).unwrap_or_default();
            if start.eq_ignore_ascii_case(&l.text) && (rest.is_empty() || rest.starts_with(" (")) {
                l.text.clone_from(&name.text);
                own_country = true;
            }
        }
        if own_country || (!dispute.is_large && !mentioned) {
            continue;
        }
        let repeats = |l: &Label| {
            own(l)
                || l.geometry
                    .as_ref()
                    .is_some_and(|g| dispute.divisions.contains(g) && l.kind == PlaceKind::Admin1)
        };
        labels
            .retain(|l| l.style == LabelStyle::CountryFocus || l.style == LabelStyle::Country || !repeats(l));
        let priority = if mentioned { 0.95 } else { name.priority };
        labels.push(Label { priority, mentioned, ..name.clone() });
        labels.extend(parts.iter().cloned());
    }
}

struct List<'a> {
    labels: Vec<Label>,
    seen: BTreeSet<String>,
    ground: Ground<'a>,
}

impl List<'_> {
    fn add(&mut self, place: &Place, style: LabelStyle, priority: f32, mentioned: bool) {
        if matches!(place.kind, PlaceKind::Continent | PlaceKind::Group)
            || !self.seen.insert(place.id.0.clone())
        {
            return;
        }
        let text = self.ground.name(place);
        if text.trim().is_empty() {
            return;
        }
        // The seat of a government that the view does not know is a city like others.
        let is_seat = style != LabelStyle::Capital || self.ground.reach.is_country(&place.country);
        let style = if is_seat { style } else { LabelStyle::City };
        self.labels.push(Label {
            text,
            place: Some(place.id.clone()),
            kind: place.kind,
            style,
            point: place.label_point.unwrap_or(place.point),
            geometry: place.geometry.clone(),
            priority: priority.clamp(0.01, 1.0),
            mentioned,
            offset: None,
        });
    }
}

/// How the name of a place is set.
#[must_use]
pub fn style_of(place: &Place) -> LabelStyle {
    match place.kind {
        PlaceKind::Country | PlaceKind::Dependency => LabelStyle::Country,
        PlaceKind::Admin1 | PlaceKind::Admin2 => LabelStyle::Admin1,
        PlaceKind::Settlement if place.is_capital() => LabelStyle::Capital,
        PlaceKind::Settlement | PlaceKind::Quarter => LabelStyle::City,
        PlaceKind::Dispute => LabelStyle::Dispute,
        PlaceKind::Sea => LabelStyle::Sea,
        PlaceKind::Lake => LabelStyle::Lake,
        PlaceKind::River => LabelStyle::River,
        PlaceKind::Peak => LabelStyle::Peak,
        PlaceKind::Site | PlaceKind::Airport => LabelStyle::Site,
        PlaceKind::Line => LabelStyle::Line,
        PlaceKind::Region
        | PlaceKind::Range
        | PlaceKind::Island
        | PlaceKind::Landform
        | PlaceKind::Park
        | PlaceKind::Continent
        | PlaceKind::Group => LabelStyle::Region,
    }
}
