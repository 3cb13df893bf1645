//! Layout of the embedded basemap: sections and fixed-size records.
//!
//! The builder writes with this very file, so both sides agree. All numbers are little endian; positions are whole
//! units of 0.00001 degrees, longitude first. A string is a `u32` offset into [`STRINGS`], where a `u16` length and
//! the text stand. A file is: magic, then for each section its offset and length (`u32` each), then the sections.

/// First bytes of the file; the digit is the version of the layout.
pub const MAGIC: &[u8; 8] = b"dlmap\x001\n";

/// All strings.
pub const STRINGS: usize = 0;
/// Worldviews, see [`view`].
pub const VIEWS: usize = 1;
/// Countries sorted by code, see [`country`]; states that only some views know come last.
pub const COUNTRIES: usize = 2;
/// For each country and view: the country that it is drawn in, `u16`.
pub const COUNTRY_HOLDERS: usize = 3;
/// Disputes, see [`dispute`].
pub const DISPUTES: usize = 4;
/// Parts of disputes, see [`part`].
pub const PARTS: usize = 5;
/// For each part and view: who holds it, `u16`; [`NOBODY`] for nobody, plus [`SETTLED`] where the view draws no dispute.
pub const PART_HOLDERS: usize = 6;
/// Divisions sorted by id, see [`division`].
pub const DIVISIONS: usize = 7;
/// Rows of border classes: one `u8` for each view.
pub const CLASSES: usize = 8;
/// Classed lines of the source, see [`source`].
pub const SOURCES: usize = 9;
/// Lakes, rivers, regions, seas, named lines and drawn shapes, sorted by reference, see [`feature`].
pub const FEATURES: usize = 10;
/// Rings and lines of the features, see [`ring`].
pub const FEATURE_RINGS: usize = 11;
/// Positions of the rings: the first as two `i32`, then differences as zigzag varints.
pub const FEATURE_POINTS: usize = 12;
/// First section of the three levels (1:10m, 1:50m, 1:110m); each has [`LEVEL_SECTIONS`] sections.
pub const LEVELS: usize = 13;
/// Sections of a level.
pub const LEVEL_SECTIONS: usize = 6;
/// Within a level: arcs along a Hilbert curve, see [`arc`].
pub const ARCS: usize = 0;
/// Within a level: box of each arc, four `i32`.
pub const BOXES: usize = 1;
/// Within a level: box of each [`BLOCK`] arcs, four `i32`.
pub const BLOCKS: usize = 2;
/// Within a level: inner positions of the arcs, as zigzag varint differences from the one before.
pub const POINTS: usize = 3;
/// Within a level: for each division, and once more, where its list in [`FACES`] starts, `u32`.
pub const FACE_STARTS: usize = 4;
/// Within a level: arcs that bound a division, `u32`; with [`REVERSED`] when the division lies to the right.
pub const FACES: usize = 5;
/// Number of sections.
pub const SECTIONS: usize = LEVELS + 3 * LEVEL_SECTIONS;
/// Length of the header in bytes.
pub const HEADER: usize = 8 + SECTIONS * 8;

/// No division, part, source or shape.
pub const NONE: u16 = u16::MAX;
/// Nobody holds the part.
pub const NOBODY: u16 = 0x7fff;
/// The view assigns the part and draws no dispute.
pub const SETTLED: u16 = 0x8000;
/// The arc is passed from its end to its start.
pub const REVERSED: u32 = 1 << 31;
/// Arcs in a block.
pub const BLOCK: usize = 32;
/// Units in a degree.
pub const UNITS: f64 = 1e5;

/// Fields of a worldview.
pub mod view {
    /// Code, string.
    pub const CODE: usize = 0;
    /// Name, string.
    pub const NAME: usize = 4;
    /// `neutral`, `de-facto`, `national`, string.
    pub const KIND: usize = 8;
    /// Other codes, joined by spaces, string.
    pub const ALIASES: usize = 12;
    /// Length of the record.
    pub const SIZE: usize = 16;
}

/// Fields of a country.
pub mod country {
    /// Natural Earth's code, string.
    pub const CODE: usize = 0;
    /// ISO 3166-1 alpha-2 or empty, string.
    pub const ISO_A2: usize = 4;
    /// English name, string.
    pub const NAME: usize = 8;
    /// Short name, string.
    pub const SHORT: usize = 12;
    /// Code of the sovereign, string.
    pub const SOVEREIGN: usize = 16;
    /// Kind, string.
    pub const KIND: usize = 20;
    /// Continent, string.
    pub const CONTINENT: usize = 24;
    /// Subregion, string.
    pub const SUBREGION: usize = 28;
    /// Label point, two `i32`.
    pub const LABEL: usize = 32;
    /// Inhabitants, `u32`.
    pub const POPULATION: usize = 40;
    /// Label rank, `u8`.
    pub const RANK: usize = 44;
    /// Number that differs from the neighbors', `u8`.
    pub const COLOR: usize = 45;
    /// Smallest scale that shows it: 0 for 1:10m, 1 for 1:50m, 2 for 1:110m, `u8`.
    pub const SCALE: usize = 46;
    /// Length of the record.
    pub const SIZE: usize = 48;
}

/// Fields of a dispute.
pub mod dispute {
    /// Id, string.
    pub const ID: usize = 0;
    /// Name, string.
    pub const NAME: usize = 4;
    /// Kind, string.
    pub const KIND: usize = 8;
    /// Style: `hatched`, `plain`, `separate`; string.
    pub const STYLE: usize = 12;
    /// Words on the status, string.
    pub const STATUS: usize = 16;
    /// Document, date and paragraph of the ruling, string.
    pub const SOURCE: usize = 20;
    /// Names in views, `code=name` joined by newlines, string.
    pub const LABELS: usize = 24;
    /// First part, `u16`.
    pub const FIRST: usize = 28;
    /// Number of parts, `u16`.
    pub const COUNT: usize = 30;
    /// Whether nobody has compared the text of the source, `u8`.
    pub const UNVERIFIED: usize = 32;
    /// Length of the record.
    pub const SIZE: usize = 36;
}

/// Fields of a part.
pub mod part {
    /// `dispute/part`, string.
    pub const ID: usize = 0;
    /// Name, string.
    pub const NAME: usize = 4;
    /// Who administers it: a code or words, string.
    pub const ADMINISTRATOR: usize = 8;
    /// Who claims it besides, codes joined by spaces, string.
    pub const CLAIMANTS: usize = 12;
    /// Its dispute, `u16`.
    pub const DISPUTE: usize = 16;
    /// Length of the record.
    pub const SIZE: usize = 20;
}

/// Fields of a division.
pub mod division {
    /// Id, string.
    pub const ID: usize = 0;
    /// Name, string.
    pub const NAME: usize = 4;
    /// ISO 3166-2 or empty, string.
    pub const ISO: usize = 8;
    /// Province, district, ..., string.
    pub const KIND: usize = 12;
    /// Country that governs it, `u16`.
    pub const COUNTRY: usize = 16;
    /// Part of a dispute, `u16`, or [`super::NONE`].
    pub const PART: usize = 18;
    /// Label point, two `i32`; equal to `i32::MIN` where there is none.
    pub const LABEL: usize = 20;
    /// Label rank, `u8`.
    pub const RANK: usize = 28;
    /// Box, four `i32`.
    pub const BOUNDS: usize = 32;
    /// Length of the record.
    pub const SIZE: usize = 48;
}

/// Fields of a classed line of the source.
pub mod source {
    /// Id, string.
    pub const ID: usize = 0;
    /// Name, string.
    pub const NAME: usize = 4;
    /// Length of the record.
    pub const SIZE: usize = 8;
}

/// Fields of a feature.
pub mod feature {
    /// Reference, such as `lake:baikal`, string.
    pub const REFERENCE: usize = 0;
    /// Name, string.
    pub const NAME: usize = 4;
    /// Kind, string.
    pub const KIND: usize = 8;
    /// Divisions or countries it consists of, codes joined by spaces, string.
    pub const DIVISIONS: usize = 12;
    /// Rank, `u8`.
    pub const RANK: usize = 16;
    /// 0 for points, 1 for lines, 2 for areas, `u8`.
    pub const SHAPE: usize = 17;
    /// Smallest scale that shows it, as for countries, `u8`.
    pub const SCALE: usize = 18;
    /// Label point, two `i32`; equal to `i32::MIN` where there is none.
    pub const LABEL: usize = 20;
    /// Box, four `i32`.
    pub const BOUNDS: usize = 28;
    /// For each level: number of the first ring and number of rings, two `u32`.
    pub const RINGS: usize = 44;
    /// Length of the record.
    pub const SIZE: usize = 68;
}

/// Fields of a ring or line of a feature.
pub mod ring {
    /// Offset into the positions, `u32`.
    pub const START: usize = 0;
    /// Number of positions, `u32`; with [`super::REVERSED`] set for a hole of the ring before.
    pub const COUNT: usize = 4;
    /// Length of the record.
    pub const SIZE: usize = 8;
}

/// Fields of an arc.
pub mod arc {
    /// Division to the left, `u16`.
    pub const LEFT: usize = 0;
    /// Division to the right, `u16`.
    pub const RIGHT: usize = 2;
    /// Row of classes, `u16`.
    pub const CLASS: usize = 4;
    /// Line of the source, `u16`.
    pub const SOURCE: usize = 6;
    /// First position, two `i32`.
    pub const FIRST: usize = 8;
    /// Last position, two `i32`.
    pub const LAST: usize = 16;
    /// Offset of the inner positions, `u32`.
    pub const START: usize = 24;
    /// Number of inner positions, `u32`.
    pub const COUNT: usize = 28;
    /// Length of the record.
    pub const SIZE: usize = 32;
}
