//! Interactive pages: maps for two widths and three zoom levels, lists, a timeline and the article beside them.

pub mod anchors;
pub mod article;
pub mod board;
pub mod dark;
pub mod embed;
pub mod items;
pub mod levels;
pub mod markup;
pub mod page;
pub mod panel;
pub mod shapes;
pub mod splice;
