//! Chooses the frame from the story: where most of what it tells lies, without what lies far from the rest.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::model::event::Event;
use crate::model::geo::{Bounds, LonLat};
use crate::model::place::{Place, PlaceId, PlaceKind};
use crate::plan::ground::Ground;
use crate::plan::options::{FocusOn, PlanOptions};
use crate::plan::scope::{Wish, around, intersects, scope, share_inside, size, union};
use crate::plan::story::CountryWeight;

/// Degrees of latitude that a point brings with it: a lone one, one among towns, one among sites and quarters.
const LONE_POINT: f64 = 1.2;
const TOWN: f64 = 0.24;
const SITE: f64 = 0.05;
/// Points from which a story has a shape of its own and needs no room around each.
const SEVERAL: usize = 3;
/// Share of what the story tells that the frame holds, however far it must reach.
const HELD: f64 = 0.74;
/// Share that is enough where the next place lies so far out that the frame would grow this many times, in area.
const HELD_AT_LEAST: f64 = 0.54;
const FAR_OUT: f64 = 8.0;
/// The same for a frame up to this height, degrees: one about a city or a strip of land.
const FAR_OUT_LOCAL: f64 = 5.0;
const LOCAL: f64 = 1.2;
/// How far the frame may grow, in area, for one more place of the news, and for one that is only named.
const NEWS_STRETCH: f64 = 4.0;
const NAMED_STRETCH: f64 = 3.0;
/// Countries with this share of the heaviest one's weight lead the story: where several do and the news names few
/// places of its own, the frame shows them whole if it can.
const LEADING: f64 = 0.5;
/// How far it may reach for that.
const LEADING_REACH: f64 = 2.2;
/// Margin around what must be seen, as a share of the frame's height; and around a few towns, which say little by
/// themselves of where they lie.
const MARGIN: f64 = 0.09;
const MARGIN_OF_TOWNS: f64 = 0.3;
const FEW_TOWNS: usize = 4;
const TOWNS_HEIGHT: f64 = 3.0;
/// Areas higher than this say where no more exactly than a country does, degrees.
const WIDE_AREA: f64 = 25.0;
/// A story that names this many countries beyond the frame is about all of them.
const MANY_COUNTRIES: usize = 4;
const MOST_BESIDES: usize = 9;
/// A frame wider than this shows the world from its usual side, without Antarctica.
const HALF_ROUND: f64 = 190.0;
const INHABITED: Bounds = Bounds { west: -180.0, south: -57.0, east: 180.0, north: 80.0 };
/// Southern edge of a frame about the North Pole, degrees.
const POLAR: f64 = 50.0;
/// Share of a story's weight north of it from which the story lies about the pole.
const NORTHERN: f32 = 0.8;
/// Such a story shows a country whole if that makes the frame at most this much larger.
const WHOLE: f64 = 1.35;
/// The same for the country that the story is about first of all.
const FOREMOST_WHOLE: f64 = 1.8;
/// Countries up to this share of the highest score are named in passing.
const IN_PASSING: f32 = 0.12;
/// What being named weighs by itself, and the power of the score: title and lead count, passing mentions hardly do.
const NAMED: f64 = 0.02;
const EMPHASIS: f64 = 1.5;
/// A story that is about a country and names nothing in it with this share of its score shows it whole.
const FINER: f32 = 0.5;

/// What the frame is chosen from.
#[derive(Clone, Copy)]
pub struct Content<'a> {
    /// Events of the story.
    pub events: &'a [Event],
    /// Places that it names, with their focus score, highest first.
    pub named: &'a [(&'a Place, f32)],
    /// Countries in focus, heaviest first.
    pub focus: &'a [Place],
    /// The weight of countries.
    pub weights: &'a [CountryWeight],
}

/// A place that pulls the frame.
#[derive(Debug, Clone, Copy)]
struct Pull<'a> {
    place: &'a Place,
    bounds: Bounds,
    weight: f64,
    news: bool,
}

/// The frame: what the caller asks for, else what the story needs.
///
/// # Errors
/// If the story has no place, or the caller asks for an unknown one.
pub fn frame(options: &PlanOptions, content: Content<'_>, ground: Ground<'_>) -> Result<Bounds> {
    match &options.focus {
        Some(FocusOn::Box(bounds)) => return Ok(*bounds),
        Some(FocusOn::Place(name)) => return asked_for(name, ground),
        None => {}
    }
    let pulls = pulls(content, ground);
    let mut wishes = Vec::new();
    let mut core: Vec<Bounds> = match about_a_country(content, &pulls, ground) {
        Some(country) => vec![ground.bounds(country)],
        None => held(&pulls, &mut wishes).into_iter().collect(),
    };
    let own_shape = pulls.len() >= SEVERAL;
    wishes.extend(country_wishes(content, own_shape, ground));
    if core.is_empty() {
        core.extend(content.focus.first().map(|c| ground.bounds(c)));
    }
    if core.is_empty() {
        core.extend(content.named.iter().take(3).map(|(p, _)| ground.bounds(p)));
    }
    let (chosen, _) = scope(&core, &wishes).ok_or_else(|| {
        Error::new(ErrorKind::NothingToMap, "no place was found that a map could show")
            .with_hint("'dateline inspect ARTICLE --classes all' lists everything that looks like a place")
    })?;
    let placed = pulls.iter().filter(|p| p.news).count() >= SEVERAL;
    let chosen = whole_island(chosen, &pulls, content.focus, ground);
    let chosen = of_many_countries(chosen, placed, content, ground);
    let seen: Vec<&Pull<'_>> = pulls.iter().filter(|p| holds(chosen, p.bounds)).collect();
    let few_towns = chosen.height() < TOWNS_HEIGHT
        && seen.len() <= FEW_TOWNS
        && seen.iter().all(|p| p.place.kind == PlaceKind::Settlement);
    let margin = if few_towns { MARGIN_OF_TOWNS } else { MARGIN };
    let frame = with_margin(chosen, margin);
    Ok(round_the_pole(frame, is_northern(content.named)))
}

/// The country that a story is about as a whole: its foremost place, where no event and no place named with any weight
/// is finer.
fn about_a_country<'a>(content: Content<'a>, pulls: &[Pull<'_>], ground: Ground<'_>) -> Option<&'a Place> {
    let (foremost, score) =
        content.named.iter().find(|(p, _)| !matches!(p.kind, PlaceKind::Continent | PlaceKind::Group))?;
    let finer = |(p, other): &(&Place, f32)| {
        *other >= score * FINER
            && !matches!(p.kind, PlaceKind::Country | PlaceKind::Continent | PlaceKind::Group)
    };
    if is_clustered(foremost, content.named, ground) {
        return None;
    }
    let own = |(p, _): &&(&Place, f32)| p.kind == PlaceKind::Admin1 && p.country == foremost.country;
    if foremost.kind == PlaceKind::Country && content.named.iter().filter(own).count() >= MANY_DIVISIONS {
        return Some(*foremost);
    }
    let is_whole = foremost.kind == PlaceKind::Country
        && !pulls.iter().any(|p| p.news)
        && pulls.len() < MANY_PLACES
        && !content.named.iter().any(finer);
    is_whole.then_some(*foremost)
}

/// Whether the towns that a story names in a country lie in one corner of it.
fn is_clustered(country: &Place, named: &[(&Place, f32)], ground: Ground<'_>) -> bool {
    let towns: Vec<Bounds> = named
        .iter()
        .filter(|(p, _)| p.kind.is_pointlike() && p.country == country.country)
        .map(|(p, _)| around(p.label_point.unwrap_or(p.point), TOWN))
        .collect();
    let several = towns.len() >= SEVERAL;
    let whole = ground.bounds(country);
    towns.into_iter().reduce(union).is_some_and(|corner| several && size(corner) < size(whole) * CORNER)
}

/// Share of a country, in area, that is a corner of it.
const CORNER: f64 = 0.08;

/// First-order divisions of a country from which a story is about the whole: an election, a census.
const MANY_DIVISIONS: usize = 5;
/// Places from which a story has a shape of its own, whatever it is about.
const MANY_PLACES: usize = 6;

/// The places that pull: those of the news, and those of countries in focus that the story names.
fn pulls<'a>(content: Content<'a>, ground: Ground<'_>) -> Vec<Pull<'a>> {
    let mut found: BTreeMap<&PlaceId, (&Place, f64, bool)> = BTreeMap::new();
    for event in content.events.iter().filter(|e| e.news) {
        for p in &event.places {
            let entry = found.entry(&p.place.id).or_insert((&p.place, 0.0, true));
            entry.1 += f64::from(event.importance.max(0.3)) / event.places.len().max(1) as f64;
            entry.2 = true;
        }
    }
    share_out(content, &mut found);
    let codes: Vec<&str> = content.focus.iter().map(|f| f.country.as_str()).collect();
    let close = |p: &Place| p.country.is_empty() || codes.contains(&p.country.as_str());
    for (place, score) in content.named {
        let known = found.contains_key(&place.id);
        if known || close(place) {
            found.entry(&place.id).or_insert((place, 0.0, false)).1 +=
                NAMED + libm::pow(f64::from(*score), EMPHASIS);
        }
    }
    let narrow: Vec<_> = found.into_values().filter(|(p, ..)| !is_wide(p, ground)).collect();
    // An area that the story fills with places of its own is there for them: it may be larger than the story.
    let holders: BTreeSet<&PlaceId> = narrow.iter().flat_map(|(p, ..)| &p.parents).collect();
    let points = |site: bool| {
        let is_site = |p: &Place| p.kind != PlaceKind::Settlement;
        narrow.iter().filter(|(p, ..)| p.kind.is_pointlike() && (!site || is_site(p))).count() >= SEVERAL
    };
    let height = match (points(true), points(false)) {
        (true, _) => SITE,
        (false, true) => TOWN,
        (false, false) => LONE_POINT,
    };
    let is_lone = |p: &Place| {
        let of_country = |q: &Place| q.country == p.country && q.id != p.id;
        !p.country.is_empty()
            && !content.named.iter().any(|(q, _)| of_country(q))
            && !narrow.iter().any(|(q, ..)| of_country(q))
    };
    let pull = |(place, weight, news): &(&'a Place, f64, bool)| {
        let bounds = bounds(place, height, ground);
        let holds = holders.contains(&place.id) && !news && bounds.height() > LARGE_HOLDER;
        let share = if holds { 0.2 } else { 1.0 } * if is_lone(place) { LONE } else { 1.0 };
        Pull { place, bounds, weight: weight * share, news: *news }
    };
    narrow.iter().map(pull).collect()
}

/// What the article only places in a country weighs on the towns that it names there: floods "in Spain" are where the
/// flooded towns are.
fn share_out<'a>(content: Content<'a>, found: &mut BTreeMap<&'a PlaceId, (&'a Place, f64, bool)>) {
    let is_country = |p: &Place| matches!(p.kind, PlaceKind::Country);
    let wide = content.events.iter().filter(|e| e.news && !e.places.is_empty());
    for event in wide.filter(|e| e.places.iter().all(|p| is_country(&p.place))) {
        let within = |p: &Place| event.places.iter().any(|e| e.place.country == p.country);
        let towns: Vec<&(&Place, f32)> =
            content.named.iter().filter(|(p, _)| p.kind.is_pointlike() && within(p)).collect();
        if towns.len() < SEVERAL {
            continue;
        }
        let total: f32 = towns.iter().map(|(_, score)| score).sum();
        for (place, score) in towns {
            let share = f64::from(event.importance.max(0.3) * score / total.max(1e-6));
            found.entry(&place.id).or_insert((place, 0.0, false)).1 += share;
        }
    }
}

/// What is left of the weight of a place of which country the story names nothing else: often a namesake.
const LONE: f64 = 0.3;
/// Areas up to this height count in full also where the story names places in them, degrees.
const LARGE_HOLDER: f64 = 6.0;
/// An island group or province up to this height is shown whole around the one or two places of a story, degrees.
const WHOLE_HOLDER: f64 = 7.0;

fn bounds(place: &Place, height: f64, ground: Ground<'_>) -> Bounds {
    if place.kind.is_pointlike() {
        around(place.label_point.unwrap_or(place.point), height)
    } else {
        ground.bounds(place)
    }
}

/// The box around most of the weight, grown from where it is densest; what is left becomes a wish.
fn held(pulls: &[Pull<'_>], wishes: &mut Vec<Wish>) -> Option<Bounds> {
    let total: f64 = pulls.iter().map(|p| p.weight).sum();
    let start = densest(pulls)?;
    let mut frame = pulls[start].bounds;
    let mut inside = vec![false; pulls.len()];
    loop {
        let mut weight = 0.0;
        for (pull, inside) in pulls.iter().zip(&mut inside) {
            *inside |= holds(frame, pull.bounds);
            weight += if *inside { pull.weight } else { 0.0 };
        }
        if weight >= total * HELD {
            break;
        }
        let price = |p: &Pull<'_>| {
            (libm::log(size(union(frame, p.bounds)) / size(frame)) + 0.05) / p.weight.max(1e-6)
        };
        let outside = pulls.iter().zip(&inside).filter(|(_, inside)| !**inside).map(|(p, _)| p);
        let Some(next) = outside.min_by(|a, b| price(a).total_cmp(&price(b))) else { break };
        let grown = union(frame, next.bounds);
        let far_out = if frame.height() < LOCAL { FAR_OUT_LOCAL } else { FAR_OUT };
        if weight >= total * HELD_AT_LEAST && size(grown) > size(frame) * far_out {
            break;
        }
        frame = grown;
    }
    let mut rest: Vec<&Pull<'_>> = pulls.iter().zip(&inside).filter(|(_, i)| !**i).map(|(p, _)| p).collect();
    rest.sort_by(|a, b| b.news.cmp(&a.news).then(b.weight.total_cmp(&a.weight)));
    wishes.extend(rest.into_iter().map(|p| Wish {
        bounds: p.bounds,
        stretch: if p.news { NEWS_STRETCH } else { NAMED_STRETCH },
        reach: if p.place.kind == PlaceKind::Line { LEADING_REACH } else { 0.0 },
    }));
    Some(frame)
}

/// Whether the frame holds the whole box, but for rounding.
fn holds(frame: Bounds, b: Bounds) -> bool {
    let both = union(frame, b);
    both.width() - frame.width() < 1e-6 && both.height() - frame.height() < 1e-6
}

/// The place from which the way to all others, by weight, is shortest.
fn densest(pulls: &[Pull<'_>]) -> Option<usize> {
    let way = |from: &Pull<'_>| -> f64 {
        pulls.iter().map(|to| to.weight * apart(from.bounds.center(), to.bounds.center())).sum()
    };
    // Ways of the same length: the heavier place.
    let ways: Vec<f64> = pulls.iter().map(way).collect();
    (0..pulls.len())
        .min_by(|&a, &b| ways[a].total_cmp(&ways[b]).then(pulls[b].weight.total_cmp(&pulls[a].weight)))
}

/// A distance that grows ever more slowly, so that what lies very far pulls no more than what lies far.
fn apart(a: LonLat, b: LonLat) -> f64 {
    let turn = (a.lon - b.lon).abs();
    let lon = turn.min(360.0 - turn) * libm::cos(f64::midpoint(a.lat, b.lat).to_radians());
    libm::log1p(libm::hypot(lon, a.lat - b.lat))
}

/// Capitals and countries that the frame takes in where it costs little.
fn country_wishes(content: Content<'_>, own_shape: bool, ground: Ground<'_>) -> Vec<Wish> {
    let focus = content.focus;
    let mut wishes = Vec::new();
    if focus.len() > 1 {
        let capitals = ground.capitals(focus);
        let seats = focus.iter().filter_map(|f| capitals.iter().find(|c| c.country == f.country));
        let seat = |c: &Place| Wish {
            bounds: around(c.label_point.unwrap_or(c.point), LONE_POINT),
            stretch: if own_shape { 1.35 } else { 2.5 },
            reach: 0.0,
        };
        wishes.extend(seats.map(seat));
    }
    let stretch = if focus.len() > 1 { 2.2 } else { 3.0 };
    let leading = content.weights.iter().filter(|c| c.weight >= LEADING).count();
    wishes.extend(focus.iter().enumerate().map(|(i, c)| {
        let reach = if leading > 1 && i < leading && !own_shape { LEADING_REACH } else { 0.0 };
        Wish { bounds: ground.bounds(c), stretch, reach }
    }));
    wishes
}

/// The frame of a story at one or two places: all of the island group, small country or small province that it is about
/// as well, so that a reader sees a shape that he knows.
fn whole_island(chosen: Bounds, pulls: &[Pull<'_>], focus: &[Place], ground: Ground<'_>) -> Bounds {
    let points = pulls.iter().filter(|p| p.place.kind.is_pointlike() && holds(chosen, p.bounds)).count();
    let heaviest = pulls.iter().map(|p| p.weight).fold(0.0, f64::max);
    if points >= SEVERAL {
        return chosen;
    }
    let is_told = |p: &&Pull<'_>| {
        matches!(p.place.kind, PlaceKind::Admin1 | PlaceKind::Island) && p.weight > heaviest * FOREMOST
    };
    let told = pulls.iter().filter(is_told).map(|p| p.bounds);
    let countries = focus.first().map(|country| ground.bounds(country));
    let holds = |b: &Bounds| b.height() <= WHOLE_HOLDER && share_inside(chosen, *b) > 0.8;
    told.chain(countries).filter(holds).fold(chosen, union)
}

/// Share of the heaviest place's weight from which a story is about a place as well.
const FOREMOST: f64 = 0.3;

/// The frame of a story that names many countries without saying where in them: a summit, a vote, a tour.
fn of_many_countries(chosen: Bounds, placed: bool, content: Content<'_>, ground: Ground<'_>) -> Bounds {
    let least = content.named.first().map_or(0.0, |(_, score)| score * IN_PASSING);
    let countries: Vec<(&Place, f64)> = content
        .named
        .iter()
        .filter(|(p, score)| p.kind == PlaceKind::Country && *score >= least)
        .map(|(p, score)| (*p, f64::from(*score)))
        .collect();
    let has_place = |code: &str| {
        content.events.iter().flat_map(|e| &e.places).any(|p| {
            p.place.country == code
                && p.place.kind != PlaceKind::Country
                && intersects(ground.bounds(&p.place), chosen)
        })
    };
    let shown = |country: &Place, frame: Bounds| {
        frame.contains(country.label_point.unwrap_or(country.point)) || has_place(&country.country)
    };
    let beyond = countries.iter().filter(|(c, _)| !shown(c, chosen)).count();
    // A story that is about a place or has news at several, and names countries besides (the homes of a crew), needs
    // many of them.
    let is_country = |(p, _): &(&Place, f32)| p.kind == PlaceKind::Country;
    let by_country = content.named.first().is_some_and(is_country) && !placed;
    let least = if by_country { MANY_COUNTRIES } else { MOST_BESIDES };
    if beyond < least {
        return chosen;
    }

    let total: f64 = countries.iter().map(|(_, weight)| weight).sum();
    let mut frame = chosen;
    loop {
        let (inside, outside): (Vec<_>, Vec<_>) = countries.iter().partition(|(c, _)| shown(c, frame));
        if inside.iter().map(|(_, weight)| weight).sum::<f64>() >= total * 0.9 {
            return inside.iter().fold(frame, |frame, (c, _)| {
                let whole = union(frame, ground.bounds(c));
                let foremost = content.named.first().is_some_and(|(first, _)| first.id == c.id);
                let most = if foremost { FOREMOST_WHOLE } else { WHOLE };
                if size(whole) <= size(frame) * most { whole } else { frame }
            });
        }
        let grown = |c: &Place| union(frame, ground.bounds(c));
        let price = |(c, weight): &(&Place, f64)| (libm::log(size(grown(c)) / size(frame)) + 0.05) / weight;
        let Some(next) = outside.iter().min_by(|a, b| price(a).total_cmp(&price(b))) else { return frame };
        frame = grown(next.0);
    }
}

/// A frame around most of the globe shows all of it: about the pole if the story lies there, else the world.
fn round_the_pole(b: Bounds, northern: bool) -> Bounds {
    match b {
        b if b.width() > HALF_ROUND - 50.0 && (northern || b.south > 20.0) => {
            Bounds { west: -180.0, east: 180.0, south: b.south.max(POLAR), north: 90.0 }
        }
        b if b.width() > HALF_ROUND && b.north > -40.0 => INHABITED,
        b => b,
    }
}

/// Whether nearly all that a story names, by weight, lies about the North Pole.
fn is_northern(named: &[(&Place, f32)]) -> bool {
    let weight = |north: bool| -> f32 {
        named.iter().filter(|(p, _)| !north || p.point.lat > POLAR).map(|(_, score)| score).sum()
    };
    weight(true) > weight(false) * NORTHERN
}

/// The frame with some air around it.
fn with_margin(b: Bounds, share: f64) -> Bounds {
    let by = b.height() * share;
    let corners = [LonLat::new(b.west, b.south), LonLat::new(b.east, b.north)];
    corners.into_iter().map(|corner| around(corner, by * 2.0)).fold(b, union)
}

/// Whether a place is too wide to say where something happened.
fn is_wide(place: &Place, ground: Ground<'_>) -> bool {
    matches!(place.kind, PlaceKind::Country | PlaceKind::Continent | PlaceKind::Group)
        || (matches!(place.kind, PlaceKind::Sea | PlaceKind::Region | PlaceKind::Range | PlaceKind::River)
            && ground.bounds(place).height() > WIDE_AREA)
}

fn asked_for(name: &str, ground: Ground<'_>) -> Result<Bounds> {
    let g = ground.gazetteer;
    let found = g.by_id(name).or_else(|| g.lookup(name).and_then(|p| p.iter().next().map(|p| p.place)));
    found
        .map(|p| g.place(p))
        .map(|p| if p.kind.is_pointlike() { around(p.point, LONE_POINT) } else { ground.bounds(&p) })
        .ok_or_else(|| {
            Error::new(ErrorKind::Options, format!("--focus '{name}' is no known place"))
                .with_hint("'dateline places NAME' searches; or give WEST,SOUTH,EAST,NORTH in degrees")
        })
}

#[cfg(test)]
mod tests {
    use super::{Pull, held};
    use crate::model::geo::{Bounds, LonLat};
    use crate::model::place::{Place, PlaceId, PlaceKind};
    use crate::plan::scope::around;

    fn place(lon: f64, lat: f64) -> Place {
        Place {
            rank: 3,
            ..Place::bare(PlaceId(format!("{lon} {lat}")), "", PlaceKind::Settlement, LonLat::new(lon, lat))
        }
    }

    fn frame_of(points: &[(f64, f64, f64)]) -> Option<(Bounds, usize)> {
        let places: Vec<Place> = points.iter().map(|(lon, lat, _)| place(*lon, *lat)).collect();
        let pull = |(place, (_, _, weight)): (_, &(f64, f64, f64))| {
            let place: &Place = place;
            Pull { place, bounds: around(place.point, 0.2), weight: *weight, news: true }
        };
        let pulls: Vec<Pull<'_>> = places.iter().zip(points).map(pull).collect();
        let mut wishes = Vec::new();
        held(&pulls, &mut wishes).map(|frame| (frame, wishes.len()))
    }

    #[test]
    fn a_place_far_from_the_rest_is_only_wished_for() {
        let (frame, wishes) =
            frame_of(&[(178.0, -17.5, 1.0), (179.3, -17.3, 1.0), (-178.9, -17.2, 1.0), (-7.0, 14.0, 0.8)])
                .unwrap_or((Bounds::WORLD, 0));
        assert!(frame.width() < 5.0 && wishes == 1, "{frame:?} {wishes}");
    }

    #[test]
    fn a_story_spread_over_a_continent_gets_it() {
        let route = [
            (-77.0, 8.5, 1.0),
            (-79.5, 9.0, 1.0),
            (-84.0, 10.0, 1.0),
            (-90.5, 14.6, 1.0),
            (-106.5, 31.7, 1.0),
        ];
        let (frame, wishes) = frame_of(&route).unwrap_or((Bounds::WORLD, 9));
        assert!(frame.width() > 10.0 && wishes <= 1, "{frame:?} {wishes}");
        assert!(frame_of(&[]).is_none());
    }
}
