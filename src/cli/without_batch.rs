//! `dateline batch` in a build without it.

use crate::cli::args::BatchArgs;
use crate::cli::report::Report;
use crate::diagnostic::{Error, ErrorKind, Result};

/// Says that this build draws one map at a time.
///
/// # Errors
/// Always.
pub fn batch(_: &BatchArgs, _: Report) -> Result<u8> {
    Err(Error::new(ErrorKind::Options, "this build draws one map at a time")
        .with_hint("build with the feature `batch`"))
}
