//! `dateline geodata`: what is bundled, whom to credit, whether it is intact.

use std::fmt::Write;
use std::path::Path;

use crate::cli::args::{GeodataArg, GeodataArgs};
use crate::cli::files;
use crate::diagnostic::Result;
use crate::geodata::gazetteer::Gazetteer;
use crate::geodata::{attribution, disputes, worldview};

/// Tells about the bundle.
///
/// # Errors
/// If the bundle is damaged.
pub fn geodata(args: &GeodataArgs) -> Result<()> {
    let text = match args.what {
        GeodataArg::Info => info()?,
        GeodataArg::Attribution => attribution::TEXT.to_owned(),
        GeodataArg::Verify => attribution::verify()?,
    };
    files::write(Path::new("-"), text.as_bytes())
}

fn info() -> Result<String> {
    let gazetteer = Gazetteer::bundled()?;
    let parts: usize = disputes::all().iter().map(|d| d.parts.len()).sum();
    let unverified = disputes::all().iter().filter(|d| d.source.unverified).count();
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(out, "gazetteer   {} places", gazetteer.len());
    let _ = writeln!(
        out,
        "disputes    {} with {parts} parts; the source's text is unverified for {unverified}",
        disputes::all().len()
    );
    let _ = writeln!(out, "worldviews  {}", worldview::all().len());
    let codes: Vec<&str> = worldview::all().iter().map(|v| v.code.as_str()).collect();
    let _ = writeln!(out, "            {}", codes.join(" "));
    Ok(out)
}
