"""Pictures to measure on, with exact truth: things drawn or pasted over bare photographs and synthetic heads, never trained on.

usage: python -m carmine_visibility.composites --faces FOLDER --landmarks FOLDER --heads FOLDER --labels photographs/occluders.json --out FOLDER
Drawn by other code than the training's (hands.py, things.py, ...), plain as a tester draws: what is measured is not what was learned.
Writes composites.bin: of each picture rgba [128,128,4], prior [64,64,4], and truth (share covered), lips, inner, each [128,128], all
uint8; composites.json: kind, face, group of each.
"""

import argparse
import json
from pathlib import Path

import cv2
import numpy as np

from . import geometry as g

SIDE = 512  # px of the square that is drawn on: four a texel
MM = SIDE * g.FILL / 190  # px a millimetre: a face is about 190 mm high
CARRY = {"fingers": ("051", "055"), "straw, cup": ("023",), "dark glasses": ("015", "043", "099"), "mirrored glasses": ("053", "075"), "frames": ("045", "065", "067"),
         "fringe, hair": ("049", "059", "001"), "flowers": ("027",)}


class Scene:
    """A face cut out at SIDE px."""

    def __init__(self, name, group, picture, landmarks, yaw=0.0):
        self.name, self.group, self.yaw = name, group, yaw
        self.plan = g.crop_plan(landmarks)
        self.matrix = g.picture_to_crop(self.plan, SIDE)
        self.rgb = cv2.warpAffine(picture, self.matrix, (SIDE, SIDE), flags=cv2.INTER_AREA).astype(np.float32) / 255
        self.points = g.apply(self.matrix, landmarks)
        self.oval = self.points[g.OVAL]
        self.middle = (self.oval.min(0) + self.oval.max(0)) / 2
        at = np.clip(self.points[[50, 280, 9, 195]].astype(int), 3, SIDE - 4)
        self.skin = np.median([self.rgb[y - 3:y + 4, x - 3:x + 4].reshape(-1, 3).mean(0) for x, y in at], 0)


def area(points, soft=0.8):
    mask = np.zeros((SIDE, SIDE), np.uint8)
    cv2.fillPoly(mask, [np.round(points * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    return cv2.GaussianBlur(mask, (0, 0), soft).astype(np.float32) / 255


def stroke(points, width, closed=False):
    mask = np.zeros((SIDE, SIDE), np.uint8)
    cv2.polylines(mask, [np.round(points * 16).astype(np.int32)], closed, 255, max(1, round(width)), cv2.LINE_AA, 4)
    return mask.astype(np.float32) / 255


def grid():
    return np.mgrid[0:SIDE, 0:SIDE][::-1].astype(np.float32)


def hand(rng, s):
    """Four fingers and a palm in the face's own tone, a little lighter or darker; flat or rounded."""
    spot = [s.points[[13, 14]].mean(0), s.points[50], s.points[280], s.points[152], s.points[159]][rng.integers(5)] + rng.normal(0, 4 * MM, 2)
    turn = rng.normal(0, 0.7)
    along, across = np.array([np.sin(turn), -np.cos(turn)]), np.array([np.cos(turn), np.sin(turn)])
    x, y = grid()
    best = np.zeros((SIDE, SIDE), np.float32)
    spread = rng.uniform(1.0, 1.25)
    for i, reach in enumerate((0.86, 1.0, 0.95, 0.75)):
        base = spot - along * 34 * MM + across * (i - 1.5) * 17 * MM
        tip = base + along * 70 * MM * reach * rng.uniform(0.9, 1.05) + across * (i - 1.5) * 17 * MM * (spread - 1)
        d = tip - base
        t = np.clip(((x - base[0]) * d[0] + (y - base[1]) * d[1]) / (d @ d), 0, 1)
        far = np.hypot(x - base[0] - t * d[0], y - base[1] - t * d[1]) / ((8.4 - 1.4 * t) * MM)
        best = np.maximum(best, np.sqrt(np.maximum(0, 1 - far * far)))
    base = spot - along * 62 * MM
    far = np.hypot(((x - base[0]) * across[0] + (y - base[1]) * across[1]) / (37 * MM), ((x - base[0]) * along[0] + (y - base[1]) * along[1]) / (44 * MM))
    best = np.maximum(best, (far < 1) * (0.75 + 0.25 * np.sqrt(np.maximum(0, 1 - far * far))))
    round_ = rng.uniform(0.0, 0.6)
    alpha = cv2.GaussianBlur((best > 0).astype(np.float32), (0, 0), 0.8)
    shade = 1 - round_ + round_ * best
    return s.skin * rng.uniform(0.75, 1.15) * shade[..., None], alpha


def cup(rng, s):
    top = s.points[[13, 14]].mean(0) + [rng.normal(0, 5 * MM), -rng.uniform(0, 10) * MM]
    wide, high = rng.uniform(60, 90) * MM, rng.uniform(80, 110) * MM
    ring = top + np.array([[-wide / 2, 0], [wide / 2, 0], [wide * 0.4, high], [-wide * 0.4, high]])
    x, _ = grid()
    shade = 1 - rng.uniform(0, 0.6) * ((x - top[0]) / (wide / 2)) ** 2
    return thing_color(rng) * shade[..., None], area(ring)


def phone(rng, s):
    at = [s.points[[13, 14]].mean(0), s.points[50], s.points[280], s.points[4]][rng.integers(4)]
    wide, high, a = 72 * MM, 148 * MM, rng.normal(0, 0.3)
    c, q = np.cos(a), np.sin(a)
    box = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * [wide / 2, high / 2] @ np.array([[c, q], [-q, c]]) + at
    rgb = np.broadcast_to(thing_color(rng), (SIDE, SIDE, 3)).copy()
    inner = area((box - at) * 0.9 + at)
    return rgb + inner[..., None] * (thing_color(rng) - rgb) * rng.integers(0, 2), area(box)


def mask(rng, s):
    p = s.points
    ring = np.vstack([p[[234, 116, 118, 197, 347, 345, 454]], p[[361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136, 172, 58, 132]]])
    x, y = grid()
    shade = 1 - rng.uniform(0, 0.3) * np.abs((x - s.middle[0]) / (60 * MM)) - 0.06 * (np.sin(y / (2.4 * MM)) > 0.7)
    tone = [np.array(v) for v in ([0.65, 0.8, 0.9], [0.95, 0.95, 0.95], [0.08, 0.08, 0.09], [0.9, 0.72, 0.72])][rng.integers(4)]
    return tone * shade[..., None], area(ring)


def frames(rng, s):
    wide = rng.uniform(1.5, 4.5) * MM
    eyes = [s.points[ring].mean(0) for ring in g.EYES]
    gap = np.linalg.norm(eyes[1] - eyes[0])
    half, bend = np.array([gap * 0.4, gap * rng.uniform(0.24, 0.38)]), rng.choice([2.0, 4.0])
    t = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    rim = np.stack([np.sign(np.cos(t)) * np.abs(np.cos(t)) ** (2 / bend) * half[0], np.sign(np.sin(t)) * np.abs(np.sin(t)) ** (2 / bend) * half[1]], -1)
    rims = [rim + eye + [0, 3 * MM] for eye in eyes]
    alpha = np.maximum(stroke(rims[0], wide, True), stroke(rims[1], wide, True))
    alpha = np.maximum(alpha, stroke(np.array([rims[0][0], rims[1][30]]), wide))
    alpha = np.maximum(alpha, stroke(np.array([rims[0][30], s.points[127]]), wide))
    alpha = np.maximum(alpha, stroke(np.array([rims[1][0], s.points[356]]), wide))
    tone = [np.full(3, 0.06), np.array([0.25, 0.15, 0.1]), np.array([0.75, 0.6, 0.35]), np.array([0.6, 0.1, 0.1]), np.full(3, 0.9)][rng.integers(5)]
    return np.broadcast_to(tone, (SIDE, SIDE, 3)), alpha


def strands(rng, s):
    alpha = np.zeros((SIDE, SIDE), np.float32)
    for _ in range(rng.integers(1, 5)):
        a = np.array([s.middle[0] + rng.uniform(-60, 60) * MM, s.oval[:, 1].min() - 5 * MM])
        b = s.middle + rng.uniform([-60, -10], [60, 95]) * MM
        t = np.linspace(0, 1, 24)[:, None]
        side = np.array([-(b - a)[1], (b - a)[0]]) * rng.normal(0, 0.25)
        alpha = np.maximum(alpha, stroke(a + (b - a) * t + side * 4 * t * (1 - t), rng.uniform(0.6, 2.5) * MM))
    return np.broadcast_to(hair_tone(rng), (SIDE, SIDE, 3)), alpha


def lock(rng, s):
    side = rng.choice([-1, 1])
    a = np.array([s.middle[0] + side * rng.uniform(10, 60) * MM, s.oval[:, 1].min() - 5 * MM])
    b = s.middle + np.array([side * rng.uniform(15, 60), rng.uniform(20, 95)]) * MM
    t = np.linspace(0, 1, 24)[:, None]
    bow = np.array([-(b - a)[1], (b - a)[0]]) * rng.normal(0, 0.2)
    alpha, rgb = np.zeros((SIDE, SIDE), np.float32), np.broadcast_to(hair_tone(rng), (SIDE, SIDE, 3)).copy()
    tone = rgb[0, 0].copy()
    for _ in range(30):
        line = a + (b - a) * t + bow * 4 * t * (1 - t) + rng.normal(0, 3 * MM, 2)
        m = stroke(line, rng.uniform(0.6, 1.5) * MM)
        rgb += m[..., None] * (tone * rng.uniform(0.6, 1.5) - rgb)
        alpha = np.maximum(alpha, m)
    return np.clip(rgb, 0, 1), alpha


def thing_color(rng):
    return np.array([[0.95, 0.95, 0.95], [0.08, 0.08, 0.1], [0.75, 0.15, 0.12], [0.15, 0.35, 0.7], [0.2, 0.5, 0.3], [0.85, 0.75, 0.6], [0.5, 0.5, 0.52], [0.55, 0.35, 0.22]])[rng.integers(8)]


def hair_tone(rng):
    return np.array([[0.05, 0.04, 0.04], [0.2, 0.13, 0.09], [0.45, 0.3, 0.18], [0.75, 0.6, 0.4], [0.7, 0.7, 0.7]])[rng.integers(5)]


THINGS = {"hand": hand, "cup": cup, "phone": phone, "mask": mask, "frames": frames, "strands": strands, "lock": lock}


def lipstick(rng, s):
    """A worn product: seen."""
    amount = area(s.points[g.LIPS], 2) * (1 - area(s.points[g.INNER_LIPS], 1)) * rng.uniform(0.5, 0.95)
    tone = np.array([[0.6, 0.05, 0.1], [0.25, 0.03, 0.08], [0.85, 0.3, 0.4], [0.9, 0.65, 0.55], [0.08, 0.05, 0.06]])[rng.integers(5)]
    return s.rgb + amount[..., None] * (tone * (0.5 + s.rgb.mean(-1, keepdims=True)) - s.rgb)


def side_light(rng, s):
    """One half in shade: seen."""
    x, y = grid()
    a = rng.normal(0, 0.4)
    field = ((x - s.middle[0]) * np.cos(a) + (y - s.middle[1]) * np.sin(a)) / (rng.uniform(4, 25) * MM) * rng.choice([-1, 1])
    return s.rgb * (1 - rng.uniform(0.35, 0.75) / (1 + np.exp(-np.clip(field, -30, 30))))[..., None]


def freckles(rng, s):
    rgb = s.rgb.copy()
    for _ in range(rng.integers(60, 250)):
        at = s.middle + rng.uniform(-60, 60, 2) * MM
        cv2.circle(rgb, tuple(int(v) for v in at), int(rng.integers(1, 4)), tuple(float(v) for v in s.skin * rng.uniform(0.5, 0.8)), -1, cv2.LINE_AA)
    return rgb


LOOKS = {"lipstick": lipstick, "side light": side_light, "freckles": freckles}


def carried(rng, s, source, shapes):
    """What was drawn by hand on another photograph, moved over by the faces' cut-outs."""
    alpha = np.zeros((SIDE, SIDE), np.float32)
    for shape in shapes:
        points = g.apply(source.matrix, np.array(shape.get("area") or shape["line"], float))
        alpha = np.maximum(alpha, area(points) if "area" in shape else stroke(points, shape["width"] * SIDE / source.plan[1], shape.get("closed", False)))
    return source.rgb, alpha


def row(s, rgb, alpha):
    small = lambda m: cv2.resize(np.ascontiguousarray(m, np.float32), (g.SIZE, g.SIZE), interpolation=cv2.INTER_AREA)
    as_bytes = lambda m: (np.clip(small(m), 0, 1) * 255).round().astype(np.uint8)
    rgba = np.dstack([as_bytes(rgb), np.full((g.SIZE, g.SIZE), 255, np.uint8)])
    p = s.points * (g.SIZE / SIDE)
    lips = g.fill(p[g.LIPS], g.SIZE).astype(np.uint8)
    inner = g.fill((p[g.OVAL] - p[g.OVAL].mean(0)) * 0.86 + p[g.OVAL].mean(0), g.SIZE).astype(np.uint8)
    return b"".join(a.tobytes() for a in (rgba, g.prior(p), as_bytes(alpha), lips, inner))


def load(picture, landmarks, name, group, yaw=0.0):
    image = cv2.cvtColor(cv2.imread(str(picture)), cv2.COLOR_BGR2RGB)
    told = json.loads(Path(landmarks).read_text())
    points = np.array(told["faces"][0]["landmarks"])[:, :2] * [image.shape[1], image.shape[0]] if "faces" in told else np.array(told["landmarks"])[:, :2]
    return Scene(name, group, image, points, told.get("yaw", yaw))


def main():
    parser = argparse.ArgumentParser()
    for name in ("faces", "landmarks", "heads", "labels", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--each", type=int, default=2, help="pictures of each kind over each photograph")
    a = parser.parse_args()
    cv2.setNumThreads(1)
    labels = json.loads(Path(a.labels).read_text())
    group = lambda n: "turned" if n in labels["turned"] else "Monk 1-3" if labels["bare"][n] < 4 else "Monk 4-6" if labels["bare"][n] < 7 else "Monk 7-10"
    photo = lambda n, of="": load(Path(a.faces) / f"{n}.jpg", Path(a.landmarks) / f"{n}.json", n, of)
    scenes = [photo(n, group(n)) for n in labels["bare"]]
    for path in sorted(Path(a.heads).glob("*.png")):
        s = load(path, path.with_suffix(".json"), path.stem, "")
        s.group = f"head, yaw {min(3, int(abs(s.yaw) / 17.5)) * 17.5:.0f}+"
        scenes.append(s)
    sources = {n: photo(n) for ids in CARRY.values() for n in ids}
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    rng, rows = np.random.default_rng(2026), []
    with open(out / "composites.bin", "wb") as file:
        def put(kind, s, rgb, alpha):
            file.write(row(s, rgb, alpha))
            rows.append({"kind": kind, "face": s.name, "group": s.group, "yaw": round(float(s.yaw), 1)})

        nothing = np.zeros((SIDE, SIDE), np.float32)
        for s in scenes:
            real = not s.name.startswith("head")
            put("bare", s, s.rgb, nothing)
            for kind, draw in LOOKS.items():
                put(f"bare, {kind}", s, draw(rng, s), nothing)
            for kind, draw in THINGS.items():
                for _ in range(a.each if real else 1):
                    thing, alpha = draw(rng, s)
                    put(kind, s, s.rgb + alpha[..., None] * (np.clip(thing, 0, 1) - s.rgb), alpha)
            for kind, ids in CARRY.items() if real and s.group != "turned" else ():
                n = ids[rng.integers(len(ids))]
                thing, alpha = carried(rng, s, sources[n], labels["photographs"][n]["shapes"])
                put(f"pasted {kind}", s, s.rgb + alpha[..., None] * (thing - s.rgb), alpha)
    (out / "composites.json").write_text(json.dumps(rows))
    print(f"{out}: {len(rows)} pictures of {len(scenes)} faces")


if __name__ == "__main__":
    main()
