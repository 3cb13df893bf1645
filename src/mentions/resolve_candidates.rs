//! The places that a mention may mean: looked up by its name, and by the name with its feature word.

use crate::geodata::fold::fold;
use crate::geodata::gazetteer::{Gazetteer, NameKind, PlaceRef, Postings};
use crate::mentions::evidence::Evidence;
use crate::model::geo::LonLat;
use crate::model::place::PlaceKind;

/// The most candidates that are weighed for a name; the least important are left out.
const MOST: usize = 48;

/// A place that a mention may mean.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The place.
    pub place: PlaceRef,
    /// What sort of name of it the text uses.
    pub name_kind: NameKind,
    /// What it is.
    pub kind: PlaceKind,
    /// Where it lies, as a unit vector.
    pub at: [f32; 3],
    /// Country code, or empty.
    pub country: &'static str,
    /// Its first-order division, itself if it is one.
    pub division: Option<PlaceRef>,
    /// Whether it is small enough that closeness to its point means something.
    pub compact: bool,
    /// How much of each clue it has.
    pub evidence: Evidence,
    /// Score under the weights.
    pub score: f32,
    /// Probability among the candidates.
    pub share: f32,
    /// Share of the document's other places in the country that most of them are in, if that is not its own.
    pub elsewhere: f32,
}

/// Candidates for a name, the most important first.
#[must_use]
pub fn candidates(gazetteer: &Gazetteer, name: &str) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::new();
    for posting in postings(gazetteer, name).iter().flat_map(Postings::iter) {
        if out.len() < MOST && !out.iter().any(|c| c.place == posting.place) {
            out.push(candidate(gazetteer, posting.place, posting.kind));
        }
    }
    without_parts(out)
}

/// Drops divisions that only borrow the usual name of a disputed area: the bare name means the whole.
fn without_parts(mut found: Vec<Candidate>) -> Vec<Candidate> {
    let whole = |c: &Candidate| c.kind == PlaceKind::Dispute && c.name_kind == NameKind::Canonical;
    if found.iter().any(whole) {
        found.retain(|c| c.kind != PlaceKind::Admin1 || c.name_kind == NameKind::Canonical);
    }
    found
}

/// Postings for the name as it stands, or else without article, possessive or words that only narrow it. Where the
/// whole is only a lesser name ("Dublin City"), those of the shorter one come into question too.
fn postings(gazetteer: &Gazetteer, name: &str) -> Vec<Postings<'static>> {
    let folded = fold(trim_possessive(name));
    let mut rest = folded.trim_matches(',');
    let mut out = Vec::new();
    loop {
        if let Some(found) = gazetteer.lookup_folded(rest) {
            out.push(found);
            let lesser = found.iter().all(|p| matches!(p.kind, NameKind::Alternate | NameKind::Former));
            if out.len() > 1 || !lesser {
                return out;
            }
        }
        match without_narrowing(rest) {
            Some(shorter) => rest = shorter,
            None => return out,
        }
    }
}

/// The name without `'s` or a bare apostrophe at its end.
#[must_use]
pub fn trim_possessive(name: &str) -> &str {
    let name = name.trim();
    ["'s", "’s", "'S", "’S", "'", "’"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name)
}

/// Takes one word off that narrows a place or says its kind: "northern Gaza", "the city of Herat", "Kunar province".
fn without_narrowing(folded: &str) -> Option<&str> {
    const BEFORE: &[&str] = &[
        "the ",
        "northern ",
        "southern ",
        "eastern ",
        "western ",
        "central ",
        "north ",
        "south ",
        "east ",
        "west ",
        "northeastern ",
        "northwestern ",
        "southeastern ",
        "southwestern ",
        "northeast ",
        "northwest ",
        "southeast ",
        "southwest ",
        "upper ",
        "lower ",
        "inner ",
        "outer ",
        "greater ",
        "downtown ",
        "mid ",
        "city of ",
        "town of ",
        "village of ",
        "province of ",
        "state of ",
        "county of ",
        "district of ",
        "region of ",
        "island of ",
        "port of ",
        "republic of ",
        "kingdom of ",
        "commonwealth of ",
        "municipality of ",
        "township of ",
        "borough of ",
        "old ",
        "new ",
    ];
    const AFTER: &[&str] = &[
        " province",
        " state",
        " region",
        " district",
        " county",
        " prefecture",
        " governorate",
        " oblast",
        " city",
        " town",
        " village",
        " township",
        " municipality",
        " island",
        " islands",
        " area",
        " department",
        " division",
        " territory",
        " proper",
        " metropolitan area",
        " metro",
        " valley",
        " coast",
        " border",
        " peninsula",
        " borough",
        " parish",
        " federal district",
        " suburb",
        " counties",
        " provinces",
        " sub county",
        " subcounty",
        " kingdom",
        " dc",
    ];
    let before = BEFORE.iter().find_map(|word| folded.strip_prefix(word));
    before.or_else(|| AFTER.iter().find_map(|word| folded.strip_suffix(word))).filter(|rest| rest.len() > 2)
}

/// A place as a candidate, not yet weighed.
#[must_use]
pub fn candidate(gazetteer: &Gazetteer, place: PlaceRef, name_kind: NameKind) -> Candidate {
    let kind = gazetteer.kind(place);
    Candidate {
        place,
        name_kind,
        kind,
        at: unit(gazetteer.point(place)),
        country: gazetteer.country_code(place),
        division: if kind == PlaceKind::Admin1 { Some(place) } else { gazetteer.admin1(place) },
        compact: gazetteer.radius(place) < 120,
        evidence: Evidence::default(),
        score: 0.0,
        share: 0.0,
        elsewhere: 0.0,
    }
}

/// A position as a unit vector.
#[must_use]
pub fn unit(point: LonLat) -> [f32; 3] {
    let (lon, lat) = (point.lon.to_radians(), point.lat.to_radians());
    let flat = libm::cos(lat);
    [(flat * libm::cos(lon)) as f32, (flat * libm::sin(lon)) as f32, libm::sin(lat) as f32]
}

/// How close two positions are: 1 at the same place, a half at about `half` km, 0 far away.
#[must_use]
pub fn closeness(a: &[f32; 3], b: &[f32; 3], half: f32) -> f32 {
    let chord: f32 = a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum();
    let unit = half / 6371.0;
    1.0 / (1.0 + chord / (unit * unit))
}

#[cfg(test)]
mod tests {
    use super::candidates;
    use crate::geodata::gazetteer::Gazetteer;

    #[test]
    fn a_disputed_area_keeps_its_bare_name() {
        let gazetteer = Gazetteer::bundled().unwrap();
        let found = candidates(gazetteer, "Kashmir");
        assert!(found.iter().any(|c| gazetteer.id(c.place) == "region:kashmir"));
        assert!(found.iter().all(|c| gazetteer.name(c.place) != "Azad Kashmir"));
    }
}
