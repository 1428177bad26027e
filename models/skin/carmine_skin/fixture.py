"""Writes fixtures/tokens.json: small pixel lists and what Python makes of them, for the tests of both sides."""

import argparse
import json
from pathlib import Path

import numpy as np

from . import evaluate, model, net, regions, tokens


def faces() -> list[dict]:
    """Four invented faces as region pixels: even light, deep skin without eyes, half hidden, eyes in shadow."""
    out = []
    for seed, base, hide, eye in (
        (1, (0.42, 0.27, 0.2), (), 0.5),
        (2, (0.12, 0.06, 0.035), ("sclera-left", "sclera-right"), 0.0),
        (3, (0.3, 0.17, 0.11), ("forehead", "jaw-left", "cheek-lower-left", "lips"), 0.4),
        (4, (0.5, 0.36, 0.29), (), 0.08),
    ):
        rng = np.random.default_rng(seed)
        face = {}
        for name in regions.REGIONS:
            n = 5 if name in hide else 40
            colour = np.array([eye, eye * 0.97, eye * 0.93]) if name.startswith("sclera") else np.array(base) * rng.uniform(0.8, 1.2)
            if name == "lips":
                colour = colour * [0.85, 0.5, 0.6]
            rgb = np.clip(colour * np.exp(rng.normal(0, 0.1, (n, 1)) + rng.normal(0, 0.02, (n, 3))), 0, 0.95)
            face[name] = {
                "rgb": rgb.round(6).tolist(),
                "clipped": round(float(rng.uniform(0, 0.1)), 4),
                "count": round(float(n * rng.uniform(5, 40)), 2) if n > 12 else 5.0,
                "facing": round(float(rng.uniform(0.55, 0.99)), 4),
            }
        out.append(face)
    return out


def rows(e: model.Ensemble, cal: dict) -> list[dict]:
    out = []
    for face in faces():
        t, v = tokens.build(face)
        x = net.normalise(t[None], v[None], (e.mean, e.sd))
        raw = model.raw_outputs(e, t[None], v[None])
        p = model.combine(raw)
        cov, r90 = evaluate.apply(p, cal)
        r = lambda a, n=5: np.asarray(a, float).round(n).ravel().tolist()  # noqa: E731
        out.append(
            {"pixels": face, "tokens": r(t), "valid": v.tolist(), "input": r(x), "lab": r(p.lab), "cov": r(cov), "r90": r(r90)[0], "light": r(p.light), "mst": r(model.mst_from_logits(p.mst))}
        )
    return out


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--run", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    cal = json.loads((a.run / "evaluation.json").read_text())["calibration"]
    a.out.parent.mkdir(exist_ok=True)
    a.out.write_text(json.dumps(rows(model.load(a.run), cal)) + "\n")


if __name__ == "__main__":
    main()
