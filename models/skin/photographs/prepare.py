"""Raw pixels and landmarks of photographs around the face, for the TypeScript side of the evaluation (stability.mts).

    python photographs/prepare.py PHOTO_FOLDER LANDMARK_FOLDER OUT_FOLDER [NTH]

LANDMARK_FOLDER holds one JSON a photograph, {faces: [{landmarks: [[x, y, z] x 478]}]}, 0..1 of the picture (landmarks.py writes
them). NTH > 1 takes every n-th photograph. Writes <name>.rgba, <name>.jpeg60.rgba and <name>.face.json; pictures larger than
SIDE are scaled down first, as the analyser does."""

import io
import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

SIDE = 1000
MARGIN = 0.25
IDENTITY = np.eye(4).ravel().tolist()


def crop_of(image: Image.Image, points: np.ndarray) -> tuple[Image.Image, np.ndarray]:
    """The face with a margin, and the landmarks in 0..1 of that crop (z in its widths)."""
    box = points[:, :2] * image.size
    margin = MARGIN * np.ptp(box, 0).max()
    x0, y0 = np.maximum(0, box.min(0) - margin).astype(int)
    x1, y1 = np.minimum(image.size, box.max(0) + margin).astype(int)
    out = points.copy()
    out[:, 0] = (points[:, 0] * image.width - x0) / (x1 - x0)
    out[:, 1] = (points[:, 1] * image.height - y0) / (y1 - y0)
    out[:, 2] *= image.width / (x1 - x0)
    return image.crop((int(x0), int(y0), int(x1), int(y1))), out


def main(photos: Path, landmarks: Path, out: Path, nth: int = 1) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for file in sorted(photos.glob("*.jpg"))[::nth]:
        found = landmarks / f"{file.stem}.json"
        faces = json.loads(found.read_text())["faces"] if found.exists() else []
        if not faces:
            continue
        image = ImageOps.exif_transpose(Image.open(file)).convert("RGB")
        image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
        crop, points = crop_of(image, np.array(faces[0]["landmarks"]))
        again = io.BytesIO()
        crop.save(again, "JPEG", quality=60)
        for name, picture in (("", crop), (".jpeg60", Image.open(again))):
            (out / f"{file.stem}{name}.rgba").write_bytes(picture.convert("RGBA").tobytes())
        face = {"width": crop.width, "height": crop.height, "landmarks": points.ravel().tolist(), "pose": IDENTITY}
        (out / f"{file.stem}.face.json").write_text(json.dumps(face))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 1)
