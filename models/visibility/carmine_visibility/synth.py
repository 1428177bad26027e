"""One training picture: a bare face, its looks changed, things put in front, the camera's faults added.

usage: python -m carmine_visibility.synth --data ../../../shared/data --landmarks FOLDER --heads FOLDER --out FILE.npz
Truth `seen` 0..255: what is left of the face behind all things; `weight` 0..255: how much a pixel counts in the loss.
"""

import argparse
import json
import zlib
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from . import geometry as g
from .faces import WORK, load_heads, load_portraits, texture_pieces
from .fingers import place_fingers
from .folds import folds
from .glasses import glasses
from .hair import HAIR_SHAPES, beard, moustache
from .hands import hand_sprite, place_hand
from .noise import BLOOD, MELANIN, smooth_noise
from .things import THINGS, mask, polygon_alpha
from .turn import turn

HELD_OUT = 10  # every tenth portrait, by the hash of its id, is never trained on
# Outside the oval what is pasted still teaches, and what has the colour of the face's skin below the eyes (neck, ears) is seen, with
# little weight; hair, clothes and backdrop do not count.
OUTSIDE_WEIGHT, MARGIN_WEIGHT, NATURAL_WEIGHT, LIP_WEIGHT = 0.25, 0.5, 0.1, 2.0
TURNED = 0.35  # share of the portraits that are turned aside
HEADS = 0.3  # share of synthetic heads
FOLDED = 0.4  # share with lines of the face's own
PLAIN = 60  # stored weight of a plain pixel of the face: the heaviest (thin, on the lips, train.py) stays within 8 bits


class Shares(NamedTuple):
    """Of the pictures with something in front, how many have a hand, hair, glasses, another thing, a mask beside those; and of the hands, how many are
    fingers about the mouth."""

    hands: float = 0.42
    hair: float = 0.34
    glasses: float = 0.28
    fingers: float = 0.35
    things: float = 0.36
    masks: float = 0.0


def held_out(name):
    return zlib.crc32(name.encode()) % HELD_OUT == 0


def pick(rng, table):
    weights = np.array([w for _, w in table], float)
    return table[rng.choice(len(table), p=weights / weights.sum())][0]


def retone(rng, face, rgb):
    """Other melanin: deep skin as often as light. Eyes and the open mouth keep their colours."""
    linear = np.maximum(rgb, 0.004) ** 2.2
    light = float(linear[face.inside].mean()) if face.inside.any() else 0.3
    density = rng.uniform(-0.3, 3.4 if light > 0.15 else 1.2)
    dark = linear * np.exp(-density * MELANIN - rng.normal(0, 0.1) * BLOOD)
    gloss = np.maximum(0, linear.mean(-1, keepdims=True) - light * 1.1) * rng.uniform(0.05, 0.5)
    dark = (dark + gloss) * np.exp(rng.uniform(0, 0.55) * max(0, density))
    keep = polygon_alpha(face.points[g.INNER_LIPS], WORK, 1)
    for ring in g.EYES:
        keep = np.maximum(keep, polygon_alpha(face.points[ring], WORK, 1))
    face.skin = np.clip(np.maximum(face.skin, 0.004) ** 2.2 * np.exp(-density * MELANIN + 0.28 * max(0, density)), 0.002, 1) ** (1 / 2.2)
    return np.clip(dark + keep[..., None] * (linear * 0.9 - dark), 0, 1) ** (1 / 2.2)


def lip_tint(rng):
    """Mostly pinks, reds and browns; now and then nude, nearly black or any colour at all."""
    kind = rng.random()
    if kind < 0.6:
        return np.array([rng.uniform(0.3, 0.9), rng.uniform(0.05, 0.5), rng.uniform(0.1, 0.6)])
    if kind < 0.75:
        return np.array([0.95, 0.7, 0.58]) * rng.uniform(0.6, 1.05) + rng.normal(0, 0.04, 3)
    if kind < 0.9:
        return np.array([0.25, 0.05, 0.1]) * rng.uniform(0.2, 1.2) + rng.uniform(0, 0.06)
    return rng.random(3)


def make_up(rng, face, rgb):
    """Lip colour, shadow and blush: seen, whatever their colour."""
    for ring, chance, soft in ((g.LIPS, 0.45, 1.0), (g.BROWS[0], 0.15, 1.5), (g.BROWS[1], 0.15, 1.5)):
        if rng.random() < chance:
            tint = lip_tint(rng) if ring is g.LIPS else np.full(3, rng.uniform(0.05, 0.3))
            amount = polygon_alpha(face.points[ring], WORK, soft)
            if ring is g.LIPS:
                amount *= 1 - polygon_alpha(face.points[g.INNER_LIPS], WORK, 0.7)
            rgb = rgb + amount[..., None] * rng.uniform(0.3, 0.97) * (tint * (0.4 + rgb.mean(-1, keepdims=True)) - rgb)
    for i in (0, 1):
        if rng.random() < 0.2:
            at = face.points[[g.EYES[i][12], [50, 280][i]][rng.integers(2)]]
            y, x = np.mgrid[0:WORK, 0:WORK]
            spot = np.exp(-(((x - at[0]) / 22) ** 2 + ((y - at[1]) / 11) ** 2))[..., None]
            rgb = rgb * (1 - spot * rng.uniform(0.1, 0.7) * (1 - rng.random(3)))
    return np.clip(rgb, 0, 1)


def cast_shadow(rng, face, rgb):
    """A shadow with an edge, soft or hard, or light from one side: seen."""
    kind = rng.random()
    if kind < 0.45:
        field = smooth_noise(rng, WORK, rng.integers(2, 5)) + rng.normal(0, 0.4)
    else:
        a = rng.uniform(0, 2 * np.pi)
        y, x = np.mgrid[0:WORK, 0:WORK].astype(np.float32)
        field = ((x - face.centre[0]) * np.cos(a) + (y - face.centre[1]) * np.sin(a)) / 40 + rng.normal(0, 0.6)
        field += 0.35 * smooth_noise(rng, WORK, 5)
    edge = 1 / (1 + np.exp(-np.clip(field * rng.choice([1.5, 4, 14]), -30, 30)))
    deep = rng.uniform(0.7, 0.92) if rng.random() < 0.2 else rng.uniform(0.15, 0.75)
    return rgb * (1 - edge * deep)[..., None] ** rng.uniform(0.9, 1.1, 3)


def put(rng, rgb, seen, thing, alpha, soft=0.6):
    """Pastes a thing with the shadow it casts."""
    shift = rng.normal(0, 3, 2)
    cast = cv2.GaussianBlur(cv2.warpAffine(alpha.astype(np.float32), np.float32([[1, 0, shift[0]], [0, 1, shift[1] + 2]]), (WORK, WORK)), (0, 0), rng.uniform(1, 6))
    rgb = rgb * (1 - cast * rng.uniform(0, 0.65))[..., None]
    level = rng.uniform(0.7, 1.05) if rng.random() < 0.7 else rng.uniform(0.35, 1.2)
    rgb = rgb + alpha[..., None] * (np.clip(thing * level, 0, 1) - rgb)
    return rgb, seen * (1 - alpha)


def camera(rng, rgb):
    """Light, white balance, contrast, blur, noise, JPEG; S x S in, SIZE x SIZE 8 bit out."""
    linear = np.maximum(rgb, 0) ** 2.2
    linear = linear * np.exp(rng.normal(0, 0.4)) * np.exp(rng.normal(0, 0.14, 3))
    if rng.random() < 0.5:
        linear = linear * np.exp(0.35 * smooth_noise(rng, WORK, 2))[..., None] ** rng.uniform(0.7, 1.3, 3)
    rgb = np.clip(linear, 0, 1) ** (1 / (2.2 * rng.uniform(0.8, 1.25)))
    if rng.random() < 0.3:
        rgb = rgb * (1 - rng.uniform(0, 0.2)) + rng.uniform(0, 0.15)
    if rng.random() < 0.12:
        rgb = np.repeat(rgb.mean(-1, keepdims=True), 3, -1)
    if rng.random() < 0.4:
        rgb = cv2.GaussianBlur(rgb.astype(np.float32), (0, 0), rng.uniform(0.5, 2.2))
    if rng.random() < 0.1:
        kernel = np.zeros((9, 9), np.float32)
        a, n = rng.uniform(0, np.pi), rng.integers(2, 5)
        cv2.line(kernel, (int(4 - n * np.cos(a)), int(4 - n * np.sin(a))), (int(4 + n * np.cos(a)), int(4 + n * np.sin(a))), 1)
        rgb = cv2.filter2D(rgb.astype(np.float32), -1, kernel / kernel.sum())
    small = cv2.resize(rgb.astype(np.float32), (g.SIZE, g.SIZE), interpolation=cv2.INTER_AREA)
    small = small + rng.normal(0, 1, small.shape) * rng.choice([0.003, 0.01, 0.03])
    out = (np.clip(small, 0, 1) * 255).round().astype(np.uint8)
    if rng.random() < 0.3:
        ok, coded = cv2.imencode(".jpg", out, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(35, 95))])
        out = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    return out


def sample(rng, face, textures, hands, shares=Shares(), bare=0.24):
    """(rgb uint8 [128,128,3], seen uint8, weight uint8, prior uint8 [64,64,4])."""
    rgb = face.cut(rng, textures)
    hair, unsure = face.own_hair(rgb) if not face.name.startswith("head") else (np.zeros((WORK, WORK), np.float32), np.zeros((WORK, WORK), bool))
    synthetic = face.name.startswith("head")
    if not synthetic and rng.random() < 0.8:
        rgb = retone(rng, face, rgb)
    rgb = make_up(rng, face, rgb)
    if rng.random() < FOLDED:
        rgb = folds(rng, face, rgb)
    r = rng.random()
    if r < 0.3:
        thing, alpha = beard(rng, face) if r < 0.22 else moustache(rng, face)
        rgb = rgb + alpha[..., None] * (np.clip(thing * rng.uniform(0.6, 1.1), 0, 1) - rgb)
    if rng.random() < 0.45:
        rgb = cast_shadow(rng, face, rgb)
    seen = 1 - hair
    pasted = np.zeros((WORK, WORK), np.float32)
    if rng.random() >= bare:
        before = seen.copy()
        if rng.random() < shares.glasses:
            rgb, frame, hazy = glasses(rng, face, rgb)
            seen, unsure = seen * (1 - frame), unsure | hazy
        if rng.random() < shares.hair:
            rgb, seen = put(rng, rgb, seen, *pick(rng, HAIR_SHAPES)(rng, face))
        if rng.random() < shares.things:
            rgb, seen = put(rng, rgb, seen, *pick(rng, THINGS)(rng, face))
        if shares.masks and rng.random() < shares.masks:
            rgb, seen = put(rng, rgb, seen, *mask(rng, face))
        if rng.random() < shares.hands:
            for _ in range(2 if rng.random() < 0.2 else 1):
                rgb, seen = put(rng, rgb, seen, *(place_fingers(rng, face, rgb) if rng.random() < shares.fingers else place_hand(rng, face, hands)))
        pasted = np.clip(before - seen, 0, 1)
    if rng.random() < 0.25:
        rgb = cast_shadow(rng, face, rgb) if rng.random() < 0.5 else np.clip(rgb, 0, 1) ** rng.uniform(0.8, 1.25)
    near = g.fill((face.oval - face.centre) * 1.05 + face.centre, WORK)
    weight = np.where(face.inside, 1.0, np.where(near, MARGIN_WEIGHT, OUTSIDE_WEIGHT * (pasted > 0.5)))
    weight = weight * (1 + (LIP_WEIGHT - 1) * g.fill(face.points[g.LIPS], WORK))
    below = np.arange(WORK)[:, None] > face.points[[33, 263], 1].mean()
    weight[below & ~near & (pasted < 0.02) & like_skin(rgb, face.inside & (seen > 0.98) & ~unsure)] = NATURAL_WEIGHT
    weight[unsure & (pasted < 0.5)] = 0
    if not synthetic:
        weight[face.outside & (pasted < 0.5)] = 0
        rim = near & ~face.inside & (pasted < 0.5)
        weight[rim] = 0
    shrink = lambda m: cv2.resize(m.astype(np.float32), (g.SIZE, g.SIZE), interpolation=cv2.INTER_AREA)
    return (camera(rng, rgb), (shrink(seen) * 255).round().astype(np.uint8),
            (shrink(weight) * PLAIN).round().clip(0, 255).astype(np.uint8), g.prior(face.seen_points * (g.SIZE / WORK)))


def like_skin(rgb, skin):
    """Pixels near the middle colour of those of `skin`, CIELAB, wider on light skin."""
    if skin.sum() < 400:
        return np.zeros(skin.shape, bool)
    lab = cv2.cvtColor(np.clip(rgb, 0, 1).astype(np.float32), cv2.COLOR_RGB2Lab)
    middle = np.median(lab[skin], 0)
    far = np.sqrt((((lab - middle) * [0.6, 1, 1]) ** 2).sum(-1))
    return far < max(6, 0.22 * middle[0])


def build(faces, textures, triangles, count, seed, shares=Shares()):
    rng = np.random.default_rng(seed)
    hands = [hand_sprite(rng) for _ in range(300)]
    real, made = [f for f in faces if not f.name.startswith("head")], [f for f in faces if f.name.startswith("head")]
    rows = []
    for i in range(count):
        pool = made if made and rng.random() < HEADS else real
        face = pool[rng.integers(len(pool))]
        if face.depth is not None and rng.random() < TURNED:
            face = turn(rng, face, triangles)
        rows.append(sample(rng, face, textures, hands, shares))
    return [np.stack(column) for column in zip(*rows)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--landmarks", required=True)
    parser.add_argument("--heads", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--count", type=int, default=16000)
    parser.add_argument("--seed", type=int, default=1)
    for name, share in Shares()._asdict().items():
        parser.add_argument(f"--{name}", type=float, default=share)
    parser.add_argument("--held-out", action="store_true")
    a = parser.parse_args()
    cv2.setNumThreads(1)
    exclude = set(json.loads((Path(__file__).parent.parent / "inputs/exclude.json").read_text()))
    portraits = load_portraits(Path(a.data) / "portraits", a.landmarks, exclude)
    heads = load_heads(a.heads)
    triangles = np.array(json.loads((Path(a.heads) / "triangles.json").read_text())).reshape(-1, 3)
    keep = lambda f: held_out(f.name) == a.held_out
    faces = [f for f in portraits + heads if keep(f)]
    textures = texture_pieces([f for f in portraits if keep(f)])
    rgb, seen, weight, prior = build(faces, textures, triangles, a.count, a.seed, Shares(*(getattr(a, name) for name in Shares._fields)))
    np.savez(f"{a.out}.part.npz", rgb=rgb, seen=seen, weight=weight, prior=prior)
    Path(f"{a.out}.part.npz").rename(a.out)  # whole files only: the training may be waiting for it
    print(f"{a.out}: {len(rgb)} pictures of {len(faces)} faces, {1 - seen[weight > 0].mean() / 255:.3f} of the counted pixels covered")


if __name__ == "__main__":
    main()
