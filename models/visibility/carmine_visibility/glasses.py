"""Glasses: the frame and dark lenses stand in front of the face, a clear lens does not."""

import cv2
import numpy as np

from .noise import any_color, smooth_noise


def glasses(rng, face, rgb):
    """Draws glasses on `rgb` [S, S, 3]; returns (rgb, occluded 0..1, unsure bool)."""
    size, u, p = face.size, face.size / 128, face.points
    eyes = np.array([p[ring].mean(0) for ring in face.EYES])
    across = eyes[1] - eyes[0]
    gap = max(np.linalg.norm(across), 12 * u)
    tilt = np.degrees(np.arctan2(across[1], across[0]))
    half = np.array([gap * rng.uniform(0.33, 0.48), gap * rng.uniform(0.22, 0.45)])
    squeeze = np.clip(np.array([np.linalg.norm(eyes[i] - p[[234, 454][i]]) / (0.62 * gap) for i in (0, 1)]), 0.45, 1)
    drop = gap * rng.uniform(-0.03, 0.12)
    power = rng.choice([2.0, 2.6, 4.0, 6.0])
    lens, frame = np.zeros((size, size), np.float32), np.zeros((size, size), np.uint8)
    thick = u * rng.choice([0.8, 1.4, 2.2, 3.6])
    t = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    c, s = np.cos(np.radians(tilt)), np.sin(np.radians(tilt))
    turn = np.array([[c, s], [-s, c]])
    rims = []
    for i, eye in enumerate(eyes):
        shape = np.stack([np.sign(np.cos(t)) * np.abs(np.cos(t)) ** (2 / power) * half[0] * squeeze[i],
                          np.sign(np.sin(t)) * np.abs(np.sin(t)) ** (2 / power) * half[1]], -1)
        shape[:, 0] += (i * 2 - 1) * gap * 0.03
        shape[:, 1] += drop
        shape[:, 1] *= np.where(shape[:, 1] > 0, rng.uniform(0.9, 1.15), 1)
        rim = shape @ turn + eye
        rims.append(rim)
        filled = np.zeros((size, size), np.uint8)
        pts = [np.round(rim * 16).astype(np.int32)]
        cv2.fillPoly(filled, pts, 255, cv2.LINE_AA, 4)
        lens = np.maximum(lens, filled / 255.0)
        rimless = rng.random() < 0.12
        if not rimless:
            cv2.polylines(frame, pts, True, 255, max(1, round(thick)), cv2.LINE_AA, 4)
            if rng.random() < 0.3:
                cv2.polylines(frame, [pts[0][24:48]], False, 255, max(1, round(thick * 1.7)), cv2.LINE_AA, 4)
    line = lambda a, b, w: cv2.line(frame, tuple(int(v) for v in np.round(a * 16)), tuple(int(v) for v in np.round(b * 16)), 255, max(1, round(w)), cv2.LINE_AA, 4)
    line(rims[0][0] + [0, -half[1] * 0.2], rims[1][24] + [0, -half[1] * 0.2], thick)
    if rng.random() < 0.25:
        line(rims[0][42], rims[1][30], thick)
    line(rims[0][24] + [0, -half[1] * 0.3], p[127] + [0, u * rng.uniform(-4, 3)], thick)
    line(rims[1][0] + [0, -half[1] * 0.3], p[356] + [0, u * rng.uniform(-4, 3)], thick)
    wire = rng.uniform(0.5, 1) if thick < u else rng.uniform(0.75, 1)  # a wire is thinner than a px
    frame = cv2.GaussianBlur(frame, (0, 0), 0.5).astype(np.float32) / 255 * wire
    out = rgb.copy()
    shadow = cv2.GaussianBlur(np.roll(frame, int(2 * u), 0), (0, 0), 1.2 * u)[..., None]
    out *= 1 - shadow * rng.uniform(0, 0.5)
    occluded, unsure = np.zeros((size, size), np.float32), np.zeros((size, size), bool)
    y = np.mgrid[0:size, 0:size][0].astype(np.float32)
    if rng.random() < 0.45:  # dark, mirrored or tinted
        depth = np.clip(rng.uniform(0.45, 1.25), 0, 1)
        fade = np.clip((y - eyes[:, 1].mean()) / (half[1] * 2) * rng.uniform(-0.2, 0.5) + depth, 0, 1)
        tint = any_color(rng) * rng.uniform(0.1, 0.9) if rng.random() < 0.5 else np.full(3, rng.uniform(0.01, 0.2))
        body = np.broadcast_to(tint, (size, size, 3)).astype(np.float32)
        if rng.random() < 0.4:
            body = body + (0.5 * smooth_noise(rng, size, rng.integers(3, 9)).clip(0, 1)[..., None]) * rng.uniform(0.3, 1, 3)
        if rng.random() < 0.3 :
            body = face.texture(rng) * 0.8
        alpha = lens * fade
        out += alpha[..., None] * (np.clip(body, 0, 1) - out)
        occluded = lens * np.clip((fade - 0.45) / 0.2, 0, 1)
        unsure = (lens > 0.1) & (fade > 0.4) & (fade < 0.75)
    else:
        out = out * (1 - lens[..., None] * rng.uniform(0, 0.15) * rng.random(3))
        if rng.random() < 0.4:
            glare = lens * (smooth_noise(rng, size, rng.integers(3, 7)) > 0.45) * rng.uniform(0.1, 0.7)
            glare = cv2.GaussianBlur(glare.astype(np.float32), (0, 0), u)
            out += glare[..., None] * (rng.uniform(0.75, 1, 3) - out)
            unsure = glare > 0.25
    color = any_color(rng) if rng.random() < 0.6 else np.full(3, rng.uniform(0.02, 0.15))
    sheen = 1 + 0.4 * smooth_noise(rng, size, 6)[..., None]
    out += frame[..., None] * (np.clip(color * sheen, 0, 1) - out)
    return np.clip(out, 0, 1), np.maximum(occluded, frame), unsure
