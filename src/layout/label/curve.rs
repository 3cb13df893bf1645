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

/// A line as points at about equal distances.
struct Track {
    points: Vec<Point>,
    /// Length of the line up to each point.
    lengths: Vec<f64>,
}

impl Track {
    fn of(points: Vec<Point>) -> Self {
        let mut lengths = vec![0.0];
        for pair in points.windows(2) {
            lengths.push(lengths[lengths.len() - 1] + distance(pair[0], pair[1]));
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
        for _ in 0..2 {
            let mut sums = vec![[0.0; 2]];
            for p in &points {
                let last = sums[sums.len() - 1];
                sums.push([last[0] + p[0], last[1] + p[1]]);
            }
            let n = points.len();
            points = (0..n)
                .map(|i| {
                    let r = reach.min(i).min(n - 1 - i);
                    let (from, to) = (sums[i - r], sums[i + r + 1]);
                    [0, 1].map(|k| (to[k] - from[k]) / (2 * r + 1) as f64)
                })
                .collect();
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

    /// Index, with a fraction, of the point at a length along the line.
    fn index(&self, along: f64) -> f64 {
        let after = self.lengths.partition_point(|&l| l <= along).clamp(1, self.lengths.len() - 1);
        let (from, to) = (self.lengths[after - 1], self.lengths[after]);
        let part = if to > from { ((along - from) / (to - from)).clamp(0.0, 1.0) } else { 0.0 };
        (after - 1) as f64 + part
    }

    fn at_index(&self, index: f64) -> Point {
        let t = index.clamp(0.0, (self.points.len() - 1) as f64);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped just before")]
        let i = (t as usize).min(self.points.len() - 2);
        let f = t - i as f64;
        [0, 1].map(|k| self.points[i][k] + f * (self.points[i + 1][k] - self.points[i][k]))
    }

    fn at(&self, along: f64) -> Point {
        self.at_index(self.index(along))
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
    let Some(raw) = Track::new(line, STEP) else { return Vec::new() };
    if variant.letters.is_empty() || raw.length() < text * 1.04 {
        return Vec::new();
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive number")]
    let reach = (text / 6.0 / STEP).clamp(4.0, 60.0) as usize;
    let ends = [raw.points[0], raw.points[raw.points.len() - 1]];
    let raw = if ends[0][0] > ends[1][0] { raw.reversed() } else { raw };
    let smooth = raw.smoothed(reach);
    let spare = smooth.length() - text;
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
            let placed = set(&raw, &smooth, start, variant, offset, clear, halo);
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
    raw: &Track,
    smooth: &Track,
    start: f64,
    variant: &Variant,
    offset: f64,
    clear: bool,
    halo: f64,
) -> Option<Along> {
    let text: f64 = variant.letters.iter().sum();
    let first = smooth.at(start);
    let last = smooth.at(start + text);
    // Letters must stay upright, so a stretch that runs to the left is walked from its other end.
    let backward = last[0] < first[0];
    let at = |s: f64| smooth.at(if backward { start + text - s } else { start + s });
    let up = offset > 0.0;
    let extra = if clear { deviation(raw, smooth, start, text, backward, up) } else { 0.0 };
    let offset = if up { offset + extra } else { offset - extra };
    let ends = if backward {
        [start + text - smooth.length(), start + text]
    } else {
        [-start, smooth.length() - start]
    };
    let (base, begin) = shifted(at, ends, text, offset)?;
    let at = |s: f64| base.at(begin + s);
    let (mut letters, mut boxes) = (Vec::new(), Vec::new());
    let (mut s, mut last_turn, mut bend) = (0.0, None::<f64>, 0.0);
    for &advance in &variant.letters {
        let (a, b) = (at(s), at(s + advance.max(2.0)));
        let middle = at(s + advance / 2.0);
        let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
        let length = libm::hypot(dx, dy);
        if length < 1e-6 || dx < -0.2 * length {
            return None;
        }
        let (cos, sin) = (dx / length, dy / length);
        let turn = libm::atan2(dy, dx).to_degrees();
        if let Some(before) = last_turn {
            let step: f64 = turn - before;
            if step.abs() > MAX_TURN {
                return None;
            }
            bend += step.abs();
        }
        last_turn = Some(turn);
        let origin = [middle[0] - cos * advance / 2.0, middle[1] - sin * advance / 2.0];
        letters.push([origin[0], origin[1], turn]);
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
    if bend > MAX_BEND {
        return None;
    }
    let slope = letters.iter().map(|l| l[2].abs()).fold(0.0, f64::max);
    let steep = (slope - STEEP).max(0.0) / 60.0;
    Some(Along { letters, boxes, cost: bend / 70.0 + slope / 250.0 + steep + extra / 14.0 })
}

/// The curve that runs beside a stretch at a distance, and where on it a text of that length begins so that
/// its middle stands beside the middle of the stretch; none if there is no room for the text.
fn shifted(at: impl Fn(f64) -> Point, ends: [f64; 2], text: f64, offset: f64) -> Option<(Track, f64)> {
    let (from, to) = ((-text * 0.4).max(ends[0]), (text * 1.4).min(ends[1]));
    let (mut points, mut middle) = (Vec::new(), 0);
    let mut s = from;
    while s <= to {
        let (a, b) = (at(s - 3.0), at(s + 3.0));
        let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
        let length = libm::hypot(dx, dy).max(1e-9);
        let p = at(s);
        // The offset is measured along the normal that points up.
        points.push([p[0] + dy / length * offset, p[1] - dx / length * offset]);
        if s <= text / 2.0 {
            middle = points.len() - 1;
        }
        s += STEP;
    }
    if points.len() < 3 {
        return None;
    }
    let track = Track::of(points);
    let begin = track.lengths[middle] - text / 2.0;
    (begin >= 0.0 && begin + text <= track.length()).then_some((track, begin))
}

/// How far the line itself swings out of the smoothed one, on the side of the name.
fn deviation(raw: &Track, smooth: &Track, start: f64, text: f64, backward: bool, up: bool) -> f64 {
    let mut most: f64 = 0.0;
    let mut s = start;
    while s <= start + text {
        let (a, b) = (smooth.at(s - 3.0), smooth.at(s + 3.0));
        let (dx, dy) = if backward { (a[0] - b[0], a[1] - b[1]) } else { (b[0] - a[0], b[1] - a[1]) };
        let length = libm::hypot(dx, dy).max(1e-9);
        let index = smooth.index(s);
        let (p, q) = (raw.at_index(index), smooth.at_index(index));
        let above = ((p[0] - q[0]) * dy - (p[1] - q[1]) * dx) / length;
        most = most.max(if up { above } else { -above });
        s += 4.0;
    }
    most
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
