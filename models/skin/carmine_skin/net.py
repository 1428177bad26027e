"""ColourNet: tokens -> Lab with covariance, light, ordinal Monk tone. A plain perceptron: 130 -> 512 -> 384 -> 256 -> 21.

Outputs of one member, 21 numbers: 0-2 Lab mean in units of SCALE around CENTER; 3-8 lower Cholesky factor of the
precision in those units (log diagonal 3, then 21, 31, 32); 9-11 ln luminance of a white, ln R/G, ln B/G of the light;
12-20 logits of MST > 1 .. > 9."""

import jax
import jax.numpy as jnp
import numpy as np

from . import color, reference, regions

SUMMARY = 12
#: 14 x 8 tokens, 12 of the whole face, 6 of a card in the picture.
INPUTS = regions.N * regions.C + SUMMARY + reference.CHANNELS
WIDTHS = (INPUTS, 512, 384, 256, 21)
CENTER = np.array([48.0, 11.5, 20.0], np.float32)
#: A step of one noticeable difference in L*, a*, b* (skin.md 5.3), times 8 so that outputs are near unit size.
SCALE = np.array([1.2, 0.8, 1.0], np.float32) * 8
LN_COUNT = 5
#: Weight of the mean dE00 beside the likelihood.
DE = 1.5
#: Weights (units of SCALE squared) of the difference between a capture and its edited copy, and of the spread between
#: captures of one person; weight of the edited copy as a capture of its own (docs/decisions/0255, 0290).
EDIT, PAIR, COPY = 3.0, 0.3, 0.5
#: The skin's median against the white of a card lies about here (`chroma`), and its spread.
CARD_MEAN = np.array([-1.7, 0.65, -0.45], np.float32)
CARD_SD = np.array([0.65, 0.2, 0.25], np.float32)
#: ln reflectance of a grey card: middle and spread.
LEVEL_MEAN, LEVEL_SD = -0.8, 0.45
#: z-scores are clipped: colours far out, the statistics of a region (which synthesis knows less well) nearer.
CLIP = np.array([6, 6, 6, 2.5, 2.5, 2.5, 2.5, 2.5], np.float32)


def summary(tokens, valid):
    """Twelve numbers about the face as a whole [..., 12], which hard light leaves standing where single regions fall:
    median ln RGB of the skin; brightest and darkest region against it (ln G); the brighter eye's white and the lips
    against it (ln RGB each); share of skin regions seen. What was not seen is NaN."""
    seen = valid[..., :11]
    count = seen.sum(-1)
    rows = np.ascontiguousarray(np.swapaxes(np.where(seen[..., None], tokens[..., :11, :3], np.inf), -1, -2))
    rows.sort(-1)
    pick = lambda i: np.take_along_axis(rows, np.clip(i, 0, 10)[..., None, None], -1)[..., 0]  # noqa: E731
    none = np.where(count > 0, 0.0, np.nan)[..., None]
    mid = np.where(count > 0, 1.0, np.nan)[..., None] * np.where(count[..., None] > 0, 0.5 * (pick((count - 1) // 2) + pick(count // 2)), 0)
    top = np.where(count > 0, pick(count - 1)[..., 1], 0) + none[..., 0]
    low = np.where(count > 0, pick(np.zeros_like(count))[..., 1], 0) + none[..., 0]
    eyes = np.where(valid[..., 12:14, None], tokens[..., 12:14, :3], np.nan)
    right = ~valid[..., 12] | (valid[..., 13] & (tokens[..., 13, 1] > tokens[..., 12, 1]))
    eye = np.where(right[..., None], eyes[..., 1, :], eyes[..., 0, :])
    lips = np.where(valid[..., 11, None], tokens[..., 11, :3], np.nan)
    share = valid[..., :11].mean(-1)
    one = np.stack([top - mid[..., 1], low - mid[..., 1]], -1)
    return np.concatenate([mid, one, eye - mid, lips - mid, share[..., None]], -1)


def chroma(ln):
    """ln R, G, B [..., 3] -> ln G, ln R/G, ln B/G: how bright, and what colour, apart."""
    return np.stack([ln[..., 1], ln[..., 0] - ln[..., 1], ln[..., 2] - ln[..., 1]], -1)


def relative(tokens, valid):
    """Tokens [..., 14, 8] with their colours against the median skin (`chroma` of each), and the twelve numbers of the face
    [..., 12] with theirs as `chroma`. What an exposure or a white balance does to all regions alike then stands in three numbers
    of the face, and what the regions say of each other stands by itself."""
    face = summary(tokens, valid)
    mid = np.nan_to_num(face[..., :3])
    out = tokens.copy()
    out[..., :3] = np.where(valid[..., None], chroma(tokens[..., :3] - mid[..., None, :]), 0)
    parts = [chroma(face[..., :3]), face[..., 3:5], chroma(face[..., 5:8]), chroma(face[..., 8:11]), face[..., 11:]]
    return out, np.concatenate(parts, -1)


def card_input(mid, card):
    """Six numbers of a card [..., 6]: the median skin (`chroma`) against its white, near unit size; card read; matrix applied;
    reflectance of the grey that told the white, near unit size (0 with a matrix). All 0 without one."""
    flag = card[..., 3:4] > 0
    x = np.clip(np.nan_to_num((mid - chroma(card[..., :3]) - CARD_MEAN) / CARD_SD), -6, 6)
    level = np.clip((card[..., 5:6] - LEVEL_MEAN) / LEVEL_SD, -6, 6)
    level = np.where(flag & (card[..., 4:5] == 0), level, 0.0)
    return np.concatenate([np.where(flag, x, 0.0), card[..., 3:5], level], -1)


def normalise(tokens, valid, stats, card=None):
    """Raw tokens [..., 14, 8] -> net input [..., 130]: z-scores of the relative tokens, then of the face, then the card. A
    missing region reads as the mean everywhere but in its count; a missing number of the face as the mean."""
    n = regions.N * regions.C
    mean, sd = stats
    t, face = relative(tokens, valid)
    x = (t - mean[:n].reshape(regions.N, regions.C)) / sd[:n].reshape(regions.N, regions.C)
    keep = valid[..., None] | (np.arange(regions.C) == LN_COUNT)
    x = np.clip(np.where(keep, x, 0.0), -CLIP, CLIP)
    y = np.nan_to_num((face - mean[n:]) / sd[n:])
    if card is None:
        card = np.zeros((*tokens.shape[:-2], reference.CHANNELS), np.float32)
    parts = [x.reshape(*x.shape[:-2], -1), np.clip(y, -6, 6), card_input(face[..., :3], card)]
    return np.concatenate(parts, -1).astype(np.float32)


def init(key):
    """He-initialised weights: list of (W [in, out], b [out])."""
    keys = jax.random.split(key, len(WIDTHS) - 1)
    layers = []
    for i, (k, a, b) in enumerate(zip(keys, WIDTHS[:-1], WIDTHS[1:])):
        scale = np.sqrt(2 / a) if i < len(WIDTHS) - 2 else 0.05
        layers.append((jax.random.normal(k, (a, b)) * scale, jnp.zeros(b)))
    return layers


@jax.custom_vjp
def short(x, w):
    """x @ w with factors rounded to 8 bits of mantissa and sums in float32, forward and back: four times as fast on processors
    that multiply bfloat16. Training only."""
    return _rounded(x, w, 0)


def _rounded(a, b, axis: int):
    """a over its last axis with b over `axis`."""
    a, b = (v.astype(jnp.bfloat16) for v in (a, b))
    return jax.lax.dot_general(a, b, (((1,), (axis,)), ((), ())), preferred_element_type=jnp.float32)


short.defvjp(lambda x, w: (_rounded(x, w, 0), (x, w)), lambda kept, g: (_rounded(g, kept[1], 1), kept[0].T @ g))


def forward(layers, x, product=jnp.matmul):
    """[n, 130] -> [n, 21]. `product` multiplies where rounding does not reach the inputs or the outputs: the middle layers."""
    for i, (w, b) in enumerate(layers[:-1]):
        x = jax.nn.gelu((x @ w if i == 0 else product(x, w)) + b, approximate=True)
    w, b = layers[-1]
    return x @ w + b


def lab_of(out):
    return out[..., 0:3] * SCALE + CENTER


def whitened(out, lab):
    """L^T (y - mu) in scaled units and ln det L."""
    r = (lab - CENTER) / SCALE - out[..., 0:3]
    d = jnp.clip(out[..., 3:6], -3, 5)
    l11, l22, l33 = jnp.exp(d[..., 0]), jnp.exp(d[..., 1]), jnp.exp(d[..., 2])
    l21, l31, l32 = out[..., 6], out[..., 7], out[..., 8]
    z = jnp.stack([l11 * r[..., 0] + l21 * r[..., 1] + l31 * r[..., 2], l22 * r[..., 1] + l32 * r[..., 2], l33 * r[..., 2]], -1)
    return z, d.sum(-1)


def covariance(out: np.ndarray) -> np.ndarray:
    """[n, 21] -> Lab covariance [n, 3, 3]."""
    n = len(out)
    d = np.exp(np.clip(out[:, 3:6], -3, 5))
    lo = np.zeros((n, 3, 3))
    lo[:, 0, 0], lo[:, 1, 1], lo[:, 2, 2] = d.T
    lo[:, 1, 0], lo[:, 2, 0], lo[:, 2, 1] = out[:, 6], out[:, 7], out[:, 8]
    cov = np.linalg.inv(lo @ lo.transpose(0, 2, 1))
    return cov * SCALE[:, None] * SCALE[None]


def loss(layers, x, lab, white, weight):
    """x [n, k, 129]: k captures of each of n people, the last an edited copy of the first. Terms: skin.md 5.3."""
    n, k, _ = x.shape
    out = forward(layers, x.reshape(n * k, -1), short)
    y = jnp.repeat(lab, k, 0)
    w = jnp.repeat(weight, k)
    z, logdet = whitened(out, y)
    nll = 0.5 * (z**2).sum(-1) - logdet
    mu = lab_of(out)
    de = color.delta_e2000(mu, y, jnp)
    ita = color.ita(y, jnp)
    mst = (ita[:, None] < color.MST_CUTS[None]).astype(jnp.float32)
    logits = out[:, 12:21]
    bce = (jnp.logaddexp(0.0, logits) - mst * logits).mean(-1)
    wt = white.reshape(n * k, 3)
    luma = jnp.log(jnp.exp(wt) @ color.LUMA)
    target = jnp.stack([luma, wt[:, 0] - wt[:, 1], wt[:, 2] - wt[:, 1]], -1)
    light = (jnp.abs(out[:, 9:12] - target) * jnp.array([1.0, 3.0, 3.0])).mean(-1)
    m = out[:, 0:3].reshape(n, k, 3)
    pair = ((m - m.mean(1, keepdims=True)) ** 2).sum(-1)
    edit = ((m[:, :1] - m[:, -1:]) ** 2).sum(-1) / 2 * jnp.array([1.0] + [0.0] * (k - 2) + [1.0])
    copy = jnp.tile(jnp.array([1.0] * (k - 1) + [COPY]), n)
    total = copy * (nll + DE * de + 0.2 * bce + 0.2 * light) + (PAIR * pair + EDIT * edit).reshape(-1)
    return (w * total).mean(), de
