"""Parametric cameras (skin.md 3.4): skewed Gaussian sensitivities, crosstalk, infrared cut, a ColorChecker matrix.
The public 28-camera table is CC BY-NC-SA and is not used; only its published statistics are."""

from functools import cache

import numpy as np

from .color import XYZ_TO_RGB
from .spectra import NM, cmf, d65, load

COUNTS = {"train": 2400, "calib": 80, "test": 80, "valid": 80}
_SEED = {"train": 11, "calib": 12, "test": 13, "valid": 14}


def _bell(rng, center, center_sd, fwhm, fwhm_sd):
    c = rng.normal(center, center_sd)
    s = max(rng.normal(fwhm, fwhm_sd), 35) / 2.3548
    skew = np.exp(rng.normal(0, 0.18))
    d = NM - c
    return np.exp(-(d**2) / (2 * np.where(d < 0, s / skew, s * skew) ** 2))


def draw_sensitivity(rng) -> np.ndarray:
    """[31, 3] raw sensitivities of one random camera."""
    r = _bell(rng, 594, 7, 65, 12) * np.clip(rng.normal(0.57, 0.12), 0.3, 1.0)
    g = _bell(rng, 529, 5, 88, 13)
    b = _bell(rng, 463, 7, 86, 7) * np.clip(rng.normal(0.83, 0.2), 0.4, 1.4)
    s = np.stack([r, g, b], 1)
    mix = np.eye(3) + rng.uniform(0.03, 0.08, (3, 3)) * (1 - np.eye(3)) * rng.uniform(0.3, 1.0)
    cut = 1 / (1 + np.exp((NM - rng.uniform(675, 700)) / 6))
    return (s @ mix.T) * cut[:, None]


def color_matrix(sens: np.ndarray) -> np.ndarray:
    """White-preserving 3 x 3 from white-balanced raw to linear sRGB, least squares on the ColorChecker under D65."""
    patches = load("colorchecker-babelcolor-average.csv").T[:19]
    light = d65()
    raw = (patches * light) @ sens / (light @ sens)
    w = cmf() * light[:, None]
    xyz = patches @ (w / w[:, 1].sum())
    xyz = xyz * (np.array([0.95047, 1.0, 1.08883]) / (w.sum(0) / w[:, 1].sum()))
    target = xyz @ XYZ_TO_RGB.T.astype(np.float64)
    # rows sum to 1: solve for two free weights a row
    out = np.zeros((3, 3))
    for i in range(3):
        basis = raw - raw[:, i : i + 1]
        sol, *_ = np.linalg.lstsq(basis, target[:, i] - raw[:, i], rcond=None)
        sol[i] = 0
        out[i] = sol
        out[i, i] = 1 - sol.sum()
    return out


@cache
def table(split: str) -> tuple[np.ndarray, np.ndarray]:
    """Sensitivities [n, 31, 3] and colour matrices [n, 3, 3] of the cameras of one split."""
    rng = np.random.default_rng(_SEED[split])
    sens = [draw_sensitivity(rng) for _ in range(COUNTS[split])]
    return np.stack(sens).astype(np.float32), np.stack([color_matrix(s) for s in sens]).astype(np.float32)


@cache
def measured() -> tuple[np.ndarray, np.ndarray]:
    """The two free measured cameras (NPL: Nikon D5100, Sigma SD Merrill): test only."""
    t = load("camera-sensitivities-npl.csv")
    sens = [t[:, 0:3], t[:, 3:6]]
    return np.stack(sens).astype(np.float32), np.stack([color_matrix(s) for s in sens]).astype(np.float32)
