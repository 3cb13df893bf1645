//! Puts a person's own layers into the plan: what lies in the frame, with the names of points and areas.

use crate::diagnostic::Warning;
use crate::model::geo::LonLat;
use crate::model::place::PlaceKind;
use crate::model::plan::{Label, LabelStyle, OwnFeature, OwnLayer, OwnShape, Plan};

/// Most names that the features of all layers put on the map.
const MAX_NAMES: usize = 40;
/// How much their names matter: less than the places of the story, more than those for orientation.
const PRIORITY: f32 = 0.62;

/// Adds the layers that the frame shows, their names and a sentence about them; warns of those that lie outside.
pub fn add(plan: &mut Plan, layers: &[OwnLayer], warnings: &mut Vec<Warning>) {
    let mut names = Vec::new();
    for layer in layers {
        if !layer.features.iter().any(|feature| in_frame(feature, plan)) {
            let message =
                format!("the layer '{}' lies outside of the map; --focus moves the frame", layer.name);
            warnings.push(Warning::new("layer-outside", message));
            continue;
        }
        names.extend(layer.features.iter().filter(|f| in_frame(f, plan)).filter_map(label));
        plan.layers.push(layer.clone());
    }
    if names.len() > MAX_NAMES {
        let message = format!("{} features of layers have names, the first {MAX_NAMES} are set", names.len());
        warnings.push(Warning::new("layer-names", message));
        names.truncate(MAX_NAMES);
    }
    plan.labels.extend(names);
    let shown: Vec<&str> = plan.layers.iter().map(|layer| layer.name.as_str()).collect();
    if !shown.is_empty() {
        plan.description.push_str(&format!(" Also shown: {}.", shown.join(", ")));
    }
}

fn in_frame(feature: &OwnFeature, plan: &Plan) -> bool {
    let bounds = &plan.frame.bounds;
    let inside = feature.shape.positions().any(|[lon, lat]| bounds.contains(LonLat::new(*lon, *lat)));
    // An area may cover the frame without a position in it.
    inside
        || matches!(&feature.shape, OwnShape::Areas { rings } if rings.iter().any(|r| covers(r, bounds.center())))
}

fn covers(ring: &[[f64; 2]], at: LonLat) -> bool {
    let crosses = |w: &&[[f64; 2]]| {
        let ([x0, y0], [x1, y1]) = (w[0], w[1]);
        (y0 > at.lat) != (y1 > at.lat) && at.lon < (x1 - x0) * (at.lat - y0) / (y1 - y0) + x0
    };
    ring.windows(2).filter(crosses).count() % 2 == 1
}

/// The name of a point or an area; the legend names lines.
fn label(feature: &OwnFeature) -> Option<Label> {
    let (style, kind, [lon, lat]) = match &feature.shape {
        OwnShape::Points { at } => (LabelStyle::Site, PlaceKind::Site, *at.first()?),
        OwnShape::Areas { rings } => (LabelStyle::Region, PlaceKind::Region, middle(rings.first()?)),
        OwnShape::Lines { .. } => return None,
    };
    (!feature.name.is_empty()).then(|| Label {
        text: feature.name.clone(),
        place: None,
        kind,
        style,
        point: LonLat::new(lon, lat),
        geometry: None,
        priority: PRIORITY,
        mentioned: false,
        offset: None,
    })
}

/// The middle of the box around a ring.
fn middle(ring: &[[f64; 2]]) -> [f64; 2] {
    let ends = |axis: usize| {
        let values = ring.iter().map(|p| p[axis]);
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
    };
    [0, 1].map(|axis| f64::midpoint(ends(axis).0, ends(axis).1))
}
