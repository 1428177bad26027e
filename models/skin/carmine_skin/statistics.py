"""From the light of each region to its token: texture, noise, gloss peaks, clipping, what is seen (TOKENS.md)."""

import numpy as np
from scipy.special import ndtri

from . import regions
from .recipe import Recipe

#: px of each region over those of an upper cheek (median of photographs; TOKENS.md).
_AREA = np.array([3.3, 1, 1, 0.55, 0.55, 1, 1.2, 0.25, 0.25, 0.67, 0.67, 1.6, 0.12, 0.12])


#: Share of captures with a beauty filter's smoothing.
SMOOTHED = 0.15
#: Share of captures stored with coarse chroma (JPEG 4:2:0), and the most of a small eye's colour that its lids then lend it.
CHROMA_SHARE, CHROMA_BLEED = 0.6, 0.3
#: An eye's white is not seen when this share of it is clipped or more (TOKENS.md). Blown skin is: medians of the channels that
#: did not clip stay exact, and one that did says "at least".
MAX_CLIPPED = 0.9
#: ln of the linear value at which a pixel counts as clipped (code 250).
LN_CLIP = np.log(0.955)


def clipped_share(top, sigma, shine):
    """Share of pixels beyond LN_CLIP: logistic approximation of a normal of ln light around `top`, the brightest channel."""
    return 1 / (1 + np.exp(-1.702 * (top - LN_CLIP) / np.maximum(sigma + shine, 0.02)))


def of_regions(rng, n, rgb, facing, scene, recipe: Recipe):
    """IQR of ln G, clipped share, pixel count and upper tail, as a texture, shade and noise model (TOKENS.md).
    `scene`: [n, 1] what local tone mapping leaves of shade gradients; [n, 1] hardness of the light; [n, 14] hair;
    [n, 14] surface reflection over the skin's own: gloss peaks are its peaks, and stand out more on deep skin."""
    flat, hardness, hair, gloss = scene
    noise = np.exp(rng.normal(np.log(0.03), 0.5, (n, 1))) / np.sqrt(np.maximum(rgb[..., 1], 0.01) * 4)
    texture = np.exp(rng.normal(np.log(0.07), 0.4, (n, regions.N)))
    texture[:, regions.LIPS] *= rng.uniform(1.5, 9.0, n)
    texture[:, regions.SCLERA] *= rng.uniform(0.7, 1.8, (n, 1))
    hardness = np.repeat(hardness, regions.N, 1)
    grad = np.sqrt(recipe.relief) * np.abs(rng.normal(0, 0.12, (n, regions.N))) + hardness * np.abs(rng.normal(0, 0.35, (n, regions.N)))
    grad[:, regions.SCLERA] *= 0.3
    # beauty smoothing takes fine texture, not light (skin.md 3.4, step 6)
    texture *= np.where(rng.uniform(size=(n, 1)) < SMOOTHED, rng.uniform(0.2, 0.7, (n, 1)), 1.0)
    strands = hair * rng.uniform(0.3, 1.5, hair.shape)
    sigma = np.sqrt(noise**2 + texture**2 + (grad * flat) ** 2 + strands**2 + (recipe.gloss * gloss) ** 2)
    peak = np.exp(rng.normal(np.log(0.6), 0.6, (n, 1)) + rng.normal(0, 0.35, (n, regions.N)))
    shine = np.log1p(peak * gloss)
    top = np.log(np.maximum(rgb.max(-1), 1e-4))
    size = np.exp(rng.normal(np.log(2500), 1.0, (n, 1)))
    count = size * _AREA * np.exp(rng.normal(0, 0.25, (n, regions.N))) * np.clip(facing, 0.1, 1)
    upper = np.exp(recipe.tail + rng.normal(0, abs(recipe.tail), (n, 1)))
    clipped = clipped_share(top, upper * sigma, upper * shine)
    return 1.349 * sigma, clipped, count, upper * (1.28 * sigma + shine)


def tokens_of(rng, rgb, facing, scene, recipe: Recipe) -> tuple[np.ndarray, np.ndarray]:
    """Linear region medians [n, 14, 3], before they clip at 1 -> tokens [n, 14, 8], valid [n, 14]."""
    n = len(rgb)
    iqr, clipped, count, tail = of_regions(rng, n, rgb, facing, scene, recipe)
    jitter = rng.normal(0, 0.012, (n, regions.N, 1)) + rng.normal(0, 0.006, (n, regions.N, 3))
    ln = np.log(np.maximum(rgb, 1 / 4096)) + jitter
    tokens = np.empty((n, regions.N, regions.C), np.float32)
    ln[:, regions.SCLERA] -= lost(iqr, clipped)[:, regions.SCLERA, None]
    bleed(rng, ln, count)
    tokens[..., 0:3] = np.minimum(ln, 0)
    tokens[..., 3] = spread(ln[..., 1], iqr)
    tokens[..., 4] = clipped
    tokens[..., 5] = np.log1p(count)
    tokens[..., 6] = facing
    tokens[..., 7] = np.minimum(tail, -tokens[..., 1])
    seen = facing > 0.5
    warmth = tokens[..., 0] - tokens[..., 2]
    # packages/skin tokens.ts, plausibleSclera: bluer and not much darker than the skin under the eye
    bluer = warmth[:, 9:11] - warmth[:, regions.SCLERA] > 0.12
    seen[:, regions.SCLERA] = bluer & (tokens[:, regions.SCLERA, 1] - tokens[:, 9:11, 1] > -0.45)
    seen[:, regions.SCLERA] &= clipped[:, regions.SCLERA] < MAX_CLIPPED
    valid = _dropout(rng, n) & seen & (count >= 12)
    tokens[~valid] = 0
    return tokens, valid


def spread(ln, iqr):
    """IQR of light with median `ln`, of which nothing lies above the white."""
    return np.minimum(ln + iqr / 2, 0) - np.minimum(ln - iqr / 2, 0)


def lost(iqr, clipped):
    """ln by which the median of what is not clipped lies lower (eyes: their clipped pixels are catchlights and left out)."""
    return iqr / 1.349 * ndtri(np.clip(0.5 + clipped / 2, 0.5, 0.99))


def bleed(rng, ln, count) -> None:
    """Coarse chroma: the white of a small eye takes colour from the lid under it, its brightness stays."""
    share = (rng.uniform(size=(len(ln), 1)) < CHROMA_SHARE) * rng.uniform(0, CHROMA_BLEED, (len(ln), 1))
    for eye, lid in ((12, 9), (13, 10)):
        m = share / (1 + count[:, eye, None] / 300)
        for k in (0, 2):
            own, other = (ln[:, r, k] - ln[:, r, 1] for r in (eye, lid))
            ln[:, eye, k] += m[:, 0] * (other - own)


def _dropout(rng, n) -> np.ndarray:
    """[n, 14] regions seen: hair on the forehead, masks, hands, closed or covered eyes. At least one cheek stays."""
    p = np.array([0.12, 0.03, 0.03, 0.04, 0.04, 0.03, 0.05, 0.08, 0.08, 0.04, 0.04, 0.1, 0.06, 0.06])
    seen = rng.uniform(size=(n, regions.N)) > p
    seen[rng.uniform(size=n) < 0.1, 12:14] = False
    mask = rng.uniform(size=n) < 0.02
    seen[np.ix_(mask, [3, 4, 6, 7, 8, 11])] = False
    seen[:, 1] |= ~seen[:, [1, 2]].any(1)
    return seen
