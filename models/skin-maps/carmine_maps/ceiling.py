"""How well pigment could be told at all from what the synthesis photographs: `python -m carmine_maps.ceiling --run net.pt --pool folder`.
Oracles are given what the net has to guess, and the same noise, sharpening and JPEG; r as in evaluate.py (Pearson over seen texels of all
pictures together, each against its own median, regional differences included). They are fitted on the truth they are judged by: bounds
from above, not results.

all known      light, gloss and camera: least squares of second order in ln R, G, B, shade and gloss, one for each picture
camera unknown the same with one fit for each ITA class: light and gloss known, but not how this lamp and camera show pigment
light unknown  camera known, the net's own shade in place of the true one
colours alone  camera known, nothing of light and gloss: ln R, G, B, one linear fit for each picture"""

import argparse
from pathlib import Path

import numpy as np
import torch
from carmine_skin.color import ITA_CLASSES

from . import evaluate, geometry
from .export import load

NAMES = ("melanin", "blood")
#: Regional: what a blur of this many mm leaves; local: what it takes from the maps at `evaluate.GRAIN`.
REGIONAL = 4.0
RIDGE = 1e-3


def second_order(x: np.ndarray) -> np.ndarray:
    """[n, k] -> [n, k + k (k + 1) / 2]: with squares and products."""
    a, b = np.triu_indices(x.shape[1])
    return np.concatenate([x, x[:, a] * x[:, b]], 1)


def centred(x: np.ndarray) -> np.ndarray:
    return x - np.median(x, 0)


def solve(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.linalg.solve(a + RIDGE * np.eye(len(a)), b)


class Picture:
    """One example: its texels with truth, what is known of them, what is asked and what the net told."""

    def __init__(self, shard, i: int, told: np.ndarray):
        truth = shard["smooth"][i].astype(np.float64)
        self.seen = shard["flags"][i, 0] > 0
        self.asked = self.seen & (np.abs(truth[0]) + np.abs(truth[1]) > 1e-4)
        at = lambda planes: np.stack([p[self.asked] for p in planes], 1)  # noqa: E731
        self.truth = at(truth[:2])
        self.ln = centred(at(shard["ln"][i].astype(np.float64)))
        self.light = centred(at(truth[2:4]))
        self.net_shade = centred(at(told[2:3].astype(np.float64)))
        self.told = at(told[:2])

    def plane(self, values: np.ndarray) -> np.ndarray:
        out = np.zeros(self.seen.shape, np.float32)
        out[self.asked] = values
        return out


def fit(pictures: list[Picture], features) -> list[np.ndarray]:
    """What one least squares fit over all these pictures tells of each."""
    xs = [features(p) for p in pictures]
    a, b = sum(x.T @ x for x in xs), sum(x.T @ centred(p.truth) for x, p in zip(xs, pictures))
    w = solve(a, b)
    return [x @ w for x in xs]


def known(p: Picture) -> np.ndarray:
    return centred(second_order(np.concatenate([p.ln, p.light], 1)))


def oracles(pictures: list[Picture], classes: np.ndarray) -> dict[str, list[np.ndarray]]:
    each = lambda f: [fit([p], f)[0] for p in pictures]  # noqa: E731
    blind: list = [None] * len(pictures)
    for c in np.unique(classes):
        rows = np.flatnonzero(classes == c)
        for i, values in zip(rows, fit([pictures[i] for i in rows], known)):
            blind[i] = values
    return {
        "net": [p.told for p in pictures],
        "all known": each(known),
        "camera unknown": blind,
        "light unknown": each(lambda p: centred(second_order(np.concatenate([p.ln, p.net_shade, p.light[:, 1:]], 1)))),
        "colours alone": each(lambda p: p.ln),
    }


def views(p: Picture, values: np.ndarray, grain: float) -> dict[str, np.ndarray]:
    plane = p.plane(values)
    mask = p.asked
    fine, broad = (evaluate.soft(plane, mask, mm)[mask] for mm in (grain, REGIONAL))
    return {"as it is": values, f"at {grain} mm": fine, "regional": broad, "local": fine - broad}


def correlations(pictures: list[Picture], told: list[np.ndarray], k: int, rows) -> dict[str, float]:
    found: dict[str, tuple[list, list]] = {}
    for i in rows:
        p = pictures[i]
        a, b = (views(p, v[:, k], evaluate.GRAIN[k]) for v in (told[i], p.truth))
        for name in a:
            pair = found.setdefault(name, ([], []))
            pair[0].append(centred(a[name]))
            pair[1].append(centred(b[name]))
    return {name: float(np.corrcoef(np.concatenate(x), np.concatenate(y))[0, 1]) for name, (x, y) in found.items()}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--run", type=Path, required=True)
    ap.add_argument("--pool", type=Path, required=True)
    ap.add_argument("--recipe", default="paper")
    ap.add_argument("--examples", type=int, default=120)
    a = ap.parse_args()
    torch.set_num_threads(1)
    model = load(a.run)

    def ours(planes):
        with torch.no_grad():
            return model(torch.from_numpy(planes))[0].numpy()

    shard = {k: v[: a.examples] for k, v in evaluate.read(a.pool, "test", a.recipe).items()}
    maps = evaluate.told(ours, shard)
    pictures = [Picture(shard, i, maps[i]) for i in range(len(maps))]
    kept = [i for i, p in enumerate(pictures) if p.asked.sum() > 50]
    pictures, facts = [pictures[i] for i in kept], shard["facts"][kept]
    classes, px = facts[:, 3].astype(int), facts[:, 4]
    slices = {ITA_CLASSES[c]: np.flatnonzero(classes == c) for c in range(6)}
    slices |= {f"{lo}-{int(hi)} px/mm": np.flatnonzero((px >= lo) & (px < hi)) for lo, hi in evaluate.BANDS}
    for name, told in oracles(pictures, classes).items():
        for k, what in enumerate(NAMES):
            r = correlations(pictures, told, k, range(len(pictures)))
            parts = {s: correlations(pictures, told, k, rows)["as it is"] for s, rows in slices.items() if len(rows)}
            print(f"{name:15s} {what:8s}", *(f"{v} {x:.2f}" for v, x in r.items()), "|", *(f"{s} {x:.2f}" for s, x in parts.items()), flush=True)


if __name__ == "__main__":
    main()
