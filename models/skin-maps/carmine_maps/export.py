"""Writes weights/mapnet.onnx, weights/mapnet.json and fixtures/net.json: `python -m carmine_maps.export --run net.pt`."""

import argparse
import base64
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

from . import net, picture, scene, synth

ID = "mapnet-2"
SIZE = 512
ROOT = Path(__file__).resolve().parents[1]


class Graph:
    """Nodes and float16 weights; every operator is in the CPU set of onnxruntime-web."""

    def __init__(self):
        self.nodes, self.weights, self.count = [], [], 0

    def constant(self, value: np.ndarray) -> str:
        """A weight kept as float16 and widened when the session starts."""
        self.count += 1
        name = f"w{self.count}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value, np.float16), name))
        self.nodes.append(helper.make_node("Cast", [name], [f"{name}f"], to=TensorProto.FLOAT))
        return f"{name}f"

    def fixed(self, value: np.ndarray, name: str) -> str:
        self.weights.append(numpy_helper.from_array(value, name))
        return name

    def node(self, op: str, inputs: list[str], **attributes) -> str:
        self.count += 1
        out = f"x{self.count}"
        self.nodes.append(helper.make_node(op, inputs, [out], **attributes))
        return out

    def conv(self, x: str, weight: np.ndarray, bias: np.ndarray | None, stride: int = 1) -> str:
        side = weight.shape[2]
        pad = 1 if side == 3 else 0
        groups = weight.shape[0] if weight.shape[1] == 1 and weight.shape[0] > 1 and side == 3 else 1
        inputs = [x, self.constant(weight)] + ([self.constant(bias)] if bias is not None else [])
        return self.node("Conv", inputs, kernel_shape=[side, side], strides=[stride] * 2, pads=[pad] * 4, group=groups)

    def clip(self, x: str) -> str:
        return self.node("Clip", [x, "zero", "six"])

    def block(self, x: str, b: net.Block) -> str:
        stride = b.depth.stride[0]
        y = self.conv(x, _numpy(b.depth.weight), None, stride)
        y = self.clip(self.conv(y, *folded(b.point, b.norm)))
        return self.node("Add", [x, y]) if b.adds else y


def _numpy(t) -> np.ndarray:
    return t.detach().numpy()


def folded(conv, norm) -> tuple[np.ndarray, np.ndarray]:
    """Weight and bias of a convolution with the batch norm behind it."""
    scale = _numpy(norm.weight) / np.sqrt(_numpy(norm.running_var) + norm.eps)
    return _numpy(conv.weight) * scale[:, None, None, None], _numpy(norm.bias) - _numpy(norm.running_mean) * scale


def graph(model: net.MapNet) -> onnx.ModelProto:
    """planes [n, 7, s, s] -> maps [n, 8, s, s]."""
    g = Graph()
    g.fixed(np.array(0, np.float32), "zero")
    g.fixed(np.array(6, np.float32), "six")
    g.fixed(np.array([1, 1, 2, 2], np.float32), "twice")
    x = g.clip(g.conv("planes", *folded(model.stem, model.stem_norm), stride=2))
    skips = []
    for level, blocks in enumerate(model.down):
        if level:
            x = g.block(x, model.enter[level])
        for b in blocks:
            x = g.block(x, b)
        skips.append(x)
    for level in (2, 1, 0):
        x = g.conv(x, _numpy(model.join[level].weight), _numpy(model.join[level].bias))
        x = g.node("Resize", [x, "", "twice"], mode="nearest", coordinate_transformation_mode="asymmetric", nearest_mode="floor")
        x = g.node("Add", [x, skips[level]])
        for b in model.up[level]:
            x = g.block(x, b)
    cut = net.PLAIN * 4
    weight, bias = _numpy(model.head.weight), _numpy(model.head.bias)
    plain = g.conv(x, weight[:cut], bias[:cut])
    share = g.node("Sigmoid", [g.conv(x, weight[cut:], bias[cut:])])
    both = g.node("Concat", [plain, share], axis=1)
    g.nodes.append(helper.make_node("DepthToSpace", [both], ["maps"], blocksize=2, mode="CRD"))
    info = lambda name, c: helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n", c, "s", "s"])  # noqa: E731
    made = helper.make_graph(g.nodes, ID, [info("planes", scene.INPUTS)], [info("maps", net.CHANNELS)], g.weights)
    m = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], producer_name="carmine models/skin-maps")
    m.ir_version = 8
    onnx.checker.check_model(m)
    return m


def load(path: Path) -> net.MapNet:
    model = net.MapNet()
    model.load_state_dict(torch.load(path))
    return model.eval()


def lean(model: net.MapNet, thresholds: dict[str, float]) -> None:
    """Moves each mark's logit so that its threshold of the calibration split becomes one half."""
    with torch.no_grad():
        for name, at in thresholds.items():
            k = scene.CHANNELS.index(name) * 4
            model.head.bias[k : k + 4] -= float(np.log(at / (1 - at)))


def run_onnx(data: bytes, planes: np.ndarray) -> np.ndarray:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"]).run(None, {"planes": planes})[0]


def _pack(values: np.ndarray, kind) -> str:
    return base64.b64encode(np.ascontiguousarray(values, kind).tobytes()).decode()


def fixture(data: bytes, planes: np.ndarray) -> dict:
    """For packages/skin: a window and what the file says of it, and texels with the planes they become (scene.planes).
    Float32, little endian, base64."""
    rng = np.random.default_rng(5)
    n = 16
    rgb = np.exp(rng.uniform(-8, 0.2, (n, n, 3))).astype(np.float32)
    clipped = (rng.uniform(size=(n, n)) < 0.2).astype(np.float32)
    mask = (rng.uniform(size=(n, n)) < 0.8).astype(np.float32)
    middle, lightness, px = np.array([-1.2, -1.9, -2.4]), 38.5, 2.7
    made = scene.planes(picture.Shot(rgb, clipped, px), mask, middle, lightness)
    texels = {"size": n, "rgb": _pack(rgb, "<f4"), "clipped": clipped.ravel().astype(int).tolist(), "seen": mask.ravel().astype(int).tolist()}
    texels |= {"pxPerTexel": px, "middle": middle.tolist(), "lightness": lightness, "planes": _pack(made, "<f4")}
    return {"net": {"size": planes.shape[-1], "planes": _pack(planes, "<f4"), "maps": _pack(run_onnx(data, planes[None])[0], "<f4")}, "texels": texels}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--run", type=Path, required=True)
    ap.add_argument("--weights", type=Path, default=ROOT / "weights")
    ap.add_argument("--figures", type=Path, help="what evaluate.py wrote")
    a = ap.parse_args()
    model = load(a.run)
    figures = json.loads(a.figures.read_text()) if a.figures else None
    if figures:
        lean(model, figures["wild"]["net"]["thresholds"])
    data = graph(model).SerializeToString()
    shard = synth.make(77, 4, 160, "calib")
    planes = synth.inputs(shard, np.arange(4))
    with torch.no_grad():
        want = model(torch.from_numpy(planes)).numpy()
    worst = float(np.abs(run_onnx(data, planes) - want).max())
    assert worst < 0.05, worst
    a.weights.mkdir(exist_ok=True)
    (a.weights / "mapnet.onnx").write_bytes(data)
    meta = {
        "id": ID,
        "version": 1,
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "size": SIZE,
        "inputs": scene.INPUTS,
        "channels": list(scene.CHANNELS),
        "training": {"command": "pnpm maps:train", **json.loads(a.run.with_suffix(".json").read_text())},
        "simulated": figures,
    }
    (a.weights / "mapnet.json").write_text(json.dumps(meta, indent=1) + "\n")
    (ROOT / "fixtures").mkdir(exist_ok=True)
    (ROOT / "fixtures/net.json").write_text(json.dumps(fixture(data, planes[0, :, 64:96, 64:96])) + "\n")
    print(f"{len(data)} bytes, {net.parameters(model)} parameters, float16 differs by at most {worst:.4f}")


if __name__ == "__main__":
    main()
