"""Trains the members of ColourNet on synthetic captures. Run through models/skin/train.sh."""

import argparse
import json
import pickle
import time
from functools import partial
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

from . import dataset, net, reference, regions, statistics

SEED = 20260


def adam_init(params):
    zero = jax.tree.map(jnp.zeros_like, params)
    return zero, jax.tree.map(jnp.zeros_like, params), 0


@partial(jax.jit, donate_argnums=(0, 1))
def step(params, state, lr, batch):
    """One AdamW step."""
    (value, de), g = jax.value_and_grad(net.loss, has_aux=True)(params, *batch)
    norm = jnp.sqrt(sum((x**2).sum() for x in jax.tree.leaves(g)))
    g = jax.tree.map(lambda x: x * jnp.minimum(1.0, 5.0 / (norm + 1e-9)), g)
    m, v, t = state
    t = t + 1
    m = jax.tree.map(lambda a, b: 0.9 * a + 0.1 * b, m, g)
    v = jax.tree.map(lambda a, b: 0.999 * a + 0.001 * b * b, v, g)
    scale = jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    params = jax.tree.map(lambda p, a, b: p - lr * (scale * a / (jnp.sqrt(b) + 1e-8) + 1e-4 * p), params, m, v)
    return params, (m, v, t), value, de


#: Highest learning rate, and that of a net trained on.
RATE, RATE_ON = 2e-3, 8e-4
#: Share of captures that keep their grey card.
CARD_SHARE = 0.6
#: Groups of regions dropped together, and how often: lips as skin.md 5.3 asks, eyes, lower face, forehead, under the eyes.
GROUPS = (([11], 0.2), ([12, 13], 0.08), ([12], 0.03), ([13], 0.03), ([3, 4, 6, 7, 8, 11], 0.02), ([0], 0.04), ([9, 10], 0.06))


def augment(rng, tokens, valid):
    """Drops more regions, and whole groups, so that the net learns to fall back."""
    n, k = valid.shape[:2]
    keep = rng.uniform(size=valid.shape) > 0.02
    for group, p in GROUPS:
        hit = rng.uniform(size=(n, k)) < p
        for r in group:
            keep[..., r] &= ~hit
    keep[..., 1:3] = True
    v = valid & keep
    return np.where(v[..., None], tokens, 0), v


def edited(rng, tokens, valid, white, card):
    """Adds an edited copy of the first capture to each person: exposure +-0.5 EV, white balance, gamma, JPEG. Same truth; the
    light moves with the edit, bright regions clip, small eyes lose colour or are lost. With the edit term of the loss it teaches
    what a picture editor must not change."""
    n = len(tokens)
    t, v = tokens[:, :1].copy(), valid[:, :1].copy()
    gain = rng.normal(0, 0.3, (n, 1, 1, 1)) + rng.normal(0, [0.06, 0.0, 0.08], (n, 1, 1, 3))
    gamma = np.exp(rng.normal(0, 0.07, (n, 1, 1, 1)))
    ln = t[..., :3] * gamma + gain
    ln[:, :, regions.SCLERA] += rng.normal(0, [0.03, 0.01, 0.04], (n, 1, 2, 3))
    sigma = t[..., 3] / 1.349 * gamma[..., 0]
    shine = np.maximum(t[..., 7] * gamma[..., 0] - 1.28 * sigma, 0)
    clipped = np.clip(statistics.clipped_share(ln.max(-1), sigma, shine), 0, 1)
    gone = statistics.lost(1.349 * sigma, clipped) - statistics.lost(t[..., 3], t[..., 4])
    ln[:, :, regions.SCLERA] -= gone[:, :, regions.SCLERA, None]
    v[:, :, regions.SCLERA] &= clipped[:, :, regions.SCLERA] < statistics.MAX_CLIPPED
    v[:, :, regions.SCLERA] &= rng.uniform(size=(n, 1, 2)) > 0.1
    v[..., 1] |= ~v[..., [1, 2]].any(-1)
    t[..., :3] = np.clip(ln, np.log(1 / 4096), 0)
    t[..., 3], t[..., 4] = statistics.spread(ln[..., 1], 1.349 * sigma), clipped
    t[..., 7] = np.minimum(1.28 * sigma + shine, -t[..., 1])
    t = np.where(v[..., None], t, 0).astype(np.float32)
    w = white[:, :1] * gamma[:, :, 0] + gain[:, :, 0]
    c = card[:, :1].copy()
    c[..., :3] = np.where(c[..., 3:4] > 0, c[..., :3] * gamma[:, :, 0] + gain[:, :, 0], 0)
    cat = lambda a, b: np.concatenate([a, b.astype(a.dtype)], 1)  # noqa: E731
    return cat(tokens, t), cat(valid, v), cat(white, w), cat(card, c)


#: How far `blur_statistics` shakes IQR, clipped share, count, facing (known from the landmarks) and tail.
SHAKE = np.array([0.3, 0.3, 0.3, 0.15, 0.3], np.float32)


def blur_statistics(rng, x):
    """Shakes the five statistics of every region (a common and an own shift, times SHAKE): synthesis guesses them, photographs
    differ."""
    n, k, _ = x.shape
    whole = x
    x = x[..., : regions.N * regions.C].reshape(n, k, regions.N, regions.C).copy()
    normal = lambda *shape: rng.standard_normal(shape, np.float32)  # noqa: E731
    shake = (0.5 * normal(n, k, 1, 5) + 0.4 * normal(n, k, regions.N, 5)) * SHAKE
    x[..., 3:] = np.clip(x[..., 3:] + shake * (x[..., 3:] != 0), -2.5, 2.5)
    return np.concatenate([x.reshape(n, k, -1), whole[..., regions.N * regions.C :]], -1)


def train_member(data: dataset.Dataset, stats, seed: int, epochs: int, batch: int = 512, minutes: float = np.inf, start=None):
    """Weights of one member, and the training dE00 by epoch. `batch` people, all their captures at once. The learning rate falls
    to nothing over the epochs, or over `minutes` where that is sooner. `start`: weights to go on from, at a lower rate."""
    begin = time.time()
    rng = np.random.default_rng(seed)
    params = net.init(jax.random.key(seed)) if start is None else [tuple(map(jnp.asarray, p)) for p in start]
    rate = RATE if start is None else RATE_ON
    state = adam_init(params)
    people = len(data.lab)
    steps = epochs * (people // batch)
    group = np.ones(6, np.float32)
    at, log = 0, []
    for epoch in range(epochs):
        order = rng.permutation(people)
        seen = np.full((6, 2), [0, 1e-9])
        for s in range(people // batch):
            i = np.sort(order[s * batch : (s + 1) * batch])
            tokens, valid = mirror(rng, *augment(rng, data.tokens[i], data.valid[i]))
            card = reference.hide(data.card[i], rng.uniform(size=(batch, data.card.shape[1])) < CARD_SHARE)
            tokens, valid, white, card = edited(rng, tokens, valid, data.white[i], card)
            x = blur_statistics(rng, net.normalise(tokens, valid, stats, card))
            spent = max(at / steps, (time.time() - begin) / 60 / minutes)
            if spent >= 1:
                break
            lr = rate * min(1, (at + 1) / 200) * (0.5 + 0.5 * np.cos(np.pi * spent)) + 1e-6
            w = group[data.cls[i]]
            params, state, value, de = step(params, state, lr, (x, data.lab[i], white, w))
            at += 1
            e = np.asarray(de).reshape(batch, -1).mean(1)
            seen[:, 0] += np.bincount(data.cls[i], e, 6)
            seen[:, 1] += np.bincount(data.cls[i], minlength=6)
        by_class = seen[:, 0] / seen[:, 1]
        # group DRO (Sagawa 2020), one slow step an epoch: the worst tones weigh more
        group = (group * np.exp(0.03 * (by_class - by_class.mean()))).astype(np.float32)
        group /= group.mean()
        log.append(round(float(seen[:, 0].sum() / seen[:, 1].sum()), 3))
        print(f"member seed {seed} epoch {epoch + 1}/{epochs} dE00 {log[-1]} worst class {by_class.max():.2f}, {(time.time() - begin) / 60:.1f} min", flush=True)
        if spent >= 1:
            break
    return [(np.asarray(w), np.asarray(b)) for w, b in params], log


def moments(tokens, valid):
    """Means and standard deviations [124] of the inputs over what was seen."""
    tokens, whole = net.relative(tokens, valid)
    by = [tokens[valid[:, r], r] for r in range(regions.N)]
    mean = np.concatenate([*(t.mean(0) for t in by), np.nanmean(whole, 0)])
    sd = np.concatenate([*(t.std(0) for t in by), np.nanstd(whole, 0)]) + 1e-3
    return mean.astype(np.float32), sd.astype(np.float32)


def mirror(rng, tokens, valid):
    """Swaps left and right of half the captures."""
    flip = rng.uniform(size=valid.shape[:2]) < 0.5
    order = np.array(regions.MIRROR)
    return np.where(flip[..., None, None], tokens[:, :, order], tokens), np.where(flip[..., None], valid[:, :, order], valid)


#: Share of the WILD recipe, and of people dressed for a photograph, in training.
WILD_SHARE, WORN_SHARE = 0.3, 0.2


def done(out: Path) -> tuple[list, list, tuple | None]:
    """Members an interrupted run left in `out`, their logs, and the statistics of the input they share: training goes on after
    them."""
    path = out / "members.pkl"
    if not path.exists():
        return [], [], None
    with open(path, "rb") as f:
        d = pickle.load(f)
    members = list(d["members"])
    return members, d.get("logs", [[] for _ in members]), d["stats"]


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--people", type=int, default=524_288)
    ap.add_argument("--shots", type=int, default=2)
    ap.add_argument("--epochs", type=int, default=16)
    ap.add_argument("--members", type=int, default=1)
    ap.add_argument("--minutes", type=float, default=np.inf, help="of one member's training at most")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--start", type=Path, help="run whose members are trained on")
    ap.add_argument("--seed", type=int, default=SEED, help="of the captures: another one for each round of --start")
    a = ap.parse_args()
    t = time.time()
    data = dataset.make(a.seed, a.people, a.shots, "train", wild=WILD_SHARE, mode="mixed", worn=WORN_SHARE)
    print(f"synthesised {a.people * a.shots} captures in {time.time() - t:.0f} s", flush=True)
    members, logs, stats = done(a.out)
    if stats is None:
        flat, ok = data.tokens.reshape(-1, regions.N, regions.C), data.valid.reshape(-1, regions.N)
        stats = moments(flat[:100_000], ok[:100_000])
    begun, _, shared = done(a.start) if a.start else ([], [], None)
    stats = shared or stats
    for m in range(len(members), a.members):
        start = begun[m] if m < len(begun) else None
        layers, log = train_member(data, stats, a.seed + 1 + m, a.epochs, minutes=a.minutes, start=start)
        members.append(layers)
        logs.append(log)
        a.out.mkdir(parents=True, exist_ok=True)
        with open(a.out / "members.pkl", "wb") as f:
            pickle.dump({"members": members, "stats": stats, "logs": logs}, f)
    record = {"people": a.people, "shots": a.shots, "epochs": len(logs[0]), "members": a.members, "seed": a.seed, "log": logs}
    (a.out / "train.json").write_text(json.dumps(record))
    print(f"trained in {time.time() - t:.0f} s")


if __name__ == "__main__":
    main()
