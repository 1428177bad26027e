"""Light on the canvas: soft surroundings and one key, cast shadow, two-lobe gloss (skin.md 3.3, 3.5)."""

from dataclasses import dataclass

import numpy as np

from . import geometry
from .canvas import Canvas
from .fields import blur, smooth
from .layers import T_ZONE


@dataclass
class Lit:
    """`diffuse` [n, n, 3] light of each channel, 1 = the median of a bare face; `shade` its ln luminance; `gloss` [n, n]
    reflection as a share of a white surface lit like the face."""

    diffuse: np.ndarray
    shade: np.ndarray
    gloss: np.ndarray


@dataclass
class Lamp:
    share: float
    soft: float
    key: np.ndarray
    around: np.ndarray

    def irradiance(self, n: np.ndarray, keep: np.ndarray | float = 1.0) -> tuple[np.ndarray, np.ndarray]:
        """Surroundings and key on unit normals [..., 3]; `keep` is what a cast shadow leaves of the key."""
        amb = np.maximum(0.05, 1 + n @ self.around) * (1 - self.share)
        key = np.maximum(0, (n @ self.key + self.soft) / (1 + self.soft)) * self.share
        return amb, key * keep


def lamp(rng) -> Lamp:
    """Soft portrait light to hard side light; a quarter is hard."""
    hard = rng.uniform() < 0.25
    key = np.array([rng.normal(0, 1.3 if hard else 0.7), rng.normal(0.45, 0.5), abs(rng.normal(1, 0.5)) + 0.15])
    return Lamp(
        share=rng.uniform(0.55, 0.9) if hard else rng.beta(1.6, 1.6),
        soft=rng.uniform(0, 0.3) if hard else rng.uniform(0.1, 1),
        key=(key / np.linalg.norm(key)).astype(np.float32),
        around=rng.normal([0, 0.15, 0], 0.25, 3).astype(np.float32),
    )


def _normals(c: Canvas) -> np.ndarray:
    """Unit normals with the relief of `height` (mm) on the head: n - dh/du T/|T|^2 - dh/dv B/|B|^2."""
    down, across = np.gradient(c.height)
    t = c.right / np.maximum((c.right**2).sum(-1, keepdims=True), 1e-3)
    b = c.down / np.maximum((c.down**2).sum(-1, keepdims=True), 1e-3)
    n = c.normal - across[..., None] * t - down[..., None] * b
    return n / np.sqrt((n * n).sum(-1, keepdims=True))


def _cast(rng, c: Canvas) -> np.ndarray:
    """What shadows of nose, hair, hat or hand leave of the key, 0..1."""
    if rng.uniform() > 0.25:
        return np.float32(1)
    edge = smooth(rng, c.size, rng.uniform(30, 90) / c.mm)
    y, x = np.mgrid[0 : c.size, 0 : c.size].astype(np.float32) / c.size - 0.5
    a = rng.uniform(0, 6.28)
    mask = (x * np.cos(a) + y * np.sin(a) + 0.15 * edge > rng.uniform(-0.5, 0.5)).astype(np.float32)
    return 1 - blur(mask, rng.uniform(0.5, 6) / c.mm) * rng.uniform(0.3, 1)


def shine(rng, c: Canvas, n: np.ndarray, l: Lamp, keep) -> np.ndarray:
    """Two lobes (roughness .2 and .5) about the mirror direction of the key and of a broad window above."""
    where = np.clip(blur(c.field_of(*T_ZONE, "cheek-upper-left", "cheek-upper-right"), 6 / c.mm) + 0.2, 0, 1)
    where *= np.clip(0.75 + 0.35 * smooth(rng, c.size, 12 / c.mm), 0, 1.3) * np.clip(0.9 + 0.25 * smooth(rng, c.size, 1.2 / c.mm), 0, 2)
    oil = rng.choice([0.0, 0.3, 0.7, 1.2], p=[0.2, 0.3, 0.3, 0.2])
    rho = rng.uniform(0.18, 0.4)
    half = l.key + np.array([0, 0, 1], np.float32)
    half /= np.linalg.norm(half)
    turn = n @ half - 1
    lobes = 0.85 * np.exp(turn * rng.uniform(35, 90)) * l.share * keep + 0.25 * np.exp(turn * 7) * l.share * keep
    window = rng.normal([0, 0.7, 1], 0.35, 3)
    window /= np.linalg.norm(window)
    lobes = lobes + rng.uniform(0, 0.6) * np.exp((n @ window.astype(np.float32) - 1) * rng.uniform(10, 45)) * (1 - l.share)
    return (oil * rho * 3 * where * lobes).astype(np.float32)


def shine_floor(rng) -> float:
    """Even sheen of a rough surface seen from the front, as reflectance; taken with the diffuse light, no map of its own."""
    return rng.uniform(0.005, 0.035)


def light(rng, c: Canvas, tinted: float) -> Lit:
    """A random light on a canvas; `tinted`: share of scenes whose key has another colour."""
    l = lamp(rng)
    n = _normals(c)
    keep = _cast(rng, c)
    amb, key = l.irradiance(n, keep)
    face = geometry.load()
    bare = face.normal[::16, ::16][face.skin[::16, ::16] > 0] * np.array([c.flip, 1, 1], np.float32)
    middle = float(np.median(sum(l.irradiance(bare))))
    open_ = np.exp(np.maximum(c.occlusion, -3.5))
    total = np.maximum(0.01, (amb + key) * open_ / middle)
    tint = np.exp(rng.normal(0, 0.06, 3)).astype(np.float32) if rng.uniform() < tinted else np.ones(3, np.float32)
    part = (key / (amb + key + 1e-6))[..., None]
    diffuse = total[..., None] * (1 + part * (tint / tint[1] - 1))
    return Lit(diffuse.astype(np.float32), np.log(total).astype(np.float32), shine(rng, c, n, l, keep) * open_ / middle)
