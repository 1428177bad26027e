"""Random fields and colours that the synthesis draws from. All take a numpy Generator."""

import cv2
import numpy as np


def smooth_noise(rng, size, cells):
    """[size, size] of about -1..1, features `size / cells` px large."""
    small = rng.uniform(-1, 1, (max(2, int(cells)) + 1,) * 2).astype(np.float32)
    return cv2.resize(small, (size, size), interpolation=cv2.INTER_CUBIC)


def streaks(rng, size, angle, fine=1.0):
    """Fibres along `angle`, about -1..1."""
    wide = int(size * 1.5)
    field = rng.normal(0, 1, (wide, max(4, int(wide * 0.06)))).astype(np.float32)
    field = cv2.GaussianBlur(field, (0, 0), 0.6, sigmaY=0.6 * fine)
    field = cv2.resize(field, (wide, wide), interpolation=cv2.INTER_CUBIC)
    turn = cv2.getRotationMatrix2D((wide / 2, wide / 2), angle, 1)
    turn[:, 2] += (size - wide) / 2
    return np.clip(cv2.warpAffine(field, turn, (size, size), borderMode=cv2.BORDER_REFLECT) * 0.8, -1.5, 1.5)


# sRGB, hand-picked over the usual range of hair.
HAIR = np.array([[16, 13, 12], [28, 22, 20], [46, 32, 24], [74, 50, 34], [106, 72, 45], [150, 112, 70], [196, 160, 108],
                 [222, 196, 150], [126, 60, 32], [150, 74, 38], [120, 118, 116], [176, 174, 170], [214, 212, 208],
                 [84, 30, 36], [58, 48, 66]], np.float32) / 255


def hair_color(rng):
    dark = rng.random() < 0.5
    base = HAIR[rng.integers(0, 4 if dark else len(HAIR))]
    return np.clip(base * rng.uniform(0.7, 1.3) + rng.normal(0, 0.015, 3), 0.01, 1).astype(np.float32)


def any_color(rng):
    """Things: black, white, grey, muted and strong colours."""
    kind = rng.random()
    if kind < 0.25:
        return np.full(3, rng.uniform(0.02, 0.18), np.float32) + rng.normal(0, 0.01, 3).astype(np.float32)
    if kind < 0.45:
        return np.full(3, rng.uniform(0.75, 0.98), np.float32)
    if kind < 0.6:
        return np.full(3, rng.uniform(0.2, 0.75), np.float32)
    hsv = np.array([[[rng.uniform(0, 360), rng.uniform(0.15, 0.95), rng.uniform(0.15, 0.95)]]], np.float32)
    return cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB)[0, 0]


# Optical density of melanin and blood in linear sRGB (packages/head/src/tone.ts).
MELANIN = np.array([0.29, 0.48, 0.83], np.float32)
BLOOD = np.array([0.325, 0.72, 0.61], np.float32)
# Monk swatches, sRGB, the official ten.
MONK = np.array([[246, 237, 228], [243, 231, 219], [247, 234, 208], [234, 218, 186], [215, 189, 150], [160, 126, 86],
                 [130, 92, 67], [96, 65, 52], [58, 49, 42], [41, 36, 32]], np.float32) / 255


def skin_near(rng, skin):
    """A hand's skin, sRGB: mostly the person's own and near it, else another's."""
    base = skin if rng.random() < 0.7 else MONK[rng.integers(0, 10)] * rng.uniform(0.6, 1.0)
    linear = np.maximum(base, 0.01) ** 2.2
    linear = linear * np.exp(-MELANIN * rng.normal(0.08, 0.25) - BLOOD * rng.normal(0.05, 0.15)) * rng.uniform(0.6, 1.3)
    return np.clip(linear, 0.002, 1) ** (1 / 2.2)
