"""One net out of several that were trained on from the same weights: the mean of their weights reads better than either
(Izmailov 2018; Wortsman 2022; docs/decisions/0449)."""

import argparse
import json
import pickle
from pathlib import Path

import numpy as np

from .train import done


def main(runs: list[Path], out: Path) -> None:
    """Writes to `out` the mean of the runs' members, one by one. ValueError where the runs do not share their statistics of the input."""
    members, logs, stats = zip(*(done(run) for run in runs))
    if any(np.abs(np.subtract(s, stats[0])).max() > 1e-6 for s in stats):
        raise ValueError("these runs do not share their statistics: train them on with --start from one run")
    mean = [[tuple(np.mean(p, 0) for p in zip(*layer)) for layer in zip(*nets)] for nets in zip(*members)]
    out.mkdir(parents=True, exist_ok=True)
    with open(out / "members.pkl", "wb") as f:
        pickle.dump({"members": [[tuple(np.asarray(x, np.float32) for x in layer) for layer in net] for net in mean], "stats": stats[0], "logs": logs[-1]}, f)
    (out / "train.json").write_text((runs[-1] / "train.json").read_text())


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("runs", type=Path, nargs="+")
    ap.add_argument("--out", type=Path, required=True)
    a = ap.parse_args()
    main(a.runs, a.out)
