"""Writes the weights as packages/parsing/src/visibility/weights.ts reads them, and a fixture that holds both sides together.

usage: python -m carmine_visibility.export --run RUN.pt --head HEAD.json --weights weights/visibility.bin --fixture fixtures/net.json
"""

import argparse
import base64
import json
import struct
import zlib
from pathlib import Path

import numpy as np
import torch

from .geometry import SIZE, apply, crop_plan, picture_to_crop, prior
from .net import POINTWISE, SEPARABLE, VisibilityNet, normalise

VERSION = 1


def folded(weight, norm):
    """Pointwise weight [out, in] and its norm as ([in, out], bias)."""
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    return (weight * scale[:, None]).T, norm.bias - norm.running_mean * scale


def values(net):
    """Every value in the order of the file."""
    stem = torch.cat([net.stem.weight.permute(0, 2, 3, 1).reshape(16, 27), net.prior.weight.reshape(16, 4)], 1)
    out = [*folded(stem, net.stem_norm)]
    for name, cin, cout, _ in SEPARABLE:
        block = net.blocks[name]
        out += [block.depth.weight.reshape(cin, 9).T, *folded(block.point.weight.reshape(cout, cin), block.norm)]
    for name, cin, cout in POINTWISE:
        out += [net.lines[name].weight.reshape(cout, cin).T, net.lines[name].bias]
    return np.concatenate([v.detach().numpy().ravel() for v in out])


def write_weights(net, path):
    payload = values(net).astype("<f2")
    assert np.isfinite(payload).all()
    body = payload.tobytes()
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(struct.pack("<4sIII", b"CVIS", VERSION, len(payload), zlib.crc32(body)) + body)
    return len(body) + 16


def pattern():
    """Colours that both languages can write down: uint8 [128, 128, 3]."""
    y, x, k = np.mgrid[0:SIZE, 0:SIZE, 0:3]
    return ((7 * x + 13 * y + 29 * k + 3 * ((x * y) % 31) + 40 * ((x // 16 + y // 16) % 3)) % 256).astype(np.uint8)


def write_fixture(net, head, path):
    """Landmarks of a synthetic head (px), its plan and prior, and of the pattern every 16th colour of row 64 and every eighth
    logit of every eighth row."""
    landmarks = np.array(json.loads(Path(head).read_text())["landmarks"])
    plan = crop_plan(landmarks)
    filled = prior(apply(picture_to_crop(plan, SIZE), landmarks))
    first = lambda a: torch.from_numpy(a[None]).float().permute(0, 3, 1, 2)
    with torch.no_grad():
        colors = normalise(first(pattern()) / 255, first(filled))
        logits = net(colors, first(filled))[0, 0].numpy()
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(json.dumps({
        "landmarks": landmarks.round(1).ravel().tolist(),
        "plan": {"centerX": plan[0][0], "centerY": plan[0][1], "span": plan[1], "turn": plan[2]},
        "prior": base64.b64encode(np.packbits(filled.ravel()).tobytes()).decode(),
        "colors": [round(float(v), 5) for v in colors[0, :, 64, ::16].T.ravel()],
        "logits": [round(float(v), 4) for v in logits[::8, ::8].ravel()],
    }) + "\n")


def main():
    parser = argparse.ArgumentParser()
    for name in ("run", "head", "weights", "fixture"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--lean", type=float, default=0, help="logits added towards seen")
    a = parser.parse_args()
    net = VisibilityNet()
    net.load_state_dict(torch.load(a.run))
    net.eval()
    with torch.no_grad():
        net.lines[POINTWISE[-1][0]].bias += a.lean
    print(a.weights, write_weights(net, a.weights), "bytes")
    write_fixture(net, a.head, a.fixture)


if __name__ == "__main__":
    main()
