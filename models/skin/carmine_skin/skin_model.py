"""Skin reflectance from chromophores (skin.md 3.1): melanin, blood with vessel packaging, carotene, scattering."""

from functools import cache

import numpy as np
from scipy.optimize import least_squares

from .spectra import NM, haemoglobin, nist_people

PARAMS = ("fm", "fb", "S", "dv", "cc", "a", "b")
#: Surface (Fresnel) reflectance of the sphere geometry of the NIST readings.
R0 = 0.05
Q = 2.8
# Jacques' 6.6e11 nm^-3.33 fixes the amount at 500 nm; the NIST spectra prefer a flatter slope.
_MU_MEL = 6.6e11 * 500.0**-3.33 * (NM / 500.0) ** -Q
_MU_BASE = 0.244 + 85.3 * np.exp(-(NM - 154) / 66.2)
_CAROTENE = (
    np.exp(-((NM - 452) ** 2) / (2 * 22**2))
    + 0.85 * np.exp(-((NM - 482) ** 2) / (2 * 14**2))
    + 0.6 * np.exp(-((NM - 425) ** 2) / (2 * 18**2))
)


@cache
def _blood():
    """Absorption of whole blood, cm^-1: oxygenated and deoxygenated, 150 g/L."""
    return haemoglobin().T * 2.303 * 150 / 64500


def diffuse(p: dict, dtype=np.float32) -> np.ndarray:
    """Diffuse reflectance [..., 31] (no surface term) from parameters [...]: fm, fb 0..1, S 0..1, dv um, cc cm^-1,
    a cm^-1 at 500 nm, b; `floor`, reflectance 0..1 that no chromophore takes (0 where not given). Source: skin.md 3.1 (Jacques; NIST fit RMS .0057)."""
    g = {k: np.asarray(v, dtype)[..., None] for k, v in p.items()}
    mel, base, car = _MU_MEL.astype(dtype), _MU_BASE.astype(dtype), _CAROTENE.astype(dtype)
    oxy, deoxy = (x.astype(dtype) for x in _blood())
    mu_bl = g["S"] * oxy + (1 - g["S"]) * deoxy
    x = mu_bl * (g["dv"] * dtype(1e-4))
    pack = -np.expm1(-x) / x
    mu_epi = g["fm"] * mel + (1 - g["fm"]) * base
    mu_der = g["fb"] * pack * mu_bl + (1 - g["fb"]) * base + g["cc"] * car
    scatter = g["a"] * (NM / 500).astype(dtype) ** (-g["b"])
    n = scatter / mu_der
    amp = 6.3744 + 0.35688 * np.exp(np.log(n) / 3.4739)
    r_der = np.exp(-amp / np.sqrt(3 * (1 + n)))
    # dtype-preserving: numpy scalars would promote to float64
    r = (1 - R0) * r_der * np.exp(-2 * 1.5 * 0.0060 * mu_epi)
    floor = g.get("floor", dtype(0))
    return (floor + (1 - floor) * r).astype(dtype)


def fit_spectrum(r: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Parameters (order of PARAMS) that explain one specular-included spectrum, and the fitted spectrum."""
    lo = np.array([np.log(0.003), np.log(0.002), 0.05, np.log(3.0), 0.0, 20.0, 0.1])
    hi = np.array([np.log(0.5), np.log(0.15), 0.98, np.log(120.0), 2.5, 220.0, 3.5])

    def model(v):
        p = dict(zip(PARAMS, [np.exp(v[0]), np.exp(v[1]), v[2], np.exp(v[3]), v[4], v[5], v[6]]))
        return R0 + diffuse(p, np.float64)

    start = np.array([np.log(0.042), np.log(0.03), 0.53, np.log(23.0), 0.45, 120.0, 1.5])
    res = least_squares(lambda v: model(v) - r, start, bounds=(lo, hi), x_scale=hi - lo, max_nfev=120)
    v = res.x
    return np.array([np.exp(v[0]), np.exp(v[1]), v[2], np.exp(v[3]), v[4], v[5], v[6]]), model(v)


@cache
def nist_fits() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All people: parameters [people, 7], fitted spectra and measured spectra [people, 31]."""
    people = nist_people()
    out = [fit_spectrum(r) for r in people]
    return np.stack([o[0] for o in out]), np.stack([o[1] for o in out]), people
