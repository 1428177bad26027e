"""Bare faces to put things in front of: portraits and synthetic heads, cut out upright, with their own fringe found."""

import json
from pathlib import Path

import cv2
import numpy as np

from . import geometry as g

UNLIKE = {False: 13, True: 26}  # CIELAB: further from the skin is unsure; a turned face is shaded at its far side
WORK = 192  # px of the cut-out that is painted on, reduced to SIZE at the end


class Face:
    """A picture with its landmarks (px) and what the painters ask of a face in the cut-out."""

    LIPS, EYES = g.LIPS, g.EYES

    def __init__(self, name, picture, landmarks, depth=None):
        self.name, self.picture, self.landmarks, self.depth = name, picture, landmarks, depth
        self.size, self.turned = WORK, False

    def cut(self, rng, textures, wobble=1.0):
        """Cuts it out with a shifted, scaled and turned plan. Sets points, oval, skin; returns rgb 0..1."""
        centre, span, turn = g.crop_plan(self.landmarks)
        seen = self.landmarks + rng.normal(0, 0.006 * wobble, (1, 2)) * span + rng.normal(0, 0.003 * wobble, self.landmarks.shape) * span
        plan = (centre + rng.normal(0, 0.015 * wobble, 2) * span, span * np.exp(rng.normal(0, 0.04 * wobble)), turn + rng.normal(0, 0.05 * wobble))
        matrix = g.picture_to_crop(plan, WORK)
        area = np.hypot(*matrix[0, :2]) < 1
        rgb = cv2.warpAffine(self.picture, matrix, (WORK, WORK), flags=cv2.INTER_AREA if area else cv2.INTER_CUBIC)
        self.outside = cv2.warpAffine(np.ones(self.picture.shape[:2], np.uint8), matrix, (WORK, WORK), flags=cv2.INTER_NEAREST) == 0
        self.points, self.seen_points = g.apply(matrix, self.landmarks), g.apply(matrix, seen)
        self.oval = self.points[g.OVAL]
        self.centre = (self.oval.min(0) + self.oval.max(0)) / 2
        self.mouth = self.points[[13, 14]].mean(0)
        self.inside = g.fill(self.oval, WORK)
        rgb = rgb.astype(np.float32) / 255
        probe = self._probe()
        self.skin = np.median(rgb[probe], 0) if probe.sum() > 30 else np.array([0.6, 0.45, 0.35], np.float32)
        self._textures = textures
        return rgb

    def _probe(self):
        mask = np.zeros((WORK, WORK), np.uint8)
        for at in (50, 280, 205, 425, 9, 195, 4):
            cv2.circle(mask, tuple(int(v) for v in self.points[at]), 6, 1, -1)
        return (mask > 0) & self.inside

    def somewhere(self, rng):
        """A point on the face, the mouth and cheeks a little more often."""
        if rng.random() < 0.3:
            return self.mouth + rng.normal(0, 10, 2) * WORK / 128
        a, r = rng.uniform(0, 2 * np.pi), np.sqrt(rng.random()) * 0.95
        return self.centre + (self.oval[int(a / 2 / np.pi * 36)] - self.centre) * r

    def texture(self, rng):
        """A piece of another picture, [WORK, WORK, 3] 0..1."""
        piece = self._textures[rng.integers(len(self._textures))]
        side = rng.integers(30, 80)
        y, x = rng.integers(0, piece.shape[0] - side), rng.integers(0, piece.shape[1] - side)
        return cv2.resize(piece[y:y + side, x:x + side], (WORK, WORK), interpolation=cv2.INTER_CUBIC).clip(0, 255).astype(np.float32) / 255

    def own_hair(self, rgb):
        """(hair 0..1, unsure bool): the face's own fringe and what the oval holds beside the face, told by colour in the
        rim above the brows and along the sides. Dark and joined to the rim is hair; what lies between is left out."""
        lab = cv2.cvtColor(cv2.GaussianBlur(rgb, (0, 0), 0.8), cv2.COLOR_RGB2Lab)
        skin = cv2.cvtColor(self.skin[None, None].astype(np.float32), cv2.COLOR_RGB2Lab)[0, 0]
        far = np.sqrt((((lab - skin) * [0.8, 1, 1]) ** 2).sum(-1))
        y, x = np.mgrid[0:WORK, 0:WORK].astype(np.float32)
        brows = self.points[[70, 63, 105, 66, 107, 336, 296, 334, 293, 300]]
        line = np.interp(x[0], *(np.sort(brows[:, 0]), brows[np.argsort(brows[:, 0]), 1])) - 4
        rim = ~g.fill((self.oval - self.centre) * 0.86 + self.centre, WORK)
        zone = self.inside & ((y < line[None, :]) | rim)
        dark = zone & (far > 30) & (lab[..., 0] < skin[0] - 0.35 * skin[0]) & (y < line[None, :] + 10)
        count, labels = cv2.connectedComponents(dark.astype(np.uint8))
        border = labels[rim & dark]
        hair = np.isin(labels, np.unique(border[border > 0])) if count > 1 else np.zeros_like(dark)
        unsure = zone & ~hair & (far > UNLIKE[self.turned])
        unsure |= cv2.dilate(hair.astype(np.uint8), np.ones((5, 5))).astype(bool) & ~hair
        return hair.astype(np.float32), unsure


def load_portraits(folder, landmarks, exclude):
    faces = []
    for path in sorted(Path(folder).glob("*.jpg")):
        if path.stem in exclude:
            continue
        told = json.loads((Path(landmarks) / f"{path.stem}.json").read_text())["faces"]
        if len(told) != 1:
            continue
        picture = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
        points = np.array(told[0]["landmarks"])
        faces.append(Face(path.stem, picture, points[:, :2] * [picture.shape[1], picture.shape[0]], points[:, 2] * picture.shape[1]))
    return faces


def load_heads(folder):
    faces = []
    for path in sorted(Path(folder).glob("head*.png")):
        landmarks = np.array(json.loads(path.with_suffix(".json").read_text())["landmarks"])
        faces.append(Face(path.stem, cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB), landmarks))
    return faces


def texture_pieces(faces):
    """Hair, clothes and backdrop of the portraits, to fill things with."""
    out = []
    for f in faces:
        h, w = f.picture.shape[:2]
        out += [f.picture[int(h * 0.62):, :], f.picture[: max(90, int(h * 0.35)), :]]
    return [p for p in out if min(p.shape[:2]) >= 82]
