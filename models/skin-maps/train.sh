#!/bin/sh
# Trains MapNet from nothing: environment, geometry of the canonical face, synthesis, training, figures, export, fixture, tests.
# Needs Python >= 3.11 and the spectra of ../shared/data (or CARMINE_SPECTRA=<folder>). Fixed seeds; one thread.
# SHARDS: training examples of the wild recipe in units of 256, half as many of the paper recipe (default 14); MINUTES: of training (default 60).
# ON=1: goes on from weights/, on other examples, 20 units of each recipe.
set -eu
cd "$(dirname "$0")"
export PYTHONPATH=. OMP_NUM_THREADS=1
run="${CARMINE_RUN:-$PWD/.venv/run}"
export CARMINE_GEOMETRY="$run/geometry.json"
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
mkdir -p "$run"
(cd ../.. && npx tsx models/skin-maps/inputs/geometry.ts "$CARMINE_GEOMETRY")
synth() { .venv/bin/python -m carmine_maps.synth --out "$run/pool" "$@"; }
if [ -n "${ON:-}" ]; then
  synth --recipe wild --seed 401 --shards "${SHARDS:-20}"
  synth --recipe paper --seed 301 --shards "${SHARDS:-20}"
  .venv/bin/python -m carmine_maps.start --pool "$run/pool" --out "$run/start.pt"
else
  synth --recipe wild --seed 101 --shards "${SHARDS:-14}"
  synth --recipe paper --seed 201 --shards "$((${SHARDS:-14} / 2))"
fi
synth --recipe wild --seed 9001 --count 96 --split calib
synth --recipe paper --seed 9201 --count 96 --split calib
synth --recipe wild --seed 9101 --count 240 --split test
synth --recipe paper --seed 9301 --count 240 --split test
.venv/bin/python -m carmine_maps.train --pool "$run/pool" --out "$run/net.pt" --minutes "${MINUTES:-60}" ${ON:+--start "$run/start.pt" --seed 11}
.venv/bin/python -m carmine_maps.evaluate --run "$run/net.pt" --pool "$run/pool" --out "$run/figures.json"
.venv/bin/python -m carmine_maps.export --run "$run/net.pt" --figures "$run/figures.json"
.venv/bin/python -m carmine_maps.card
.venv/bin/python -m pytest -q tests
