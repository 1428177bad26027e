"""Runs the PyPI package skin-tone-classifier over a folder of pictures and writes its version and the dominant colour of each.
Run by eval.sh in an environment that has the package."""

import json
import sys
from importlib.metadata import version
from pathlib import Path

import stone

folder, out = Path(sys.argv[1]), Path(sys.argv[2])
read = [stone.process(p, image_type="color", new_width=-1) for p in sorted(folder.glob("*.png"))]
colours = [r["faces"][0]["dominant_colors"][0]["color"] for r in read]
out.write_text(json.dumps({"version": version("skin-tone-classifier"), "colours": colours}))
