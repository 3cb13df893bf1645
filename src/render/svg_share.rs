//! Attributes that most of a layer's shapes have in common are written once, at the layer.
//!
//! An attribute moves up only if every shape that would heed it says its own, itself or through a group, so that none
//! inherits what it did not have.

use std::cmp::Reverse;

use svg::Node;
use svg::node::element::Element;

/// Attributes that shapes inherit.
const INHERITED: [&str; 11] = [
    "fill",
    "stroke",
    "stroke-width",
    "stroke-linecap",
    "stroke-linejoin",
    "paint-order",
    "font-size",
    "font-style",
    "font-weight",
    "letter-spacing",
    "text-anchor",
];

/// One flag for each of them.
type Flags = [bool; INHERITED.len()];

/// What the shapes of a layer say of one attribute.
#[derive(Debug, Clone, Default)]
struct Tally<'a> {
    /// How often each value stands at an outermost element that has one.
    values: Vec<(&'a str, usize)>,
    /// Whether some shape that heeds it has none.
    is_missing: bool,
}

impl<'a> Tally<'a> {
    fn add(&mut self, value: &'a str) {
        match self.values.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => self.values.push((value, 1)),
        }
    }

    /// The most frequent value, if it stands at several elements; the first in alphabetical order among equals.
    fn shared(&self) -> Option<&'a str> {
        let most = self.values.iter().min_by_key(|&&(value, count)| (Reverse(count), value));
        most.filter(|(_, count)| *count > 1 && !self.is_missing).map(|(value, _)| *value)
    }
}

/// Moves what the shapes of a layer share to the layer.
pub fn share(layer: &mut Element) {
    let mut tallies: [Tally<'_>; INHERITED.len()] = Default::default();
    for node in layer.get_children() {
        count(node.as_ref(), [false; INHERITED.len()], &mut tallies);
    }
    let moved: Vec<(&str, String)> = INHERITED
        .into_iter()
        .zip(&tallies)
        .filter_map(|(key, tally)| Some((key, tally.shared()?.to_owned())))
        .collect();
    for (key, value) in moved {
        layer.get_children_mut().iter_mut().for_each(|node| remove(node.as_mut(), key, &value));
        layer.get_attributes_mut().insert(key.to_owned(), value.into());
    }
}

/// Counts the values that shapes and groups give; `given` says what the groups around have.
fn count<'a>(node: &'a dyn Node, mut given: Flags, tallies: &mut [Tally<'a>; INHERITED.len()]) {
    // Words have no attributes.
    let Some(own) = node.get_attributes() else { return };
    for (index, key) in INHERITED.into_iter().enumerate() {
        if let Some(value) = own.get(key) {
            if !given[index] {
                tallies[index].add(value);
            }
            given[index] = true;
        }
    }
    if is_group(node) {
        let children = node.get_children().into_iter().flatten();
        return children.for_each(|child| count(child.as_ref(), given, tallies));
    }
    let stroked = given[1];
    for ((key, tally), given) in INHERITED.into_iter().zip(tallies).zip(given) {
        tally.is_missing |= !given && heeds(node, key, stroked);
    }
}

fn is_group(node: &dyn Node) -> bool {
    matches!(node.get_name(), "g" | "a")
}

/// Whether a shape would look otherwise with an attribute that it does not have.
fn heeds(node: &dyn Node, key: &str, stroked: bool) -> bool {
    let has = |key: &str| node.get_attributes().is_some_and(|own| own.contains_key(key));
    let name = node.get_name();
    match key {
        "fill" | "stroke" => true,
        // What is closed has no ends, and what is round no corners.
        "stroke-linecap" => stroked && (!matches!(name, "rect" | "circle") || has("stroke-dasharray")),
        "stroke-linejoin" => stroked && name != "circle" && !has("rx"),
        "stroke-width" | "paint-order" => stroked,
        _ => name == "text",
    }
}

/// Takes the attribute from the outermost elements that have that value.
fn remove(node: &mut dyn Node, key: &str, value: &str) {
    let Some(own) = node.get_attributes_mut() else { return };
    if let Some(found) = own.get(key) {
        if &**found == value {
            own.remove(key);
        }
        return;
    }
    if is_group(node) {
        node.get_children_mut().into_iter().flatten().for_each(|c| remove(c.as_mut(), key, value));
    }
}

#[cfg(test)]
mod tests {
    use svg::Node as _;
    use svg::node::element::Element;

    use super::share;
    use crate::render::svg_attributes::element;

    fn layer(nodes: Vec<Element>) -> String {
        let mut layer = Element::new("g");
        nodes.into_iter().for_each(|node| layer.append(node));
        share(&mut layer);
        layer.to_string().replace('\n', "")
    }

    #[test]
    fn the_most_frequent_value_stands_at_the_layer() {
        let dot = |fill: &str| element("circle", &[("fill", fill), ("r", "2")]);
        assert_eq!(
            layer(vec![dot("red"), dot("blue"), dot("blue")]),
            "<g fill=\"blue\"><circle fill=\"red\" r=\"2\"/><circle r=\"2\"/><circle r=\"2\"/></g>"
        );
    }

    #[test]
    fn no_shape_inherits_what_it_did_not_have() {
        let line = element("path", &[("stroke", "red"), ("stroke-width", "2")]);
        let plain = element("circle", &[("r", "2")]);
        let unlike = layer(vec![line.clone(), line.clone(), plain.clone()]);
        // Without a stroke, its width says nothing.
        assert!(unlike.starts_with("<g stroke-width=\"2\"><path stroke=\"red\"/>"), "{unlike}");
        let thin = element("path", &[("stroke", "red")]);
        let kept = layer(vec![line.clone(), line, thin]);
        assert!(kept.starts_with("<g stroke=\"red\"><path stroke-width=\"2\"/>"), "{kept}");
    }

    #[test]
    fn a_group_gives_its_shapes_what_it_has() {
        let mut group = element("g", &[("fill", "red")]);
        group.append(element("text", &[]));
        group.append(element("text", &[("fill", "blue")]));
        let shared = layer(vec![group, element("text", &[("fill", "red")])]);
        assert_eq!(shared, "<g fill=\"red\"><g><text/><text fill=\"blue\"/></g><text/></g>");
    }
}
