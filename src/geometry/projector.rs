//! A projection fitted to the page: degrees to pixels and back.

use libm::{acos, cos, sqrt};

use crate::geometry::projection::table::{Flat, row};
use crate::model::geo::{Bounds, LonLat};
use crate::model::plan::Projection;
use crate::model::scene::Rect;

/// Mean radius of the Earth, kilometers.
pub const EARTH_RADIUS_KM: f64 = 6371.0088;

/// A projection with its place on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projector {
    flat: Flat,
    lon0: f64,
    lat0: f64,
    /// Pixels for one radius of the Earth.
    scale: f64,
    /// Where the plane's origin lies on the page, pixels.
    origin: [f64; 2],
}

impl Projector {
    /// A projection by its key, with a scale of one and its origin at the page's; none if the
    /// key is not in the table.
    #[must_use]
    pub fn new(projection: &Projection) -> Option<Self> {
        let row = row(&projection.name)?;
        let lat0 = finite(projection.center.lat).clamp(-90.0, 90.0);
        let first = projection.parallels.first().copied().unwrap_or(lat0);
        let second = projection.parallels.get(1).copied().unwrap_or(first);
        let parallels = [first, second].map(|p| finite(p).clamp(-89.0, 89.0).to_radians());
        let flat = (row.make)(lat0.to_radians(), parallels);
        Some(Self { flat, lon0: wrap(finite(projection.center.lon)), lat0, scale: 1.0, origin: [0.0; 2] })
    }

    /// The same projection, scaled and moved so that the bounds fill the rectangle as far as its
    /// aspect allows.
    #[must_use]
    pub fn fit(self, bounds: &Bounds, rect: &Rect) -> Self {
        self.fit_to(edge_points(bounds), 0.0, rect)
    }

    /// The same projection, scaled and moved so that the positions fill the rectangle as far as its aspect allows, but
    /// for a margin all around (a share of their larger extent).
    #[must_use]
    pub fn fit_to(mut self, positions: impl IntoIterator<Item = LonLat>, margin: f64, rect: &Rect) -> Self {
        let [x0, y0, x1, y1] = self.extent(positions);
        let air = 2.0 * margin * (x1 - x0).max(y1 - y0);
        let (width, height) = ((x1 - x0 + air).max(1e-9), (y1 - y0 + air).max(1e-9));
        (self.scale, self.origin) = (1.0, [0.0; 2]);
        if !(width.is_finite() && height.is_finite()) {
            return self;
        }
        self.scale = (rect.width / width).min(rect.height / height).max(1e-6);
        self.origin = [
            rect.x + rect.width / 2.0 - self.scale * f64::midpoint(x0, x1),
            rect.y + rect.height / 2.0 - self.scale * f64::midpoint(y0, y1),
        ];
        self
    }

    /// The box around positions at a scale of one: left, top, right, bottom.
    #[must_use]
    pub fn extent(mut self, positions: impl IntoIterator<Item = LonLat>) -> [f64; 4] {
        (self.scale, self.origin) = (1.0, [0.0; 2]);
        let mut extent = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        for p in positions {
            let [x, y] = self.project_raw(p.lon, p.lat);
            if x.is_finite() && y.is_finite() {
                extent = [extent[0].min(x), extent[1].min(y), extent[2].max(x), extent[3].max(y)];
            }
        }
        extent
    }

    /// The same projection with a globe of a radius in pixels about a point of the page.
    #[must_use]
    pub const fn place(mut self, radius: f64, origin: [f64; 2]) -> Self {
        (self.scale, self.origin) = (radius, origin);
        self
    }

    /// Pixels of a position, wherever it may fall; points that the projection cannot show
    /// (beyond the horizon of a globe) are folded onto the map: see [`Self::project`].
    #[must_use]
    pub fn project_raw(&self, lon: f64, lat: f64) -> [f64; 2] {
        self.project_turned(wrap(lon - self.lon0), lat)
    }

    /// Pixels of a position whose longitude is counted from the central meridian (-180 to 180 degrees).
    #[must_use]
    pub fn project_turned(&self, lambda: f64, lat: f64) -> [f64; 2] {
        self.on_page(self.flat.forward(lambda.to_radians(), lat.to_radians()))
    }

    /// Pixels of a point of the projection's plane.
    #[must_use]
    pub fn on_page(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [self.origin[0] + self.scale * x, self.origin[1] - self.scale * y]
    }

    /// Pixels of a position; none where the projection does not reach.
    #[must_use]
    pub fn project(&self, p: LonLat) -> Option<[f64; 2]> {
        if !(p.lon.is_finite() && p.lat.is_finite()) || self.distance(p) > self.flat.reach() {
            return None;
        }
        let [south, north] = self.flat.latitudes();
        if p.lat < south || p.lat > north || wrap(p.lon - self.lon0).abs() > self.flat.longitudes() {
            return None;
        }
        let px = self.project_raw(p.lon, p.lat);
        (px[0].is_finite() && px[1].is_finite()).then_some(px)
    }

    /// The position at a point of the page; none outside of the map.
    #[must_use]
    pub fn invert(&self, [x, y]: [f64; 2]) -> Option<LonLat> {
        let p = self.invert_turned([x, y])?;
        Some(LonLat::new(wrap(p.lon + self.lon0), p.lat))
    }

    /// The position at a point of the page, its longitude counted from the central meridian.
    #[must_use]
    pub fn invert_turned(&self, [x, y]: [f64; 2]) -> Option<LonLat> {
        let [lambda, phi] =
            self.flat.inverse((x - self.origin[0]) / self.scale, (self.origin[1] - y) / self.scale)?;
        let p = LonLat::new(lambda.to_degrees().clamp(-180.0, 180.0), phi.to_degrees());
        let [south, north] = self.flat.latitudes();
        (p.lat >= south && p.lat <= north && p.lon.is_finite()).then_some(p)
    }

    /// Kilometers for one pixel at a point of the page, measured along the meridian; none outside of the map.
    #[must_use]
    pub fn km_per_px(&self, at: [f64; 2]) -> Option<f64> {
        let p = self.invert(at)?;
        let step = (0.5 / self.scale).to_degrees();
        let step = if p.lat > 0.0 { -step } else { step };
        let next = self.project_raw(p.lon, p.lat + step);
        let here = self.project_raw(p.lon, p.lat);
        let px = libm::hypot(next[0] - here[0], next[1] - here[1]);
        (px > 1e-12).then(|| step.abs().to_radians() * EARTH_RADIUS_KM / px)
    }

    /// Degrees clockwise from the page's up to north at a point of the page; none outside of the map.
    #[must_use]
    pub fn north(&self, at: [f64; 2]) -> Option<f64> {
        let p = self.invert(at)?;
        let step = (0.5 / self.scale).to_degrees();
        let (a, b) = if p.lat > 0.0 { (p.lat - step, p.lat) } else { (p.lat, p.lat + step) };
        let (from, to) = (self.project_raw(p.lon, a), self.project_raw(p.lon, b));
        Some(libm::atan2(to[0] - from[0], from[1] - to[1]).to_degrees())
    }

    /// Degrees between the center and a position; 0 for projections that are not azimuthal.
    #[must_use]
    pub fn distance(&self, p: LonLat) -> f64 {
        let Some(center) = self.flat.center() else { return 0.0 };
        let [_, _, toward] = center.turn((p.lon - self.lon0).to_radians(), p.lat.to_radians());
        acos(toward.clamp(-1.0, 1.0)).to_degrees()
    }

    /// The projection without its place on the page.
    #[must_use]
    pub const fn flat(&self) -> &Flat {
        &self.flat
    }

    /// The central meridian, degrees.
    #[must_use]
    pub const fn lon0(&self) -> f64 {
        self.lon0
    }

    /// The central latitude, degrees.
    #[must_use]
    pub const fn lat0(&self) -> f64 {
        self.lat0
    }

    /// Pixels for one radius of the Earth at the center.
    #[must_use]
    pub const fn scale(&self) -> f64 {
        self.scale
    }

    /// Where the plane's origin lies on the page, pixels.
    #[must_use]
    pub const fn origin(&self) -> [f64; 2] {
        self.origin
    }
}

/// A longitude brought into -180 to 180 degrees; both ends stay as they are.
#[must_use]
pub fn wrap(lon: f64) -> f64 {
    if (-180.0..=180.0).contains(&lon) {
        return lon;
    }
    if !lon.is_finite() {
        return 0.0;
    }
    let turned = libm::fmod(lon + 180.0, 360.0);
    if turned < 0.0 { turned + 180.0 } else { turned - 180.0 }
}

/// Kilometers between two positions along the great circle.
#[must_use]
pub fn distance_km(a: LonLat, b: LonLat) -> f64 {
    let (p, q) = (a.lat.to_radians(), b.lat.to_radians());
    let (u, v) = (libm::sin((q - p) / 2.0), libm::sin((b.lon - a.lon).to_radians() / 2.0));
    let h = u * u + cos(p) * cos(q) * v * v;
    2.0 * EARTH_RADIUS_KM * libm::asin(sqrt(h.clamp(0.0, 1.0)))
}

/// Positions along the edges of a box and across its middle, dense enough to measure it.
fn edge_points(bounds: &Bounds) -> impl Iterator<Item = LonLat> {
    const STEPS: usize = 24;
    let (west, width) = (bounds.west, bounds.width());
    let (south, height) = (bounds.south, bounds.height());
    // An inset of nothing keeps the edges of a whole world on their own sides.
    let at = move |u: f64, v: f64| LonLat::new(west + width * u, south + height * v);
    (0..=STEPS).flat_map(move |i| {
        let t = i as f64 / STEPS as f64;
        [at(t, 0.0), at(t, 0.5), at(t, 1.0), at(0.0, t), at(0.5, t), at(1.0, t)]
    })
}

const fn finite(value: f64) -> f64 {
    if value.is_finite() { value } else { 0.0 }
}
