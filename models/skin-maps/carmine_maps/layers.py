"""Layers of skin with labels (skin.md 3.5): pigment, blood, creases, pores. Lengths in mm; amounts as changes of ln."""

import numpy as np

from .canvas import Canvas
from .fields import blob, blur, patch, polyline, smooth, walk
from .pigment import Skin

T_ZONE = ("forehead", "nose", "chin")
EYES_OUTER = (33, 263)
MOUTH_CORNERS = (61, 291)
NOSE_WINGS = (129, 358)


def add(plane: np.ndarray, at, amount: np.ndarray) -> None:
    """Adds a square patch about a point."""
    found = patch(len(plane), at, len(amount) // 2)
    if found:
        plane[found[0]] += amount[found[1]]


def over(plane: np.ndarray, at, amount: np.ndarray) -> None:
    """Raises a label to a square patch about a point."""
    found = patch(len(plane), at, len(amount) // 2)
    if found:
        plane[found[0]] = np.maximum(plane[found[0]], amount[found[1]])


def ground(rng, c: Canvas, skin: Skin) -> None:
    """Uneven pigment and blood of 4-30 mm, flush, darker under the eyes, fine mottle: no labels of their own."""
    s = c.size
    # As much to be seen on every tone: a tenth of green is much melanin on pale skin and little on deep skin.
    # The deepest skin can hardly gain any: there what it can lose tells.
    tenth = min(0.6, skin.mel_for(0.1), -skin.mel_for(-0.1))
    for plane, most in ((c.mel, 0.6 * tenth), (c.blood, 0.28)):
        plane += rng.uniform(0, most) * smooth(rng, s, rng.uniform(10, 30) / c.mm)
        plane += rng.uniform(0, most) * smooth(rng, s, rng.uniform(3, 8) / c.mm)
        plane += rng.uniform(0, most / 2) * smooth(rng, s, rng.uniform(0.8, 2) / c.mm)
    under = blur(c.field_of("under-eye-left", "under-eye-right"), 3 / c.mm)
    c.mel += under * rng.uniform(0, 2) * tenth
    c.blood += under * rng.uniform(0, 0.6)
    flushed = blur(c.field_of("cheek-upper-left", "cheek-upper-right", "nose"), 6 / c.mm)
    c.blood += flushed * max(0, rng.normal(0.1, 0.3))
    lips = blur(c.field_of("lips"), 1 / c.mm)
    c.blood += lips * rng.uniform(0.6, 1.3)
    c.mel += lips * rng.normal(0, 1) * tenth
    # Broad soft patches of pigment are melanin, not spots.
    for _ in range(rng.poisson(0.7)):
        b = blob(rng, rng.uniform(5, 14) / c.mm, rng.uniform(2, 6) / c.mm, 0.3)
        add(c.mel, c.somewhere(rng), b * rng.uniform(0.3, 2) * tenth)


def spots(rng, c: Canvas, skin: Skin, factor: bool) -> None:
    """Freckles, age spots and moles. With `factor` melanin x 1.3-3 (skin.md 3.5); that is nothing on very pale and everything on
    deep skin, so else what is drawn is how much green they take: 4-60 %."""
    kind = rng.uniform()
    freckles = int(rng.uniform(15, 130)) if kind < 0.3 else 0
    many = 0 if kind > 0.75 else rng.poisson(rng.uniform(0.5, 7))
    area = None
    if freckles:
        area = (smooth(rng, c.size, 20 / c.mm) > -0.4).astype(np.float32)
    strength = np.exp(rng.uniform(np.log(0.06), np.log(0.35)))
    for i in range(freckles + many):
        small = i < freckles
        # mm across: freckles .5-2.5, spots 1-6.
        across = rng.uniform(0.5, 2.5) if small else np.exp(rng.uniform(0, np.log(6)))
        contrast = (strength if small else np.exp(rng.uniform(np.log(0.05), np.log(0.6)))) * np.exp(rng.normal(0, 0.25))
        depth = rng.uniform(np.log(1.3), np.log(3)) if factor else skin.mel_for(contrast)
        b = blob(rng, across / 2 / c.mm, rng.uniform(0.12, 0.45) * across / 2 / c.mm + 0.4, rng.uniform(0.05, 0.25))
        at = c.somewhere(rng, area)
        add(c.mel, at, b * depth)
        over(c.spot, at, (b > 0.4) * skin.weight_mel(depth))
    for _ in range(rng.poisson(0.5)):
        _mole(rng, c, skin)


def _mole(rng, c: Canvas, skin: Skin) -> None:
    """2-6 mm, taking 45-80 % of green, sometimes raised."""
    r = rng.uniform(0.8, 3) / c.mm
    b = blob(rng, r, rng.uniform(0.1, 0.25) * r + 0.4, 0.08)
    at = c.somewhere(rng)
    depth = skin.mel_for(rng.uniform(0.6, 1.6))
    add(c.mel, at, b * depth)
    over(c.spot, at, (b > 0.4) * skin.weight_mel(depth))
    if rng.uniform() < 0.4:
        add(c.height, at, b * rng.uniform(0.2, 0.8))


def blemishes(rng, c: Canvas, skin: Skin) -> None:
    """Red marks of 1-6 mm, blood x 1.5-3, some with a bump or a pale head, some left brown."""
    count = rng.poisson(rng.choice([0, 1.5, 5, 14], p=[0.3, 0.35, 0.25, 0.1]))
    for _ in range(count):
        r = np.exp(rng.uniform(np.log(0.5), np.log(3))) / c.mm
        b = blob(rng, r, rng.uniform(0.2, 0.6) * r + 0.4, 0.15)
        at, depth = c.somewhere(rng), rng.uniform(0.35, 1.1)
        add(c.blood, at, b * depth)
        if rng.uniform() < 0.35:
            add(c.mel, at, b * skin.mel_for(rng.uniform(0.02, 0.2)))
        bump = rng.uniform() < 0.45
        if bump:
            h = blob(rng, r * 0.6, r * 0.5, 0.05)
            add(c.height, at, h * rng.uniform(0.1, 0.5))
            if rng.uniform() < 0.3:
                add(c.blood, at, -0.7 * depth * blob(rng, r * 0.3, r * 0.15 + 0.3, 0.05))
        over(c.blemish, at, (b > 0.4) * max(skin.weight_blood(depth), 0.6 if bump else 0))


def vessels(rng, c: Canvas) -> None:
    """Branching thread vessels, .1-.3 mm: blood, and no line."""
    if rng.uniform() > 0.25:
        return
    canvas = np.zeros((c.size, c.size), np.uint8)
    for _ in range(rng.poisson(5)):
        at, angle = c.somewhere(rng), rng.uniform(0, 6.28)
        for _ in range(rng.integers(1, 4)):
            path = walk(rng, at, angle + rng.normal(0, 0.5), rng.uniform(2, 10) / c.mm, 1.2)
            polyline(canvas, path, 255 * rng.uniform(0.4, 1))
            at = path[rng.integers(len(path))]
    c.blood += canvas.astype(np.float32) * (rng.uniform(0.3, 0.8) / 255)


def _grain(c: Canvas, p: np.ndarray, rng) -> float:
    """Direction of creases at a place, radians: across the brow on the forehead, from the corner of the eye outwards,
    along the fold from nose to mouth, anywhere on cheeks."""
    eye = min((c.point(v) for v in EYES_OUTER), key=lambda q: np.hypot(*(p - q)))
    brow_y = c.point(9)[1]
    mouth = min((c.point(v) for v in MOUTH_CORNERS), key=lambda q: np.hypot(*(p - q)))
    if p[1] < brow_y:
        middle = abs(p[0] - c.point(9)[0]) < 10 / c.mm and p[1] > brow_y - 14 / c.mm
        return (np.pi / 2 if middle and rng.uniform() < 0.6 else 0) + rng.normal(0, 0.15)
    if np.hypot(*(p - eye)) < 26 / c.mm:
        outward = np.arctan2(*(p - eye)[::-1])
        return outward + rng.normal(0, 0.2) if rng.uniform() < 0.75 else rng.normal(0, 0.3)
    if np.hypot(*(p - mouth)) < 25 / c.mm:
        side = np.sign(p[0] - c.point(9)[0])
        return np.pi / 2 - side * rng.uniform(-0.1, 0.7)
    return rng.uniform(0, np.pi)


def creases(rng, c: Canvas) -> None:
    """Wrinkles: .2-1.2 mm wide, .03-.3 mm deep, seen through their normals and the light they swallow."""
    aged = rng.choice([0, 0.3, 1], p=[0.3, 0.4, 0.3])
    families = rng.poisson(1 + 4 * aged)
    if aged == 0 and rng.uniform() < 0.6:
        return
    for _ in range(families):
        start = c.somewhere(rng)
        angle = _grain(c, start, rng)
        gap = rng.uniform(1.5, 8) / c.mm
        for k in range(rng.integers(1, 6)):
            across = np.array([-np.sin(angle), np.cos(angle)]) * gap * k * rng.uniform(0.7, 1.3)
            _crease(rng, c, start + across, angle + rng.normal(0, 0.1))


def _crease(rng, c: Canvas, start, angle: float) -> None:
    width = np.exp(rng.uniform(np.log(0.2), np.log(1.2)))
    depth = np.exp(rng.uniform(np.log(0.03), np.log(0.3))) * np.sqrt(width / 0.7)
    path = walk(rng, start, angle, np.exp(rng.uniform(np.log(5), np.log(45))) / c.mm, 0.35)
    trace = np.zeros((c.size, c.size), np.uint8)
    # Ends run out shallow.
    for k in range(len(path) - 1):
        t = (k + 0.5) / (len(path) - 1)
        polyline(trace, path[k : k + 2], 255 * min(1.0, 4 * t, 4 * (1 - t)))
    x0, y0 = np.clip(path.min(0) - 12, 0, c.size).astype(int)
    x1, y1 = np.clip(path.max(0) + 12, 0, c.size).astype(int)
    if x1 - x0 < 4 or y1 - y0 < 4:
        return
    box = (slice(y0, y1), slice(x0, x1))
    sigma = max(0.45, width / 2.3548 / c.mm)
    # A line one sample wide blurred by sigma keeps 1 / (sigma sqrt(2 pi)) of its height.
    profile = blur(trace[box].astype(np.float32) / 255, sigma) * (sigma * 2.507)
    deep = depth * min(1.0, width / 2.3548 / c.mm / sigma)
    c.height[box] -= np.minimum(profile, 1) * deep
    # The groove sees less of the sky the steeper its walls are [D].
    shut = 1.1 * min(1.2, deep / (width / 2))
    c.occlusion[box] -= np.minimum(profile, 1) * shut * 0.5
    shows = np.clip((shut * 0.5 - 0.03) / 0.05, 0, 1)
    reach = max(width / 2, 0.25) / c.mm
    near = profile > np.exp(-(reach**2) / (2 * sigma * sigma)) * 0.9
    c.line[box] = np.maximum(c.line[box], near * shows)


def folds(rng, c: Canvas) -> None:
    """Broad folds (nose to mouth, under the eye, chin): shade, no line; 3-8 mm wide."""
    deep = np.zeros((c.size, c.size), np.uint8)
    for side in (0, 1):
        wing, corner, eye = c.point(NOSE_WINGS[side]), c.point(MOUTH_CORNERS[side]), c.point((133, 362)[side])
        away = np.array([np.sign(corner[0] - c.point(9)[0]) * 4 / c.mm, 0])
        if rng.uniform() < 0.6:
            polyline(deep, np.stack([wing, (wing + corner) / 2 + 1.5 * away, corner + away]), 255 * rng.uniform(0.2, 1))
        if rng.uniform() < 0.5:
            drop = np.array([0, 8 / c.mm])
            polyline(deep, np.stack([eye + drop * 0.7, eye + 2 * away + 1.4 * drop]), 255 * rng.uniform(0.2, 0.8))
    sigma = rng.uniform(1.2, 3.2) / c.mm
    soft = blur(deep.astype(np.float32) / 255, sigma) * sigma * 2.507
    c.height -= soft * rng.uniform(0.2, 1.2)
    c.occlusion -= soft * rng.uniform(0.0, 0.35)


def pores(rng, c: Canvas) -> None:
    """Pits of .05-.4 mm, 50-200 per cm2 on nose and cheeks. The label is their strength about a place: 1 where they darken
    a millimetre by 12 % (root mean square)."""
    where = blur(c.field_of("nose", "cheek-upper-left", "cheek-upper-right", "cheek-lower-left", "cheek-lower-right"), 5 / c.mm)
    where = np.clip(where * rng.uniform(0.5, 1.2) + rng.uniform(0, 0.4), 0, 1)
    where *= np.clip(0.7 + 0.5 * smooth(rng, c.size, 15 / c.mm), 0, 1)
    per_sample = rng.uniform(50, 200) / 100 * c.mm**2
    hits = np.argwhere(rng.random((c.size, c.size), np.float32) < where * per_sample)
    if not len(hits):
        return
    biggest = rng.choice([0.12, 0.2, 0.3, 0.4])
    across = rng.uniform(0.05, biggest, len(hits)) + 0.1 * biggest
    # Area of the pit over that of a sample, darkness .3-.8.
    amount = np.minimum(1, (across / c.mm) ** 2 * 0.785) * rng.uniform(0.3, 0.8)
    dark = np.zeros((c.size, c.size), np.float32)
    dark[hits[:, 0], hits[:, 1]] = amount
    dark = blur(dark, 0.5)
    c.occlusion -= dark
    c.height -= dark * 0.05
    strength = np.sqrt(blur(dark * dark, 1.2 / c.mm))
    c.pore = np.maximum(c.pore, np.clip(strength / 0.12, 0, 1))


def relief(rng, c: Canvas) -> None:
    """Fine relief of the skin (.3-1.2 mm) and the shape of this head (8-30 mm): height only."""
    c.height += rng.uniform(0.001, 0.012) * smooth(rng, c.size, rng.uniform(0.5, 1.2) / c.mm)
    c.height += rng.uniform(0, 0.03) * smooth(rng, c.size, rng.uniform(2, 4) / c.mm)
    c.height += rng.uniform(0.1, 0.9) * smooth(rng, c.size, rng.uniform(12, 30) / c.mm)


def all_layers(rng, c: Canvas, skin: Skin, factor: bool) -> None:
    """Every layer of the skin itself."""
    ground(rng, c, skin)
    relief(rng, c)
    folds(rng, c)
    spots(rng, c, skin, factor)
    blemishes(rng, c, skin)
    vessels(rng, c)
    creases(rng, c)
    pores(rng, c)
