"""Photographs, landmarks and labels into a work folder for gather.ts.

prepare.py FACES LANDMARKS WORK: FACES has NNN.jpg and lips.json, LANDMARKS has NNN.json as printed by `carmine track`.
"""

import json
import pathlib
import sys

import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter, gaussian_filter1d, map_coordinates

INNER = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95]
CORNERS = (61, 291)
# px to either side of the tracked mouth line in which the dark line between the lips is sought.
REACH = 14


def face_of(faces, outline):
    """The landmarks (478 x 3, 0..1) of the face whose mouth lies in the outline (px)."""
    middle = np.mean(outline, 0) / 1000
    return min((np.array(f["landmarks"]) for f in faces), key=lambda f: np.hypot(*(f[13, :2] - middle)))


def seam(picture, outline, landmarks):
    """The line between closed lips: the darkest smooth path from corner to corner (px)."""
    points = landmarks[:, :2] * 1000
    axis = points[CORNERS[1]] - points[CORNERS[0]]
    axis /= np.hypot(*axis)
    normal = np.array([-axis[1], axis[0]])
    along = outline @ axis
    ring = points[INNER]
    middle = [(ring[k] + ring[-k]) / 2 for k in range(1, 10)]
    line = np.vstack([outline[along.argmin()], middle, outline[along.argmax()]])
    xs = np.arange(along.min(), along.max())
    base = np.interp(xs, line @ axis, line @ normal)
    offsets = np.arange(-REACH, REACH + 1)
    at = xs[:, None, None] * axis + (base[:, None] + offsets)[..., None] * normal
    level = map_coordinates(gaussian_filter(picture.mean(2), 1.0), [at[..., 1], at[..., 0]], order=1)
    cost = (level - level.mean(1, keepdims=True)) / (level.std(1, keepdims=True) + 8) + 0.001 * offsets**2
    cost[[0, -1]] += 0.3 * offsets**2
    bend = 0.25 * (offsets[:, None] - offsets[None]) ** 2
    back = []
    for k in range(1, len(xs)):
        total = cost[k - 1][None] + bend
        back.append(total.argmin(1))
        cost[k] += total.min(1)
    path = [cost[-1].argmin()]
    for choice in back[::-1]:
        path.append(choice[path[-1]])
    height = gaussian_filter1d(base + offsets[np.array(path[::-1])], 2)
    return (xs[:, None] * axis + height[:, None] * normal)[::3]


def main(faces, landmarks, work):
    faces, landmarks, work = map(pathlib.Path, (faces, landmarks, work))
    work.mkdir(parents=True, exist_ok=True)
    labels = {}
    for name, label in json.loads((faces / "lips.json").read_text()).items():
        image = Image.open(faces / f"{name}.jpg").convert("RGBA")
        outline = np.array(label["outer"])
        face = face_of(json.loads((landmarks / f"{name}.json").read_text())["faces"], outline)
        (work / f"{name}.rgba").write_bytes(image.tobytes())
        (work / f"{name}.json").write_text(json.dumps(face.tolist()))
        line = seam(np.asarray(image)[..., :3], outline, face)
        inner = np.array(label["inner"]).reshape(-1, 2)
        wide = len(inner) > 0 and np.ptp(inner[:, 0]) > 0.7 * np.ptp(outline[:, 0])
        labels[name] = {
            "outer": label["outer"],
            "inner": label["inner"],
            "seam": line.round(1).tolist(),
            "wide": bool(wide),
        }
    (work / "lips.json").write_text(json.dumps(labels))


if __name__ == "__main__":
    main(*sys.argv[1:4])
