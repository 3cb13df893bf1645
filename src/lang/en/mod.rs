//! English.

pub mod dates;
pub mod events;
