"""Where the face lies: the upright cut-out, its transform and the prior drawn from the landmarks.

Landmarks: MediaPipe face mesh, 478 points, px of the picture, y down. Mirrored in packages/parsing/src/visibility
(visibility-crop.ts, prior.ts); tests/test_fixture.py and net.test.ts hold both to the same numbers.
"""

import numpy as np

SIZE = 128  # px of the cut-out, VISIBILITY_SIZE
PRIOR = 64  # px of the prior
FILL = 0.78  # share of the cut-out that the oval's longer side takes

OVAL = [10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
        150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109]
LIPS = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146]
INNER_LIPS = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95]
EYES = [[33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246],
        [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466]]
BROWS = [[70, 63, 105, 66, 107, 55, 65, 52, 53, 46], [300, 293, 334, 296, 336, 285, 295, 282, 283, 276]]


def face_turn(points):
    """Roll in the picture, radians, clockwise positive: the line of the eyes and the line from eyes to mouth, summed."""
    eyes, mouth = (points[33] + points[263]) / 2, (points[61] + points[291]) / 2
    across, down = points[263] - points[33], mouth - eyes
    return np.arctan2(across[1] - down[0], across[0] + down[1])


def crop_plan(points):
    """(centre px, span px, turn) of the cut-out of a face."""
    turn = face_turn(points)
    c, s = np.cos(turn), np.sin(turn)
    upright = points[OVAL] @ np.array([[c, -s], [s, c]])
    low, high = upright.min(0), upright.max(0)
    x, y = (low + high) / 2
    return np.array([c * x - s * y, s * x + c * y]), (high - low).max() / FILL, turn


def picture_to_crop(plan, size):
    """2 x 3: picture px to px of a cut-out of `size`."""
    centre, span, turn = plan
    c, s = np.cos(turn) * size / span, np.sin(turn) * size / span
    return np.array([[c, s, size / 2 - c * centre[0] - s * centre[1]],
                     [-s, c, size / 2 + s * centre[0] - c * centre[1]]])


def apply(matrix, points):
    return points @ matrix[:, :2].T + matrix[:, 2]


def fill(polygon, size):
    """Even-odd at pixel centres, bool [size, size]."""
    x = np.arange(size) + 0.5
    inside = np.zeros((size, size), bool)
    a, b = polygon, np.roll(polygon, -1, 0)
    for (ax, ay), (bx, by) in zip(a, b):
        rows = (ay <= x) != (by <= x)
        if not rows.any():
            continue
        at = ax + (x[rows] - ay) * (bx - ax) / (by - ay)
        inside[rows] ^= x[None, :] >= at[:, None]
    return inside


def prior(points):
    """Oval, lips, eyes, brows of landmarks in cut-out px (of SIZE): uint8 [PRIOR, PRIOR, 4] of 0 and 1."""
    p = points * (PRIOR / SIZE)
    both = lambda rings: fill(p[rings[0]], PRIOR) | fill(p[rings[1]], PRIOR)
    return np.stack([fill(p[OVAL], PRIOR), fill(p[LIPS], PRIOR), both(EYES), both(BROWS)], -1).astype(np.uint8)
