"""The trained ensemble as plain numpy: what export writes and packages/skin computes, step for step."""

import pickle
from dataclasses import dataclass
from pathlib import Path

import jax.numpy as jnp
import numpy as np

from . import color, net, regions


@dataclass
class Ensemble:
    members: list
    mean: np.ndarray
    sd: np.ndarray


@dataclass
class Posterior:
    """lab [n, 3], cov [n, 3, 3] before calibration, light [n, 3], mst logits [n, 9]."""

    lab: np.ndarray
    cov: np.ndarray
    light: np.ndarray
    mst: np.ndarray


def load(path: Path) -> Ensemble:
    """The trained members, their matrices rounded to half precision as export stores them."""
    with open(path / "members.pkl", "rb") as f:
        d = pickle.load(f)
    half = lambda w: np.asarray(w).astype(np.float16).astype(np.float32)  # noqa: E731
    return Ensemble([[(half(w), np.asarray(b)) for w, b in m] for m in d["members"]], *d["stats"])


def raw_outputs(e: Ensemble, tokens: np.ndarray, valid: np.ndarray, card=None) -> np.ndarray:
    """[n, 2 x members, 21]: every member's answer to the face, then to its mirror image."""
    members = [[tuple(map(jnp.asarray, p)) for p in m] for m in e.members]
    views = both_ways(tokens, valid, (e.mean, e.sd), card)
    return np.stack([np.asarray(net.forward(m, x)) for x in views for m in members], 1)


def both_ways(tokens: np.ndarray, valid: np.ndarray, stats, card=None) -> list[np.ndarray]:
    """Net input of the faces and of their mirror images, [n, 130] each."""
    order = np.array(regions.MIRROR)
    return [net.normalise(tokens, valid, stats, card), net.normalise(tokens[:, order], valid[:, order], stats, card)]


def from_session(session, meta: dict, tokens: np.ndarray, valid: np.ndarray, card=None) -> Posterior:
    """What an onnxruntime session of the exported file says of the faces."""
    stats = (np.array(meta["mean"], np.float32), np.array(meta["sd"], np.float32))
    outputs = [session.run(None, {"tokens": x})[0].reshape(len(x), -1, 21) for x in both_ways(tokens, valid, stats, card)]
    return combine(np.concatenate(outputs, 1))


def combine(out: np.ndarray) -> Posterior:
    """Mixture of the answers: mean of means; mean of covariances plus spread of means."""
    labs = net.lab_of(out.astype(np.float64))
    lab = labs.mean(1)
    d = labs - lab[:, None]
    spread = np.einsum("nmi,nmj->nij", d, d) / out.shape[1]
    cov = np.mean([net.covariance(out[:, m].astype(np.float64)) for m in range(out.shape[1])], 0) + spread
    return Posterior(lab, cov, out[..., 9:12].mean(1), out[..., 12:21].mean(1))


def metric(lab: np.ndarray) -> np.ndarray:
    """[n, 3, 3] J with |J d|: CIEDE2000 of a small step d at Lab [n, 3] (Sharma, Wu, Dalal 2005, without its rotation term, which
    only blues feel, and with G held)."""
    l, a, b = (lab[:, k] for k in range(3))
    c7 = np.hypot(a, b) ** 7
    stretch = 1.5 - 0.5 * np.sqrt(c7 / (c7 + 25.0**7))
    ap = a * stretch
    c = np.maximum(np.hypot(ap, b), 1e-3)
    h = np.arctan2(b, ap)
    deg = np.pi / 180
    t = 1 - 0.17 * np.cos(h - 30 * deg) + 0.24 * np.cos(2 * h) + 0.32 * np.cos(3 * h + 6 * deg) - 0.2 * np.cos(4 * h - 63 * deg)
    sl = 1 + 0.015 * (l - 50) ** 2 / np.sqrt(20 + (l - 50) ** 2)
    sc, sh = 1 + 0.045 * c, 1 + 0.015 * c * t
    j = np.zeros((len(lab), 3, 3))
    j[:, 0, 0] = 1 / sl
    j[:, 1, 1], j[:, 1, 2] = stretch * ap / c / sc, b / c / sc
    j[:, 2, 1], j[:, 2, 2] = -stretch * b / c / sh, ap / c / sh
    return j


def radius_of(lab: np.ndarray, cov: np.ndarray) -> np.ndarray:
    """dE00 that nine tenths of a normal posterior lie within [n]: its spread in the metric at its middle; the 90th percentile of
    a sum of squares whose shares differ, as a chi-square of as many degrees as they are worth (Satterthwaite 1946; Wilson,
    Hilferty 1931)."""
    j = metric(lab)
    m = j @ cov @ j.transpose(0, 2, 1)
    first, second = np.einsum("nii->n", m), (m**2).sum((1, 2))
    k = 2 / (9 * first**2 / second)
    return np.sqrt(first * (1 - k + 1.2816 * np.sqrt(k)) ** 3)


def mst_from_logits(logits: np.ndarray) -> np.ndarray:
    """Ordinal logits of MST > 1 .. > 9 -> ten probabilities."""
    above = np.concatenate([np.ones((len(logits), 1)), 1 / (1 + np.exp(-logits)), np.zeros((len(logits), 1))], 1)
    above = np.minimum.accumulate(above, 1)
    return above[:, :-1] - above[:, 1:]


def mst_from_posterior(p: Posterior, seed: int = 5, samples: int = 256) -> np.ndarray:
    """Monk probabilities by integrating the Lab posterior over the ITA cuts."""
    z = np.random.default_rng(seed).standard_normal((samples, 3))
    lo = np.linalg.cholesky(p.cov)
    x = p.lab[:, None] + np.einsum("nij,sj->nsi", lo, z)
    x[..., 2] = np.maximum(x[..., 2], 0.5)
    k = (color.ita(x)[..., None] < color.MST_CUTS).sum(-1)
    return np.stack([(k == i).mean(1) for i in range(10)], 1)
