"""Photographs, landmarks and labels into a work folder for gather.ts.

prepare.py DATA LANDMARKS WORK: DATA has faces/NNN.jpg, faces/lips.json and portraits/NAME.jpg, LANDMARKS has faces/NNN.json and
portraits/NAME.json: landmarks as the tracker gives them with `parse: false`. Outlines: the drawn ones, then those of outlines.json.
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
# px: every picture is brought to this, a square.
SIZE = 1000
OUTLINES = pathlib.Path(__file__).parent / "outlines.json"


def face_of(faces, outline):
    """The landmarks (478 x 3, 0..1) of the face whose mouth lies in the outline (px)."""
    middle = np.mean(outline, 0) / SIZE
    return min(faces, key=lambda f: np.hypot(*(f[13, :2] - middle)))


def seam(picture, outline, landmarks):
    """The line between closed lips: the darkest smooth path from corner to corner (px)."""
    points = landmarks[:, :2] * SIZE
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


def square(image):
    """The picture enlarged to SIZE x SIZE, filled up to the right and below, and px of it a px of the picture."""
    scale = SIZE / max(image.size)
    if scale == 1:
        return image.convert("RGBA"), 1.0
    out = Image.new("RGBA", (SIZE, SIZE), (128, 128, 128, 255))
    size = [round(v * scale) for v in image.size]
    out.paste(image.convert("RGBA").resize(size, Image.BICUBIC))
    return out, scale


def prepare(name, image, label, faces, drawn, work):
    """Writes picture and landmarks of one label, in px of the square picture; the label with its mouth line."""
    picture, scale = square(image)
    outline, inner = (np.array(label[ring]).reshape(-1, 2) * scale for ring in ("outer", "inner"))
    shape = np.array([*np.array(image.size) * scale / SIZE, image.size[0] * scale / SIZE])
    face = face_of([np.array(f["landmarks"]) * shape for f in faces], outline)
    (work / f"{name}.rgba").write_bytes(picture.tobytes())
    (work / f"{name}.json").write_text(json.dumps(face.tolist()))
    wide = len(inner) > 0 and np.ptp(inner[:, 0]) > 0.7 * np.ptp(outline[:, 0])
    return {
        "outer": outline.round(1).tolist(),
        "inner": inner.round(1).tolist(),
        "seam": seam(np.asarray(picture)[..., :3], outline, face).round(1).tolist(),
        "wide": bool(wide),
        "drawn": drawn,
    }


def main(data, landmarks, work):
    data, landmarks, work = map(pathlib.Path, (data, landmarks, work))
    work.mkdir(parents=True, exist_ok=True)
    drawn = json.loads((data / "faces/lips.json").read_text())
    seen = json.loads(OUTLINES.read_text())
    rows = [("faces", name, label, True) for name, label in sorted(drawn.items())]
    rows += [(kind, name, label, False) for kind in sorted(seen) for name, label in sorted(seen[kind].items())]
    labels = {}
    for kind, name, label, by_hand in rows:
        image = Image.open(data / kind / f"{name}.jpg")
        faces = json.loads((landmarks / kind / f"{name}.json").read_text())["faces"]
        # A letter in front: names of digits alone would be sorted first by JavaScript.
        key = f"{kind[0]}{name}"
        labels[key] = prepare(key, image, label, faces, by_hand, work)
    (work / "lips.json").write_text(json.dumps(labels))


if __name__ == "__main__":
    main(*sys.argv[1:4])
