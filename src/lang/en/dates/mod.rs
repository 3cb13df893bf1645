//! English news dates: found in text, then resolved against the document date.

pub mod expression;
pub mod resolve;
pub mod scan;
pub mod words;
