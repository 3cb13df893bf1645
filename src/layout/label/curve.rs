//! Letters along a line: smoothed, upright, on the straightest stretches.

use crate::layout::label::boxes::{Area, Point, distance};
use crate::layout::label::item::Variant;

/// A name along a curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Along {
    /// x, y of the baseline and turn in degrees of each letter.
    pub letters: Vec<[f64; 3]>,
    /// A box around every letter.
    pub boxes: Vec<Area>,
    /// How bent and how far from the middle it is; 0 is straight and in the middle.
    pub cost: f64,
}

/// Most turning of a name from its first letter to its last, degrees, counted without sign.
const MAX_BEND: f64 = 75.0;
/// Slopes beyond this are hard to read, degrees.
const STEEP: f64 = 50.0;
/// Distance of the points of a track, pixels.
const STEP: f64 = 2.0;
/// Sharpest turn between neighboring letters, degrees.
const MAX_TURN: f64 = 16.0;
/// Least distance of a stretch's ends, as a share of its length.
const LEAST_CHORD: f64 = 0.7;

/// A line as points at about equal distances.
struct Track {
    points: Vec<Point>,
    /// Length of the line up to each point.
    lengths: Vec<f64>,
}

impl Track {
    fn of(points: Vec<Point>) -> Self {
        let mut lengths = Vec::with_capacity(points.len());
        let mut length = 0.0;
        lengths.push(length);
        for pair in points.windows(2) {
            length += distance(pair[0], pair[1]);
            lengths.push(length);
        }
        Self { points, lengths }
    }

    fn new(line: &[Point], step: f64) -> Option<Self> {
        let mut points = vec![*line.first()?];
        let mut carry = 0.0;
        for pair in line.windows(2) {
            let length = distance(pair[0], pair[1]);
            let mut at = step - carry;
            while at <= length {
                let t = at / length;
                points.push([0, 1].map(|i| pair[0][i] + t * (pair[1][i] - pair[0][i])));
                at += step;
            }
            carry = length - (at - step);
        }
        (points.len() > 3).then(|| Self::of(points))
    }

    /// Mean of the points around each, twice, so that corners become curves. Ends stay, and so does the
    /// number of points: the same index is the same stretch of the line.
    fn smoothed(&self, reach: usize) -> Self {
        let mut points = self.points.clone();
        let mut sums = Vec::with_capacity(points.len() + 1);
        for _ in 0..2 {
            sums.clear();
            let mut last = [0.0; 2];
            sums.push(last);
            for p in &points {
                last = [last[0] + p[0], last[1] + p[1]];
                sums.push(last);
            }
            let n = points.len();
            for (i, point) in points.iter_mut().enumerate() {
                let r = reach.min(i).min(n - 1 - i);
                let (from, to) = (sums[i - r], sums[i + r + 1]);
                *point = [0, 1].map(|k| (to[k] - from[k]) / (2 * r + 1) as f64);
            }
        }
        Self::of(points)
    }

    fn reversed(self) -> Self {
        let mut points = self.points;
        points.reverse();
        Self::of(points)
    }

    fn length(&self) -> f64 {
        self.lengths[self.lengths.len() - 1]
    }

    /// Index of the last point, but one, that lies at or before a length along the line. Points lie at about
    /// equal distances, so a guess is nearly right.
    fn before(&self, along: f64) -> usize {
        let last = self.lengths.len() - 2;
        let guess = along / self.length().max(1e-9) * (last + 1) as f64;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the points")]
        let mut at = (guess.max(0.0) as usize).min(last);
        while at > 0 && self.lengths[at] > along {
            at -= 1;
        }
        while at < last && self.lengths[at + 1] <= along {
            at += 1;
        }
        at
    }

    fn at(&self, along: f64) -> Point {
        let i = self.before(along);
        let (from, to) = (self.lengths[i], self.lengths[i + 1]);
        let f = if to > from { ((along - from) / (to - from)).clamp(0.0, 1.0) } else { 0.0 };
        [0, 1].map(|k| self.points[i][k] + f * (self.points[i + 1][k] - self.points[i][k]))
    }
}

/// A line made ready for names along it.
struct Course {
    smooth: Track,
    /// At each point of the smooth line, the direction to its left, seen along it on a page with y down.
    normals: Vec<Point>,
    /// How far the line itself lies to that side of the smooth one.
    swings: Vec<f64>,
}

impl Course {
    fn new(raw: &Track, reach: usize) -> Self {
        let smooth = raw.smoothed(reach);
        let last = smooth.points.len() - 1;
        let normal = |i: usize| {
            let (a, b) = (smooth.points[i.saturating_sub(2)], smooth.points[(i + 2).min(last)]);
            let length = distance(a, b).max(1e-9);
            [(b[1] - a[1]) / length, (a[0] - b[0]) / length]
        };
        let normals: Vec<Point> = (0..=last).map(normal).collect();
        let swing = |i: usize| {
            let (p, q, n) = (raw.points[i], smooth.points[i], normals[i]);
            (p[0] - q[0]) * n[0] + (p[1] - q[1]) * n[1]
        };
        let swings = (0..=last).map(swing).collect();
        Self { smooth, normals, swings }
    }
}

/// Places for a name beside a line: above it first, then below.
#[must_use]
pub fn beside(line: &[Point], variant: &Variant, gap: f64, halo: f64, most: usize) -> Vec<Along> {
    let height = variant.ascent + variant.descent;
    propose(
        line,
        variant,
        halo,
        most,
        &[
            (variant.descent + gap, 0.0, true),
            (-(variant.ascent + gap), 0.25, true),
            (-height * 0.5 + variant.descent, 0.8, false),
        ],
    )
}

/// Places for a name on a middle line.
#[must_use]
pub fn upon(spine: &[Point], variant: &Variant, halo: f64, most: usize) -> Vec<Along> {
    propose(spine, variant, halo, most, &[(-variant.capital / 2.0, 0.0, false)])
}

/// Tries stretches of the line; `sides` are distance of the baseline, extra cost, and whether to clear the line.
fn propose(
    line: &[Point],
    variant: &Variant,
    halo: f64,
    most: usize,
    sides: &[(f64, f64, bool)],
) -> Vec<Along> {
    let text: f64 = variant.letters.iter().sum();
    if variant.letters.is_empty() {
        return Vec::new();
    }
    let Some(raw) = Track::new(line, STEP).filter(|raw| raw.length() >= text * 1.04) else {
        return Vec::new();
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive number")]
    let reach = (text / 6.0 / STEP).clamp(4.0, 60.0) as usize;
    let ends = [raw.points[0], raw.points[raw.points.len() - 1]];
    let raw = if ends[0][0] > ends[1][0] { raw.reversed() } else { raw };
    let course = Course::new(&raw, reach);
    let spare = course.smooth.length() - text;
    if spare < text * 0.02 {
        return Vec::new();
    }
    let steps = (spare / (text / 4.0).max(6.0)).clamp(1.0, 24.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 24")]
    let steps = steps as usize;
    let mut found = Vec::new();
    for i in 0..=steps {
        let start = spare * i as f64 / steps as f64;
        let central = (i as f64 / steps as f64 - 0.5).abs();
        for &(offset, extra, clear) in sides {
            let placed = set(&course, start, text, variant, offset, clear, halo);
            if let Some(mut along) = placed {
                along.cost += extra + 0.4 * central;
                found.push(along);
            }
        }
    }
    found.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    found.truncate(most);
    found
}

fn set(
    course: &Course,
    start: f64,
    text: f64,
    variant: &Variant,
    offset: f64,
    clear: bool,
    halo: f64,
) -> Option<Along> {
    let (first, last) = (course.smooth.at(start), course.smooth.at(start + text));
    // A stretch whose ends are this near to each other bends more than a name may.
    if distance(first, last) < text * LEAST_CHORD {
        return None;
    }
    // Letters must stay upright, so a stretch that runs to the left is walked from its other end.
    let backward = last[0] < first[0];
    let up = offset > 0.0;
    let extra = if clear { deviation(course, start, text, up != backward) } else { 0.0 };
    let offset = if up { offset + extra } else { offset - extra };
    let (base, begin) = shifted(course, start, text, offset, backward)?;
    let (letters, boxes) = letters(&base, begin, variant, halo)?;
    let turns = letters.windows(2).map(|pair| (pair[1][2] - pair[0][2]).abs());
    let bend: f64 = turns.clone().sum();
    if bend > MAX_BEND || turns.fold(0.0, f64::max) > MAX_TURN {
        return None;
    }
    let slope = letters.iter().map(|l| l[2].abs()).fold(0.0, f64::max);
    let steep = (slope - STEEP).max(0.0) / 60.0;
    Some(Along { letters, boxes, cost: bend / 70.0 + slope / 250.0 + steep + extra / 14.0 })
}

/// Letters along a base line, and a box around each; none if one of them would not be upright.
fn letters(base: &Track, begin: f64, variant: &Variant, halo: f64) -> Option<(Vec<[f64; 3]>, Vec<Area>)> {
    let mut letters = Vec::with_capacity(variant.letters.len());
    let mut boxes = Vec::with_capacity(variant.letters.len());
    let mut s = begin;
    for &advance in &variant.letters {
        let (a, b) = (base.at(s), base.at(s + advance.max(2.0)));
        let middle = base.at(s + advance / 2.0);
        let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
        let length = distance(a, b);
        if length < 1e-6 || dx < -0.2 * length {
            return None;
        }
        let (cos, sin) = (dx / length, dy / length);
        let origin = [middle[0] - cos * advance / 2.0, middle[1] - sin * advance / 2.0];
        letters.push([origin[0], origin[1], libm::atan2(dy, dx).to_degrees()]);
        let corners = [
            (0.0, -variant.ascent),
            (advance, -variant.ascent),
            (0.0, variant.descent),
            (advance, variant.descent),
        ]
        .map(|(u, v)| [origin[0] + cos * u - sin * v, origin[1] + sin * u + cos * v]);
        boxes.push(Area::around(corners)?.grown(halo));
        s += advance;
    }
    Some((letters, boxes))
}

/// The curve that runs beside a stretch at a distance, upward positive, and where on it a text of that length begins
/// so that its middle stands beside the middle of the stretch; none if there is no room for the text.
fn shifted(course: &Course, start: f64, text: f64, offset: f64, backward: bool) -> Option<(Track, f64)> {
    let smooth = &course.smooth;
    let (from, to) = (smooth.before(start - text * 0.4), smooth.before(start + text * 1.4) + 1);
    let offset = if backward { -offset } else { offset };
    let moved = |i: usize| {
        let (p, n) = (smooth.points[i], course.normals[i]);
        [p[0] + n[0] * offset, p[1] + n[1] * offset]
    };
    let center = smooth.before(start + text / 2.0);
    let (points, middle): (Vec<Point>, usize) = if backward {
        ((from..=to).rev().map(moved).collect(), to - center)
    } else {
        ((from..=to).map(moved).collect(), center - from)
    };
    if points.len() < 3 {
        return None;
    }
    let track = Track::of(points);
    let begin = track.lengths[middle] - text / 2.0;
    (begin >= 0.0 && begin + text <= track.length()).then_some((track, begin))
}

/// How far the line itself swings out of the smoothed one along a stretch, to the left or to the right of it.
fn deviation(course: &Course, start: f64, text: f64, left: bool) -> f64 {
    let (from, to) = (course.smooth.before(start), course.smooth.before(start + text) + 1);
    let swings = &course.swings[from..=to];
    swings.iter().map(|swing| if left { *swing } else { -swing }).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::{beside, upon};
    use crate::layout::label::item::Variant;

    fn variant() -> Variant {
        Variant {
            widths: vec![60.0],
            ascent: 8.0,
            descent: 2.0,
            leading: 12.0,
            capital: 8.0,
            letters: vec![6.0; 10],
            cost: 0.0,
        }
    }

    #[test]
    fn a_straight_line_carries_its_name_above() {
        let places = beside(&[[0.0, 50.0], [200.0, 50.0]], &variant(), 2.0, 1.0, 10);
        let best = &places[0];
        assert_eq!(best.letters.len(), 10);
        assert!(best.letters.iter().all(|l| (l[1] - 46.0).abs() < 0.1 && l[2].abs() < 0.1));
        assert!(best.boxes.iter().all(|b| b.y1 < 50.0));
    }

    #[test]
    fn letters_stay_upright_whichever_way_the_line_runs() {
        for line in [[[200.0, 50.0], [0.0, 80.0]], [[0.0, 80.0], [200.0, 50.0]]] {
            let best = &beside(&line, &variant(), 2.0, 1.0, 10)[0];
            assert!(best.letters.windows(2).all(|w| w[0][0] < w[1][0]));
            assert!(best.letters.iter().all(|l| l[2].abs() < 45.0));
        }
    }

    #[test]
    fn the_name_keeps_clear_of_a_wiggly_line() {
        let line: Vec<[f64; 2]> =
            (0..60).map(|i| [f64::from(i) * 5.0, 50.0 + if i % 2 == 0 { 4.0 } else { -4.0 }]).collect();
        let best = &beside(&line, &variant(), 2.0, 0.0, 10)[0];
        for pair in line.windows(2) {
            assert!(best.boxes.iter().all(|b| b.chord(pair[0], pair[1]) < 1e-9));
        }
    }

    #[test]
    fn letters_stand_evenly_on_the_inner_side_of_a_bend_too() {
        let arc: Vec<[f64; 2]> = (0..=40)
            .map(|i| f64::from(i) / 40.0 * 1.2 + 0.97)
            .map(|a: f64| [200.0 - 90.0 * libm::cos(a), 100.0 + 90.0 * libm::sin(a)])
            .collect();
        for place in beside(&arc, &variant(), 2.0, 1.0, 10) {
            for pair in place.letters.windows(2) {
                let gap = libm::hypot(pair[1][0] - pair[0][0], pair[1][1] - pair[0][1]);
                assert!((gap - 6.0).abs() < 0.9, "{gap}");
            }
        }
    }

    #[test]
    fn a_short_or_folded_line_carries_none() {
        assert!(beside(&[[0.0, 0.0], [30.0, 0.0]], &variant(), 2.0, 1.0, 10).is_empty());
        let fold: Vec<[f64; 2]> =
            (0..40).map(|i| [if i % 2 == 0 { 0.0 } else { 5.0 }, f64::from(i)]).collect();
        for place in upon(&fold, &variant(), 1.0, 10) {
            assert!(place.letters.windows(2).all(|w| (w[1][2] - w[0][2]).abs() <= super::MAX_TURN));
        }
    }
}
