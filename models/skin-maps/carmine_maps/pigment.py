"""The spectral skin as tables over ln melanin and ln blood: what the camera sees, and the truth of the maps."""

from dataclasses import dataclass

import numpy as np
from carmine_skin import camera, color, lights, subjects, tables
from carmine_skin.skin_model import diffuse
from carmine_skin.spectra import reflectance_to_xyz

#: Range of the tables about the base skin, ln; melanin within what skin_model was fitted to, times the darkest mole.
MEL = (-1.2, 3.2)
BLOOD = (-2.0, 2.4)
NODES = (33, 33)
STEPS = (353, 177)


@dataclass
class Skin:
    """One person under one light in one camera."""

    #: Linear sRGB [353, 177, 3] of the picture, white 1, over MEL x BLOOD.
    table: np.ndarray
    #: Melanin OD against the base (along the unit melanin direction) over 353 steps of MEL.
    od: np.ndarray
    #: Diffuse CIELAB of the base skin and its ITA class.
    lab: np.ndarray
    ita_class: int
    #: -ln of green against the base over MEL at base blood, over BLOOD at base melanin: how well a change shows.
    show_mel: np.ndarray
    show_blood: np.ndarray

    def look(self, mel: np.ndarray, blood: np.ndarray) -> np.ndarray:
        """Linear picture colours of changes of ln melanin and ln blood, nearest step (.0125, .025 ln)."""
        return self.table.reshape(-1, 3)[_step(mel, MEL, STEPS[0]) * STEPS[1] + _step(blood, BLOOD, STEPS[1])]

    def melanin_od(self, mel: np.ndarray) -> np.ndarray:
        return self.od[_step(mel, MEL, STEPS[0])]

    def mel_for(self, contrast: float) -> float:
        """Change of ln melanin that darkens green by `contrast` (ln); held within the table."""
        return float(np.interp(contrast, self.show_mel, np.linspace(*MEL, STEPS[0])))

    def weight_mel(self, depth: float) -> float:
        """0..1: how well a change of ln melanin shows (3 % of green not at all, 8 % fully)."""
        return float(np.clip((self.show_mel[_step(np.float32(depth), MEL, STEPS[0])] - 0.03) / 0.05, 0, 1))

    def weight_blood(self, depth: float) -> float:
        return float(np.clip((self.show_blood[_step(np.float32(depth), BLOOD, STEPS[1])] - 0.03) / 0.05, 0, 1))


def _step(v, span, n):
    return np.clip((v - span[0]) * ((n - 1) / (span[1] - span[0])) + 0.5, 0, n - 1).astype(np.int32)


def unit_melanin(lightness: float) -> np.ndarray:
    """Unit melanin direction in -ln(linear sRGB) at an L*: projectionAt of packages/skin (measures/chromophores.ts)."""
    nodes = _nodes()
    at = max(30.0, lightness)
    v = np.array([np.interp(at, [n["L"] for n in nodes], [n["mel"][k] for n in nodes]) for k in range(3)])
    return v / np.linalg.norm(v)


_NODES: list = []


def _nodes() -> list:
    if not _NODES:
        _NODES.extend(tables.nodes())
    return _NODES


def people(rng, n: int, split: str) -> dict[str, np.ndarray]:
    """Base parameters of n people, equal shares of the six ITA classes, with a face's blood."""
    pool = subjects.base_parameters(rng, max(60, n * 8), split)
    pool["fb"] = pool["fb"] * np.exp(subjects.FACE_BLOOD).astype(np.float32)
    lab = color.xyz_to_lab(reflectance_to_xyz(diffuse(pool)))
    cls = color.ita_class(lab)
    share = np.bincount(cls, minlength=6)
    ok = (lab[:, 0] > subjects.L_RANGE[0]) & (lab[:, 0] < subjects.L_RANGE[1])
    weight = ok / share[cls]
    pick = rng.choice(len(cls), n, p=weight / weight.sum())
    return {k: v[pick] for k, v in pool.items()}


def _spectra(base: dict) -> np.ndarray:
    """[33, 33, 31] reflectance over the nodes of MEL and BLOOD."""
    mel, blood = np.meshgrid(np.linspace(*MEL, NODES[0]), np.linspace(*BLOOD, NODES[1]), indexing="ij")
    p = {k: np.full(NODES, v, np.float32) for k, v in base.items()}
    p["fm"] = np.clip(p["fm"] * np.exp(mel), 0.003, 0.85).astype(np.float32)
    p["fb"] = np.clip(p["fb"] * np.exp(blood), 0.001, 0.35).astype(np.float32)
    return diffuse(p)


def _finer(t: np.ndarray) -> np.ndarray:
    """Nodes to steps, linear in ln."""
    ln = np.log(np.maximum(t, 1e-5))
    for axis, (n, m) in enumerate(zip(NODES, STEPS)):
        at = np.linspace(0, n - 1, m)
        i = np.minimum(at.astype(int), n - 2)
        f = (at - i).reshape([-1 if k == axis else 1 for k in range(3)])
        ln = (1 - f) * np.take(ln, i, axis) + f * np.take(ln, i + 1, axis)
    return np.exp(ln).astype(np.float32)


def _camera_rgb(rng, refl: np.ndarray, split: str) -> np.ndarray:
    """What a random camera makes of reflectances [..., 31] under a random light: white-balanced nearly, colour matrix,
    saturation; linear sRGB, white about 1 (skin.md 3.4)."""
    sens, ccm = camera.table(split)
    k = rng.integers(len(sens))
    spectra, weight, _ = lights.table(split)
    e = spectra[rng.choice(len(spectra), p=weight)]
    if rng.uniform() < 0.4:
        mix = rng.beta(0.5, 0.5)
        e = mix * e + (1 - mix) * spectra[rng.choice(len(spectra), p=weight)]
    seen = e[:, None] * sens[k]
    raw = refl @ seen / seen.sum(0)
    by, gm = rng.normal(0, 0.09), rng.normal(0, 0.03)
    raw = raw * np.exp([by / 2, -gm, -by / 2])
    rgb = raw @ ccm[k].T
    sat = rng.uniform(0.88, 1.28)
    rgb = rgb * sat + (1 - sat) * (rgb @ color.LUMA)[..., None]
    return np.maximum(rgb, 2e-4)


def person(rng, base: dict, split: str) -> Skin:
    """Tables of one person (scalars of `people`) in a new light and camera."""
    refl = _spectra(base)
    i, j = (int(round(-span[0] / (span[1] - span[0]) * (n - 1))) for span, n in ((MEL, NODES[0]), (BLOOD, NODES[1])))
    lab = color.xyz_to_lab(reflectance_to_xyz(diffuse({k: np.float32(v) for k, v in base.items()})))
    d65 = np.maximum(reflectance_to_xyz(refl) @ color.XYZ_TO_RGB.T, 1 / 4096)
    u = unit_melanin(float(lab[0]))
    dens = -np.log(d65)
    steps = lambda v, n: np.interp(np.linspace(0, len(v) - 1, n), np.arange(len(v)), v).astype(np.float32)  # noqa: E731
    base_mel = steps(np.einsum("mk,k->m", dens[:, j] , u), STEPS[0])
    zero = _step(np.float32(0), MEL, STEPS[0])
    green_mel = steps(dens[:, j, 1], STEPS[0])
    green_blood = steps(dens[i, :, 1], STEPS[1])
    zero_b = _step(np.float32(0), BLOOD, STEPS[1])
    return Skin(
        table=_finer(_camera_rgb(rng, refl, split)),
        od=base_mel - base_mel[zero],
        lab=lab,
        ita_class=int(color.ita_class(lab[None])[0]),
        show_mel=green_mel - green_mel[zero],
        show_blood=green_blood - green_blood[zero_b],
    )
