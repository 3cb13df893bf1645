//! Cuts long lines into stretches, so that each may bear the line's name once.

use crate::layout::label::boxes::{Point, distance};

/// A name stands once in so many pixels of a line, or of its own lengths if those are more.
const APART: f64 = 340.0;
const LENGTHS: f64 = 5.0;
/// Most names of one line.
const MOST: usize = 3;

/// The stretches of the longest line that bear a name of that width each, the middle one first; one or none if
/// it is too short for several.
#[must_use]
pub fn stretches(lines: &[Vec<Point>], name: f64) -> Vec<Vec<Point>> {
    let Some(longest) = lines.iter().max_by(|a, b| length(a).total_cmp(&length(b))) else {
        return Vec::new();
    };
    let whole = length(longest);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let count = (whole / APART.max(name * LENGTHS)).clamp(1.0, MOST as f64) as usize;
    let each = whole / count as f64;
    let mut found: Vec<Vec<Point>> =
        (0..count).map(|i| part(longest, each * i as f64, each * (i + 1) as f64)).collect();
    found.swap(0, count / 2);
    found
}

fn length(line: &[Point]) -> f64 {
    line.windows(2).map(|pair| distance(pair[0], pair[1])).sum()
}

/// The part of a line from one length to another.
fn part(line: &[Point], from: f64, to: f64) -> Vec<Point> {
    let mut found = Vec::new();
    let mut start = 0.0;
    for pair in line.windows(2) {
        let step = distance(pair[0], pair[1]);
        let (low, high) = ((from - start).max(0.0), (to - start).min(step));
        let at = |along: f64| [0, 1].map(|k| pair[0][k] + along / step * (pair[1][k] - pair[0][k]));
        if step > 0.0 && low < high {
            if found.is_empty() {
                found.push(at(low));
            }
            found.push(at(high));
        }
        start += step;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{length, stretches};

    #[test]
    fn a_long_line_bears_its_name_more_than_once_and_is_kept_whole() {
        let line: Vec<[f64; 2]> =
            (0..100).map(|i| [f64::from(i) * 10.0, if i % 2 == 0 { 0.0 } else { 6.0 }]).collect();
        let found = stretches(&[line.clone(), vec![[0.0, 0.0], [5.0, 0.0]]], 60.0);
        assert_eq!(found.len(), 3);
        let sum: f64 = found.iter().map(|part| length(part)).sum();
        assert!((sum - length(&line)).abs() < 1e-6);
        // The middle stretch comes first.
        assert!(found[1][0][0] < found[0][0][0] && found[0][0][0] < found[2][0][0]);
    }

    #[test]
    fn a_short_line_and_a_long_name_stand_once() {
        let line = vec![[0.0, 0.0], [500.0, 0.0]];
        assert_eq!(stretches(std::slice::from_ref(&line), 50.0), vec![line.clone()]);
        assert_eq!(stretches(&[vec![[0.0, 0.0], [900.0, 0.0]]], 300.0).len(), 1);
        assert!(stretches(&[], 50.0).is_empty());
    }
}
