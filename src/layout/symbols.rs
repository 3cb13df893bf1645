//! Symbols of event kinds: small drawings in a box of 12 by 12 that read in one color.

use crate::model::scene::{Color, Command, Node, Paint, Path, Stroke, Style};

/// A symbol: filled and stroked path data, absolute `M`, `L`, `H`, `V`, `C` and `Z` only.
struct Symbol {
    key: &'static str,
    /// Kinds of events that it marks, besides the one of its own name.
    kinds: &'static [&'static str],
    fill: &'static str,
    stroke: &'static str,
}

/// Width of the strokes in the box of 12 by 12.
const STROKE: f64 = 1.5;

const SYMBOLS: &[Symbol] = &[
    Symbol {
        key: "airstrike",
        kinds: &[],
        fill: "M6 0L7 1.4L7.1 4.2L12 7.4L12 8.9L7.1 7.5L6.9 10L8.5 11.2L8.5 12L6 11.4L3.5 12L3.5 11.2L5.1 10L4.9 7.5L0 8.9L0 7.4L4.9 4.2L5 1.4Z",
        stroke: "",
    },
    Symbol {
        key: "shelling",
        kinds: &[],
        fill: "M6 0C7.6 1.6 8.2 3.2 8.2 5L8.2 8.6L3.8 8.6L3.8 5C3.8 3.2 4.4 1.6 6 0ZM3.8 9.4L8.2 9.4L10 12L2 12Z",
        stroke: "",
    },
    Symbol {
        key: "bombing",
        kinds: &["suicide-bombing", "grenade-attack"],
        fill: "M6 0L7.2 3.2L10.2 1.8L8.8 4.8L12 6L8.8 7.2L10.2 10.2L7.2 8.8L6 12L4.8 8.8L1.8 10.2L3.2 7.2L0 6L3.2 4.8L1.8 1.8L4.8 3.2Z",
        stroke: "",
    },
    Symbol {
        key: "attack",
        kinds: &["chemical-attack", "shooting", "sexual-violence", "killing", "crime"],
        fill: "",
        stroke: "M9.8 6C9.8 8.1 8.1 9.8 6 9.8C3.9 9.8 2.2 8.1 2.2 6C2.2 3.9 3.9 2.2 6 2.2C8.1 2.2 9.8 3.9 9.8 6ZM6 0L6 4M6 8L6 12M0 6L4 6M8 6L12 6",
    },
    Symbol {
        key: "clash",
        kinds: &["war"],
        fill: "",
        stroke: "M1 1L11 11M11 1L1 11M.8 7.6L4.4 11.2M11.2 7.6L7.6 11.2",
    },
    Symbol {
        key: "abduction",
        kinds: &[],
        fill: "M7.8 3.2C7.8 4.2 7 5 6 5C5 5 4.2 4.2 4.2 3.2C4.2 2.2 5 1.4 6 1.4C7 1.4 7.8 2.2 7.8 3.2ZM3.4 10.6L3.4 8.2C3.4 6.6 4.6 5.7 6 5.7C7.4 5.7 8.6 6.6 8.6 8.2L8.6 10.6Z",
        stroke: "M2.2 .8L.8 .8L.8 11.2L2.2 11.2M9.8 .8L11.2 .8L11.2 11.2L9.8 11.2",
    },
    Symbol {
        key: "capture",
        kinds: &[],
        fill: "M2 0L3.6 0L3.6 12L2 12ZM3.6 .6L11 .6L8.8 3.6L11 6.6L3.6 6.6Z",
        stroke: "",
    },
    Symbol {
        key: "movement",
        kinds: &["withdrawal", "deployment", "exercise", "expulsion", "displacement", "evacuation"],
        fill: "M0 4.4L6.4 4.4L6.4 1.2L12 6L6.4 10.8L6.4 7.6L0 7.6Z",
        stroke: "",
    },
    Symbol { key: "base", kinds: &[], fill: "M6 .6L12 11.2L7.6 11.2L6 7.6L4.4 11.2L0 11.2Z", stroke: "" },
    Symbol {
        key: "arrest",
        kinds: &["weapons-seizure"],
        fill: "",
        stroke: "M5 7.4C5 8.8 4 9.8 2.9 9.8C1.8 9.8 .8 8.8 .8 7.4C.8 6 1.8 5 2.9 5C4 5 5 6 5 7.4ZM11.2 7.4C11.2 8.8 10.2 9.8 9.1 9.8C8 9.8 7 8.8 7 7.4C7 6 8 5 9.1 5C10.2 5 11.2 6 11.2 7.4ZM3.4 5C4 2.8 8 2.8 8.6 5",
    },
    Symbol {
        key: "trial",
        kinds: &[],
        fill: "M0 7L2.4 2.6L4.8 7C4.4 8.8 .4 8.8 0 7ZM7.2 7L9.6 2.6L12 7C11.6 8.8 7.6 8.8 7.2 7ZM3 10.6L9 10.6L9 12L3 12Z",
        stroke: "M6 .4L6 11M1.6 2.6L10.4 2.6",
    },
    Symbol {
        key: "fire",
        kinds: &["wildfire", "explosion", "destruction"],
        fill: "M6.2 0C6.7 2.4 10.2 4.1 10.2 7.6C10.2 10.2 8.4 12 6 12C3.6 12 1.8 10.2 1.8 7.6C1.8 6 2.6 4.9 3.3 4C3.6 4.9 4.1 5.5 4.8 5.7C4.5 3.6 5 1.6 6.2 0Z",
        stroke: "",
    },
    Symbol {
        key: "curfew",
        kinds: &[],
        fill: "M9 .6C5 .9 2 3.2 2 6.1C2 9.1 5 11.5 9 11.5C6.8 10.2 5.8 8.2 5.8 6C5.8 3.9 6.9 1.9 9 .6Z",
        stroke: "",
    },
    Symbol {
        key: "power",
        kinds: &["coup", "independence"],
        fill: "M6 0L7.5 4.2L12 4.4L8.5 7.1L9.7 11.4L6 8.9L2.3 11.4L3.5 7.1L0 4.4L4.5 4.2Z",
        stroke: "",
    },
    Symbol { key: "agreement", kinds: &["ceasefire"], fill: "", stroke: "M1 6.4L4.6 10.2L11 1.8" },
    Symbol {
        key: "talks",
        kinds: &[
            "statement",
            "threat",
            "demand",
            "refusal",
            "accusation",
            "criticism",
            "support",
            "concession",
            "investigation",
        ],
        fill: "M.4 1L11.6 1L11.6 8L6 8L2.8 11.6L2.8 8L.4 8Z",
        stroke: "",
    },
    Symbol {
        key: "visit",
        kinds: &[],
        fill: "M.6 3.8L11.4 3.8L11.4 11L.6 11Z",
        stroke: "M4 3.8L4 1.4L8 1.4L8 3.8",
    },
    Symbol {
        key: "embassy",
        kinds: &[],
        fill: "M6 0L12 3.2L12 4.4L0 4.4L0 3.2ZM1.2 5.2L3.2 5.2L3.2 9.4L1.2 9.4ZM5 5.2L7 5.2L7 9.4L5 9.4ZM8.8 5.2L10.8 5.2L10.8 9.4L8.8 9.4ZM0 10.2L12 10.2L12 12L0 12Z",
        stroke: "",
    },
    Symbol {
        key: "election",
        kinds: &[],
        fill: "M.6 6L11.4 6L11.4 11.8L.6 11.8Z",
        stroke: "M3.6 6L3.6 .9L8.4 .9L8.4 6",
    },
    Symbol {
        key: "sanction",
        kinds: &[],
        fill: "",
        stroke: "M11 6C11 8.8 8.8 11 6 11C3.2 11 1 8.8 1 6C1 3.2 3.2 1 6 1C8.8 1 11 3.2 11 6ZM2.6 9.4L9.4 2.6",
    },
    Symbol {
        key: "protest",
        kinds: &["crackdown", "dispersal", "labor-strike"],
        fill: "M.4 4.2L3.4 4.2L9.6 .8L9.6 10.8L3.4 7.6L.4 7.6ZM2.6 8L4 12L5.8 12L4.8 8.6Z",
        stroke: "M11.2 4.2L11.2 7.4",
    },
    Symbol { key: "riot", kinds: &["mob"], fill: "M7.4 0L1.6 7L5.2 7L4.2 12L10.6 4.6L6.6 4.6Z", stroke: "" },
    Symbol {
        key: "aid",
        kinds: &[],
        fill: "M4 .6L8 .6L8 4L11.4 4L11.4 8L8 8L8 11.4L4 11.4L4 8L.6 8L.6 4L4 4Z",
        stroke: "",
    },
    Symbol {
        key: "earthquake",
        kinds: &[],
        fill: "M7.5 6C7.5 6.8 6.8 7.5 6 7.5C5.2 7.5 4.5 6.8 4.5 6C4.5 5.2 5.2 4.5 6 4.5C6.8 4.5 7.5 5.2 7.5 6Z",
        stroke: "M11.2 6C11.2 8.9 8.9 11.2 6 11.2C3.1 11.2 .8 8.9 .8 6C.8 3.1 3.1 .8 6 .8C8.9 .8 11.2 3.1 11.2 6ZM9 6C9 7.7 7.7 9 6 9C4.3 9 3 7.7 3 6C3 4.3 4.3 3 6 3C7.7 3 9 4.3 9 6Z",
    },
    Symbol {
        key: "eruption",
        kinds: &[],
        fill: "M4 5L8 5L12 12L0 12Z",
        stroke: "M6 3.8L6 .6M3.6 3.8L2.2 1.2M8.4 3.8L9.8 1.2",
    },
    Symbol {
        key: "flood",
        kinds: &[],
        fill: "",
        stroke: "M.4 3C2.2 1 3.8 1 5.6 3C7.4 5 9.4 4.6 11.6 2.6M.4 6.6C2.2 4.6 3.8 4.6 5.6 6.6C7.4 8.6 9.4 8.2 11.6 6.2M.4 10.2C2.2 8.2 3.8 8.2 5.6 10.2C7.4 12 9.4 11.8 11.6 9.8",
    },
    Symbol {
        key: "storm",
        kinds: &[],
        fill: "M7.4 6C7.4 6.8 6.8 7.4 6 7.4C5.2 7.4 4.6 6.8 4.6 6C4.6 5.2 5.2 4.6 6 4.6C6.8 4.6 7.4 5.2 7.4 6Z",
        stroke: "M9.2 6C9.2 7.8 7.8 9.2 6 9.2C4.2 9.2 2.8 7.8 2.8 6C2.8 4.2 4.2 2.8 6 2.8C7.8 2.8 9.2 4.2 9.2 6ZM9.2 6C9.4 3.2 7.6 1 4.4 .8M2.8 6C2.6 8.8 4.4 11 7.6 11.2",
    },
    Symbol {
        key: "landslide",
        kinds: &[],
        fill: "M0 2.4L12 12L0 12ZM8.4 4.2C8.4 5.2 7.6 6 6.6 6C5.6 6 4.8 5.2 4.8 4.2C4.8 3.2 5.6 2.4 6.6 2.4C7.6 2.4 8.4 3.2 8.4 4.2ZM11.8 7.2C11.8 8 11.2 8.6 10.4 8.6C9.6 8.6 9 8 9 7.2C9 6.4 9.6 5.8 10.4 5.8C11.2 5.8 11.8 6.4 11.8 7.2Z",
        stroke: "",
    },
    Symbol {
        key: "drought",
        kinds: &[],
        fill: "M8.6 6C8.6 7.4 7.4 8.6 6 8.6C4.6 8.6 3.4 7.4 3.4 6C3.4 4.6 4.6 3.4 6 3.4C7.4 3.4 8.6 4.6 8.6 6Z",
        stroke: "M6 0L6 1.8M6 10.2L6 12M0 6L1.8 6M10.2 6L12 6M1.8 1.8L3 3M9 9L10.2 10.2M10.2 1.8L9 3M3 9L1.8 10.2",
    },
    Symbol {
        key: "epidemic",
        kinds: &[],
        fill: "M9 6C9 7.7 7.7 9 6 9C4.3 9 3 7.7 3 6C3 4.3 4.3 3 6 3C7.7 3 9 4.3 9 6Z",
        stroke: "M6 .8L6 11.2M.8 6L11.2 6M2.3 2.3L9.7 9.7M9.7 2.3L2.3 9.7",
    },
    Symbol {
        key: "accident",
        kinds: &[],
        fill: "M5.2 8.6L6.8 8.6L6.8 10L5.2 10Z",
        stroke: "M6 1L11.3 11.2L.7 11.2ZM6 4.4L6 7.6",
    },
    Symbol {
        key: "launch",
        kinds: &["test"],
        fill: "M6 0L10 5L7.6 5L7.6 9L4.4 9L4.4 5L2 5ZM1.6 10.2L10.4 10.2L10.4 12L1.6 12Z",
        stroke: "",
    },
];

/// What marks a kind without a symbol of its own.
const OTHER: Symbol = Symbol { key: "other", kinds: &[], fill: "M6 2.4L9.6 6L6 9.6L2.4 6Z", stroke: "" };

fn symbol(kind: &str) -> &'static Symbol {
    let own = SYMBOLS.iter().find(|s| s.key == kind);
    own.or_else(|| SYMBOLS.iter().find(|s| s.kinds.contains(&kind))).unwrap_or(&OTHER)
}

/// Key of the symbol of an event kind; `other` if none is drawn for it.
#[must_use]
pub fn key(kind: &str) -> &'static str {
    symbol(kind).key
}

/// Keys of all symbols.
pub fn keys() -> impl Iterator<Item = &'static str> {
    SYMBOLS.iter().map(|s| s.key)
}

/// The symbol of an event kind around a middle, `size` pixels wide and high.
#[must_use]
pub fn draw(kind: &str, [x, y]: [f64; 2], size: f64, color: Color) -> Vec<Node> {
    let symbol = symbol(kind);
    let scale = size / 12.0;
    let place = |p: [f64; 2]| [x + (p[0] - 6.0) * scale, y + (p[1] - 6.0) * scale];
    let mut nodes = Vec::new();
    if !symbol.fill.is_empty() {
        let style = Style { fill: Some(Paint::Color(color)), ..Style::default() };
        nodes.push(Node::Path(Path { commands: parse(symbol.fill, place), style }));
    }
    if !symbol.stroke.is_empty() {
        let stroke = Stroke { color, width: STROKE * scale, dash: Vec::new(), round: true };
        let style = Style { stroke: Some(stroke), ..Style::default() };
        nodes.push(Node::Path(Path { commands: parse(symbol.stroke, place), style }));
    }
    nodes
}

/// Reads path data of the table; what it does not know ends the path.
fn parse(data: &str, place: impl Fn([f64; 2]) -> [f64; 2]) -> Vec<Command> {
    let mut commands = Vec::new();
    for part in data.split_inclusive(|c: char| c.is_ascii_alphabetic()).collect::<Vec<_>>().windows(2) {
        let letter = part[0].chars().last().unwrap_or(' ');
        let numbers = part[1].trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let values: Vec<f64> = numbers.split_whitespace().filter_map(|n| n.parse().ok()).collect();
        let point = |i: usize| {
            place([values.get(i).copied().unwrap_or(0.0), values.get(i + 1).copied().unwrap_or(0.0)])
        };
        match letter {
            'M' => commands.push(Command::Move(point(0))),
            'L' => commands.push(Command::Line(point(0))),
            'C' => commands.push(Command::Cubic(point(0), point(2), point(4))),
            'Z' => commands.push(Command::Close),
            _ => return commands,
        }
    }
    if data.ends_with('Z') {
        commands.push(Command::Close);
    }
    commands
}

#[cfg(test)]
mod tests {
    use super::{Command, OTHER, SYMBOLS, draw, key, keys, parse};
    use crate::model::scene::Color;

    #[test]
    fn path_data_is_read_as_it_stands() {
        let commands = parse("M0 1L2 .5ZM3 3C1 1 2 2 3 4", |p| p);
        assert_eq!(
            commands,
            [
                Command::Move([0.0, 1.0]),
                Command::Line([2.0, 0.5]),
                Command::Close,
                Command::Move([3.0, 3.0]),
                Command::Cubic([1.0, 1.0], [2.0, 2.0], [3.0, 4.0]),
            ]
        );
    }

    #[test]
    fn symbols_stay_in_their_box_and_fill_it() {
        for symbol in SYMBOLS.iter().chain([&OTHER]) {
            let commands: Vec<Command> =
                [symbol.fill, symbol.stroke].iter().flat_map(|d| parse(d, |p| p)).collect();
            let points: Vec<[f64; 2]> = commands
                .iter()
                .filter_map(|c| match c {
                    Command::Move(p) | Command::Line(p) | Command::Cubic(_, _, p) => Some(*p),
                    Command::Close => None,
                })
                .collect();
            assert!(points.iter().flatten().all(|v| (-0.01..=12.01).contains(v)), "{}", symbol.key);
            let span = |axis: usize| {
                let values = points.iter().map(|p| p[axis]);
                values.clone().fold(f64::MIN, f64::max) - values.fold(f64::MAX, f64::min)
            };
            assert!(span(0).max(span(1)) > 7.0, "{}", symbol.key);
        }
    }

    #[test]
    fn kinds_share_symbols_and_unknown_ones_get_a_diamond() {
        assert_eq!(key("airstrike"), "airstrike");
        assert_eq!(key("suicide-bombing"), "bombing");
        assert_eq!(key("picnic"), "other");
        assert!(keys().count() >= 20);
        assert_eq!(draw("eruption", [0.0, 0.0], 12.0, Color(0)).len(), 2);
    }
}
