"""A card in the picture (skin.md 5.6, mode 2), as packages/skin/src/reference computes it: where a white would lie, and with a
chart of colours the matrix that brings the camera's colours to the chart's. Arrays over captures."""

import numpy as np

from . import color
from .spectra import load, reflectance_to_xyz

#: ln white R, G, B; whether a card was read; whether a chart's matrix was applied; ln reflectance of the grey the white comes
#: from (0 with a matrix), which says where on the camera's curve it was seen.
CHANNELS = 6
#: A patch at or above this (linear) is clipped and tells nothing.
CLIPPED = 0.955
#: Pull of the matrix to the identity, per patch, in squared linear light.
RIDGE = 1e-3
#: Reflectance range of the grey cards of the synthesis.
GREY = (0.16, 0.9)
#: Straightened ln light is kept in this range.
LN_RANGE = (-9.0, 1.0)
#: Neutral patches of the chart, brightest first: 8, 6.5, 5, 3.5 (9.5 is yellowish, 2 is rounding in an 8-bit picture).
NEUTRALS = [19, 20, 21, 22]


def grey_cards(rng, n: int) -> tuple[np.ndarray, np.ndarray]:
    """n matte cards: spectra [n, 1, 31], nearly flat, and what their maker says [n]."""
    level = rng.uniform(*GREY, n)
    tilt = np.linspace(-1, 1, 31) * rng.normal(0, 0.015, (n, 1))
    return (level[:, None] * (1 + tilt))[:, None].astype(np.float32), level


def chart() -> tuple[np.ndarray, np.ndarray]:
    """The ColorChecker: spectra [1, 24, 31] and linear sRGB under D65 [24, 3]; neutrals as one reflectance."""
    spectra = load("colorchecker-babelcolor-average.csv").T.astype(np.float32)
    wanted = (reflectance_to_xyz(spectra) @ color.XYZ_TO_RGB.T).astype(np.float64)
    wanted[NEUTRALS] = wanted[NEUTRALS].mean(1, keepdims=True)
    return spectra[None], wanted


def white_of(patches, level) -> tuple[np.ndarray, np.ndarray]:
    """ln linear RGB [n, 3] of a white from one grey patch [n, 3] of reflectance `level` [n]; whether it was not clipped [n]."""
    ok = (patches.max(-1) < CLIPPED) & (patches.min(-1) > 1 / 512)
    return np.log(np.maximum(patches, 1e-4) / np.asarray(level)[:, None]), ok


def matrix_of(measured, wanted) -> np.ndarray:
    """[n, 3, 3] with rows that sum to 1, least squares from `measured` [n, p, 3] over white to `wanted` [p, 3]. Clipped patches
    (NaN) are left out."""
    n, p, _ = measured.shape
    seen = np.isfinite(measured).all(-1)
    m = np.where(seen[..., None], measured, 0.0)
    out = np.zeros((n, 3, 3))
    for i in range(3):
        others = [j for j in range(3) if j != i]
        basis = (m - m[..., i : i + 1])[..., others] * seen[..., None]
        rest = (wanted[None, :, i] - m[..., i]) * seen
        gram = np.einsum("npa,npb->nab", basis, basis) + RIDGE * np.maximum(seen.sum(1), 1)[:, None, None] * np.eye(2)
        w = np.linalg.solve(gram, np.einsum("npa,np->na", basis, rest)[..., None])[..., 0]
        out[:, i, others] = w
        out[:, i, i] = 1 - w.sum(-1)
    return out


def straighten(ln, knots, levels) -> np.ndarray:
    """Undoes white balance, exposure and tone curve with the greys: ln linear RGB [n, m, 3] -> ln over a white. The curve of each
    channel runs straight between `knots` [n, k, 3] (ln seen, brightest first, NaN where clipped) at ln reflectances `levels`
    [k], and on beyond the ends at its mean slope."""
    out = np.empty_like(ln)
    seen = np.isfinite(knots).all(-1)
    for pattern in np.unique(seen, axis=0):
        rows = (seen == pattern).all(1)
        k = np.flatnonzero(pattern)
        if len(k) < 2:
            out[rows] = ln[rows]
            continue
        x, y = knots[rows][:, k], levels[k][None, :, None]
        slope = (y[:, 0] - y[:, -1]) / np.maximum(x[:, 0] - x[:, -1], 1e-3)
        v = ln[rows]
        # beyond the ends; then, from the darkest segment up, whatever lies above its lower knot
        got = y[:, -1:] + (v - x[:, -1:]) * slope[:, None]
        for i in range(len(k) - 1, 0, -1):
            rise = (y[:, i - 1] - y[:, i]) / np.maximum(x[:, i - 1] - x[:, i], 1e-3)
            got = np.where(v > x[:, i : i + 1], y[:, i : i + 1] + (v - x[:, i : i + 1]) * rise[:, None], got)
        out[rows] = np.where(v > x[:, :1], y[:, :1] + (v - x[:, :1]) * slope[:, None], got)
    return np.clip(out, *LN_RANGE)


def with_grey(capture, level) -> np.ndarray:
    """[n, 6] of captures whose first target is a grey card."""
    white, ok = white_of(capture.targets[:, 0], level)
    given = np.stack([np.ones(len(ok)), np.zeros(len(ok)), np.log(level)], 1)
    return np.where(ok[:, None], np.concatenate([white, given], 1), 0.0).astype(np.float32)


def through_chart(patches, wanted, greys, tokens, valid) -> tuple[np.ndarray, np.ndarray]:
    """Tokens brought through a card of colours: its `greys` (indices, brightest first) straighten each channel, then the matrix.
    `patches` [n, p, 3] linear as seen, `wanted` [p, 3]. Corrected tokens, and whether three greys or more could be read [n]."""
    t = patches.astype(np.float64)
    fine = (t.max(-1) < CLIPPED) & (t.min(-1) > 1 / 512)
    ln = np.where(fine[..., None], np.log(np.maximum(t, 1e-4)), np.nan)
    levels, knots = np.log(wanted[greys].mean(1)), ln[:, greys]
    measured = np.where(fine[..., None], np.exp(straighten(np.nan_to_num(ln), knots, levels)), np.nan)
    over = np.exp(straighten(tokens[..., :3].astype(np.float64), knots, levels))
    rgb = np.einsum("nrj,nij->nri", over, matrix_of(measured, wanted))
    out = tokens.copy()
    out[..., :3] = np.where(valid[..., None], np.log(np.maximum(rgb, 1 / 4096)), 0)
    ok = fine[:, greys].sum(1) >= 3
    return np.where(ok[:, None, None], out, tokens).astype(np.float32), ok


def with_chart(capture) -> tuple[np.ndarray, np.ndarray]:
    """Corrected tokens and [n, 6] of captures whose targets are the chart."""
    tokens, ok = through_chart(capture.targets, chart()[1], NEUTRALS, capture.tokens, capture.valid)
    return tokens, np.where(ok[:, None], np.array([0, 0, 0, 1, 1, 0], np.float32), 0).astype(np.float32)


def hide(card, keep) -> np.ndarray:
    """Forgets cards that carry no matrix where `keep` is false: a corrected capture stays known."""
    return np.where((keep | (card[..., 4] > 0))[..., None], card, 0).astype(np.float32)

