"""Writes readings.json: what the committed weights read of unseen simulated people, cameras and lights, with the truth beside it.
The shade evaluation (`pnpm skin:shades`) matches with these errors. Run from models/skin: PYTHONPATH=. .venv/bin/python shades/readings.py"""

import json
from pathlib import Path

import numpy as np
import onnxruntime
from carmine_skin import color, dataset, evaluate, model

HERE = Path(__file__).resolve().parents[1]
META = json.loads((HERE / "weights/colournet.json").read_text())
#: Readings kept of each ITA class.
PER_CLASS = 250


def read(tokens, valid) -> model.Posterior:
    session = onnxruntime.InferenceSession(str(HERE / "weights/colournet.onnx"), providers=["CPUExecutionProvider"])
    return model.from_session(session, META, tokens, valid)


def main() -> None:
    d = dataset.make(4246, 9000, 1, "test")
    t, v = d.tokens[:, 0], d.valid[:, 0]
    p = read(t, v)
    cov, r90 = evaluate.apply(p, META["calibration"])
    eyes = v[:, 12] & v[:, 13]
    lower = [(0, 0), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2)]
    keep = np.concatenate([np.flatnonzero(d.cls == k)[:PER_CLASS] for k in range(6)])
    rows = [
        [
            color.ITA_CLASSES[d.cls[i]],
            int(eyes[i]),
            [round(float(x), 2) for x in d.lab[i]],
            [round(float(x), 2) for x in p.lab[i]],
            [round(float(cov[i, a, b]), 2) for a, b in lower],
            round(float(r90[i]), 2),
        ]
        for i in keep
    ]
    head = {"model": META["sha256"], "columns": ["ita", "eyes", "truth", "seen", "cov (lower triangle)", "r90"]}
    text = json.dumps({**head, "rows": "@"}).replace('"@"', "[\n" + ",\n".join(json.dumps(r, separators=(",", ":")) for r in rows) + "\n]")
    (HERE / "shades/readings.json").write_text(text + "\n")
    print(len(rows), "readings, mean dE00", color.delta_e2000(p.lab[keep], d.lab[keep]).mean().round(2))


if __name__ == "__main__":
    main()
