"""Writes the weights as packages/parsing/src/visibility/weights.ts reads them, and a fixture that holds both sides together.

usage: python -m carmine_visibility.export --run RUN.pt --check C.npz --weights weights/visibility.bin --fixture fixtures/net.json
"""

import argparse
import base64
import json
import struct
import zlib
from pathlib import Path

import numpy as np
import torch

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


def write_fixture(net, data, path):
    """One made picture with its prior and logits: every eighth logit of every eighth row."""
    rgb, prior = data["rgb"][:1], data["prior"][:1]
    first = lambda a, s: torch.from_numpy(a).float().permute(0, 3, 1, 2) / s
    x, p = first(rgb, 255.0), first(prior, 1.0)
    with torch.no_grad():
        colors = normalise(x, p)
        logits = net(colors, p)[0, 0].numpy()
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(json.dumps({
        "rgb": base64.b64encode(rgb.tobytes()).decode(), "prior": base64.b64encode(prior.tobytes()).decode(),
        "colors": [round(float(v), 5) for v in colors[0, :, 64, ::8].T.ravel()],
        "logits": [round(float(v), 4) for v in logits[::8, ::8].ravel()],
    }))


def main():
    parser = argparse.ArgumentParser()
    for name in ("run", "check", "weights", "fixture"):
        parser.add_argument(f"--{name}", required=True)
    a = parser.parse_args()
    net = VisibilityNet()
    net.load_state_dict(torch.load(a.run))
    net.eval()
    print(a.weights, write_weights(net, a.weights), "bytes")
    write_fixture(net, np.load(a.check), a.fixture)


if __name__ == "__main__":
    main()
