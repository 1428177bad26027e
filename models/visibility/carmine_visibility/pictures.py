"""JPEG to PNG, for the measures in TypeScript. usage: python -m carmine_visibility.pictures FROM TO"""

import sys
from pathlib import Path

import cv2

source, target = map(Path, sys.argv[1:])
target.mkdir(parents=True, exist_ok=True)
for path in source.glob("*.jpg"):
    cv2.imwrite(str(target / f"{path.stem}.png"), cv2.imread(str(path)), [cv2.IMWRITE_PNG_COMPRESSION, 1])
