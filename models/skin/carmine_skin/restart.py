"""Writes a run that training can go on from (`train.sh --start RUN`) out of exported weights (half precision, as shipped).

    python -m carmine_skin.restart WEIGHTS_FOLDER RUN"""

import json
import pickle
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from . import net


def members(weights: Path) -> tuple[list, tuple[np.ndarray, np.ndarray]]:
    """Layers of every member, and mean and sd of the input, of colournet.onnx and colournet.json in `weights`."""
    meta = json.loads((weights / "colournet.json").read_text())
    held = {i.name: numpy_helper.to_array(i) for i in onnx.load(weights / "colournet.onnx").graph.initializer}
    layers = range(len(net.WIDTHS) - 1)
    nets = [[(held[f"m{m}l{i}_h"].astype(np.float32), held[f"m{m}l{i}_b"].astype(np.float32)) for i in layers] for m in range(meta["members"])]
    return nets, (np.array(meta["mean"], np.float32), np.array(meta["sd"], np.float32))


def main(weights: Path, out: Path) -> None:
    nets, stats = members(weights)
    out.mkdir(parents=True, exist_ok=True)
    with open(out / "members.pkl", "wb") as f:
        pickle.dump({"members": nets, "stats": stats, "logs": [[] for _ in nets]}, f)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
