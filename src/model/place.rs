//! A place of the gazetteer: what it is, where it lies, what it belongs to.

use serde::{Deserialize, Serialize};

use crate::model::geo::LonLat;

/// Stable identifier of a place, such as `gn1138958` or `region:hindu-kush`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlaceId(pub String);

/// Reference to a geometry of the bundle, such as `country:AFG`, `admin1:PK-KP`,
/// `dispute:kashmir`, `line:durand-line`, `border:AFG-PAK`, `region:sahel`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GeometryRef(pub String);

/// What sort of thing a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlaceKind {
    /// A continent.
    Continent,
    /// A group of countries (the European Union, West Africa).
    Group,
    /// A country.
    Country,
    /// A dependency or other territory with a code of its own.
    Dependency,
    /// First-order administrative division.
    Admin1,
    /// Second-order administrative division.
    Admin2,
    /// A city, town or village.
    Settlement,
    /// A part of a settlement.
    Quarter,
    /// A physical or vernacular region.
    Region,
    /// A mountain range.
    Range,
    /// A peak or volcano.
    Peak,
    /// An island or archipelago.
    Island,
    /// A desert, plateau, peninsula, cape, valley or other landform.
    Landform,
    /// A park or reserve.
    Park,
    /// A river or canal.
    River,
    /// A lake or reservoir.
    Lake,
    /// An ocean, sea, gulf, bay, strait or channel.
    Sea,
    /// A boundary or other named line.
    Line,
    /// A disputed area.
    Dispute,
    /// A border crossing, base, plant, dam, camp or building.
    Site,
    /// An airport.
    Airport,
}

impl PlaceKind {
    /// Whether a dot at the reference point states the place's position fairly.
    #[must_use]
    pub const fn is_pointlike(self) -> bool {
        matches!(self, Self::Settlement | Self::Quarter | Self::Peak | Self::Site | Self::Airport)
    }

    /// Whether the place is water.
    #[must_use]
    pub const fn is_water(self) -> bool {
        matches!(self, Self::River | Self::Lake | Self::Sea)
    }
}

/// A place, as every stage after resolution sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Stable identifier.
    pub id: PlaceId,
    /// Name in English.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Feature code of GeoNames where known (`PPLC`, `ADM1`), else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub feature_code: String,
    /// Reference point.
    pub point: LonLat,
    /// Where a label of an area may stand; absent for points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label_point: Option<LonLat>,
    /// Country or dependency, ISO 3166-1 alpha-2; empty for what lies in several or none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// Name of the first-order division it lies in, else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub admin1: String,
    /// Containing places, nearest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parents: Vec<PlaceId>,
    /// Inhabitants, 0 if unknown.
    #[serde(default)]
    pub population: u64,
    /// Cartographic rank: 0 is the most important, 10 the least.
    pub rank: u8,
    /// Its geometry in the bundle, if it has one beyond the point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geometry: Option<GeometryRef>,
}

impl Place {
    /// A place of which only id, name, kind and position are known, of middling rank.
    #[must_use]
    pub fn bare(id: PlaceId, name: &str, kind: PlaceKind, point: LonLat) -> Self {
        Self {
            id,
            name: name.to_owned(),
            kind,
            feature_code: String::new(),
            point,
            label_point: None,
            country: String::new(),
            admin1: String::new(),
            parents: Vec::new(),
            population: 0,
            rank: 5,
            geometry: None,
        }
    }

    /// Whether it is the seat of a country's government.
    #[must_use]
    pub fn is_capital(&self) -> bool {
        self.feature_code == "PPLC"
    }
}
