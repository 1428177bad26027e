"""Trains VisibilityNet, on one thread. Files of pictures that appear while it runs are taken up.

usage: python -m carmine_visibility.train --train "RUN/train*.npz" --check RUN/held.npz --out RUN/net.pt --minutes 33
"""

import argparse
import math
import time
from glob import glob

import numpy as np
import torch
from torch.nn import functional as F

from .net import VisibilityNet, normalise

BATCH, RATE, DECAY, AVERAGE = 32, 4e-3, 1e-4, 0.997


def load(paths):
    sets = [np.load(p) for p in paths]
    return {k: np.concatenate([s[k] for s in sets]) for k in ("rgb", "seen", "weight", "prior")}


def batch_of(data, rows, rng=None):
    """Channels first, float: rgb and seen 0..1, weight 1 for a plain pixel of the face, prior 0/1."""
    flip = rng is not None and rng.random() < 0.5
    scale = {"rgb": 255.0, "seen": 255.0, "weight": 120.0, "prior": 1.0}
    out = {}
    for k, s in scale.items():
        v = data[k][rows][:, :, ::-1] if flip else data[k][rows]
        v = torch.from_numpy(np.ascontiguousarray(v)).float() / s
        out[k] = v.permute(0, 3, 1, 2) if v.ndim == 4 else v[:, None]
    if rng is not None:
        gain = np.exp(rng.normal(0, 0.12, (len(rows), 3, 1, 1)))
        out["rgb"] = (out["rgb"] * torch.from_numpy(gain).float()).clamp(0, 1)
    out["x"] = normalise(out["rgb"], out["prior"]).contiguous(memory_format=torch.channels_last)
    out["prior"] = out["prior"].contiguous(memory_format=torch.channels_last)
    return out


def loss_of(net, b):
    logits = net(b["x"], b["prior"]).float()
    cross = F.binary_cross_entropy_with_logits(logits, b["seen"], reduction="none")
    return (cross * b["weight"]).sum() / b["weight"].sum(), logits


@torch.no_grad()
def check(net, data, limit=10_000):
    """Loss, IoU of what is covered, share of bare face called covered, both at one half, where the face is."""
    net.eval()
    total = np.zeros(6)
    for at in range(0, min(limit, len(data["rgb"])) - BATCH + 1, BATCH):
        b = batch_of(data, np.arange(at, at + BATCH))
        loss, logits = loss_of(net, b)
        covered, truth, counts = logits < 0, b["seen"] < 0.5, b["weight"] >= 1
        bare = counts & (b["seen"] > 0.98)
        total += [float(loss), 1] + [int(m.sum()) for m in (covered & truth & counts, (covered | truth) & counts, covered & bare, bare)]
    net.train()
    return total[0] / total[1], total[2] / total[3], total[4] / total[5]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--train", required=True, help="pattern of the files of pictures")
    parser.add_argument("--check", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--start")
    parser.add_argument("--steps", type=int, default=4500)
    parser.add_argument("--minutes", type=float, default=1e9, help="ends earlier, the rate falling to nothing by then")
    parser.add_argument("--rate", type=float, default=RATE)
    a = parser.parse_args()
    torch.manual_seed(3)
    torch.set_num_threads(1)
    files = sorted(glob(a.train))
    data, held = load(files), load([a.check])
    rng = np.random.default_rng(7)
    net = VisibilityNet()
    if a.start:
        net.load_state_dict(torch.load(a.start))
    print("parameters", sum(p.numel() for p in net.parameters()), "pictures", len(data["rgb"]), flush=True)
    net = net.to(memory_format=torch.channels_last)
    mean = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGE), use_buffers=True)
    optimiser = torch.optim.AdamW(net.parameters(), a.rate, weight_decay=DECAY)
    begun = time.time()
    for i in range(a.steps):
        share = max(i / a.steps, (time.time() - begun) / (60 * a.minutes))
        if share >= 1:
            break
        optimiser.param_groups[0]["lr"] = a.rate * min(1, (i + 1) / 150) * (0.5 + 0.5 * math.cos(math.pi * share)) + 1e-5
        b = batch_of(data, rng.integers(0, len(data["rgb"]), BATCH), rng)
        optimiser.zero_grad()
        with torch.autocast("cpu", torch.bfloat16):
            loss, _ = loss_of(net, b)
        loss.backward()
        optimiser.step()
        mean.update_parameters(net)
        if i % 150 == 149:
            if (now := sorted(glob(a.train))) != files:
                files, data = now, load(now)
            torch.save(mean.module.state_dict(), a.out)
            print(i + 1, f"{time.time() - begun:.0f} s", f"loss {float(loss):.4f}", len(data["rgb"]), "pictures", "held out: loss %.4f IoU %.3f false %.4f" % check(mean.module, held, 160), flush=True)
    torch.save(mean.module.state_dict(), a.out)
    print("done", i + 1, "held out: loss %.4f IoU %.3f false %.4f" % check(mean.module, held), flush=True)


if __name__ == "__main__":
    main()
