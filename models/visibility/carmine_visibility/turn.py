"""Portraits turned aside: the face mesh with the portrait on it, rotated and drawn again."""

import cv2
import numpy as np

from . import geometry as g
from .faces import Face

SIDE = 288  # px of what is drawn, the oval's longer side taking FILL / 1.25 of it
ROOM = 1.25
YAW, PITCH = (15, 58), 9  # degrees: range to either side; spread


def turn(rng, face, triangles):
    """A Face like `face` (with depth), turned by up to YAW, with what lies behind it blurred away."""
    centre, span, roll = g.crop_plan(face.landmarks)
    matrix = g.picture_to_crop((centre, span * ROOM, roll), SIDE)
    source = cv2.warpAffine(face.picture, matrix, (SIDE, SIDE), flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    flat = g.apply(matrix, face.landmarks)
    depth = face.depth * SIDE / (span * ROOM)
    yaw = np.radians(rng.uniform(*YAW)) * rng.choice([-1, 1])
    pitch = np.radians(rng.normal(0, PITCH))
    pivot = np.array([*flat[[234, 454]].mean(0), depth[[234, 454]].mean()])
    solid = np.column_stack([flat, depth]) - pivot
    cy, sy, cp, sp = np.cos(yaw), np.sin(yaw), np.cos(pitch), np.sin(pitch)
    solid = solid @ np.array([[cy, 0, -sy], [0, 1, 0], [sy, 0, cy]]) @ np.array([[1, 0, 0], [0, cp, sp], [0, -sp, cp]])
    moved = solid[:, :2] + pivot[:2]
    columns, rows, hit = _draw(moved, solid[:, 2], flat, triangles)
    picture = cv2.remap(source, columns, rows, cv2.INTER_LINEAR)
    edge = cv2.GaussianBlur(hit.astype(np.float32), (0, 0), 0.7)[..., None]
    far = np.sign(np.sin(yaw)) * (np.arange(SIDE) - pivot[0]) < 0  # columns from which the cheek turned away; the other side keeps its own
    behind = np.where(far[None, :, None], _behind(rng, source, flat), source)
    picture = picture * edge + behind * (1 - edge)
    out = Face(face.name + " turned", picture.clip(0, 255).astype(np.uint8), moved)
    out.turned = True
    return out


def _draw(moved, depth, flat, triangles):
    """Of each px, where in the source it comes from (columns, rows) and whether the mesh is there; far triangles first."""
    side = lambda p: np.cross(p[triangles[:, 1]] - p[triangles[:, 0]], p[triangles[:, 2]] - p[triangles[:, 0]])
    facing = triangles[side(moved) * np.sign(np.median(side(flat))) > 0]
    facing = facing[np.argsort(-depth[facing].mean(1))]
    number = np.zeros((SIDE, SIDE), np.float32)
    for i, t in enumerate(facing):
        cv2.fillConvexPoly(number, np.round(moved[t] * 16).astype(np.int32), float(i + 1), cv2.LINE_8, 4)
    y, x = np.nonzero(number)
    own = facing[number[y, x].astype(int) - 1]
    a, b, c = (moved[own[:, k]] for k in range(3))
    whole = np.cross(b - a, c - a)
    p = np.stack([x, y], -1)
    wb, wc = np.cross(p - a, c - a) / whole, np.cross(b - a, p - a) / whole
    at = flat[own[:, 0]] * (1 - wb - wc)[:, None] + flat[own[:, 1]] * wb[:, None] + flat[own[:, 2]] * wc[:, None]
    columns, rows = np.zeros((2, SIDE, SIDE), np.float32)
    columns[y, x], rows[y, x] = at.T
    return columns, rows, number > 0


def _behind(rng, source, flat):
    """The picture without its face: what surrounds it, drawn together."""
    oval = flat[g.OVAL]
    away = (~g.fill((oval - oval.mean(0)) * 1.12 + oval.mean(0), SIDE)).astype(np.float32)
    wide = rng.uniform(8, 30)
    blurred = cv2.GaussianBlur(source * away[..., None], (0, 0), wide) / (cv2.GaussianBlur(away, (0, 0), wide)[..., None] + 1e-3)
    return source * away[..., None] + blurred * (1 - away[..., None])
