//! English news dates: found in text, then resolved against the document date.

pub mod expression;
pub mod named;
pub mod numeric;
pub mod relative;
pub mod resolve;
pub mod scan;
pub mod words;
