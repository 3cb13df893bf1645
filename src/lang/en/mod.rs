//! English.

pub mod dates;
