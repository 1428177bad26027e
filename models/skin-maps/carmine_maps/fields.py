"""Random fields and strokes on a square canvas of samples; everything seeded by the generator handed in."""

import cv2
import numpy as np

cv2.setNumThreads(1)


def smooth(rng, size: int, wave: float) -> np.ndarray:
    """Smooth noise [size, size], mean about 0, standard deviation about 1; `wave` samples between its knots."""
    knots = int(np.ceil(size / wave)) + 4
    grid = rng.standard_normal((knots, knots), np.float32)
    # Long waves need no full resolution.
    coarse = size if wave < 12 else size // 4
    scale = coarse / size * wave
    m = np.array([[1 / scale, 0, 1 + rng.uniform()], [0, 1 / scale, 1 + rng.uniform()]], np.float32)
    out = cv2.warpAffine(grid, m, (coarse, coarse), flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REFLECT)
    return 1.3 * (out if coarse == size else cv2.resize(out, (size, size), interpolation=cv2.INTER_LINEAR))


def blur(values: np.ndarray, sigma: float) -> np.ndarray:
    """Gaussian blur; sigma in samples."""
    if sigma < 0.2:
        return values
    if sigma > 6 and values.ndim == 2:
        small = cv2.resize(values, (values.shape[1] // 4, values.shape[0] // 4), interpolation=cv2.INTER_AREA)
        return cv2.resize(blur(small, sigma / 4), values.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return cv2.GaussianBlur(values, (0, 0), sigma, borderType=cv2.BORDER_REFLECT)


def polyline(canvas: np.ndarray, points: np.ndarray, value: float, thickness: int = 1) -> None:
    """Anti-aliased line on a uint8 canvas; points [n, 2] x, y in samples, the centre of the first sample at .5."""
    fixed = np.round((points - 0.5) * 16).astype(np.int32).reshape(-1, 1, 2)
    cv2.polylines(canvas, [fixed], False, float(value), thickness, cv2.LINE_AA, 4)


def walk(rng, start, angle: float, length: float, bend: float) -> np.ndarray:
    """A curve [n, 2] from `start` on: its direction turns smoothly by about `bend` radians over its length (samples)."""
    n = max(4, int(length / 3))
    turn = rng.normal(0, bend) / n + np.cumsum(rng.normal(0, 0.4 * bend / n, n))
    a = angle + np.cumsum(turn)
    steps = np.stack([np.cos(a), np.sin(a)], 1) * (length / n)
    return np.asarray(start, np.float64) + np.cumsum(steps, 0) - steps[: n // 2].sum(0)


def blob(rng, radius: float, soft: float, uneven: float) -> np.ndarray:
    """Amount 0..1 of an irregular spot in a square patch; radius and softness of its edge in samples."""
    half = int(np.ceil(radius * (1 + 2 * uneven) + 2.5 * soft)) + 1
    y, x = np.mgrid[-half : half + 1, -half : half + 1].astype(np.float32)
    x, y = x - rng.uniform(-0.5, 0.5), y - rng.uniform(-0.5, 0.5)
    stretch, turn = np.exp(rng.normal(0, 0.2)), rng.uniform(0, np.pi)
    u = (x * np.cos(turn) + y * np.sin(turn)) * stretch
    v = (y * np.cos(turn) - x * np.sin(turn)) / stretch
    theta = np.arctan2(v, u)
    edge = 1 + sum(rng.normal(0, uneven / k) * np.cos(k * theta + rng.uniform(0, 6.28)) for k in (2, 3, 5))
    z = np.clip((radius * edge - np.hypot(u, v)) / max(0.25, soft), -8, 8)
    return (1 / (1 + np.exp(-2.2 * z))).astype(np.float32)


def patch(size: int, at, half: int):
    """Slices of canvas and patch for a patch of 2 half + 1 about `at` (x, y); None where it lies outside."""
    x, y = int(at[0]) - half, int(at[1]) - half
    n = 2 * half + 1
    x0, y0, x1, y1 = max(0, x), max(0, y), min(size, x + n), min(size, y + n)
    if x0 >= x1 or y0 >= y1:
        return None
    return (slice(y0, y1), slice(x0, x1)), (slice(y0 - y, y1 - y), slice(x0 - x, x1 - x))
