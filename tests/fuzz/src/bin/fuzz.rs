//! The coverage-guided runner: libFuzzer over the door that `DATELINE_FUZZ` names. See `tests/fuzz/run.sh`.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
    let name = std::env::var("DATELINE_FUZZ").unwrap_or_default();
    dateline_fuzz::target(&name).unwrap_or_else(|| panic!("DATELINE_FUZZ={name} is no target"))
});

fuzz_target!(|bytes: &[u8]| {
    TARGET(bytes);
});
