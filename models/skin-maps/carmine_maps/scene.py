"""One labelled example: a window of a synthetic face as MapNet reads it, and the truth of its eight maps."""

from dataclasses import dataclass

import cv2
import numpy as np
from carmine_skin.color import LUMA

from . import canvas, distractors, geometry, layers, light, picture, pigment
from .fields import smooth

CHANNELS = ("melanin", "blood", "shade", "specular", "line", "spot", "blemish", "pore")
INPUTS = 7
#: Planes of packages/skin maps/net-input.ts.
LIMIT = 2.5
DARKEST = 0.001


@dataclass(frozen=True)
class Recipe:
    """How a picture comes about. `paper` is skin.md 3.3-3.5 as it stands, from the 6 px per mm on that its measures ask for; `wild` is
    what the photographs are like: beards, glasses, locks, coarse pictures, marks of the same contrast on every tone."""

    #: Spots by a factor of melanin, 1.3-3 (skin.md 3.5), not by what they take of green.
    factor: bool
    #: Beards, locks, spectacles, lashes.
    worn: bool
    #: Share of scenes whose key has another colour than the rest.
    tinted: float
    #: px of the picture per mm, ln-uniform.
    px_per_mm: tuple[float, float]


PAPER = Recipe(factor=True, worn=False, tinted=0.15, px_per_mm=(6.0, 12.0))
WILD = Recipe(factor=False, worn=True, tinted=0.4, px_per_mm=(1.5, 12.0))
RECIPES = {"paper": PAPER, "wild": WILD}


@dataclass
class Example:
    """inputs [7, n, n], truth [8, n, n], valid [n, n] where truth is known and skin is seen; facts of the picture."""

    inputs: np.ndarray
    truth: np.ndarray
    valid: np.ndarray
    lightness: float
    ita_class: int
    px_per_mm: float


def planes(shot: picture.Shot, mask: np.ndarray, middle: np.ndarray, lightness: float) -> np.ndarray:
    """What packages/skin maps/net-input.ts writes, for one window. `middle`: ln of the median skin of the whole face."""
    n = len(mask)
    out = np.empty((INPUTS, n, n), np.float32)
    ln = np.log(np.maximum(shot.rgb, DARKEST)) - middle
    out[:3] = np.clip(ln, -LIMIT, LIMIT).transpose(2, 0, 1)
    out[3] = 1
    out[4] = shot.clipped
    out[5] = (lightness - 50) / 25
    out[6] = np.clip(np.log2(shot.px) / 2, -1, 1)
    return out * mask


def _mean(plane: np.ndarray) -> np.ndarray:
    n = len(plane) // canvas.FINE
    return cv2.resize(plane.astype(np.float32), (n, n), interpolation=cv2.INTER_AREA)


def _holes(rng, c: canvas.Canvas) -> np.ndarray:
    """The mask of what is seen: not turned away, covered or outside the picture. Towards the turned side it darkens."""
    mask, n = (_mean(c.skin) > 0.5).astype(np.float32), c.n
    y, x = np.mgrid[0:n, 0:n].astype(np.float32)
    if rng.uniform() < 0.25:
        a = rng.uniform(0, 6.28)
        inside = rng.uniform(-0.1, 0.6) * n - ((x - n / 2) * np.cos(a) + (y - n / 2) * np.sin(a))
        inside += rng.uniform(0, 3) * smooth(rng, n, 12)
        mask = mask * (inside > 0)
        dark = np.exp(-np.maximum(inside, 0) / rng.uniform(2, 14)) * rng.uniform(-0.4, 1.6)
        c.occlusion -= cv2.resize(dark.astype(np.float32), (c.size, c.size), interpolation=cv2.INTER_LINEAR)
    if rng.uniform() < 0.1:
        p, r = rng.uniform(0, n, 2), rng.uniform(4, 25)
        mask = mask * (np.hypot(x - p[0], y - p[1]) > r)
    return mask.astype(np.float32)


def develop(rng, c: canvas.Canvas, skin: pigment.Skin, recipe: Recipe) -> Example:
    """Lights, photographs and labels a canvas whose layers are drawn."""
    px_per_mm = float(np.exp(rng.uniform(*np.log(recipe.px_per_mm))))
    mask = _holes(rng, c)
    lit = light.light(rng, c, recipe.tinted)
    floor = light.shine_floor(rng)
    bare = skin.look(c.mel, c.blood)
    surface = bare + (c.cover[..., None] > 0) * (c.cover_rgb - bare * c.cover[..., None])
    gloss = lit.gloss * (1 - c.cover)
    image = (surface + floor) * lit.diffuse + gloss[..., None]
    base = skin.look(np.float32(0), np.float32(0)) + floor
    curve = picture.tone(rng, float(base @ LUMA))
    shot = picture.shoot(rng, image, curve, px_per_mm * geometry.MM_PER_TEXEL * rng.uniform(0.75, 1))
    # The face's own median is not quite its base skin: unevenness, make-up, side light.
    drift = rng.normal(0, 0.1) + rng.normal(0, 0.025, 3)
    codes = curve.encode(base * np.exp(drift)) * 255
    middle = np.log(np.maximum(DARKEST, np.interp(codes, np.arange(256), picture._DECODE)))
    clear = 1 - c.cover
    truth = np.stack(
        [
            _mean(skin.melanin_od(c.mel) * clear),
            _mean(np.clip(c.blood, *pigment.BLOOD) * clear),
            _mean(lit.shade) - drift[1],
            _mean(np.minimum(gloss, 1)),
            (_mean(c.line * (c.cover < 0.4)) >= 0.4) * 1.0,
            (_mean(c.spot * (c.cover < 0.4)) >= 0.5) * 1.0,
            (_mean(c.blemish * (c.cover < 0.4)) >= 0.5) * 1.0,
            _mean(c.pore * clear),
        ]
    ).astype(np.float32)
    told = skin.lab[0] + rng.normal(0, 3)
    return Example(planes(shot, mask, middle, told), truth, mask, float(skin.lab[0]), skin.ita_class, px_per_mm)


def draw(rng, n: int, split: str, base: dict | None = None, recipe: Recipe = WILD) -> Example:
    """A random example of n x n texels; people, lights and cameras of `split` (carmine_skin)."""
    person = base if base is not None else {k: v[0] for k, v in pigment.people(rng, 1, split).items()}
    skin = pigment.person(rng, person, split)
    c = canvas.window(rng, n)
    layers.all_layers(rng, c, skin, recipe.factor)
    distractors.on_every_face(rng, c)
    if recipe.worn:
        distractors.worn(rng, c)
    return develop(rng, c, skin, recipe)
