"""Fingers over and beside the mouth, in the face's own skin: bent chains with knuckles, nails and the face's own texture."""

import cv2
import numpy as np

from .noise import BLOOD, MELANIN, skin_near, smooth_noise

# Texels of 128 (about 1.9 mm): radius of a finger; arc from the tip to the end joint, to the middle one, to the knuckle.
RADIUS = (3.5, 5.5)
JOINTS = np.array([13.0, 26.0, 48.0])
OWN_SKIN = 0.75  # share in the face's own tone


def _axis(rng, tip, angle, stretch, unit):
    """Points of a finger's axis from its tip to the knuckle, px; `angle` 0: the hand is below the tip."""
    bend = rng.normal(0, 0.18)
    points = [np.array(tip, float)]
    for length in np.diff(JOINTS, prepend=0) * stretch * unit:
        points.append(points[-1] + length * np.array([np.sin(angle), np.cos(angle)]))
        angle += bend
    return points


def _along(grid, points):
    """Of each px: arc from the first point and signed distance aside, of the nearest part of the chain."""
    x, y = grid
    best = np.full(x.shape, 1e9, np.float32)
    arc, aside = np.zeros_like(best), np.zeros_like(best)
    walked = 0.0
    for a, b in zip(points[:-1], points[1:]):
        d = b - a
        length = np.hypot(*d)
        along = ((x - a[0]) * d[0] + (y - a[1]) * d[1]) / length
        across = ((x - a[0]) * d[1] - (y - a[1]) * d[0]) / length
        far = np.hypot(across, along - np.clip(along, 0, length))
        near = far < best
        best = np.where(near, far, best)
        arc = np.where(near, walked + along, arc)
        aside = np.where(near, np.copysign(far, across), aside)
        walked += length
    return arc, aside


def _relief(rng, shape, arc, aside, radius):
    """(height 0..1, crease 0..1, nail 0..1) of one finger; `arc` from the tip's middle, texels."""
    stretch, nailed = shape
    swell = 1 + 0.12 * np.clip(arc / 48, 0, 1)
    crease = np.zeros_like(arc)
    for joint in JOINTS[:2] * stretch:
        swell = swell + rng.uniform(0.02, 0.1) * np.exp(-(((arc - joint) / 4) ** 2))
        for _ in range(rng.integers(1, 4)):
            row = joint + rng.normal(0, 1.3) + rng.normal(0, 0.3) * (aside / radius) ** 2
            line = np.exp(-(((arc - row) / rng.uniform(0.3, 0.7)) ** 2) - (aside / (0.8 * radius)) ** 4)
            crease = np.maximum(crease, rng.uniform(0.2, 1) * line)
    far = aside / (radius * swell)
    height = np.sqrt(np.maximum(0, 1 - far * far))
    nail = np.zeros_like(arc)
    if nailed:
        middle, half = rng.uniform(0.2, 1.2) * radius * 0.6, rng.uniform(0.65, 1.0) * radius
        across = (aside - rng.normal(0, 0.25) * radius) / (rng.uniform(0.5, 0.75) * radius)
        nail = np.clip((1.1 - np.hypot(across, (arc - middle) / half)) * 4, 0, 1) * (height > 0)
    return height, crease, nail


def _hand_tone(rng, face):
    """Linear colour of the hand: mostly the face's own, a little darker or lighter, redder or browner."""
    if rng.random() > OWN_SKIN:
        return skin_near(rng, face.skin) ** 2.2
    own = np.maximum(face.skin, 0.02) ** 2.2
    return np.clip(own * np.exp(-MELANIN * rng.normal(0.02, 0.12) - BLOOD * rng.normal(0.03, 0.12)) * rng.uniform(0.55, 1.2), 0.002, 1)


def _grain(rng, rgb, unit):
    """The face's own texture, turned, as a factor of light."""
    light = rgb.mean(-1) + 0.02
    detail = np.clip(light / cv2.GaussianBlur(light, (0, 0), 2 * unit), 0.85, 1.18)
    return np.rot90(detail, rng.integers(0, 4))[:, :: rng.choice([-1, 1])] ** rng.uniform(0.3, 1)


def _order(rng, count):
    """Which finger lies over which: mostly one row."""
    order = np.arange(count)
    return order[::-1] if rng.random() < 0.5 else order


def place_fingers(rng, face, rgb):
    """(rgb, alpha) [S, S]: one to four fingers whose tips lie about the mouth, the hand beyond them. `rgb`: the face's picture, whose grain they take."""
    size, u = face.size, face.size / 128
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    count = int(rng.choice([1, 2, 3, 4], p=[0.5, 0.22, 0.16, 0.12]))
    angle = rng.normal(0, 0.45) if rng.random() < 0.6 else rng.uniform(-2.2, 2.2)
    down, across = np.array([np.sin(angle), np.cos(angle)]), np.array([np.cos(angle), -np.sin(angle)])
    tip = face.mouth + rng.normal(0, [8, 5], 2) * u - down * rng.uniform(-5, 15) * u
    radius = rng.uniform(*RADIUS)
    folded = rng.random() < 0.15
    ambient = rng.uniform(0.25, 0.75) if rng.random() < 0.75 else rng.uniform(0.75, 1)
    light = rng.normal(0, 0.5)
    tone = _hand_tone(rng, face)
    blush, bright = rng.uniform(-0.1, 0.3), rng.uniform(0, 0.25) * (rng.random() < 0.5)
    nailed, polished = rng.random() < 0.6 and not folded, rng.random() < 0.2
    nail_tone = rng.random(3) if polished else np.clip(tone * rng.uniform(1.0, 1.5) + 0.03, 0, 1) * [1.05, 0.95, 0.95]
    linear, alpha = np.broadcast_to(tone, (size, size, 3)).copy(), np.zeros((size, size), np.float32)
    base = tip + down * JOINTS[2] * u * (0.45 if folded else 1)
    palm = np.hypot(*(np.stack([x - base[0] - down[0] * 14 * u, y - base[1] - down[1] * 14 * u]))) / (radius * count**0.3 * 3.6 * u)
    linear *= (ambient + (1 - ambient) * np.sqrt(np.maximum(0, 1 - palm * palm)))[..., None]
    alpha = np.clip((1 - palm) * 12, 0, 1)
    for i in _order(rng, count):
        place = i - (count - 1) / 2
        start = tip + across * place * radius * u * rng.uniform(1.85, 2.1) + down * (abs(place) * rng.uniform(0.5, 4) + rng.normal(0, 1)) * u
        stretch = (0.4 if folded else 1) * rng.uniform(0.85, 1.15)
        arc, aside = _along((x, y), _axis(rng, start + down * radius * u, angle + place * rng.normal(0, 0.06), stretch, u))
        arc, aside = arc / u, aside / u
        height, crease, nail = _relief(rng, (stretch, nailed), arc, aside, radius)
        lit = ambient + (1 - ambient) * (0.85 * height + light * aside / radius + 0.1)
        lit = np.clip(lit * (1 - 0.3 * crease * rng.uniform(0.2, 1)), 0.06, 1.5)
        end = np.exp(-((arc / 7) ** 2)) * blush
        own = tone * lit[..., None] * (1 + end[..., None] * [0.25, -0.35, -0.25])
        own = own + nail[..., None] * rng.uniform(0.3, 0.95) * (nail_tone * (lit + 0.05)[..., None] - own)
        own = own + bright * np.maximum(0, lit - 0.9)[..., None]
        cover = np.clip((height > 0) * (1 - np.abs(aside) / (radius * 1.15)) * radius * u * 1.2, 0, 1)
        linear = linear + cover[..., None] * (own - linear)
        alpha = np.maximum(alpha, cover)
    linear = linear * _grain(rng, rgb, u)[..., None] * (1 + 0.06 * smooth_noise(rng, size, 9))[..., None]
    return np.clip(linear, 0, 1) ** (1 / 2.2), cv2.GaussianBlur(alpha, (0, 0), rng.uniform(0.4, 0.9))
