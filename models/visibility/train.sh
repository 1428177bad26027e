#!/bin/sh
# Trains VisibilityNet from nothing: environment, landmarks of the portraits, synthetic heads, pictures, training, export, measures.
# Needs Python >= 3.11 and ../shared/data (or CARMINE_DATA=<folder>). Fixed seeds. WORKERS: training processes (default 2; with 1 the
# result is the same to the bit on one machine). MINUTES: of training. COUNT: pictures of each of the seven sets.
set -eu
cd "$(dirname "$0")"
data="$(cd "${CARMINE_DATA:-../../../shared/data}" && pwd)"
run="${CARMINE_RUN:-$PWD/.venv/run}"
export PYTHONPATH=. OMP_NUM_THREADS=1
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
mkdir -p "$run"
for kind in portraits faces; do
  [ -d "$run/$kind" ] || (cd ../.. && pnpm -s carmine render --json --out "$run/$kind" "$data/$kind")
done
[ -f "$run/heads/triangles.json" ] || (cd ../.. && npx tsx models/visibility/inputs/heads.ts "$run/heads" 800)
pictures() {
  [ -f "$1" ] || .venv/bin/python -m carmine_visibility.synth --data "$data" --landmarks "$run/portraits" --heads "$run/heads" --out "$@"
}
for seed in 11 12 13 21 22; do pictures "$run/train$seed.npz" --seed "$seed" --count "${COUNT:-1400}"; done
for seed in 31 32; do pictures "$run/train$seed.npz" --seed "$seed" --count "${COUNT:-1100}" --hands 0.7; done
pictures "$run/held.npz" --seed 99 --count 320 --held-out
.venv/bin/python -m carmine_visibility.train --train "$run/train*.npz" --check "$run/held.npz" --out "$run/net.pt" \
  --workers "${WORKERS:-2}" --minutes "${MINUTES:-35}"
.venv/bin/python -m carmine_visibility.export --run "$run/net.pt" --lean 0.5 --head "$run/heads/head0007.json" --weights weights/visibility.bin --fixture fixtures/net.json
.venv/bin/python -m pytest -q tests
.venv/bin/python -m carmine_visibility.pictures "$data/faces" "$run/faces-png"
cd ../.. && npx tsx models/visibility/photographs/measure.ts "$run/faces-png" "$run/faces" models/visibility/weights/visibility.bin "$run/sheet.png"
