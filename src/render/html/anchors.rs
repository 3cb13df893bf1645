//! Ties every dot, name, leader and badge to the point of the map that it stands for.
//!
//! When the map is enlarged, that point moves with the ground and the rest keeps its size around it. A scene that was
//! laid out for a zoom level has no two names overlapping at that level; with their points farther apart they do not
//! overlap at any later one either.

use crate::model::scene::{Command, Group, Node, Path, Rect, Scene, Text};

/// What a piece of the drawing is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role<'a> {
    /// The dot of a place.
    Dot,
    /// A line from a dot to its name.
    Leader,
    /// A line from a badge to what it marks; the badge follows.
    Pointer,
    /// A name that the story does not use.
    Name,
    /// A name of the story, with the id of its place.
    Place(&'a str),
    /// A badge, with the number of its entry.
    Event(u32),
}

/// A piece of the drawing that keeps its size.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece<'a> {
    /// The point it belongs to, pixels of the scene.
    pub at: [f64; 2],
    /// What it is.
    pub role: Role<'a>,
    /// Its parts, relative to the point.
    pub nodes: Vec<Node>,
    /// Half of its width and height, pixels.
    pub half: [f64; 2],
}

/// A badge this near to the start of a pointer belongs to that pointer, pixels.
const NEAR_POINTER: f64 = 34.0;

/// All pieces of a scene in order of drawing.
#[must_use]
pub fn pieces(scene: &Scene) -> Vec<Piece<'_>> {
    let layer = |name: &str| {
        scene.layers.iter().find(|layer| layer.name == name).map_or(&[][..], |layer| &layer.nodes[..])
    };
    let dots: Vec<[f64; 2]> = layer("places").iter().filter_map(|n| extent(n).map(middle)).collect();
    let leaders: Vec<[[f64; 2]; 2]> = layer("leaders").iter().filter_map(segment).collect();
    let mut found = Vec::new();
    for (node, at) in layer("places").iter().zip(&dots) {
        found.push(piece(*at, Role::Dot, node));
    }
    for (node, [from, _]) in layer("leaders").iter().zip(&leaders) {
        found.push(piece(*from, Role::Leader, node));
    }
    for node in layer("labels") {
        let role = match node {
            Node::Group(Group { provenance: Some(p), .. }) if !p.id.is_empty() => Role::Place(&p.id),
            _ => Role::Name,
        };
        let Some(bounds) = extent(node) else { continue };
        found.push(piece(named(node).unwrap_or_else(|| middle(bounds)), role, node));
    }
    // The badges of a pointer follow it.
    let mut pointer: Option<[[f64; 2]; 2]> = None;
    for node in layer("events") {
        if let Some([spot, end]) = segment(node) {
            pointer = Some([spot, end]);
            found.push(piece(target(spot, end, &dots), Role::Pointer, node));
            continue;
        }
        let Some(bounds) = extent(node) else { continue };
        let here = middle(bounds);
        let own = pointer.filter(|[spot, _]| distance(here, *spot) < NEAR_POINTER);
        let at = own.map_or(here, |[spot, end]| target(spot, end, &dots));
        let number = match node {
            Node::Group(group) => number_of(&group.name),
            _ => None,
        };
        found.push(piece(at, number.map_or(Role::Pointer, Role::Event), node));
    }
    found
}

/// The point that the first text of a node names.
fn named(node: &Node) -> Option<[f64; 2]> {
    match node {
        Node::Text(text) => text.names,
        Node::Group(group) => group.nodes.iter().find_map(named),
        _ => None,
    }
}

/// The number in the name of a mark's group (`event-3`, or `event-3-2` for its second place).
fn number_of(name: &str) -> Option<u32> {
    name.strip_prefix("event-")?.split('-').next()?.parse().ok()
}

/// The dot that a pointer ends at, or its end.
fn target(spot: [f64; 2], end: [f64; 2], dots: &[[f64; 2]]) -> [f64; 2] {
    nearest(dots, |dot| distance(end, dot), 9.0).unwrap_or_else(|| {
        let length = distance(spot, end).max(1e-6);
        [0, 1].map(|i| end[i] + (end[i] - spot[i]) / length * 5.0)
    })
}

fn piece<'a>(at: [f64; 2], role: Role<'a>, node: &Node) -> Piece<'a> {
    let half = extent(node).map_or([0.0; 2], |b| [b.width / 2.0, b.height / 2.0]);
    Piece { at, role, nodes: vec![shifted(node, [-at[0], -at[1]])], half }
}

fn nearest(points: &[[f64; 2]], far: impl Fn([f64; 2]) -> f64, most: f64) -> Option<[f64; 2]> {
    let near = points.iter().map(|p| (far(*p), *p)).filter(|(d, _)| *d < most);
    near.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, p)| p)
}

fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    libm::hypot(a[0] - b[0], a[1] - b[1])
}

fn middle(rect: Rect) -> [f64; 2] {
    [rect.x + rect.width / 2.0, rect.y + rect.height / 2.0]
}

/// The two ends of a path that is one straight stroke.
fn segment(node: &Node) -> Option<[[f64; 2]; 2]> {
    match node {
        Node::Path(Path { commands, .. }) => match commands[..] {
            [Command::Move(from), Command::Line(to)] => Some([from, to]),
            _ => None,
        },
        _ => None,
    }
}

/// Box around a node.
#[must_use]
pub fn extent(node: &Node) -> Option<Rect> {
    let around = |points: &mut dyn Iterator<Item = [f64; 2]>| {
        let mut bounds: Option<[f64; 4]> = None;
        for [x, y] in points {
            let b = bounds.unwrap_or([x, y, x, y]);
            bounds = Some([b[0].min(x), b[1].min(y), b[2].max(x), b[3].max(y)]);
        }
        bounds.map(|b| Rect { x: b[0], y: b[1], width: b[2] - b[0], height: b[3] - b[1] })
    };
    match node {
        Node::Lines(lines) => {
            around(&mut lines.lines.iter().flat_map(|l| &l.points).map(|p| p.map(|v| f64::from(v) / 10.0)))
        }
        Node::Path(path) => around(&mut path.commands.iter().filter_map(|c| match c {
            Command::Move(p) | Command::Line(p) | Command::Cubic(_, _, p) => Some(*p),
            Command::Close => None,
        })),
        Node::Circle(c) => Some(Rect { x: c.x - c.r, y: c.y - c.r, width: c.r * 2.0, height: c.r * 2.0 }),
        Node::Rect(r) => Some(r.rect),
        Node::Text(text) => Some(text.bounds),
        Node::Group(group) => extent_of(&group.nodes),
    }
}

/// Box around nodes.
#[must_use]
pub fn extent_of(nodes: &[Node]) -> Option<Rect> {
    nodes.iter().filter_map(extent).reduce(|a, b| {
        let (x, y) = (a.x.min(b.x), a.y.min(b.y));
        let (right, bottom) = ((a.x + a.width).max(b.x + b.width), (a.y + a.height).max(b.y + b.height));
        Rect { x, y, width: right - x, height: bottom - y }
    })
}

/// A node, moved.
#[must_use]
pub fn shifted(node: &Node, by: [f64; 2]) -> Node {
    let go = |[x, y]: [f64; 2]| [x + by[0], y + by[1]];
    let mut node = node.clone();
    match &mut node {
        Node::Lines(lines) => {
            #[expect(clippy::cast_possible_truncation, reason = "pixels of a page in tenths")]
            let tenths = by.map(|v| libm::round(v * 10.0) as i32);
            for point in lines.lines.iter_mut().flat_map(|l| &mut l.points) {
                *point = [point[0] + tenths[0], point[1] + tenths[1]];
            }
        }
        Node::Path(path) => {
            for command in &mut path.commands {
                *command = match *command {
                    Command::Move(p) => Command::Move(go(p)),
                    Command::Line(p) => Command::Line(go(p)),
                    Command::Cubic(a, b, p) => Command::Cubic(go(a), go(b), go(p)),
                    Command::Close => Command::Close,
                };
            }
        }
        Node::Circle(circle) => [circle.x, circle.y] = go([circle.x, circle.y]),
        Node::Rect(r) => [r.rect.x, r.rect.y] = go([r.rect.x, r.rect.y]),
        Node::Text(text) => move_text(text, by),
        Node::Group(group) => {
            group.nodes = group.nodes.iter().map(|inner| shifted(inner, by)).collect();
        }
    }
    node
}

fn move_text(text: &mut Text, by: [f64; 2]) {
    text.x += by[0];
    text.y += by[1];
    text.bounds.x += by[0];
    text.bounds.y += by[1];
    for letter in &mut text.letters {
        letter[0] += by[0];
        letter[1] += by[1];
    }
}

#[cfg(test)]
mod tests {
    use super::{extent, number_of, shifted};
    use crate::model::scene::{Circle, Node, Style};

    #[test]
    fn moving_there_and_back_changes_nothing() {
        let node = Node::Circle(Circle { x: 3.0, y: 4.0, r: 2.0, style: Style::default() });
        let there = shifted(&node, [10.0, -4.0]);
        assert_eq!(extent(&there).map(|b| (b.x, b.y, b.width)), Some((11.0, -2.0, 4.0)));
        assert_eq!(shifted(&there, [-10.0, 4.0]), node);
    }

    #[test]
    fn marks_tell_their_number() {
        assert_eq!(number_of("event-12"), Some(12));
        assert_eq!(number_of("event-3-2"), Some(3));
        assert_eq!(number_of("place-gn1"), None);
    }
}
