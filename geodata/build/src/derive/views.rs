//! Who holds each division and how each border is drawn, in every worldview.

use std::collections::BTreeMap;

use super::land::{Land, SourceLine, View};
use super::topology::NONE;
use crate::dispute_parts::Part;
use crate::divisions::Division;

/// Class of a border; the numbers are those of the compact form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Class {
    /// Land against water.
    Coast = 0,
    /// An agreed border.
    International = 1,
    /// A disputed border.
    Disputed = 2,
    /// A border that is not fixed.
    Indefinite = 3,
    /// A line of control or ceasefire line.
    Control = 4,
    /// The edge of a lease.
    Lease = 5,
    /// A border inside a country.
    Admin1 = 6,
    /// Not drawn in this view.
    Hidden = 7,
    /// An edge of the drawing, never stroked.
    Artificial = 8,
}

impl Class {
    fn of(word: &str) -> Option<Self> {
        match word {
            "international" => Some(Self::International),
            "disputed" => Some(Self::Disputed),
            "indefinite" => Some(Self::Indefinite),
            "control" => Some(Self::Control),
            "lease" => Some(Self::Lease),
            "admin-1" => Some(Self::Admin1),
            "hidden" | "overlay" => Some(Self::Hidden),
            _ => None,
        }
    }

    fn is_border(self) -> bool {
        !matches!(self, Self::Admin1 | Self::Hidden)
    }
}

/// Nobody holds it.
pub const NOBODY: u16 = 0x7fff;

/// The rules of all worldviews over one set of divisions.
pub struct Rules<'a> {
    land: &'a Land,
    codes: BTreeMap<&'a str, u16>,
    parts: Vec<&'a Part>,
    part_of: BTreeMap<&'a str, u16>,
}

impl<'a> Rules<'a> {
    /// Indexes the tables.
    #[must_use]
    pub fn new(land: &'a Land) -> Self {
        let codes = (0..).zip(&land.countries).map(|(i, c)| (c.adm0_a3.as_str(), i)).collect();
        let parts: Vec<&Part> = land.disputes.iter().flat_map(|dispute| &dispute.parts).collect();
        let part_of = (0..).zip(&parts).map(|(i, part)| (part.id.as_str(), i)).collect();
        Self { land, codes, parts, part_of }
    }

    /// The parts of all disputes, in order.
    #[must_use]
    pub fn parts(&self) -> &[&'a Part] {
        &self.parts
    }

    /// The number of a country, or [`NOBODY`].
    #[must_use]
    pub fn country(&self, code: &str) -> u16 {
        self.codes.get(code).copied().unwrap_or(NOBODY)
    }

    /// The number of the part that a division belongs to, or [`NONE`].
    #[must_use]
    pub fn part(&self, division: &Division) -> u16 {
        division.dispute.as_deref().and_then(|id| self.part_of.get(id)).copied().unwrap_or(NONE)
    }

    /// Who holds a part in a view, and whether the view says so itself (and draws no dispute).
    #[must_use]
    pub fn holder(&self, view: &View, part: &Part) -> (u16, bool) {
        if let Some(code) = self.said(&view.holds, part) {
            return (self.country(code), true);
        }
        if view.kind == "de-facto" {
            let code = if self.codes.contains_key(part.administrator.as_str()) {
                part.administrator.as_str()
            } else {
                self.land_holder(part)
            };
            return (self.moved(view, code), true);
        }
        (self.moved(view, &part.neutral), false)
    }

    /// Who holds a country's own land in a view.
    #[must_use]
    pub fn moved(&self, view: &View, code: &str) -> u16 {
        self.country(view.countries.get(code).map_or(code, String::as_str))
    }

    /// The country of the divisions that a part consists of.
    fn land_holder(&self, part: &Part) -> &'a str {
        let of_part = |d: &&Division| d.dispute.as_deref() == Some(part.id.as_str());
        self.land.divisions.iter().find(of_part).map_or("", |d| d.adm0.as_str())
    }

    fn said<'t>(&self, table: &'t BTreeMap<String, String>, part: &Part) -> Option<&'t str> {
        let dispute = part.id.split('/').next().unwrap_or_default();
        table.get(&part.id).or_else(|| table.get(dispute)).map(String::as_str)
    }

    /// The classes of a border in all views, in their order.
    #[must_use]
    pub fn classes(&self, left: u16, right: u16, source: u16, artificial: bool) -> Vec<Class> {
        let views = self.land.views.iter();
        if artificial {
            return views.map(|_| Class::Artificial).collect();
        }
        if left == NONE || right == NONE {
            return views.map(|_| Class::Coast).collect();
        }
        let sides = [self.side(left), self.side(right)];
        let line = (source != NONE).then(|| &self.land.lines[usize::from(source)]);
        let neutral = self.neutral(&sides, line);
        views.map(|view| self.class(view, &sides, line, neutral)).collect()
    }

    fn side(&self, division: u16) -> Side<'a> {
        let division = &self.land.divisions[usize::from(division)];
        let part = self.part(division);
        Side { division, part: (part != NONE).then(|| self.parts[usize::from(part)]) }
    }

    /// The class in the neutral view, for every border between two divisions.
    fn neutral(&self, sides: &[Side; 2], line: Option<&SourceLine>) -> Class {
        let given = line.and_then(|line| Class::of(&line.class));
        let [l, r] = sides;
        let same_land = l.division.adm0 == r.division.adm0;
        if l.part_id() == r.part_id() {
            let inner = if same_division(l, r) { Class::Hidden } else { Class::Admin1 };
            return if same_land { inner } else { given.unwrap_or(Class::International) };
        }
        if let Some(class) = edge_rule(l, r).or_else(|| edge_rule(r, l)) {
            return class;
        }
        if let (false, Some(class)) = (same_land, given) {
            return class;
        }
        let rule = [l, r].into_iter().find_map(|side| side.part.and_then(|part| Class::of(&part.edge)));
        match rule {
            Some(class) if same_land || class.is_border() => class,
            _ if same_land => Class::Admin1,
            _ => Class::International,
        }
    }

    fn class(&self, view: &View, sides: &[Side; 2], line: Option<&SourceLine>, neutral: Class) -> Class {
        let [l, r] = sides.each_ref().map(|side| self.owner(view, side));
        let told = sides.iter().find_map(|side| {
            side.part.filter(|_| self.owner(view, side).1).and_then(|part| self.said(&view.lines, part))
        });
        let given = line.and_then(|line| Class::of(line.views.get(&view.code).unwrap_or(&line.class)));
        if !l.1 || !r.1 {
            // One side is drawn as in neutral, and so is its edge.
            return neutral;
        }
        if l.0 == r.0 {
            let same_land = sides[0].division.adm0 == sides[1].division.adm0;
            return match (told.and_then(Class::of), given) {
                (Some(class), _) if sides[0].part_id() != sides[1].part_id() => class,
                (_, Some(Class::Admin1)) => Class::Admin1,
                _ if same_division(&sides[0], &sides[1]) || !same_land => Class::Hidden,
                _ => Class::Admin1,
            };
        }
        if let Some(class) = told.and_then(Class::of) {
            return class;
        }
        if view.kind == "de-facto" && given.is_none() && neutral.is_border() {
            return neutral;
        }
        given.filter(|class| class.is_border()).unwrap_or(Class::International)
    }

    /// Who holds a side, and whether the view draws it as a country's own land.
    fn owner(&self, view: &View, side: &Side) -> (u16, bool) {
        match side.part {
            Some(part) => self.holder(view, part),
            None => (self.moved(view, &side.division.adm0), true),
        }
    }
}

/// One side of a border.
struct Side<'a> {
    division: &'a Division,
    part: Option<&'a Part>,
}

impl Side<'_> {
    fn part_id(&self) -> Option<&str> {
        self.part.map(|part| part.id.as_str())
    }
}

/// What the part on one side says about the other side.
fn edge_rule(side: &Side, other: &Side) -> Option<Class> {
    let edges = &side.part?.edges;
    let by_part = other.part_id().and_then(|id| edges.get(id));
    by_part.or_else(|| edges.get(&other.division.adm0)).and_then(|word| Class::of(word))
}

/// Whether both are pieces of one administrative division.
fn same_division(l: &Side, r: &Side) -> bool {
    let base = |side: &Side| side.division.id.split('~').next().unwrap_or_default().to_owned();
    base(l) == base(r)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn division(id: &str, adm0: &str, dispute: Option<&str>) -> Division {
        let (id, adm0) = (id.to_owned(), adm0.to_owned());
        Division { id, adm0, dispute: dispute.map(str::to_owned), ..Division::default() }
    }

    fn view(code: &str, kind: &str, holds: &[(&str, &str)]) -> View {
        let holds = holds.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        View { code: code.to_owned(), kind: kind.to_owned(), holds, ..View::default() }
    }

    /// Country A with a province P that B claims, whose other province is Q; B lies beyond.
    fn land() -> Land {
        let part = Part {
            id: "p/p".to_owned(),
            neutral: "nobody".to_owned(),
            administrator: "AAA".to_owned(),
            edge: "disputed".to_owned(),
            edges: [("BBB".to_owned(), "control".to_owned())].into(),
            ..Part::default()
        };
        let country =
            |code: &str| super::super::land::Country { adm0_a3: code.to_owned(), ..Default::default() };
        Land {
            divisions: vec![
                division("A-P", "AAA", Some("p/p")),
                division("A-Q", "AAA", None),
                division("B-R", "BBB", None),
            ],
            countries: vec![country("AAA"), country("BBB")],
            disputes: vec![crate::dispute_parts::Dispute {
                id: "p".to_owned(),
                parts: vec![part],
                ..Default::default()
            }],
            views: vec![
                view("neutral", "neutral", &[]),
                view("de-facto", "de-facto", &[]),
                view("a", "national", &[("p", "AAA")]),
                view("b", "national", &[("p", "BBB")]),
            ],
            ..Land::default()
        }
    }

    #[test]
    fn each_view_draws_the_edges_that_follow_from_who_holds_the_land() {
        let land = land();
        let rules = Rules::new(&land);
        use Class::{Admin1, Control, Disputed, Hidden, International};
        assert_eq!(rules.classes(0, 1, NONE, false), [Disputed, Admin1, Admin1, International]);
        assert_eq!(rules.classes(0, 2, NONE, false), [Control, Control, International, Hidden]);
        assert_eq!(rules.classes(1, 2, NONE, false), [International; 4]);
        let holders: Vec<(u16, bool)> =
            land.views.iter().map(|v| rules.holder(v, rules.parts()[0])).collect();
        assert_eq!(holders, [(NOBODY, false), (0, true), (0, true), (1, true)]);
    }
}
