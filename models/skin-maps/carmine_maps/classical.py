"""What filters make of the same planes: two-chromophore projection, DoG blobs, Frangi ridges, bright low-saturation excess
(skin.md 6). Scores rise with certainty; thresholds are chosen on the calibration split, as the net's are."""

import cv2
import numpy as np
from carmine_skin import tables

from . import geometry
from .fields import blur


def projection(lightness: float) -> np.ndarray:
    """Rows melanin, blood, shade [3, 3] that turn -ln(rgb) into maps: projectionAt of packages/skin."""
    nodes = tables.nodes()
    at = max(30.0, lightness)
    levels = [n["L"] for n in nodes]
    mel, hb = (np.array([np.interp(at, levels, [n[key][k] for n in nodes]) for k in range(3)]) for key in ("mel", "hb"))
    columns = np.stack([mel / np.linalg.norm(mel), hb, -np.ones(3)], 1)
    return np.linalg.inv(columns)


class Filters:
    """`maps` [8, n, n] of one example's planes: only pore is left empty."""

    def __init__(self):
        self.rows: dict[int, np.ndarray] = {}

    def maps(self, planes: np.ndarray) -> np.ndarray:
        mask = planes[3]
        tone = planes[5].max() if planes[5].max() > 0 else planes[5].min()
        lightness = round(50 + 25 * float(tone))
        if lightness not in self.rows:
            self.rows[lightness] = projection(lightness)
        mel, blood, shade = np.tensordot(self.rows[lightness], -planes[:3], 1)
        soft = lambda v, mm: blur((v * mask).astype(np.float32), mm / geometry.MM_PER_TEXEL) / np.maximum(blur(mask, mm / geometry.MM_PER_TEXEL), 0.05)  # noqa: E731
        out = np.zeros((8, *mask.shape), np.float32)
        # The grain that skinMaps and redness take away.
        out[0], out[1], out[2] = soft(mel, 0.5), soft(blood, 1.2), soft(shade, 1.0)
        out[3] = self._gloss(planes)
        out[4] = _ridges(-soft(planes[1], 0.2) * 1.0, mask)
        out[5] = _blobs(mel, soft, mask)
        out[6] = _blobs(blood, soft, mask)
        return out

    def _gloss(self, planes: np.ndarray) -> np.ndarray:
        """Dichromatic excess: red over blue tells how much skin, the rest of blue is white (condition.ts, glossOf)."""
        tone = float(planes[5].max() if planes[5].max() > 0 else planes[5].min())
        grey = np.clip(((50 + 25 * tone + 16) / 116) ** 3, 0.02, 0.8)
        skin = grey * np.array([1.5, 0.95, 0.65])
        rgb = np.exp(planes[:3]) * skin[:, None, None]
        k = np.maximum(0, rgb[0] - rgb[2]) / (skin[0] - skin[2])
        return np.where(planes[4] > 0, 1, np.clip(rgb[2] - k * skin[2] - 0.02, 0, 1)) * planes[3]


def _mad(values: np.ndarray, mask: np.ndarray) -> float:
    v = values[mask > 0]
    return 1.4826 * float(np.median(np.abs(v - np.median(v)))) + 1e-3


def _blobs(values, soft, mask) -> np.ndarray:
    """Largest scale-normalised difference of Gaussians, sigma .5-3 mm, in MAD."""
    best = np.zeros_like(values, np.float32)
    for sigma in (0.5, 0.9, 1.6, 2.8):
        dog = soft(values, sigma) - soft(values, sigma * 1.6)
        best = np.maximum(best, dog / _mad(dog, mask))
    return best * mask


def _ridges(values: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Frangi 1998 on dark ridges, sigma .3-.6 mm (a texel is .46)."""
    best = np.zeros_like(values, np.float32)
    for mm in (0.35, 0.6):
        s = mm / geometry.MM_PER_TEXEL
        v = blur(values.astype(np.float32), s)
        xx, yy, xy = (cv2.Sobel(v, cv2.CV_32F, *d, ksize=3) * s * s for d in ((2, 0), (0, 2), (1, 1)))
        middle, half = (xx + yy) / 2, np.sqrt(((xx - yy) / 2) ** 2 + xy * xy)
        a, b = middle - half, middle + half
        large, small = np.where(np.abs(a) > np.abs(b), a, b), np.where(np.abs(a) > np.abs(b), b, a)
        strength = np.sqrt(a * a + b * b)
        c = 3 * _mad(strength, mask)
        f = np.exp(-((small / (np.abs(large) + 1e-6)) ** 2) / 0.5) * (1 - np.exp(-(strength**2) / (2 * c * c)))
        best = np.maximum(best, np.where(large < 0, f, 0))
    inner = cv2.erode(mask, np.ones((5, 5), np.uint8))
    return best * inner
