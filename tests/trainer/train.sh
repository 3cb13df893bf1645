#!/bin/sh
# Makes src/lang/en/tagger.bin again from the material that MODEL.md lists, or checks that it comes out the same.
# usage: tests/trainer/train.sh TRAINING_FOLDER [--check]
# TRAINING_FOLDER holds text_pool.jsonl, wikigold.bio, wnut17.bio, btc.bio; needs Python 3.12. PROFILE names another build
# profile than release; the bytes do not depend on it.
set -eu
training=$(cd "$1" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
work="${TMPDIR:-/tmp}/dateline-trainer"
mkdir -p "$work"
command -v apt-get >/dev/null && [ ! -f /usr/share/dict/american-english ] && apt-get install -y wamerican
[ -d "$work/venv" ] || "${PYTHON:-python3.12}" -m venv "$work/venv"
"$work/venv/bin/pip" install -q -r "$root/tests/trainer/requirements.txt"
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
"$work/venv/bin/python" "$root/tests/trainer/label.py" "$training/text_pool.jsonl" "$work/silver.jsonl"
"$work/venv/bin/python" "$root/tests/trainer/words.py" "$training" "$work/words.tsv"
cd "$root"
cargo run --profile "${PROFILE:-release}" -p dateline-trainer -- \
  "$training" "$work/silver.jsonl" "$work/words.tsv" tests/trainer/templates.txt "$work/tagger.bin"

# Every file that the bytes depend on, and the result, against the sums in the model card.
status=0
for file in "$training"/*.bio "$training/text_pool.jsonl" "$work/silver.jsonl" "$work/words.tsv" geodata/gazetteer.tsv.gz "$work/tagger.bin"; do
  sum=$(sha256sum "$file" | cut -d' ' -f1)
  if grep -q "$sum" tests/trainer/MODEL.md; then
    echo "as in MODEL.md: $sum $file"
  else
    echo "NOT in MODEL.md: $sum $file"
    status=1
  fi
done
if [ "${2:-}" = --check ]; then
  cmp "$work/tagger.bin" src/lang/en/tagger.bin || exit 1
  echo "src/lang/en/tagger.bin comes out byte for byte"
  exit "$status"
fi
cp "$work/tagger.bin" src/lang/en/tagger.bin
