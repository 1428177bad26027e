#!/bin/sh
# Measures the committed weights: C1-C4 in the simulator, C5 and C6 on photographs, and writes EVALUATION.md.
# Photographs: ../shared/data/faces (or CARMINE_PHOTOS=<folder>) with CARMINE_LANDMARKS=<folder of landmark JSON, one a photograph
# (photographs/landmarks.py)>; without landmarks that section is left out.
set -eu
cd "$(dirname "$0")"
export PYTHONPATH=.
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
root="$(pwd)"
photos="${CARMINE_PHOTOS:-$root/../../../shared/data/faces}"
work="${CARMINE_RUN:-$root/.venv/run}/photographs"
if [ -n "${CARMINE_LANDMARKS:-}" ] && [ -d "$photos" ]; then
  .venv/bin/python photographs/prepare.py "$photos" "$CARMINE_LANDMARKS" "$work"
  (cd ../.. && npx tsx models/skin/photographs/stability.mts "$work" "$photos/lips.json" "$work/table.md") > /dev/null
fi
# The classical baseline's own package, where it installs.
stone="${CARMINE_RUN:-$root/.venv/run}/stone"
env="${CARMINE_STONE:-$root/.venv/stone}"
if [ -x "$env/bin/python" ] || { python3 -m venv "$env" && "$env/bin/python" -m pip install --quiet --disable-pip-version-check skin-tone-classifier==1.2.6 opencv-python==4.14.0.94; }; then
  [ -f "$stone.json" ] || { .venv/bin/python -m carmine_skin.stone "$stone" && "$env/bin/python" photographs/read_stone.py "$stone" "$stone.json" > /dev/null; } || echo "skin-tone-classifier did not run" >&2
fi
.venv/bin/python -m carmine_skin.report --photographs "$work/table.md" --stone "$stone.json" "$@"
