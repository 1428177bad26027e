"""Light families and their split (skin.md 3.3). A family is never shared between training, calibration and test."""

from functools import cache

import numpy as np

from .spectra import NM, cmf, columns, load


def planck(kelvin: float) -> np.ndarray:
    """Relative spectral power of a black body on the grid."""
    m = NM * 1e-9
    return 1 / (m**5 * np.expm1(1.4388e-2 / (m * kelvin)))


def daylight(kelvin: float) -> np.ndarray:
    """CIE D-series, 4000-25000 K (CIE 15:2004, 3.1)."""
    t = 1e3 / kelvin
    x = (0.244063 + 0.09911 * t + 2.9678 * t**2 - 4.607 * t**3) if kelvin <= 7000 else (0.23704 + 0.24748 * t + 1.9018 * t**2 - 2.0064 * t**3)
    y = -3 * x * x + 2.87 * x - 0.275
    m = 0.0241 + 0.2562 * x - 0.7341 * y
    s = load("cie-d-series-basis.csv")
    return s[:, 0] + (-1.3515 - 1.7703 * x + 5.9114 * y) / m * s[:, 1] + (0.03 - 31.4424 * x + 30.0717 * y) / m * s[:, 2]


def _measured() -> dict[str, np.ndarray]:
    out = {}
    for name in ("cie-illuminants.csv", "light-sources.csv"):
        for c, s in zip(columns(name), load(name).T):
            out[c] = s
    return out


# family -> (weight in daily life, start of the measured names). Split chosen before any training run. Choices ("valid") are made
# under the lamps of the calibration.
FAMILIES: dict[str, tuple[float, tuple[str, ...]]] = {
    "daylight": (5.0, ()),
    "planckian": (2.0, ()),
    "cie-halophosphate": (0.7, ("FL1", "FL2", "FL3", "FL4", "FL5", "FL6")),
    "cie-broadband": (0.7, ("FL7", "FL8", "FL9")),
    "cie-led-blue-pump": (3.0, ("LED-B1", "LED-B2", "LED-B3", "LED-B4", "LED-B5")),
    "nist-led-phosphor-warm": (1.5, ("NIST LED: Luxeon WW 2880", "NIST LED: PHOS-1", "NIST LED: PHOS-2")),
    "philips-triphosphor": (1.0, tuple(f"NIST Philips: F32T8/TL8{n} (Triphosphor)" for n in ("30", "35", "41", "50"))),
    "nist-led-multi": (0.3, ("NIST LED: 4-LED No Yellow", "NIST LED: 4-LED-1 (461/526/576/624)", "NIST LED: 4-LED-2 (447/512/573/627)")),
    "cie-led-rgb": (0.3, ("LED-RGB1",)),
    "metal-halide": (0.3, ("NIST Philips: MHC100/U/MP/3K", "NIST Philips: MHC100/U/MP/4K")),
    # calibration only
    "cie-triphosphor": (1.0, ("FL10", "FL11", "FL12")),
    "nist-led-yag": (1.5, ("NIST LED: Phosphor LED YAG", "NIST LED: PHOS-3")),
    "philips-broadband": (1.0, ("NIST Philips: F40/C50 (Broadband FL)", "NIST Philips: F40/CWX (Broadband FL)", "NIST Philips: F40/DX (Broadband FL)")),
    "daylight-indoor": (2.0, ("ID65", "C")),
    # test only
    "cie-fl3": (1.0, tuple(f"FL3.{n}" for n in range(4, 16))),
    "cie-led-violet": (1.5, ("LED-V1", "LED-V2", "LED-BH1")),
    "rit-lamps": (1.0, ("RIT: T8 Luxline Plus White", "RIT: T8 Polylux 3000", "RIT: T8 Polylux 4000", "RIT: Thorn Kolor-rite", "RIT: Philips TL-84", "RIT: Natural")),
    "daylight-window": (3.0, ("ID50", "D55", "D75")),
    "nist-incandescent": (1.0, ("NIST: Incandescent", "NIST Philips: 60 A/W (Soft White)", "RIT: SA")),
    "nist-led-phosphor-4": (1.0, ("NIST LED: PHOS-4",)),
}
SPLIT = {
    "train": list(FAMILIES)[:10],
    "calib": list(FAMILIES)[10:14],
    "test": list(FAMILIES)[14:],
}


@cache
def table(split: str) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Spectra [n, 31] with Y = 1 for white, sampling weights [n], family of each row."""
    rows, weights, names = [], [], []
    measured = _measured()
    for family in SPLIT["calib" if split == "valid" else split]:
        weight, members = FAMILIES[family]
        if family == "daylight":
            spectra = [daylight(k) for k in np.linspace(4000, 10000, 25)]
        elif family == "planckian":
            spectra = [planck(k) for k in np.linspace(2200, 3500, 14)]
        else:
            spectra = [measured[m] for m in members]
        for s in spectra:
            s = np.maximum(s, 0)
            rows.append(s / (s @ cmf()[:, 1]))
            weights.append(weight / len(spectra))
            names.append(family)
    w = np.array(weights)
    return np.stack(rows).astype(np.float32), w / w.sum(), names
