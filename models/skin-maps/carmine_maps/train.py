"""Trains MapNet on shards (synth.py): `python -m carmine_maps.train --pool folder --out net.pt --minutes 40`. One thread.
Shards that appear while it runs are taken up: the synthesis may go on beside it."""

import argparse
import copy
import json
import time
from pathlib import Path

import numpy as np
import torch

from . import losses, net, synth

BATCH = 4
#: Texels a side: of examples of 160, so that an example is never quite the same.
WINDOW = 128
RATE = 4e-3
#: Memory of the averaged weights, steps.
AVERAGE = 0.997


class Pool:
    """Shards of one split, held in memory; new ones are read as they appear."""

    def __init__(self, folder: Path, rng):
        self.folder, self.rng, self.shards, self.read = folder, rng, [], set()
        self.refresh()

    def refresh(self) -> None:
        for path in sorted(self.folder.glob("train-*.npz")):
            if path.name not in self.read:
                self.read.add(path.name)
                with np.load(path) as z:
                    self.shards.append({k: z[k] for k in z.files})

    def batch(self):
        """Random windows of random examples, as planes and truth."""
        xs, ts = [], []
        for _ in range(BATCH):
            shard = self.shards[self.rng.integers(len(self.shards))]
            row = self.rng.integers(len(shard["facts"]), size=1)
            side = shard["flags"].shape[-1]
            y, x = self.rng.integers(0, side - WINDOW + 1, 2)
            cut = (..., slice(y, y + WINDOW), slice(x, x + WINDOW))
            xs.append(synth.inputs(shard, row)[cut])
            ts.append(synth.truth(shard, row)[cut])
        return torch.from_numpy(np.concatenate(xs)), torch.from_numpy(np.concatenate(ts))


def augment(rng, x: torch.Tensor) -> torch.Tensor:
    """Another median of the face and another colour cast, so that absolute levels are not leant on; tone told amiss."""
    seen = x[:, 3:4]
    drift = rng.normal(0, 0.02, (len(x), 3, 1, 1)).astype(np.float32)
    x[:, :3] += torch.from_numpy(drift) * seen
    x[:, 5:6] += torch.from_numpy(rng.normal(0, 0.05, (len(x), 1, 1, 1)).astype(np.float32)) * seen
    return x


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--pool", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--minutes", type=float, default=40)
    ap.add_argument("--start", type=Path, help="weights to go on from")
    ap.add_argument("--seed", type=int, default=7)
    a = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(a.seed)
    rng = np.random.default_rng(a.seed)
    pool = Pool(a.pool, rng)
    model = net.MapNet().to(memory_format=torch.channels_last)
    rate = RATE
    if a.start:
        model.load_state_dict(torch.load(a.start))
        rate = 0.75 * RATE
    kept = copy.deepcopy(model)
    optimiser = torch.optim.AdamW(model.parameters(), rate, betas=(0.9, 0.98), weight_decay=1e-3)
    begun, step, sums = time.time(), 0, {}
    while (spent := (time.time() - begun) / 60 / a.minutes) < 1:
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, (step + 1) / 100) * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * spent)))
        x, t = pool.batch()
        mask = x[:, 3:4].clone()
        x = augment(rng, x).contiguous(memory_format=torch.channels_last)
        total, parts = losses.loss(model.logits(x), t, mask)
        optimiser.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 4.0)
        optimiser.step()
        average(kept, model, min(AVERAGE, step / (step + 10)))
        for k, v in parts.items():
            sums[k] = 0.98 * sums.get(k, v) + 0.02 * v
        step += 1
        if step % 100 == 0:
            pool.refresh()
            torch.save(kept.state_dict(), a.out)
            shown = " ".join(f"{k} {v:.3f}" for k, v in sums.items())
            print(f"{step} {(time.time() - begun) / 60:.1f} min, {len(pool.shards)} shards: {shown}", flush=True)
    torch.save(kept.state_dict(), a.out)
    facts = {"steps": step, "batch": BATCH, "shards": len(pool.shards), "parameters": net.parameters(model), "minutes": a.minutes}
    a.out.with_suffix(".json").write_text(json.dumps(facts))


def average(kept, model, keep: float) -> None:
    """Moving average of weights and of the norms' statistics."""
    with torch.no_grad():
        for old, new in zip(kept.state_dict().values(), model.state_dict().values()):
            if old.dtype.is_floating_point:
                old.lerp_(new, 1 - keep)
            else:
                old.copy_(new)


if __name__ == "__main__":
    main()
