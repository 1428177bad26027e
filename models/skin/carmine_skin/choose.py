"""What a choice between runs is made on: captures of the people and lamps of the calibration before cameras of their own. The test
split is for the report alone (docs/decisions/0290).

    python -m carmine_skin.choose RUN [RUN ...]"""

import sys
from pathlib import Path

import numpy as np

from . import color, dataset, evaluate, model

SPLIT = "valid"


def captures() -> dict:
    """Tokens, seen, card or None, Lab and class of each set."""
    out = {}
    for i, (name, mode, wild) in enumerate((("C1", "none", 0.0), ("grey card", "grey", 0.0), ("colour card", "chart", 0.0), ("wild", "none", 1.0))):
        d = dataset.make(5240 + i, 10_000, 1, SPLIT, wild=wild, mode=mode)
        keep = d.card[:, 0, 3] > 0 if mode != "none" else np.ones(len(d.lab), bool)
        card = d.card[keep, 0] if mode != "none" else None
        out[name] = (d.tokens[keep, 0], d.valid[keep, 0], card, d.lab[keep], d.cls[keep])
    c, s = evaluate.nist_captures(SPLIT)
    out["C3"] = (c.tokens, c.valid, None, s.lab, s.cls)
    return out


def figures(e: model.Ensemble, sets: dict) -> list[str]:
    """One line a set: mean dE00, with both eyes seen, ITA, bias, worst over best class."""
    lines = []
    for name, (tokens, valid, card, lab, cls) in sets.items():
        p = evaluate.predict(e, tokens, valid, card)
        de, eyes = color.delta_e2000(p.lab, lab), valid[:, 12] & valid[:, 13]
        ita = np.abs(color.ita(p.lab) - color.ita(lab)).mean()
        by = [de[cls == k].mean() for k in np.unique(cls)]
        bias = " ".join(f"{x:+.2f}" for x in (p.lab - lab).mean(0))
        lines.append(f"{name:12s} {de.mean():.3f}, both eyes {de[eyes].mean():.3f}, p90 {np.percentile(de, 90):.2f}, ITA {ita:.2f}, bias {bias}, worst over best class {max(by) / min(by):.2f}")
    return lines


def main():
    sets = captures()
    for run in sys.argv[1:]:
        print(run, *figures(model.load(Path(run)), sets), sep="\n", flush=True)


if __name__ == "__main__":
    main()
