//! Writes a finished drawing in one format.

pub mod fonts;
pub mod glyphs;
pub mod html;
pub mod path;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(feature = "pdf")]
pub mod pdf_text;
#[cfg(feature = "png")]
pub mod png;
pub mod subset;
pub mod svg;
pub mod svg_attributes;
pub mod svg_markup;
pub mod svg_share;
pub mod svg_text;
pub mod text;
pub mod woff;
