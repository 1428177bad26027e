"""Trains the two lip networks on the records of gather.ts and writes packages/parsing/src/lips/weights.ts.

train.py RECORDS [--steps 700] [--folds K --clean CLEAN]: with --folds, trains without every K-th photograph in turn and prints
the loss on the held-out ones as they are (CLEAN: one copy of each); nothing is written.
"""

import argparse
import base64
import pathlib

import jax
import jax.numpy as jnp
import numpy as np

CHANNELS, WIDTH, MIDDLE, FACTS, SPOKES, ROWS, PLACES = 4, 8, 12, 5, 40, 37, 23
# Steps: spread of the target around the drawn edge (labels are good to 1-2 px); places given to the last layer.
SIGMA, PLACE_UNIT = 0.7, 6
BATCH, RATE, DECAY = 48, 4e-3, 1e-4
ONE = 4096
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


def train(data, ring, keep, steps, seed):
    _, target, facts, pixels = data
    q, w = targets(target[:, ring])
    rng = np.random.default_rng(seed)
    p = start(seed)
    m = v = jax.tree.map(jnp.zeros_like, p)
    for step in range(steps):
        pick = rng.choice(np.flatnonzero(keep), BATCH)
        batch = [pixels[pick, ring], facts[pick], q[pick], w[pick]]
        flip = rng.random(BATCH) < 0.5
        for one in batch:
            one[flip] = one[flip][:, MIRROR]
        rate = RATE * 0.5 * (1 + np.cos(np.pi * step / steps))
        p, m, v, value = update(p, m, v, step + 1.0, rate, *batch)
    return p, float(value)


def cross_validate(data, clean, folds, steps):
    photograph, target, facts, pixels = load(clean)
    for fold in range(folds):
        held = photograph % folds == fold
        for ring in (0, 1):
            p, value = train(data, ring, data[0] % folds != fold, steps, fold)
            q, w = targets(target[held, ring])
            test = float(entropy(p, pixels[held, ring], facts[held], q, w))
            print(f"fold {fold} ring {ring}: training {value:.3f}, held out {test:.3f}", flush=True)


def encode(p):
    numbers = np.concatenate([np.asarray(p[name], np.float32).ravel() for name in ORDER])
    assert np.abs(numbers).max() < 8
    return base64.b64encode(np.round(numbers * ONE).astype("<i2").tobytes()).decode()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("records")
    parser.add_argument("--steps", type=int, default=700)
    parser.add_argument("--folds", type=int)
    parser.add_argument("--clean")
    args = parser.parse_args()
    data = load(args.records)
    if args.folds:
        return cross_validate(data, args.clean, args.folds, args.steps)
    text = "// Generated by models/lips/train.py. Little-endian int16 of 1/4096, base64; order as in decode-weights.ts.\n"
    for ring, name in enumerate(("OUTER_WEIGHTS", "INNER_WEIGHTS")):
        p, _ = train(data, ring, data[0] >= 0, args.steps, 0)
        text += f"\n/** 1284 weights. */\nexport const {name} =\n  '{encode(p)}';\n"
    OUT.write_text(text)


if __name__ == "__main__":
    main()
