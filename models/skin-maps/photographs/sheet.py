"""Maps of photographs beside their flat faces: `python -m photographs.sheet PLANES WEIGHTS.onnx OUT_PREFIX` (folder of planes.mts).
Prints, for each picture, how much of the skin is called line, spot, blemish, shiny: nothing here has a truth."""

import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from carmine_maps.export import SIZE, run_onnx
from carmine_maps.scene import CHANNELS, INPUTS

RANGES = {"melanin": (-1, 1), "blood": (-1, 1), "shade": (-1.5, 1), "specular": (0, 0.4)}
PER_SHEET = 6


def face(planes: np.ndarray) -> np.ndarray:
    """The flat face in about its colours: a neutral skin of its lightness."""
    tone = planes[5].max() if planes[5].max() > 0 else planes[5].min()
    base = np.array([0.45, 0.27, 0.19]) * np.exp(1.1 * tone)
    rgb = np.exp(planes[:3]).transpose(1, 2, 0) * base
    return np.clip(rgb, 0, 1) ** (1 / 2.2) * planes[3][..., None]


def shown(maps: np.ndarray, mask: np.ndarray) -> list[np.ndarray]:
    out = []
    for k, name in enumerate(CHANNELS):
        lo, hi = RANGES.get(name, (0, 1))
        out.append(np.repeat((np.clip((maps[k] - lo) / (hi - lo), 0, 1) * mask)[..., None], 3, 2))
    return out


def main(folder: Path, weights: Path, prefix: str) -> None:
    data = weights.read_bytes()
    rows = []
    for row in json.loads((folder / "index.json").read_text()):
        planes = np.fromfile(folder / f"{row['id']}.planes", np.float32).reshape(INPUTS, SIZE, SIZE)
        maps = run_onnx(data, planes[None])[0]
        mask = planes[3]
        share = {n: 100 * float(((maps[k] > (0.08 if n == "specular" else 0.5)) * mask).sum() / mask.sum()) for k, n in enumerate(CHANNELS) if k > 2}
        print(row["id"], f"L* {row['lab'][0]:.0f} {row['pxPerMm']:.1f} px/mm", *(f"{n} {v:.1f}%" for n, v in share.items()), flush=True)
        strip = np.concatenate([face(planes), *shown(maps, mask)], 1)[40:500]
        image = Image.fromarray((strip * 255).astype(np.uint8)).resize((9 * 256, 230))
        ImageDraw.Draw(image).text((3, 3), f"{row['id']} L*{row['lab'][0]:.0f}", fill=(255, 255, 0))
        rows.append(np.asarray(image))
    for k in range(0, len(rows), PER_SHEET):
        Image.fromarray(np.concatenate(rows[k : k + PER_SHEET])).save(f"{prefix}{k // PER_SHEET}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
