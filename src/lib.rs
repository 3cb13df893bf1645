//! Dateline: a story in, a publishable map out.
//!
//! An article goes through six stages, each a pure function over the plain types of [`model`]:
//! `intake` (read and segment) -> `mentions` (recognize, resolve) -> `events` (extract) ->
//! `plan` (choose) -> `layout` (place) -> `render` (write). [`pipeline`] knows their order.

pub mod cli;
pub mod diagnostic;
pub mod events;
pub mod export;
pub mod geodata;
pub mod geometry;
pub mod intake;
pub mod lang;
pub mod layout;
pub mod mentions;
pub mod model;
pub mod pipeline;
pub mod plan;
pub mod render;
pub mod theme;
