"""Trains VisibilityNet.

usage: python -m carmine_visibility.train --train "RUN/train*.npz" --check RUN/held.npz --out RUN/net.pt --minutes 35
"""

import argparse
import math
import os
import time
from glob import glob

import cv2
import numpy as np
import torch
from torch.nn import functional as F

from .net import VisibilityNet, normalise
from .synth import PLAIN

BATCH, RATE, DECAY = 16, 2e-3, 1e-4
THIN, THIN_WEIGHT = 50, 2.1  # covered, of 255; on the lips (twice PLAIN) it stays within 8 bits
THIN_TOLD = 1.8  # a strand that takes 3 tenths of a texel is told: which of its pixels are hidden, the picture says (decision 0244)
NICE = 10  # training gives way to whatever else the machine does


def heavier(seen, weight):
    """(seen, weights), with THIN_TOLD and THIN_WEIGHT on what is covered by something less than three px wide (frames, strands), which counts for
    little by area."""
    kernel = np.ones((3, 3), np.uint8)
    told, out = seen.copy(), weight.copy()
    for i, row in enumerate(seen):
        covered = 255 - row
        thin = cv2.subtract(covered, cv2.morphologyEx(covered, cv2.MORPH_OPEN, kernel)) > THIN
        told[i][thin] = 255 - np.minimum(255, covered[thin] * THIN_TOLD)
        out[i][thin] = np.minimum(255, out[i][thin] * THIN_WEIGHT)
    return told, out


class Pictures:
    """What was made, colours already normalised: the camera's gains leave there, so there is nothing to vary."""

    def __init__(self, pattern):
        parts = []
        for f in sorted(glob(pattern)):
            stored = np.load(f)
            rows = {k: stored[k] for k in ("rgb", "seen", "weight", "prior")}
            first = lambda v: torch.from_numpy(v).float().permute(0, 3, 1, 2)
            colors = [normalise(first(rows["rgb"][i:i + 64]) / 255, first(rows["prior"][i:i + 64])) for i in range(0, len(rows["rgb"]), 64)]
            rows["rgb"] = torch.cat(colors).permute(0, 2, 3, 1).half().numpy()
            rows["seen"], rows["weight"] = heavier(rows["seen"], rows["weight"])
            parts.append(rows)
        self.data = {k: np.concatenate([p[k] for p in parts]) for k in parts[0]}

    def __len__(self):
        return len(self.data["rgb"])

    def batch(self, rows, columns=None):
        """Channels first: x normalised colours, seen 0..1, weight 1 for a plain pixel of the face, prior 0/1. `columns`: which
        column each is taken from, 0..1 (see `turned`)."""
        out = {}
        for k, scale in {"rgb": 1.0, "seen": 255.0, "weight": float(PLAIN), "prior": 1.0}.items():
            v = self.data[k][rows]
            if columns is not None:
                v = v[:, :, np.minimum((columns(v.shape[2]) * v.shape[2]).astype(int), v.shape[2] - 1)]
            v = torch.from_numpy(np.ascontiguousarray(v)).float() / scale
            out["x" if k == "rgb" else k] = v.permute(0, 3, 1, 2) if v.ndim == 4 else v[:, None]
        return out


def turned(rng):
    """Columns of a picture mirrored by chance and, often, squeezed on one side and stretched on the other: portraits look at the
    camera, people in a mirror turn."""
    mirror, bend = rng.random() < 0.5, rng.uniform(-0.65, 0.65) * (rng.random() < 0.5)

    def columns(count):
        t = (np.arange(count) + 0.5) / count * 2 - 1
        t = np.clip(t + bend * (1 - t * t) * 0.5, -1, 1)
        return ((-t if mirror else t) + 1) / 2

    return columns


def loss_of(net, b):
    logits = net(b["x"], b["prior"]).float()
    cross = F.binary_cross_entropy_with_logits(logits, b["seen"], reduction="none")
    return (cross * b["weight"]).sum() / b["weight"].sum(), logits


@torch.no_grad()
def check(net, pictures, limit=10_000):
    """Loss, IoU of what is covered, share of bare face called covered, both at one half, where the face is."""
    net.eval()
    total = np.zeros(6)
    for at in range(0, min(limit, len(pictures)) - BATCH + 1, BATCH):
        b = pictures.batch(np.arange(at, at + BATCH))
        loss, logits = loss_of(net, b)
        covered, truth, counts = logits < 0, b["seen"] < 0.5, b["weight"] >= 1
        bare = counts & (b["seen"] > 0.98)
        total += [float(loss), 1] + [int(m.sum()) for m in (covered & truth & counts, (covered | truth) & counts, covered & bare, bare)]
    net.train()
    return total[0] / total[1], total[2] / total[3], total[4] / total[5]


def work(number, net, pictures, held, a):
    """One worker: its own pictures and optimiser, the one net of all (Hogwild, Recht et al. 2011). The first one also checks
    and saves it."""
    os.nice(NICE)
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    rng, begun = np.random.default_rng(7 + number), time.time()
    optimiser = torch.optim.AdamW(net.parameters(), a.rate, weight_decay=DECAY)
    for i in range(a.steps):
        share = max(i / a.steps, (time.time() - begun) / (60 * a.minutes))
        if share >= 1:
            break
        optimiser.param_groups[0]["lr"] = a.rate * min(1, (i + 1) / 60) * (0.5 + 0.5 * math.cos(math.pi * share)) + 1e-5
        b = pictures.batch(rng.integers(0, len(pictures), BATCH), turned(rng))
        optimiser.zero_grad()
        loss, _ = loss_of(net, b)
        loss.backward()
        optimiser.step()
        if number:
            continue
        if i % 100 == 99:
            torch.save(net.state_dict(), a.out)
            print(i + 1, f"{time.time() - begun:.0f} s", f"loss {float(loss.detach()):.4f}", "held out: loss %.4f IoU %.3f false %.4f" % check(net, held, 128), flush=True)
    if not number:
        torch.save(net.state_dict(), a.out)
        print("done", i + 1, "held out: loss %.4f IoU %.3f false %.4f" % check(net, held), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--train", required=True, help="pattern of the files of pictures")
    parser.add_argument("--check", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--start")
    parser.add_argument("--steps", type=int, default=40000, help="of each worker")
    parser.add_argument("--minutes", type=float, default=1e9, help="ends earlier, the rate falling to nothing by then")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--workers", type=int, default=1, help="more than one: quicker where cores idle, no longer the same to the bit")
    a = parser.parse_args()
    torch.manual_seed(3)
    torch.set_num_threads(1)
    pictures, held = Pictures(a.train), Pictures(a.check)
    net = VisibilityNet().to(memory_format=torch.channels_last)
    if a.start:
        net.load_state_dict(torch.load(a.start))
    print("parameters", sum(p.numel() for p in net.parameters()), "pictures", len(pictures), flush=True)
    net.share_memory()
    if a.workers == 1:
        work(0, net, pictures, held, a)
        return
    context = torch.multiprocessing.get_context("fork")
    workers = [context.Process(target=work, args=(n, net, pictures, held, a)) for n in range(a.workers)]
    for w in workers:
        w.start()
    for w in workers:
        w.join()


if __name__ == "__main__":
    main()
