//! The programs under `examples/` that show the library, run as tests. What they print is looked at in their own tests.

#[allow(dead_code, reason = "programs of their own; here only their tests run")]
#[path = "../examples/first_map.rs"]
mod first_map;
#[allow(dead_code, reason = "as above")]
#[path = "../examples/stages.rs"]
mod stages;
#[allow(dead_code, reason = "as above")]
#[path = "../examples/threads.rs"]
mod threads;
