#!/usr/bin/env bash
# Coverage-guided fuzzing on stable Rust: bash tests/fuzz/run.sh TARGET|all [SECONDS] [libFuzzer options]
# New inputs go to target/fuzz/TARGET, seeds stand in tests/fuzz/seeds/TARGET. Needs a C++ compiler.
set -euo pipefail
cd "$(dirname "$0")/../.."
name="${1:?a target, or all}" seconds="${2:-60}"
shift $(( $# > 2 ? 2 : $# ))
profile="${PROFILE:-release}"
export RUSTC_WORKSPACE_WRAPPER="$PWD/tests/fuzz/instrument.sh"
cargo build --locked --profile "$profile" -p dateline-fuzz --features libfuzzer --bin fuzz
targets="$name"
[ "$name" = all ] && targets="$(ls tests/fuzz/seeds)"
for target in $targets; do
  mkdir -p "target/fuzz/$target"
  echo "== $target"
  # Whole maps of short articles: more of them, not longer ones.
  length=16384 && [ "$target" = pipeline ] && length=1024
  DATELINE_FUZZ="$target" "target/$profile/fuzz" "target/fuzz/$target" "tests/fuzz/seeds/$target" \
    -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len="$length" -artifact_prefix="target/fuzz/$target-" \
    -print_final_stats=1 -verbosity=0 "$@" 2>&1 | grep -vE '^(INFO|#[0-9]+.*(REDUCE|NEW|pulse))' || exit 1
done
