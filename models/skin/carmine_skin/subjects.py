"""Synthetic people: fourteen region reflectances and the true colour (skin.md 3.1, 3.2)."""

from dataclasses import dataclass

import numpy as np

from . import color, regions
from .skin_model import PARAMS, diffuse, nist_fits
from .spectra import NM, reflectance_to_xyz

FM_RANGE = (0.012, 0.6)
#: Reflectance that a specular-excluded reading still holds beside the two chromophores: rough surface and horny layer
#: (docs/decisions/0033). Without it skin of L* 30-48 is a third more vivid than published faces; one value a person.
FLOOR = (0.0, 0.035)
#: Share of the six ITA classes in training: brown and dark are wider in L* and harder (CARD.md).
TRAIN_SHARE = (1.1, 0.95, 0.95, 1.05, 1.6, 0.95)
#: Training people: share that keep melanin and blood of the measured people they stand between; share whose numbers come from a
#: pair of people each; where on the line through two people they stand; own spread over that of the measured people.
OWN_SHARE, LOOSE_SHARE, BEYOND, OWN_SPREAD = 0.3, 0.3, (-0.3, 1.3), 0.25
#: Spread of ln scattering in training: most fits stand at the upper bound of the fit, so that their own spread says nothing
#: (docs/decisions/0255).
SCATTER_SPREAD = 0.09
#: Numbers whose logarithm is interpolated, and the bounds of the fit (skin_model.fit_spectrum) for all.
LOGARITHMIC = ("fm", "fb", "dv", "a")
LIMITS = {"fm": (0.012, 0.6), "fb": (0.006, 0.15), "S": (0.1, 0.95), "dv": (3.0, 150.0), "cc": (0.0, 2.5), "a": (60.0, 260.0), "b": (0.1, 3.6)}
#: ln of the blood of a face over that of a forearm.
FACE_BLOOD = 0.4
#: Diffuse L* kept: from the deepest Monk swatch (14.6) to a little above the lightest measured skin.
L_RANGE = (14.0, 82.0)
#: First and last person of each split in a fixed shuffle of the NIST people. Weights and settings are chosen on "valid": the
#: people of the calibration before cameras of their own. "test" is only reported (docs/decisions/0290).
PEOPLE = {"train": (0, 50), "calib": (50, 60), "valid": (50, 60), "test": (60, 70)}


def people_rows(split: str) -> np.ndarray:
    """Fitted parameter rows of the measured people of one split."""
    fits, _, _ = nist_fits()
    order = np.random.default_rng(2024).permutation(len(fits))
    lo, hi = PEOPLE[split]
    return order[lo : min(hi, len(fits))]


@dataclass
class Subjects:
    """n people: `refl` [n, 14, 31] diffuse reflectance, `lab` [n, 3] truth (diffuse, D65, 2 degree: mean of the four
    cheek fields), `ita` [n], `cls` [n] ITA class, `made_up` [n] lipstick worn, `person` [n] row of the measured person behind
    each, -1 where it is none of them."""

    refl: np.ndarray
    lab: np.ndarray
    ita: np.ndarray
    cls: np.ndarray
    made_up: np.ndarray
    person: np.ndarray


def base_parameters(rng, n: int, split: str) -> dict[str, np.ndarray]:
    """One row a person: a bootstrapped NIST fit with its melanin and blood drawn anew; in training people between and around
    the measured ones, some of whom keep their own melanin and blood."""
    p = _between(rng, n) if split == "train" else _measured(rng, n, split)
    own = (rng.uniform(size=n) < OWN_SHARE) & (split == "train")
    p["S"] = np.clip(p["S"], 0.1, 0.95)
    fm = np.exp(rng.uniform(*np.log(FM_RANGE), n)).astype(np.float32)
    fb = np.clip(np.exp(rng.normal(np.log(0.03), 0.35, n)), 0.006, 0.09).astype(np.float32)
    p["fm"] = np.where(own, p["fm"] * np.exp(rng.normal(0, 0.15, n)), fm).astype(np.float32)
    p["fb"] = np.where(own, np.clip(p["fb"], 0.006, 0.12), fb).astype(np.float32)
    p["floor"] = (rng.uniform(*FLOOR, n) * ~(own & (rng.uniform(size=n) < 0.5))).astype(np.float32)
    return p


def _measured(rng, n: int, split: str) -> dict[str, np.ndarray]:
    """Bootstrapped fits of the people of a split, each number 6 % apart."""
    fits, _, _ = nist_fits()
    person = rng.choice(people_rows(split), n)
    row = fits[person].astype(np.float32)
    return {k: row[:, i] * np.exp(rng.normal(0, 0.06, n)).astype(np.float32) for i, k in enumerate(PARAMS)} | {"person": person}


def _between(rng, n: int) -> dict[str, np.ndarray]:
    """Training people: fifty fits are few, and a net that may learn them by heart reads strangers .2 dE00 worse
    (docs/decisions/0200). Lines through two measured people, a little beyond both; in some people every number comes from
    another pair; then a spread of its own for each number."""
    fits, _, _ = nist_fits()
    rows = fits[people_rows("train")]
    log = np.array([k in LOGARITHMIC for k in PARAMS])
    rows = np.where(log, np.log(np.maximum(rows, 1e-6)), rows)
    loose = rng.uniform(size=(n, 1)) < LOOSE_SHARE
    pick = lambda: np.where(loose, rng.integers(0, len(rows), (n, len(PARAMS))), rng.integers(0, len(rows), (n, 1)))  # noqa: E731
    a, b = (np.take_along_axis(rows, i, 0) for i in (pick(), pick()))
    w = rng.uniform(*BEYOND, (n, 1))
    spread = np.where(np.array(PARAMS) == "a", SCATTER_SPREAD, OWN_SPREAD * rows.std(0))
    x = a + w * (b - a) + rng.normal(0, 1, (n, len(PARAMS))) * spread
    x = np.where(log, np.exp(x), x)
    x = np.clip(x, [LIMITS[k][0] for k in PARAMS], [LIMITS[k][1] for k in PARAMS]).astype(np.float32)
    return {k: x[:, i] for i, k in enumerate(PARAMS)}


def _balanced(rng, n: int, split: str) -> dict[str, np.ndarray]:
    """Uniform over the six ITA classes (training: TRAIN_SHARE): draw three times too many, keep a share of each."""
    pool = base_parameters(rng, n * 3, split)
    face = {**pool, "fb": pool["fb"] * np.exp(FACE_BLOOD).astype(np.float32)}
    lab = color.xyz_to_lab(reflectance_to_xyz(diffuse(face)))
    cls = color.ita_class(lab)
    share = np.bincount(cls, minlength=6)
    want = np.array(TRAIN_SHARE if split == "train" else np.ones(6))
    weight = (lab[:, 0] > L_RANGE[0]) * (lab[:, 0] < L_RANGE[1]) * (want / share)[cls]
    pick = rng.choice(n * 3, n, p=weight / weight.sum())
    return {k: v[pick] for k, v in pool.items()}


def _region_parameters(rng, base: dict) -> dict[str, np.ndarray]:
    n = len(base["fm"])
    p = {k: np.repeat(v[:, None], regions.N, 1).copy() for k, v in base.items() if k != "person"}
    jitter = lambda mean, sd, cols: np.exp(rng.normal(mean, sd, (n, cols))).astype(np.float32)  # noqa: E731
    p["fm"] *= jitter(0, 0.05, regions.N)
    p["fb"] *= jitter(0, 0.12, regions.N)
    p["fm"][:, 0:1] *= jitter(0.08, 0.12, 1)
    # The fits are forearms; faces are 5 a* redder and 3-4 L* darker (skin.md 2, de Rigal 2010, Xiao 2017): more blood.
    p["fb"] *= np.exp(FACE_BLOOD).astype(np.float32)
    p["fb"][:, 0:1] *= jitter(-0.1, 0.25, 1)
    p["fb"][:, 1:5] *= jitter(0.05, 0.2, 1)
    p["fb"][:, 5:6] *= jitter(0.3, 0.25, 1)
    p["fm"][:, 6:9] *= jitter(0.04, 0.1, 1)
    under = rng.uniform(1.0, 1.5, (n, 1))
    p["fm"][:, 9:11] *= under
    p["fb"][:, 9:11] *= rng.uniform(1.1, 2.0, (n, 1))
    p["S"][:, 9:11] = rng.uniform(0.2, 0.5, (n, 1))
    p["fm"][:, 11:12] *= jitter(-0.1, 0.5, 1)
    p["fb"][:, 11:12] *= jitter(1.0, 0.3, 1)
    p["fb"] = np.clip(p["fb"], 0.004, 0.14)
    p["fm"] = np.clip(p["fm"], 0.006, 0.6)
    return p


def _sclera(rng, n: int) -> np.ndarray:
    """[n, 2, 31]: near-flat .50-.72, slope, dip at 550 nm from vessels (skin.md 3.2)."""
    level = rng.uniform(0.5, 0.72, (n, 1, 1)) * np.exp(rng.normal(0, 0.02, (n, 2, 1)))
    slope = rng.normal(0.05, 0.05, (n, 1, 1)) * (NM - 550) / 150
    dip = rng.normal(-0.02, 0.03, (n, 1, 1)) * np.exp(-(((NM - 555) / 35) ** 2))
    return np.clip(level * (1 + slope) + dip, 0.2, 0.85)


def _smooth(rng, n: int, lo: float, hi: float) -> np.ndarray:
    """[n, 31] random smooth reflectances: a sum of three broad bells over a floor (lipstick, walls, clothes)."""
    c = rng.uniform(400, 700, (n, 3, 1))
    w = rng.uniform(40, 140, (n, 3, 1))
    h = rng.dirichlet(np.ones(3), n)[..., None]
    y = (h * np.exp(-(((NM - c) / w) ** 2))).sum(1)
    y /= y.max(1, keepdims=True)
    floor = rng.uniform(lo, (lo + hi) / 2, (n, 1))
    return floor + (rng.uniform(floor, hi)) * y * 0.8


def _lipstick(rng, n: int) -> np.ndarray:
    """[n, 31] pigments: step towards red (pinks, reds, nudes, plums)."""
    edge = rng.normal(595, 15, (n, 1))
    y = 1 / (1 + np.exp(-(NM - edge) / rng.uniform(8, 20, (n, 1))))
    blue = rng.uniform(0.0, 0.35, (n, 1)) * np.exp(-(((NM - 440) / 45) ** 2))
    return rng.uniform(0.03, 0.25, (n, 1)) + rng.uniform(0.1, 0.6, (n, 1)) * y + blue


def _deep_lipstick(rng, n: int) -> np.ndarray:
    """[n, 31] pigments down to dark reds and plums, which photographs show more often than _lipstick does."""
    edge = rng.normal(600, 18, (n, 1))
    y = 1 / (1 + np.exp(-(NM - edge) / rng.uniform(8, 20, (n, 1))))
    floor = np.exp(rng.uniform(np.log(0.008), np.log(0.10), (n, 1)))
    return floor * (1 + rng.uniform(0, 1.5, (n, 1)) * np.exp(-(((NM - 440) / 45) ** 2))) + rng.uniform(0.04, 0.4, (n, 1)) * y


def _full_beard(rng, refl, share: float) -> None:
    """Full beards, black to fair, in place: denser than the stubble of `from_base`."""
    n = len(refl)
    full = (rng.uniform(size=n) < share) * rng.uniform(0.3, 1.0, n)
    hair = np.exp(rng.uniform(np.log(0.006), np.log(0.08), (n, 1, 1))) * (1 + rng.uniform(0, 1, (n, 1, 1)) * (NM - 400) / 300)
    k = (full[:, None] * np.clip(rng.normal([0.4, 0.4, 1, 1, 1], 0.2, (n, 5)), 0, 1))[..., None]
    refl[:, regions.BEARD] = (1 - k) * refl[:, regions.BEARD] + k * hair


def wear(rng, refl, share: float) -> None:
    """Dresses a share of the people for a photograph, in place: deep lipstick on lips; full beards; concealer, or no shade at all,
    under the eyes. Training only: the recipe of the figures has no such people, photographs do (docs/decisions/0160, 0448)."""
    n = len(refl)
    lips = (rng.uniform(size=n) < share) * rng.uniform(0.3, 1.0, n)
    refl[:, regions.LIPS] = (1 - lips[:, None]) * refl[:, regions.LIPS] + lips[:, None] * _deep_lipstick(rng, n)
    _full_beard(rng, refl, 1.5 * share)
    cheek = refl[:, regions.CHEEKS].mean(1)[:, None]
    cover = ((rng.uniform(size=n) < share) * rng.uniform(0.3, 1.0, n))[:, None, None]
    light = np.exp(rng.normal(0.06, 0.1, (n, 1, 1)))
    refl[:, 9:11] = (1 - cover) * refl[:, 9:11] + cover * np.minimum(cheek * light, 0.9)


def draw(rng, n: int, split: str, balanced: bool = True, worn: float = 0.0) -> Subjects:
    """n people of one split."""
    base = _balanced(rng, n, split) if balanced else base_parameters(rng, n, split)
    return from_base(rng, base, worn)


def from_base(rng, base: dict, worn: float = 0.0) -> Subjects:
    """People from given base parameters (fm, fb, S, dv, cc, a, b; each [n]; `person` where they stand for measured people)."""
    n = len(base["fm"])
    refl = diffuse(_region_parameters(rng, base))
    lab = color.xyz_to_lab(reflectance_to_xyz(refl[:, regions.CHEEKS].mean(1)))
    # what the camera meets beside bare skin
    beard = (rng.uniform(size=n) < 0.15) * rng.beta(1.3, 2.0, n)
    hair = rng.uniform(0.02, 0.1, (n, 1)) * (1 + rng.uniform(0, 1, (n, 1)) * (NM - 400) / 300)
    k = (beard[:, None] * np.clip(rng.normal([0.7, 0.7, 1, 0.9, 0.9], 0.15, (n, 5)), 0, 1))[..., None]
    refl[:, regions.BEARD] = (1 - k) * refl[:, regions.BEARD] + k * hair[:, None]
    made_up = rng.uniform(size=n) < 0.25
    cover = (made_up * rng.uniform(0.3, 1.0, n))[:, None]
    refl[:, regions.LIPS] = (1 - cover) * refl[:, regions.LIPS] + cover * _lipstick(rng, n)
    refl[:, regions.SCLERA] = _sclera(rng, n)
    if worn > 0:
        wear(rng, refl, worn)
    ita = color.ita(lab)
    person = base.get("person", np.full(n, -1))
    return Subjects(refl.astype(np.float32), lab.astype(np.float32), ita, color.ita_class(lab), made_up, person)
