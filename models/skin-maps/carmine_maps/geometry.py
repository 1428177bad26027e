"""The canonical head laid flat: normals, tangents and regions per texel of the 512 x 512 UV (inputs/geometry.ts)."""

import base64
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

SIZE = 512
#: Median over the skin of the canonical head at this size; 1 and 99 %: .40, .60.
MM_PER_TEXEL = 0.457


@dataclass
class Face:
    """Arrays are [512, 512, ...], rows top to bottom. x to the subject's left, y up, z to the viewer."""

    #: Unit normals; (0, 0, 1) where there is no surface.
    normal: np.ndarray
    #: mm on the skin per texel to the right and down (3-vectors).
    right: np.ndarray
    down: np.ndarray
    #: 1 where bare skin can be read (brows, eyes and lips are holes).
    skin: np.ndarray
    #: Region index + 1 of the measures' fields, 0 none; order of `regions`.
    fields: np.ndarray
    regions: list[str]
    #: [468, 2] texel positions of the landmarks.
    points: np.ndarray

    def field(self, *names: str) -> np.ndarray:
        """1 inside the named fields."""
        wanted = [self.regions.index(n) + 1 for n in names]
        return np.isin(self.fields, wanted).astype(np.float32)


def path() -> Path:
    """CARMINE_GEOMETRY, else .venv/run/geometry.json (train.sh writes it)."""
    return Path(os.environ.get("CARMINE_GEOMETRY", Path(__file__).resolve().parents[1] / ".venv/run/geometry.json"))


def have_geometry() -> bool:
    return path().exists()


def _vertex_normals(p: np.ndarray, tri: np.ndarray) -> np.ndarray:
    face = np.cross(p[tri[:, 1]] - p[tri[:, 0]], p[tri[:, 2]] - p[tri[:, 0]])
    n = np.zeros_like(p)
    for k in range(3):
        np.add.at(n, tri[:, k], face)
    n /= np.maximum(np.linalg.norm(n, axis=1, keepdims=True), 1e-9)
    return n if n[:, 2].mean() > 0 else -n


@cache
def load() -> Face:
    raw = json.loads(path().read_text())
    uv = np.array(raw["uv"], np.float64).reshape(-1, 2) * SIZE
    pos = np.array(raw["positions"], np.float64).reshape(-1, 3) * 10
    tri = np.array(raw["triangles"]).reshape(-1, 3)
    labels = {k: np.frombuffer(base64.b64decode(raw[k]), np.uint8).reshape(SIZE, SIZE) for k in ("skin", "fields")}
    vertex = _vertex_normals(pos, tri)
    normal = np.zeros((SIZE, SIZE, 3), np.float32)
    normal[..., 2] = 1
    right, down = np.zeros_like(normal), np.zeros_like(normal)
    right[..., 0], down[..., 1] = 0.45, -0.45
    solid = np.zeros((SIZE, SIZE), bool)
    for t in tri:
        _fill(uv[t], pos[t], vertex[t], (normal, right, down, solid))
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    skin = ((labels["skin"] > 0) & solid).astype(np.float32)
    return Face(normal, right, down, skin, labels["fields"], raw["regions"], uv.astype(np.float32))


def _fill(uv, pos, normals, out) -> None:
    """Writes one triangle: interpolated normal, constant tangents."""
    normal, right, down, solid = out
    edges = np.stack([uv[1] - uv[0], uv[2] - uv[0]], 1)
    if abs(np.linalg.det(edges)) < 1e-9:
        return
    inverse = np.linalg.inv(edges)
    jacobian = np.stack([pos[1] - pos[0], pos[2] - pos[0]], 1) @ inverse
    x0, y0 = np.floor(uv.min(0)).astype(int)
    x1, y1 = np.ceil(uv.max(0)).astype(int) + 1
    x0, y0, x1, y1 = max(0, x0), max(0, y0), min(SIZE, x1), min(SIZE, y1)
    ys, xs = np.mgrid[y0:y1, x0:x1]
    b = np.stack([xs + 0.5 - uv[0, 0], ys + 0.5 - uv[0, 1]], -1) @ inverse.T
    w = np.concatenate([1 - b.sum(-1, keepdims=True), b], -1)
    inside = (w >= -1e-6).all(-1)
    at = (ys[inside], xs[inside])
    normal[at] = w[inside] @ normals
    right[at], down[at] = jacobian[:, 0], jacobian[:, 1]
    solid[at] = True
