//! The order of the stages: article in, map out. The only room that knows it.

mod dateline;
mod options;
mod page;
mod result;

pub use crate::intake::read::{Format as InputFormat, Source};
pub use crate::render::html::embed::{ELEMENT, Manner};
pub use crate::render::html::splice::Spliced;
pub use crate::render::svg::TextMode;
pub use dateline::Dateline;
pub use options::{Format, MapOptions, PageOptions, Pin, Writing};
pub use result::{Map, Reading};
