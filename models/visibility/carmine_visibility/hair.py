"""Hair in front of the face (fringe, curtains, strands: occluders) and on it (beard, moustache, stubble: the face's own)."""

import cv2
import numpy as np

from .noise import hair_color, smooth_noise
from .things import polygon_alpha


def _strands(rng, size, starts, ends, color, width, bend):
    """Draws curved strands; (rgb, alpha)."""
    rgb = np.broadcast_to(color, (size, size, 3)).astype(np.float32).copy()
    alpha = np.zeros((size, size), np.uint8)
    t = np.linspace(0, 1, 9)[:, None]
    for a, b in zip(starts, ends):
        side = np.array([-(b - a)[1], (b - a)[0]]) * rng.normal(bend, 0.08)
        line = a + (b - a) * t + side * (4 * t * (1 - t)) + side * 0.4 * np.sin(6.3 * t) * rng.random()
        pts = [np.round(line * 16).astype(np.int32)]
        thick = 1 if width <= 1.4 else int(round(width * rng.uniform(0.5, 1.3))) or 1
        cv2.polylines(rgb, pts, False, tuple(float(v) for v in np.clip(color * rng.uniform(0.6, 1.55), 0, 1)), thick + 1, cv2.LINE_AA, 4)
        cv2.polylines(alpha, pts, False, int(255 * min(1, width) * rng.uniform(0.6, 1)), thick, cv2.LINE_AA, 4)
    return rgb, alpha.astype(np.float32) / 255


def _thicken(rng, rgb, alpha, size):
    shade = 1 + 0.25 * smooth_noise(rng, size, 5)
    return np.clip(rgb * shade[..., None], 0, 1), cv2.GaussianBlur(alpha, (0, 0), rng.uniform(0.3, 0.8)).clip(0, 1)


def fringe(rng, face):
    size, u = face.size, face.size / 128
    top = face.points[10]
    brow = face.points[[105, 334]].mean(0)
    left, right = np.sort(rng.uniform(-48, 48, 2)) * u
    if rng.random() < 0.5:
        left, right = -46 * u, 46 * u
    n = int(rng.choice([25, 80, 220]))
    x = rng.uniform(left, right, n)
    reach = (brow[1] - top[1]) * rng.uniform(0.4, 1.35)
    part, comb = rng.uniform(-40, 40) * u, rng.normal(0, 0.35)
    starts = np.stack([top[0] + x * 0.9, top[1] - u * rng.uniform(4, 14, n)], -1)
    drift = (x - part) * rng.uniform(0, 0.5) + comb * reach
    ends = np.stack([top[0] + x + drift, top[1] + reach * rng.uniform(0.7, 1.08, n) + 0.002 * rng.normal(0, 1) * x**2], -1)
    rgb, alpha = _strands(rng, size, starts, ends, hair_color(rng), rng.uniform(1, 3.2) * u, rng.normal(0, 0.1))
    if n == 220:
        alpha = np.maximum(alpha, cv2.morphologyEx(alpha, cv2.MORPH_CLOSE, np.ones((5, 5))) * rng.uniform(0.7, 1))
    return _thicken(rng, rgb, alpha, size)


def curtain(rng, face):
    """Hair hanging down one side, over temple, cheek and jaw, sometimes over an eye."""
    size, u = face.size, face.size / 128
    side = rng.choice([-1, 1])
    edge = face.points[454 if side > 0 else 234]
    deep = rng.uniform(3, 30) * u
    n = int(rng.choice([60, 140, 260]))
    x = edge[0] - side * (deep - np.abs(rng.normal(0, 0.55, n)) * (deep + 14 * u))
    y0 = face.points[10][1] - rng.uniform(0, 16, n) * u
    y1 = face.points[152][1] + rng.uniform(-45, 25) * u + rng.normal(0, 6, n) * u
    starts = np.stack([x - side * rng.uniform(-4, 18) * u, y0], -1)
    ends = np.stack([x + side * rng.uniform(-10, 12) * u, y1], -1)
    rgb, alpha = _strands(rng, size, starts, ends, hair_color(rng), rng.uniform(1.2, 3.4) * u, side * rng.normal(0.06, 0.1))
    if n > 100:
        alpha = np.maximum(alpha, cv2.morphologyEx(alpha, cv2.MORPH_CLOSE, np.ones((7, 7))))
    return _thicken(rng, rgb, alpha, size)


def loose(rng, face):
    """One to eight single strands or thin locks anywhere, from above or the side."""
    size, u = face.size, face.size / 128
    n = rng.integers(1, 9)
    spread = rng.uniform(2, 20) * u
    a = np.array([face.centre[0] + rng.uniform(-52, 52) * u, face.points[10][1] + rng.uniform(-10, 12) * u])
    b = face.centre + np.array([rng.uniform(-50, 50), rng.uniform(-20, 62)]) * u
    if rng.random() < 0.5:  # over the lips
        b = face.mouth + rng.normal(0, 8, 2) * u + [0, rng.uniform(0, 22) * u]
    starts, ends = a + rng.normal(0, 1, (n, 2)) * spread * 0.5, b + rng.normal(0, 1, (n, 2)) * spread
    rgb, alpha = _strands(rng, size, starts, ends, hair_color(rng), rng.uniform(0.55, 1.9) * u, rng.normal(0, 0.15))
    return np.clip(rgb, 0, 1), cv2.GaussianBlur(alpha, (0, 0), 0.4)


HAIR_SHAPES = [(fringe, 6), (curtain, 4.5), (loose, 9)]


def _short_hair(rng, size, region, color, length, density):
    """Short hairs, mostly downwards, within `region`."""
    ys, xs = np.nonzero(region > 0.5)
    if len(xs) < 20:
        return np.zeros((size, size), np.float32), np.broadcast_to(color, (size, size, 3)).copy()
    n = int(len(xs) * density)
    pick = rng.integers(0, len(xs), n)
    centre = xs.mean()
    alpha, rgb = np.zeros((size, size), np.uint8), np.broadcast_to(color, (size, size, 3)).astype(np.float32).copy()
    dx = (xs[pick] - centre) / (xs.std() + 1) * 0.35 + rng.normal(0, 0.3, n)
    long = length * rng.uniform(0.5, 1.2, n)
    shade = rng.uniform(0.5, 1.7, n)
    for x, y, d, r, s in zip(xs[pick], ys[pick], dx, long, shade):
        to = (int((x + d * r) * 8), int((y + r) * 8))
        cv2.line(alpha, (int(x) * 8, int(y) * 8), to, 255, 1, cv2.LINE_AA, 3)
        cv2.line(rgb, (int(x) * 8, int(y) * 8), to, tuple(float(v) for v in np.clip(color * s, 0, 1)), 1, cv2.LINE_AA, 3)
    return cv2.GaussianBlur(alpha, (0, 0), 0.5).astype(np.float32) / 255, rgb


JAW = [93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323]


def beard(rng, face):
    """(rgb, alpha) of a full or partial beard with or without moustache. Part of the face: never an occluder."""
    size, u, p = face.size, face.size / 128, face.points
    jaw = p[JAW] + (p[JAW] - face.centre) * rng.uniform(0.0, 0.16)
    drop = rng.uniform(-6, 10) * u
    inner = p[[280, 426, 436, 410]] + [0, drop], p[[186, 216, 206, 50]] + [0, drop]
    region = polygon_alpha(np.vstack([jaw, inner[0], p[[0]], inner[1]]), size, 1.0)
    if rng.random() < 0.3:  # goatee
        y, x = np.mgrid[0:size, 0:size]
        region *= np.abs(x - face.mouth[0]) < u * rng.uniform(12, 24)
    if rng.random() < 0.75:
        region = np.maximum(region, moustache_region(face, rng))
    region *= 1 - polygon_alpha(face.points[face.LIPS], size, 0.8) * (rng.random() < 0.85)
    wobble = region + 0.35 * smooth_noise(rng, size, 16)
    length, density = rng.choice([(1.0, 0.4), (2.5, 0.5), (5.0, 0.6), (9.0, 0.5)])
    alpha, rgb = _short_hair(rng, size, wobble, hair_color(rng), length * u, density)
    return rgb, alpha * rng.uniform(0.45, 1.0)


def moustache_region(face, rng):
    p = face.points
    ring = np.vstack([p[[61, 40, 37, 0, 267, 270, 291]], p[[410, 327, 2, 98, 186]]])
    return polygon_alpha(ring + (ring - ring.mean(0)) * rng.uniform(-0.1, 0.12), face.size, 0.8)


def moustache(rng, face):
    alpha, rgb = _short_hair(rng, face.size, moustache_region(face, rng), hair_color(rng), rng.uniform(1.5, 5) * face.size / 128, 0.6)
    return rgb, alpha * rng.uniform(0.5, 1.0)
