"""What lies on a face and is no mark of its skin: stubble, beards, strands, frames, nostrils, shadows. No labels."""

import cv2
import numpy as np

from .canvas import Canvas
from .fields import blur, polyline, smooth, walk
from .layers import add


def _hair_colour(rng) -> np.ndarray:
    """Linear RGB: black, brown, red, blond, grey or white."""
    dark = np.exp(rng.uniform(np.log(0.008), np.log(0.12)))
    tint = np.array([1, 0.72, 0.5]) if rng.uniform() < 0.75 else np.array([1, 1, 1.0])
    if rng.uniform() < 0.15:
        dark = rng.uniform(0.15, 0.5)
    return (dark * tint).astype(np.float32)


def hide(c: Canvas, share: np.ndarray, colour: np.ndarray) -> None:
    """Lays something over the skin."""
    share = np.clip(share, 0, 1)
    c.cover_rgb += share[..., None] * (colour - c.cover_rgb)
    c.cover = c.cover + share * (1 - c.cover)


def _beard_area(rng, c: Canvas) -> np.ndarray:
    """Soft mask of where a beard grows on this face: moustache, chin, jaw, lower cheeks."""
    names = ["chin", "jaw-left", "jaw-right", "lips"]
    if rng.uniform() < 0.6:
        names += ["cheek-lower-left", "cheek-lower-right"]
    mask = blur(c.field_of(*names), rng.uniform(4, 9) / c.mm)
    mouth = (c.point(13) + c.point(14)) / 2
    y, x = np.mgrid[0 : c.size, 0 : c.size].astype(np.float32)
    ring = np.exp(-(((x - mouth[0]) / (30 / c.mm)) ** 2 + ((y - mouth[1]) / (24 / c.mm)) ** 2) ** 2)
    mask = np.maximum(mask, ring) * (y > c.point(2)[1] - 2 / c.mm)
    return np.clip(mask * 1.3 + 0.25 * smooth(rng, c.size, 12 / c.mm) * (mask > 0.2), 0, 1)


def _strokes(rng, c: Canvas, area: np.ndarray, spec) -> np.ndarray:
    """Share covered by many short hairs; spec = (per cm2, length mm, share of one hair, bend)."""
    density, length, share, bend = spec
    count = min(2600, int(area.mean() * (c.size * c.mm / 10) ** 2 * density))
    canvas = np.zeros((c.size, c.size), np.uint8)
    lean = rng.normal(0, 0.5)
    for _ in range(count):
        p = rng.uniform(0, c.size, 2)
        if rng.uniform() > area[int(p[1]), int(p[0])]:
            continue
        away = (p[0] / c.size - 0.5) * 0.8
        angle = np.pi / 2 - away + lean + rng.normal(0, 0.45)
        n = length * np.exp(rng.normal(0, 0.3)) / c.mm
        tip = p + n * np.array([np.cos(angle), np.sin(angle)])
        middle = (p + tip) / 2 + rng.normal(0, bend * n, 2)
        polyline(canvas, np.stack([p, middle, tip]), 255 * min(1, share * np.exp(rng.normal(0, 0.25))))
    return canvas.astype(np.float32) / 255


def beard(rng, c: Canvas) -> None:
    """Shadow of a shave, stubble or a full beard."""
    area = _beard_area(rng, c)
    if area.mean() < 0.02:
        return
    colour = _hair_colour(rng)
    kind = rng.uniform()
    # A shave leaves blue-grey roots under the skin.
    hide(c, area * rng.uniform(0.05, 0.35), np.array([0.05, 0.055, 0.065], np.float32))
    if kind < 0.45:
        hide(c, _strokes(rng, c, area, (rng.uniform(25, 80), rng.uniform(0.3, 1.6), rng.uniform(0.25, 0.7), 0.05)), colour)
    elif kind < 0.9:
        # Hair lies in clumps; a coarse picture shows these and no hair.
        clumps = sum(rng.uniform(0, 0.4) * smooth(rng, c.size, mm / c.mm) for mm in (1, 2, 4))
        hide(c, area * np.clip(rng.uniform(0.1, 0.8) + clumps, 0, 1), colour)
        hide(c, _strokes(rng, c, area, (rng.uniform(25, 70), rng.uniform(3, 14), rng.uniform(0.3, 0.8), 0.12)), colour)
        hide(c, _strokes(rng, c, area, (rng.uniform(5, 20), rng.uniform(3, 10), 0.3, 0.12)), colour * 3 + 0.03)


def strands(rng, c: Canvas) -> None:
    """Locks and single hairs of the head across the face, and fringes down from the edge."""
    colour = _hair_colour(rng)
    canvas = np.zeros((c.size, c.size), np.uint8)
    angle = rng.uniform(0, np.pi) if rng.uniform() < 0.5 else np.pi / 2 + rng.normal(0, 0.3)
    start = c.somewhere(rng)
    shadow = np.zeros_like(canvas)
    for _ in range(rng.integers(1, 26)):
        at = start + rng.normal(0, rng.uniform(1, 12) / c.mm, 2)
        path = walk(rng, at, angle + rng.normal(0, 0.15), rng.uniform(15, 90) / c.mm, rng.uniform(0.2, 1.2))
        polyline(canvas, path, 255 * rng.uniform(0.3, 1), int(rng.choice([1, 1, 1, 2, 4])))
        polyline(shadow, path + rng.uniform(1, 4) / c.mm, 255)
    c.occlusion -= blur(shadow.astype(np.float32) / 255, rng.uniform(0.5, 2) / c.mm) * rng.uniform(0, 0.5)
    hide(c, canvas.astype(np.float32) / 255, colour)


def edge_hair(rng, c: Canvas) -> None:
    """Hairs that reach over the rim of the skin: brows, lashes, hairline, sideburns; and their shadow."""
    rim = blur(1 - c.skin, rng.uniform(0.8, 3) / c.mm) * c.skin
    # One rim more than others.
    rim = np.clip(rim * 2 * np.clip(0.5 + smooth(rng, c.size, 25 / c.mm), 0, 1), 0, 1)
    colour = _hair_colour(rng)
    hide(c, _strokes(rng, c, rim, (rng.uniform(30, 150), rng.uniform(2, 7), rng.uniform(0.3, 0.9), 0.1)), colour)
    c.occlusion -= rim * rng.uniform(0, 0.6)


def frames(rng, c: Canvas) -> None:
    """Rims, bridge and temples of spectacles with their shadow and glints."""
    canvas, shadow, glint = (np.zeros((c.size, c.size), np.uint8) for _ in range(3))
    thick = rng.choice([0.8, 1.5, 3, 5]) / c.mm
    rings = []
    fall = np.array([rng.normal(0, 2), rng.uniform(1, 6)]) / c.mm
    for inner, outer in ((133, 33), (362, 263)):
        a, b = c.point(inner), c.point(outer)
        middle = (a + b) / 2 + np.array([0, rng.uniform(-1, 6)]) / c.mm
        rx, ry = np.hypot(*(b - a)) * rng.uniform(0.75, 0.95), rng.uniform(13, 22) / c.mm
        t = np.linspace(0, 2 * np.pi, 60)
        power = rng.uniform(0.6, 1)
        ring = middle + np.stack([rx * np.sign(np.cos(t)) * np.abs(np.cos(t)) ** power, ry * np.sign(np.sin(t)) * np.abs(np.sin(t)) ** power], 1)
        rings.append(ring)
        away = np.sign(b[0] - a[0])
        temple = np.stack([middle + [away * rx, -0.3 * ry], middle + [away * (rx + 60 / c.mm), -0.4 * ry]])
        for path in (ring, temple, np.stack([a, c.point(168)])):
            polyline(canvas, path, 255, max(1, round(thick)))
            polyline(shadow, path + fall, 255, max(1, round(thick)))
            if rng.uniform() < 0.6:
                polyline(glint, path - thick / 4, 255 * rng.uniform(0.2, 1))
    c.occlusion -= blur(shadow.astype(np.float32) / 255, rng.uniform(0.5, 2) / c.mm) * rng.uniform(0.1, 0.9)
    if rng.uniform() < 0.3:
        _lenses(rng, c, rings)
    colour = _hair_colour(rng) if rng.uniform() < 0.7 else rng.uniform(0.02, 0.6, 3).astype(np.float32)
    hide(c, canvas.astype(np.float32) / 255, colour)
    hide(c, (glint / 255.0 * (canvas > 128)).astype(np.float32), np.full(3, rng.uniform(0.3, 0.95), np.float32))


LIDS = ((247, 30, 29, 27, 28, 56, 190), (467, 260, 259, 257, 258, 286, 414))
BAGS = ((25, 110, 24, 23, 22, 26, 112), (255, 339, 254, 253, 252, 256, 341))
UNDER_NOSE = (64, 98, 97, 2, 326, 327, 294)
WINGS = ((129, 64), (358, 294))
UNDER_LIP = (182, 83, 18, 313, 406)


def _lenses(rng, c: Canvas, rings) -> None:
    """Tinted or dark glass with a reflection in it."""
    glass = np.zeros((c.size, c.size), np.uint8)
    for ring in rings:
        cv2.fillPoly(glass, [np.round(ring).astype(np.int32)], 255)
    share = glass.astype(np.float32) / 255
    hide(c, share * rng.uniform(0.2, 1), rng.uniform(0.005, 0.1, 3).astype(np.float32))
    mirror = np.clip(smooth(rng, c.size, rng.uniform(5, 20) / c.mm) - 0.3, 0, 1)
    hide(c, share * mirror * rng.uniform(0, 0.8), np.full(3, rng.uniform(0.2, 0.9), np.float32))


def features(rng, c: Canvas) -> None:
    """What every face has and no measure counts: folds of the lids, edges of the nose, the hollow under the lip."""
    for rows, most, width in ((LIDS, 1.2, (0.2, 0.9)), (BAGS, 0.5, (0.3, 1.2)), ((UNDER_NOSE,), 1.4, (0.3, 1.5)), (WINGS, 1.4, (0.3, 1.5)), ((UNDER_LIP,), 0.7, (0.8, 2.5))):
        trace = np.zeros((c.size, c.size), np.uint8)
        drift = rng.normal(0, 1.0 / c.mm, 2)
        for row in rows:
            path = np.stack([c.point(v) for v in row]) + drift + rng.normal(0, 0.3 / c.mm, (len(row), 2))
            polyline(trace, path, 255 * rng.uniform(0.3, 1))
        sigma = rng.uniform(*width) / c.mm
        soft = np.minimum(1, blur(trace.astype(np.float32) / 255, sigma) * sigma * 2.5)
        c.occlusion -= soft * rng.uniform(0, most)
        c.blood += soft * rng.uniform(0, 0.5)


def rims(rng, c: Canvas) -> None:
    """Where skin ends it is seldom clean: red lids, lip colour past its edge, lash and make-up lines, shadows of brows."""
    for _ in range(2):
        band = blur(1 - c.skin, rng.uniform(0.5, 2) / c.mm) * 2 * np.clip(0.5 + smooth(rng, c.size, rng.uniform(6, 30) / c.mm), 0, 1)
        band = np.clip(band, 0, 1) * c.skin
        c.occlusion -= band * rng.uniform(-0.2, 1.3)
        c.blood += band * rng.uniform(-0.2, 1.0)


def nostrils(rng, c: Canvas) -> None:
    """Dark under the nose."""
    for v in (240, 460):
        p = c.point(v) + rng.normal(0, 1.5 / c.mm, 2)
        rx, ry = rng.uniform(2, 5) / c.mm, rng.uniform(1.2, 3) / c.mm
        half = int(1.6 * max(rx, ry))
        y, x = np.mgrid[-half : half + 1, -half : half + 1].astype(np.float32)
        add(c.occlusion, p, -rng.uniform(0.8, 2.6) * np.exp(-(((x / rx) ** 2 + (y / ry) ** 2) ** 2)))


def on_every_face(rng, c: Canvas) -> None:
    """Features and rims of the skin."""
    features(rng, c)
    nostrils(rng, c)
    if rng.uniform() < 0.8:
        rims(rng, c)


def worn(rng, c: Canvas) -> None:
    """What this face happens to wear."""
    if rng.uniform() < 0.6:
        edge_hair(rng, c)
    if rng.uniform() < 0.45:
        beard(rng, c)
    if rng.uniform() < 0.2:
        strands(rng, c)
    if rng.uniform() < 0.2:
        frames(rng, c)
