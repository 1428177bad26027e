"""Photographs as raw RGBA with their size beside them: `python pictures.py PHOTOS OUT`."""

import sys
from pathlib import Path

from PIL import Image, ImageOps

photos, out = Path(sys.argv[1]), Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)
for file in sorted(photos.glob("*.jpg")):
    image = ImageOps.exif_transpose(Image.open(file)).convert("RGBA")
    (out / f"{file.stem}.rgba").write_bytes(image.tobytes())
    (out / f"{file.stem}.size").write_text(f"{image.width} {image.height}")
