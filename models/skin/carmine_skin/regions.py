"""The fourteen token regions, their order, and their mean normals on the canonical head.
x to the subject's left, y up, z to the viewer. The order is a contract with packages/skin (TOKENS.md)."""

import numpy as np

REGIONS = (
    "forehead",
    "cheek-upper-left",
    "cheek-upper-right",
    "cheek-lower-left",
    "cheek-lower-right",
    "nose",
    "chin",
    "jaw-left",
    "jaw-right",
    "under-eye-left",
    "under-eye-right",
    "lips",
    "sclera-left",
    "sclera-right",
)
N = len(REGIONS)
SKIN = list(range(11))
CHEEKS = [1, 2, 3, 4]
LIPS, SCLERA = 11, [12, 13]
MIRROR = [0, 2, 1, 4, 3, 5, 6, 8, 7, 10, 9, 11, 13, 12]
BEARD = [3, 4, 6, 7, 8]
CHANNELS = ("lnR", "lnG", "lnB", "iqrLnG", "clipped", "lnCount", "facing", "tailLnG")
C = len(CHANNELS)

_RAW = np.array(
    [
        [0.0, 0.28, 0.95],
        [0.50, 0.05, 0.85],
        [-0.50, 0.05, 0.85],
        [0.52, -0.15, 0.82],
        [-0.52, -0.15, 0.82],
        [0.0, 0.15, 0.98],
        [0.0, -0.25, 0.95],
        [0.72, -0.32, 0.58],
        [-0.72, -0.32, 0.58],
        [0.30, -0.05, 0.94],
        [-0.30, -0.05, 0.94],
        [0.0, -0.05, 0.99],
        [0.15, 0.0, 0.98],
        [-0.15, 0.0, 0.98],
    ]
)
NORMALS = (_RAW / np.linalg.norm(_RAW, axis=1, keepdims=True)).astype(np.float32)
#: Mean cosine of a region's surface over the cosine of its mean normal (TOKENS.md: the mean over the mesh's triangles).
FLATNESS = np.array([0.93, 0.87, 0.87, 0.775, 0.775, 0.73, 0.945, 0.91, 0.91, 0.915, 0.915, 0.80, 1, 1], np.float32)
