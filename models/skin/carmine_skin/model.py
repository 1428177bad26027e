"""The trained ensemble as plain numpy: what export writes and packages/skin computes, step for step."""

import pickle
from dataclasses import dataclass
from pathlib import Path

import jax.numpy as jnp
import numpy as np

from . import color, net


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
    with open(path / "members.pkl", "rb") as f:
        d = pickle.load(f)
    return Ensemble(list(d["members"]), *d["stats"])


def raw_outputs(e: Ensemble, tokens: np.ndarray, valid: np.ndarray, card=None) -> np.ndarray:
    """[n, members, 21]."""
    x = net.normalise(tokens, valid, (e.mean, e.sd), card)
    return np.stack([np.asarray(net.forward([tuple(map(jnp.asarray, p)) for p in m], x)) for m in e.members], 1)


def combine(out: np.ndarray) -> Posterior:
    """Mixture of the members: mean of means; mean of covariances plus spread of means."""
    labs = net.lab_of(out.astype(np.float64))
    lab = labs.mean(1)
    d = labs - lab[:, None]
    spread = np.einsum("nmi,nmj->nij", d, d) / out.shape[1]
    cov = np.mean([net.covariance(out[:, m].astype(np.float64)) for m in range(out.shape[1])], 0) + spread
    return Posterior(lab, cov, out[..., 9:12].mean(1), out[..., 12:21].mean(1))


def spread_of(cov: np.ndarray) -> np.ndarray:
    """One number for the width of a posterior, in about dE00: the root of the trace in noticeable steps."""
    v = np.diagonal(cov, axis1=-2, axis2=-1) / np.array([1.2, 0.8, 1.0]) ** 2
    return np.sqrt(v.sum(-1))


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
