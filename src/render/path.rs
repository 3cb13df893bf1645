//! Writes numbers and path data: fixed decimals, relative where that is shorter, no more signs than needed.
//!
//! The `svg` crate's own `Data` took ten times as long and gave three quarters more bytes for the
//! same path, so path data is written here and handed over as one attribute.

use crate::model::scene::{Command, Polyline};

/// A number of pixels with at most two decimals, as short as it can be written.
#[must_use]
pub fn number(value: f64) -> String {
    let mut out = Vec::with_capacity(8);
    push_hundredths(&mut out, hundredths(value));
    text(out)
}

/// A number of pixels with at most one decimal: enough for the place of a text.
#[must_use]
pub fn coarse(value: f64) -> String {
    number(libm::round(value * 10.0) / 10.0)
}

/// Pixels to whole hundredths; what is no number becomes 0.
fn hundredths(value: f64) -> i64 {
    let scaled = libm::round(value * 100.0);
    #[expect(clippy::cast_possible_truncation, reason = "bounded just before")]
    if scaled.is_finite() && scaled.abs() < 1e12 { scaled as i64 } else { 0 }
}

fn push_integer(out: &mut Vec<u8>, value: i64) {
    if value < 0 {
        out.push(b'-');
    }
    let rest = value.unsigned_abs();
    // Most steps have one or two digits.
    match rest {
        0..10 => out.push(digit(rest)),
        10..100 => out.extend([digit(rest / 10), digit(rest % 10)]),
        100..1000 => out.extend([digit(rest / 100), digit(rest / 10 % 10), digit(rest % 10)]),
        _ => push_long(out, rest),
    }
}

const fn digit(value: u64) -> u8 {
    b'0' + (value % 10) as u8
}

fn push_long(out: &mut Vec<u8>, mut rest: u64) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    while rest > 0 {
        at -= 1;
        digits[at] = digit(rest);
        rest /= 10;
    }
    out.extend_from_slice(&digits[at..]);
}

/// Digits, signs and letters as text.
fn text(out: Vec<u8>) -> String {
    String::from_utf8(out).unwrap_or_default()
}

fn push_hundredths(out: &mut Vec<u8>, value: i64) {
    if value < 0 {
        out.push(b'-');
    }
    let rest = value.unsigned_abs();
    let (whole, part) = (rest / 100, rest % 100);
    if whole > 0 || part == 0 {
        push_integer(out, i64::try_from(whole).unwrap_or(0));
    }
    if part > 0 {
        out.push(b'.');
        push_integer(out, i64::try_from(part / 10).unwrap_or(0));
        if part % 10 > 0 {
            push_integer(out, i64::try_from(part % 10).unwrap_or(0));
        }
    }
}

/// A separator before a number, where one is needed: not after a letter and not before a minus.
fn separate(out: &mut Vec<u8>, negative: bool) {
    if !negative && out.last().is_some_and(u8::is_ascii_digit) {
        out.push(b' ');
    }
}

fn push_tenths(out: &mut Vec<u8>, value: i64) {
    separate(out, value < 0);
    push_integer(out, value);
}

/// Tenths of a pixel in the unit in which polylines are written: 2 if all their positions are even, which makes the
/// numbers shorter.
#[must_use]
pub fn unit(lines: &[Polyline]) -> i32 {
    let odd = lines.iter().flat_map(|line| &line.points).flatten().any(|v| v % 2 != 0);
    if odd { 1 } else { 2 }
}

/// Path data of polylines, in units of `unit` tenths of a pixel: absolute starts, relative steps.
#[must_use]
pub fn polylines(lines: &[Polyline], unit: i32) -> String {
    let points: usize = lines.iter().map(|line| line.points.len()).sum();
    let mut out = Vec::with_capacity(points * 6 + lines.len() * 8);
    for line in lines {
        polyline(&mut out, line, unit.max(1));
    }
    text(out)
}

fn polyline(out: &mut Vec<u8>, line: &Polyline, unit: i32) {
    let mut points = line.points.iter().map(|p| p.map(|v| v / unit));
    let Some(first) = points.next() else { return };
    out.push(b'M');
    push_tenths(out, first[0].into());
    push_tenths(out, first[1].into());
    let (mut last, mut started) = (first, false);
    for point in points {
        if point == last {
            continue;
        }
        if !started {
            out.push(b'l');
            started = true;
        }
        push_tenths(out, i64::from(point[0]) - i64::from(last[0]));
        push_tenths(out, i64::from(point[1]) - i64::from(last[1]));
        last = point;
    }
    if line.closed {
        out.push(b'z');
    } else if !started {
        out.extend(b"h0");
    }
}

/// Path data of commands in pixels: absolute starts, relative steps.
#[must_use]
pub fn commands(commands: &[Command]) -> String {
    let mut trail =
        Trail { out: Vec::with_capacity(commands.len() * 12), at: [0; 2], start: [0; 2], last: b' ' };
    for command in commands {
        match command {
            Command::Move(p) => trail.start(*p),
            Command::Line(p) => trail.line(*p),
            Command::Cubic(a, b, p) => trail.curve([*a, *b, *p]),
            Command::Close => trail.close(),
        }
    }
    text(trail.out)
}

/// Path data as it grows: position in hundredths of a pixel, so that rounding does not add up.
struct Trail {
    out: Vec<u8>,
    at: [i64; 2],
    start: [i64; 2],
    last: u8,
}

impl Trail {
    fn letter(&mut self, letter: u8) {
        if self.last != letter {
            self.out.push(letter);
            self.last = letter;
        }
    }

    fn value(&mut self, value: i64) {
        separate(&mut self.out, value < 0);
        push_hundredths(&mut self.out, value);
    }

    fn start(&mut self, p: [f64; 2]) {
        self.last = b' ';
        self.letter(b'M');
        self.at = p.map(hundredths);
        self.start = self.at;
        let [x, y] = self.at;
        self.value(x);
        self.value(y);
    }

    fn line(&mut self, p: [f64; 2]) {
        let to = p.map(hundredths);
        let step = [to[0] - self.at[0], to[1] - self.at[1]];
        match step {
            [dx, 0] => {
                self.letter(b'h');
                self.value(dx);
            }
            [0, dy] => {
                self.letter(b'v');
                self.value(dy);
            }
            [dx, dy] => {
                self.letter(b'l');
                self.value(dx);
                self.value(dy);
            }
        }
        self.at = to;
    }

    fn curve(&mut self, points: [[f64; 2]; 3]) {
        self.letter(b'c');
        let from = self.at;
        for point in points {
            self.at = point.map(hundredths);
            self.value(self.at[0] - from[0]);
            self.value(self.at[1] - from[1]);
        }
    }

    fn close(&mut self) {
        self.out.push(b'z');
        self.last = b'z';
        self.at = self.start;
    }
}

#[cfg(test)]
mod tests {
    use super::{commands, number, polylines, unit};
    use crate::model::scene::{Command, Polyline};

    #[test]
    fn numbers_are_short_and_never_odd() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (12.0, "12"),
            (0.5, ".5"),
            (-0.25, "-.25"),
            (7.141_59, "7.14"),
            (1.05, "1.05"),
            (-0.001, "0"),
            (1234.5, "1234.5"),
            (f64::NAN, "0"),
            (f64::INFINITY, "0"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn steps_are_relative_and_repeated_points_go() {
        let ring = Polyline { points: vec![[10, 20], [10, 20], [15, 18], [15, -30]], closed: true };
        assert_eq!(polylines(std::slice::from_ref(&ring), 1), "M10 20l5-2 0-48z");
        assert_eq!(unit(&[ring]), 1);
        let even = [Polyline { points: vec![[10, -20], [4, 8]], closed: false }];
        assert_eq!((unit(&even), polylines(&even, 2).as_str()), (2, "M5-10l-3 14"));
        let dot = Polyline { points: vec![[1, 2]], closed: false };
        assert_eq!(polylines(&[dot], 1), "M1 2h0");
        assert_eq!(polylines(&[Polyline::default()], 1), "");
    }

    #[test]
    fn steps_start_from_where_a_closed_shape_ends() {
        let path = [
            Command::Move([1.0, 1.0]),
            Command::Line([3.0, 1.0]),
            Command::Line([3.0, 4.0]),
            Command::Close,
            Command::Line([2.0, 2.0]),
        ];
        assert_eq!(commands(&path), "M1 1h2v3zl1 1");
    }

    #[test]
    fn curves_keep_two_decimals() {
        let path = [
            Command::Move([0.5, -1.0]),
            Command::Cubic([1.0, 2.0], [3.25, 0.125], [-4.0, 0.0]),
            Command::Line([0.25, 0.5]),
            Command::Close,
        ];
        assert_eq!(commands(&path), "M.5-1c.5 3 2.75 1.13-4.5 1l4.25 .5z");
    }
}
