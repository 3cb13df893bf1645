#!/usr/bin/env bash
# Compiler wrapper of run.sh: adds the counters that libFuzzer reads, and checks of overflow, to our own crates only, so
# that what they build on is compiled once for all uses of a profile.
case " $* " in
  *" --crate-name dateline "* | *" --crate-name dateline_fuzz "* | *" --crate-name fuzz "*)
    exec "$@" -Coverflow-checks=yes -Cdebug-assertions=yes -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
      -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
      -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing ;;
  *) exec "$@" ;;
esac
