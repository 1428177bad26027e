"""One photograph of each person as region tokens: light, shading, camera, exposure, tone curve, pixel statistics
(skin.md 3.3, 3.4). Everything is an array over people; nothing is rendered."""

from dataclasses import dataclass

import numpy as np

from . import camera, lights, regions, statistics
from .color import LUMA, srgb_decode, srgb_encode
from .recipe import PAPER, Recipe
from .subjects import _smooth


@dataclass
class Capture:
    """tokens [n, 14, 8] raw (a missing region is all zero), valid [n, 14], white [n, 3] ln linear RGB of a frontal
    diffuse white lit like the cheeks, before clipping (exposure and light for the renderer)."""

    tokens: np.ndarray
    valid: np.ndarray
    white: np.ndarray
    #: [n, targets, 3] linear sRGB of flat patches lit like the cheeks, as stored in the picture.
    targets: np.ndarray


def _rotations(rng, n):
    yaw = np.clip(rng.normal(0, 11, n), -32, 32) * np.pi / 180
    pitch = np.clip(rng.normal(0, 8, n), -24, 24) * np.pi / 180
    c, s, cp, sp = np.cos(yaw), np.sin(yaw), np.cos(pitch), np.sin(pitch)
    z = np.zeros(n)
    ry = np.stack([np.stack([c, z, s], -1), np.stack([z, z + 1, z], -1), np.stack([-s, z, c], -1)], 1)
    rx = np.stack([np.stack([z + 1, z, z], -1), np.stack([z, cp, -sp], -1), np.stack([z, sp, cp], -1)], 1)
    return (ry @ rx).astype(np.float32)


def _shading(rng, n, normals, recipe):
    """Ambient and key irradiance per region [n, 14] (frontal about 1), key direction, openness of the eyes 0..1,
    hardness of the scene 0..1. Lid shading is inside; narrow eyes are darker."""
    hard = rng.uniform(size=(n, 1)) < recipe.hard
    soft = np.where(hard, rng.uniform(0.0, 0.3, (n, 1)), rng.uniform(0.1, 1.0, (n, 1)))
    side = np.where(hard[:, 0], 1.6, 0.8)
    key_dir = np.stack([rng.normal(0, side), rng.normal(0.45, 0.5, n), np.abs(rng.normal(1.0, 0.5, n)) + 0.1], -1)
    key_dir /= np.linalg.norm(key_dir, axis=1, keepdims=True)
    cosine = np.einsum("nrk,nk->nr", normals, key_dir)
    key = np.maximum(0, cosine + soft) / (1 + soft)
    key *= np.where(hard & (rng.uniform(size=(n, regions.N)) < recipe.cast), rng.uniform(0.0, 0.6, (n, regions.N)), 1.0)
    amb = 1 + np.einsum("nrk,nk->nr", normals, recipe.relief * rng.normal([0, 0.1, 0], 0.16, (n, 3)))
    amount = rng.uniform(0.3, 1.0, (n, 1)) * np.sqrt(recipe.relief)
    own = np.exp(rng.normal(0, recipe.own, (n, regions.N)) * amount * np.sqrt(recipe.relief))
    occlusion = np.zeros((n, regions.N))
    occlusion[:, 5] = -np.abs(rng.normal(0.03, 0.08, n))
    occlusion[:, 9:11] = np.abs(rng.normal(0.05, 0.1, (n, 1)))
    occlusion[:, 7:9] = np.abs(rng.normal(0.04, 0.12, (n, 1)))
    occlusion[:, 6] = np.abs(rng.normal(0, 0.06, n))
    occlusion[:, :11] *= amount
    occlusion[:, 11] = np.abs(rng.normal(0.25, 0.2, n)) * np.sqrt(recipe.relief) + recipe.folds * rng.uniform(0, 2, n)
    front = recipe.front * rng.uniform(0, 2, (n, 1)) * (regions.NORMALS[:, 2] * regions.FLATNESS - _FACING)
    form = np.exp(front - occlusion) * own
    open_ = rng.uniform(0, 1, (n, 1))
    place = np.clip(0.5 * open_ + 0.5 * rng.uniform(0, 1, (n, 1)), 0, 1)
    lid = recipe.lid[0] + (recipe.lid[1] - recipe.lid[0]) * place
    form[:, regions.SCLERA] = lid * np.exp(rng.normal(0, recipe.eye_own, (n, 2)))
    share = np.where(hard, rng.uniform(0.6, 0.97, (n, 1)), rng.beta(1.6, 1.6, (n, 1)))
    hardness = share * (1 - soft)
    return np.maximum(0.05, amb) * (1 - share) * form, key * share * form, key_dir, open_, hardness


def _light_pair(rng, n, split, families=None):
    """Ambient and key spectra [n, 31]: half the scenes have one lamp, the others two; bounce and screen fill."""
    spectra, weight, names = lights.table(split)
    if families:
        weight = weight * np.isin(names, families)
        weight = weight / weight.sum()
    ia, ib = rng.choice(len(spectra), n, p=weight), rng.choice(len(spectra), n, p=weight)
    mix = rng.beta(0.5, 0.5, (n, 1)).astype(np.float32)
    amb = np.where(rng.uniform(size=(n, 1)) < 0.5, spectra[ia], mix * spectra[ia] + (1 - mix) * spectra[ib])
    two = rng.uniform(size=(n, 1)) < 0.25
    key = np.where(two, spectra[ib], amb)
    bounce = (rng.uniform(size=(n, 1)) < 0.08) * rng.uniform(0.1, 0.5, (n, 1))
    amb = amb * (1 - bounce + bounce * 2 * _smooth(rng, n, 0.05, 0.9))
    screen = (rng.uniform(size=(n, 1)) < 0.2) * rng.uniform(0, 0.3, (n, 1))
    return (amb * (1 - screen) + screen * lights.daylight(7000)[None] / 100).astype(np.float32), key.astype(np.float32)


def _tone(rng, n, recipe):
    """A random tone curve: linear [n, ...] to linear, through gamma, S-curve and shoulder. What lies above the white of 8-bit sRGB
    stays above it, for the share of pixels that clips."""
    gamma = np.exp(rng.normal(0, recipe.gamma_sd, (n, 1, 1)))
    s = rng.normal(recipe.contrast, recipe.s_curve, (n, 1, 1))
    lift = (rng.uniform(size=(n, 1, 1)) < recipe.lifted) * rng.uniform(0.0, recipe.lift, (n, 1, 1))
    toe = (rng.uniform(size=(n, 1, 1)) < 0.6) * rng.uniform(0.0, recipe.toe, (n, 1, 1))
    shoulder = (rng.uniform(size=(n, 1, 1)) < 0.5) * rng.uniform(0.0, 0.35, (n, 1, 1))

    def curve(x):
        x = np.maximum(x, 0)
        x = np.where(x > 0.5, 0.5 + (x - 0.5) / (1 + shoulder * (x - 0.5) * 2), x)
        v = srgb_encode(np.minimum(x, 1.0)) ** gamma
        v = v - s * np.sin(2 * np.pi * v)
        v = v * (1 + toe) * v / np.maximum(v + toe, 1e-6)
        v = lift + (1 - lift) * v
        return (srgb_decode(np.clip(v, 0, 1)) * np.maximum(x, 1)).astype(np.float32)

    return curve


#: Bands of the camera's green, 500-570 nm.
_GREEN = slice(10, 18)
#: Cosine at which most of a face stands to who looks at it.
_FACING = 0.77
#: Gloss of the regions against the cheeks'.
_SHINE = np.array([1.5, 1, 1, 0.7, 0.7, 1.8, 1, 0.4, 0.4, 0.8, 0.8, 1.6, 1, 1])
#: Spread of the light on a card held beside the face against the cheeks', ln.
CARD_SHADE = 0.06


def shoot(rng, refl, split: str, recipe: Recipe = PAPER, cams=None, targets=None, families=None) -> Capture:
    """Photographs people with region reflectance `refl` [n, 14, 31] under cameras and lights of `split`; with them flat
    patches `targets` [n or 1, p, 31] (a card, a wall) in the light of the cheeks. `families`: only lights of these."""
    n = len(refl)
    sens, ccm = cams if cams is not None else camera.table(split)
    which = rng.integers(0, len(sens), n)
    sens, ccm = sens[which], ccm[which]
    normals = np.einsum("nij,rj->nri", _rotations(rng, n), regions.NORMALS)
    shade_a, shade_k, key_dir, open_, hardness = _shading(rng, n, normals, recipe)
    amb, key = _light_pair(rng, n, split, families)

    r = refl.copy()
    mix = np.minimum(rng.beta(1.2, 1.2 / recipe.eye_mix - 1.2, (n, 1, 1)), 0.5)
    r[:, regions.SCLERA] = (1 - mix) * r[:, regions.SCLERA] + mix * 0.6 * r[:, 9:11]
    hair = (rng.uniform(size=(n, regions.N)) < recipe.hair) * rng.beta(1.5, 2.5, (n, regions.N))
    hair[:, 12:] = 0
    strands = _smooth(rng, n, 0.01, 0.35)[:, None]
    r = (1 - hair[..., None]) * r + hair[..., None] * strands
    oil = np.exp(rng.normal(0, recipe.oil, (n, 1)))
    around = 1 + np.einsum("nrk,nk->nr", normals, recipe.sky * rng.normal([0, 1.5, 0], [1.0, 1.0, 0.3], (n, 3)))
    mirrored = rng.uniform(*recipe.surface, (n, 1)) * np.clip(around, 0, 3)
    surface = mirrored + np.abs(rng.normal(0, recipe.sheen, (n, regions.N))) * _SHINE * oil
    gloss = surface / np.maximum(r[..., _GREEN].mean(-1), 0.01)
    r = (r + surface[..., None]).astype(np.float32)

    sa, sk = amb[:, :, None] * sens, key[:, :, None] * sens
    raw = (r @ sa) * shade_a[..., None] + (r @ sk) * shade_k[..., None]
    cheek_a = shade_a[:, regions.CHEEKS].mean(1)[:, None]
    cheek_k = shade_k[:, regions.CHEEKS].mean(1)[:, None]
    white = sa.sum(1) * cheek_a + sk.sum(1) * cheek_k
    flare = rng.uniform(0, 0.02, (n, 1, 1)) * raw[:, regions.SKIN].mean(1, keepdims=True)
    if targets is not None:
        t = np.broadcast_to(targets, (n, *targets.shape[1:])).astype(np.float32)
        held = np.exp(rng.normal(0, CARD_SHADE, (n, 1, 1)))
        lit = (t @ sa) * cheek_a[..., None] + (t @ sk) * cheek_k[..., None]
        raw = np.concatenate([raw, lit * held], 1)
    raw = raw + flare

    rgb, white = _develop(rng, n, recipe, raw, white, ccm)
    tone_map = (rng.uniform(size=(n, 1)) < recipe.tone_map) * rng.uniform(0, 0.25, (n, 1))
    luma = np.maximum(rgb @ LUMA, 1e-4)
    mean = np.exp(np.log(luma[:, regions.SKIN]).mean(1, keepdims=True))
    rgb = rgb * ((luma / mean) ** -tone_map)[..., None]
    look = (np.array(recipe.look) * rng.uniform(0, 2, (n, 1, 1)) + rng.normal(0, recipe.look_sd, (n, 1, 3))) * (
        rng.uniform(size=(n, 1, 1)) < recipe.look_share
    )
    rgb[:, regions.SKIN] *= np.exp(look)
    rgb[:, : regions.N] *= np.exp(_tint(rng, shade_a + shade_k, recipe))
    rgb = _tone(rng, n, recipe)(rgb)
    facing = np.clip(normals[..., 2] * regions.FLATNESS * np.exp(rng.normal(0, 0.03, (n, regions.N))), 0, 1)
    facing[:, regions.SCLERA] = open_
    scene = (1 - tone_map, hardness, hair, gloss)
    tokens, valid = statistics.tokens_of(rng, rgb[:, : regions.N], facing, scene, recipe)
    patches = rgb[:, regions.N :] * np.exp(rng.normal(0, 0.006, (n, rgb.shape[1] - regions.N, 3)))
    return Capture(tokens, valid, np.log(white).astype(np.float32), np.minimum(patches, 1).astype(np.float32))


def _tint(rng, shade, recipe):
    """ln gain of R, G, B [n, 14, 3] that each region's light has beside the lamps: its own, and that of shade."""
    n = len(shade)
    amount = rng.uniform(0, 2, (n, 1)) * recipe.tint
    warm, green = rng.normal(0, 1, (2, n, regions.N))
    sides = rng.normal(0, 1, (n, 1)) * np.sign(regions.NORMALS[:, 0]) * (np.abs(regions.NORMALS[:, 0]) > 0.1)
    warm = amount * (0.8 * warm + 0.6 * sides)
    warm[:, regions.SCLERA] *= 0.4
    green = 0.35 * amount * green
    dark = -np.log(shade / shade[:, regions.SKIN].mean(1, keepdims=True)).clip(-1.5, 1.5)
    red = recipe.redden * rng.uniform(0, 2, (n, 1)) * dark
    return np.stack([warm - green + red, 0 * warm, -0.8 * warm - green - 0.6 * red], -1)


def _develop(rng, n, recipe, raw, white, ccm):
    """White balance with its residual, colour matrix, saturation and exposure: raw to linear sRGB; the white too."""
    by, gm = rng.normal(0, recipe.wb_by, n), rng.normal(0, recipe.wb_gm, n)
    worse = np.where(rng.uniform(size=n) < 0.1, 2.0, 1.0)
    residual = np.exp(np.stack([by * worse / 2, -gm * worse, -by * worse / 2], -1))
    gain = residual / np.maximum(white, 1e-6)
    # phones leave a warm cast on warm light on purpose
    warm = np.log(np.maximum(white[:, 0] / white[:, 2], 1e-3))
    keep = (rng.uniform(size=n) < 0.35) * rng.uniform(0, 0.12, n) * np.maximum(0, warm - warm.mean())
    gain *= np.exp(np.stack([keep / 2, 0 * keep, -keep / 2], -1))
    sat = rng.uniform(*recipe.saturation, (n, 1, 1))
    m = ccm * sat + (1 - sat) * np.einsum("k,nkj->nj", LUMA, ccm)[:, None, :]
    rgb = np.einsum("nrj,nij->nri", raw * gain[:, None], m)
    out_white = np.einsum("nj,nij->ni", white * gain, m)
    rgb = np.maximum(rgb, 1e-4 * out_white[:, None])
    y_face = (rgb[:, regions.SKIN] @ LUMA).mean(1)
    ae = (0.35 / np.maximum(y_face, 1e-3)) ** rng.uniform(*recipe.face_ae, n)
    ev = 2 ** rng.normal(recipe.ev, recipe.ev_sd, n) * ae
    return rgb * ev[:, None, None], np.maximum(out_white, 1e-4) * ev[:, None]


