"""Cups, phones, microphones, sticks, masks, scarves, hats and cut-out textures: each returns (rgb, alpha) [S, S]."""

import cv2
import numpy as np

from .noise import any_color, smooth_noise, streaks


def polygon_alpha(points, size, soft=0.6):
    mask = np.zeros((size, size), np.uint8)
    cv2.fillPoly(mask, [np.round(points * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    return cv2.GaussianBlur(mask, (0, 0), soft).astype(np.float32) / 255


def surface(rng, size, texture=None):
    """A random material, rgb [S, S, 3]: plain, striped, checked, noisy, woven or a piece of a picture."""
    kind = rng.random()
    if texture is not None and kind < 0.25:
        return texture
    rgb = np.broadcast_to(any_color(rng), (size, size, 3)).astype(np.float32).copy()
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    a = rng.uniform(0, np.pi)
    along = x * np.cos(a) + y * np.sin(a)
    if kind < 0.4:
        stripe = (np.sin(along * rng.uniform(0.2, 1.2) + rng.uniform(0, 6)) > rng.uniform(-0.5, 0.7)).astype(np.float32)
        rgb += stripe[..., None] * (any_color(rng) - rgb)
    elif kind < 0.5:
        dots = smooth_noise(rng, size, rng.integers(6, 30)) > rng.uniform(0, 0.6)
        rgb += dots[..., None] * (any_color(rng) - rgb)
    elif kind < 0.65:
        rgb *= 1 + 0.25 * streaks(rng, size, rng.uniform(0, 180))[..., None]
    rgb *= 1 + rng.uniform(0, 0.35) * smooth_noise(rng, size, rng.integers(2, 7))[..., None]
    rgb *= 1 + rng.uniform(0, 0.12) * rng.normal(0, 1, (size, size, 1)).astype(np.float32)
    return np.clip(rgb, 0, 1)


def _box(centre, wide, high, angle, top=1.0):
    c, s = np.cos(angle), np.sin(angle)
    p = np.array([[-wide * top, -high], [wide * top, -high], [wide, high], [-wide, high]]) / 2
    return p @ np.array([[c, s], [-s, c]]) + centre


def cup(rng, face):
    size, u = face.size, face.size / 128
    angle = rng.normal(0, 0.35)
    wide, high = u * rng.uniform(28, 58), u * rng.uniform(40, 80)
    rim = face.mouth + rng.normal(0, 9, 2) * u + np.array([0, u * rng.uniform(-14, 12)])
    down = np.array([-np.sin(angle), np.cos(angle)])
    box = _box(rim + down * high / 2, wide, high, angle, rng.uniform(1.0, 1.3))
    alpha = polygon_alpha(box, size)
    ellipse = np.zeros((size, size), np.uint8)
    cv2.ellipse(ellipse, tuple(int(v) for v in rim), (int(wide * 0.56), int(wide * rng.uniform(0.08, 0.25))), np.degrees(angle), 0, 360, 255, -1, cv2.LINE_AA)
    inside = cv2.GaussianBlur(ellipse, (0, 0), 0.7).astype(np.float32) / 255
    rgb = surface(rng, size, face.texture(rng))
    y, x = np.mgrid[0:size, 0:size]
    across = ((x - rim[0]) * np.cos(angle) + (y - rim[1]) * np.sin(angle)) / (wide / 2)
    rgb = rgb * (0.55 + 0.5 * np.cos(np.clip(across - rng.uniform(-0.5, 0.5), -1.5, 1.5)))[..., None]
    if rng.random() < 0.35:  # glass: the hand behind or the drink shows
        rgb = rgb * 0.6 + 0.4 * np.abs(across)[..., None].clip(0, 1)
    tone = any_color(rng)
    rgb += inside[..., None] * (tone - rgb) * 0.9
    return np.clip(rgb, 0, 1), np.maximum(alpha, inside)


def phone(rng, face):
    size, u = face.size, face.size / 128
    wide = u * rng.uniform(30, 60)
    high = wide * rng.uniform(1.5, 2.1)
    centre = face.somewhere(rng) + rng.normal(0, 12, 2) * u
    angle = rng.normal(0, 0.5) + rng.choice([0, np.pi / 2])
    alpha = polygon_alpha(_box(centre, wide, high, angle), size, rng.uniform(0.6, 1.4))
    rgb = surface(rng, size, face.texture(rng)) if rng.random() < 0.5 else np.broadcast_to(any_color(rng), (size, size, 3)).copy()
    border = polygon_alpha(_box(centre, wide * 0.9, high * 0.93, angle), size)
    rgb = rgb + (1 - border)[..., None] * (any_color(rng) - rgb) * 0.8
    for _ in range(rng.integers(0, 4)):
        at = centre + rng.uniform(-0.4, 0.4, 2) * [wide, high]
        lens = np.zeros((size, size), np.uint8)
        cv2.circle(lens, tuple(int(v) for v in at), int(u * rng.uniform(2, 6)), 255, -1, cv2.LINE_AA)
        rgb = rgb + (lens[..., None] / 255) * (rng.uniform(0, 0.25) - rgb)
    return np.clip(rgb, 0, 1).astype(np.float32), alpha


def microphone(rng, face):
    size, u = face.size, face.size / 128
    centre = face.mouth + rng.normal(0, 12, 2) * u + np.array([0, 10 * u])
    r = u * rng.uniform(9, 20)
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    d = np.hypot(x - centre[0], y - centre[1]) / r
    ball = np.clip((1 - d) * r + 0.5, 0, 1)
    angle = rng.normal(0, 0.6)
    end = centre + np.array([-np.sin(angle), np.cos(angle)]) * size
    stem = np.zeros((size, size), np.uint8)
    cv2.line(stem, tuple(int(v) for v in centre), tuple(int(v) for v in end), 255, max(2, int(r * rng.uniform(0.7, 1.3))), cv2.LINE_AA)
    rgb = np.broadcast_to(any_color(rng), (size, size, 3)) * (0.6 + 0.4 * streaks(rng, size, 0)[..., None] * 0.3)
    mesh = 0.75 + 0.25 * np.sin(x * 1.9 + y * 0.3) * np.sin(y * 1.9)
    bulge = np.sqrt(np.maximum(0, 1 - d * d))
    head = any_color(rng) * (mesh * (0.35 + 0.75 * bulge))[..., None]
    rgb = rgb + ball[..., None] * (head - rgb)
    return np.clip(rgb, 0, 1), np.maximum(ball, stem / 255.0)


def stick(rng, face):
    """Straw, pencil, brush, spoon, cigarette, lipstick: a thin bar that ends at or crosses the face."""
    size, u = face.size, face.size / 128
    tip = face.mouth + rng.normal(0, 4, 2) * u if rng.random() < 0.6 else face.somewhere(rng)
    angle = rng.normal(0, 0.9)
    far = tip + np.array([np.sin(angle), np.cos(angle)]) * size * 1.2
    mask = np.zeros((size, size), np.uint8)
    thick = max(1, int(round(u * rng.uniform(1.2, 7))))
    cv2.line(mask, tuple(int(v) for v in tip), tuple(int(v) for v in far), 255, thick, cv2.LINE_AA)
    if rng.random() < 0.4:
        axes = (max(2, int(thick * rng.uniform(0.7, 2))), max(2, int(thick * rng.uniform(1, 3))))
        cv2.ellipse(mask, tuple(int(v) for v in tip), axes, -np.degrees(angle), 0, 360, 255, -1, cv2.LINE_AA)
    alpha = cv2.GaussianBlur(mask, (0, 0), 0.6).astype(np.float32) / 255
    rgb = surface(rng, size)
    if rng.random() < 0.3:  # near the colour of the lips
        rgb = rgb * 0.2 + 0.8 * np.array([rng.uniform(0.5, 0.95), rng.uniform(0.1, 0.5), rng.uniform(0.1, 0.5)])
    if rng.random() < 0.7:  # round: lightest along its axis, or beside it
        y, x = np.mgrid[0:size, 0:size].astype(np.float32)
        across = ((x - tip[0]) * np.cos(angle) - (y - tip[1]) * np.sin(angle)) / max(1, thick / 2)
        rgb = rgb * (1 - rng.uniform(0.1, 0.6) * np.clip(across - rng.uniform(-0.5, 0.5), -1.2, 1.2) ** 2)[..., None]
    return np.clip(rgb, 0, 1), alpha


def mask(rng, face):
    """Medical or cloth mask: from the bridge of the nose over the cheeks to below the chin, with ear loops."""
    size, u, p = face.size, face.size / 128, face.points
    top = p[[127, 227, 116, 117, 118, 188, 197, 412, 347, 346, 345, 447, 356]] if rng.random() < 0.4 else p[[93, 123, 50, 101, 126, 195, 355, 330, 280, 352, 323]]
    jaw = p[[361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136, 172, 58, 132]]
    jaw = jaw + (jaw - face.centre) * rng.uniform(0.0, 0.09)
    ring = np.vstack([top + [0, u * rng.uniform(-2, 10)], jaw])
    alpha = polygon_alpha(ring, size, 0.7)
    rgb = np.broadcast_to(np.array([[0.62, 0.78, 0.88], [0.93, 0.94, 0.95], [0.08, 0.08, 0.09], [0.95, 0.78, 0.82], [0.55, 0.8, 0.78]])[rng.integers(5)], (size, size, 3)) if rng.random() < 0.65 else surface(rng, size, face.texture(rng))
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    across = (x - face.mouth[0]) / (40 * u)
    shade = 0.72 + 0.3 * np.cos(np.clip(across - rng.uniform(-0.5, 0.5), -2, 2))
    for _ in range(rng.integers(0, 5)):
        row = face.mouth[1] + rng.uniform(-28, 28) * u + rng.normal(0, 3) * across * u
        shade -= 0.12 * np.exp(-(((y - row) / (1.1 * u)) ** 2))
    shade *= 1 + 0.08 * smooth_noise(rng, size, 6)
    rgb = rgb * shade[..., None]
    loops = np.zeros((size, size), np.uint8)
    for ear, at in ((234, 93), (454, 323)):
        cv2.line(loops, tuple(int(v) for v in p[ear] + [0, -6 * u]), tuple(int(v) for v in p[at]), 255, max(1, int(u)), cv2.LINE_AA)
    return np.clip(rgb, 0, 1), np.maximum(alpha, loops / 255.0 * 0.9)


def scarf(rng, face):
    """Cloth over everything below a wavy line between nose and chin."""
    size, u = face.size, face.size / 128
    x = np.linspace(-10, size + 10, 12)
    row = face.mouth[1] + rng.uniform(-18, 30) * u
    edge = row + np.cumsum(rng.normal(0, 2.2, 12)) * u - (np.abs(x - size / 2) / size) * rng.uniform(-10, 40) * u
    ring = np.vstack([np.stack([x, edge], -1), [[size + 20, size + 20], [-20, size + 20]]])
    rgb = surface(rng, size, face.texture(rng))
    fold = streaks(rng, size, 90 + rng.normal(0, 35), 2)
    return np.clip(rgb * (1 + 0.35 * cv2.GaussianBlur(fold, (0, 0), 2 * u))[..., None], 0, 1), polygon_alpha(ring, size, 0.8)


def hat(rng, face):
    """Brim, cap, beanie or band: everything above a bowed line on the forehead."""
    size, u = face.size, face.size / 128
    brow = face.points[[105, 334]].mean(0)
    x = np.linspace(-10, size + 10, 24)
    row = brow[1] - rng.uniform(-6, 24) * u
    bow = rng.uniform(-0.35, 0.25)
    edge = row + bow * ((x - brow[0]) ** 2) / (30 * u) + (x - brow[0]) * rng.normal(0, 0.12)
    ring = np.vstack([np.stack([x, edge], -1), [[size + 20, -20], [-20, -20]]])
    rgb = surface(rng, size, face.texture(rng))
    y = np.mgrid[0:size, 0:size][0].astype(np.float32)
    rgb = rgb * (0.65 + 0.35 * np.clip((row - y) / (26 * u), 0, 1))[..., None]
    return np.clip(rgb, 0, 1), polygon_alpha(ring, size, 0.8)


def hood(rng, face):
    """Headscarf, hood or strap ring: all that lies outside a smaller oval."""
    size = face.size
    shrink = rng.uniform(0.8, 1.02)
    ring = (face.oval - face.centre) * np.array([shrink, rng.uniform(0.85, 1.05)]) + face.centre + rng.normal(0, 2, 2) * size / 128
    rgb = surface(rng, size, face.texture(rng))
    rgb = rgb * (1 + 0.3 * cv2.GaussianBlur(streaks(rng, size, rng.uniform(0, 180), 2), (0, 0), 2))[..., None]
    return np.clip(rgb, 0, 1), 1 - polygon_alpha(ring, size, 0.8)


def cutout(rng, face):
    """A blob, petal bunch or polygon of any material."""
    size, u = face.size, face.size / 128
    alpha = np.zeros((size, size), np.float32)
    centre = face.somewhere(rng) + rng.normal(0, 10, 2) * u
    for _ in range(rng.integers(1, 5)):
        n = rng.integers(3, 14)
        angles = np.sort(rng.uniform(0, 2 * np.pi, n))
        radius = u * rng.uniform(6, 34) * rng.uniform(0.5, 1.2, n)
        at = centre + rng.normal(0, 14, 2) * u
        ring = at + np.stack([np.cos(angles), np.sin(angles)], -1) * radius[:, None]
        alpha = np.maximum(alpha, polygon_alpha(ring, size, 0.7))
    return surface(rng, size, face.texture(rng)), alpha


THINGS = [(cup, 3), (phone, 3), (microphone, 2), (stick, 4), (mask, 4), (scarf, 2.5), (hat, 3), (hood, 2), (cutout, 3)]
