//! Writes a scene as PNG: the SVG with letters as outlines, drawn by resvg without any font of the machine.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::model::scene::Scene;
use crate::render::svg::{self, SvgOptions, TextMode};

/// Largest picture, in pixels of area.
const MAX_PIXELS: f64 = 100e6;

/// The scene as a PNG file, `scale` picture pixels for one pixel of the scene.
pub fn write(scene: &Scene, scale: f32) -> Result<Vec<u8>> {
    let (width, height) = (scene.width * f64::from(scale), scene.height * f64::from(scale));
    if !(width >= 1.0 && height >= 1.0 && width * height <= MAX_PIXELS) {
        return Err(Error::new(
            ErrorKind::Options,
            format!("a picture of {width:.0} by {height:.0} pixels cannot be drawn"),
        )
        .with_hint(format!("sizes go up to {:.0} million pixels in all", MAX_PIXELS / 1e6)));
    }
    let options = SvgOptions { text: TextMode::Outline, ..SvgOptions::default() };
    let document = svg::write(scene, &options)?;
    let tree = Tree::from_str(&document, &Options::default()).map_err(|e| fault(&e.to_string()))?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    let size = (libm::ceil(width) as u32, libm::ceil(height) as u32);
    let mut pixmap = Pixmap::new(size.0, size.1).ok_or_else(|| fault("no room for the picture"))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|e| fault(&e.to_string()))
}

fn fault(what: &str) -> Error {
    Error::new(ErrorKind::Render, format!("PNG: {what}"))
}
