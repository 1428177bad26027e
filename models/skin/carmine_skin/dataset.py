"""Sets of synthetic captures, drawn in blocks from fixed seeds."""

from dataclasses import dataclass

import numpy as np

from . import capture, subjects

BLOCK = 8192


@dataclass
class Dataset:
    """tokens [p, k, 14, 8], valid [p, k, 14], white [p, k, 3] for k captures of p people; lab [p, 3], cls [p]."""

    tokens: np.ndarray
    valid: np.ndarray
    white: np.ndarray
    lab: np.ndarray
    ita: np.ndarray
    cls: np.ndarray


def make(seed: int, people: int, shots: int, split: str, wild: float = 0.0) -> Dataset:
    """`shots` photographs each of `people` synthetic people; a share `wild` of the shots is drawn from the WILD recipe."""
    rng = np.random.default_rng(seed)
    parts = []
    for start in range(0, people, BLOCK):
        n = min(BLOCK, people - start)
        who = subjects.draw(rng, n, split)
        shot = []
        for _ in range(shots):
            a, b = capture.shoot(rng, who.refl, split), None
            if wild > 0:
                b = capture.shoot(rng, who.refl, split, capture.WILD)
                take = rng.uniform(size=n) < wild
                for k in ("tokens", "valid", "white"):
                    getattr(a, k)[take] = getattr(b, k)[take]
            shot.append(a)
        parts.append((who, shot))
    cat = lambda k: np.concatenate([np.stack([getattr(c, k) for c in s], 1) for _, s in parts])  # noqa: E731
    own = lambda k: np.concatenate([getattr(w, k) for w, _ in parts])  # noqa: E731
    return Dataset(cat("tokens"), cat("valid"), cat("white"), own("lab"), own("ita"), own("cls"))
