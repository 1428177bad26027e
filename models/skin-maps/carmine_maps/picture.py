"""From linear light on the canvas to the texels that packages/skin reads: optics, noise, tone, sharpening, JPEG, the unwrap
(skin.md 3.4; packages/skin maps/net-input.ts)."""

from dataclasses import dataclass

import cv2
import numpy as np
from carmine_skin.color import srgb_decode, srgb_encode

from .fields import blur

#: As packages/skin pixels/image.ts.
CLIP_HIGH, CLIP_LOW = 250, 5
_DECODE = srgb_decode(np.arange(256, dtype=np.float32) / 255).astype(np.float32)
_ENCODE = srgb_encode(np.linspace(0, 1, 4096, dtype=np.float32) ** 2).astype(np.float32)


@dataclass
class Tone:
    """Gamma, S-curve and exposure of one picture."""

    exposure: float
    gamma: float
    s_curve: float

    def encode(self, x: np.ndarray) -> np.ndarray:
        """Linear to encoded 0..1 (table over the root: 12 bits)."""
        i = np.sqrt(np.clip(x * self.exposure, 0, 1)) * 4095
        v = _ENCODE[i.astype(np.int16)] ** self.gamma
        return np.clip(v - self.s_curve * np.sin(2 * np.pi * v), 0, 1)


@dataclass
class Shot:
    """`rgb` [n, n, 3] linear as unwrapped, `clipped` [n, n], `px` px of the picture per texel."""

    rgb: np.ndarray
    clipped: np.ndarray
    px: float


def tone(rng, face_green: float) -> Tone:
    """Exposure for this face (skin.md 3.4: partly by its own brightness), gamma and S-curve of the wild recipe."""
    ae = (0.35 / max(face_green, 0.02)) ** rng.uniform(0.2, 0.75)
    return Tone(float(2 ** rng.normal(0, 0.4) * ae), float(np.exp(rng.normal(0, 0.08))), float(rng.normal(0.015, 0.035)))


def shoot(rng, light: np.ndarray, curve: Tone, px: float) -> Shot:
    """`light` [2n, 2n, 3] linear; `px` px of the picture per texel. Above 2 px a texel the canvas is the picture, with less noise."""
    side = len(light)
    n = side // 2
    w = int(round(n * min(px, 2)))
    image = cv2.resize(light, (w, w), interpolation=cv2.INTER_AREA) if w < side else light
    image = blur(image, rng.uniform(0.2, 0.75) * max(1, 2 / px) * w / side if px < 2 else rng.uniform(0.15, 0.6))
    image = _grain(rng, image, curve, 1 if px < 2 else 2 / px)
    v = curve.encode(image)
    v = _retouch(rng, v)
    if rng.uniform() < 0.6:
        v = v + rng.uniform(0.1, 0.9) * (v - blur(v, rng.uniform(0.6, 1.4)))
    codes = np.clip(v * 255 + 0.5, 0, 255).astype(np.uint8)
    if rng.uniform() < 0.85:
        quality = int(min(97, rng.uniform(62, 96) + (8 if px > 2.5 else 0)))
        packed = cv2.imencode(".jpg", codes[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        codes = cv2.imdecode(packed, cv2.IMREAD_COLOR)[..., ::-1]
    return _unwrap(rng, np.ascontiguousarray(codes), n, px)


def _grain(rng, image: np.ndarray, curve: Tone, share: float) -> np.ndarray:
    """Shot and read noise: SNR 20-45 dB at middle grey of the picture; `share` of it where several px make a sample."""
    sd = 0.18 / 10 ** (rng.uniform(20, 45) / 20) * share / curve.exposure
    level = np.sqrt(np.maximum(image, 0) * curve.exposure / 0.18) * 0.8 + 0.3
    noise = rng.standard_normal(image.shape, np.float32)
    if rng.uniform() < 0.4:
        noise = blur(noise, 0.7) * 2
    return image + (sd * noise) * level


def _retouch(rng, v: np.ndarray) -> np.ndarray:
    """Beauty filter, 12 %: edge-keeping smoothing by a share."""
    if rng.uniform() > 0.12:
        return v
    soft = cv2.bilateralFilter(v.astype(np.float32), 7, 0.08, 2.5)
    return v + rng.uniform(0.3, 0.9) * (soft - v)


def _unwrap(rng, codes: np.ndarray, n: int, px: float) -> Shot:
    """Codes to linear texels as mapInput of packages/skin does: bilinear, twice as fine and averaged from 1.4 px per texel on."""
    linear = _DECODE[codes]
    top, low = codes.max(-1), codes.max(-1)
    bad = ((top >= CLIP_HIGH) | (low <= CLIP_LOW)).astype(np.float32)
    w = len(codes)
    fine = 2 if px >= 1.4 else 1
    scale = w / (n * fine)
    dx, dy = rng.uniform(-0.5, 0.5, 2)
    m = np.array([[scale, 0, scale / 2 - 0.5 + dx], [0, scale, scale / 2 - 0.5 + dy]], np.float32)
    warp = lambda a: cv2.warpAffine(a, m, (n * fine, n * fine), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE)  # noqa: E731
    rgb, clipped = warp(linear), warp(bad) > 0
    if fine == 2:
        rgb = rgb.reshape(n, 2, n, 2, 3).mean((1, 3))
        clipped = clipped.reshape(n, 2, n, 2).any((1, 3))
    return Shot(rgb, clipped.astype(np.float32), px)
