"""Lines of the face's own: folds beside nose and mouth, lines of forehead, eyes and lips, glints down the nose. Seen, never in front."""

import cv2
import numpy as np

# Landmarks along each line, right side of the picture's face mirrored by hand.
NASOLABIAL = [[129, 203, 206, 216, 212], [358, 423, 426, 436, 432]]
NOSE_SIDE = [[193, 236, 198, 209, 129], [417, 456, 420, 429, 358]]
BELOW_EYE = [[226, 31, 228, 229, 230, 231, 232], [446, 261, 448, 449, 450, 451, 452]]
MOUTH_CORNER = [[61, 91, 204, 211], [291, 321, 424, 431]]
CHIN = [[204, 194, 18, 418, 424]]
RIDGE = [[6, 197, 195, 5, 4]]


def _curve(face, ring, count=16):
    at = np.linspace(0, len(ring) - 1, count)
    return np.stack([np.interp(at, np.arange(len(ring)), face.points[ring][:, k]) for k in (0, 1)], -1)


def _line(size, points, width, soft):
    mask = np.zeros((size, size), np.uint8)
    cv2.polylines(mask, [np.round(points * 16).astype(np.int32)], False, 255, max(1, int(round(width))), cv2.LINE_AA, 4)
    return cv2.GaussianBlur(mask, (0, 0), soft).astype(np.float32) / 255


def _forehead(rng, face):
    """Nearly level lines between the brows and the hair, [n][points, 2]."""
    u, brow, top = face.size / 128, face.points[[105, 334]].mean(0), face.points[10]
    t = np.linspace(-1, 1, 16)
    lines = []
    for _ in range(rng.integers(1, 5)):
        row, half, bow = rng.uniform(0.15, 0.8), rng.uniform(8, 32) * u, rng.normal(0, 3) * u
        at = brow + (top - brow) * row + [rng.normal(0, 5) * u, 0]
        lines.append(np.stack([at[0] + t * half, at[1] + bow * t * t + np.cumsum(rng.normal(0, 0.25, 16)) * u], -1))
    return lines


def _crows_feet(rng, face):
    lines = []
    for corner, temple in ((33, 127), (263, 356)):
        out = face.points[temple] - face.points[corner]
        for a in rng.normal(0, 0.5, rng.integers(1, 4)):
            c, s = np.cos(a), np.sin(a)
            lines.append(face.points[corner] + np.linspace(0.12, rng.uniform(0.5, 0.95), 6)[:, None] * (np.array([[c, -s], [s, c]]) @ out))
    return lines


def _cracks(rng, face):
    """Short lines across the lips, from the mouth's opening outwards and no further than the lips' edge."""
    lines = []
    for inner, outer in ((13, 0), (14, 17)):
        for _ in range(rng.integers(2, 12)):
            at = rng.uniform(-0.75, 0.75)
            corner = face.points[61 if at < 0 else 291]
            a, b = (face.points[i] + (corner - face.points[i]) * abs(at) for i in (inner, outer))
            t = np.sort(rng.uniform(0.02, 0.95, 2))[:, None]
            lines.append(a + (b - a) * np.linspace(t[0], t[1], 4) + rng.normal(0, 0.3, (4, 2)) * face.size / 128)
    return lines


def folds(rng, face, rgb):
    """Draws some of them on `rgb` [S, S, 3], darker or, as a glint, lighter; what stays hidden and bare does not change."""
    size, u = face.size, face.size / 128
    lines = []
    for rings, chance in ((NASOLABIAL, 0.6), (NOSE_SIDE, 0.35), (BELOW_EYE, 0.35), (MOUTH_CORNER, 0.3), (CHIN, 0.3)):
        if rng.random() < chance:
            lines += [_curve(face, ring) + rng.normal(0, 1.2, 2) * u for ring in rings if rng.random() < 0.85]
    if rng.random() < 0.4:
        lines += _forehead(rng, face)
    if rng.random() < 0.3:
        lines += _crows_feet(rng, face)
    for line in lines:
        cut = np.sort(rng.integers(0, len(line) + 1, 2)) if rng.random() < 0.3 else (0, len(line))
        if cut[1] - cut[0] < 3:
            continue
        amount = _line(size, line[cut[0]:cut[1]], u * rng.uniform(0.7, 2.6), u * rng.uniform(0.4, 1.5))[..., None]
        rgb = rgb * (1 - amount * rng.uniform(0.1, 0.75) * (1 - face.skin * 0.4))
    if rng.random() < 0.35:
        deep = rng.uniform(-0.3, 0.6)
        for line in _cracks(rng, face):
            amount = _line(size, line, u * rng.uniform(0.4, 1.2), u * rng.uniform(0.2, 0.6))[..., None]
            rgb = rgb * (1 - amount * deep * rng.uniform(0.4, 1))
    if rng.random() < 0.3:
        for ring in RIDGE + NOSE_SIDE:
            if rng.random() < 0.5:
                amount = _line(size, _curve(face, ring) + rng.normal(0, 1, 2) * u, u * rng.uniform(0.8, 2.5), u * rng.uniform(0.4, 1.2))[..., None]
                rgb = rgb + amount * rng.uniform(0.15, 0.7) * (1 - rgb)
    return np.clip(rgb, 0, 1)
