//! The hand-written tables, as the builder reads them.

pub mod disputes;
pub mod json;
