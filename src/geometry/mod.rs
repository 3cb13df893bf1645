//! Projects, clips, resamples and simplifies; knows nothing of maps' contents.
//!
//! A line is poured through a chain of links, each a [`sink::Sink`] that feeds the next:
//! clip to what the map can show ([`clip_rect`] in degrees, or [`clip_cap`] on the sphere) ->
//! resample and project ([`resample`]) -> clip to the page ([`clip_rect`] in pixels) -> snap to
//! the output grid ([`snap`]).
//!
//! Both clips work by retraction: what lies outside is pulled onto the edge instead of being cut
//! off. That keeps the winding about every point inside, so rings stay rings without any
//! bookkeeping of where they leave and enter, and an arc that two areas share is clipped once.

pub mod clip_cap;
pub mod clip_rect;
pub mod domain;
pub mod graticule;
pub mod pen;
pub mod projection;
pub mod projector;
pub mod resample;
pub mod rings;
pub mod simplify;
pub mod sink;
pub mod snap;
pub mod tidy;
pub mod trace;
