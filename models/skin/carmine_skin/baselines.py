"""What the net is compared with, on the same captures: three ways to read skin without one. None of them is ours."""

import numpy as np

from . import color, regions
from .subjects import _smooth

#: Hair, brows, clothes and walls around the face in the grey-world baseline: patches a picture, and their share of it.
SURROUND, SURROUND_SHARE = 6, 0.6
#: Pixels of a face that the classical method looks at.
PIXELS = 240
#: Side of a picture of bands, px.
PICTURE = 64


def literal(tokens, valid) -> np.ndarray:
    """The cheeks' sRGB read as the skin's colour: Lab [n, 3]."""
    return color.rgb_to_lab(_cheeks(tokens, valid))


def _cheeks(tokens, valid) -> np.ndarray:
    w = valid[:, regions.CHEEKS, None].astype(float)
    return (np.exp(tokens[:, regions.CHEEKS, :3]) * w).sum(1) / np.maximum(w.sum(1), 1e-9)


def surround(rng, n: int) -> np.ndarray:
    """[n, 6, 31] reflectances around a face: mostly muted, some vivid (skin.md 3.2)."""
    return np.stack([_smooth(rng, n, 0.03, 0.75) for _ in range(SURROUND)], 1).astype(np.float32)


def grey_world(tokens, valid, around) -> np.ndarray:
    """White balance that makes the mean of the picture (face and `around` [n, 6, 3] linear) grey at 18 %, then the cheeks."""
    face = np.where(valid[..., None], np.exp(tokens[..., :3]), np.nan)[:, : regions.LIPS + 1]
    mean = (1 - SURROUND_SHARE) * np.nanmean(face, 1) + SURROUND_SHARE * around.mean(1)
    return color.rgb_to_lab(_cheeks(tokens, valid) * 0.18 / np.maximum(mean, 1e-4))


def hsv_kmeans(rng, tokens, valid) -> np.ndarray:
    """The classical method (skin.md 1, last paragraph: skin-tone-classifier 1.2), rebuilt from its description, because the
    package looks for a face in a picture and our captures are numbers: pixels of the face (drawn from the regions' medians and
    spreads) inside a fixed HSV box (H 0-20, S 48-255, V 80-255 of 8 bit, H of 180), k-means with k = 2 on sRGB, the larger
    cluster is the skin. Where the box holds fewer than 12 pixels it finds no skin and takes all. Lab [n, 3]."""
    srgb = _pixels(rng, tokens, valid, rng.uniform(size=(len(tokens), PIXELS, 1)))
    inside = _hsv_box(srgb)
    inside[inside.sum(1) < 12] = True
    return color.rgb_to_lab(color.srgb_decode(_larger_cluster(rng, srgb, inside) / 255))


def _pixels(rng, tokens, valid, at) -> np.ndarray:
    """[n, m, 3] sRGB 0..255: pixels drawn from the medians and spreads of the regions. `at` [n, m, 1] 0..1 picks the region, each
    as often as it is large."""
    area = np.where(valid, np.expm1(tokens[..., 5]), 0)[:, :12]
    share = np.cumsum(area / np.maximum(area.sum(1, keepdims=True), 1e-9), 1)
    which = (at > share[:, None]).sum(-1).clip(0, 11)
    t = np.take_along_axis(tokens, which[..., None], 1)
    ln = t[..., :3] + rng.normal(0, 1, at.shape) * t[..., 3:4] / 1.349
    return color.srgb_encode(np.minimum(np.exp(ln), 1)) * 255


def pictures(rng, tokens, valid) -> np.ndarray:
    """[n, 64, 64, 3] sRGB 8 bit: the face's regions as bands of their pixels, for programs that read pictures."""
    at = np.broadcast_to(np.linspace(0, 1, PICTURE**2)[None, :, None], (len(tokens), PICTURE**2, 1))
    return _pixels(rng, tokens, valid, at).round().astype(np.uint8).reshape(-1, PICTURE, PICTURE, 3)


def _hsv_box(srgb) -> np.ndarray:
    top, low = srgb.max(-1), srgb.min(-1)
    d = np.maximum(top - low, 1e-6)
    r, g, b = np.moveaxis(srgb, -1, 0)
    hue = np.where(top == r, (g - b) / d % 6, np.where(top == g, (b - r) / d + 2, (r - g) / d + 4)) * 30
    return (hue <= 20) & (255 * d / np.maximum(top, 1e-6) >= 48) & (top >= 80)


def _larger_cluster(rng, srgb, inside) -> np.ndarray:
    n = len(srgb)
    order = np.argsort(~inside + rng.uniform(0, 0.5, inside.shape), 1)[:, :2]
    centre = np.take_along_axis(srgb, order[..., None], 1)
    for _ in range(12):
        far = ((srgb[:, :, None] - centre[:, None]) ** 2).sum(-1)
        near = (far[..., 1] < far[..., 0]).astype(int)
        for k in (0, 1):
            w = (inside & (near == k))[..., None]
            centre[:, k] = np.where(w.sum(1) > 0, (srgb * w).sum(1) / np.maximum(w.sum(1), 1), centre[:, k])
    second = (inside & (near == 1)).sum(1) > (inside & (near == 0)).sum(1)
    return centre[np.arange(n), second.astype(int)]
