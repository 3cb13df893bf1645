//! Layout of the embedded basemap: sections and fixed-size records.
//!
//! The builder writes with this very file, so both sides agree. All numbers are little endian; positions are whole
//! units of 0.00001 degrees, longitude first. A string is a `u32` offset into [`STRINGS`], where a `u16` length and
//! the text stand. A file is: magic, then for each section its offset and length (`u32` each), then the sections.

/// First bytes of the file; the digit is the version of the layout.
pub const MAGIC: &[u8; 8] = b"dlmap\x001\n";

/// All strings.
pub const STRINGS: usize = 0;
/// Countries sorted by code, see [`country`]; states that only some views know come last.
pub const COUNTRIES: usize = 1;
/// Divisions sorted by id, see [`division`].
pub const DIVISIONS: usize = 2;
/// Classed lines of the source, see [`source`].
pub const SOURCES: usize = 3;
/// Lakes, rivers, regions, seas and drawn shapes, sorted by reference, see [`feature`].
pub const FEATURES: usize = 4;
/// Lines and rings of the features, see [`ring`].
pub const RINGS: usize = 5;
/// Box of each ring, four `i32`.
pub const RING_BOXES: usize = 6;
/// Inner positions of the rings, as those of the arcs.
pub const RING_POINTS: usize = 7;
/// First section of the three levels (1:10m, 1:50m, 1:110m); each has [`LEVEL_SECTIONS`] sections.
pub const LEVELS: usize = 8;
/// Sections of a level.
pub const LEVEL_SECTIONS: usize = 7;
/// Within a level: arcs along a Hilbert curve, see [`arc`].
pub const ARCS: usize = 0;
/// Within a level: box of each arc, four `i32`.
pub const BOXES: usize = 1;
/// Within a level: box of each [`BLOCK`] arcs, four `i32`.
pub const BLOCKS: usize = 2;
/// Within a level: inner positions of the arcs; each two zigzag varints (differences from the one before) and a
/// weight, see [`weight`].
pub const POINTS: usize = 3;
/// Within a level: for each division, and once more, where its list in [`FACES`] starts, `u32`.
pub const FACE_STARTS: usize = 4;
/// Within a level: arcs that bound a division, `u32`; with [`REVERSED`] when the division lies to the right.
pub const FACES: usize = 5;
/// Within a level: arcs between different countries or dispute parts, `u32`.
pub const BORDERS: usize = 6;
/// Number of sections.
pub const SECTIONS: usize = LEVELS + 3 * LEVEL_SECTIONS;
/// Length of the header in bytes.
pub const HEADER: usize = 8 + SECTIONS * 8;

/// No division or source.
pub const NONE: u16 = u16::MAX;
/// The arc is passed from its end to its start.
pub const REVERSED: u32 = 1 << 31;
/// Arcs in a block.
pub const BLOCK: usize = 32;
/// Units in a degree.
pub const UNITS: f64 = 1e5;
/// A coordinate that is not there.
pub const NOWHERE: i32 = i32::MIN;
/// The weight of a position that always stays.
pub const ALWAYS: u8 = u8::MAX;

/// The weight of a position as a byte: six steps for each doubling of its area in square kilometers.
#[must_use]
pub fn weight(km2: f32) -> u8 {
    if km2 <= 0.0 {
        return 0;
    }
    // The range is clamped before the cast; infinity stays the greatest.
    libm::ceilf(6.0 * (libm::log2f(km2) + 21.0)).clamp(0.0, f32::from(ALWAYS)) as u8
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
    /// Part of a dispute, or empty, string.
    pub const PART: usize = 16;
    /// Country that governs it, `u16`.
    pub const COUNTRY: usize = 20;
    /// Label rank, `u8`.
    pub const RANK: usize = 22;
    /// Whether 1:110m draws it together with others, `u8`.
    pub const JOINED: usize = 23;
    /// Label point, two `i32` or [`super::NOWHERE`].
    pub const LABEL: usize = 24;
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
    /// Class, string.
    pub const CLASS: usize = 8;
    /// Classes in national views where they differ, `view=class` joined by spaces, string.
    pub const VIEWS: usize = 12;
    /// Length of the record.
    pub const SIZE: usize = 16;
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
    /// Label point, two `i32` or [`super::NOWHERE`].
    pub const LABEL: usize = 20;
    /// Box, four `i32`.
    pub const BOUNDS: usize = 28;
    /// For each level: number of the first ring and number of rings, two `u32`.
    pub const RINGS: usize = 44;
    /// Length of the record.
    pub const SIZE: usize = 68;
}

/// Fields of a ring or line of a feature; those of its geometry stand where an arc has them.
pub mod ring {
    /// Whether it is a hole of the ring before, `u8`.
    pub const HOLE: usize = 0;
}

/// Fields of an arc.
pub mod arc {
    /// Division to the left, `u16`.
    pub const LEFT: usize = 0;
    /// Division to the right, `u16`.
    pub const RIGHT: usize = 2;
    /// Line of the source, `u16`.
    pub const SOURCE: usize = 4;
    /// Whether it is an edge of the drawing and no line, `u8`.
    pub const ARTIFICIAL: usize = 6;
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
