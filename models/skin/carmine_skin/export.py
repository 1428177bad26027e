"""Writes weights/colournet.onnx, weights/colournet.json and the chromophore table of packages/skin."""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from . import dataset, model, net, regions, tables

ID = "colournet-8"


def _gelu(x: str, name: str) -> tuple[list, str]:
    """tanh GELU from primitive operators: every onnxruntime-web build has them."""
    n = lambda op, ins, out: helper.make_node(op, ins, [f"{name}_{out}"])  # noqa: E731
    nodes = [
        n("Mul", [x, x], "sq"),
        n("Mul", [f"{name}_sq", x], "cube"),
        n("Mul", [f"{name}_cube", "gelu_c"], "c3"),
        n("Add", [x, f"{name}_c3"], "sum"),
        n("Mul", [f"{name}_sum", "gelu_k"], "arg"),
        n("Tanh", [f"{name}_arg"], "tanh"),
        n("Add", [f"{name}_tanh", "gelu_one"], "plus"),
        n("Mul", [f"{name}_plus", x], "twice"),
        n("Mul", [f"{name}_twice", "gelu_half"], "out"),
    ]
    return nodes, f"{name}_out"


def graph(e: model.Ensemble) -> onnx.ModelProto:
    """[n, 130] normalised tokens -> [n, members x 21]. Matrices are stored in half precision, which moves no answer by a tenth of
    a noticeable step, and widened once when the session starts: every build multiplies float32."""
    const = {"gelu_c": 0.044715, "gelu_k": np.sqrt(2 / np.pi), "gelu_one": 1.0, "gelu_half": 0.5}
    weights = [numpy_helper.from_array(np.array(v, np.float32), k) for k, v in const.items()]
    nodes, ends = [], []
    for m, layers in enumerate(e.members):
        x = "tokens"
        for i, (w, b) in enumerate(layers):
            name = f"m{m}l{i}"
            half = np.ascontiguousarray(w, np.float16)
            weights += [numpy_helper.from_array(half, f"{name}_h"), numpy_helper.from_array(np.ascontiguousarray(b), f"{name}_b")]
            nodes.append(helper.make_node("Cast", [f"{name}_h"], [f"{name}_w"], to=TensorProto.FLOAT))
            nodes.append(helper.make_node("Gemm", [x, f"{name}_w", f"{name}_b"], [f"{name}_z"]))
            x = f"{name}_z"
            if i < len(layers) - 1:
                more, x = _gelu(x, name)
                nodes += more
        ends.append(x)
    nodes.append(helper.make_node("Concat", ends, ["members"], axis=1))
    inp = helper.make_tensor_value_info("tokens", TensorProto.FLOAT, ["n", net.INPUTS])
    out = helper.make_tensor_value_info("members", TensorProto.FLOAT, ["n", len(e.members) * 21])
    g = helper.make_graph(nodes, ID, [inp], [out], weights)
    m = helper.make_model(g, opset_imports=[helper.make_opsetid("", 17)], producer_name="carmine models/skin")
    m.ir_version = 8
    onnx.checker.check_model(m)
    return m


def check(path: Path, e: model.Ensemble) -> float:
    """Largest difference between the file run by onnxruntime and the trained net on 512 captures."""
    d = dataset.make(31, 512, 1, "test")
    t, v = d.tokens[:, 0], d.valid[:, 0]
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    views = model.both_ways(t, v, (e.mean, e.sd))
    got = np.concatenate([session.run(None, {"tokens": x})[0].reshape(len(x), -1, 21) for x in views], 1)
    return float(np.abs(got - model.raw_outputs(e, t, v)).max())


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--run", type=Path, required=True)
    ap.add_argument("--weights", type=Path, required=True)
    ap.add_argument("--tables", type=Path, required=True)
    a = ap.parse_args()
    e = model.load(a.run)
    evaluation = json.loads((a.run / "evaluation.json").read_text())
    a.weights.mkdir(exist_ok=True)
    path = a.weights / "colournet.onnx"
    path.write_bytes(graph(e).SerializeToString())
    worst = check(path, e)
    assert worst < 1e-3, worst
    data = path.read_bytes()
    meta = {
        "id": ID,
        "version": 1,
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "members": len(e.members),
        "regions": list(regions.REGIONS),
        "channels": list(regions.CHANNELS),
        "clip": net.CLIP.tolist(),
        "mean": [round(float(x), 5) for x in e.mean.ravel()],
        "sd": [round(float(x), 5) for x in e.sd.ravel()],
        "card": {"mean": [round(float(x), 4) for x in (*net.CARD_MEAN, net.LEVEL_MEAN)], "sd": [round(float(x), 4) for x in (*net.CARD_SD, net.LEVEL_SD)]},
        "center": net.CENTER.tolist(),
        "scale": [round(float(x), 4) for x in net.SCALE],
        "calibration": evaluation["calibration"],
        "training": {"command": "pnpm skin:train", **{k: v for k, v in json.loads((a.run / "train.json").read_text()).items() if k != "log"}},
        "simulated": evaluation["simulated"],
    }
    (a.weights / "colournet.json").write_text(json.dumps(meta, indent=1) + "\n")
    tables.write(a.tables)
    print(f"{path}: {len(data)} bytes, {len(e.members)} members, differs from the trained net by {worst:.1e}")


if __name__ == "__main__":
    main()
