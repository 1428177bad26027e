"""Writes fixtures/tokens.json and card.json: small pixel lists, a card, and what Python makes of them, for the tests of both
sides."""

import argparse
import json
from pathlib import Path

import numpy as np

from . import evaluate, model, net, reference, regions, tokens


def faces() -> list[dict]:
    """Four invented faces as region pixels: even light, deep skin without eyes, half hidden, eyes in shadow."""
    out = []
    for seed, base, hide, blown, eye in (
        (1, (0.42, 0.27, 0.2), (), (), 0.5),
        (2, (0.12, 0.06, 0.035), ("sclera-left", "sclera-right"), (), 0.0),
        (3, (0.3, 0.17, 0.11), ("forehead", "jaw-left", "cheek-lower-left", "lips"), (), 0.4),
        (4, (0.5, 0.36, 0.29), (), ("forehead", "nose"), 0.08),
    ):
        rng = np.random.default_rng(seed)
        face = {}
        for name in regions.REGIONS:
            n = 5 if name in hide else 40
            colour = np.array([eye, eye * 0.97, eye * 0.93]) if name.startswith("sclera") else np.array(base) * rng.uniform(0.8, 1.2)
            if name == "lips":
                colour = colour * [0.85, 0.5, 0.6]
            gain, top = (3, 1) if name in blown else (1, 0.95)
            rgb = np.clip(gain * colour * np.exp(rng.normal(0, 0.1, (n, 1)) + rng.normal(0, 0.02, (n, 3))), 0, top)
            face[name] = {
                "rgb": rgb.round(6).tolist(),
                "clipped": 1.0 if name in blown else round(float(rng.uniform(0, 0.1)), 4),
                "count": round(float(n * rng.uniform(5, 40)), 2) if n > 12 else 5.0,
                "facing": round(float(rng.uniform(0.55, 0.99)), 4),
            }
        out.append(face)
    return out


#: Cards of the four faces: none, a grey card, none, a colour card.
CARDS = ((0, 0, 0, 0, 0, 0), (-0.2, -0.35, -0.6, 1, 0, -1.7), (0, 0, 0, 0, 0, 0), (0, 0, 0, 1, 1, 0))


def rows(e: model.Ensemble, cal: dict) -> list[dict]:
    out = []
    for face, given in zip(faces(), CARDS):
        t, v = tokens.build(face)
        card = np.array([given], np.float32)
        x = net.normalise(t[None], v[None], (e.mean, e.sd), card)
        p = model.combine(model.raw_outputs(e, t[None], v[None], card))
        cov, r90 = evaluate.apply(p, cal, card)
        odd = evaluate.unusualness(*evaluate.face_numbers(e, t[None], v[None]), np.array(cal["face"]).reshape(12, 12))
        r = lambda a, n=5: np.asarray(a, float).round(n).ravel().tolist()  # noqa: E731
        out.append(
            {"pixels": face, "card": list(given), "tokens": r(t), "valid": v.tolist(), "input": r(x), "unusual": r(odd)[0], "lab": r(p.lab), "cov": r(cov), "r90": r(r90)[0], "light": r(p.light), "mst": r(model.mst_from_logits(p.mst))}
        )
    return out


def chart_row() -> dict:
    """A colour card as a camera with a cast, a curve and mixing channels stores it, one patch blown out, and what it makes of a
    face's tokens."""
    _, wanted = reference.chart()
    mixed = wanted @ np.array([[0.9, 0.1, 0.0], [0.05, 0.9, 0.05], [0.0, 0.1, 0.9]]).T * [0.95, 0.8, 0.6]
    seen = np.clip(mixed, 0, None) ** 1.1
    seen[18] = 0.99
    t, v = tokens.build(faces()[0])
    got, ok = reference.through_chart(seen[None], wanted, reference.NEUTRALS, t[None], v[None])
    assert ok.all()
    grey = [i in reference.NEUTRALS for i in range(24)]
    r = lambda a: np.asarray(a, float).round(6).tolist()  # noqa: E731
    return {"seen": r(seen), "wanted": r(wanted), "grey": grey, "tokens": r(t.ravel()), "valid": v.tolist(), "corrected": r(got.ravel())}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--run", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    cal = json.loads((a.run / "evaluation.json").read_text())["calibration"]
    a.out.parent.mkdir(exist_ok=True)
    a.out.write_text(json.dumps(rows(model.load(a.run), cal)) + "\n")
    (a.out.parent / "card.json").write_text(json.dumps(chart_row()) + "\n")


if __name__ == "__main__":
    main()
