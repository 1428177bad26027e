"""Tokens from pixels, as packages/skin computes them (TOKENS.md): the reference for the shared fixture."""

import numpy as np

from . import regions

FLOOR = 1 / 4096
MIN_PIXELS = 12
SCLERA_CONTRAST = 0.12
SCLERA_DARK = 0.45
MAX_CLIPPED = 0.9
BLOWN = 0.955


def region_token(rgb, clipped: float, count: float, facing: float, eye: bool = False):
    """[8] token of one region from its linear pixels [n, 3] (an eye: those not clipped); None when too little was seen."""
    if len(rgb) < MIN_PIXELS or count < MIN_PIXELS or facing < (0 if eye else 0.5):
        return None
    ln = np.log(np.maximum(np.asarray(rgb, np.float64), FLOOR))
    blown = not eye and np.median(ln, 0).max() >= np.log(BLOWN)
    if clipped >= MAX_CLIPPED and not blown:
        return None
    g = ln[:, 1]
    q = lambda p: np.quantile(g, p)  # noqa: E731
    return np.array([*np.median(ln, 0), q(0.75) - q(0.25), clipped, np.log1p(count), facing, q(0.9) - q(0.5)])


def build(pixels: dict) -> tuple[np.ndarray, np.ndarray]:
    """Region pixels (id -> dict of rgb, clipped, count, facing) -> tokens [14, 8], valid [14]."""
    rows = []
    for i, name in enumerate(regions.REGIONS):
        p = pixels[name]
        rows.append(region_token(p["rgb"], p["clipped"], p["count"], p["facing"], i in regions.SCLERA))
    cheeks = [rows[i] for i in regions.CHEEKS if rows[i] is not None]
    for i, under in ((12, 9), (13, 10)):
        if rows[i] is None:
            continue
        skin = rows[under] if rows[under] is not None else (np.mean(cheeks, 0) if cheeks else None)
        bluer = skin is not None and (skin[0] - skin[2]) - (rows[i][0] - rows[i][2]) > SCLERA_CONTRAST
        if not (bluer and rows[i][1] - skin[1] > -SCLERA_DARK):
            rows[i] = None
    valid = np.array([r is not None for r in rows])
    tokens = np.stack([np.zeros(regions.C) if r is None else r for r in rows]).astype(np.float32)
    return tokens, valid
