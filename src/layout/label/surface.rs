//! Where the name of a surface may stand: inside, along its middle line, or beside it if it is small.

use crate::layout::label::area::Mask;
use crate::layout::label::boxes::{Area, Point};
use crate::layout::label::candidates::Context;
use crate::layout::label::curve::upon;
use crate::layout::label::item::{Align, Candidate, Off, Variant};
use crate::layout::label::side::{SIDES, beside_dot};

/// A surface with no straight place as cheap as this may bear its name along its middle line.
const GOOD: f64 = 0.9;

/// A country with a place inside as cheap as this does not have its name beside it, where it may seem another's.
const FITS: f64 = 1.5;

/// What it costs to stand wholly outside of one's surface, in proportion.
const OVER_THE_EDGE: f64 = 4.5;

/// What it costs a country's name to stand wholly on its neighbors.
const ABROAD: f64 = 2.5;

/// Distances from a small surface, pixels, with their costs; and what each pixel of a name beside one costs.
const BESIDE: [(f64, f64); 2] = [(0.0, 0.0), (8.0, 0.3)];
const LONG: f64 = 0.004;

/// Share of a country's name on its neighbors from which a line must lead from it.
const MOST_ABROAD: f64 = 0.5;

/// Lengths of lines that lead from a surface, pixels, with their costs.
const LEADERS: [(f64, f64); 4] = [(16.0, 1.2), (28.0, 1.5), (44.0, 2.0), (66.0, 2.6)];

/// Half the depth of the largest surface that may have its name beside it, as if it were a dot, pixels.
const WIDEST_BESIDE: f64 = 30.0;

/// Proposals that are cheaper than the next way to set a name, from which on it is not tried.
const ENOUGH: usize = 7;

/// Share of a name that lies inside of its surface, unless it may stand beside it.
const LEAST_INSIDE: f64 = 0.86;

impl Context<'_> {
    /// Proposals for the name of a surface.
    pub(super) fn in_area(
        &self,
        rings: &[Vec<Point>],
        at: Option<Point>,
        [curved, beside]: [bool; 2],
        off: Off,
        frame: &Area,
    ) -> Vec<Candidate> {
        let least = if beside { 0.5 } else { LEAST_INSIDE };
        let mut found = Vec::new();
        let islands = if off == Off::Land { self.obstacles.land() } else { &[] };
        let Some(mask) = Mask::without(rings, islands, frame) else { return found };
        let Some(middle) = mask.middle() else { return found };
        let toward = at
            .filter(|p| frame.distance(*p) < 1e-9)
            .map_or(middle, |p| [0, 1].map(|i| 0.5 * p[i] + 0.5 * middle[i]));
        for (number, variant) in self.item.variants.iter().enumerate() {
            let (width, height) = (variant.width(), variant.height());
            // Where a better way to set the name has room enough, the others are not needed.
            if found.iter().filter(|one: &&Candidate| one.cost < variant.cost).count() >= ENOUGH {
                break;
            }
            for ([x, y], share) in mask.rooms([width, height], least, toward, 10) {
                let place = Area::new(x - width / 2.0, y - height / 2.0, x + width / 2.0, y + height / 2.0);
                let far = libm::hypot(x - toward[0], y - toward[1]) / libm::sqrt(mask.surface()).max(1.0);
                let foreign = self.on_foreign_land(&place, &mask, off);
                let cost = variant.cost + 0.6 * far + OVER_THE_EDGE * (1.0 - share) + foreign;
                let anchor = [x, place.y0 + variant.ascent];
                found.extend(self.finish(number, Align::Middle, anchor, place, cost, [x, y], None));
            }
        }
        let fits = found.iter().any(|one: &Candidate| one.cost < GOOD);
        if curved || !fits {
            self.add_curved(&mask, &mut found);
        }
        let fits = found.iter().any(|one: &Candidate| one.cost < FITS);
        if beside && (found.is_empty() || (off.is_land_outside() && !fits)) {
            self.beside_area(rings, &mask, off, frame, &mut found);
        }
        found
    }

    /// What it costs a country's name to stand on its neighbors.
    fn on_foreign_land(&self, place: &Area, own: &Mask, off: Off) -> f64 {
        if off.is_land_outside() { ABROAD * self.obstacles.foreign_land(place, own) } else { 0.0 }
    }

    /// Names that follow the middle line of a long surface.
    fn add_curved(&self, mask: &Mask, found: &mut Vec<Candidate>) {
        let spine = mask.spine();
        for (number, variant) in self.item.variants.iter().enumerate() {
            for along in upon(&spine, variant, self.item.halo, 6) {
                let n = along.boxes.len().max(1) as f64;
                let inside = along.boxes.iter().map(|b| mask.share(b)).sum::<f64>() / n;
                if inside < LEAST_INSIDE {
                    continue;
                }
                let cost = variant.cost + 0.25 + along.cost + 3.0 * (1.0 - inside);
                found.extend(self.finish_along(number, along, cost));
            }
        }
    }

    /// For a surface that is too small: beside its largest part, as if that were a dot.
    fn beside_area(
        &self,
        rings: &[Vec<Point>],
        mask: &Mask,
        off: Off,
        frame: &Area,
        found: &mut Vec<Candidate>,
    ) {
        let extents = rings.iter().filter_map(|ring| Area::around(ring.iter().copied()));
        let visible = extents.filter(|extent| frame.distance(extent.center()) < 1e-9);
        let largest = visible.max_by(|a, b| (a.width() * a.height()).total_cmp(&(b.width() * b.height())));
        let Some(part) = largest else { return };
        let thickness = mask.surface() / libm::hypot(part.width(), part.height());
        let small = part.width().min(part.height()).min(thickness.max(1.0) * 1.5) / 2.0;
        if small > WIDEST_BESIDE && !found.is_empty() {
            return;
        }
        let radius = small.clamp(1.0, WIDEST_BESIDE);
        let start = self.start_of_line(mask).filter(|_| off.is_land_outside());
        for (number, variant) in self.item.variants.iter().enumerate() {
            let steps = BESIDE.iter().flat_map(|step| SIDES.iter().map(move |side| (step, side)));
            for ((gap, far), side) in steps {
                let (align, anchor, place) = beside_dot(variant, part.center(), radius + gap, side);
                let foreign = self.on_foreign_land(&place, mask, off);
                // On its neighbors a name would seem to be theirs, unless a line leads from it.
                if off == Off::ForeignLand && foreign > ABROAD * MOST_ABROAD {
                    continue;
                }
                // A long name points less clearly at a small surface than one in two lines.
                let long = variant.width() * LONG;
                let cost = variant.cost + side.cost + 0.5 + far + foreign + long;
                found.extend(self.finish(number, align, anchor, place, cost, part.center(), None));
            }
            if let Some(start) = start {
                self.led_from(start, radius, mask, (number, variant), found);
            }
        }
    }

    /// Where a line may lead from a surface: near its middle, clear of marks that stand there.
    fn start_of_line(&self, mask: &Mask) -> Option<Point> {
        let middle = mask.middle()?;
        let is_free = |at: &Point| {
            let around = Area::new(at[0], at[1], at[0], at[1]).grown(2.0);
            self.obstacles.allows(&around, self.index)
        };
        let others = || mask.rooms([4.0, 4.0], 0.9, middle, 12).into_iter().map(|(at, _)| at);
        Some(std::iter::once(middle).filter(is_free).chain(others()).find(is_free).unwrap_or(middle))
    }

    /// Names of a small country tied to it by a line.
    fn led_from(
        &self,
        start: Point,
        radius: f64,
        mask: &Mask,
        (number, variant): (usize, &Variant),
        found: &mut Vec<Candidate>,
    ) {
        for (length, far) in LEADERS.map(|(length, cost)| (length, cost * self.width_factor)) {
            for side in &SIDES {
                let reach = (length + radius) * side.scale();
                let end = [start[0] + side.dx * reach, start[1] + side.dy * reach];
                let (align, anchor, place) = beside_dot(variant, end, 1.5, &side.level());
                let foreign = ABROAD * self.obstacles.foreign_land(&place, mask);
                let cost = variant.cost + side.cost + far + 0.3 * foreign + variant.width() * LONG;
                found.extend(self.finish(number, align, anchor, place, cost, end, Some([start, end])));
            }
        }
    }
}
