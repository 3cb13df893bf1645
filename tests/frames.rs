//! Random frames of every projection and scale over a made-up world: nothing breaks, nothing leaks.
//!
//! The world is a partition of the globe into wobbly cells that share their arcs. On a page that it
//! covers, the drawn cells must tile the page exactly, in whole steps of the grid.
//! `DATELINE_CASES` sets the number of frames (500 by default, 10,000 in the full run).

use dateline::geometry::domain::{Domain, visible};
use dateline::geometry::pen::Pen;
use dateline::geometry::projection::table::ROWS;
use dateline::geometry::projector::Projector;
use dateline::geometry::rings::double_area;
use dateline::geometry::simplify::rank;
use dateline::geometry::trace::{ArcSource, Link, Tracer, stitch};
use dateline::model::geo::{Bounds, LonLat};
use dateline::model::plan::Projection;
use dateline::model::scene::Rect;

/// Cells are this many degrees wide and high.
const CELL: i32 = 15;
const COLUMNS: i32 = 360 / CELL;
const ROWS_OF_CELLS: i32 = 180 / CELL;

struct Dice(u64);

impl Dice {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }
}

#[derive(Default)]
struct World {
    points: Vec<Vec<[f64; 2]>>,
    weights: Vec<Vec<f64>>,
    cells: Vec<Vec<Link>>,
}

impl World {
    fn new() -> Self {
        let mut dice = Dice(7);
        let mut world = Self::default();
        let corner = |c: i32, r: i32| [f64::from(c * CELL - 180), f64::from(r * CELL - 90)];
        let (mut across, mut up) = (Vec::new(), Vec::new());
        for r in 0..=ROWS_OF_CELLS {
            for c in 0..COLUMNS {
                let wobble = if r == 0 || r == ROWS_OF_CELLS { 0.0 } else { 2.0 };
                across.push(world.arc(corner(c, r), corner(c + 1, r), wobble, &mut dice));
            }
        }
        for r in 0..ROWS_OF_CELLS {
            for c in 0..=COLUMNS {
                let wobble = if c == 0 || c == COLUMNS { 0.0 } else { 2.0 };
                up.push(world.arc(corner(c, r), corner(c, r + 1), wobble, &mut dice));
            }
        }
        for r in 0..ROWS_OF_CELLS {
            for c in 0..COLUMNS {
                let at = |list: &[u32], width: i32, c: i32, r: i32| list[(r * width + c) as usize];
                let forward = |arc| Link { arc, reversed: false };
                let back = |arc| Link { arc, reversed: true };
                let links = [
                    back(at(&across, COLUMNS, c, r + 1)),
                    forward(at(&across, COLUMNS, c, r)),
                    back(at(&up, COLUMNS + 1, c, r)),
                    forward(at(&up, COLUMNS + 1, c + 1, r)),
                ];
                let rings = stitch(&world, &links);
                assert_eq!(rings.len(), 1);
                world.cells.push(rings.into_iter().next().unwrap());
            }
        }
        world
    }

    fn arc(&mut self, from: [f64; 2], to: [f64; 2], wobble: f64, dice: &mut Dice) -> u32 {
        const STEPS: i32 = 64;
        let across = [(to[1] - from[1]) / f64::from(CELL), (from[0] - to[0]) / f64::from(CELL)];
        let mut points = vec![from];
        let mut off = 0.0;
        for i in 1..STEPS {
            let t = f64::from(i) / f64::from(STEPS);
            off = (off + dice.between(-0.5, 0.5)) * 0.9;
            let off = off * wobble * (t * (1.0 - t));
            points.push([0, 1].map(|k| from[k] + t * (to[k] - from[k]) + off * across[k]));
        }
        points.push(to);
        let km: Vec<[f64; 2]> =
            points.iter().map(|[x, y]| [x * 111.2 * y.to_radians().cos(), y * 111.2]).collect();
        self.weights.push(rank(&km));
        self.points.push(points);
        (self.points.len() - 1) as u32
    }
}

impl ArcSource for World {
    fn bounds(&self, arc: u32) -> [f64; 4] {
        let mut b = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        for [x, y] in &self.points[arc as usize] {
            b = [b[0].min(*x), b[1].min(*y), b[2].max(*x), b[3].max(*y)];
        }
        b
    }

    fn ends(&self, arc: u32) -> [[f64; 2]; 2] {
        let points = &self.points[arc as usize];
        [points[0], points[points.len() - 1]]
    }

    fn read(&self, arc: u32, tolerance: f32, out: &mut Vec<[f64; 2]>) {
        let arc = arc as usize;
        for (point, weight) in self.points[arc].iter().zip(&self.weights[arc]) {
            if *weight >= f64::from(tolerance) {
                out.push(*point);
            }
        }
    }
}

struct Frame {
    projection: Projection,
    bounds: Bounds,
    page: Rect,
}

fn frame(dice: &mut Dice, i: usize) -> Frame {
    let row = &ROWS[i % ROWS.len()];
    let height = 10.0_f64.powf(dice.between(-1.3, 2.2)).min(170.0);
    let lat = dice.between(-90.0, 90.0);
    // One frame in eight stands exactly on a pole, the antimeridian or a cell's corner.
    let (lon, lat) = match (i / ROWS.len()) % 16 {
        0 => (180.0, 90.0_f64.copysign(lat)),
        1 => (-180.0, 0.0),
        _ => (dice.between(-180.0, 180.0), lat),
    };
    let (south, north) = ((lat - height / 2.0).max(-90.0), (lat + height / 2.0).min(90.0));
    let half = (height * dice.between(0.4, 3.0)).min(179.9);
    let wrap = |lon: f64| (lon + 540.0).rem_euclid(360.0) - 180.0;
    let sixth = (north - south) / 6.0;
    Frame {
        projection: Projection {
            name: row.key.to_owned(),
            center: LonLat::new(lon, lat),
            parallels: vec![south + sixth, north - sixth],
        },
        bounds: Bounds { west: wrap(lon - half), south, east: wrap(lon + half), north },
        page: Rect {
            x: 10.0,
            y: 20.0,
            width: dice.between(200.0, 1300.0),
            height: dice.between(150.0, 1000.0),
        },
    }
}

/// Draws the frame; gives the summed area of the cells and that of the page, if the globe covers it.
fn draw(world: &World, frame: &Frame) -> Option<(i64, i64)> {
    let projector = Projector::new(&frame.projection).unwrap().fit(&frame.bounds, &frame.page);
    let seen = visible(&projector, &frame.page);
    let km =
        projector.km_per_px([frame.page.x + frame.page.width / 2.0, frame.page.y + frame.page.height / 2.0]);
    let tolerance = km.map_or(0.0, |km| km * km * 0.5).min(1e4) as f32;
    let mut pen = Pen::new(&projector, &seen, &frame.page, 4.0);
    let [[x0, y0], [x1, y1]] = *pen.edges();
    let mut sum = 0;
    for turn in seen.turns() {
        pen.set_turn(turn);
        let antipode = pen.antipode();
        let mut tracer = Tracer::new(world, &mut pen, tolerance);
        for cell in &world.cells {
            let ring = tracer.ring(cell);
            for [x, y] in ring.iter().flat_map(|ring| &ring.points) {
                assert!((x0..=x1).contains(x) && (y0..=y1).contains(y), "a point off the page");
            }
            sum += ring.map_or(0, |ring| double_area(&ring.points));
            if antipode.is_some_and(|at| tracer.surrounds(cell, at)) {
                // Rings run clockwise on the page as seen from outside; the full circle turns the other way.
                sum += tracer.pen.horizon().map_or(0, |ring| -double_area(&ring.points).abs());
            }
        }
        for arc in 0..world.points.len() as u32 {
            let mut pieces = Vec::new();
            tracer.line(arc, &mut pieces);
            let mut source = Vec::new();
            world.read(arc, tolerance, &mut source);
            for step in pieces.iter().flat_map(|piece| piece.windows(2)) {
                check_step(&projector, &source, step);
            }
        }
    }
    let page = 2 * i64::from(x1 - x0) * i64::from(y1 - y0);
    (!seen.edge && covers(&projector, &frame.page, &seen.domain)).then_some((sum, page))
}

/// The middle of a long drawn step lies on the arc that it comes from: otherwise it crosses the frame.
fn check_step(projector: &Projector, source: &[[f64; 2]], step: &[[i32; 2]]) {
    let on_page = |p: [i32; 2]| p.map(|v| f64::from(v) / 10.0);
    let (a, b) = (on_page(step[0]), on_page(step[1]));
    if (a[0] - b[0]).hypot(a[1] - b[1]) < 40.0 {
        return;
    }
    let middle = [f64::midpoint(a[0], b[0]), f64::midpoint(a[1], b[1])];
    let mut nearest = f64::INFINITY;
    for pair in source.windows(2) {
        let at = |k: i32| {
            let t = f64::from(k) / 400.0;
            let at = |axis: usize| pair[0][axis] + t * (pair[1][axis] - pair[0][axis]);
            projector.project_raw(at(0), at(1))
        };
        for k in 0..400 {
            let (p, q) = (at(k), at(k + 1));
            if (p[0] - q[0]).hypot(p[1] - q[1]) < 1000.0 {
                nearest = nearest.min(distance(middle, p, q));
            }
        }
    }
    assert!(nearest < 1.0, "a step from {a:?} to {b:?} lies {nearest} px beside its source");
}

fn distance(p: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let t = (((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy).max(1e-12)).clamp(0.0, 1.0);
    (p[0] - a[0] - t * dx).hypot(p[1] - a[1] - t * dy)
}

/// Whether all of the page and its margin shows the globe, away from the limits of the projection.
fn covers(projector: &Projector, page: &Rect, domain: &Domain) -> bool {
    let [south, north] = projector.flat().latitudes();
    let steps = 12;
    (0..=steps).all(|i| {
        (0..=steps).all(|j| {
            let at = |k: i32, low: f64, size: f64| low - 4.0 + (size + 8.0) * f64::from(k) / f64::from(steps);
            projector.invert_turned([at(i, page.x, page.width), at(j, page.y, page.height)]).is_some_and(
                |p| {
                    let inside = match domain {
                        Domain::Box(limits) => {
                            let lon = p.lon;
                            lon > limits.min[0] && lon < limits.max[0]
                        }
                        Domain::Cap(cap) => cap.contains([p.lon, p.lat]),
                    };
                    inside
                        && p.lon.abs() < projector.flat().longitudes()
                        && (south == -90.0 || p.lat > south)
                        && (north == 90.0 || p.lat < north)
                        && p.lon.abs() < 179.0
                },
            )
        })
    })
}

#[test]
fn random_frames_are_tiled_exactly() {
    let count = std::env::var("DATELINE_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(500);
    let world = World::new();
    let mut dice = Dice(20_261_124);
    let mut tiled = vec![0; ROWS.len()];
    for i in 0..count {
        let frame = frame(&mut dice, i);
        let result = std::panic::catch_unwind(|| draw(&world, &frame));
        let Ok(result) = result else {
            panic!("frame {i}: {:?} {:?} {:?}", frame.projection, frame.bounds, frame.page)
        };
        if let Some((sum, page)) = result {
            assert_eq!(
                sum.abs(),
                page,
                "frame {i} leaks: {:?} {:?} {:?}",
                frame.projection,
                frame.bounds,
                frame.page
            );
            tiled[i % ROWS.len()] += 1;
        }
    }
    for (row, tiled) in ROWS.iter().zip(&tiled) {
        assert!(
            *tiled > count / ROWS.len() / 10,
            "{}: only {tiled} frames were covered by the globe",
            row.key
        );
    }
}
