"""Trains the two lip networks on the records of gather.ts and writes packages/parsing/src/lips/weights.ts: on the drawn photographs
and, with --tune, then a while on all, drawn ones most often.

train.py RECORDS --labels WORK/lips.json [--steps 700] [--tune 0] [--folds K --clean CLEAN --out FOLDS]: with --folds, trains without every
K-th drawn photograph in turn, prints the loss on the held-out ones as they are (CLEAN: one copy of each) and writes the weights of each
photograph for evaluate.ts instead of the shipped ones.
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
BATCH, RATE, TUNE_RATE, DECAY = 48, 4e-3, 2e-3, 1e-4
# Of drawn photographs, other photographs of the same collection, portraits, in the second part.
SHARES = (0.6, 0.2, 0.2)
ONE = 4096
# Photographs from this number on have outlines that were not drawn by hand: see gather.ts.
NOT_DRAWN = 1000
ORDER = ("w1", "b1", "w2", "b2", "w3", "b3", "w4", "b4", "wf", "w5")
OUT = pathlib.Path(__file__).parents[2] / "packages/parsing/src/lips/weights.ts"
MIRROR = (20 - np.arange(SPOKES)) % SPOKES
PLACE = (np.arange(PLACES) - PLACES // 2) / PLACE_UNIT
PLACE = np.stack([PLACE, PLACE**2 - 0.5], 1).astype(np.float32)


def load(path):
    """Photograph (n), targets (n, 2, 40), facts (n, 40, 5), pixels (n, 2, 40, 37, 4): see gather.ts."""
    pixels = 2 * SPOKES * ROWS * CHANNELS
    a = np.fromfile(path, np.float32).reshape(-1, 10 + 80 + 320 + SPOKES * FACTS + pixels)
    return (
        a[:, 0].astype(int),
        a[:, 10:90].reshape(-1, 2, SPOKES),
        a[:, 410 : 410 + SPOKES * FACTS].reshape(-1, SPOKES, FACTS),
        a[:, -pixels:].reshape(-1, 2, SPOKES, ROWS, CHANNELS),
    )


def start(seed):
    keys = iter(jax.random.split(jax.random.PRNGKey(seed), 8))

    def draw(shape, fan):
        return jax.random.normal(next(keys), shape) * np.sqrt(2 / fan)

    return {
        "w1": draw((1, 5, CHANNELS, WIDTH), 20),
        "b1": jnp.zeros(WIDTH),
        "w2": draw((3, 3, WIDTH, WIDTH), 72),
        "b2": jnp.zeros(WIDTH),
        "w3": draw((1, 5, WIDTH, WIDTH), 40),
        "b3": jnp.zeros(WIDTH),
        "w4": draw((WIDTH, MIDDLE), WIDTH),
        "wf": draw((FACTS + 2, MIDDLE), 20) * 0.5,
        "b4": jnp.zeros(MIDDLE),
        "w5": draw((MIDDLE,), MIDDLE),
    }


def conv(x, w, step=1):
    return jax.lax.conv_general_dilated(
        x, w, (1, 1), "VALID", rhs_dilation=(1, step), dimension_numbers=("NHWC", "HWIO", "NHWC")
    )


def scores(p, x, facts):
    """(n, 40, 23) logits; the twin of strip-net.ts."""
    h = jax.nn.relu(conv(x, p["w1"]) + p["b1"])
    h = jnp.concatenate([h[:, -1:], h, h[:, :1]], 1)
    h = jax.nn.relu(conv(h, p["w2"]) + p["b2"])
    h = jax.nn.relu(conv(h, p["w3"], 2) + p["b3"])
    z = h @ p["w4"] + (facts @ p["wf"][:FACTS])[:, :, None] + PLACE @ p["wf"][FACTS:] + p["b4"]
    return jax.nn.relu(z) @ p["w5"]


def targets(t):
    """Soft targets and weights of edges (n, 40) in steps; edges out of reach do not count."""
    seen = np.isfinite(t) & (np.abs(np.nan_to_num(t)) <= PLACES / 2 - 1)
    q = np.exp(-0.5 * ((np.arange(PLACES) - PLACES // 2 - np.where(seen, t, 0)[..., None]) / SIGMA) ** 2)
    return (q / q.sum(-1, keepdims=True)).astype(np.float32), seen.astype(np.float32)


def entropy(p, x, facts, q, w):
    return -((q * jax.nn.log_softmax(scores(p, x, facts))).sum(-1) * w).sum() / w.sum()


def loss(p, *batch):
    return entropy(p, *batch) + DECAY * sum((v**2).sum() for v in jax.tree.leaves(p))


@jax.jit
def update(p, m, v, i, rate, *batch):
    """One step of Adam (Kingma & Ba 2015)."""
    value, g = jax.value_and_grad(loss)(p, *batch)
    m = jax.tree.map(lambda a, b: 0.9 * a + 0.1 * b, m, g)
    v = jax.tree.map(lambda a, b: 0.999 * a + 0.001 * b * b, v, g)
    m1, v1 = 1 - 0.9**i, 1 - 0.999**i
    p = jax.tree.map(lambda a, b, c: a - rate * (b / m1) / (jnp.sqrt(c / v1) + 1e-8), p, m, v)
    return p, m, v, value


def descend(p, data, ring, draw, steps, first, rng):
    """`steps` steps from `p`, the rate falling from `first` to 0; `draw`: the records of a step."""
    _, target, facts, pixels = data
    q, w = targets(target[:, ring])
    m = v = jax.tree.map(jnp.zeros_like, p)
    for step in range(steps):
        pick = draw()
        batch = [pixels[pick, ring], facts[pick], q[pick], w[pick]]
        flip = rng.random(BATCH) < 0.5
        for one in batch:
            one[flip] = one[flip][:, MIRROR]
        rate = first * 0.5 * (1 + np.cos(np.pi * step / steps))
        p, m, v, value = update(p, m, v, step + 1.0, rate, *batch)
    return p


def mixture(photograph, keep, names):
    """How often each record is drawn in the second part: SHARES of drawn photographs, other photographs of faces, portraits."""
    face = np.array([names[k % NOT_DRAWN].startswith("f") for k in photograph])
    drawn = photograph < NOT_DRAWN
    chance = np.zeros(len(photograph))
    for kind, share in zip((drawn, face & ~drawn, ~face), SHARES, strict=True):
        chance[kind & keep] = share / (kind & keep).sum()
    return chance


def train(data, ring, keep, names, args, seed):
    photograph = data[0]
    rng = np.random.default_rng(seed)
    drawn = np.flatnonzero(keep & (photograph < NOT_DRAWN))
    p = descend(start(seed), data, ring, lambda: rng.choice(drawn, BATCH), args.steps, RATE, rng)
    if args.tune:
        chance = mixture(photograph, keep, names)
        p = descend(p, data, ring, lambda: rng.choice(len(chance), BATCH, p=chance), args.tune, TUNE_RATE, rng)
    return p


def encode(p):
    numbers = np.concatenate([np.asarray(p[name], np.float32).ravel() for name in ORDER])
    assert np.abs(numbers).max() < 8
    return base64.b64encode(np.round(numbers * ONE).astype("<i2").tobytes()).decode()


def cross_validate(data, names, args):
    """Weights for every drawn photograph by networks that have not seen it; those of other faces are always trained on."""
    photograph, target, facts, pixels = load(args.clean)
    weights = {}
    for fold in range(args.folds):
        held = (photograph < NOT_DRAWN) & (photograph % args.folds == fold)
        keep = (data[0] >= NOT_DRAWN) | (data[0] % args.folds != fold)
        found = []
        for ring in (0, 1):
            p = train(data, ring, keep, names, args, fold)
            q, w = targets(target[held, ring])
            test = float(entropy(p, pixels[held, ring], facts[held], q, w))
            print(f"fold {fold} ring {ring}: held out {test:.3f}", flush=True)
            found.append(encode(p))
        weights |= {names[k]: found for k in np.unique(photograph[held])}
    pathlib.Path(args.out).write_text(json.dumps(weights))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("records")
    parser.add_argument("--steps", type=int, default=700)
    parser.add_argument("--tune", type=int, default=0)
    parser.add_argument("--folds", type=int)
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
        p = train(data, ring, data[0] >= 0, names, args, 0)
        text += f"\n/** 1284 weights. */\nexport const {name} =\n  '{encode(p)}';\n"
    OUT.write_text(text)


if __name__ == "__main__":
    main()
