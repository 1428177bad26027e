#!/bin/sh
# Trains ColourNet from nothing: environment, synthesis, training, evaluation, export, fixture, relative scale.
# Needs Python >= 3.11 and the spectra of ../shared/data (or CARMINE_SPECTRA=<folder>). Fixed seeds; CPU only.
set -eu
cd "$(dirname "$0")"
export PYTHONPATH=.
run="${CARMINE_RUN:-.venv/run}"
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
.venv/bin/python -m carmine_skin.train --out "$run" "$@"
.venv/bin/python -m carmine_skin.evaluate --run "$run"
.venv/bin/python -m carmine_skin.export --run "$run" --weights weights --tables ../../packages/skin/src/tables/chromophores.ts
.venv/bin/python -m carmine_skin.fixture --run "$run" --out fixtures/tokens.json
.venv/bin/python -m carmine_skin.card
.venv/bin/python -m pytest -q tests
cd ../.. && npx tsx models/skin/norms/make-norms.ts
