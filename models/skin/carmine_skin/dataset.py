"""Sets of synthetic captures, drawn in blocks from fixed seeds."""

from dataclasses import dataclass

import numpy as np

from . import capture, reference, subjects
from .recipe import PAPER, WILD

BLOCK = 8192


@dataclass
class Dataset:
    """tokens [p, k, 14, 8], valid [p, k, 14], white [p, k, 3], card [p, k, 6] for k captures of p people; lab [p, 3], cls [p]; `person` [p] as in Subjects."""

    tokens: np.ndarray
    valid: np.ndarray
    white: np.ndarray
    card: np.ndarray
    lab: np.ndarray
    ita: np.ndarray
    cls: np.ndarray
    person: np.ndarray


def _shot(rng, refl, split: str, recipe, mode: str) -> tuple[np.ndarray, ...]:
    """One capture of each person: tokens, valid, white, card. `mode`: "none", "grey" (a card in every picture), "chart" (a
    chart, tokens corrected with it)."""
    if mode == "chart":
        c = capture.shoot(rng, refl, split, recipe, targets=reference.chart()[0])
        tokens, card = reference.with_chart(c)
        return tokens, c.valid, c.white, card
    spectra, level = reference.grey_cards(rng, len(refl))
    c = capture.shoot(rng, refl, split, recipe, targets=spectra)
    card = reference.with_grey(c, level) if mode == "grey" else np.zeros((len(refl), reference.CHANNELS), np.float32)
    return c.tokens, c.valid, c.white, card


def _mixed(rng, refl, split: str, wild: float, mode: str) -> tuple[np.ndarray, ...]:
    """_shot with a share `wild` of the people under the WILD recipe, the others under PAPER."""
    if wild in (0, 1):
        return _shot(rng, refl, split, WILD if wild else PAPER, mode)
    take = rng.uniform(size=len(refl)) < wild
    a, b = (_shot(rng, refl[m], split, r, mode) for m, r in ((~take, PAPER), (take, WILD)))
    out = []
    for x, y in zip(a, b):
        z = np.empty((len(refl), *x.shape[1:]), x.dtype)
        z[~take], z[take] = x, y
        out.append(z)
    return tuple(out)


def make(seed: int, people: int, shots: int, split: str, wild: float = 0.0, mode: str = "none", worn: float = 0.0) -> Dataset:
    """`shots` photographs each of `people` synthetic people; a share `wild` of the shots is drawn from the WILD recipe, a share
    `worn` of the people wears more make-up than the recipe's. `mode` as in _shot; "mixed" takes turns for training."""
    rng = np.random.default_rng(seed)
    parts = []
    for block, start in enumerate(range(0, people, BLOCK)):
        n = min(BLOCK, people - start)
        who = subjects.draw(rng, n, split, worn=worn)
        how = mode if mode != "mixed" else ("chart" if block % 6 == 5 else "grey")
        shot = []
        for _ in range(shots):
            shot.append(_mixed(rng, who.refl, split, wild, how))
        parts.append((who, shot))
    cat = lambda k: np.concatenate([np.stack([c[k] for c in s], 1) for _, s in parts])  # noqa: E731
    own = lambda k: np.concatenate([getattr(w, k) for w, _ in parts])  # noqa: E731
    return Dataset(cat(0), cat(1), cat(2), cat(3), own("lab"), own("ita"), own("cls"), own("person"))
