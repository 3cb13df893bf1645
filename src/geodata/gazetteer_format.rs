//! Layout of the embedded gazetteer: sections, fixed-size records, codes.
//!
//! The builder writes with this very file, so both sides agree. All numbers are little endian.
//!
//! A file is: magic, then for each section its offset and length (`u32` each), then the sections.

/// First bytes of the file; the digit is the version of the layout.
pub const MAGIC: &[u8; 8] = b"dlgaz\x002\n";

/// Sections, in the order of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// An `fst` map from folded names to postings (see [`SINGLE`]).
    Names,
    /// Lists of postings: a count (`u32`), then so many postings (`u32`), the most important place first.
    Postings,
    /// Fixed-size records, sorted by id.
    Records,
    /// All strings.
    Heap,
    /// Names to show: record (`u32`), kind (`u8`), language (2 bytes), heap reference (`u32`, `u8`); sorted by record.
    Shown,
    /// Former ids: heap reference of the old id, record; sorted by id.
    OldIds,
    /// Records that maps name besides towns (see [`GROUND`]): their numbers (`u32`), sorted.
    Ground,
    /// Settlements down to [`LAST_TOWN`]: their numbers (`u32`), sorted by rank, then latitude.
    Towns,
    /// Seats of governments: their numbers (`u32`), sorted.
    Seats,
}

/// Kinds that maps name besides towns; those of the water down to a rank.
pub const GROUND: [(&str, u8); 6] = [
    ("country", u8::MAX),
    ("dependency", u8::MAX),
    ("admin1", u8::MAX),
    ("sea", LAST_WATER),
    ("lake", LAST_WATER),
    ("river", LAST_WATER),
];
/// Feature code of seats of governments.
pub const SEAT: &str = "PPLC";
/// Least important rank of waters that maps name.
pub const LAST_WATER: u8 = 6;
/// Least important rank of settlements that maps name for orientation.
pub const LAST_TOWN: u8 = 9;

/// Number of sections.
pub const SECTIONS: usize = 9;
/// Length of the header in bytes.
pub const HEADER: usize = 8 + SECTIONS * 8;
/// Length of a record in bytes.
pub const RECORD: usize = 64;
/// Length of an entry of the section of names to show.
pub const SHOWN: usize = 12;
/// Length of an entry of the section of former ids.
pub const OLD_ID: usize = 9;
/// Set in an fst value that is itself the only posting; otherwise the value is an offset into the postings.
pub const SINGLE: u64 = 1 << 63;
/// A record number that stands for no record.
pub const NO_RECORD: u32 = u32::MAX;

/// Offsets of the fields of a record.
pub mod field {
    /// Heap offset of the id, `u32`; its length, `u8`, at `ID + 4`.
    pub const ID: usize = 0;
    /// Code of the kind, `u8`.
    pub const KIND: usize = 5;
    /// Cartographic rank, `u8`.
    pub const RANK: usize = 6;
    /// Importance, `u8`: 0 to 255, from population, capital status and rank.
    pub const WEIGHT: usize = 7;
    /// Heap offset of the name, `u32`; its length, `u8`, at `NAME + 4`.
    pub const NAME: usize = 8;
    /// Length of the feature code, `u8`; it stands in the heap after the name.
    pub const FEATURE: usize = 13;
    /// Country, two ASCII letters or zeros.
    pub const COUNTRY: usize = 14;
    /// Reference point: longitude, latitude, `i32` in 1e-5 degrees.
    pub const POINT: usize = 16;
    /// Label point, the same; equal to the reference point if there is none.
    pub const LABEL: usize = 24;
    /// Population, `u32`.
    pub const POPULATION: usize = 32;
    /// Record of the country, `u32`.
    pub const COUNTRY_RECORD: usize = 36;
    /// Record of the first-order division, `u32`.
    pub const ADMIN1: usize = 40;
    /// Record of the second-order division, `u32`.
    pub const ADMIN2: usize = 44;
    /// Heap offset of the other parents (`u32` records), `u32`; their number, `u8`, at `PARENTS + 4`.
    pub const PARENTS: usize = 48;
    /// Heap offset of the geometry reference, `u32`; its length, `u8`, at `GEOMETRY + 4`.
    pub const GEOMETRY: usize = 53;
    /// Radius in km within which the place lies around its point, `u16`, 0 if unknown.
    pub const RADIUS: usize = 58;
}

/// Kinds of place, by code; the names are those of the table and of the model.
pub const KINDS: [&str; 21] = [
    "continent",
    "group",
    "country",
    "dependency",
    "admin1",
    "admin2",
    "settlement",
    "quarter",
    "region",
    "range",
    "peak",
    "island",
    "landform",
    "park",
    "river",
    "lake",
    "sea",
    "line",
    "dispute",
    "site",
    "airport",
];

/// Kinds of name, by code (3 bits of a posting) and by their letter in the table.
pub const NAME_KINDS: [(char, &str); 7] = [
    ('c', "canonical"),
    ('n', "alternate"),
    ('s', "abbreviation"),
    ('f', "former"),
    ('d', "demonym"),
    ('j', "adjective"),
    ('g', "generic"),
];

/// A posting: record number and kind of name.
#[must_use]
pub const fn posting(record: u32, name_kind: u8) -> u32 {
    record << 3 | name_kind as u32
}
