//! Writes a scene as PDF: vectors, selectable text in embedded subsets of the bundled fonts, page boxes, a description.

use krilla::color::{cmyk, rgb};
use krilla::geom::{Path, PathBuilder, Rect as PdfRect, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineCap, LineJoin, Paint as PdfPaint, Stroke as PdfStroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{ContentTag, Tag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};

use crate::diagnostic::{Error, ErrorKind, Result};
use crate::model::scene::{Color, Command, Group, Hatch, Lines, Node, Paint, Rect, Scene, Stroke, Style};
use crate::render::pdf_text::Letters;
use crate::render::text::{clean, language};
use crate::theme::color::inks;

/// Points in a pixel.
const POINTS: f64 = 0.75;
/// Part of a quarter circle's radius at which a cubic curve has its controls.
const ARC: f64 = 0.552_284_749_8;

/// The scene as a PDF file of one page.
///
/// # Errors
/// If the page has no size, or the file cannot be put together.
pub fn write(scene: &Scene) -> Result<Vec<u8>> {
    let (width, height) = (scene.width * POINTS, scene.height * POINTS);
    let page = box_of(&Rect { x: 0.0, y: 0.0, width, height });
    let settings = PageSettings::from_wh(single(width), single(height)).zip(page).ok_or_else(|| {
        Error::new(ErrorKind::Render, format!("a page of {width} by {height} points cannot be written"))
    });
    let (settings, page) = settings?;
    let map = Rect {
        x: scene.map.x * POINTS,
        y: scene.map.y * POINTS,
        width: scene.map.width * POINTS,
        height: scene.map.height * POINTS,
    };
    let settings = settings
        .with_media_box(Some(page))
        .with_crop_box(Some(page))
        .with_bleed_box(Some(page))
        .with_trim_box(Some(page))
        .with_art_box(box_of(&map).or(Some(page)));
    let mut document = Document::new_with(SerializeSettings::default());
    let mut sheet = document.start_page_with(settings);
    let mut surface = sheet.surface();
    let figure = surface.start_tagged(ContentTag::Other);
    surface.push_transform(&Transform::from_scale(single(POINTS), single(POINTS)));
    Writer { scene, surface: &mut surface, letters: Letters::default() }.page();
    surface.pop();
    surface.end_tagged();
    surface.finish();
    sheet.finish();
    let mut group = TagGroup::new(Tag::Figure(Some(clean(&scene.description))));
    group.push(figure);
    let mut tree = TagTree::new();
    tree.push(group);
    document.set_tag_tree(tree);
    document.set_metadata(
        Metadata::new()
            .title(clean(&scene.title))
            .description(clean(&scene.description))
            .language(language(&scene.lang).to_owned())
            .creator("Dateline".to_owned()),
    );
    document.finish().map_err(|e| Error::new(ErrorKind::Render, format!("PDF: {e:?}")))
}

struct Writer<'a, 'b> {
    scene: &'a Scene,
    surface: &'a mut Surface<'b>,
    letters: Letters,
}

impl Writer<'_, '_> {
    fn page(&mut self) {
        let scene = self.scene;
        let all = Rect { x: 0.0, y: 0.0, width: scene.width, height: scene.height };
        if let Some(path) = rectangle(&all, 0.0) {
            self.surface.set_stroke(None);
            self.surface.set_fill(Some(self.fill(scene.background, 1.0, FillRule::NonZero)));
            self.surface.draw_path(&path);
        }
        for layer in &scene.layers {
            self.group(layer);
        }
    }

    /// A color as red, green and blue, or as inks for a press.
    fn tone(&self, color: Color) -> PdfPaint {
        if self.scene.four_inks {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 255")]
            let [cyan, magenta, yellow, black] = inks(color).map(|share| libm::round(share * 255.0) as u8);
            return cmyk::Color::new(cyan, magenta, yellow, black).into();
        }
        let [_, red, green, blue] = color.0.to_be_bytes();
        rgb::Color::new(red, green, blue).into()
    }

    fn fill(&self, color: Color, opacity: f64, rule: FillRule) -> Fill {
        Fill { paint: self.tone(color), opacity: part(opacity), rule }
    }

    fn stroke(&self, stroke: &Stroke) -> PdfStroke {
        let dash: Vec<f32> = stroke.dash.iter().map(|&d| single(d)).collect();
        // An odd list runs twice, as in SVG.
        let dash = if dash.len() % 2 == 1 { dash.repeat(2) } else { dash };
        PdfStroke {
            paint: self.tone(stroke.color),
            width: single(stroke.width),
            miter_limit: 4.0,
            line_cap: if stroke.round { LineCap::Round } else { LineCap::Butt },
            line_join: if stroke.round { LineJoin::Round } else { LineJoin::Miter },
            opacity: NormalizedF32::ONE,
            dash: (!dash.is_empty()).then_some(StrokeDash { array: dash, offset: 0.0 }),
        }
    }

    fn group(&mut self, group: &Group) {
        let clip = group.clip.and_then(|index| self.scene.clips.get(index));
        let clip = clip.and_then(|clip| rectangle(clip, 0.0));
        if let Some(clip) = &clip {
            self.surface.push_clip_path(clip, &FillRule::NonZero);
        }
        for node in &group.nodes {
            self.node(node);
        }
        if clip.is_some() {
            self.surface.pop();
        }
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Group(group) => self.group(group),
            Node::Lines(lines) => self.shape(polylines(lines), &lines.style, FillRule::EvenOdd),
            Node::Path(path) => self.shape(commands(&path.commands), &path.style, FillRule::NonZero),
            Node::Circle(circle) => {
                let around = Rect {
                    x: circle.x - circle.r,
                    y: circle.y - circle.r,
                    width: 2.0 * circle.r,
                    height: 2.0 * circle.r,
                };
                self.shape(rectangle(&around, circle.r), &circle.style, FillRule::NonZero);
            }
            Node::Rect(r) => self.shape(rectangle(&r.rect, r.radius), &r.style, FillRule::NonZero),
            Node::Text(text) => {
                if let Some((color, width)) = text.halo
                    && let Some(path) = commands(&crate::render::glyphs::outlines(text))
                {
                    let halo = Stroke { color, width: width * 2.0, dash: Vec::new(), round: true };
                    self.surface.set_fill(None);
                    self.surface.set_stroke(Some(self.stroke(&halo)));
                    self.surface.draw_path(&path);
                }
                self.surface.set_stroke(None);
                self.surface.set_fill(Some(self.fill(text.fill, 1.0, FillRule::NonZero)));
                self.letters.draw(self.surface, text);
            }
        }
    }

    fn shape(&mut self, path: Option<Path>, style: &Style, rule: FillRule) {
        let Some(path) = path else { return };
        let opacity = style.opacity.filter(|&o| o < 1.0);
        if let Some(opacity) = opacity {
            self.surface.push_opacity(part(opacity));
        }
        let hatch = match style.fill {
            Some(Paint::Hatch(index)) => self.scene.hatches.get(index),
            _ => None,
        };
        if let Some(hatch) = hatch {
            self.surface.push_clip_path(&path, &rule);
            self.hatch(hatch);
            self.surface.pop();
        }
        let color = match style.fill {
            Some(Paint::Color(color)) => Some(self.fill(color, 1.0, rule)),
            _ => None,
        };
        let line = style.stroke.as_ref().map(|stroke| self.stroke(stroke));
        if color.is_some() || line.is_some() {
            self.surface.set_fill(color);
            self.surface.set_stroke(line);
            self.surface.draw_path(&path);
        }
        if opacity.is_some() {
            self.surface.pop();
        }
    }

    /// Strokes over the whole page, for a clip to cut out: viewers show seams in tiled patterns.
    fn hatch(&mut self, hatch: &Hatch) {
        let (width, height) = (self.scene.width, self.scene.height);
        let all = Rect { x: 0.0, y: 0.0, width, height };
        self.surface.set_stroke(None);
        if let Some((ground, path)) = hatch.ground.zip(rectangle(&all, 0.0)) {
            self.surface.set_fill(Some(self.fill(ground, 1.0, FillRule::NonZero)));
            self.surface.draw_path(&path);
        }
        // Far below what a theme may ask for; a page has a few hundred strokes.
        let spacing = hatch.spacing.max(0.5);
        let turn = hatch.angle.to_radians();
        let (sin, cos) = (libm::sin(turn), libm::cos(turn));
        let corners = [[0.0, 0.0], [width, 0.0], [0.0, height], [width, height]];
        let along = corners.map(|[x, y]| x * cos + y * sin);
        let across = corners.map(|[x, y]| y * cos - x * sin);
        let span = |v: [f64; 4]| {
            (v.iter().copied().fold(f64::MAX, f64::min), v.iter().copied().fold(f64::MIN, f64::max))
        };
        let ((left, right), (top, bottom)) = (span(along), span(across));
        let mut builder = PathBuilder::new();
        let mut y = libm::floor(top / spacing) * spacing;
        while y < bottom {
            if let Some(stroke) = box_of(&Rect { x: left, y, width: right - left, height: hatch.width }) {
                builder.push_rect(stroke);
            }
            y += spacing;
        }
        if let Some(path) = builder.finish() {
            self.surface.push_transform(&Transform::from_rotate(single(hatch.angle)));
            self.surface.set_fill(Some(self.fill(hatch.color, hatch.opacity, FillRule::NonZero)));
            self.surface.draw_path(&path);
            self.surface.pop();
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "PDF numbers are single; a page is no larger than 8,000 pixels"
)]
pub(crate) const fn single(value: f64) -> f32 {
    value as f32
}

fn part(value: f64) -> NormalizedF32 {
    NormalizedF32::new(single(value.clamp(0.0, 1.0))).unwrap_or(NormalizedF32::ONE)
}

fn box_of(rect: &Rect) -> Option<PdfRect> {
    PdfRect::from_xywh(single(rect.x), single(rect.y), single(rect.width), single(rect.height))
}

fn polylines(lines: &Lines) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let at = |p: &[i32; 2]| p.map(|v| single(f64::from(v) / 10.0));
    for line in &lines.lines {
        let Some((first, rest)) = line.points.split_first() else { continue };
        let [x, y] = at(first);
        builder.move_to(x, y);
        for point in rest {
            let [x, y] = at(point);
            builder.line_to(x, y);
        }
        if line.closed {
            builder.close();
        }
    }
    builder.finish()
}

fn commands(commands: &[Command]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let at = |p: &[f64; 2]| p.map(single);
    for command in commands {
        match command {
            Command::Move(p) => {
                let [x, y] = at(p);
                builder.move_to(x, y);
            }
            Command::Line(p) => {
                let [x, y] = at(p);
                builder.line_to(x, y);
            }
            Command::Cubic(a, b, p) => {
                let ([ax, ay], [bx, by], [x, y]) = (at(a), at(b), at(p));
                builder.cubic_to(ax, ay, bx, by, x, y);
            }
            Command::Close => builder.close(),
        }
    }
    builder.finish()
}

/// A rectangle with round corners; a circle if the radius is half of its sides.
fn rectangle(rect: &Rect, radius: f64) -> Option<Path> {
    let (x, y, w, h) = (rect.x, rect.y, rect.width, rect.height);
    let r = radius.clamp(0.0, (w / 2.0).min(h / 2.0).max(0.0));
    if r <= 0.0 {
        let mut builder = PathBuilder::new();
        builder.push_rect(box_of(rect)?);
        return builder.finish();
    }
    let k = r * (1.0 - ARC);
    let (right, bottom) = (x + w, y + h);
    commands(&[
        Command::Move([x + r, y]),
        Command::Line([right - r, y]),
        Command::Cubic([right - k, y], [right, y + k], [right, y + r]),
        Command::Line([right, bottom - r]),
        Command::Cubic([right, bottom - k], [right - k, bottom], [right - r, bottom]),
        Command::Line([x + r, bottom]),
        Command::Cubic([x + k, bottom], [x, bottom - k], [x, bottom - r]),
        Command::Line([x, y + r]),
        Command::Cubic([x, y + k], [x + k, y], [x + r, y]),
        Command::Close,
    ])
}
