"""Writes shards of labelled examples: `python -m carmine_maps.synth --out shard.npz --seed 1 --count 256 [--split train]`."""

import argparse
from pathlib import Path

import numpy as np

from . import pigment, scene


def make(seed: int, count: int, n: int, split: str, recipe: scene.Recipe = scene.WILD) -> dict[str, np.ndarray]:
    """`count` examples of n x n texels: planes as float16 (the net reads no more), labels as uint8."""
    rng = np.random.default_rng(seed)
    bases = pigment.people(rng, count, split)
    out = {
        "ln": np.empty((count, 3, n, n), np.float16),
        "flags": np.empty((count, 2, n, n), np.uint8),
        "facts": np.empty((count, 5), np.float32),
        "smooth": np.empty((count, 4, n, n), np.float16),
        "labels": np.empty((count, 4, n, n), np.uint8),
    }
    for i in range(count):
        e = scene.draw(rng, n, split, {k: v[i] for k, v in bases.items()}, recipe)
        out["ln"][i] = e.inputs[:3]
        out["flags"][i] = e.inputs[3:5]
        seen = e.valid > 0
        tone = scale = 0.0
        if seen.any():
            tone, scale = float(e.inputs[5][seen][0]), float(e.inputs[6][seen][0])
        out["facts"][i] = (tone, scale, e.lightness, e.ita_class, e.px_per_mm)
        out["smooth"][i] = e.truth[:4]
        out["labels"][i] = np.round(e.truth[4:] * 255)
    return out


def inputs(shard: dict[str, np.ndarray], rows) -> np.ndarray:
    """[rows, 7, n, n] float32 planes of a shard: the inverse of `make`."""
    ln, flags, facts = shard["ln"][rows].astype(np.float32), shard["flags"][rows].astype(np.float32), shard["facts"][rows]
    constant = facts[:, :2, None, None] * flags[:, :1]
    return np.concatenate([ln, flags, constant], 1)


def truth(shard: dict[str, np.ndarray], rows) -> np.ndarray:
    """[rows, 8, n, n] float32."""
    return np.concatenate([shard["smooth"][rows].astype(np.float32), shard["labels"][rows].astype(np.float32) / 255], 1)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--out", type=Path, required=True, help="folder")
    ap.add_argument("--seed", type=int, default=1, help="of the first shard; the next ones count on")
    ap.add_argument("--shards", type=int, default=1)
    ap.add_argument("--count", type=int, default=256, help="examples a shard")
    ap.add_argument("--texels", type=int, default=160)
    ap.add_argument("--split", default="train", choices=("train", "calib", "test"))
    ap.add_argument("--recipe", default="wild", choices=tuple(scene.RECIPES))
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    for k in range(a.shards):
        path = a.out / f"{a.split}-{a.recipe}-{a.seed + k}.npz"
        if path.exists():
            continue
        part = path.with_suffix(".part")
        with open(part, "wb") as f:
            np.savez(f, **make(a.seed + k, a.count, a.texels, a.split, scene.RECIPES[a.recipe]))
        part.rename(path)
        print(path.name, flush=True)


if __name__ == "__main__":
    main()
