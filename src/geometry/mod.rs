//! Projects, clips, resamples and simplifies; knows nothing of maps' contents.

pub mod projection;
pub mod projector;
