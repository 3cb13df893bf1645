//! What stands on and around a map besides its subject.

pub mod corner;
pub mod locator;
pub mod north;
pub mod scale_bar;
pub mod timeline;
