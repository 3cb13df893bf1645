#!/bin/sh
# Makes src/lang/en/tagger.bin again from the material that MODEL.md lists.
# usage: tests/trainer/train.sh TRAINING_FOLDER   (holds text_pool.jsonl, wikigold.bio, wnut17.bio, btc.bio; needs Python 3.12)
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
cargo run --release -p dateline-trainer -- "$training" "$work/silver.jsonl" "$work/words.tsv" tests/trainer/templates.txt src/lang/en/tagger.bin
sha256sum "$work/silver.jsonl" "$work/words.tsv" src/lang/en/tagger.bin
