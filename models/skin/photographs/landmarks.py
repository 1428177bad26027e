"""Landmarks and raw pixels of photographs, for stability.ts. Needs `pip install mediapipe==1.2.2 pillow` in its own environment
(mediapipe pins other versions than training does).

    python landmarks.py FACE_LANDMARKER.task PHOTO_FOLDER OUT_FOLDER
"""

import io
import json
import sys
from pathlib import Path

import mediapipe as mp
import numpy as np
from mediapipe.tasks import python as tasks
from mediapipe.tasks.python import vision
from PIL import Image, ImageOps


def main(model: str, photos: Path, out: Path) -> None:
    options = vision.FaceLandmarkerOptions(
        base_options=tasks.BaseOptions(model_asset_path=model), output_facial_transformation_matrixes=True, num_faces=1
    )
    finder = vision.FaceLandmarker.create_from_options(options)
    out.mkdir(parents=True, exist_ok=True)
    for file in sorted(photos.glob("*.jpg")):
        image = ImageOps.exif_transpose(Image.open(file)).convert("RGB")
        pixels = np.ascontiguousarray(np.asarray(image))
        found = finder.detect(mp.Image(image_format=mp.ImageFormat.SRGB, data=pixels))
        if not found.face_landmarks:
            continue
        points = np.array([[p.x, p.y, p.z] for p in found.face_landmarks[0]])
        box = points[:, :2] * image.size
        margin = 0.25 * np.ptp(box, 0).max()
        x0, y0 = np.maximum(0, box.min(0) - margin).astype(int)
        x1, y1 = np.minimum(image.size, box.max(0) + margin).astype(int)
        points[:, 0] = (points[:, 0] * image.width - x0) / (x1 - x0)
        points[:, 1] = (points[:, 1] * image.height - y0) / (y1 - y0)
        points[:, 2] *= image.width / (x1 - x0)
        crop = image.crop((x0, y0, x1, y1))
        again = io.BytesIO()
        crop.save(again, "JPEG", quality=60)
        for name, picture in (("", crop), (".jpeg60", Image.open(again).convert("RGBA"))):
            (out / f"{file.stem}{name}.rgba").write_bytes(picture.convert("RGBA").tobytes())
        pose = np.asarray(found.facial_transformation_matrixes[0]).T.ravel().tolist()
        face = {"width": crop.width, "height": crop.height, "landmarks": points.ravel().tolist(), "pose": pose}
        (out / f"{file.stem}.face.json").write_text(json.dumps(face))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
