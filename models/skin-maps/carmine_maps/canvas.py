"""One window of the flat face, twice as fine as the map, with everything that lies on and in the skin."""

from dataclasses import dataclass

import cv2
import numpy as np

from . import geometry

#: Samples per texel, each way: a texel is .46 mm, a fine line .2 mm.
FINE = 2


@dataclass
class Canvas:
    """A window of `n` texels, arrays [n x FINE, n x FINE]. Layers add to its planes; labels are 0..1."""

    n: int
    #: Upper left texel of the window.
    x: int
    y: int
    #: +1, or -1 when the window is seen in the mirror.
    flip: int
    normal: np.ndarray
    right: np.ndarray
    down: np.ndarray
    skin: np.ndarray
    #: Change of ln(melanin) and ln(blood) against the base skin.
    mel: np.ndarray
    blood: np.ndarray
    #: Height over the head, mm.
    height: np.ndarray
    #: ln of the light that creases, nostrils and troughs keep.
    occlusion: np.ndarray
    #: What hides the skin (hair, frames): share 0..1, and its linear reflectance.
    cover: np.ndarray
    cover_rgb: np.ndarray
    #: Creases' label; spots', blemishes' and pores' likewise.
    line: np.ndarray
    spot: np.ndarray
    blemish: np.ndarray
    pore: np.ndarray
    #: mm per sample; the UV is even to a tenth.
    mm: float = geometry.MM_PER_TEXEL / FINE

    @property
    def size(self) -> int:
        return self.n * FINE

    def field_of(self, *names: str) -> np.ndarray:
        """Soft mask of fields of the face on the canvas."""
        return self.fine(geometry.load().field(*names))

    def fine(self, plane: np.ndarray) -> np.ndarray:
        part = plane[self.y : self.y + self.n, self.x : self.x + self.n]
        if self.flip < 0:
            part = part[:, ::-1]
        return cv2.resize(np.ascontiguousarray(part), (self.size, self.size), interpolation=cv2.INTER_LINEAR)

    def point(self, landmark: int) -> np.ndarray:
        """x, y of a landmark in samples (may lie outside). The face is symmetric, so mirrored windows differ in light only."""
        x, y = geometry.load().points[landmark]
        px = x - self.x if self.flip > 0 else self.n - (x - self.x)
        return np.array([px, y - self.y]) * FINE

    def somewhere(self, rng, mask: np.ndarray | None = None) -> np.ndarray:
        """A random sample position, on `mask` where it has any."""
        for _ in range(12):
            p = rng.uniform(0, self.size, 2)
            if mask is None or mask[int(p[1]), int(p[0])] > 0.5:
                return p
        return rng.uniform(0, self.size, 2)


def window(rng, n: int) -> Canvas:
    """A window with some skin in it, at a random place."""
    face = geometry.load()
    for _ in range(50):
        x, y = (int(v) for v in rng.integers(0, geometry.SIZE - n + 1, 2))
        if face.skin[y : y + n, x : x + n].mean() > 0.45:
            return at(x, y, n, -1 if rng.uniform() < 0.5 else 1)
    return at((geometry.SIZE - n) // 2, 60, n, 1)


def at(x: int, y: int, n: int, flip: int = 1) -> Canvas:
    """The window whose upper left texel is x, y."""
    face = geometry.load()
    zero = lambda: np.zeros((n * FINE, n * FINE), np.float32)  # noqa: E731
    c = Canvas(
        n, x, y, flip, normal=np.empty(0), right=np.empty(0), down=np.empty(0), skin=np.empty(0),
        mel=zero(), blood=zero(), height=zero(), occlusion=zero(), cover=zero(),
        cover_rgb=np.zeros((n * FINE, n * FINE, 3), np.float32), line=zero(), spot=zero(), blemish=zero(), pore=zero(),
    )  # fmt: skip
    for name in ("normal", "right", "down", "skin"):
        setattr(c, name, c.fine(getattr(face, name)))
    c.right, c.down = c.right / FINE, c.down / FINE
    if flip < 0:
        # The head is its own mirror image: x turns round, and so does what lies to the right.
        c.normal[..., 0] *= -1
        c.right[..., 1:] *= -1
        c.down[..., 0] *= -1
    return c
