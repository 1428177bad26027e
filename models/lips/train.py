"""Trains the two lip networks on the records of gather.ts and writes packages/parsing/src/lips/weights.ts.

train.py RECORDS --labels WORK/lips.json [--steps 1500] [--folds K --clean CLEAN --out FOLDS [--only 0,3]]: with --folds, trains without every
K-th drawn photograph in turn, prints the loss on the held-out ones as they are (CLEAN: one copy of each) and writes the weights of each
photograph for evaluate.ts instead of the shipped ones. Deterministic on one thread.
"""

import argparse
import base64
import json
import pathlib

import jax
import jax.numpy as jnp
import numpy as np

CHANNELS, WIDTH, MIDDLE, FACTS, SPOKES, ROWS, PLACES = 4, 8, 12, 5, 40, 37, 23
# Steps: spread of the target around the drawn edge (labels are good to 1-2 px); places given to the last layer.
SIGMA, PLACE_UNIT = 0.7, 6
BATCH, RATE, WARM, DECAY = 48, 4e-3, 50, 1e-4
# Share of the distance between expected and drawn edge (Huber, steps) in the loss, beside the entropy.
DISTANCE = 0.1
# How much of the running mean of the weights stays at a step (Polyak & Juditsky 1992): it is what is kept.
MEAN = 0.99
# Standard deviation of the logarithm by which each channel of a record is scaled.
CHANNEL_SPREAD = 0.08
# Of drawn photographs, other photographs of the same collection, portraits: while learning, and at the end, mostly on those whose outlines are best.
SHARES, LAST_SHARES = (0.7, 0.15, 0.15), (0.9, 0.05, 0.05)
LAST_STEPS, LAST_RATE = 400, 1.5e-3
ONE = 4096
# Photographs from this number on have outlines that were not drawn by hand: see gather.ts.
NOT_DRAWN = 1000
ORDER = ("w1", "b1", "w2", "b2", "w3", "b3", "w4", "b4", "wf", "w5")
OUT = pathlib.Path(__file__).parents[2] / "packages/parsing/src/lips/weights.ts"
MIRROR = (20 - np.arange(SPOKES)) % SPOKES
PLACE = (np.arange(PLACES) - PLACES // 2) / PLACE_UNIT
PLACE = np.stack([PLACE, PLACE**2 - 0.5], 1).astype(np.float32)
PIXELS = 2 * SPOKES * ROWS * CHANNELS


def load(path):
    """Photograph (n), targets (n, 2, 40), facts (n, 40, 5), and all numbers of the records, read as they are needed: see gather.ts."""
    a = np.memmap(path, np.float32, "r").reshape(-1, 10 + 80 + 320 + SPOKES * FACTS + PIXELS)
    return (
        np.array(a[:, 0]).astype(int),
        np.array(a[:, 10:90]).reshape(-1, 2, SPOKES),
        np.array(a[:, 410 : 410 + SPOKES * FACTS]).reshape(-1, SPOKES, FACTS),
        a,
    )


def pixels(a, pick, ring):
    """(n, 40, 37, 4) of a ring."""
    return np.array(a[pick][:, -PIXELS:]).reshape(-1, 2, SPOKES, ROWS, CHANNELS)[:, ring]


def start(seed):
    keys = iter(jax.random.split(jax.random.PRNGKey(seed), 8))

    def draw(shape, fan):
        return jax.random.normal(next(keys), shape) * np.sqrt(2 / fan)

    return {
        "w1": draw((5 * CHANNELS, WIDTH), 20),
        "b1": jnp.zeros(WIDTH),
        "w2": draw((3, 3 * WIDTH, WIDTH), 72),
        "b2": jnp.zeros(WIDTH),
        "w3": draw((5 * WIDTH, WIDTH), 40),
        "b3": jnp.zeros(WIDTH),
        "w4": draw((WIDTH, MIDDLE), WIDTH),
        "wf": draw((FACTS + 2, MIDDLE), 20) * 0.5,
        "b4": jnp.zeros(MIDDLE),
        "w5": draw((MIDDLE,), MIDDLE),
    }


def taps(x, count, step=1):
    """Rows side by side: a convolution along a spoke becomes one product of matrices, several times quicker on a processor."""
    rows = x.shape[-2] - (count - 1) * step
    return jnp.concatenate([x[..., k * step : k * step + rows, :] for k in range(count)], -1)


def scores(p, x, facts):
    """(n, 40, 23) logits; the twin of strip-net.ts."""
    h = taps(jax.nn.relu(taps(x, 5) @ p["w1"] + p["b1"]), 3)
    before, own, after = (h @ p["w2"][k] for k in range(3))
    h = jax.nn.relu(jnp.roll(before, 1, 1) + own + jnp.roll(after, -1, 1) + p["b2"])
    h = jax.nn.relu(taps(h, 5, 2) @ p["w3"] + p["b3"])
    z = h @ p["w4"] + (facts @ p["wf"][:FACTS])[:, :, None] + PLACE @ p["wf"][FACTS:] + p["b4"]
    return jax.nn.relu(z) @ p["w5"]


def targets(t):
    """Soft targets and weights of edges (n, 40) in steps; edges out of reach do not count."""
    seen = np.isfinite(t) & (np.abs(np.nan_to_num(t)) <= PLACES / 2 - 1)
    q = np.exp(-0.5 * ((np.arange(PLACES) - PLACES // 2 - np.where(seen, t, 0)[..., None]) / SIGMA) ** 2)
    return (q / q.sum(-1, keepdims=True)).astype(np.float32), seen.astype(np.float32)


def errors(p, x, facts, q, w):
    """Entropy, and the distance of the expected edge from the drawn one (Huber, steps): means over the edges that are seen."""
    log = jax.nn.log_softmax(scores(p, x, facts))
    places = jnp.arange(PLACES)
    off = jnp.abs(((jnp.exp(log) - q) * places).sum(-1))
    huber = jnp.where(off < 1, 0.5 * off**2, off - 0.5)
    return jnp.stack([-(((q * log).sum(-1)) * w).sum(), (huber * w).sum()]) / w.sum()


def loss(p, *batch):
    entropy, distance = errors(p, *batch)
    return entropy + DISTANCE * distance + DECAY * sum((v**2).sum() for v in jax.tree.leaves(p))


@jax.jit
def update(p, m, v, mean, i, rate, *batch):
    """One step of Adam (Kingma & Ba 2015), and of the running mean of the weights."""
    g = jax.grad(loss)(p, *batch)
    m = jax.tree.map(lambda a, b: 0.9 * a + 0.1 * b, m, g)
    v = jax.tree.map(lambda a, b: 0.999 * a + 0.001 * b * b, v, g)
    m1, v1 = 1 - 0.9**i, 1 - 0.999**i
    p = jax.tree.map(lambda a, b, c: a - rate * (b / m1) / (jnp.sqrt(c / v1) + 1e-8), p, m, v)
    keep = jnp.minimum(MEAN, i / (i + 10))
    return p, m, v, jax.tree.map(lambda a, b: a * keep + b * (1 - keep), mean, p)


def mixture(photograph, keep, names, shares):
    """How often each record is drawn: shares of drawn photographs, other photographs of faces, portraits."""
    face = np.array([names[k % NOT_DRAWN].startswith("f") for k in photograph])
    drawn = photograph < NOT_DRAWN
    chance = np.zeros(len(photograph))
    for kind, share in zip((drawn, face & ~drawn, ~face), shares, strict=True):
        if (kind & keep).any():
            chance[kind & keep] = share / (kind & keep).sum()
    return np.cumsum(chance) / chance.sum()


def descend(p, data, ring, chance, steps, first, rng):
    """`steps` steps from `p`, the rate falling from `first` to 0; the running mean of the weights."""
    _, target, facts, a = data
    q, w = targets(target[:, ring])
    mean = p
    m = v = jax.tree.map(jnp.zeros_like, p)
    for step in range(steps):
        pick = np.sort(np.searchsorted(chance, rng.random(BATCH)))
        batch = [pixels(a, pick, ring), facts[pick], q[pick], w[pick]]
        flip = rng.random(BATCH) < 0.5
        for one in batch:
            one[flip] = one[flip][:, MIRROR]
        batch[0] *= np.exp(CHANNEL_SPREAD * rng.standard_normal((BATCH, 1, 1, CHANNELS))).astype(np.float32)
        rate = first * min(1, (step + 1) / WARM) * 0.5 * (1 + np.cos(np.pi * step / steps))
        p, m, v, mean = update(p, m, v, mean, step + 1.0, rate, *batch)
    return mean


def train(data, ring, keep, names, steps, seed):
    def chance(shares):
        return mixture(data[0], keep, names, shares)

    p = descend(start(seed), data, ring, chance(SHARES), steps, RATE, np.random.default_rng(seed))
    p = decode(encode(p))
    return descend(p, data, ring, chance(LAST_SHARES), LAST_STEPS, LAST_RATE, np.random.default_rng(seed + 1000))


def encode(p):
    numbers = np.concatenate([np.asarray(p[name], np.float32).ravel() for name in ORDER])
    assert np.abs(numbers).max() < 8
    return base64.b64encode(np.round(numbers * ONE).astype("<i2").tobytes()).decode()


def decode(text):
    numbers = np.frombuffer(base64.b64decode(text), "<i2").astype(np.float32) / ONE
    p, at = {}, 0
    for name, shape in ((name, start(0)[name].shape) for name in ORDER):
        p[name] = jnp.array(numbers[at : at + int(np.prod(shape))].reshape(shape))
        at += int(np.prod(shape))
    return p


def cross_validate(data, names, args):
    """Weights for every drawn photograph by networks that have not seen it; those of other faces are always trained on."""
    photograph, target, facts, a = load(args.clean)
    weights = {}
    for fold in map(int, args.only.split(",")) if args.only else range(args.folds):
        held = (photograph < NOT_DRAWN) & (photograph % args.folds == fold)
        keep = (data[0] >= NOT_DRAWN) | (data[0] % args.folds != fold)
        found = []
        for ring in (0, 1):
            p = train(data, ring, keep, names, args.steps, fold)
            test = errors(p, pixels(a, held, ring), facts[held], *targets(target[held, ring]))
            print(f"fold {fold} ring {ring}: held out {test[0]:.3f}, {test[1]:.3f} steps", flush=True)
            found.append(encode(p))
        weights |= {names[k]: found for k in np.unique(photograph[held])}
    pathlib.Path(args.out).write_text(json.dumps(weights))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("records")
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--folds", type=int)
    parser.add_argument("--only")
    parser.add_argument("--clean")
    parser.add_argument("--labels", required=True)
    parser.add_argument("--out")
    args = parser.parse_args()
    data = load(args.records)
    names = list(json.loads(pathlib.Path(args.labels).read_text()))
    if args.folds:
        return cross_validate(data, names, args)
    text = "// Generated by models/lips/train.py. Little-endian int16 of 1/4096, base64; order as in decode-weights.ts.\n"
    for ring, name in enumerate(("OUTER_WEIGHTS", "INNER_WEIGHTS")):
        p = train(data, ring, data[0] >= 0, names, args.steps, 0)
        text += f"\n/** 1284 weights. */\nexport const {name} =\n  '{encode(p)}';\n"
    OUT.write_text(text)


if __name__ == "__main__":
    main()
