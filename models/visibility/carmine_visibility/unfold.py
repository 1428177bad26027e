"""A net that trains on from a weight file: what the file holds folded is split into product and norm again, by what the products give on pictures.

usage: python -m carmine_visibility.unfold --weights weights/visibility.bin --lean 0.75 --pictures RUN/train11.npz --out RUN/start.pt
"""

import argparse
import struct
import zlib
from pathlib import Path

import numpy as np
import torch

from .net import POINTWISE, SEPARABLE, STEM, VisibilityNet
from .train import Pictures

PICTURES = 256  # from which each product's mean and spread are told


def read_values(path):
    body = Path(path).read_bytes()
    magic, _, count, crc = struct.unpack("<4sIII", body[:16])
    if magic != b"CVIS" or zlib.crc32(body[16:]) != crc:
        raise ValueError(f"{path}: not a weight file")
    return torch.from_numpy(np.frombuffer(body, "<f2", count, 16).astype(np.float32))


def load_folded(net, values, lean):
    """Fills `net`, whose norms then change nothing; `lean` is what export added to the head."""
    at = 0

    def take(*shape):
        nonlocal at
        at += int(np.prod(shape))
        return values[at - int(np.prod(shape)):at].reshape(shape)

    def norm(layer, bias):
        layer.weight.fill_(1)
        layer.running_mean.zero_()
        layer.running_var.fill_(1 - layer.eps)
        layer.bias.copy_(bias)

    stem = take(31, STEM)
    net.stem.weight.copy_(stem[:27].T.reshape(STEM, 3, 3, 3).permute(0, 3, 1, 2))
    net.prior.weight.copy_(stem[27:].T.reshape(STEM, 4, 1, 1))
    norm(net.stem_norm, take(STEM))
    for name, cin, cout, _ in SEPARABLE:
        block = net.blocks[name]
        block.depth.weight.copy_(take(9, cin).T.reshape(cin, 1, 3, 3))
        block.point.weight.copy_(take(cin, cout).T.reshape(cout, cin, 1, 1))
        norm(block.norm, take(cout))
    for name, cin, cout in POINTWISE:
        line = net.lines[name]
        line.weight.copy_(take(cin, cout).T.reshape(cout, cin, 1, 1))
        line.bias.copy_(take(cout))
    net.lines["head"].bias -= lean
    if at != len(values):
        raise ValueError("the file is of another net")


@torch.no_grad()
def unfold(values, lean, batch):
    """The net, its norms told from a batch: the same outputs, and training sees what it would have seen before folding."""
    net = VisibilityNet()
    load_folded(net, values, lean)
    net.eval()
    norms = [net.stem_norm] + [net.blocks[name].norm for name, *_ in SEPARABLE]
    for layer in norms:
        told = []
        hook = layer.register_forward_pre_hook(lambda _, inputs: told.append(inputs[0]))
        net(batch["x"], batch["prior"])
        hook.remove()
        mean, var = told[0].mean((0, 2, 3)), told[0].var((0, 2, 3), correction=0)
        layer.weight.copy_((var + layer.eps).sqrt())
        layer.bias += mean
        layer.running_mean.copy_(mean)
        layer.running_var.copy_(var)
    return net


def main():
    parser = argparse.ArgumentParser()
    for name in ("weights", "pictures", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--lean", type=float, required=True, help="logits that export added to the file")
    a = parser.parse_args()
    torch.set_num_threads(1)
    pictures = Pictures(a.pictures)
    batch = pictures.batch(np.arange(min(PICTURES, len(pictures))))
    torch.save(unfold(read_values(a.weights), a.lean, batch).state_dict(), a.out)


if __name__ == "__main__":
    main()
