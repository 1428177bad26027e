"""Hands: fingers as chains of tapering capsules over a palm and a forearm, shaded from their height field."""

import cv2
import numpy as np

from .noise import skin_near, smooth_noise

WIDTH, HEIGHT = 224, 384
PALM = (112.0, 160.0)


def _capsule(grid, a, b, ra, rb):
    """Height of a tapering capsule, px, and its place along the axis 0..1."""
    x, y = grid
    d = np.subtract(b, a)
    t = np.clip(((x - a[0]) * d[0] + (y - a[1]) * d[1]) / (d @ d + 1e-6), 0, 1)
    r = ra + (rb - ra) * t
    h2 = r * r - (x - a[0] - t * d[0]) ** 2 - (y - a[1] - t * d[1]) ** 2
    return np.sqrt(np.maximum(h2, 0)), t


def _finger(rng, base, angle, length, radius, bend):
    """Joints (4 points) and radii of one finger; `angle` 0 is up."""
    points, at = [np.array(base, float)], angle
    for share in (0.44, 0.31, 0.25):
        step = length * share * (1 - 0.25 * abs(bend))
        points.append(points[-1] + step * np.array([np.sin(at), -np.cos(at)]))
        at += bend * rng.uniform(0.3, 0.6)
    return points, [radius * 1.08, radius, radius * 0.92, radius * 0.78]


def _pose(rng):
    """How long each finger looks (1 straight, .35 folded) and how far they spread."""
    kind = rng.random()
    if kind < 0.3:
        return np.ones(4), rng.uniform(0.0, 0.06)
    if kind < 0.55:
        return np.ones(4), rng.uniform(0.06, 0.22)
    if kind < 0.8:
        out = np.full(4, rng.uniform(0.3, 0.5))
        out[: rng.integers(1, 3)] = 1
        return out, rng.uniform(0.02, 0.12)
    return np.full(4, rng.uniform(0.28, 0.5)), rng.uniform(0, 0.05)


def hand_sprite(rng):
    """float16 [HEIGHT, WIDTH, 5]: alpha, normal x, normal y, nail 0..1, crease 0..1. The forearm leaves at the bottom."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    z = np.zeros((HEIGHT, WIDTH), np.float32)
    nail, crease = np.zeros_like(z), np.zeros_like(z)
    palm_r = rng.uniform(30, 38)

    def put(a, b, ra, rb, lift=0.0):
        low = np.floor(np.minimum(a, b) - max(ra, rb) - 1).astype(int)
        high = np.ceil(np.maximum(a, b) + max(ra, rb) + 2).astype(int)
        s = np.s_[max(0, low[1]):max(0, high[1]), max(0, low[0]):max(0, high[0])]
        if not z[s].size:
            return
        h, t = _capsule((x[s], y[s]), a, b, ra, rb)
        top = np.where(h > 0, h + lift, 0)
        won = top > z[s]
        z[s] = np.maximum(z[s], top)
        nail[s][won], crease[s][won] = 0, 0
        return s, t, won

    put((PALM[0], PALM[1] + 45), (PALM[0] + rng.uniform(-25, 25), HEIGHT + 30), palm_r * 0.72, palm_r * rng.uniform(0.8, 1.05))
    for dx in (-0.55, 0, 0.55):
        put((PALM[0] + dx * palm_r, PALM[1] - 8), (PALM[0] + dx * palm_r * 0.6, PALM[1] + 45), palm_r * 0.62, palm_r * 0.66)
    lengths, spread = _pose(rng)
    nails, bend = rng.random() < 0.6, rng.normal(0, 0.25)
    slim = rng.uniform(0.8, 1.1)
    fingers = []
    for i in range(4):
        base = (PALM[0] + (i - 1.5) * palm_r * 0.58, PALM[1] - palm_r * (0.62, 0.75, 0.72, 0.5)[i])
        full = palm_r * (2.3, 2.55, 2.4, 1.9)[i] * rng.uniform(0.92, 1.1) * lengths[i]
        fingers.append(_finger(rng, base, (i - 1.5) * spread + rng.normal(0, 0.04), full, 9.8 * slim * (1, 1.03, 1, 0.88)[i], bend))
    side = rng.choice([-1, 1])
    thumb = rng.uniform(0.2, 1.1)
    fingers.append(_finger(rng, (PALM[0] + side * palm_r * 0.8, PALM[1] + 22), side * thumb, palm_r * rng.uniform(1.4, 2.0), 11.5 * slim, -side * 0.4))
    for n in rng.permutation(5):
        points, radii = fingers[n]
        for k in range(3):
            hit = put(points[k], points[k + 1], radii[k], radii[k + 1], lift=4.0 + 0.1 * n)
            if hit is None:
                continue
            s, t, won = hit
            crease[s][won & (np.abs(t - 0.02) < 0.08)] = rng.uniform(0.3, 1) if k else 0.2
            if k == 2 and nails:
                h, _ = _capsule((x[s], y[s]), points[2] * 0.35 + points[3] * 0.65, points[3], radii[3] * 0.62, radii[3] * 0.62)
                nail[s][won & (h > 0)] = 1
    zb = cv2.GaussianBlur(z, (0, 0), 1.0)
    gx, gy = cv2.Sobel(zb, cv2.CV_32F, 1, 0) / 8, cv2.Sobel(zb, cv2.CV_32F, 0, 1) / 8
    norm = np.sqrt(gx * gx + gy * gy + 1)
    alpha = cv2.GaussianBlur((z > 0.5).astype(np.float32), (0, 0), 0.7)
    return np.stack([alpha, -gx / norm, -gy / norm, cv2.GaussianBlur(nail, (0, 0), 0.8), cv2.GaussianBlur(crease, (0, 0), 0.8)], -1).astype(np.float16)


def place_hand(rng, face, bank):
    """(rgb, alpha) [S, S]: a hand of the bank with its fingers at a random spot of the face, its arm leaving the picture."""
    size = face.size
    sprite = bank[rng.integers(len(bank))].astype(np.float32)
    scale = size / 128 * rng.uniform(0.38, 0.72)
    arm = rng.normal(0, 55)  # degrees from straight down
    grip = np.array([PALM[0], PALM[1] + rng.choice([-105, -85, -60, -20, 10])])
    target = face.somewhere(rng) if rng.random() < 0.6 else face.centre + (face.oval[rng.integers(6, 31)] - face.centre) * rng.uniform(0.75, 1.05)
    turn = cv2.getRotationMatrix2D(tuple(grip), arm, scale)
    turn[:, 2] += target - grip
    if rng.random() < 0.5:
        sprite = sprite[:, ::-1] * np.array([1, -1, 1, 1, 1], np.float32)
    warped = cv2.warpAffine(sprite, turn, (size, size), flags=cv2.INTER_LINEAR)
    skin = skin_near(rng, face.skin)
    light = rng.normal(0, 1, 2)
    light /= np.linalg.norm(light) + 1e-6
    nz = np.sqrt(np.maximum(0, 1 - warped[..., 1] ** 2 - warped[..., 2] ** 2))
    lit = np.clip(0.75 * nz + 0.65 * (warped[..., 1] * light[0] + warped[..., 2] * light[1]), 0, 1.4)
    ambient = rng.uniform(0.25, 0.7) if rng.random() < 0.8 else rng.uniform(0.7, 1)  # flat light, too
    shade = ambient + (1 - ambient) * lit * 1.25
    shade *= 1 - 0.35 * warped[..., 4]
    shade *= 1 + 0.10 * smooth_noise(rng, size, 8) + 0.05 * smooth_noise(rng, size, size // 3)
    shade = np.clip(shade, 0.05, 1.6) ** (1 / 2.2)
    rgb = skin * shade[..., None]
    polish = np.clip(skin * rng.uniform(1.0, 1.2) + 0.05, 0, 1) if rng.random() < 0.6 else rng.random(3)
    rgb += warped[..., 3:4] * (polish * shade[..., None] - rgb) * rng.uniform(0.3, 0.95)
    rgb += rng.uniform(0, 0.2) * (np.maximum(0, lit - 0.85)[..., None])
    return np.clip(rgb, 0, 1), warped[..., 0]
