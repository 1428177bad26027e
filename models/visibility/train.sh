#!/bin/sh
# Trains VisibilityNet from nothing: environment, landmarks of the portraits, synthetic heads, pictures, training, export, measures.
# Needs Python >= 3.11 and ../shared/data (or CARMINE_DATA=<folder>). Fixed seeds. WORKERS: training processes (default 2; with 1 the
# result is the same to the bit on one machine). MINUTES and TUNE: of training and of tuning. COUNT: pictures of each of the twelve sets.
set -eu
cd "$(dirname "$0")"
data="$(cd "${CARMINE_DATA:-../../../shared/data}" && pwd)"
run="${CARMINE_RUN:-$PWD/.venv/run}"
export PYTHONPATH=. OMP_NUM_THREADS=1
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
mkdir -p "$run"
# Landmarks: the JSON of a look that wears nothing. A folder counts once it is whole.
echo '{"version":1,"layers":[]}' >"$run/nothing.json"
for kind in portraits faces; do
  [ -d "$run/$kind" ] && continue
  (cd ../.. && pnpm -s carmine render --json --look "$run/nothing.json" --out "$run/$kind.part" "$data/$kind")
  rm -f "$run/$kind.part"/*.png
  mv "$run/$kind.part" "$run/$kind"
done
[ -f "$run/heads/triangles.json" ] || (cd ../.. && npx tsx models/visibility/inputs/heads.ts "$run/heads" 800)
pictures() {
  [ -f "$1" ] || .venv/bin/python -m carmine_visibility.synth --data "$data" --landmarks "$run/portraits" --heads "$run/heads" --out "$@"
}
for seed in 11 12 13 21; do pictures "$run/train$seed.npz" --seed "$seed" --count "${COUNT:-2000}"; done
for seed in 31 32; do pictures "$run/train$seed.npz" --seed "$seed" --count "${COUNT:-2000}" --hands 0.7; done
for seed in 41 43; do pictures "$run/train$seed.npz" --seed "$seed" --count "${COUNT:-2000}" --hair 0.75; done
pictures "$run/train42.npz" --seed 42 --count "${COUNT:-1500}" --glasses 0.7 --hands 0.2
pictures "$run/train51.npz" --seed 51 --count "${COUNT:-2000}" --hands 0.75 --fingers 0.7 --hair 0.25 --glasses 0.2
pictures "$run/train52.npz" --seed 52 --count "${COUNT:-1600}" --hands 0.35 --hair 0.6 --glasses 0.35
pictures "$run/train61.npz" --seed 61 --count "${COUNT:-2000}" --things 0.45 --masks 0.3 --hands 0.35 --hair 0.25 --glasses 0.25 --fingers 0.3
pictures "$run/held.npz" --seed 99 --count 320 --held-out
.venv/bin/python -m carmine_visibility.train --train "$run/train*.npz" --check "$run/held.npz" --out "$run/net.pt" \
  --workers "${WORKERS:-2}" --minutes "${MINUTES:-40}"
.venv/bin/python -m carmine_visibility.train --train "$run/train*.npz" --check "$run/held.npz" --out "$run/tuned.pt" \
  --start "$run/net.pt" --rate 1.2e-3 --workers "${WORKERS:-2}" --minutes "${TUNE:-33}"
.venv/bin/python -m carmine_visibility.blend --first "$run/net.pt" --second "$run/tuned.pt" --share 0.75 --out "$run/blend.pt"
lean="$(.venv/bin/python -m carmine_visibility.lean --run "$run/blend.pt" --check "$run/held.npz")"
.venv/bin/python -m carmine_visibility.export --run "$run/blend.pt" --lean "$lean" --head "$run/heads/head0007.json" --weights weights/visibility.bin --fixture fixtures/net.json
.venv/bin/python -m pytest -q tests
.venv/bin/python -m carmine_visibility.pictures "$data/faces" "$run/faces-png"
cd ../.. && npx tsx models/visibility/photographs/measure.ts "$run/faces-png" "$run/faces" models/visibility/weights/visibility.bin "$run/sheet.png"
