"""The classical method as its package does it (PyPI skin-tone-classifier), on captures painted as pictures. The package needs
OpenCV, so it lives in an environment of its own: `paint` writes the pictures here, photographs/read_stone.py reads them there,
`row` compares. The first dominant colour is taken, which is kinder than its palette's nearest swatch."""

import argparse
import json
from pathlib import Path

import numpy as np
from PIL import Image

from . import baselines, capture, color, subjects

PEOPLE = 1200


def _captures():
    rng = np.random.default_rng(4261)
    s = subjects.draw(rng, PEOPLE, "test")
    return rng, s, capture.shoot(rng, s.refl, "test")


def paint(folder: Path) -> None:
    """One PNG a capture."""
    rng, _, c = _captures()
    folder.mkdir(parents=True, exist_ok=True)
    for i, p in enumerate(baselines.pictures(rng, c.tokens, c.valid)):
        Image.fromarray(p).save(folder / f"{i:05d}.png")


def row(path: Path) -> dict:
    """Figures of what the package read: `path` holds its version and the hex colour of each picture."""
    said = json.loads(path.read_text())
    _, s, _ = _captures()
    srgb = np.array([[int(h[k : k + 2], 16) for k in (1, 3, 5)] for h in said["colours"]]) / 255
    lab = color.rgb_to_lab(color.srgb_decode(srgb))
    de = color.delta_e2000(lab, s.lab)
    by = {k: de[s.cls == i].mean() for i, k in enumerate(color.ITA_CLASSES)}
    ita = np.abs(color.ita(lab) - color.ita(s.lab)).mean()
    return {"name": f"skin-tone-classifier {said['version']} (PyPI)", "mean": de.mean(), "median": np.median(de), "p90": np.percentile(de, 90), "maeIta": ita, "n": len(de), **by}


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("folder", type=Path)
    paint(ap.parse_args().folder)
