//! Edits of a map: title, extent, layers, colors, names and markers, applied to a plan after it was made.
//!
//! They stand in the same file as edits of mentions and survive a new reading of the article: a name is found by its
//! text, a mark by the number of its entry, and what is not found is reported.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diagnostic::{Error, ErrorKind, Result, Warning};
use crate::model::geo::{Bounds, LonLat};
use crate::model::place::PlaceKind;
use crate::model::plan::{Anchor, Entry, Label, LabelStyle, Mark, Plan, Projection};

/// The parts of a file of edits that change the map. Other tables of the file are left to their readers.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
pub struct MapEdits {
    /// The map as a whole.
    #[serde(default)]
    pub map: Whole,
    /// Names.
    #[serde(default, rename = "label")]
    pub labels: Vec<LabelEdit>,
    /// Marks of events, and new ones.
    #[serde(default, rename = "marker")]
    pub markers: Vec<MarkerEdit>,
}

/// `[map]`
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whole {
    /// Title.
    pub title: Option<String>,
    /// Line below it.
    pub subtitle: Option<String>,
    /// Credit line, in whole.
    pub credit: Option<String>,
    /// Frame: west, south, east, north, degrees.
    pub extent: Option<[f64; 4]>,
    /// Name of the projection.
    pub projection: Option<String>,
    /// Name of the theme.
    pub theme: Option<String>,
    /// Layers and furniture to draw.
    #[serde(default)]
    pub show: Vec<String>,
    /// Layers and furniture to leave out.
    #[serde(default)]
    pub hide: Vec<String>,
    /// Values of the theme by their path: `"ground.sea" = "#cfe3ee"`.
    #[serde(default)]
    pub colors: BTreeMap<String, String>,
}

/// `[[label]]`: what becomes of a name of the map.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelEdit {
    /// The name as it stands on the map.
    pub name: String,
    /// What it shall read instead.
    pub text: Option<String>,
    /// How far it shall stand from its place, pixels to the right and down.
    pub offset: Option<[f64; 2]>,
    /// Leave it out.
    #[serde(default)]
    pub hide: bool,
    /// Add it at this point (longitude, latitude) if the map has no such name.
    pub at: Option<[f64; 2]>,
}

/// `[[marker]]`: what becomes of the mark of an entry, or a new one.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkerEdit {
    /// Number of the entry; without one the marker is new.
    pub number: Option<u32>,
    /// Where it shall stand: longitude, latitude.
    pub at: Option<[f64; 2]>,
    /// What the list shall say.
    pub text: Option<String>,
    /// The date that the list shall give.
    pub date: Option<String>,
    /// Kind of event, for the symbol.
    pub kind: Option<String>,
    /// Leave mark and entry out.
    #[serde(default)]
    pub hide: bool,
}

/// Longest text that an edit may set, characters.
const MAX_TEXT: usize = 300;
/// Farthest offset of a name, pixels.
const MAX_OFFSET: f64 = 400.0;

/// Reads the parts of a file of edits (TOML) that change the map.
///
/// # Errors
/// If the file is no TOML, or a part has a key or value that makes no sense.
pub fn parse(text: &str) -> Result<MapEdits> {
    let edits: MapEdits = toml::from_str(text).map_err(|e| fault(&e.to_string()))?;
    let map = &edits.map;
    let texts = [&map.title, &map.subtitle, &map.credit].into_iter().flatten();
    let texts = texts
        .chain(edits.labels.iter().filter_map(|l| l.text.as_ref()))
        .chain(edits.labels.iter().map(|l| &l.name))
        .chain(edits.markers.iter().filter_map(|m| m.text.as_ref()));
    for text in texts {
        if text.chars().count() > MAX_TEXT {
            return Err(fault(&format!("a text is longer than {MAX_TEXT} characters: '{:.40} ...'", text)));
        }
    }
    for point in edits.labels.iter().filter_map(|l| l.at).chain(edits.markers.iter().filter_map(|m| m.at)) {
        position(point)?;
    }
    for offset in edits.labels.iter().filter_map(|l| l.offset) {
        if !offset.iter().all(|v| v.abs() <= MAX_OFFSET) {
            return Err(fault(&format!("offset {offset:?} is more than {MAX_OFFSET} pixels")));
        }
    }
    if let Some(extent) = map.extent {
        bounds(extent)?;
    }
    for name in map.show.iter().chain(&map.hide) {
        if !SWITCHES.contains(&name.as_str()) {
            return Err(fault(&format!("there is no layer '{name}'"))
                .with_hint(format!("layers to show or hide: {}", SWITCHES.join(", "))));
        }
    }
    Ok(edits)
}

/// Layers and furniture that can be switched.
const SWITCHES: [&str; 7] = ["admin1", "graticule", "legend", "locator", "scale-bar", "timeline", "water"];

fn position([lon, lat]: [f64; 2]) -> Result<LonLat> {
    if lon.abs() <= 180.0 && lat.abs() <= 90.0 {
        Ok(LonLat::new(lon, lat))
    } else {
        Err(fault(&format!("[{lon}, {lat}] is no longitude and latitude")))
    }
}

fn bounds([west, south, east, north]: [f64; 4]) -> Result<Bounds> {
    let bounds = Bounds { west, south, east, north };
    let fits = position([west, south]).is_ok() && position([east, north]).is_ok();
    if fits && south < north && west != east {
        Ok(bounds)
    } else {
        Err(fault(&format!("extent {west}, {south}, {east}, {north} is no box on the globe"))
            .with_hint("give west, south, east, north in degrees with south below north"))
    }
}

fn fault(what: &str) -> Error {
    Error::new(ErrorKind::Options, format!("edits: {what}"))
}

/// Applies edits to a plan; what they name and the plan does not have is reported.
///
/// # Errors
/// If a value makes no sense.
pub fn apply(plan: &mut Plan, edits: &MapEdits) -> Result<Vec<Warning>> {
    let mut warnings = Vec::new();
    whole(plan, &edits.map)?;
    for edit in &edits.labels {
        label(plan, edit, &mut warnings)?;
    }
    for edit in &edits.markers {
        marker(plan, edit, &mut warnings)?;
    }
    Ok(warnings)
}

fn whole(plan: &mut Plan, edit: &Whole) -> Result<()> {
    for (slot, text) in [
        (&mut plan.title, &edit.title),
        (&mut plan.subtitle, &edit.subtitle),
        (&mut plan.credit, &edit.credit),
        (&mut plan.theme, &edit.theme),
    ] {
        if let Some(text) = text {
            slot.clone_from(text);
        }
    }
    if let Some(extent) = edit.extent {
        plan.frame.bounds = bounds(extent)?;
        plan.frame.projection = None;
        plan.frame.hold.clear();
    }
    if let Some(name) = &edit.projection {
        let b = plan.frame.bounds;
        let sixth = b.height() / 6.0;
        let parallels = vec![b.south + sixth, b.north - sixth];
        plan.frame.projection = Some(Projection { name: name.clone(), center: b.center(), parallels });
    }
    for (names, on) in [(&edit.show, true), (&edit.hide, false)] {
        for name in names {
            let f = &mut plan.furniture;
            let switch = match name.as_str() {
                "admin1" => &mut f.admin1,
                "graticule" => &mut f.graticule,
                "legend" => &mut f.legend,
                "locator" => &mut f.locator,
                "scale-bar" => &mut f.scale_bar,
                "timeline" => &mut f.timeline,
                _ => &mut f.water,
            };
            *switch = on;
        }
    }
    plan.style.extend(edit.colors.iter().map(|(path, value)| (path.clone(), value.clone().into())));
    Ok(())
}

fn label(plan: &mut Plan, edit: &LabelEdit, warnings: &mut Vec<Warning>) -> Result<()> {
    let is_it = |l: &Label| l.text.to_lowercase() == edit.name.to_lowercase();
    if !plan.labels.iter().any(is_it) {
        match edit.at {
            Some(at) => plan.labels.insert(0, added(&edit.name, position(at)?)),
            None => {
                warnings.push(missing(&format!("the map has no name '{}'", edit.name)));
                return Ok(());
            }
        }
    }
    if edit.hide {
        plan.labels.retain(|l| !is_it(l));
    }
    for l in plan.labels.iter_mut().filter(|l| is_it(l)) {
        l.offset = edit.offset.or(l.offset);
        if let Some(text) = &edit.text {
            l.text.clone_from(text);
        }
        // A name that somebody cared for must stand.
        l.priority = 1.0;
    }
    Ok(())
}

fn added(text: &str, point: LonLat) -> Label {
    Label {
        text: text.to_owned(),
        place: None,
        kind: PlaceKind::Site,
        style: LabelStyle::Site,
        point,
        geometry: None,
        priority: 1.0,
        mentioned: true,
        offset: None,
    }
}

fn marker(plan: &mut Plan, edit: &MarkerEdit, warnings: &mut Vec<Warning>) -> Result<()> {
    let Some(number) = edit.number else { return new_marker(plan, edit) };
    let Some(entry) = plan.entries.iter_mut().find(|e| e.number == number) else {
        warnings.push(missing(&format!("the list has no number {number}")));
        return Ok(());
    };
    if edit.hide {
        plan.entries.retain(|e| e.number != number);
        plan.marks.retain(|m| m.number != number);
        return Ok(());
    }
    for (slot, text) in
        [(&mut entry.text, &edit.text), (&mut entry.date, &edit.date), (&mut entry.kind, &edit.kind)]
    {
        if let Some(text) = text {
            slot.clone_from(text);
        }
    }
    let Some(at) = edit.at else { return Ok(()) };
    entry.on_map = true;
    entry.outside = false;
    let (id, background) = (entry.events.first().cloned().unwrap_or_default(), entry.background);
    let kind = entry.kind.clone();
    plan.marks.retain(|m| m.number != number);
    plan.marks.push(mark(id, number, kind, position(at)?, background));
    Ok(())
}

fn new_marker(plan: &mut Plan, edit: &MarkerEdit) -> Result<()> {
    let Some(at) = edit.at else {
        return Err(fault("a marker needs the number of an entry, or a point: at = [lon, lat]"));
    };
    let number = plan.entries.iter().map(|e| e.number).max().unwrap_or(0) + 1;
    let id = format!("edit-{number}");
    let kind = edit.kind.clone().unwrap_or_default();
    plan.marks.push(mark(id.clone(), number, kind.clone(), position(at)?, false));
    plan.entries.push(Entry {
        number,
        events: vec![id],
        kind,
        date: edit.date.clone().unwrap_or_default(),
        days: Vec::new(),
        text: edit.text.clone().unwrap_or_default(),
        details: Vec::new(),
        evidence: Vec::new(),
        background: false,
        status: String::new(),
        on_map: true,
        outside: false,
    });
    Ok(())
}

fn mark(id: String, number: u32, kind: String, at: LonLat, background: bool) -> Mark {
    Mark {
        id,
        number,
        kind,
        place: String::new(),
        anchor: Anchor::Point { at },
        background,
        hollow: false,
        doubtful: false,
        confidence: 1.0,
    }
}

fn missing(what: &str) -> Warning {
    Warning::new("edit-unused", format!("edits: {what}"))
}

#[cfg(test)]
mod tests {
    use super::{apply, parse};
    use crate::model::geo::Bounds;
    use crate::model::plan::{Anchor, Plan};

    /// A plan with one entry, its mark and a name.
    fn plan() -> Plan {
        let json = r##"{"version":1,"id":"m","title":"T","credit":"C","description":"","lang":"en","worldview":"neutral",
            "theme":"news","page":{"width":600,"height":null,"min_text":11},
            "frame":{"bounds":{"west":0,"south":0,"east":10,"north":10}},"areas":[],"lines":[],
            "labels":[{"text":"Kabul","kind":"settlement","style":"capital","point":{"lon":1,"lat":1},"priority":0.5}],
            "marks":[{"id":"e1","number":1,"kind":"airstrike","place":"Kabul","anchor":{"type":"area",
                "geometry":"country:AFG","at":{"lon":1,"lat":1}},"confidence":0.9}],
            "entries":[{"number":1,"events":["e1"],"kind":"airstrike","date":"Oct. 9","text":"Airstrikes","on_map":true}],
            "furniture":{"scale_bar":true,"locator":true,"legend":true,"graticule":true,"admin1":true,"water":true,
                "timeline":false}}"##;
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn everything_that_was_decided_can_be_corrected() {
        let edits = r##"
            [map]
            title = "New"
            extent = [1, 2, 3, 4]
            hide = ["locator"]
            show = ["timeline"]
            colors = { "ground.sea" = "#ffffff" }
            [[label]]
            name = "kabul"
            text = "Kabol"
            offset = [4, -3]
            [[label]]
            name = "Camp"
            at = [2, 2.5]
            [[marker]]
            number = 1
            at = [5, 5]
            text = "Raid"
            [[marker]]
            at = [6, 6]
            text = "Hospital"
            kind = "aid"
        "##;
        let mut plan = plan();
        let warnings = apply(&mut plan, &parse(edits).unwrap()).unwrap();
        assert!(warnings.is_empty(), "{warnings:?}");
        assert_eq!(plan.title, "New");
        assert_eq!(plan.frame.bounds, Bounds { west: 1.0, south: 2.0, east: 3.0, north: 4.0 });
        assert!(plan.furniture.timeline && !plan.furniture.locator);
        assert_eq!(plan.style["ground.sea"], "#ffffff");
        assert!(plan.labels.iter().any(|l| l.text == "Kabol" && l.offset == Some([4.0, -3.0])));
        assert!(plan.labels.iter().any(|l| l.text == "Camp"));
        assert!(matches!(plan.marks[0].anchor, Anchor::Point { at } if at.lon == 5.0));
        assert_eq!((plan.entries[0].text.as_str(), plan.entries[1].text.as_str()), ("Raid", "Hospital"));
        assert_eq!(plan.marks[1].number, 2);
    }

    #[test]
    fn what_is_not_there_is_reported_and_nonsense_refused() {
        let mut plan = plan();
        let edits = parse("[[label]]\nname = 'Atlantis'\nhide = true\n[[marker]]\nnumber = 9\nhide = true\n")
            .unwrap();
        assert_eq!(apply(&mut plan, &edits).unwrap().len(), 2);
        for bad in [
            "[map]\nextent = [0, 9, 1, 2]",
            "[map]\nhide = ['borders']",
            "[map]\ncolour = 'red'",
            "[[marker]]\nnumber = 1\nat = [200, 0]",
            "[[label]]\nname = 'A'\noffset = [9999, 0]",
            "[map",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
        let other = "[[mention]]\nname = 'Georgia'\nplace = 'none'\n";
        assert!(parse(other).is_ok(), "other tables are for other readers");
    }

    #[test]
    fn hiding_takes_mark_and_entry() {
        let mut plan = plan();
        apply(&mut plan, &parse("[[marker]]\nnumber = 1\nhide = true").unwrap()).unwrap();
        assert!(plan.marks.is_empty() && plan.entries.is_empty());
    }
}
